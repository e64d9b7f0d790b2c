"""What is said first after a reminder and answers it without naming it; what only sounds so."""

import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_memory import At, ManualClock, Memory
from aria_memory.extraction.messages import readable, sentences
from aria_memory.replies.first_answers import first_answer

ZONE = "Europe/London"


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def _answered(content: str, text: str) -> list[str]:
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(":memory:", scope="a", encoder=None, zone=ZONE, clock=clock, chance=random.Random(1)) as memory:
        memory.intend(content, At(at("2027-06-07 10:00")))
        clock.at = at("2027-06-07 10:00")
        memory.due()
        clock.advance(60)
        return [one.what for one in memory.observe("user", text, "s").answered]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("photograph the bolts", "Photographed, all eleven of them."), ("pay my sister", "Transferred this second."),
        ("do the online check-in", "Checked in. 14A, window."), ("charge the tablet", "It's on the charger."),
        ("charge the radio", "on the charger"), ("order new reeds", "ordered a box of them just there"),
        ("move the washing", "aye moved it, somebody'd left socks on top of mine, no idea whose"),
        ("open the workbook", "Yes, open, on page 40."), ("open the yard gate", "Gate's open. He can't grumble."),
        ("send the report", "It went at 3:30. Ahead of you for once."), ("move the lorry", "aye thats it moved"),
        ("get the plane back from Des", "He gave it back last night, so that is settled."),
        ("add room three to the rota", "oh you star, I've added it now"),
        ("send Aoife the exercises", "oh good that you say it. there, I've just emailed it to her"),
        ("put the envelope in the bag", "it's in the bag, thank you, you're better than my own head"),
        ("drop off the uniforms", "k dropped em"), ("call mom", "jus hung up w her, all good"),
        ("set off for Waverley", "Coat on, umbrella found, and I'm already out of the door, thank you!"),
        ("telephone the bank", "I've just this minute done it, and the young woman was so kind that I nearly cried."),
        ("pin the number on my vest", "pinned, with only one stabbed thumb"),
        ("soak the rice", "Already soaked, I am not so old, no?"), ("hide the whiskey", "hidden, behind the muesli"),
        ("call the vet", "Yes, I called them right at ten, and her thyroid is a little high but she's okay."),
        ("export the slides", "Yep, they're exported and sitting on a thumb drive."),
        ("thank Mrs Daniels", "Just did, and she blushed"), ("fire up the smoker", "Lit. Smells like heaven."),
        ("order the chimney cap", "You are quite right to say so, but it is taken care of: the new one is in."),
        ("clear the boxes away", "The boxes have all been cleared away now, thank you."),
        ("reread the skeleton argument", "Reread, and improved by the loss of every adverb."),
        ("book the trestle tables", "Booked them not ten minutes ago, eight of them."),
        ("ask about the fixed rate", "I did ask. Four point one. Daylight robbery."),
        ("print the agendas", "I have printed all twelve, at the second attempt."),
        ("buy stamps", "bought some at the post office"),
        ("finish the graphs", "finished them about ten mins ago, am i a genius?"),
    ],
)  # fmt: skip
def test_it_is_done(content: str, text: str) -> None:
    assert _answered(content, text) == ["done"]


@pytest.mark.parametrize(
    "text",
    [
        "Watched a great film last night.", "Woke up with a headache.", "Missed my train, of course.", "She's gone.",
        "Just landed, it's pouring here.", "Cooked for six yesterday.", "it's on the news, the street's flooded",
        "it's in the papers again", "he's up already, bless him", "in the garden, it's lovely out", "So tired today.",
        "at the dentist, wish me luck", "on the train, back at six", "got it wrong again", "Moved in at last!",
        "snowed in, can you believe it", "Delayed again, forty minutes.", "parcel - done", "done that before", "I did",
        "I've just made soup, want some?", "The kids are done with school", "I've almost done it", "Done by tomorrow",
        "The ear drops are done, gave them at breakfast", "I called it, but it was engaged",
    ],
)  # fmt: skip
def test_it_is_not(text: str) -> None:
    assert _answered("sign the lease", text) == []


def test_who_says_so_has_left_only_where_that_was_to_be_done() -> None:
    assert _answered("leave for the airport", "I'm on my way, I'm already in the car.") == ["done"]
    assert _answered("water the fern", "I'm on my way, I'm already in the car.") == []


WORDS = (
    "done", "it", "all", "I've", "sent", ",", ".", "?", "and", "but", "not", "them", "on the charger", "he's", "so",
    "that",
    "is sorted", "already", "bought", "two", "tired",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_any_words_are_read_and_lie_within_the_message(text: str) -> None:
    said = [one for offset, part in readable(text) for one in sentences(part, offset)]
    found = first_answer(said)
    assert found is None or 0 <= found.start < found.end <= len(text)
