"""The process that parses: one target, so many inputs, under a memory bound. Started by watch.py, which sees it die.

    python -m tests.fuzz.worker NAME ENGINE RUNS SEED SCRATCH [CORPUS FOLDER]

Before each input its number and bytes go to the scratch file (scratch.py), so that they are known whatever happens.
"""

import importlib
import random
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.fuzz import mutation
from tests.fuzz.registry import find
from tests.fuzz.scratch import Scratch
from tests.fuzz.target import Target

MEMORY_BYTES = 512 << 20  # address space a parse may take beyond what the process holds at its start
KEPT = 2_000  # inputs that reached a line nothing else had reached
FOUND = 3  # exit status: an input led to an error that is no answer


class Finding(Exception):
    """An input that led to something other than a parse or a clean error."""


def bound_memory() -> None:
    """A parser that takes too much gets a MemoryError or dies. Where the system has no such limit: nothing."""
    try:
        resource = importlib.import_module("resource")
        statm = Path("/proc/self/statm").read_text(encoding="ascii")
    except (ImportError, OSError):
        return
    most = int(statm.split()[0]) * resource.getpagesize() + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def attempt(target: Target, data: bytes) -> tuple[object, ...]:
    """Run one input. Returns where it ended: what told it from others. Raises: Finding."""
    try:
        target.run(data)
    except target.clean as error:
        return (type(error), *_lines(error))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        raise Finding(traceback.format_exc()) from error
    return ()


def _lines(error: Exception) -> list[tuple[str, int]]:
    """The lines an error came through."""
    found, at = [], error.__traceback__
    while at is not None:
        found.append((at.tb_frame.f_code.co_filename, at.tb_lineno))
        at = at.tb_next
    return found


def change(target: Target, data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """Another input near this one: in its structure, in its bytes, or in both."""
    if target.reshape is not None and rng.randrange(2):
        data = target.reshape(data, rng)
        if rng.randrange(3):
            return data[: target.max_bytes]
    return mutation.mutate(data, rng, others, target.max_bytes)


def run_mutation(target: Target, runs: int, seed: int, scratch: Scratch) -> None:
    """Our own engine: what raised an error from a new place is kept and changed further."""
    rng = random.Random(f"{target.name} {seed}")
    seeds = target.seeds()
    kept, ends = list(seeds), set[tuple[object, ...]]()
    for number in range(runs):
        data = seeds[number] if number < len(seeds) else change(target, rng.choice(kept), rng, kept)
        scratch.note(data)
        end = attempt(target, data)
        if end not in ends and len(kept) < KEPT:
            ends.add(end)
            kept.append(data)


def run_atheris(target: Target, runs: int, seed: int, scratch: Scratch, folder: str) -> None:
    """Coverage guided, by libFuzzer. It ends the process itself; inputs that reach new code are kept in `folder`."""
    atheris = importlib.import_module("atheris")

    def one(data: bytes) -> None:
        scratch.note(data)
        try:
            attempt(target, data)
        except Finding as found:
            fail(found)

    seeds = target.seeds()

    def other(data: bytes, max_size: int, number: int) -> bytes:
        rng = random.Random(number)
        if rng.randrange(2):
            return bytes(atheris.Mutate(data, max_size))
        return change(target, data, rng, seeds)[:max_size]

    for number, content in enumerate(seeds):
        (Path(folder) / f"seed{number}").write_bytes(content)
    options = [f"-runs={runs}", f"-seed={seed}", f"-max_len={target.max_bytes}", "-verbosity=0"]
    options += ["-rss_limit_mb=0", "-timeout=100000", "-exact_artifact_path=/dev/null"]  # watch.py sees to these
    atheris.Setup([sys.argv[0], *options, folder], one, custom_mutator=other)
    atheris.Fuzz()


def fail(found: Finding) -> None:
    """End the process, the traceback on standard error."""
    sys.stderr.write(str(found))
    sys.stderr.flush()
    importlib.import_module("os")._exit(FOUND)


def instrumented(load: Callable[[], Target]) -> Target:
    """Load the target so that atheris sees which of its branches are taken."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["aria_infer", "aria_p2p"], exclude=["aria_infer.kernel"]):
        return load()


def main(name: str, engine: str, runs: int, seed: int, scratch_path: str, folder: str = "") -> None:
    """See the module's docstring."""
    target = instrumented(lambda: find(name)) if engine == "atheris" else find(name)
    scratch = Scratch(Path(scratch_path))
    bound_memory()
    try:
        if engine == "atheris":
            run_atheris(target, runs, seed, scratch, folder)
        else:
            run_mutation(target, runs, seed, scratch)
    except Finding as found:
        fail(found)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), *sys.argv[5:])
