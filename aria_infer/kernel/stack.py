"""Layers bound to the kernel, and the KV caches of the sequences that run through them."""

import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import KernelError
from .door import ACTIVATIONS, F32, Pool, array, check, ffi, lib, pointer
from .memory import reserve
from .operations import RopeScaling, rope_tables
from .ternary import Ternary

PAGE_POSITIONS: int = lib.ARIA_PAGE
MAX_SPARE_BYTES = 256 << 20  # a dozen pages of a large model
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


class SparePages:
    """Pages that caches of one Stack have left, for the next to use: new memory costs more than a page's tokens."""

    def __init__(self, n_layers: int, page_floats: int) -> None:
        self.shape = (n_layers, page_floats)
        self._most = MAX_SPARE_BYTES // (4 * max(1, n_layers * page_floats))
        self._pages: list[F32] = []

    def take(self) -> F32:
        """A page. What it holds is never read: a position counts once it has been written."""
        try:
            return self._pages.pop()
        except IndexError:
            return reserve(4 * self.shape[0] * self.shape[1]).view(np.float32).reshape(self.shape)

    def give(self, pages: list[F32]) -> None:
        """Keeps as many as there is room for."""
        self._pages.extend(pages[: max(0, self._most - len(self._pages))])


class KVCache:
    """Keys and values of one sequence for the layers of one Stack, as float32 pages of PAGE_POSITIONS positions."""

    def __init__(self, spare: SparePages) -> None:
        self.lengths = [0] * spare.shape[0]  # positions each layer holds: stages may run a part of the layers at a time
        self._spare = spare
        self._pages: list[F32] = []
        weakref.finalize(self, spare.give, self._pages).atexit = False
        self._pointers = ffi.new("float *[]", 1)

    @property
    def length(self) -> int:
        """Positions that every layer holds."""
        return min(self.lengths, default=0)

    @property
    def nbytes(self) -> int:
        """Memory the pages take."""
        return sum(page.nbytes for page in self._pages)

    def truncate(self, n: int) -> None:
        """Forgets the positions from n on. Raises: KernelError if n is negative or beyond the length."""
        if not 0 <= n <= self.length:
            raise KernelError(f"cannot cut a cache of {self.length} positions to {n}")
        self.lengths = [n] * len(self.lengths)
        keep = -(-n // PAGE_POSITIONS)
        self._spare.give(self._pages[keep:])
        del self._pages[keep:]

    def reserve(self, n_positions: int) -> tuple[Any, int]:
        """Makes room. Returns the C array of pages, valid until the next call, and their number."""
        n_pages = -(-n_positions // PAGE_POSITIONS)
        if len(self._pointers) < n_pages:
            self._pointers = ffi.new("float *[]", 2 * n_pages)
            for i, page in enumerate(self._pages):
                self._pointers[i] = pointer("float *", page)
        while len(self._pages) < n_pages:
            page = self._spare.take()
            self._pointers[len(self._pages)] = pointer("float *", page)
            self._pages.append(page)
        return self._pointers, len(self._pages)


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
        self._spare = SparePages(self.n_layers, lib.aria_page_floats(self._c_shape))
        self._rope_lock = threading.Lock()
        self._rope = (np.empty((0, shape.head_dim // 2), np.float32),) * 2

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
        cos, sin = self._rope_tables(max((step.position + len(step.x) for step in batch), default=0))
        steps = ffi.new("aria_step[]", max(1, len(batch)))
        for c, step in zip(steps, batch, strict=False):
            c.x, c.n_rows, c.position = pointer("float *", step.x), len(step.x), step.position
            c.pages, c.n_pages = step.cache.reserve(step.position + len(step.x))
        status = lib.aria_forward(
            pool.handle(), self._c_shape, self._c_layers, self.n_layers, first, last, steps, len(batch),
            pointer("float *", cos), pointer("float *", sin), len(cos),
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

    def _rope_tables(self, n: int) -> tuple[F32, F32]:
        with self._rope_lock:
            have = len(self._rope[0])
            if have < n:
                more = min(max(n, 2 * have, _FIRST_ROPE_POSITIONS), self.shape.max_positions) - have
                new = rope_tables(self.shape.head_dim, self.shape.rope_theta, more, have, self.shape.rope_scaling)
                self._rope = (np.concatenate((self._rope[0], new[0])), np.concatenate((self._rope[1], new[1])))
            return self._rope


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
