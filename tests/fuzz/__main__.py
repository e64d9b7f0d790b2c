"""python -m tests.fuzz [TARGET ...] --runs N --seed S: fuzz, and fail if there is a finding. See README.md."""

import argparse
import importlib.util
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.registry import NAMES, find
from tests.fuzz.watch import Batch, Campaign, report, run_batch


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status: 0 without a finding."""
    options = _options().parse_args(arguments)
    targets = options.targets or NAMES
    if unknown := [name for name in targets if name not in NAMES]:
        print(f"no target {unknown[0]}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    if options.reproduce is not None:
        find(targets[0]).run(options.reproduce.read_bytes())
        return 0
    has_atheris = importlib.util.find_spec("atheris") is not None
    engines = ["mutation", *["atheris"] * has_atheris] if options.engine == "auto" else [options.engine]
    if options.state is not None:
        campaign = Campaign(options.state)
        campaign.load()
        campaign.go(targets, options.runs, options.batch, engines, options.seed, lambda line: print(line, flush=True))
        return 1 if campaign.findings else 0
    failed = False
    for name in targets:
        for engine in engines:
            outcome = run_batch(Batch(target=name, engine=engine, runs=options.runs, seed=options.seed))
            print(f"{name} {engine}: {outcome.runs} executions", flush=True)
            if outcome.problem:
                failed = True
                print(report(name, outcome, options.findings or Path(tempfile.mkdtemp(prefix="fuzz-"))))
    return 1 if failed else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"default: all of {', '.join(NAMES)}")
    parser.add_argument("--runs", type=int, default=2000, help="executions per target, per engine without --state")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same inputs")
    parser.add_argument("--engine", choices=("auto", "mutation", "atheris"), default="auto")
    parser.add_argument("--findings", type=Path, help="folder for inputs that fail; default: a new temporary one")
    parser.add_argument("--state", type=Path, metavar="FILE", help="count in FILE and go on from it; runs are in total")
    parser.add_argument("--batch", type=int, default=50_000, help="with --state: executions per process")
    parser.add_argument("--reproduce", type=Path, metavar="INPUT", help="run one input on TARGET, here, once")
    return parser


if __name__ == "__main__":
    sys.exit(main())
