"""Words in PostgreSQL: a table of postings, one row for each word of each entry, the words as FTS5 stems them.

`tokens.py` asks FTS5 itself for the words, so that what is found here is what is found in a file.
"""

from collections.abc import Collection, Iterator, Sequence

from ..places import TURN_BITS, range_of
from .port import Scoped
from .tokens import Tokens

KINDS = {"turn": 0, "fact": 1, "skill": 2}
MAX_WORD_CHARS = 256  # longer ones are not kept: no query has them (text.MAX_TERM_CHARS), nor any index room

_COUNTS = (
    "SELECT q.n, (SELECT count(*) FROM (SELECT 1 FROM posting p WHERE p.scope = :scope AND p.kind = :kind "
    "AND p.word = q.word LIMIT :most) found) AS found "
    "FROM unnest(CAST(:stems AS text[])) WITH ORDINALITY AS q (word, n) ORDER BY q.n"
)
_IN = "SELECT p.place FROM posting p WHERE p.scope = :scope AND p.kind = :kind AND p.word = :word"
_AT = (  # each place looked up by its whole key: whatever the server knows of the table, it cannot go through it
    "SELECT q.place FROM unnest(CAST(:at AS bigint[])) AS q (place) WHERE EXISTS "
    "(SELECT 1 FROM posting p WHERE p.scope = :scope AND p.kind = :kind AND p.word = :word AND p.place = q.place)"
)
_ALL = (
    "SELECT p.place FROM posting p WHERE p.scope = :scope AND p.kind = :kind AND p.word = ANY (CAST(:stems AS text[])) "
    "GROUP BY p.place HAVING count(*) = :n"
)
_TEXTS = {  # of each kind: its table, where an entry is, the words that it has, where to find them
    "turn": (
        "episode", f"(s.number << {TURN_BITS} | episode.turn)", "episode.role || ' ' || episode.text",
        "episode JOIN session s ON s.id = episode.session",
    ),
    "fact": (
        "fact", f"({range_of('fact')[0]} | fact.id)", "fact.subject || ' ' || fact.predicate || ' ' || fact.object",
        "fact",
    ),
    "skill": ("skill", f"({range_of('skill')[0]} | skill.id)", "skill.condition", "skill"),
}  # fmt: skip


class PostgresWords:
    """See `port.Words`. A term of several words (Python joins some that FTS5 does not) is where all of them are."""

    def __init__(self) -> None:
        self._tokens = Tokens()

    def distinct(self, terms: Sequence[str]) -> list[str]:
        """See `port.Words`."""
        return self._tokens.distinct(terms)

    def add(self, scope: Scoped, kind: str, place: int, text: str) -> None:
        """See `port.Words`."""
        scope.change(
            "INSERT INTO posting (scope, kind, word, place) SELECT :scope, :kind, word, :place "
            "FROM unnest(CAST(:stems AS text[])) AS q (word)",
            kind=KINDS[kind], place=place, stems=self._stems(text),
        )  # fmt: skip

    def remove(self, scope: Scoped, kind: str, place: int, text: str) -> None:
        """See `port.Words`."""
        scope.change(
            "DELETE FROM posting p USING unnest(CAST(:stems AS text[])) AS q (word) "
            "WHERE p.scope = :scope AND p.kind = :kind AND p.word = q.word AND p.place = :place",
            kind=KINDS[kind], place=place, stems=self._stems(text),
        )  # fmt: skip

    def counts(self, scope: Scoped, kind: str, terms: Sequence[str], most: int) -> list[int]:
        """See `port.Words`."""
        stems = self._tokens.stems(terms)
        flat = ["".join(each) if len(each) == 1 else "" for each in stems]
        rows = scope.run(_COUNTS, kind=KINDS[kind], stems=flat, most=most)
        return [
            row["found"] if len(each) == 1 else len(self._with_all(scope, kind, each, most))
            for row, each in zip(rows, stems, strict=True)
        ]

    def places(
        self, scope: Scoped, kind: str, term: str, most: int, among: Sequence[str] = (), at: Sequence[int] = ()
    ) -> list[int]:
        """See `port.Words`."""
        stems = self._stems(term)
        if len(stems) != 1:
            return self._with_all(scope, kind, stems, most)
        sql, order = _AT if among else _IN, "q.place" if among else "p.place"
        rows = scope.run(
            f"{sql} ORDER BY {order} DESC LIMIT :most",
            kind=KINDS[kind], word=stems[0], most=most, at=list(at),
        )  # fmt: skip
        return sorted(row[0] for row in rows)

    def missing(self, scope: Scoped) -> Iterator[str]:
        """See `port.Words`. A text without words has no rows here, and lacks none."""
        for kind, (name, place, text, source) in _TEXTS.items():
            rows = scope.run(
                f"SELECT {name}.id, {text} AS text FROM {source} WHERE {name}.scope = :scope AND NOT EXISTS "
                f"(SELECT 1 FROM posting p WHERE p.scope = :scope AND p.kind = :kind AND p.place = {place}) "
                f"ORDER BY {name}.id",
                kind=KINDS[kind],
            )  # fmt: skip
            yield from (f"{name} {row['id']}" for row in rows if self._stems(row["text"]))

    def _with_all(self, scope: Scoped, kind: str, stems: Collection[str], most: int) -> list[int]:
        sql = f"{_ALL} ORDER BY p.place DESC LIMIT :most"
        rows = scope.run(sql, kind=KINDS[kind], stems=list(stems), n=len(stems), most=most) if stems else []
        return sorted(row[0] for row in rows)

    def _stems(self, text: str) -> list[str]:
        return sorted(stem for stem in self._tokens.stems([text])[0] if len(stem) <= MAX_WORD_CHARS)
