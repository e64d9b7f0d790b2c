"""Times in replies: "in an hour", "half past 4", and what they make of the time before. Pure."""

import re
from datetime import datetime, timedelta
from math import nextafter
from zoneinfo import ZoneInfo

from aria_memory.errors import BadInput
from aria_memory.extraction import DateSpan, find_dates
from aria_memory.replies import english_replies as english

LATER_S = 3_600.0  # "remind me later": an hour, as nothing says more
MORNING_H = 9  # of a day without an hour, as in extraction
HOUR_S = 3_600.0
DAYS_OF = {"day": 1, "weekend": 2, "week": 7}
PARTS = ((0, 12), (12, 18), (17, 28))  # hours of a day: its morning, afternoon, and evening, which ends by night
_ANY_TIME = 1_800_000_000.0  # a moment to try words at

_HOUR = re.compile(english.HOUR)
_SURE = re.compile(english.SURE_HOUR)
_BARE = re.compile(rf"(?:{english.BARE_HOUR}){english.OF_DAY}")
_SPAN = re.compile(english.SPAN)
_ANOTHER = re.compile(r"^another (?=hour|minute|day|week|half hour)")
_MORE = re.compile(english.MORE)
_ONLY = re.compile(english.ONLY)
_BEFORE = re.compile(english.BEFORE_TIME)
_ONCE_MORE = re.compile(english.ONCE_MORE, re.IGNORECASE)


def is_time(words: str) -> bool:
    """Whether words tell a time and nothing else."""
    return _when(words, _ANY_TIME, ZoneInfo("UTC")) is not None


def is_hour(words: str) -> bool:
    """Whether words tell an hour and no day."""
    return _HOUR.fullmatch(words.strip()) is not None


def is_again(words: str) -> bool:
    """Whether words ask for what was told, once more: "ask me again at 4"."""
    return _ONCE_MORE.search(words) is not None


def is_at(words: str, hour: int, minute: int) -> bool:
    """Whether words that tell an hour may mean that one: "2:30" is by night or after noon, "2:30pm" is not."""
    found = _when(words, _ANY_TIME, ZoneInfo("UTC"))
    if found is None:
        return False
    told = datetime.fromtimestamp(found.at, ZoneInfo("UTC"))
    half = 24 if _SURE.search(words) else 12
    return (told.hour - hour) % half == 0 and told.minute == minute


def is_span(words: str) -> bool:
    """Whether words tell how long ("another 10 minutes")."""
    return _SPAN.fullmatch(words.strip()) is not None


def series(words: str, now: float, zone: ZoneInfo) -> tuple[str, datetime | None] | None:
    """The recurrence rule that words tell ("weekdays only", "Saturdays at 10 from now on"), and a time of its hour if
    they tell one; None where they tell anything else, or an hour that is not sure ("every morning").
    """
    found = _recurs(words, now, zone)
    if found is None or found.recurrence is None or found.granularity not in ("minute", "day"):
        return None
    return found.recurrence, datetime.fromtimestamp(found.at, zone) if found.granularity == "minute" else None


def is_series(words: str) -> bool:
    """Whether words tell a recurrence and nothing else."""
    return _recurs(words, _ANY_TIME, ZoneInfo("UTC")) is not None


def _recurs(words: str, now: float, zone: ZoneInfo) -> DateSpan | None:
    plain = " ".join(_ONLY.sub(" ", words).split())
    try:
        found = find_dates(plain, now, zone, past=False)
    except BadInput:  # a year that no calendar here knows
        return None
    if len(found) != 1 or found[0].recurrence is None:
        return None
    return None if (plain[: found[0].start] + plain[found[0].end :]).strip(" ,") else found[0]


def later(words: str, now: float, zone: ZoneInfo) -> float | None:
    """When to tell it again, seconds since the epoch; None if the words tell no time that is to come."""
    if words in english.SOMETIME:
        return now + LATER_S
    found = _when(words, now, zone)
    if found is None:
        return None
    at = found.at
    if found.granularity == "day":
        at = datetime.fromtimestamp(at, zone).replace(hour=MORNING_H).timestamp()
    return at if at > now else None


def period(words: str, now: float, zone: ZoneInfo) -> tuple[float, float] | None:
    """From when to when a day, a part of one, a weekend or a week lasts, its last instant included. Seconds since the
    epoch; None if the words tell none, or one that is over.
    """
    found = find_dates(words, now, zone, past=False)
    if len(found) != 1 or found[0].recurrence is not None:
        return None
    day = datetime.fromtimestamp(found[0].at, zone)
    begins, ends = (0, 24 * DAYS_OF[found[0].granularity]) if found[0].granularity in DAYS_OF else _part(day.hour)
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    since, until = ((midnight + timedelta(hours=hours)).replace(tzinfo=zone).timestamp() for hours in (begins, ends))
    return (since, nextafter(until, since)) if until > now else None


def _part(hour: int) -> tuple[int, int]:
    return next(hours for hours in PARTS if hours[0] <= hour < hours[1])


def another(words: str, old: float, now: float, zone: ZoneInfo) -> float | None:
    """The time that takes the place of another: an hour alone is one of its day, the nearest to it; a day alone keeps
    its hour. Seconds since the epoch; None if the words tell no time that is to come.
    """
    before = datetime.fromtimestamp(old, zone)
    if words.startswith("by "):  # so much later than it was to be
        now, words = max(old, now), words[3:]
    if is_hour(words):
        sure = _SURE.search(words) is not None  # 9pm, not 9
        midnight = before.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
        found = _when(words, midnight if sure else old - 6 * HOUR_S, zone)
        if found is None:
            return None
        at = found.at
        step = 24 * HOUR_S if sure else 12 * HOUR_S
        return at if at > now else at + step * ((now - at) // step + 1)
    found = _when(words, now, zone)
    if found is None:
        return None
    at = found.at
    if found.granularity == "day":
        day = datetime.fromtimestamp(at, zone)
        at = day.replace(hour=before.hour, minute=before.minute, second=before.second).timestamp()
    return at if at > now else None


def _when(words: str, now: float, zone: ZoneInfo) -> DateSpan | None:
    """The one date that words are, counted from now."""
    words = _BEFORE.sub("", words.strip())
    if is_span(words):
        words = "in " + _MORE.sub("", _ANOTHER.sub("one ", words).replace("one half hour", "half an hour"))
    elif _BARE.fullmatch(words):
        words = f"at {words}"
    try:
        found = find_dates(words, now, zone, past=False)
    except BadInput:  # a year that no calendar here knows
        return None
    if len(found) != 1 or found[0].recurrence is not None or found[0].granularity not in ("minute", "part", "day"):
        return None
    return found[0] if (words[: found[0].start] + words[found[0].end :]).strip(" ,") == "" else None
