"""Dates, times of day and recurrences in plain text, without a model.

What is ambiguous is decided once: "3/12" is month/day unless the first number is above 12; "next Friday" is the one in
the week after this (weeks begin on Monday), "Friday" and "this Friday" the next to come; an hour without am or pm is
the next to come today, on another day 1 to 6 o'clock (and 7) are after noon and 8 to 11 before; a part of the day has
the hour of `english_dates.PART_HOURS`. Recurrences are in the terms of RFC 5545, section 3.3.10, their time of day
being that of the first occurrence; "every day at 7", or on working days, is a morning (5 to 11 o'clock).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from . import english_dates as english
from .civil_time import MAX_YEAR, MIN_YEAR, SEARCH_DAYS, Rule, add_days, add_months, to_epoch, wall_time
from .date_clocks import CLOCKS
from .date_days import DAYS
from .date_periods import PERIODS
from .date_values import Atom, Clock, Frame
from .patterns import Scanner, compiled

LOOK_BACK = 8  # characters before a date in which "since" or "until" may stand
WORKING_DAYS = 5  # of a week
EARLIEST_DAILY = 5  # "every day at 5" to "at 11" is before noon
LATEST_BARE_AFTERNOON = 7  # "tomorrow at 7" is an evening, "tomorrow at 8" a morning

_READERS = {**DAYS, **PERIODS, **CLOCKS}
_SINCE = re.compile(r"\b(?:(since)|until|till)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_HOUR_HINT = compiled(english.HOUR_HINT, english.FRAGMENTS)
_EARLY = compiled(english.EARLY, english.FRAGMENTS)
_PAST = compiled(english.PAST, english.FRAGMENTS)
_STOP = re.compile(r"(?<![ap]\.m)(?<!\b\w)(?<!\b(?:Dr|Mr|St))[.!?]{1,8}\s{1,8}(?=[A-Z])|\n")
_SCANNER = Scanner(english.PATTERNS, english.FRAGMENTS)


@dataclass(frozen=True)
class DateSpan:
    """A date in a text.

    start, end: its place, prepositions ("on", "at", "in", "by") included, "since" and "until" not.
    at: seconds since the epoch, UTC: the moment, or the beginning of the day, week, month or year; of a recurrence
        the first time that is to come.
    granularity: "minute", "part" (of a day), "day", "weekend", "week", "month" or "year": how exact `at` is.
    recurrence: an RFC 5545 recurrence rule, or None.
    """

    start: int
    end: int
    at: float
    granularity: str
    recurrence: str | None = None


def find_dates(text: str, now: float, zone: ZoneInfo, *, past: bool | None = None) -> tuple[DateSpan, ...]:
    """The dates in a text, from the left, without overlap; time is linear in the text.

    `past`: where a date tells no year or week, the last one is meant and not the next ("I moved in May"). None: if the
    text tells of what has been, by its verb.
    Raises BadInput where `now` is out of the years that are understood.
    """
    local = wall_time(now, zone)
    if not _hinted(text):
        return ()
    found: list[DateSpan] = []
    for start, end in _sentences(text):
        told = _PAST.search(text, start, end) is not None if past is None else past
        frame = Frame(local, told, _EARLY.search(text, start, end) is not None)
        spans = (_resolve(atom, frame, zone) for atom in _merged(text, start, end, frame, past is None))
        found += [span for span in spans if span is not None]
    return tuple(found)


def _hinted(text: str) -> bool:
    """Whether a text may hold a date; most do not, and their words tell so sooner than the patterns."""
    words = set(_WORD.findall(text.lower()))
    known = any(word.removesuffix("s") in english.HINT_WORDS or word[0].isdecimal() for word in words)
    return known or (not words.isdisjoint(english.HOURS) and _HOUR_HINT.search(text) is not None)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences may begin and end: of each its own verb tells whether it is of the past."""
    start = 0
    for stop in _STOP.finditer(text):
        yield start, stop.end()
        start = stop.end()
    yield start, len(text)


def _merged(text: str, start: int, end: int, frame: Frame, free: bool) -> Iterator[Atom]:
    """The atoms of a sentence, those that stand side by side and complete each other as one.

    What "since" stands before is past; if `free`, what "until" stands before is to come.
    """
    held: Atom | None = None
    for name, match in _SCANNER.scan(text, start, end):
        mark = _SINCE.search(text, max(0, match.start() - LOOK_BACK), match.end())
        turned = mark is not None and (free or mark[1] is not None)
        atom = _READERS[name](match, replace(frame, past=mark is not None and mark[1] is not None) if turned else frame)
        if atom is None:
            continue
        first = match[0].split(None, 1)[0].lower()
        shift = len(match[0]) - len(match[0][len(first) :].lstrip()) if first in english.KEPT_OUT else 0
        atom = replace(atom, start=match.start() + shift, end=match.end())
        joined = None
        if held is not None and not shift and text[held.end : atom.start].strip().lower() in english.BESIDE:
            joined = _join(held, atom)
        if joined is None and held is not None:
            yield held
        held = joined or atom
    if held is not None:
        yield held


def _join(first: Atom, second: Atom) -> Atom | None:
    """Two atoms as one, or None where they tell the same thing twice."""
    day = _day_in_rule(first, second) or _day_in_rule(second, first)
    if day is not None:
        return replace(day, start=first.start, end=second.end, alone=True)
    clash = (
        (first.day and second.day) or (first.clock and second.clock) or (first.part and second.part)
        or (first.rule and second.rule) or first.moment or second.moment or (first.day and second.rule)
        or (first.rule and second.day) or not (first.alone or second.clock) or not _exact(first) or not _exact(second)
    )  # fmt: skip
    if clash:
        return None
    return Atom(
        first.start, second.end, first.day or second.day, first.granularity, None, first.clock or second.clock,
        first.part or second.part, first.rule or second.rule,
    )  # fmt: skip


def _exact(atom: Atom) -> bool:
    """Whether an hour may stand beside it: not beside "next month"."""
    return atom.day is None or atom.granularity in ("day", "minute")


def _day_in_rule(rule: Atom, day: Atom) -> Atom | None:
    """ "every year" with "on 3 May", "every month" with "on the 15th", "every two weeks" with "on Friday"."""
    told = rule.rule
    if told is None or day.day is None or told.weekdays or told.month_day or not _exact(day) or rule.moment:
        return None
    if told.frequency == "YEARLY":
        told = replace(told, month=day.day.month, month_day=day.day.day)
    elif told.frequency == "MONTHLY":
        told = replace(told, month_day=day.day.day)
    elif told.frequency == "WEEKLY":
        told = replace(told, weekdays=((0, day.day.weekday()),))
    else:
        return None
    return replace(rule, rule=told, clock=rule.clock or day.clock, part=rule.part or day.part)


def _resolve(atom: Atom, frame: Frame, zone: ZoneInfo) -> DateSpan | None:
    if not atom.alone:
        return None
    granularity = "minute" if atom.clock or atom.moment else "part" if atom.part else atom.granularity
    if atom.moment is not None:
        # An exact distance is one in seconds, whatever the clocks do in between.
        at = to_epoch(frame.now, zone) + (atom.moment - frame.now).total_seconds()
        year = atom.moment.year
    else:
        local = _first_time(atom.rule, atom, frame) if atom.rule else _single_time(atom, frame)
        if local is None:
            return None
        at, year = to_epoch(local, zone), local.year
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    return DateSpan(atom.start, atom.end, at, granularity, str(atom.rule) if atom.rule else None)


def _single_time(atom: Atom, frame: Frame) -> datetime | None:
    if atom.day is not None:
        return _on(atom.day, atom, frame)
    today = frame.today
    for day in (today, today + timedelta(1)):
        local = _on(day, atom, frame)
        if local > frame.now:
            return local
    return None


def _first_time(rule: Rule, atom: Atom, frame: Frame) -> datetime | None:
    """The first day of a series after today, or today at an hour that is still to come.

    A series that tells no day begins one interval from now: "every month" is on this day of the next.
    """
    step = None if rule.weekdays or rule.month or rule.month_day else rule.frequency
    if step in ("WEEKLY", "MONTHLY", "YEARLY") or (step == "DAILY" and rule.interval > 1):
        days = {"DAILY": 1, "WEEKLY": 7}.get(rule.frequency)
        months = 12 * rule.interval if step == "YEARLY" else rule.interval
        begin = add_days(frame.today, days * rule.interval) if days else add_months(frame.today, months)
        return None if begin is None else _on(begin, atom, frame)
    timed = atom.clock is not None or atom.part is not None
    for later in range(SEARCH_DAYS):
        day = frame.today + timedelta(later)
        if day.year > MAX_YEAR:
            return None
        if rule.falls_on(day) and (_on(day, atom, frame) > frame.now if timed else later > 0):
            return _on(day, atom, frame)
    return None


def _on(day: date, atom: Atom, frame: Frame) -> datetime:
    """The wall time of an atom's hour on a day: midnight where it tells none."""
    midnight = datetime.combine(day, time())
    if atom.clock is None:
        return midnight + timedelta(hours=english.PART_HOURS[atom.part] if atom.part else 0)
    early = frame.early or (atom.rule is not None and _daily(atom.rule))
    hours = _hours(atom.clock, atom.part, early)
    if frame.early and atom.part is None and EARLIEST_DAILY <= atom.clock.hour < 12:
        hours = hours[:1]  # "wake me at 8", said at ten: not this evening
    choices = [midnight + timedelta(hours=hour, minutes=atom.clock.minute) for hour in hours]
    if day == frame.today and not atom.rule:
        return next((local for local in sorted(choices) if local > frame.now), choices[0])
    return choices[0]


def _daily(rule: Rule) -> bool:
    """Whether a series comes every day or every working day: a bare hour is then one of the morning."""
    return rule.frequency == "DAILY" or (rule.frequency == "WEEKLY" and len(rule.weekdays) >= WORKING_DAYS)


def _hours(clock: Clock, part: str | None, early_bird: bool) -> tuple[int, ...]:
    """The hours that a clock may mean, the likeliest first."""
    early, late = clock.hour % 12, clock.hour % 12 + 12
    if not clock.bare:
        return (clock.hour,)
    if part is not None:
        small = part == english.LAST_NIGHT and clock.hour in english.NIGHT_HOURS
        return (late,) if part in english.LATE_PARTS and not small else (early,)
    if early_bird and EARLIEST_DAILY <= clock.hour < 12:
        return (early, late)
    return (late, early) if clock.hour <= LATEST_BARE_AFTERNOON or clock.hour == 12 else (early, late)
