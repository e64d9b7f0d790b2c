"""Measures the index: `python -m aria_memory.index --n 100000 --dimension 384 --json`.

The rows are made up: unit vectors in clusters, as texts on some subjects are. A query is a row with as much noise as
rows of one cluster have between them. Times are of this machine with whatever else it does.
"""

import argparse
import json
import platform
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from .vectors import VectorIndex, candidates

_PER_CLUSTER = 50  # rows
_SPREAD = 1.0  # length of the noise against that of a cluster's centre: neighbours at a cosine near 0.5
_BLOCK = 10_000  # rows made and added at a time


def _unit(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _noisy(rows: npt.NDArray[np.float32], random: np.random.Generator) -> npt.NDArray[np.float32]:
    noise = random.standard_normal(rows.shape, dtype=np.float32) * np.float32(_SPREAD * rows.shape[1] ** -0.5)
    return _unit(rows + noise)


def _made_up(n: int, dimension: int, random: np.random.Generator) -> Iterator[npt.NDArray[np.float32]]:
    centres = _unit(random.standard_normal((max(1, n // _PER_CLUSTER), dimension), dtype=np.float32))
    for start in range(0, n, _BLOCK):
        yield _noisy(centres[random.integers(len(centres), size=min(_BLOCK, n - start))], random)


def _timed(
    call: Callable[[npt.NDArray[np.float32]], Any], rows: npt.NDArray[np.float32]
) -> tuple[list[Any], list[float]]:
    """What `call` gives for each row, and how many milliseconds each took."""
    results, times = [], []
    for row in rows:
        start = time.perf_counter()
        results.append(call(row))
        times.append((time.perf_counter() - start) * 1e3)
    return results, times


def measure(n: int, dimension: int, k: int, queries: int, seed: int) -> dict[str, Any]:
    """Build the index, search it both ways, compare: the numbers that are printed."""
    random = np.random.default_rng(seed)
    exact, signs = VectorIndex(dimension, exact_rows=n), VectorIndex(dimension, exact_rows=0)
    asked = np.empty((0, dimension), np.float32)
    for rows in _made_up(n, dimension, random):
        ids = range(len(exact), len(exact) + len(rows))
        exact.add(ids, rows)
        signs.add(ids, rows)
        asked = np.concatenate([asked, rows[: max(1, -(-queries * len(rows) // n))]])
    asked = _noisy(asked[:queries], random)
    wanted, exact_ms = _timed(lambda row: exact.search(row, k)[0], asked)
    found, signs_ms = _timed(lambda row: signs.search(row, k)[0], asked)
    _, add_ms = _timed(lambda row: signs.add([len(signs)], row[None, :]), asked)
    hits = [np.isin(w, f).mean() for w, f in zip(wanted, found, strict=True)]
    return {
        "n": n, "dimension": dimension, "k": k, "queries": len(asked), "seed": seed,
        "candidates": candidates(n, k),
        "exact_p50_ms": round(float(np.median(exact_ms)), 3),
        "sign_bits_p50_ms": round(float(np.median(signs_ms)), 3),
        f"sign_bits_recall_at_{k}": round(float(np.mean(hits)), 4),
        "add_one_p50_ms": round(float(np.median(add_ms)), 4),
        "numpy": np.__version__, "python": platform.python_version(), "machine": platform.machine(),
    }  # fmt: skip


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m aria_memory.index", description="Measure the vector index.")
    for name, default in (("n", 100_000), ("dimension", 384), ("k", 10), ("queries", 100), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--json", action="store_true", help="one JSON object on one line")
    given = vars(parser.parse_args())
    as_json = given.pop("json")
    for name, value in given.items():
        if value < (name != "seed"):
            parser.error(f"--{name} is {value}: give a positive number")
    result = measure(**given)
    print(json.dumps(result) if as_json else "\n".join(f"{name:>24} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
