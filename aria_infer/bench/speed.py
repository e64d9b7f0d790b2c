"""Decode, batches, prefill, linear layers and loading, timed through what `Model.generate` runs, Python included."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .. import kernel
from ..formats.parts import LINEARS
from ..kernel.measure import fill_cache, linear_seconds
from ..model import PREFILL_CHUNK, Model
from ..sampling import SamplingParams
from .counting import traffic
from .energy import Meter
from .report import Rate
from .weights import TRAINED_COSINE

GREEDY = SamplingParams()
FIRST_TOKEN = 1
HEAD_TOKENS = 8
SOME_LAYERS = 4  # whose weights no core's own cache holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to measure. window_tokens: tokens a decode window has at most; a window is timed as a whole.

    A series ends after `most` windows, or after `seconds` if it has `least`.
    """

    window_tokens: int
    least: int
    most: int
    seconds: float


# A window of 64 tokens takes one new page of the cache, as decoding does in the long run.
FULL = Effort(window_tokens=kernel.PAGE_POSITIONS, least=2, most=4, seconds=4.0)
QUICK = Effort(window_tokens=16, least=1, most=2, seconds=1.0)
SHORT = Effort(window_tokens=15, least=2, most=4, seconds=2.0)  # where there is much to measure: all in a first page


class Text:
    """One text being continued: its cache, the position of its last token, and that token.

    The pages it begins with have been written before, as those that an ended text leaves to the next in a server.
    """

    def __init__(self, stack: kernel.Stack, context: int) -> None:
        self.cache = stack.new_cache()
        self.position, self.token = context, FIRST_TOKEN
        fill_cache(self.cache, max(context, 1))
        self.cache.lengths = [context] * len(self.cache.lengths)


def advance(model: Model, stack: kernel.Stack, sequences: Sequence[Text]) -> None:
    """One more token for each sequence: what `Model.generate` does for one, in one call for all."""
    x = model.embed([sequence.token for sequence in sequences])
    stack.forward(
        model.pool,
        [kernel.Step(cache=s.cache, position=s.position, x=x[i : i + 1]) for i, s in enumerate(sequences)],
    )
    after = [sequence.position + 1 for sequence in sequences]
    tokens = model.next_tokens(x, [GREEDY] * len(x), after)
    for sequence, position, token in zip(sequences, after, tokens, strict=True):
        sequence.position, sequence.token = position, token


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """tok_s: of all sequences together. step_bytes: that a step of all of them read, on average."""

    tok_s: Rate
    step_bytes: float
    joules_per_token: float
    energy_source: str


def decode(model: Model, n_sequences: int, context: int, effort: Effort) -> Decoded:
    """Continue n sequences of `context` positions each. The first step warms up and is not counted."""
    stack = model.stack(0, model.n_layers)
    sequences = [Text(stack, context) for _ in range(n_sequences)]
    advance(model, stack, sequences)
    one = _seconds(lambda: advance(model, stack, sequences))
    room = model.config.max_positions - sequences[0].position
    per_window = max(1, min(effort.window_tokens, int(effort.seconds / effort.least / one), room // effort.most))
    begin = sequences[0].position
    head_read = 0

    def window() -> None:
        nonlocal head_read
        for _ in range(per_window):
            advance(model, stack, sequences)
            head_read += model.head_bytes_read

    meter = Meter(model.pool.n_threads)
    times = series(window, effort)
    tokens = len(times) * per_window * n_sequences
    joules = meter.joules(sum(times)) / tokens
    mean = (begin + 1 + sequences[0].position) / 2  # a token at position p attends to p + 1
    rate = Rate.of([per_window * n_sequences / seconds for seconds in times])
    counted = traffic(
        model.config, round(head_read / (len(times) * per_window)), model.embedding_item_bytes, model.layout
    )
    return Decoded(
        tok_s=rate, step_bytes=counted.step(n_sequences, mean), joules_per_token=joules, energy_source=meter.source
    )


def head_bytes(model: Model) -> dict[str, int]:
    """What the head reads to choose a token: where logits are flat, where one stands out as it does with a trained
    model, and all of its table. Averages of a few greedy tokens.
    """
    rng = np.random.default_rng(0)
    ids = rng.integers(0, model.config.vocab_size, HEAD_TOKENS)
    flat = rng.standard_normal((HEAD_TOKENS, model.config.hidden), np.float32)
    rows = model.head_rows(ids.tolist())
    rows /= np.sqrt(np.mean(rows * rows, axis=1, keepdims=True))
    peaked = flat + rows * np.float32(TRAINED_COSINE / math.sqrt(1 - TRAINED_COSINE**2))
    found = {}
    for name, x in (("peaked", peaked), ("flat", flat)):
        read = []
        for row in x:
            model.next_tokens(row[None], [GREEDY], [0])
            read.append(model.head_bytes_read)
        found[name] = round(sum(read) / len(read))
    return {**found, "table": model.head_table_bytes}


def generation(model: Model, n: int) -> float:
    """Tokens a second of n tokens from an empty context, as peers' benchmarks measure. One step warms up elsewhere."""
    stack = model.stack(0, model.n_layers)
    advance(model, stack, [Text(stack, 0)])
    text = [Text(stack, 0)]

    def generate() -> None:
        for _ in range(n):
            advance(model, stack, text)

    return n / _seconds(generate)


def prefill(model: Model, n: int, effort: Effort) -> Rate:
    """Prompt tokens a second: n over the time to the first new token of `Model.generate`."""
    rng = np.random.default_rng(n)
    prompt = rng.integers(0, model.config.vocab_size, n).tolist()
    next(model.generate(prompt[:PREFILL_CHUNK], 1))  # warms up
    return Rate.of([n / seconds for seconds in series(lambda: next(model.generate(prompt, 1)), effort)])


def linear_rate(model: Model, rows: int, effort: Effort) -> Rate:
    """Integer operations a second, two a weight and row, of the linear layers, on this many rows in a call."""
    n_layers = min(SOME_LAYERS, model.n_layers)
    matrices = [getattr(model.layer(layer), name) for layer in range(n_layers) for name in LINEARS]
    operations = 2 * rows * sum(w.n_out * w.n_in for w in matrices)
    linear_seconds(model.pool, matrices, rows)  # warms up
    times: list[float] = []
    series(lambda: times.append(linear_seconds(model.pool, matrices, rows)), effort)
    return Rate.of([operations / seconds for seconds in times])


def series(work: Callable[[], object], effort: Effort) -> list[float]:
    """Seconds of each repetition."""
    times: list[float] = []
    while len(times) < effort.most and (len(times) < effort.least or sum(times) < effort.seconds):
        times.append(_seconds(work))
    return times


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
