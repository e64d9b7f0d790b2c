# ruff: noqa: E501 - what is said reads best in one line
"""What a request counts from, or asks for, by what was said long before: "a week before mum's birthday", "whenever"."""

import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, ManualClock, Memory, State, Topic
from aria_memory.prospective.due import due_time
from aria_memory.prospective.intention import Intention
from tests.aria_memory.samples import place

pytestmark = pytest.mark.usefixtures("each_store")
LONDON = ZoneInfo("Europe/London")


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=LONDON).timestamp()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(at("2026-11-02 08:00"))


@pytest.fixture
def memory(clock: ManualClock, tmp_path: Path) -> Iterator[Memory]:
    path, chance = place(tmp_path / "x.db"), random.Random(3)
    with Memory.open(path, scope="ann", encoder=None, zone="Europe/London", clock=clock, chance=chance) as one:
        yield one


def asked(memory: Memory, text: str, session: str = "later") -> tuple[str, str]:
    """The content of the one intention that a message asks for, and when it is due next."""
    (name,) = memory.observe("user", text, session).intentions
    one = next(each for each in memory.intentions() if each.id == name)
    return one.content, when(memory, one)


def when(memory: Memory, one: Intention) -> str:
    due = due_time(one, at("2026-11-05 08:00"))
    return "no time" if due is None else f"{datetime.fromtimestamp(due, LONDON):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("told", "request_", "content", "due"),
    [
        ("My mum's birthday is on 28 November.", "Can you remind me a week before mum's birthday to order her present?",
         "order her present", "11-21 09:00"),
        ("I've got a dentist appointment on Friday at 3:30pm.", "an hour before my dentist appointment, tell me to leave",
         "tell me to leave", "11-06 14:30"),
        ("The wedding is on 12 December.", "The day before the wedding, at six in the evening, remind me to iron my shirt",
         "iron my shirt", "12-11 18:00"),
        ("We have choir practice every Thursday at 7pm.", "remind me half an hour before our choir practice to eat",
         "eat", "11-05 18:30"),
        ("She lands on Saturday at 14:20.", "two hours before she lands, remind me to buy the flowers",
         "buy the flowers", "11-07 12:20"),
    ],
)  # fmt: skip
def test_a_time_is_counted_from_what_was_told_in_another_session(
    memory: Memory, clock: ManualClock, told: str, request_: str, content: str, due: str
) -> None:
    memory.observe("user", told, "first")
    memory.observe("user", "By the way, the wedding band was late.", "second")
    clock.at = at("2026-11-05 08:00")
    assert asked(memory, request_) == (content, due)


def test_only_the_user_tells_when_something_is_and_a_question_does_not(memory: Memory, clock: ManualClock) -> None:
    memory.observe("assistant", "The wedding is on 12 December.", "first")
    memory.observe("user", "Is the wedding on 12 December?", "first")
    clock.at = at("2026-11-05 08:00")
    content, due = asked(memory, "remind me the day before the wedding to iron my shirt")
    assert due == "no time"
    assert "before the wedding" in content  # nothing that was told is lost


def test_what_is_forgotten_tells_nothing(memory: Memory, clock: ManualClock) -> None:
    memory.forget(memory.observe("user", "The wedding is on 12 December.", "first").episode_id)
    clock.at = at("2026-11-05 08:00")
    assert asked(memory, "remind me the day before the wedding to iron my shirt")[1] == "no time"


def test_what_is_over_is_not_counted_from(memory: Memory, clock: ManualClock) -> None:
    memory.observe("user", "The interview is on 3 November at 10.", "first")
    clock.at = at("2026-11-05 08:00")
    assert asked(memory, "remind me a day before the interview to print my CV")[1] == "no time"


@pytest.mark.parametrize(
    ("text", "content", "due"),
    [
        ("Every Thursday evening at 7 I have pottery class, nudge me an hour before please.", "pottery class", "11-05 18:00"),
        ("On the first of every month at 9:30 in the morning, please remind me to pay the wages.", "pay the wages", "12-01 09:30"),
        ("Sundays at ten in the morning I've to water the seedlings, so a little reminder each week please",
         "water the seedlings", "11-08 10:00"),
        ("The concert is this evening at six. Twenty minutes before the concert, please remind me to find the radio.",
         "find the radio", "11-02 17:40"),
        ("Tuesdays and Fridays at 8am, have me post the notes", "post the notes", "11-03 08:00"),
        ("every friday at 1pm i have to send him the rent, so keep me right on that will ya", "send him the rent", "11-06 13:00"),
        ("Can you give me a yell in forty minutes to take the casserole out?", "take the casserole out", "11-02 08:40"),
    ],
)  # fmt: skip
def test_series_and_distances_as_people_tell_them(memory: Memory, text: str, content: str, due: str) -> None:
    assert asked(memory, text) == (content, due)


def test_whenever_is_every_time_and_next_time_is_once(memory: Memory, clock: ManualClock) -> None:
    always = memory.observe("user", "Whenever I mention the rota, tell me to check my leave.", "a").intentions[0]
    once = memory.observe("user", "Next time I mention the boiler, remind me to book the service.", "a").intentions[0]
    for session in "bc":
        clock.at += 90_000.0
        told = memory.check("They've changed the rota again, and the boiler is loud.", session)
        assert {one.intention_id for one in told} == ({always, once} if session == "b" else {always})
        memory.observe("user", "booked the boiler service", session)
        memory.observe("user", "checked my leave, all still there", session)
    states = {one.id: one.state for one in memory.intentions()}
    assert states == {always: State.PENDING, once: State.DONE}


@pytest.mark.parametrize(
    ("first", "then", "boss"),
    [
        ("My manager is called Tomasz.", "I report to Wren now.", "Wren"),
        ("Maureen's my ward manager.", "Declan's my ward manager now", "Declan"),
        ("My boss is Ada.", "My boss is Bea now.", "Bea"),
    ],
)
def test_who_takes_the_place_of_another(memory: Memory, clock: ManualClock, first: str, then: str, boss: str) -> None:
    memory.observe("user", first, "a")
    clock.at += 86_400.0
    memory.observe("user", then, "b")
    assert [one.object for one in memory.facts.at(clock.at, predicate="relation.boss")] == [boss]
    ever = {one.object for one in memory.facts.history("user", "relation.boss")}
    assert len(ever) == 2
    assert boss in ever


def test_who_is_no_longer_it_is_ended_alone_too(memory: Memory, clock: ManualClock) -> None:
    memory.observe("user", "My manager is called Tomasz.", "a")
    clock.at += 86_400.0
    memory.observe("user", "My manager isn't Tomasz any more.", "b")
    assert memory.facts.at(clock.at + 1.0, predicate="relation.boss") == []


def test_where_somebody_is_moved_to_at_work_is_no_home(memory: Memory, clock: ManualClock) -> None:
    memory.observe("user", "My manager is Tomasz.", "a")
    clock.at += 86_400.0
    memory.observe("user", "My manager isn't Tomasz any more, he's moved to the Cardiff office. I report to Wren.", "b")
    held = {(one.predicate, one.object) for one in memory.facts.at(clock.at)}
    assert held == {("relation.boss", "Wren")}


REMINDED = "pay the rent"


@pytest.mark.parametrize(
    "text",
    [
        "Paid it on my phone with one eye open", "I've just sent him the money", "They're in", "Nipped out and did two, sorted",
        "done spoke to her all good", "texted Alec about it sorted", "yep have it", "I sorted one out this morning, so that is looked after",
    ],
)  # fmt: skip
def test_what_is_said_first_after_a_reminder_answers_it(memory: Memory, clock: ManualClock, text: str) -> None:
    memory.intend(REMINDED, At(clock.at + 60.0))
    clock.at += 61.0
    assert len(memory.due()) == 1
    clock.at += 20.0
    assert [one.what for one in memory.observe("user", text, "a").answered] == ["done"]


@pytest.mark.parametrize(
    "text",
    [
        "I loved it", "I told him already that I'm not coming", "I read it on the train", "It's out, looks lovely", "homework done",
        "they're not in yet", "I made it to the bank", "Is it done?", "I lost it", "She paid it", "I'll be done soon",
    ],
)  # fmt: skip
def test_what_is_of_something_else_does_not(memory: Memory, clock: ManualClock, text: str) -> None:
    memory.intend(REMINDED, At(clock.at + 60.0))
    clock.at += 61.0
    assert len(memory.due()) == 1
    assert memory.observe("user", text, "a").answered == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Not now. Half an hour.", "snoozed"), ("not now I'm on a slip road give me twenty minutes", "snoozed"),
        ("not now, up to my elbows in dough. in an hour", "snoozed"), ("In half an hour, I'm on the N2 behind a truck", "snoozed"),
        ("renewed it last week", "done"), ("Scrap the rent, the landlord forgave it", "dismissed"),
        ("move the reminder to pay the rent to Thursday, still at 9", "snoozed"), ("switch the rent thing to Thursday, Fridays I'm useless", "snoozed"),
    ],
)  # fmt: skip
def test_it_is_put_off_moved_and_dropped_in_more_words(memory: Memory, clock: ManualClock, text: str, what: str) -> None:
    memory.intend(REMINDED, At(clock.at + 60.0))
    clock.at += 61.0
    assert len(memory.due()) == 1
    assert [one.what for one in memory.observe("user", text, "a").answered] == [what]


@pytest.mark.parametrize(
    ("cue", "fires", "silent"),
    [
        ("running", "I went for a run after, legs are dead", "The tap is running again."),
        ("my run", "I ran 5k today", "I'm running late."),
        ("the move", "we're moving on Friday", "We moved the meeting to noon."),
        ("moving", "the moving van was late", "He moved on to the next question."),
        ("my trip", "the trip to Rome is booked", "She tends to trip over the rug."),
        ("work", "I had a rough day at work", "That doesn't work for me."),
    ],
)
def test_an_everyday_word_is_met_in_other_words(memory: Memory, cue: str, fires: str, silent: str) -> None:
    name = memory.intend("do it", Topic(cue)).id
    assert memory.check(silent, "a") == []
    assert [one.intention_id for one in memory.check(fires, "b")] == [name]


def test_nor_does_an_answer_to_a_question_or_a_later_turn(memory: Memory, clock: ManualClock) -> None:
    for between in (("assistant", "Did you find your keys?"), ("user", "The sun is out.")):
        memory.intend(REMINDED, At(clock.at + 60.0))
        clock.at += 61.0
        memory.due()
        clock.at += 1.0
        memory.observe(*between, "a")
        clock.at += 1.0
        assert memory.observe("user", "I found them on the shelf", "a").answered == ()
        clock.at += 86_400.0 * 9
