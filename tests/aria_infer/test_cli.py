"""The `aria` command as a user runs it: a real process, its output and its exit status."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import aria_infer

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
CONTINUED = "\nI am a man as I loved thee,\nAnd I will not buy thee to the world."


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARIA_")}
    return {**kept, "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def aria(environment: dict[str, str]) -> Any:
    def run(*args: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "aria_infer", *map(str, args)]
        return subprocess.run(
            command,
            cwd=ROOT,
            env={**environment, **variables},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return run


def test_it_continues_a_text(aria: Any) -> None:
    done = aria("generate", "--model", "demo", "--prompt", "ROMEO:", "-n", "24")
    assert (done.returncode, done.stdout, done.stderr) == (0, CONTINUED + "\n", "")


def test_json_is_the_last_line(aria: Any) -> None:
    done = aria(
        "generate", "--model", "demo", "--prompt", "ROMEO:", "-n", "24", "--json", "--threads", "1", "--isa", "portable"
    )
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["text"] == CONTINUED
    assert (len(answer["tokens"]), answer["prompt_tokens"], answer["n_threads"], answer["isa"]) == (
        24,
        2,
        1,
        "portable",
    )
    assert answer["manifest"] == aria_infer.load("demo").manifest
    assert answer["profile"] == "aria-2"
    assert answer["tok_s"] > 0
    assert answer["first_token_s"] > 0


def test_tokens_and_environment_stand_in(aria: Any) -> None:
    text = json.loads(aria("generate", "--model", "demo", "--prompt", "ROMEO:", "-n", "6", "--json").stdout)
    ids = ",".join(map(str, aria_infer.load("demo").tokenizer.encode("ROMEO:")))
    done = aria("generate", "--model", "demo", "--tokens", ids, "-n6", "--json", ARIA_THREADS="1", ARIA_ISA="portable")
    answer = json.loads(done.stdout)
    assert answer["tokens"] == text["tokens"]
    assert (answer["n_threads"], answer["isa"]) == (1, "portable")


def test_a_seed_replays(aria: Any) -> None:
    command = ("generate", "--model", "demo", "--prompt", "To", "-n", "12", "--temperature", "0.9", "--top-p", "0.9")
    texts = [aria(*command, "--top-k", "50", "--seed", seed).stdout for seed in ("3", "3", "4")]
    assert texts[0] == texts[1] != texts[2]


def test_without_a_count_it_stays_within_the_context(aria: Any) -> None:
    tokens = ",".join(["5"] * 250)
    done = aria("generate", "--model", "demo", "--tokens", tokens, "--ignore-eos", "--json")
    assert len(json.loads(done.stdout)["tokens"]) == 6


def test_a_model_without_a_tokenizer_speaks_ids(aria: Any, tmp_path: Path) -> None:
    folder = shutil.copytree(FIXTURES / "falcon3-158-like", tmp_path / "model")
    done = aria("generate", "--model", folder, "--tokens", "1,2,3", "-n", "4", "--ignore-eos")
    assert done.returncode == 0
    assert len(done.stdout.strip().split(",")) == 4
    refused = aria("generate", "--model", folder, "--prompt", "Hello")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "no tokenizer.json" in refused.stderr
    assert "--tokens" in refused.stderr


def test_info_names_the_model(aria: Any) -> None:
    facts = json.loads(aria("info", "--model", "demo", "--json").stdout)
    assert facts["manifest"] == aria_infer.load("demo").manifest
    assert facts["n_layers"] == 6
    assert facts["manifest"] in aria("info", "--model", "demo").stdout


def test_help_and_version(aria: Any) -> None:
    done = aria("--help")
    assert done.returncode == 0
    assert 'aria generate --model demo --prompt "ROMEO:"' in done.stdout
    assert aria("--version").stdout == f"aria {aria_infer.__version__}\n"


GENERATE = ("generate", "--model", "demo")


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        ((), 2, ["COMMAND"]),
        (("fly",), 2, ["fly"]),
        (("generate",), 2, ["--model"]),
        (GENERATE, 2, ["--prompt"]),
        ((*GENERATE, "--prompt", "a", "--tokens", "1"), 2, ["--tokens"]),
        ((*GENERATE, "--tokens", "1,x"), 2, ["1,x", "token ids"]),
        ((*GENERATE, "--prompt", "a", "-n", "-3"), 2, ["-3"]),
        ((*GENERATE, "--prompt", "a", "--threads", "0"), 2, ["threads", "'0'"]),
        ((*GENERATE, "--prompt", "a", "--isa", "sse9"), 1, ["sse9", "portable"]),
        ((*GENERATE, "--prompt", ""), 1, ["empty"]),
        ((*GENERATE, "--tokens", "1024"), 1, ["1024", "1023"]),
        ((*GENERATE, "--prompt", "a", "-n", "300"), 1, ["300", "256"]),
        ((*GENERATE, "--prompt", "a " * 400), 1, ["256"]),
        ((*GENERATE, "--prompt", "a", "--temperature", "-1"), 1, ["temperature", "-1"]),
        ((*GENERATE, "--prompt", "a", "--seed", "-1"), 1, ["seed", "-1"]),
        (("generate", "--model", "/nowhere", "--prompt", "a"), 1, ["/nowhere", "no such folder"]),
    ],
)
def test_a_mistake_is_one_line(aria: Any, args: tuple[str, ...], status: int, words: list[str]) -> None:
    done = aria(*args)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith("aria: error: ")
    assert done.stderr.count("\n") == 1
    assert all(word in done.stderr for word in words), done.stderr


def test_a_mistake_in_the_environment_is_one_line(aria: Any) -> None:
    done = aria(*GENERATE, "--prompt", "a", ARIA_THREADS="many")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "ARIA_THREADS" in done.stderr


def test_a_truncated_model_is_one_line_that_names_the_file(aria: Any, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURES / "falcon3-158-like", tmp_path / "model"))
    weights = folder / "model.safetensors"
    content = weights.read_bytes()
    weights.unlink()
    weights.write_bytes(content[:-1000])
    done = aria("generate", "--model", folder, "--tokens", "1")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert str(weights) in done.stderr
    assert "download it again" in done.stderr


def started(environment: dict[str, str], n: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "aria_infer", *GENERATE, "--tokens", "5", "-n", str(n), "--ignore-eos"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_reader_that_leaves_is_no_error(environment: dict[str, str]) -> None:
    process = started({**environment, "ARIA_ISA": "portable", "ARIA_THREADS": "1"}, 255)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(environment: dict[str, str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "aria_infer", *GENERATE, "--tokens", "5", "-n", "3"],
            cwd=ROOT, env=environment, stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "aria: error: No space left on device: standard output\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows passes arguments as Unicode")
def test_an_argument_that_is_not_utf8_is_one_line(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "aria_infer", *GENERATE, "--prompt", b"caf\xe9"],
        cwd=ROOT, env={**environment, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "not valid Unicode: character 3" in done.stderr


def test_a_terminal_that_is_not_utf8_gets_escapes(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", r"from aria_infer.streams import write; write('d\u00e9j\u00e0')"],
        cwd=ROOT, env={**environment, "PYTHONIOENCODING": "ascii"}, capture_output=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, rb"d\xe9j\xe0")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_interrupted_is_130_and_quiet(environment: dict[str, str]) -> None:
    """The command waits on a pipe nobody writes to, so it surely still runs when the signal comes."""
    code = (
        "import sys, aria_infer.cli as cli\n"
        "def wait(args): print('ready', flush=True); sys.stdin.read()\n"
        "cli._info = wait\n"
        "sys.exit(cli.main(['info', '--model', 'demo']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 130
