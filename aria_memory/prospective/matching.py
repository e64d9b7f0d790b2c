"""Whether a message brings up a cue: focal ones by their words, topical ones by a calibrated test. Pure, deterministic.

Two ways, as in the multiprocess theory of prospective memory (McDaniel, Einstein 2000; dynamic: Scullin et al. 2013).
A focal cue is noticed wherever its words appear. A topical one is looked for when the talk turns to it: a message's
score is its likeness to the cue, raised if the turn before was like it too, and what fires is not the score but its
conformal p-value among background messages scored alike for the same cue (see `calibration`). Only the cue is embedded,
never what is to be done.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput
from .calibration import Null, fit, null_from_dict
from .lexical import MAX_CHARS, Token, clean, cue_stems, find, guarded, tokens, words_of

Vectors = NDArray[np.float32]
Scores = NDArray[np.float64]
Encoder = Callable[[Sequence[str]], Vectors]

RECENT = 1  # turns before the message that count: more gained nothing on the training half
CONTEXT = 1.0  # how much of the likeness that a message shares with the turn before is added to its own
REST_MARGIN = 0.1  # likeness that a word of the cue alone may add to what the message's other words have
DAMPED = 0.5  # what remains of the likeness in a message that is negated, past or quoted as a whole
EXAMPLES = 8  # messages kept of either kind of feedback: the newest
DISMISSED = 0.5  # how much of its likeness to a dismissed message is taken from a message's score
_KEPT_VECTORS = 256  # recent turns whose vectors are kept: they are scored again as context


@dataclass(frozen=True, eq=False)  # arrays do not compare to one truth value
class CueModel:
    """A prepared cue: its stems, the vectors it is recognised by (`like`) and told from (`unlike`), and its null."""

    cue: str
    stems: tuple[str, ...]
    like: Vectors
    unlike: Vectors
    null: Null

    def as_dict(self) -> dict[str, object]:
        """For JSON; `cue_from_dict` reads it."""
        return {
            "cue": self.cue,
            "like": self.like.tolist(),
            "unlike": self.unlike.tolist(),
            "null": self.null.as_dict(),
        }


@dataclass(frozen=True)
class Score:
    """What a message is to one cue: p-value, whether the cue is named, likeness, and what went into the score.

    A named (focal) cue is not put to the test: its p is 0.0, so that it fires at every alpha and on any background.
    """

    p: float
    focal: bool
    similarity: float
    parts: Mapping[str, float | str]


def cue_from_dict(data: Mapping[str, object]) -> CueModel:
    """The cue that `CueModel.as_dict` gave. BadInput if it is none."""
    cue, null = data.get("cue"), data.get("null")
    if not isinstance(cue, str) or not isinstance(null, Mapping):
        raise BadInput("not a stored cue: prepare it again")
    like, unlike = (np.asarray(data.get(name, []), dtype=np.float32) for name in ("like", "unlike"))
    if like.ndim == 2 and not unlike.size:
        unlike = like[:0]  # JSON does not keep the width of no rows
    if like.ndim != 2 or unlike.ndim != 2 or like.shape[1] != unlike.shape[1]:
        raise BadInput(f"the vectors of the stored cue {cue[:80]!r} are damaged: prepare it again")
    return CueModel(cue, cue_stems(cue), like, unlike, null_from_dict(null))


@dataclass(frozen=True)
class _Read:
    """A message as the matcher reads it."""

    text: str
    words: list[Token]
    stems: frozenset[str]
    damped: bool


def _read(message: str) -> _Read:
    text = clean(message)
    words = tokens(text)
    whole = bool(words) and guarded(text, (words[-1].start, words[-1].end)) is not None  # judged at its last word
    return _Read(text, words, frozenset(t.stem for t in words), whole)


def _rest(read: _Read, shared: set[str]) -> str:
    """The message without those words; empty if nothing is left."""
    return " ".join(t.word for t in read.words if t.stem not in shared)


class Matcher:
    """Scores messages against prepared cues.

    `encoder` turns texts to unit rows [n, d]; None matches words alone. `background`: messages of ordinary talk, in
    their order, best the user's own; `background_vectors` [n, d] spares encoding them again.
    """

    def __init__(
        self, encoder: Encoder | None, background: Sequence[str], background_vectors: Vectors | None = None
    ) -> None:
        self._encoder = encoder
        self._background = [_read(text) for text in background]
        texts = [read.text for read in self._background]
        self._vectors = self._encode(texts) if background_vectors is None else background_vectors
        if len(self._vectors) != len(texts):
            raise BadInput(f"{len(self._vectors)} vectors for {len(texts)} background messages: give one for each")
        self._damped = np.array([read.damped for read in self._background], dtype=bool)
        self._where: dict[str, list[int]] = {}  # stem -> the background messages with it
        for at, read in enumerate(self._background):
            for stem in read.stems:
                self._where.setdefault(stem, []).append(at)
        self._centre = self._vectors.mean(axis=0) if len(texts) else np.zeros(1, np.float32)
        self._kept: OrderedDict[str, tuple[_Read, Vectors]] = OrderedDict()

    def prepare(self, cue: str) -> CueModel:
        """The cue, ready to be scored. BadInput if it has no word."""
        stems = cue_stems(cue)
        if not stems:
            raise BadInput(f"the cue {cue[:80]!r} has no word: name what should remind you")
        like = self._encode([clean(cue)])
        return self._calibrated(CueModel(cue, stems, like, like[:0], Null(0, ())))

    def score(self, message: str, recent: Sequence[str], cues: Mapping[str, CueModel]) -> dict[str, Score]:
        """What `message` is to each cue, after the turns `recent` (oldest first, of which the last few count)."""
        if not cues:
            return {}
        before = recent[max(0, len(recent) - RECENT) :]
        turns = [self._turn(text) for text in (*before, message)]
        vectors = np.stack([vector for _, vector in turns])
        reads, likeness = [read for read, _ in turns], self._likenesses(list(cues.values()), vectors)
        return {ident: self._score(reads, likeness[:, at], cue) for at, (ident, cue) in enumerate(cues.items())}

    def feedback(self, cue_model: CueModel, message: str, fired_rightly: bool) -> CueModel:
        """The cue, having learnt that `message` was its occasion (also one that was missed), or was not."""
        vector = self._turn(message)[1][None, :]
        if fired_rightly:
            taught = np.concatenate([cue_model.like[:1], cue_model.like[1:][-(EXAMPLES - 1) :], vector])
            return self._calibrated(replace(cue_model, like=taught))
        return self._calibrated(
            replace(cue_model, unlike=np.concatenate([cue_model.unlike[-(EXAMPLES - 1) :], vector]))
        )

    def _encode(self, texts: Sequence[str]) -> Vectors:
        if self._encoder is None or not texts:
            return np.zeros((len(texts), 0), dtype=np.float32)
        return np.asarray(self._encoder(texts), dtype=np.float32)

    def _turn(self, message: str) -> tuple[_Read, Vectors]:
        """The message read, and its vector [d]; those of late are kept, since each is the next one's context."""
        key = message[:MAX_CHARS]
        if key not in self._kept:
            read = _read(message)
            self._kept[key] = (read, self._encode([read.text])[0])
            if len(self._kept) > _KEPT_VECTORS:
                self._kept.popitem(last=False)
        return self._kept[key]

    def _calibrated(self, cue: CueModel) -> CueModel:
        """The cue with the null of its present vectors. Background messages that name the cue are no null of it."""
        if not self._background:
            return replace(cue, null=fit([]))
        likeness = self._likeness(cue, self._vectors)
        same = words_of(cue.stems, self._where.keys())
        touched = sorted({at for stem in same for at in self._where[stem]})
        likeness[touched] = self._bounded(cue, likeness[touched], [_rest(self._background[at], same) for at in touched])
        likeness[self._damped] *= DAMPED
        scores = likeness.copy()
        scores[1:] += CONTEXT * _together(likeness[1:], likeness[:-1])
        reads = ((at, self._background[at]) for at in touched)
        named = [at for at, read in reads if find(cue.cue, cue.stems, read.text, read.words)]
        return replace(cue, null=fit(np.delete(scores, named)))

    def _likeness(self, cue: CueModel, vectors: Vectors) -> Scores:
        """[n]: likeness of each vector to the cue, see `_likenesses`."""
        return self._likenesses([cue], vectors)[:, 0]

    def _likenesses(self, cues: Sequence[CueModel], vectors: Vectors) -> Scores:
        """[n, cues]: centred likeness of vectors to a cue or its closest good example, less that to dismissed ones."""
        for cue in cues:
            if cue.like.shape[1] != vectors.shape[1]:
                raise BadInput(
                    f"the cue has vectors of {cue.like.shape[1]}, the encoder of {vectors.shape[1]}: prepare it again"
                )
        rows = self._centred(vectors)
        starts = np.cumsum([0, *(len(cue.like) for cue in cues[:-1])])
        like = self._centred(np.concatenate([cue.like for cue in cues]))
        best = np.maximum.reduceat(rows @ like.T, starts, axis=1)
        for at, cue in enumerate(cues):
            if len(cue.unlike):
                best[:, at] -= DISMISSED * np.maximum((rows @ self._centred(cue.unlike).T).max(axis=1), 0)
        return np.asarray(best, dtype=np.float64)

    def _centred(self, vectors: Vectors) -> Vectors:
        rows = vectors - self._centre
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    def _bounded(self, cue: CueModel, likeness: Scores, rests: Sequence[str]) -> Scores:
        """Likeness [n] of messages with some of the cue's words: no more than their other words and a margin allow.

        So that the river's bank is not the bank's loan, and what else a person did is not the matter meant.
        """
        if self._encoder is None or not rests:
            return likeness
        alone = self._likeness(cue, self._encode(list(rests)))
        alone[[not rest for rest in rests]] = 0.0
        return np.minimum(likeness, np.maximum(alone, 0) + REST_MARGIN)

    def _score(self, turns: list[_Read], likeness: Scores, cue: CueModel) -> Score:
        for at, read in enumerate(turns):
            span = None
            same = words_of(cue.stems, read.stems)
            if not same:
                continue
            span = find(cue.cue, cue.stems, read.text, read.words)
            if span is None:
                likeness[at : at + 1] = self._bounded(cue, likeness[at : at + 1], [_rest(read, same)])
        likeness[[read.damped for read in turns]] *= DAMPED
        similarity = float(likeness[-1])
        lift = CONTEXT * float(_together(likeness[-1:], likeness[-2:-1])[0]) if len(turns) > 1 else 0.0
        parts: dict[str, float | str] = {"similarity": similarity, "context": lift}
        guard = guarded(turns[-1].text, span) if span else None
        if guard is not None:
            return Score(1.0, False, similarity, {**parts, "guard": guard})
        if span is not None:
            return Score(0.0, True, similarity, parts)
        return Score(cue.null.p(similarity + lift), False, similarity, parts)


def _together(now: Scores, before: Scores) -> Scores:
    """How much both of two turns are like the cue: the lesser likeness, none if either is unlike."""
    return np.minimum(np.maximum(now, 0), np.maximum(before, 0))
