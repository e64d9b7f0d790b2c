"""Two things in one request, each with a time of its own."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory.extraction import extract

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 5, 3, 8, 0, tzinfo=ZONE).timestamp()  # a Monday


def drafts(text: str) -> list[tuple[str, str]]:
    """Of each request what is to be done, and when."""
    found = extract(text, now=NOW, zone=ZONE).intentions
    assert all(one.cue is None and text[one.start : one.end] == text.strip(".?") for one in found)
    return [(one.content, f"{datetime.fromtimestamp(one.at or 0, ZONE):%m-%d %H:%M}") for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("remind me to call mum at 5 and dad at 6", [("call mum", "05-03 17:00"), ("call dad", "05-03 18:00")]),
        ("remind me to ring Bo at 5pm and Jo at 6:30pm", [("ring Bo", "05-03 17:00"), ("ring Jo", "05-03 18:30")]),
        ("remind me to pay the rent on the 1st and the gas on the 15th",
         [("pay the rent", "06-01 09:00"), ("pay the gas", "05-15 09:00")]),
        ("Remind me to book flights on Monday and hotels on Tuesday",
         [("book flights", "05-10 09:00"), ("book hotels", "05-04 09:00")]),
        ("don't forget to pick up the kids at 3 and the dog at 5",
         [("pick up the kids", "05-03 15:00"), ("pick up the dog", "05-03 17:00")]),
        ("remind me to call mum at 5 and feed the cat at 6",
         [("call mum", "05-03 17:00"), ("feed the cat", "05-03 18:00")]),
        ("remind me to call mum at 5 and stretch at 6", [("call mum", "05-03 17:00"), ("stretch", "05-03 18:00")]),
        ("remind me to call mum tomorrow at 5 and dad at 6",
         [("call mum", "05-04 17:00"), ("call dad", "05-04 18:00")]),
        ("remind me to call mum at 5 and dad at 6 tomorrow",
         [("call mum", "05-04 17:00"), ("call dad", "05-04 18:00")]),
        ("remind me to call mum at 5 and dad tomorrow at 6",
         [("call mum", "05-03 17:00"), ("call dad", "05-04 18:00")]),
        ("remind me about the dentist at 3 and the vet at 5",
         [("the dentist", "05-03 15:00"), ("the vet", "05-03 17:00")]),
        ("can you remind me to ring Bo at 9 and Jo at 10?", [("ring Bo", "05-03 09:00"), ("ring Jo", "05-03 10:00")]),
        ("remind me tomorrow at 9 to ring Bo and at 10 to ring Jo",
         [("ring Bo", "05-04 09:00"), ("ring Jo", "05-04 10:00")]),
        ("tomorrow at 9 remind me to ring Bo and at 10 to ring Jo",
         [("ring Bo", "05-04 09:00"), ("ring Jo", "05-04 10:00")]),
        ("remind me to call mum at 5, dad at 6 and gran at 7",
         [("call mum", "05-03 17:00"), ("call dad", "05-03 18:00"), ("call gran", "05-03 19:00")]),
        ("remind me at 7am on weekdays and 9am on weekends to take my pill",
         [("take my pill", "05-04 07:00"), ("take my pill", "05-08 09:00")]),
        ("remind me at 7 on weekdays and 9 at weekends to take my pill",
         [("take my pill", "05-04 07:00"), ("take my pill", "05-08 09:00")]),
        ("Wake me at 7 on weekdays and 9 at weekends.", [("Wake me", "05-04 07:00"), ("Wake me", "05-08 09:00")]),
        ("remind me to take my pill every day at 8 and my drops at 9",
         [("take my pill", "05-04 08:00"), ("take my drops", "05-03 09:00")]),
    ],
)  # fmt: skip
def test_each_has_its_own_time(text: str, wanted: list[tuple[str, str]]) -> None:
    assert drafts(text) == wanted


def test_series_stay_series() -> None:
    found = extract("remind me every day at 8 to take my pill and at 9 to take my drops", now=NOW, zone=ZONE).intentions
    told = [(one.content, one.every) for one in found]
    assert told == [("take my pill", "FREQ=DAILY"), ("take my drops", "FREQ=DAILY")]
    found = extract("remind me at 7am on weekdays and 9am on weekends to run", now=NOW, zone=ZONE).intentions
    assert [one.every for one in found] == ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=SA,SU"]


def test_a_statement_that_follows_is_none_of_it() -> None:
    assert drafts("remind me to buy milk at 5 and the shop closes at 6") == [("buy milk", "05-03 17:00")]


@pytest.mark.parametrize(
    "text",
    [
        "remind me that the train leaves at 5 and the bus at 6", "remind me to call Bo about Monday and Tuesday",
        "remind me tomorrow to call mum at 5 and dad at 6", "remind me about the talks on Monday and Tuesday",
        "remind me to ring Bo, it's on at 5 and Jo at 6", "don't remind me to call mum at 5 and dad at 6",
        "did you remind me to call mum at 5 and dad at 6?", "She called mum at 5 and dad at 6",
        "when we talk about Bo, remind me to call mum at 5 and dad at 6",
    ],
)  # fmt: skip
def test_what_only_looks_like_two(text: str) -> None:
    assert len(extract(text, now=NOW, zone=ZONE).intentions) < 2
