"""[pure] Another engine's benchmark: what it printed, checked, and our speeds set against it.

The JSON is that of llama-bench (llama.cpp and its kin, `-o json`): a list of objects, of which n_prompt, n_gen, avg_ts,
n_threads and model_type are read. It comes from a foreign program and is not believed.
"""

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InferError

MAX_ENTRIES = 16  # tests of one run that are looked at; a run of ours follows each
MAX_TOKENS = 4096  # of a test: more than any context measured here
MAX_TOK_S = 1e9
MAX_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRun:
    """One run. tg, pp: tokens generated, or read as a prompt -> tokens a second."""

    model_type: str
    n_threads: int | None
    tg: Mapping[int, float]
    pp: Mapping[int, float]


def parse(text: str) -> PeerRun:
    """What a peer's benchmark printed; lines of other kinds before the list are passed over.

    Raises: InferError saying what is wrong with it.
    """
    tg: dict[int, float] = {}
    pp: dict[int, float] = {}
    entries = _entries(text)
    for index, entry in enumerate(entries):
        n_prompt, n_gen = _count(entry, index, "n_prompt"), _count(entry, index, "n_gen")
        if (n_prompt == 0) == (n_gen == 0):  # prompt and generation in one figure, or neither: nothing to compare with
            continue
        kind, n = (tg, n_gen) if n_gen else (pp, n_prompt)
        kind[n] = _speed(entry, index)
    if not tg and not pp:
        raise InferError(
            "the peer's JSON holds no test of a prompt alone (n_gen 0) or of generation alone (n_prompt 0)"
        )
    threads = entries[0].get("n_threads")
    name = entries[0].get("model_type")
    return PeerRun(
        model_type="".join(c if " " <= c <= "~" else "?" for c in name[:MAX_NAME]) if isinstance(name, str) else "peer",
        n_threads=threads if type(threads) is int and 0 < threads < 1 << 16 else None,
        tg=tg,
        pp=pp,
    )


def compare_rounds(ours: Sequence[PeerRun], theirs: Sequence[PeerRun], command: str) -> dict[str, Any]:
    """Medians and ratios of rounds run in turn: the k-th of ours belongs to the k-th of theirs.

    Ratio 2: we are twice as fast.
    """
    return {
        "command": command,
        "rounds": len(theirs),
        "model_type": theirs[0].model_type,
        "n_threads": theirs[0].n_threads,
        "tg": _rows([run.tg for run in ours], [run.tg for run in theirs]),
        "pp": _rows([run.pp for run in ours], [run.pp for run in theirs]),
    }


def _rows(ours: Sequence[Mapping[int, float]], theirs: Sequence[Mapping[int, float]]) -> dict[str, dict[str, float]]:
    rows = {}
    for n in sorted(set.intersection(*(set(run) for run in (*ours, *theirs)))):
        ratios = [mine[n] / yours[n] for mine, yours in zip(ours, theirs, strict=True)]
        rows[str(n)] = {
            "ours_tok_s": _significant(statistics.median(run[n] for run in ours)),
            "peer_tok_s": _significant(statistics.median(run[n] for run in theirs)),
            "ratio": _significant(statistics.median(ratios)),
            "ratio_least": _significant(min(ratios)),
            "ratio_most": _significant(max(ratios)),
        }
    return rows


def _entries(text: str) -> list[dict[str, Any]]:
    start = 0 if text.startswith("[") else text.find("\n[") + 1
    if start == 0 and not text.startswith("["):
        raise InferError(f"the peer printed no JSON list; run it with '-o json'. It printed: {_excerpt(text)}")
    try:
        value, _ = json.JSONDecoder().raw_decode(text[start:])
    except (ValueError, RecursionError) as error:
        raise InferError(f"the peer's JSON cannot be read ({str(error)[:80]}): {_excerpt(text[start:])}") from None
    if not isinstance(value, list) or not value or not all(isinstance(entry, dict) for entry in value):
        raise InferError(f"the peer's JSON is not a list of objects: {_excerpt(text[start:])}")
    if len(value) > MAX_ENTRIES:
        raise InferError(f"the peer's JSON lists {len(value)} tests; at most {MAX_ENTRIES} are compared")
    return value


def _count(entry: Mapping[str, Any], index: int, key: str) -> int:
    value = entry.get(key)
    if type(value) is not int or not 0 <= value <= MAX_TOKENS:
        raise InferError(f"the peer's test {index} has {key} {ascii(value)[:60]}, expected 0 to {MAX_TOKENS}")
    return value


def _speed(entry: Mapping[str, Any], index: int) -> float:
    value = entry.get("avg_ts")
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 < value < MAX_TOK_S:  # nor NaN
        raise InferError(f"the peer's test {index} has avg_ts {ascii(value)[:60]}, expected tokens a second above 0")
    return float(value)


def _excerpt(text: str) -> str:
    return ascii(text[:120])


def _significant(value: float) -> float:
    return float(f"{value:.5g}")
