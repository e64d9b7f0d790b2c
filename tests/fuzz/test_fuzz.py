"""Every parser takes a short run of the fuzzer, and the fuzzer finds what it is for."""

import json
import os
import random
from pathlib import Path

import pytest

from tests.fuzz import registry
from tests.fuzz.__main__ import main
from tests.fuzz.mutation import mutate
from tests.fuzz.target import CORPUS
from tests.fuzz.watch import Batch, Campaign, run_batch

RUNS = int(os.environ.get("ARIA_FUZZ_RUNS", "1500"))


@pytest.mark.parametrize("name", registry.NAMES)
def test_no_input_leads_to_anything_but_a_parse_or_a_clean_error(name: str) -> None:
    outcome = run_batch(Batch(target=name, engine="mutation", runs=RUNS, seed=20261124))
    assert not outcome.problem, f"{outcome.problem}\n{outcome.input!r}"
    assert outcome.runs == RUNS


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        ("raises", "ValueError: not clean"),
        ("loops", "of processor time"),
        ("takes", "MemoryError"),
        ("dies", "status"),
    ],
)
def test_bad_parsers_are_found(behaviour: str, problem: str) -> None:
    if behaviour == "takes" and not Path("/proc/self/statm").exists():
        pytest.skip("memory is bounded where the system can")
    outcome = run_batch(Batch(target=f"self-test-{behaviour}", engine="mutation", runs=200, seed=1))
    assert problem in outcome.problem
    assert outcome.input.endswith(b"!")


def test_every_seed_is_a_whole_input() -> None:
    for name in registry.NAMES:
        target = registry.find(name)
        for path in sorted((CORPUS / name).iterdir()):
            if "finding" not in path.name:
                target.run(path.read_bytes())
            assert path.stat().st_size <= target.max_bytes


def test_a_seed_names_a_run() -> None:
    def inputs(seed: int) -> list[bytes]:
        rng = random.Random(seed)
        return [mutate(b"a seed of some length", rng, (b"another",), 64) for _ in range(50)]

    assert inputs(1) == inputs(1) != inputs(2)
    assert all(len(data) <= 64 for data in inputs(3))


def test_a_campaign_goes_on_where_it_stopped(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    lines: list[str] = []
    for total in (300, 500):
        campaign = Campaign(state)
        campaign.load()
        campaign.go(("shard", "terms"), total, 200, ("mutation",), 1, lines.append)
    assert json.loads(state.read_text()) == {"runs": {"shard": 500, "terms": 500}, "batches": 6, "findings": 0}
    assert [line.split()[-3] for line in lines] == ["200", "200", "100", "100", "200", "200"]


def test_unknown_targets_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err
