"""Export and import: the same memory in another file, or a clear word on the line that is damaged."""

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from aria_memory import BadInput, ManualClock, Memory, SessionStart, StoreFault
from tests.aria_memory.samples import START
from tests.aria_memory.samples import plain as memory

pytestmark = pytest.mark.usefixtures("each_store")

EPISODE = '{"kind":"episode","id":2,"session":"s","role":"u","text":"%s","at":%s,"recorded":1,"archived":null}'
EXAMPLE = """\
{"format":"aria-memory","version":1}
{"kind":"episode","id":1,"session":"s","role":"user","text":"I'm Ann \\u2713","at":5.0,"recorded":6.0,"archived":null}
{"kind":"fact","id":1,"subject":"user","predicate":"name","object":"Ann","valid_from":null,"valid_to":null,"recorded":6.0,"retracted":null,"confidence":0.9,"episode":1,"superseded_by":null}
{"kind":"skill","condition":"greet","steps":["wave"],"utility":0.6,"uses":1,"successes":1,"recorded":6.0}
{"kind":"end","lines":3}
"""


def full(m: Memory, clock: ManualClock) -> None:
    for i in range(70):
        m.observe("user" if i % 2 else "assistant", f"turn {i} \u2713 \U0001f600 \x00", f"s{i // 40}")
        clock.advance(1)
    m.forget(3)
    m.facts.assert_("user", "lives_in", "York", episode_id=5)
    clock.advance(1)
    m.facts.assert_("user", "lives_in", "Leeds", valid_from=50.0)
    m.skills.reward(m.skills.learn("greet", ["wave", "smile"]).skill_id, 1.0)


def test_what_goes_out_comes_in(tmp_path: Path) -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as old, memory(scope="other", clock=clock) as new:
        new.observe("user", "was here before", "x")
        full(old, clock)
        assert old.export(tmp_path / "a.jsonl") == 70 + 3 + 1
        assert new.import_(tmp_path / "a.jsonl") == 74
        new.purge(episode_id=1)
        assert new.export(tmp_path / "b.jsonl") == 74
        ids = json.loads((tmp_path / "b.jsonl").read_text().split("\n")[1])["id"] - 1

        def lines(name: str, shift: int) -> list[dict[str, object]]:
            found = [json.loads(line) for line in (tmp_path / name).read_text().split("\n")[1:-2]]
            for one in found:
                for key in ("id",) if one["kind"] == "episode" else ("episode",):
                    if one.get(key) is not None:
                        one[key] -= shift
            return found

        assert lines("b.jsonl", ids) == lines("a.jsonl", 0)
        for query in ("turn 7", "York", "greet"):
            assert [i.text for i in new.recall(query)] == [i.text for i in old.recall(query)]
        assert new.doctor()["problems"] == []


def test_the_example_of_the_readme(tmp_path: Path) -> None:
    (tmp_path / "x").write_text(EXAMPLE, encoding="utf-8")
    with memory() as m:
        assert m.import_(tmp_path / "x") == 3
        m.export(tmp_path / "y")
    assert (tmp_path / "y").read_text(encoding="utf-8") == EXAMPLE.replace("\\u2713", "\u2713")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nonsense", "line 3: it is not JSON"),
        ("[1]", "line 3: it is not an object"),
        ('{"kind":"dream"}', "line 3: kind 'dream' is unknown"),
        ('{"kind":"episode","id":2}', "line 3: 'at'"),
        (EPISODE % ("", "1"), "text is empty"),
        (EPISODE % ("t", "NaN"), "at is 'nan'; give a finite number"),
        ('{"kind":"skill","condition":"c","steps":["s"],"utility":2,"uses":1,"successes":1,"recorded":1}', "utility 2"),
        ("[" * 100_000, "line 3: it is not JSON"),
    ],
)  # fmt: skip
def test_a_damaged_line_is_named_and_nothing_is_kept(tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "x").write_text("\n".join(EXAMPLE.split("\n")[:2]) + f"\n{line}\n", encoding="utf-8")
    with memory() as m:
        with pytest.raises(BadInput, match=words):
            m.import_(tmp_path / "x")
        assert (m.doctor()["episode"], m.doctor()["session"]) == (0, 0)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with memory() as m:
        (tmp_path / "x").write_text('{"format":"aria-memory","version":2}\n')
        with pytest.raises(BadInput, match="not a memory export of version 1"):
            m.import_(tmp_path / "x")
        (tmp_path / "y").write_bytes(b"\xff\xfe\x00")
        with pytest.raises(BadInput, match="line 1: it is not UTF-8"):
            m.import_(tmp_path / "y")
        with pytest.raises(StoreFault, match="cannot be read"):
            m.import_(tmp_path / "none")
        with pytest.raises(StoreFault, match="cannot be written"):
            m.export(tmp_path / "no" / "folder")
        for name in ("", "a\0b", "\ud800"):
            with pytest.raises(BadInput, match="give the name of a file"):
                m.export(name)
            with pytest.raises(BadInput, match="give the name of a file"):
                m.import_(name)


def test_a_part_of_a_file_is_refused(tmp_path: Path) -> None:
    """Cut off anywhere, with a line left out or twice, or with something after its end: nothing is imported."""
    lines = EXAMPLE.encode().split(b"\n")[:-1]
    broken = [EXAMPLE.encode()[:at] for at in range(0, len(EXAMPLE.encode()) - 1, 7)]
    broken += [b"\n".join(lines[:i] + lines[i + 1 :]) for i in range(len(lines))]
    broken += [b"\n".join(lines[: i + 1] + lines[i:]) for i in range(len(lines))]
    broken += [EXAMPLE.encode() + b"{}", EXAMPLE.encode() + EXAMPLE.encode()]
    with memory() as m:
        for data in broken:
            (tmp_path / "x").write_bytes(data)
            with pytest.raises(BadInput, match="nothing was imported"):
                m.import_(tmp_path / "x")
        assert all(m.doctor()[kind] == 0 for kind in ("episode", "fact", "skill", "session", "vector"))


@pytest.mark.files
def test_an_export_replaces_a_file_only_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with memory(tmp_path / "m.db") as m:
        m.observe("user", "first", "s")
        m.export(tmp_path / "x")
        before = (tmp_path / "x").read_bytes()
        monkeypatch.setattr("aria_memory.archive.os.fsync", failing)
        with pytest.raises(StoreFault, match=r"No space left.*nothing was changed"):
            m.export(tmp_path / "x")
        assert (tmp_path / "x").read_bytes() == before
        assert {p.name for p in tmp_path.iterdir()} == {"x", "m.db", "m.db-wal", "m.db-shm"}
        for own in ("m.db", "m.db-wal", "m.db-shm"):
            with pytest.raises(BadInput, match="this memory's own file"):
                m.export(tmp_path / own)
        assert m.recall("first")


def failing(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    with memory(tmp_path / "m.db") as m:
        m.observe("user", "private", "s")
        m.export(tmp_path / "x")
        assert {stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()} == {0o600}


def test_broken_unicode_and_hostile_ids_go_out_and_come_in(tmp_path: Path) -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as old, memory(scope="b", clock=clock) as new:
        odd = old.intend("half \ud800", SessionStart())
        fired = old.check("hello", "s \udfff")
        old.export(tmp_path / "x")
        new.import_(tmp_path / "x")
        assert new.intentions() == old.intentions()
        assert [f.why for f in new.firings(odd.id)] == [f.why for f in fired]


def test_what_was_learned_here_is_not_unlearned(tmp_path: Path) -> None:
    with memory() as old, memory(scope="b") as new:
        old.skills.learn("greet", ["wave"])
        old.export(tmp_path / "x")
        mine = new.skills.reward(new.skills.learn("greet", ["wave"]).skill_id, 1.0)
        new.import_(tmp_path / "x")
        assert new.skills.suggest("greet") == [mine]


@pytest.mark.parametrize("key", [None, "correct horse"])
def test_how_far_it_has_come_is_told_of_a_total_known_before(tmp_path: Path, key: str | None) -> None:
    if key is not None:
        pytest.importorskip("nacl")
    clock, path = ManualClock(START), tmp_path / "x"
    with memory(clock=clock) as old, memory(scope="other", clock=clock) as new:
        for _ in range(6):
            full(old, clock)
        old.intend("greet", SessionStart())
        old.check("hello", "s9")
        old.pin(fact_id=1)
        out: list[tuple[int, int]] = []
        coming: list[tuple[int, int]] = []
        n = old.export(path, key, lambda done, total: out.append((done, total)))
        new.import_(path, key, lambda done, total: coming.append((done, total)))
        assert out == [*((done, n) for done in range(200, n, 200)), (n, n)]
        assert [total for _, total in coming] == [path.stat().st_size] * len(coming)
        assert len(coming) == len(out)
        assert coming == sorted(coming)
        assert coming[-1][0] == coming[-1][1]

        def stop(done: int, total: int) -> None:
            raise KeyboardInterrupt

        before = path.read_bytes()
        with pytest.raises(KeyboardInterrupt):
            old.export(path, key, stop)
        with pytest.raises(KeyboardInterrupt):
            new.import_(path, key, stop)
        assert path.read_bytes() == before
        assert new.doctor()["episode"] == old.doctor()["episode"]
