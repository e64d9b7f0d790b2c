"""The time, injected: the system's, or one that a test moves by hand."""

import time
from typing import Protocol


class Clock(Protocol):
    """Seconds since the epoch, UTC. May jump either way, as a system's clock does."""

    def now(self) -> float:
        """The time now."""
        ...


class SystemClock:
    """The system's clock."""

    def now(self) -> float:
        """See `Clock.now`."""
        return time.time()


class ManualClock:
    """A clock that stands still until it is set."""

    def __init__(self, at: float = 0.0) -> None:
        self.at = at

    def now(self) -> float:
        """See `Clock.now`."""
        return self.at

    def advance(self, seconds: float) -> None:
        """Move on (or back, for a negative number)."""
        self.at += seconds
