"""The passes over a matrix of f16 rows that a search is made of. Pure; only arrays."""

from typing import Any

import numpy as np
import numpy.typing as npt

Half = npt.NDArray[np.float16]
Single = npt.NDArray[np.float32]
Double = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]
Words = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.uint16]

WORD = 64  # bits
MAX_DIMENSION = 65_535  # a Hamming distance is counted in 16 bits

_DOT_BLOCK = 512  # rows at a time: widened to f32, so many of 384 numbers stay in a core's own cache
_EXACT_BLOCK = 8_192  # rows at a time in f64: 25 MB of 384 numbers
_HAMMING_BLOCK = 16_384  # rows at a time: every working array of so many stays in the cache

# An f16's bits moved to where f32 keeps its own make an f32 of the same value, but for the exponent's bias (127 - 15).
# NumPy's own cast is five times as slow. The sign comes along as an int16 is widened; its copies are masked out.
_SHIFT = 13  # 23 bits of fraction less 10
_MASK = np.int32(-0x70002000)  # 0x8FFFE000: the sign, the five bits of exponent, the ten of fraction
_BIAS = np.float32(2.0**112)


def dots(rows: Half, query: Single, positions: Positions | None = None) -> Single:
    """Dot products of finite rows, shape (n, d), with `query`, whose numbers are at most 1 in size: shape (n,).

    positions: of these rows alone. The error is `error_bound`'s; the last bit may depend on where a row lies.
    """
    n = len(rows) if positions is None else len(positions)
    wide = np.empty((min(n, _DOT_BLOCK), rows.shape[1]), np.int32)
    scaled, out = query * _BIAS, np.empty(n, np.float32)
    for start in range(0, n, _DOT_BLOCK):
        stop = min(start + _DOT_BLOCK, n)
        block = wide[: stop - start]
        np.copyto(block, (rows[start:stop] if positions is None else rows[positions[start:stop]]).view(np.int16))
        np.left_shift(block, _SHIFT, out=block)
        np.bitwise_and(block, _MASK, out=block)
        np.dot(block.view(np.float32), scaled, out=out[start:stop])
    return out


def error_bound(query: Single, longest: float) -> float:
    """How far a product of `dots` may be from the true one, for rows of length `longest` at most.

    The standard bound (Higham, Accuracy and Stability of Numerical Algorithms, 3.1) by Cauchy and Schwarz, one rounding
    added for the query's own; generous by a factor of two.
    """
    roundings = 2 * (len(query) + 1)
    return float(roundings * 2.0**-24 * np.linalg.norm(query.astype(np.float64)) * longest)


def exact_dots(rows: Half, query: Double, positions: Positions) -> Double:
    """Dot products in f64, each by the same sums in the same order wherever its row lies: shape (len(positions),)."""
    out = np.empty(len(positions), np.float64)
    for start in range(0, len(positions), _EXACT_BLOCK):
        block = rows[positions[start : start + _EXACT_BLOCK]].astype(np.float64)
        block *= query
        block.sum(axis=1, out=out[start : start + _EXACT_BLOCK])
    return out


def sign_words(rows: npt.NDArray[Any]) -> Words:
    """One bit a number, set where it is above zero, packed: shape (words, n) for rows of shape (n, d)."""
    n, dimension = rows.shape
    bits = np.zeros((n, -(-dimension // WORD) * WORD // 8), np.uint8)
    packed = np.packbits(rows > 0, axis=1)
    bits[:, : packed.shape[1]] = packed
    return np.ascontiguousarray(bits.view(np.uint64).T)


def hamming(words: Words, query: Words) -> Counts:
    """In how many bits each column of `words`, shape (words, n), differs from `query`, shape (words, 1): shape (n,)."""
    n = words.shape[1]
    out = np.zeros(n, np.uint16)
    for start in range(0, n, _HAMMING_BLOCK):
        part = out[start : start + _HAMMING_BLOCK]
        for column, bits in zip(words, query, strict=True):
            part += _ones(column[start : start + _HAMMING_BLOCK] ^ bits)
    return out


def nearest(distances: Counts, count: int) -> Positions:
    """Positions of the `count` smallest distances and of all that equal the largest of these, ascending.

    That all equal ones come along makes the choice one of values, not of places.
    """
    up_to = np.cumsum(np.bincount(distances))
    return np.flatnonzero(distances <= np.searchsorted(up_to, count))


def _counted(words: Words) -> npt.NDArray[np.integer[Any]]:
    """Bits set in each word, for NumPy before 2.0: sums of 2, 4, 8 bits side by side, the bytes then by a product.

    Source: Warren, Hacker's Delight, 5-1.
    """
    pairs = words - ((words >> _ONE) & _FIVES)
    fours = (pairs & _THREES) + ((pairs >> _TWO) & _THREES)
    eights = (fours + (fours >> _FOUR)) & _NIBBLES
    total: npt.NDArray[np.uint64] = (eights * _BYTES) >> _LAST_BYTE
    return total.astype(np.uint16)


_ONE, _TWO, _FOUR, _LAST_BYTE = (np.uint64(bits) for bits in (1, 2, 4, 56))
_FIVES, _THREES, _NIBBLES, _BYTES = (np.uint64(0x0101010101010101 * byte) for byte in (0x55, 0x33, 0x0F, 0x01))
_ones = getattr(np, "bitwise_count", _counted)
