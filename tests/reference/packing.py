"""The packed ternary layout of `csrc/README.md`, written one weight at a time."""

import numpy as np
from numpy.typing import NDArray

TILE = 16
GROUP_BYTES = 64


def packed_size(n_out: int, n_in: int) -> int:
    """Bytes of an (n_out, n_in) matrix."""
    return -(-n_out // TILE) * -(-n_in // TILE) * GROUP_BYTES


def place(row: int, column: int, n_in: int) -> tuple[int, int]:
    """(byte offset, shift of the two bits) of a weight."""
    groups = -(-n_in // TILE)
    tile, r = divmod(row, TILE)
    group, within = divmod(column, TILE)
    p, b = divmod(within, 4)
    return (tile * groups + group) * GROUP_BYTES + 4 * r + b, 2 * p


def pack(values: NDArray[np.int8]) -> NDArray[np.uint8]:
    """values: (n_out, n_in) of -1, 0, 1."""
    n_out, n_in = values.shape
    packed = np.zeros(packed_size(n_out, n_in), np.uint8)
    for row in range(-(-n_out // TILE) * TILE):
        for column in range(-(-n_in // TILE) * TILE):
            inside = row < n_out and column < n_in
            code = int(values[row, column]) + 1 if inside else 1
            offset, shift = place(row, column, n_in)
            packed[offset] |= code << shift
    return packed


def unpack(packed: NDArray[np.uint8], n_out: int, n_in: int) -> NDArray[np.int8]:
    """Inverse of `pack`; padding is dropped."""
    values = np.empty((n_out, n_in), np.int8)
    for row in range(n_out):
        for column in range(n_in):
            offset, shift = place(row, column, n_in)
            values[row, column] = (int(packed[offset]) >> shift & 3) - 1
    return values
