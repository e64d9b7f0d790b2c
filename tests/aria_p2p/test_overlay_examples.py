"""The overlay's examples run as a user would run them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "said"),
    [("two_nodes", "client sent 'travel', got 'TRAVEL'"), ("routing_only", "after withdrawal: 0 found")],
)
def test_example_runs(name: str, said: str) -> None:
    script = ROOT / "examples" / f"{name}.py"
    assert len(script.read_text().splitlines()) < 60
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        timeout=90,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout
