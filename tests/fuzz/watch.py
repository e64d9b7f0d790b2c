"""Runs workers in batches, sees them fail, hang or die, and keeps count in a file so that a long run can go on."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.registry import DEADLINE_S
from tests.fuzz.scratch import Scratch
from tests.fuzz.worker import FOUND

ROOT = Path(__file__).parents[2]
START_S = 120.0  # of the imports, before the first input
POLL_S = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """So many inputs for one target in one process. engine: "atheris" or "mutation"."""

    target: str
    engine: str
    runs: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a batch came to. problem: empty, or what went wrong, with the input that did it."""

    runs: int
    problem: str = ""
    input: bytes = b""


def run_batch(batch: Batch, folder: Path | None = None) -> Outcome:
    """Run one batch. folder: where atheris keeps what it finds worth keeping; None: for this batch alone."""
    with tempfile.TemporaryDirectory() as temporary:
        path, kept = Path(temporary) / "scratch", folder or Path(temporary) / "kept"
        kept.mkdir(parents=True, exist_ok=True)
        scratch = Scratch.create(path)
        command = [sys.executable, "-m", "tests.fuzz.worker", batch.target, batch.engine, str(batch.runs)]
        with (Path(temporary) / "log").open("w+b") as log:
            worker = subprocess.Popen(
                [*command, str(batch.seed), str(path), str(kept)],
                cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "TMPDIR": temporary, "PYTHONHASHSEED": "0"},
            )  # fmt: skip
            hung = _wait(worker, scratch)
            log.seek(0)
            said = log.read().decode(errors="replace")
        number, data = scratch.number, scratch.input
        scratch.close()
    if hung:
        return Outcome(runs=number, problem=f"took more than {DEADLINE_S:g} s of processor time", input=data)
    if worker.returncode == 0:
        return Outcome(runs=number)
    how = said if worker.returncode == FOUND else f"the process ended with status {worker.returncode}\n{said[-3000:]}"
    return Outcome(runs=number, problem=how, input=data)


def _wait(worker: "subprocess.Popen[bytes]", scratch: Scratch) -> bool:
    """Until the worker ends. True: it was killed because one input took too long."""
    number, since = 0, 0.0
    while True:
        try:
            worker.wait(POLL_S)
            return False
        except subprocess.TimeoutExpired:
            pass
        now = _busy_s(worker.pid)
        if scratch.number != number:
            number, since = scratch.number, now
        elif now - since > (DEADLINE_S if number else START_S):
            worker.kill()
            worker.wait()
            return True


def _busy_s(pid: int) -> float:
    """Processor time a process has had; where the system does not tell, the time of day, which is no less."""
    if sys.platform == "linux":
        try:
            return time.clock_gettime(~pid << 3 | 2)  # its CPU clock's number, Linux' posix-timers.h
        except OSError:
            return 0.0
    return time.monotonic()


@dataclass(slots=True)
class Campaign:
    """A long run. state: a JSON file of counts that survives, with a folder of its name for what is kept and found."""

    state: Path
    runs: dict[str, int] = field(default_factory=dict)
    batches: int = 0
    findings: int = 0

    def load(self) -> None:
        """Go on where the file says the last run stopped."""
        if self.state.is_file():
            found = json.loads(self.state.read_text(encoding="utf-8"))
            self.runs, self.batches, self.findings = found["runs"], found["batches"], found["findings"]

    def go(
        self,
        targets: Sequence[str],
        total: int,
        size: int,
        engines: Sequence[str],
        seed: int,
        tell: Callable[[str], None],
    ) -> None:
        """Batches of `size` inputs, in turn over targets and engines, until each target has had `total`."""
        folder = self.state.with_suffix("")
        while wanting := [name for name in targets if self.runs.get(name, 0) < total]:
            for name in wanting:
                engine = engines[self.batches // max(1, len(wanting)) % len(engines)]
                runs = min(size, total - self.runs.get(name, 0))
                outcome = run_batch(
                    Batch(target=name, engine=engine, runs=runs, seed=seed + self.batches), folder / "kept" / name
                )
                self.batches += 1
                self.runs[name] = self.runs.get(name, 0) + outcome.runs
                if outcome.problem:
                    self.findings += 1
                    tell(report(name, outcome, folder / "findings"))
                self._save()
                tell(f"{time.strftime('%F %T')} {name} {engine} {outcome.runs} total {sum(self.runs.values())}")

    def _save(self) -> None:
        fresh = self.state.with_suffix(".new")
        text = json.dumps({"runs": self.runs, "batches": self.batches, "findings": self.findings}, indent=1)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.state)


def report(name: str, outcome: Outcome, folder: Path) -> str:
    """Keep the input of a finding in `folder`; returns what to print."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{hashlib.sha256(outcome.input).hexdigest()[:12]}"
    path.write_bytes(outcome.input)
    path.with_name(f"{path.name}.txt").write_text(outcome.problem, encoding="utf-8")
    return f"FINDING in {name}, input kept as {path}:\n{outcome.problem}"
