"""Full-text search over texts that are indexed but not stored again (SQLite's FTS5, Porter stemming, BM25)."""

from collections.abc import Sequence
from dataclasses import dataclass

from .store import Scoped
from .text import query_terms

PLACES = ("turn", "window", "section", "fact", "skill")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """key: of the entry that matched. score: BM25, higher is better, above 0."""

    key: int
    score: float


def add(scope: Scoped, place: str, key: int, text: str) -> None:
    """Index a text under a key."""
    scope.insert(
        "INSERT INTO lexicon (rowid, tag, body) VALUES (:row, 's' || :scope || :place, :body)",
        row=_row(place, key), place=place, body=text,
    )  # fmt: skip


def remove(scope: Scoped, place: str, key: int, text: str) -> None:
    """Forget an entry; the text must be the one that was indexed."""
    scope.insert(
        "INSERT INTO lexicon (lexicon, rowid, tag, body) VALUES ('delete', :row, 's' || :scope || :place, :body)",
        row=_row(place, key), place=place, body=text,
    )  # fmt: skip


def search(scope: Scoped, place: str, query: str, most: int) -> list[Hit]:
    """The best entries of one place, best first; none if the query has no words."""
    terms = query_terms(query)
    if not terms:
        return []
    words = " OR ".join(f'"{term}"' for term in terms)
    rows = scope.run(
        "SELECT rowid AS row, -bm25(lexicon, 0.0, 1.0) AS score FROM lexicon "
        "WHERE lexicon MATCH 'tag : s' || :scope || :place || ' AND body : (' || :words || ')' "
        "ORDER BY score DESC, rowid LIMIT :most",
        place=place, words=words, most=most,
    )  # fmt: skip
    return [Hit(key=_key(place, row["row"]), score=row["score"]) for row in rows]


def _row(place: str, key: int) -> int:
    """Documents keep their ids; facts and skills count downwards from 0."""
    kinds: Sequence[str] = ("fact", "skill")
    return -(2 * key + kinds.index(place)) if place in kinds else key


def _key(place: str, row: int) -> int:
    return -row // 2 if place in ("fact", "skill") else int(row)
