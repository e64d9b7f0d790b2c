"""`aria bench`. Flags are read here."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aria_infer import streams

from .shapes import NAMES

_DESCRIPTION = """\
Measure how fast this machine runs a model of a public model's shape, with random weights, against what its memory
and its arithmetic allow. Nothing else should run meanwhile. Takes a minute or two for 0.7b.
"""
_SECTIONS = ("limits", "load", "decode", "prefill", "batch")


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    """Register the command."""
    from aria_infer.cli import add_pool_arguments

    bench = commands.add_parser("bench", help="measure this machine's speed", description=_DESCRIPTION)
    bench.add_argument("--shape", choices=NAMES, default="0.7b", help="the model's shape (default 0.7b)")
    add_pool_arguments(bench)
    bench.add_argument(
        "--layout",
        choices=("2bit", "base3"),
        help="how weights lie in memory (default: what this machine reads fastest)",
    )
    bench.add_argument("--quick", action="store_true", help="fewer and shorter measurements")
    bench.add_argument(
        "--only", type=_sections, default=_SECTIONS, metavar="PARTS", help=f"some of {','.join(_SECTIONS)}"
    )
    bench.add_argument("--against", metavar="CMD", help="a peer's benchmark to run in turn; prints llama-bench's JSON")
    bench.add_argument("--keep", type=Path, metavar="DIR", help="keep the random model there (default: it is removed)")
    bench.add_argument("--out", type=Path, metavar="DIR", help="write the JSON and a picture there")
    bench.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    bench.set_defaults(run=_bench)


def _bench(args: argparse.Namespace) -> int:
    from aria_infer.cli import open_pool

    from .against import compare
    from .chart import svg
    from .report import as_json, table
    from .run import Order, run

    if args.out is not None:
        args.out.mkdir(parents=True, exist_ok=True)  # or fails before minutes of work
    pool, progress = open_pool(args), _Progress()
    with _folder(args) as folder, progress:
        order = Order(shape=args.shape, folder=folder, sections=args.only, quick=args.quick, layout=args.layout)
        report, model = run(order, pool, progress)
        if args.against is not None:
            report.against = compare(model, args.against, 1 if args.quick else 3, progress)
    answer = json.dumps(as_json(report))
    if args.out is not None:
        name = f"bench-{args.shape}-{report.n_threads}t"
        (args.out / f"{name}.json").write_text(answer + "\n", encoding="utf-8")
        (args.out / f"{name}.svg").write_text(svg(report), encoding="utf-8")
    streams.write(answer + "\n" if args.json else table(report))
    return 0


@contextmanager
def _folder(args: argparse.Namespace) -> Iterator[Path]:
    """Where the random checkpoint lies."""
    if args.keep is not None:
        folder = args.keep / f"bench-{args.shape}"
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="aria-bench-", ignore_cleanup_errors=True) as name:
        yield Path(name)


class _Progress:
    """One line on a terminal, overwritten; nothing elsewhere."""

    def __init__(self) -> None:
        self._shows, self._width = sys.stderr.isatty(), 0

    def __call__(self, text: str) -> None:
        if self._shows:
            streams.draw(f"\r{text:<{self._width}}" + ("" if text else "\r"))
            self._width = len(text)

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self("")


def _sections(text: str) -> tuple[str, ...]:
    parts = tuple(text.split(","))
    unknown = [part for part in parts if part not in _SECTIONS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0][:60]!r} is none of {','.join(_SECTIONS)}")
    return parts
