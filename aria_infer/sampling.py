"""[pure] Choosing the next token so that anyone can replay the choice: greedy, or drawn with a counter-based generator.

The rule is part of arithmetic profile aria-2, see ../csrc/README.md, "Sampling"; README.md says which bits make
the uniform number.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import InferError, PromptError
from .plain_numbers import finite, whole

MIN_TEMPERATURE = 1e-3  # below it, exp's clamp makes every choice the greedy one; ask for 0
MAX_TEMPERATURE = 100.0
MAX_SEED = (1 << 64) - 1
_MARGIN = 6.0  # temperatures below the best logit: a row there weighs a four hundredth of the best
_TAIL_SLACK = 1.01  # a tail is summed in rounded numbers
_SUM_SLACK = 1e-9  # more than the rounding of a million binary64 additions
_LEAST_WEIGHT = 2e-38  # the kernel's exp never falls below exp(-87)
_WORD = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingParams:
    """How tokens are chosen. temperature 0 is greedy. top_k 0 and top_p 1 cut nothing. Numbers may be numpy's.

    Raises: PromptError naming the value that is out of range.
    """

    temperature: float = 0.0
    top_p: float = 1.0
    top_k: int = 0
    seed: int = 0

    def __post_init__(self) -> None:
        for name in ("temperature", "top_p"):
            object.__setattr__(self, name, finite(getattr(self, name), name))
        object.__setattr__(self, "top_k", whole(self.top_k, "top_k", "a whole number, 0 for no limit"))
        object.__setattr__(self, "seed", whole(self.seed, "seed", f"a whole number from 0 to {MAX_SEED}"))
        if self.temperature != 0 and not MIN_TEMPERATURE <= self.temperature <= MAX_TEMPERATURE:
            raise PromptError(
                f"temperature is {self.temperature}, expected 0 (greedy) or {MIN_TEMPERATURE} to {MAX_TEMPERATURE}"
            )
        if not 0 < self.top_p <= 1:
            raise PromptError(f"top_p is {self.top_p}, expected above 0 and at most 1")
        if self.top_k < 0:
            raise PromptError(f"top_k is {self.top_k}, expected a whole number, 0 for no limit")
        if not 0 <= self.seed <= MAX_SEED:
            raise PromptError(f"seed is {self.seed}, expected a whole number from 0 to {MAX_SEED}")


def sample(logits: NDArray[np.float32], params: SamplingParams, position: int) -> int:
    """The token to stand at `position` (absolute, counted from the prompt's first token).

    logits: (vocab,) float32.  Raises: InferError if a logit is not finite.
    """
    if logits.ndim != 1 or logits.dtype != np.float32 or not logits.size:
        raise InferError(f"logits have shape {logits.shape} and dtype {logits.dtype}, expected (vocab,) float32")
    if not np.isfinite(logits).all():
        raise InferError(f"logit {int(np.argmin(np.isfinite(logits)))} is not finite; the model's weights are damaged")
    if params.temperature == 0:
        return int(np.argmax(logits))  # the first of equals
    ids = _ranked(logits, params.top_k)
    return int(ids[_draw(_sums(logits[ids], params), params, position)])


def choose(
    ids: NDArray[np.int32], logits: NDArray[np.float32], tail: float, n_rows: int, params: SamplingParams, position: int
) -> int | None:
    """`sample`, from the best rows alone. None where what is known of the others leaves more than one answer.

    ids, logits: (n,) some rows, among them every one that `question(params)` asks for. tail: at least the sum of
    exp((logit - best) / temperature) over all rows not in ids, up to rounding. n_rows: of the whole vocabulary.
    """
    if not np.isfinite(logits).all():
        return None
    order = np.argsort(-logits, kind="stable")  # ids rise, so equals stay in order
    ids, logits = ids[order], logits[order]
    if params.temperature == 0:
        return int(ids[0])
    top, margin = question(params)
    if 0 < params.top_k < n_rows:
        return int(ids[_draw(_sums(logits[:top], params), params, position)])
    n = int(np.count_nonzero(logits > logits[0] - np.float32(0.999 * margin)))  # up to here no row is missing
    sums = _sums(logits, params)
    known = sums[n - 1]
    rest = (sums[-1] - known + tail) * _TAIL_SLACK + n_rows * _LEAST_WEIGHT
    low, high = known * (1 - _SUM_SLACK), (known + rest) * (1 + _SUM_SLACK)
    sums = sums[:n]
    if params.top_p < 1:
        first, second = (int(np.searchsorted(sums, params.top_p * total, side="left")) for total in (low, high))
        return int(ids[_pick(sums[: first + 1], sums[first], params, position)]) if first == second < n else None
    first, second = (_pick(sums, total, params, position) for total in (low, high))
    return int(ids[first]) if first == second < n else None


def question(params: SamplingParams) -> tuple[int, float]:
    """(top, margin): a choice by these params looks at the best `top` rows and at those within `margin` of the best."""
    if params.temperature == 0:
        return 1, 0.0
    return (params.top_k, 0.0) if params.top_k else (1, _MARGIN * params.temperature)


def _sums(kept: NDArray[np.float32], params: SamplingParams) -> NDArray[np.float64]:
    """Cumulative weights of logits in their order."""
    from .kernel import exp  # the only thing here that needs the kernel: greedy choice and Philox do without

    inverse = np.float32(1) / np.float32(params.temperature)
    weights = exp(np.ascontiguousarray((kept - kept[0]) * inverse))
    sums: NDArray[np.float64] = np.add.accumulate(weights.astype(np.float64))  # in order, by definition of accumulate
    return sums


def _draw(sums: NDArray[np.float64], params: SamplingParams, position: int) -> int:
    """The index drawn from all cumulative weights."""
    last = min(int(np.searchsorted(sums, params.top_p * sums[-1], side="left")), sums.size - 1)
    return min(_pick(sums[: last + 1], sums[last], params, position), last)


def _pick(sums: NDArray[np.float64], total: float, params: SamplingParams, position: int) -> int:
    return int(np.searchsorted(sums, uniform(params.seed, position) * total, side="right"))


def _ranked(logits: NDArray[np.float32], top_k: int) -> NDArray[np.intp]:
    """Ids by (logit descending, id ascending), at most top_k of them."""
    if not 0 < top_k < logits.size:
        return np.argsort(-logits, kind="stable")
    least = np.partition(logits, logits.size - top_k)[logits.size - top_k]
    candidates: NDArray[np.intp] = np.flatnonzero(logits >= least)  # top_k and those equal to the last of them
    order: NDArray[Any] = np.argsort(-logits[candidates], kind="stable")
    ranked: NDArray[np.intp] = candidates[order][:top_k]
    return ranked


def uniform(seed: int, position: int) -> float:
    """A number in [0, 1): the top 53 bits of x1 * 2^32 + x0, over 2^53, Philox keyed by seed, counting positions."""
    words = philox4x32((position & _WORD, position >> 32 & _WORD, 0, 0), (seed & _WORD, seed >> 32))
    return ((words[1] << 32 | words[0]) >> 11) / (1 << 53)


def philox4x32(counter: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
    """Philox4x32-10: four words from a counter of four and a key of two, all 32 bits.

    Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11, section 4.
    """
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        low, high = c0 * 0xD2511F53, c2 * 0xCD9E8D57
        c0, c1, c2, c3 = high >> 32 ^ c1 ^ k0, high & _WORD, low >> 32 ^ c3 ^ k1, low & _WORD
        k0, k1 = k0 + 0x9E3779B9 & _WORD, k1 + 0xBB67AE85 & _WORD
    return c0, c1, c2, c3
