"""[pure] From the matches of turns, windows and sections to one order of turns.

Each list of BM25 scores is brought to 0..1 by its own least and greatest score; a turn's score is the weighted sum of
its own, its best window's and its section's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Turn = tuple[int, int]  # session key, number of the turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A matched document: turns [first, past) of a session, and its score."""

    session: int
    first: int
    past: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Of the three lists. They add up to 1, so that scores stay in 0..1."""

    turn: float = 0.5
    window: float = 0.3
    section: float = 0.2


def min_max(scores: Sequence[float]) -> list[float]:
    """Scores brought to 0..1; all 1 where they are equal."""
    if not scores:
        return []
    least, most = min(scores), max(scores)
    return [1.0 if most == least else (score - least) / (most - least) for score in scores]


def fuse(
    turns: Sequence[Span], windows: Sequence[Span], sections: Sequence[Span], weights: Weights
) -> dict[Turn, Mapping[str, float]]:
    """The parts of each candidate's score. Candidates are turns that match, alone or within a window."""
    by_turn = _best_by_turn(turns)
    by_window = _best_by_turn(windows)
    by_session: dict[int, list[tuple[Span, float]]] = {}
    for span, score in zip(sections, min_max([one.score for one in sections]), strict=True):
        by_session.setdefault(span.session, []).append((span, score))
    parts: dict[Turn, Mapping[str, float]] = {}
    for session, turn in by_turn.keys() | by_window.keys():
        around = (score for span, score in by_session.get(session, ()) if span.first <= turn < span.past)
        section = max(around, default=0.0)
        parts[session, turn] = {
            "turn": weights.turn * by_turn.get((session, turn), 0.0),
            "window": weights.window * by_window.get((session, turn), 0.0),
            "section": weights.section * section,
        }
    return parts


def order(parts: Mapping[Turn, Mapping[str, float]]) -> list[Turn]:
    """Best first; of equals the later one."""
    return sorted(parts, key=lambda turn: (-sum(parts[turn].values()), -turn[0], -turn[1]))


def _best_by_turn(spans: Sequence[Span]) -> dict[Turn, float]:
    best: dict[Turn, float] = {}
    for span, score in zip(spans, min_max([one.score for one in spans]), strict=True):
        for turn in _turns(span):
            best[turn] = max(score, best.get(turn, 0.0))
    return best


def _turns(span: Span) -> Iterable[Turn]:
    return ((span.session, turn) for turn in range(span.first, span.past))
