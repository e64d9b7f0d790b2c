"""The KV caches of sequences that run through a Stack, and the memory they take."""

import math
import weakref
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import KernelError
from .door import ffi, lib, pointer
from .memory import reserve

PAGE_POSITIONS: int = lib.ARIA_PAGE
MAX_SPARE_BYTES = 256 << 20  # some dozen pages of a large model


class SparePages:
    """Pages that caches of a Stack have left, for the next: new memory costs more than a page's tokens."""

    def __init__(self, c_shape: Any, n_layers: int) -> None:
        """c_shape: aria_shape."""
        self.shape = (n_layers, 2 * c_shape.n_kv_heads, lib.aria_page_part(c_shape))
        self.page_bytes = math.prod(self.shape)
        self._most = MAX_SPARE_BYTES // max(1, self.page_bytes)
        self._pages: list[NDArray[np.uint8]] = []

    def take(self) -> NDArray[np.uint8]:
        """A page (layers, heads' keys, then values, bytes). What it holds counts for nothing until written."""
        try:
            return self._pages.pop()
        except IndexError:
            return reserve(self.page_bytes).reshape(self.shape)

    def give(self, pages: list[NDArray[np.uint8]]) -> None:
        """Keeps as many as there is room for."""
        self._pages.extend(pages[: max(0, self._most - len(self._pages))])


class KVCache:
    """Keys and values of one sequence for the layers of one Stack, in pages of PAGE_POSITIONS positions.

    They lie as the sums of their linears, in 16 bits (csrc/README.md).
    """

    def __init__(self, spare: SparePages) -> None:
        self.lengths = [0] * spare.shape[0]  # positions each layer holds: stages may run a part of the layers at a time
        self._spare = spare
        self._pages: list[NDArray[np.uint8]] = []
        self._pointers = ffi.new("void *[]", 1)
        weakref.finalize(self, spare.give, self._pages).atexit = False

    @property
    def pages(self) -> Sequence[NDArray[np.uint8]]:
        """Each (layers, heads' keys, then values, bytes)."""
        return self._pages

    @property
    def length(self) -> int:
        """Positions that every layer holds."""
        return min(self.lengths, default=0)

    @property
    def nbytes(self) -> int:
        """Memory the pages take."""
        return sum(page.nbytes for page in self._pages)

    def truncate(self, n: int) -> None:
        """Forgets the positions from n on. Raises: KernelError if n is negative or beyond the length."""
        if not 0 <= n <= self.length:
            raise KernelError(f"cannot cut a cache of {self.length} positions to {n}")
        self.lengths = [n] * len(self.lengths)
        keep = -(-n // PAGE_POSITIONS)
        self._spare.give(self._pages[keep:])
        del self._pages[keep:]

    def reserve(self, n_positions: int) -> tuple[Any, int]:
        """Makes room. Returns the C array of pages, valid until the next call, and their number."""
        n_pages = -(-n_positions // PAGE_POSITIONS)
        if len(self._pointers) < n_pages:
            self._pointers = ffi.new("void *[]", 2 * n_pages)
            for i, page in enumerate(self._pages):
                self._pointers[i] = pointer("void *", page)
        while len(self._pages) < n_pages:
            page = self._spare.take()
            self._pointers[len(self._pages)] = pointer("void *", page)
            self._pages.append(page)
        return self._pointers, len(self._pages)
