"""Memories for the tests."""

from pathlib import Path

from aria_memory import ManualClock, Memory

START = 1_700_000_000.0


def memory(path: Path | str = ":memory:", scope: str = "ann", clock: ManualClock | None = None) -> Memory:
    return Memory.open(path, scope=scope, clock=clock or ManualClock(START))


def plain(path: Path | str = ":memory:", scope: str = "ann", clock: ManualClock | None = None) -> Memory:
    """Without an encoder, whatever is installed: opened at once."""
    return Memory.open(path, scope=scope, clock=clock or ManualClock(START), encoder=None)
