"""What must fire when, worked out a second time from the words of prospective/README.md.

Nothing of the package is used but the triggers as values.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any as Json

from aria_memory import At, Every, Then
from tests.aria_memory.lives.trigger_oracle import JUST_BEFORE, AtNode, Event, EveryNode, Node, Part, ThenNode, node
from tests.aria_memory.lives.wall_times import DAY, times_of

REARM, REARMS = DAY, 3
ENDED = ("done", "dismissed", "expired", "missed")


@dataclass
class Plan:
    """One intention, as the README tells it."""

    id: str
    trigger: Json
    created: float
    horizon: float  # recurring times are worked out up to here
    priority: int = 0
    expires: float | None = None
    depends_on: tuple[str, ...] = ()
    repeat: bool = False
    min_gap: float | None = None
    policy: str = "once"
    state: str = "pending"
    armed: float = 0.0
    until: float | None = None
    fired: int = 0
    last: float | None = None
    waits: bool = False  # told, and nobody has reacted
    was_done: bool = False
    rearms: int = 0
    keys: list[str] = field(default_factory=list)
    past: set[object] = field(default_factory=set)  # what it has fired for

    def __post_init__(self) -> None:
        self.arm(self.created)

    def arm(self, at: float) -> None:
        """Pending, as if it were new."""
        self.state, self.armed, self.tree = "pending", at, node(self.trigger, (), self)

    def see(self, event: Event, held: bool) -> list[list[Part]]:
        """The firings that an event makes. held: something that it depends on was not done."""
        at = event.at
        if self.state in ENDED:
            return []
        if self.expires is not None and at >= self.expires:
            overlooked = isinstance(self.trigger, At) and not self.fired and self.trigger.when < self.expires
            self.state, self.until = "missed" if overlooked else "expired", None
            return []
        if self.state == "blocked" and not held:
            self.arm(at)
        if self.state == "snoozed" and self.until is not None:
            if at < self.until:
                return []
            until, self.until, self.state, self.armed = self.until, None, "pending", self.until
            if self.waits:
                self.tree.pass_over(until)
                return self.fire([[((), "snoozed", until)]], at)
            self.tree.pass_over(until - JUST_BEFORE)
        ignored = self.state == "fired" and self.waits and self.rearms < REARMS and self.last is not None
        if ignored and (at >= self.last + REARM or at < self.last - REARM):
            self.arm(at)
            self.waits, self.rearms = False, self.rearms + 1
        if self.state != "pending" or (event.key is not None and event.key in self.keys):
            return []
        return self.match(event)

    def match(self, event: Event) -> list[list[Part]]:
        opens = None if event.opens is not None and f"session {event.opens}" in self.keys else event.opens
        before = repr_of(self.tree)
        why = self.tree.see(Event(event.at, event.said, opens, event.session, event.key, event.state), self.armed)
        if why or repr_of(self.tree) != before:
            self.keys += [event.key] if event.key else []
            self.keys += [f"session {opens}"] if opens else []
        if not why:
            if isinstance(self.tree, AtNode) and self.tree.come:
                self.state = "missed"
            return []
        if self.repeat and self.min_gap and self.last is not None and abs(event.at - self.last) < self.min_gap:
            return []
        several = self.repeat and isinstance(self.trigger, Every)
        firings = [one for one in ([[one] for one in why] if several else [why]) if self.name(one) not in self.past]
        self.past |= {self.name(one) for one in firings} - {None}
        return self.fire(firings, event.at) if firings else []

    def name(self, why: list[Part]) -> object:
        """What a firing that time alone made was for; None for others, which messages or states set apart."""
        if any(due is None for _, _, due in why):
            return None
        return self.rearms, why[0][2] if len(why) == 1 else tuple(why)

    def fire(self, firings: list[list[Part]], at: float) -> list[list[Part]]:
        self.fired, self.last, self.waits = self.fired + len(firings), at, True
        self.state = "pending" if self.repeat else "fired"
        return firings

    def react(self, how: str, at: float, until: float | None = None) -> bool:
        """What a reaction does. False: it is refused."""
        told = self.fired > 0 and not self.repeat
        ended = self.state in ENDED
        if how == "snooze":
            if ended or self.state == "blocked" or (until or at) >= (self.expires or inf):
                return False
            self.state, self.until, self.waits = "snoozed", until, self.waits or told
        elif how in ("done", "carried_out"):
            over = isinstance(self.tree, EveryNode) and self.tree.over(at, self.armed)
            self.was_done, self.waits, self.until = True, False, None
            if ended or over or not self.repeat:
                self.state = "done"
            elif self.state == "snoozed":
                self.state = "pending"
        elif how == "dismiss" and not ended:
            self.state, self.waits, self.until = "dismissed", False, None
        elif how == "acknowledge" and self.state in ("pending", "fired"):
            self.state, self.waits = "fired" if told else self.state, False
        elif how == "mistaken" and self.state in ("pending", "fired") and self.waits:  # a snooze stands
            self.waits = False
            if self.state == "fired" and not isinstance(self.tree, AtNode):  # the next occasion: what was told is over
                self.state, self.armed = "pending", at
                self.tree.pass_over(at - JUST_BEFORE)
        elif how == "release" and self.state == "blocked":
            self.depends_on = ()
            self.arm(at)
        return True


def repr_of(tree: Node) -> str:
    """How far a trigger has come, to be compared."""
    mine = {name: value for name, value in vars(tree).items() if name not in ("plan", "trigger", "parts", "path")}
    return f"{mine}{[repr_of(part) for part in getattr(tree, 'parts', ())]}"


class Oracle:
    """All intentions of a life."""

    def __init__(self) -> None:
        self.plans: dict[str, Plan] = {}
        self.sessions: set[str] = set()

    def add(self, plan: Plan) -> None:
        """A new intention; what it depends on is known."""
        self.plans[plan.id] = plan
        if self.held(plan):
            plan.state = "blocked"

    def held(self, plan: Plan) -> bool:
        return any(not self.plans[other].was_done for other in plan.depends_on)

    def event(self, event: Event) -> list[tuple[str, list[Part]]]:
        """What fires, most urgent first."""
        if event.session is not None and event.session not in self.sessions:
            self.sessions.add(event.session)
            event = Event(event.at, event.said, event.session, event.session, event.key, event.state)
        held = {name: self.held(plan) for name, plan in self.plans.items()}
        order = sorted(self.plans.values(), key=lambda one: (-one.priority, one.created, one.id))
        return [(plan.id, why) for plan in order for why in plan.see(event, held[plan.id])]

    def react(self, name: str, how: str, at: float, until: float | None = None) -> bool:
        """A reaction; what waited for it is free at once."""
        taken = self.plans[name].react(how, at, until)
        for plan in self.plans.values() if taken else ():
            if plan.state == "blocked" and not self.held(plan):
                plan.arm(at)
        return taken


def moments(plans: Sequence[Plan], now: float) -> list[float]:
    """Later times at which something may come due, soonest first: all that are written anywhere."""
    found: set[float] = set()
    for plan in plans:
        if plan.state in ENDED:
            continue
        found |= {at for at in (plan.expires, plan.until) if at is not None}
        found |= {plan.last + REARM} if plan.last is not None else set()
        rest = [plan.trigger]
        while rest:
            one = rest.pop()
            rest += list(getattr(one, "parts", ())) + ([one.first, one.then] if isinstance(one, Then) else [])
            found |= {one.when} if isinstance(one, At) else set()
            found |= set(times_of(one, plan.horizon)) if isinstance(one, Every) else set()
        nodes = [plan.tree]
        while nodes:
            each = nodes.pop()
            nodes += getattr(each, "parts", [])
            if isinstance(each, ThenNode) and each.since is not None and each.trigger.within is not None:
                found |= {each.since - each.trigger.within, each.since + each.trigger.within}
    return sorted(at for at in found if at > now)
