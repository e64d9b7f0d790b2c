"""From a checkpoint's stored linears to ternary values and the multiplier of profile aria-1."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..config import ModelConfig
from ..errors import ModelError
from .layout import linear_shape
from .safetensors import Checkpoint, to_float32

LEAST_MEAN = 1e-5  # the floor under mean|w| in the families' own code
BLOCK_VALUES = 1 << 22  # latent weights are read in blocks: 16 MB of float32 at a time, whatever the layer's size


def read_linear(checkpoint: Checkpoint, config: ModelConfig, short: str, prefix: str) -> tuple[NDArray[np.int8], float]:
    """Values (n_out, n_in) int8 of {-1, 0, 1}, and the multiplier m (a float32).

    Raises: ModelError naming the tensor if it holds anything else.
    """
    weight = f"{prefix}.weight"
    if config.linear == "latent":
        return ternarise(checkpoint.words(weight), weight)
    scale = to_float32(checkpoint.words(f"{prefix}.weight_scale").reshape(1))[0]
    with np.errstate(divide="ignore", over="ignore", under="ignore"):
        multiplier = scale if config.linear == "packed-multiply" else np.float32(1) / scale
    if not (np.isfinite(scale) and np.isfinite(multiplier)):
        raise ModelError(f"tensor {prefix}.weight_scale holds {scale}, which cannot scale anything")
    values = unpack_quarters(checkpoint.words(weight), weight)
    assert values.shape == linear_shape(config, short)
    return values, float(multiplier)


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

    mean = max(mean|w|, 1e-5) as float32, from the exact sum of |w| rounded once, so that every machine gets the same.
    Source: BitNet b1.58 (arXiv 2402.17764), section 2; its authors' `utils_quant.py` for the order of operations.
    """
    mean = np.float32(max(_exact_abs_sum(words, name) / words.size, LEAST_MEAN))
    inverse = np.float32(1) / mean
    values = np.empty(words.size, np.int8)
    flat = words.reshape(-1)
    for start in range(0, flat.size, BLOCK_VALUES):
        block = to_float32(flat[start : start + BLOCK_VALUES])
        with np.errstate(over="ignore", under="ignore"):
            block *= inverse
        values[start : start + block.size] = np.clip(np.rint(block), -1, 1)
    return values.reshape(words.shape), float(mean)


def _exact_abs_sum(words: NDArray[Any], name: str) -> float:
    """Sum of |w|, rounded once to binary64.

    Significands are added as integers, one sum per exponent: 24 bits times up to 2^29 weights stay exact in binary64.
    """
    sums = np.zeros(256)
    flat = words.reshape(-1)
    for start in range(0, flat.size, BLOCK_VALUES):
        bits = to_float32(flat[start : start + BLOCK_VALUES]).view(np.uint32) & 0x7FFF_FFFF
        exponents = bits >> 23
        significands = (bits & 0x7F_FFFF) + np.where(exponents > 0, np.uint32(1 << 23), np.uint32(0))
        sums += np.bincount(exponents, weights=significands, minlength=256)
    if sums[255]:
        raise ModelError(f"tensor {name} holds infinities or NaN")
    return math.fsum(math.ldexp(total, max(exponent, 1) - 150) for exponent, total in enumerate(sums.tolist()))
