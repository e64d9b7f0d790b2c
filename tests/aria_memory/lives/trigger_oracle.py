"""Triggers, told a second time: each is a small object that keeps what the README says that it keeps.

`see` gives the evidence by which an event makes it match, or nothing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any as Json

from aria_memory import All, Any, At, Condition, Every, SessionStart, Then, Topic
from tests.aria_memory.lives.wall_times import DAY, times_of

if TYPE_CHECKING:
    from tests.aria_memory.lives.oracle import Plan

LATE = 60.0  # seconds that the policy "skip" forgives
MOST = 20  # occurrences that the policy "all" tells at once
REMEMBERED = 32  # times that were told, or silent for want of a gap, against a clock set back; of firings all are
JUST_BEFORE = 1e-3  # seconds: all times in these lives are further apart

Part = tuple[tuple[int, ...], str, "float | None"]  # of the evidence: where in the trigger, its kind, when it was due


@dataclass(frozen=True)
class Event:
    """Time passes; and perhaps something was said, or the state of the world was published."""

    at: float
    said: str | None = None
    opens: str | None = None  # the session that this message is the first of
    session: str | None = None
    key: str | None = None
    state: dict[str, Json] | None = None


class Node(ABC):
    """A trigger and how far it has come. armed: no time before it counts."""

    def __init__(self, trigger: Json, path: tuple[int, ...], plan: Plan) -> None:
        self.trigger, self.path, self.plan = trigger, path, plan

    @abstractmethod
    def see(self, event: Event, armed: float) -> list[Part]:
        """The evidence by which the event makes it match."""

    def pass_over(self, until: float) -> None:  # noqa: B027 - most have nothing to make up for
        """A snooze is over: what recurs does not make up for the times in it."""

    def timely(self, due: float, event: Event, armed: float) -> bool:
        return self.plan.policy != "skip" or event.at - max(due, armed) <= LATE


class TopicNode(Node):
    def see(self, event: Event, armed: float) -> list[Part]:
        named = event.said is not None and self.trigger.cue in event.said.split()
        return [(self.path, "topic", None)] if named else []


class SessionNode(Node):
    def see(self, event: Event, armed: float) -> list[Part]:
        return [(self.path, "session_start", None)] if event.opens is not None else []


class ConditionNode(Node):
    true = False

    def see(self, event: Event, armed: float) -> list[Part]:
        if event.state is None:
            return []
        before, self.true = self.true, holds(self.trigger.expression, event.state)
        return self.held() if self.true and not before else []

    def held(self) -> list[Part]:
        return [(self.path, "condition", None)] if self.true else []


class AtNode(Node):
    come = used = False

    def see(self, event: Event, armed: float) -> list[Part]:
        if self.come or event.at < self.trigger.when:
            return []
        self.come = True
        return self.held(event) if self.timely(self.trigger.when, event, armed) else []

    def held(self, event: Event) -> list[Part]:
        return [(self.path, "at", self.trigger.when)] if event.at >= self.trigger.when else []


class EveryNode(Node):
    def __init__(self, trigger: Json, path: tuple[int, ...], plan: Plan) -> None:
        super().__init__(trigger, path, plan)
        self.dealt: float | None = None  # all times up to here are dealt with
        self.told: set[float] = set()

    def see(self, event: Event, armed: float) -> list[Part]:
        dealt = armed - JUST_BEFORE if self.dealt is None else self.dealt
        if event.at < dealt:  # the clock was set back: what was passed over comes again
            dealt = self.dealt = event.at - JUST_BEFORE
        come = [at for at in self.times if dealt < at <= event.at]
        if not come:
            return []
        self.dealt = come[-1]
        several = self.plan.policy == "all" and not self.path
        new = [at for at in come[-MOST if several else -1 :] if at not in self.told]
        new = [at for at in new if self.timely(at, event, armed)]
        self.told = set(sorted({*self.told, *new})[-REMEMBERED:])
        return [(self.path, "every", at) for at in new]

    @property
    def times(self) -> tuple[float, ...]:
        return times_of(self.trigger, self.plan.horizon)

    def pass_over(self, until: float) -> None:
        self.dealt = until if self.dealt is None else max(self.dealt, until)

    def over(self, now: float, armed: float) -> bool:
        """Whether no time is left."""
        if self.trigger.until is None and self.trigger.count is None:
            return False
        dealt = armed - JUST_BEFORE if self.dealt is None else self.dealt
        after = dealt if dealt <= now else now - JUST_BEFORE
        return not any(at > after for at in times_of(self.trigger, self.plan.horizon + 4_000 * DAY))


class Compound(Node):
    def __init__(self, trigger: Json, path: tuple[int, ...], plan: Plan) -> None:
        super().__init__(trigger, path, plan)
        inside = (trigger.first, trigger.then) if isinstance(trigger, Then) else trigger.parts
        self.parts = [node(part, (*path, n), plan) for n, part in enumerate(inside)]

    def pass_over(self, until: float) -> None:
        for part in self.parts:
            part.pass_over(until)


class AnyNode(Compound):
    def see(self, event: Event, armed: float) -> list[Part]:
        return [why for part in self.parts for why in part.see(event, armed)]


class AllNode(Compound):
    matches = 0  # counted, as the same evidence once more is a change too

    def __init__(self, trigger: Json, path: tuple[int, ...], plan: Plan) -> None:
        super().__init__(trigger, path, plan)
        self.kept: list[list[Part]] = [[] for _ in self.parts]

    def see(self, event: Event, armed: float) -> list[Part]:
        new, holds = False, []
        for n, part in enumerate(self.parts):
            why = part.see(event, armed)
            if isinstance(part, AtNode):  # it counts as long as it holds, and is news until it was part of a match
                holds.append(part.held(event))
                new |= bool(holds[n]) and not part.used and part.timely(part.trigger.when, event, armed)
            elif isinstance(part, ConditionNode):
                holds.append(part.held())
                new |= bool(why)
            else:
                self.kept[n] = why or self.kept[n]
                holds.append(self.kept[n])
                new |= bool(why)
                self.matches += bool(why)
        if not new or not all(holds):
            return []
        found = [why for each in holds for why in each]
        self.kept = [[] for _ in self.parts]
        for part in self.parts:
            if isinstance(part, AtNode):
                part.used = True
        return found


class ThenNode(Compound):
    first: Sequence[Part] = ()
    since: float | None = None

    def see(self, event: Event, armed: float) -> list[Part]:
        within = self.trigger.within
        lapsed = self.since is None or (within is not None and abs(event.at - self.since) > within)
        if self.since is not None and not lapsed:
            second = self.parts[1].see(event, self.since)
            if second:
                self.since = None
                before = deepcopy(self.parts[0], {id(self.plan): self.plan})
                if self.parts[0].see(event, armed):  # not used up by an event that is the `then` of another
                    self.parts[0] = before
                self.parts[1] = node(self.trigger.then, (*self.path, 1), self.plan)
                return [*self.first, *second]
        first = self.parts[0].see(event, armed)
        if first:
            self.first, self.since = first, event.at
            if lapsed:
                self.parts[1] = node(self.trigger.then, (*self.path, 1), self.plan)
        return []


NODES = {
    Topic: TopicNode, SessionStart: SessionNode, Condition: ConditionNode, At: AtNode, Every: EveryNode, Any: AnyNode,
    All: AllNode, Then: ThenNode,
}  # fmt: skip


def node(trigger: Json, path: tuple[int, ...], plan: Plan) -> Node:
    """A trigger that has not come anywhere yet."""
    return NODES[type(trigger)](trigger, path, plan)


def holds(expression: str, state: dict[str, Json]) -> bool:
    """Of the two kinds of conditions in these lives: `rain > 2`, `door`."""
    name, _, number = expression.partition(" > ")
    return name in state and (state[name] > int(number) if number else bool(state[name]))
