"""Where weights, keys and values lie while they are used: in memory of large pages.

A token reads every weight once. With the 4 KiB pages of a mapped file the address look-ups cost a quarter of the speed,
and few systems can back a file by large pages; so weights are copied into private memory that the system is asked to.
"""

import contextlib
import mmap
from collections.abc import Hashable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .ternary import Ternary

LARGE_PAGE = 1 << 21  # the usual size; where it is another this only costs some padding
LEAST_BYTES = 1 << 25  # less lies in a last-level cache, and is better shared between processes as a mapped file

Key = TypeVar("Key", bound=Hashable)


def on_large_pages(matrices: Mapping[Key, Ternary]) -> dict[Key, Ternary]:
    """The same matrices, their codes one after the other in memory of large pages if together they are big."""
    total = sum(_room(one.codes.nbytes) for one in matrices.values())
    if total < LEAST_BYTES:
        return dict(matrices)
    memory = reserve(total)
    moved, at = {}, 0
    for key, one in matrices.items():
        codes = memory[at : at + one.codes.nbytes].reshape(one.codes.shape)
        np.copyto(codes, one.codes)
        at += _room(one.codes.nbytes)
        moved[key] = Ternary(codes=codes, n_out=one.n_out, n_in=one.n_in, scale=one.scale)
    return moved


def _room(n_bytes: int) -> int:
    return -(-n_bytes // 64) * 64  # each starts a cache line


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
