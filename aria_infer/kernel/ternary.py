"""Ternary matrices in the kernel's packed layout (csrc/README.md)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import KernelError
from .door import Pool, array, check, ffi, lib, pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Ternary:
    """One ternary matrix. codes: uint8, packed as in csrc/README.md (a read-only map will do); scale: multiplier m."""

    codes: NDArray[np.uint8]
    n_out: int
    n_in: int
    scale: float

    def __post_init__(self) -> None:
        array("codes", self.codes, np.uint8, (packed_bytes(self.n_out, self.n_in),))
        if not np.isfinite(np.float32(self.scale)):
            raise KernelError(f"the multiplier of a ternary matrix is {self.scale}; it must be a finite float32")

    def fill(self, c: Any) -> None:
        """Writes this matrix into a C `aria_ternary`, which does not own the codes."""
        c.codes, c.n_out, c.n_in, c.scale = pointer("uint8_t *", self.codes), self.n_out, self.n_in, self.scale


def packed_bytes(n_out: int, n_in: int) -> int:
    """Bytes of a packed matrix. Raises: KernelError if the kernel cannot hold it."""
    n = int(lib.aria_packed_bytes(n_out, n_in)) if 0 < n_out < 2**31 and 0 < n_in < 2**31 else 0
    if n == 0:
        raise KernelError(f"a ternary matrix of {n_out} x {n_in} is out of range; columns: 1 to {lib.ARIA_MAX_WIDTH}")
    return n


def pack_ternary(values: NDArray[np.int8]) -> NDArray[np.uint8]:
    """values: (n_out, n_in) int8 of -1, 0, 1. Returns its packed codes. Raises: KernelError."""
    values = np.ascontiguousarray(array("values", np.ascontiguousarray(values), np.int8, (None, None)))
    n_out, n_in = values.shape
    codes = np.empty(packed_bytes(n_out, n_in), np.uint8)
    check(lib.aria_pack(pointer("uint8_t *", codes), pointer("int8_t *", values), n_out, n_in), "pack")
    return codes


def unpack_ternary(codes: NDArray[np.uint8], n_out: int, n_in: int) -> NDArray[np.int8]:
    """The inverse of `pack_ternary`. Raises: KernelError, also where a code is none of the three."""
    array("codes", codes, np.uint8, (packed_bytes(n_out, n_in),))
    values = np.empty((n_out, n_in), np.int8)
    check(lib.aria_unpack(pointer("int8_t *", values), pointer("uint8_t *", codes), n_out, n_in), "unpack")
    return values


def ternary_matmul(pool: Pool, q: NDArray[np.int8], w: Ternary) -> NDArray[np.int32]:
    """Exact sums. q: (n, n_in) int8. Returns (n, n_out) int32."""
    array("q", q, np.int8, (None, w.n_in))
    y = np.empty((len(q), w.n_out), np.int32)
    c = ffi.new("aria_ternary *")
    w.fill(c)
    status = lib.aria_ternary_matmul(pool.handle(), pointer("int32_t *", y), pointer("int8_t *", q), c, len(q))
    check(status, "ternary_matmul")
    return y
