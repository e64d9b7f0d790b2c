"""`aria convert`: a checkpoint of any form to our own, at 1.6 bits a weight."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import streams

BAR_CHARS = 32
REDRAW_S = 0.1  # as often as an eye follows


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add `convert`."""
    convert = commands.add_parser(
        "convert",
        help="store a model at 1.6 bits a weight",
        description="Write a model as a new folder with its ternary weights at 1.6 bits. It keeps its manifest hash "
        "and its answers: only the files get smaller.",
    )
    convert.add_argument("source", metavar="SRC", help="a folder, a .gguf file, a pulled OWNER/NAME, or 'demo'")
    convert.add_argument("destination", metavar="DST", type=Path, help="the folder to write; it must not exist yet")
    convert.add_argument("--json", action="store_true", help="print one JSON object")
    convert.set_defaults(run=_convert)


def _convert(args: argparse.Namespace) -> int:
    from .formats.convert import convert
    from .model import find
    from .store_cli import resolve_model

    source = find(resolve_model(args.source))
    before = source.stored()
    after = convert(source, args.destination, _bar() if sys.stderr.isatty() else None)
    facts = {
        "folder": str(after.folder),
        "manifest": after.manifest,
        "weights": after.weights,
        "bits_per_weight": 8 * after.weight_bytes / after.weights,
        "bits_per_weight_before": before.bits_per_weight,
        "file_bytes": after.file_bytes,
        "file_bytes_before": before.file_bytes,
    }
    if args.json:
        streams.write(json.dumps(facts) + "\n")
    else:
        streams.write("".join(f"{name:<22} {value}\n" for name, value in facts.items()))
    return 0


def _bar() -> Callable[[int, int], None]:
    shown = 0.0

    def show(done: int, total: int) -> None:
        nonlocal shown
        if done < total and time.monotonic() - shown < REDRAW_S:
            return
        shown = time.monotonic()
        bar = "#" * (BAR_CHARS * done // total)
        end = "\n" if done >= total else ""
        streams.draw(f"\rconverting [{bar:<{BAR_CHARS}}] {100 * done // total:3} %{end}")

    return show
