"""What this machine allows: read bandwidth of its memory by threads, and the peak of 8-bit products of one core."""

from collections.abc import Callable

from ..kernel import Pool
from ..kernel.measure import product_rate, read_bandwidth, read_buffer
from ..machine import free_memory, last_cache
from .report import Limits

READ_BYTES = 512 << 20  # unless the last cache is larger than an eighth of it
QUICK_READ_BYTES = 128 << 20
MEMORY_SHARE = 4  # at most a quarter of the free memory is read


def thread_counts(n_threads: int) -> tuple[int, ...]:
    """1, 2, 4, ... and n_threads."""
    return (*(n for n in (1, 2, 4, 8, 16, 32, 64, 128) if n < n_threads), n_threads)


def measure_limits(pool: Pool, quick: bool, progress: Callable[[str], None] = lambda text: None) -> Limits:
    """Takes a few seconds. Memory is read on small and on large pages; the better counts.

    Raises: KernelError.
    """
    progress("limits: 8-bit products")
    ops_s = 2 * product_rate(pool, 0.1 if quick else 0.5)
    n_bytes = QUICK_READ_BYTES if quick else max(READ_BYTES, 8 * (last_cache() or 0))
    free = free_memory()
    if free is not None:
        n_bytes = min(n_bytes, free // MEMORY_SHARE)
    best: dict[int, float] = {}
    for huge_pages in (True,) if quick else (False, True):
        buffer = read_buffer(n_bytes // 8 * 8, huge_pages)
        for n in thread_counts(pool.n_threads):
            progress(f"limits: read bandwidth, {n} thread{'s' if n > 1 else ''}")
            best[n] = max(best.get(n, 0.0), read_bandwidth(pool, buffer, n, 1 if quick else 3))
        del buffer
    return Limits(bytes_s=best, ops_s=ops_s)
