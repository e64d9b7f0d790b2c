"""The retrieval benchmark: reads dialogues, goes through a memory, counts right."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aria_memory.bench.__main__ import main
from aria_memory.bench.retrieval_data import read_dialogues
from aria_memory.bench.retrieval_figures import Pool, figures, intervals, left_out


def sample(name: str, things: list[str]) -> dict[str, Any]:
    """A dialogue of two sessions; each thing is told of in a turn of the first, and asked for."""
    numbered = list(enumerate(things, 1))
    said = [{"speaker": "Ann", "dia_id": f"D1:{i}", "text": f"I bought the {one} here"} for i, one in numbered]
    return {
        "sample_id": name,
        "conversation": {
            "speaker_a": "Ann", "session_1": said, "session_1_date_time": "1:56 pm on 8 May, 2023",
            "session_2": [{"speaker": "Ben", "dia_id": "D2:1", "text": "Nothing at all"}],
            "session_2_date_time": "9:00 am on 10 May, 2023",
        },
        "qa": [
            *({"question": f"Who bought the {one}?", "evidence": [f"D1:{i}"], "category": 4} for i, one in numbered),
            {"question": "Did Ben buy it?", "evidence": ["D1:01; D2:1"], "category": 5, "adversarial_answer": "no"},
            {"question": "Without evidence", "evidence": ["D", "D9:9"], "category": 1},
        ],
    }  # fmt: skip


@pytest.fixture
def locomo(tmp_path: Path) -> Path:
    path = tmp_path / "dialogues.json"
    path.write_text(json.dumps([sample("a", ["kite", "drum"]), sample("b", ["lamp", "sofa"])]), encoding="utf-8")
    return path


def test_dialogues_are_read(locomo: Path) -> None:
    first, second = read_dialogues(locomo)
    assert (first.name, second.name, len(first.turns)) == ("a", "b", 3)
    assert first.turns[0].at == 1683554160.0
    assert [(one.category, one.evidence) for one in first.questions] == [(4, (0,)), (4, (1,)), (5, (0, 2))]


def test_it_measures_what_recall_finds(locomo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "questions.jsonl"
    told = ["retrieval", "--locomo", str(locomo), "--encoder", "none", "--questions", str(out)]
    assert main([*told, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["questions"] == 6
    assert report["session_hit1"]["value"] == 1.0
    assert report["session_ndcg5"]["value"] < 1.0  # of the fifth and sixth question one session of two is found
    assert report["by_category"]["4"]["turn_r10"] == dict.fromkeys(report["turn_r10"], 1.0)
    assert report["without_adversarial"]["questions"] == 4
    assert report["by_category"]["5"]["questions"] == 2
    assert report["leave_one_out"]["session_hit1"]["value"] == 1.0
    assert report["encoder"] == "none"
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["dialogue"] for line in lines] == ["a"] * 3 + ["b"] * 3
    assert lines[0]["turns"][0] == 0
    assert main([*told, "--one-scope", "--frozen-only", "--no-times"]) == 0
    shown = capsys.readouterr().out.splitlines()
    report = json.loads(shown[-1])  # ends with the object
    assert (report["one_scope"], report["times"], "leave_one_out" in report) == (True, False, False)
    assert report["without_adversarial"]["turn_r10"]["value"] == 1.0


@pytest.mark.parametrize(
    ("text", "words"), [("[]", "no question has a turn"), ("{", "LoCoMo's format"), ('[{"a": 1}]', "LoCoMo's format")]
)
def test_a_file_of_something_else_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    assert main(["retrieval", "--locomo", str(path)]) == 1
    assert words in capsys.readouterr().err
    assert main(["retrieval", "--locomo", str(tmp_path / "none.json")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_figures_of_a_ranking() -> None:
    turns, sessions = [5, 9, 1, 7], [2, 2, 1, 3]
    assert figures(turns, sessions, frozenset({5}), frozenset({2})) == (1.0, 1.0, 1.0)
    hit, gain, recall = figures(turns, sessions, frozenset({1, 8}), frozenset({1, 4}))
    assert (hit, recall) == (0.0, 0.5)
    assert gain == pytest.approx((1 / math.log2(3)) / (1 + 1 / math.log2(3)))
    assert figures([], [], frozenset({1}), frozenset({1})) == (0.0, 0.0, 0.0)
    assert figures(list(range(20)), [1] * 20, frozenset({9, 10}), frozenset({1}))[2] == 0.5


def test_intervals_hold_the_mean_and_are_wider_by_dialogue() -> None:
    rows = [(float(group), 0.5, float(i % 2)) for group in (0, 1) for i in range(50)]
    result = intervals(rows, [0] * 50 + [1] * 50, seed=1)
    hit = result["session_hit1"]
    assert hit["value"] == 0.5
    assert hit["low"] < 0.5 < hit["high"]
    assert (hit["low_by_dialogue"], hit["high_by_dialogue"]) == (0.0, 1.0)
    assert set(result["session_ndcg5"].values()) == {0.5}
    assert result == intervals(rows, [0] * 50 + [1] * 50, seed=1)


def test_weights_are_chosen_on_the_other_dialogues() -> None:
    def pool(good: int) -> Pool:
        """Two turns in two sessions: component `good` tells the right one, the other the wrong one."""
        values = np.zeros((2, 2))
        values[0, good], values[1, 1 - good] = 1.0, 1.0
        return Pool(
            turns=np.array([0, 1]), sessions=np.array([0, 1]), values=values, evidence=frozenset({0}),
            evidence_sessions=frozenset({0}),
        )  # fmt: skip

    frozen = {"a": 0.4, "b": 0.6}
    alike = left_out([pool(0), pool(0), pool(0)], [0, 1, 2], frozen, seed=0)
    assert alike == [(1.0, 1.0, 1.0)] * 3  # the frozen ones would give 0
    other = left_out([pool(0), pool(0), pool(1)], [0, 1, 2], frozen, seed=0)
    assert other[2][0] == 0.0  # its own dialogue had no say
    assert left_out([], [], frozen, seed=0) == []
