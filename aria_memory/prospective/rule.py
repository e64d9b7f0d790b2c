"""Recurrence rules as text: the subset of RFC 5545, section 3.3.10 (RRULE), that reminders need. Pure.

    FREQ        MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY
    INTERVAL    1 to 1000
    COUNT       1 to 1000            \\  at most one of the two
    UNTIL       20261231T235959Z, 20261231T235959 (local), 20261231 (the whole day)  /
    BYMONTH, BYMONTHDAY (negative counts from the end), BYDAY (an ordinal, as in 1MO or -1FR, with MONTHLY and YEARLY),
    BYHOUR, BYMINUTE, BYSETPOS, WKST

MINUTELY and HOURLY count elapsed time from the start, whatever the clocks on the wall do, and take no BY parts.
SECONDLY, BYSECOND, BYYEARDAY and BYWEEKNO are refused.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aria_memory.errors import BadInput
from aria_memory.prospective.times import instant_of, shown, to_instant

MAX_RULE_LENGTH = 400  # characters: every part at once, written out, has fewer
MAX_INTERVAL = 1000  # of the rule's own unit: more is a mistake, and periods are stepped through
MAX_COUNT = 1000  # occurrences: they are counted from the start, some 20 microseconds each
MAX_TIMES_A_DAY = 24  # BYHOUR x BYMINUTE: every hour; a yearly rule works out a whole year of them
MAX_LIST = 40  # values of one BY part: all days of a month and some

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ELAPSED = {"MINUTELY": 60, "HOURLY": 3600}  # seconds
FREQUENCIES = (*ELAPSED, "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_RANGES = {"BYMONTH": (1, 12), "BYMONTHDAY": (-31, 31), "BYHOUR": (0, 23), "BYMINUTE": (0, 59), "BYSETPOS": (-366, 366)}
_SIGNED = ("BYMONTHDAY", "BYSETPOS")  # negative counts from the end, 0 means nothing
_NUMBER = re.compile(r"[+-]?\d{1,4}", re.ASCII)
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)


@dataclass(frozen=True)
class Rule:
    """A parsed rule, its lists sorted and without repeats. `byday` holds (ordinal or 0, weekday with Monday 0)."""

    freq: str
    interval: int = 1
    bymonth: tuple[int, ...] = ()
    bymonthday: tuple[int, ...] = ()
    byday: tuple[tuple[int, int], ...] = ()
    byhour: tuple[int, ...] = ()
    byminute: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    wkst: int = 0

    def __str__(self) -> str:
        """The rule in one canonical spelling."""
        parts = [f"FREQ={self.freq}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        for name in ("bymonth", "bymonthday"):
            parts += [f"{name.upper()}={','.join(map(str, getattr(self, name)))}"] * bool(getattr(self, name))
        if self.byday:
            parts.append("BYDAY=" + ",".join(f"{nth or ''}{DAYS[day]}" for nth, day in self.byday))
        for name in ("byhour", "byminute", "bysetpos"):
            parts += [f"{name.upper()}={','.join(map(str, getattr(self, name)))}"] * bool(getattr(self, name))
        if self.wkst:
            parts.append(f"WKST={DAYS[self.wkst]}")
        return ";".join(parts)


def parse_rule(text: object, zone: ZoneInfo) -> tuple[Rule, float | None, int | None]:
    """A rule's text to (rule, its UNTIL as an instant, its COUNT). BadInput names the part that cannot be used."""
    if not isinstance(text, str) or len(text) > MAX_RULE_LENGTH:
        raise BadInput(f"recurrence rule {shown(text)}: give text of at most {MAX_RULE_LENGTH} characters")
    parts: dict[str, str] = {}
    for piece in text.upper().removeprefix("RRULE:").split(";"):
        name, equals, value = piece.partition("=")
        if not equals or not value or name in parts:
            raise BadInput(f"recurrence rule {shown(text)}: {shown(piece)} is not NAME=VALUE, or comes twice")
        parts[name] = value
    freq = parts.pop("FREQ", "")
    if freq not in FREQUENCIES:
        raise BadInput(f"recurrence rule {shown(text)}: FREQ must be one of {', '.join(FREQUENCIES)}")
    interval = _numbers("INTERVAL", parts.pop("INTERVAL", "1"), 1, MAX_INTERVAL, one=True)[0]
    count = _numbers("COUNT", parts.pop("COUNT"), 1, MAX_COUNT, one=True)[0] if "COUNT" in parts else None
    until = _until(parts.pop("UNTIL"), zone) if "UNTIL" in parts else None
    week = parts.pop("WKST", "MO")
    if week not in DAYS:
        raise BadInput(f"WKST={shown(week)}: give one of {', '.join(DAYS)}")
    byday = _days(parts.pop("BYDAY"), freq) if "BYDAY" in parts else ()
    lists = {name.lower(): _numbers(name, parts.pop(name), *_RANGES[name]) for name in _RANGES if name in parts}
    if parts:
        raise BadInput(f"recurrence rule {shown(text)}: {shown(next(iter(parts)))} is not supported")
    rule = Rule(freq, interval, byday=byday, wkst=DAYS.index(week), **lists)
    _check(rule)
    return rule, until, count


def _numbers(name: str, value: str, low: int, high: int, *, one: bool = False) -> tuple[int, ...]:
    pieces = value.split(",")
    if len(pieces) <= (1 if one else MAX_LIST) and all(_NUMBER.fullmatch(piece) for piece in pieces):
        numbers = {int(piece) for piece in pieces}
        if all(low <= n <= high for n in numbers) and not (name in _SIGNED and 0 in numbers):
            return tuple(sorted(numbers))
    many = "one number" if one else f"at most {MAX_LIST} numbers"
    raise BadInput(f"{name}={shown(value)}: give {many} from {low} to {high}{', not 0' if name in _SIGNED else ''}")


def _days(value: str, freq: str) -> tuple[tuple[int, int], ...]:
    pieces = value.split(",")
    found = [_DAY.fullmatch(piece) for piece in pieces]
    days = {(int(match[1] or 0), DAYS.index(match[2])) for match in found if match}
    if None in found or len(pieces) > MAX_LIST or any(m and m[1] and int(m[1]) == 0 for m in found):
        raise BadInput(f"BYDAY={shown(value)}: give at most {MAX_LIST} days such as MO or, by the month, 1MO or -1FR")
    if any(nth for nth, _ in days) and freq not in ("MONTHLY", "YEARLY"):
        raise BadInput(f"BYDAY={shown(value)}: only MONTHLY and YEARLY rules can number their days")
    if any(abs(nth) > 53 for nth, _ in days):
        raise BadInput(f"BYDAY={shown(value)}: a year has at most 53 of a weekday")
    return tuple(sorted(days))


def _until(value: str, zone: ZoneInfo) -> float:
    match = _UNTIL.fullmatch(value)
    if match is None:
        raise BadInput(f"UNTIL={shown(value)}: write it as 20261231T235959Z or 20261231")
    year, month, day, hour, minute, second, utc = match.groups()
    if hour is None:  # a date: its whole day counts
        last = to_instant(f"{year}-{month}-{day}T00:00:00", "UNTIL", zone)
        midnight = datetime(int(year), int(month), int(day)) + timedelta(days=1)
        return max(last, instant_of(midnight, zone) - 1)
    return to_instant(f"{year}-{month}-{day}T{hour}:{minute}:{second}{utc}", "UNTIL", zone)


def _check(rule: Rule) -> None:
    parts = (rule.bymonth, rule.bymonthday, rule.byday, rule.byhour, rule.byminute)
    if rule.freq in ELAPSED and (any(parts) or rule.bysetpos):
        raise BadInput(f"{rule}: {rule.freq} rules count elapsed time and take no BY parts; use DAILY with BYHOUR")
    if rule.freq == "WEEKLY" and rule.bymonthday:
        raise BadInput(f"{rule}: a WEEKLY rule takes no BYMONTHDAY (RFC 5545); use MONTHLY")
    if rule.bysetpos and not any(parts):
        raise BadInput(f"{rule}: BYSETPOS picks from what another BY part gives, and there is none")
    if max(1, len(rule.byhour)) * max(1, len(rule.byminute)) > MAX_TIMES_A_DAY:
        raise BadInput(f"{rule}: at most {MAX_TIMES_A_DAY} times a day; use MINUTELY or HOURLY with an INTERVAL")
