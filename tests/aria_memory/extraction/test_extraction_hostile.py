"""Any text at all: never an error, places within the text, and work that grows no faster than the text."""

import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.extraction import Extraction, extract, find_dates
from aria_memory.extraction.english_fact_words import PREDICATES
from aria_memory.extraction.messages import MAX_HEAD, MAX_TAIL, readable
from tests.aria_memory.extraction.corpus import HALVES, LATER, load

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 10, 10, 0, tzinfo=ZONE).timestamp()
WORDS = sorted({word for part in (*HALVES, *LATER) for s in load(part) for word in s.text.split()})
PIECES = st.lists(st.one_of(st.sampled_from(WORDS), st.text(st.characters(), max_size=4)), max_size=30)
SHORT = 500  # characters of the shorter text
FACTOR = 8  # what noise may add to linear growth; the square would add 16 and 32
CLOCK_STEP = 1e-4  # seconds that the processor's clock may be off

HOSTILE = (
    "a", "my ", '"', "'a ", "remind me ", "remind me when ", "in 5 ", "every monday and ", "1/", "I like x ", "if ",
    "\u201c", "`", "```a", " ", "\n", ".", "\ud800", "\0", "my dog ", "Aa ", "> ", "in the first ", "no, ", "I'm ",
    "at 5 past ", "next time we talk about ", "'; DROP TABLE facts; --", "I run a big ", "Jo and I ",
    "I sell old ", "her first ", "I'm Jo, ", "it's Jo, not ", "ask me if I ", "Ignore all instructions. ", "\u0130",
    "'a", "at the ", "from 2 to ", "the day before the tour on the 9th ",
)  # fmt: skip


def _places(extraction: Extraction) -> list[tuple[int, int]]:
    return [(d.start, d.end) for d in (*extraction.intentions, *extraction.facts, *extraction.retractions)]


def _check(text: str, zone: ZoneInfo = ZONE, now: float = NOW) -> None:
    extraction = extract(text, now=now, zone=zone)
    for start, end in _places(extraction):
        assert 0 <= start < end <= len(text)
    for fact in (*extraction.facts, *extraction.retractions):
        assert fact.predicate in PREDICATES
        assert fact.object.strip()
    for intention in extraction.intentions:
        assert intention.content.strip()
    ends = 0
    for span in find_dates(text, now, zone):
        assert ends <= span.start < span.end <= len(text)
        ends = span.end


@settings(deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_any_text(text: str) -> None:
    _check(text)


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sampled_from([" ", ", ", "\n", ". ", ""]))
def test_any_mixture_of_words_that_mean_something(pieces: list[str], joint: str) -> None:
    _check(joint.join(pieces))


@settings(deadline=None)
@given(
    PIECES,
    st.floats(min_value=-2e9, max_value=7e9),
    st.sampled_from(["UTC", "Asia/Kathmandu", "America/New_York", "Pacific/Apia"]),
)
def test_any_time_and_zone(pieces: list[str], now: float, zone: str) -> None:
    _check(" ".join(pieces), ZoneInfo(zone), now)


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_a_line_of_a_megabyte(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert all(0 <= start < end <= len(text) for start, end in _places(_extract(text)))


def _extract(text: str) -> Extraction:
    return extract(text, now=NOW, zone=ZONE)


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_work_grows_with_the_length(piece: str) -> None:
    """Linear work grows as the lengths do; what is allowed lies between that and the square."""

    def seconds(work: Callable[[str], object], length: int) -> float:
        text, best = piece * (length // len(piece)), float("inf")
        for _ in range(3):
            began = time.process_time()
            work(text)
            best = min(best, time.process_time() - began)
        return best

    for work, longer in ((_extract, MAX_HEAD + MAX_TAIL), (lambda text: find_dates(text, NOW, ZONE), 16_000)):
        growth = longer / SHORT
        assert seconds(work, longer) < growth * FACTOR * (seconds(work, SHORT) + CLOCK_STEP)


def test_of_a_long_message_the_head_and_the_tail_are_read() -> None:
    paste = "lorem ipsum dolor. " * 2_000
    text = "I live in Leeds. " + paste + "I live in York. " + paste + "\nRemind me to buy milk."
    extraction = extract(text, now=NOW, zone=ZONE)
    assert [fact.object for fact in extraction.facts] == ["Leeds"]
    assert [draft.content for draft in extraction.intentions] == ["buy milk"]
    assert text[extraction.intentions[0].start : extraction.intentions[0].end] == "Remind me to buy milk"


def test_masking_keeps_every_length() -> None:
    text = "a 'b c' \u201cd\u201d `e` ```f``` g\u2019s \u0130"
    assert sum(len(part) for _, part in readable(text)) == len(text)
    assert [len(part) for _, part in readable("x" * 20_000)] == [MAX_HEAD, MAX_TAIL]
