# ruff: noqa: E501 - cases read best in full lines
"""Requests that wait for a topic, however they are put, and what only sounds like one."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.extraction import extract
from aria_memory.extraction.cue_clauses import comes_up
from aria_memory.extraction.cue_referents import named

NOW = 1_800_000_000.0
NOT_REQUESTS = Path(__file__).parent / "not_requests.txt"
WORDS = (
    "when", "if", "next time", "the moment", "I", "you", "mention", "talk about", "comes up", "it", "that", "her", "the boat",
    "remind me", "tell me", "please", "so", "and", ",", ":", "to", "about", "again", "I would be grateful if", "should",
)  # fmt: skip


def asked(text: str) -> list[tuple[str, str | None]]:
    found = extract(text, now=NOW, zone=ZoneInfo("UTC")).intentions
    return [(one.content, one.cue) for one in found]


@pytest.mark.parametrize(
    ("clause", "cue"),
    [
        ("you and I next get to talking about the greenhouse", "the greenhouse"), ("I start on about HMRC", "HMRC"),
        ("blood pressure is mentioned", "blood pressure"), ("the boiler ever comes up again", "the boiler"),
        ("I say something about the loft", "the loft"), ("discussing the Q3 forecast", "the Q3 forecast"),
        ("I bring him up", "him"), ("there's talk of camping", "camping"), ("next I mention the hedge", "the hedge"),
        ("the word mortgage drops", "the word mortgage"), ("I mention her next", "her"), ("I get to the station", None),
        ("it rains", None), ("I bring up the fence you", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_clause_says_comes_up(clause: str, cue: str | None) -> None:
    place = comes_up(clause)
    assert (clause[slice(*place)] if place else None) == cue


@pytest.mark.parametrize(
    ("cue", "said", "meant"),
    [
        ("it", "The sofa is too big.", "sofa"), ("that", "Swimming!", "Swimming"), ("her", "I told Amara I'd come.", "Amara"),
        ("phoning him", "Uncle Bernard hates being rung on a Sunday, ", "phoning Uncle Bernard"),
        ("them", "Mushrooms make Theo sick.", "Mushrooms"), ("it", "I was there.", ""), ("the boat", "The sofa is big.", "the boat"),
        ("it", "One more thing.", ""), ("her birthday", "Priya has moved.", "Priya's birthday"),
        ("his visa", "I wrote to Ravi on Monday.", "Ravi's visa"), ("the subject", "The sofa is big.", "sofa"),
    ],
)  # fmt: skip
def test_what_a_pronoun_stands_for(cue: str, said: str, meant: str) -> None:
    assert named(cue, said) == meant


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("If sourdough crops up, I need to be told that the flour's cheaper at the mill.", "the flour's cheaper at the mill", "sourdough"),
        ("Potholes: next time I'm ranting about them, tell me the form is online.", "tell me the form is online", "Potholes"),
        ("The flat in Gdansk, when that comes up please remind me to ring Ola.", "ring Ola", "flat in Gdansk"),
        ("I keep meaning to ask for my tin back. Will you remind me when Lorraine next comes up?", "ask for my tin back", "Lorraine"),
        ("Rick wants his amp back, say so next time I mention the band will you", "Rick wants his amp back", "the band"),
        ("when I mention the lock, the code is inside the door, tell me that", "the code is inside the door", "the lock"),
        ("Remind me next time I mention Nadia and Piet that it's our turn.", "it's our turn", "Nadia and Piet"),
        ("If I mention Prague again, the hotel owes us, so tell me to chase it.", "tell me to chase it", "Prague"),
        ("I'd like to be reminded of one thing whenever ticks are mentioned: the tweezers are upstairs.",
         "the tweezers are upstairs", "ticks"),
    ],
)  # fmt: skip
def test_read_however_it_is_put(text: str, content: str, cue: str) -> None:
    assert asked(text) == [(content, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "Whenever my ex comes up my friends tell me to move on.", "He said, when the boat comes up, remind me to pay.",
        "every time I bring up the fence you tell me the same thing", "Do you tell me when the rent is mentioned?",
    ],
)  # fmt: skip
def test_what_others_say_is_no_request(text: str) -> None:
    assert asked(text) == []


def test_hardly_anything_is_taken_for_a_request() -> None:
    """A hundred and sixty messages by a hand that had not read the rules; one is a letter to be translated."""
    told = [line for line in NOT_REQUESTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert len(told) == 160
    assert sum(bool(asked(text)) for text in told) <= 1


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_any_words_are_read(text: str) -> None:
    for one in extract(text, now=NOW, zone=ZoneInfo("UTC")).intentions:
        assert one.content
        assert one.cue is None or one.cue.strip()
