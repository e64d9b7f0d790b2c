"""`python -m aria_memory.bench prospective`: lives the stream and prints its figures, one JSON object at the end."""

import argparse
import importlib.metadata
import json
import math
import platform
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from ..encoders import Encoder, open_encoder
from ..memory import ALPHA
from .prospective import measure, play, trade
from .prospective_data import HISTORY, INTENTIONS, MESSAGES, SEED, Stream, digest, generate
from .prospective_life import KeptEncoder, Life
from .prospective_speed import measure_check
from .prospective_waits import measure_waits

ENCODERS = {"none": "none", "static": "wordllama", "minilm": "minilm"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--encoder", choices=ENCODERS, default=None, help="default: static where it is installed")
    parser.add_argument("--split", choices=("train", "test"), default="test", help="tune on train, report test")
    parser.add_argument("--alpha", type=float, default=ALPHA, help="rate of false firings, of all topics together")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--intentions", type=int, default=INTENTIONS)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--no-clock", action="store_true", help="leave out real timers and the speed of check")
    parser.add_argument("--json", action="store_true", help="print the JSON object alone")


def main(args: argparse.Namespace) -> int:
    """Run it. Raises: BadInput, EncoderUnavailable."""
    found = open_encoder("auto" if args.encoder is None else ENCODERS[args.encoder])
    encoder = None if found is None else KeptEncoder(found)
    stream = generate(args.split, args.seed, args.intentions, args.messages, HISTORY)
    with tempfile.TemporaryDirectory() as folder:
        lives = {}
        for name in ("cold", "warm"):
            begin = time.perf_counter()
            lives[name] = _live(Path(folder) / f"{name}.db", stream, encoder, args.alpha, name == "warm")
            if not args.json:
                print(f"{name}: {_line(lives[name])} ({time.perf_counter() - begin:.0f} s)", file=sys.stderr)
        waits = None if args.no_clock else measure_waits(Path(folder) / "waits.db")
        speed = None if args.no_clock else measure_check(Path(folder) / "speed.db", found)
    warm = dict(lives["warm"])
    report = {
        "benchmark": "prospective",
        **{name: warm[name] for name in ("focal_recall", "topical_episode_recall", "false_per_1000", "near_miss")},
        "commission": warm["commission"],
        "duplicates": warm["duplicates"],
        "time_error_ms": waits,
        "alpha": args.alpha,
        "encoder": "none" if encoder is None else encoder.id,
        "headline": "warm",
        **lives,
        "check_ms": speed,
        "split": stream.split,
        "seed": stream.seed,
        "data_version": stream.version,
        "data_sha256": digest(stream),
        "versions": {
            "aria-protocol": _version("aria-protocol"), "python": platform.python_version(), "numpy": np.__version__,
        },
    }  # fmt: skip
    print(json.dumps(_plain(report), indent=None if args.json else 1, allow_nan=False))
    return 0


def _live(path: Path, stream: Stream, encoder: Encoder | None, alpha: float, warm: bool) -> dict[str, object]:
    life = Life(path, stream, encoder, alpha, warm)
    with life.memory:
        outcome = play(life, stream)
    return {**measure(outcome), "alphas": trade(outcome)}


def _line(figures: dict[str, object]) -> str:
    names = ("focal_recall", "topical_episode_recall", "false_per_1000", "near_miss", "commission", "duplicates")
    shown = []
    for name in names:
        rate = figures[name]
        assert isinstance(rate, dict)
        shown.append(f"{name} {rate['value']:.3f} [{rate['low']:.3f}, {rate['high']:.3f}]")
    return ", ".join(shown)


def _plain(value: object) -> object:
    """For JSON, which has no NaN and no infinity: null in their place."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"
