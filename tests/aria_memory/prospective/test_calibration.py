"""Conformal p-values: exact in the tail, never too small below it, valid for exchangeable scores."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.errors import BadInput
from aria_memory.prospective.calibration import GRID, TAIL, Null, fit, null_from_dict

scores = st.lists(st.integers(-20, 20).map(lambda n: n / 10), max_size=60)


@given(scores, st.integers(-25, 25).map(lambda n: n / 10))
def test_p_is_the_formula_while_all_scores_are_kept(background: list[float], score: float) -> None:
    above = sum(b >= score for b in background)
    assert fit(background).p(score) == (1 + above) / (len(background) + 1)


@given(st.integers(0, 2**32), st.integers(TAIL + 1, 3 * TAIL), st.sampled_from([1, 3, 1000]))
@settings(max_examples=40)
def test_p_is_exact_in_the_tail_and_only_rounded_up_below(seed: int, count: int, steps: int) -> None:
    rng = np.random.default_rng(seed)
    background = np.round(rng.normal(size=count) * steps) / steps  # few steps: many ties
    null = fit(background)
    assert len(null.tail) == TAIL and len(null.grid) <= GRID
    for score in (*rng.choice(background, 20), *rng.normal(size=20)):
        exact = (1 + int((background >= score).sum())) / (count + 1)
        assert exact <= null.p(float(score)) <= 1
        if score > null.tail[0]:
            assert null.p(float(score)) == exact


@given(scores, st.lists(st.floats(-3, 3), min_size=2, max_size=2))
def test_a_higher_score_never_has_a_higher_p(background: list[float], pair: list[float]) -> None:
    null = fit(background * 20)
    assert null.p(max(pair)) <= null.p(min(pair))


@given(st.integers(0, 2**32), st.sampled_from([19, 99, 999]), st.booleans())
@settings(max_examples=30, deadline=None)
def test_exchangeable_scores_fire_at_the_nominal_rate_at_most(seed: int, count: int, ties: bool) -> None:
    rng = np.random.default_rng(seed)
    trials, alpha = 1_000, 0.05
    hits = 0
    for _ in range(trials):
        drawn = rng.normal(size=count + 1)
        drawn = np.round(drawn) if ties else drawn
        hits += fit(drawn[1:]).p(float(drawn[0])) <= alpha
    slack = 5 * math.sqrt(trials * alpha * (1 - alpha))  # five standard deviations of the binomial
    assert hits <= trials * alpha + slack
    assert ties or hits >= trials * alpha - slack


def test_tiny_backgrounds_never_give_a_small_p() -> None:
    assert fit([]).p(99.0) == 1.0
    assert fit([0.5]).p(99.0) == 0.5
    assert fit([0.5]).p(0.5) == 1.0
    assert fit([0.1, 0.1, 0.1]).p(0.1) == 1.0


def test_not_a_number_is_no_evidence_and_no_background() -> None:
    assert fit([0.1]).p(math.nan) == 1.0
    with pytest.raises(BadInput):
        fit([0.1, math.nan])


@given(scores)
def test_a_null_survives_json(background: list[float]) -> None:
    null = fit(background * 15)
    assert null_from_dict(json.loads(json.dumps(null.as_dict()))) == null


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"count": 1, "tail": "x", "grid": []},
        {"count": None, "tail": [], "grid": []},
        {"count": 1, "tail": [1, 2], "grid": []},
        {"count": 2, "tail": [2, 1], "grid": []},
        {"count": 2, "tail": [1], "grid": [[1]]},
    ],
)
def test_a_damaged_null_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        null_from_dict(stored)


def test_no_background_below_the_tail_means_a_p_of_one() -> None:
    assert Null(10, (0.5,), ((0.1, 10),)).p(0.0) == 1.0
