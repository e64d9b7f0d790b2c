"""When a rule recurs: the next time after an instant, and the times in a range. Pure.

Dates and times of day are worked out on the wall clock of the zone, then brought to instants (see `times.instant_of`).
Two wall-clock times that come to one instant (one of them moved out of a gap) are one occurrence. Unlike the walk from
the start that libraries offer, the search goes straight to the period in question, and its length is bounded.
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import floor, inf, nextafter

from aria_memory.errors import BadInput
from aria_memory.prospective.rule import ELAPSED, Rule
from aria_memory.prospective.times import MAX_TIME, instant_of, load_zone, local_of

MAX_OCCURRENCES = 10_000  # of one call of `occurrences`: a day's worth of minutes, seven times over
MAX_EMPTY = {
    "DAILY": 36_525,
    "WEEKLY": 5_218,
    "MONTHLY": 1_200,
    "YEARLY": 100,
}  # periods: a hundred years at INTERVAL=1
_SLACK = timedelta(days=2)  # a zone's offset and its widest gap (Samoa left out a day) are one day each at most
_DAY = timedelta(days=1)
_END = date(3000, 1, 2)  # the day after MAX_TIME, in any zone


@dataclass(frozen=True)
class Recurrence:
    """A rule in its zone from its start (wall clock, naive); `until` is the last instant allowed, `count` the most."""

    rule: Rule
    zone: str
    start: datetime
    until: float | None = None
    count: int | None = None


@lru_cache(maxsize=4096)
def next_occurrence(recurrence: Recurrence, after: float) -> float | None:
    """The first occurrence strictly after an instant (seconds since the epoch), None when there are no more."""
    found = _next(recurrence, after)
    return found if found is not None and found <= _last(recurrence) else None


def occurrences(recurrence: Recurrence, after: float, to: float, limit: int = MAX_OCCURRENCES) -> list[float]:
    """Those with after < time <= to, in order, the first `limit` of them (BadInput above MAX_OCCURRENCES)."""
    if not 0 <= limit <= MAX_OCCURRENCES:
        raise BadInput(f"limit is {limit}: at most {MAX_OCCURRENCES} occurrences at a time")
    found: list[float] = []
    following = next_occurrence(recurrence, after)
    while following is not None and following <= to and len(found) < limit:
        found.append(following)
        following = next_occurrence(recurrence, following)
    return found


def latest_occurrences(recurrence: Recurrence, after: float, to: float, limit: int) -> list[float]:
    """Those with after < time <= to, in order, the last `limit` of them, however many lie before."""
    width = float(ELAPSED.get(recurrence.rule.freq, 86_400) * recurrence.rule.interval * limit)
    while True:
        low = max(after, to - width)
        found = occurrences(recurrence, low, to)
        if len(found) >= limit or low <= after:
            return found[max(0, len(found) - limit) :]
        width *= 2


@lru_cache(maxsize=1024)
def _last(recurrence: Recurrence) -> float:
    """The last instant allowed: `until`, or the time of occurrence number `count`."""
    if recurrence.count is None:
        return MAX_TIME if recurrence.until is None else min(MAX_TIME, recurrence.until)
    at = -inf
    for _ in range(recurrence.count):
        following = _next(recurrence, at)
        if following is None:
            break
        at = following
    return at


def _next(recurrence: Recurrence, after: float) -> float | None:
    rule, zone = recurrence.rule, load_zone(recurrence.zone)
    first = instant_of(recurrence.start, zone)
    if rule.freq in ELAPSED:
        every = ELAPSED[rule.freq] * rule.interval
        return first if after < first else first + every * (floor((after - first) / every) + 1)
    after = max(after, nextafter(first, -inf))
    if after >= MAX_TIME:
        return None
    best: float | None = None
    horizon = _END
    for opening in _openings(recurrence, (local_of(max(after, 0.0), zone) - _SLACK).date()):
        if opening > horizon:  # no later period can come before the best
            break
        instants = _instants(recurrence, opening)
        place = bisect_right(instants, after)
        if place < len(instants) and (best is None or instants[place] < best):
            best = instants[place]
            horizon = (local_of(best, zone) + _DAY).date()
    return best


def _openings(recurrence: Recurrence, near: date) -> Iterator[date]:
    """The first day of each period from the one at `near` on, or from the start's if that is later."""
    rule, start = recurrence.rule, recurrence.start.date()
    near = max(near, start)
    for step in range(MAX_EMPTY[rule.freq]):
        try:
            if rule.freq == "DAILY":
                yield start + timedelta(((near - start).days // rule.interval + step) * rule.interval)
            elif rule.freq == "WEEKLY":
                week = start - timedelta((start.weekday() - rule.wkst) % 7)
                yield week + timedelta(7 * ((near - week).days // 7 // rule.interval + step) * rule.interval)
            elif rule.freq == "MONTHLY":
                months = (near.year - start.year) * 12 + near.month - start.month
                months = start.month - 1 + (months // rule.interval + step) * rule.interval
                yield date(start.year + months // 12, months % 12 + 1, 1)
            else:
                years = (near.year - start.year) // rule.interval + step
                yield date(start.year + years * rule.interval, 1, 1)
        except (OverflowError, ValueError):  # past the year 9999
            return


@lru_cache(maxsize=128)  # periods: one is asked for as often as it has occurrences
def _instants(recurrence: Recurrence, opening: date) -> tuple[float, ...]:
    """The occurrences of the period that opens on a day, in order, each once."""
    rule, start, zone = recurrence.rule, recurrence.start, load_zone(recurrence.zone)
    found = [
        datetime.combine(day, time(hour, minute, start.second))
        for day in _days(rule, opening, start.date())
        for hour in rule.byhour or (start.hour,)
        for minute in rule.byminute or (start.minute,)
    ]
    if rule.bysetpos:
        picked = {n - 1 if n > 0 else len(found) + n for n in rule.bysetpos}
        found = [found[i] for i in picked if 0 <= i < len(found)]
    return tuple(sorted({instant_of(local, zone) for local in found if local >= start}))


def _days(rule: Rule, opening: date, start: date) -> list[date]:
    if rule.freq == "DAILY":
        return [opening] if _fits(rule, opening) else []
    return {"WEEKLY": _week, "MONTHLY": _month}.get(rule.freq, _year)(rule, opening, start)


def _fits(rule: Rule, day: date) -> bool:
    """Whether BYMONTH, BYMONTHDAY and BYDAY without ordinals admit a day."""
    if rule.bymonth and day.month not in rule.bymonth:
        return False
    if rule.bymonthday:
        length = monthrange(day.year, day.month)[1]
        if day.day not in rule.bymonthday and day.day - length - 1 not in rule.bymonthday:
            return False
    plain = [weekday for nth, weekday in rule.byday if not nth]
    return not rule.byday or day.weekday() in plain


def _week(rule: Rule, opening: date, start: date) -> list[date]:
    days = [opening + timedelta(i) for i in range(7)]
    return [day for day in days if _fits(rule, day) and (rule.byday or day.weekday() == start.weekday())]


def _month(rule: Rule, opening: date, start: date) -> list[date]:
    if rule.bymonth and opening.month not in rule.bymonth:
        return []
    length = monthrange(opening.year, opening.month)[1]
    if not rule.byday and not rule.bymonthday:
        return [opening.replace(day=start.day)] if start.day <= length else []
    return _by_day(rule, [opening + timedelta(i) for i in range(length)])


def _year(rule: Rule, opening: date, start: date) -> list[date]:
    if rule.byday and not rule.bymonth:  # ordinals count in the year
        return _by_day(rule, [opening + timedelta(i) for i in range((date(opening.year, 12, 31) - opening).days + 1)])
    if not rule.byday and not rule.bymonthday and not rule.bymonth:
        months: tuple[int, ...] = (start.month,)
    else:
        months = rule.bymonth or tuple(range(1, 13))
    return [day for month in months for day in _month(rule, opening.replace(month=month), start)]


def _by_day(rule: Rule, days: list[date]) -> list[date]:
    """The days of a month or a year that BYDAY (ordinals counted within it) and BYMONTHDAY both admit."""
    if not rule.byday:
        return [day for day in days if _fits(rule, day)]
    chosen: set[date] = set()
    for nth, weekday in rule.byday:
        same = days[(weekday - days[0].weekday()) % 7 :: 7]
        if not nth:
            chosen.update(same)
        elif abs(nth) <= len(same):
            chosen.add(same[nth - 1 if nth > 0 else nth])
    month_days = Rule(rule.freq, bymonthday=rule.bymonthday)
    return sorted(day for day in chosen if _fits(month_days, day))
