"""A node's own append-only log, in one SQLite file.

Invariant: a signed head never covers less than one signed before, also across a crash. An entry is on disk (WAL,
synchronous=FULL) before a head that covers it is signed, and a signed head is on disk before it is given out.
"""

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from aria_p2p.identity import Identity
from aria_p2p.ledger.encoding import MAX_ENTRY_BYTES, NETWORK
from aria_p2p.ledger.errors import LogError, NoteError
from aria_p2p.ledger.merkle import Tree, leaf_hash
from aria_p2p.ledger.note import Checkpoint, origin_of

FORMAT = 1
APPLICATION_ID = 0x41524C47  # "ARLG": SQLite's mark of whose file it is
BUSY_TIMEOUT_S = 1.0  # another process holds the log: say so soon, it will not let go

_SCHEMA = f"""
CREATE TABLE meta (origin TEXT NOT NULL, format INTEGER NOT NULL);
CREATE TABLE entry (position INTEGER PRIMARY KEY, body BLOB NOT NULL, leaf BLOB NOT NULL);
CREATE TABLE head (size INTEGER PRIMARY KEY, root BLOB NOT NULL, note BLOB NOT NULL);
CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
PRAGMA application_id = {APPLICATION_ID};
"""


class Log:
    """An open log. Methods may be called from any thread; `append` and `checkpoint` wait for the disk."""

    def __init__(self, path: str | Path, identity: Identity, network: str) -> None:
        """Open the log at `path`, or create it there.

        Raises: LogError, in one line, if the file is damaged, in use, another's, or cannot be opened.
        """
        if not NETWORK.fullmatch(network):
            raise LogError(f"network {network!r} must match {NETWORK.pattern}")
        self._path, self._identity, self._network = Path(path), identity, network
        self._lock = threading.Lock()
        self._head: Checkpoint | None = None
        self._failed = False
        try:
            self._db = sqlite3.connect(
                self._path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise LogError(f"log {self._path} cannot be opened: {error}") from error
        try:
            self._open()
        except sqlite3.OperationalError as error:
            self._db.close()
            if "locked" in str(error):
                raise LogError(f"log {self._path} is in use by another process: stop that one first") from error
            raise LogError(f"log {self._path} cannot be used: {error}") from error
        except (sqlite3.Error, NoteError) as error:
            self._db.close()
            raise self._damaged(str(error)) from error
        except LogError:
            self._db.close()
            raise

    def __enter__(self) -> "Log":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def network(self) -> str:
        return self._network

    @property
    def peer_id(self) -> str:
        return self._identity.peer_id

    @property
    def size(self) -> int:
        with self._lock:
            return len(self._tree)

    def root(self, size: int | None = None) -> bytes:
        """Root of the first `size` entries (default: all)."""
        with self._lock:
            return self._tree.root(size)

    def append(self, entry: bytes) -> int:
        """Add one entry and return its index; it is on disk when this returns. Raises LogError."""
        return self.append_all((entry,))

    def append_all(self, entries: Sequence[bytes]) -> int:
        """Add entries in one transaction, all or none, and return the first one's index. Raises LogError."""
        for entry in entries:
            if not 0 < len(entry) <= MAX_ENTRY_BYTES:
                raise LogError(f"an entry has 1..{MAX_ENTRY_BYTES} bytes, not {len(entry)}")
        with self._lock:
            first = len(self._tree)
            leaves = [leaf_hash(entry) for entry in entries]
            rows = [(first + i, entry, leaf) for i, (entry, leaf) in enumerate(zip(entries, leaves, strict=True))]
            self._write("INSERT INTO entry VALUES (?, ?, ?)", rows)
            for leaf in leaves:
                self._tree.append(leaf)
            return first

    def checkpoint(self) -> Checkpoint:
        """The signed head over everything appended so far; the same one until something is. Raises LogError."""
        with self._lock:
            if self._head is None or self._head.size < len(self._tree):
                head = Checkpoint.sign(self._identity, self._network, len(self._tree), self._tree.root())
                self._write("INSERT INTO head VALUES (?, ?, ?)", [(head.size, head.root, head.note)])
                self._head = head
            return self._head

    def entry(self, index: int) -> bytes:
        """Bytes of one entry. Raises ProofError outside the log."""
        return self.entries(index, 1)[0]

    def entries(self, first: int, count: int) -> tuple[bytes, ...]:
        """Bytes of entries [first, first + count), all of which exist. Raises ProofError otherwise."""
        with self._lock:
            for index in (first, first + count - 1):
                self._tree.leaf(index)
            rows = self._read(
                "SELECT body FROM entry WHERE position >= ? AND position < ? ORDER BY position", first, first + count
            )
        return tuple(body for (body,) in rows)

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """RFC 6962 path of an entry to the root of `size` entries. Raises ProofError."""
        with self._lock:
            return self._tree.inclusion(index, size)

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """RFC 6962 proof that the first `old` entries are a prefix of the first `new`. Raises ProofError."""
        with self._lock:
            return self._tree.consistency(old, new)

    def close(self) -> None:
        """Close the file. Nothing is lost by not calling this."""
        with self._lock:
            self._db.close()

    def _open(self) -> None:
        # Exclusive: two processes appending to one log would fork it. Needs no shared-memory file either.
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
        (mode,) = self._db.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            raise LogError(f"log {self._path}: this file system offers SQLite no write-ahead log (got {mode!r})")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA fullfsync = ON")  # macOS: fsync alone leaves data in the drive's cache
        origin = origin_of(self._network, self._identity.peer_id)
        (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not tables:
            self._db.executescript("BEGIN EXCLUSIVE;" + _SCHEMA)
            self._db.execute("INSERT INTO meta VALUES (?, ?)", (origin, FORMAT))
            self._db.execute("COMMIT")
        else:
            (mark,) = self._db.execute("PRAGMA application_id").fetchone()
            if mark != APPLICATION_ID:
                raise LogError(f"{self._path} is another program's SQLite file, not a log: choose another path")
        found, version = self._db.execute("SELECT origin, format FROM meta").fetchone() or ("nobody", 0)
        if found != origin:
            raise LogError(f"log {self._path} belongs to {found}, not to {origin}: give each identity its own log")
        if version != FORMAT:
            raise LogError(f"log {self._path} has format {version}; this program reads format {FORMAT}")
        self._load()

    def _load(self) -> None:
        """Read every entry back and check it against its leaf and the newest signed head."""
        self._tree = Tree()
        for position, body, leaf in self._db.execute("SELECT position, body, leaf FROM entry ORDER BY position"):
            if position != len(self._tree) or not isinstance(body, bytes) or leaf_hash(body) != leaf:
                raise self._damaged(f"entry {len(self._tree)} is missing or changed")
            self._tree.append(leaf)
        row = self._db.execute("SELECT note FROM head ORDER BY size DESC LIMIT 1").fetchone()
        if row is None:
            return
        head = Checkpoint.parse(row[0])
        if head.origin != origin_of(self._network, self._identity.peer_id):
            raise self._damaged(f"its signed head is of {head.origin}")
        if head.size > len(self._tree) or self._tree.root(head.size) != head.root:
            raise self._damaged(
                f"its {len(self._tree)} entries are not those its signed head of size {head.size} covers"
            )
        self._head = head

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        if self._failed:  # whether the failed write reached the disk is unknown until the file is read again
            raise LogError(f"log {self._path} failed to write before: open it again")
        try:
            self._db.execute("BEGIN")
            self._db.executemany(statement, rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._failed = True
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise LogError(f"log {self._path} cannot be written: {error}") from error

    def _read(self, statement: str, *values: int) -> list[tuple[bytes]]:
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise LogError(f"log {self._path} cannot be read: {error}") from error

    def _damaged(self, why: str) -> LogError:
        return LogError(
            f"log {self._path} is damaged ({why}): restore it from a backup, or start a new identity with a new log"
        )
