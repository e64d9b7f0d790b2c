"""What this machine allows (csrc/measure.c): memory read bandwidth, the rate of 8-bit products."""

import contextlib
import mmap
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..errors import KernelError
from .door import Pool, array, check, ffi, lib, pointer
from .kv_cache import PAGE_POSITIONS, KVCache
from .memory import reserve
from .ternary import Ternary

_BLOCK = 128  # bytes a reader takes at a time
_FILL_WORDS = 1 << 20
MIN_READ_BYTES = 1 << 20  # below it a pass is too short for the clock


def read_bandwidth(pool: Pool, data: NDArray[np.uint8], n_threads: int, passes: int = 3) -> float:
    """Bytes a second that n_threads of the pool's threads read from `data` together; the best way and pass of several.

    data: (n,) uint8, at least MIN_READ_BYTES; up to a few hundred bytes at its end are left out.
    Raises: KernelError.
    """
    array("data", data, np.uint8, (None,))
    n = len(data) // (_BLOCK * max(n_threads, 1)) * _BLOCK * max(n_threads, 1)
    if n < MIN_READ_BYTES:
        raise KernelError(f"{len(data)} bytes are too few to measure bandwidth; give at least {MIN_READ_BYTES}")
    seconds, words = ffi.new("double *"), ffi.new("uint64_t *")
    status = lib.aria_measure_read(pool.handle(), pointer("uint8_t *", data), n, n_threads, passes, seconds, words)
    check(status, f"read bandwidth of {n_threads} threads in {passes} passes")
    if words[0] != int(np.bitwise_xor.reduce(data[:n].view(np.uint64))):
        raise KernelError("memory was not read back as it was written; this machine's memory or the kernel is faulty")
    return n / float(seconds[0])


def product_rate(pool: Pool, seconds: float = 0.25) -> float:
    """Multiply-adds of 8-bit integers a second: the best of the calling core with the pool's instruction set."""
    return float(lib.aria_measure_products(pool.handle(), seconds))


def read_buffer(n_bytes: int, huge_pages: bool) -> NDArray[np.uint8]:
    """n_bytes (a multiple of 8) of written memory of our own, uint8.

    huge_pages: on pages of 2 MB, where the system has them, as weights lie; else on small ones.
    Raises: KernelError if there is not so much memory.
    """
    try:
        if huge_pages:
            buffer = reserve(n_bytes)
        else:
            area = mmap.mmap(-1, n_bytes)  # shared, which few systems put on large pages
            if hasattr(mmap, "MADV_NOHUGEPAGE"):
                with contextlib.suppress(OSError):  # a kernel built without large pages
                    area.madvise(mmap.MADV_NOHUGEPAGE)
            buffer = np.frombuffer(area, np.uint8)
    except (OSError, ValueError, MemoryError) as error:
        raise KernelError(f"{n_bytes} bytes to measure bandwidth with: {error}") from None
    words = buffer.view(np.uint64)
    for begin in range(0, len(words), _FILL_WORDS):  # in blocks: a whole array of numbers would double the memory
        part = words[begin : begin + _FILL_WORDS]
        part[:] = np.arange(begin, begin + len(part), dtype=np.uint64)
    return buffer


def fill_cache(cache: KVCache, n: int, seed: int = 0) -> None:
    """Gives an empty cache n (at least 1) positions of random keys and values, as if a text had run through it."""
    cache.reserve(n)
    noise, first = np.random.default_rng(seed).standard_normal(_FILL_WORDS, np.float32), cache.pages[0]
    first.view(np.int16)[...] = np.resize(1000 * noise, first.size // 2).reshape(*first.shape[:2], -1)
    first[:, :, : 4 * PAGE_POSITIONS].view(np.float32)[...] = 1e-3  # what the sums are multiplied by
    for page in cache.pages[1:]:
        page[...] = first
    cache.lengths = [n] * len(cache.lengths)


def linear_seconds(pool: Pool, matrices: Sequence[Ternary], n_rows: int) -> float:
    """Seconds in which the pool multiplies n_rows quantised rows by each matrix, through the same code as a layer does.

    n_rows: 1 to the pool's block_rows, what a layer takes at a time.  Raises: KernelError.
    """
    c, seconds = ffi.new("aria_ternary[]", len(matrices)), ffi.new("double *")
    for one, matrix in zip(c, matrices, strict=True):
        matrix.fill(one)
    status = lib.aria_measure_linear(pool.handle(), c, len(matrices), n_rows, seconds)
    check(status, f"{n_rows} rows through {len(matrices)} matrices")
    return float(seconds[0])
