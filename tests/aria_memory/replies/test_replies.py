"""Replies to reminders in plain words: what each does, and above all what most do not."""

import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory import At, Every, ManualClock, Memory, State, Topic
from aria_memory.prospective.due import due_time
from aria_memory.replies import fits, read, task

LONDON = ZoneInfo("Europe/London")
WORDS = (
    "done", "I've", "called", "the", "bank", "not", "remind", "me", "again", "in", "an", "hour", "make", "it", "4",
    "instead", "never", "mind", "cancel", "all", "my", "reminders", "skip", "today", "tonight's",
    "snooze", "until", "tomorrow", "is", "out", "posted", ",", ".", "?", "and", "but", "so",
    "“", "\"", "\u202e", "\0",
)  # fmt: skip


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=LONDON).timestamp()


def scene(clock: ManualClock) -> Memory:
    clock.at = at("2027-02-08 12:00")
    m = Memory.open(
        ":memory:", scope="ann", encoder=None, zone="Europe/London", clock=clock, chance=random.Random(3)
    )
    m.intend("call the bank", At(at("2027-02-09 15:00")))
    m.intend("post the parcel", At(at("2027-02-10 09:00")))
    m.intend("pay the gas bill", At(at("2027-02-12 18:00")))
    m.intend("take my vitamins", Every("FREQ=DAILY", zone="Europe/London", start="2027-02-09T08:00:00"))
    m.intend("pack the adapter", Topic("Lisbon"))
    m.intend("email Joan the photos", Topic("Joan"))
    m.intend("book a dentist appointment", At(at("2027-02-15 10:00")))
    for moment in ("2027-02-09 08:00", "2027-02-09 15:00"):
        clock.at = at(moment)
        m.due()
    clock.at = at("2027-02-09 15:05")
    return m


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    text = ""
    does: dict[str, str] = {}
    for line in (*(Path(__file__).parent / "replies.txt").read_text(encoding="utf-8").splitlines(), "> "):
        if line.startswith("> "):
            if text:
                yield text, does
            text, does = line[2:], {}
        elif not line.startswith("#"):
            content, _, what = line.partition(": ")
            does[content] = what


def told(m: Memory, clock: ManualClock, text: str, role: str = "user") -> dict[str, str]:
    """What a message does: by content; of what is put off or moved, until when."""
    found = {}
    for one in m.observe(role, text, "s").answered:
        (now,) = (each for each in m.intentions() if each.id == one.intention_id)
        when = due_time(now, clock.at)
        until = f" {datetime.fromtimestamp(when or 0.0, LONDON):%m-%d %H:%M}"
        found[one.content] = one.what + (until if one.what in ("snoozed", "moved") else "")
    return found


def test_replies_do_what_they_say_and_nothing_else() -> None:
    wrong = []
    for text, does in cases():
        clock = ManualClock()
        with scene(clock) as m:
            found = told(m, clock, text)
            wrong += [(text, found)] if found != does else []
            assert told(m, clock, text, "assistant") == {}  # only the user answers
    assert wrong == []


def test_an_answer_without_a_name_is_to_what_was_just_said() -> None:
    clock = ManualClock()
    with scene(clock) as m:
        for text in ("So tired today.", "Where is my hat?", "Found it."):
            clock.advance(60)
            assert told(m, clock, text) == {}
        clock.advance(60)
        assert told(m, clock, "Done!") == {}  # with something else, by now
        assert told(m, clock, "I've called the bank.") == {"call the bank": "done"}


def test_done_long_after_is_about_something_else_unless_it_names_it() -> None:
    clock = ManualClock()
    with scene(clock) as m:
        clock.advance(5 * 3_600)
        for text in ("Done!", "Never mind.", "it's out"):
            assert told(m, clock, text) == {}
        assert told(m, clock, "Called the bank.") == {"call the bank": "done"}


def test_two_told_in_one_breath_are_put_off_together_and_done_by_name() -> None:
    clock = ManualClock()
    with scene(clock) as m:
        m.intend("feed the cat", At(at("2027-02-09 15:00:30")))
        clock.at = at("2027-02-09 15:00:30")
        m.due()
        clock.advance(60)
        assert told(m, clock, "Done.") == {}  # which of them?
        assert told(m, clock, "It's back.") == {}  # nor "back" of either
        assert told(m, clock, "Remind me again in 10 minutes.") == {
            "call the bank": "snoozed 02-09 15:11", "feed the cat": "snoozed 02-09 15:11",
        }  # fmt: skip
        clock.advance(600)
        assert sorted(one.content for one in m.due()) == ["call the bank", "feed the cat"]


def test_a_change_moves_what_was_asked_for_and_a_new_request_is_none() -> None:
    clock = ManualClock()
    with scene(clock) as m:
        (asked,) = m.observe("user", "Remind me to ring Bo tomorrow at 3.", "s").intentions
        assert told(m, clock, "Actually, make that 4 instead.") == {"ring Bo": "moved 02-10 16:00"}
        assert told(m, clock, "Sorry, half past four.") == {"ring Bo": "moved 02-10 16:30"}
        assert told(m, clock, "No, at 4.") == {"ring Bo": "moved 02-10 16:00"}
        assert m.observe("user", "Remind me to ring Bo tomorrow at 4.", "s").intentions == (asked,)  # the same still
        assert told(m, clock, "Never mind about it.") == {"ring Bo": "dismissed"}
        assert [one.state for one in m.intentions() if one.id == asked] == [State.DISMISSED]
        assert m.observe("user", "Remind me to ring Bo tomorrow at 4.", "s").intentions != (asked,)


def test_what_was_taken_for_done_can_be_taken_back() -> None:
    clock = ManualClock()
    with scene(clock) as m:
        assert told(m, clock, "I haven't called the bank yet.") == {}  # nobody said so
        assert told(m, clock, "I've called the bank.") == {"call the bank": "done"}
        assert told(m, clock, "I haven't called Joan.") == {}
        assert told(m, clock, "No wait, I didn't call the bank, that was Ann.") == {"call the bank": "reopened"}
        assert told(m, clock, "Cancel that.") == {"call the bank": "dismissed"}
        assert told(m, clock, "Undo that!") == {"call the bank": "reopened"}
        assert told(m, clock, "Undo that!") == {}
        assert told(m, clock, "I've called the bank.") == {"call the bank": "done"}
        assert told(m, clock, "No, I haven't called the bank, remind me in an hour") == {"call the bank": "reopened"}
        assert "call the bank" not in [one.content for one in m.due()]
        clock.advance(3_600)
        assert "call the bank" in [one.content for one in m.due()]
        clock.advance(86_400)
        assert "call the bank" in [one.content for one in m.due()]


def test_it_is_taken_back_and_put_off_in_one_breath_without_its_name() -> None:
    clock = ManualClock()
    with scene(clock) as m:
        assert told(m, clock, "Done.") == {"call the bank": "done"}
        assert told(m, clock, "No, I haven't, remind me in an hour.") == {"call the bank": "reopened"}
        assert told(m, clock, "I haven't, and it rained all day.") == {}
        clock.advance(3_600)
        assert "call the bank" in [one.content for one in m.due()]


def test_what_was_done_before_it_was_asked_for_was_another_time() -> None:
    clock = ManualClock()
    with scene(clock) as m:
        assert told(m, clock, "I posted the parcel last week.") == {}
        assert told(m, clock, "I posted the parcel this morning.") == {"post the parcel": "done"}


def test_a_clock_that_was_set_back_hides_nothing() -> None:
    clock = ManualClock()
    with scene(clock) as m:
        clock.advance(-3_600)
        assert told(m, clock, "Done.") == {"call the bank": "done"}
        assert told(m, clock, "I've taken my vitamins.") == {"take my vitamins": "done"}


def test_old_talk_that_comes_in_late_answers_nothing() -> None:
    clock = ManualClock()
    with scene(clock) as m:
        clock.advance(3 * 86_400)
        assert m.observe("user", "I've called the bank.", "s", at=at("2027-02-09 15:06")).answered == ()


def test_which_turn_it_was_is_kept_and_goes_with_it(tmp_path: Path) -> None:
    clock = ManualClock()
    with scene(clock) as m, Memory.open(":memory:", scope="ann", encoder=None, clock=clock) as new:
        seen = m.observe("user", "Nice. I've called the bank.", "s")
        (name,) = (one.intention_id for one in seen.answered)
        (kept,) = m.answers(name)
        assert (kept.what, kept.episode_id, "Nice. I've called the bank."[kept.start : kept.end]) == (
            "done", seen.episode_id, "I've called the bank",
        )  # fmt: skip
        for left_out in (None, dict[str, int]()):
            assert m.export(tmp_path / "a", left_out=left_out) and not left_out
        new.import_(tmp_path / "a")
        assert [one.what for one in new.answers(name)] == ["done"] and new.doctor()["problems"] == []
        m.purge(episode_id=seen.episode_id)
        assert m.answers(name) == [] and m.doctor()["problems"] == []
        new.purge(intention_id=name)
        assert new.export(tmp_path / "b") and '"answer"' not in (tmp_path / "b").read_text()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("hand in the essay", "I handed the essay in"), ("hand in the essay", "I submitted the essay"),
        ("submit the essay", "I handed the essay in"), ("fill out the form", "I filled in the form"),
        ("ring Bo", "I called Bo"), ("phone Bo", "I've rung Bo"), ("send off the form", "I sent the form"),
        ("send the form", "I sent off the form"), ("turn off the oven", "I turned off the oven"),
        ("put in the order", "I've put in the order"), ("post Oliver's card", "I posted Oliver's birthday card"),
    ],
)  # fmt: skip
def test_what_was_done_may_be_told_by_another_verb(content: str, text: str) -> None:
    assert [fits(one, task(content), True) for one in read(text)] == [True]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("submit the essay", "I handed the essay to my tutor"), ("call Bo", "I called off Bo"),
        ("call Bo", "I called Bo's mum"), ("put the bins in", "I've put off the bins"),
        ("take the car to the garage", "I had the car"), ("take my pill", "I had some pills left over"),
    ],
)  # fmt: skip
def test_what_sounds_like_it_is_something_else(content: str, text: str) -> None:
    assert not any(fits(one, task(content), True) for one in read(text))


@settings(max_examples=150, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for one in read(text):
        assert 0 <= one.start <= one.end <= len(text)
    task(text)


@pytest.mark.parametrize(
    "text",
    [
        "done, " * 300, "make it " * 240, "the " * 490 + "out", "a" * 1_999, "and so, but " * 160, "skip the " * 210,
        "cancel all my " + "a " * 900 + "reminders", "don't remind me " * 120, "called bo a " * 160,
    ],
)  # fmt: skip
def test_hostile_texts_take_no_longer_than_others(text: str) -> None:
    """They end: patterns that go back and forth would not."""
    read(text)
