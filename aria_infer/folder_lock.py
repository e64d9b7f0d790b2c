"""A lock file that one process holds at a time, and that a killed one lets go of."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextlib.contextmanager
def hold(path: Path) -> Iterator[bool]:
    """Hold the lock of that path, made with its folders if need be; gives False at once if another process holds it.

    The file is taken away again by who held it.
    """
    handle = _open(path)
    if handle is None:
        yield False
        return
    try:
        yield True
    finally:
        with contextlib.suppress(OSError):  # Windows keeps an open file
            path.unlink()
        os.close(handle)


def _open(path: Path) -> int | None:
    """A handle that holds the lock, None if another does."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:  # its folder was tidied away this moment
            continue
        if not _try_lock(handle):
            os.close(handle)
            return None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                return handle
        os.close(handle)  # the holder before us took the file away between our two steps: this lock locks nothing
