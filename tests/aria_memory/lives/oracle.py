"""What must fire when, worked out a second time from the words of prospective/README.md, by the slowest simple means.

Nothing of the package is used but the triggers as values: recurring times are found day by day, wall clocks are asked
minute for minute what they show, and each trigger is a small object that keeps what the README says that it keeps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any as Json
from zoneinfo import ZoneInfo

from aria_memory import All, Any, At, Condition, Every, SessionStart, Then, Topic

DAY = 86_400.0
REARM, REARMS = DAY, 3
LATE = 60.0  # seconds that the policy "skip" forgives
MOST = 20  # occurrences that the policy "all" tells at once
REMEMBERED = 32  # times that were told, or silent for want of a gap, against a clock set back; of firings all are
JUST_BEFORE = 1e-3  # seconds: all times in these lives are further apart
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ENDED = ("done", "dismissed", "expired", "missed")

Part = tuple[tuple[int, ...], str, float | None]  # of the evidence: where in the trigger, its kind, when it was due


@dataclass(frozen=True)
class Event:
    """Time passes; and perhaps something was said, or the state of the world was published."""

    at: float
    said: str | None = None
    opens: str | None = None  # the session that this message is the first of
    session: str | None = None
    key: str | None = None
    state: dict[str, Json] | None = None


# Wall clocks


def instant(wall: datetime, zone: str) -> float:
    """When a clock on the wall first shows this; what it skips is taken as much later as it skips."""
    place = ZoneInfo(zone)
    naive = wall.replace(tzinfo=timezone.utc)
    offsets = [(naive + timedelta(hours=h)).astimezone(place).utcoffset() for h in (-36, 36)]
    guesses = sorted(naive - offset for offset in offsets if offset is not None)
    for guess in guesses:
        if guess.astimezone(place).replace(tzinfo=None, fold=0) == wall:
            return guess.timestamp()
    return guesses[-1].timestamp()  # by the smaller offset, which is the one before a gap


@lru_cache(maxsize=512)
def times_of(every: Every, last: float) -> tuple[float, ...]:
    """All times of a recurrence up to an instant, by looking at every day from its start on (RFC 5545, 3.3.10)."""
    rule = dict(part.split("=") for part in every.rule.split(";"))
    step, start = int(rule.get("INTERVAL", 1)), every.start
    first = instant(start, every.zone)
    if rule["FREQ"] in ("MINUTELY", "HOURLY"):
        width = step * (60 if rule["FREQ"] == "MINUTELY" else 3600)
        found = [first + width * n for n in range(int((last - first) // width) + 1)]
    else:
        periods: dict[object, list[datetime]] = {}
        day = start.date() - timedelta(days=366)
        while datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp() <= last + 40 * DAY:
            period, number = _period(rule, day, start.date())
            if number % step == 0 and _on(rule, day, start.date()):
                periods.setdefault(period, []).extend(
                    datetime(day.year, day.month, day.day, hour, minute, start.second)
                    for hour in _numbers(rule, "BYHOUR") or [start.hour]
                    for minute in _numbers(rule, "BYMINUTE") or [start.minute]
                )
            day += timedelta(days=1)
        walls = []
        for each in periods.values():
            each.sort()
            places = _numbers(rule, "BYSETPOS")
            walls += [each[n - 1 if n > 0 else n] for n in places if abs(n) <= len(each)] if places else each
        found = sorted({instant(wall, every.zone) for wall in walls if wall >= start})
    found = found[: every.count] if every.count else found
    return tuple(at for at in found if at <= last and (every.until is None or at <= every.until))


def _numbers(rule: dict[str, str], name: str) -> list[int]:
    return [int(n) for n in rule[name].split(",")] if name in rule else []


def _period(rule: dict[str, str], day: date, start: date) -> tuple[object, int]:
    """Which day, week, month or year a day is in, and how many after the start's."""
    if rule["FREQ"] == "DAILY":
        return day, (day - start).days
    if rule["FREQ"] == "WEEKLY":
        begins = WEEKDAYS.index(rule.get("WKST", "MO"))
        here, there = (one - timedelta(days=(one.weekday() - begins) % 7) for one in (day, start))
        return here, (here - there).days // 7
    if rule["FREQ"] == "MONTHLY":
        return (day.year, day.month), 12 * (day.year - start.year) + day.month - start.month
    return day.year, day.year - start.year


def _on(rule: dict[str, str], day: date, start: date) -> bool:
    """Whether the rule admits a day, its interval apart."""
    freq, months, days, names = rule["FREQ"], _numbers(rule, "BYMONTH"), _numbers(rule, "BYMONTHDAY"), rule.get("BYDAY")
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    if months and day.month not in months:
        return False
    if days and day.day not in days and -(following - day).days not in days:
        return False
    if names:
        in_year = freq == "YEARLY" and not months
        begin = date(day.year, 1, 1) if in_year else day.replace(day=1)
        end = date(day.year + 1, 1, 1) if in_year else following
        nth = (day - begin).days // 7 + 1
        nth_last = -(((end - day).days - 1) // 7 + 1)
        name = WEEKDAYS[day.weekday()]
        if not any(one in (name, f"{nth}{name}", f"{nth_last}{name}") for one in names.split(",")):
            return False
    if names or days:
        return True
    if freq == "WEEKLY":
        return day.weekday() == start.weekday()
    if freq == "MONTHLY":
        return day.day == start.day
    if freq == "YEARLY":
        return day.day == start.day and (bool(months) or day.month == start.month)
    return True


# Triggers: each gives the evidence by which an event makes it match, or nothing


class Node:
    """A trigger and how far it has come. armed: no time before it counts."""

    def __init__(self, trigger: Json, path: tuple[int, ...], plan: "Plan") -> None:
        self.trigger, self.path, self.plan = trigger, path, plan

    def see(self, event: Event, armed: float) -> list[Part]:
        raise NotImplementedError

    def pass_over(self, until: float) -> None:
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
    def __init__(self, trigger: Json, path: tuple[int, ...], plan: "Plan") -> None:
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
        return not any(at > after for at in times_of(self.trigger, self.plan.horizon + 400 * DAY))


class Compound(Node):
    def __init__(self, trigger: Json, path: tuple[int, ...], plan: "Plan") -> None:
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

    def __init__(self, trigger: Json, path: tuple[int, ...], plan: "Plan") -> None:
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


def node(trigger: Json, path: tuple[int, ...], plan: "Plan") -> Node:
    """A trigger that has not come anywhere yet."""
    return NODES[type(trigger)](trigger, path, plan)


def holds(expression: str, state: dict[str, Json]) -> bool:
    """Of the two kinds of conditions in these lives: `rain > 2`, `door`."""
    name, _, number = expression.partition(" > ")
    return name in state and (state[name] > int(number) if number else bool(state[name]))


# Intentions


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
            if ended or self.state == "blocked":
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
    return sorted(at for at in found if at > now)
