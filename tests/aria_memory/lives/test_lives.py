"""Lives made up by chance: what fires, in which order and why, and how all stands, as an oracle says it must.

The long form: `python -m tests.aria_memory.soak lives`.
"""

import random
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory import Every
from aria_memory.prospective.recurrence import occurrences
from tests.aria_memory.lives.generator import live
from tests.aria_memory.lives.made_up import ZONES
from tests.aria_memory.lives.wall_times import instant


@settings(max_examples=16, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_life_is_as_the_readme_says(seed: int) -> None:
    with TemporaryDirectory() as folder:
        live(Path(folder) / "x.db", random.Random(seed), 80)


def test_lives_are_full_of_what_they_are_about() -> None:
    """Or they would compare nothing with nothing."""
    told: list[str] = []
    with TemporaryDirectory() as folder:
        for seed in range(14):
            told += live(Path(folder) / f"{seed}.db", random.Random(seed), 100).log
    text = "\n".join(told)
    for kind in ("topic", "at", "every", "session_start", "condition", "snoozed"):
        assert f"'{kind}'" in text, kind
    assert sum("fires" in line for line in told) > 30
    for happens in ("clock -", "restart", "mistaken", "snooze", "release", " ask "):
        assert happens in text, happens


@pytest.mark.parametrize("zone", ZONES)
def test_the_oracle_reads_clocks_as_they_are(zone: str) -> None:
    """Through days on which some change: what is shown first, and what is left out."""
    for day in (datetime(2026, 3, 28), datetime(2026, 4, 4), datetime(2026, 9, 5), datetime(2026, 10, 24)):
        for half in range(96):
            wall = day + timedelta(minutes=30 * half)
            every = Every("FREQ=DAILY;COUNT=1", zone=zone, start=wall)
            assert occurrences(every.recurrence, 0, instant(wall, zone)) == [instant(wall, zone)]
