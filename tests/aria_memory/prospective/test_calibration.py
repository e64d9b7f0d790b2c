"""Conformal p-values of the highest of many scores: the formula, and the rate of false firings that they promise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.errors import BadInput
from aria_memory.prospective.calibration import OUT, Joint, fit

numbers = st.integers(-20, 20).map(lambda n: n / 8)  # exact in 32 bits
tables = st.integers(1, 4).flatmap(
    lambda cues: st.lists(st.lists(numbers, min_size=cues, max_size=cues), min_size=1, max_size=40)
)


@given(tables, numbers)
def test_p_is_the_share_of_messages_as_high_on_any_cue(rows: list[list[float]], score: float) -> None:
    table = np.array(rows, np.float32)
    joint = Joint(table.T, len(table))
    above = sum(max(row) >= score for row in rows)
    assert joint.p(np.array([score, OUT, np.nan], np.float32)).tolist() == [(1 + above) / (len(rows) + 1), 1.0, 1.0]


@given(tables, st.lists(numbers, min_size=40, max_size=40), numbers)
def test_beside_the_set_a_cue_is_judged_as_if_it_were_of_it(
    rows: list[list[float]], own: list[float], score: float
) -> None:
    table, null = np.array(rows, np.float32), np.array(own[: len(rows)], np.float32)
    scores = np.array([score], np.float32)
    inside = Joint(np.vstack([table.T, null]), len(rows)).p(scores)
    assert Joint(table.T, len(rows)).p_beside(scores, null[None, :]).tolist() == inside.tolist()


@pytest.mark.parametrize("alike", [0.0, 0.9])
def test_any_false_firing_is_as_rare_as_alpha(alike: float) -> None:
    """30 cues, independent or nearly the same: of messages like the background, alpha at most fire anything."""
    rng = np.random.default_rng(7)

    def talk(n: int) -> np.ndarray:  # type: ignore[type-arg]
        shared = rng.standard_t(4, size=(n, 1))
        return (alike * shared + (1 - alike) * rng.standard_t(4, size=(n, 30))).astype(np.float32)

    alpha, rates = 0.02, []
    for _ in range(40):
        ps = Joint(talk(300).T, 300).p(talk(500).reshape(-1)).reshape(500, 30)
        rates.append(float((ps.min(axis=1) <= alpha).mean()))
    assert 0.5 * alpha < np.mean(rates) <= 1.2 * alpha  # 20,000 messages: 1.2 is four standard errors


@settings(max_examples=50)
@given(st.lists(numbers, min_size=2, max_size=40), st.data())
def test_scores_are_in_units_of_the_background_s_spread(raw: list[float], data: st.DataObject) -> None:
    counts = np.array(data.draw(st.lists(st.booleans(), min_size=len(raw), max_size=len(raw))))
    null = fit(np.array(raw, np.float32), counts)
    kept = null.scores[counts]
    assert (null.scores[~counts] == OUT).all()
    if np.ptp(np.array(raw)[counts]) > 0 if counts.any() else False:
        assert (kept.mean(), kept.std()) == (pytest.approx(0, abs=1e-4), pytest.approx(1, abs=1e-4))
    else:
        assert (kept == OUT).all()


def test_no_background_no_evidence() -> None:
    none = np.zeros((2, 0), np.float32)
    assert Joint(none, 0).p(np.array([5.0], np.float32)).tolist() == [1.0]
    assert Joint(none[:0], 4).p_beside(np.array([5.0], np.float32), np.zeros((1, 4), np.float32)).tolist() == [0.2]
    with pytest.raises(BadInput, match="not a number"):
        fit(np.array([1.0, np.nan], np.float32), np.ones(2, bool))
