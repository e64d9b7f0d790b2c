"""Runs a peer's benchmark in turn with ours, so that both see the same machine at the same time."""

import os
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any, BinaryIO

from ..errors import InferError
from ..model import Model
from . import speed
from .peers import PeerRun, compare_rounds, parse

DEADLINE_S = 900.0  # of one run of the peer: a large model on a slow machine, with llama-bench's five repetitions
MAX_OUTPUT_BYTES = 4 << 20  # llama-bench prints about 1 kB a test


def compare(model: Model, command: str, rounds: int, progress: Callable[[str], None]) -> dict[str, Any]:
    """The peer, then the same tests with ours, `rounds` times. Returns `peers.compare_rounds` of them.

    Raises: InferError if the peer cannot be run, takes too long, fails, or prints something else than its JSON.
    """
    ours, theirs = [], []
    for index in range(rounds):
        progress(f"round {index + 1} of {rounds}: the peer")
        theirs.append(parse(run_peer(command)))
        if index == 0:  # new memory is slow once; a peer's benchmark warms up too
            progress("warming up")
            _run_ours(model, theirs[0])
        progress(f"round {index + 1} of {rounds}: ours")
        ours.append(_run_ours(model, theirs[0]))
    return compare_rounds(ours, theirs, command)


def _run_ours(model: Model, peer: PeerRun) -> PeerRun:
    most = model.config.max_positions
    once = speed.Effort(window_tokens=most, least=1, most=1, seconds=float("inf"))
    return PeerRun(
        model_type="aria",
        n_threads=model.pool.n_threads,
        tg={n: speed.generation(model, n) for n in peer.tg if n < most},
        pp={n: speed.prefill(model, n, once).median for n in peer.pp if n < most},
    )


def run_peer(command: str, deadline_s: float = DEADLINE_S) -> str:
    """Standard output of a command line, split as a shell would but run without one; what it started ends with it.

    Raises: InferError.
    """
    try:
        arguments = shlex.split(command)
    except ValueError as error:
        raise InferError(f"--against {command!r}: {error}") from None
    if not arguments:
        raise InferError("--against is empty; give the command line of a peer's benchmark")
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        status = _wait(arguments, out, err, deadline_s)
        if status is None:
            raise InferError(
                f"{arguments[0]} ran longer than {deadline_s:g} s and was ended; ask it for fewer repetitions"
            )
        if status != 0:
            raise InferError(f"{arguments[0]} ended with status {status}: {_last_line(err)}")
        return _text(out)


def _wait(arguments: list[str], out: BinaryIO, err: BinaryIO, deadline_s: float) -> int | None:
    """The exit status; None if the deadline passed."""
    try:
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=sys.platform != "win32"
        )
    except OSError as error:
        raise InferError(f"{arguments[0]}: cannot be run ({error.strerror})") from None
    try:
        return process.wait(deadline_s)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _text(file: BinaryIO) -> str:
    file.seek(0)
    data = file.read(MAX_OUTPUT_BYTES + 1)
    if len(data) > MAX_OUTPUT_BYTES:
        raise InferError(f"the peer printed more than {MAX_OUTPUT_BYTES} bytes; its JSON alone is wanted")
    return data.decode("utf-8", "replace")


def _last_line(file: BinaryIO) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 2000))
    lines = file.read().decode("utf-8", "replace").strip().splitlines()
    return ascii(lines[-1][:200]) if lines else "it said nothing"
