"""Random inputs for the kernel's tests, from a seed."""

import itertools
from collections.abc import Sequence

import numpy as np

from aria_infer import kernel

POOLS = tuple(kernel.Pool(n_threads, isa) for isa in kernel.isa_names() for n_threads in range(1, 5))
PORTABLE = POOLS[0]


def matrix(rng: np.random.Generator, n_out: int, n_in: int) -> kernel.Ternary:
    values = rng.integers(-1, 2, (n_out, n_in), dtype=np.int8)
    scale = float(np.float32(rng.uniform(0.01, 0.1)))
    return kernel.Ternary(codes=kernel.pack_ternary(values), n_out=n_out, n_in=n_in, scale=scale)


def floats(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> kernel.F32:
    return (rng.normal(size=shape) * scale).astype(np.float32)


def stack(
    rng: np.random.Generator,
    hidden: int,
    intermediate: int,
    heads: tuple[int, int, int],
    activation: str,
    sub_norms: bool,
    n: int,
) -> kernel.Stack:
    """heads: query heads, key/value heads, head_dim. n: layers."""
    n_heads, n_kv_heads, head_dim = heads
    wide, narrow = n_heads * head_dim, n_kv_heads * head_dim
    shape = kernel.Shape(
        hidden=hidden, intermediate=intermediate, n_heads=n_heads, n_kv_heads=n_kv_heads, head_dim=head_dim,
        activation=activation, norm_eps=1e-5, max_positions=400, rope_theta=10000.0,
    )  # fmt: skip
    layers = [
        kernel.LayerWeights(
            attn_norm=floats(rng, hidden),
            q=matrix(rng, wide, hidden),
            k=matrix(rng, narrow, hidden),
            v=matrix(rng, narrow, hidden),
            o=matrix(rng, hidden, wide),
            attn_sub_norm=floats(rng, wide) if sub_norms else None,
            ffn_norm=floats(rng, hidden),
            gate=matrix(rng, intermediate, hidden),
            up=matrix(rng, intermediate, hidden),
            down=matrix(rng, hidden, intermediate),
            ffn_sub_norm=floats(rng, intermediate) if sub_norms else None,
        )
        for _ in range(n)
    ]
    return kernel.Stack(shape, layers)


def run(
    pool: kernel.Pool, stack: kernel.Stack, x: kernel.F32, chunks: Sequence[int] = (), splits: Sequence[int] = ()
) -> kernel.F32:
    """One sequence through the stack, in chunks that end at `chunks`, each chunk layer range by layer range."""
    y, cache = x.copy(), stack.new_cache()
    ends, layers = [*chunks, len(y)], [0, *splits, stack.n_layers]
    for begin, end in zip([0, *chunks], ends, strict=True):
        for first, last in itertools.pairwise(layers):
            stack.forward(pool, [kernel.Step(cache=cache, position=begin, x=y[begin:end])], first, last)
    return y
