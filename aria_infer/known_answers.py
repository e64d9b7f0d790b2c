"""Known answers: the hash of every operation's result on fixed inputs. A node whose kernel differs refuses to serve.

The hashes were computed by the portable kernel, which the tests hold to an independent reference.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import kernel
from .errors import KernelError

# The first 8 bytes of SHA-256 over the result's little-endian bytes.
ANSWERS = {
    "dot16": "254a8358211a4bcb",
    "exp": "e0ecc32049fbf59f",
    "rms_norm": "ff8162ee0f249888",
    "quantise": "781c6a2c826ef03d",
    "ternary": "bc662a0ade3580b5",
    "ternary_base3": "bc662a0ade3580b5",
    "rope_tables": "bfdde317c0cbbcf9",
    "rope": "8387cf7add60261a",
    "attention": "8c67da21d0631aaf",
    "silu": "47ab334a6d2523d2",
    "relu2": "f9c32cf01d4f99c8",
    "f16": "af44f075f8ed089c",
    "logits": "e2405de8b968ac4b",
    "screen": "34e0600040723905",
    "layers": "8c41a23d6b7a1054",
}


class Draws:
    """Fixed inputs from splitmix64, so that no library's generator can change them."""

    def __init__(self) -> None:
        self._drawn = 0

    def words(self, n: int) -> NDArray[np.uint64]:
        """The next n words of 64 random bits."""
        at = np.arange(self._drawn + 1, self._drawn + n + 1, dtype=np.uint64)
        self._drawn += n
        z = at * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ z >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ z >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
        return np.asarray(z ^ z >> np.uint64(31))

    def floats(self, shape: tuple[int, ...], scale: float = 1.0) -> kernel.F32:
        """Float32 in [-scale, scale), each exact; scale is a power of two."""
        whole = (self.words(int(np.prod(shape))) >> np.uint64(40)).astype(np.float64) * 2.0**-23 - 1.0
        return np.asarray((whole * scale).astype(np.float32).reshape(shape))

    def trits(self, shape: tuple[int, int]) -> NDArray[np.int8]:
        """Int8 of -1, 0, 1."""
        values = (self.words(shape[0] * shape[1]) >> np.uint64(32)) % np.uint64(3)
        return np.asarray(values.astype(np.int8).reshape(shape) - np.int8(1))

    def ternary(self, n_out: int, n_in: int, scale: float) -> kernel.Ternary:
        """A random matrix."""
        return kernel.Ternary(codes=kernel.pack_ternary(self.trits((n_out, n_in))), n_out=n_out, n_in=n_in, scale=scale)


def check(pool: kernel.Pool) -> None:
    """Raises: KernelError naming every operation whose result is not the known one."""
    wrong = [name for name, answer in answers(pool) if answer != ANSWERS[name]]
    if wrong:
        raise KernelError(
            f"the kernel ({pool.isa}) does not compute {kernel.PROFILE}: {', '.join(wrong)} differ from the known "
            "answers; rebuild it with the project's own flags, or choose another instruction set"
        )


def answers(pool: kernel.Pool) -> Iterator[tuple[str, str]]:
    """Every operation's name and the hash of what this pool computes."""
    for name, compute in _OPERATIONS.items():
        draws, digest = Draws(), hashlib.sha256()
        for array in compute(pool, draws):
            native = np.asarray(array)
            digest.update(native.astype(native.dtype.newbyteorder("<"), copy=False).tobytes())
        yield name, digest.hexdigest()[:16]


def _dot16(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    for n in (1, 15, 16, 100, 1003):
        yield kernel.dot16(draws.floats((n,)), draws.floats((n,)), pool)


def _exp(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    yield kernel.exp(draws.floats((2000,), 128.0), pool)
    yield kernel.exp(draws.floats((2000,), 1.0), pool)


def _rms_norm(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    for n in (16, 100, 1003):
        yield kernel.rms_norm(draws.floats((n,), 4.0), draws.floats((n,), 2.0), 1e-5, pool)


def _quantise(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    for n, scale in ((16, 1.0), (1003, 64.0), (100, 2.0**-20)):
        yield from kernel.quantise(draws.floats((n,), scale), pool)


def _products(draws: Draws) -> Iterator[tuple[NDArray[np.int8], kernel.Ternary]]:
    for n_out, n_in, n in ((16, 16, 1), (37, 1003, 15), (5, 8200, 3)):
        q = (draws.words(n * n_in) >> np.uint64(56)).astype(np.uint8).view(np.int8).reshape(n, n_in)
        yield q, draws.ternary(n_out, n_in, 1.0)
    most = np.repeat(np.array([[127], [-128]], np.int8), 8192, axis=1)
    codes = kernel.pack_ternary(np.ones((3, 8192), np.int8))
    yield most, kernel.Ternary(codes=codes, n_out=3, n_in=8192, scale=1.0)


def _ternary(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    for q, w in _products(draws):
        yield kernel.ternary_matmul(pool, q, w)


def _ternary_base3(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    for q, w in _products(draws):
        yield kernel.ternary_matmul(pool, q, kernel.to_base3(pool, w))


class _Scaling:
    factor, low_freq_factor, high_freq_factor, original_max_positions = 8.0, 1.0, 4.0, 512


def _rope_tables(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    yield from kernel.rope_tables(96, 10000.0, 200)
    yield from kernel.rope_tables(128, 500000.0, 20, 4000, _Scaling())


def _rope(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    for head_dim in (16, 96, 100):
        cos, sin = kernel.rope_tables(head_dim, 10000.0, 3, 50)
        yield kernel.rope(draws.floats((3, head_dim), 4.0), cos, sin, pool)


def _attention(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    """With sums that 16 bits hold, and some that they do not."""
    for n, head_dim, widest in ((1, 16, 2000), (16, 64, 2000), (83, 100, 300_000), (200, 128, 5000)):
        turns = kernel.rope_turns(head_dim, 10000.0, n)
        q, scales = draws.floats((head_dim,), 4.0), np.abs(draws.floats((2, n), 2.0**-10)) + np.float32(2.0**-12)
        sums = draws.words(2 * n * head_dim) % np.uint64(2 * widest + 1)
        k, v = sums.astype(np.int32).reshape(2, n, head_dim) - widest
        yield kernel.attention(q, k, v, scales[0], scales[1], turns, pool)


def _silu(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    yield kernel.activation(draws.floats((1003,), 64.0), draws.floats((1003,)), "silu", pool)


def _relu2(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    yield kernel.activation(draws.floats((1003,), 64.0), draws.floats((1003,)), "relu2", pool)


def _f16(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    yield kernel.f16_to_f32(np.arange(0x7C00, dtype=np.uint16), pool)


def _logits(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    x, norm, rows = draws.floats((5, 100), 4.0), draws.floats((100,), 2.0), draws.floats((77, 100))
    words = rows.astype(np.float16).view(np.uint16)
    yield kernel.logits(pool, kernel.Embedding(rows=rows, kind="f32"), norm, 1e-5, x)
    yield kernel.logits(pool, kernel.Embedding(rows=words, kind="f16"), norm, 1e-5, x)
    yield kernel.logits(pool, kernel.Embedding(rows=words & np.uint16(0xBFFF), kind="bf16"), norm, 1e-5, x)


def _screen(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    """Which rows a screen returns beyond the best is its own affair; the best and their logits are the profile's."""
    norm, rows = draws.floats((1003,), 2.0), draws.floats((300, 1003))
    table = kernel.Embedding(rows=rows.astype(np.float16).view(np.uint16), kind="f16")
    for best in kernel.Screen(pool, table).top(pool, norm, 1e-5, draws.floats((3, 1003), 4.0), top=7):
        order = np.argsort(-best.logits, kind="stable")[:7]
        yield best.ids[order]
        yield best.logits[order]


def _layers(pool: kernel.Pool, draws: Draws) -> Iterator[Any]:
    for activation, sub_norms in (("silu", False), ("relu2", True)):
        hidden, inner, heads, kv = 96, 200, 128, 32
        shape = kernel.Shape(
            hidden=hidden, intermediate=inner, n_heads=8, n_kv_heads=2, head_dim=16, activation=activation,
            norm_eps=1e-5, max_positions=128, rope_theta=10000.0,
        )  # fmt: skip
        layers = [
            kernel.LayerWeights(
                attn_norm=draws.floats((hidden,), 2.0),
                q=draws.ternary(heads, hidden, 0.0625),
                k=draws.ternary(kv, hidden, 0.0625),
                v=draws.ternary(kv, hidden, 0.0625),
                o=draws.ternary(hidden, heads, 0.03125),
                attn_sub_norm=draws.floats((heads,), 2.0) if sub_norms else None,
                ffn_norm=draws.floats((hidden,), 2.0),
                gate=draws.ternary(inner, hidden, 0.0625),
                up=draws.ternary(inner, hidden, 0.0625),
                down=draws.ternary(hidden, inner, 0.03125),
                ffn_sub_norm=draws.floats((inner,), 2.0) if sub_norms else None,
            )
            for _ in range(2)
        ]
        stack, x = kernel.Stack(shape, layers), draws.floats((70, hidden))
        cache = stack.new_cache()
        for begin, end in ((0, 65), (65, 66), (66, 70)):
            stack.forward(pool, [kernel.Step(cache=cache, position=begin, x=x[begin:end])])
        yield x


_OPERATIONS: dict[str, Callable[[kernel.Pool, Draws], Iterator[Any]]] = {
    "dot16": _dot16,
    "exp": _exp,
    "rms_norm": _rms_norm,
    "quantise": _quantise,
    "ternary": _ternary,
    "ternary_base3": _ternary_base3,
    "rope_tables": _rope_tables,
    "rope": _rope,
    "attention": _attention,
    "silu": _silu,
    "relu2": _relu2,
    "f16": _f16,
    "logits": _logits,
    "screen": _screen,
    "layers": _layers,
}
