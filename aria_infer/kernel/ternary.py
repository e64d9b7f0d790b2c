"""Ternary matrices in the kernel's packed layout (csrc/README.md)."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ..errors import KernelError
from .door import Pool, array, check, ffi, lib, pointer

Layout = Literal["2bit", "base3"]  # four weights a byte, or nearly five
_LAYOUTS: dict[Layout, int] = {"2bit": lib.ARIA_2BIT, "base3": lib.ARIA_BASE3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ternary:
    """One ternary matrix. codes: uint8, packed as in csrc/README.md (a read-only map will do); scale: multiplier m."""

    codes: NDArray[np.uint8]
    n_out: int
    n_in: int
    scale: float
    layout: Layout = "2bit"

    def __post_init__(self) -> None:
        array("codes", self.codes, np.uint8, (packed_bytes(self.n_out, self.n_in, self.layout),))
        if not np.isfinite(np.float32(self.scale)):
            raise KernelError(f"the multiplier of a ternary matrix is {self.scale}; it must be a finite float32")

    def fill(self, c: Any) -> None:
        """Writes this matrix into a C `aria_ternary`, which does not own the codes."""
        c.codes, c.n_out, c.n_in, c.scale = pointer("uint8_t *", self.codes), self.n_out, self.n_in, self.scale
        c.layout = _LAYOUTS[self.layout]


def packed_bytes(n_out: int, n_in: int, layout: Layout = "2bit") -> int:
    """Bytes of a packed matrix. Raises: KernelError if the kernel cannot hold it, or does not know the layout."""
    if layout not in _LAYOUTS:
        raise KernelError(f"layout is {layout!r}; choose one of: {', '.join(_LAYOUTS)}")
    n = 0
    if 0 < n_out < 2**31 and 0 < n_in < 2**31:
        n = int(lib.aria_packed_bytes(n_out, n_in, _LAYOUTS[layout]))
    if n == 0:
        raise KernelError(f"a ternary matrix of {n_out} x {n_in} is out of range; columns: 1 to {lib.ARIA_MAX_WIDTH}")
    return n


def pack_ternary(values: NDArray[np.int8]) -> NDArray[np.uint8]:
    """values: (n_out, n_in) int8 of -1, 0, 1. Returns its packed codes. Raises: KernelError."""
    values = array("values", np.ascontiguousarray(values), np.int8, (None, None))
    n_out, n_in = values.shape
    codes = np.empty(packed_bytes(n_out, n_in), np.uint8)
    check(lib.aria_pack(pointer("uint8_t *", codes), pointer("int8_t *", values), n_out, n_in), "pack")
    return codes


def unpack_ternary(codes: NDArray[np.uint8], n_out: int, n_in: int, layout: Layout = "2bit") -> NDArray[np.int8]:
    """The values (n_out, n_in) int8 of packed codes. Raises: KernelError, also where a code is none of the three."""
    array("codes", codes, np.uint8, (packed_bytes(n_out, n_in, layout),))
    values = np.empty((n_out, n_in), np.int8)
    status = lib.aria_unpack(
        pointer("int8_t *", values), pointer("uint8_t *", codes), n_out, n_in, _LAYOUTS[layout]
    )
    check(status, "unpack")
    return values


def to_base3(pool: Pool, w: Ternary, codes: NDArray[np.uint8] | None = None) -> Ternary:
    """A matrix of layout "2bit" in layout "base3". codes: where to write, (packed_bytes(.., "base3"),) uint8.

    Raises: KernelError, also where a code is none of the three.
    """
    n_bytes = packed_bytes(w.n_out, w.n_in, "base3")
    if w.layout != "2bit":
        raise KernelError(f"the matrix has layout {w.layout!r} where '2bit' is needed")
    codes = np.empty(n_bytes, np.uint8) if codes is None else codes
    array("codes", codes, np.uint8, (n_bytes,), written=True)
    status = lib.aria_to_base3(
        pool.handle(), pointer("uint8_t *", codes), pointer("uint8_t *", w.codes), w.n_out, w.n_in
    )
    check(status, f"a {w.n_out} x {w.n_in} matrix to base 3")
    return Ternary(codes=codes, n_out=w.n_out, n_in=w.n_in, scale=w.scale, layout="base3")


def ternary_matmul(pool: Pool, q: NDArray[np.int8], w: Ternary) -> NDArray[np.int32]:
    """Exact sums. q: (n, n_in) int8. Returns (n, n_out) int32."""
    array("q", q, np.int8, (None, w.n_in))
    y = np.empty((len(q), w.n_out), np.int32)
    c = ffi.new("aria_ternary *")
    w.fill(c)
    status = lib.aria_ternary_matmul(pool.handle(), pointer("int32_t *", y), pointer("int8_t *", q), c, len(q))
    check(status, "ternary_matmul")
    return y
