"""All cues that are looked for at a time, scored together: what a message is to each of them. Pure, deterministic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .calibration import Joint, Scores
from .cue_index import CueIndex
from .lexical import named
from .matching import DAMPED, DISMISSED, RECENT, RIVALRY, CueModel, Matcher, Read, Vectors, together

MATTERS = 0.05  # p above which nobody lets a topic fire: there p may come out smaller than it is, though not below this


@dataclass(frozen=True, slots=True)
class Score:
    """What a message is to one cue: p-value, whether the cue is named, and what went into the score.

    A named (focal) cue is not put to the test: its p is 0.0, so that it fires at every alpha and on any background.
    guard: "negated", "past" or "quoted" where the cue is only named; p is 1.0 then. similarity: likeness to the cue;
    context: what the turns before add; rival: what the best everyday subject takes off; taught: what feedback did.
    """

    p: float
    focal: bool
    guard: str | None
    similarity: float
    context: float
    rival: float
    taught: float

    def parts(self) -> dict[str, float | str]:
        """For a firing's `why`: what is not nothing."""
        found = {name: getattr(self, name) for name in ("guard", "similarity", "context", "rival", "taught")}
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in found.items() if value}


class Scored:
    """A message's scores, in the order of the cues."""

    def __init__(self, p: NDArray[np.float64], focal: set[int], guards: Mapping[int, str], parts: Scores) -> None:
        """parts: shape (4, cues), as the last four of `Score`."""
        self.p, self._focal, self._guards, self._parts = p, focal, guards, parts

    def __getitem__(self, at: int) -> Score:
        similarity, context, rival, taught = (float(value) for value in self._parts[:, at])
        return Score(float(self.p[at]), at in self._focal, self._guards.get(at), similarity, context, rival, taught)


NO_SCORES = Scored(np.zeros(0), set(), {}, np.zeros((4, 0), np.float32))


class Watch:
    """Cues looked for together. Their p-values are of the whole set: P(any p <= alpha) <= alpha.

    cues: those that can fire. beside: others that are scored too, each as if it alone were added.
    """

    def __init__(self, matcher: Matcher, cues: Sequence[CueModel], beside: Sequence[CueModel] = ()) -> None:
        self._matcher, self._cues, self._first = matcher, [*cues, *beside], len(cues)
        self._index = CueIndex([cue.stems for cue in self._cues], [cue.cue for cue in self._cues])
        self._touched: dict[str, dict[int, tuple[bool, set[str]]]] = {}  # of the last turns, for the next
        if not self._cues:
            return
        self._like = np.concatenate([cue.like for cue in self._cues])
        self._starts = np.cumsum([0, *(len(cue.like) for cue in self._cues[:-1])])
        self._own = self._like[self._starts]
        self._taught = [at for at, cue in enumerate(self._cues) if len(cue.unlike)]
        self._several = [at for at, cue in enumerate(self._cues) if len(cue.like) > 1]
        self._rivals = np.stack([cue.rivals for cue in self._cues], axis=1)
        self._mean = np.array([cue.null.mean for cue in self._cues], np.float32)
        spread = np.array([cue.null.spread for cue in self._cues], np.float32)
        self._spread = np.where(spread > 0, spread, np.nan)
        nulls = np.stack([cue.null.scores for cue in self._cues])
        self._joint = Joint(nulls[: self._first], matcher.messages)
        self._beside = nulls[self._first :]

    def score(self, message: str, recent: Sequence[str] = ()) -> Scored:
        """What `message` is to each cue, after the turns `recent` (oldest first, of which the last few count)."""
        texts = (*recent[max(0, len(recent) - RECENT) :], message)
        turns = [self._matcher.turn(text) for text in texts]
        if not self._cues:
            return NO_SCORES
        reads, rows = [one for one, _ in turns], np.stack([row for _, row in turns])
        likeness, taught = self._likeness(rows)
        rival = RIVALRY * self._best_rival(rows[-1])
        before, self._touched = self._touched, {}
        for text, one in zip(texts, reads, strict=True):
            known = before.get(text)
            self._touched[text] = self._index.touched(one.stems, one.runs, one.written) if known is None else known
        touched = [self._touched[text] for text in texts]
        p, now, context = self._test(reads, likeness, rival)
        close = {at for each in touched for at in each if p[at] <= MATTERS}
        met = self._read_words(reads, touched, likeness, close)
        if close:
            p, now, context = self._test(reads, likeness, rival)
        guards = {at: why for at, why in met.items() if why is not None}
        focal = set(met) - set(guards)
        p[list(guards)], p[list(focal)] = 1.0, 0.0
        return Scored(p, focal, guards, np.stack([now, context, rival, taught]))

    def _test(
        self, reads: Sequence[Read], likeness: Scores, rival: Scores
    ) -> tuple[NDArray[np.float64], Scores, Scores]:
        """p-values of likeness [turns, cues], and the likeness and the context of the message, the last turn."""
        damped = np.where([[one.damped] for one in reads], np.float32(DAMPED), np.float32(1)) * likeness
        context = np.zeros(len(self._cues), np.float32)
        for before in damped[-2::-1]:
            context += together(damped[-1], before)
        scores = (damped[-1] + context - rival - self._mean) / self._spread - self._matcher.margin
        pending, beside = scores[: self._first], scores[self._first :]
        return np.concatenate([self._joint.p(pending), self._joint.p_beside(beside, self._beside)]), damped[-1], context

    def _likeness(self, rows: Vectors) -> tuple[Scores, Scores]:
        """[turns, cues]: as of `matching.CueModel`. [cues]: what feedback made of that of the message, the last row."""
        each = rows @ self._like.T
        like = np.asarray(np.maximum.reduceat(each, self._starts, axis=1) if self._several else each, np.float32)
        taught = np.zeros(len(self._cues), np.float32)
        if self._several:
            taught[self._several] = like[-1, self._several] - self._own[self._several] @ rows[-1]
        for at in self._taught:
            off = DISMISSED * np.maximum((rows @ self._cues[at].unlike.T).max(axis=1), 0)
            like[:, at] -= off
            taught[at] -= off[-1]
        return like, taught

    def _read_words(
        self,
        reads: Sequence[Read],
        touched: Sequence[Mapping[int, tuple[bool, set[str]]]],
        likeness: Scores,
        close: set[int],
    ) -> dict[int, str | None]:
        """Which cues the message, the last turn, names, and why it only names them, if so.

        Turns with only some words of a cue are made less like it. Only for cues that are `close`, as it takes encoding
        the other words, and makes no p smaller.
        """
        met: dict[int, str | None] = {}
        for turn, (one, each) in enumerate(zip(reads, touched, strict=True)):
            met = {}
            for at, (whole, shared) in each.items():
                cue = self._cues[at]
                place = named(cue.cue, cue.stems, one.text, one.words) if whole else None
                if place is not None:
                    met[at] = place[1]
                elif at in close:
                    likeness[turn, at] = self._matcher.bounded(cue, one, float(likeness[turn, at]), shared)
        return met

    def _best_rival(self, row: Vectors) -> Scores:
        """[cues]: the likeness of a message to the everyday subject it is most like, of those that are rivals."""
        likeness = self._matcher.rivals @ row
        best = np.zeros(len(self._cues), np.float32)
        left = np.arange(len(self._cues))
        for rival in np.argsort(-likeness):  # a few steps: only the cue's own subjects are passed over
            met = self._rivals[rival, left]
            best[left[met]] = likeness[rival]
            left = left[~met]
            if not len(left):
                break
        return best
