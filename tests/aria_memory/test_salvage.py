"""A file that is half broken: an export gives the rest of it, when asked to, and what it gives can be imported."""

import json
import sqlite3
from pathlib import Path

import pytest

from aria_memory import At, Damaged, ManualClock, Memory, Topic
from aria_memory.cli import main
from tests.aria_memory.samples import START

BREAK = {  # what is damaged, and what is then left out
    "a turn that is no text": ("UPDATE episode SET text = CAST(x'ff80' AS TEXT) WHERE id = 5", {"episode": 1}),
    "a turn without words": ("UPDATE episode SET text = ' ' WHERE id = 5", {"episode": 1}),
    "a time that is none": ("UPDATE fact SET recorded = 9e999 WHERE id = 2", {"fact": 1}),
    "steps": ("UPDATE skill SET steps = '{' WHERE id = 1", {"skill": 1, "item_use": 1}),
    "a number for steps": ("UPDATE skill SET steps = '7' WHERE id = 1", {"skill": 1, "item_use": 1}),
    "an intention": ("UPDATE intention SET body = substr(body, 9) WHERE on_topic", {"intention": 1, "firing": 1}),
    "an intention's state": (
        "UPDATE intention SET body = replace(body, '\"fired\"', '\"gone\"') WHERE on_topic",
        {"intention": 1, "firing": 1},
    ),
    "a reason": ("UPDATE firing SET why = 'x'", {"firing": 2}),
    "a reason that is none": ("UPDATE firing SET why = '[3]'", {"firing": 2}),
    "uses": ("UPDATE item_use SET latest = '[' WHERE kind = 'episode'", {"item_use": 1}),
    "a source": ("UPDATE source SET first = -1", {"source": 1}),
}


def opened(path: Path, scope: str = "ann") -> Memory:
    return Memory.open(path, scope=scope, encoder=None, clock=ManualClock(START + 100))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with every kind of row."""
    with opened(tmp_path / "m.db") as m:
        for i in range(10):
            m.observe("assistant", f"turn {i}", "s")
        m.observe("user", "I live in York.", "s")
        m.facts.assert_("user", "mood", "good", episode_id=5)
        m.facts.assert_("user", "mood", "better")
        m.skills.learn("make tea", ["boil"])
        m.pin(skill_id=1)
        m.pin(episode_id=7)
        m.intend("water", Topic("garden"))
        m.intend("call", At(START))
        assert len(m.check("the garden", "s")) == 2
    return tmp_path / "m.db"


def damage(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        assert raw.execute(sql).rowcount > 0
    raw.close()


@pytest.mark.parametrize("what", BREAK)
def test_what_is_damaged_is_left_out_when_asked_to(file: Path, tmp_path: Path, what: str) -> None:
    sql, missing = BREAK[what]
    with opened(file) as m:
        every = m.export(tmp_path / "whole")
    damage(file, sql)
    with opened(file) as m:
        left_out: dict[str, int] = {}
        assert m.export(tmp_path / "rest", left_out=left_out) == every - sum(missing.values())
        assert left_out == missing
    with opened(tmp_path / "new.db") as new:
        assert new.import_(tmp_path / "rest") == every - sum(missing.values())
        assert new.doctor()["problems"] == []
        if "episode" not in missing:
            assert [item.text for item in new.recall("turn 4", k=1)] == ["assistant: turn 4"]


def test_all_that_is_whole_goes_out_as_ever(file: Path, tmp_path: Path) -> None:
    with opened(file) as m:
        left_out: dict[str, int] = {}
        assert m.export(tmp_path / "a") == m.export(tmp_path / "b", left_out=left_out)
        assert left_out == {} and (tmp_path / "a").read_text() == (tmp_path / "b").read_text()


@pytest.mark.parametrize("what", ["a turn that is no text", "steps", "an intention", "a reason", "uses"])
def test_by_default_nothing_is_left_out_and_the_remedy_is_named(file: Path, tmp_path: Path, what: str) -> None:
    damage(file, BREAK[what][0])
    (tmp_path / "a").write_text("as it was")
    with opened(file) as m, pytest.raises(Damaged, match=r"left_out=\{\}.*--leave-out-damaged"):
        m.export(tmp_path / "a")
    assert (tmp_path / "a").read_text() == "as it was"


def test_a_page_that_is_gone_takes_no_more_than_its_own(tmp_path: Path) -> None:
    """Of two thousand turns some page in the middle is overwritten; what comes before and after is got out."""
    path = tmp_path / "m.db"
    with opened(path) as m:
        for i in range(2_000):
            m.observe("assistant", f"turn {i} {'x' * 200}", "s")
    with sqlite3.connect(path) as raw:
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(path.read_bytes())
    page = data.index(b"turn 1000 x") // size
    data[page * size : (page + 1) * size] = bytes(size)
    path.write_bytes(data)
    with opened(path) as m:
        with pytest.raises(Damaged, match="leave-out-damaged"):
            m.export(tmp_path / "rest")
        left_out: dict[str, int] = {}
        lines = m.export(tmp_path / "rest", left_out=left_out)
        assert 0 < left_out["episode"] < 40 and lines == 2_000 - left_out["episode"]
    with opened(tmp_path / "new.db") as new:
        assert new.import_(tmp_path / "rest") == lines


def test_what_refers_to_what_is_gone_refers_to_nothing(file: Path, tmp_path: Path) -> None:
    damage(file, BREAK["a turn that is no text"][0])
    damage(file, "UPDATE fact SET subject = '' WHERE object = 'better'")
    with opened(file) as m:
        m.export(tmp_path / "rest", left_out={})
    lines = [json.loads(line) for line in (tmp_path / "rest").read_text().splitlines()]
    (mood,) = (line for line in lines if line.get("predicate") == "mood")
    assert (mood["object"], mood["episode"], mood["superseded_by"]) == ("good", None, None)
    with opened(tmp_path / "new.db") as new:
        new.import_(tmp_path / "rest")
        assert new.facts.history("user", "mood")[0].superseded_by is None


def test_at_the_terminal(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damage(file, BREAK["steps"][0])
    name, where = str(tmp_path / "rest"), ["--db", str(file), "--scope", "ann", "--encoder", "none"]
    assert main(["export", name, *where]) == 1
    assert "--leave-out-damaged" in capsys.readouterr().err
    assert main(["export", name, "--leave-out-damaged", *where]) == 0
    assert "left out as damaged: 1 of kind skill" in capsys.readouterr().out
    assert main(["export", name, "--leave-out-damaged", "--json", *where]) == 0
    assert json.loads(capsys.readouterr().out)["left_out"] == {"skill": 1, "item_use": 1}


def test_damaged_uses_are_an_error_of_ours(file: Path) -> None:
    damage(file, BREAK["uses"][0])
    with opened(file) as m, pytest.raises(Damaged, match="doctor"):
        m.used(m.recall("turn 6", k=1))
