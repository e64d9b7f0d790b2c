"""Words in SQLite: FTS5. A row's id is the scope with the place behind it, negative for what is no turn."""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property

from ..places import PLACE_BITS, TURN_BITS, range_of
from .port import Scoped
from .tokens import Tokens

_SCOPE_SHIFT = f":scope << {PLACE_BITS}"
_WHERE = (
    "FROM lexicon WHERE lexicon MATCH :words "
    f"AND rowid BETWEEN :sign * ({_SCOPE_SHIFT} | :from) AND :sign * ({_SCOPE_SHIFT} | :to)"
)
_COUNT = f"SELECT count(*) FROM (SELECT 1 {_WHERE} LIMIT :most)"
_PLACE = f"abs(rowid) & {(1 << PLACE_BITS) - 1}"
_PLACES = f"SELECT json_group_array({_PLACE}) FROM (SELECT rowid {_WHERE} ORDER BY rowid"  # a row each: thrice the time


class Fts5:
    """See `port.Words`."""

    @cached_property
    def _tokens(self) -> Tokens:
        return Tokens()

    def distinct(self, terms: Sequence[str]) -> list[str]:
        """See `port.Words`."""
        return self._tokens.distinct(terms)

    def add(self, scope: Scoped, kind: str, place: int, text: str) -> None:
        """See `port.Words`."""
        scope.insert(
            f"INSERT INTO lexicon (rowid, body) VALUES (:sign * ({_SCOPE_SHIFT} | :place), :body)",
            sign=_sign(kind), place=place, body=text,
        )  # fmt: skip

    def remove(self, scope: Scoped, kind: str, place: int, text: str) -> None:
        """See `port.Words`."""
        scope.insert(
            f"INSERT INTO lexicon (lexicon, rowid, body) VALUES ('delete', :sign * ({_SCOPE_SHIFT} | :place), :body)",
            sign=_sign(kind), place=place, body=text,
        )  # fmt: skip

    def counts(self, scope: Scoped, kind: str, terms: Sequence[str], most: int) -> list[int]:
        """See `port.Words`."""
        ends = _range(kind)
        return [int(scope.run(_COUNT, words=f'"{term}"', most=most, **ends)[0][0]) for term in terms]

    def places(
        self, scope: Scoped, kind: str, term: str, most: int, among: Sequence[str] = (), at: Sequence[int] = ()
    ) -> list[int]:
        """See `port.Words`."""
        near = " OR ".join(f'"{one}"' for one in among)
        words = f'({near}) AND "{term}"' if among else f'"{term}"'
        latest = "DESC" if _sign(kind) > 0 else "ASC"
        rows = scope.run(f"{_PLACES} {latest} LIMIT :most)", words=words, most=most, **_range(kind))
        return sorted(json.loads(rows[0][0]))

    def missing(self, scope: Scoped) -> Iterator[str]:
        """See `port.Words`."""
        rows = scope.run(
            "SELECT e.id FROM episode e JOIN session s ON s.id = e.session LEFT JOIN lexicon_docsize l "
            f"ON l.id = ({_SCOPE_SHIFT}) | (s.number << {TURN_BITS}) | e.turn WHERE e.scope = :scope AND l.id IS NULL"
        )
        yield from (f"episode {row[0]}" for row in rows)
        for kind in ("fact", "skill"):
            first, _ = range_of(kind)
            rows = scope.run(
                f"SELECT f.id FROM {kind} f LEFT JOIN lexicon_docsize l ON l.id = -(({_SCOPE_SHIFT}) | {first} | f.id) "
                "WHERE f.scope = :scope AND l.id IS NULL"
            )
            yield from (f"{kind} {row[0]}" for row in rows)


def _range(kind: str) -> dict[str, int]:
    sign = _sign(kind)
    first, last = range_of(kind)[::sign]
    return {"sign": sign, "from": first, "to": last}


def _sign(kind: str) -> int:
    return 1 if kind == "turn" else -1
