"""The embedding, the head and the single operations of the profile. Without a pool: the best instruction set."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import KernelError
from .door import ACTIVATIONS, F32, Pool, array, check, ffi, lib, pointer, single

KINDS = {"f32": (lib.ARIA_F32, np.float32), "f16": (lib.ARIA_F16, np.uint16), "bf16": (lib.ARIA_BF16, np.uint16)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """Stored rows (vocab, hidden): float32, or the uint16 words of binary16 ("f16") or bfloat16 ("bf16")."""

    rows: NDArray[Any]
    kind: Literal["f32", "f16", "bf16"]

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise KernelError(f"embedding kind is {self.kind!r}; choose one of: {', '.join(KINDS)}")
        if self.kind == "f16" and self.rows.dtype == np.float16:
            object.__setattr__(self, "rows", self.rows.view(np.uint16))
        array("embedding rows", self.rows, KINDS[self.kind][1], (None, None))


def embed(table: Embedding, ids: NDArray[np.integer[Any]] | Sequence[int]) -> F32:
    """The rows of `ids`, converted exactly. Returns (n, hidden) float32. Raises: KernelError naming an id too high."""
    chosen = np.asarray(ids, np.int64).reshape(-1)
    bad = chosen[(chosen < 0) | (chosen >= len(table.rows))]
    if bad.size:
        raise KernelError(f"token id {bad[0]} is outside the vocabulary of {len(table.rows)}")
    rows = np.ascontiguousarray(table.rows[chosen])
    if table.kind == "f32":
        return rows
    if table.kind == "bf16":
        return (rows.astype(np.uint32) << 16).view(np.float32)
    return f16_to_f32(rows)


def logits(pool: Pool, embedding: Embedding, final_norm: F32, eps: float, x: F32) -> F32:
    """The head over x (n, hidden). Returns (n, vocab) float32. Raises: KernelError."""
    n_rows, width = embedding.rows.shape
    array("x", x, np.float32, (None, width))
    array("final_norm", final_norm, np.float32, (width,))
    y = np.empty((len(x), n_rows), np.float32)
    status = lib.aria_logits(
        pool.handle(), pointer("float *", y), pointer("void *", embedding.rows), KINDS[embedding.kind][0],
        pointer("float *", final_norm), eps, pointer("float *", x), len(x), n_rows, width,
    )  # fmt: skip
    check(status, "logits")
    return y


def exp(x: F32, pool: Pool | None = None) -> F32:
    """The profile's exp, element by element. x: float32 of any shape."""
    x = np.ascontiguousarray(x, np.float32)
    y = np.empty_like(x)
    lib.aria_exp(single(pool), pointer("float *", y), pointer("float *", x), x.size)
    return y


def dot16(a: F32, b: F32, pool: Pool | None = None) -> np.float32:
    """The profile's dot product of two (n,) float32."""
    array("b", b, np.float32, array("a", a, np.float32, (None,)).shape)
    y: float = lib.aria_dot16(single(pool), pointer("float *", a), pointer("float *", b), len(a))
    result: np.float32 = np.float32(y)
    return result


def rms_norm(x: F32, weight: F32, eps: float, pool: Pool | None = None) -> F32:
    """RMSNorm of one row. x, weight: (n,) float32."""
    array("weight", weight, np.float32, array("x", x, np.float32, (None,)).shape)
    y = np.empty_like(x)
    lib.aria_rms_norm(
        single(pool), pointer("float *", y), pointer("float *", x), pointer("float *", weight), eps, len(x)
    )
    return y


def quantise(x: F32, pool: Pool | None = None) -> tuple[NDArray[np.int8], np.float32]:
    """One row to int8. x: (n,) float32. Returns (n,) int8 and s. Raises: KernelError if x is not finite."""
    if not np.isfinite(array("x", x, np.float32, (None,))).all():
        raise KernelError("quantise: x holds a value that is not finite")
    q = np.empty(len(x), np.int8)
    s = lib.aria_quantise(single(pool), pointer("int8_t *", q), pointer("float *", x), len(x))
    if s == 0.0:
        raise KernelError("quantise: out of memory")
    return q, np.float32(s)


class RopeScaling(Protocol):
    """Llama 3's change of the RoPE frequencies."""

    @property
    def factor(self) -> float: ...
    @property
    def low_freq_factor(self) -> float: ...
    @property
    def high_freq_factor(self) -> float: ...
    @property
    def original_max_positions(self) -> int: ...


def rope_tables(
    head_dim: int, theta: float, n: int, first: int = 0, scaling: RopeScaling | None = None
) -> tuple[F32, F32]:
    """cos and sin for positions first .. first + n - 1, each (n, head_dim / 2) float32. Raises: KernelError."""
    turns = rope_turns(head_dim, theta, n, first, scaling)
    cos, sin = turns.transpose(2, 0, 3, 1).reshape(2, -1, head_dim // 2)[:, :n]
    return np.ascontiguousarray(cos), np.ascontiguousarray(sin)


def rope_turns(head_dim: int, theta: float, n: int, first: int = 0, scaling: RopeScaling | None = None) -> F32:
    """The same, (ceil(n / 16), head_dim / 2, 2, 16) float32, as layers read them: cos, then sin, of 16 positions.

    Raises: KernelError.
    """
    c = ffi.new("aria_rope *")
    c.theta, c.head_dim, c.scaled = theta, head_dim, scaling is not None
    if scaling is not None:
        c.factor, c.original_positions = scaling.factor, scaling.original_max_positions
        c.low_freq_factor, c.high_freq_factor = scaling.low_freq_factor, scaling.high_freq_factor
    turns = np.empty((-(-n // 16), head_dim // 2, 2, 16), np.float32)
    status = lib.aria_rope_tables(pointer("float *", turns), c, first, n)
    check(status, f"RoPE tables for head_dim {head_dim}, theta {theta}")
    return turns


def rope(x: F32, cos: F32, sin: F32, pool: Pool | None = None) -> F32:
    """Rotates one head at n positions. x: (n, head_dim); cos, sin: (n, head_dim / 2). Returns a new array."""
    y: F32 = array("x", x, np.float32, (None, None)).copy()
    n, head_dim = y.shape
    array("cos", cos, np.float32, (n, head_dim // 2))
    array("sin", sin, np.float32, (n, head_dim // 2))
    for i in range(n):
        lib.aria_rotate(
            single(pool), pointer("float *", y[i]), pointer("float *", cos[i]), pointer("float *", sin[i]), head_dim
        )
    return y


def attention(
    q: F32, k: NDArray[np.int32], v: NDArray[np.int32], k_scale: F32, v_scale: F32, turns: F32, pool: Pool | None = None
) -> F32:
    """One head at the last of n positions, from the sums of its linears. Returns (head_dim,) float32.

    q: (head_dim,), after RoPE. k, v: (n, head_dim) int32 below 2^24 in size, k before RoPE; k_scale, v_scale: (n,),
    what a position's are multiplied by. turns: of positions 0 to n - 1, as `rope_turns` gives them.
    """
    n, head_dim = array("k", k, np.int32, (None, None)).shape
    array("q", q, np.float32, (head_dim,))
    array("v", v, np.int32, (n, head_dim))
    array("k_scale", k_scale, np.float32, array("v_scale", v_scale, np.float32, (n,)).shape)
    array("turns", turns, np.float32, (-(-n // 16), head_dim // 2, 2, 16))
    y = np.empty_like(q)
    status = lib.aria_attention(
        single(pool), pointer("float *", y), pointer("float *", q), pointer("int32_t *", k), pointer("int32_t *", v),
        pointer("float *", k_scale), pointer("float *", v_scale), pointer("float *", turns), n, head_dim,
    )  # fmt: skip
    check(status, f"attention of {n} positions, head_dim {head_dim}")
    return y


def activation(gate: F32, up: F32, kind: str, pool: Pool | None = None) -> F32:
    """a(gate) * up. gate, up: (n,) float32; kind: "silu" or "relu2"."""
    array("up", up, np.float32, array("gate", gate, np.float32, (None,)).shape)
    if kind not in ACTIVATIONS:
        raise KernelError(f"activation is {kind!r}; choose one of: {', '.join(ACTIVATIONS)}")
    y = np.empty_like(gate)
    pointers = [pointer("float *", array) for array in (y, gate, up)]
    lib.aria_activate(single(pool), *pointers, len(gate), ACTIVATIONS[kind])
    return y


def f16_to_f32(x: NDArray[np.uint16], pool: Pool | None = None) -> F32:
    """binary16 words, converted exactly."""
    x = np.ascontiguousarray(x, np.uint16)
    y = np.empty(x.shape, np.float32)
    lib.aria_f16_to_f32(single(pool), pointer("float *", y), pointer("uint16_t *", x), x.size)
    return y
