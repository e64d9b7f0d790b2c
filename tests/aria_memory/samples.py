"""Memories for the tests, in the store under test."""

from collections.abc import Callable
from pathlib import Path

from aria_memory import ManualClock, Memory

START = 1_700_000_000.0

_places: list[Callable[[Path | str], Path | str]] = []  # what conftest's `each_store` puts here, or nothing: files


def place(path: Path | str) -> Path | str:
    """What to open for a path: itself, or an address in the store under test."""
    return _places[-1](path) if _places else path


def memory(path: Path | str = ":memory:", scope: str = "ann", clock: ManualClock | None = None) -> Memory:
    return Memory.open(place(path), scope=scope, clock=clock or ManualClock(START))


def plain(path: Path | str = ":memory:", scope: str = "ann", clock: ManualClock | None = None) -> Memory:
    """Without an encoder, whatever is installed: opened at once."""
    return Memory.open(place(path), scope=scope, clock=clock or ManualClock(START), encoder=None)
