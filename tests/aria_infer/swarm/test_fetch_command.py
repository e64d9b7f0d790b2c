"""`aria fetch` and `aria offers` with real processes and sockets, as a user starts them, and as a crash ends them."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trio

import aria_infer
from aria_infer.cli import main
from aria_infer.contents import read_contents
from aria_infer.swarm import wire
from aria_infer.swarm.shipper import Shipper
from aria_p2p.config import NodeConfig
from aria_p2p.identity import Identity
from aria_p2p.node import open_node
from aria_p2p.streams import Channel
from aria_p2p.types import Frame

ROOT = Path(__file__).parents[3]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
ARIA = [sys.executable, "-m", "aria_infer"]
GONE_S = 20  # a node closes in good order when its standard input ends
CHILD_S = 60
NETWORK = "aria-test"
HELD = "3.q"  # in the middle of the demo model


@contextmanager
def nodes(folder: Path) -> Iterator["Nodes"]:
    """`aria node` processes that leave with this block."""
    running = Nodes(folder)
    try:
        yield running
    finally:
        for process in running.processes:
            process.communicate(timeout=GONE_S)  # closes its standard input
        assert [process.returncode for process in running.processes] == [0] * len(running.processes)


class Nodes:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.processes: list[subprocess.Popen[str]] = []
        self.addrs: list[str] = []

    def start(self, *arguments: str) -> str:
        """Its address."""
        data = self._folder / f"data-{len(self.processes)}"
        bootstrap = ["--bootstrap", self.addrs[0]] if self.addrs else []
        command = [*ARIA, "node", *arguments, *bootstrap, "--threads", "1", "--data", str(data), "--exit-with-stdin"]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT, cwd=self._folder
        )
        self.processes.append(process)
        assert process.stdout is not None
        self.addrs.append(json.loads(process.stdout.readline())["addrs"][0])
        return self.addrs[-1]


def test_a_node_with_nothing_but_a_manifest_joins_the_swarm(
    demo: aria_infer.Model, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fetch the half that nobody serves, serve it, and the swarm answers as one process does."""

    def told(*arguments: str) -> dict[str, object]:
        assert main([*arguments, "--json"]) == 0
        answer: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
        return answer

    part = tmp_path / "part"
    with nodes(tmp_path) as running:
        first = running.start("--model", "demo", "--layers", "0:3")
        fetched = told("fetch", demo.manifest, "--bootstrap", first, "--to", str(part), "--layers", "3:6")
        assert (fetched["manifest"], fetched["layers"]) == (demo.manifest, [3, 6])
        assert fetched["left"] == ["eos_token_id"] and not fetched["kept_bytes"]
        assert 1.6 < float(str(fetched["bits_per_weight"])) < 1.63
        facts = told("info", "--model", str(part))
        assert (facts["manifest"], facts["layers"]) == (demo.manifest, [3, 6])
        second = running.start("--model", str(part), "--layers", "3:6", "--no-audit")
        running.start("--model", "demo", "--layers", "2:3", "--no-audit", "--no-ship")
        answer = told("ask", "--model", "demo", "--prompt", "ROMEO:", "-n", "8", "--bootstrap", first)
        assert demo.tokenizer is not None
        assert answer["tokens"] == list(demo.generate(demo.tokenizer.encode("ROMEO:"), 8))
        offers = told("offers", demo.manifest, "--bootstrap", first)["offers"]
        assert isinstance(offers, list)
        costs = {tuple(offer["layers"]): offer["bits_per_weight"] for offer in offers}
        assert set(costs) == {(0, 3), (2, 3), (3, 6)} and costs[2, 3] is None
        assert 1.6 < costs[0, 3] < 1.7 and costs[3, 6] == costs[0, 3]
        assert main(["offers", demo.manifest, "--bootstrap", first]) == 0
        table = capsys.readouterr().out.splitlines()
        assert "BITS A WEIGHT" in table[0] and len(table) == 4
        assert sorted(line.split()[1] for line in table[1:]) == ["0:3", "2:3", "3:6"]
        assert sum(line.endswith("1.65") for line in table) == 2 and sum(line.endswith(" no") for line in table) == 1
        again = tmp_path / "again"
        assert main(["fetch", demo.manifest, "--from", second, "--from", first, "--to", str(again)]) == 0
        output = capsys.readouterr()
        assert "fetched layers 0:6" in output.out and "does not cover it: eos_token_id" in output.out
        assert "2.down 1.55 MB of 1.55 MB (100 %)" in output.err and "all is there and right" in output.err
    assert aria_infer.load(again).logits([1, 2]).tobytes() == demo.logits([1, 2]).tobytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither signal")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT"])  # by name: Windows lacks the first
async def test_a_kill_in_the_middle_leaves_what_came_and_nothing_half_believed(
    demo: aria_infer.Model, tmp_path: Path, how: str
) -> None:
    """A signal while a part is awaited; the same command then fetches what is missing, and nothing else."""
    asked = Counter[str]()
    reached, held = trio.Event(), True

    class Watched(Channel):
        """Notes what is asked for; while `held`, never gets to the part HELD."""

        def __init__(self, inner: Channel) -> None:
            self._inner, self.peer_id = inner, inner.peer_id

        async def send(self, header: bytes, body: bytes | memoryview = b"") -> None:
            await self._inner.send(header, body)

        async def receive(self, timeout_s: float | None = None) -> Frame:
            frame = await self._inner.receive(timeout_s)
            kind, message = wire.unpack(frame.header, "content_request", "piece_request")
            if kind == "piece_request":
                if held and message.name == HELD:
                    reached.set()
                    while True:  # until the asker is gone
                        await self._inner.receive(CHILD_S)
                asked[message.name] += 1
            return frame

    async with open_node(NodeConfig(identity=Identity.generate(), network=NETWORK)) as node:
        shipper = Shipper(node, demo, (0, 6))

        async def serve(channel: Channel) -> None:
            await shipper.serve(Watched(channel))

        node.handle(wire.WEIGHTS, serve)
        command = [
            *ARIA,
            "fetch",
            demo.manifest,
            "--from",
            node.addrs[0],
            "--network",
            NETWORK,
            "--to",
            "got",
            "--json",
        ]
        with trio.fail_after(CHILD_S):
            child = await trio.lowlevel.open_process(command, env=ENVIRONMENT, cwd=tmp_path, stderr=subprocess.PIPE)
            await reached.wait()  # so all but the last few pieces before it are written
            child.send_signal(signal.Signals[how])
            assert child.stderr is not None
            said = b"".join([data async for data in child.stderr])
            assert await child.wait() == (130 if how == "SIGINT" else -signal.Signals[how])
        assert (b"aria: stopped; what has come is kept" in said) == (how == "SIGINT") and b"Traceback" not in said
        staging = whole_parts(demo, tmp_path)
        assert {"tokenizer.json", "embedding", "0.q", "1.q"} <= staging.there and HELD in staging.awaited
        assert not (tmp_path / "got").exists()
        held = False
        asked.clear()
        with trio.fail_after(CHILD_S):
            done = await trio.run_process(command, env=ENVIRONMENT, cwd=tmp_path, capture_stdout=True)
    facts = json.loads(done.stdout.splitlines()[-1])
    assert set(asked) == staging.awaited and HELD in asked and "5.down" in asked
    assert facts["kept_bytes"] + facts["received_bytes"] == staging.total
    assert facts["kept_bytes"] > 700_000 and facts["received_bytes"] > 400_000
    assert os.listdir(tmp_path) == ["got"]  # the lock of who was killed too is gone
    got = aria_infer.load(tmp_path / "got")
    assert got.manifest == demo.manifest and got.logits([5]).tobytes() == demo.logits([5]).tobytes()


class whole_parts:
    """Names in a staging folder that are of full size, and those that are not, or not there."""

    def __init__(self, model: aria_infer.Model, folder: Path) -> None:
        contents = read_contents(model.manifest, model.content, model.config.canonical())
        assert model.source.tokenizer is not None
        sizes = {f"{e.part.name}.{kind}": e.size(kind) for e in contents.entries for kind in e.kinds}
        sizes["tokenizer.json.file"] = len(model.source.tokenizer)
        self.total = sizes["tokenizer.json.file"] + sum(
            e.size("U8" if e.part.ternary else "BF16") for e in contents.entries
        )
        names = {"tokenizer.json", *(entry.part.name for entry in contents.entries)}
        found = {path.name: path.stat().st_size for path in folder.glob(".got.*.fetch/*")}
        self.there = {name.rpartition(".")[0] for name, size in found.items() if sizes[name] == size}
        self.awaited = names - self.there


def test_wrong_use_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    dead = "/ip4/127.0.0.1/tcp/1/p2p/12D3KooWCs224tcf2sNqgHUPWtBHfYfPuj6czNyng7U9uUh5ggXa"
    manifest, to = "ab" * 32, ["--to", str(tmp_path / "got")]
    for arguments, message in (
        (["fetch", manifest, *to], "give --bootstrap ADDR, or --from ADDR"),
        (["offers", manifest], "give --bootstrap ADDR"),
        (["fetch", manifest, *to, "--from", dead], "no bootstrap peer answers"),
        (["fetch", manifest, *to, "--from", "nonsense"], "must end in /p2p/<peer id>"),
        (["fetch", "xy", *to, "--from", dead], "64 hex digits, not 'xy'"),
        (["offers", "xy", "--bootstrap", dead], "64 hex digits, not 'xy'"),
    ):
        assert main(arguments) == 1
        complaint = capsys.readouterr().err
        assert complaint.startswith("aria: error: ") and message in complaint and complaint.count("\n") == 1
    for arguments in (["fetch", manifest], ["fetch", manifest, *to, "--layers", "3"], ["fetch"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2
    with pytest.raises(SystemExit):
        main(["fetch", "--help"])
    text = capsys.readouterr().out
    assert "aria fetch MANIFEST --from ADDR --to ./part --layers 0:12" in text and "--unchecked" in text
