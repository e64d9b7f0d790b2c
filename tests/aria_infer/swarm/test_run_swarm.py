"""The main job with real processes and sockets, as a user starts it."""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import aria_infer
from aria_infer.cli import main
from aria_infer.swarm.local import split_layers

ROOT = Path(__file__).parents[3]
SCRIPT = [sys.executable, str(ROOT / "examples" / "run_swarm.py")]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
TIMEOUT_S = 120
GONE_S = 20  # a node closes in good order when its standard input ends


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SCRIPT, *arguments], capture_output=True, text=True, timeout=TIMEOUT_S, env=ENVIRONMENT, cwd=cwd
    )


def test_honest_run(tmp_path: Path) -> None:
    """Started in a folder with another package of our name, such as a checkout beside an installed one."""
    (tmp_path / "aria_infer").mkdir()
    (tmp_path / "aria_infer" / "__init__.py").write_text("raise ImportError('the wrong package')\n")
    done = run("--nodes", "3", "-n", "8", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["matches_local"] is True and len(report["tokens"]) == 8 and report["frauds"] == []
    assert report["records"] == report["countersigned"] == 3
    assert [row["layers"] for row in report["route"]] == [[0, 2], [2, 4], [4, 6]]
    for key in ("text", "tok_s", "first_token_s", "local_tok_s", "hop_overhead_ms"):
        assert report[key]


def test_cheat_is_exposed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run("--nodes", "3", "-n", "8", "--cheat", "1", "--evidence", str(tmp_path), "--json")
    assert done.returncode == 1, done.stdout + done.stderr
    (fraud,) = json.loads(done.stdout.splitlines()[-1])["frauds"]
    assert (fraud["node"], fraud["layers"], fraud["outcome"]) == (1, [2, 4], "fraud")
    assert f"EXPOSED node 1: fraud by {fraud['peer']}" in done.stdout
    assert main(["verify", fraud["evidence"], "--model", "demo"]) == 0
    assert fraud["peer"] in capsys.readouterr().out


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for the nodes by process descriptors, a Linux thing")
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGKILL"])  # by name: Windows lacks the last
def test_no_process_outlives_the_run(how: str) -> None:
    process = subprocess.Popen([*SCRIPT, "--nodes", "2"], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
    assert process.stdout is not None
    assert "starting 2 nodes" in process.stdout.readline()
    assert "complete" in process.stdout.readline()
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")  # a child belongs to the thread that started it
    nodes = [int(pid) for task in tasks for pid in task.read_text().split()]
    assert len(nodes) == 2
    watched = [os.pidfd_open(pid) for pid in nodes]
    process.send_signal(signal.Signals[how])
    assert process.wait(TIMEOUT_S) != 0
    for descriptor in watched:
        assert select.select([descriptor], [], [], GONE_S)[0], "a node is still there"
        os.close(descriptor)
    process.stdout.close()


def test_nodes_and_client_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`aria node` twice and `aria ask`, as on three machines: the client knows one address."""
    nodes: list[subprocess.Popen[str]] = []
    bootstrap: list[str] = []
    try:
        for layers in ("0:3", "3:6"):
            command = [sys.executable, "-m", "aria_infer", "node", "--model", "demo", "--layers", layers, *bootstrap]
            command += ["--data", str(tmp_path / layers.replace(":", "-")), "--exit-with-stdin"]
            node = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT, cwd=tmp_path
            )
            nodes.append(node)
            assert node.stdout is not None
            bootstrap = bootstrap or ["--bootstrap", json.loads(node.stdout.readline())["addrs"][0]]
        assert nodes[1].stdout is not None and "ready" in nodes[1].stdout.readline()
        assert main(["ask", "--model", "demo", "--prompt", "ROMEO:", "-n", "8", *bootstrap, "--json"]) == 0
        answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    finally:
        for node in nodes:
            node.communicate(timeout=GONE_S)  # closes its standard input
    assert [node.returncode for node in nodes] == [0, 0]
    model = aria_infer.load("demo")
    assert model.tokenizer is not None
    assert answer["tokens"] == list(model.generate(model.tokenizer.encode("ROMEO:"), 8))
    assert (answer["records"], answer["countersigned"], answer["frauds"]) == (2, 2, [])


def test_wrong_use_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    dead = "/ip4/127.0.0.1/tcp/1/p2p/12D3KooWCs224tcf2sNqgHUPWtBHfYfPuj6czNyng7U9uUh5ggXa"
    broken = tmp_path / "identity"
    broken.write_bytes(b"not a key")
    broken.chmod(0o600)
    for arguments, message in (
        (["ask", "--model", "demo", "--prompt", "hi", "--bootstrap", dead], "no bootstrap peer answers"),
        (["ask", "--model", "demo", "--prompt", "hi"], "give --bootstrap"),
        (["node", "--model", "demo", "--layers", "3:9", "--data", str(tmp_path)], "layers 0:6"),
        (["node", "--model", "demo", "--data", str(tmp_path), "--identity", str(broken)], str(broken)),
        (["verify", str(tmp_path / "none"), "--model", "demo"], "No such file"),
    ):
        assert main(arguments) == 1
        complaint = capsys.readouterr().err
        assert complaint.startswith("aria: error: ") and message in complaint and complaint.count("\n") == 1


def test_slices_cover_every_layer() -> None:
    for n_layers in range(1, 40):
        for n_nodes in range(1, 50):
            slices = split_layers(n_layers, n_nodes)
            assert len(slices) == n_nodes and {layer for s in slices for layer in range(*s)} == set(range(n_layers))
