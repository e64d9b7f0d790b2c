"""Figures of rankings: per question, their means with intervals, and what other weights would have given. Pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

NAMES = ("session_hit1", "session_ndcg5", "turn_r10")
RESAMPLES = 2_000  # of the bootstrap: the ends of an interval are then sure to a tenth of its width
TRIED = 200  # weightings among which each fold chooses
_SPREAD = 0.5  # weights tried differ from the frozen ones by factors of about e^(+-0.5)

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pool:
    """A question's candidates, best first by the frozen weights. values: of components, shape (turns, theirs)."""

    turns: npt.NDArray[np.intp]
    sessions: npt.NDArray[np.intp]
    values: Values
    evidence: frozenset[int]
    evidence_sessions: frozenset[int]

    def figures(self, weights: Values) -> tuple[float, float, float]:
        """What these weights would give."""
        order = np.argsort(-(self.values @ weights), kind="stable")
        turns, sessions = self.turns[order].tolist(), self.sessions[order].tolist()
        return figures(turns, sessions, self.evidence, self.evidence_sessions)


def figures(
    turns: Sequence[int], sessions: Sequence[int], evidence: frozenset[int], evidence_sessions: frozenset[int]
) -> tuple[float, float, float]:
    """Hit@1 and nDCG@5 of sessions, each at the place of its best turn; recall of evidence in the first 10 turns."""
    best = list(dict.fromkeys(sessions))[:5]
    gain = sum(1 / math.log2(i + 2) for i, one in enumerate(best) if one in evidence_sessions)
    ideal = sum(1 / math.log2(i + 2) for i in range(min(5, len(evidence_sessions))))
    hit = float(bool(best) and best[0] in evidence_sessions)
    return hit, gain / ideal, len(evidence.intersection(turns[:10])) / len(evidence)


def intervals(rows: Sequence[tuple[float, ...]], clusters: Sequence[int], seed: int) -> dict[str, dict[str, float]]:
    """Means of the three figures with 95% intervals: by resampling questions, and by resampling whole dialogues.

    clusters: the dialogue of each row. Percentile bootstrap (Efron 1979), RESAMPLES draws of each kind.
    """
    data, groups = np.asarray(rows), np.asarray(clusters)
    chance = np.random.default_rng(seed)
    by_question = np.stack(
        [data[chance.integers(len(data), size=len(data))].mean(axis=0) for _ in range(RESAMPLES)]
    )  # fmt: skip
    names = np.unique(groups)
    sums = np.stack([data[groups == name].sum(axis=0) for name in names])
    sizes = np.array([(groups == name).sum() for name in names])
    drawn = chance.integers(len(names), size=(RESAMPLES, len(names)))
    by_dialogue = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)[:, None]
    low, high = np.percentile(by_question, [2.5, 97.5], axis=0)
    low_dialogue, high_dialogue = np.percentile(by_dialogue, [2.5, 97.5], axis=0)
    return {
        name: {
            "value": float(data[:, i].mean()), "low": float(low[i]), "high": float(high[i]),
            "low_by_dialogue": float(low_dialogue[i]), "high_by_dialogue": float(high_dialogue[i]),
        }
        for i, name in enumerate(NAMES)
    }  # fmt: skip


def left_out(
    pools: Sequence[Pool], clusters: Sequence[int], frozen: Mapping[str, float], seed: int
) -> list[tuple[float, ...]]:
    """Each question's figures under weights chosen on the other dialogues: leave one out.

    Chosen by the mean of the three figures among TRIED weightings around the frozen ones, each component of which also
    is left out in one of them.
    """
    if not pools:
        return []
    start = np.array(list(frozen.values()))
    chance = np.random.default_rng(seed)
    tried = [start, *(np.where(np.arange(len(start)) == i, 0.0, start) for i in range(len(start)))]
    while len(tried) < TRIED:
        tried.append(start * np.exp(chance.normal(0.0, _SPREAD, len(start))))
    results = np.array([[pool.figures(weights) for pool in pools] for weights in tried])
    groups = np.asarray(clusters)
    chosen: list[tuple[float, ...]] = [()] * len(pools)
    for name in np.unique(groups):
        others = results[:, groups != name] if (groups != name).any() else results
        best = int(np.argmax(others.mean(axis=(1, 2))))
        for i in np.flatnonzero(groups == name):
            chosen[i] = tuple(results[best, i].tolist())
    return chosen
