"""Some times of an intention that are not wanted: one that was told, those of a day, or the next. Pure."""

from math import inf, nextafter
from zoneinfo import ZoneInfo

from .english_triggers import next_time
from .errors import BadInput
from .plain_times import date_of
from .prospective.events import Dismiss, Reaction, Skip
from .prospective.intention import Intention
from .prospective.recurrence import next_occurrence
from .prospective.times import shown
from .prospective.triggers import At, Every, walk
from .replies import NEXT, Reply, What, period

GOES_ON_S = 4 * 3_600.0  # a day's evening after midnight, as in `replies.times.PARTS`


def skip_of(one: Intention, day: str | None, what: str, now: float, zone: ZoneInfo) -> Skip:
    """What leaves out its times of a day ("tomorrow"), or, without one, what was told and waits for an answer, or else
    its next time. what: how an error names the day ("--on"). Raises: BadInput, also where no such time comes.
    """
    if day is not None:
        date_of(day, what, now, zone, False)
    time = day or ("" if one.outstanding else NEXT)
    found = without(Reply(what=What.SKIPPED, time=time, every=True), one, one.outstanding, now, zone)
    if not isinstance(found, Skip):
        then = "" if day is None else f" {shown(day)}"
        raise BadInput(f"no recurring time of {one.id} comes{then}: nothing is left out; to end it, dismiss it")
    return found


def without(said: Reply, one: Intention, told: bool, now: float, zone: ZoneInfo) -> Reaction | None:
    """What leaves those times out; None where it has none of them. One that comes but once is ended by its time's being
    cancelled, not by its being skipped. told: it waits for an answer.
    """
    times = _times(said, one, told, now, zone)
    if times is None:
        return None
    since, until = times
    parts = [part for _, part in walk(one.trigger)]
    waits = (one.snoozed_until if one.snoozed_until is not None else one.last_fired) if told else None
    falls = waits is not None and since <= waits <= until
    series = [part for part in parts if isinstance(part, Every)]
    if series:
        after = nextafter(max(since, now), -inf)
        falls |= any((next_occurrence(each.recurrence, after) or until + 1) <= until for each in series)
        return Skip(one.id, now, since, until) if falls else None
    falls |= any(isinstance(part, At) and since <= part.when <= until for part in parts)
    return Dismiss(one.id, now) if falls and said.what is What.DROPPED else None


def _times(said: Reply, one: Intention, told: bool, now: float, zone: ZoneInfo) -> tuple[float, float] | None:
    """From when to when it is not wanted, in seconds since the epoch."""
    if said.time == NEXT:
        following = next_time(one, now)
        return None if following is None else (following, following)
    last = min(now, one.last_fired or now)
    this = (last, max(now, one.snoozed_until or now))
    if not said.time:
        return this if told else None
    times = period(said.time, now, zone)
    if not told or said.of or said.every or now - last > GOES_ON_S:
        return times
    then = period(said.time, last, zone)  # told before midnight: "not tonight" is about that, not the day that began
    return this if then is not None and then != times and then[0] <= last <= then[1] else times
