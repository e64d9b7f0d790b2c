"""[pure] Ternary values at five a byte, 1.6 bits each: what the manifest hashes and what `aria convert` writes.

Byte i of a row holds values 5 i to 5 i + 4: the sum of (value + 1) * 3^j, j = 0 for the first. A row's last byte is
filled up with zeros (digit 1). So each matrix has one encoding and bytes above 242 stand for nothing.
"""

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError

TRITS = 5  # 3^5 = 243 states of a byte's 256
HIGHEST = 3**TRITS - 1


def _decoding() -> NDArray[np.int8]:
    digits = np.arange(HIGHEST + 1)[:, None] // 3 ** np.arange(TRITS) % 3
    table: NDArray[np.int8] = (digits - 1).astype(np.int8)
    table.setflags(write=False)
    return table


_DECODING = _decoding()  # (243, 5)


def row_bytes(n_in: int) -> int:
    """Bytes of one row of n_in values."""
    return -(-n_in // TRITS)


def encode(values: NDArray[np.int8]) -> NDArray[np.uint8]:
    """values: (n_out, n_in) of -1, 0, 1. Returns (n_out, row_bytes(n_in)) uint8."""
    n_out, n_in = values.shape
    n_bytes = row_bytes(n_in)
    flat = np.ones((n_out, n_bytes * TRITS), np.uint8)
    np.add(values, 1, out=flat[:, :n_in], casting="unsafe")
    digits = flat.reshape(n_out, n_bytes, TRITS)
    codes: NDArray[np.uint8] = digits[:, :, TRITS - 1].copy()
    for j in reversed(range(TRITS - 1)):
        codes *= 3
        codes += digits[:, :, j]
    return codes


def decode(codes: NDArray[np.uint8], n_in: int, name: str) -> NDArray[np.int8]:
    """The inverse of `encode`. codes: (n_out, row_bytes(n_in)).

    Raises: ModelError naming the tensor if a byte is above 242 or the padding is not zeros: not the one encoding.
    """
    if codes.size and int(codes.max()) > HIGHEST:
        raise ModelError(f"tensor {name} holds the byte {int(codes.max())}, above {HIGHEST}; the file is damaged")
    whole = np.take(_DECODING, codes, axis=0).reshape(len(codes), -1)
    if np.any(whole[:, n_in:]):
        raise ModelError(f"tensor {name} has values beyond column {n_in} that are not zero; the file is damaged")
    return np.ascontiguousarray(whole[:, :n_in])
