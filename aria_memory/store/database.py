"""One SQLite file: opened, migrated, shared with other processes. The one door to sqlite3 here.

WAL, so that readers never wait for the writer; every transaction that writes begins IMMEDIATE, so that two writers
queue up at its start, where waiting is safe, and never meet in the middle, where SQLite must refuse one.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import BadInput, Damaged, MemoryFault, StoreBusy, StoreFault
from ..places import SCOPE_BITS
from ..text import file_name
from .cipher import checked_key, driver, unlock
from .columns import misfit
from .faults import fault
from .fts5 import Fts5
from .port import Database, Row, Scoped, Values
from .schema import APPLICATION_ID, STEPS, VERSION, statements
from .upkeep import FileUpkeep

BUSY_S = 120.0  # how long a writer waits for others: the longest there is rewrites a file of millions after a purge
PAGE_CACHE_KB = 16_384  # upper levels of every index of a million memories
RETRY_S = 0.01  # between attempts where SQLite itself does not wait
OLDEST_SQLITE = (3, 37, 0)  # STRICT tables


class SqliteDatabase(Database):
    """An open file. All scopes of a file share one writer at a time."""

    def __init__(self, connection: sqlite3.Connection, path: str, errors: type[Exception] = sqlite3.Error) -> None:
        super().__init__()
        self.path, self.words, self.upkeep = path, Fts5(), FileUpkeep(self)
        self.encrypted = errors is not sqlite3.Error
        self._connection, self._errors = connection, errors
        self._depth = 0

    def scoped(self, name: str) -> Scoped:
        """See `Database.scoped`."""
        found = super().scoped(name)
        if found.key >= 1 << SCOPE_BITS:  # its words would lie among another's
            raise BadInput(f"{self.path} has {found.key} scopes; more are not kept in one file: use another")
        return found

    def close(self) -> None:
        """Close the file; what was committed is kept."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def writing(self, scope: int | None = None) -> Iterator[None]:
        """See `Database.writing`."""
        with self._lock:
            if self._depth:
                yield
                return
            self.run("BEGIN IMMEDIATE", {})
            self._depth += 1
            try:
                yield
                self.run("COMMIT", {})
            finally:
                self._depth -= 1
                self._roll_back()  # if something was raised

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See `Database.reading`."""
        with self._lock:
            with self._named():
                inside = self._connection.in_transaction
            if inside:
                yield
                return
            self.run("BEGIN", {})
            try:
                yield
            finally:
                self._roll_back()

    def run(self, sql: str, values: Values) -> list[Row]:
        """See `Database.run`."""
        with self._lock, self._named():  # reading the rows may fail too, where the file is damaged
            answer = self._connection.execute(sql, values)
            rows: list[Row] = answer.fetchall()
        wrong = misfit((each[0] for each in answer.description), rows) if rows else None
        if wrong is not None:
            raise Damaged(f"{self.path}: it is damaged (what is kept as {wrong}); restore it from an export")
        return rows

    def insert(self, sql: str, values: Values) -> int:
        """See `Database.insert`."""
        with self._lock, self._named():
            return int(self._connection.execute(sql, values).lastrowid or 0)

    def change(self, sql: str, values: Values) -> int:
        """See `Database.change`."""
        with self._lock, self._named():
            return self._connection.execute(sql, values).rowcount

    def _roll_back(self) -> None:
        with self._named():
            if self._connection.in_transaction:
                self._connection.rollback()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """The driver's errors as those of this package."""
        try:
            yield
        except self._errors as error:
            raise fault(error, self.path, BUSY_S) from error
        except UnicodeDecodeError as error:  # not even SQLite's own message, which quotes the file
            raise Damaged(f"{self.path}: a text in it is damaged; restore it from an export") from error
        except UnicodeEncodeError as error:
            raise BadInput("a text holds half of a surrogate pair, which no file can keep; leave it out") from error
        except MemoryError as error:  # a damaged index asks for room beyond all measure
            words = "more memory is asked for than there is: free some, or restore the file from an export"
            raise StoreFault(f"{self.path}: {words}") from error
        except OverflowError as error:
            raise BadInput("an id or a number has more than 64 bits; ids are what this memory returned") from error


def open_file(path: str | Path, key: str | None = None) -> SqliteDatabase:
    """Open a file, or ":memory:"; a new or older one is brought to today's version. key: of a file that is encrypted.

    Raises: StoreFault if it is not such a file, is of a newer version, or cannot be read or written; BadInput.
    """
    name = file_name(path)
    secret = None if key is None else checked_key(key)
    module: Any = sqlite3 if key is None else driver()
    if module.sqlite_version_info < OLDEST_SQLITE:
        raise StoreFault(f"SQLite {module.sqlite_version} is too old; 3.37 is needed: use a Python built with it")
    _make_private(name)
    try:
        connection = module.connect(name, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    except module.Error as error:
        raise fault(error, name, BUSY_S) from error
    try:
        if secret is not None:
            unlock(connection, secret)
        connection.row_factory = module.Row
        database = SqliteDatabase(connection, name, module.Error)
        _identify(database)
        _prepare(database)
        _migrate(database)
    except MemoryFault:
        connection.close()
        raise
    return database


def _make_private(name: str) -> None:
    """A new file is its owner's alone; SQLite gives its log the same mode. What fails here, SQLite reports."""
    if name != ":memory:":
        with contextlib.suppress(OSError):
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _identify(database: SqliteDatabase) -> None:
    """Look before anything is changed: what another program, or a later version, has made is left as it is."""
    with database.reading():  # another process may be making it at this moment
        have, mark = _number(database, "user_version"), _number(database, "application_id")
        tables = {row[0] for row in database.run("SELECT name FROM sqlite_master", {})}
    if mark != APPLICATION_ID and (mark or have or tables) and not (have > 0 and {"episode", "lexicon"} <= tables):
        raise StoreFault(f"{database.path} is a database of something else; give another path")
    if have > VERSION:
        raise StoreFault(f"{database.path} is of version {have}, this program knows {VERSION}; update aria_memory")


def _prepare(database: SqliteDatabase) -> None:
    for pragma in (
        "synchronous = NORMAL", "foreign_keys = ON", f"cache_size = -{PAGE_CACHE_KB}",
        "temp_store = MEMORY", "trusted_schema = OFF", "secure_delete = ON",
    ):  # fmt: skip
        database.run(f"PRAGMA {pragma}", {})
    deadline = time.monotonic() + BUSY_S
    while database.run("PRAGMA journal_mode", {})[0][0] not in ("wal", "memory"):
        try:
            database.run("PRAGMA journal_mode = WAL", {})
        except StoreBusy:  # here alone SQLite does not wait: others are opening the new file too
            if time.monotonic() > deadline:
                raise
            time.sleep(RETRY_S)


def _migrate(database: SqliteDatabase) -> None:
    if _number(database, "user_version") == VERSION:
        return
    with database.writing():  # another process may have migrated it meanwhile: look again inside
        _identify(database)
        for step in STEPS[_number(database, "user_version") :]:
            for statement in statements(step):
                database.run(statement, {})
        database.run(f"PRAGMA application_id = {APPLICATION_ID}", {})
        database.run(f"PRAGMA user_version = {VERSION}", {})


def _number(database: SqliteDatabase, pragma: str) -> int:
    return int(database.run(f"PRAGMA {pragma}", {})[0][0])
