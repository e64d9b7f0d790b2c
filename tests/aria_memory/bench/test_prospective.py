"""The runner: counts what it should, by stand-in subjects whose figures are known."""

import math
from collections.abc import Mapping, Sequence

import pytest

from aria_memory.bench.prospective import MatcherSubject, interval, measure, play, run
from aria_memory.bench.prospective_data import Intention, Message, Stream, generate
from aria_memory.prospective.english_background import english_background
from aria_memory.prospective.matching import Matcher


class Oracle:
    """Knows the truth, or its opposite; handles all kinds."""

    def __init__(self, right: bool = True, late: float = 0.0) -> None:
        self.right, self.late = right, late
        self.pending: dict[str, Intention] = {}
        self.told: set[tuple[int | None, str]] = set()
        self.gone: list[str] = []

    def handles(self, intention: Intention) -> bool:
        return True

    def intend(self, intention: Intention) -> None:
        self.pending[intention.id] = intention

    def tick(self, now: float) -> Sequence[tuple[str, float]]:
        due = [(i.id, at + self.late) for i in self.pending.values() for at in i.due if at <= now]
        return [] if not self.right else due

    def scores(self, message: Message, recent: Sequence[str]) -> Mapping[str, float]:
        return {ident: 0.0 if (ident in message.fires) == self.right else 1.0 for ident in self.pending}

    def check(self, message: Message, recent: Sequence[str]) -> Sequence[str]:
        if not self.right:
            return [*message.fires, *self.gone[:1]]
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
    figures = run(Oracle(late=0.02), stream, 0.001)
    for name in ("focal_recall", "topical_message_recall", "topical_episode_recall"):
        assert value(figures, name) == 1.0
    for name in ("false_per_1000", "false_rate_of_one_intention", "near_miss"):
        assert value(figures, name) == 0.0
    assert figures["commission"] == figures["duplicates"] == 0
    assert figures["time_error_ms"] == pytest.approx(20, abs=0.01)


def test_its_opposite_gets_none(stream: Stream) -> None:
    figures = run(Oracle(right=False), stream, 0.001)
    for name in ("focal_recall", "topical_message_recall", "topical_episode_recall"):
        assert value(figures, name) == 0.0
    assert value(figures, "near_miss") == 1.0
    assert value(figures, "false_rate_of_one_intention") == 1.0
    assert figures["commission"] > 0 and figures["duplicates"] > 0  # type: ignore[operator]
    assert figures["time_error_ms"] == math.inf


def test_the_matcher_alone_handles_single_cues_and_finds_the_focal_ones(stream: Stream) -> None:
    outcome = play(MatcherSubject(Matcher(None, english_background(1_000)), 0.005), stream)
    assert {i.kind for _, i, _, _ in outcome.rows} == {"focal", "topical"}
    figures = measure(outcome, 0.005)
    assert value(figures, "focal_recall") >= 0.95
    assert value(figures, "topical_episode_recall") == 0.0
    assert figures["commission"] == figures["duplicates"] == 0


def test_intervals_are_wilsons() -> None:
    assert interval(0, 0)["n"] == 0
    rate = interval(10, 100)
    assert (rate["low"], rate["high"]) == (pytest.approx(0.0552, abs=1e-4), pytest.approx(0.1744, abs=1e-4))
    assert interval(0, 10)["low"] == 0.0 and interval(10, 10)["high"] == pytest.approx(1.0)
