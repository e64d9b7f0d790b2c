"""Files that cannot be used: each said in words that name the file and the remedy, none changed, nothing lost."""

import contextlib
import hashlib
import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aria_memory import At, BadInput, Memory, SessionStart, StoreFault, answers
from aria_memory.errors import StoreBusy
from aria_memory.store import database as door
from aria_memory.store import open_database, schema
from aria_memory.store.columns import HELD
from aria_memory.types import Answered
from tests.aria_memory.samples import START, plain
from tests.aria_memory.soak import flips
from tests.aria_memory.soak.flips import damage, tried

ROOT = Path(__file__).parents[3]


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    for version, mark in ((0, 0), (1, 0), (schema.VERSION, 0), (schema.VERSION, 77), (schema.VERSION + 5, 77), (-3, 0)):
        path = tmp_path / f"{version} {mark}.db"
        with contextlib.closing(sqlite3.connect(path)) as other:
            other.executescript(
                f"CREATE TABLE bookmarks (x); PRAGMA user_version = {version}; PRAGMA application_id = {mark};"
            )
        before = hashlib.sha256(path.read_bytes()).digest()
        with pytest.raises(StoreFault, match="is a database of something else; give another path"):
            open_database(path)
        assert hashlib.sha256(path.read_bytes()).digest() == before
        assert [p.name for p in tmp_path.iterdir() if p.name.startswith(path.name)] == [path.name]


def test_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    plain(path).close()
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreFault, match=f"is of version {schema.VERSION + 1}.*update aria_memory"):
        plain(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["", "a\0b", "half \ud800"])
def test_names_that_no_file_has(name: str) -> None:
    with pytest.raises(BadInput, match="give the name of a file"):
        plain(name)


def test_a_folder_and_a_text(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="give a file, in a folder that exists"):
        plain(tmp_path)
    (tmp_path / "t").write_text("some notes\n" * 500)
    with pytest.raises(StoreFault, match=r"t: not a readable memory file.*restore it from an export"):
        plain(tmp_path / "t")
    assert (tmp_path / "t").read_text() == "some notes\n" * 500


def test_a_closed_memory_says_so() -> None:
    m = plain()
    m.close()
    for call in (lambda: m.recall("x"), lambda: m.observe("u", "t", "s"), m.due, m.doctor, lambda: m.purge(fact_id=1)):
        with pytest.raises(StoreFault, match="closed; open it again"):
            call()
    m.close()


NOBODY = """
import os, sys
from aria_memory import Memory, StoreFault
os.setgid(65534); os.setuid(65534)
try:
    with Memory.open(sys.argv[1], scope="ann", encoder=None) as m:
        m.observe("user", "x", "s")
except StoreFault as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize(
    ("file", "folder", "words"),
    [
        (0o444, 0o777, "it is read-only"),
        (0o444, 0o555, "make the file and its folder writable|cannot be opened"),
        (0o600, 0o777, "cannot be opened"),
    ],
)  # fmt: skip
def test_a_file_that_may_not_be_written(tmp_path: Path, file: int, folder: int, words: str) -> None:
    for above in (tmp_path, *tmp_path.parents):
        with contextlib.suppress(OSError):
            above.chmod(above.stat().st_mode | 0o011)
    here = tmp_path / "here"
    here.mkdir()
    with plain(here / "m.db") as m:
        m.observe("user", "kept", "s")
    (here / "m.db").chmod(file)
    here.chmod(folder)
    done = subprocess.run(
        [sys.executable, "-c", NOBODY, str(here / "m.db")], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert any(part in done.stdout for part in words.split("|")), done.stdout
    with plain(here / "m.db") as m:
        assert m.recall("kept")


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A file system of a megabyte."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    try:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True)
    except FileNotFoundError:
        pytest.skip("no mount here")
    if done.returncode:
        pytest.skip("may not mount here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full(tiny: Path, tmp_path: Path) -> None:
    with plain(tiny / "m.db") as m:
        ids = []
        with pytest.raises(StoreFault, match=r"disk is full; nothing was changed: make room|check the disk, its room"):
            for i in range(5000):
                ids.append(m.observe("user", f"turn {i} " + "filler " * 30, "s").episode_id)
        for call in (
            lambda: m.observe("user", "filler " * 999, "s"), lambda: m.skills.learn("c", ["long " * 2000] * 9),
            lambda: m.intend("x " * 4999, At(START)), lambda: m.export(tiny / "x"),
            lambda: m.purge(episode_id=ids[0]),
        ):  # fmt: skip
            try:
                call()
            except StoreFault as error:
                assert any(words in str(error) for words in ("disk is full", "room", "No space", "consolidate"))
        assert not (tiny / "x").exists()
        assert [m.episode(i).episode_id for i in ids[1:]] == ids[1:]
        m.export(tmp_path / "out")  # elsewhere there is room
    subprocess.run(["mount", "-o", "remount,size=8m", str(tiny)], check=True)
    with plain(tiny / "m.db") as m:
        assert m.observe("user", "after", "s").episode_id > ids[-1]
        m.consolidate()
        assert m.recall("after", k=1)[0].text == "user: after"
        assert m.doctor()["problems"] == []
        assert len([m.episode(i) for i in ids[1:]]) == len(ids) - 1


LIMITED = """
import resource, signal, sys
from aria_memory import Memory, StoreFault
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
with Memory.open(sys.argv[1], scope="ann", encoder=None) as m:
    try:
        for i in range(5000):
            m.observe("user", f"turn {i} " + "filler " * 30, "s")
            print(i, flush=True)
    except StoreFault as error:
        print("fault", error)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of a process")
def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "m.db")], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    *told, fault = done.stdout.split("\n")[:-1]
    assert "nothing was changed: " in fault
    with plain(tmp_path / "m.db") as m:
        counts = m.doctor()
        assert (counts["episode"], counts["problems"]) == (len(told), [])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return flips.whole(tmp_path_factory.mktemp("whole") / "m.db")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spots=st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 255)), min_size=1, max_size=8))
def test_bits_that_flip(tmp_path: Path, whole: bytes, spots: list[tuple[int, int]]) -> None:
    """Anywhere in the file, one or many: an error of this package, a problem that the doctor names, or no harm done."""
    torn = bytearray(whole)
    for at, change in spots:
        torn[at % len(torn)] ^= change
    damage(tmp_path / "m.db", bytes(torn))
    assert all(tried(tmp_path / "m.db"))


def test_a_torn_description_of_the_tables(tmp_path: Path, whole: bytes) -> None:
    """SQLite quotes it in its error, as text that is none: that used to come through as a UnicodeDecodeError."""
    for seed in range(25):
        torn, rng = bytearray(whole), random.Random(seed)
        for _ in range(5):
            torn[whole.index(b"CREATE TABLE episode") + rng.randrange(200)] = rng.randrange(128, 256)
        damage(tmp_path / "m.db", bytes(torn))
        assert any("restore it from an export" in one for one in tried(tmp_path / "m.db"))


def test_a_new_file_that_others_open_too_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file is switched to its log SQLite says "locked" at once, however long it may wait."""
    monkeypatch.setattr(door, "BUSY_S", 5.0)
    real, refused = door.SqliteDatabase.run, []

    def run(self: door.SqliteDatabase, sql: str, values: Any) -> Any:
        if sql == "PRAGMA journal_mode = WAL" and len(refused) < 3:
            refused.append(sql)
            raise StoreBusy("locked")
        return real(self, sql, values)

    monkeypatch.setattr(door.SqliteDatabase, "run", run)
    with plain(tmp_path / "m.db") as m:
        assert m._database.run("PRAGMA journal_mode", {})[0][0] == "wal"
    assert len(refused) == 3
    refused.clear()
    monkeypatch.setattr(door, "BUSY_S", 0.0)
    with pytest.raises(StoreBusy):
        plain(tmp_path / "other.db")


@pytest.mark.parametrize("keep", [50, 100, 4096, 5000, 70_000, -4097, -4096])
def test_a_file_that_is_cut_off(tmp_path: Path, whole: bytes, keep: int) -> None:
    path = tmp_path / "m.db"
    path.write_bytes(whole[:keep])
    assert any("restore it from an export" in one for one in tried(path))


def test_a_torn_page_is_named(tmp_path: Path, whole: bytes) -> None:
    """Pages of noise, one after another: opened or not, something says that it is damaged, or it was a page unused."""
    found = 0
    pages = range(1, len(whole) // 4096)
    for page in random.Random(1).sample(pages, 25):
        path = tmp_path / f"{page}.db"
        path.write_bytes(whole[: page * 4096] + random.Random(page).randbytes(4096) + whole[(page + 1) * 4096 :])
        found += any("damaged" in one for one in tried(path))
    assert found >= 24


def test_what_is_kept_as_json_is_named_when_damaged(tmp_path: Path) -> None:
    with plain(tmp_path / "m.db") as m:
        m.skills.learn("make tea", ["boil"])
        m.observe("user", "hello", "s")
        plan = m.intend("broken", SessionStart())
        m.check("hello", "s2")
        m._database.run("UPDATE intention SET body = '{' WHERE id = :id", {"id": plan.id})
        m._database.run("UPDATE skill SET steps = '[' WHERE id = 1", {})
        m._database.run("UPDATE firing SET why = 'x'", {})
        with pytest.raises(StoreFault, match="an intention is damaged"):
            m.intentions()
        with pytest.raises(StoreFault, match="a skill is damaged"):
            m.skills.suggest("tea")
        problems = m.doctor()["problems"]
        assert [one.split(" (")[0] for one in problems] == [
            f"intention '{plan.id}' cannot be read", "skill 1 cannot be read"
        ]  # fmt: skip
        m.purge(intention_id=plan.id)
        m.purge(skill_id=1)
        assert m.doctor()["problems"] == []
        m.intentions()


def test_a_value_of_another_type_is_named(tmp_path: Path) -> None:
    """A bit of a row's header makes a NULL of a number, or a number of a text: that used to be a TypeError."""
    with plain(tmp_path / "m.db") as m:
        m.observe("user", "I live in Leeds", "s")
        m.skills.learn("make tea", ["boil"])
    sound = (tmp_path / "m.db").read_bytes()
    reads: dict[str, Callable[[Memory], object]] = {
        "episode SET at = NULL": lambda m: m.episode(1), "episode SET text = X'35'": lambda m: m.recall("Leeds"),
        "session SET name = X'35'": lambda m: m.context(9, "Leeds"), "fact SET object = NULL": lambda m: m.life(),
        "fact SET recorded = 'x'": lambda m: m.facts.at(), "skill SET uses = NULL": lambda m: m.skills.suggest("make"),
    }  # fmt: skip
    for what, read in reads.items():
        damage(tmp_path / "m.db", sound)
        with contextlib.closing(sqlite3.connect(tmp_path / "m.db", isolation_level=None)) as raw:
            raw.execute("PRAGMA writable_schema = ON")
            raw.execute(
                "UPDATE sqlite_master SET sql = replace(replace(sql, 'STRICT', ''), 'NOT NULL', '') WHERE name = ?",
                what.split()[:1],
            )
        with contextlib.closing(sqlite3.connect(tmp_path / "m.db", isolation_level=None)) as raw:
            raw.execute(f"UPDATE {what}")
        column = what.split()[2]
        with plain(tmp_path / "m.db") as m:
            with pytest.raises(StoreFault, match=rf"damaged \(what is kept as {column}\); restore it from an export"):
                read(m)


def test_an_answers_own_names_are_not_those_of_columns() -> None:
    """Else a sound value would be taken for a damaged one. These are of their columns' types."""
    sources = [path for path in (ROOT / "aria_memory").rglob("*.py") if not path.name.startswith("postgres")]
    aliases = {name for path in sources for name in re.findall(r"\bAS ([a-z_]+)\b", path.read_text(encoding="utf-8"))}
    assert {"began", "newest"} <= aliases
    assert aliases & HELD.keys() <= {"at", "due", "n", "place", "text", "turn"}


def test_a_migration_that_fails_or_is_repeated_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bytes
) -> None:
    path = tmp_path / "m.db"
    path.write_bytes(whole)
    step = "CREATE TABLE later (x INTEGER) STRICT;\nINSERT INTO later SELECT id FROM episode;\nSELECT * FROM nowhere;\n"
    monkeypatch.setattr(door, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(door, "STEPS", (*schema.STEPS, step))
    for _ in range(2):
        with pytest.raises(StoreFault, match="no such table: nowhere"):
            plain(path)
    with contextlib.closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone() == (0,)
    monkeypatch.setattr(door, "STEPS", (*schema.STEPS, step.replace("SELECT * FROM nowhere;\n", "")))
    with plain(path) as m:
        assert m.doctor()["version"] == schema.VERSION + 1
        assert m._database.run("SELECT count(*) FROM later", {})[0][0] == 60


def test_the_first_version_is_brought_to_this_one(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "m.db")) as old:
        old.executescript(schema.STEPS[0] + "PRAGMA user_version = 1; INSERT INTO scope (name) VALUES ('ann');")
    with plain(tmp_path / "m.db") as m:
        m.observe("user", "hello", "s")
        assert (m.doctor()["version"], m.doctor()["problems"]) == (schema.VERSION, [])
    with contextlib.closing(sqlite3.connect(tmp_path / "m.db")) as now:
        assert now.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)


def test_who_took_part_is_told_of_old_files_too(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "m.db")) as old:
        old.executescript("".join(schema.STEPS[:3]) + "PRAGMA user_version = 3;")
        old.executescript(
            "INSERT INTO scope (name) VALUES ('ann'); "
            "INSERT INTO session (scope, name, number) VALUES (1, 'a', 0), (1, 'b', 1); "
            "INSERT INTO episode (scope, session, turn, role, text, at, recorded) VALUES "
            "(1, 1, 0, 'Ben', 'hello', 0, 0), (1, 2, 0, 'Cem', 'hello', 0, 0), (1, 2, 1, 'Cem', 'again', 0, 0);"
        )
    with plain(tmp_path / "m.db") as m:
        rows = m._scope.run("SELECT role, session FROM participant WHERE scope = :scope ORDER BY role")
        assert [tuple(row) for row in rows] == [("Ben", 0), ("Cem", 1)]


def test_answers_of_old_files_are_kept(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "m.db")) as old:
        old.executescript("".join(schema.STEPS[:5]) + "PRAGMA user_version = 5;")
        old.executescript(
            "INSERT INTO scope (name) VALUES ('ann'); INSERT INTO session (scope, name, number) VALUES (1, 'a', 0); "
            "INSERT INTO episode (scope, session, turn, role, text, at, recorded) VALUES (1, 1, 0, 'user', 'x', 0, 0); "
            "INSERT INTO intention (scope, id, body, open, on_topic, on_session, on_state) "
            "VALUES (1, 'i', '{}', 1, 0, 0, 0); "
            "INSERT INTO answer VALUES (1, 1, 'i', 'moved', 0, 1);"
        )
    with plain(tmp_path / "m.db") as m:
        answers.add(m._scope, 1, Answered(intention_id="i", what="skipped", content=""), (0, 1))  # one of a turn
        rows = m._scope.run("SELECT intention, what, past FROM answer WHERE scope = :scope")
        assert [tuple(row) for row in rows] == [("i", "moved", 1)]
        with m._scope.writing():
            m._scope.change("DELETE FROM episode WHERE scope = :scope AND id = 1")
        assert m._scope.run("SELECT what FROM answer WHERE scope = :scope") == []
        assert m._database.run("PRAGMA foreign_key_check", {}) == []


def test_a_step_that_breaks_off_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real, left = tmp_path / "m.db", door.SqliteDatabase.run, 0

    def breaking(self: door.SqliteDatabase, sql: str, values: Any) -> Any:
        nonlocal left
        left -= sql in schema.statements(schema.STEPS[5])
        if left < 0:
            raise StoreFault("the power is gone")
        return real(self, sql, values)

    with contextlib.closing(sqlite3.connect(path)) as old:
        old.executescript("".join(schema.STEPS[:5]) + "PRAGMA user_version = 5;")
        before = old.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    for number in range(len(schema.statements(schema.STEPS[5]))):
        left = number
        with monkeypatch.context() as broken:
            broken.setattr(door.SqliteDatabase, "run", breaking)
            with pytest.raises(StoreFault, match="the power is gone"):
                plain(path)
        with contextlib.closing(sqlite3.connect(path)) as old:
            assert old.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall() == before
            assert old.execute("PRAGMA user_version").fetchone() == (5,)
    with plain(path) as m:
        assert m.doctor()["problems"] == []


def test_errors_of_the_system_are_this_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that come while rows are read, after the statement has begun."""

    error: Exception = sqlite3.DatabaseError("database disk image is malformed")

    class Torn:
        rowcount, lastrowid = 0, 0

        def fetchall(self) -> list[Any]:
            raise error

    class Connection:
        in_transaction = False

        def execute(self, *_: object) -> Torn:
            return Torn()

    with pytest.raises(StoreFault, match="damaged"):
        door.SqliteDatabase(Connection(), "x.db").run("SELECT 1", {})  # type: ignore[arg-type]
    error = MemoryError()  # of a damaged full-text index
    with pytest.raises(StoreFault, match="more memory is asked for"):
        door.SqliteDatabase(Connection(), "x.db").run("SELECT 1", {})  # type: ignore[arg-type]
