"""Reading feasts, fixed and movable, and distances that are counted from a day."""

import re
from datetime import date, timedelta
from re import Match

from . import english_date_words as english
from .civil_time import Rule, make_date
from .date_periods import Reader, on_day
from .date_values import DAY_NUMBERS, MAX_COUNT, SPAN_SECONDS, Atom, Frame, number, plain
from .patterns import compiled

AHEAD = 70  # characters before "for Christmas" in which somebody may be said to be going

_FOR = re.compile(r"\bfor\s$", re.IGNORECASE)
_GOING = compiled(english.GOING, {})


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm: Meeus, Astronomical Algorithms, chapter 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, part = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * part + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def feast(name: str, year: int) -> date | None:
    """The day of a feast in a year; None where it is not known."""
    if name in english.FROM_EASTER:
        return easter(year) + timedelta(english.FROM_EASTER[name])
    if name in english.NTH_FEASTS:
        nth, weekday, month, later = english.NTH_FEASTS[name]
        rule = Rule("MONTHLY", 1, ((nth, weekday),))
        first = date(year, month, 1)
        fit = (first + timedelta(days) for days in range(31))
        return next(day for day in fit if day.month == month and rule.falls_on(day)) + timedelta(later)
    return make_date(year, *english.HOLIDAYS[name])


def _holiday(told: Match[str], frame: Frame) -> Atom | None:
    near = max(0, told.start() - AHEAD)
    if _FOR.search(told.string, near, told.start()) and not _GOING.search(told.string, near, told.start()):
        return None
    name = plain(told["holiday"] or told["alone"])
    if told[0].lower().removeprefix("on ").startswith(english.EVERY):
        fixed = english.HOLIDAYS.get(name)
        return Atom(0, 0, rule=Rule("YEARLY", 1, (), fixed[0], (fixed[1],))) if fixed else None
    told_year, side = told["year"] or told["year_too"], told["side"] or told["side_too"]
    if told_year or side:
        year = int(told_year) if told_year else frame.today.year + english.SIDES[side.lower()]
        return on_day(feast(name, year))
    past = frame.past or english.SIDES.get(told[0].split(None, 1)[0].lower(), 0) < 0
    year, today = frame.today.year, frame.today
    days = [day for near in (year - 1, year, year + 1) if (day := feast(name, near)) is not None]
    fit = [day for day in days if (day <= today if past else day >= today)]
    return on_day((fit[-1] if past else fit[0]) if fit else None)


def _distance(told: Match[str], frame: Frame) -> Atom | None:
    """ "Two days before" of "two days before Christmas": alone it is no date."""
    way = -1 if told["way"].lower() == "before" else 1
    if told["half"]:
        return Atom(0, 0, distance=("minute", way * english.HALVES[plain(told["half"])]), alone=False)
    unit = told["unit"].lower()
    the = told["count"] is None
    if unit in english.UNITS and english.UNITS[unit][0] in SPAN_SECONDS:
        count = 1 if the else number(told["count"])
        return Atom(0, 0, distance=(english.UNITS[unit][0], way * count), alone=False) if count <= MAX_COUNT else None
    if unit in DAY_NUMBERS:
        return Atom(0, 0, distance=(unit, way), alone=False) if the else None
    if unit in english.PART_HOURS:
        return Atom(0, 0, distance=("day", way), part=unit, alone=False)
    count = 1 if the else number(told["count"])
    if count > MAX_COUNT or (unit == "weekend" and not the):
        return None
    if unit == "weekend":
        return Atom(0, 0, distance=("weekend", 7 * way), alone=False)
    size = 7 if unit == "week" else 14 if unit == "fortnight" else 1
    return Atom(0, 0, distance=("week" if the and unit == "week" else "day", way * size * count), alone=False)


def _part_of(told: Match[str], frame: Frame) -> Atom | None:
    """ "The morning of" with "the 20th"."""
    return Atom(0, 0, distance=("day", 0), part=told["unit"].lower(), alone=False)


def _week_of_day(told: Match[str], frame: Frame) -> Atom | None:
    """ "The weekend of" with "the 10th", "week commencing" with "5 July"."""
    return Atom(0, 0, distance=(told["unit"].lower() if told["unit"] else "week", 0), alone=False)


FEASTS: dict[str, Reader] = {"holiday": _holiday, "distance": _distance, "part_of": _part_of,
    "week_of_day": _week_of_day}  # fmt: skip
