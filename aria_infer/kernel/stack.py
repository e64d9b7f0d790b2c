"""Layers bound to the kernel, through which sequences run."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import KernelError
from .door import ACTIVATIONS, F32, Pool, array, check, ffi, lib, pointer
from .kv_cache import PAGE_POSITIONS, KVCache, SparePages
from .operations import RopeScaling, rope_turns
from .ternary import Ternary

_FIRST_ROPE_POSITIONS = 256  # tables start this long and double: most runs are short, contexts can be a million


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerWeights:
    """One layer. Norms: float32; the sub-norms only where the model has them."""

    attn_norm: F32
    q: Ternary
    k: Ternary
    v: Ternary
    o: Ternary
    attn_sub_norm: F32 | None = None
    ffn_norm: F32
    gate: Ternary
    up: Ternary
    down: Ternary
    ffn_sub_norm: F32 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes and constants all layers of a model share."""

    hidden: int
    intermediate: int
    n_heads: int
    n_kv_heads: int
    head_dim: int
    activation: str
    norm_eps: float
    max_positions: int
    rope_theta: float
    rope_scaling: RopeScaling | None = None

    def __post_init__(self) -> None:
        if self.activation not in ACTIVATIONS:
            raise KernelError(f"activation is {self.activation!r}; choose one of: {', '.join(ACTIVATIONS)}")
        for name in ("hidden", "intermediate", "n_heads", "n_kv_heads", "head_dim", "max_positions"):
            if getattr(self, name) < 1:
                raise KernelError(f"{name} is {getattr(self, name)}; it must be at least 1")
        widest = max(self.hidden, self.intermediate, self.n_heads * self.head_dim)
        if widest > lib.ARIA_MAX_WIDTH:
            raise KernelError(f"a linear reads {widest} values; sums are exact up to {lib.ARIA_MAX_WIDTH}")
        if self.head_dim % 2 or self.head_dim > lib.ARIA_MAX_HEAD_DIM:
            raise KernelError(f"head_dim is {self.head_dim}; it must be even and at most {lib.ARIA_MAX_HEAD_DIM}")
        if self.n_heads % self.n_kv_heads:
            raise KernelError(f"n_heads {self.n_heads} is not a multiple of n_kv_heads {self.n_kv_heads}")

    def fill(self, c: Any) -> None:
        """Writes this shape into a C `aria_shape`."""
        for name in ("hidden", "intermediate", "n_heads", "n_kv_heads", "head_dim", "norm_eps"):
            setattr(c, name, getattr(self, name))
        c.activation = ACTIVATIONS[self.activation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Positions position .. position + n - 1 of a sequence. x: (n, hidden) float32, C-contiguous, changed in place."""

    cache: KVCache
    position: int
    x: F32


class Stack:
    """A contiguous range of layers, bound to the kernel. Keeps their arrays alive."""

    def __init__(self, shape: Shape, layers: Sequence[LayerWeights]) -> None:
        """Raises: KernelError naming the layer and array whose size does not fit the shape."""
        self.shape, self.n_layers = shape, len(layers)
        self._layers = tuple(layers)
        self._c_shape, self._c_layers = ffi.new("aria_shape *"), ffi.new("aria_layer[]", max(1, len(layers)))
        shape.fill(self._c_shape)
        for i, layer in enumerate(layers):
            _fill_layer(self._c_layers[i], shape, layer, f"layer {i}")
        self._spare = SparePages(self._c_shape, self.n_layers)
        self._rope_lock = threading.Lock()
        self._turns = np.empty((0, shape.head_dim // 2, 2, 16), np.float32)

    def new_cache(self) -> KVCache:
        """An empty cache for one sequence."""
        return KVCache(self._spare)

    def forward(self, pool: Pool, batch: Sequence[Step], first: int = 0, last: int | None = None) -> None:
        """Runs layers [first, last) over every row of every step in one call, without the GIL.

        A step's position is at most the number of positions its cache holds in each of these layers; what the cache
        holds from there on is replaced. If the call raises, nothing has been run.

        Raises: KernelError naming the value that does not fit.
        """
        last = self.n_layers if last is None else last
        if not 0 <= first <= last <= self.n_layers:
            raise KernelError(f"layers [{first}, {last}) are not a range within 0 to {self.n_layers}")
        if len({id(step.cache) for step in batch}) != len(batch):
            raise KernelError("two steps of a batch share a cache; a sequence takes part once")
        for step in batch:
            self._check_step(step, first, last)
        turns = self._rope_turns(max((step.position + len(step.x) for step in batch), default=0))
        steps = ffi.new("aria_step[]", max(1, len(batch)))
        for c, step in zip(steps, batch, strict=False):
            c.x, c.n_rows, c.position = pointer("float *", step.x), len(step.x), step.position
            c.pages, c.n_pages = step.cache.reserve(step.position + len(step.x))
        status = lib.aria_forward(
            pool.handle(), self._c_shape, self._c_layers, self.n_layers, first, last, steps, len(batch),
            pointer("float *", turns), 16 * len(turns),
        )  # fmt: skip
        check(status, f"layers [{first}, {last})")
        for step in batch:
            step.cache.lengths[first:last] = [step.position + len(step.x)] * (last - first)

    def _check_step(self, step: Step, first: int, last: int) -> None:
        x = array("a step's x", step.x, np.float32, (None, self.shape.hidden), written=True)
        if not np.isfinite(x).all():
            raise KernelError("a step's x holds a value that is not finite")
        if len(step.cache.lengths) != self.n_layers:
            raise KernelError(f"a cache of {len(step.cache.lengths)} layers was given to a stack of {self.n_layers}")
        held = min(step.cache.lengths[first:last], default=step.position)
        if not 0 <= step.position <= held:
            raise KernelError(f"a step begins at position {step.position}, but its cache holds {held} positions")
        if step.position + len(x) > self.shape.max_positions:
            end, most = step.position + len(x), self.shape.max_positions
            raise KernelError(f"a step ends at position {end}, but the model has {most} positions")

    def _rope_turns(self, n: int) -> F32:
        with self._rope_lock:
            have, shape = 16 * len(self._turns), self.shape
            if have < n:
                more = -(-max(n, 2 * have, _FIRST_ROPE_POSITIONS) // PAGE_POSITIONS) * PAGE_POSITIONS - have
                new = rope_turns(shape.head_dim, shape.rope_theta, more, have, shape.rope_scaling)
                self._turns = np.concatenate((self._turns, new))
            return self._turns


def _fill_layer(c: Any, shape: Shape, layer: LayerWeights, name: str) -> None:
    heads, kv = shape.n_heads * shape.head_dim, shape.n_kv_heads * shape.head_dim
    for part, n in (
        ("attn_norm", shape.hidden), ("attn_sub_norm", heads),
        ("ffn_norm", shape.hidden), ("ffn_sub_norm", shape.intermediate),
    ):  # fmt: skip
        norm = getattr(layer, part)
        if norm is not None or not part.endswith("sub_norm"):
            array(f"{name} {part}", norm, np.float32, (n,))
        setattr(c, part, pointer("float *", norm))
    for part, n_out, n_in in (
        ("q", heads, shape.hidden), ("k", kv, shape.hidden), ("v", kv, shape.hidden), ("o", shape.hidden, heads),
        ("gate", shape.intermediate, shape.hidden), ("up", shape.intermediate, shape.hidden),
        ("down", shape.hidden, shape.intermediate),
    ):  # fmt: skip
        matrix = getattr(layer, part)
        if (matrix.n_out, matrix.n_in) != (n_out, n_in):
            raise KernelError(f"{name} {part} is {matrix.n_out} x {matrix.n_in}; the shape asks for {n_out} x {n_in}")
        matrix.fill(getattr(c, part))
