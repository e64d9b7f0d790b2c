"""Vectors compared by the server, where its `vector` extension (pgvector) is there: an exact scan of a scope's rows.

No index of pgvector's is made: its indexes are of all scopes' rows, and one scope's nearest few are lost among them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from .port import Numbers, Places, Scoped, Scores


class ServerVectors:
    """See `port.Near`. home: the schema in which the extension is, as SQL; our table has the name of its type."""

    def __init__(self, scope: Scoped, home: str) -> None:
        self._scope = scope
        self._scores = (
            f"SELECT place, -(CAST(numbers AS {home}.vector) <#> CAST(:row AS {home}.vector)) AS score "
            "FROM vector WHERE scope = :scope"
        )

    def search(self, row: Numbers, most: int, among: Sequence[int] | None) -> tuple[Places, Scores]:
        """See `port.Near`."""
        only = "" if among is None else " AND place = ANY (CAST(:among AS bigint[]))"
        return self._found(
            f"{self._scores}{only} ORDER BY score DESC, place LIMIT :most",
            row=_shown(row), most=most, among=list(among or ()),
        )  # fmt: skip

    def scores(self, row: Numbers, places: Sequence[int]) -> Scores:
        """See `port.Near`."""
        wanted = np.array(places, np.int64)
        sql = f"{self._scores} AND place = ANY (CAST(:places AS bigint[])) ORDER BY place"
        known, scores = self._found(sql, row=_shown(row), places=np.unique(wanted).tolist())
        out = np.full(len(wanted), np.nan)
        if len(known):
            at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
            here = known[at] == wanted
            out[here] = scores[at[here]]
        return out

    def _found(self, sql: str, **values: Any) -> tuple[Places, Scores]:
        rows = self._scope.run(sql, **values)
        return np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows], np.float64)


def _shown(row: Numbers) -> str:
    return "[" + ",".join(map(str, row.tolist())) + "]"
