"""The day of an hour that tells none: told in the sentence before, or by "that day", "those days", "that hour"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from . import english_intention_times as english
from .civil_time import to_epoch, wall_time
from .dates import DateSpan, find_dates
from .english_intentions import CLOCK_ONLY
from .messages import Sentence
from .patterns import compiled

STEM = 5  # letters by which a word is met in another form

_BYDAY = re.compile(r"FREQ=WEEKLY;BYDAY=([A-Z,]+)")
_CLOCK_ONLY = compiled(CLOCK_ONLY, {})
_SOMEBODY = compiled(english.SOMEBODY, {})
_THAT_DAY = compiled(english.THAT_DAY, {})
_THOSE_DAYS = compiled(english.THOSE_DAYS, {})
_THAT_HOUR = compiled(english.THAT_HOUR, {})
_NOT_THEN = compiled(english.NOT_THEN, {})
_CORRECTS = compiled(english.CORRECTS, {})
_TO_HOUR = compiled(english.TO_HOUR, {})


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


def corrected(text: str, dates: Sequence[DateSpan]) -> Sequence[DateSpan]:
    """ "On the 27th, no, hang on, the 28th": two dates as one, the second."""
    made: list[DateSpan] = []
    for span in dates:
        if made and _CORRECTS.fullmatch(text, made[-1].end, span.start):
            span = replace(span, start=made[-1].start)
            made.pop()
        made.append(span)
    return made


def undenied(text: str, dates: Sequence[DateSpan]) -> Sequence[DateSpan]:
    """The dates of a sentence without those that are not meant: "the 28th, not the 27th"."""
    pairs = zip((None, *dates), dates, strict=False)
    return [one for last, one in pairs if last is None or not _NOT_THEN.fullmatch(text, last.end, one.start)]


def tells_that_day(text: str) -> bool:
    """Whether a text speaks of a day that was told before it."""
    return _THAT_DAY.search(text) is not None


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
        return english.ON_DAYS.format(days=english.AND.join(names), clock=clock) if names else None
    if day.recurrence is not None:
        return None
    date, words = wall_time(day.at, zone).date(), english.PART_OF_DAY[part.lower()]
    return english.ON_DAY.format(day=date, clock=clock, part=words)


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
