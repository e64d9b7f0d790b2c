"""[pure] What the columns of the tables hold, by their names: damaged files give texts for numbers, or nothing at all.

SQLite looks at types when a value is written, and takes on trust what it reads.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from .port import Row
from .schema import STEPS

_TYPES = {"INTEGER": int, "REAL": float, "TEXT": str, "BLOB": bytes}
_COLUMN = re.compile(r"^ *(?:ALTER TABLE \w+ ADD COLUMN )?(\w+) (INTEGER|REAL|TEXT|BLOB)\b([^,\n]*)", re.MULTILINE)
_ANSWERS = 1_000  # different lists of names: statements are some hundreds


def _held() -> Mapping[str, frozenset[type]]:
    """By name, the types of the values of all columns so called; an answer's own names are to be others."""
    held: dict[str, frozenset[type]] = {}
    for name, kind, rest in _COLUMN.findall("\n".join(STEPS)):
        absent = () if "NOT NULL" in rest or "PRIMARY KEY" in rest else (type(None),)
        held[name] = held.get(name, frozenset()) | {_TYPES[kind], *absent}
    return held


HELD = _held()


@lru_cache(_ANSWERS)
def _known(names: tuple[str, ...]) -> Sequence[tuple[int, str]]:
    return [(place, name) for place, name in enumerate(names) if name in HELD]


def misfit(names: Iterable[str], rows: Sequence[Row]) -> str | None:
    """The first column of an answer that holds what it cannot hold, None if all is well."""
    for place, name in _known(tuple(names)):
        if not HELD[name].issuperset(map(type, map(itemgetter(place), rows))):
            return name
    return None
