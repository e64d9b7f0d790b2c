"""The parts of a date that stand side by side and complete each other, made one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from re import Match

from . import english_date_words as english
from . import english_dates
from .civil_time import add_days, monday_of
from .date_backward import BACKWARD
from .date_clocks import CLOCKS
from .date_days import DAYS
from .date_feasts import FEASTS
from .date_periods import PERIODS, Reader
from .date_ranges import RANGES, both_of_series, ending, one_day
from .date_series import bounded
from .date_values import DAY_NUMBERS, SPAN_SECONDS, Atom, Frame
from .date_zones import UNREAD, zone_behind
from .patterns import Scanner, compiled

AHEAD = 70  # characters before a date in which it may be said that something was moved to it
LOOK_BACK = 8  # characters before a date in which "since", "until" or "between" may stand
SATURDAY = 5
MAX_CLOCKS = 6  # hours of one day in a series: "every day at 8, 12 and 6"

_TO = re.compile(r"^(?:to|for)\s{1,3}", re.IGNORECASE)
_THING = compiled(english.THING, {})
_NOT_FROM_NOW = compiled(english.NOT_FROM_NOW, {})
_GONE = compiled(english.GONE, {})
_AHEAD = compiled(english.AHEAD, {})
_READERS: Mapping[str, Reader] = {**DAYS, **PERIODS, **FEASTS, **CLOCKS, **BACKWARD}
_SINCE = re.compile(r"\b(?:(since)|until|till)\s", re.IGNORECASE)
_SCANNER = Scanner(
    english_dates.PATTERNS, english_dates.FRAGMENTS, english.FIRST_WORDS, english.LEADING, english.LATER_WORDS
)


def merged(text: str, start: int, end: int, frame: Frame, free: bool) -> list[Atom]:
    """The atoms of a sentence, those that stand side by side and complete each other as one.

    What "since" stands before is past; if `free`, what "until" stands before is to come.
    """
    done: list[Atom] = []
    atoms = bounded(text, start, end, [*_atoms(text, start, end, frame, free)], frame)
    for atom, after in zip_longest(atoms, atoms[1:]):
        own = after is not None and (after.rule or after.day) and _between(text, atom, after) in english.BESIDE
        joined = _joined(text, done[-1], atom, bool(own)) if done else None
        if joined is not None:
            done.pop()
        done.append(joined or atom)
    return _before_things(text, [_folded(text, atom) for atom in _paired(text, done)])


def _before_things(text: str, atoms: list[Atom]) -> list[Atom]:
    """ "The day before the tour" with "on the 9th": counted from that, whatever hour it tells."""
    for at, (first, second) in enumerate(pairwise(tuple(atoms))):
        counted = first.distance is not None and not (first.back or first.alone)
        thing = _THING.fullmatch(text, first.end, second.start) if counted else None
        if thing is not None:
            atoms[at] = replace(first, end=thing.end("way"), ahead=True)
    return atoms


def _folded(text: str, atom: Atom) -> Atom:
    """The atom, further places that stand just behind it made a part of its own: "every day at 8 except Sundays"."""
    for place in atom.apart:
        if atom.end <= place[0] and not text[atom.end : place[0]].strip(" ,"):
            atom = replace(atom, end=place[1], apart=tuple(one for one in atom.apart if one != place))
    return atom


def _paired(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """ "From 2pm to 4pm on Friday", "at 8am and 8pm every day": what stands beside one of two hours is of both."""
    kept: list[Atom] = []
    for atom in atoms:
        second = atom
        between = _between(text, kept[-1], second) if kept else ""
        opened = kept and "between" in text[max(0, kept[-1].start - LOOK_BACK) : kept[-1].end].lower()
        ranged = between in english.RANGE and (opened or between != "and")
        series = both_of_series(kept[-1], second) if kept and ranged else None
        if series is not None:
            kept[-1] = series
            continue
        if kept and ranged:
            second = ending(kept[-1], second)
        elif kept and between.endswith(english.UNTIL):
            second = ending(kept[-1], second) if second.numbered else second
        if kept and between in english.RANGE:
            kept[-1], second = one_day(kept[-1], second)
        both = _before_series(kept[-1], second) if kept and between in english.AND_AT else None
        if both is not None:
            kept.pop()
        kept.append(both or second)
    return kept


def _between(text: str, first: Atom, second: Atom) -> str:
    return " ".join(text[first.end : second.start].lower().split())


def _atoms(text: str, start: int, end: int, frame: Frame, free: bool) -> Iterator[Atom]:
    read = start  # up to where: "5:30" of "5pm UTC+5:30" is no hour
    for name, match in _SCANNER.scan(text, start, end):
        if match.start() < read:
            continue
        for at in _told(text, name, match, _turned(text, match, frame, free)):
            zone = zone_behind(text, at.end, end) if at.clock is not None else None
            if zone is None:
                yield at
                continue
            read = zone[1]
            if zone[0] != UNREAD:
                yield replace(at, zone=zone[0], end=zone[1])


def _told(text: str, name: str, match: Match[str], frame: Frame) -> tuple[Atom, ...]:
    """What a match tells, with its place: the words that only place a date are no part of it."""
    if name in RANGES:
        return RANGES[name](match, frame) or ()
    atom = _READERS[name](match, frame)
    lasting = name == "in_units" and _NOT_FROM_NOW.search(text, max(0, match.start() - AHEAD), match.start())
    if atom is None or lasting:
        return ()
    first = match[0].split(None, 1)[0].lower()
    shift = len(match[0]) - len(match[0][len(first) :].lstrip()) if first in english.KEPT_OUT else 0
    gone = atom.clock is not None and _GONE.search(text, max(0, match.start() - AHEAD), match.start())
    return (replace(atom, start=match.start() + shift, end=match.end(), gone=bool(gone)),)


def _turned(text: str, match: Match[str], frame: Frame, free: bool) -> Frame:
    """The frame of a date that says itself whether it is past: after "since" it is; if `free`, after "until" it is not,
    nor where something was "moved to" it."""
    mark = _SINCE.search(text, max(0, match.start() - LOOK_BACK), match.end())
    if mark is not None and (free or mark[1] is not None):
        return replace(frame, past=mark[1] is not None)
    if frame.past and free:
        start = match.start() + len(match[0]) - len(_TO.sub("", match[0]))
        return replace(frame, past=_AHEAD.search(text, max(0, start - AHEAD), start) is None)
    return frame


def _joined(text: str, first: Atom, second: Atom, own: bool) -> Atom | None:
    """Two atoms as one; with `own` the second one has a day of its own beside it ("and 9am" of "and 9am on Sunday")."""
    between = _between(text, first, second)
    if first.back or second.back:
        return None
    if first.distance is not None:
        return counted_from(first, second) if between in english.DISTANT else None
    if between in english.AND_AT:
        return None if own else _and_at(first, second)
    weekday = _in_that_week(first, second) or _in_that_week(second, first)
    if weekday is not None and between in english.BESIDE_WEEKS:
        return replace(weekday, start=first.start, end=second.end)
    return _join(first, second) if between in english.BESIDE else None


def counted_from(distance: Atom, day: Atom) -> Atom | None:
    """ "Two days before" with "Christmas": that day moved, its span from where the distance begins."""
    if day.day is None or day.clock or day.part or distance.distance is None or not _exact(day):
        return None
    unit, days = distance.distance
    if unit in SPAN_SECONDS:
        return None
    if unit in DAY_NUMBERS:  # "the Friday before": the nearest
        gap = (DAY_NUMBERS[unit] - day.day.weekday()) % 7
        moved = add_days(day.day, (gap or 7) if days > 0 else gap - 7)
    elif unit == "weekend":  # a day of the week and the next weekend are of one week
        own = days > 0 and day.day.weekday() < SATURDAY
        moved = add_days(monday_of(day.day), (0 if own else days) + SATURDAY)
    elif unit == "week":  # "the week before": the one that begins on a Monday
        moved = add_days(monday_of(day.day), days)
    else:
        moved = add_days(day.day, days)
    if moved is None:
        return None
    granularity = unit if unit in ("week", "weekend") else "day"
    return replace(day, start=distance.start, day=moved, granularity=granularity, part=distance.part, weekday=None)


def _before_series(first: Atom, second: Atom) -> Atom | None:
    """ "At 8am and" with "8pm every day"."""
    alone = first.clock is not None and not (first.day or first.rule or first.part or first.clocks)
    if not alone or second.rule is None or second.clock is None or first.clock is None:
        return None
    joined = _and_at(replace(second, clock=first.clock, clocks=()), replace(second, rule=None, day=None))
    return None if joined is None else replace(joined, start=first.start, end=second.end)


def _in_that_week(weeks: Atom, day: Atom) -> Atom | None:
    """ "Three weeks ago" with "on Saturday": the Saturday of that week."""
    if not weeks.weeks or weeks.day is None or day.weekday is None or weeks.clock or weeks.part:
        return None
    moved = add_days(monday_of(weeks.day), day.weekday)
    return None if moved is None else replace(day, day=moved, weekday=None)


def _and_at(first: Atom, second: Atom) -> Atom | None:
    """ "Every day at 8am" with "and 8pm"."""
    if first.rule is None or first.clock is None or second.clock is None or second.day or second.part or second.rule:
        return None
    if first.clock.minute != second.clock.minute or second.clock.bare or len(first.clocks) >= MAX_CLOCKS:
        return None
    zone = first.zone or second.zone
    return replace(first, end=second.end, clocks=(*first.clocks, second.clock), zone=zone)


def _join(first: Atom, second: Atom) -> Atom | None:
    """Two atoms as one, or None where they tell the same thing twice."""
    day = _day_in_rule(first, second) or _day_in_rule(second, first)
    if day is not None:
        return replace(day, start=first.start, end=second.end, alone=True)
    clash = (
        (first.day and second.day) or (first.clock and second.clock)
        or (first.part and second.part and first.part != second.part)
        or (first.rule and second.rule) or first.moment or second.moment or (first.day and second.rule)
        or (first.rule and second.day) or not (first.alone or first.clock or second.clock)
        or not _exact(first) or not _exact(second)
    )  # fmt: skip
    if clash:
        return None
    one, other = (first, second) if first.rule else (second, first)
    return Atom(
        first.start, second.end, first.day or second.day, first.granularity, None, first.clock or second.clock,
        first.part or second.part, first.rule or second.rule, begin=one.begin, lasts=one.lasts,
        zone=first.zone or second.zone, apart=(*one.apart, *other.apart),
    )  # fmt: skip


def _exact(atom: Atom) -> bool:
    """Whether an hour may stand beside it: not beside "next month"."""
    return atom.day is None or atom.granularity in ("day", "minute")


def _day_in_rule(rule: Atom, day: Atom) -> Atom | None:
    """ "every year" with "on 3 May", "every month" with "on the 15th", "every two weeks" with "on Friday"."""
    told = rule.rule
    if told is None or day.day is None or told.weekdays or told.month_days or not _exact(day) or rule.moment:
        return None
    if told.frequency == "YEARLY":
        told = replace(told, month=day.day.month, month_days=(day.day.day,))
    elif told.frequency == "MONTHLY":
        told = replace(told, month_days=(day.day.day,))
    elif told.frequency == "WEEKLY":
        told = replace(told, weekdays=((0, day.day.weekday()),))
    else:
        return None
    return replace(rule, rule=told, clock=rule.clock or day.clock, part=rule.part or day.part)
