"""When to remind where the time is counted from something else: "10 minutes before the meeting at 3", "twice a day"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from . import english_intention_times as english
from .civil_time import Rule, add_days, add_months, to_epoch, wall_time
from .date_values import MAX_COUNT, SPAN_SECONDS, number
from .dates import DateSpan
from .english_date_words import LATE_PARTS, PART_HOURS, UNITS
from .english_dates import FRAGMENTS
from .english_intentions import CLOCK_ONLY
from .intention_days import Before, tells_that_day
from .intention_parts import DEFAULT_HOUR, Cuts, Lead
from .intention_sentences import DUTY, EVENT
from .patterns import compiled

MAX_EVENT_WORDS = 8  # of what a time is counted from; more is a clause, and no name
NOON = 12
SEARCH_DAYS = 40  # every day of a month, and a few

Events: TypeAlias = Callable[[str], DateSpan | None]
"""When something is that is known by its name ("mum's birthday"): what was told of it before; None if nothing was."""

_DISTANCE = compiled(english.DISTANCE, FRAGMENTS)
_CLOCK_ONLY = compiled(CLOCK_ONLY, {})
_THING = compiled(english.THING, {})
_OPEN = compiled(english.OPEN, {})
_POINTS = compiled(english.POINTS, {})
_GOES_ON = compiled(english.GOES_ON, {})
_SPREAD = compiled(english.SPREAD, {})
_ASKS_ON = compiled(english.ASKS_ON, {})
_BARE_HOUR = compiled(english.BARE_HOUR, {})
_TOLD_EVENT = compiled(english.TOLD_EVENT, {})


def count_back(
    cuts: Cuts, lead: tuple[int, int] | None, dates: Sequence[DateSpan], before: Before | None, now: float,
    zone: ZoneInfo, events: Events | None,
) -> tuple[int, int] | None:
    """Set the time of a request to one so long before another that is told: here, just before, or, by its name, ever.

    The place of what it is counted from ("the meeting at 3"), empty where that was told before and is not named; None
    where no distance or nothing to count from is told, and `cuts` is as it was. lead: where a distance stands before
    the request, with what it is counted from.
    """
    told = _DISTANCE.search(cuts.text, *(lead or (cuts.body,)))
    if told is None:
        return None
    whole = next((span for span in dates if span.start < told.end() and told.start() < span.end), None)
    if whole is not None and whole.end <= told.end() and _THING.match(cuts.text, told.end()):  # read with that here
        dates, whole = [span for span in dates if span is not whole], None
    if whole is not None and whole.at > now:  # counted already, from what the same sentence tells
        inside = [span for span in dates if cuts.body <= span.start and span.end <= whole.start]
        cuts.take(whole, [(span.start, span.end) for span in (*inside[-1:], whole)])
        return told.end(), told.end()
    named, hour = _event_and_hour(cuts, lead, told, dates)
    dates = [span for span in dates if span is not hour]
    after = next((span for span in dates if span.start >= told.end() and span.at > now), None)
    own = next((span for span in reversed(dates) if cuts.body <= span.end <= told.start() and span.at > now), None)
    anchor = after or own
    named = named if anchor is None else None
    anchor = anchor or _told(cuts.text[slice(*named)] if named else None, before, events, now)
    when = None if anchor is None else _counted(told, anchor, zone)
    if anchor is None or when is None or when.at <= now:
        return None
    start, end = named or (told.end(), _pointed(cuts.text, told.end()))
    if after is not None:
        goes_on = _GOES_ON.search(cuts.text, after.end)
        end = goes_on.start() if goes_on else len(cuts.text)
    at = [] if hour is None else [(hour.start, hour.end)]
    if hour is not None:
        day = wall_time(when.at, zone).date()
        clock = wall_time(hour.at, zone).time()
        bare = _BARE_HOUR.search(cuts.text[hour.start : hour.end])
        late = bare and told["unit"].lower() in LATE_PARTS and clock.hour < NOON
        at_hour = to_epoch(datetime.combine(day, clock.replace(hour=clock.hour + NOON) if late else clock), zone)
        when = replace(when, at=at_hour, granularity="minute")
    cuts.take(when, [*at, (told.start(), end), *([(own.start, own.end)] if own is not None and after is None else [])])
    return start, end


def without_day(cuts: Cuts, lead: tuple[int, int] | None, dates: Sequence[DateSpan]) -> None:
    """Take its hour from a request "the day before the race at 6" where nobody knows when that is: the words stay."""
    told = _DISTANCE.search(cuts.text, *(lead or (cuts.body,)))
    if told is None or cuts.when is None:
        return
    if _event_and_hour(cuts, lead, told, dates)[1] is cuts.when:
        cuts.leave_open()


def _pointed(text: str, start: int) -> int:
    """Where "that" of "an hour before that" ends."""
    found = _POINTS.match(text, start)
    return found.end() if found is not None else start


def counted_before(text: str, start: int) -> int | None:
    """Where what a distance is counted from begins, if one stands here: "the day before the wedding remind me ..."."""
    told = _DISTANCE.match(text, start)
    there = told is not None and (_THING.match(text, told.end()) or _OPEN.match(text, told.end()))
    return told.end() if told is not None and there else None


def distances(text: str, ask: int) -> Iterator[tuple[int, int]]:
    """Where distances stand, each with what it is counted from, a name of which ends before what asks at `ask`."""
    for told in _DISTANCE.finditer(text):
        limit = ask if told.end() <= ask else len(text)
        named = _event(text[:limit], told.end())
        if named is not None:
            asks = _ASKS_ON.search(text, named[0], named[1])
            yield told.start(), asks.start() if asks else named[1]
        elif _OPEN.match(text, told.end()):
            yield told.start(), _pointed(text, told.end())


def _event(text: str, start: int) -> tuple[int, int] | None:
    """The place of what a distance is counted from, by its name: "mum's birthday" of "a week before mum's birthday to
    order her present"; None where no such thing follows."""
    if _THING.match(text, start) is None or _OPEN.match(text, start) is not None:
        return None
    goes_on = _GOES_ON.search(text, start)
    end = goes_on.start() if goes_on else len(text)
    return None if text.count(" ", start, end) >= MAX_EVENT_WORDS else (start, end)


def _told(event: str | None, before: Before | None, events: Events | None, now: float) -> DateSpan | None:
    """When the event is, or what was spoken of just before, where none is named or it may be that."""
    known = events(event) if event and events is not None else None
    if known is not None or before is None or not (event is None or before.names(event)):
        return known
    told = before.anchor(now, series=True)
    if told is None and not before.dates and before.earlier is not None:
        return _told(event, before.earlier, None, now)
    return told


def left_open(text: str) -> bool:
    """Whether a sentence tells how long before, and not when that is: "the day before to charge the camera", "a week
    before mum's birthday"; or on which day, and not what that is: "that day"."""
    told = _DISTANCE.search(text)
    if told is None:
        return tells_that_day(text)
    return (_OPEN.match(text, told.end()) or _event(text, told.end())) is not None


def _event_and_hour(
    cuts: Cuts, lead: tuple[int, int] | None, told: re.Match[str], dates: Sequence[DateSpan]
) -> tuple[tuple[int, int] | None, DateSpan | None]:
    """The place of what a distance is counted from, by its name, and the hour beside it: "the race" and "at 6" of "the
    day before the race at 6"."""
    text = cuts.text
    named = _event(text[: lead[1]] if lead else text, told.end())
    if named is not None and not (told["half"] or told["count"]) and told["unit"].lower() in english.DAYS:
        for span in dates:
            if named[0] < span.start < named[1] and _CLOCK_ONLY.fullmatch(text, span.start, span.end):
                return (named[0], named[0] + len(text[named[0] : span.start].rstrip(" ,"))), span
    return named, _hour_beside(text, told, dates, named)


def _hour_beside(
    text: str, told: re.Match[str], dates: Sequence[DateSpan], named: tuple[int, int] | None
) -> DateSpan | None:
    """ "At 6pm" of "the day before at 6pm": of that day, and nothing to count from."""
    if told["half"] or told["unit"].lower() not in english.DAYS:
        return None
    end = _pointed(text, told.end())  # "the day before that at 6"
    if named is not None and text[named[1] : named[1] + 1] == ",":  # "the day before he comes, at ten"
        end = named[1]
    return next(
        (span for span in dates if _CLOCK_ONLY.fullmatch(text, span.start, span.end)
         and (not text[end : span.start].strip(" ,") if span.start >= end
              else not text[span.end : told.start()].strip(" ,"))),
        None,
    )  # fmt: skip


def _counted(told: re.Match[str], anchor: DateSpan, zone: ZoneInfo) -> DateSpan | None:
    unit, count = told["unit"].lower(), number(told["count"] or "1")
    if count > MAX_COUNT:
        return None
    if unit not in PART_HOURS:
        unit, many = UNITS[unit]
        count *= many
    if unit in SPAN_SECONDS:
        seconds = 60.0 * english.HALVES[told["half"].lower()[:1]] if told["half"] else SPAN_SECONDS[unit] * count
        at = anchor.at - seconds - (SPAN_SECONDS[unit] / (4 if told["quarter"] else 2) if told["more"] else 0)
        same_day = wall_time(at, zone).date() == wall_time(anchor.at, zone).date()
        fits = anchor.granularity == "minute" and (anchor.recurrence is None or same_day)
        return replace(anchor, at=at) if fits else None
    if anchor.recurrence is not None or anchor.granularity not in ("minute", "part", "day", "weekend"):
        return None
    last = wall_time(anchor.at, zone).date()
    count = -count if told["after"] else count
    day = add_months(last, -count) if unit == "month" else add_days(last, -count * (7 if unit == "week" else 1))
    if day is None or unit == "year":
        return None
    part = PART_HOURS.get(unit)
    local = datetime.combine(day, time(part or 0))
    return replace(anchor, at=to_epoch(local, zone), granularity="day" if part is None else "part")


def told_event(before: Before, anchor: DateSpan, original: str, now: float) -> str | None:
    """What is to come, of what was said before: "dentist" of "I have a dentist on Friday", "the play" of "the play is
    on Friday"; None where that is no event."""
    sentence = before.sentence
    found = None if sentence.question else DUTY.search(sentence.text) or EVENT.search(sentence.text)
    words = sentence.told_in(original)
    if found is not None:
        return Cuts(sentence.text, found.end(), Lead(0), before.dates, now).content(words) or None
    told = None if sentence.question else _TOLD_EVENT.match(sentence.text, 0, anchor.start)
    return None if told is None else words[told.start("event") : told.end("event")]


def spread(cuts: Cuts, now: float, zone: ZoneInfo) -> None:
    """ "Twice a day", "three times a week": the request comes at hours or days that are evenly apart."""
    told = _SPREAD.search(cuts.text, cuts.body)
    if told is None or (cuts.when is not None and cuts.when.recurrence):
        return
    count = english.TIMES[" ".join((told["times"] or "twice").lower().split())]
    evenly = english.EVENLY.get(((told["unit"] or "day").lower(), count))
    if evenly is None:
        return
    frequency, weekdays, month_days, hours = evenly
    local, hour = wall_time(now, zone), time(DEFAULT_HOUR)
    if cuts.when is not None and cuts.when.granularity == "minute" and not hours:
        hour = wall_time(cuts.when.at, zone).time()
    rule = Rule(frequency, 1, weekdays, 0, month_days, hours)
    times = [time(one) for one in hours] or [hour]
    for later in range(SEARCH_DAYS):
        day = local.date() + timedelta(later)
        left = [datetime.combine(day, one) for one in times if datetime.combine(day, one) > local]
        if left and rule.falls_on(day):
            when = DateSpan(told.start(), told.end(), to_epoch(left[0], zone), "minute", str(rule))
            cuts.take(when, [*([(cuts.when.start, cuts.when.end)] if cuts.when else []), told.span()], keep=True)
            return
