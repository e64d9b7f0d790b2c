"""Several real node processes on this machine, owned by an `async with`: for demonstrations and tests."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import trio

from aria_infer.errors import SwarmError
from aria_infer.swarm.groups import only_error

START_TIMEOUT_S = 40.0  # one process: imports, model, identity, first announcement, on a busy small machine
STOP_TIMEOUT_S = 4.0  # to leave in good order, before it is killed
STDERR_TAIL = 1200  # characters of a dead node's complaint that are shown
MAX_READY_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalNode:
    """A node process that is ready."""

    index: int
    peer_id: str
    addrs: tuple[str, ...]
    layers: tuple[int, int]
    pid: int


def split_layers(n_layers: int, n_nodes: int) -> list[tuple[int, int]]:
    """Contiguous slices, as even as they can be; with more nodes than layers, slices repeat from the front."""
    n = min(n_nodes, n_layers)
    edges = [round(i * n_layers / n) for i in range(n + 1)]
    return [(edges[i % n], edges[i % n + 1]) for i in range(n_nodes)]


@asynccontextmanager
async def open_local_swarm(
    model: str,
    slices: Sequence[tuple[int, int]],
    *,
    folder: Path | None = None,
    network: str = "aria-local",
    cheat: int | None = None,
) -> AsyncIterator[tuple[LocalNode, ...]]:
    """Start one process per slice, each with its own identity; the first is the bootstrap peer of the rest.

    model: as for ``aria_infer.load``. folder: for identities, logs and evidence; default a temporary one. cheat: the
    node that flips a weight. On exit, also by an error or a signal, no process is left; should this process be killed,
    the nodes see their standard input end.

    Raises: SwarmError with the end of a node's standard error when it does not come up.
    """
    with tempfile.TemporaryDirectory(prefix="aria-swarm-") as temporary:
        home = (folder or Path(temporary)).resolve()
        if await trio.Path(model).is_dir():  # the nodes run in another folder
            model = str(await trio.Path(model).resolve())
        processes: list[trio.Process] = []
        try:
            nodes: list[LocalNode] = []

            async def start(index: int, bootstrap: tuple[str, ...]) -> None:
                command = _command(model, slices[index], home / f"node-{index}", network, bootstrap, index == cheat)
                nodes.append(await _start(index, command, home, slices[index], processes))

            await start(0, ())
            failures: list[SwarmError] = []

            async def start_rest(index: int) -> None:
                try:
                    await start(index, nodes[0].addrs[:1])
                except SwarmError as error:
                    failures.append(error)
                    nursery.cancel_scope.cancel()

            try:
                async with trio.open_nursery() as nursery:
                    for index in range(1, len(slices)):
                        nursery.start_soon(start_rest, index)
            except BaseException as raised:  # noqa: BLE001  # reraised: a Ctrl-C comes out as one, not in a group
                raise only_error(raised) from None
            if failures:
                raise failures[0]
            yield tuple(sorted(nodes, key=lambda node: node.index))
        finally:
            with trio.CancelScope(shield=True):  # bounded by STOP_TIMEOUT_S
                await _stop(processes)


def _command(
    model: str, layers: tuple[int, int], folder: Path, network: str, bootstrap: tuple[str, ...], cheat: bool
) -> list[str]:
    command = [
        sys.executable,
        "-m",
        "aria_infer",
        "node",
        "--model",
        model,
        "--layers",
        f"{layers[0]}:{layers[1]}",
        "--data",
        str(folder),
        "--network",
        network,
        "--threads",
        "1",
        "--exit-with-stdin",
    ]
    for address in bootstrap:
        command += ["--bootstrap", address]
    return command + ["--flip-weight"] * cheat


def _environment() -> dict[str, str]:
    """Ours, with this very package first: `-m` would take one of that name from the folder we happen to be in."""
    packages = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [packages, os.environ.get("PYTHONPATH")]))}


async def _start(
    index: int, command: list[str], home: Path, layers: tuple[int, int], processes: list[trio.Process]
) -> LocalNode:
    await trio.Path(home).mkdir(parents=True, exist_ok=True)
    complaint = home / f"node-{index}.stderr"
    with complaint.open("wb") as stderr:
        process = await trio.lowlevel.open_process(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, cwd=home, env=_environment()
        )
    processes.append(process)
    line = bytearray()
    with trio.move_on_after(START_TIMEOUT_S):
        assert process.stdout is not None
        while b"\n" not in line and len(line) < MAX_READY_BYTES:
            data = await process.stdout.receive_some()
            if not data:
                break
            line += data
    if b"\n" not in line:
        tail = (await trio.Path(complaint).read_text(errors="replace"))[-STDERR_TAIL:].strip()
        raise SwarmError(f"node {index} did not start: {tail or f'it said nothing for {START_TIMEOUT_S:g} s'}")
    ready = json.loads(bytes(line).split(b"\n")[0])
    return LocalNode(index=index, peer_id=ready["peer_id"], addrs=tuple(ready["addrs"]), layers=layers, pid=process.pid)


async def _stop(processes: Sequence[trio.Process]) -> None:
    """Ask all at once by ending their standard input; kill those that stay."""
    try:
        for process in processes:
            if process.stdin is not None:
                with suppress(trio.BrokenResourceError):
                    await process.stdin.aclose()
        with trio.move_on_after(STOP_TIMEOUT_S):
            for process in processes:
                await process.wait()
    finally:  # also when a second Ctrl-C cuts the wait short
        for process in processes:
            if process.returncode is None:
                process.kill()
    for process in processes:
        await process.wait()
        if process.stdout is not None:
            await process.stdout.aclose()
