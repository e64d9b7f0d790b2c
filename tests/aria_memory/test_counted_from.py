"""Requests that are counted from what was told a turn before, and those that are not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, ManualClock, Memory
from tests.aria_memory.samples import place

pytestmark = pytest.mark.usefixtures("each_store")

ZONE = "Europe/London"
RECITAL = "Kemi's recital is on Saturday the 12th of June at 4pm."


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def _asked(*texts: str, apart: float = 60.0) -> list[tuple[str, str]]:
    """What the last of the texts asks for, and when."""
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(place(":memory:"), scope="a", encoder=None, zone=ZONE, clock=clock) as memory:
        for text in texts:
            clock.advance(apart)
            made = memory.observe("user", text, "s").intentions
        found = [memory.intention(one) for one in made]
    return [
        (one.content, f"{datetime.fromtimestamp(one.trigger.when, ZoneInfo(ZONE)):%m-%d %H:%M}")
        if isinstance(one.trigger, At) else (one.content, "") for one in found
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        ((RECITAL, "Remind me an hour before."), ("Kemi's recital", "06-12 15:00")),
        ((RECITAL, "Remind me an hour before", "Also remind me the day before to charge the camera."),
         ("charge the camera", "06-11 09:00")),
        ((RECITAL, "It's going to be lovely.", "Can you remind me the evening before to iron her dress?"),
         ("iron her dress", "06-11 19:00")),
        (("Karim's birthday is on July 2nd", "Remind me a week before to send him a parcel."),
         ("send him a parcel", "06-25 09:00")),
    ],
)  # fmt: skip
def test_a_time_is_counted_from_what_was_told(texts: tuple[str, ...], asked: tuple[str, str]) -> None:
    assert _asked(*texts) == [asked]


@pytest.mark.parametrize(
    ("texts", "apart"),
    [
        ((RECITAL, "Remind me an hour before to leave."), 5 * 3_600.0),  # long ago
        ((RECITAL, "The vet is in May.", "Remind me an hour before to leave."), 60.0),  # something else, with no hour
        (("Is the recital on Saturday at 4?", "Remind me an hour before to leave."), 60.0),
        ((RECITAL, "a", "b", "c", "Remind me an hour before to leave."), 60.0),
        ((RECITAL, "Remind me an hour before dinner to lay the table."), 60.0),
    ],
)
def test_it_is_not_where_that_is_not_clear(texts: tuple[str, ...], apart: float) -> None:
    assert [when for _, when in _asked(*texts, apart=apart)] in ([], [""])


def test_nor_from_what_was_said_in_another_session() -> None:
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(place(":memory:"), scope="a", encoder=None, zone=ZONE, clock=clock) as memory:
        memory.observe("user", RECITAL, "phone")
        assert memory.observe("user", "Remind me an hour before.", "laptop").intentions == ()
