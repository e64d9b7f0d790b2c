"""What is in a file, and whether it is sound."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from . import intentions, skills
from .errors import MemoryFault
from .store import MOST_PROBLEMS, Scoped

COUNTED = ("session", "episode", "vector", "fact", "skill", "intention", "firing")
_RENEW = "export and import the scope into a new file"
_GAPS = (  # what a row must not be, and what to say of its id
    (
        "SELECT f.id FROM firing f LEFT JOIN intention i ON i.scope = f.scope AND i.id = f.intention "
        "WHERE f.scope = :scope AND i.id IS NULL",
        "firing {} is of an intention that is not there; " + _RENEW,
    ),
    (
        "SELECT id FROM fact WHERE scope = :scope AND (retracted < recorded OR valid_to <= valid_from)",
        "fact {} ends before it begins; retract or purge it",
    ),
)  # fmt: skip
_T = TypeVar("_T")


def index_problems(scope: Scoped) -> list[str]:
    """What is wrong with the index of words. Outside of a transaction: SQLite looks as one who writes."""
    try:
        return list(islice(scope.database.upkeep.index_damage(), MOST_PROBLEMS))
    except MemoryFault as error:
        return [str(error)]


def examine(scope: Scoped, index: Sequence[str] | None = None) -> dict[str, Any]:
    """Counts of this scope, the file's size, and `problems`: a list of sentences, empty where all is well.

    What cannot be read is a problem too; its count is None. index: `index_problems`, where this is in a transaction.
    """
    index = index_problems(scope) if index is None else index
    problems: list[str] = []

    def tried(look: Callable[[], _T]) -> _T | None:
        try:
            return look()
        except MemoryFault as error:
            problems.append(str(error))
            return None

    def listed(look: Callable[[], Iterable[str]]) -> None:
        problems.extend(tried(lambda: list(islice(look(), MOST_PROBLEMS))) or ())

    with scope.reading():
        counts = {table: tried(lambda of=table: _count(scope, of)) for table in (*COUNTED, "archived")}  # type: ignore[misc]
        listed(scope.database.upkeep.damage)
        for sql, words in _GAPS:
            listed(lambda sql=sql, words=words: (words.format(row[0]) for row in scope.run(sql)))  # type: ignore[misc]
        listed(lambda: (f"{one} is not indexed; {_RENEW}" for one in scope.words.missing(scope)))
        listed(lambda: _unreadable(scope))
        version, size = tried(scope.database.upkeep.version_and_size) or (None, None)
    return {
        "path": scope.database.path, "scope": scope.name, "version": version, "file_bytes": size,
        **counts, "problems": list(dict.fromkeys((*problems, *index))),
    }  # fmt: skip


def _count(scope: Scoped, what: str) -> int:
    of = "episode WHERE archived IS NOT NULL AND" if what == "archived" else f"{what} WHERE"
    return int(scope.run(f"SELECT count(*) FROM {of} scope = :scope")[0][0])


def _unreadable(scope: Scoped) -> Iterator[str]:
    """Intentions and skills that cannot be read back. Each says so itself."""
    for kind, get in (("intention", intentions.get), ("skill", skills.get)):
        for row in scope.run(f"SELECT id FROM {kind} WHERE scope = :scope"):
            try:
                get(scope, row["id"])
            except MemoryFault as error:
                yield f"{kind} {row['id']!r} cannot be read ({error}); purge it"
