"""Which turn says a fact or asks for an intention, where in it, and who read it there."""

from .store import Scoped
from .types import Source


def add(scope: Scoped, kind: str, item: str, source: Source, digest: str) -> None:
    """Note where an item of a kind ("fact", "intention") comes from. One that has a source keeps it."""
    scope.change(
        "INSERT INTO source (scope, kind, item, episode, first, past, reader, digest) "
        "VALUES (:scope, :kind, :item, :episode, :first, :past, :reader, :digest) "
        "ON CONFLICT (scope, kind, item) DO NOTHING",
        kind=kind, item=item, episode=source.episode_id, first=source.start, past=source.end, reader=source.reader,
        digest=digest,
    )  # fmt: skip


def move(scope: Scoped, kind: str, item: str, source: Source) -> None:
    """Note that an item was said again: the latest turn that says it is its source."""
    scope.change(
        "UPDATE source SET episode = :episode, first = :first, past = :past, reader = :reader "
        "WHERE scope = :scope AND kind = :kind AND item = :item",
        kind=kind, item=item, episode=source.episode_id, first=source.start, past=source.end, reader=source.reader,
    )  # fmt: skip


def redigest(scope: Scoped, intention_id: str, digest: str) -> None:
    """Note what tells an intention from others, now that it comes at another time."""
    scope.change(
        "UPDATE source SET digest = :digest WHERE scope = :scope AND kind = 'intention' AND item = :id",
        digest=digest, id=intention_id,
    )  # fmt: skip


def get(scope: Scoped, kind: str, item: str) -> Source | None:
    """Where an item was read; None if it was told, not read."""
    row = scope.one(
        "SELECT episode, first, past, reader FROM source WHERE scope = :scope AND kind = :kind AND item = :item",
        kind=kind, item=item,
    )  # fmt: skip
    if row is None:
        return None
    return Source(episode_id=row["episode"], start=row["first"], end=row["past"], reader=row["reader"])


def open_intentions(scope: Scoped, digest: str) -> list[str]:
    """Ids of the open intentions that say the same."""
    rows = scope.run(
        "SELECT s.item FROM source s JOIN intention i ON i.scope = s.scope AND i.id = s.item "
        "WHERE s.scope = :scope AND s.kind = 'intention' AND s.digest = :digest AND i.open ORDER BY s.item",
        digest=digest,
    )  # fmt: skip
    return [row["item"] for row in rows]


def intentions_of(scope: Scoped, episode_id: int) -> list[str]:
    """Ids of the intentions that a turn asks for."""
    rows = scope.run(
        "SELECT item FROM source WHERE scope = :scope AND kind = 'intention' AND episode = :id ORDER BY item",
        id=episode_id,
    )
    return [row["item"] for row in rows]


def places_of(scope: Scoped, episode_id: int) -> list[tuple[int, int]]:
    """Where in a turn intentions were read: characters [start, end)."""
    rows = scope.run(
        "SELECT first, past FROM source WHERE scope = :scope AND kind = 'intention' AND episode = :id", id=episode_id
    )
    return [(row["first"], row["past"]) for row in rows]


def asked_in(scope: Scoped, session: str, text: str) -> frozenset[str]:
    """Ids of the intentions that the latest turn of a session asks for, if its text is this one."""
    row = scope.one(
        "SELECT e.id, e.text FROM episode e JOIN session s ON s.id = e.session "
        "WHERE e.scope = :scope AND s.scope = :scope AND s.name = :session ORDER BY e.turn DESC LIMIT 1",
        session=session,
    )
    return frozenset(intentions_of(scope, row["id"])) if row is not None and row["text"] == text else frozenset()


def forget(scope: Scoped, kind: str, item: int | str) -> None:
    """Drop what is noted of a memory that is purged: where it came from, and when it was used."""
    for table in ("source", "item_use"):
        scope.change(
            f"DELETE FROM {table} WHERE scope = :scope AND kind = :kind AND item = :item", kind=kind, item=str(item)
        )
