"""Where weights, keys and values lie while they are used: in memory of large pages.

A token reads every weight once. With the 4 KiB pages of a mapped file the address look-ups cost a quarter of the speed,
and few systems can back a file by large pages; so weights are copied into private memory that the system is asked to,
in the layout that this machine reads fastest.
"""

import contextlib
import mmap
from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .door import Pool
from .ternary import Layout, Ternary, packed_bytes, to_base3

LARGE_PAGE = 1 << 21  # the usual size; where it is another this only costs some padding
LEAST_BYTES = 1 << 25  # less lies in a last-level cache, and is better shared between processes as a mapped file

Key = TypeVar("Key", bound=Hashable)


def is_big(matrices: Mapping[Key, Ternary]) -> bool:
    """Whether they are more than a last-level cache may hold."""
    return sum(one.codes.nbytes for one in matrices.values()) >= LEAST_BYTES


def on_large_pages(pool: Pool, matrices: Mapping[Key, Ternary], layout: Layout) -> dict[Key, Ternary]:
    """The same matrices, of layout "2bit", in this layout, their codes one after the other in memory of large pages.

    Raises: KernelError if a code is damaged.
    """
    sizes = [packed_bytes(one.n_out, one.n_in, layout) for one in matrices.values()]  # multiples of a cache line
    memory = reserve(sum(sizes))
    moved, at = {}, 0
    for (key, one), size in zip(matrices.items(), sizes, strict=True):
        codes = memory[at : at + size]
        at += size
        if layout == "base3":
            moved[key] = to_base3(pool, one, codes)
        else:
            np.copyto(codes, one.codes)
            moved[key] = replace(one, codes=codes)
    return moved


def reserve(n_bytes: int) -> NDArray[np.uint8]:
    """New memory (n_bytes,) uint8 of any content, on large pages if it is big and the system has them."""
    advice = getattr(mmap, "MADV_HUGEPAGE", None)
    if advice is None or n_bytes < LARGE_PAGE:  # where it is not Linux the system chooses
        return np.empty(n_bytes, np.uint8)
    block = mmap.mmap(-1, n_bytes + LARGE_PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    with contextlib.suppress(OSError):  # a kernel built without it
        block.madvise(advice)
    memory = np.frombuffer(block, np.uint8)
    return memory[-memory.ctypes.data % LARGE_PAGE :][:n_bytes]
