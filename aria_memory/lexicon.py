"""Full-text search over texts that are indexed but not stored again (the store's `words`, Porter stemming).

The index answers one question: where is a word? Scores are made of the answers (`ranking.py`), not by the store's own
BM25: FTS5's reads all entries of every word, all scopes', for its frequencies, and knows neither windows nor sessions.
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from .places import range_of, side_of
from .ranking import Posting, best_by_words, distinct
from .store import Scoped
from .text import query_terms

COUNTED = 25_000  # a word in so many turns tells little: of 100,000 of talk none is in more; counting takes 1 ms
READ = 4_000  # places of a query's rare words that are read; commoner words are looked for only where rare ones are


def add(scope: Scoped, kind: str, key: int, text: str) -> None:
    """Index a text. kind: "turn", "fact" or "skill". key: a turn's place, the others' ids."""
    scope.words.add(scope, kind, _place(kind, key), text)


def remove(scope: Scoped, kind: str, key: int, text: str) -> None:
    """Forget an entry; the text must be the one that was indexed."""
    scope.words.remove(scope, kind, _place(kind, key), text)


def postings(scope: Scoped, kind: str, terms: Sequence[str]) -> list[Posting]:
    """Where each of these words is, rarest word first, words with one stem once. At most COUNTED are counted.

    Words are read whole, rarest first, up to READ places together, but one of them at least in its last READ places.
    Of commoner words only those places are given that hold one of the words read.
    """
    return _read(scope, kind, _counted(scope, kind, terms))


def _counted(scope: Scoped, kind: str, terms: Sequence[str]) -> list[tuple[int, str]]:
    """In how many texts each word is, words with one stem once."""
    counts = scope.words.counts(scope, kind, terms, COUNTED)
    if len(set(counts)) < len(counts):  # words with one stem are in as many
        known = dict(zip(terms, counts, strict=True))
        return [(known[term], term) for term in scope.words.distinct(terms)]
    return list(zip(counts, terms, strict=True))


def _read(scope: Scoped, kind: str, counted: Sequence[tuple[int, str]]) -> list[Posting]:
    ordered = sorted(each for each in counted if each[0])
    if not ordered:
        return []
    whole = max(1, sum(total <= READ for total in accumulate(count for count, _ in ordered)))
    rare = [term for _, term in ordered[:whole]]
    places = [np.array(scope.words.places(scope, kind, term, READ), np.int64) for term in rare]
    there = distinct(np.concatenate(places)).tolist() if whole < len(ordered) else []
    for _, term in ordered[whole:]:
        places.append(np.array(scope.words.places(scope, kind, term, READ, rare, there), np.int64))
    return [Posting(term=term, count=count, places=each) for (count, term), each in zip(ordered, places, strict=True)]


def search(scope: Scoped, kind: str, query: str, most: int) -> list[tuple[int, float]]:
    """Ids and scores of the best facts or skills, best first, of equals the older one.

    A score is the share of the query, by how telling its words are, that is found there: 0..1.
    """
    total = int(scope.run(f"SELECT count(*) FROM {kind} WHERE scope = :scope")[0][0])
    if not total:
        return []
    counted = _counted(scope, kind, query_terms(query))
    first, _ = range_of(kind)
    best = best_by_words(_read(scope, kind, counted), len(counted), total)
    return [(place - first, score) for place, score in best[:most]]


def _place(kind: str, key: int) -> int:
    return key if kind == "turn" else side_of(kind, key)
