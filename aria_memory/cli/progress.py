"""A line that says that long work goes on, and how far it has come, on a terminal only."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SHOW_AFTER_S = 1.0  # what takes less needs no line
EVERY_S = 0.5


@contextmanager
def working(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show what is going on, and for how long, from a second on; the line is taken away at the end.

    Gives what to tell how far it has come: so much, of how much in all. What is never told shows no percentage.
    """
    far = [0, 0]

    def tell(done: int, total: int) -> None:
        far[:] = done, total

    if not sys.stderr.isatty():
        yield tell
        return
    over, began = threading.Event(), time.monotonic()
    shower = threading.Thread(target=_show, args=(what, over, began, far), daemon=True)
    shower.start()
    try:
        yield tell
    finally:
        over.set()
        shower.join()


def _show(what: str, over: threading.Event, began: float, far: list[int]) -> None:
    if over.wait(SHOW_AFTER_S):
        return
    while not over.wait(EVERY_S):
        done, total = far
        share = f"{100 * done // total}%, " if total else ""
        print(f"\r\x1b[K{what} ... {share}{time.monotonic() - began:.0f} s", end="", file=sys.stderr, flush=True)
    print("\r\x1b[K", end="", file=sys.stderr, flush=True)
