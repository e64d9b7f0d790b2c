"""What was said and no longer holds is not recalled before what holds now.

A turn that once said where somebody lives has all the words of the question, and for ever. The fact that took the place
of what it said is put in front of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from . import facts
from .extraction.predicates import several
from .store import Scoped
from .types import Component, Fact, Item

NAME = "correction"  # of the component that lifts a fact


def in_front(scope: Scoped, found: Sequence[Item], now: float, as_of: float | None, explain: bool) -> list[Item]:
    """The items, each fact that holds now lifted to the best turn among them whose statement it replaced.

    as_of: what held then, as it was believed then, is lifted instead.
    """
    turns = {item.item_id: item.score for item in found if item.kind == "episode"}
    when = now if as_of is None else as_of
    return [
        _lifted(scope, item, turns, when, as_of, explain) if item.kind == "fact" and turns else item for item in found
    ]  # fmt: skip


def _lifted(
    scope: Scoped, item: Item, turns: dict[int, float], at: float, believed: float | None, explain: bool
) -> Item:
    fact = facts.get(scope, item.item_id)
    if not _holds(fact, at, believed) or several(fact.predicate, fact.subject):
        return item
    outdated = {
        one.episode_id for one in facts.history(scope, fact.subject, fact.predicate)
        if one.object != fact.object and not _holds(one, at, believed)
    }  # fmt: skip
    by = max((turns[key] for key in outdated - {fact.episode_id} if key in turns), default=0.0) - item.score
    if by <= 0:
        return item
    components = {**item.components, NAME: Component(by, 1.0)} if explain else item.components
    return replace(item, score=item.score + by, parts={**item.parts, NAME: by}, components=components)


def _holds(fact: Fact, at: float, believed: float | None) -> bool:
    """Whether it is believed, for a time; or was believed then."""
    held = (fact.valid_from is None or fact.valid_from <= at) and (fact.valid_to is None or at < fact.valid_to)
    if believed is None:
        return held and fact.retracted is None
    return held and fact.recorded <= believed and (fact.retracted is None or believed < fact.retracted)
