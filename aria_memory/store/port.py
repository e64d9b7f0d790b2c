"""What every store gives: statements in SQL that SQLite and PostgreSQL both know, transactions, search by words.

Statements name their parameters `:name` and keep to what both dialects have: ON CONFLICT, RETURNING, TRUE, CASE; truth
values are bool. What cannot be said so is a method of `Database`, or of its `words`.
"""

import secrets
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from ..errors import BadInput, Damaged

MOST_PROBLEMS = 20  # told of one kind: where there are more, the store is to be restored
MAX_SCOPE_CHARS = 200  # a user's or project's name, not a text
_FRESH_BITS = 40  # enough never to meet a number again, and room to count on

Values: TypeAlias = Mapping[str, Any]
Numbers: TypeAlias = npt.NDArray[np.float32]
Places: TypeAlias = npt.NDArray[np.int64]
Scores: TypeAlias = npt.NDArray[np.float64]


def fresh_number() -> int:
    """Where a count begins that other processes compare: no row that was here before had it, if they still hold one."""
    return secrets.randbits(_FRESH_BITS)


class Row(Protocol):
    """A row of an answer: its values by name and by place."""

    def __getitem__(self, key: Any, /) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...


class Words(Protocol):
    """Where words are: of texts of some kind ("turn", "fact", "skill"), each under a place, indexed and not stored."""

    def distinct(self, terms: Sequence[str]) -> list[str]:
        """Of terms that the index takes for one word ("run", "runs") the first, in their order."""

    def add(self, scope: "Scoped", kind: str, place: int, text: str) -> None:
        """Index a text under a place."""

    def remove(self, scope: "Scoped", kind: str, place: int, text: str) -> None:
        """Forget an entry; the text must be the one that was indexed."""

    def counts(self, scope: "Scoped", kind: str, terms: Sequence[str], most: int) -> list[int]:
        """Of each term (`text.query_terms`) in how many entries it is; none is counted beyond `most`."""

    def places(
        self, scope: "Scoped", kind: str, term: str, most: int, among: Sequence[str] = (), at: Sequence[int] = ()
    ) -> list[int]:
        """Ascending places of the last `most` entries with a term, and with one at least of `among` if that is given;
        at: the places where those are.
        """

    def missing(self, scope: "Scoped") -> Iterator[str]:
        """What should have an entry and has none: "fact 7"."""


class Near(Protocol):
    """The vectors of one scope, compared by the store itself."""

    def search(self, row: Numbers, most: int, among: Sequence[int] | None) -> tuple[Places, Scores]:
        """Places (i64) and dot products (f64) of the nearest vectors, of those at `among`, nearest first."""

    def scores(self, row: Numbers, places: Sequence[int]) -> Scores:
        """The dot products with the vectors at these places, NaN where there is none. Shape (len(places),)."""


class Upkeep(ABC):
    """What is done to a whole store."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def note_traces(self) -> None:
        """Note, in the transaction that deletes, that its traces are to be erased."""
        self._database.change(
            "INSERT INTO unerased (id, n) VALUES (1, :fresh) ON CONFLICT (id) DO UPDATE SET n = unerased.n + 1",
            {"fresh": fresh_number()},
        )

    def traces(self) -> bool:
        """Whether something that was deleted may still be legible, though the store could see to that."""
        return bool(self._database.run("SELECT 1 FROM unerased", {}))

    def erase_traces(self) -> None:
        """See to it that nothing deleted is legible, as far as this store can (README.md).

        Raises: StoreFault if others are in the way; what was deleted is, but is still legible.
        """
        noted = [row["n"] for row in self._database.run("SELECT n FROM unerased", {})]
        self._erase()
        for n in noted:  # not what was deleted meanwhile
            self._database.change("DELETE FROM unerased WHERE n = :n", {"n": n})

    @abstractmethod
    def _erase(self) -> None:
        """The store's own part of `erase_traces`."""

    @abstractmethod
    def clear_words(self, scope: "Scoped") -> bool:
        """Empty a scope's index of words, within a transaction. False: it is for the caller to remove each entry."""

    @abstractmethod
    def empty_words(self) -> None:
        """Empty the index of words of all scopes, within a transaction."""

    @abstractmethod
    def index_depth(self) -> int:
        """Levels of the index of words, which merging adds to; 0 if it has none."""

    @abstractmethod
    def clear(self, scope: "Scoped") -> None:
        """Delete the rows of a scope in every table, within a transaction; entries for words are the caller's."""

    @abstractmethod
    def version_and_size(self) -> tuple[int, int]:
        """The version of the tables, and their bytes."""

    @abstractmethod
    def damage(self) -> Iterator[str]:
        """What the store finds wrong with what it keeps; what is left of deleted things. Sentences."""

    @abstractmethod
    def index_damage(self) -> Iterator[str]:
        """What is wrong with the index of words. Outside of a transaction."""


class Database(ABC):
    """An open store. One thread at a time uses it: calls from several wait for each other."""

    path: str  # as it is shown to people
    words: Words
    upkeep: Upkeep

    def __init__(self) -> None:
        self._lock = threading.RLock()

    @abstractmethod
    def close(self) -> None:
        """Close it; what was committed is kept."""

    @abstractmethod
    def writing(self, scope: int | None = None) -> AbstractContextManager[None]:
        """All or nothing: what is run inside is committed at its end, or undone if anything is raised. It may nest.

        Of one scope, one transaction at a time runs, of all processes: what it reads stays true until it ends.
        """

    @abstractmethod
    def reading(self) -> AbstractContextManager[None]:
        """Everything read inside is of one moment."""

    @abstractmethod
    def run(self, sql: str, values: Values) -> list[Row]:
        """The rows of one statement. Raises: StoreFault."""

    @abstractmethod
    def insert(self, sql: str, values: Values) -> int:
        """The id of the row that an INSERT made, in a table that has ids. Raises: StoreFault."""

    @abstractmethod
    def change(self, sql: str, values: Values) -> int:
        """How many rows an UPDATE or DELETE changed. Raises: StoreFault."""

    def near(self, scope: "Scoped") -> Near | None:
        """What compares a scope's vectors here; None: who needs that reads them all and compares them itself."""
        return None

    def scoped(self, name: str) -> "Scoped":
        """The part of the store that belongs to one scope, made if it is new. Raises: BadInput."""
        if not isinstance(name, str) or not 0 < len(name) <= MAX_SCOPE_CHARS or not name.isprintable():
            raise BadInput(f"scope is {str(name)[:80]!r}; give 1 to {MAX_SCOPE_CHARS} printable characters")
        known = "SELECT id FROM scope WHERE name = :name"
        found = self.run(known, {"name": name})
        if not found:
            with self.writing():
                self.run("INSERT OR IGNORE INTO scope (name) VALUES (:name)", {"name": name})
                found = self.run(known, {"name": name})
        return Scoped(self, name, int(found[0]["id"]))


class Scoped:
    """What one scope sees of a database: each statement is given its `:scope`, and is refused if it does not use it."""

    def __init__(self, database: Database, name: str, key: int) -> None:
        self.database, self.name, self.key = database, name, key
        self.words, self.reading = database.words, database.reading

    def writing(self) -> AbstractContextManager[None]:
        """See `Database.writing`."""
        return self.database.writing(self.key)

    def run(self, sql: str, **values: Any) -> list[Row]:
        """See `Database.run`."""
        return self.database.run(self._checked(sql), {**values, "scope": self.key})

    def one(self, sql: str, **values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self.run(sql, **values)), None)

    def only(self, sql: str, **values: Any) -> Row:
        """The first row, of those that are there unless the store is damaged. Raises: StoreFault."""
        found = self.one(sql, **values)
        if found is None:
            raise Damaged(f"{self.database.path}: it is damaged (a row is gone); restore it from an export")
        return found

    def insert(self, sql: str, **values: Any) -> int:
        """See `Database.insert`."""
        return self.database.insert(self._checked(sql), {**values, "scope": self.key})

    def change(self, sql: str, **values: Any) -> int:
        """See `Database.change`."""
        return self.database.change(self._checked(sql), {**values, "scope": self.key})

    def _checked(self, sql: str) -> str:
        if ":scope" not in sql:
            raise AssertionError(f"a statement without :scope: {sql}")
        return sql
