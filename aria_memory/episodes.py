"""Episodic memory: turns kept verbatim, and the documents that make them findable.

A turn is indexed alone, with its neighbours once three are there (a window), and with up to SECTION_TURNS turns of its
session (a section). A section that has grown is marked, and indexed again by the next search: writing stays quick.
"""

from collections.abc import Iterator, Sequence

from . import lexicon, sources
from .errors import NotFound
from .store import Row, Scoped
from .text import MAX_NAME_CHARS, clean
from .types import Episode, Observed

WINDOW_TURNS = 3
BEGINNING_CHARS = 20_000  # of a text, where thousands of texts are looked at: pasted documents are not talk
SECTION_TURNS = 64  # bounds what is indexed again when a long session goes on
_COLUMNS = "e.id, s.name AS session, e.turn, e.role, e.text, e.at, e.recorded, e.archived"
_FROM = f"SELECT {_COLUMNS} FROM episode e JOIN session s ON s.id = e.session WHERE e.scope = :scope AND "


def add(scope: Scoped, role: str, text: str, session: str, at: float, recorded: float) -> Observed:
    """Append a turn to its session. Raises: BadInput."""
    text = clean("text", text)
    role, session = clean("role", role, MAX_NAME_CHARS), clean("session", session, MAX_NAME_CHARS)
    with scope.writing():
        found = scope.run(
            "INSERT INTO session (scope, name, n_turns) VALUES (:scope, :name, 1) "
            "ON CONFLICT (scope, name) DO UPDATE SET n_turns = n_turns + 1 RETURNING id, n_turns - 1 AS turn",
            name=session,
        )[0]
        key, turn = int(found["id"]), int(found["turn"])
        episode = scope.insert(
            "INSERT INTO episode (scope, session, turn, role, text, at, recorded) "
            "VALUES (:scope, :session, :turn, :role, :text, :at, :recorded)",
            session=key, turn=turn, role=role, text=text, at=at, recorded=recorded,
        )  # fmt: skip
        _index(scope, "turn", key, turn, turn + 1)
        if turn >= WINDOW_TURNS - 1:
            _index(scope, "window", key, turn - WINDOW_TURNS + 1, turn + 1)
        first = turn // SECTION_TURNS * SECTION_TURNS
        scope.insert(
            "INSERT INTO document (scope, kind, session, first, past, stale) "
            "VALUES (:scope, 'section', :session, :first, :first, 1) "
            "ON CONFLICT (session, kind, first) DO UPDATE SET stale = 1",
            session=key, first=first,
        )  # fmt: skip
    return Observed(episode_id=episode, session=session, turn=turn)


def one(scope: Scoped, episode_id: int) -> Episode:
    """A turn by its id. Raises: NotFound."""
    row = scope.one(_FROM + "e.id = :id", id=episode_id)
    if row is None:
        raise _no_episode(episode_id)
    return _episode(row)


def of_turns(scope: Scoped, session: int, first: int, past: int) -> list[Episode]:
    """Turns [first, past) of a session, in their order, archived ones too."""
    rows = scope.run(
        _FROM + "e.session = :session AND e.turn >= :first AND e.turn < :past ORDER BY e.turn",
        session=session, first=first, past=past,
    )  # fmt: skip
    return [_episode(row) for row in rows]


def everything(scope: Scoped) -> Iterator[Episode]:
    """All turns in the order in which they came."""
    after = 0
    while rows := scope.run(_FROM + "e.id > :after ORDER BY e.id LIMIT 1000", after=after):
        yield from map(_episode, rows)
        after = rows[-1]["id"]


def latest_of_people(scope: Scoped, most: int) -> list[str]:
    """The latest texts that no program said, in the order in which they came; of each the beginning."""
    rows = scope.run(
        "SELECT substr(text, 1, :chars) AS text FROM episode "
        "WHERE scope = :scope AND role NOT IN ('assistant', 'system', 'tool') ORDER BY id DESC LIMIT :most",
        most=most, chars=BEGINNING_CHARS,
    )  # fmt: skip
    return [row["text"] for row in reversed(rows)]


def archive(scope: Scoped, episode_id: int, at: float) -> None:
    """Forget: kept and readable by its id, but no longer recalled. Raises: NotFound."""
    if not scope.change("UPDATE episode SET archived = :at WHERE scope = :scope AND id = :id", at=at, id=episode_id):
        raise _no_episode(episode_id)


def said_before(scope: Scoped, before: float, most: int) -> list[int]:
    """Ids of turns that were said before a time, archived or not, those of a session together."""
    rows = scope.run(
        "SELECT id FROM episode WHERE scope = :scope AND at < :before ORDER BY at, session, turn LIMIT :most",
        before=before, most=most,
    )  # fmt: skip
    return [int(row["id"]) for row in rows]


def purge(scope: Scoped, episode_ids: Sequence[int]) -> None:
    """Delete turns and what is indexed of them; a session without turns goes too. Raises: NotFound.

    `erasure` also has them erased from the file.
    """
    with scope.writing():
        documents: dict[int, Row] = {}
        sessions: set[int] = set()
        for episode_id in episode_ids:
            row = scope.one("SELECT session, turn FROM episode WHERE scope = :scope AND id = :id", id=episode_id)
            if row is None:
                raise _no_episode(episode_id)
            sessions.add(row["session"])
            for document in scope.run(
                "SELECT id, kind, session, first, past, stale FROM document "
                "WHERE scope = :scope AND session = :session AND first <= :turn AND past > :turn",
                session=row["session"], turn=row["turn"],
            ):  # fmt: skip
                documents[document["id"]] = document
        for one in documents.values():
            lexicon.remove(scope, one["kind"], one["id"], _text(scope, one["session"], one["first"], one["past"]))
        for episode_id in episode_ids:
            sources.forget(scope, "episode", episode_id)
            scope.change("DELETE FROM episode WHERE scope = :scope AND id = :id", id=episode_id)
        for one in documents.values():
            rest = _text(scope, one["session"], one["first"], one["past"])
            if rest:
                lexicon.add(scope, one["kind"], one["id"], rest)
            elif not one["stale"]:  # else later turns of it wait to be indexed
                scope.change("DELETE FROM document WHERE scope = :scope AND id = :id", id=one["id"])
        for session in sessions:
            _drop_if_empty(scope, session)


def documents(scope: Scoped) -> Iterator[tuple[str, int, str]]:
    """Place, key and text of every document of a scope that is in the full-text index."""
    after = 0
    sql = (
        "SELECT id, kind, session, first, past FROM document WHERE scope = :scope AND id > :after ORDER BY id LIMIT 500"
    )
    while rows := scope.run(sql, after=after):
        for one in rows:
            text = _text(scope, one["session"], one["first"], one["past"])
            if text:
                yield one["kind"], one["id"], text
        after = rows[-1]["id"]


def _drop_if_empty(scope: Scoped, session: int) -> None:
    """Delete a session of which no turn is left: its name tells something too."""
    if scope.one("SELECT 1 FROM episode WHERE scope = :scope AND session = :session LIMIT 1", session=session):
        return
    scope.change("DELETE FROM document WHERE scope = :scope AND session = :session", session=session)
    scope.change(
        "DELETE FROM heard WHERE scope = :scope "
        "AND session = (SELECT name FROM session WHERE scope = :scope AND id = :session)",
        session=session,
    )
    scope.change("DELETE FROM session WHERE scope = :scope AND id = :session", session=session)


def refresh(scope: Scoped) -> None:
    """Index again the sections that have grown."""
    if scope.one("SELECT 1 FROM document WHERE scope = :scope AND stale LIMIT 1") is None:
        return
    with scope.writing():
        for grown in scope.run(
            "SELECT d.id, d.session, d.first, d.past, min(s.n_turns, d.first + :turns) AS reach "
            "FROM document d JOIN session s ON s.id = d.session WHERE d.scope = :scope AND d.stale",
            turns=SECTION_TURNS,
        ):
            before = _text(scope, grown["session"], grown["first"], grown["past"])
            if before:
                lexicon.remove(scope, "section", grown["id"], before)
            now = _text(scope, grown["session"], grown["first"], grown["reach"])
            if now:
                lexicon.add(scope, "section", grown["id"], now)
            scope.change(
                "UPDATE document SET past = :past, stale = 0 WHERE scope = :scope AND id = :id",
                past=grown["reach"], id=grown["id"],
            )  # fmt: skip


def _index(scope: Scoped, kind: str, session: int, first: int, past: int) -> None:
    key = scope.insert(
        "INSERT INTO document (scope, kind, session, first, past) VALUES (:scope, :kind, :session, :first, :past)",
        kind=kind, session=session, first=first, past=past,
    )  # fmt: skip
    lexicon.add(scope, kind, key, _text(scope, session, first, past))


def _text(scope: Scoped, session: int, first: int, past: int) -> str:
    return "\n".join(f"{one.role}: {one.text}" for one in of_turns(scope, session, first, past))


def _episode(row: Row) -> Episode:
    return Episode(
        episode_id=row["id"], session=row["session"], turn=row["turn"], role=row["role"], text=row["text"],
        at=row["at"], recorded=row["recorded"], archived=row["archived"],
    )  # fmt: skip


def _no_episode(episode_id: int) -> NotFound:
    return NotFound(f"episode {episode_id!r} is not in this scope; episodes are named by the ids that observe returned")
