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

from . import english_date_tenses as tenses
from . import english_date_words as words
from . import english_dates as english
from .civil_time import MAX_YEAR, MIN_YEAR, SEARCH_DAYS, Rule, add_days, add_months, to_epoch, wall_time
from .date_backward import Dated, beside, counted_back, hour_alone, same_day
from .date_joins import merged
from .date_values import Atom, Clock, Frame
from .date_zones import zone_named
from .patterns import compiled

WORKING_DAYS = 5  # of a week
EARLIEST_DAILY = 5  # "every day at 5" to "at 11" is before noon
EARLIEST_WAKING = 1  # and to be woken at any hour but for a nap
LATEST_BARE_AFTERNOON = 7  # "tomorrow at 7" is an evening, "tomorrow at 8" a morning

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_HINTS = words.HINT_WORDS | {word + "s" for word in words.HINT_WORDS}
_HOUR_HINT = compiled(english.HOUR_HINT, english.FRAGMENTS)
_EARLY = compiled(english.EARLY, english.FRAGMENTS)
_NAP = compiled(english.NAP, {})
_PAST = compiled(tenses.PAST, english.FRAGMENTS)
_CLAUSE = compiled(tenses.CLAUSE, english.FRAGMENTS)
_MAYBE_PAST = compiled(tenses.MAYBE_PAST, english.FRAGMENTS)
_IS = compiled(tenses.IS, {})
_TO_COME = compiled(tenses.TO_COME, english.FRAGMENTS)
_NOT_PAST = compiled(tenses.NOT_PAST, english.FRAGMENTS)
_STOP = re.compile(
    r"(?<![ap]\.m)(?<!\b\w)(?<!\b(?:Dr|Mr|St))[.!?]{1,8}\s{1,8}(?=[A-Z])|\n"
    r"|\.(?:(?<=\dst\.)|(?<=\dnd\.)|(?<=\drd\.)|(?<=\dth\.))\s{1,8}(?=[a-z])"
    r"|\.(?<=\d\.)\s{1,8}(?=(?:i|we|he|she|they|it|my|our|the|then|and|but|so|can|could|please|pls)\b)"
    r"|(?<=[a-z]{3})(?<!\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|hrs|etc))"
    r"(?:[!?]{1,8}|\.)\s{1,8}(?=[a-z])"
)


@dataclass(frozen=True)
class DateSpan:
    """A date in a text.

    start, end: its place, prepositions ("on", "at", "in", "by") included, "since" and "until" not.
    at: seconds since the epoch, UTC: the moment, or the beginning of the day, week, month or year; of a recurrence
        the first time that is to come.
    granularity: "minute", "part" (of a day), "day", "weekend", "week", "month" or "year": how exact `at` is.
    recurrence: an RFC 5545 recurrence rule, or None.
    zone: the zone in which the hour is told, where that is not the speaker's own: that of the recurrence.
    apart: further places in the text that tell of a recurrence: "except on Sundays", a few words later.
    """

    start: int
    end: int
    at: float
    granularity: str
    recurrence: str | None = None
    zone: str | None = None
    apart: tuple[tuple[int, int], ...] = ()


def find_dates(text: str, now: float, zone: ZoneInfo, *, past: bool | None = None) -> tuple[DateSpan, ...]:
    """The dates in a text, from the left, without overlap; time is linear in the text.

    `past`: where a date tells no year or week, the last one is meant and not the next ("I moved in May"). None: if the
    text tells of what has been, by its verb.
    Raises BadInput where `now` is out of the years that are understood.
    """
    local = wall_time(now, zone)
    if not _hinted(text):
        return ()
    found: list[tuple[Atom, DateSpan]] = []
    for start, end, told in _clauses(text) if past is None else ((*place, past) for place in _sentences(text)):
        frame = Frame(local, told, _earliest(text, start, end))
        for atom in merged(text, start, end, frame, past is None):
            _add(found, text, atom, frame, zone)
    return tuple(span for _, span in found)


def _earliest(text: str, start: int, end: int) -> int | None:
    """From which hour on a bare one of a sentence is before noon, by what it is for."""
    early = _EARLY.search(text, start, end)
    if early is None:
        return None
    return EARLIEST_WAKING if early["wake"] and not _NAP.search(text, start, end) else EARLIEST_DAILY


def _add(found: list[tuple[Atom, DateSpan]], text: str, atom: Atom, frame: Frame, zone: ZoneInfo) -> None:
    """Add the date that an atom tells, where it tells one, also of a distance from a date that was told before."""
    told: Atom | None = atom
    last = found[-1][0] if found else None
    if atom.back:
        before: list[Dated] = [(one, wall_time(span.at, zone)) for one, span in found[-2:]]
        told = counted_back(text, atom, before)
    elif last and last.back and last.day and not last.clock and hour_alone(atom) and beside(text, last, atom):
        told = replace(atom, start=last.start, day=last.day)  # "the day before at 6"
    elif last and last.day and last.clock and hour_alone(atom):
        told = same_day(text, last, wall_time(found[-1][1].at, zone), atom)
    span = _resolve(told, frame, zone) if told is not None else None
    if told is None or span is None:
        return
    if found and told.start < found[-1][0].end:
        found.pop()
    found.append((told, span))


def _hinted(text: str) -> bool:
    """Whether a text may hold a date; most do not, and their words tell so sooner than the patterns."""
    if _DIGIT.search(text):
        return True
    said = set(_WORD.findall(text.lower()))
    return not said.isdisjoint(_HINTS) or (not said.isdisjoint(words.HOURS) and _HOUR_HINT.search(text) is not None)


def _clauses(text: str) -> Iterator[tuple[int, int, bool]]:
    """The clauses of all sentences, and whether each tells of what has been: one without a verb goes on as before."""
    for start, end in _sentences(text):
        past, starts = False, [start]
        for part in _CLAUSE.finditer(text, start, end):
            if part["after"] is None or _IS.search(text, starts[-1], part.start()):
                starts.append(part.end())
        for begin, stop in zip(starts, [*starts[1:], end], strict=True):
            maybe = past or _MAYBE_PAST.search(text, begin, stop) is not None
            past = _PAST.search(text, begin, stop) is not None or (maybe and not _NOT_PAST.search(text, begin, stop))
            past = past and _TO_COME.search(text, begin, stop) is None
            yield begin, stop, past


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences may begin and end: of each its own verb tells whether it is of the past."""
    start = 0
    for stop in _STOP.finditer(text):
        yield start, stop.end()
        start = stop.end()
    yield start, len(text)


def _resolve(atom: Atom, frame: Frame, zone: ZoneInfo) -> DateSpan | None:
    own = zone if atom.zone is None else zone_named(atom.zone, zone, frame.now)
    if not atom.alone or own is None:
        return None
    if own is not zone and atom.day is None:  # the next such hour there
        frame = replace(frame, now=wall_time(to_epoch(frame.now, zone), own))
        zone = own
    granularity = "minute" if atom.clock or atom.moment else "part" if atom.part else atom.granularity
    if atom.moment is not None:
        # An exact distance is one in seconds, whatever the clocks do in between.
        at = to_epoch(frame.now, zone) + (atom.moment - frame.now).total_seconds()
        year = atom.moment.year
    else:
        local = _first_time(atom.rule, atom, frame) if atom.rule else _single_time(atom, frame)
        if local is None:
            return None
        at, year = to_epoch(local, own), local.year
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    rule = _lasting(_hours_told(atom, atom.rule), atom, wall_time(at, own)) if atom.rule else None
    if rule is not None and rule.until is not None and rule.until < _like(wall_time(at, own), rule.until):
        return None
    name = None if atom.zone is None else own.key
    return DateSpan(atom.start, atom.end, at, granularity, None if rule is None else str(rule), name, atom.apart)


def _lasting(rule: Rule, atom: Atom, first: datetime) -> Rule:
    """The rule with its last day, where it goes on so long from its first time."""
    if atom.lasts is None:
        return rule
    unit, count = atom.lasts
    day = first.date()
    months = {"month": count, "year": 12 * count}.get(unit)
    after = add_months(day, months) if months else add_days(day, count * (7 if unit == "week" else 1))
    return rule if after is None else replace(rule, until=after - timedelta(1))


def _like(local: datetime, until: date) -> date:
    """A wall time in the form of a rule's end: a day, or a time."""
    return local if isinstance(until, datetime) else local.date()


def _single_time(atom: Atom, frame: Frame) -> datetime | None:
    if atom.day is not None:
        return _on(atom.day, atom, frame)
    today = frame.today
    if atom.gone and atom.clock is not None:
        return _last_time(atom.clock, frame)
    for day in (today, today + timedelta(1)):
        local = _on(day, atom, frame)
        if local > frame.now:
            return local
    return None


def _last_time(clock: Clock, frame: Frame) -> datetime:
    """ "Since half three", "woke up at five": the last such time."""
    midnights = (datetime.combine(frame.today - timedelta(days), time()) for days in (0, 1))
    times = [night + timedelta(hours=hour, minutes=clock.minute) for night in midnights
             for hour in _hours(clock, None, None)]  # fmt: skip
    return max(local for local in times if local <= frame.now)


def _first_time(rule: Rule, atom: Atom, frame: Frame) -> datetime | None:
    """The first day of a series after today, or today at an hour that is still to come.

    A series that tells no day begins one interval from now: "every month" is on this day of the next.
    """
    step = None if rule.weekdays or rule.month or rule.month_days or atom.begin else rule.frequency
    start = max(frame.today, atom.begin or frame.today)
    if step in ("WEEKLY", "MONTHLY", "YEARLY") or (step == "DAILY" and rule.interval > 1):
        days = {"DAILY": 1, "WEEKLY": 7}.get(rule.frequency)
        months = 12 * rule.interval if step == "YEARLY" else rule.interval
        begin = add_days(frame.today, days * rule.interval) if days else add_months(frame.today, months)
        return None if begin is None else _on(begin, atom, frame)
    timed = atom.clock is not None or atom.part is not None
    for later in range(SEARCH_DAYS):
        day = start + timedelta(later)
        if day.year > MAX_YEAR:
            return None
        if rule.falls_on(day):
            times = sorted(_on(day, replace(atom, clock=clock), frame) for clock in (atom.clock, *atom.clocks))
            left = [local for local in times if local > frame.now] if timed else times[: (day - frame.today).days]
            if left:
                return left[0]
    return None


def _hours_told(atom: Atom, rule: Rule) -> Rule:
    """The rule with the hours of its days, where there are more than one."""
    if not atom.clocks or atom.clock is None or rule.hours:
        return rule
    early = EARLIEST_DAILY if _daily(rule) else None
    told = {_hours(clock, None, early)[0] % 24 for clock in (atom.clock, *atom.clocks)}
    return replace(rule, hours=tuple(sorted(told)))


def _on(day: date, atom: Atom, frame: Frame) -> datetime:
    """The wall time of an atom's hour on a day: midnight where it tells none."""
    midnight = datetime.combine(day, time())
    if atom.clock is None:
        return midnight + timedelta(hours=words.PART_HOURS[atom.part] if atom.part else 0)
    daily = EARLIEST_DAILY if atom.rule is not None and _daily(atom.rule) else None
    early = daily if frame.early is None else frame.early
    hours = _hours(atom.clock, atom.part, early)
    if frame.early is not None and atom.part is None and EARLIEST_DAILY <= atom.clock.hour < 12:
        hours = hours[:1]  # "wake me at 8", said at ten: not this evening
    choices = [midnight + timedelta(hours=hour, minutes=atom.clock.minute) for hour in hours]
    if day == frame.today and not atom.rule:
        return next((local for local in sorted(choices) if local > frame.now), choices[0])
    return choices[0]


def _daily(rule: Rule) -> bool:
    """Whether a series comes every day or every working day: a bare hour is then one of the morning."""
    return rule.frequency == "DAILY" or (rule.frequency == "WEEKLY" and len(rule.weekdays) >= WORKING_DAYS)


def _hours(clock: Clock, part: str | None, earliest: int | None) -> tuple[int, ...]:
    """The hours that a clock may mean, the likeliest first; from `earliest` on those before noon."""
    early, late = clock.hour % 12, clock.hour % 12 + 12
    if not clock.bare:
        return (clock.hour,)
    if part is not None:
        small = part == words.LAST_NIGHT and clock.hour in words.NIGHT_HOURS
        return (late,) if part in words.LATE_PARTS and not small else (early,)
    if earliest is not None and earliest <= clock.hour < 12:
        return (early, late)
    return (late, early) if clock.hour <= LATEST_BARE_AFTERNOON or clock.hour == 12 else (early, late)
