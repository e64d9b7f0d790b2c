"""The C module itself: loading it, thread pools, and how arrays and errors cross over.

The one importer of `aria_infer._kernel`.
"""

import os
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import KernelError, NotFiniteError

try:
    from .._kernel import ffi, lib
except ImportError as error:
    raise KernelError(
        f"the compiled kernel cannot be loaded ({error}); install the package, or run `python csrc/build_kernel.py`"
    ) from error

__all__ = [
    "ACTIVATIONS",
    "F32",
    "Pool",
    "array",
    "check",
    "default_pool",
    "ffi",
    "isa_names",
    "lib",
    "pointer",
    "single",
]

F32 = NDArray[np.float32]
ACTIVATIONS = {"silu": lib.ARIA_SILU, "relu2": lib.ARIA_RELU2}


def isa_names() -> tuple[str, ...]:
    """The instruction sets this CPU can run, best last. "portable" is always the first."""
    names: list[str] = []
    while (name := lib.aria_isa_name(len(names))) != ffi.NULL:
        names.append(ffi.string(name).decode())
    return tuple(names)


class Pool:
    """Threads that run the kernel with one instruction set. Calls from several Python threads wait for each other."""

    def __init__(self, n_threads: int | None = None, isa: str | None = None) -> None:
        """n_threads: default one per CPU this process may use; 1 starts none. isa: of `isa_names()`, default the best.

        Raises: KernelError.
        """
        n_threads = usable_cpus() if n_threads is None else n_threads
        if not 1 <= n_threads <= lib.ARIA_MAX_THREADS:
            raise KernelError(f"n_threads is {n_threads}; choose 1 to {lib.ARIA_MAX_THREADS}")
        if isa is not None and isa not in isa_names():
            raise KernelError(
                f"instruction set {isa!r} is unknown or not usable on this CPU; choose one of: {', '.join(isa_names())}"
            )
        status = ffi.new("int *")
        pool = lib.aria_pool_new(n_threads, ffi.NULL if isa is None else isa.encode(), status)
        if pool == ffi.NULL:
            raise KernelError(f"cannot start {n_threads} kernel threads: {_meaning(status[0])}")
        self._pid = owner = os.getpid()

        def free(pool: Any) -> None:
            if os.getpid() == owner:  # a forked child has none of the threads to join
                lib.aria_pool_free(pool)

        self._pool = ffi.gc(pool, free)  # a call in progress holds its own reference, so close() never pulls it away
        self.n_threads = n_threads
        self.block_rows: int = lib.aria_pool_block_rows(pool)  # that pass through a layer together
        self.reads_base3 = bool(lib.aria_pool_reads_base3(pool))  # multiplies layout "base3" as fast as it reads it
        self.isa: str = ffi.string(lib.aria_pool_isa(pool)).decode()

    def close(self) -> None:
        """Ends the threads, after calls in progress. The pool cannot be used again."""
        self._pool = None

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def handle(self) -> Any:
        """The C pool. Raises: KernelError if closed, or made by another process."""
        if self._pool is None:
            raise KernelError("the pool is closed; make a new one")
        if self._pid != os.getpid():
            raise KernelError(f"the pool of process {self._pid} did not survive fork(); make a new one here")
        return self._pool


_lock = threading.Lock()
_pools: dict[str, Pool] = {}


def default_pool() -> Pool:
    """The process's own pool, made at first use from ARIA_THREADS and ARIA_ISA if they are set. Raises: KernelError."""
    threads = os.environ.get("ARIA_THREADS")
    if threads and not threads.isdecimal():
        raise KernelError(f"ARIA_THREADS is {threads!r}; set a whole number")
    return _shared("default", lambda: Pool(int(threads) if threads else None, os.environ.get("ARIA_ISA") or None))


def _shared(name: str, make: Callable[[], Pool]) -> Pool:
    key = f"{name} {os.getpid()}"
    with _lock:
        if key not in _pools:
            _pools[key] = make()
        return _pools[key]


def single(pool: Pool | None) -> Any:
    """The pool an operation without threads runs in."""
    return (pool or _shared("single", lambda: Pool(1))).handle()


def usable_cpus() -> int:
    """CPUs that this process may run on, at most as many as a pool has threads."""
    affinity = getattr(os, "sched_getaffinity", None)
    n_cpus = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(n_cpus, int(lib.ARIA_MAX_THREADS))


_MEANINGS = {
    lib.ARIA_NO_MEMORY: "out of memory",
    lib.ARIA_BAD_ISA: "instruction set not usable on this CPU",
    lib.ARIA_BAD_SHAPE: "a size is out of range, or two sizes disagree",
    lib.ARIA_BAD_POSITION: "a row lies outside its cache or the RoPE tables",
    lib.ARIA_BAD_CODE: "a ternary weight is not -1, 0 or 1",
    lib.ARIA_NO_THREAD: "the system refused to start a thread",
    lib.ARIA_NOT_FINITE: "an infinity or NaN where numbers are compared",
}


def _meaning(status: int) -> str:
    return _MEANINGS.get(status, f"status {status}")


def check(status: int, what: str) -> None:
    """Raises: KernelError, if the C status is not success; of infinities and NaN NotFiniteError."""
    if status != lib.ARIA_OK:
        raise (NotFiniteError if status == lib.ARIA_NOT_FINITE else KernelError)(f"{what}: {_meaning(status)}")


def array(
    name: str, value: Any, dtype: Any, shape: tuple[int | None, ...], *, written: bool = False
) -> NDArray[Any]:
    """`value` if it is C-contiguous and aligned with this dtype and shape (None: any size). written: by the kernel.

    Raises: KernelError naming it.
    """
    wanted = f"a C-contiguous array of {np.dtype(dtype)} ({', '.join('any' if n is None else str(n) for n in shape)})"
    if not isinstance(value, np.ndarray):
        raise KernelError(f"{name} is {type(value).__name__}; it must be {wanted}")
    fits = value.dtype == dtype and value.ndim == len(shape) and value.flags.c_contiguous
    if not fits or any(want is not None and want != got for want, got in zip(shape, value.shape, strict=True)):
        raise KernelError(f"{name} is {value.dtype} {value.shape}; it must be {wanted}")
    if not value.flags.aligned:
        raise KernelError(f"{name} is not aligned to its {value.itemsize} bytes; give a copy of it")
    if written and not value.flags.writeable:
        raise KernelError(f"{name} is read-only; it is changed in place")
    return value


def pointer(kind: str, owner: NDArray[Any] | None) -> Any:
    """A C pointer of this type into `owner`, which must outlive it. NULL for None."""
    return ffi.NULL if owner is None else ffi.cast(kind, owner.ctypes.data)
