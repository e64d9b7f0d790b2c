"""Commands whose standard streams are closed, full, or of another encoding than what they say."""

import ast
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aria_infer import streams

ROOT = Path(__file__).parent.parent.parent
CLOSING = """
import os, sys
for number in map(int, sys.argv[1].split(",")): os.close(number)
os.execv(sys.executable, [sys.executable, "-m", "aria_infer", *sys.argv[2:]])
"""
GENERATE = ("generate", "--model", "demo", "--prompt", "ROMEO:", "-n", "4")
SAID = "\nI am a"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARIA_", "PYTHONIO"))}
    return {**kept, "XDG_CACHE_HOME": str(tmp_path / "cache"), "ARIA_MODELS": str(tmp_path / "models")}


def without(numbers: str, *args: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CLOSING, numbers, *args]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.skipif(sys.platform == "win32", reason="an inherited handle cannot be closed by its number there")
def test_closed_streams_stop_no_command(environment: dict[str, str], tmp_path: Path) -> None:
    made = tmp_path / "made"
    for number in "012":
        done = without(number, *GENERATE, environment=environment)
        assert (done.returncode, done.stdout, done.stderr) == (0, "" if number == "1" else SAID + "\n", "")
    facts = without("2", "info", "--model", "demo", "--json", environment=environment)
    assert json.loads(facts.stdout)["n_layers"] == 6
    for args, status in ((("models",), 0), (("convert", "demo", str(made)), 0), (("rm", "demo"), 1), (("fly",), 2)):
        assert without("0,1,2", *args, environment=environment).returncode == status
    assert (made / "model.safetensors").stat().st_size > 0
    assert without("1", "rm", "demo", environment=environment).stderr.startswith("aria: error: 'demo")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_notice_that_finds_no_room_stops_no_work(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "models" / "a" / "b" / "safetensors").mkdir(parents=True)  # damaged: told on standard error
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "aria_infer", "models"],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=full, text=True,
        )  # fmt: skip
    assert done.returncode == 0
    assert "no models in" in done.stdout


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="needs a file system that takes any bytes as a name")
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_path_that_a_stream_cannot_say_is_escaped(
    encoding: str, environment: dict[str, str], tmp_path: Path
) -> None:
    folder = os.fsencode(tmp_path) + b"/m \xc3\xbc \xf0\x9f\x98\x80 \xff"
    own = {**environment, "ARIA_MODELS": os.fsdecode(folder), "PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"}

    def aria(*args: str | bytes) -> bytes:
        command = [sys.executable, "-m", "aria_infer", *args]
        done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, timeout=120)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    said = {
        "ascii": rb"m \xfc \U0001f600 \udcff",
        "cp1252": b"m \xfc " + rb"\U0001f600 \udcff",
        "utf-8": "m ü 😀 ".encode() + rb"\udcff",
    }
    assert said[encoding] in aria("models")
    assert said[encoding] in aria("convert", "demo", folder)
    shutil.rmtree(folder)


def test_only_what_an_encoding_lacks_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(inner, encoding="latin-1"))
    streams.write("d\u00e9j\u00e0 \u20ac\n")
    assert inner.getvalue() == b"d\xe9j\xe0 \\u20ac\n"


def test_there_is_one_door_for_what_commands_say() -> None:
    for path in (ROOT / "aria_infer").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            prints = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            assert not prints, f"{path}, line {node.lineno}: prints past streams.py"
