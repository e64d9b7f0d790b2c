"""PostgreSQL: the same answers as SQLite, one firing each whatever processes do, and servers that go away."""

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from aria_memory import (
    At,
    BadInput,
    Every,
    ManualClock,
    Memory,
    NotFound,
    SessionStart,
    StoreFault,
    Topic,
    episodes,
    facts,
    skills,
)
from aria_memory.encoders import CallableEncoder
from aria_memory.store import Scoped, open_database, postgres_schema, server
from aria_memory.store.dialect import definition, escaped, statement, unescaped
from aria_memory.store.postgres_schema import SCOPED_TABLES, TABLES, VERSION
from aria_memory.store.tokens import Tokens
from tests.aria_memory.samples import START
from tests.aria_memory.stores import Cluster

ROOT = Path(__file__).parents[2]
WORDS = ["fox", "foxes", "Émile", "emile", "the", "red", "naïve", "日本語", "42", "don't", "Ünïcode", "runs"]
LETTERS = st.characters(exclude_characters="\x00\x01")  # SQL's length() of these differs: SQLite stops at U+0000
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(LETTERS, max_size=6), min_size=1, max_size=9).map(" ".join)


def opened(place: str, clock: ManualClock, scope: str = "ann") -> Memory:
    return Memory.open(place, scope=scope, clock=clock, chance=random.Random(1), encoder=None)


def shown(items: list[Any]) -> list[Any]:
    """Items whose scores are the same but for rounding come in any order."""
    by_score = sorted(items, key=lambda i: (-round(i.score, 7), i.kind, i.item_id))
    return [(i.kind, i.item_id, i.text, pytest.approx(i.score, abs=1e-9), i.episode_ids, i.at) for i in by_score]


STEPS = st.one_of(
    st.tuples(st.just("observe"), TEXTS, st.sampled_from("ab")),
    st.tuples(st.just("recall"), TEXTS),
    st.tuples(st.just("assert"), st.sampled_from(WORDS), st.integers(0, 9), st.integers(1, 9)),
    st.tuples(st.just("learn"), TEXTS),
    st.tuples(st.just("purge"), st.integers(1, 9)),
    st.tuples(st.just("forget"), st.integers(1, 9)),
    st.tuples(st.just("retract"), st.integers(1, 5)),
    st.tuples(st.just("reward"), st.integers(1, 3), st.floats(0, 1)),
    st.tuples(st.just("intend"), st.integers(0, 50)),
    st.tuples(st.just("check"), st.sampled_from("ab")),
    st.tuples(st.just("expire"), st.integers(-20, 20)),
    st.tuples(st.just("purge_all")),
    st.tuples(st.just("topic"), st.sampled_from(WORDS)),
    st.tuples(st.just("say"), TEXTS),
    st.tuples(st.just("context"), TEXTS),
    st.tuples(st.just("pass"), st.integers(-20, 60)),
)


def does(m: Memory, clock: ManualClock, step: tuple[Any, ...]) -> Any:
    """What a step answers, in a form that can be compared."""
    calls: dict[str, Callable[..., Any]] = {
        "observe": lambda text, session: m.observe("user", text, session).episode_id,
        "recall": lambda text: shown(m.recall(text, k=100)),
        "assert": lambda thing, begin, n: m.facts.assert_("user", "is", thing, valid_from=begin, valid_to=begin + n),
        "learn": lambda text: m.skills.learn(text, [text]),
        "purge": lambda key: m.purge(episode_id=key),
        "forget": lambda key: m.forget(key),
        "retract": lambda key: m.facts.retract(key),
        "reward": lambda key, value: m.skills.reward(key, value),
        "intend": lambda after: m.intend("call", At(clock.now() + after)).id,
        "check": lambda session: m.check("hello", session) + m.due(),
        "expire": lambda after: m.expire(clock.now() + after),
        "purge_all": m.purge_all,
        "topic": lambda cue: m.intend("say so", Topic(cue)).id,
        "say": lambda text: m.check(text, "a"),
        "context": lambda text: m.context(300, text).text,
        "pass": lambda seconds: clock.advance(seconds),
    }
    try:
        return calls[step[0]](*step[1:])
    except (NotFound, BadInput) as error:
        return str(error)


@settings(max_examples=25, deadline=None, phases=[Phase.generate])  # shrinking takes minutes on a server
@given(steps=st.lists(STEPS, min_size=5, max_size=25))
def test_it_answers_as_sqlite_does(cluster: Cluster, steps: list[tuple[Any, ...]]) -> None:
    """Ids, texts, scores to 1e-9 and their order, facts in two times, firings, errors."""
    clocks = ManualClock(START), ManualClock(START)
    with opened(":memory:", clocks[0]) as file, opened(cluster.place(":memory:"), clocks[1]) as served:
        file.intend("greet", SessionStart())
        served.intend("greet", SessionStart())
        for step in [*steps, ("recall", " ".join(WORDS))]:
            assert does(served, clocks[1], step) == does(file, clocks[0], step), step
        assert served.facts.at(5.5) == file.facts.at(5.5)
        assert served.intentions() == file.intentions()
        counts = served.doctor(), file.doctor()
        same = ("session", "episode", "fact", "skill", "intention", "firing", "archived", "problems")
        assert [counts[0][name] for name in same] == [counts[1][name] for name in same]
        indexed = served._scope.run("SELECT count(*) FROM posting WHERE scope = :scope")[0][0]
        assert indexed == sum(map(len, Tokens().stems(list(texts(served._scope)))))


def texts(scope: Scoped) -> Iterator[str]:
    """All that is to be found by words."""
    yield from (f"{one.role}: {one.text}" for one in episodes.everything(scope))
    yield from (fact.text for fact in facts.everything(scope))
    yield from (skill.condition for skill in skills.everything(scope))


@given(st.text(st.sampled_from("\x00\x01" + "01ab"), max_size=8))
def test_texts_with_nul_are_kept(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert "\x00" not in escaped(text)


def test_the_same_tables_belong_to_scopes() -> None:
    """Those that a purge of a scope empties."""
    with Memory.open(":memory:", scope="ann", encoder=None) as m:
        rows = m._database.run(
            "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' "
            "AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'scope')",
            {},
        )
    assert set(SCOPED_TABLES) == {row[0] for row in rows} | {"posting"}


def test_statements_are_translated() -> None:
    sql = "SELECT a::int, ':x' FROM t WHERE b = :b_c AND (:d IS NULL OR d % 2 = :d)"
    start, end = "SELECT a::int, ':x' FROM t WHERE b = %(b_c)s AND ", "(%(d)s IS NULL OR d %% 2 = %(d)s)"
    assert statement(sql, {"b_c": 1, "d": 2}) == start + end
    assert statement(sql, {"b_c": 1, "d": None}) == start + "(NULL IS NULL OR d %% 2 = NULL)"
    assert statement("INSERT OR IGNORE INTO t (a) VALUES (:a)", {"a": 1}) == (
        "INSERT INTO t (a) VALUES (%(a)s) ON CONFLICT DO NOTHING"
    )
    assert statement("SELECT 1 FROM t WHERE pending = 0 AND n = 0", {}) == (
        "SELECT 1 FROM t WHERE pending = FALSE AND n = 0"
    )
    table = "CREATE TABLE t (\n    id INTEGER PRIMARY KEY, -- it\n    open INTEGER NOT NULL, b BLOB\n) STRICT"
    identity = "id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"
    assert definition(table) == f"CREATE TABLE t (\n    {identity}, \n    open BOOLEAN NOT NULL, b BYTEA\n)"


PROCESS = """
import sys
from aria_memory import Memory
with Memory.open(sys.argv[1], scope="shared") as m:
    print("ready", flush=True)
    for i in range(int(sys.argv[3])):
        seen = m.observe("user", f"{sys.argv[2]} wrote line {i}", sys.argv[2])
        print("wrote", seen.episode_id, flush=True)
        m.facts.assert_("user", "has_read", f"{sys.argv[2]} {i}")
        for firing in m.due():
            print("fired", firing.intention_id, flush=True)
"""


def start(place: str, name: str, n: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-c", PROCESS, place, name, str(n)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def said(process: "subprocess.Popen[str]", what: str) -> Iterator[str]:
    for line in process.communicate(timeout=240)[0].split("\n"):
        if line.startswith(what):
            yield line.split()[1]


def test_eight_processes_one_killed(cluster: Cluster, tmp_path: Path) -> None:
    """Each firing once, no write lost that was answered, one belief at a time, whoever is killed."""
    place = cluster.place(tmp_path / "shared")
    with opened(place, ManualClock(START), "shared") as m:
        planned = {m.intend(f"thing {i}", At(START + i)).id for i in range(150)}
    doomed = start(place, "doomed", 10_000)
    processes = [start(place, f"p{i}", 12) for i in range(7)]
    assert doomed.stdout is not None
    while not doomed.stdout.readline().startswith("wrote"):
        pass
    doomed.send_signal(signal.SIGKILL)
    told = [line for process in processes for line in process.communicate(timeout=240)[0].split("\n")]
    rest = doomed.communicate(timeout=60)[0].split("\n")
    assert [process.returncode for process in processes] == [0] * 7
    wrote = [int(line.split()[1]) for line in told + rest if line.startswith("wrote")]
    with Memory.open(place, scope="shared") as m:
        fired = [line.split()[1] for line in told + rest if line.startswith("fired")]
        fired += [firing.intention_id for firing in m.due()]
        assert len(fired) == len(set(fired))  # a firing of the killed one may be known to the table alone
        assert [len(m.firings(name)) for name in planned] == [1] * 150
        assert len(wrote) == len({m.episode(each).episode_id for each in wrote}) >= 7 * 12
        assert len(m.facts.at(predicate="has_read")) == 1
        assert len(m.facts.history("user", "has_read")) >= 7 * 12
        assert m.doctor()["problems"] == []
        assert m.recall("p3 line 11", kinds=["episode"])[0].text == "user: p3 wrote line 11"


def test_a_server_that_restarts(cluster: Cluster) -> None:
    with opened(cluster.place(":memory:"), ManualClock(START)) as m:
        kept = m.observe("user", "before", "s").episode_id
        cluster.restart()
        assert m.observe("user", "a transaction finds the connection lost, and has another", "s").turn == 1
        cluster.restart()
        with pytest.raises(StoreFault, match="connection was lost"):
            m.episode(kept)
        assert m.episode(kept).text == "before"
        with pytest.raises(StoreFault, match="connection was lost"), m._scope.writing():
            m.observe("user", "half of it", "s")
            cluster.restart()
            m.observe("user", "the other half", "s")
        assert m.observe("user", "after", "s").turn == 2


def test_a_server_that_stays_away(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "CONNECT_S", 1)
    with opened(cluster.place(":memory:"), ManualClock(START)) as m:
        m.observe("user", "before", "s")
        cluster.stop()
        with pytest.raises(StoreFault, match="cannot be reached"):
            m.observe("user", "nobody is there", "s")
        with pytest.raises(StoreFault, match="the server cannot be reached"):
            open_database(cluster.url("other"))
        cluster.start()
        assert m.observe("user", "after", "s").turn == 1


def test_who_holds_a_scope_is_waited_for_and_no_other(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(server._SETTINGS, "lock_timeout", 200)
    place, clock = cluster.place(tmp_path / "held"), ManualClock(START)
    with opened(place, clock) as ann, opened(place, clock) as again, opened(place, clock, "ben") as ben:
        with ann._scope.writing():
            assert ben.observe("user", "in a scope of its own", "s").turn == 0
            with pytest.raises(StoreFault, match="another process has held this scope"):
                again.observe("user", "not yet", "s")
        assert again.observe("user", "now", "s").turn == 0


def test_an_interrupt_undoes_everything(cluster: Cluster) -> None:
    with opened(cluster.place(":memory:"), ManualClock(START)) as m:
        threading.Timer(0.3, signal.raise_signal, (signal.SIGINT,)).start()
        with pytest.raises(KeyboardInterrupt), m._scope.writing():
            m.observe("user", "half", "s")
            m._database.run("SELECT pg_sleep(:seconds)", {"seconds": 20.0})
        assert m.observe("user", "whole", "s").turn == 0
        assert m.doctor()["episode"] == 1


@pytest.mark.parametrize(
    ("place", "fault", "words"),
    [
        ("postgresql://h/d?nonsense=1", BadInput, "address of the server cannot be read"),
        ("postgresql://h/d?schema=a;b", BadInput, "small letters, digits and _"),
        ("postgresql://u:secret@/d?host=/nowhere", StoreFault, "cannot be reached"),
    ],
)
def test_addresses_that_lead_nowhere(place: str, fault: type[Exception], words: str) -> None:
    with pytest.raises(fault, match=words) as found:
        open_database(place)
    assert "secret" not in str(found.value)


def test_tables_of_another_version(cluster: Cluster, tmp_path: Path) -> None:
    place = cluster.place(tmp_path / "newer")
    database = open_database(place)
    database.change("UPDATE version SET number = :number", {"number": VERSION + 1})
    database.close()
    with pytest.raises(StoreFault, match=f"version {VERSION + 1}, this program knows {VERSION}"):
        open_database(place)


def test_every_table_is_known(cluster: Cluster, tmp_path: Path) -> None:
    """VACUUM and the size go by the list."""
    database = open_database(cluster.place(tmp_path / "new"))
    found = database.run("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", {})
    assert {row[0] for row in found} == {*TABLES, "version"}
    database.close()


_DROP_FACTS = "DROP INDEX fact_open, fact_ending, fact_retracted"  # of version 6
_ROWS = (
    "SELECT role, session FROM participant WHERE scope = :scope ORDER BY role, session",
    "SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a WHERE a.attnum > 0 "
    "AND a.attrelid IN (to_regclass('participant'), to_regclass('shipped_vector'), to_regclass('cue_vector')) "
    "AND :scope > 0 ORDER BY a.attrelid, a.attnum",
)


@pytest.mark.parametrize("kind", ["cluster", "pgvector"])
def test_tables_of_version_3_are_brought_up(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """What versions 4 to 6 added is taken away again; opened once more it is there, and filled from what was kept."""
    place, clock = request.getfixturevalue(kind).place(tmp_path / "old"), ManualClock(START)
    with opened(place, clock) as m, opened(place, clock, "bea") as other:
        for i in range(30):
            m.observe(("Ann", "Bob", "assistant")[i % 3], f"turn {i} of the garden", f"s{i // 7}")
        m.observe("Cleo", "only here", "s9")
        other.observe("Dora", "hello", "s0")
        water = m.intend("water it", Topic("the garden"))
        assert [one.intention_id for one in m.check("the garden", "s9")] == [water.id]
        before = [[tuple(row) for row in m._scope.run(sql)] for sql in _ROWS]
        found = shown(m.recall("what did Cleo say of the garden"))
        m.export(tmp_path / "before")
    database = open_database(place)
    for table in ("answer", "cue_vector", "shipped_vector", "participant"):
        database.run(f"DROP TABLE {table}", {})
    database.run(_DROP_FACTS, {})
    database.change("UPDATE version SET number = :number", {"number": 3})
    database.close()
    with opened(place, clock) as m:
        assert m.doctor()["version"] == VERSION and m.doctor()["problems"] == []
        assert [[tuple(row) for row in m._scope.run(sql)] for sql in _ROWS] == before
        assert shown(m.recall("what did Cleo say of the garden")) == found
        m.export(tmp_path / "after")
        assert (tmp_path / "after").read_bytes() == (tmp_path / "before").read_bytes()
        m.purge(episode_id=31)  # Cleo's session goes, and with it that she took part
        assert ("Cleo", 5) in before[0] and ("Cleo", 5) not in [tuple(row) for row in m._scope.run(_ROWS[0])]
        m.purge(intention_id=water.id)
        m.observe("Bob", "more", "s0")


def test_answers_of_version_5_are_kept(cluster: Cluster, tmp_path: Path) -> None:
    place, clock = cluster.place(tmp_path / "five"), ManualClock(START)
    with opened(place, clock) as m:
        m.intend("water it", At(START + 60))
        m.intend("stretch", Every("FREQ=DAILY", zone="UTC", start=START + 120))
        clock.advance(61)
        m.due()
        (done,) = m.observe("user", "Done!", "s").answered
    database = open_database(place)
    for each in ("CREATE TEMPORARY TABLE kept AS SELECT * FROM answer", "DROP TABLE answer", *postgres_schema.STEPS[4],
                 "INSERT INTO answer SELECT * FROM kept", _DROP_FACTS):  # fmt: skip
        database.run(each, {})
    database.change("UPDATE version SET number = :number", {"number": 5})
    database.close()
    with opened(place, clock) as m:
        assert [one.what for one in m.answers(done.intention_id)] == ["done"] and m.doctor()["problems"] == []
        clock.advance(120)
        m.due()
        assert [one.what for one in m.observe("user", "Skip it today.", "s").answered] == ["skipped"]
        m.purge(intention_id=done.intention_id)
        assert m.doctor()["problems"] == []


def toy(texts: Sequence[str]) -> np.ndarray:  # type: ignore[type-arg]
    """A vector of the letters of a text."""
    rows = np.array([[text.count(letter) + 0.01 for letter in "abcdefghijklmnop"] for text in texts], np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.parametrize("kind", ["cluster", "pgvector"])
def test_vectors_are_compared_as_in_a_file(kind: str, request: pytest.FixtureRequest) -> None:
    """Debian's server keeps them for NumPy; pgvector compares them itself. Either way scores are a file's to 1e-5."""
    running = request.getfixturevalue(kind)
    found = []
    for place in (":memory:", running.place(":memory:")):
        encoder = CallableEncoder(toy, id="toy")
        with Memory.open(place, scope="other", clock=ManualClock(START), encoder=encoder) as other:
            other.observe("user", "another's words", "s")
        with Memory.open(place, scope="ann", clock=ManualClock(START), encoder=encoder) as m:
            ids = [m.observe("user", text, "s").episode_id for text in ("a bad cab", "decaf", "a face", "a fed bee")]
            m.consolidate()
            m.purge(episode_id=ids[1])
            items = m.recall("faced", k=9) + m.recall("xyz beef", k=9)
            first = m.episode(ids[0]).episode_id
            found.append([(i.item_id - first, i.text, pytest.approx(i.score, abs=1e-5)) for i in items])
            near = m._database.near(m._scope)
    assert (near is not None) == (kind == "pgvector")
    assert len(found[0]) >= 4
    assert found[1] == found[0]
