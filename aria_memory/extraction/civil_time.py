"""Arithmetic of wall time: local times to seconds since the epoch, months added, and recurrence rules."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..errors import BadInput

MIN_YEAR = 1000  # dates in plain talk go back to what is taught of history
MAX_YEAR = 2199  # and hardly past the century after
SEARCH_DAYS = 366 * 8 + 1  # 29 February returns after eight years at most
WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Rule:
    """A recurrence in the terms of RFC 5545, section 3.3.10; its phase and time of day are those of its first time.

    `weekdays` holds (n, weekday): weekday 0 is Monday, n the how manieth of the month (-1 the last, 0 every one).
    `hours`, `minutes`: those of a day, where there are more than one; `places`: which of their pairs count, from 1.
    `months`: those it is bound to, where `month` tells none. `until`: the last day or wall time.
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month: int = 0
    month_days: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    until: date | None = None

    def __str__(self) -> str:
        parts = [f"FREQ={self.frequency}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.month or self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months or (self.month,))))
        if self.month_days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.month_days)))
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(f"{n or ''}{WEEKDAY_CODES[day]}" for n, day in self.weekdays))
        if self.hours:
            parts.append("BYHOUR=" + ",".join(map(str, self.hours)))
        if self.minutes:
            parts.append("BYMINUTE=" + ",".join(map(str, self.minutes)))
        if self.places:
            parts.append("BYSETPOS=" + ",".join(map(str, self.places)))
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%dT%H%M%S}" if isinstance(self.until, datetime)
                         else f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)

    def falls_on(self, day: date) -> bool:
        """Whether a day may be the first of the series."""
        if (self.month and day.month != self.month) or (self.months and day.month not in self.months):
            return False
        length = monthrange(day.year, day.month)[1]
        if self.month_days and not any(day.day == (length if n == -1 else n) for n in self.month_days):
            return False
        places = (0, (day.day - 1) // 7 + 1, -1 if day.day + 7 > length else 0)
        return not self.weekdays or any(at == day.weekday() and n in places for n, at in self.weekdays)


def wall_time(now: float, zone: ZoneInfo) -> datetime:
    """The local time at `now`, without its zone. Raises BadInput outside of the years that are understood."""
    try:
        local = datetime.fromtimestamp(now, zone)
    except (ValueError, OverflowError, OSError) as error:
        raise BadInput(f"now is {now!r}: give seconds since the epoch in the years {MIN_YEAR} to {MAX_YEAR}") from error
    if not MIN_YEAR <= local.year <= MAX_YEAR:
        raise BadInput(f"now is {now!r}, in {local.year}: give a time in the years {MIN_YEAR} to {MAX_YEAR}")
    return local.replace(tzinfo=None)


def to_epoch(local: datetime, zone: ZoneInfo) -> float:
    """Seconds since the epoch of a wall time.

    One that a change to summer time leaves out moves forward by the gap, one that comes twice is the first: both are
    what fold=0 means (PEP 495).
    """
    return local.replace(tzinfo=zone, fold=0).timestamp()


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such day or it is out of the years that are understood."""
    if not (MIN_YEAR <= year <= MAX_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def add_days(day: date, days: int) -> date | None:
    """The day so many days later (earlier, for a negative number)."""
    try:
        moved = day + timedelta(days)
    except OverflowError:
        return None
    return make_date(moved.year, moved.month, moved.day)


def add_months(day: date, months: int) -> date | None:
    """The same day so many months later, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(day.weekday())


def nearest(day: date, past: bool, month: int, month_day: int) -> date | None:
    """The next such day of a year, today included, or with `past` the last one."""
    for years in range(0, -9, -1) if past else range(9):
        found = make_date(day.year + years, month, month_day)
        if found is not None and (found <= day if past else found >= day):
            return found
    return None
