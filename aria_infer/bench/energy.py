"""Energy of a piece of work: the CPU packages' own counters where they can be read, else an estimate that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..kernel import usable_cpus

POWERCAP = Path("/sys/class/powercap")
WATTS_PER_CORE = 7.0  # one busy core with its share of the memory: server parts take 4 to 8 W, desktop parts 8 to 15 W


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """One package's counter: path of its energy_uj, and the value in microjoules at which it starts again from 0."""

    path: Path
    wraps_at: int


def find_counters(folder: Path = POWERCAP) -> tuple[Counter, ...]:
    """The packages' RAPL counters that this user may read; of their parts (cores, memory) none."""
    found = []
    for zone in sorted(folder.glob("intel-rapl:*")):
        if zone.name.count(":") != 1 or not (_text(zone / "name") or "").startswith("package"):
            continue
        wraps_at = _number(zone / "max_energy_range_uj")
        if wraps_at is not None and _number(zone / "energy_uj") is not None:
            found.append(Counter(path=zone / "energy_uj", wraps_at=wraps_at))
    return tuple(found)


class Meter:
    """Energy since it was made."""

    def __init__(self, n_threads: int, counters: Sequence[Counter] | None = None) -> None:
        self._counters = find_counters() if counters is None else tuple(counters)
        self._watts = WATTS_PER_CORE * min(n_threads, usable_cpus())  # more threads keep no more cores busy
        self._start = [_number(counter.path) for counter in self._counters]
        self.source = (
            "rapl: all CPU packages, whatever runs on them"
            if self._counters
            else f"estimate: {WATTS_PER_CORE:g} W per busy core"
        )

    def joules(self, seconds: float) -> float:
        """Energy used; seconds: how long it has been, for an estimate. A counter may wrap around once."""
        if not self._counters:
            return self._watts * seconds
        total = 0
        for counter, start in zip(self._counters, self._start, strict=True):
            now = _number(counter.path)
            if start is None or now is None:  # the system took the counter away
                self.source = f"estimate: {WATTS_PER_CORE:g} W per busy core"
                return self._watts * seconds
            total += now - start + (counter.wraps_at if now < start else 0)
        return total / 1e6


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return None


def _number(path: Path) -> int | None:
    text = _text(path)
    return int(text) if text is not None and text.isdecimal() else None
