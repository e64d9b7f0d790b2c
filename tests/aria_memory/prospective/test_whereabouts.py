"""Cues that tell where the speaker is: met where they are there now, in any words for coming home."""

import pytest

from aria_memory import ManualClock, Memory
from aria_memory.prospective import lexical
from aria_memory.prospective.lexical import clean, cue_stems, tokens


def named(cue: str, message: str) -> bool:
    text = clean(message)
    place = lexical.named(cue, cue_stems(cue), text, tokens(text))
    return place is not None and place[1] is None


@pytest.mark.parametrize("cue", ["I get home", "I'm home", "I come home", "I'm back home", "we get home"])
@pytest.mark.parametrize(
    "message",
    [
        "I just got home", "I'm home", "Got home at last", "home!", "Finally home.", "We're home now, phew",
        "I'm finally back home", "Just got back home and I'm starving", "ok, home now", "I've come home early",
        "I'm at home today", "Made it home", "I wasn't hungry, but I'm home now", "When it rained I ran. I'm home now.",
    ],
)  # fmt: skip
def test_whoever_says_so_is_home(cue: str, message: str) -> None:
    assert named(cue, message)


@pytest.mark.parametrize("cue", ["I get home", "I'm home"])
@pytest.mark.parametrize(
    "message",
    [
        "I'm not home yet", "I'll be home at six", "I got home late last night", "on my way home", "I'm going home",
        "When I got home I slept", "When I get home I'll cook",
        "once I'm home I'll rest", "Is he home?", "my home is cold", "They came home", "I have homework",
        "I wish I was home", "I want to go home", "I'm working from home", "If I got home by six, I'd cook",
        "I came home yesterday", "she got home safely", "We need a new home", "home office day",
    ],
)  # fmt: skip
def test_nobody_else_is(cue: str, message: str) -> None:
    assert not named(cue, message)


@pytest.mark.parametrize(
    ("cue", "message", "there"),
    [
        ("I'm at the chemist", "I'm at the chemist now.", True),
        ("I'm at the chemist", "At the chemist, what did I need?", True),
        ("I'm at the chemist", "The chemist is closed, but I'm here", True),
        ("I'm at the chemist", "I was at the chemist yesterday and they were out of drops.", False),
        ("I'm at the chemist", "I'm not at the chemist yet", False),
        ("I'm at the chemist", "I'll be at the chemist tomorrow", False),
        ("I'm at the chemist", "I'm at the chemist tomorrow", False),
        ("I'm in London", "I was in London last week", False),
        ("I'm in London", "When I was in London I met Bo", False),
        ("I'm in London", "It was late, but I'm in London", True),
        ("I'm in London", "We're in London!", True),
        ("chemist", "I was at the chemist yesterday.", True),  # it is what was spoken of
        ("I land in Vancouver", "I landed in Vancouver", True),
        ("I wake up", "I just woke up", True),
    ],
)
def test_there_is_where_one_is_now(cue: str, message: str, there: bool) -> None:
    assert named(cue, message) is there


def test_a_reminder_for_when_one_is_home_comes_then_and_once() -> None:
    with Memory.open(":memory:", scope="a", encoder=None, clock=ManualClock(1_800_000_000.0)) as memory:
        memory.observe("user", "When I get home, remind me to feed the cat.", "s")
        assert memory.check("I'm on my way home", "s") == []
        (firing,) = memory.check("Just got home!", "s")
        assert firing.content == "feed the cat"
        assert memory.check("I'm home, by the way", "s") == []
