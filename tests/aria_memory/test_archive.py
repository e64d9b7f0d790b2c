"""Export and import: the same memory in another file, or a clear word on the line that is damaged."""

import json
from pathlib import Path

import pytest

from aria_memory import BadInput, ManualClock, Memory, StoreFault
from tests.aria_memory.samples import START, memory

EPISODE = '{"kind":"episode","id":2,"session":"s","role":"u","text":"%s","at":%s,"recorded":1,"archived":null}'
EXAMPLE = """\
{"format":"aria-memory","version":1}
{"kind":"episode","id":1,"session":"s","role":"user","text":"I'm Ann \\u2713","at":5.0,"recorded":6.0,"archived":null}
{"kind":"fact","id":1,"subject":"user","predicate":"name","object":"Ann","valid_from":null,"valid_to":null,"recorded":6.0,"retracted":null,"confidence":0.9,"episode":1,"superseded_by":null}
{"kind":"skill","condition":"greet","steps":["wave"],"utility":0.6,"uses":1,"successes":1,"recorded":6.0}
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
            found = [json.loads(line) for line in (tmp_path / name).read_text().split("\n")[1:-1]]
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
        with pytest.raises(BadInput, match="not UTF-8"):
            m.import_(tmp_path / "y")
        with pytest.raises(StoreFault, match="cannot be read"):
            m.import_(tmp_path / "none")
        with pytest.raises(StoreFault, match="cannot be written"):
            m.export(tmp_path / "no" / "folder")
