"""Usual wording that three made-up weeks held and that was read wrongly before."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory.extraction import extract

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 6, 7, 9, 0, tzinfo=ZONE).timestamp()  # a Monday


def _stated(text: str) -> set[str]:
    return {f"{one.subject} {one.predicate} {one.object}" for one in extract(text, now=NOW, zone=ZONE).facts}


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Felix's mother called, she's coming over on Sunday.", set()),
        ("Ann's brother Bo is here, he lives in York.", set()),
        ("Ann's dog is ill. He hates vets.", set()),
        ("My mum's sister called, she's coming over on Sunday.", set()),
        ("Mum's friend Rita rang, she lives in Hull.", set()),
        ("My sister is here. Tom's wife is too, she lives in York.", set()),
        ("Felix's a doctor.", {"Felix works_as doctor"}),
        ("Felix's mother called, and my sister lives in York.", {"user's sister lives_in York"}),
        ("Felix's mother called my sister Bea, and Bea lives in York.",
            {"user relation.sister Bea", "Bea lives_in York"}),
        ("Ann is 40, she's a nurse.", {"Ann age 40", "Ann works_as nurse"}),
    ],
)  # fmt: skip
def test_what_is_said_of_somebodys_mother_is_not_of_them(text: str, stated: set[str]) -> None:
    assert _stated(text) == stated


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Mum's name is Yoshiko, she's 88 and lives in Leeds.",
            {"user relation.mother Yoshiko", "user's mother age 88", "user's mother lives_in Leeds"}),
        ("Karim lives in Leeds. He's a baker now.", {"Karim lives_in Leeds", "Karim works_as baker"}),
        ("Karim lives in Leeds. My sister lives in York. She's a baker.",
            {"Karim lives_in Leeds", "user's sister lives_in York", "user's sister works_as baker"}),
        ("Karim lives in Leeds, my sister in York. It's a baker's town.", {"Karim lives_in Leeds"}),
        ("Karim came over. He's a baker now.", set()),
    ],
)  # fmt: skip
def test_he_is_the_one_of_whom_a_thing_was_said(text: str, stated: set[str]) -> None:
    assert _stated(text) == stated
