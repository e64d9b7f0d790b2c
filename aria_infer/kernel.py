"""The door to the C kernel: thread pools, packed weights, layer stacks, KV caches and the single operations.

The one importer of `aria_infer._kernel`. Everything here computes arithmetic profile 1 (csrc/README.md): the bits of a
result depend on its inputs alone, never on the instruction set, threads, batch or chunks.
"""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from .errors import KernelError

try:
    from ._kernel import ffi, lib
except ImportError as error:
    raise KernelError(
        f"the compiled kernel cannot be loaded ({error}); install the package, or run `python csrc/build_kernel.py`"
    ) from error

__all__ = [
    "PAGE_POSITIONS",
    "PROFILE",
    "Embedding",
    "KVCache",
    "KernelError",
    "LayerWeights",
    "Pool",
    "RopeScaling",
    "Shape",
    "Stack",
    "Step",
    "Ternary",
    "activation",
    "attention",
    "default_pool",
    "dot16",
    "embed",
    "exp",
    "f16_to_f32",
    "isa_names",
    "known_answers",
    "logits",
    "pack_ternary",
    "quantise",
    "rms_norm",
    "rope",
    "rope_tables",
    "ternary_matmul",
    "unpack_ternary",
]

PROFILE = "aria-1"
PAGE_POSITIONS: int = lib.ARIA_PAGE

F32 = NDArray[np.float32]
_KINDS = {"f32": (lib.ARIA_F32, np.float32), "f16": (lib.ARIA_F16, np.uint16), "bf16": (lib.ARIA_BF16, np.uint16)}
_ACTIVATIONS = {"silu": lib.ARIA_SILU, "relu2": lib.ARIA_RELU2}
_FIRST_ROPE_POSITIONS = 256  # tables start this long and double: most runs are short, contexts can be a million


def isa_names() -> tuple[str, ...]:
    """The instruction sets this CPU can run, best last. "portable" is always the first."""
    names: list[str] = []
    while (name := lib.aria_isa_name(len(names))) != ffi.NULL:
        names.append(ffi.string(name).decode())
    return tuple(names)


class Pool:
    """Threads that run the kernel with one instruction set. Calls from several Python threads wait for each other."""

    def __init__(self, n_threads: int | None = None, isa: str | None = None) -> None:
        """n_threads: default one per CPU this process may use; 1 starts none. isa: of `isa_names()`, default the best.

        Raises: KernelError.
        """
        n_threads = _usable_cpus() if n_threads is None else n_threads
        if not 1 <= n_threads <= lib.ARIA_MAX_THREADS:
            raise KernelError(f"n_threads is {n_threads}; choose 1 to {lib.ARIA_MAX_THREADS}")
        if isa is not None and isa not in isa_names():
            raise KernelError(
                f"instruction set {isa!r} is unknown or not usable on this CPU; choose one of: {', '.join(isa_names())}"
            )
        status = ffi.new("int *")
        pool = lib.aria_pool_new(n_threads, ffi.NULL if isa is None else isa.encode(), status)
        if pool == ffi.NULL:
            raise KernelError(f"cannot start {n_threads} kernel threads: {_meaning(status[0])}")
        self._pid = owner = os.getpid()

        def free(pool: Any) -> None:
            if os.getpid() == owner:  # a forked child has none of the threads to join
                lib.aria_pool_free(pool)

        self._pool = ffi.gc(pool, free)  # a call in progress holds its own reference, so close() never pulls it away
        self.n_threads = n_threads
        self.isa: str = ffi.string(lib.aria_pool_isa(pool)).decode()

    def close(self) -> None:
        """Ends the threads, after calls in progress. The pool cannot be used again."""
        self._pool = None

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def handle(self) -> Any:
        """The C pool. Raises: KernelError if closed, or made by another process."""
        if self._pool is None:
            raise KernelError("the pool is closed; make a new one")
        if self._pid != os.getpid():
            raise KernelError(f"the pool of process {self._pid} did not survive fork(); make a new one here")
        return self._pool


_lock = threading.Lock()
_pools: dict[str, Pool] = {}


def default_pool() -> Pool:
    """The process's own pool, made at first use from ARIA_THREADS and ARIA_ISA if they are set. Raises: KernelError."""
    threads = os.environ.get("ARIA_THREADS")
    if threads and not threads.isdecimal():
        raise KernelError(f"ARIA_THREADS is {threads!r}; set a whole number")
    return _shared("default", lambda: Pool(int(threads) if threads else None, os.environ.get("ARIA_ISA") or None))


def _shared(name: str, make: Callable[[], Pool]) -> Pool:
    key = f"{name} {os.getpid()}"
    with _lock:
        if key not in _pools:
            _pools[key] = make()
        return _pools[key]


def _single(pool: Pool | None) -> Any:
    """The pool an operation without threads runs in."""
    return (pool or _shared("single", lambda: Pool(1))).handle()


def _usable_cpus() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    n_cpus = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(n_cpus, int(lib.ARIA_MAX_THREADS))


_MEANINGS = {
    lib.ARIA_NO_MEMORY: "out of memory",
    lib.ARIA_BAD_ISA: "instruction set not usable on this CPU",
    lib.ARIA_BAD_SHAPE: "a size is out of range, or two sizes disagree",
    lib.ARIA_BAD_POSITION: "a row lies outside its cache or the RoPE tables",
    lib.ARIA_BAD_CODE: "a ternary weight is not -1, 0 or 1",
    lib.ARIA_NO_THREAD: "the system refused to start a thread",
}


def _meaning(status: int) -> str:
    return _MEANINGS.get(status, f"status {status}")


def _check(status: int, what: str) -> None:
    if status != lib.ARIA_OK:
        raise KernelError(f"{what}: {_meaning(status)}")


def _array(name: str, value: Any, dtype: Any, shape: tuple[int | None, ...]) -> NDArray[Any]:
    """`value` if it is C-contiguous with this dtype and shape (None: any size). Raises: KernelError naming it."""
    wanted = f"a C-contiguous array of {np.dtype(dtype)} ({', '.join('any' if n is None else str(n) for n in shape)})"
    if not isinstance(value, np.ndarray):
        raise KernelError(f"{name} is {type(value).__name__}; it must be {wanted}")
    fits = value.dtype == dtype and value.ndim == len(shape) and value.flags.c_contiguous
    if not fits or any(want is not None and want != got for want, got in zip(shape, value.shape, strict=True)):
        raise KernelError(f"{name} is {value.dtype} {value.shape}; it must be {wanted}")
    return value


def _pointer(kind: str, array: NDArray[Any] | None) -> Any:
    return ffi.NULL if array is None else ffi.cast(kind, array.ctypes.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ternary:
    """One ternary matrix. codes: uint8, packed as in csrc/README.md (a read-only map will do); scale: multiplier m."""

    codes: NDArray[np.uint8]
    n_out: int
    n_in: int
    scale: float

    def __post_init__(self) -> None:
        _array("codes", self.codes, np.uint8, (packed_bytes(self.n_out, self.n_in),))
        if not np.isfinite(np.float32(self.scale)):
            raise KernelError(f"the multiplier of a ternary matrix is {self.scale}; it must be a finite float32")

    def fill(self, c: Any) -> None:
        """Writes this matrix into a C `aria_ternary`, which does not own the codes."""
        c.codes, c.n_out, c.n_in, c.scale = _pointer("uint8_t *", self.codes), self.n_out, self.n_in, self.scale


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
        if self.activation not in _ACTIVATIONS:
            raise KernelError(f"activation is {self.activation!r}; choose one of: {', '.join(_ACTIVATIONS)}")
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
        c.activation = _ACTIVATIONS[self.activation]


class KVCache:
    """Keys and values of one sequence for the layers of one Stack, as float32 pages of PAGE_POSITIONS positions."""

    def __init__(self, n_layers: int, page_floats: int) -> None:
        self.lengths = [0] * n_layers  # positions each layer holds: stages may run a part of the layers at a time
        self._page_shape = (n_layers, page_floats)
        self._pages: list[NDArray[np.float32]] = []
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
        del self._pages[-(-n // PAGE_POSITIONS) :]

    def reserve(self, n_positions: int) -> tuple[Any, int]:
        """Makes room. Returns the C array of pages, valid until the next call, and their number."""
        n_pages = -(-n_positions // PAGE_POSITIONS)
        while len(self._pages) < n_pages:
            self._pages.append(np.zeros(self._page_shape, np.float32))
        if len(self._pointers) < n_pages:
            self._pointers = ffi.new("float *[]", 2 * n_pages)
        for i, page in enumerate(self._pages):
            self._pointers[i] = _pointer("float *", page)
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
        self._rope_lock = threading.Lock()
        self._rope = (np.empty((0, shape.head_dim // 2), np.float32),) * 2

    def new_cache(self) -> KVCache:
        """An empty cache for one sequence."""
        return KVCache(self.n_layers, lib.aria_page_floats(self._c_shape))

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
            c.x, c.n_rows, c.position = _pointer("float *", step.x), len(step.x), step.position
            c.pages, c.n_pages = step.cache.reserve(step.position + len(step.x))
        status = lib.aria_forward(
            pool.handle(), self._c_shape, self._c_layers, self.n_layers, first, last, steps, len(batch),
            _pointer("float *", cos), _pointer("float *", sin), len(cos),
        )  # fmt: skip
        _check(status, f"layers [{first}, {last})")
        for step in batch:
            step.cache.lengths[first:last] = [step.position + len(step.x)] * (last - first)

    def _check_step(self, step: Step, first: int, last: int) -> None:
        x = _array("a step's x", step.x, np.float32, (None, self.shape.hidden))
        if not x.flags.writeable:
            raise KernelError("a step's x is read-only; it is changed in place")
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
            _array(f"{name} {part}", norm, np.float32, (n,))
        setattr(c, part, _pointer("float *", norm))
    for part, n_out, n_in in (
        ("q", heads, shape.hidden), ("k", kv, shape.hidden), ("v", kv, shape.hidden), ("o", shape.hidden, heads),
        ("gate", shape.intermediate, shape.hidden), ("up", shape.intermediate, shape.hidden),
        ("down", shape.hidden, shape.intermediate),
    ):  # fmt: skip
        matrix = getattr(layer, part)
        if (matrix.n_out, matrix.n_in) != (n_out, n_in):
            raise KernelError(f"{name} {part} is {matrix.n_out} x {matrix.n_in}; the shape asks for {n_out} x {n_in}")
        matrix.fill(getattr(c, part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """Stored rows (vocab, hidden): float32, or the uint16 words of binary16 ("f16") or bfloat16 ("bf16")."""

    rows: NDArray[Any]
    kind: Literal["f32", "f16", "bf16"]

    def __post_init__(self) -> None:
        if self.kind not in _KINDS:
            raise KernelError(f"embedding kind is {self.kind!r}; choose one of: {', '.join(_KINDS)}")
        if self.kind == "f16" and self.rows.dtype == np.float16:
            object.__setattr__(self, "rows", self.rows.view(np.uint16))
        _array("embedding rows", self.rows, _KINDS[self.kind][1], (None, None))


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
    _array("x", x, np.float32, (None, width))
    _array("final_norm", final_norm, np.float32, (width,))
    y = np.empty((len(x), n_rows), np.float32)
    status = lib.aria_logits(
        pool.handle(), _pointer("float *", y), _pointer("void *", embedding.rows), _KINDS[embedding.kind][0],
        _pointer("float *", final_norm), eps, _pointer("float *", x), len(x), n_rows, width,
    )  # fmt: skip
    _check(status, "logits")
    return y


def packed_bytes(n_out: int, n_in: int) -> int:
    """Bytes of a packed matrix. Raises: KernelError if the kernel cannot hold it."""
    n = int(lib.aria_packed_bytes(n_out, n_in)) if 0 < n_out < 2**31 and 0 < n_in < 2**31 else 0
    if n == 0:
        raise KernelError(f"a ternary matrix of {n_out} x {n_in} is out of range; columns: 1 to {lib.ARIA_MAX_WIDTH}")
    return n


def pack_ternary(values: NDArray[np.int8]) -> NDArray[np.uint8]:
    """values: (n_out, n_in) int8 of -1, 0, 1. Returns its packed codes. Raises: KernelError."""
    values = np.ascontiguousarray(_array("values", np.ascontiguousarray(values), np.int8, (None, None)))
    n_out, n_in = values.shape
    codes = np.empty(packed_bytes(n_out, n_in), np.uint8)
    _check(lib.aria_pack(_pointer("uint8_t *", codes), _pointer("int8_t *", values), n_out, n_in), "pack")
    return codes


def unpack_ternary(codes: NDArray[np.uint8], n_out: int, n_in: int) -> NDArray[np.int8]:
    """The inverse of `pack_ternary`. Raises: KernelError, also where a code is none of the three."""
    _array("codes", codes, np.uint8, (packed_bytes(n_out, n_in),))
    values = np.empty((n_out, n_in), np.int8)
    _check(lib.aria_unpack(_pointer("int8_t *", values), _pointer("uint8_t *", codes), n_out, n_in), "unpack")
    return values


def exp(x: F32, pool: Pool | None = None) -> F32:
    """The profile's exp, element by element. x: float32 of any shape."""
    x = np.ascontiguousarray(x, np.float32)
    y = np.empty_like(x)
    lib.aria_exp(_single(pool), _pointer("float *", y), _pointer("float *", x), x.size)
    return y


def dot16(a: F32, b: F32, pool: Pool | None = None) -> np.float32:
    """The profile's dot product of two (n,) float32."""
    _array("b", b, np.float32, _array("a", a, np.float32, (None,)).shape)
    y: float = lib.aria_dot16(_single(pool), _pointer("float *", a), _pointer("float *", b), len(a))
    result: np.float32 = np.float32(y)
    return result


def rms_norm(x: F32, weight: F32, eps: float, pool: Pool | None = None) -> F32:
    """RMSNorm of one row. x, weight: (n,) float32."""
    _array("weight", weight, np.float32, _array("x", x, np.float32, (None,)).shape)
    y = np.empty_like(x)
    lib.aria_rms_norm(
        _single(pool), _pointer("float *", y), _pointer("float *", x), _pointer("float *", weight), eps, len(x)
    )
    return y


def quantise(x: F32, pool: Pool | None = None) -> tuple[NDArray[np.int8], np.float32]:
    """One row to int8. x: (n,) float32. Returns (n,) int8 and s."""
    _array("x", x, np.float32, (None,))
    q = np.empty(len(x), np.int8)
    s = lib.aria_quantise(_single(pool), _pointer("int8_t *", q), _pointer("float *", x), len(x))
    if s == 0.0:
        raise KernelError("quantise: out of memory")
    return q, np.float32(s)


def ternary_matmul(pool: Pool, q: NDArray[np.int8], w: Ternary) -> NDArray[np.int32]:
    """Exact sums. q: (n, n_in) int8. Returns (n, n_out) int32."""
    _array("q", q, np.int8, (None, w.n_in))
    y = np.empty((len(q), w.n_out), np.int32)
    c = ffi.new("aria_ternary *")
    w.fill(c)
    status = lib.aria_ternary_matmul(pool.handle(), _pointer("int32_t *", y), _pointer("int8_t *", q), c, len(q))
    _check(status, "ternary_matmul")
    return y


def rope_tables(
    head_dim: int, theta: float, n: int, first: int = 0, scaling: RopeScaling | None = None
) -> tuple[F32, F32]:
    """cos and sin for positions first .. first + n - 1, each (n, head_dim / 2) float32. Raises: KernelError."""
    c = ffi.new("aria_rope *")
    c.theta, c.head_dim, c.scaled = theta, head_dim, scaling is not None
    if scaling is not None:
        c.factor, c.original_positions = scaling.factor, scaling.original_max_positions
        c.low_freq_factor, c.high_freq_factor = scaling.low_freq_factor, scaling.high_freq_factor
    cos, sin = np.empty((2, n, head_dim // 2), np.float32)
    status = lib.aria_rope_tables(_pointer("float *", cos), _pointer("float *", sin), c, first, n)
    _check(status, f"RoPE tables for head_dim {head_dim}, theta {theta}")
    return cos, sin


def rope(x: F32, cos: F32, sin: F32, pool: Pool | None = None) -> F32:
    """Rotates one head at n positions. x: (n, head_dim); cos, sin: (n, head_dim / 2). Returns a new array."""
    y: F32 = _array("x", x, np.float32, (None, None)).copy()
    n, head_dim = y.shape
    _array("cos", cos, np.float32, (n, head_dim // 2))
    _array("sin", sin, np.float32, (n, head_dim // 2))
    for i in range(n):
        lib.aria_rotate(
            _single(pool), _pointer("float *", y[i]), _pointer("float *", cos[i]), _pointer("float *", sin[i]), head_dim
        )
    return y


def attention(q: F32, k: F32, v: F32, pool: Pool | None = None) -> F32:
    """One head at the last of n positions. q: (head_dim,); k, v: (n, head_dim). Returns (head_dim,)."""
    n, head_dim = _array("k", k, np.float32, (None, None)).shape
    _array("q", q, np.float32, (head_dim,))
    _array("v", v, np.float32, (n, head_dim))
    y = np.empty_like(q)
    pointers = [_pointer("float *", array) for array in (y, q, k, v)]
    status = lib.aria_attention(_single(pool), *pointers, n, head_dim)
    _check(status, f"attention of {n} positions, head_dim {head_dim}")
    return y


def activation(gate: F32, up: F32, kind: str, pool: Pool | None = None) -> F32:
    """a(gate) * up. gate, up: (n,) float32; kind: "silu" or "relu2"."""
    _array("up", up, np.float32, _array("gate", gate, np.float32, (None,)).shape)
    if kind not in _ACTIVATIONS:
        raise KernelError(f"activation is {kind!r}; choose one of: {', '.join(_ACTIVATIONS)}")
    y = np.empty_like(gate)
    pointers = [_pointer("float *", array) for array in (y, gate, up)]
    lib.aria_activate(_single(pool), *pointers, len(gate), _ACTIVATIONS[kind])
    return y


def f16_to_f32(x: NDArray[np.uint16], pool: Pool | None = None) -> F32:
    """binary16 words, converted exactly."""
    x = np.ascontiguousarray(x, np.uint16)
    y = np.empty(x.shape, np.float32)
    lib.aria_f16_to_f32(_single(pool), _pointer("float *", y), _pointer("uint16_t *", x), x.size)
    return y


def known_answers(pool: Pool) -> None:
    """Runs every operation on fixed inputs and compares the bits. Raises: KernelError naming those that differ."""
    from .known_answers import check

    check(pool)
