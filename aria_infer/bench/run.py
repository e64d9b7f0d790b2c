"""One whole measurement: make the model, load it, time it, and set it against the machine's limits."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from .. import kernel
from ..errors import InferError
from ..machine import cpu_name, free_memory, peak_resident, reset_peak
from ..manifest import Progress as PackProgress
from ..model import Model, load
from . import speed
from .counting import ternary_weights
from .limits import measure_limits
from .report import Rate, Report
from .shapes import DEMO, find_shape
from .weights import is_written, memory_needed, write_checkpoint

CONTEXTS = (0, 512, 2048)
LENGTHS = (128, 512, 2048)
BATCHES = (1, 2, 4, 8, 16, 32)
QUICK_CONTEXTS, QUICK_LENGTHS, QUICK_BATCHES = (0, 512), (128,), (1, 8)
PATIENCE_S = 60.0  # a prefill that would take longer is left out

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to measure. sections: of limits, load, decode, prefill, batch.

    folder: where the random checkpoint is, or is to be made.
    layout: of the weights in memory; None: what this machine reads fastest.
    """

    shape: str
    folder: Path
    sections: Collection[str]
    quick: bool = False
    layout: kernel.Layout | None = None


def run(order: Order, pool: kernel.Pool, progress: Progress = lambda text: None) -> tuple[Report, Model]:
    """Measure. Returns the model too, still loaded.

    Raises: InferError if the shape is unknown, or memory or disk are too small for it.
    """
    path = prepare(order, progress)
    first_load_s = None
    if order.shape != DEMO:
        first_load_s = _pack(path, pool, order.layout, progress)
    limits = None
    if (
        reset_peak() and "limits" in order.sections
    ):  # where it cannot be reset the buffer would count as the model's memory
        limits = measure_limits(pool, order.quick, progress)
        reset_peak()
    progress("loading")
    model, load_s = open_model(path, pool, order.layout)
    report = _blank(order, model)
    if "load" in order.sections:
        report.load_s, report.first_load_s = load_s, first_load_s
    effort = speed.QUICK if order.quick else speed.FULL
    if "decode" in order.sections:
        _decode(report, model, order.quick, effort, progress)
        report.head_bytes = speed.head_bytes(model)
    if "prefill" in order.sections:
        _prefill(report, model, order.quick, effort, progress)
    report.rss_bytes = peak_resident()
    if "batch" in order.sections:
        _batch(report, model, order.quick, progress)
    if "limits" in order.sections:
        again = measure_limits(pool, order.quick, progress)
        limits = again if limits is None else limits.best(again)
    report.limits = limits
    progress("")
    return report, model


def prepare(order: Order, progress: Progress) -> str | Path:
    """Make the random checkpoint unless it is there. Returns what to load."""
    if order.shape == DEMO:
        return DEMO
    shape = find_shape(order.shape)
    longest = max(QUICK_CONTEXTS if order.quick else CONTEXTS) + 8 * kernel.PAGE_POSITIONS
    positions = max(longest, (max(BATCHES) * kernel.PAGE_POSITIONS) if "batch" in order.sections else 0)
    needed, free = memory_needed(shape, positions), free_memory()
    if free is not None and needed > free:
        raise InferError(
            f"shape {order.shape} needs about {needed >> 20} MB of memory, {free >> 20} MB are free; "
            "choose a smaller one"
        )
    if not is_written(order.folder, shape):
        write_checkpoint(order.folder, shape, progress)
    return order.folder


def _pack(path: str | Path, pool: kernel.Pool, layout: kernel.Layout | None, progress: Progress) -> float | None:
    """Have what later loads find at hand. Returns the seconds of a load that packed the weights, None if none did."""
    packed = False

    def packing(_done: int, _total: int) -> None:
        nonlocal packed
        if not packed:
            progress("packing the weights")
        packed = True

    progress("loading")
    _, seconds = open_model(path, pool, layout, packing)
    if not packed:
        return None
    open_model(path, pool, layout)  # which reads whole once more a file that was new when it was packed
    return seconds


def open_model(
    path: str | Path, pool: kernel.Pool, layout: kernel.Layout | None = None, packing: PackProgress | None = None
) -> tuple[Model, float]:
    """Load and make a first token. Returns the seconds that took, with the files in the system's cache."""
    start = time.perf_counter()
    model = load(path, pool=pool, layout=layout, progress=packing)
    next(model.generate([speed.FIRST_TOKEN], 1))
    return model, time.perf_counter() - start


def _blank(order: Order, model: Model) -> Report:
    return Report(
        shape=order.shape,
        model="aria demo" if order.shape == DEMO else find_shape(order.shape).model,
        cpu=cpu_name(),
        n_threads=model.pool.n_threads,
        isa=model.pool.isa,
        layout=f"tile16x16-{model.layout}",
        profile=kernel.PROFILE,
        ternary_weights=ternary_weights(model.config),
        head_weights=model.config.vocab_size * model.config.hidden,
    )


def _decode(report: Report, model: Model, quick: bool, effort: speed.Effort, progress: Progress) -> None:
    for context in QUICK_CONTEXTS if quick else CONTEXTS:
        if context + effort.most + 2 > model.config.max_positions:
            report.notes.append(f"decode at context {context}: the model ends at {model.config.max_positions}")
            continue
        progress(f"decode at context {context}")
        done = speed.decode(model, 1, context, effort)
        report.decode[context], report.decode_bytes[context] = done.tok_s, done.step_bytes
        if report.joules_per_token is None:
            report.joules_per_token, report.energy_source = done.joules_per_token, done.energy_source


def _prefill(report: Report, model: Model, quick: bool, effort: speed.Effort, progress: Progress) -> None:
    slowest = 0.0  # seconds a token, seen so far
    by_rows: dict[int, Rate] = {}
    for n in QUICK_LENGTHS if quick else LENGTHS:
        if n + 1 > model.config.max_positions:
            report.notes.append(f"prefill of {n} tokens: the model ends at {model.config.max_positions}")
            continue
        if n * slowest > PATIENCE_S:
            report.notes.append(f"prefill of {n} tokens was left out: it would take {n * slowest:.0f} s")
            continue
        progress(f"prefill of {n} tokens")
        report.prefill[n] = speed.prefill(
            model, n, replace(effort, least=1) if n * slowest > effort.seconds else effort
        )
        slowest = 1 / report.prefill[n].median
        rows = min(n, model.pool.block_rows)  # which a layer takes at a time
        if rows not in by_rows:
            by_rows[rows] = speed.linear_rate(model, rows, speed.QUICK if quick else speed.SHORT)
        report.linears[n] = by_rows[rows]


def _batch(report: Report, model: Model, quick: bool, progress: Progress) -> None:
    for n in QUICK_BATCHES if quick else BATCHES:
        progress(f"decode of {n} sequences")
        done = speed.decode(model, n, 0, speed.QUICK if quick else speed.SHORT)
        report.batch[n], report.batch_bytes[n] = done.tok_s, done.step_bytes
