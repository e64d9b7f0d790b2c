"""What is deleted for good is not in the file, its log or its index any more, in any spelling."""

import contextlib
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aria_memory import At, BadInput, ManualClock, Memory, NotFound, SessionStart, StoreFault, Topic, episodes
from aria_memory.lexicon import postings
from aria_memory.store import upkeep
from tests.aria_memory.samples import START, plain

ROOT = Path(__file__).parents[3]
WHEN = (At(START - 5), SessionStart())
SECRETS = {
    "turn": "qxturnsecret", "role": "jzrolesecret", "session": "vksessionsecret", "object": "wyobjectsecret",
    "subject": "xzsubjectsecret", "condition": "kqconditionsecret", "step": "zvstepsecret",
    "content": "yjcontentsecret", "cue": "hxcuesecret", "heard": "bzheardsecret",
}  # fmt: skip


def legible(folder: Path, secrets: dict[str, str] = SECRETS) -> set[str]:
    """Which secrets stand in any file, in UTF-8 or UTF-16, whole or without the letters that an index may share."""
    data = b"\n".join(path.read_bytes().lower() for path in folder.iterdir() if path.is_file())
    spellings = ("utf-8", "utf-16-le", "utf-16-be")
    return {
        name for name, word in secrets.items()
        if any(part.encode(how) in data for how in spellings for part in (word, word[1:], word[2:], word[:-2]))
    }  # fmt: skip


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Temporary files would be looked through as well."""
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    yield


def told(m: Memory) -> dict[str, Any]:
    """A memory with everything in it, each kind with its secrets."""
    for i in range(40):
        m.observe("user", f"dull talk number {i}", f"dull {i // 15}")
    turn = m.observe(SECRETS["role"], f"the {SECRETS['turn']} is out", SECRETS["session"]).episode_id
    fact = m.facts.assert_(SECRETS["subject"], "knows", SECRETS["object"], episode_id=turn).fact_id
    m.facts.assert_(SECRETS["subject"], "knows", "nothing", valid_from=9.0, episode_id=turn)
    m.recall(SECRETS["turn"])
    skill = m.skills.learn(f"when {SECRETS['condition']}", [f"do {SECRETS['step']}"]).skill_id
    plan = m.intend(SECRETS["content"], Topic(f"my {SECRETS['cue']}")).id
    other = m.intend(f"also {SECRETS['content']}", SessionStart()).id
    m.check(f"about my {SECRETS['cue']}", SECRETS["session"])
    m.check("hello", f"dull {SECRETS['heard']}")
    m.observe("user", "and so on", "dull 0")
    return {"turn": turn, "fact": fact, "skill": skill, "plans": [plan, other]}


def test_one_thing_after_another(tmp_path: Path) -> None:
    with plain(tmp_path / "m.db") as m, plain(tmp_path / "m.db", "idle") as idle:
        ids = told(m)
        assert legible(tmp_path) == set(SECRETS)
        idle.recall("anything")  # another one has it open, and reads nothing at the moment
        for plan in ids["plans"]:
            m.purge(intention_id=plan)
        assert not legible(tmp_path) & {"content", "cue"}
        m.purge(skill_id=ids["skill"])
        assert not legible(tmp_path) & {"condition", "step"}
        m.purge(episode_id=ids["turn"])
        assert legible(tmp_path) == {"heard"}  # a session in which something was only checked
        assert m.facts.history(SECRETS["subject"]) == []
        assert m.doctor()["problems"] == []
        assert len(m.recall("dull talk", k=100)) >= 40


def test_pages_that_were_balanced_hold_no_copies(tmp_path: Path) -> None:
    """Zeroing what is deleted is not enough: pages of keys in no order leave copies behind when they are balanced."""
    for seed in range(4):
        rng, folder = random.Random(seed), tmp_path / str(seed)
        folder.mkdir()
        clock = ManualClock(START)
        with Memory.open(folder / "m.db", scope="a", encoder=None, clock=clock, chance=random.Random(seed)) as m:
            with m._scope.writing():
                words = [f"qx{i}zsecret " for i in range(150)]
                plans = [
                    (m.intend(word + "f" * rng.choice((1, 40, 300, 900)), rng.choice(WHEN)).id, word) for word in words
                ]
            m.due()
            m.check("hello", "s")
            rng.shuffle(plans)
            with monkeypatched_erasing():
                for plan, _ in plans[1:100]:
                    m.purge(intention_id=plan)
            m.purge(intention_id=plans[0][0])
            data = b"".join(path.read_bytes() for path in folder.iterdir())
            assert [word for _, word in plans[:100] if word.encode() in data] == []
            assert all(word.encode() in data for _, word in plans[100:])


@contextlib.contextmanager
def monkeypatched_erasing() -> Iterator[None]:
    """Deleted now, erased by the next purge: what many purges leave, in the time of one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upkeep.FileUpkeep, "erase_traces", lambda self: None)
        yield


def test_a_fact_goes_with_what_was_left_of_it(tmp_path: Path) -> None:
    """Superseded for a part of its time it had been written again, for the rest: that stayed."""
    with plain(tmp_path / "m.db") as m:
        fact = m.facts.assert_("user", "password", SECRETS["object"])
        m.facts.assert_("user", "password", "changed", valid_from=START)
        assert len(m.facts.history("user")) == 3
        m.purge(fact_id=fact.fact_id)
        assert [one.object for one in m.facts.history("user")] == ["changed"]
        assert legible(tmp_path) == set()
        with pytest.raises(NotFound):
            m.purge(fact_id=fact.fact_id)


@pytest.mark.parametrize("shared", [False, True])
def test_a_whole_scope(tmp_path: Path, shared: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "MOST_IN_MEMORY", 0 if shared else 1 << 28)
    with plain(tmp_path / "m.db") as m, plain(tmp_path / "m.db", "other") as other:
        if shared:
            for i in range(30):
                other.observe("user", f"what the other one said, number {i}", "s")
            other.facts.assert_("user", "is", "another")
            other.skills.learn("another thing", ["try"])
        told(m)
        m.purge_all()
        assert legible(tmp_path) == set()
        counts = m.doctor()
        kinds = ("session", "episode", "vector", "fact", "skill", "intention", "firing")
        assert all(counts[kind] == 0 for kind in kinds)
        assert counts["problems"] == other.doctor()["problems"] == []
        assert m.observe("user", "a new start", SECRETS["session"]).turn == 0
        assert m.recall("start")
        if shared:
            assert len(other.recall("said", k=50)) == 30
            assert other.skills.suggest("another thing")


def test_what_is_older_than_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aria_memory.erasure.BATCH", 7)
    clock = ManualClock(START)
    with plain(tmp_path / "m.db", clock=clock) as m:
        for i in range(30):
            text = f"old {SECRETS['turn']} {i}" if i < 20 else f"new talk {i}"
            seen = m.observe("user", text, "gone" if i < 10 else "long", at=START + i)
            m.facts.assert_(f"fact {i}", "said", SECRETS["object"] if i < 20 else "kept", episode_id=seen.episode_id)
            if i % 8 == 0:
                m.recall("talk")
        m.forget(3)
        assert m.expire(START + 20) == 20
        assert legible(tmp_path) == set()
        assert [m.episode(i + 1).text for i in range(20, 30)] == [f"new talk {i}" for i in range(20, 30)]
        assert (m.doctor()["episode"], m.doctor()["session"], m.doctor()["fact"]) == (10, 1, 10)
        assert len(m.recall("talk", k=50, kinds=["episode"])) == 10
        assert m.doctor()["problems"] == []
        assert m.expire(START + 20) == 0
        with pytest.raises(BadInput, match="before is"):
            m.expire("yesterday")  # type: ignore[arg-type]


def test_turns_that_wait_to_be_indexed_are_found_when_those_before_are_gone() -> None:
    """Purging the first turns of a session takes nothing from those that came since."""
    with plain() as m:
        first = m.observe("user", "zebra one", "s").episode_id
        m.recall("zebra")
        m.observe("user", "giraffe two", "s")
        m.purge(episode_id=first)
        (found,) = m.recall("giraffe")
        assert found.parts["words_session"] > 0
        assert m.doctor()["problems"] == []


KILLED = """
import os, sys
from aria_memory import Memory
from aria_memory.store import upkeep
upkeep.FileUpkeep.erase_traces = lambda self: os._exit(9)
with Memory.open(sys.argv[1], scope="ann", encoder=None) as m:
    m.purge(episode_id=int(sys.argv[2]))
"""


def test_a_purge_that_is_cut_off_is_known_and_made_good(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with plain(path) as m:
        kept = m.observe("user", f"the {SECRETS['turn']}", "s").episode_id
        m.observe("user", "dull talk", "s")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), str(kept)], cwd=ROOT, timeout=60)
    assert done.returncode == 9
    with plain(path) as m:
        with pytest.raises(NotFound):
            m.episode(kept)
        assert m.doctor()["problems"] == [
            "something that was deleted may still be legible in the file; call consolidate()"
        ]
        m.consolidate()
        assert legible(tmp_path) == set()
        assert m.doctor()["problems"] == []


def test_the_index_does_not_grow_deeper_with_every_purge(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's `optimize` takes it two levels deeper each time: after 1,000 purges the file was unreadable for good."""
    monkeypatch.setattr("aria_memory.erasure.MOST_DEPTH", 12)
    with plain() as m:
        m.facts.assert_("user", "likes", "zebras")
        m.skills.learn("feed the zebras", ["hay"])
        other = m._database.scoped("other")
        episodes.add(other, "user", "another zebra", "s", START, START)
        for i in range(30):
            m.observe("user", f"{i} " + " ".join(f"w{20 * i + j}" for j in range(20)), "long")
        depths = []
        for i in range(40):
            kept = m.observe("user", f"zebra {i}", "s").episode_id
            gone = m.observe("user", f"gone {i}", "s").episode_id
            m.purge(episode_id=gone)
            depths.append(m._database.upkeep.index_depth())
        assert 12 < max(depths) < 20  # deeper with every purge, and then flat again
        assert depths[-1] < max(depths)
        assert len(m.recall("zebra", k=100, kinds=["episode"])) >= 40
        assert m.recall("gone") == []
        assert {item.kind for item in m.recall("zebras", k=100)} == {"episode", "fact", "skill"}
        assert m.episode(kept).text == "zebra 39"
        assert [one.count for one in postings(other, "turn", ["zebra"])] == [1]
        assert m.doctor()["problems"] == []


def test_what_others_delete_meanwhile_is_not_taken_for_erased(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with plain(tmp_path / "m.db") as m, plain(tmp_path / "m.db", "other") as other:
        kept = m.observe("user", "dull talk", "s").episode_id
        real = m._database.run

        def run(sql: str, values: Any) -> Any:
            rows = real(sql, values)
            if sql == "VACUUM":
                other._database.upkeep.note_traces()
            return rows

        monkeypatch.setattr(m._database, "run", run)
        m.purge(episode_id=kept)
        assert other._database.upkeep.traces()
        other.consolidate()
        assert not m._database.upkeep.traces()


def test_nor_is_what_they_delete_when_they_have_erased_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their note was the first again, and looked like ours."""
    with plain(tmp_path / "m.db") as m, plain(tmp_path / "m.db", "other") as other:
        kept = m.observe("user", "dull talk", "s").episode_id
        real = upkeep.FileUpkeep._erase

        def erase(self: upkeep.FileUpkeep) -> None:
            real(self)
            if self is m._database.upkeep:
                other.purge_all()
                other._database.upkeep.note_traces()  # and is killed

        monkeypatch.setattr(upkeep.FileUpkeep, "_erase", erase)
        m.purge(episode_id=kept)
        assert other._database.upkeep.traces()


def test_old_turns_are_sought_in_firings_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with plain(tmp_path / "m.db") as m:
        for i in range(30):
            m.observe("user", f"dull talk {i}", "s")
        m.intend("hello", Topic("talk"), repeat=True)
        for i in range(0, 40, 10):
            (firing,) = m.check(f"dull talk {i}", "s")
            m._scope.change(  # as a topic that is not named keeps it
                "UPDATE firing SET message = :said WHERE scope = :scope AND id = :id",
                said=f"dull talk {i}", id=firing.firing_id,
            )  # fmt: skip
        looks = []
        real = m._database.run

        def run(sql: str, values: Any) -> Any:
            looks.append(sql)
            return real(sql, values)

        monkeypatch.setattr(m._database, "run", run)
        assert m.expire(START + 1) == 30
        assert sum("FROM firing" in sql for sql in looks) == 2  # the second finds no more
        kept = m._scope.run("SELECT message FROM firing WHERE scope = :scope ORDER BY id")
        assert [row["message"] for row in kept] == [None, None, None, "dull talk 30"]


def test_a_purge_while_others_read_is_made_good_when_they_have_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aria_memory.store.database.BUSY_S", 0.2)
    with plain(tmp_path / "m.db") as m, plain(tmp_path / "m.db", "other") as other:
        kept = m.observe("user", f"the {SECRETS['turn']}", "s").episode_id
        with other._scope.reading():
            other.recall("anything")
            with pytest.raises(StoreFault, match=r"deleted, but others keep its log in use.*consolidate"):
                m.purge(episode_id=kept)
            assert "still be legible" in m.doctor()["problems"][0]
        m.consolidate()
        assert legible(tmp_path) == set()
        assert not m._database.upkeep.traces()


def test_time_alone_deletes_nothing(tmp_path: Path) -> None:
    clock = ManualClock(START)
    with plain(tmp_path / "m.db", clock=clock) as m:
        m.observe("user", "kept for good", "s")
        m.intend("call", At(START + 5))
        clock.advance(50 * 365 * 86_400)
        m.due()
        m.consolidate()
        assert m.recall("good")
        assert len(m.intentions()) == 1
        assert os.path.exists(tmp_path / "m.db")
