"""The base-3 layout: its bytes as csrc/README.md says, and the same sums as two bits a weight give."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from aria_infer import kernel, load
from aria_infer.kernel import layout
from tests.kernel.samples import POOLS, PORTABLE, matrix

SEEDS = st.integers(0, 2**32 - 1)
WIDTHS = st.integers(1, 1100) | st.sampled_from([16, 511, 512, 513, 1024, 1536])


def by_the_book(values: NDArray[np.int8]) -> NDArray[np.uint8]:
    """From the words of csrc/README.md, a weight at a time."""
    n_out, n_in = values.shape
    tiles, groups = -(-n_out // 16), -(-n_in // 16)
    found = []
    for tile in range(tiles):
        for first in range(0, groups, 32):
            columns = 16 * min(32, groups - first)
            units = -(-columns // 20)
            digits = np.ones((units, 16, 4, 5), np.uint8)  # unit, row, byte, digit
            for row in range(16):
                for i in range(columns):
                    column, r = 16 * first + i, 16 * tile + row
                    code = values[r, column] + 1 if r < n_out and column < n_in else 1
                    if i < 16 * units:
                        digits[i // 16, row, i % 4, i % 16 // 4] = code
                    else:
                        digits[(i - 16 * units) // 4, row, i % 4, 4] = code
            found.append((digits @ [1, 3, 9, 27, 84]).astype(np.uint8).reshape(-1))
    return np.concatenate(found)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, n_out=st.integers(1, 40), n_in=WIDTHS)
def test_bytes_are_those_of_the_book(seed: int, n_out: int, n_in: int) -> None:
    values = np.random.default_rng(seed).integers(-1, 2, (n_out, n_in), dtype=np.int8)
    two_bit = kernel.Ternary(codes=kernel.pack_ternary(values), n_out=n_out, n_in=n_in, scale=1.0)
    for pool in (PORTABLE, POOLS[-1]):
        found = kernel.to_base3(pool, two_bit)
        assert np.array_equal(found.codes, by_the_book(values))
        assert np.array_equal(kernel.unpack_ternary(found.codes, n_out, n_in, "base3"), values)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, n_out=st.integers(1, 70), n_in=WIDTHS, n=st.integers(1, 20) | st.sampled_from([64, 140]))
def test_sums_are_those_of_two_bits(seed: int, n_out: int, n_in: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    w = matrix(rng, n_out, n_in)
    q = rng.integers(-128, 128, (n, n_in), dtype=np.int8)
    expected = kernel.ternary_matmul(PORTABLE, q, w)
    fewer = kernel.to_base3(PORTABLE, w)
    for pool in POOLS:
        assert np.array_equal(kernel.ternary_matmul(pool, q, fewer), expected), pool.isa


def test_the_example_of_the_readme() -> None:
    rows, columns = np.indices((16, 20))
    codes = kernel.pack_ternary(((rows + columns) % 3 - 1).astype(np.int8))
    found = kernel.to_base3(PORTABLE, kernel.Ternary(codes=codes, n_out=16, n_in=20, scale=1.0)).codes
    assert (len(found), found[:4].tobytes().hex()) == (128, "69769569")


def test_a_model_says_the_same() -> None:
    plain, fewer = load("demo", layout="2bit"), load("demo", layout="base3")
    assert (plain.layout, fewer.layout, fewer.layer(0).down.layout) == ("2bit", "base3", "base3")
    assert fewer.layer(0).down.codes.nbytes < plain.layer(0).down.codes.nbytes
    tokens = list(range(1, 150))
    assert fewer.trace(tokens, chunk=[100, 1]) == plain.trace(tokens, chunk=[100, 1])


def test_bad_codes_and_layouts_are_refused() -> None:
    w = matrix(np.random.default_rng(0), 16, 40)
    codes = w.codes.copy()
    codes[70] |= 0b11
    with pytest.raises(kernel.KernelError, match="-1, 0 or 1"):
        kernel.to_base3(PORTABLE, dataclasses.replace(w, codes=codes))
    fewer = kernel.to_base3(PORTABLE, w)
    with pytest.raises(kernel.KernelError, match="'base3' where '2bit'"):
        kernel.to_base3(PORTABLE, fewer)
    with pytest.raises(kernel.KernelError, match="'3bit'; choose one of: 2bit, base3"):
        dataclasses.replace(w, layout="3bit")  # type: ignore[arg-type]
    wide = kernel.to_base3(PORTABLE, matrix(np.random.default_rng(0), 16, 512))
    with pytest.raises(kernel.KernelError, match="codes is"):
        dataclasses.replace(wide, layout="2bit")
    damaged = wide.codes.copy()
    damaged[0] = 252
    with pytest.raises(kernel.KernelError, match="-1, 0 or 1"):
        kernel.unpack_ternary(damaged, 16, 512, "base3")


@pytest.mark.parametrize(("two_bit", "base3", "chosen"), [(1.0, 0.9, "base3"), (1.0, 0.99, "2bit"), (0.9, 1.0, "2bit")])
def test_the_faster_layout_is_chosen(
    monkeypatch: pytest.MonkeyPatch, two_bit: float, base3: float, chosen: kernel.Layout
) -> None:
    measured: list[tuple[str, int]] = []

    def seconds(pool: kernel.Pool, way: list[kernel.Ternary], rows: int) -> float:
        measured.append((way[0].layout, len(way)))
        return (two_bit if way[0].layout == "2bit" else base3) + len(measured)  # the best pass is the first

    monkeypatch.setattr(layout, "linear_seconds", seconds)
    monkeypatch.setattr(layout, "SAMPLE_BYTES", 3 * 1024)
    matrices = [matrix(np.random.default_rng(i), 64, 64) for i in range(9)]
    monkeypatch.setattr(layout, "PASSES", 1)
    found, times = layout.faster_layout(PORTABLE, matrices)
    assert [name for name, _ in measured] == ["2bit", "base3"]
    assert {n for _, n in measured} == {3}
    assert times["base3"] - times["2bit"] == pytest.approx(base3 - two_bit + 1)
    assert found in ("2bit", "base3")
    monkeypatch.setattr(layout, "linear_seconds", lambda _, way, rows: {"2bit": two_bit, "base3": base3}[way[0].layout])
    assert layout.faster_layout(PORTABLE, matrices) == (chosen, {"2bit": two_bit, "base3": base3})


def test_the_layouts_are_really_timed() -> None:
    chosen, times = layout.faster_layout(PORTABLE, [matrix(np.random.default_rng(0), 64, 512)])
    assert chosen in times
    assert min(times.values()) > 0
