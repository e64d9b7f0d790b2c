"""Speed: how long it takes to write, to recall, to check a message and to open, in memories of several sizes.

Turns are cut from a text, two speakers by turns, twenty turns a session; a query is a few words of some turn. Times are
of this machine with whatever else it does; the encoder's own time for a query is in `recall`, and is told apart.
"""

import argparse
import json
import platform
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..encoders import Encoder, open_encoder
from ..errors import BadInput
from ..memory import Memory
from ..prospective.triggers import Topic
from .progress_bar import ProgressBar
from .retrieval import ENCODERS

ROUNDS = 200  # queries, messages and writes timed in each size
OPENED = 20  # times a file is opened
SESSION_TURNS = 20
TURN_WORDS = (4, 28)  # the shortest and the longest turn
QUERY_WORDS = (3, 7)
INTENTIONS = 16  # pending while messages are checked
SPEAKERS = ("Ann", "Ben")
_MADE_UP = 20_000  # words, as frequent as Zipf's law has them, where no text is given
_WORDS = re.compile(r"[^\W\d_]+")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--turns", default="1000,10000,100000", help="sizes, with commas (default: %(default)s)")
    parser.add_argument("--foreign", type=int, default=0, metavar="N", help="turns of another scope in the same file")
    parser.add_argument("--encoder", choices=ENCODERS, default="static", help="what embeds texts (default: static)")
    parser.add_argument("--text", type=Path, metavar="FILE", help="a text to cut turns from; default: words made up")
    parser.add_argument("--seed", type=int, default=0, help="of what is cut from where (default: 0)")
    parser.add_argument("--json", action="store_true", help="print nothing but one JSON object")


def main(args: argparse.Namespace) -> int:
    """Measure and print. Raises: BadInput, EncoderUnavailable."""
    try:
        sizes = [int(each) for each in args.turns.split(",")]
    except ValueError:
        sizes = [0]
    if min(sizes) < ROUNDS:
        raise BadInput(f"--turns is {args.turns!r}; give numbers of {ROUNDS} or more, such as 1000,10000")
    choice = ENCODERS[args.encoder]
    encoder = open_encoder(choice)
    words = _words(args.text, args.seed)
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for turns in sizes:
            path = Path(folder) / f"{turns}.db"
            with Memory.open(path, scope="foreign", encoder=None) as memory:
                _fill(memory, _said(words, args.foreign, args.seed + 1), args.foreign)
            results.append(_measured(path, turns, words, encoder, choice, args.seed))
            if not args.json:
                print("  ".join(f"{name} {value}" for name, value in results[-1].items()))
    print(json.dumps({
        "sizes": results, "foreign_turns": args.foreign, "encoder": "none" if encoder is None else encoder.id,
        "text": None if args.text is None else args.text.name, "seed": args.seed, "rounds": ROUNDS,
        "python": platform.python_version(), "numpy": np.__version__, "machine": platform.machine(),
    }))  # fmt: skip
    return 0


def _measured(
    path: Path, turns: int, words: Sequence[str], encoder: Encoder | None, choice: str | None, seed: int
) -> dict[str, Any]:
    with Memory.open(path, scope="own", encoder=encoder) as memory:
        _fill(memory, _said(words, turns, seed), turns)
        asked = [each for _, each, _ in _said(words, ROUNDS, seed + 2, QUERY_WORDS)]
        first = _timed(memory.recall, asked[:1])  # reads the vectors into memory
        result = {
            "turns": turns, "first_recall_ms": round(first[0], 1), **_spread("recall", _timed(memory.recall, asked)),
            **_spread("write", _timed(lambda turn: memory.observe(*turn), _said(words, ROUNDS, seed + 3))),
        }  # fmt: skip
        if encoder is not None:
            result |= _spread("embed", _timed(lambda query: encoder.encode([query]), asked))
        for each in asked[:INTENTIONS]:
            memory.intend("say so", Topic(cue=each))
        messages = [each for _, each, _ in _said(words, ROUNDS + 1, seed + 4)]
        memory.check(messages[0], "now")  # prepares the cues
        result |= _spread("check", _timed(lambda message: memory.check(message, "now"), messages[1:]))

    def opened(_: int) -> None:
        Memory.open(path, scope="own", encoder=choice).close()

    return result | _spread("open", _timed(opened, range(OPENED))) | {"file_mb": path.stat().st_size >> 20}


def _fill(memory: Memory, said: Iterator[tuple[str, str, str]], turns: int) -> None:
    progress = ProgressBar(turns, f"writing {turns} turns")
    for turn in said:
        memory.observe(*turn)
        progress.step()
    progress.end()


def _said(
    words: Sequence[str], turns: int, seed: int, lengths: tuple[int, int] = TURN_WORDS
) -> Iterator[tuple[str, str, str]]:
    """Speaker, text and session of each turn."""
    chance = random.Random(seed)
    for i in range(turns):
        length = chance.randint(*lengths)
        start = chance.randrange(len(words) - length)
        yield SPEAKERS[i % len(SPEAKERS)], " ".join(words[start : start + length]), f"session {i // SESSION_TURNS}"


def _words(path: Path | None, seed: int) -> Sequence[str]:
    """The words of a text in their order, or made-up ones drawn by Zipf's law."""
    if path is None:
        chance = random.Random(seed)
        names = ["".join(chance.choices("bcdfglmnprst", k=2)) + f"{chance.choice('aeiou')}{i}" for i in range(_MADE_UP)]
        return chance.choices(names, weights=[1 / (i + 1) for i in range(_MADE_UP)], k=20 * _MADE_UP)
    try:
        found = _WORDS.findall(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read ({error}); give a text in UTF-8") from error
    if len(found) <= TURN_WORDS[1]:
        raise BadInput(f"{path}: {len(found)} words; give a text of {TURN_WORDS[1] + 1} or more")
    return found


def _timed(call: Callable[[Any], object], given: Iterable[Any]) -> list[float]:
    """Milliseconds of each call."""
    times = []
    for one in given:
        start = time.perf_counter()
        call(one)
        times.append((time.perf_counter() - start) * 1e3)
    return times


def _spread(name: str, times: Sequence[float]) -> dict[str, float]:
    p50, p95 = np.percentile(times, [50, 95])
    return {f"{name}_p50_ms": round(float(p50), 3), f"{name}_p95_ms": round(float(p95), 3)}
