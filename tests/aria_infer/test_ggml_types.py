"""Block formats against the `gguf` package and plain Python; whatever is not one ternary matrix is refused."""

from typing import Any

import gguf
import numpy as np
import pytest

from aria_infer.errors import ModelError
from aria_infer.formats.ggml_types import GGML_TYPES, dequantise, read_ternary, type_label

Types = gguf.GGMLQuantizationType
RNG = np.random.default_rng(5)


def ternary_bytes(kind: str, values: np.ndarray, scale: float) -> bytes:
    return bytes(gguf.quantize(values.astype(np.float32) * np.float32(scale), Types[kind]).tobytes())


def i2_s(values: np.ndarray, scale: float) -> bytes:
    """bitnet.cpp's layout, weight by weight."""
    packed = bytearray(values.size // 4)
    for i, value in enumerate(values.reshape(-1).tolist()):
        block, j = divmod(i, 128)
        packed[32 * block + j % 32] |= (value + 1) << (6 - 2 * (j // 32))
    return bytes(packed) + np.float32(scale).tobytes() + bytes(28)


def test_sizes_are_the_packages() -> None:
    for number, kind in GGML_TYPES.items():
        if kind.name != "I2_S":  # the package does not know it
            assert (kind.block, kind.block_bytes) == gguf.GGML_QUANT_SIZES[Types(number)]
            assert Types(number).name == kind.name
    assert GGML_TYPES[36].n_bytes(256) == 96


def test_a_type_that_is_not_read_has_its_name() -> None:
    for number in (2, 12, 20, 29):
        assert Types(number).name in type_label(number)


@pytest.mark.parametrize("kind", ["Q8_0", "Q6_K"])
def test_quantised_rows_are_ggmls_numbers(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    block, size = gguf.GGML_QUANT_SIZES[Types[kind]]
    raw = RNG.integers(0, 256, (7, 512 // block * size), dtype=np.uint8)
    at = 0 if kind == "Q8_0" else size - 2
    blocks = raw.reshape(-1, size)
    blocks[:, at : at + 2] = RNG.standard_normal(len(blocks)).astype(np.float16).reshape(-1, 1).view(np.uint8)
    blocks[0, at : at + 2] = np.float16([6e-8]).view(np.uint8)  # the smallest there is
    wanted = gguf.dequantize(raw, Types[kind])
    for step in (1 << 22, 512):
        monkeypatch.setattr("aria_infer.formats.ggml_types.BLOCK_VALUES", step)
        assert dequantise(memoryview(raw.tobytes()), kind, (7, 512)).tobytes() == wanted.tobytes()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("kind", ["Q8_0", "Q6_K"])
def test_a_table_with_a_scale_that_is_no_number_has_nan(kind: str) -> None:
    raw = bytes(b"\xff" * GGML_TYPES[8 if kind == "Q8_0" else 14].block_bytes)
    assert np.isnan(dequantise(memoryview(raw), kind, (1, 32 if kind == "Q8_0" else 256))).all()


@pytest.mark.parametrize("scale", [0.0625, -0.5, 6e-8, 1.0])
@pytest.mark.parametrize("kind", ["TQ1_0", "TQ2_0", "I2_S", "F32", "F16", "BF16"])
def test_ternary_values_and_scale_come_back(kind: str, scale: float) -> None:
    values = RNG.integers(-1, 2, (6, 512), dtype=np.int8)
    values[2] = 0  # blocks of zeros have the scale 0
    stored = np.float32(scale) if kind in ("I2_S", "F32", "BF16") else np.float32(np.float16(scale))
    if kind == "BF16":
        stored = np.float32(scale).view(np.uint32) & np.uint32(0xFFFF0000)
        stored = np.uint32(stored).view(np.float32)
    raw = i2_s(values, scale) if kind == "I2_S" else ternary_bytes(kind, values, float(stored))
    got, multiplier = read_ternary(memoryview(raw), kind, (6, 512), "w")
    product = got.astype(np.float32) * multiplier
    assert np.array_equal(product, values.astype(np.float32) * stored)
    assert abs(multiplier) == abs(stored)
    assert set(np.unique(got)) <= {-1, 0, 1}


def test_i2_s_blocks_run_on_from_row_to_row() -> None:
    values = RNG.integers(-1, 2, (4, 96), dtype=np.int8)
    assert np.array_equal(read_ternary(memoryview(i2_s(values, 1.0)), "I2_S", (4, 96), "w")[0], values)


@pytest.mark.parametrize("kind", ["TQ1_0", "TQ2_0"])
def test_every_byte_is_what_ggml_makes_of_it(kind: str) -> None:
    size = gguf.GGML_QUANT_SIZES[Types[kind]][1]
    raw = RNG.integers(0, 256, (4 * 3, size), dtype=np.uint8)
    if kind == "TQ2_0":
        raw &= np.where(raw & (raw >> 1) & 0x55, 0xAA, 0xFF).astype(np.uint8)  # no code 3
    raw[:, -2:] = np.float16([0.5]).view(np.uint8)
    got, multiplier = read_ternary(memoryview(raw.tobytes()), kind, (4, 768), "w")
    assert np.array_equal(got * multiplier, gguf.dequantize(raw, Types[kind]).reshape(4, 768))


@pytest.mark.parametrize("kind", ["TQ1_0", "TQ2_0", "I2_S", "F32"])
def test_nothing_but_zeros(kind: str) -> None:
    values = np.zeros((2, 256), np.int8)
    raw = i2_s(values, 0.0) if kind == "I2_S" else ternary_bytes(kind, values, 1.0)
    got, multiplier = read_ternary(memoryview(raw), kind, (2, 256), "w")
    assert (got.any(), multiplier) == (False, 0)


@pytest.mark.parametrize("kind", ["TQ1_0", "TQ2_0"])
def test_two_scales_are_not_one_multiplier(kind: str) -> None:
    values = RNG.integers(-1, 2, (1, 256), dtype=np.int8)
    raw = ternary_bytes(kind, values, 0.5) + ternary_bytes(kind, values, 0.25)
    with pytest.raises(ModelError, match=r"blk\.0 has blocks with scales 0\.5 and 0\.25"):
        read_ternary(memoryview(raw), kind, (2, 256), "blk.0")


@pytest.mark.parametrize("kind", ["TQ1_0", "TQ2_0", "I2_S"])
@pytest.mark.parametrize("bad", [np.inf, np.nan])
def test_a_scale_that_is_no_number_is_refused(kind: str, bad: float) -> None:
    raw = bytearray(
        i2_s(np.zeros((1, 256), np.int8), bad)
        if kind == "I2_S"
        else ternary_bytes(kind, RNG.integers(-1, 2, (1, 256), dtype=np.int8), 1.0)
    )
    if kind != "I2_S":
        raw[-2:] = np.float16(bad).tobytes()
    with pytest.raises(ModelError, match=rf"tensor w has .*scale {bad}"):
        read_ternary(memoryview(bytes(raw)), kind, (1, 256), "w")


@pytest.mark.parametrize("shift", [0, 2, 4, 6])
@pytest.mark.parametrize("kind", ["TQ2_0", "I2_S"])
def test_a_code_of_three_is_refused(kind: str, shift: int) -> None:
    values = np.full((1, 256), -1, np.int8)
    raw = bytearray(i2_s(values, 1.0) if kind == "I2_S" else ternary_bytes(kind, values, 1.0))
    raw[17] |= 3 << shift
    with pytest.raises(ModelError, match="tensor w holds the code 3"):
        read_ternary(memoryview(bytes(raw)), kind, (1, 256), "w")


@pytest.mark.parametrize("bad", [0.25, -0.75, np.nan, -np.inf, 0.5000001])
@pytest.mark.parametrize("step", [1 << 22, 100])
def test_floats_that_are_not_ternary_are_named(bad: float, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aria_infer.formats.ggml_types.BLOCK_VALUES", step)
    numbers = RNG.integers(-1, 2, (3, 256)).astype(np.float32) * np.float32(0.5)
    read_ternary(memoryview(numbers.tobytes()), "F32", (3, 256), "w")
    numbers[2, 7] = bad
    with pytest.raises(ModelError, match=r"tensor w is not ternary: it holds .* \(row \d, column \d+\)") as caught:
        read_ternary(memoryview(numbers.tobytes()), "F32", (3, 256), "w")
    if abs(bad) <= 0.5 or not np.isfinite(bad):
        assert f"holds {np.float32(bad)} (row 2, column 7)" in str(caught.value)


def test_negative_zero_is_zero() -> None:
    numbers = np.float32([[-0.0, 0.5, 0.0, -0.5]])
    got: Any = read_ternary(memoryview(numbers.tobytes()), "F32", (1, 4), "w")
    assert got[0].tolist() == [[0, 1, 0, -1]]
