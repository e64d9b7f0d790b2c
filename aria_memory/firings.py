"""Firings in the store: what fired, for what, when, and why. Each is recorded once for what it was for."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import BadInput, Damaged
from .prospective.codec import checked_why
from .prospective.events import FiringDraft
from .prospective.intention import Intention
from .prospective.lexical import clean
from .prospective.progress import Why
from .prospective.triggers import Path
from .store import Row, Scoped
from .text import kept_list
from .types import Firing


@dataclass(frozen=True)
class Heard:
    """What a message brings up: p-values of intentions' topics, in their order; what went into each, by its path."""

    message: str = ""
    p_values: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    evidence: Mapping[tuple[str, Path], Mapping[str, float | str]] = field(default_factory=dict)


NOTHING = Heard()


def record(scope: Scoped, draft: FiringDraft, content: str, heard: Heard) -> list[Firing]:
    """The firing, unless this occurrence has fired before. The message is kept if a topic came up in it."""
    parts = [
        heard.evidence.get((draft.intention_id, one.part), {}) if one.at == draft.at else {} for one in draft.why
    ]  # what had matched before has no evidence in this message
    again = {"again": True} if draft.again else {}
    why = tuple({**_shown(one), **more, **again} for one, more in zip(draft.why, parts, strict=True))
    made = scope.run(
        "INSERT INTO firing (scope, intention, occurrence, at, p, why, message) "
        "VALUES (:scope, :intention, :occurrence, :at, :p, :why, :message) "
        "ON CONFLICT (scope, intention, occurrence) DO NOTHING RETURNING id",
        intention=draft.intention_id, occurrence=draft.occurrence, at=draft.at, p=draft.p,
        why=json.dumps(why), message=clean(heard.message) if any(parts) else None,
    )  # fmt: skip
    return [
        Firing(
            firing_id=row["id"], intention_id=draft.intention_id, content=content, at=draft.at, why=why, p=draft.p
        )
        for row in made
    ]  # fmt: skip


def has_fired(scope: Scoped, intention_id: str, occurrence: str) -> bool:
    """Whether an intention has fired for that before."""
    sql = "SELECT 1 FROM firing WHERE scope = :scope AND intention = :id AND occurrence = :occurrence"
    return scope.one(sql, id=intention_id, occurrence=occurrence) is not None


def of(scope: Scoped, one: Intention) -> list[Firing]:
    """All firings of an intention, in their order."""
    rows = scope.run(
        "SELECT id, at, p, why FROM firing WHERE scope = :scope AND intention = :id ORDER BY id", id=one.id
    )
    return [
        Firing(
            firing_id=row["id"], intention_id=one.id, content=one.content, at=row["at"], why=kept_whys(row["why"]),
            p=row["p"],
        )
        for row in rows
    ]  # fmt: skip


def latest(scope: Scoped, most: int) -> list[str]:
    """Ids of the intentions of the latest `most` firings, each once, the latest first."""
    rows = scope.run("SELECT intention FROM firing WHERE scope = :scope ORDER BY id DESC LIMIT :most", most=most)
    return list(dict.fromkeys(row["intention"] for row in rows))


def kept_whys(text: str) -> tuple[Mapping[str, Any], ...]:
    """The reasons of a firing. Raises: StoreFault where they are damaged."""
    try:
        return tuple(checked_why(one) for one in kept_list(text, "a firing"))
    except BadInput as error:
        raise Damaged(f"what is kept of a firing is damaged ({error}); doctor() says more") from error


def restore(scope: Scoped, row: Mapping[str, Any]) -> None:
    """A firing of an export."""
    scope.change(
        "INSERT INTO firing (scope, intention, occurrence, at, p, why, message) "
        "VALUES (:scope, :intention, :occurrence, :at, :p, :why, :message)",
        **row,
    )


def everything(scope: Scoped) -> Iterator[Row]:
    """Rows of all firings, in their order: intention, occurrence, at, p, why as JSON, message."""
    after = 0
    sql = (
        "SELECT id, intention, occurrence, at, p, why, message FROM firing WHERE +scope = :scope AND id > :after "
        "ORDER BY id LIMIT 1000"
    )
    while rows := scope.run(sql, after=after):
        yield from rows
        after = rows[-1]["id"]


def purge(scope: Scoped, intention_id: str) -> None:
    """Delete the firings of an intention."""
    scope.change("DELETE FROM firing WHERE scope = :scope AND intention = :id", id=intention_id)


def _shown(why: Why) -> Mapping[str, Any]:
    found = {
        "part": list(why.part), "kind": why.kind, "detail": why.detail, "at": why.at, "p": why.p, "alpha": why.alpha,
        "due": why.due, "late": why.late,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None}
