"""What a rate of false firings takes: conformal p-values of the highest of many scores. Pure.

A user sets how often, of all messages that are about none of it, anything at all may fire. So a score is not compared
with what background messages score on its own cue, but with the highest that each of them scores on any cue pending:
the single-step maxT of Westfall and Young (1993, "Resampling-Based Multiple Testing", 2.2.2). It spends nothing on cues
that are alike, as dividing alpha by their number would. If a new message is exchangeable with the background's, then
P(any p <= alpha) <= alpha for every alpha (Vovk, Gammerman, Shafer 2005, "Algorithmic Learning in a Random World",
prop. 2.4), as long as alpha is at least 1 / (background messages + 1), the least that p can be. The theorem asks for
scores that treat all messages alike: here the centre of the vectors, and each cue's mean and spread, are the
background's own, so that it holds but for what one message in so many moves these.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput

Scores = NDArray[np.float32]

OUT = np.float32(-np.inf)  # the score of what is no topic of a cue, or cannot be told


@dataclass(frozen=True, eq=False)  # arrays do not compare to one truth value
class Null:
    """What messages score that are not about one cue: `mean` and `spread` of raw scores, and all of them, standardised.

    scores: shape (background messages,); OUT for a message that does not count for this cue.
    """

    mean: float
    spread: float
    scores: Scores

    def standardised(self, raw: Scores) -> Scores:
        """Raw scores in units of the background's spread above its mean; OUT where there is no spread to compare to."""
        if not self.spread > 0:
            return np.full(len(raw), OUT)
        return ((raw - self.mean) / self.spread).astype(np.float32)


def fit(raw: Scores, counts: NDArray[np.bool_]) -> Null:
    """The null of background scores, of which only those count. BadInput if one is not a number."""
    if np.isnan(raw).any():
        raise BadInput("a background score is not a number: check the encoder's vectors")
    kept = raw[counts]
    plain = Null(float(kept.mean()) if len(kept) else 0.0, float(kept.std()) if len(kept) else 0.0, raw)
    return Null(plain.mean, plain.spread, np.where(counts, plain.standardised(raw), OUT))


class Joint:
    """The null of a set of cues together: the highest standardised score of each background message."""

    def __init__(self, scores: Scores, messages: int) -> None:
        """scores: shape (cues, messages)."""
        self.highest = scores.max(axis=0) if len(scores) else np.full(messages, OUT)
        self._sorted = np.sort(self.highest)

    def p(self, scores: Scores) -> NDArray[np.float64]:
        """(1 + how many background messages score as high on any cue) / (messages + 1), of each score; 1 for OUT."""
        return _share(self._sorted, scores)

    def p_beside(self, scores: Scores, own: Scores) -> NDArray[np.float64]:
        """As `p`, for cues that are not of the set, each put beside it. own: their nulls, shape (cues, messages)."""
        each = [_share(np.sort(np.maximum(self.highest, null)), scores[[at]])[0] for at, null in enumerate(own)]
        return np.array(each, dtype=np.float64)


def _share(ordered: Scores, scores: Scores) -> NDArray[np.float64]:
    above = len(ordered) - np.searchsorted(ordered, np.nan_to_num(scores, nan=-np.inf, neginf=-np.inf, posinf=np.inf))
    return np.where(scores > OUT, (1 + above) / (len(ordered) + 1), 1.0)
