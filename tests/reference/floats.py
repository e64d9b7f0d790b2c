"""The binary32 pieces of arithmetic profile 2, elementwise over numpy arrays.

numpy's own `+ - * /` and `sqrt` on float32 are single correctly rounded operations; the fused multiply-add is built
here from binary64 and rounding to odd.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

F32 = NDArray[np.float32]

LN2_HIGH = np.float32(float.fromhex("0x1.62e400p-1"))
LN2_LOW = np.float32(float.fromhex("0x1.7f7d1cp-20"))
LOG2_E = np.float32(float.fromhex("0x1.715476p+0"))
EXP_COEFFICIENTS = tuple(
    np.float32(float.fromhex(c))
    for c in (
        "0x1p+0",
        "0x1p+0",
        "0x1.000000p-1",
        "0x1.555556p-3",
        "0x1.555556p-5",
        "0x1.111112p-7",
        "0x1.6c16c2p-10",
        "0x1.a01a02p-13",
    )
)
EXP_LOWEST, EXP_HIGHEST = np.float32(-87.0), np.float32(88.0)
F16_LARGEST = np.float32(65504.0)


def fma(a: ArrayLike, b: ArrayLike, c: ArrayLike) -> F32:
    """Round a*b + c once to binary32, elementwise.

    The product of two 24-bit significands is exact in binary64. The sum is rounded to odd there (an inexact result
    keeps or moves to the neighbour with an odd last bit), after which rounding to 24 bits cannot round twice, in the
    denormal range either. Source: Boldo and Melquiond, "Emulation of a FMA and correctly rounded sums: proved
    algorithms using rounding to odd", 2008.
    """
    product = np.asarray(a, np.float32).astype(np.float64) * np.asarray(b, np.float32).astype(np.float64)
    addend = np.asarray(c, np.float32).astype(np.float64)
    total = np.atleast_1d(product + addend)
    virtual = total - product
    error = (product - (total - virtual)) + (addend - virtual)
    even = (total.view(np.int64) & 1) == 0
    odd_neighbour = np.nextafter(total, np.where(error > 0, np.inf, -np.inf))
    rounded = np.where((error != 0) & even, odd_neighbour, total).astype(np.float32)
    return rounded.reshape(np.broadcast_shapes(product.shape, addend.shape))


def tree(lanes: F32) -> F32:
    """Fold the last axis (a power of two long): L[i] += L[i + w] for w = n/2 ... 1."""
    width = lanes.shape[-1]
    assert width & (width - 1) == 0, width
    while width > 1:
        width //= 2
        lanes = lanes[..., :width] + lanes[..., width : 2 * width]
    return lanes[..., 0]


def dot_in_lanes(a: F32, b: F32, n_lanes: int) -> F32:
    """Dot product over the last axis, term i going to lane i mod n_lanes by fma; then the tree."""
    shape = np.broadcast_shapes(a.shape, b.shape)
    lanes = np.zeros((*shape[:-1], n_lanes), np.float32)
    for start in range(0, shape[-1], n_lanes):
        stop = min(start + n_lanes, shape[-1])
        live = slice(0, stop - start)
        lanes[..., live] = fma(a[..., start:stop], b[..., start:stop], lanes[..., live])
    return tree(lanes)


def dot16(a: F32, b: F32) -> F32:
    """The profile's dot product over the last axis: 16 lanes."""
    return dot_in_lanes(a, b, 16)


def exp(x: ArrayLike) -> F32:
    """The profile's exponential, clamped to [-87, 88]."""
    x = np.asarray(x, np.float32)
    x = np.where(x < EXP_LOWEST, EXP_LOWEST, np.where(x > EXP_HIGHEST, EXP_HIGHEST, x)).astype(np.float32)
    n = np.rint(x * LOG2_E)
    r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x))
    p = np.broadcast_to(EXP_COEFFICIENTS[7], r.shape)
    for k in range(6, -1, -1):
        p = fma(p, r, EXP_COEFFICIENTS[k])
    return np.ldexp(p, n.astype(np.int32)).astype(np.float32)


def softmax_term(x: F32) -> F32:
    """`exp`, but +0 for arguments below -87."""
    return np.where(x < EXP_LOWEST, np.float32(0), exp(x)).astype(np.float32)
