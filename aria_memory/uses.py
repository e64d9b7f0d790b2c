"""Which memories went into answers, and when; and which are pinned to the working memory."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from . import episodes, facts, intentions, skills
from .activation import KEPT
from .errors import BadInput
from .store import Row, Scoped
from .text import kept_list
from .working import KINDS, Ref

MAX_USED = 1_000  # memories in one answer
MAX_PINNED = 100  # of a scope: what does not fit into a prompt is not pinned


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """n: how often it was used; latest: the times of the last KEPT ones, latest first. pinned: stays in a context."""

    n: int = 0
    latest: tuple[float, ...] = ()
    pinned: bool = False


def one_of(
    episode_id: int | None, fact_id: int | None, skill_id: int | None, intention_id: str | None
) -> Ref:
    """The one memory that a call names. Raises: BadInput if it names none, or several."""
    given: list[Ref] = [
        (kind, key)
        for kind, key in (
            ("episode", episode_id), ("fact", fact_id), ("skill", skill_id), ("intention", intention_id),
        )
        if key is not None
    ]  # fmt: skip
    if len(given) != 1:
        raise BadInput("give one of episode_id, fact_id, skill_id, intention_id")
    return given[0]


def note(scope: Scoped, refs: Iterable[Ref], at: float) -> None:
    """Count a use of each at a time. Raises: BadInput for too many or an unknown kind, NotFound."""
    wanted = list(dict.fromkeys(refs))
    if len(wanted) > MAX_USED:
        raise BadInput(f"{len(wanted)} memories were used; at most {MAX_USED} go into one answer")
    with scope.writing():
        for kind, item in wanted:
            known(scope, (kind, item))
            latest = sorted((*of(scope, (kind, item)).latest, at), reverse=True)[:KEPT]
            scope.change(
                "INSERT INTO item_use (scope, kind, item, n, latest) VALUES (:scope, :kind, :item, 1, :latest) "
                "ON CONFLICT (scope, kind, item) DO UPDATE SET n = item_use.n + 1, latest = :latest",
                kind=kind, item=str(item), latest=json.dumps(latest),
            )  # fmt: skip


def restore(scope: Scoped, ref: Ref, uses: Uses) -> None:
    """Add the uses of an export to those that are known here."""
    have = of(scope, ref)
    latest = sorted((*have.latest, *uses.latest), reverse=True)[:KEPT]
    scope.change(
        "INSERT INTO item_use (scope, kind, item, n, latest, pinned) "
        "VALUES (:scope, :kind, :item, :n, :latest, :pinned) "
        "ON CONFLICT (scope, kind, item) DO UPDATE SET n = :n, latest = :latest, pinned = :pinned",
        kind=ref[0], item=str(ref[1]), n=have.n + uses.n, latest=json.dumps(latest),
        pinned=have.pinned or uses.pinned,
    )  # fmt: skip


def pin(scope: Scoped, ref: Ref, pinned: bool) -> None:
    """Pin a memory, or pin it no longer. Raises: BadInput for one too many, NotFound."""
    with scope.writing():
        known(scope, ref)
        if pinned and len(pins(scope)) >= MAX_PINNED and ref not in pins(scope):
            raise BadInput(f"{MAX_PINNED} memories are pinned already; unpin one")
        scope.change(
            "INSERT INTO item_use (scope, kind, item, pinned) VALUES (:scope, :kind, :item, :pinned) "
            "ON CONFLICT (scope, kind, item) DO UPDATE SET pinned = :pinned",
            kind=ref[0], item=str(ref[1]), pinned=pinned,
        )  # fmt: skip


def pins(scope: Scoped) -> list[Ref]:
    """What is pinned."""
    rows = scope.run("SELECT kind, item FROM item_use WHERE scope = :scope AND pinned ORDER BY kind, item")
    return [_ref(row) for row in rows]


def of(scope: Scoped, ref: Ref) -> Uses:
    """The uses of a memory."""
    row = scope.one(
        "SELECT n, latest, pinned FROM item_use WHERE scope = :scope AND kind = :kind AND item = :item",
        kind=ref[0], item=str(ref[1]),
    )  # fmt: skip
    return Uses() if row is None else Uses(
        n=row["n"], latest=tuple(kept_list(row["latest"], "uses")), pinned=bool(row["pinned"])
    )  # fmt: skip


def known(scope: Scoped, ref: Ref) -> None:
    """Raises: BadInput for an unknown kind, NotFound if there is no such memory in this scope."""
    kind, item = ref
    if kind == "intention":
        intentions.get(scope, str(item))
    elif kind not in KINDS or not isinstance(item, int):
        raise BadInput(f"{str(kind)[:80]!r} {str(item)[:80]!r} is no memory; give one of {', '.join(KINDS)} and its id")
    elif kind == "episode":
        episodes.one(scope, item)
    elif kind == "fact":
        facts.get(scope, item)
    else:
        skills.get(scope, item)


def _ref(row: Row) -> Ref:
    return row["kind"], row["item"] if row["kind"] == "intention" else int(row["item"])
