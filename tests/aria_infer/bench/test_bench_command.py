"""`aria bench` as a user runs it. Nothing here asks how fast it is."""

import json
import math
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.aria_infer.bench.test_report import SURFACE

ROOT = Path(__file__).parents[3]


def bench(*args: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "aria_infer", "bench", *map(str, args)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ARIA_")}
    return subprocess.run(
        command, cwd=ROOT, env={**environment, **variables}, capture_output=True, text=True, timeout=300
    )


def test_the_last_line_is_one_object_with_every_key(tmp_path: Path) -> None:
    done = bench("--shape", "demo", "--threads", "1", "--quick", "--json", "--out", tmp_path / "new")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout.splitlines()[-1])
    assert set(SURFACE) <= set(answer)
    assert (answer["shape"], answer["n_threads"], answer["profile"]) == ("demo", 1, "aria-2")
    for key in (
        "read_gb_s",
        "int8_gop_s",
        "decode_bytes_per_token",
        "decode_bandwidth_share",
        "load_s",
        "rss_mb",
        "mj_per_token",
    ):
        assert 0 < answer[key] < math.inf, key
    for key in ("decode_tok_s", "prefill_tok_s", "prefill_peak_share", "batch_tok_s"):
        assert answer[key] and all(0 < value < math.inf for value in answer[key].values()), key
    assert json.loads((tmp_path / "new" / "bench-demo-1t.json").read_text()) == answer
    ET.parse(tmp_path / "new" / "bench-demo-1t.svg")


def test_parts_can_be_chosen_and_a_table_is_printed() -> None:
    args = ("--threads", "1", "--quick", "--only", "batch", "--isa", "portable", "--layout", "base3")
    done = bench("--shape", "demo", *args)
    assert done.returncode == 0
    assert "8 sequences" in done.stdout
    assert "portable, tile16x16-base3" in done.stdout
    assert "context" not in done.stdout
    assert "limits" not in done.stdout


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (("--shape", "9b"), 2, "9b"),
        (("--only", "decode,fly"), 2, "'fly'"),
        (("--shape", "demo", "--threads", "0"), 2, "'0'"),
        (("--shape", "demo", "--isa", "sse9"), 1, "sse9"),
        (("--shape", "demo", "--quick", "--only", "load", "--against", "/nowhere/x"), 1, "/nowhere/x"),
    ],
)
def test_a_mistake_is_one_line(args: tuple[str, ...], status: int, words: str) -> None:
    done = bench(*args)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith("aria: error: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
