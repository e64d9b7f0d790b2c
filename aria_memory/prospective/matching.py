"""Whether a message brings up a cue: focal ones by their words, topical ones by a calibrated test. Pure, deterministic.

Two ways, as in the multiprocess theory of prospective memory (McDaniel, Einstein 2000; dynamic: Scullin et al. 2013).
A focal cue is noticed wherever its words appear. A topical one is looked for when the talk turns to it: a message's
score is its likeness to the cue, raised if the turns before were like it too, lowered by its likeness to the everyday
subject that it is most like (a cohort, as in the normalisation of scores of speakers: Auckenthaler et al. 2000). What
fires is not the score but its p-value among background messages scored alike (see `calibration`). Only the cue is
embedded, never what is to be done.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput
from .calibration import OUT, Null, Scores, fit
from .english_rivals import RIVALS
from .guards import damped
from .lexical import MAX_CHARS, Token, as_phrase, clean, cue_stems, find, runs, tokens, words_of
from .slips import SHORTEST
from .stems import LONGEST

Vectors = NDArray[np.float32]
Encoder = Callable[[Sequence[str]], Vectors]

RECENT = 2  # turns before the message that count: a third gained nothing on the training half
RIVALRY = 0.5  # how much of the likeness to the best rival is taken off: .3 and .8 do as well on the training half
CLOSE = 0.5  # a subject as like the cue as this is no rival: it is the cue's own
REST_MARGIN = 0.1  # likeness that a word of the cue alone may add to what the message's other words have
DAMPED = 0.5  # what remains of the likeness in a message that is negated, past or quoted as a whole
DISMISSED = 0.5  # how much of its likeness to a message taught as wrong is taken from a message's score
EXAMPLES = 8  # messages of either kind of feedback that count: the newest
_KEPT_TEXTS = 1_024  # that were read: turns are scored again as context, and so are their parts
_KEPT_CHARS = 250_000  # of these texts together: read, they take a hundred times as much
_NAME = re.compile(r"[A-Z][a-z]+(?:'s)?(?:[ -][A-Z][a-z]+(?:'s)?)+")


@dataclass(frozen=True, eq=False)  # arrays do not compare to one truth value
class CueModel:
    """A prepared cue: its stems, the vectors it is recognised by and told from (centred rows), its rivals, its null.

    like: shape (1 + examples, d), the cue's own first; unlike: (examples, d); rivals: bool, one for each of `RIVALS`.
    """

    cue: str
    stems: tuple[str, ...]
    like: Vectors
    unlike: Vectors
    rivals: NDArray[np.bool_]
    null: Null


@dataclass(frozen=True)
class Read:
    """A message as the matcher reads it. damped: it is negated, past or quoted as a whole."""

    text: str
    words: list[Token]
    stems: frozenset[str]
    damped: bool

    @cached_property
    def runs(self) -> list[tuple[str, tuple[str, ...]]]:
        """Its words side by side: see `lexical.runs`."""
        return runs(self.words)

    @cached_property
    def written(self) -> list[tuple[str, str]]:
        """Its long words in small letters, each with its stem: see `slips.slipped`."""
        return [(t.word.lower(), t.stem) for t in self.words if SHORTEST <= len(t.word) <= LONGEST]


def read(message: str) -> Read:
    """A message, its words found."""
    text = clean(message)
    words = tokens(text)
    whole = bool(words) and damped(text, (words[-1].start, words[-1].end))
    return Read(text, words, frozenset(t.stem for t in words), whole)


def names_somebody(cue: str) -> bool:
    """Whether the cue is a name of several words ("Ada Byron"): a name has no topic, it is met by its words alone."""
    return _NAME.fullmatch(clean(cue).strip()) is not None


class Matcher:
    """Scores messages against cues.

    `encoder` turns texts to unit rows [n, d]; None matches words alone. `background`: messages of ordinary talk, in
    their order, best the user's own; `background_vectors` [n, d] and `rival_vectors`, of `RIVALS`, spare encoding them
    again. `margin`: spreads of the background that a score must be higher than it seems, where the background is not
    the user's own talk.
    """

    def __init__(
        self,
        encoder: Encoder | None,
        background: Sequence[str],
        background_vectors: Vectors | None = None,
        margin: float = 0.0,
        rival_vectors: Vectors | None = None,
    ) -> None:
        self._encoder, self.margin = encoder, margin
        self._background = [read(text) for text in background]
        texts = [one.text for one in self._background]
        vectors = self._encode(texts) if background_vectors is None else background_vectors
        if len(vectors) != len(texts):
            raise BadInput(f"{len(vectors)} vectors for {len(texts)} background messages: give one for each")
        self._damped = np.array([one.damped for one in self._background], dtype=bool)
        self._where: dict[str, list[int]] = {}  # stem -> the background messages with it
        for at, one in enumerate(self._background):
            for stem in one.stems:
                self._where.setdefault(stem, []).append(at)
        self._centre = vectors.mean(axis=0) if len(texts) else np.zeros(1, np.float32)
        self._rows = self._centred(vectors)
        self._rival_vectors = rival_vectors
        self._kept: OrderedDict[str, tuple[Read, Vectors]] = OrderedDict()
        self._kept_chars = 0

    @property
    def messages(self) -> int:
        """How many messages the background has."""
        return len(self._background)

    @cached_property
    def rivals(self) -> Vectors:
        """Centred rows of `RIVALS`, encoded when the first cue is prepared."""
        given = self._rival_vectors
        return self._centred(self._encode(list(RIVALS)) if given is None else given)

    @cached_property
    def _rivalry(self) -> Vectors:
        """[n, rivals]: likeness of the background to each rival."""
        return np.asarray(self._rows @ self.rivals.T, dtype=np.float32)

    def prepare(
        self, cue: str, right: Sequence[str] = (), wrong: Sequence[str] = (), vector: Vectors | None = None
    ) -> CueModel:
        """The cue, ready to be scored, after feedback. BadInput if it has no word.

        right: messages that were its occasion, wrong: that were not, oldest first, of which the newest EXAMPLES count.
        vector: the cue's, [d], spares encoding it again.
        """
        stems = cue_stems(cue)
        if not stems:
            raise BadInput(f"the cue {cue[:80]!r} has no word: name what should remind you")
        own = self._centred(self._encode([clean(cue)]) if vector is None else vector[None, :])
        taught = [np.stack([self.turn(text)[1] for text in each[-EXAMPLES:]]) if each else own[:0]
                  for each in (right, wrong)]  # fmt: skip
        allowed = self.rivals @ own[0] < CLOSE
        none = Null(0.0, 0.0, np.full(len(self._background), OUT))
        model = CueModel(cue, stems, np.concatenate([own, taught[0]]), taught[1], allowed, none)
        topical = self._encoder is not None and self._background and not names_somebody(cue)
        return replace(model, null=self._null(model, {clean(text) for text in right})) if topical else model

    def turn(self, message: str) -> tuple[Read, Vectors]:
        """The message read, and its centred row [d]; those of late are kept, since each is the next one's context."""
        key = message[:MAX_CHARS]
        if key not in self._kept:
            one = read(message)
            self._kept[key] = (one, self._centred(self._encode([one.text]))[0])
            self._kept_chars += len(key)
            while len(self._kept) > _KEPT_TEXTS or self._kept_chars > _KEPT_CHARS:
                self._kept_chars -= len(self._kept.popitem(last=False)[0])
        self._kept.move_to_end(key)
        return self._kept[key]

    def bounded(self, cue: CueModel, one: Read, likeness: float, shared: set[str]) -> float:
        """Likeness of a message with some of the cue's words: no more than its other words and a margin allow.

        So that the river's bank is not the bank's loan, and what else a person did is not the matter meant.
        """
        if self._encoder is None:
            return likeness
        rest = " ".join(t.word for t in one.words if t.stem not in shared)
        alone = float(_likeness(cue, self.turn(rest)[1])) if rest else 0.0
        return min(likeness, max(alone, 0.0) + REST_MARGIN)

    def _null(self, cue: CueModel, right: Set[str]) -> Null:
        """What the background scores. Messages of it that name the cue, or were taught as its occasions, do not count.

        One with some of the cue's words is not `bounded`, which would take encoding it again: p is the larger for it.
        """
        likeness = _likeness(cue, self._rows)
        words = [words_of((stem,), self._where.keys(), len(cue.stems) > 1) for stem in cue.stems]
        each = [{at for word in said for at in self._where[word]} for said in words]
        touched = (set.union if as_phrase(cue.stems) else set.intersection)(*each)  # where it can be found at all
        likeness[self._damped] *= DAMPED
        raw = likeness.copy()
        for back in range(1, RECENT + 1):
            raw[back:] += together(likeness[back:], likeness[:-back])
        if cue.rivals.any():
            raw -= RIVALRY * self._rivalry[:, cue.rivals].max(axis=1)
        counts = np.array([one.text not in right for one in self._background])
        for at in touched:
            one = self._background[at]
            counts[at] = find(cue.cue, cue.stems, one.text, one.words) is None
        return fit(raw, counts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        if self._encoder is None or not texts:
            return np.zeros((len(texts), 0), dtype=np.float32)
        return np.asarray(self._encoder(texts), dtype=np.float32)

    def _centred(self, vectors: Vectors) -> Vectors:
        rows = vectors - self._centre[: vectors.shape[1]]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _likeness(cue: CueModel, rows: Vectors) -> Scores:
    """Likeness of centred rows, [n, d] or [d], to a cue or its closest right example, less that to wrong ones."""
    best = (rows @ cue.like.T).max(axis=-1)
    if len(cue.unlike):
        best = best - DISMISSED * np.maximum((rows @ cue.unlike.T).max(axis=-1), 0)
    return np.asarray(best, dtype=np.float32)


def together(now: Scores, before: Scores) -> Scores:
    """How much both of two turns are like the cue: the lesser likeness, none if either is unlike."""
    return np.minimum(np.maximum(now, 0), np.maximum(before, 0))
