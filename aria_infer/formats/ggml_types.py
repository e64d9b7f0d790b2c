"""[pure] The ggml tensor types that are read: sizes, ternary blocks to values and scale, quantised rows to float32.

Source: https://github.com/ggml-org/llama.cpp, ggml-quants.c, for all but I2_S; microsoft/BitNet, ggml-bitnet-mad.cpp,
for that. A ternary type is read only where one multiplier serves the whole matrix.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from .source import to_float32

BLOCK_VALUES = 1 << 22  # rows are widened in blocks: tens of MB at a time, whatever the matrix's size


@dataclass(frozen=True, slots=True, kw_only=True)
class GgmlType:
    """block: values that lie together. block_bytes: what they take. tail: bytes after all blocks of a tensor.

    by_row: a block lies in one row; else blocks run on from row to row.
    """

    name: str
    block: int
    block_bytes: int
    tail: int = 0
    by_row: bool = True

    def n_bytes(self, n_values: int) -> int:
        """Bytes of a tensor."""
        return n_values // self.block * self.block_bytes + self.tail


GGML_TYPES: Mapping[int, GgmlType] = MappingProxyType({
    0: GgmlType(name="F32", block=1, block_bytes=4),
    1: GgmlType(name="F16", block=1, block_bytes=2),
    30: GgmlType(name="BF16", block=1, block_bytes=2),
    8: GgmlType(name="Q8_0", block=32, block_bytes=34),
    14: GgmlType(name="Q6_K", block=256, block_bytes=210),
    34: GgmlType(name="TQ1_0", block=256, block_bytes=54),
    35: GgmlType(name="TQ2_0", block=256, block_bytes=66),
    36: GgmlType(name="I2_S", block=128, block_bytes=32, tail=32, by_row=False),
})  # fmt: skip
FLOAT_TYPES = ("F32", "F16", "BF16")
TERNARY_TYPES = ("TQ1_0", "TQ2_0", "I2_S")
DERIVED_TYPES = ("Q8_0", "Q6_K")
_NOT_TERNARY = 2
_WORDS = {"F32": "<f4", "F16": "<f2", "BF16": "<u2"}
# Types people meet that are not read, so that a refusal can name them.
_OTHERS = {
    2: "Q4_0", 3: "Q4_1", 6: "Q5_0", 7: "Q5_1", 10: "Q2_K", 11: "Q3_K", 12: "Q4_K", 13: "Q5_K", 15: "Q8_K",
    16: "IQ2_XXS", 19: "IQ1_S", 20: "IQ4_NL", 23: "IQ4_XS", 24: "I8", 25: "I16", 26: "I32", 27: "I64", 28: "F64",
    29: "IQ1_M", 38: "TL1", 39: "TL2 or MXFP4", 134: "IQ1_BN", 135: "IQ2_BN", 335: "IQ2_BN_R4",
}  # fmt: skip


def type_label(number: int) -> str:
    """A type's name where it has one, and its number."""
    return f"{number} ({_OTHERS[number]})" if number in _OTHERS else str(number)


def words(raw: memoryview, kind: str, shape: tuple[int, ...]) -> NDArray[Any]:
    """F32, F16 or BF16 data in shape: float32, float16, or bfloat16 as uint16; a view where aligned."""
    array = np.frombuffer(raw, _WORDS[kind]).reshape(shape)
    return array if array.flags.aligned else array.copy()


def dequantise(raw: memoryview, kind: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Q8_0 or Q6_K rows as float32. Each product of scales and value is exact in binary32, so no order matters."""
    one = _q8_0 if kind == "Q8_0" else _q6_k
    block = next(known for known in GGML_TYPES.values() if known.name == kind)
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, block.block_bytes)
    y: NDArray[np.float32] = np.empty((len(blocks), block.block), np.float32)
    step = BLOCK_VALUES // block.block
    with np.errstate(invalid="ignore"):  # a scale that is no number makes NaN, which the manifest refuses
        for start in range(0, len(blocks), step):
            y[start : start + step] = one(blocks[start : start + step])
    return y.reshape(shape)


def _q8_0(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Blocks (n, 34): a binary16 scale d, 32 int8 q. Value: d q."""
    d = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    y: NDArray[np.float32] = d * blocks[:, 2:].view(np.int8)
    return y


def _q6_k(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Blocks (n, 210): 128 bytes of low nibbles, 64 of high bit pairs, 16 int8 scales s, a binary16 d.

    Value: d s (q - 32), each s for 16 values. Halves of 128 values are alike: the low nibbles of 64 bytes hold values
    0-63, the high ones 64-127; the pairs of 32 bytes, from the lowest on, belong to values 0-31, 32-63, 64-95, 96-127.
    """
    n = len(blocks)
    low, high = blocks[:, :128].reshape(n, 2, 64), blocks[:, 128:192].reshape(n, 2, 32)
    q = np.empty((n, 2, 4, 32), np.uint8)
    q[:, :, :2] = (low & 15).reshape(n, 2, 2, 32)
    q[:, :, 2:] = (low >> 4).reshape(n, 2, 2, 32)
    for pair in range(4):
        q[:, :, pair] |= (high >> 2 * pair & 3) << 4
    d = np.ascontiguousarray(blocks[:, 208:]).view("<f2").astype(np.float32)
    scales = d * blocks[:, 192:208].view(np.int8)
    centred = q.view(np.int8).reshape(n, 16, 16) - np.int8(32)
    y: NDArray[np.float32] = scales[:, :, None] * centred
    return y.reshape(n, 256)


def read_ternary(raw: memoryview, kind: str, shape: tuple[int, int], name: str) -> tuple[NDArray[np.int8], np.float32]:
    """Values (n_out, n_in) of -1, 0, 1 and their one multiplier. kind: a float or ternary type.

    Raises: ModelError naming the tensor, and the value that is not ternary.
    """
    if kind in FLOAT_TYPES:
        return _exactly_ternary(words(raw, kind, shape), name)
    if kind == "I2_S":
        return _i2_s(raw, shape, name)
    codes = np.frombuffer(raw, np.uint8).reshape(-1, 54 if kind == "TQ1_0" else 66)
    values = _tq1_0(codes) if kind == "TQ1_0" else _tq2_0(codes, name)
    scales = np.ascontiguousarray(codes[:, -2:]).view("<f2")[:, 0].astype(np.float32)
    empty = scales == 0  # how a block of zeros is written
    values[empty] = 0
    return values.reshape(shape), _one_scale(scales[~empty], name)


def _one_scale(scales: NDArray[np.float32], name: str) -> np.float32:
    if not np.isfinite(scales).all():
        raise ModelError(f"tensor {name} has a block with scale {scales[~np.isfinite(scales)][0]}; the file is damaged")
    if (scales != scales[:1]).any():
        other = scales[scales != scales[0]][0]
        raise ModelError(
            f"tensor {name} has blocks with scales {scales[0]} and {other}: not a ternary matrix with one multiplier"
        )
    first: np.float32 = scales[0] if scales.size else np.float32(0)
    return first


def _tq1_0(blocks: NDArray[np.uint8]) -> NDArray[np.int8]:
    """Blocks (n, 54): bytes of five trits for values 0-159 (32 bytes) and 160-239 (16), of four for 240-255 (4), scale.

    Trit j of a byte b is ((b 3^j mod 256) 3) div 256; it belongs to the j-th run of as many values as there are bytes.
    """
    n = len(blocks)
    b = np.arange(256)
    table = (b[:, None] * 3 ** np.arange(5) % 256 * 3 // 256 - 1).astype(np.int8)  # (byte, trit)
    values = np.empty((n, 256), np.int8)
    for first, last, start, trits in ((0, 32, 0, 5), (32, 48, 160, 5), (48, 52, 240, 4)):
        width = last - first
        for j in range(trits):
            values[:, start + j * width : start + (j + 1) * width] = table[:, j][blocks[:, first:last]]
    return values


def _tq2_0(blocks: NDArray[np.uint8], name: str) -> NDArray[np.int8]:
    """Blocks (n, 66): two halves of 32 bytes, whose bit pairs from the lowest on hold runs of 32 values; scale."""
    return _pairs(blocks[:, :64].reshape(-1, 2, 32), (0, 2, 4, 6), name).reshape(-1, 256)


def _i2_s(raw: memoryview, shape: tuple[int, int], name: str) -> tuple[NDArray[np.int8], np.float32]:
    """Blocks of 32 bytes, whose bit pairs from the highest on hold runs of 32 values; then the float32 scale."""
    data = np.frombuffer(raw, np.uint8)
    scale: np.float32 = data[-32:-28].copy().view("<f4").astype(np.float32)[0]
    if not np.isfinite(scale):
        raise ModelError(f"tensor {name} has scale {scale}; the file is damaged")
    return _pairs(data[:-32].reshape(-1, 1, 32), (6, 4, 2, 0), name).reshape(shape), scale


def _pairs(packed: NDArray[np.uint8], shifts: tuple[int, ...], name: str) -> NDArray[np.int8]:
    """Bit pairs to values. packed: (n, parts, 32). Returns (n, parts, 4, 32)."""
    if np.any(packed & (packed >> 1) & 0x55):
        raise ModelError(
            f"tensor {name} holds the code 3, which no ternary weight has; the file is damaged or of another format"
        )
    values = np.empty((*packed.shape[:2], 4, 32), np.int8)
    for run, shift in enumerate(shifts):
        np.subtract((packed >> shift) & 3, 1, out=values[:, :, run], casting="unsafe")
    return values


def _exactly_ternary(stored: NDArray[Any], name: str) -> tuple[NDArray[np.int8], np.float32]:
    """Floats that are all -s, 0 or s. Those of sixteen bits have few distinct values: these are looked up."""
    flat = stored.reshape(-1)
    blocks = [slice(start, start + BLOCK_VALUES) for start in range(0, flat.size, BLOCK_VALUES)]
    values = np.empty(flat.size, np.int8)
    if flat.itemsize == 2:
        patterns = flat.view(np.uint16)
        counts = np.zeros(1 << 16, np.int64)
        for block in blocks:
            counts += np.bincount(patterns[block], minlength=1 << 16)
        numbers = to_float32(np.arange(1 << 16, dtype=np.uint16).view(flat.dtype))
        scale = np.float32(_largest(numbers[counts > 0]))
        table = _signs(numbers, scale)
        for block in blocks:
            values[block] = table[patterns[block]]
    else:
        scale = np.float32(max(_largest(flat[block]) for block in blocks))
        for block in blocks:
            values[block] = _signs(flat[block], scale)
    for block in blocks:
        if (values[block] == _NOT_TERNARY).any():
            at = block.start + int(np.argmax(values[block] == _NOT_TERNARY))
            row, column = divmod(at, stored.shape[-1])
            found = to_float32(flat[at : at + 1])[0]
            raise ModelError(
                f"tensor {name} is not ternary: it holds {found} (row {row}, column {column}) besides {scale}; "
                "only models whose linears are -s, 0 or s for one s run here"
            )
    return values.reshape(stored.shape), scale


def _signs(numbers: NDArray[np.float32], scale: np.float32) -> NDArray[np.int8]:
    """-1, 0 or 1 where a number is -s, 0 or s, else _NOT_TERNARY."""
    signs = np.full(numbers.shape, _NOT_TERNARY, np.int8)
    for sign in (-1, 1, 0):  # 0 last: it is all there is where the scale is 0
        signs[numbers == sign * scale] = sign
    return signs


def _largest(numbers: NDArray[np.float32]) -> float:
    """The largest size of those that are numbers at all."""
    return float(np.max(np.abs(numbers), where=np.isfinite(numbers), initial=0))
