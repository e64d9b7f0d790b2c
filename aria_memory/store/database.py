"""One SQLite file: opened, migrated, shared with other processes. The one door to sqlite3 here.

WAL, so that readers never wait for the writer; every transaction that writes begins IMMEDIATE, so that two writers
queue up at its start, where waiting is safe, and never meet in the middle, where SQLite must refuse one.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from ..errors import BadInput, MemoryFault, StoreFault
from .schema import STEPS, VERSION

BUSY_S = 30.0  # how long a writer waits for others: far longer than any transaction here takes
PAGE_CACHE_KB = 16_384  # upper levels of every index of a million memories
MAX_SCOPE_CHARS = 200  # a user's or project's name, not a text
OLDEST_SQLITE = (3, 37, 0)  # STRICT tables

Row: TypeAlias = sqlite3.Row
Values: TypeAlias = Mapping[str, Any]


class Database:
    """An open file. One thread at a time uses it: calls from several wait for each other."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()
        self._depth = 0

    def close(self) -> None:
        """Close the file; what was committed is kept."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing: what is run inside is committed at its end, or undone if anything is raised. It may nest."""
        with self._lock:
            if self._depth:
                yield
                return
            self._run("BEGIN IMMEDIATE", {})
            self._depth += 1
            try:
                yield
                self._run("COMMIT", {})
            finally:
                self._depth -= 1
                if self._connection.in_transaction:  # something was raised
                    self._connection.rollback()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside is of one moment."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self._run("BEGIN", {})
            try:
                yield
            finally:
                self._connection.rollback()

    def run(self, sql: str, values: Values) -> list[Row]:
        """The rows of one statement. Raises: StoreFault."""
        with self._lock:
            return self._run(sql, values).fetchall()

    def insert(self, sql: str, values: Values) -> int:
        """The id of the row that an INSERT made. Raises: StoreFault."""
        with self._lock:
            return int(self._run(sql, values).lastrowid or 0)

    def change(self, sql: str, values: Values) -> int:
        """How many rows an UPDATE or DELETE changed. Raises: StoreFault."""
        with self._lock:
            return self._run(sql, values).rowcount

    def scoped(self, name: str) -> "Scoped":
        """The part of the file that belongs to one scope, made if it is new. Raises: BadInput."""
        if not isinstance(name, str) or not 0 < len(name) <= MAX_SCOPE_CHARS or not name.isprintable():
            raise BadInput(f"scope is {str(name)[:80]!r}; give 1 to {MAX_SCOPE_CHARS} printable characters")
        with self.writing():
            found = self.run("SELECT id FROM scope WHERE name = :name", {"name": name})
            key = found[0]["id"] if found else self.insert("INSERT INTO scope (name) VALUES (:name)", {"name": name})
        return Scoped(self, name, int(key))

    def _run(self, sql: str, values: Values) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise _fault(error, self.path) from error
        except UnicodeEncodeError as error:
            raise BadInput("a text holds half of a surrogate pair, which no file can keep; leave it out") from error
        except OverflowError as error:
            raise BadInput("an id or a number has more than 64 bits; ids are what this memory returned") from error


class Scoped:
    """What one scope sees of a database: each statement is given its `:scope`, and is refused if it does not use it."""

    def __init__(self, database: Database, name: str, key: int) -> None:
        self.database, self.name, self.key = database, name, key
        self.writing, self.reading = database.writing, database.reading

    def run(self, sql: str, **values: Any) -> list[Row]:
        """See `Database.run`."""
        return self.database.run(self._checked(sql), {**values, "scope": self.key})

    def one(self, sql: str, **values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self.run(sql, **values)), None)

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


def open_database(path: str | Path) -> Database:
    """Open a file, or ":memory:"; a new or older one is brought to today's version.

    Raises: StoreFault if it is not such a file, is of a newer version, or cannot be read or written.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreFault(f"SQLite {sqlite3.sqlite_version} is too old; 3.37 is needed: use a Python built with it")
    name = str(path)
    try:
        connection = sqlite3.connect(name, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise _fault(error, name) from error
    connection.row_factory = sqlite3.Row
    database = Database(connection, name)
    try:
        _prepare(database)
        _migrate(database)
    except MemoryFault:
        connection.close()
        raise
    return database


def _prepare(database: Database) -> None:
    for pragma in (
        "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", f"cache_size = -{PAGE_CACHE_KB}",
        "temp_store = MEMORY", "trusted_schema = OFF", "secure_delete = ON",
    ):  # fmt: skip
        database.run(f"PRAGMA {pragma}", {})


def _migrate(database: Database) -> None:
    def version() -> int:
        return int(database.run("PRAGMA user_version", {})[0][0])

    if version() == VERSION:
        return
    with database.writing():  # another process may migrate at the same time: ask again inside
        have = version()
        if have > VERSION:
            raise StoreFault(f"{database.path} is of version {have}, this program knows {VERSION}; update aria_memory")
        if have == 0 and database.run("SELECT name FROM sqlite_master LIMIT 1", {}):
            raise StoreFault(f"{database.path} is a database of something else; give another path")
        for step in STEPS[have:]:
            for statement in _statements(step):
                database.run(statement, {})
        database.run(f"PRAGMA user_version = {VERSION}", {})


def _statements(script: str) -> Sequence[str]:
    """The statements of a script of ours: each ends with a semicolon at the end of a line."""
    return [part for part in script.split(";\n") if part.strip()]


def _fault(error: sqlite3.Error, path: str) -> StoreFault:
    words = str(error)
    if "locked" in words or "busy" in words:
        return StoreFault(f"{path}: another process has held it for {BUSY_S:.0f} s; end that process, or try again")
    if "full" in words:
        return StoreFault(f"{path}: the disk is full; nothing was changed: make room and try again")
    if "malformed" in words or "not a database" in words:
        return StoreFault(f"{path}: not a readable memory file ({words}); restore it from an export")
    return StoreFault(f"{path}: {words}")
