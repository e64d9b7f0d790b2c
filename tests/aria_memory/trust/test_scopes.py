"""Nothing of one scope is seen from another."""

from pathlib import Path

from tests.aria_memory.soak.canary import ACTS, wander


def test_canaries_of_twelve_scopes(tmp_path: Path) -> None:
    assert wander(tmp_path, steps=500, seed=4).keys() == ACTS.keys()
