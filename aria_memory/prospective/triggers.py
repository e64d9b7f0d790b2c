"""When an intention is to be remembered: triggers as values. Pure.

Every trigger checks itself when it is made, so whatever exists can be matched, stored and read back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from typing import TypeAlias

from aria_memory.errors import BadInput
from aria_memory.prospective import condition
from aria_memory.prospective.lexical import cue_stems
from aria_memory.prospective.recurrence import Recurrence, next_occurrence
from aria_memory.prospective.rule import MAX_COUNT, parse_rule
from aria_memory.prospective.times import check_span, load_zone, shown, to_instant, to_local
from aria_memory.text import storable

MAX_CUE_LENGTH = 500  # characters: a cue is a phrase, and it is embedded whole
MAX_DEPTH = 4  # triggers within triggers, the outermost counted: more nobody can predict
MAX_PARTS = 16  # triggers in all, compound ones counted: each is looked at in every event

Path: TypeAlias = tuple[int, ...]  # from the outermost trigger to one part: the index at each level


def check_text(value: object, what: str, limit: int) -> str:
    """The text, lone surrogates, which no store can hold, as U+FFFD; BadInput if blank or longer than `limit`."""
    if not isinstance(value, str) or not value.strip() or len(value) > limit:
        raise BadInput(f"{what} is {shown(value)}: give text of 1 to {limit} characters, not all blank")
    return storable(value)


@dataclass(frozen=True)
class Topic:
    """The conversation comes to `cue`. Never holds what is to be done."""

    cue: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "cue", check_text(self.cue, "a topic's cue", MAX_CUE_LENGTH))
        if not cue_stems(self.cue):
            raise BadInput(f"a topic's cue is {shown(self.cue)}: give at least one word")


@dataclass(frozen=True, init=False)
class At:
    """A moment: seconds since the epoch, an aware datetime, or ISO 8601 text with an offset. Keeps the seconds."""

    when: float

    def __init__(self, when: float | datetime | str) -> None:
        object.__setattr__(self, "when", to_instant(when, "At(when)"))


@dataclass(frozen=True, init=False)
class Every:
    """A recurring time: an RFC 5545 rule (the subset of `rule`) on the wall clock of a zone.

    `start` and `until` take what `At` takes, and without an offset a time in `zone`. `start` is kept as that wall-clock
    time, to the second; it is an occurrence only if the rule gives it. `until` is the last instant allowed. UNTIL and
    COUNT in the text mean the same as the arguments; at most one of the four may be given.
    """

    rule: str
    zone: str
    start: datetime
    until: float | None
    count: int | None
    recurrence: Recurrence = field(repr=False, compare=False)

    def __init__(
        self,
        rule: str,
        *,
        zone: str,
        start: float | datetime | str,
        until: float | datetime | str | None = None,
        count: int | None = None,
    ) -> None:
        where = load_zone(zone)
        parsed, rule_until, rule_count = parse_rule(rule, where)
        ends = [end for end in (until, count, rule_until, rule_count) if end is not None]
        if len(ends) > 1:
            raise BadInput(f"recurrence rule {shown(rule)} ends in more than one way: keep one UNTIL or COUNT")
        if count is not None and (type(count) is not int or not 1 <= count <= MAX_COUNT):
            raise BadInput(f"count is {shown(count)}: give a whole number from 1 to {MAX_COUNT}")
        last = to_instant(until, "until", where) if until is not None else rule_until
        most = count if count is not None else rule_count
        recurrence = Recurrence(parsed, zone, to_local(start, "start", where), last, most)
        for name in ("zone", "start", "until", "count"):
            object.__setattr__(self, name, getattr(recurrence, name))
        object.__setattr__(self, "rule", str(parsed))
        object.__setattr__(self, "recurrence", recurrence)
        if next_occurrence(recurrence, -inf) is None:
            raise BadInput(f"recurrence rule {shown(rule)} never happens from {recurrence.start} on in {zone}")


@dataclass(frozen=True)
class SessionStart:
    """A session opens: its first message."""


@dataclass(frozen=True)
class Condition:
    """The expression over published state becomes true (see `condition`); no match while it stays true."""

    expression: str

    def __post_init__(self) -> None:
        condition.parse(self.expression)


@dataclass(frozen=True, init=False)
class All:
    """Every part has matched, in any order; parts that are At or Condition also hold when the last one does."""

    parts: tuple["Trigger", ...]

    def __init__(self, *parts: "Trigger") -> None:
        object.__setattr__(self, "parts", parts)
        _check_compound(self)


@dataclass(frozen=True, init=False)
class Any:
    """One of the parts matches."""

    parts: tuple["Trigger", ...]

    def __init__(self, *parts: "Trigger") -> None:
        object.__setattr__(self, "parts", parts)
        _check_compound(self)


@dataclass(frozen=True)
class Then:
    """`first` matches, and in a later event `then` does, at most `within` seconds after (None: however long after)."""

    first: "Trigger"
    then: "Trigger"
    within: float | None = None

    def __post_init__(self) -> None:
        if self.within is not None:
            object.__setattr__(self, "within", check_span(self.within, "Then(within)"))
        _check_compound(self)


Trigger: TypeAlias = Topic | At | Every | SessionStart | Condition | All | Any | Then
KINDS = (Topic, At, Every, SessionStart, Condition, All, Any, Then)


def parts_of(trigger: Trigger) -> tuple[Trigger, ...]:
    """The triggers directly inside one; none for a simple one."""
    if isinstance(trigger, (All, Any)):
        return trigger.parts
    return (trigger.first, trigger.then) if isinstance(trigger, Then) else ()


def walk(trigger: Trigger, path: Path = ()) -> Iterator[tuple[Path, Trigger]]:
    """A trigger and all triggers within it, outermost first, each with its path."""
    yield path, trigger
    for index, part in enumerate(parts_of(trigger)):
        yield from walk(part, (*path, index))


def topics(trigger: Trigger) -> tuple[tuple[Path, Topic], ...]:
    """The topics of a trigger, in the order in which a `Message` gives their p-values."""
    return tuple((path, part) for path, part in walk(trigger) if isinstance(part, Topic))


def times(trigger: Trigger) -> tuple[At | Every, ...]:
    """The times at which a trigger, or a part of it, comes, in the order of `walk`."""
    return tuple(part for _, part in walk(trigger) if isinstance(part, At | Every))


def with_time(trigger: Trigger, time: At | Every) -> Trigger | None:
    """The trigger with this in the place of its one time, which it is, or which All or Any has beside other parts that
    stay; None where it has none so, or several.
    """
    own = times(trigger)
    if isinstance(trigger, At | Every):
        return time
    if not isinstance(trigger, All | Any) or len(own) != 1 or own[0] not in trigger.parts:
        return None
    return type(trigger)(*(time if part is own[0] else part for part in trigger.parts))


def _check_compound(trigger: All | Any | Then) -> None:
    name = type(trigger).__name__
    parts = parts_of(trigger)
    if not parts or len(parts) > MAX_PARTS:
        raise BadInput(f"{name} has {len(parts)} parts: give 1 to {MAX_PARTS}")
    for part in parts:
        if not isinstance(part, KINDS):
            raise BadInput(f"{name} holds {shown(part)}: give triggers (Topic, At, Every, SessionStart, ...)")
    inside = list(walk(trigger))
    if len(inside) > MAX_PARTS or max(len(path) for path, _ in inside) >= MAX_DEPTH:
        raise BadInput(f"{name} is too large: at most {MAX_PARTS} triggers in all, {MAX_DEPTH} deep")
