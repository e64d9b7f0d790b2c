"""[pure] Triggers, states and firings in plain English."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any as AnyType
from typing import TypeAlias
from zoneinfo import ZoneInfo

from .prospective.intention import Intention, State
from .prospective.machine import MAX_REARMS
from .prospective.progress import due_times
from .prospective.rule import Rule
from .prospective.triggers import All, At, Condition, Every, SessionStart, Then, Topic, Trigger
from .shown import MONTHS, moment, one_line, visible

Told: TypeAlias = Callable[[float, ZoneInfo], str]

MAX_SHOWN = 200  # characters of a cue or an expression
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNITS = {"MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
STATES = {
    State.PENDING: "waiting", State.BLOCKED: "waits for others to be done first", State.SNOOZED: "silent for now",
    State.FIRED: "told, waiting for an answer", State.DONE: "done", State.DISMISSED: "dismissed",
    State.EXPIRED: "expired", State.MISSED: "missed: its time passed while nobody looked",
}  # fmt: skip


ANSWERS = {
    "done": "said to be done", "snoozed": "put off", "moved": "moved to another time",
    "dismissed": "not wanted any more", "seen": "seen", "reopened": "not done after all",
    "skipped": "not wanted this time",
}  # fmt: skip
"""What turns make of intentions, in words."""


def state_words(one: Intention) -> str:
    """How an intention stands: "told and seen"."""
    if one.state is State.FIRED and not one.outstanding:
        return "told and seen"
    if one.state is State.PENDING and one.outstanding:
        return "told, no answer yet; waiting for the next time"
    if one.state is State.FIRED and one.rearms >= MAX_REARMS:
        return f"told {one.fired_count} times without an answer; not told again"
    return STATES[one.state]


def trigger_words(trigger: Trigger, zone: ZoneInfo, told: Told = moment) -> str:
    """When it fires: "when the talk comes to 'the sourdough starter'". told: how a time is written."""
    if isinstance(trigger, Topic):
        return f"when the talk comes to {_quoted(trigger.cue)}"
    if isinstance(trigger, At):
        return f"at {told(trigger.when, zone)}"
    if isinstance(trigger, Every):
        return every_words(trigger)
    if isinstance(trigger, SessionStart):
        return "when the next session begins"
    if isinstance(trigger, Condition):
        return f"when it becomes true that {visible(trigger.expression)}"
    if isinstance(trigger, Then):
        within = f", within {span_words(trigger.within)}" if trigger.within else ""
        first, then = (trigger_words(part, zone, told) for part in (trigger.first, trigger.then))
        return f"first ({first}), then ({then}){within}"
    joint = " and " if isinstance(trigger, All) else " or "
    return joint.join(f"({trigger_words(part, zone, told)})" for part in trigger.parts)


def every_words(every: Every) -> str:
    """A recurrence: "every Monday and Friday at 09:00 (Europe/London)"."""
    rule = every.recurrence.rule
    timed = rule.freq not in ("MINUTELY", "HOURLY")
    hours = rule.byhour or (every.start.hour,)
    minutes = rule.byminute or (every.start.minute,)
    clock = " at " + _listed([f"{hour:02d}:{minute:02d}" for hour in hours for minute in minutes]) if timed else ""
    ends = f", {every.count} times" if every.count else ""
    ends += f", until {moment(every.until, ZoneInfo(every.zone))}" if every.until is not None else ""
    return f"{_period(rule, every)}{clock} ({every.zone}){ends}"


def _period(rule: Rule, every: Every) -> str:
    unit = UNITS[rule.freq]
    often = f"every {unit}" if rule.interval == 1 else f"every {rule.interval} {unit}s"
    days = [f"{_nth(nth) + ' ' if nth else ''}{DAYS[day]}" for nth, day in rule.byday]
    if rule.freq == "WEEKLY":
        names = "weekday" if [day for _, day in rule.byday] == [0, 1, 2, 3, 4] else _listed(days)
        names = names or DAYS[every.start.weekday()]
        often = f"every {names}" if rule.interval == 1 else f"{often} on {names}"
    elif days:
        often += f" on the {_listed(days)}"
    if rule.bymonthday:
        often += f" on the {_listed([_nth(day) for day in rule.bymonthday])}"
    elif rule.freq in ("MONTHLY", "YEARLY") and not days:
        often += f" on the {_nth(every.start.day)}"
    if rule.bymonth:
        often += f" of {_listed([MONTHS[month - 1] for month in rule.bymonth])}"
    elif rule.freq == "YEARLY" and not days:
        often += f" of {MONTHS[every.start.month - 1]}"
    if rule.bysetpos:
        often += f" (of these the {_listed([_nth(n) for n in rule.bysetpos])})"
    return often


def why_words(why: Mapping[str, AnyType], zone: ZoneInfo, told: Told = moment) -> str:
    """One reason of a firing, a member of `Firing.why`, as a sentence without its full stop."""
    kind, detail = why.get("kind"), str(why.get("detail", ""))
    if kind == "topic":
        p, alpha = why.get("p"), why.get("alpha")
        if p == 0:
            return f"the message named {_quoted(detail)}"
        return (
            f"the message was about {_quoted(detail)}: of unrelated messages {share(p)} come as close, the limit is"
            f" {share(alpha)}"
        )
    if kind in ("at", "every"):
        late = why.get("late") or 0.0
        seen = f"; {f'told again {span_words(late)} later' if why.get('again') else f'seen {span_words(late)} late'}"
        return f"its time came, {told(why.get('due', 0.0), zone)}{seen if late > 1 else ''}"
    if kind == "snoozed":
        return f"it was snoozed until {told(why.get('due', 0.0), zone)}"
    if kind == "session_start":
        return f"the session {_quoted(detail)} began"
    if kind == "condition":
        return f"it became true that {visible(detail)}"
    return f"{kind}: {one_line(detail, MAX_SHOWN)}" if detail else str(kind)


def next_time(one: Intention, now: float) -> float | None:
    """When the clock alone may make it fire next; None if it waits for something else, or for nothing any more."""
    if one.state is State.SNOOZED:
        return one.snoozed_until
    if one.state is not State.PENDING:
        return None
    return min(due_times(one.trigger, one.progress, now, one.armed, wanted=True), default=None)


def share(p: float | None) -> str:
    """A p-value as people say it: "1 in 1,000"."""
    if p is None:
        return "an unknown share"
    if p <= 0:
        return "none"
    return f"{p:.0%}" if p >= 0.05 else f"1 in {1 / p:,.0f}"


def span_words(seconds: float) -> str:
    """A length of time in its largest unit: "2 hours"."""
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count:,} {unit}{'' if count == 1 else 's'}"
    return f"{seconds:.0f} s"


def _quoted(text: str) -> str:
    return f"“{one_line(text, MAX_SHOWN)}”"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def _nth(n: int) -> str:
    if n < 0:
        return "last" if n == -1 else f"{_nth(-n)} last"
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
