"""Recurring times by the slowest means: every day is looked at, and clocks on the wall are asked what they show."""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from aria_memory import Every

DAY = 86_400.0
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def instant(wall: datetime, zone: str) -> float:
    """When a clock on the wall first shows this; what it skips is taken as much later as it skips."""
    place = ZoneInfo(zone)
    naive = wall.replace(tzinfo=timezone.utc)
    offsets = [(naive + timedelta(hours=h)).astimezone(place).utcoffset() for h in (-36, 36)]
    guesses = sorted(naive - offset for offset in offsets if offset is not None)
    for guess in guesses:
        if guess.astimezone(place).replace(tzinfo=None, fold=0) == wall:
            return guess.timestamp()
    return guesses[-1].timestamp()  # by the smaller offset, which is the one before a gap


@lru_cache(maxsize=512)
def times_of(every: Every, last: float) -> tuple[float, ...]:
    """All times of a recurrence up to an instant, by looking at every day from its start on (RFC 5545, 3.3.10)."""
    rule = dict(part.split("=") for part in every.rule.split(";"))
    step, start = int(rule.get("INTERVAL", 1)), every.start
    first = instant(start, every.zone)
    if rule["FREQ"] in ("MINUTELY", "HOURLY"):
        width = step * (60 if rule["FREQ"] == "MINUTELY" else 3600)
        found = [first + width * n for n in range(int((last - first) // width) + 1)]
    else:
        periods: dict[object, list[datetime]] = {}
        day = start.date() - timedelta(days=366)
        while datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp() <= last + 40 * DAY:
            period, number = _period(rule, day, start.date())
            if number % step == 0 and _on(rule, day, start.date()):
                periods.setdefault(period, []).extend(
                    datetime(day.year, day.month, day.day, hour, minute, start.second)
                    for hour in _numbers(rule, "BYHOUR") or [start.hour]
                    for minute in _numbers(rule, "BYMINUTE") or [start.minute]
                )
            day += timedelta(days=1)
        walls = []
        for each in periods.values():
            each.sort()
            places = _numbers(rule, "BYSETPOS")
            walls += [each[n - 1 if n > 0 else n] for n in places if abs(n) <= len(each)] if places else each
        found = sorted({instant(wall, every.zone) for wall in walls if wall >= start})
    found = found[: every.count] if every.count else found
    return tuple(at for at in found if at <= last and (every.until is None or at <= every.until))


def _numbers(rule: dict[str, str], name: str) -> list[int]:
    return [int(n) for n in rule[name].split(",")] if name in rule else []


def _period(rule: dict[str, str], day: date, start: date) -> tuple[object, int]:
    """Which day, week, month or year a day is in, and how many after the start's."""
    if rule["FREQ"] == "DAILY":
        return day, (day - start).days
    if rule["FREQ"] == "WEEKLY":
        begins = WEEKDAYS.index(rule.get("WKST", "MO"))
        here, there = (one - timedelta(days=(one.weekday() - begins) % 7) for one in (day, start))
        return here, (here - there).days // 7
    if rule["FREQ"] == "MONTHLY":
        return (day.year, day.month), 12 * (day.year - start.year) + day.month - start.month
    return day.year, day.year - start.year


def _on(rule: dict[str, str], day: date, start: date) -> bool:
    """Whether the rule admits a day, its interval apart."""
    freq, months, days, names = rule["FREQ"], _numbers(rule, "BYMONTH"), _numbers(rule, "BYMONTHDAY"), rule.get("BYDAY")
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    if months and day.month not in months:
        return False
    if days and day.day not in days and -(following - day).days not in days:
        return False
    if names:
        in_year = freq == "YEARLY" and not months
        begin = date(day.year, 1, 1) if in_year else day.replace(day=1)
        end = date(day.year + 1, 1, 1) if in_year else following
        nth = (day - begin).days // 7 + 1
        nth_last = -(((end - day).days - 1) // 7 + 1)
        name = WEEKDAYS[day.weekday()]
        if not any(one in (name, f"{nth}{name}", f"{nth_last}{name}") for one in names.split(",")):
            return False
    if names or days:
        return True
    if freq == "WEEKLY":
        return day.weekday() == start.weekday()
    if freq == "MONTHLY":
        return day.day == start.day
    if freq == "YEARLY":
        return day.day == start.day and (bool(months) or day.month == start.month)
    return True
