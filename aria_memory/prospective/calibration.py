"""Conformal p-values: how rare a score is among the scores of background messages. Pure.

If a new score is exchangeable with the background's, then P(p <= alpha) <= alpha for every alpha (Vovk, Gammerman,
Shafer 2005, "Algorithmic Learning in a Random World", prop. 2.4): firing at p <= alpha is false at a rate of alpha at
most.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import BadInput

TAIL = 512  # highest background scores that are kept exactly: firing is decided among them (5 percent of 10,000)
GRID = 32  # values that stand for all lower ones, where p is only rounded up


@dataclass(frozen=True)
class Null:
    """What scores one cue gets from messages that are not about it.

    `count` background scores; `tail`: the highest, ascending, exact; `grid`: (value, how many scores are at or above
    it), ascending, of those below the tail.
    """

    count: int
    tail: tuple[float, ...]
    grid: tuple[tuple[float, int], ...] = ()

    def p(self, score: float) -> float:
        """(1 + how many background scores are >= `score`) / (count + 1); below the tail rounded up. 1.0 with none."""
        if score != score:
            return 1.0  # NaN is no evidence
        at = bisect_left(self.tail, score)
        above = len(self.tail) - at
        if at == 0 and len(self.tail) < self.count:  # below the tail, or tied with scores below it
            below = bisect_left(self.grid, (score, self.count + 1)) - 1
            above = self.grid[below][1] if below >= 0 else self.count
        return (1 + above) / (self.count + 1)

    def as_dict(self) -> dict[str, object]:
        """For JSON; `null_from_dict` reads it."""
        return {"count": self.count, "tail": list(self.tail), "grid": [list(pair) for pair in self.grid]}


def fit(scores: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]]) -> Null:
    """The null of these background scores. BadInput if one is not a number."""
    ordered = np.sort(np.asarray(scores, dtype=np.float64))
    if np.isnan(ordered).any():
        raise BadInput("a background score is not a number: check the encoder's vectors")
    count = len(ordered)
    tail = ordered[max(0, count - TAIL) :]
    rest = ordered[: max(0, count - TAIL)]
    at = np.unique(np.linspace(0, len(rest) - 1, GRID).astype(int)) if len(rest) else np.empty(0, dtype=int)
    first = np.searchsorted(ordered, rest[at], side="left")
    grid = {float(value): count - int(index) for value, index in zip(rest[at], first, strict=True)}
    return Null(count, tuple(float(v) for v in tail), tuple(sorted(grid.items())))


def null_from_dict(data: Mapping[str, object]) -> Null:
    """The null that `Null.as_dict` gave. BadInput if it is none."""
    try:
        count, tail, grid = data["count"], data["tail"], data["grid"]
        null = Null(
            int(count),  # type: ignore[call-overload]
            tuple(float(v) for v in tail),  # type: ignore[attr-defined]
            tuple((float(value), int(above)) for value, above in grid),  # type: ignore[attr-defined]
        )
    except (KeyError, TypeError, ValueError) as bad:
        raise BadInput(f"not a stored null distribution ({bad}): prepare the cue again") from bad
    if len(null.tail) > null.count or list(null.tail) != sorted(null.tail):
        raise BadInput("a stored null distribution is damaged: prepare the cue again")
    return null
