# ruff: noqa: E501 - cases read best in full lines
"""Requests for a topic in words and orders that no exact form fits; and messages that hold such words and ask nothing."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.extraction import extract
from aria_memory.extraction.cued_loosely import MAX_READ

NOW, ZONE = 1_790_000_000.0, ZoneInfo("Europe/London")
HERE = Path(__file__).parent


def asked(text: str) -> list[tuple[str, str | None]]:
    return [(one.content, one.cue) for one in extract(text, now=NOW, zone=ZONE).intentions]


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        # labels and arrows
        ("TOPIC: beehives / DO: remind me the smoker is in the shed", "the smoker is in the shed", "beehives"),
        ("boat licence -> ask me if it is renewed", "ask me if it is renewed", "boat licence"),
        ("For later chats: piano tuning => tell me Al wants cash", "tell me Al wants cash", "piano tuning"),
        # bare clauses
        ("Boiler comes up, you say: ring Piotr.", "say: ring Piotr", "Boiler"),
        ("me moaning about the rota = you telling me to go to bed", "go to bed", "rota"),
        ("How about this: I mention the sauna, you ask me if the wood is dry.", "ask me if the wood is dry", "sauna"),
        # nouns of talk
        ("Talk of the loom should get you asking me about the wool.", "asking me about the wool", "loom"),
        ("Any further discussion of Project Kite must come with a warning that it is secret.", "it is secret", "Project Kite"),
        ("Upon my next reference to the orchard, I should be grateful for a reminder about the nets.", "the nets", "orchard"),
        ("Mention of the orchard should jog my memory. I owe Pat a crate.", "I owe Pat a crate", "orchard"),
        ("A mention of the sauna from me = a reminder from you that the wood is wet.", "from you that the wood is wet", "sauna"),
        ("No chat about the lodger should end without you telling me what he owes.", "what he owes", "lodger"),
        # how else it is said that something comes up
        ("Should the Lund matter arise in any later talk, kindly alert me to the deadline.", "the deadline", "Lund matter"),
        ("Let me know that Bo hates figs if jam is ever part of the conversation.", "Bo hates figs", "jam"),
        ("I'd love it if you asked how the knee is as soon as rehearsals are on the table.", "asked how the knee is", "rehearsals"),
        ("Whenever it's rowing we're on about, have a go at me for skipping practice.", "have a go at me for skipping practice", "rowing"),
        ("The minute you read the word \"fence\" from me, shoot back with \"measure first\".", 'shoot back with "measure first"', "fence"),
        ("when pharmacy is what I'm asking about, quiz me on the doses", "quiz me on the doses", "pharmacy"),
        ("With ferrets as the topic, be so kind as to remind me of the vet.", "the vet", "ferrets"),
        ("Let the camper be your cue to ask if I tested the alarm.", "ask if I tested the alarm", "camper"),
        ("nxt time im on abt the ferry gimme a nudge to renew the pass", "renew the pass", "ferry"),
        ("Catch me mentioning cigars and you are to remind me it's day 12.", "it's day 12", "cigars"),
        # what stands before
        ("Sourdough. When I start on it you ask how the starter is.", "ask how the starter is", "Sourdough"),
        ("Slugs, snails: if either gets a look-in, mention the copper tape.", "mention the copper tape", "Slugs or snails"),
        ("The choir, whenever raised, gets me asked about my fees.", "my fees", "choir"),
        ("My boss will come up sooner or later. Tell me to stay calm when that happens", "Tell me to stay calm when that happens", "My boss"),
        # what it took too much of
        ("Should I start on about the boiler another day, kindly nudge me to ring Al.", "ring Al", "boiler"),
        ("can you tell me to feed Biscuit if i say anything about my hamster pleaaase", "tell me to feed Biscuit", "my hamster"),
        # what is to be said, in quotes alone
        ("I'd appreciate a stern \"no cheese\" every time Rex comes up.", '"no cheese"', "Rex"),
        ("if i start on about vinyl say the shelf is full", "say the shelf is full", "vinyl"),
    ],
)  # fmt: skip
def test_read_in_whatever_order(text: str, content: str, cue: str) -> None:
    assert asked(text) == [(content, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "Whenever I speak about my job people's eyes glaze over. Help me with a better pitch.",
        "Every time I mention my diet you tell me to see a doctor.",
        "When the rent comes up, I panic. Tell me about it!", "If my boss mentions the merger once more I'm going to scream.",
        "Dear Sam, next time we talk about the budget, could you bring up the lease? Thanks, Jo",
        "Translate into Polish: ask me about the dog when I mention the park.",
        "I told Sam to remind me if the budget comes up, so that's covered.",
        "You don't need to remind me when the rent comes up, it's on standing order.",
        "Delete the note that says to tell me about the plumber when the bathroom comes up.",
        "He asked me about the scar when I mentioned the sea. I lied.", "my gran always told me about the war when we talked about bread",
        "If the subject of the sentence is plural, tell me why the verb is singular.",
        "Tell me how to react when politics comes up at dinner.", "weekend: mow lawn, discuss holiday with Jen, bring up boxes",
        "Thanks for reminding me of Ella's birthday when I talked about cake.", "The doctor said to mention it when blood pressure comes up.",
        "Does it bother you when I bring up the divorce? Tell me.", "When I get home, tell me a story about a boat.",
        "The rent is discussed, then as usual Al will sulk. Tell me a joke.",
        "Whenever I hear Bach I cry.", "I had a conversation about tax and she told me to save.", "Grandpa would tell me the story whenever rain was mentioned.",
    ],
)  # fmt: skip
def test_what_only_holds_such_words(text: str) -> None:
    assert not [cue for _, cue in asked(text) if cue]


@pytest.mark.parametrize(("name", "lines", "most"), [("second", 500, 5), ("third", 400, 4), ("fourth", 400, 1), ("fifth", 400, 16),
                                                  ("sixth", 500, 0)])
def test_hardly_any_message_near_such_requests_is_taken_for_one(name: str, lines: int, most: int) -> None:
    """Each by a hand that had not read the rules; without this reading 6, 6, 1, 29 and 0. Of the fifth seven are reminders
    of other kinds; the sixth are ordinary messages."""
    told = (HERE / f"not_requests_{name}.txt").read_text(encoding="utf-8").splitlines()
    assert len(told) == lines
    assert sum(any(cue for _, cue in asked(text)) for text in told) <= most


def test_what_else_a_message_asks_for_stays() -> None:
    text = "Remind me tomorrow at 9 to ring Bo. Should I start on about the boiler another day, kindly nudge me to ring Al."
    assert asked(text) == [("ring Bo", None), ("ring Al", "boiler")]


def test_a_long_message_is_not_read_so() -> None:
    short = "Boiler comes up, you say: ring Piotr."
    assert asked(short)
    assert not [cue for _, cue in asked(short + " la" * (MAX_READ // 3)) if cue]


WORDS = ["when", "if", "once", "any", "talk", "of", "mention", "mentioned", "comes", "up", "raise", "about", "the", "a", "boiler", "Rex", "it", "that", "either", "you", "me", "I", "say", "tell", "ask", "remind", "nudge", "reminder", ".", ",", ":", ";", "->", "=", "/", '"', "'", "topic", "should", "without", "not", "never"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@settings(max_examples=500, deadline=None)
def test_any_words_are_read(text: str) -> None:
    for one in extract(text, now=NOW, zone=ZONE).intentions:
        assert one.content.strip()
        assert one.cue is None or one.cue.strip()
