"""Activation: against exact sums over all uses, what Petrov's approximation may be off by, and how it moves."""

import math
import random

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.activation import DECAY, KEPT, LEAST_AGE, STRENGTH, UNFOUND, base_level, evidence, needs, spread

AGES = st.lists(st.floats(min_value=1.0, max_value=1e9), min_size=1, max_size=60)
EVEN_ERROR = 0.01  # of B with Petrov's approximation where uses are spread evenly (.007 measured),
RANDOM_ERROR = 0.1  # where they fall at random (.077 measured over 60 histories),
BURST_ERROR = 0.5  # and where all but the first came in one burst, lately: it is .41 too low then, never too high


def _exact(ages: list[float], decay: float = DECAY) -> float:
    """ln of the sum over all uses, to 50 digits."""
    with mpmath.workdps(50):
        return float(mpmath.log(mpmath.fsum(mpmath.mpf(age) ** -mpmath.mpf(decay) for age in ages)))


def _base(ages: list[float]) -> float:
    ages = sorted(ages)
    return base_level(ages[:KEPT], len(ages), ages[-1])


@settings(deadline=None)
@given(AGES)
def test_up_to_the_kept_uses_it_is_exact(ages: list[float]) -> None:
    few = ages[:KEPT]
    assert _base(few) == pytest.approx(_exact(few), abs=1e-9)


@pytest.mark.parametrize("n", [11, 20, 100, 1_000])
@pytest.mark.parametrize("every", [60.0, 3_600.0, 86_400.0])
def test_even_uses_are_within_the_error(n: int, every: float) -> None:
    ages = [every * (i + 1) for i in range(n)]
    assert abs(_base(ages) - _exact(ages)) < EVEN_ERROR


@pytest.mark.parametrize("n", [20, 100, 1_000])
def test_uses_at_random_are_within_the_error(n: int) -> None:
    chance = random.Random(n)
    ages = [chance.uniform(1.0, 1e7) for _ in range(n)]
    assert abs(_base(ages) - _exact(ages)) < RANDOM_ERROR


def test_after_a_burst_it_is_too_low() -> None:
    ages = [360.0 * i + 1 for i in range(100)] + [1e7]
    assert -BURST_ERROR < _base(ages) - _exact(ages) < 0.0


GOLDEN = (  # n, uses every so many seconds, B: equation 4 of Petrov 2006 with k = 10, worked out with mpmath (below)
    (15, 86_400.0, -3.8204688968),
    (100, 3_600.0, -1.1660112929),
    (1_000, 60.0, 2.0790261141),
)


@pytest.mark.parametrize(("n", "every", "b"), GOLDEN)
def test_golden_vectors(n: int, every: float, b: float) -> None:
    with mpmath.workdps(50):
        k, half = KEPT, mpmath.mpf(1) / 2
        t = [mpmath.mpf(every) * (i + 1) for i in range(n)]
        rest = (n - k) * (t[-1] ** half - t[k - 1] ** half) / (half * (t[-1] - t[k - 1]))
        exact = mpmath.log(mpmath.fsum(one**-half for one in t[:k]) + rest)
    assert float(exact) == pytest.approx(b, abs=1e-9)
    assert _base([every * (i + 1) for i in range(n)]) == pytest.approx(float(exact), abs=1e-9)


@settings(deadline=None)
@given(AGES, st.floats(min_value=1.0, max_value=1e9))
def test_another_use_never_lowers_it(ages: list[float], more: float) -> None:
    few = ages[: KEPT - 1]
    assert _base([*few, more]) > _base(few)


@settings(deadline=None)
@given(AGES, st.floats(min_value=1.0, max_value=1e6))
def test_time_without_a_use_lowers_it(ages: list[float], pause: float) -> None:
    later = [age + pause for age in ages]
    assert _base(later) < _base(ages) + 1e-12


@settings(deadline=None)
@given(AGES)
def test_one_more_use_a_second_ago_lifts_it(ages: list[float]) -> None:
    older = sorted(ages)
    assert _base([LEAST_AGE, *older]) > _base(older) - BURST_ERROR


def test_a_use_at_this_moment_counts_as_a_second_ago() -> None:
    assert base_level([0.0], 1, 0.0) == base_level([-5.0], 1, -5.0) == 0.0
    assert base_level([5.0] * KEPT, 30, 5.0) == pytest.approx(math.log(30 * 5**-0.5))


def test_a_fan_shares_out_what_a_source_gives() -> None:
    links = {1: {"leeds"}, 2: {"leeds", "opera"}, 3: set[str]()}
    got = spread(["leeds", "opera"], links)
    assert got[3] == 0.0
    assert got[1] == pytest.approx((STRENGTH - math.log(2)) / 2)
    assert got[2] == pytest.approx(got[1] + STRENGTH / 2)
    wide = spread(["leeds"], {n: {"leeds"} for n in range(50)})
    assert set(wide.values()) == {0.0}


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=40))
def test_a_wider_fan_gives_no_more(n: int) -> None:
    gains = [spread(["a"], {i: {"a"} for i in range(size)})[0] for size in (n, n + 1)]
    assert gains[1] <= gains[0]


@settings(deadline=None)
@given(st.lists(st.floats(min_value=-1e6, max_value=1e6), min_size=1, max_size=40))
def test_needs_are_probabilities_and_in_order(activations: list[float]) -> None:
    found = needs(activations)
    assert sum(found) == pytest.approx(1.0)
    for one, need in zip(activations, found, strict=True):
        assert 0.0 <= need <= 1.0
        assert all(need >= less for other, less in zip(activations, found, strict=True) if one >= other)


def test_needs_are_set_apart_however_active_all_are() -> None:
    """By a threshold, what is above it was as good as certain, and so were all others above it."""
    for level in (-50.0, 0.0, 50.0):
        high, low = needs([level + 2.0, level])
        assert high / low == pytest.approx(math.exp(2.0))
    assert needs([]) == []


@settings(deadline=None)
@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_evidence_grows_with_the_score_up_to_the_best(one: float, other: float, best: float) -> None:
    low, high = sorted((one, other))
    assert -UNFOUND <= evidence(low, best) <= evidence(high, best) <= 0.0
    assert evidence(0.0, best) == -UNFOUND
    assert best == 0.0 or evidence(best, best) == 0.0
