"""Energy from a stand-in for the system's counters."""

from pathlib import Path

import pytest

from aria_infer.bench import energy
from aria_infer.bench.energy import WATTS_PER_CORE, Meter, find_counters


@pytest.fixture(autouse=True)
def two_cpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(energy, "usable_cpus", lambda: 2)


def zone(folder: Path, name: str, kind: str, energy: str, most: str = "1000000") -> Path:
    path = folder / name
    path.mkdir()
    for file, text in (("name", kind), ("energy_uj", energy), ("max_energy_range_uj", most)):
        (path / file).write_text(text + "\n")
    return path / "energy_uj"


def test_packages_are_added_and_their_parts_are_not(tmp_path: Path) -> None:
    first = zone(tmp_path, "intel-rapl:0", "package-0", "100")
    second = zone(tmp_path, "intel-rapl:1", "package-1", "200")
    zone(tmp_path, "intel-rapl:0:0", "core", "50")
    zone(tmp_path, "intel-rapl:2", "psys", "50")
    meter = Meter(4, find_counters(tmp_path))
    first.write_text("500100\n")
    second.write_text("250200\n")
    assert meter.joules(10.0) == pytest.approx(0.75)
    assert meter.source.startswith("rapl")


def test_a_counter_that_wraps_goes_on(tmp_path: Path) -> None:
    counter = zone(tmp_path, "intel-rapl:0", "package-0", "900000", "1000000")
    meter = Meter(1, find_counters(tmp_path))
    counter.write_text("100000\n")
    assert meter.joules(1.0) == pytest.approx(0.2)


def test_without_counters_it_is_an_estimate_that_says_so(tmp_path: Path) -> None:
    meter = Meter(2, find_counters(tmp_path / "absent"))
    assert meter.joules(3.0) == pytest.approx(2 * WATTS_PER_CORE * 3.0)
    assert meter.source == f"estimate: {WATTS_PER_CORE:g} W per busy core"


def test_more_threads_than_cpus_take_no_more() -> None:
    assert Meter(256, ()).joules(3.0) == pytest.approx(2 * WATTS_PER_CORE * 3.0)


@pytest.mark.parametrize("damage", ["", "many", "-5", "1e9"])
def test_a_counter_that_is_no_number_is_not_used(tmp_path: Path, damage: str) -> None:
    zone(tmp_path, "intel-rapl:0", "package-0", damage)
    assert find_counters(tmp_path) == ()


def test_a_counter_that_goes_away_leaves_an_estimate(tmp_path: Path) -> None:
    counter = zone(tmp_path, "intel-rapl:0", "package-0", "5")
    meter = Meter(1, find_counters(tmp_path))
    counter.unlink()
    assert meter.joules(2.0) == pytest.approx(2 * WATTS_PER_CORE)
    assert meter.source.startswith("estimate")
