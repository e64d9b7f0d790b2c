"""Every golden vector of the slow reference, for every instruction set this machine can force."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aria_infer import kernel

VECTORS = Path(__file__).parent.parent / "vectors"


def stored(name: str) -> dict[str, Any]:
    with np.load(VECTORS / f"{name}.npz") as archive:
        return {key: archive[key] for key in archive.files}


def cases(vectors: dict[str, Any], first: str) -> list[str]:
    """The names of the cases: what follows `first_` in the keys."""
    found = [key.removeprefix(f"{first}_") for key in vectors if key.startswith(f"{first}_")]
    assert found
    return found


def same_bits(ours: Any, expected: Any) -> None:
    """Equal bytes, so that -0 is not +0."""
    ours, expected = np.asarray(ours), np.asarray(expected)
    assert ours.dtype == expected.dtype and ours.shape == expected.shape
    assert ours.tobytes() == expected.tobytes()


@pytest.fixture(params=kernel.isa_names())
def pool(request: pytest.FixtureRequest) -> Iterator[kernel.Pool]:
    opened = kernel.Pool(n_threads=2, isa=request.param)
    yield opened
    opened.close()


def test_dot16(pool: kernel.Pool) -> None:
    v = stored("dot16")
    for case in cases(v, "dot"):
        same_bits(np.float32(kernel.dot16(pool, v[f"a_{case}"], v[f"b_{case}"])), v[f"dot_{case}"])


def test_exp(pool: kernel.Pool) -> None:
    v = stored("exp")
    same_bits(kernel.exp(v["x"], pool), v["exp"])


def test_rms_norm(pool: kernel.Pool) -> None:
    v = stored("rms_norm")
    for case in cases(v, "x"):
        for row, expected in zip(v[f"x_{case}"], v[f"y_{case}"], strict=True):
            same_bits(kernel.rms_norm(pool, row, v[f"weight_{case}"], 1e-5), expected)


def test_quantise(pool: kernel.Pool) -> None:
    v = stored("quantise")
    for case in cases(v, "x"):
        for row, q, scale in zip(v[f"x_{case}"], v[f"q_{case}"], v[f"scale_{case}"], strict=True):
            ours, ours_scale = kernel.quantise(pool, row)
            same_bits(ours, q)
            same_bits(np.float32(ours_scale), scale)


def test_packed_layout() -> None:
    v = stored("ternary")
    for case in cases(v, "values"):
        values, packed = v[f"values_{case}"], v[f"packed_{case}"]
        assert np.array_equal(np.asarray(kernel.pack_ternary(values)).ravel(), packed)
        same_bits(kernel.unpack_ternary(packed, *values.shape), values)


def test_ternary_matmul(pool: kernel.Pool) -> None:
    v = stored("ternary")
    for case in cases(v, "values"):
        n_out, n_in = v[f"values_{case}"].shape
        weight = kernel.Ternary(codes=v[f"packed_{case}"], n_out=n_out, n_in=n_in, scale=1.0)
        same_bits(kernel.ternary_matmul(pool, v[f"q_{case}"], weight), v[f"sums_{case}"])


def test_activation(pool: kernel.Pool) -> None:
    v = stored("activation")
    for kind in ("silu", "relu2"):
        same_bits(kernel.activation(pool, v["gate"], v["up"], kind), v[kind])


def test_attention(pool: kernel.Pool) -> None:
    """One query head at a time, each position asking over all before it."""
    v = stored("attention")
    for case in cases(v, "q"):
        n, first, heads, kv_heads, _ = (int(part) for part in case.split("_"))
        for i in range(n):
            for h in range(heads):
                at = h // (heads // kv_heads)
                k, values = (np.ascontiguousarray(v[f"{name}_{case}"][: first + i + 1, at]) for name in "kv")
                same_bits(kernel.attention(pool, v[f"q_{case}"][i, h], k, values), v[f"out_{case}"][i, h])
