"""Hours told in another zone: "9am EST", "3pm London time"."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory import Every, ManualClock, Memory
from aria_memory.extraction import english_date_zones, extract, find_dates

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 5, 3, 8, 0, tzinfo=LONDON).timestamp()  # a Monday


def due(text: str, zone: ZoneInfo = LONDON) -> tuple[str, str]:
    """What is to be done, and when: of the speaker's clock."""
    (one,) = extract(f"remind me {text}", now=NOW, zone=zone).intentions
    return one.content, "" if one.at is None else f"{datetime.fromtimestamp(one.at, zone):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ("at 9am EST", "05-03 14:00"), ("at 9am ET", "05-03 14:00"), ("at 9 EST", "05-03 14:00"),
        ("at 9am pst", "05-03 17:00"), ("at 9am Pacific", "05-03 17:00"), ("at 9am Eastern time", "05-03 14:00"),
        ("at 3pm London time", "05-03 15:00"), ("at 3pm New York time", "05-03 20:00"),
        ("at 3pm tokyo time", "05-04 07:00"), ("tomorrow at 9am EST", "05-04 14:00"),
        ("at 9am EST tomorrow", "05-04 14:00"),
        ("on Friday at noon CET", "05-07 11:00"), ("at 14:00 GMT", "05-03 15:00"), ("at 5pm UTC+2", "05-03 16:00"),
        ("at 9am my time", "05-03 09:00"), ("at 9 New York time", "05-03 14:00"), ("at 9am (EST)", "05-03 14:00"),
    ],
)  # fmt: skip
def test_an_hour_is_of_the_zone_that_is_told(when: str, at: str) -> None:
    assert due(f"{when} to join the call") == ("join the call", at)
    assert due(f"to join the call {when}") == ("join the call", at)


@pytest.mark.parametrize("when", ["at 5pm Mars time", "at 5pm their time", "at 5pm UTC+5:30", "at 5pm EST+3"])
def test_an_hour_of_a_zone_that_is_not_known_is_not_read(when: str) -> None:
    assert due(f"{when} to join the call")[1] == ""


@pytest.mark.parametrize("when", ["at 9pm dinner time", "at 9pm this time", "at 9pm Story time", "at 9pm pt session"])
def test_what_only_looks_like_a_zone(when: str) -> None:
    assert due(f"{when} to eat")[1] == "05-03 21:00"


@pytest.mark.parametrize(
    ("zone", "name", "hours"),
    [
        ("Asia/Shanghai", "CST", 8), ("Europe/Dublin", "IST", 1), ("Australia/Brisbane", "AEST", 10),
        ("Asia/Tokyo", "IST", 5.5),
    ],
)  # fmt: skip
def test_an_abbreviation_of_the_own_zone_is_the_own(zone: str, name: str, hours: float) -> None:
    (span,) = find_dates(f"on 10 June at 9am {name}", NOW, ZoneInfo(zone), past=False)
    assert span.at == datetime(2027, 6, 10, 9, tzinfo=ZoneInfo("UTC")).timestamp() - hours * 3_600


def test_a_series_follows_the_clocks_of_its_zone() -> None:
    clock = ManualClock(NOW)
    with Memory.open(":memory:", scope="ann", encoder=None, zone="America/Los_Angeles", clock=clock) as m:
        m.observe("user", "Remind me every Monday at 9am Tokyo time to join the call.", "s")
        (one,) = m.intentions()
        assert isinstance(one.trigger, Every)
        assert (one.trigger.zone, one.trigger.rule) == ("Asia/Tokyo", "FREQ=WEEKLY;BYDAY=MO")
        tokyo = datetime(2027, 5, 10, 9, tzinfo=ZoneInfo("Asia/Tokyo")).timestamp()
        clock.advance(tokyo - NOW - 1)
        assert m.due() == []
        clock.advance(2)
        assert [fired.content for fired in m.due()] == ["join the call"]


def test_every_zone_of_the_data_is_one() -> None:
    for name in {*english_date_zones.PLACES.values(), *english_date_zones.ABBREVIATIONS.values()}:
        ZoneInfo(name)
