"""Eight processes that do everything at once, and processes that are killed: nothing is lost, twice, or half."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aria_memory.store import open_database, schema
from tests.aria_memory.samples import plain
from tests.aria_memory.soak.crowd import ROOT, crowd, examine, killable


def test_eight_processes_do_everything_at_once(tmp_path: Path) -> None:
    said = crowd(tmp_path / "m.db", range(8), rounds=40)
    counts = examine(tmp_path / "m.db", said)
    assert min(counts[what] for what in ("turn", "fact", "skill", "plan", "fired", "purged")) > 0


@pytest.mark.skipif(not killable(), reason="SIGKILL")
def test_processes_killed_in_the_middle(tmp_path: Path) -> None:
    said = []
    for round_ in range(2):
        said += crowd(tmp_path / "m.db", range(3 * round_, 3 * round_ + 3), rounds=10_000, kill_within=0.3)
        examine(tmp_path / "m.db", said, in_flight=3 * round_ + 3)


def test_eight_processes_make_one_file(tmp_path: Path) -> None:
    """SQLite does not wait where a new file is switched to its log: some used to be told "locked" at once."""
    script = (
        "import sys, time; from aria_memory.store import open_database\n"
        "time.sleep(max(0, float(sys.argv[2]) - time.time()))\n"
        "for name in sys.argv[3:]:\n"
        "    open_database(sys.argv[1] + name).scoped('a')\n"
    )
    names = [str(i) for i in range(8)]
    at = str(time.time() + 2)
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "m"), at, *names], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        for _ in range(8)
    ]
    assert [(one.communicate(timeout=120)[1], one.returncode) for one in openers] == [("", 0)] * 8
    for name in names:
        with plain(f"{tmp_path / 'm'}{name}", "a") as m:
            assert m._database.run("SELECT count(*) FROM scope", {})[0][0] == 1


MIGRATING = """
import sys
from aria_memory.store import database, open_database, schema
slow = (
    "INSERT INTO later WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000000) "
    "SELECT x FROM n;\\n"
)
database.STEPS = (*schema.STEPS, "CREATE TABLE later (x INTEGER) STRICT;\\nUPDATE episode SET text = 'gone';\\n" + slow)
database.VERSION = schema.VERSION + 1
print("ready", flush=True)
open_database(sys.argv[1])
"""


@pytest.mark.skipif(not killable(), reason="SIGKILL")
def test_a_migration_that_is_killed_has_not_been(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with plain(path) as m:
        kept = m.observe("user", "as it was", "s").episode_id
    size = path.stat().st_size
    migrating = subprocess.Popen([sys.executable, "-c", MIGRATING, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
    assert migrating.stdout is not None
    migrating.stdout.readline()
    deadline = time.monotonic() + 60
    log = path.with_name("m.db-wal")
    while not (log.exists() and log.stat().st_size > 5 * size):  # in the middle of it: pages have been written
        assert time.monotonic() < deadline
        time.sleep(0.01)
    migrating.send_signal(signal.SIGKILL)
    migrating.wait(timeout=60)
    with plain(path) as m:
        report = m.doctor()
        assert (m.episode(kept).text, report["version"], report["problems"]) == ("as it was", schema.VERSION, [])
        assert not m._database.run("SELECT 1 FROM sqlite_master WHERE name = 'later'", {})
    assert open_database(path)


IMPORTING = """
import sys
from aria_memory import Memory
with Memory.open(sys.argv[1], scope="b", encoder=None) as m:
    print("ready", flush=True)
    m.import_(sys.argv[2])
    print("done", flush=True)
"""


@pytest.mark.skipif(not killable(), reason="SIGKILL")
def test_an_import_that_is_killed_has_not_been(tmp_path: Path) -> None:
    path, out = tmp_path / "m.db", tmp_path / "x"
    with plain(path) as m:
        for i in range(3000):
            with m._scope.writing():
                m.observe("user", f"turn {i} of many", f"s{i // 100}")
        m.export(out)
    for wait in (0.0, 0.05, 0.15):
        one = subprocess.Popen(
            [sys.executable, "-c", IMPORTING, str(path), str(out)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert one.stdout is not None
        one.stdout.readline()
        time.sleep(wait)
        one.send_signal(signal.SIGKILL)
        whole = "done" in one.stdout.read()
        one.wait(timeout=60)
        with plain(path, "b") as m:
            report = m.doctor()
            assert report["problems"] == []
            assert report["episode"] in ((3000,) if whole else (0, 3000))
            m.purge_all()
        with plain(path) as m:
            assert (m.doctor()["episode"], m.doctor()["problems"]) == (3000, [])
