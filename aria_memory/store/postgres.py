"""PostgreSQL: one connection, made again when it was lost; transactions, one at a time for each scope.

Transactions that write are READ COMMITTED and first take an advisory lock for their scope: what they read was written
by those before them, and nobody changes it meanwhile. SERIALIZABLE would give the same by refusing some, to be run
again; a lock refuses none, and costs one round trip. Those that only read are REPEATABLE READ: all of one moment.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import BadInput, MemoryFault, StoreFault
from .dialect import statement
from .pgvector import ServerVectors
from .port import Database, Near, Row, Scoped, Values
from .postgres_schema import STEPS, VERSION, WITH_IDS
from .postgres_upkeep import ServerUpkeep
from .postgres_words import PostgresWords
from .server import Lost, Server, ServerError

LOCK_CLASS = 0x41524941  # "ARIA": our advisory locks among those of others in the same database
MIGRATION = 0  # in place of a scope: they count from 1
_TAKE_LOCK = "SELECT pg_advisory_xact_lock(CAST(:class AS int), CAST(:key % 2147483647 AS int))"
_INTO = re.compile(r"\s*INSERT INTO (\w+)")
UPKEEP_MS = 600_000  # of the tables of many users: VACUUM, after a purge


class PostgresDatabase(Database):
    """A schema of a server's database, in one connection."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self.path, self.words, self.upkeep = server.shown, PostgresWords(), ServerUpkeep(self)
        self._server = server
        self._inside = ""  # of a transaction: "reading" or "writing"
        self._held: set[int] = set()  # scopes whose lock this transaction has

    def close(self) -> None:
        """See `Database.close`."""
        with self._lock:
            self._server.close()

    @contextmanager
    def writing(self, scope: int | None = None) -> Iterator[None]:
        """See `Database.writing`."""
        with self._lock:
            if self._inside == "writing":
                self._hold(scope)
                yield
                return
            if self._inside:
                raise AssertionError("a transaction that reads cannot begin to write")
            with self._transaction("writing", "BEGIN ISOLATION LEVEL READ COMMITTED"):
                self._hold(scope)
                yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See `Database.reading`."""
        with self._lock:
            if self._inside:
                yield
                return
            with self._transaction("reading", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"):
                yield

    def run(self, sql: str, values: Values) -> list[Row]:
        """See `Database.run`."""
        return self._run(sql, values)[0]

    def insert(self, sql: str, values: Values) -> int:
        """See `Database.insert`."""
        into = _INTO.match(sql)
        if into is None or into[1] not in WITH_IDS:
            self._run(sql, values)
            return 0
        made = self._run(f"{sql} RETURNING id", values)[0]
        return int(made[0]["id"]) if made else 0

    def change(self, sql: str, values: Values) -> int:
        """See `Database.change`."""
        return self._run(sql, values)[1]

    def near(self, scope: Scoped) -> Near | None:
        """See `Database.near`: pgvector's, where the tables were made with it."""
        home = self._server.vector_home
        return None if home is None else ServerVectors(scope, home)

    @contextmanager
    def patiently(self) -> Iterator[None]:
        """What is run inside may take UPKEEP_MS."""
        with self._lock:
            self._run(f"SET statement_timeout = {UPKEEP_MS}", {})
            try:
                yield
            finally:
                self._run("RESET statement_timeout", {})

    def migrate(self) -> None:
        """Bring the tables to today's version, made if they are not there. Raises: StoreFault if they are newer."""
        if self._version() == VERSION:
            return
        with self.writing(MIGRATION):  # another process may migrate at the same time: ask again inside
            have = self._version()
            if have is None:
                if not self.run("SELECT 1 FROM pg_namespace WHERE nspname = :name", {"name": self._server.schema}):
                    self._run(f"CREATE SCHEMA {self._server.schema}", {})
                self._run("CREATE TABLE version (number BIGINT NOT NULL)", {})
            elif have > VERSION:
                raise StoreFault(f"{self.path} is of version {have}, this program knows {VERSION}; update aria_memory")
            with_vectors = self._has_vectors() if have is None else self._server.vector_home is not None
            numbers = "halfvec" if with_vectors else "BYTEA"  # one type in all tables: bytes are sent as that
            for step in STEPS[have or 0 :]:
                for each in step:
                    self._run(each.replace("numbers BYTEA", f"numbers {numbers}"), {})
            self._run("DELETE FROM version", {})
            self._run("INSERT INTO version (number) VALUES (:number)", {"number": VERSION})
        self._server.adapt()

    def _has_vectors(self) -> bool:
        """Whether pgvector is there, of a version with half floats; it is put into `public` if this user may."""
        version = "SELECT string_to_array(default_version, '.') >= '{0,7}' AS fits FROM pg_available_extensions"
        found = self.run(f"{version} WHERE name = :name", {"name": "vector"})
        if not found or not found[0]["fits"]:
            return False
        if not self.run("SELECT 1 FROM pg_extension WHERE extname = :name", {"name": "vector"}):
            self._run("SAVEPOINT extension", {})
            try:
                self._run("CREATE EXTENSION vector WITH SCHEMA public", {})
            except StoreFault:  # only its owner may
                self._run("ROLLBACK TO SAVEPOINT extension", {})
                return False
        self._server.look_in_extension()
        return True

    def _version(self) -> int | None:
        """None before there are tables. The catalogue is asked: a name is looked up in what was there on connecting."""
        known = "SELECT 1 FROM pg_tables WHERE schemaname = :schema AND tablename = 'version'"
        if not self.run(known, {"schema": self._server.schema}):
            return None
        return int(self.run("SELECT number FROM version", {})[0]["number"])

    @contextmanager
    def _transaction(self, kind: str, begin: str) -> Iterator[None]:
        self._begin(begin)
        self._inside = kind
        try:
            yield
            self._run("COMMIT", {})  # of reading too: after a ROLLBACK psycopg prepares every statement anew
        finally:
            self._server.give_up()  # if something was raised
            self._inside = ""
            self._held.clear()

    def _begin(self, begin: str) -> None:
        """A connection found lost before anything was done in it is made again, and nobody need know."""
        try:
            self._server.execute(begin, {})
        except Lost:
            self._run(begin, {})
        except ServerError as error:
            raise self._fault(error) from error

    def _hold(self, scope: int | None) -> None:
        if scope is not None and scope not in self._held:
            self._run(_TAKE_LOCK, {"class": LOCK_CLASS, "key": scope})
            self._held.add(scope)

    def _run(self, sql: str, values: Values) -> tuple[list[Row], int]:
        with self._lock:
            try:
                return self._server.execute(statement(sql, values) if values else sql, values)
            except ServerError as error:
                raise self._fault(error) from error

    def _fault(self, error: ServerError) -> MemoryFault:
        return error.kind(error.words if error.kind is BadInput else f"{self.path}: {error.words}")


def open_server(url: str) -> PostgresDatabase:
    """Open the memories that a server keeps: "postgresql://user@host/database", all that libpq knows, and `schema=`.

    The schema (default `aria_memory`) and its tables are made if they are not there, and brought to today's version.
    Raises: BadInput for an address that is none, StoreFault if it cannot be reached or is of a newer version.
    """
    try:
        database = PostgresDatabase(Server(url))
    except ServerError as error:
        raise StoreFault(f"the server {error.words}") from error
    try:
        database.migrate()
    except MemoryFault:
        database.close()
        raise
    return database
