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
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from . import english_date_clocks as clock_words
from . import english_date_tenses as tenses
from . import english_date_words as words
from . import english_dates as english
from .civil_time import MAX_YEAR, MIN_YEAR, Rule, add_days, add_months, to_epoch, wall_time
from .date_backward import Dated, beside, counted_back, hour_alone, same_day
from .date_joins import counted_from, merged
from .date_times import EARLIEST_CLOSING, EARLIEST_DAILY, EARLIEST_WAKING, first_time, hours_told, single_time
from .date_values import SPAN_SECONDS, Atom, Frame
from .date_zones import zone_named
from .patterns import compiled

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_HINTS = words.HINT_WORDS | {word + "s" for word in words.HINT_WORDS}
_HOUR_HINT = compiled(clock_words.HOUR_HINT, english.FRAGMENTS)
_EARLY = compiled(clock_words.EARLY, english.FRAGMENTS)
_CLOSING = compiled(clock_words.CLOSING, english.FRAGMENTS)
_OPENING = compiled(clock_words.OPENING, {})
_DONE_IN = compiled(tenses.DONE_IN, {})
_LASTS = compiled(tenses.LASTS, {})
_SPEECH = compiled(tenses.SPEECH, {})
_NAP = compiled(clock_words.NAP, {})
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
        ahead: Atom | None = None
        for atom in merged(text, start, end, frame, past is None):
            if _LASTS.fullmatch(text, atom.start, atom.end) and _DONE_IN.search(text, max(0, start - 2), atom.start):
                continue
            if atom.ahead:
                ahead = atom
                continue
            last = len(found)
            _add(found, text, atom, frame, zone)
            if ahead is not None and len(found) > last:
                found[last:last] = _counted_ahead(text, ahead, found[last], frame, zone)
            ahead = None
    return tuple(span for _, span in found)


def _earliest(text: str, start: int, end: int) -> int | None:
    """From which hour on a bare one of a sentence is before noon, by what it is for."""
    early = _EARLY.search(text, start, end)
    if early is None:
        closing = _CLOSING.search(text, start, end) and not _OPENING.search(text, start, end)
        return EARLIEST_CLOSING if closing else None
    return EARLIEST_WAKING if early["wake"] and not _NAP.search(text, start, end) else EARLIEST_DAILY


def _add(found: list[tuple[Atom, DateSpan]], text: str, atom: Atom, frame: Frame, zone: ZoneInfo) -> None:
    """Add the date that an atom tells, where it tells one, also of a distance from a date that was told before."""
    told: Atom | None = atom
    last = found[-1][0] if found else None
    if atom.back:
        before: list[Dated] = [(one, wall_time(span.at, zone)) for one, span in found[-2:]]
        told = counted_back(text, atom, before)
    elif last and last.back and last.day and not last.clock and hour_alone(atom) and beside(text, last, atom):
        told = replace(atom, start=last.start, day=last.day, part=last.part)  # "the evening before at 6"
    elif last and last.day and hour_alone(replace(atom, part=None)):
        told = same_day(text, last, wall_time(found[-1][1].at, zone), atom)
    span = _resolve(told, frame, zone) if told is not None else None
    if told is None or span is None:
        return
    if found and told.start < found[-1][0].end:
        found.pop()
    found.append((told, span))


def _counted_ahead(
    text: str, atom: Atom, after: tuple[Atom, DateSpan], frame: Frame, zone: ZoneInfo
) -> list[tuple[Atom, DateSpan]]:
    """The date that is told by its distance from the one behind it, where it can be counted."""
    anchor, at = after[0], wall_time(after[1].at, zone)
    if atom.distance is None or anchor.rule is not None:
        return []
    if atom.distance[0] in SPAN_SECONDS:
        told = counted_back(text, atom, [(replace(anchor, moment=at) if anchor.clock else anchor, at)])
    elif after[1].granularity in ("day", "part", "minute"):
        told = counted_from(atom, Atom(0, 0, day=at.date()))
    else:
        told = None
    told = told and replace(told, start=atom.start, end=atom.end)
    span = told and _resolve(told, frame, zone)
    return [(told, span)] if told and span else []


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
            own = _SPEECH.match(text, begin, stop) is not None  # what is said has a tense of its own
            maybe = (past and not own) or _MAYBE_PAST.search(text, begin, stop) is not None
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
        local = first_time(atom.rule, atom, frame) if atom.rule else single_time(atom, frame)
        if local is None:
            return None
        at, year = to_epoch(local, own), local.year
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    rule = _lasting(hours_told(atom, atom.rule), atom, wall_time(at, own)) if atom.rule else None
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
