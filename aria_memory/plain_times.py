"""[pure] Times as people and programs write them: ISO 8601, plain English ("tomorrow 9am"), recurrence rules.

`what` is how an error names the value: "--at", "at".
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .errors import BadInput
from .extraction import DateSpan, find_dates
from .prospective.rule import ELAPSED
from .prospective.times import check_span, shown, to_instant
from .prospective.triggers import Every
from .shown import moment

_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0, "w": 604_800.0}
_UNIT = r"(\d{1,9}(?:\.\d{1,3})?) ?(s(?=\b|ec)|m(?=\b|in)|h(?=\b|our|r)|d(?=\b|ay)|w(?=\b|eek))[a-z]{0,6}"
_SPAN = re.compile(_UNIT)
_SPANS = re.compile(rf"{_UNIT}(?:(?:, ?| and | )?{_UNIT}){{0,4}}")

DEFAULT_HOUR = 9  # of a day for which no hour is said


def moment_of(text: str, what: str, now: float, zone: ZoneInfo, *, past: bool = False) -> float:
    """Seconds since the epoch. past: a time that has been is meant, and of a day its beginning. Raises: BadInput."""
    try:
        return to_instant(text, what, zone)
    except BadInput:
        span = date_of(text, what, now, zone, past)
    if span.recurrence is not None:
        raise BadInput(f"{what} is {shown(text)}, which comes again and again; give one time")
    return span.at if past else _with_hour(span, now, zone)


def moment_ahead(text: str, what: str, now: float, zone: ZoneInfo) -> float:
    """The same of a time to come. Raises: BadInput."""
    at = moment_of(text, what, now, zone)
    if at <= now:
        raise BadInput(f"{what} is {shown(text)}, {moment(at, zone)}: that is over; give a time to come")
    return at


def span_of(text: str, what: str) -> float:
    """A length of time in seconds: "90 min", "2h", "1 day and 6 hours". Raises: BadInput."""
    parts = _SPAN.findall(text.lower())
    if not _SPANS.fullmatch(text.strip().lower()) or not parts:
        raise BadInput(f"{what} is {shown(text)}, no length of time; write '2 hours', '90 min' or '1 day'")
    return check_span(sum(float(number) * _SECONDS[unit] for number, unit in parts), what)


def every_of(text: str, what: str, now: float, zone: ZoneInfo) -> Every:
    """A rule of RFC 5545, from now on, or plain words: "weekday 9:00" is "every weekday 9:00". Raises: BadInput."""
    if "FREQ=" in text.upper():
        start = datetime.fromtimestamp(now, zone).replace(tzinfo=None, second=0, microsecond=0)
        if not any(f"FREQ={each}" in text.upper() for each in ELAPSED):
            start = start.replace(hour=DEFAULT_HOUR, minute=0)  # where the rule tells no hour; times over do not count
        return Every(text, zone=zone.key, start=start)
    words = text if text.lower().startswith("every") else f"every {text}"
    spans = find_dates(words, now, zone, past=False)
    rule = spans[0].recurrence if len(spans) == 1 and not _rest(words, spans[0]) else None
    if rule is None:
        raise BadInput(
            f"{what} is {shown(text)}: no time that comes again and again; write it like 'weekday 9:00', 'day at 7am'"
            " or 'FREQ=DAILY;BYHOUR=7'"
        )
    first = _with_hour(replace(spans[0], recurrence=None), now, zone)
    return Every(rule, zone=spans[0].zone or zone.key, start=first)


def date_of(text: str, what: str, now: float, zone: ZoneInfo, past: bool) -> DateSpan:
    """The one date that a text is, all of it understood."""
    spans = find_dates(text, now, zone, past=past)
    if len(spans) != 1:
        raise BadInput(f"{what} is {shown(text)}: not one time; write 'tomorrow 9am', or 2026-03-01T09:00")
    rest = _rest(text, spans[0])
    if rest:
        raise BadInput(f"{what} is {shown(text)}: {shown(rest)} is not understood; write it like 'next friday at 5pm'")
    return spans[0]


def _rest(text: str, span: DateSpan) -> str:
    """What of the text is not the date."""
    return (text[: span.start] + text[span.end :]).strip(" ,.;")


def _with_hour(span: DateSpan, now: float, zone: ZoneInfo) -> float:
    """The moment of a date; of a day without an hour DEFAULT_HOUR, or an hour from now where that is over."""
    if span.granularity in ("minute", "part"):
        return span.at
    day = datetime.fromtimestamp(span.at, zone)
    morning = (day.replace(tzinfo=None) + timedelta(hours=DEFAULT_HOUR)).replace(tzinfo=zone).timestamp()
    today = datetime.fromtimestamp(now, zone).date() == day.date()
    return now + 3_600 if today and morning <= now else morning
