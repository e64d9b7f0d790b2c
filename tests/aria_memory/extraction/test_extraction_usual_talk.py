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
        ("Ann's brother Bo is here, he lives in York.", {"Ann relation.brother Bo"}),
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
        ("Karim came over. He's a baker now.", {"Karim works_as baker"}),
    ],
)  # fmt: skip
def test_he_is_the_one_of_whom_a_thing_was_said(text: str, stated: set[str]) -> None:
    assert _stated(text) == stated


def _asked(text: str) -> list[tuple[str, str]]:
    return sorted(
        (one.content, "" if one.at is None else f"{datetime.fromtimestamp(one.at, ZONE):%m-%d %H:%M}")
        for one in extract(text, now=NOW, zone=ZONE).intentions
    )


@pytest.mark.parametrize(
    ("text", "content", "times"),
    [
        ("remind me on Friday and Saturday at noon to feed the cat", "feed the cat", ["06-11 12:00", "06-12 12:00"]),
        ("remind me on Friday and on Saturday at noon to feed the cat", "feed the cat", ["06-11 12:00", "06-12 12:00"]),
        ("remind me tomorrow and Thursday at 5pm to feed the fish", "feed the fish", ["06-08 17:00", "06-10 17:00"]),
        ("remind me at noon on Friday and Saturday to feed the pig", "feed the pig", ["06-11 12:00", "06-12 12:00"]),
        ("remind me to feed the hens on Friday and Saturday at noon", "feed the hens", ["06-11 12:00", "06-12 12:00"]),
        ("remind me to feed the hens at 7am on Friday and Saturday", "feed the hens", ["06-11 07:00", "06-12 07:00"]),
        ("remind me on Friday and on Saturday to feed the hens", "feed the hens", ["06-11 09:00", "06-12 09:00"]),
    ],
)
def test_two_days_share_an_hour(text: str, content: str, times: list[str]) -> None:
    assert _asked(text) == [(content, time) for time in times]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("remind me that Zoe is here on Friday and Saturday at noon", 1),
        ("remind me to book the hotel for Friday and Saturday at noon", 1),
        ("when we talk about Zoe, remind me that she is here on Friday and Saturday at noon", 1),
    ],
)
def test_two_days_of_something_are_no_two_requests(text: str, asked: int) -> None:
    assert len(_asked(text)) == asked


@pytest.mark.parametrize(
    "text", [f"My dad is allergic to cats, {aside}." for aside in ("poor thing", "bless him", "worse luck", "lucky me")]
)
def test_what_is_felt_about_it_is_no_more_of_the_list(text: str) -> None:
    assert _stated(text) == {"user's father allergic_to cats"}
