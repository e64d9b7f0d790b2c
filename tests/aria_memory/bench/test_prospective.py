"""The runner: counts what it should, by stand-in subjects whose figures are known; the memory on a short life."""

import argparse
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from aria_memory.bench import prospective_command
from aria_memory.bench.__main__ import main as bench
from aria_memory.bench.prospective import QUIET, Outcome, interval, measure, play, trade
from aria_memory.bench.prospective_data import Intention, Message, Stream, generate
from aria_memory.bench.prospective_life import Life
from aria_memory.bench.prospective_waits import measure_waits


class Oracle:
    """Knows the truth, or its opposite."""

    def __init__(self, right: bool = True, late: float = 0.0) -> None:
        self.right, self.late = right, late
        self.pending: dict[str, Intention] = {}
        self.told: set[tuple[object, str]] = set()
        self.gone: list[str] = []

    def intend(self, intention: Intention) -> None:
        self.pending[intention.id] = intention

    def tick(self, now: float) -> Sequence[tuple[str, float, float]]:
        due = [(i.id, at + self.late, at) for i in self.pending.values() for at in i.due if at <= now]
        new = [each for each in due if (each[0], each[2]) not in self.told]
        self.told.update((ident, at) for ident, _, at in new)
        return new if self.right else []

    def scores(self, message: Message) -> Mapping[str, float]:
        return {ident: 0.0 if (ident in message.fires) == self.right else 1.0 for ident in self.pending}

    def check(self, message: Message) -> Sequence[str]:
        if not self.right:
            wrong = [ident for ident, _ in message.near] + list(self.pending)[:1] * message.filler
            return [*wrong, *wrong, *self.gone[:1]]
        fresh = [i for i in message.fires if (message.episode, i) not in self.told]
        self.told.update((message.episode, i) for i in fresh)
        return fresh

    def done(self, ident: str) -> None:
        self.gone.append(self.pending.pop(ident).id)


@pytest.fixture(scope="module")
def stream() -> Stream:
    return generate("train", intentions=40, messages=1_500, history=10)


def value(figures: Mapping[str, object], name: str) -> float:
    rate = figures[name]
    assert isinstance(rate, dict)
    return float(rate["value"])


def test_the_truth_gets_full_marks(stream: Stream) -> None:
    outcome = play(Oracle(late=0.02), stream)
    figures = measure(outcome)
    for name in ("focal_recall", "topical_episode_recall"):
        assert value(figures, name) == 1.0
    for name in ("false_per_1000", "near_miss", "commission", "duplicates"):
        assert value(figures, name) == 0.0
    kinds = figures["kinds"]
    assert isinstance(kinds, dict)
    assert set(kinds) == {"focal", "topical", "time", "recurring", "condition", "compound", "dependent"}
    assert [kind["recall"]["value"] for kind in kinds.values()] == [1.0] * 7
    assert kinds["time"]["time_error_ms_injected_clock"] == pytest.approx(20, abs=0.01)
    assert all(row["topical_episode_recall"]["value"] == 1.0 for row in trade(outcome))  # type: ignore[index]


def test_its_opposite_gets_none(stream: Stream) -> None:
    figures = measure(play(Oracle(right=False), stream))
    for name in ("focal_recall", "topical_episode_recall"):
        assert value(figures, name) == 0.0
    assert value(figures, "near_miss") == 1.0
    assert value(figures, "false_per_1000") > 900
    for name in ("commission", "duplicates"):
        rate = figures[name]
        assert isinstance(rate, dict) and rate["count"] > 0 and rate["value"] > 0
    kinds = figures["kinds"]
    assert isinstance(kinds, dict) and kinds["time"]["recall"]["value"] == 0.0


def test_the_table_of_alphas_counts_messages_and_lets_what_fired_rest(stream: Stream) -> None:
    fillers = [m for m in stream.messages if m.filler][: 3 * QUIET]
    one = stream.intentions[0].id
    outcome = Outcome(stream, scored=[(m, {one: 0.001, "other": 0.001}) for m in fillers])
    low, high = trade(outcome, (0.0005, 0.001))
    rates = []
    for row in (low, high):
        assert isinstance(row["achieved"], dict)
        rates.append(row["achieved"]["value"])
    expected, last = 0, -math.inf
    for m in fillers:
        if m.index - last >= QUIET:
            expected, last = expected + 1, m.index
    assert rates == [0.0, expected / len(fillers)]
    outcome.scored[0] = (fillers[0], {one: 0.0, "other": 0.001})  # its words come up: not alpha's doing
    for row, counted in zip(trade(outcome, (0.0005, 0.001)), (0, expected - 1), strict=True):
        assert isinstance(row["by_topic"], dict)
        assert row["by_topic"]["value"] == counted / len(fillers)


def test_a_memory_without_an_encoder_lives_a_short_life(tmp_path: Path, stream: Stream) -> None:
    life = Life(tmp_path / "x.db", stream, None, 0.001, warm=True)
    with life.memory:
        figures = measure(play(life, stream))
    kinds = figures["kinds"]
    assert isinstance(kinds, dict)
    recalls = {name: kind["recall"]["value"] for name, kind in kinds.items()}
    assert recalls.pop("topical") == 0.0
    assert recalls == dict.fromkeys(recalls, 1.0)
    assert [kinds[name]["time_error_ms_injected_clock"] for name in ("time", "recurring")] == [0.0, 0.0]
    for name in ("false_per_1000", "commission", "duplicates"):
        assert value(figures, name) == 0.0
    assert value(figures, "near_miss") <= 0.1


def test_real_timers_fire_once_those_of_another_process_too(tmp_path: Path) -> None:
    waits = measure_waits(tmp_path / "x.db", timers=6, within=0.5)
    assert (waits["n"], waits["lost"], waits["duplicates"]) == (6, 0, 0)
    assert 0 <= waits["median"] <= waits["value"] < math.inf


def test_the_command_ends_with_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--encoder", "none", "--split", "train", "--intentions", "20", "--messages", "600", "--no-clock", "--json"]
    assert bench(["prospective", *words]) == 0
    report = json.loads(capsys.readouterr().out)
    names = {
        "focal_recall", "topical_episode_recall", "false_per_1000", "near_miss", "commission", "duplicates",
        "time_error_ms", "seed", "data_sha256", "versions", "encoder", "cold", "warm",
    }  # fmt: skip
    assert names <= set(report)
    assert [row["alpha"] for row in report["cold"]["alphas"]][:2] == [0.0005, 0.001]
    parser = argparse.ArgumentParser()
    prospective_command.add_arguments(parser)
    assert parser.parse_args([]).split == "test"
    assert bench(["prospective", "--split", "train", "--messages", "5"]) == 1
    assert "too few" in capsys.readouterr().err


def test_intervals_are_wilsons() -> None:
    assert interval(0, 0)["n"] == 0
    rate = interval(10, 100)
    assert (rate["low"], rate["high"]) == (pytest.approx(0.0552, abs=1e-4), pytest.approx(0.1744, abs=1e-4))
    assert interval(0, 10)["low"] == 0.0 and interval(10, 10)["high"] == pytest.approx(1.0)
