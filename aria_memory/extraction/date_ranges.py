"""Reading two dates that one form tells: "from 2 to 4 on Friday", "7-9pm", "3-10 August", "June 21-25"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from re import Match

from . import english_date_words as english
from .civil_time import Rule, add_days, add_months, make_date, nearest
from .date_values import DAY_NUMBERS, MONTH_NUMBERS, Atom, Clock, Frame, number, ordinal
from .patterns import compiled

AHEAD = 40  # characters before two hours in which it may be said that somebody comes between them
AROUND = 60  # characters around two days of the week in which it may be said that something is open
WORKING = ((0, 4), (0, 5))  # Monday to Friday, or Saturday
HOURS_OF_CLOCK = range(1, 13)  # "from 10 to 20" is of degrees or people, and of no hours
MORNING = 8  # from which hour on a bare one of another day is before noon: see `date_times.LATEST_BARE_AFTERNOON`

_OPEN, _NOT_OPEN = compiled(english.OPEN, {}), compiled(english.NOT_OPEN, {})
_FROM = re.compile(r"\bfrom\s{1,3}$", re.IGNORECASE)
_AT_WORK = compiled(english.AT_WORK, {})
_EXPECTED = compiled(english.EXPECTED, {})

Pair = tuple[Atom, Atom]
RangeReader = Callable[[Match[str], Frame], Pair | tuple[Atom] | None]


def _hours(told: Match[str], frame: Frame) -> Pair | None:
    """ "2 and 4" of "between 2 and 4 on Friday": without am or pm two dates only beside a day."""
    half = (told["half"] or "").lower()[:1]
    if "dash" in told.re.groupindex and not _AT_WORK.search(told.string, max(0, told.start() - AHEAD), told.start()):
        return None
    hours = [number(told[name]) for name in ("first", "last")]
    if not all(hour in HOURS_OF_CLOCK for hour in hours):
        return None
    first, last = (
        Clock(hour % 12 + 12 * (half == "p") if half else hour, int(told[minute] or 0), not half)
        for hour, minute in zip(hours, ("past", "late"), strict=True)
    )
    if half and (first.hour, first.minute) > (last.hour, last.minute):  # "11-1pm"
        first = replace(first, hour=(first.hour + 12) % 24)
    alone = bool(half) or _EXPECTED.search(told.string, max(0, told.start() - AHEAD), told.start()) is not None
    if not half and alone and first.hour < MORNING and first.hour < last.hour < 12:
        last = Clock(last.hour + 12, last.minute)
    begin = Atom(told.start("first"), told.end("begin"), clock=first, granularity="minute", alone=alone)
    return begin, Atom(told.start("last"), told.end(), clock=last, granularity="minute", alone=alone)


def _days(told: Match[str], frame: Frame) -> Pair | None:
    """ "3-10 August", "the 28th to the 2nd": the first is of the month before where its number is the greater."""
    first, last = ordinal(told["first"]), ordinal(told["last"])
    end = _last(told, frame, last)
    month = None if end is None else add_months(end.replace(day=1), -1 if first > last else 0)
    begin = month and make_date(month.year, month.month, first)
    if begin is None:
        return None
    return Atom(*told.span("begin"), day=begin), Atom(told.start("end"), told.end(), day=end)


def _days_of_week(told: Match[str], frame: Frame) -> Pair | tuple[Atom] | None:
    """ "Monday to Friday": of every week where something is open or done so, else the next such days."""
    first, last = (DAY_NUMBERS[told[name].lower()] for name in ("begin", "stop"))
    near = told.string[max(0, told.start() - AROUND) : told.end() + AROUND]
    working = (first, last) in WORKING and not _FROM.search(told.string, max(0, told.start() - 8), told.start())
    if not _NOT_OPEN.search(near) and (working or _OPEN.search(near)):
        days = sorted((first + step) % 7 for step in range((last - first) % 7 + 1))
        return (Atom(told.start(), told.end(), rule=Rule("WEEKLY", 1, tuple((0, day) for day in days))),)
    begin = add_days(frame.today, ((first - frame.today.weekday()) % 7 or 7) - (7 if frame.past else 0))
    end = begin and add_days(begin, (last - first) % 7)
    return (
        Atom(*told.span("begin"), day=begin, weekday=first),
        Atom(*told.span("stop"), day=end, weekday=last),
    ) if begin and end else None


def _months(told: Match[str], frame: Frame) -> Pair | None:
    """ "From January to June": of the first such June after it."""
    name = "first" if told["first"] else "begin"
    first, last = (MONTH_NUMBERS[told[one].lower()] for one in (name, "last"))
    this = frame.today.replace(day=1)
    begin = nearest(this, frame.past, first, 1)
    end = begin and nearest(begin, False, last, 1)
    if begin is None or end is None:
        return None
    one = Atom(*told.span(name), day=begin, granularity="month")
    return one, Atom(*told.span("last"), day=end, granularity="month")


def _last(told: Match[str], frame: Frame, day: int) -> date | None:
    groups = told.groupdict()
    if not groups.get("month"):
        step = -1 if frame.past else 1
        months = (add_months(frame.today.replace(day=1), step * count) for count in range(3))
        days = (make_date(month.year, month.month, day) for month in months if month)
        return next((one for one in days if one and (one <= frame.today if frame.past else one >= frame.today)), None)
    month = MONTH_NUMBERS[groups["month"].lower()]
    if groups["year"]:
        return make_date(int(groups["year"]), month, day)
    return nearest(frame.today, frame.past, month, day)


def one_day(first: Atom, second: Atom) -> Pair:
    """Two hours of a range, the day told beside one of them; what is told so without am or pm goes forward."""
    begin, end = first.clock, second.clock
    if begin is None or end is None:
        return first, second
    if first.rule or second.rule:
        return first, second
    bare = begin.bare and end.bare
    first = replace(first, zone=first.zone or second.zone)  # "from 2pm to 4pm EST"
    if first.day is None and first.part is None and (second.day is not None or (bare and second.part)):
        first = replace(first, day=second.day, part=second.part if bare else None, alone=True)
    elif second.day is None and second.part is None and (first.day is not None or (bare and first.part)):
        second = replace(second, day=first.day, part=first.part if bare else None, alone=True)
    if bare and not (first.part or second.part) and begin.hour < MORNING:
        if begin.hour < end.hour < 12:  # "from 6 to 8"
            second = replace(second, clock=Clock(end.hour + 12, end.minute))
        elif end.hour < begin.hour:  # "from 6 to 2"
            first = replace(first, clock=Clock(begin.hour, begin.minute))
    return first, second


def both_of_series(first: Atom, second: Atom) -> Atom | None:
    """ "From 9 to 5 on Mondays": each of them begins at the first hour."""
    if first.clock is None or second.clock is None or second.day or first.day or (first.rule and second.rule):
        return None
    if first.rule and second.clock.bare:
        return replace(first, end=second.end)
    if second.rule and first.clock.bare:
        return replace(second, start=first.start, clock=first.clock)
    return None


def ending(first: Atom, second: Atom) -> Atom:
    """The end of a range: "from Saturday to Tuesday" is the Tuesday after that, "from 20 May till the 2nd" the 2nd."""
    if first.day is None or second.day is None or second.day >= first.day or second.rule:
        return second
    if second.numbered:
        month = add_months(first.day.replace(day=1), 1)
        return replace(second, day=(month and make_date(month.year, month.month, second.day.day)) or second.day)
    if first.weekday is not None and second.weekday is not None:
        return replace(second, day=second.day + timedelta(7))
    return second


RANGES: dict[str, RangeReader] = {
    "days_of_month": _days, "days_after_month": _days, "days_alone": _days, "months": _months,
    "days_of_week": _days_of_week,
    "hours_between": _hours,
    "hours_of_day": _hours, "hours_with_day": _hours, "hours_to_half": _hours,
}  # fmt: skip
