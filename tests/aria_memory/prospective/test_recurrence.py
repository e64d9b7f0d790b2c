"""Recurring times: against a library, against a slow walk through every minute of a year, and DST by hand."""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import pairwise
from math import inf
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.errors import BadInput
from aria_memory.prospective.recurrence import latest_occurrences, next_occurrence, occurrences
from aria_memory.prospective.triggers import Every

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo")
YEAR = 2026


def utc(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp()


def times(rule: str, zone: str, start: str, limit: int = 5, **ends: object) -> list[float]:
    return occurrences(Every(rule, zone=zone, start=start, **ends).recurrence, -inf, inf, limit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [  # expected in UTC, worked out from the published transitions of 2026
        ("Europe/London", "2026-03-29", "01:30", "2026-03-29T01:30"),  # gap of an hour: 02:30 BST
        ("Europe/London", "2026-10-25", "01:30", "2026-10-25T00:30"),  # twice: the first, in BST
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30"),  # 03:30 EDT
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),  # the first, in EDT
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45"),  # gap of half an hour: 02:45 at +11
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),  # the first, at +11
        ("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:30"),  # gap at midnight: 01:30 at +3
        ("Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T20:30"),  # the first, at +3
    ],
)
def test_gaps_move_forward_and_repeats_come_once(zone: str, day: str, at: str, expected: str) -> None:
    before = date.fromisoformat(day) - timedelta(days=1)
    found = times("FREQ=DAILY", zone, f"{before}T{at}", 3)
    assert found[1] == utc(expected)
    after = datetime.fromisoformat(f"{before + timedelta(days=2)}T{at}").replace(tzinfo=ZoneInfo(zone))
    assert found[2] == after.timestamp()


def test_two_local_times_that_come_to_one_instant_are_one_occurrence() -> None:
    found = times("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=30", "America/New_York", "2026-03-08", 3)
    assert found == [utc("2026-03-08T07:30"), utc("2026-03-09T06:30"), utc("2026-03-09T07:30")]


def test_what_moves_out_of_a_gap_keeps_the_order_of_instants() -> None:
    found = times("FREQ=DAILY;BYHOUR=2;BYMINUTE=15,30", "Australia/Lord_Howe", "2026-10-04", 2)
    assert found == [utc("2026-10-03T15:30"), utc("2026-10-03T15:45")]  # 02:30, then 02:15 moved to 02:45


def test_a_day_that_a_zone_left_out() -> None:
    found = times("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0", "Pacific/Apia", "2011-12-29", 7)
    assert found == [  # 30 December did not exist: its times move to the 31st and meet that day's own
        utc(text) for text in ("2011-12-29T19:00", "2011-12-29T20:00", "2011-12-30T19:00", "2011-12-30T20:00",
                               "2011-12-31T19:00", "2011-12-31T20:00", "2012-01-01T19:00")
    ]  # fmt: skip


def test_hours_are_elapsed_time() -> None:
    found = times("FREQ=HOURLY;INTERVAL=2", "Europe/London", "2026-10-24T23:00", 4)
    assert [b - a for a, b in pairwise(found)] == [7200.0] * 3


@lru_cache(maxsize=4)
def minutes_of_year(zone: str) -> dict[datetime, float]:
    """Every wall-clock minute that occurs, to the first instant at which it does, by walking through all instants."""
    where = ZoneInfo(zone)
    found: dict[datetime, float] = {}
    at = datetime(YEAR - 1, 12, 30, tzinfo=timezone.utc)
    while at.year < YEAR + 1 or at.day < 3:
        found.setdefault(at.astimezone(where).replace(tzinfo=None), at.timestamp())
        at += timedelta(minutes=1)
    return found


def slow_instant(local: datetime, zone: str) -> float:
    table = minutes_of_year(zone)
    if local in table:
        return table[local]
    before = after = local
    while before not in table:
        before -= timedelta(minutes=1)
    while after not in table:
        after += timedelta(minutes=1)
    return table[local + (after - before - timedelta(minutes=1))]


def last_weekday(day: date) -> bool:
    rest = [day + timedelta(i) for i in range(1, 31) if (day + timedelta(i)).month == day.month]
    return day.weekday() < 5 and not any(later.weekday() < 5 for later in rest)


SLOW = [  # rule, the days it picks, its times of day
    (
        "FREQ=DAILY;BYHOUR=0,1,2,23;BYMINUTE=15,30,45",
        lambda d: True,
        [(h, m) for h in (0, 1, 2, 23) for m in (15, 30, 45)],
    ),
    ("FREQ=DAILY;INTERVAL=3", lambda d: (d - date(YEAR, 1, 1)).days % 3 == 0, [(1, 30)]),
    (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;BYHOUR=2",
        lambda d: d.weekday() in (6, 1) and (d - date(YEAR - 1, 12, 29)).days // 7 % 2 == 0,
        [(2, 30)],
    ),
    ("FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=-1", lambda d: d.weekday() == 3, [(1, 30)]),
    (
        "FREQ=MONTHLY;BYDAY=2SU,-1SU",
        lambda d: d.weekday() == 6 and (8 <= d.day <= 14 or (d + timedelta(7)).month != d.month),
        [(1, 30)],
    ),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", last_weekday, [(1, 30)]),
    (
        "FREQ=YEARLY;BYMONTH=3,4,10,11;BYMONTHDAY=-1,1,8,29",
        lambda d: d.month in (3, 4, 10, 11) and (d.day in (1, 8, 29) or (d + timedelta(1)).day == 1),
        [(1, 30)],
    ),
]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("rule", range(len(SLOW)))
def test_a_year_against_a_walk_through_its_minutes(zone: str, rule: int) -> None:
    text, picks, clock = SLOW[rule]
    days = [date(YEAR, 1, 1) + timedelta(i) for i in range(365)]
    expected = {
        slow_instant(datetime(d.year, d.month, d.day, h, m), zone)
        for d in days
        if picks(d)
        for h, m in clock
        if datetime(d.year, d.month, d.day, h, m) >= datetime(YEAR, 1, 1, 1, 30)
    }
    found = times(text, zone, f"{YEAR}-01-01T01:30", 5000, until=f"{YEAR}-12-31T23:59")
    assert found == sorted(expected)


@st.composite
def rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 5))}"]

    def some(name: str, values: st.SearchStrategy[object]) -> None:
        if draw(st.booleans()):
            parts.append(f"{name}={','.join(map(str, draw(st.lists(values, min_size=1, max_size=4))))}")

    some("BYMONTH", st.integers(1, 12))
    nth = st.just("")
    if freq in ("MONTHLY", "YEARLY") and draw(
        st.booleans()
    ):  # dateutil takes 1MO,TU for both at once: never mixed here
        nth = st.sampled_from(["1", "2", "-1", "-2", "5"])
    some("BYDAY", st.builds("{}{}".format, nth, st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])))
    if freq != "WEEKLY":
        some("BYMONTHDAY", st.integers(-31, 31).filter(bool))
    some("BYHOUR", st.integers(0, 23))
    some("BYMINUTE", st.integers(0, 59))
    if (
        len(parts) > 2 and freq != "WEEKLY"
    ):  # dateutil counts positions in the first week from the start, not its Monday
        some("BYSETPOS", st.integers(-6, 6).filter(bool))
    parts.append(f"WKST={draw(st.sampled_from(['MO', 'SU', 'WE']))}")
    return ";".join(parts)


@settings(max_examples=80, deadline=None)
@given(rules(), st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)), st.integers(0, 12))
def test_the_first_occurrences_against_dateutil(rule: str, start: datetime, skipped: int) -> None:
    start = start.replace(microsecond=0, fold=0)
    try:
        every = Every(rule, zone="UTC", start=start)
    except BadInput as error:  # dateutil would walk to the year 9999 to find that it never happens
        assert "never happens" in str(error) or "at most 24 times" in str(error)
        return
    horizon = start + timedelta(days=366 * 10)
    expected: list[float] = []
    for local in rrulestr(rule, dtstart=start):
        if local > horizon or len(expected) == 25:
            break
        expected.append(local.replace(tzinfo=timezone.utc).timestamp())
    end = horizon.replace(tzinfo=timezone.utc).timestamp()
    assert occurrences(every.recurrence, -inf, end, 25) == expected
    if expected:
        after = expected[min(skipped, len(expected) - 1)]  # straight to the middle, without what came before
        later = [at for at in expected if at > after]
        assert occurrences(every.recurrence, after, end, 25)[: len(later)] == later
        assert latest_occurrences(every.recurrence, -inf, expected[-1], 7) == expected[-7:]


def test_count_and_until() -> None:
    three = [utc(f"2026-01-0{day}T09:00") for day in (1, 2, 3)]
    assert times("FREQ=DAILY;COUNT=3", "UTC", "2026-01-01T09:00") == three
    assert times("FREQ=DAILY", "UTC", "2026-01-01T09:00", count=3) == three
    assert times("FREQ=DAILY;UNTIL=20260103T090000Z", "UTC", "2026-01-01T09:00") == three
    assert times("FREQ=DAILY;UNTIL=20260103", "UTC", "2026-01-01T09:00") == three
    assert times("FREQ=DAILY", "UTC", "2026-01-01T09:00", until="2026-01-03T08:59:59") == three[:2]
    every = Every("FREQ=DAILY;COUNT=3", zone="UTC", start="2026-01-01T09:00")
    assert next_occurrence(every.recurrence, three[1]) == three[2]
    assert next_occurrence(every.recurrence, three[2]) is None


def test_the_latest_of_very_many_are_found_directly() -> None:
    every = Every("FREQ=MINUTELY", zone="UTC", start="2026-01-01")
    assert latest_occurrences(every.recurrence, 0.0, utc("2999-01-01"), 2) == [
        utc("2999-01-01") - 60, utc("2999-01-01")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("FREQ=SECONDLY", "FREQ"), ("", "NAME=VALUE"), ("INTERVAL=2", "FREQ"), ("FREQ=DAILY;FREQ=DAILY", "twice"),
        ("FREQ=DAILY;BYWEEKNO=3", "BYWEEKNO"), ("FREQ=DAILY;BYHOUR=24", "BYHOUR"), ("FREQ=DAILY;BYDAY=1MO", "number"),
        ("FREQ=HOURLY;BYHOUR=3", "elapsed"), ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY"), ("FREQ=DAILY;BYSETPOS=1",
        "BYSETPOS"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"), ("FREQ=DAILY;INTERVAL=99999", "INTERVAL"), ("FREQ=DAILY;COUNT=9999",
        "COUNT"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"), ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "more than one"),
        ("FREQ=DAILY;UNTIL=20261301", "UNTIL"), ("FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5", "24 times"),
        ("FREQ=DAILY;BYHOUR=١", "BYHOUR"), ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY"), ("FREQ=DAILY;" * 100, "400"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "not 0"), ("FREQ=DAILY\x00", "FREQ"), ("FREQ=\ud800", "FREQ"),
    ],
)  # fmt: skip
def test_refused_rules_are_named(rule: str, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        Every(rule, zone="UTC", start="2026-01-01T09:00")


@pytest.mark.parametrize("zone", ["Europe", "Mars/Base", "../etc/passwd", "", "\x00", "\ud800", "A" * 10_000, "UTC\n"])
def test_refused_zones(zone: str) -> None:
    with pytest.raises(BadInput, match="time zone"):
        Every("FREQ=DAILY", zone=zone, start="2026-01-01T09:00")
