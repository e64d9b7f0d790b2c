"""From a checkpoint's stored linears to ternary values and the multiplier of profile aria-2."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from . import base3
from .source import Matrix, to_float32

LEAST_MEAN = 1e-5  # the floor under mean|w| in the families' own code
BLOCK_VALUES = 1 << 22  # latent weights are read in blocks: tens of MB at a time, whatever the layer's size


def read_packed(packed: NDArray[np.uint8], scale: np.float32, divides: bool, name: str) -> Matrix:
    """Four values a byte and a scale that multiplies or divides. packed: (n_out / 4, n_in). name: without ".weight".

    Raises: ModelError naming the tensor.
    """
    with np.errstate(divide="ignore", over="ignore", under="ignore"):
        multiplier = np.float32(1) / scale if divides else scale
    if not (np.isfinite(scale) and np.isfinite(multiplier)):
        raise ModelError(f"tensor {name}.weight_scale holds {scale}, which cannot scale anything")
    return Matrix(values=unpack_quarters(packed, f"{name}.weight"), multiplier=float(multiplier))


def read_base3(codes: NDArray[np.uint8], multiplier: np.float32, n_in: int, name: str) -> Matrix:
    """Five values a byte. codes: (n_out, bytes of a row). name: without ".weight".

    Raises: ModelError naming the tensor.
    """
    if not np.isfinite(multiplier):
        raise ModelError(f"tensor {name}.multiplier holds {multiplier}, which cannot scale anything")
    values = base3.decode(codes, n_in, f"{name}.weight")
    return Matrix(values=values, multiplier=float(multiplier), stored=codes)


def unpack_quarters(packed: NDArray[np.uint8], name: str) -> NDArray[np.int8]:
    """Packed (n_out / 4, n_in) uint8 to values (n_out, n_in): bits 1:0 hold the first quarter of the rows, plus 1.

    Source: transformers, `integrations/bitnet.py`.
    Raises: ModelError if a code is 3, which stands for no ternary value.
    """
    if np.any(packed & (packed >> 1) & 0x55):
        raise ModelError(
            f"tensor {name} holds the code 3, which no ternary weight has; the file is damaged or of another format"
        )
    rows, columns = packed.shape
    values = np.empty((4, rows, columns), np.int8)
    for quarter in range(4):
        np.subtract((packed >> (2 * quarter)) & 3, 1, out=values[quarter], casting="unsafe")
    return values.reshape(4 * rows, columns)


def ternarise(words: NDArray[Any], name: str) -> tuple[NDArray[np.int8], float]:
    """Full-precision weights (n_out, n_in) made ternary: clamp(round_half_even(w * (1 / mean)), -1, 1), m = mean.

    words: as `Source.floats` gives them. mean = max(mean|w|, 1e-5) as float32, from the exact sum of |w| rounded
    once, so that every machine gets the same. Sixteen-bit weights have few distinct values: those are counted, rounded
    and looked up.
    Source: BitNet b1.58 (arXiv 2402.17764), section 2; its authors' `utils_quant.py` for the order of operations.
    Raises: ModelError if a weight is not finite.
    """
    flat = words.reshape(-1)
    values = np.empty(flat.size, np.int8)
    blocks = [slice(start, start + BLOCK_VALUES) for start in range(0, flat.size, BLOCK_VALUES)]
    if flat.itemsize == 2:
        patterns = flat.view(np.uint16)
        counts = np.zeros(1 << 16, np.int64)
        for block in blocks:
            counts += np.bincount(patterns[block], minlength=1 << 16)
        table = to_float32(np.arange(1 << 16, dtype=np.uint16).view(flat.dtype))
        if np.any(counts[~np.isfinite(table)]):
            raise ModelError(f"tensor {name} holds infinities or NaN")
        table[~np.isfinite(table)] = 0
        mean = _mean(math.fsum((counts * np.abs(table, dtype=np.float64)).tolist()), flat.size)
        rounded = _round(table, mean)
        for block in blocks:
            values[block] = rounded[patterns[block]]
    else:
        mean = _mean(_exact_abs_sum((flat[block] for block in blocks), name), flat.size)
        for block in blocks:
            values[block] = _round(flat[block], mean)
    return values.reshape(words.shape), float(mean)


def _mean(total: float, n: int) -> np.float32:
    mean: np.float32 = np.float32(max(total / n, LEAST_MEAN))
    return mean


def _round(weights: NDArray[np.float32], mean: np.float32) -> NDArray[np.int8]:
    with np.errstate(over="ignore", under="ignore"):
        scaled = weights * (np.float32(1) / mean)
    rounded: NDArray[np.int8] = np.clip(np.rint(scaled), -1, 1).astype(np.int8)
    return rounded


def _exact_abs_sum(blocks: Iterable[NDArray[np.float32]], name: str) -> float:
    """Sum of |w| of float32 weights, rounded once to binary64.

    Significands are added as integers, one sum per exponent: 24 bits times up to 2^29 weights stay exact in binary64.
    """
    sums = np.zeros(256)
    for block in blocks:
        bits = block.view(np.uint32) & 0x7FFF_FFFF
        exponents = bits >> 23
        significands = (bits & 0x7F_FFFF) + np.where(exponents > 0, np.uint32(1 << 23), np.uint32(0))
        sums += np.bincount(exponents, weights=significands, minlength=256)
    if sums[255]:
        raise ModelError(f"tensor {name} holds infinities or NaN")
    return math.fsum(math.ldexp(total, max(exponent, 1) - 150) for exponent, total in enumerate(sums.tolist()))
