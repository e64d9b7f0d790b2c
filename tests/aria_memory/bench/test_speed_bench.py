"""The speed benchmark runs, and names what it cannot use. No time is looked at."""

import json
from pathlib import Path

import pytest

from aria_memory import Memory
from aria_memory.bench import speed
from aria_memory.bench.__main__ import main


def test_it_tells_times_of_every_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "ROUNDS", 10)
    monkeypatch.setattr(speed, "OPENED", 2)
    text = tmp_path / "text.txt"
    text.write_text("the quick brown fox jumps over the lazy dog " * 20, encoding="utf-8")
    queries: list[str] = []
    recall = Memory.recall
    monkeypatch.setattr(Memory, "recall", lambda memory, query: queries.append(query) or recall(memory, query))
    asked = ["--turns", "20,40", "--foreign", "30", "--encoder", "none", "--text", str(text), "--json"]
    assert main(["speed", *asked]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [one["turns"] for one in report["sizes"]] == [20, 40]
    for one in report["sizes"]:
        for name in ("recall", "write", "check", "open"):
            assert 0 < one[f"{name}_p50_ms"] <= one[f"{name}_p95_ms"]
    assert {word for query in queries for word in query.split()} <= set(text.read_text(encoding="utf-8").split())


def test_words_are_made_up_by_seed() -> None:
    assert speed._words(None, 1) == speed._words(None, 1) != speed._words(None, 2)


@pytest.mark.parametrize("told", [["--turns", "1"], ["--turns", "many"], ["--text", "/no/such/file"]])
def test_what_cannot_be_measured_is_named(told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed", "--encoder", "none", *told]) == 1
    assert "; give" in capsys.readouterr().err
