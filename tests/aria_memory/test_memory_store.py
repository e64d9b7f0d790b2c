"""The file: shared by processes, killed, damaged, full, of another version."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from aria_memory import BadInput, Intention, StoreFault, intentions, lexicon
from aria_memory.places import SCOPE_BITS
from aria_memory.store import Scoped, open_database
from aria_memory.store.schema import VERSION
from tests.aria_memory.samples import memory, place

pytestmark = pytest.mark.usefixtures("each_store")

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from aria_memory import Memory
path, name, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Memory.open(path, scope="shared") as m:
    for i in range(n):
        seen = m.observe("user", f"{name} wrote line {i}", name)
        m.facts.assert_(name, "has_written", str(i))
        print(seen.episode_id, flush=True)
"""


def start(path: Path | str, name: str, n: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place(path)), name, str(n)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.files
def test_eight_processes_write_and_none_is_locked_out(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    writers = [start(path, f"p{i}", 25) for i in range(8)]
    ids = [int(line) for writer in writers for line in writer.communicate(timeout=240)[0].split()]
    assert [writer.returncode for writer in writers] == [0] * 8
    assert len(ids) == len(set(ids)) == 200
    with memory(path, "shared") as m:
        counts = m.doctor()
        assert (counts["episode"], counts["session"], counts["problems"]) == (200, 8, [])
        for i in range(8):
            assert [f.object for f in m.facts.at(subject=f"p{i}")] == ["24"]
            assert m.recall(f"p{i} line 24", kinds=["episode"])[0].text == f"user: p{i} wrote line 24"


@pytest.mark.files
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with memory(path, "shared"):
        pass
    told: list[int] = []
    for round_ in range(5):
        writer = start(path, f"r{round_}", 10_000)
        assert writer.stdout is not None
        for _ in range(20 + 7 * round_):
            told.append(int(writer.stdout.readline()))
        writer.send_signal(signal.SIGKILL)
        told += [int(line) for line in writer.stdout.read().split("\n")[:-1]]
        writer.wait(timeout=60)
    with memory(path, "shared") as m:
        assert m.doctor()["problems"] == []
        for episode_id in told:
            m.episode(episode_id)
        for round_ in range(5):  # a fact's change is whole, or was not
            assert len(m.facts.at(subject=f"r{round_}")) == 1
        assert m.recall("line 3", kinds=["episode"])


def test_an_error_undoes_everything() -> None:
    with memory() as m:
        database = m._database
        with contextlib.suppress(ZeroDivisionError), database.writing():
            m.observe("user", "half", "s")
            raise ZeroDivisionError
        assert m.doctor()["episode"] == 0
        assert m.recall("half") == []
        m.observe("user", "whole", "s")
        assert m.doctor()["episode"] == 1


def test_threads_take_turns(tmp_path: Path) -> None:
    with memory(tmp_path / "m.db") as m:

        def write(name: str) -> None:
            for i in range(30):
                m.observe("user", f"{name} {i}", name)
                m.recall(f"{name} {i}")

        threads = [threading.Thread(target=write, args=(f"t{i}",)) for i in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        counts = m.doctor()
        assert (counts["episode"], counts["problems"]) == (120, [])


@pytest.mark.files
def test_who_looks_at_a_life_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its index is looked over before: SQLite does that as one who writes, until the end of the transaction."""
    with memory(tmp_path / "m.db") as m:
        m.observe("user", "hello", "s")
        real = intentions.everything

        def everything(scope: Scoped) -> list[Intention]:
            with contextlib.closing(sqlite3.connect(tmp_path / "m.db", timeout=0, isolation_level=None)) as another:
                another.execute("BEGIN IMMEDIATE")
            return real(scope)

        monkeypatch.setattr(intentions, "everything", everything)
        assert m.life().report["problems"] == []


@pytest.mark.files
def test_a_file_has_only_so_many_scopes() -> None:
    """The words of one beyond them would lie where those of another are."""
    with memory() as m:
        last = (1 << SCOPE_BITS) - 1
        for key, name in ((last, "last"), (last + 1, "one more")):
            m._database.change("INSERT INTO scope (id, name) VALUES (:id, :name)", {"id": key, "name": name})
        assert m._database.scoped("last").key == last
        with pytest.raises(BadInput, match="use another"):
            m._database.scoped("one more")


@pytest.mark.files
def test_other_files_are_refused_by_name(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_bytes(b"not a database at all, " * 100)
    with pytest.raises(StoreFault, match=r"text: not a readable memory file"):
        open_database(text)
    other = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    with pytest.raises(StoreFault, match="something else"):
        open_database(other)
    newer = tmp_path / "newer.db"
    open_database(newer).close()
    with contextlib.closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreFault, match=f"version {VERSION + 1}, this program knows {VERSION}"):
        open_database(newer)
    with pytest.raises(StoreFault, match="in a folder that exists"):
        open_database(tmp_path / "no" / "folder" / "m.db")


@pytest.mark.files
def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    with memory(tmp_path / "m.db") as m:
        first = m.observe("user", "before", "s")
        pages = m._database.run("PRAGMA page_count", {})[0][0]
        m._database.run(f"PRAGMA max_page_count = {pages + 5}", {})
        with pytest.raises(StoreFault, match="disk is full; nothing was changed"):
            for i in range(100):
                m.observe("user", f"{i} " + "filler " * 500, "s")
        kept = m.doctor()["episode"]
        m._database.run("PRAGMA max_page_count = 1000000", {})
        assert m.episode(first.episode_id).text == "before"
        assert m.observe("user", "after", "s").turn == kept
        assert m.doctor()["problems"] == []


def test_a_statement_without_scope_is_a_bug() -> None:
    with memory() as m, pytest.raises(AssertionError, match="without :scope"):
        m._scope.run("SELECT text FROM episode")


@pytest.mark.files
def test_no_socket_is_opened(tmp_path: Path) -> None:
    """The package imports nothing of the network."""
    script = (
        "import sys, aria_memory; "
        "bad = {'socket', 'ssl', 'http', 'urllib.request', 'asyncio', 'trio'} & set(sys.modules); "
        "sys.exit(f'{bad}' if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_index_that_lacks_something_is_named_and_made_good(tmp_path: Path) -> None:
    with memory(tmp_path / "m.db") as m, memory(tmp_path / "m.db", scope="other") as other:
        for name in ("one", "two"):
            m.observe("user", f"{name} hello", "s")
            m.facts.assert_("user", "is", name)
        m.skills.learn("make tea", ["boil"])
        m.observe("...", "?!", "s")  # without words: nothing of it is in an index of words
        other.observe("user", "hello", "s")
        assert m.doctor()["problems"] == []
        lexicon.remove(m._scope, "turn", 1, "user: two hello")
        lexicon.remove(m._scope, "fact", 1, "user is one")
        problems = m.doctor()["problems"]
        assert [one.split(";")[0] for one in problems] == ["episode 2 is not indexed", "fact 1 is not indexed"]
        assert all("export and import the scope" in one for one in problems)
        m._database.upkeep.empty_words()
        assert {one.split(" is")[0] for one in m.doctor()["problems"]} >= {
            "episode 1", "episode 2", "fact 1", "fact 2", "skill 1"
        }  # fmt: skip
        assert len(other.doctor()["problems"]) == 1
        m.export(tmp_path / "x")
        with memory(scope="new") as new:
            new.import_(tmp_path / "x")
            assert new.doctor()["problems"] == []
            assert [item.text for item in new.recall("two hello", k=1)] == ["user: two hello"]
