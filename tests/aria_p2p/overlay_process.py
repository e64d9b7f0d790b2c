"""A node in a process of its own, to talk to and to kill."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import trio

ROOT = Path(__file__).resolve().parents[2]


class Child:
    """tests/aria_p2p/overlay_child.py, running: a node that says where it is and then serves until killed."""

    def __init__(self, process: subprocess.Popen[str], said: dict[str, object]) -> None:
        self.process = process
        self.peer_id = str(said["peer_id"])
        self.addr = str(said["addr"])


@asynccontextmanager
async def child_node(*arguments: str) -> AsyncIterator[Child]:
    """A node in another process; `arguments` go to overlay_child.py."""
    process = subprocess.Popen(  # noqa: ASYNC220  # starting one is quick, and its output is read in a thread
        [sys.executable, str(Path(__file__).with_name("overlay_child.py")), *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        with trio.fail_after(30):
            line = await trio.to_thread.run_sync(process.stdout.readline, abandon_on_cancel=True)
        yield Child(process, json.loads(line))
    finally:
        process.kill()
        await trio.to_thread.run_sync(partial(process.wait, 10))
        assert process.stdout is not None
        process.stdout.close()
