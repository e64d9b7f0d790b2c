"""Scores of turns: components of 0 to 1, against plain definitions; places; what a query tells."""

import math
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_memory import BadInput
from aria_memory.places import SESSION_BITS, TURN_BITS, place_of, range_of, side_of
from aria_memory.ranking import (
    COMPONENTS,
    SATURATION,
    Posting,
    Weights,
    best_by_words,
    cosines,
    idf,
    match,
    scores,
    shares,
)
from aria_memory.text import without
from aria_memory.told_times import GRACE_S, Interval, nearness, told_times

UTC = ZoneInfo("UTC")
TURNS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6)), unique=True, max_size=12)


def epoch(*day: int) -> float:
    return datetime(*day, tzinfo=UTC).timestamp()  # type: ignore[arg-type, misc]


@given(st.dictionaries(st.sampled_from("abcd"), TURNS, max_size=4))
def test_matches_are_those_of_the_definition(where: dict[str, list[tuple[int, int]]]) -> None:
    found = {word: turns for word, turns in where.items() if turns}
    postings = [
        Posting(term=word, count=len(turns), places=np.array(sorted(place_of(*turn) for turn in turns), np.int64))
        for word, turns in found.items()
    ]
    matches = match(postings, 100, 9)
    places = [place_of(session, turn) for session in range(4) for turn in range(8)]
    values = matches.of(np.array(places))
    plain: dict[str, list[float]] = {"words": [], "words_near": [], "words_session": []}
    for session in range(4):
        for turn in range(8):
            around = [word for word, turns in found.items() if {(session, turn + i) for i in (-1, 0, 1)} & set(turns)]
            plain["words"].append(sum(idf(len(found[w]), 100) for w in around if (session, turn) in found[w]))
            plain["words_near"].append(sum(idf(len(found[w]), 100) for w in around))
            total = 0.0
            for turns in found.values():
                n = sum(each == session for each, _ in turns)
                total += idf(len({each for each, _ in turns}), 9) * n * (SATURATION + 1) / (n + SATURATION)
            plain["words_session"].append(total if around else 0.0)
    for name, value in plain.items():
        best = max(value) or 1.0
        if max(value):  # the best session is one of these: each has its best turn among them
            assert values[name] == pytest.approx(np.array(value) / best)
        else:
            assert not values[name].any()


def test_a_turn_before_the_first_is_in_no_other_session() -> None:
    assert place_of(1, 0) - 1 == place_of(0, (1 << TURN_BITS) - 1)
    with pytest.raises(BadInput, match="begin another"):
        place_of(0, 1 << TURN_BITS)
    with pytest.raises(BadInput, match="use another scope"):
        place_of(1 << SESSION_BITS, 0)


def test_kinds_have_places_of_their_own() -> None:
    for kind in ("fact", "skill"):
        first, last = range_of(kind)
        assert first <= side_of(kind, 0) < side_of(kind, 10**9) <= last
    assert range_of("fact")[1] < range_of("skill")[0]


def test_few_facts_are_ranked_by_the_share_of_the_query() -> None:
    both = np.array([4], np.int64)
    red, fox = (Posting(term=word, count=n, places=np.arange(4, 4 + n)) for word, n in (("red", 1), ("fox", 2)))
    assert best_by_words([], 2, 5) == []
    ((best, share), (other, less)) = best_by_words([red, fox], 2, 5)
    assert (best, other) == (4, 5)
    assert share == 1.0
    assert less == pytest.approx(idf(2, 5) / (idf(1, 5) + idf(2, 5)))
    ((_, missing),) = best_by_words([Posting(term="red", count=1, places=both)], 2, 5)  # the other word is nowhere
    assert missing == pytest.approx(idf(1, 5) / (idf(1, 5) + idf(0, 5)))


def test_cosines_are_brought_to_the_best() -> None:
    nan = math.nan
    values = cosines(np.array([0.8, -0.2, nan]), np.array([nan, 0.4, 0.6]), np.array([0.4, nan, 0.0]))
    assert values["meaning"] == pytest.approx([1.0, 0.0, 0.0])
    assert values["meaning_near"] == pytest.approx([1.0, (0.2 / 3) / 0.4, 0.2 / 0.4])


@given(
    st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=len(COMPONENTS)),
    st.permutations(COMPONENTS),
)
def test_scores_are_sums_in_the_order_of_the_weights(rows: list[list[float]], names: list[str]) -> None:
    values = {name: np.array(row) for name, row in zip(names, rows, strict=False)}
    weights = shares(values, Weights())
    total = scores(values, weights)
    assert set(weights) == set(values)
    assert sum(weights.values()) == pytest.approx(1.0)
    assert total.tolist() == [sum(values[name][i] * weight for name, weight in weights.items()) for i in range(3)]
    assert ((total >= 0) & (total <= 1 + 1e-9)).all()


def test_names_are_left_out_of_what_is_meant() -> None:
    rest = without("What did Caroline's mother tell Ben?", {"caroline", "ben"})
    assert rest.split() == ["What", "did", "mother", "tell", "?"]
    assert without("Caroline?", {"caroline"}) == "Caroline?"
    assert without("", {"x"}) == ""


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ("What did we do in May 2023?", (2023, 5, 1), (2023, 6, 1)),
        ("what happened on 3 March 2024", (2024, 3, 3), (2024, 3, 4)),
        ("where were we in 2022?", (2022, 1, 1), (2023, 1, 1)),
        ("who called yesterday?", (2024, 6, 14), (2024, 6, 15)),
        ("in December", (2023, 12, 1), (2024, 1, 1)),
    ],
)
def test_times_told(query: str, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    assert told_times(query, [epoch(2024, 6, 15, 12)], UTC) == (Interval(epoch(*start), epoch(*end)),)


def test_a_month_is_seen_from_now_and_from_the_last_talk() -> None:
    told = told_times("in May", [epoch(2026, 1, 1), epoch(2023, 9, 1)], UTC)
    assert [one.start for one in told] == [epoch(2023, 5, 1), epoch(2025, 5, 1)]
    assert told_times("in May", [1e18], UTC) == ()
    assert told_times("what is a may fly", [epoch(2024, 6, 15)], UTC) == ()


def test_nearness_falls_with_the_distance() -> None:
    told = [Interval(1e9, 1e9 + 100), Interval(2e9, 2e9 + 100)]
    at = np.array([1e9, 1e9 + 99, 1e9 - GRACE_S / 2, 1e9 + 100 + GRACE_S, 2e9 + 50, 0.0])
    assert nearness(at, told) == pytest.approx([1, 1, 0.5, 0, 1, 0])
    assert nearness(at, []) == pytest.approx(np.zeros(6))
