"""When to remind where the time is counted from something else: "10 minutes before the meeting at 3", "twice a day"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from . import english_intention_times as english
from .civil_time import Rule, add_days, add_months, to_epoch, wall_time
from .date_values import MAX_COUNT, SPAN_SECONDS, number
from .dates import DateSpan, find_dates
from .english_date_words import LATE_PARTS, PART_HOURS, UNITS
from .english_dates import FRAGMENTS
from .english_intentions import CLOCK_ONLY
from .intention_parts import DEFAULT_HOUR, Cuts, Lead
from .intention_sentences import DUTY, EVENT
from .messages import Sentence
from .patterns import compiled

MAX_EVENT_WORDS = 8  # of what a time is counted from; more is a clause, and no name
NOON = 12
STEM = 5  # letters by which a word is met in another form
SEARCH_DAYS = 40  # every day of a month, and a few

Events: TypeAlias = Callable[[str], DateSpan | None]
"""When something is that is known by its name ("mum's birthday"): what was told of it before; None if nothing was."""

_BYDAY = re.compile(r"FREQ=WEEKLY;BYDAY=([A-Z,]+)")
_DISTANCE = compiled(english.DISTANCE, FRAGMENTS)
_CLOCK_ONLY = compiled(CLOCK_ONLY, {})
_THING = compiled(english.THING, {})
_OPEN = compiled(english.OPEN, {})
_SOMEBODY = compiled(english.SOMEBODY, {})
_POINTS = compiled(english.POINTS, {})
_GOES_ON = compiled(english.GOES_ON, {})
_SPREAD = compiled(english.SPREAD, {})
_ASKS_ON = compiled(english.ASKS_ON, {})
_BARE_HOUR = compiled(english.BARE_HOUR, {})
_THAT_DAY = compiled(english.THAT_DAY, {})
_THOSE_DAYS = compiled(english.THOSE_DAYS, {})
_THAT_HOUR = compiled(english.THAT_HOUR, {})
_TO_HOUR = compiled(english.TO_HOUR, {})
_TOLD_EVENT = compiled(english.TOLD_EVENT, {})


@dataclass(frozen=True)
class Before:
    """What was said just before a request: the sentence, its dates, and the last before it that tells dates."""

    sentence: Sentence
    dates: Sequence[DateSpan]
    earlier: "Before | None" = None

    def anchor(self, now: float, *, series: bool = False) -> DateSpan | None:
        """The one date to come that it tells, of several the one hour; None where there is none. series: it may come
        again and again."""
        to_come = [span for span in self.dates if span.at > now and (series or span.recurrence is None)]
        exact = [span for span in to_come if span.granularity == "minute"]
        return to_come[0] if len(to_come) == 1 else exact[0] if len(exact) == 1 else None

    def day(self, now: float) -> DateSpan | None:
        """The last date to come that it tells, if that is of a day."""
        to_come = [span for span in self.dates if span.at > now or span.granularity != "minute"]
        if to_come or self.earlier is None:
            return to_come[-1] if to_come else None
        return self.earlier.day(now)

    def names(self, event: str) -> bool:
        """Whether it speaks of what is called so, or that could be anything ("the call")."""
        if _SOMEBODY.match(event):  # "she comes"
            return True
        words = re.findall(r"\w{3,}", event.lower())
        said = self.sentence.text.lower()
        return any(
            word in english.ANY_EVENT or word[: max(3, min(STEM, len(word) - 2))] in said
            for word in words if word not in english.OWNERS
        )  # fmt: skip


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
        return _THAT_DAY.search(text) is not None
    return (_OPEN.match(text, told.end()) or _event(text, told.end())) is not None


def on_told_day(
    before: Before | None, sentence: Sentence, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> Sequence[DateSpan]:
    """ "The match is on Saturday at 3. Remind me at 2 to leave": the dates of a sentence, an hour that stands alone on
    the day that was told just before it, if both read as one sentence say so."""
    anchor = before.anchor(now) if before is not None else None
    if before is None or anchor is None or anchor.granularity != "minute":
        return dates
    if not any(_CLOCK_ONLY.fullmatch(sentence.text, span.start, span.end) for span in dates):
        return dates
    lead = before.sentence.text + ", "
    whole = {span.start - len(lead): span.at for span in find_dates(lead + sentence.text, now, zone, past=False)}
    return [replace(span, at=whole.get(span.start, span.at)) for span in dates]


def on_that_day(
    before: Before | None, sentence: Sentence, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> Sequence[DateSpan]:
    """ "The visit is on Friday. Remind me at nine that morning": the dates of a sentence, "that day", "those days" and
    "that hour" with the hour beside as one, of what was told before it, here or in the sentence before."""
    for told in (*_THAT_DAY.finditer(sentence.text), *_THOSE_DAYS.finditer(sentence.text)):
        here = [span for span in dates if span.end <= told.start() and not _hour_only(sentence, span)]
        day = here[-1] if here else before.day(now) if before is not None else None
        hour = next((span for span in dates if _hour_only(sentence, span) and _beside(sentence.text, told, span)), None)
        start, end = (min(told.start(), hour.start), max(told.end(), hour.end)) if hour else told.span()
        clock = "" if hour is None else sentence.text[hour.start : hour.end]
        words = None if day is None else _words(told, day, clock, zone)
        found = find_dates(words, now, zone, past=False) if words is not None else ()
        if len(found) == 1:
            dates = _with(dates, replace(found[0], start=start, end=end))
        else:
            dates = [span for span in dates if span is not hour]
    same = _THAT_HOUR.search(sentence.text)
    then = before.day(now) if before is not None and same is not None else None
    return dates if same is None or then is None else _with(dates, replace(then, start=same.start(), end=same.end()))


def _words(told: re.Match[str], day: DateSpan, clock: str, zone: ZoneInfo) -> str | None:
    """The words of a day that was told, or of the days of a series, with an hour; None if it is no such."""
    part = told.groupdict().get("part")
    if part is None:
        days = _BYDAY.fullmatch(day.recurrence or "")
        names = [english.DAY_NAMES[one] for one in days[1].split(",")] if days else []
        return f"every {' and '.join(names)} {clock}" if names else None
    if day.recurrence is not None:
        return None
    words = "" if part.lower() == "day" else f" in the {part.lower()}"
    return f"on {wall_time(day.at, zone):%Y-%m-%d} {clock}{words}".replace("in the night", "at night")


def _with(dates: Sequence[DateSpan], one: DateSpan) -> Sequence[DateSpan]:
    """The dates with one more, in place of those that it holds."""
    rest = [span for span in dates if span.end <= one.start or span.start >= one.end]
    return sorted([*rest, one], key=lambda span: span.start)


def _hour_only(sentence: Sentence, span: DateSpan) -> bool:
    return _CLOCK_ONLY.fullmatch(sentence.text, span.start, span.end) is not None


def _beside(text: str, told: re.Match[str], span: DateSpan) -> bool:
    """Whether an hour stands beside "that day"."""
    first, last = sorted((told.span(), (span.start, span.end)))
    return _TO_HOUR.fullmatch(text, first[1], last[0]) is not None


def on_day_told(
    before: Before | None, sentence: Sentence, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> Sequence[DateSpan]:
    """ "She's coming on Sunday the 24th. She lands at 4:20", "he comes on Friday, on the train at ten": a statement's
    dates, its hour on the day told before it."""
    hours = [span for span in dates if _hour_only(sentence, span) and span.granularity == "minute"]
    days = [span for span in dates if span not in hours]
    day = days[0] if days else before.anchor(now) if before is not None else None
    told = day is not None and day.granularity == "day" and day.recurrence is None
    if day is None or not told or len(days) > 1 or len(hours) != 1 or (days and hours[0].start < day.end):
        return dates
    then = datetime.combine(wall_time(day.at, zone).date(), wall_time(hours[0].at, zone).time())
    return [*days, replace(hours[0], at=to_epoch(then, zone))]


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
