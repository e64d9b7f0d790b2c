"""Full-text search over texts that are indexed but not stored again (SQLite's FTS5, Porter stemming, BM25)."""

from collections.abc import Sequence
from dataclasses import dataclass

from .ranking import Span
from .store import Scoped
from .text import query_terms

PLACES = ("turn", "window", "section", "fact", "skill")
_BEST = (
    "SELECT rowid AS row, -bm25(lexicon, 0.0, 1.0) AS score FROM lexicon "
    "WHERE lexicon MATCH 'tag : s' || :scope || :place || ' AND body : (' || :words || ')' "
    "ORDER BY score DESC, rowid LIMIT :most"
)


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
    """The best facts or skills, best first; none if the query has no words."""
    words = _any_of(query)
    rows = scope.run(_BEST, place=place, words=words, most=most) if words else []
    return [Hit(key=_key(place, row["row"]), score=row["score"]) for row in rows]


def search_documents(scope: Scoped, place: str, query: str, most: int) -> list[Span]:
    """The best turns, windows or sections, best first; none if the query has no words."""
    words = _any_of(query)
    if not words:
        return []
    rows = scope.run(
        f"SELECT d.session, d.first, d.past, h.score FROM ({_BEST}) h JOIN document d ON d.id = h.row "
        "ORDER BY h.score DESC, d.id",
        place=place, words=words, most=most,
    )  # fmt: skip
    return [Span(session=row[0], first=row[1], past=row[2], score=row[3]) for row in rows]


def _any_of(query: str) -> str:
    return " OR ".join(f'"{term}"' for term in query_terms(query))


def _row(place: str, key: int) -> int:
    """Documents keep their ids; facts and skills count downwards from 0."""
    kinds: Sequence[str] = ("fact", "skill")
    return -(2 * key + kinds.index(place)) if place in kinds else key


def _key(place: str, row: int) -> int:
    return -row // 2 if place in ("fact", "skill") else int(row)
