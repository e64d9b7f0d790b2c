"""Distances from a day or hour that was told before: "the play is on the 20th, the day before ..."."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from re import Match

from . import english_date_tenses as tenses
from . import english_date_words as english
from .civil_time import add_days, add_months
from .date_periods import Reader
from .date_values import DAY_NUMBERS, MAX_COUNT, SPAN_SECONDS, Atom, Clock, Frame, number, plain
from .patterns import compiled

MAX_AHEAD = 6 * 60  # minutes before what begins at which one is reminded of it; earlier is of another day
MAX_BACK = 120  # characters back to what is counted from: the sentence before, at most

_ALSO_AT = compiled(tenses.ALSO_AT, {})
_OF_THAT_DAY = compiled(tenses.OF_THAT_DAY, {})
_ASKED_AT = compiled(tenses.ASKED_AT, {})

Dated = tuple[Atom, datetime]  # an atom, and the wall time that it tells


def _distance_back(told: Match[str], frame: Frame) -> Atom | None:
    """ "The day before", "an hour before": alone it is no date."""
    way = 1 if told["way"].lower() in english.LATER else -1
    if told["half"]:
        return Atom(0, 0, distance=("minute", way * english.HALVES[plain(told["half"])]), back=True, alone=False)
    unit = told["unit"].lower()
    count = number(told["count"]) if told["count"] else 1
    if unit in DAY_NUMBERS:
        return None if told["count"] else Atom(0, 0, distance=(unit, way), back=True, alone=False)
    if (unit not in english.PART_HOURS and unit not in english.UNITS) or count > MAX_COUNT:
        return None
    if unit in english.PART_HOURS:
        return Atom(0, 0, distance=("day", way), part=unit, back=True, alone=False) if count == 1 else None
    kind, many = english.UNITS[unit]
    return Atom(0, 0, distance=(kind, way * count * many), back=True, alone=False)


def counted_back(text: str, atom: Atom, before: Sequence[Dated]) -> Atom | None:
    """The moment or day so long before the last date of `before`; None where there is none near, or none so exact.

    An hour that stands beside the distance is of that day ("at 6 the day before").
    """
    hour = before[-1][0] if before and hour_alone(before[-1][0]) and beside(text, before[-1][0], atom) else None
    anchors = before[:-1] if hour is not None else before
    if atom.distance is None or not anchors:
        return None
    anchor, at = anchors[-1]
    unit, count = atom.distance
    if anchor.rule is not None or anchor.granularity not in ("day", "minute") or atom.start - anchor.end > MAX_BACK:
        return None
    if unit in SPAN_SECONDS:
        exact = hour is None and (anchor.clock is not None or anchor.moment is not None)
        moment = at + timedelta(seconds=SPAN_SECONDS[unit] * count)
        return replace(atom, moment=moment, granularity="minute", alone=True) if exact else None
    if unit in DAY_NUMBERS:
        gap = (DAY_NUMBERS[unit] - at.weekday()) % 7
        day = add_days(at.date(), (gap or 7) if count > 0 else gap - 7)
    elif unit in ("day", "week"):
        day = add_days(at.date(), count * (7 if unit == "week" else 1))
    else:
        day = add_months(at.date(), count) if unit == "month" else None
    if day is None:
        return None
    clock = hour.clock if hour is not None else None
    return replace(atom, start=(hour or atom).start, day=day, clock=clock, alone=True)


def hour_alone(atom: Atom) -> bool:
    """Whether an atom tells an hour and no day."""
    return atom.clock is not None and not (atom.day or atom.rule or atom.part or atom.moment)


def beside(text: str, first: Atom, second: Atom) -> bool:
    """Whether nothing but a comma stands between two atoms."""
    return " ".join(text[first.end : second.start].lower().split()) in english.BESIDE


def same_day(text: str, last: Atom, at: datetime, atom: Atom) -> Atom:
    """An hour on the day of the date before it, whose wall time is `at`: later in "tomorrow at 9 to ..., and at 3 to
    ...", earlier in "the match is on Saturday at 3, remind me at 2"; of a day that tells no hour in "on Saturday, doors
    at 7"; elsewhere it is as it was."""
    clock = atom.clock
    if last.clock is None or atom.part is not None:
        whole = last.granularity == "day" and not (last.rule or last.clock)
        own = whole and _OF_THAT_DAY.fullmatch(text, last.end, atom.start)
        return replace(atom, day=at.date()) if own else atom
    later = any(one.fullmatch(text, last.end, atom.start) for one in (_ALSO_AT, _OF_THAT_DAY))
    if clock is None or not (later or _ASKED_AT.fullmatch(text, last.end, atom.start)):
        return atom
    hours = (clock.hour % 12, clock.hour % 12 + 12) if clock.bare else (clock.hour,)
    times = [(hour * 60 + clock.minute, hour) for hour in hours]
    told = at.hour * 60 + at.minute
    near = [hour for minutes, hour in times if minutes > told] if later else [
        hour for minutes, hour in reversed(times) if told - MAX_AHEAD <= minutes < told
    ]  # fmt: skip
    return replace(atom, day=at.date(), clock=Clock(near[0], clock.minute)) if near else atom


BACKWARD: dict[str, Reader] = {"distance_back": _distance_back}
