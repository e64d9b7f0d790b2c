"""Plans are known until their day is over, and no longer."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory import ManualClock, Memory
from tests.aria_memory.samples import place

pytestmark = pytest.mark.usefixtures("each_store")

ZONE = "America/Halifax"


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def _told(text: str, now: str = "2027-03-12 10:00") -> tuple[Memory, ManualClock]:
    clock = ManualClock(at(now))
    memory = Memory.open(place(":memory:"), scope="a", encoder=None, zone=ZONE, clock=clock)
    memory.observe("user", text, "s")
    return memory, clock


def _plans(memory: Memory) -> list[str]:
    return [one.object for one in memory.facts.at() if one.predicate == "plans"]


@pytest.mark.parametrize(
    ("text", "last", "over"),
    [
        ("I'm flying to Vancouver tomorrow.", "2027-03-13 23:59", "2027-03-14 00:00"),
        ("We're moving to Truro next week.", "2027-03-21 23:00", "2027-03-22 00:00"),  # the clock changes before it
        ("I'm flying to Oslo tomorrow at 5pm.", "2027-03-13 23:59", "2027-03-14 00:00"),
    ],
)
def test_a_plan_ends_with_its_day(text: str, last: str, over: str) -> None:
    memory, clock = _told(text)
    with memory:
        clock.at = at(last)
        assert len(_plans(memory)) == 1
        clock.at = at(over)
        assert _plans(memory) == []
        assert "plans" not in memory.context(200, "what is new?").text
        assert [one.retracted for one in memory.facts.history("user", "plans")] == [None]  # nothing is forgotten


def test_a_plan_without_a_day_goes_on() -> None:
    memory, clock = _told("We're thinking big. I'm going to start my own practice.")
    with memory:
        clock.at = at("2028-03-12 10:00")
        assert _plans(memory) == ["start my own practice"]


def test_a_prompt_holds_what_is_planned_before_its_day() -> None:
    memory, _ = _told("I'm flying to Vancouver tomorrow.")
    with memory:
        memory.observe("user", "I live in Leeds.", "s")
        text = memory.context(200, "what is new?").text
        assert 'fact: "user plans flying to Vancouver" (for 2027-03-13' in text
        assert "plans" not in memory.context(200, "what is new?", as_of=at("2027-03-12 09:00")).text
