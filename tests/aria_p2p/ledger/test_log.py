"""A log on disk: append-only, its own signed heads never shrink, damage is refused in one line."""

import os
import random
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from ledger_samples import NETWORK, OTHER, SERVER

from aria_p2p.ledger import Checkpoint, Log, LogError, ProofError, merkle
from aria_p2p.ledger.encoding import MAX_ENTRY_BYTES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


def filled(path: Path, n: int = 5) -> bytes:
    """Write n entries and a head; returns the head's root."""
    with Log(path, SERVER, NETWORK) as log:
        log.append_all([b"entry %d" % i for i in range(n)])
        return log.checkpoint().root


def test_what_is_appended_is_there_after_opening_again(path: Path) -> None:
    root = filled(path)
    with Log(path, SERVER, NETWORK) as log:
        assert (log.size, log.root()) == (5, root)
        assert log.entries(1, 3) == (b"entry 1", b"entry 2", b"entry 3")
        assert log.append(b"entry 5") == 5
        head = log.checkpoint()
        assert Checkpoint.parse(head.note) == head
        merkle.verify_inclusion(merkle.leaf_hash(b"entry 2"), 2, 6, log.inclusion(2), head.root)
        merkle.verify_consistency(5, root, 6, head.root, log.consistency(5, 6))


def test_a_head_is_signed_once_per_size(path: Path) -> None:
    with Log(path, SERVER, NETWORK) as log:
        assert log.checkpoint().size == 0
        log.append(b"entry")
        note = log.checkpoint().note
    with Log(path, SERVER, NETWORK) as log:
        assert log.checkpoint().note == note


def test_entries_cannot_be_changed_through_the_database(path: Path) -> None:
    filled(path)
    with sqlite3.connect(path) as db:
        for statement in ("UPDATE entry SET body = x'00'", "DELETE FROM entry"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)
    db.close()


@pytest.mark.parametrize("entry", [b"", bytes(MAX_ENTRY_BYTES + 1)])
def test_entries_out_of_bounds_are_refused_and_nothing_is_written(path: Path, entry: bytes) -> None:
    with Log(path, SERVER, NETWORK) as log:
        with pytest.raises(LogError, match=str(len(entry))):
            log.append_all([b"good", entry])
        assert log.size == 0


def test_reading_outside_is_refused(path: Path) -> None:
    filled(path)
    with Log(path, SERVER, NETWORK) as log:
        for call in (lambda: log.entry(5), lambda: log.entries(4, 2), lambda: log.inclusion(5), lambda: log.root(6)):
            with pytest.raises(ProofError):
                call()


def test_one_process_at_a_time(path: Path) -> None:
    with Log(path, SERVER, NETWORK):
        with pytest.raises(LogError, match="in use by another process"):
            Log(path, SERVER, NETWORK)


def test_another_identity_or_network_is_refused(path: Path) -> None:
    filled(path)
    with pytest.raises(LogError, match=f"belongs to aria/{NETWORK}/{SERVER.peer_id}, not to"):
        Log(path, OTHER, NETWORK)
    with pytest.raises(LogError, match="belongs to"):
        Log(path, SERVER, "other")


def tamper(path: Path, *statements: str) -> None:
    """Change the file behind the log's back."""
    db = sqlite3.connect(path)
    db.executescript("DROP TRIGGER entry_is_final; DROP TRIGGER entry_stays;" + ";".join(statements))
    db.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET body = x'00' WHERE position = 2",
        "DELETE FROM entry WHERE position = 2",
        "DELETE FROM entry WHERE position = 4",
        "DELETE FROM entry",
        "UPDATE entry SET position = 9 WHERE position = 4",
        "UPDATE head SET note = x'00'",
        "DROP TABLE head",
    ],
)
def test_a_tampered_file_is_refused_in_one_line(path: Path, statement: str) -> None:
    filled(path)
    tamper(path, statement)
    with pytest.raises(LogError) as caught:
        Log(path, SERVER, NETWORK)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_history_rewritten_with_its_leaves_is_refused(path: Path) -> None:
    filled(path)
    leaf = merkle.leaf_hash(b"forged").hex()
    tamper(path, f"UPDATE entry SET body = CAST('forged' AS BLOB), leaf = x'{leaf}' WHERE position = 1")
    with pytest.raises(LogError, match="signed head of size 5"):
        Log(path, SERVER, NETWORK)


def test_a_log_rolled_back_behind_its_head_signs_nothing(path: Path) -> None:
    filled(path)
    tamper(path, "DELETE FROM entry WHERE position >= 3")
    with pytest.raises(LogError, match="signed head of size 5"):
        Log(path, SERVER, NETWORK)


@pytest.mark.parametrize("content", [b"not a database at all", bytes(range(256)) * 40])
def test_garbage_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(LogError, match="damaged"):
        Log(path, SERVER, NETWORK)


def test_overwritten_pages_are_refused(path: Path) -> None:
    filled(path, 200)
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(bytes(data))
    with pytest.raises(LogError):
        Log(path, SERVER, NETWORK)


def test_another_programs_database_is_left_alone(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE theirs (x)")
    db.commit()
    db.close()
    with pytest.raises(LogError, match="another program"):
        Log(path, SERVER, NETWORK)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="cannot be opened"):
        Log(tmp_path / "no" / "log.db", SERVER, NETWORK)


def test_a_full_disk_stops_the_log_and_loses_nothing(path: Path) -> None:
    with Log(path, SERVER, NETWORK) as log:
        log.append(b"kept")
        pages = log._db.execute("PRAGMA page_count").fetchone()[0]
        log._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(LogError, match="cannot be written"):
            for _ in range(40):
                log.append(bytes(MAX_ENTRY_BYTES))
        written = log.size
        with pytest.raises(LogError, match="open it again"):
            log.append(b"more")
    with Log(path, SERVER, NETWORK) as log:
        assert log.size == written
        assert log.append(b"more") == written


def test_threads_share_a_log(path: Path) -> None:
    with Log(path, SERVER, NETWORK) as log, ThreadPoolExecutor(4) as pool:
        first = list(pool.map(lambda i: log.append_all([b"%d a" % i, b"%d b" % i]), range(40)))
        assert sorted(first) == list(range(0, 80, 2))
        for i, at in enumerate(first):
            assert log.entries(at, 2) == (b"%d a" % i, b"%d b" % i)


def test_kill_9_never_leaves_a_smaller_head(path: Path) -> None:
    """A writer is killed at random points of its work; every head it showed stays covered, and heads only grow."""
    rng = random.Random(7)
    shown, root = 0, merkle.EMPTY_ROOT
    for _ in range(8):
        child = subprocess.Popen(
            [sys.executable, str(HERE / "log_writer.py"), str(path)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE)))},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        for _ in range(rng.randrange(1, 60)):
            size, text = child.stdout.readline().split()
            assert int(size) > shown, "a head shrank or was repeated"
            shown, root = int(size), bytes.fromhex(text)
        child.kill()
        rest, _ = child.communicate()
        for line in rest.splitlines(keepends=True):
            if line.endswith("\n"):
                size, text = line.split()
                assert int(size) > shown
                shown, root = int(size), bytes.fromhex(text)
        with Log(path, SERVER, NETWORK) as log:
            assert log.size >= shown
            assert log.root(shown) == root
            head = log.checkpoint()
            assert head.size >= shown
            shown, root = head.size, head.root
