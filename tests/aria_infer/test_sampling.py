"""Choosing tokens: Philox against its authors' vectors, the rule against plain Python, what it promises."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_infer.errors import InferError, PromptError
from aria_infer.sampling import SamplingParams, philox4x32, sample, uniform
from tests.reference import sampling as reference

FINITE = st.floats(-30, 30, width=32)
LOGITS = st.lists(FINITE, min_size=1, max_size=40).map(lambda values: np.array(values, np.float32))


@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [  # Random123's kat_vectors, philox4x32 10
        ((0,) * 4, (0,) * 2, (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_known_answers(counter: tuple[int, ...], key: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert philox4x32(counter, key) == expected  # type: ignore[arg-type]


def test_uniform_is_the_documented_bits() -> None:
    assert uniform(1, 7) == 0.46746868395262686  # README.md
    words = philox4x32((7, 0, 0, 0), (1, 0))
    assert uniform(1, 7) * 2**53 == (words[1] << 32 | words[0]) >> 11
    assert uniform(1 << 32, 7) * 2**53 == (lambda w: (w[1] << 32 | w[0]) >> 11)(philox4x32((7, 0, 0, 0), (0, 1)))


@given(st.integers(0, (1 << 64) - 1), st.integers(0, 1 << 40))
def test_uniform_lies_in_the_half_open_interval(seed: int, position: int) -> None:
    assert 0 <= uniform(seed, position) < 1
    assert uniform(seed, position) == reference.uniform(seed, position)


@given(LOGITS)
def test_greedy_takes_the_highest_and_of_equals_the_first(logits: np.ndarray) -> None:
    values = logits.tolist()
    assert sample(logits, SamplingParams(), 3) == values.index(max(values))


@given(
    LOGITS,
    st.floats(0.05, 5),
    st.floats(0.01, 1),
    st.integers(0, 45),
    st.integers(0, (1 << 64) - 1),
    st.integers(0, 1 << 20),
)
def test_the_rule_equals_plain_python(
    logits: np.ndarray, temperature: float, top_p: float, top_k: int, seed: int, position: int
) -> None:
    params = SamplingParams(temperature=temperature, top_p=top_p, top_k=top_k, seed=seed)
    assert sample(logits, params, position) == reference.sample(
        logits, temperature=temperature, top_p=top_p, top_k=top_k, seed=seed, position=position
    )


@given(LOGITS, st.integers(1, 45), st.integers(0, 1000))
def test_top_k_never_leaves_the_k_first(logits: np.ndarray, top_k: int, position: int) -> None:
    first = sorted(range(len(logits)), key=lambda i: (-logits[i], i))[:top_k]
    assert sample(logits, SamplingParams(temperature=2, top_k=top_k), position) in first


def test_a_small_top_p_is_greedy() -> None:
    logits = np.float32([1, 3, 2])
    assert {sample(logits, SamplingParams(temperature=1, top_p=0.1), p) for p in range(200)} == {1}


def test_frequencies_follow_the_softmax() -> None:
    logits = np.log(np.float32([0.5, 0.3, 0.2]))
    drawn = Counter(sample(logits, SamplingParams(temperature=1, seed=5), position) for position in range(4000))
    assert [abs(drawn[i] / 4000 - p) < 0.03 for i, p in enumerate([0.5, 0.3, 0.2])] == [True] * 3


def test_the_same_seed_and_position_draw_the_same_and_others_differ() -> None:
    logits = np.zeros(1000, np.float32)
    draws = [[sample(logits, SamplingParams(temperature=1, seed=s), p) for p in range(20)] for s in (1, 1, 2)]
    assert draws[0] == draws[1] != draws[2]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_logit_that_is_not_finite_is_named(bad: float) -> None:
    with pytest.raises(InferError, match="logit 2 is not finite"):
        sample(np.float32([0, 1, bad, 3]), SamplingParams(), 0)


@pytest.mark.parametrize("shape", [(0,), (2, 2)])
def test_a_wrong_shape_is_named(shape: tuple[int, ...]) -> None:
    with pytest.raises(InferError, match="shape"):
        sample(np.zeros(shape, np.float32), SamplingParams(), 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("temperature", -1.0), ("temperature", 1e-9), ("temperature", 101.0), ("temperature", float("nan")),
        ("top_p", 0.0), ("top_p", 1.5), ("top_p", float("inf")), ("top_k", -1), ("top_k", 1.5), ("seed", -1),
        ("seed", 1 << 64),
    ],
)  # fmt: skip
def test_a_parameter_out_of_range_is_named(name: str, value: float) -> None:
    with pytest.raises(PromptError, match=f"{name} is {value}"):
        SamplingParams(**{name: value})  # type: ignore[arg-type]
