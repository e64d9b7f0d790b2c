"""Measures how late a real timer fires: a task that sleeps until the next due time, on the system's clock.

Half of the timers are set by the task itself before it begins to wait, half by another process while it waits. It
sleeps until `next_due`, but at most LOOK_S at a time, which is when it sees what others have set.
"""

import math
import multiprocessing
import statistics
import time
from pathlib import Path

from ..memory import Memory
from ..prospective.triggers import At

TIMERS = 60
WITHIN_S = 6.0  # they are spread over this time
LOOK_S = 0.25  # another process's timer must be set this much before it is due
AHEAD_S = 2.5  # how long before the first one the others are set: a process takes a second or two to start
_GIVE_UP_S = 60.0  # after the last was due: something is wrong then
_Z = 1.959964


def _set(path: str, due: list[float]) -> None:
    with Memory.open(path, scope="timers", encoder=None) as memory:
        for at in due:
            memory.intend("another process's", At(at))


def measure_waits(path: Path, timers: int = TIMERS, within: float = WITHIN_S) -> dict[str, float | int]:
    """Errors in milliseconds: `value` the worst, `mean` with its 95% interval `low` to `high`; `lost` never fired."""
    begin = time.time() + AHEAD_S
    due = [begin + within * index / timers for index in range(timers)]
    mine, theirs = due[::2], due[1::2]
    errors: dict[float, float] = {}
    twice = 0
    with Memory.open(path, scope="timers", encoder=None) as memory:
        for at in mine:
            memory.intend("my own", At(at))
        other = multiprocessing.get_context("spawn").Process(target=_set, args=(str(path), theirs))
        other.start()
        while len(errors) < timers and time.time() < due[-1] + _GIVE_UP_S:
            following = memory.next_due()
            time.sleep(LOOK_S if following is None else min(LOOK_S, max(0.0, following - time.time())))
            for firing in memory.due():
                at = float(firing.why[0]["due"])
                twice += at in errors
                errors[at] = (time.time() - at) * 1000
        other.join(_GIVE_UP_S)
    found = sorted(errors.values())
    mean = statistics.fmean(found) if found else math.nan
    half = _Z * statistics.stdev(found) / math.sqrt(len(found)) if len(found) > 1 else math.nan
    worst = [max((errors[at] for at in group if at in errors), default=math.nan) for group in (mine, theirs)]
    return {
        "value": found[-1] if len(found) == timers else math.inf, "mean": mean, "low": mean - half, "high": mean + half,
        "median": statistics.median(found) if found else math.nan, "n": timers, "lost": timers - len(found),
        "duplicates": twice, "worst_own": worst[0], "worst_other_process": worst[1],
    }  # fmt: skip
