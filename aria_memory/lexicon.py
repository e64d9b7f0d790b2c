"""Full-text search over texts that are indexed but not stored again (SQLite's FTS5, Porter stemming).

The index answers one question: where is a word? Scores are made of the answers (`ranking.py`), not by FTS5's own BM25:
that reads all entries of every word, all scopes', for its frequencies, and knows neither windows nor sessions.
"""

from collections.abc import Sequence

import numpy as np

from .places import PLACE_BITS, range_of, side_of
from .ranking import Posting, best_by_words
from .store import Scoped
from .text import query_terms

COUNTED = 50_000  # a word in so many turns or more tells nothing; counting them takes 2 ms
READ = 4_000  # places of a query's rare words that are read; commoner words are looked for only where rare ones are
_WHERE = "FROM lexicon WHERE lexicon MATCH :words AND rowid BETWEEN :first AND :last"
_SCOPE_SHIFT = f":scope << {PLACE_BITS}"
_COUNT = f"SELECT count(*) FROM (SELECT 1 {_WHERE} LIMIT :most) WHERE :scope"
_PLACES = f"SELECT rowid {_WHERE} AND :scope ORDER BY rowid DESC LIMIT :most"


def add(scope: Scoped, kind: str, key: int, text: str) -> None:
    """Index a text. kind: "turn", "fact" or "skill". key: a turn's place, the others' ids."""
    scope.insert(
        f"INSERT INTO lexicon (rowid, body) VALUES (:sign * ({_SCOPE_SHIFT} | :place), :body)",
        sign=_sign(kind), place=_place(kind, key), body=text,
    )  # fmt: skip


def remove(scope: Scoped, kind: str, key: int, text: str) -> None:
    """Forget an entry; the text must be the one that was indexed."""
    scope.insert(
        "INSERT INTO lexicon (lexicon, rowid, body) "
        f"VALUES ('delete', :sign * ({_SCOPE_SHIFT} | :place), :body)",
        sign=_sign(kind), place=_place(kind, key), body=text,
    )  # fmt: skip


def postings(scope: Scoped, kind: str, terms: Sequence[str]) -> list[Posting]:
    """Where each of these words is, rarest word first, words with one stem once. At most COUNTED are counted.

    Words are read whole, rarest first, up to READ places together, but one of them at least in its last READ places.
    Of commoner words only those places are given that hold one of the words read.
    """
    counts = sorted((count, term) for term in terms if (count := _count(scope, kind, term)))
    found: list[Posting] = []
    read: list[str] = []
    room = READ
    for count, term in counts:
        whole = not read or count <= room
        words = f'"{term}"' if whole else f'({" OR ".join(read)}) AND "{term}"'
        rows = _places(scope, kind, words)
        if any(one.count == count and np.array_equal(one.places, rows) for one in found):
            continue  # another form of the same word
        if whole:
            read.append(f'"{term}"')
            room -= len(rows)
        found.append(Posting(term=term, count=count, places=rows))
    return found


def search(scope: Scoped, kind: str, query: str, most: int) -> list[tuple[int, float]]:
    """Ids and scores of the best facts or skills, best first, of equals the older one.

    A score is the share of the query, by how telling its words are, that is found there: 0..1.
    """
    terms = query_terms(query)
    first, _ = range_of(kind)
    total = int(scope.run(f"SELECT count(*) FROM {kind} WHERE scope = :scope")[0][0])
    best = best_by_words(postings(scope, kind, terms), len(terms), total)
    return [(place - first, score) for place, score in best[:most]]


def _count(scope: Scoped, kind: str, term: str) -> int:
    return int(scope.run(_COUNT, words=f'"{term}"', most=COUNTED, **_range(scope, kind))[0][0])


def _places(scope: Scoped, kind: str, words: str) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Ascending places of the last READ turns, or of the first READ facts or skills."""
    rows = scope.run(_PLACES, words=words, most=READ, **_range(scope, kind))
    places = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    return np.sort(np.abs(places) & ((1 << PLACE_BITS) - 1))


def _range(scope: Scoped, kind: str) -> dict[str, int]:
    first, last = sorted(_sign(kind) * (scope.key << PLACE_BITS | place) for place in range_of(kind))
    return {"first": first, "last": last}


def _sign(kind: str) -> int:
    return 1 if kind == "turn" else -1


def _place(kind: str, key: int) -> int:
    return key if kind == "turn" else side_of(kind, key)
