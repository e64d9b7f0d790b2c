"""Who is what to whom, in whatever order that is told; things by their names."""

from zoneinfo import ZoneInfo

import pytest

from aria_memory.extraction import extract

NOW = 1_800_000_000.0


def _told(text: str) -> set[str]:
    read = extract(text, now=NOW, zone=ZoneInfo("UTC"))
    gone = {f"not {one.subject} {one.predicate} {one.object}" for one in read.retractions}
    return {f"{one.subject} {one.predicate} {one.object}" for one in read.facts} | gone


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("My boss at the depot is Mrs Fortune, a stern woman.", {"user relation.boss Mrs Fortune"}),
        ("as of this morning Gareth is my boss.", {"user relation.boss Gareth"}),
        ("So from Monday my new assistant is Isla, who is keen.", {"user relation.assistant Isla"}),
        ("Halima is our designer, by the way.", {"user relation.designer Halima"}),
        ("Bongani, that's my ex-husband, has called.", {"user relation.ex-husband Bongani"}),
        ("Fergus, who is my assistant in the shop, sings.", {"user relation.assistant Fergus"}),
        ("Oskar's teacher is Ms Kearney.", {"Oskar relation.teacher Ms Kearney"}),
        ("Yvonne is Danielle's mum.", {"Danielle relation.mother Yvonne"}),
        ("Ingrid's brother Stellan borrowed our tent.", {"Ingrid relation.brother Stellan"}),
        ("My granddaughter Isla is here, and her brother Callum is at school.",
         {"user relation.granddaughter Isla", "user's granddaughter relation.brother Callum"}),
        ("The chair of our committee is Doris Langley.", {"user relation.chair Doris Langley"}),
        ("Lunch with Amaka. She's my best friend.", {"user relation.friend Amaka"}),
        ("Hired Bianca Whitlow, she's our head of sales.", {"user relation.head-of-sales Bianca Whitlow"}),
        ("mr brady's the landlord, hes sound", {"user relation.landlord Mr Brady"}),
        ("Terry's not my herdsman any more.", {"not user relation.herdsman Terry"}),
        ("Our car is a Kia now.", {"user drives Kia"}),
        ("I drive a beat up civic, 190k on it", {"user drives civic"}),
        ("The boat's name is Heron now.", {"user's boat name Heron"}),
        ("My favourite timber is yellow cedar.", {"user favourite.timber yellow cedar"}),
        ("Emeka rang. He lives in Croydon now.", {"Emeka lives_in Croydon"}),
        ("Tam is my collie, by the way.", {"user has_pet collie", "user's collie name Tam"}),
        ("I'm the treasurer of our choir.", {"user works_as treasurer"}),
        ("Next time my son Zorvan is mentioned, remind me to sign the form.", {"user relation.son Zorvan"}),
        ("If I mention my brother Malik again, remind me to mail his hoodie.", {"user relation.brother Malik"}),
        ("Imagine my brother Malik was a king.", set()),
        ("and appa is diabetic, so no sweets", {"user's father has_condition diabetes"}),
        ("My grandson Toby is reading geology at Durham.",
         {"user relation.grandson Toby", "user's grandson studies geology", "user's grandson studies_at Durham"}),
        ("teo's my flatmate now, hes from lisbon", {"user relation.roommate Teo", "user's roommate from lisbon"}),
        ("I run a small bookshop in Leith called Marginalia.",
         {"user works_as running a small bookshop called Marginalia"}),
    ],
)  # fmt: skip
def test_it_is_read(text: str, told: set[str]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "My computer is Dell made.", "The character's name is Elena.", "My printer is Canon.",
        "The weather is Scottish.",
        "If Gareth is my boss I quit.", "She said Gareth is my boss.", "Is Gareth my boss?", "My boss is great.",
        "My partner drives a truck.", "My teacher is Canadian.", "Our winter is March.",
    ],
)  # fmt: skip
def test_what_is_nobody_is_none(text: str) -> None:
    assert not any("relation." in one or " name " in one for one in _told(text))


def test_an_hour_begins_no_state() -> None:
    text = "I live in Leeds and think that anyone asleep at five is mad."
    (one,) = extract(text, now=NOW, zone=ZoneInfo("UTC")).facts
    assert (one.predicate, one.object, one.valid_from) == ("lives_in", "Leeds", None)


def test_whom_a_request_names_is_known_by_it() -> None:
    text = "Every Thursday at 7 tell me to roll the bins out, my husband Declan never does."
    assert _told(text) == {"user relation.husband Declan"}
