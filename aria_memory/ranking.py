"""[pure] From where words are, and how near meanings are, to one order of turns.

Every component of a score is a value of 0 to 1, the best turn's 1 where it is a matter of degree, so that it means the
same in a large memory as in a small one; a score is the sum of values times weights. How the weights came about is said
at `Weights`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from .places import TURN_BITS

Places = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

SATURATION = 1.2  # BM25's k1: the second turn of a session with a word adds 3/8 of what the first did (Robertson 1994)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A word of a query. count: the turns it is in. places: ascending, of these turns (see `lexicon.postings`)."""

    term: str
    count: int
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Of the components of a turn's score. They add up to 1; those that a query or a memory lacks are left out of it.

    words: the query's words in the turn. words_near: in it or a neighbour. words_session: in its session.
    meaning: the cosine to the turn. meaning_near: the mean over it and its neighbours. speaker: the query names who
    said it. speaker_session: of those whom the query names the share that spoke in its session. time: it was said when
    the query says. statement: it does not end in a question.

    Found on LoCoMo's ten dialogues by coordinate search on the mean of three figures (session Hit@1 and nDCG@5, turn
    R@10) of three encoders together (none, WordLlama, MiniLM), each dialogue alone and all in one scope, then rounded.
    Each is there because without it held-out figures fall (bench/README.md says by how much, and what else was tried).
    Frozen since.
    """

    words: float = 0.04
    words_near: float = 0.12
    words_session: float = 0.11
    meaning: float = 0.08
    meaning_near: float = 0.08
    speaker: float = 0.04
    speaker_session: float = 0.24
    time: float = 0.25
    statement: float = 0.04


COMPONENTS = tuple(one.name for one in fields(Weights))


def distinct(places: Places) -> Places:
    """Ascending, each once. By sorting, which takes a quarter of the time of the hashing that np.unique does."""
    ordered = np.sort(places)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def idf(count: int, total: int) -> float:
    """How telling a word is that `count` of `total` texts have (Robertson and Sparck Jones 1976; above 0)."""
    return float(np.log1p((max(total, count) - count + 0.5) / (count + 0.5)))


def best_by_words(postings: Sequence[Posting], n_terms: int, total: int) -> list[tuple[int, float]]:
    """Places and the share of the query found there, best first, of equals the older one.

    The share is by idf. n_terms: words asked for, of which some may be nowhere; total: texts that there are.
    """
    if not postings:
        return []
    missing = (n_terms - len(postings)) * idf(0, total)
    weights = [idf(one.count, total) for one in postings]
    places, where = np.unique(np.concatenate([one.places for one in postings]), return_inverse=True)
    each = np.repeat(weights, [len(one.places) for one in postings])
    scores = np.bincount(where.ravel(), each, minlength=len(places)) / (sum(weights) + missing)
    best = np.lexsort((places, -scores))
    return list(zip(places[best].tolist(), scores[best].tolist(), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Where words of a query are. places: ascending, of turns that have one or whose neighbour has; two values each.

    sessions: ascending numbers of the sessions of these turns; a value for each. Values are not yet of 0 to 1.
    """

    places: Places
    words: Values
    words_near: Values
    sessions: Places
    words_session: Values

    def of(self, places: Places) -> dict[str, Values]:
        """The three components of these places, of 0 to 1 by the best in `self`; 0 where no word is."""
        return {
            "words": _looked_up(self.places, by_best(self.words), places),
            "words_near": _looked_up(self.places, by_best(self.words_near), places),
            "words_session": _looked_up(self.sessions, by_best(self.words_session), places >> TURN_BITS),
        }

    def best(self, most: int, weights: Weights, dated: Places) -> Places:
        """The places that words and time alone would put first, at most so many, of equals the later ones.

        dated: ascending, of turns that were said when the query says.
        """
        total = np.isin(self.places, dated, assume_unique=True) * weights.time
        total = total + weights.words * by_best(self.words) + weights.words_near * by_best(self.words_near)
        session = np.searchsorted(self.sessions, self.places >> TURN_BITS)
        total = total + weights.words_session * by_best(self.words_session)[session]
        if most < len(total):  # which are sorted: the best, and all that equal the last of them
            chosen = np.flatnonzero(total >= np.partition(total, len(total) - most)[len(total) - most])
        else:
            chosen = np.arange(len(total))
        places, total = self.places[chosen], total[chosen]
        return places[np.lexsort((-places, -total))[:most]]


def match(postings: Sequence[Posting], n_turns: int, n_sessions: int) -> Matches:
    """Score every turn that has a word of the query, or whose neighbour has, by words alone.

    A turn, and a turn with its neighbours, counts each word once, by its idf: turns are so short that the number of
    times tells nothing. A session's score is BM25's of the turns that have the word.
    """
    if not postings:
        none, nothing = np.zeros(0, np.int64), np.zeros(0)
        return Matches(places=none, words=nothing, words_near=nothing, sessions=none, words_session=nothing)
    telling = [idf(one.count, n_turns) for one in postings]
    near = [distinct(np.concatenate([one.places - 1, one.places, one.places + 1])) for one in postings]
    places = distinct(np.concatenate(near))
    own, around = np.zeros(len(places)), np.zeros(len(places))
    for one, close, weight in zip(postings, near, telling, strict=True):
        own[np.searchsorted(places, one.places)] += weight
        around[np.searchsorted(places, close)] += weight
    sessions = distinct(places >> TURN_BITS)
    return Matches(
        places=places, words=own, words_near=around,
        sessions=sessions, words_session=_by_session(postings, sessions, n_sessions),
    )  # fmt: skip


def _by_session(postings: Sequence[Posting], sessions: Places, n_sessions: int) -> Values:
    scores = np.zeros(len(sessions))
    for one in postings:
        having, counts = np.unique(one.places >> TURN_BITS, return_counts=True)
        gain = counts * (SATURATION + 1) / (counts + SATURATION)
        scores[np.searchsorted(sessions, having)] += idf(len(having), n_sessions) * gain
    return scores


def _looked_up(keys: Places, values: Values, wanted: Places) -> Values:
    """The values of the wanted keys, 0 for those that are not there. keys: ascending."""
    if not len(keys):
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0.0)


def cosines(own: Values, before: Values, after: Values) -> dict[str, Values]:
    """The two components of meaning, of 0 to 1 by the best: cosines to turns and their neighbours, NaN for none."""
    three = np.stack([own, before, after])
    there = ~np.isnan(three)
    mean = np.where(there, three, 0.0).sum(axis=0) / 3
    return {"meaning": by_best(np.where(there[0], own, 0.0)), "meaning_near": by_best(mean)}


def shares(values: Mapping[str, Values], weights: Weights) -> dict[str, float]:
    """The weights of the components that there are, in their order, brought to a sum of 1."""
    there = {name: getattr(weights, name) for name in COMPONENTS if name in values}
    total = sum(there.values())
    return {name: weight / total for name, weight in there.items()}


def scores(values: Mapping[str, Values], weights: Mapping[str, float]) -> Values:
    """The sums of values times weights, added in the order of the weights."""
    total: Values = np.zeros(len(next(iter(values.values()))))
    for name, weight in weights.items():
        total = total + values[name] * weight
    return total


def by_best(values: Values) -> Values:
    """Brought to 0..1 by the largest; what is below 0 is 0."""
    most = float(values.max(initial=0.0))
    result: Values = np.clip(values, 0.0, None) / most if most > 0 else np.zeros(len(values))
    return result
