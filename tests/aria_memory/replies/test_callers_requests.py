"""What a caller filed, and no turn asked for, is changed without its name where it is what fired last, else not."""

import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, Every, ManualClock, Memory, SessionStart, Topic
from aria_memory.prospective.due import due_time
from aria_memory.prospective.triggers import Trigger

LONDON = ZoneInfo("Europe/London")
CALL = "Call the dentist"
DAILY = Every("FREQ=DAILY", zone="Europe/London", start="2027-03-10T12:00:00")


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=LONDON).timestamp()


NOON = At(at("2027-03-10 12:00"))


def filed(clock: ManualClock, when: Trigger, *, fires: bool = True) -> Memory:
    """It is a minute after it fired, or was filed."""
    clock.at = at("2027-03-10 09:00")
    m = Memory.open(
        ":memory:", scope="ann", encoder=None, zone="Europe/London", clock=clock, chance=random.Random(1)
    )
    m.intend(CALL, when)
    if fires:
        clock.at = at("2027-03-10 12:00")
        assert [one.content for one in m.due() + m.check("the boiler leaks", "s")] == [CALL]
    clock.advance(60)
    return m


def said(m: Memory, clock: ManualClock, text: str) -> list[tuple[str, str, str]]:
    """What a turn does: what, and when time may change it next."""
    found = []
    for one in m.observe("user", text, "s").answered:
        (now,) = (each for each in m.intentions() if each.id == one.intention_id)
        due = due_time(now, clock.at)
        found.append((one.content, one.what, "" if due is None else f"{datetime.fromtimestamp(due, LONDON):%a %H:%M}"))
    return found


@pytest.mark.parametrize("when", [NOON, Topic("the boiler"), SessionStart()])
@pytest.mark.parametrize("text", ["make it 5 instead", "Actually, 5.", "Can we make it 5 instead?", "remind me at 5"])
def test_what_fired_last_is_changed_without_its_name(when: Trigger, text: str) -> None:
    clock = ManualClock()
    with filed(clock, when) as m:
        assert said(m, clock, text) == [(CALL, "snoozed", "Wed 17:00")]
        assert said(m, clock, "No, 6.") == [(CALL, "snoozed", "Wed 18:00")]


def test_of_a_series_the_hour_is_moved() -> None:
    clock = ManualClock()
    with filed(clock, DAILY) as m:
        assert said(m, clock, "Make it 5 instead.") == [(CALL, "moved", "Wed 17:00")]


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("make it 5 instead", ("snoozed", "Wed 17:00")), ("Actually, remind me in an hour.", ("snoozed", "Wed 13:01")),
        ("done!", ("done", "")), ("cancel it", ("dismissed", "")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("by_call", [True, False])
def test_seen_it_may_be_changed_yet(text: str, does: tuple[str, str], by_call: bool) -> None:
    """An "ok" that was too soon, or a caller who notes that it was shown."""
    clock = ManualClock()
    with filed(clock, NOON) as m:
        if by_call:
            m.acknowledge(m.intentions()[0].id)
        else:
            assert said(m, clock, "ok, thanks") == [(CALL, "seen", "")]
        assert said(m, clock, text) == [(CALL, *does)]


def test_a_series_that_was_seen_is_told_again_where_it_is_put_off() -> None:
    clock = ManualClock()
    with filed(clock, DAILY) as m:
        said(m, clock, "Ok!")
        assert said(m, clock, "Hm, remind me again at 2.") == [(CALL, "snoozed", "Wed 14:00")]
        clock.at = at("2027-03-10 14:00")
        assert [one.content for one in m.due()] == [CALL]


def test_what_was_done_is_no_more_spoken_of() -> None:
    for when in (DAILY, NOON):
        clock = ManualClock()
        with filed(clock, when) as m:
            assert said(m, clock, "Done.")[0][:2] == (CALL, "done")
            assert said(m, clock, "Make it 5 instead.") == said(m, clock, "Done!") == []


def test_an_ok_is_noted_once() -> None:
    clock = ManualClock()
    with filed(clock, NOON) as m:
        assert said(m, clock, "ok") == [(CALL, "seen", "")]
        assert said(m, clock, "thanks") == []
    with filed(clock, NOON) as m:
        m.acknowledge(m.intentions()[0].id)
        assert said(m, clock, "ok") == []


@pytest.mark.parametrize("text", ["make it 5 instead", "Actually, 5.", "never mind", "cancel it", "skip it today"])
def test_what_did_not_fire_is_not_meant(text: str) -> None:
    clock = ManualClock()
    with filed(clock, NOON, fires=False) as m:
        assert said(m, clock, text) == []


def test_it_is_not_meant_where_something_else_fired_since_or_with_it() -> None:
    clock = ManualClock()
    with filed(clock, NOON) as m:
        m.intend("buy milk", At(clock.at + 300))
        clock.advance(300)
        m.due()
        assert said(m, clock, "Make it 5 instead.") == [("buy milk", "snoozed", "Wed 17:00")]
    with filed(clock, NOON) as m:
        clock.advance(-30)  # within a minute of each other
        m.intend("buy milk", At(clock.at + 1))
        clock.advance(1)
        m.due()
        assert said(m, clock, "Make it 5 instead.") == []


def test_nor_where_other_talk_or_a_day_came_between() -> None:
    clock = ManualClock()
    with filed(clock, NOON) as m:
        for text in ("What's for lunch?", "Where's my hat?", "It's cold."):
            assert said(m, clock, text) == []
        assert said(m, clock, "Make it 5 instead.") == []
    with filed(clock, NOON) as m:
        said(m, clock, "ok")
        said(m, clock, "What's for lunch?")
        assert said(m, clock, "Make it 5 instead.") == []  # sooner where it was seen
    with filed(clock, NOON) as m:
        clock.advance(25 * 3_600)
        assert said(m, clock, "Make it 5 instead.") == []
