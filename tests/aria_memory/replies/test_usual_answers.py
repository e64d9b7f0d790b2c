"""Answers in usual words that three made-up weeks held and that did nothing before, or the wrong thing."""

import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, ManualClock, Memory

ZONE = "Europe/London"


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def _answered(content: str, *texts: str) -> list[str]:
    """What the last of the texts does, said five minutes and a moment after a reminder."""
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(
        ":memory:", scope="a", encoder=None, zone=ZONE, clock=clock, chance=random.Random(1)
    ) as memory:
        memory.intend(content, At(at("2027-06-07 10:00")))
        clock.at = at("2027-06-07 10:00")
        memory.due()
        for text in texts:
            clock.advance(300)
            answered = memory.observe("user", text, "s").answered
        return [one.what for one in answered]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("call Felix", "Talked to him, he's fine."),
        ("call Felix", "I spoke with Felix."),
        ("ring Aunty Noriko", "Spoke to Aunty Noriko, she sends her love."),
        ("talk to Bo about the trip", "I've spoken to Bo."),
        ("book the vet for Biscuit", "I booked the vet, Friday at 9."),
        ("book the vet for Biscuit", "I've booked the vet for Friday at 9."),
        ("book the vet for Biscuit", "Booked it for Friday."),
        ("order the cake", "Ordered the cake for Saturday."),
        ("hand in the attendance sheets", "The attendance sheets are handed in."),
        ("hand in the attendance sheets", "sheets handed in"),
        ("give mum her eye drops", "drops done"),
        ("pick up the dry cleaning", "The dry cleaning is picked up."),
        ("buy milk", "got the milk"),
        ("buy milk", "I picked up some milk"),
        ("collect the visa", "Got the visa!"),
        ("collect the visa", "I've picked up the visa"),
        ("pick up the parcel", "collected the parcel"),
        ("pick Bo up from school", "Got Bo from school"),
        ("get vitamin D", "I bought vitamin D"),
    ],
)
def test_it_is_done(content: str, text: str) -> None:
    assert _answered(content, text) == ["done"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("call Felix", "I talked about Felix with my boss."),
        ("call Felix", "I spoke about him."),
        ("call Felix", "I talked to Bo."),
        ("call Felix", "Felix talked to me."),
        ("email the bank", "I spoke to the bank."),
        ("post the parcel", "I posted the parcel last week."),
        ("post the parcel", "Got the parcel"),
        ("pay the gas bill", "I got the gas bill"),
        ("buy milk", "Got milk-coloured paint"),
        ("buy milk", "I've got to buy milk"),
        ("buy milk", "I got the cat"),
        ("collect the visa", "I picked the wrong day"),
        ("buy milk", "we got to get milk"),
        ("call mum", "I called mum, yesterday."),
        ("call mum", "I called mum on Saturday."),
        ("hand in the attendance sheets", "The attendance sheets are handed out."),
        ("give mum her eye drops", "homework done"),
    ],
)
def test_it_is_not(content: str, text: str) -> None:
    assert _answered(content, text) == []


@pytest.mark.parametrize(
    "text", ["not now, in 45 minutes", "Not now, in an hour please", "later, in half an hour", "not yet, at noon"]
)
def test_it_is_put_off(text: str) -> None:
    assert _answered("take my tablets", text) == ["snoozed"]


@pytest.mark.parametrize("text", ["Oh no! Thank you so much for the reminder."])
def test_it_was_seen(text: str) -> None:
    assert _answered("leave for the airport", text) == ["seen"]
    assert _answered("leave for the airport", f"I've left, {text.lower()}") == ["done"]


@pytest.mark.parametrize("text", ["Not now, in an hour I'm free.", "in 45 minutes", "It was later, in half an hour."])
def test_it_is_not_put_off(text: str) -> None:
    assert _answered("take my tablets", text) == []


@pytest.mark.parametrize(
    ("content", "text"), [("call the bank", "called them"), ("send Okafor the drawings", "Sent him the drawings.")]
)
def test_what_was_seen_is_done_after(content: str, text: str) -> None:
    assert _answered(content, "ok", text) == ["done"]


def test_what_was_not_done_is_put_off_whatever_else_was_done_since() -> None:
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock) as memory:
        memory.intend("service the generator", At(at("2027-06-07 12:00")))
        visa = memory.intend("collect the visa", At(at("2027-06-07 14:00"))).id
        for time in ("2027-06-07 12:00", "2027-06-07 14:05"):
            clock.at = at(time)
            memory.due()
        memory.observe("user", "I've serviced the generator.", "s")
        late = "I have not collected the visa yet, the office is closed. Move it to tomorrow at 11."
        answered = memory.observe("user", late, "s").answered
        assert [(one.intention_id, one.what) for one in answered] == [(visa, "snoozed")]
        assert memory.intention(visa).snoozed_until == at("2027-06-08 11:00")


def _filed(*texts: str) -> tuple[list[str], list[str]]:
    """What the last of the texts asks for, and does, said a while after "call the bank" was told."""
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock) as memory:
        memory.intend("call the bank", At(at("2027-06-07 10:00")))
        clock.at = at("2027-06-07 10:00")
        memory.due()
        for text in texts:
            clock.advance(60)
            seen = memory.observe("user", text, "s")
        found = [memory.intention(one) for one in seen.intentions]
        return [
            f"{one.content} {datetime.fromtimestamp(one.trigger.when, ZoneInfo(ZONE)):%m-%d %H:%M}"
            for one in found if isinstance(one.trigger, At)
        ], [f"{one.what} {one.content}" for one in seen.answered]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "filed", "answered"),
    [
        ("My flight is tomorrow at 8pm, remind me at 6.", ["My flight 06-08 18:00"], []),
        ("new appointment is next Tuesday at 10, remind me at 9", ["new appointment 06-15 09:00"], []),
        ("The match is on Saturday at 3. Remind me at 2.", ["The match 06-12 14:00"], []),
        ("I have a meeting at 3, remind me at 4", [], ["snoozed call the bank"]),
        ("I'm driving, remind me at 5", [], ["snoozed call the bank"]),
        ("I'm away until Friday, remind me tonight at 6", [], ["snoozed call the bank"]),
    ],
)
def test_what_is_to_come_after_the_reminder_is_what_it_is_of(
    text: str, filed: list[str], answered: list[str]
) -> None:
    assert _filed(text) == (filed, answered)


@pytest.mark.parametrize(
    "text", ["Stop, that's too much. Cancel that.", "Wait, cancel that.", "so no more tap reminders please"]
)
def test_what_was_just_asked_for_is_not_wanted(text: str) -> None:
    asked = "Remind me every 3 hours to turn the tap."
    assert _filed(asked, text) == ([], ["dismissed turn the tap"])


@pytest.mark.parametrize(
    "text", ["no more news", "No more milk, thanks", "there is no more tap", "Stop the music. Cancel that."]
)
def test_it_is_still_wanted(text: str) -> None:
    assert _filed("Remind me every 3 hours to turn the tap.", text) == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("please stop the 2:30 one, the night nurse does it now", [("turn mum over", "dismissed")]),
        ("cancel the 9pm reminder", [("lock up", "dismissed")]),
        ("move my 9 o'clock reminder to 10pm", [("lock up", "moved")]),
        ("skip the 2:30am one tomorrow", [("turn mum over", "skipped")]),
        ("cancel the noon alarm", [("feed the cat", "dismissed")]),
        ("cancel the 2:30pm reminder", []),
        ("cancel the 8 o'clock one", []),  # there are two
        ("cancel the one", []),
    ],
)
def test_an_hour_names_what_comes_then(text: str, expected: list[tuple[str, str]]) -> None:
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock) as memory:
        for request in (
            "remind me every day at 2:30am to turn mum over", "remind me at 9pm to lock up",
            "remind me at noon to feed the cat", "remind me at 8pm to ring Bo",
            "remind me tomorrow at 8am to weigh in", "It rained.", "I slept well.", "The sun is out.",
        ):  # fmt: skip
            memory.observe("user", request, "s")
        answered = memory.observe("user", text, "s").answered
        assert [(one.content, one.what) for one in answered] == expected


@pytest.mark.parametrize(
    ("told", "text", "what"), [(2, "Fed the cat.", "done"), (0, "cancel the cat reminder", "dismissed")]
)
def test_what_was_asked_for_at_two_times_is_answered_whole(told: int, text: str, what: str) -> None:
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock) as memory:
        for request in ("Remind me on Friday and Saturday at noon to feed the cat.", "It rained.", "So it did.", "Hm."):
            memory.observe("user", request, "s")
        for moment in ("2027-06-11 12:00", "2027-06-12 12:01")[:told]:
            clock.at = at(moment)
            memory.due()
        assert [one.what for one in memory.observe("user", text, "s").answered] == [what, what]


def test_of_two_times_to_come_it_is_not_said_which_was_done() -> None:
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock) as memory:
        memory.observe("user", "Remind me on Friday and Saturday at noon to feed the cat.", "s")
        assert memory.observe("user", "Fed the cat.", "s").answered == ()
        clock.at = at("2027-06-11 12:00")
        memory.due()
        assert len(memory.observe("user", "Fed the cat.", "s").answered) == 1  # that of Saturday is to come
