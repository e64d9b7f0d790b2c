"""RoPE tables from high-precision arithmetic: the values the kernel's double-precision routines have to round to."""

from dataclasses import dataclass
from fractions import Fraction

import mpmath
import numpy as np
from numpy.typing import NDArray

# Relative error allowed to numpy's double-precision sin and cos before the entry is computed again with mpmath.
DOUBLE_DOUBT = 2.0**-48
MP_BITS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Llama3Scaling:
    """Parameters of `rope_type: llama3`, as config.json names them."""

    factor: float
    low_freq_factor: float
    high_freq_factor: float
    original_max_position_embeddings: int


def _nearest_double(value: mpmath.mpf) -> float:
    return float(mpmath.mpf(value))  # mpmath rounds to nearest even


def frequencies(head_dim: int, theta: float, scaling: Llama3Scaling | None = None) -> list[float]:
    """f_j for j < head_dim/2, binary64: exp(-(2j/d) * ln(theta)), every elementary function correctly rounded."""
    with mpmath.workprec(MP_BITS):
        log_theta = _nearest_double(mpmath.log(mpmath.mpf(theta)))
        plain = [
            _nearest_double(mpmath.exp(mpmath.mpf(-((2.0 * j / head_dim) * log_theta)))) for j in range(head_dim // 2)
        ]
    return plain if scaling is None else [_llama3(f, scaling) for f in plain]


def _llama3(frequency: float, scaling: Llama3Scaling) -> float:
    """Source: transformers, `modeling_rope_utils._compute_llama3_parameters`, in binary64."""
    context = float(scaling.original_max_position_embeddings)
    wavelength = 2.0 * float(np.pi) / frequency
    if wavelength < context / scaling.high_freq_factor:
        return frequency
    if wavelength > context / scaling.low_freq_factor:
        return frequency / scaling.factor
    smooth = (context / wavelength - scaling.low_freq_factor) / (scaling.high_freq_factor - scaling.low_freq_factor)
    return (1.0 - smooth) * frequency / scaling.factor + smooth * frequency


def tables(positions: NDArray[np.int64], f: list[float]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """cos and sin of position * f_j, the product rounded to binary64, the result correctly rounded to float32.

    Returns: two (n_positions, head_dim/2) arrays.
    """
    angles = np.asarray(positions, np.float64)[:, None] * np.asarray(f, np.float64)[None, :]
    return _rounded_once(angles, np.cos, mpmath.cos), _rounded_once(angles, np.sin, mpmath.sin)


def _rounded_once(angles: NDArray[np.float64], fast: np.ufunc, exact: object) -> NDArray[np.float32]:
    """float32 of the true function value: numpy where that is beyond doubt, mpmath where it is not."""
    value = fast(angles)
    below, above = value * (1 - DOUBLE_DOUBT), value * (1 + DOUBLE_DOUBT)
    result = value.astype(np.float32)
    doubtful = below.astype(np.float32) != above.astype(np.float32)
    with mpmath.workprec(MP_BITS):
        for index in zip(*np.nonzero(doubtful), strict=True):
            result[index] = _nearest_float(exact(mpmath.mpf(float(angles[index]))))  # type: ignore[operator]
    return result


def _nearest_float(value: mpmath.mpf) -> np.float32:
    """Round an mpmath value once to binary32 (nearest, ties to even), denormals included."""
    man, exponent = mpmath.frexp(value)
    if man == 0:
        return np.float32(0)
    step = max(int(exponent) - 24, -149)
    scaled = mpmath.ldexp(value, -step)
    units = round(Fraction(int(mpmath.floor(scaled * 2**64)), 2**64))  # Fraction's round is half to even
    return np.float32(np.ldexp(np.float64(units), step))
