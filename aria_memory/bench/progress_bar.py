"""A bar on the terminal while a benchmark runs; silent where errors go to a file."""

import sys

_WIDTH = 40  # characters


class ProgressBar:
    """Counts steps up to a total."""

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what, self._done, self._shown = max(total, 1), what, 0, -1
        self._terminal = sys.stderr.isatty()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        percent = 100 * self._done // self._total
        if self._terminal and percent != self._shown:
            self._shown = percent
            bar = "#" * (_WIDTH * self._done // self._total)
            print(f"\r{self._what} [{bar:<{_WIDTH}}] {percent:3d}%", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self._shown >= 0:
            print(file=sys.stderr)
