"""A line that says that long work goes on, on a terminal only."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SHOW_AFTER_S = 1.0  # what takes less needs no line
EVERY_S = 0.5


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show what is going on, and for how long, from a second on; the line is taken away at the end."""
    if not sys.stderr.isatty():
        yield
        return
    over, began = threading.Event(), time.monotonic()
    shower = threading.Thread(target=_show, args=(what, over, began), daemon=True)
    shower.start()
    try:
        yield
    finally:
        over.set()
        shower.join()


def _show(what: str, over: threading.Event, began: float) -> None:
    if over.wait(SHOW_AFTER_S):
        return
    while not over.wait(EVERY_S):
        print(f"\r{what} ... {time.monotonic() - began:.0f} s", end="", file=sys.stderr, flush=True)
    print("\r\x1b[K", end="", file=sys.stderr, flush=True)
