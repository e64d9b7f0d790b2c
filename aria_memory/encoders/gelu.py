"""GELU with the exact error function, which NumPy lacks (Hendrycks and Gimpel 2016, arXiv:1606.08415)."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# erfc(z) = (a1 t + ... + a5 t^5) exp(-z^2) for z >= 0, t = 1 / (1 + p z), within 1.5e-7: Abramowitz and Stegun,
# Handbook of Mathematical Functions, 7.1.26. Highest power first, the last one for t^0.
_P = 0.3275911
_A = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592, 0.0)
_BLOCK = 16_384  # numbers at a time: the working arrays of so many fit in a core's own cache


def gelu(x: Floats) -> Floats:
    """x (1 + erf(x / sqrt 2)) / 2 in place, elementwise; x is C-contiguous. Returns x.

    Computed as max(x, 0) - |x| erfc(|x| / sqrt 2) / 2, which needs no sign.
    """
    flat = x.reshape(-1)
    for start in range(0, flat.size, _BLOCK):
        part = flat[start : start + _BLOCK]
        size = np.abs(part)
        t = 1 / (1 + np.float32(_P * 0.5**0.5) * size)
        tail = np.full_like(t, _A[0])
        for coefficient in _A[1:]:
            tail *= t
            tail += np.float32(coefficient)
        tail *= np.exp(np.float32(-0.5) * size * size)
        tail *= size
        tail *= np.float32(0.5)
        np.maximum(part, 0, out=part)
        part -= tail
    return x
