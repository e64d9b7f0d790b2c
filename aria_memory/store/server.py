"""A connection to a PostgreSQL server: the one door to psycopg. Values go apart from statements, never into them."""

import re
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..errors import BadInput, MemoryFault, StoreBusy, StoreFault
from .dialect import escaped, unescaped
from .port import Row

try:
    import psycopg
    from psycopg import errors
    from psycopg.adapt import Dumper, Loader
    from psycopg.conninfo import conninfo_to_dict
    from psycopg.pq import Format, TransactionStatus
    from psycopg.types.numeric import Int8Dumper
    from psycopg.types.string import StrDumper, TextBinaryLoader, TextLoader
except ImportError as missing:
    raise StoreFault("psycopg is not installed; run: pip install 'aria-protocol[memory-postgres]'") from missing

CONNECT_S = 10  # to connect, and to be connected again after a server's restart
RETRY_S = 0.2  # between attempts meanwhile
LOCK_S = 30  # how long a writer waits for others of its scope: far longer than any transaction here takes
STATEMENT_S = 60  # more than LOCK_S; the longest statement is an export's
IDLE_S = 60  # after which the server ends a transaction whose process sleeps in it, and frees its scope for others
KEEPALIVES = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 4}  # a dead host shows in 30 s
SCHEMA = "aria_memory"
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_HALFS = """
SELECT t.oid, quote_ident(home.nspname) FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid JOIN pg_namespace home ON home.oid = t.typnamespace
WHERE n.nspname = %s AND c.relname = 'vector' AND a.attname = 'numbers' AND t.typname = 'halfvec'
"""
_LOOK_IN = """
SELECT set_config('search_path', current_setting('search_path') || ', ' || quote_ident(n.nspname), false)
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector'
"""
_SETTINGS = {
    "lock_timeout": LOCK_S * 1000, "statement_timeout": STATEMENT_S * 1000,
    "idle_in_transaction_session_timeout": IDLE_S * 1000, "client_min_messages": "warning",
}  # fmt: skip


class ServerError(Exception):
    """words: for people. kind: BadInput if it is the caller's value that is wrong, else a StoreFault."""

    def __init__(self, words: str, kind: type[MemoryFault] = StoreFault) -> None:
        super().__init__(words)
        self.words, self.kind = words, kind


class Lost(ServerError):
    """The connection is gone; the next statement makes another."""


class Server:
    """A connection, made anew when it was lost. Statements name parameters `%(name)s`."""

    def __init__(self, url: str) -> None:
        """url: postgresql://..., with `schema=` among its parameters if not SCHEMA. Raises: BadInput, ServerError."""
        place, self.schema = _without_schema(url)
        try:
            known = conninfo_to_dict(place)
        except psycopg.ProgrammingError as error:
            raise BadInput(f"the address of the server cannot be read ({_line(error)})") from None
        self.shown = f"postgresql://{known.get('host') or ''}/{known.get('dbname') or ''}"
        given = f"{known.get('options') or ''} -c search_path={self.schema}"
        settings = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        self._known: dict[str, Any] = {
            **KEEPALIVES, **known, "options": f"{given} {settings}", "connect_timeout": CONNECT_S,
        }  # fmt: skip
        self.vector_home: str | None = None  # the schema of pgvector, as SQL, where the tables use it
        self._connection = self._connect()
        self._is_closed = False

    def close(self) -> None:
        """Close it for good."""
        self._is_closed = True
        self._connection.close()

    def execute(self, sql: str, values: Mapping[str, Any]) -> tuple[list[Row], int]:
        """Rows, and how many were changed. Raises: ServerError, Lost."""
        if self._connection.closed:
            self._again()
        try:
            self._cursor.execute(sql, values or None)
            return self._cursor.fetchall() if self._cursor.description else [], self._cursor.rowcount
        except psycopg.Error as error:
            raise self._said(error) from error
        except UnicodeEncodeError as error:
            words = "a text holds half of a surrogate pair, which no store can keep; leave it out"
            raise ServerError(words, BadInput) from error

    def give_up(self) -> None:
        """Undo what this transaction has done so far."""
        connection = self._connection
        if connection.closed or connection.info.transaction_status is TransactionStatus.IDLE:
            return
        try:
            self._cursor.execute("ROLLBACK")
        except psycopg.Error:
            connection.close()  # the server undoes it then

    def _connect(self) -> "psycopg.Connection[Row]":
        try:
            connection = psycopg.connect(**self._known, autocommit=True, row_factory=_rows)
        except psycopg.Error as error:
            raise ServerError(f"cannot be reached ({_line(error)})") from error
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            connection.close()
            raise ServerError(f"its encoding is {encoding}; make the database with ENCODING 'UTF8'")
        connection.adapters.register_dumper(str, _Text)
        connection.adapters.register_dumper(int, Int8Dumper)
        connection.adapters.register_loader("text", _TextOf)
        connection.adapters.register_loader("text", _BinaryTextOf)
        self._cursor = connection.cursor(binary=True)
        self._adapt(connection)
        return connection

    def adapt(self) -> None:
        """Learn how the tables keep vectors: what `bytes` are."""
        self._adapt(self._connection)

    def look_in_extension(self) -> None:
        """Have the names of pgvector's known."""
        self._connection.execute(_LOOK_IN)

    def _adapt(self, connection: "psycopg.Connection[Row]") -> None:
        self.vector_home = None
        found = connection.execute(_HALFS, (self.schema,)).fetchone()
        if found is None:
            return
        connection.execute(_LOOK_IN)
        oid, self.vector_home = int(found[0]), str(found[1])
        connection.adapters.register_dumper(bytes, type("_HalfsOfServer", (_Halfs,), {"oid": oid}))
        connection.adapters.register_loader(oid, _BytesOfHalfs)
        self._cursor = connection.cursor(binary=True)

    def _again(self) -> None:
        if self._is_closed:
            raise ServerError("this memory was closed; open it again")
        until = time.monotonic() + CONNECT_S
        while True:
            try:
                self._connection = self._connect()
                return
            except ServerError:
                if time.monotonic() > until:
                    raise
                time.sleep(RETRY_S)

    def _said(self, error: psycopg.Error) -> ServerError:
        if self._connection.closed:
            return Lost(
                "the connection was lost; what this call was to change is undone, or, if it was lost at the very end, "
                "kept: look, and call again"
            )
        for kinds, words, kind in _MEANINGS:
            if isinstance(error, kinds):
                return ServerError(words.format(_line(error)), kind)
        return ServerError(_line(error))


_MEANINGS: Sequence[tuple[tuple[type[psycopg.Error], ...], str, type[MemoryFault]]] = (
    (
        (errors.LockNotAvailable,),
        f"another process has held this scope for {LOCK_S} s; end that process, or try again", StoreBusy,
    ),
    ((errors.QueryCanceled,), f"a statement took {STATEMENT_S} s; nothing was changed: try again", StoreFault),
    ((errors.DeadlockDetected,), "two transactions waited for each other; nothing was changed: try again", StoreFault),
    ((errors.DiskFull,), "the server's disk is full; nothing was changed: make room and try again", StoreFault),
    ((errors.InsufficientPrivilege,), "{}; let the database's owner grant it", StoreFault),
    (
        (errors.NumericValueOutOfRange,),
        "an id or a number has more than 64 bits; ids are what this memory returned", BadInput,
    ),
    ((errors.UndefinedFunction, psycopg.DataError), "a value is of the wrong type ({})", BadInput),
)  # fmt: skip


class _Text(StrDumper):
    def dump(self, obj: str) -> Any:
        return super().dump(escaped(obj))


class _TextOf(TextLoader):
    def load(self, data: Any) -> str:
        return unescaped(str(data, "utf-8"))


class _BinaryTextOf(TextBinaryLoader):
    def load(self, data: Any) -> str:
        return unescaped(str(data, "utf-8"))


class _Halfs(Dumper):
    """Half floats, little-endian, as pgvector takes a halfvec: their number, two bytes of nothing, and big-endian."""

    format = Format.BINARY

    def dump(self, obj: Any) -> Any:
        numbers = array("H", obj)
        numbers.byteswap()
        return len(numbers).to_bytes(2, "big") + bytes(2) + numbers.tobytes()


class _BytesOfHalfs(Loader):
    format = Format.BINARY

    def load(self, data: Any) -> bytes:
        numbers = array("H", bytes(data)[4:])
        numbers.byteswap()
        return numbers.tobytes()


class _Row:
    """Values by name and by place, as sqlite3.Row gives them."""

    __slots__ = ("_names", "_values")

    def __init__(self, names: Mapping[str, int], values: Sequence[Any]) -> None:
        self._names, self._values = names, values

    def __getitem__(self, key: Any, /) -> Any:
        return self._values[self._names[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)


def _rows(cursor: psycopg.Cursor[Any]) -> Any:
    names = {column.name: i for i, column in enumerate(cursor.description or ())}
    return lambda values: _Row(names, values)


def _without_schema(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    given = parse_qsl(parts.query, keep_blank_values=True)
    schema = next((value for name, value in given if name == "schema"), SCHEMA)
    if not _SCHEMA.fullmatch(schema):
        raise BadInput(f"schema {schema[:80]!r}: give small letters, digits and _, 63 at most, a letter first")
    rest = urlencode([pair for pair in given if pair[0] != "schema"], safe="/")
    return urlunsplit(parts._replace(query=rest)), schema


def _line(error: Exception) -> str:
    return " ".join(str(error).split("\n")[0].split())
