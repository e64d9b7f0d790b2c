"""Five ternary values a byte: one encoding for each matrix, as the spec says it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_infer.errors import ModelError
from aria_infer.formats.base3 import decode, encode, row_bytes


def test_it_is_the_spec_in_plain_python() -> None:
    values = np.random.default_rng(1).integers(-1, 2, (4, 13), dtype=np.int8)
    for row, coded in zip(values.tolist(), encode(values).tolist(), strict=True):
        padded = row + [0] * (15 - len(row))
        assert coded == [sum((v + 1) * 3**j for j, v in enumerate(padded[i : i + 5])) for i in (0, 5, 10)]


@settings(max_examples=60, deadline=None)
@given(rows=st.integers(1, 6), columns=st.integers(1, 40), seed=st.integers(0, 2**32 - 1))
def test_it_comes_back_whole(rows: int, columns: int, seed: int) -> None:
    values = np.random.default_rng(seed).integers(-1, 2, (rows, columns), dtype=np.int8)
    codes = encode(values)
    assert codes.shape == (rows, row_bytes(columns))
    assert codes.max() <= 242
    assert np.array_equal(decode(codes, columns, "w"), values)


def test_a_byte_that_stands_for_nothing_is_refused() -> None:
    assert decode(np.uint8([[242]]), 5, "w").tolist() == [[1, 1, 1, 1, 1]]
    with pytest.raises(ModelError, match=r"tensor w holds the byte 243"):
        decode(np.uint8([[121], [243]]), 5, "w")


def test_padding_that_is_not_zero_is_refused() -> None:
    assert decode(np.uint8([[121]]), 3, "w").tolist() == [[0, 0, 0]]
    with pytest.raises(ModelError, match=r"tensor w has values beyond column 3"):
        decode(np.uint8([[121 + 81]]), 3, "w")
