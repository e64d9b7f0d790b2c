"""Triggers made up by chance."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any as Json
from zoneinfo import ZoneInfo

from aria_memory import All, Any, At, BadInput, Condition, Every, SessionStart, Then, Topic
from tests.aria_memory.lives.wall_times import DAY, instant, times_of

ZONES = (
    "Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata", "Asia/Beirut",
    "UTC",
)  # fmt: skip
WORDS = ("tea", "cake", "garden", "budget")
TASKS = ("water", "paint", "sell", "wash", "fetch", "mend", "move", "count")
THINGS = ("roses", "chairs", "boots", "windows", "parcels", "bikes", "shelves", "lamps")
MOST_ASKED = len(TASKS) * len(THINGS)  # each is asked for once: the same again is not filed again
CONDITIONS = ("rain > 2", "door", "rain > 4")


def trigger(draw: random.Random, now: float, depth: int) -> Json:
    """A trigger of so many levels above its parts."""
    if depth:
        parts = [trigger(draw, now, draw.randrange(depth)) for _ in range(draw.choice((2, 2, 3)))]
        kind = draw.choice((All, All, Any, Then, Then))
        if kind is not Then:
            return kind(*parts)
        return Then(parts[0], parts[1], within=draw.choice((None, 600.0, 7200.0, 2 * DAY)))
    kind = draw.choice((Topic, Topic, At, At, Every, Every, SessionStart, Condition))
    if kind is Topic:
        return Topic(draw.choice(WORDS))
    if kind is At:
        return At(now + draw.choice((-7200, -30, 0, 1, 60, 600, 7200, DAY, 3 * DAY, 9 * DAY)))
    if kind is Condition:
        return Condition(draw.choice(CONDITIONS))
    return SessionStart() if kind is SessionStart else every(draw, now)


def every(draw: random.Random, now: float) -> Every:
    """A recurrence that happens at all."""
    counted, ended = {"count": draw.randrange(1, 9)}, {"until": now + 9 * DAY}
    ends: dict[str, Json] = draw.choice(({}, {}, counted, ended))
    start = now + draw.choice((-40 * DAY, -DAY, 0, 0, 600, DAY))
    while True:
        rule = ";".join(_rule(draw, ends))
        try:
            return Every(rule, zone=draw.choice(ZONES), start=start, **ends)
        except BadInput as error:
            assert "never happens" in str(error) or "BYSETPOS" in str(error), rule
            ends = {}


def _rule(draw: random.Random, ends: dict[str, Json]) -> Iterator[str]:
    freqs = ("DAILY", "DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "HOURLY", "MINUTELY")
    freq = draw.choice(freqs if ends else (*freqs, "YEARLY"))
    yield f"FREQ={freq}"
    step = draw.choice((1, 1, 1, 2, 3))
    yield f"INTERVAL={step * 45 if freq == 'MINUTELY' else step * 5 if freq == 'HOURLY' else step}"
    if freq in ("MINUTELY", "HOURLY"):
        return
    if draw.random() < 0.7:
        yield f"BYHOUR={draw.choice(('0', '1', '2', '3', '9', '1,2', '0,12', '2,9,23'))}"
        yield f"BYMINUTE={draw.choice(('0', '30', '15', '0,30'))}"
    if freq == "WEEKLY" or (freq == "DAILY" and draw.random() < 0.3):
        yield f"BYDAY={draw.choice(('MO', 'SU', 'SA,SU', 'MO,TU,WE,TH,FR', 'TU,TH,SU'))}"
    if freq == "WEEKLY" and draw.random() < 0.4:
        yield f"WKST={draw.choice(('SU', 'WE'))}"
    if freq in ("MONTHLY", "YEARLY"):
        yield draw.choice(
            ("BYMONTHDAY=1,15", "BYMONTHDAY=-1", "BYDAY=1MO,-1FR", "BYDAY=SU", "BYDAY=-1SU", "BYMONTHDAY=29,30,31",
             "BYDAY=FR;BYMONTHDAY=13,27")
        )  # fmt: skip
    if freq == "YEARLY" or (freq != "WEEKLY" and draw.random() < 0.1):
        yield f"BYMONTH={draw.choice(('3,10', '1,4,9,10,12', '2,3,4'))}"
    if freq != "DAILY" and draw.random() < 0.2:
        yield f"BYSETPOS={draw.choice(('1', '-1', '1,2', '2,-1'))}"


def request(draw: random.Random, now: float, zone: str, number: int) -> tuple[str, At | Every]:
    """What somebody in a zone says, and when they mean."""
    what = f"{TASKS[number % len(TASKS)]} the {THINGS[number // len(TASKS)]}"
    hour, minute, half = draw.randrange(1, 12), draw.choice((0, 0, 30)), draw.choice(("am", "pm"))
    said = f"{hour}{':30' if minute else ''}{half}"
    shows = time(hour + 12 * (half == "pm"), minute)
    today = datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    tomorrow = datetime.combine(today + timedelta(days=1), shows)
    soon = datetime.combine(today, shows)
    if instant(soon, zone) <= now:
        soon = tomorrow
    kind = draw.randrange(4)
    if kind == 0:
        return f"Remind me to {what} tomorrow at {said}.", At(instant(tomorrow, zone))
    if kind == 1:
        return f"Remind me to {what} at {said}.", At(instant(soon, zone))
    if kind == 2:
        hours = draw.randrange(2, 30)
        return f"Remind me in {hours} hours to {what}.", At(now + 3600 * hours)
    return f"Remind me to {what} every day at {said}.", Every("FREQ=DAILY", zone=zone, start=soon)


def first_times(trigger: Json) -> tuple[float, ...]:
    """When it comes, the first few times."""
    if isinstance(trigger, At):
        return (trigger.when,)
    return times_of(trigger, instant(trigger.start, trigger.zone) + 9 * DAY)
