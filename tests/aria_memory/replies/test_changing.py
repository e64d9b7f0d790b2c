"""Another time for what was asked for, or no more of it, in any words that name it."""

import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, Every, ManualClock, Memory

ZONE = "Europe/London"
ASKED = "2027-06-07 09:00"  # a Monday


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def _after(text: str) -> dict[str, str]:
    """What a message makes of a request for Tuesday at 11 and of one that comes every Monday and Thursday at 18:00."""
    clock = ManualClock(at(ASKED))
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock, chance=random.Random(1)) as memory:
        memory.intend("return the library book", At(at("2027-06-08 11:00")))
        weekly = Every("FREQ=WEEKLY;BYDAY=MO,TH", zone=ZONE, start=datetime(2027, 6, 7, 18))
        memory.intend("water the greenhouse", weekly)
        made = {}
        for one in memory.observe("user", text, "s").answered:
            (now,) = (each for each in memory.intentions() if each.id == one.intention_id)
            part = now.trigger
            when = f"{datetime.fromtimestamp(part.when, ZoneInfo(ZONE)):%m-%d %H:%M}" if isinstance(part, At) else ""
            rule = f"{part.rule} {part.start:%H:%M}" if isinstance(part, Every) else ""
            made[one.content] = f"{one.what} {when if one.what == 'moved' else ''}{rule if one.what == 'moved' else ''}"
        return {content: what.strip() for content, what in made.items()}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("so shift the library book reminder to 2 in the afternoon on Wednesday", "moved 06-09 14:00"),
        ("So would you move the reminder about the library book to Friday the 11th, at noon as before?",
         "moved 06-11 12:00"),
        ("no wait, Bo wants a day to think. do the library book Wednesday at 8 am instead", "moved 06-09 08:00"),
        ("about that library book, can it be Thursday at 10 in the morning instead, I've a thing on",
         "moved 06-10 10:00"),
        ("The library book can therefore wait. Move that reminder to the 10th, ten in the morning.",
         "moved 06-10 10:00"),
        ("she's coming Friday. so the library book reminder should be Thursday at six", "moved 06-10 18:00"),
        ("Can you move the library book reminder to 1 p.m.?", "moved 06-08 13:00"),
        ("so move the library book reminder to 7.10pm can?", "moved 06-08 19:10"),
        ("You may forget about returning the library book on Tuesday, since Bo has read it", "dismissed"),
        ("no more library book nudges either", "dismissed"),
        ("Bo will take the library book. You can stop reminding me about it.", "dismissed"),
        ("forget returning the library book Bo's taken it", "dismissed"),
        ("forget about the library book tomorrow", "dismissed"),
        ("Don't worry about the library book, Bo has it in his bag. You can cancel that one.", "dismissed"),
        ("that library book reminder you can drop, I'm keeping it", "dismissed"),
        ("Bo is off that day, so I need no more reminders to return the library book.", "dismissed"),
        ("I need not return the library book tomorrow after all, so please cancel that.", "dismissed"),
        ("Change of plan with that library book, they shut at one. Make it Thursday at 12:30.", "moved 06-10 12:30"),
        ("So make it Wednesday at quarter past ten that you tell me to return the library book, not Tuesday.",
         "moved 06-09 10:15"),
    ],
)  # fmt: skip
def test_a_request_is_moved_or_ended(text: str, what: str) -> None:
    assert _after(text) == {"return the library book": what}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("And let's have the greenhouse reminder at seven in the evening from now on.",
         "moved FREQ=WEEKLY;BYDAY=MO,TH 19:00"),
        ("make the greenhouse one Wednesday nights, not Mondays, still eight o'clock",
         "moved FREQ=WEEKLY;BYDAY=WE 20:00"),
        ("so you may stop the greenhouse reminders altogether", "dismissed"),
        ("forget about the greenhouse tonight", "skipped"),
    ],
)  # fmt: skip
def test_a_series_is_moved_ended_or_left_out(text: str, what: str) -> None:
    assert _after(text) == {"water the greenhouse": what}


@pytest.mark.parametrize(
    "text",
    [
        "Forget it, Bo has the library book.",
        "Bo moved the library book to the shelf at 5.", "I'll put the library book out on Friday.",
        "Should I move the library book to Friday?", "The library moved to Friday hours.",
        "If it rains, move the library book reminder to Friday.", "She cancelled the library book reminder.",
        "set the alarm for 7", "I've got to ring Bo, poke me about it on Friday at 10",
        "Don't forget the library book!",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_changes_nothing(text: str) -> None:
    assert _after(text) == {}


def test_a_series_that_was_seen_to_today_comes_at_its_new_hour_from_the_next_day_on() -> None:
    clock = ManualClock(at("2027-06-07 07:30"))  # a Monday
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock, chance=random.Random(1)) as memory:
        weekly = Every("FREQ=WEEKLY;BYDAY=MO,TH", zone=ZONE, start=datetime(2027, 6, 7, 8))
        memory.intend("check the fridge", weekly)
        clock.at = at("2027-06-07 08:00")
        memory.due()
        clock.advance(60)
        assert [one.what for one in memory.observe("user", "checked it", "s").answered] == ["done"]
        moved = memory.observe("user", "Make the fridge one half past eight from now on, would you?", "s").answered
        assert [one.what for one in moved] == ["moved"]
        assert memory.next_due() == at("2027-06-10 08:30")


@pytest.mark.parametrize(("said", "due"), [("done", "2027-06-08 09:30"), ("ok", "2027-06-07 09:30")])
def test_a_series_that_was_only_seen_comes_today(said: str, due: str) -> None:
    clock = ManualClock(at("2027-06-07 07:30"))
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock, chance=random.Random(1)) as memory:
        memory.intend("check the fridge", Every("FREQ=DAILY", zone=ZONE, start=datetime(2027, 6, 6, 8)))
        clock.at = at("2027-06-07 08:00")
        memory.due()
        clock.advance(60)
        memory.observe("user", said, "s")
        memory.observe("user", "make the fridge reminder half past nine", "s")
        assert memory.next_due() == at(due)


@pytest.mark.parametrize(
    "text",
    [
        "On the bus, sorry. Remind me in half an hour.", "For the moment, no. Remind me in half an hour.",
        "Don't worry about the noise, it's the cat. Remind me in half an hour.", "The post can wait. Snooze 30.",
    ],
)  # fmt: skip
def test_what_is_put_off_is_what_was_told_whatever_else_is_named(text: str) -> None:
    clock = ManualClock(at("2027-06-07 07:30"))
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock, chance=random.Random(1)) as memory:
        memory.intend("walk the dog", At(at("2027-06-07 08:00")))
        clock.at = at("2027-06-07 08:00")
        memory.due()
        clock.advance(60)
        assert [one.what for one in memory.observe("user", text, "s").answered] == ["snoozed"]


def test_a_series_whose_last_time_would_be_lost_so_keeps_today() -> None:
    clock = ManualClock(at("2027-06-07 07:30"))
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock, chance=random.Random(1)) as memory:
        until = at("2027-06-08 08:15")
        memory.intend("check the fridge", Every("FREQ=DAILY", zone=ZONE, start=datetime(2027, 6, 6, 8), until=until))
        clock.at = at("2027-06-07 08:00")
        memory.due()
        clock.advance(60)
        memory.observe("user", "checked it", "s")
        memory.observe("user", "Make the fridge one half past nine from now on, would you?", "s")
        assert memory.next_due() == at("2027-06-07 09:30")
