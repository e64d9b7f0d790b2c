"""Reading times of day, parts of the day, and recurrences."""

from dataclasses import replace
from datetime import timedelta
from re import Match

from . import english_date_words as english
from .civil_time import Rule, add_days
from .date_periods import Reader, on_day
from .date_values import (
    DAY_NUMBERS,
    FREQUENCIES,
    MAX_COUNT,
    MONTH_NUMBERS,
    SPAN_SECONDS,
    Atom,
    Clock,
    Frame,
    number,
    ordinal,
    plain,
    weekdays,
)

WEEKS = 5  # of a month: no weekday comes more often


def _clock(told: Match[str], frame: Frame) -> Atom | None:
    groups = told.groupdict()
    early = groups.get("early")  # "6.30" of "6.30 tomorrow"
    hour = number(early or groups["hour"])
    minute = int(groups["past"] if early else groups.get("minute") or 0)
    half = (groups.get("half") or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    bare = not half and 1 <= hour <= 12 and not (early or groups["hour"]).startswith("0")
    return Atom(0, 0, clock=Clock(hour, minute, bare), granularity="minute")


def _every_nth(told: Match[str], frame: Frame) -> Atom | None:
    """ "Every first Saturday": of the month."""
    return _recurring(Rule("MONTHLY", 1, ((ordinal(told["nth"]), DAY_NUMBERS[told["day"].lower()]),)))


def _first_thing(told: Match[str], frame: Frame) -> Atom | None:
    return Atom(0, 0, part=english.FIRST_THING)


def _clock_four(told: Match[str], frame: Frame) -> Atom | None:
    """ "0640", "1830 hrs"."""
    hour, minute = int(told["hour"] or told["hours"]), int(told["minute"] or told["minutes"])
    return Atom(0, 0, clock=Clock(hour, minute), granularity="minute")


def _half_hour(told: Match[str], frame: Frame) -> Atom | None:
    """ "At half four": British, half past."""
    return Atom(0, 0, clock=Clock(number(told["hour"]), 30, True), granularity="minute")


def _worded_clock(told: Match[str], frame: Frame) -> Atom | None:
    """ "At seven thirty"."""
    atom = _clock(told, frame)
    if atom is None or atom.clock is None:
        return None
    return replace(atom, clock=replace(atom.clock, minute=number(told["minutes"])))


def _past_clock(told: Match[str], frame: Frame) -> Atom | None:
    word = plain(told["minutes"])
    minutes = english.PAST_MINUTES.get(word) or number(word)
    named = english.NAMED_CLOCKS.get(told["hour"].lower())
    atom = _clock(told, frame) if named is None else Atom(0, 0, clock=Clock(named), granularity="minute")
    if atom is None or atom.clock is None or minutes > 30:
        return None
    hour, bare = atom.clock.hour, atom.clock.bare
    if told["to"]:
        hour, minutes = (hour - 1) % 24 or (12 if bare else 0), 60 - minutes
    return replace(atom, clock=Clock(hour, minutes, bare))


def _next_minutes(told: Match[str], frame: Frame) -> Atom | None:
    """ "At quarter to", "at half past": the next time that a clock shows it."""
    word = plain(told["minutes"])
    minutes = english.PAST_MINUTES.get(word) or number(word)
    moment = frame.now.replace(minute=60 - minutes if told["to"] else minutes, second=0, microsecond=0)
    return Atom(0, 0, moment=moment if moment > frame.now else moment + timedelta(hours=1), granularity="minute")


def _named_clock(told: Match[str], frame: Frame) -> Atom | None:
    return Atom(0, 0, clock=Clock(english.NAMED_CLOCKS[told["name"].lower()]), granularity="minute")


def _this_part(told: Match[str], frame: Frame) -> Atom | None:
    return Atom(0, 0, day=frame.today, part=told["part"].lower())


def _part(told: Match[str], frame: Frame) -> Atom | None:
    return Atom(0, 0, part=told["part"].lower(), alone="whole" in told.re.groupindex)


def _every_days(told: Match[str], frame: Frame) -> Atom | None:
    every = told["interval"] or told["alternate"]
    interval = english.INTERVALS[plain(every)] if every else 1
    return _recurring(Rule("WEEKLY", interval, weekdays(told["days"])))


def _days_listed(told: Match[str], frame: Frame) -> Atom | None:
    """ "Mon Wed Fri": every week's."""
    return _recurring(Rule("WEEKLY", 1, weekdays(told["days"])))


def _every_date(told: Match[str], frame: Frame) -> Atom | None:
    month, day = MONTH_NUMBERS[told["month"].lower()], ordinal(told["day"] or "1")
    return _recurring(Rule("YEARLY", 1, (), month, (day,))) if day <= 31 else None


def _every_unit(told: Match[str], frame: Frame) -> Atom | None:
    unit = told["unit"].lower()
    count = 2 if told["single"] or told["alternate"] else number(told["count"]) if told["count"] else 1
    if not 1 <= count <= MAX_COUNT:
        return None
    if unit in english.PART_HOURS:
        return replace(_recurring(Rule("DAILY", count)), part=unit)
    if unit not in english.UNITS:  # weekdays, or the first day of weekends
        return _recurring(Rule("WEEKLY", count, weekdays(unit)[: 1 if told["weekend"] else None]))
    unit, many = english.UNITS[unit]
    moment = frame.now + timedelta(seconds=SPAN_SECONDS[unit] * count) if unit in SPAN_SECONDS else None
    return replace(_recurring(Rule(FREQUENCIES[unit], count * many)), moment=moment)


def _once_a(told: Match[str], frame: Frame) -> Atom | None:
    unit, many = english.UNITS[told["unit"].lower()]
    moment = frame.now + timedelta(hours=many) if unit == "hour" else None
    return replace(_recurring(Rule(FREQUENCIES[unit], many)), moment=moment)


def _adverb(told: Match[str], frame: Frame) -> Atom | None:
    frequency, interval = english.ADVERBS[told["adverb"].lower()]
    moment = frame.now + timedelta(hours=interval) if frequency == "HOURLY" else None
    return replace(_recurring(Rule(frequency, interval)), moment=moment)


def _plural_days(told: Match[str], frame: Frame) -> Atom | None:
    return _recurring(Rule("WEEKLY", 1, weekdays(told["days"])))


def _day_range(told: Match[str], frame: Frame) -> Atom | None:
    """ "Monday through Friday"."""
    first, last = DAY_NUMBERS[told["first"].lower()], DAY_NUMBERS[told["last"].lower()]
    days = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return _recurring(Rule("WEEKLY", 1, tuple((0, day) for day in sorted(days))))


def _days_part(told: Match[str], frame: Frame) -> Atom | None:
    """ "On Tuesday evenings"."""
    return replace(_recurring(Rule("WEEKLY", 1, weekdays(told["days"]))), part=told["part"].lower())


def _nth_of_months(told: Match[str], frame: Frame) -> Atom | None:
    nths, weekday = _ordinals(told["nth"]), (told["day"] or "day").lower()
    by_day = tuple((nth, DAY_NUMBERS[weekday]) for nth in nths) if weekday in DAY_NUMBERS else ()
    if max(nths) > (WEEKS if by_day else 31):
        return None
    rule = Rule("MONTHLY", 1, by_day, month_days=() if by_day else nths)
    if told["every"] or told["each"] or told["each_month"] or len(nths) > 1:
        return _recurring(rule)
    days = (add_days(frame.today, -days if frame.past else days) for days in range(63))
    return on_day(next((day for day in days if day is not None and rule.falls_on(day)), None))


def _nth_days(told: Match[str], frame: Frame) -> Atom | None:
    """ "On second and fourth Saturdays": of every month."""
    nths, day = _ordinals(told["nth"]), DAY_NUMBERS[told["day"].lower()]
    return _recurring(Rule("MONTHLY", 1, tuple((nth, day) for nth in nths))) if max(nths) <= WEEKS else None


def _months_on(told: Match[str], frame: Frame) -> Atom | None:
    """ "Every month on the 1st and 15th"."""
    nths = _ordinals(told["nths"])
    return _recurring(Rule("MONTHLY", 1, month_days=nths)) if max(nths) <= 31 else None


def _ordinals(words: str) -> tuple[int, ...]:
    """The ordinals of a list, in order, the last of a month at the end."""
    found = {ordinal(word) for word in words.lower().replace(",", " ").split() if word not in english.BETWEEN_ORDINALS}
    return tuple(sorted(found, key=lambda n: (n < 0, n)))


def _recurring(rule: Rule) -> Atom:
    return Atom(0, 0, rule=rule)


CLOCKS: dict[str, Reader] = {
    "nth_of_months": _nth_of_months, "months_on": _months_on, "every_days": _every_days, "days_listed": _days_listed,
    "every_day_month": _every_date, "every_month_day":
    _every_date, "every_unit": _every_unit, "once_a": _once_a, "day_range": _day_range, "plural_days": _plural_days,
    "days_part":
    _days_part, "adverb": _adverb,
    "past_clock": _past_clock,
    "quarter_of": _past_clock, "edge_clock": _clock, "nth_days": _nth_days,
    "next_minutes": _next_minutes, "half_hour": _half_hour, "half_alone": _half_hour, "worded_clock": _worded_clock,
    "every_nth": _every_nth, "first_thing": _first_thing,
    "clock_four": _clock_four,
    "clock": _clock, "hour_in_part": _clock, "clock_24": _clock, "o_clock": _clock, "bare_clock": _clock,
    "named_clock": _named_clock, "this_part": _this_part, "the_part": _part, "at_lunch": _part, "part": _part,
}  # fmt: skip
