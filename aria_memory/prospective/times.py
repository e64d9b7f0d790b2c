"""Moments as callers write them, brought to seconds since the epoch; time zones by name.

Pure, but for the files that zoneinfo reads.
"""

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aria_memory.errors import BadInput

MIN_TIME = 0.0  # 1970: nothing can be intended for before this package was written
MAX_TIME = 32_503_680_000.0  # the year 3000: what lies beyond is milliseconds taken for seconds
MAX_TEXT_SHOWN = 60  # characters of a caller's value in an error: enough to know it by

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII
)
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}", re.ASCII)
_MAX_ISO = 40  # characters: the longest form that the pattern takes, with room
_MAX_ZONE = 64  # characters: the longest name in the zone database has 32


def shown(value: object) -> str:
    """A caller's value for an error message: short, printable, whatever it was."""
    if isinstance(value, int) and value.bit_length() > 64:
        return f"an integer of {value.bit_length()} bits"  # writing it out is quadratic, and refused above 4,300 digits
    if isinstance(value, str):
        return ascii(value[:MAX_TEXT_SHOWN]) + ("..." if len(value) > MAX_TEXT_SHOWN else "")
    if value is None or isinstance(value, (int, float, datetime)):
        return ascii(value)
    return f"a {type(value).__name__}"


def load_zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name ("Europe/London"); BadInput if there is none."""
    if not isinstance(name, str) or len(name) > _MAX_ZONE or not _ZONE.fullmatch(name):
        raise BadInput(f"{shown(name)} is no time zone: give an IANA name such as Europe/London")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: "Europe" is a folder
        raise BadInput(
            f"time zone {shown(name)} is not known here: give an IANA name such as Europe/London"
            " (Windows and bare systems have no zones of their own: pip install tzdata)"
        ) from error


def check_time(value: object, what: str) -> float:
    """Seconds since the epoch as a float; BadInput (naming `what`) unless a number within MIN_TIME..MAX_TIME."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not MIN_TIME <= value <= MAX_TIME:
        raise BadInput(
            f"{what} is {shown(value)}: give seconds since 1970-01-01 UTC, a number from 0 to {MAX_TIME:.0f}"
        )
    return float(value)


def check_span(value: object, what: str) -> float:
    """A length of time in seconds, above 0; BadInput otherwise."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= MAX_TIME:
        raise BadInput(f"{what} is {shown(value)}: give seconds, a number above 0")
    return float(value)


def instant_of(local: datetime, zone: ZoneInfo) -> float:
    """The instant of a wall-clock time (naive) in a zone.

    PEP 495 with fold 0: a time that comes twice is taken at the first; one that falls into a gap moves forward by the
    gap.
    """
    return (local.replace(tzinfo=zone, fold=0) - EPOCH).total_seconds()


def local_of(at: float, zone: ZoneInfo) -> datetime:
    """The wall-clock time (naive) of an instant in a zone."""
    return (EPOCH + timedelta(seconds=at)).astimezone(zone).replace(tzinfo=None, fold=0)


def _parse(text: str, what: str) -> datetime:
    """ISO 8601 text to a datetime, aware if the text has an offset. One grammar on every Python version."""
    match = _ISO.fullmatch(text) if len(text) <= _MAX_ISO else None
    if match is None:
        raise BadInput(f"{what} is {shown(text)}: write it as 2026-03-01T09:00:00+00:00")
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
            int((fraction or "").ljust(6, "0")),
        )  # fmt: skip
        if offset is None:
            return moment
        away = timedelta(0)
        if offset != "Z":
            away = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:])) * (-1 if offset[0] == "-" else 1)
        return moment.replace(tzinfo=timezone(away))
    except ValueError as error:
        raise BadInput(f"{what} is {shown(text)}: {error}") from error


def to_instant(value: object, what: str, zone: ZoneInfo | None = None) -> float:
    """Seconds since the epoch of a number (taken as such), a datetime or ISO 8601 text.

    Without an offset of its own, the wall-clock time is taken in `zone`; BadInput if there is none to take it in.
    """
    moment = _parse(value, what) if isinstance(value, str) else value
    if not isinstance(moment, datetime):
        return check_time(value, what)
    if moment.tzinfo is not None:
        return check_time((moment - EPOCH).total_seconds(), what)
    if zone is None:
        raise BadInput(f"{what} is {shown(value)}, a time without a zone: add an offset such as +00:00")
    return check_time(instant_of(moment, zone), what)


def to_local(value: object, what: str, zone: ZoneInfo) -> datetime:
    """The wall-clock time in `zone`, naive and to the second, of what `to_instant` takes."""
    moment = _parse(value, what) if isinstance(value, str) else value
    if isinstance(moment, datetime) and moment.tzinfo is None:
        check_time(instant_of(moment, zone), what)
        return moment.replace(microsecond=0, fold=0)
    return local_of(to_instant(moment, what), zone).replace(microsecond=0)
