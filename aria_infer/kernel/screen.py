"""The head, screened: the best rows, with the bits of `logits`, for a fraction of the bytes (../../csrc/screen.c)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import KernelError
from .door import F32, Pool, array, check, ffi, lib, pointer
from .memory import reserve
from .operations import KINDS, Embedding

MAX_TOP: int = lib.ARIA_MAX_TOP
MAX_SCREEN_WIDTH: int = lib.ARIA_MAX_SCREEN_WIDTH
_ROOM = 8192  # rows that come back at first; where logits are flat it can be thousands
_FLOATS_A_TILE = 64  # step, two errors and a size for each of 16 rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The rows of one token that a screen could not rule out, with their exact logits.

    ids: (n,) int32, rising. logits: (n,) float32. tail: at least the sum of exp((logit - best) * sharpness) over all
    other rows, up to rounding; 0 where no sharpness was asked for.
    """

    ids: NDArray[np.int32]
    logits: F32
    tail: float


class Screen:
    """An embedding's rows once more, in six bits a weight: built once, read instead of them.

    bytes_read: of the tables, by the last call of `top`.
    """

    def __init__(self, pool: Pool, rows: Embedding) -> None:
        """Raises: NotFiniteError if a row or its bounds are not finite; KernelError if it is wider than a screen."""
        self.rows = rows
        self.bytes_read = 0
        n_rows, width = rows.rows.shape
        if width > MAX_SCREEN_WIDTH:
            raise KernelError(f"a head {width} wide cannot be screened; at most {MAX_SCREEN_WIDTH}")
        n_bytes = lib.aria_screen_bytes(n_rows, width)
        n_tiles = -(-n_rows // lib.ARIA_TILE_ROWS)
        self._planes = reserve(n_bytes)
        self._bounds = np.empty((n_tiles, _FLOATS_A_TILE), np.float32)
        status = lib.aria_screen_build(
            pool.handle(), pointer("uint8_t *", self._planes), pointer("float *", self._bounds),
            pointer("void *", rows.rows), KINDS[rows.kind][0], n_rows, width,
        )  # fmt: skip
        check(status, f"screen of a head of {n_rows} rows, {width} wide")
        self._c = ffi.new("aria_screen *")
        self._c.rows = pointer("void *", rows.rows)
        self._c.planes = pointer("uint8_t *", self._planes)
        self._c.bounds = pointer("float *", self._bounds)
        self._c.kind, self._c.n_rows, self._c.width = KINDS[rows.kind][0], n_rows, width

    def top(
        self, pool: Pool, final_norm: F32, eps: float, x: F32, *, top: int = 1, margin: float = 0.0,
        sharpness: float = 0.0,
    ) -> list[Candidates]:  # fmt: skip
        """For each residual row of x (n, hidden): every row among the best `top`, or within `margin` of the best.

        Some more come back where their bounds allow no less. top: 1 to MAX_TOP. sharpness: above 0 to bound the tail.
        Raises: KernelError; NotFiniteError where x is not finite, or too large to be bounded.
        """
        n_rows, width = self.rows.rows.shape
        array("x", x, np.float32, (None, width))
        array("final_norm", final_norm, np.float32, (width,))
        ask, answer = ffi.new("aria_screen_ask *"), ffi.new("aria_screen_answer *")
        ask.norm, ask.eps = pointer("float *", final_norm), eps
        ask.top, ask.margin, ask.sharpness = top, margin, sharpness
        found, tail = np.empty(len(x), np.int32), np.empty(len(x))
        answer.found, answer.tail = pointer("int32_t *", found), pointer("double *", tail)
        for room in (min(n_rows, _ROOM), n_rows):  # nearly always the first is enough
            ids, logits = np.empty((len(x), room), np.int32), np.empty((len(x), room), np.float32)
            answer.ids, answer.logits, answer.room = pointer("int32_t *", ids), pointer("float *", logits), room
            status = lib.aria_screen_top(pool.handle(), self._c, ask, pointer("float *", x), len(x), answer)
            check(status, f"screened head, best {top}")
            self.bytes_read = int(answer.bytes)
            if found.max(initial=0) <= room:
                break
        return [
            Candidates(ids=ids[i, :n].copy(), logits=logits[i, :n].copy(), tail=float(tail[i]))
            for i, n in enumerate(found.tolist())
        ]

    def nbytes(self) -> int:
        """Memory the screen takes beside the rows."""
        return self._planes.nbytes + self._bounds.nbytes
