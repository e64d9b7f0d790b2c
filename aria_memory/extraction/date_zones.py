"""The zone that is told behind an hour: "9am EST", "3pm London time". Pure, but for the files that zoneinfo reads.

Decided once: an abbreviation is what the clocks of its place show on the day ("EST" in July is New York's summer time);
one that the speaker's own zone has is the speaker's (CST in Shanghai), but for GMT and UTC, which are the same
everywhere. A zone that is not known leaves the hour unread.
"""

from datetime import datetime
from re import Match
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import english_date_zones as english
from .patterns import compiled

MAX_BEHIND, MAX_AHEAD = 12, 14  # hours of an offset from UTC
UNREAD = ""  # the name of a zone that is told and not known

_ZONE = compiled(english.ZONE, english.FRAGMENTS)


def zone_behind(text: str, at: int, end: int) -> tuple[str | None, int] | None:
    """The name of the zone that is told at a place, and where its words end; None where none is told.

    The name is one for `zone_named`, None for the speaker's own, `UNREAD` where it is not known.
    """
    told = _ZONE.match(text, at, end)
    if told is None:
        return None
    if told["short"]:
        return _short(told), told.end()
    place = " ".join((told["place"] or told["alone"]).lower().split())
    if place in english.PLACES:
        return english.PLACES[place], told.end()
    if place in english.OWN:
        return None, told.end()
    named = told["place"].istitle() and place.split()[0] not in english.NO_PLACES
    return (UNREAD, told.end()) if named or place in english.OTHERS else None


def _short(told: Match[str]) -> str:
    name = told["short"].lower()
    if not told["offset"]:
        return name
    hours = int(told["offset"].replace(" ", "").removesuffix(told["minutes"] or "").rstrip(":"))
    known = name in english.EVERYWHERE and told["minutes"] in (None, "00") and -MAX_BEHIND <= hours <= MAX_AHEAD
    return f"Etc/GMT{-hours:+d}" if known else UNREAD  # with the sign of POSIX: "Etc/GMT-2" is ahead of UTC


def zone_named(name: str, own: ZoneInfo, now: datetime) -> ZoneInfo | None:
    """The zone of a name that `zone_behind` gave, for a speaker in a zone; None where this machine has no such zone."""
    if name in english.ABBREVIATIONS:
        used = {now.replace(month=month, day=1, tzinfo=own).tzname() for month in (1, 7)}
        if name.upper() in used and name not in english.EVERYWHERE:
            return own
        name = english.ABBREVIATIONS[name]
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of the zone database
        return None
