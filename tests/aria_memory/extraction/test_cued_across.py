# ruff: noqa: E501 - cases read best in full lines
"""Requests for a topic in other orders: in labels, in two sentences, with the directive last; and what is none."""

from zoneinfo import ZoneInfo

import pytest

from aria_memory.extraction import extract

NOW = 1_800_000_000.0


def asked(text: str) -> list[tuple[str, str | None]]:
    found = extract(text, now=NOW, zone=ZoneInfo("UTC")).intentions
    return [(one.content, one.cue) for one in found]


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Trigger: caravan. Reminder: book the service.", "book the service", "caravan"),
        ("Topic: the tuba. Message: valve oil is in the case.", "valve oil is in the case", "the tuba"),
        ("remind: swap the filters. when: aquarium", "swap the filters", "aquarium"),
        ("Prompt me to pay Ravi. Condition: someone mentions the curry night.", "pay Ravi", "the curry night"),
        ("I owe Pat a crate. Mention of the orchard should jog my memory.", "I owe Pat a crate", "the orchard"),
        ("Could you prompt me about the deeds? The moment to do it is when I get on to the boundary wall.", "the deeds", "the boundary wall"),
        ("The raffle is cash only. That's to be said when the fete is the subject.", "The raffle is cash only", "the fete"),
        ("On the subject of the barn, remind me that the wiring is old.", "the wiring is old", "the barn"),
        ("I mention the marathon, you tell me my knee isn't good.", "my knee isn't good", "the marathon"),
        ("When the reunion comes up, you say: ring Meg.", "ring Meg", "the reunion"),
        ("The word toaster should make you say: check the fuse.", "check the fuse", "toaster"),
        ("Remind me to ring the vet. When? When the goat comes up.", "ring the vet", "the goat"),
        ("If I mention it (the visa), remind me to send two photos.", "send two photos", "the visa"),
        ("when the pool comes into the convo lemme know the code changed", "the code changed", "the pool"),
        ("on my speaking of Ottoline, remind me to return her book", "return her book", "Ottoline"),
        ("The lease runs out in May; please pass that on to me when the flat comes up.", "pass that on to me", "the flat"),
        ("Do not let me go on about the loft without telling me to ring Al.", "ring Al", "the loft"),
        ("Wait till I mention the mortgage, then tell me to call Sandra.", "tell me to call Sandra", "the mortgage"),
        ("It would be a kindness if, when the fair comes up, you were to tell me that Bo drives.", "tell me that Bo drives", "the fair"),
        ("a reminder please the instant anyone mentions the council: bins", "bins", "the council"),
    ],
)  # fmt: skip
def test_topic_and_telling_in_any_order(text: str, content: str, cue: str) -> None:
    assert asked(text) == [(content, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "When the topic of tax came up he told me to relax.", "Whenever the loft is mentioned, my wife sighs. She told me to stop.",
        "Subject: the caravan. It leaks.", "Topic: tax. What do you know about it?", "On Friday I ring Bo.",
        "I mention the boat, he tells me to sell it.", "You say so when the boat comes up, but do you mean it?",
        "Every time the fence comes up you say the same thing.", "The word tax makes me shiver.",
        "He wanted to be told when the fence came up.", "Mention of the orchard always makes her smile.",
        "When Bo comes up, I flinch. Remember that Al is vegan.", "My sister needs reminding. The cue is the bell.",
        "Regarding the invoice, let me know what you think.", "As for the garden, tell me what to plant.",
        "About tax, ask me anything.",
        "On the subject of the barn, what do you think?", "If the boat comes up at the meeting, what should I say?",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it(text: str) -> None:
    assert not [one for one in asked(text) if one[1]]
