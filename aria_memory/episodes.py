"""Episodic memory: turns kept verbatim, each indexed under its place (`places.py`)."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from . import lexicon, sources, vectors
from .errors import NotFound
from .places import TURN_BITS, place_of
from .store import Row, Scoped
from .text import MAX_NAME_CHARS, clean, words
from .told_times import Interval
from .types import Episode, Observed

BEGINNING_CHARS = 20_000  # of a text, where thousands of texts are looked at: pasted documents are not talk
_COLUMNS = "e.id, s.name, e.turn, e.role, e.text, e.at, e.recorded, e.archived"
_FROM = f"SELECT {_COLUMNS} FROM episode e JOIN session s ON s.id = e.session WHERE e.scope = :scope AND "


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Turns and sessions that a scope has had, and the latest time at which something was said there, else 0."""

    turns: int
    sessions: int
    latest: float


def add(scope: Scoped, role: str, text: str, session: str, at: float, recorded: float) -> Observed:
    """Append a turn to its session. Raises: BadInput."""
    text = clean("text", text)
    role, session = clean("role", role, MAX_NAME_CHARS), clean("session", session, MAX_NAME_CHARS)
    with scope.writing():
        number, turn = _next_turn(scope, session)
        episode = scope.insert(
            "INSERT INTO episode (scope, session, turn, role, text, at, recorded) SELECT :scope, id, :turn, :role, "
            ":text, :at, :recorded FROM session WHERE scope = :scope AND number = :number",
            number=number, turn=turn, role=role, text=text, at=at, recorded=recorded,
        )  # fmt: skip
        lexicon.add(scope, "turn", place_of(number, turn), _indexed(role, text))
        for word in words(role):
            scope.insert(
                "INSERT INTO speaker (scope, word, role) VALUES (:scope, :word, :role) ON CONFLICT DO NOTHING",
                word=word, role=role,
            )  # fmt: skip
        scope.insert(
            "INSERT INTO participant (scope, role, session) VALUES (:scope, :role, :number) ON CONFLICT DO NOTHING",
            role=role, number=number,
        )  # fmt: skip
    return Observed(episode_id=episode, session=session, turn=turn)


def one(scope: Scoped, episode_id: int) -> Episode:
    """A turn by its id. Raises: NotFound."""
    row = scope.one(_FROM + "e.id = :id", id=episode_id)
    if row is None:
        raise _no_episode(episode_id)
    return _episode(row)


def at_places(scope: Scoped, places: Sequence[int]) -> list[Row]:
    """Of the turns at these places: place, id, role, at, archived, chars (in the text), asks (does it end in a "?")."""
    return scope.run(  # CROSS: or SQLite goes through all sessions for each place
        "SELECT p.value AS place, e.id, e.role, e.at, e.archived, length(e.text) AS chars, "
        "rtrim(e.text) LIKE '%?' AS asks FROM json_each(:places) p "
        f"CROSS JOIN session s ON s.scope = :scope AND s.number = p.value >> {TURN_BITS} "
        f"CROSS JOIN episode e ON e.session = s.id AND e.turn = p.value & {(1 << TURN_BITS) - 1}",
        places=json.dumps(places),
    )  # fmt: skip


def texts(scope: Scoped, episode_ids: Sequence[int]) -> dict[int, str]:
    """The texts of these turns, by their ids."""
    rows = scope.run(
        "SELECT e.id, e.text FROM json_each(:ids) n CROSS JOIN episode e ON e.id = n.value WHERE e.scope = :scope",
        ids=json.dumps(episode_ids),
    )
    return {row["id"]: row["text"] for row in rows}


def said_within(scope: Scoped, told: Sequence[Interval], most: int) -> list[int]:
    """Ascending places of turns that were said within any of these intervals, at most so many, the later ones."""
    found: set[int] = set()
    for one in told:
        rows = scope.run(
            f"SELECT (s.number << {TURN_BITS}) | e.turn FROM episode e JOIN session s ON s.id = e.session "
            "WHERE e.scope = :scope AND e.at >= :start AND e.at < :end ORDER BY e.at DESC LIMIT :most",
            start=one.start, end=one.end, most=most,
        )  # fmt: skip
        found.update(row[0] for row in rows)
    return sorted(found)[-most:]


def speakers(scope: Scoped, terms: Sequence[str]) -> dict[str, set[str]]:
    """Of these lower-case words those that name speakers, and whom."""
    found: dict[str, set[str]] = {}
    for term in terms:
        for row in scope.run("SELECT role FROM speaker WHERE scope = :scope AND word = :word LIMIT 100", word=term):
            found.setdefault(term, set()).add(row["role"])
    return found


def sessions_with(scope: Scoped, roles: Collection[str], numbers: Sequence[int]) -> list[int]:
    """Of the sessions of these numbers those in which one of these said something, once for each of them."""
    sql = (
        "SELECT n.value FROM json_each(:numbers) n CROSS JOIN participant p "
        "ON p.scope = :scope AND p.role = :role AND p.session = n.value"
    )
    return [row[0] for role in roles for row in scope.run(sql, role=role, numbers=json.dumps(numbers))]


def size(scope: Scoped) -> Size:
    """How much there is."""
    row = scope.only(
        "SELECT n_turns, n_sessions, (SELECT max(at) FROM episode WHERE scope = :scope) AS newest "
        "FROM scope WHERE id = :scope"
    )
    return Size(turns=row["n_turns"], sessions=row["n_sessions"], latest=row["newest"] or 0.0)


def everything(scope: Scoped) -> Iterator[Episode]:
    """All turns in the order in which they came."""
    after = 0
    while rows := scope.run(_FROM + "e.id > :after ORDER BY e.id LIMIT 1000", after=after):
        yield from map(_episode, rows)
        after = rows[-1]["id"]


def latest_of_people(scope: Scoped, most: int) -> list[tuple[int, str]]:
    """The latest turns that no program said, in the order in which they came: ids, and the beginnings of texts."""
    rows = scope.run(
        "SELECT id, substr(text, 1, CAST(:chars AS INTEGER)) AS text FROM episode "
        "WHERE scope = :scope AND role NOT IN ('assistant', 'system', 'tool') ORDER BY id DESC LIMIT :most",
        most=most, chars=BEGINNING_CHARS,
    )  # fmt: skip
    return [(row["id"], row["text"]) for row in reversed(rows)]


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
        sessions: dict[int, int] = {}
        for episode_id in episode_ids:
            row = scope.one(
                "SELECT s.id, s.number, e.turn, e.role, e.text FROM episode e JOIN session s ON s.id = e.session "
                "WHERE e.scope = :scope AND e.id = :id",
                id=episode_id,
            )
            if row is None:
                raise _no_episode(episode_id)
            sessions[row["id"]] = row["number"]
            lexicon.remove(scope, "turn", place_of(row["number"], row["turn"]), _indexed(row["role"], row["text"]))
            vectors.forget(scope, episode_id)
            sources.forget(scope, "episode", episode_id)
            scope.change("DELETE FROM episode WHERE scope = :scope AND id = :id", id=episode_id)
        for session, number in sessions.items():
            _drop_if_empty(scope, session)
            scope.change(
                "DELETE FROM participant WHERE scope = :scope AND session = :number AND NOT EXISTS "
                "(SELECT 1 FROM episode e WHERE e.session = :session AND e.role = participant.role)",
                session=session, number=number,
            )  # fmt: skip
        scope.change(
            "DELETE FROM speaker WHERE scope = :scope AND NOT EXISTS "
            "(SELECT 1 FROM episode e WHERE e.scope = :scope AND e.role = speaker.role)"
        )


def indexed(scope: Scoped) -> Iterator[tuple[int, str]]:
    """Place and text of every turn of a scope that is in the full-text index."""
    after = 0
    sql = (
        "SELECT e.id, s.number, e.turn, e.role, e.text FROM episode e JOIN session s ON s.id = e.session "
        "WHERE e.scope = :scope AND e.id > :after ORDER BY e.id LIMIT 500"
    )
    while rows := scope.run(sql, after=after):
        for row in rows:
            yield place_of(row["number"], row["turn"]), _indexed(row["role"], row["text"])
        after = rows[-1]["id"]


def _drop_if_empty(scope: Scoped, session: int) -> None:
    """Delete a session of which no turn is left: its name tells something too."""
    if scope.one("SELECT 1 FROM episode WHERE scope = :scope AND session = :session LIMIT 1", session=session):
        return
    scope.change(
        "DELETE FROM heard WHERE scope = :scope "
        "AND session = (SELECT name FROM session WHERE scope = :scope AND id = :session)",
        session=session,
    )
    scope.change("DELETE FROM session WHERE scope = :scope AND id = :session", session=session)


def _next_turn(scope: Scoped, session: str) -> tuple[int, int]:
    """The numbers of the session, begun if it is new, and of the turn that is now to come in it."""
    scope.change("UPDATE scope SET n_turns = n_turns + 1 WHERE id = :scope")
    found = scope.one(
        "UPDATE session SET n_turns = n_turns + 1 WHERE scope = :scope AND name = :name "
        "RETURNING number, n_turns - 1 AS turn",
        name=session,
    )
    if found is None:
        found = scope.only(
            "INSERT INTO session (scope, name, number, n_turns) "
            "SELECT id, :name, n_sessions, 1 FROM scope WHERE id = :scope RETURNING number, 0 AS turn",
            name=session,
        )
        scope.change("UPDATE scope SET n_sessions = n_sessions + 1 WHERE id = :scope")
    return int(found["number"]), int(found["turn"])


def _indexed(role: str, text: str) -> str:
    return f"{role}: {text}"


def _episode(row: Row) -> Episode:
    return Episode(
        episode_id=row["id"], session=row["name"], turn=row["turn"], role=row["role"], text=row["text"],
        at=row["at"], recorded=row["recorded"], archived=row["archived"],
    )  # fmt: skip


def _no_episode(episode_id: int) -> NotFound:
    return NotFound(f"episode {episode_id!r} is not in this scope; recall tells the ids of those that are")
