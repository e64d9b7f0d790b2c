"""The operations of a layer in arithmetic profile 1, for all positions of one sequence at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.reference import rope
from tests.reference.floats import F32, dot16, dot_in_lanes, exp, fma, softmax_term, tree

SMALLEST_ABSMAX = np.float32(1e-5)
ONE = np.float32(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """A ternary matrix: values (n_out, n_in) int8 of -1, 0, 1 and the binary32 multiplier."""

    values: NDArray[np.int8]
    multiplier: np.float32


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The weights of one layer; norms float32, sub-norms may be absent."""

    attn_norm: F32
    q: Linear
    k: Linear
    v: Linear
    o: Linear
    ffn_norm: F32
    gate: Linear
    up: Linear
    down: Linear
    attn_sub_norm: F32 | None = None
    ffn_sub_norm: F32 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a layer needs to know beside its weights."""

    hidden: int
    intermediate: int
    n_heads: int
    n_kv_heads: int
    head_dim: int
    activation: str  # "silu" or "relu2"
    norm_eps: float
    rope_theta: float
    rope_scaling: rope.Llama3Scaling | None = None


def rms_norm(x: F32, weight: F32, eps: float) -> F32:
    """x: (..., n) float32; weight: (n,) float32."""
    mean_square = dot16(x, x) / np.float32(x.shape[-1])
    r = ONE / np.sqrt(mean_square + np.float32(eps))
    return (x * r[..., None]) * weight


def quantise(x: F32) -> tuple[NDArray[np.int8], F32]:
    """Per row: int8 values and the scale s that x was multiplied by. x: (n, k) float32."""
    absmax = np.max(np.abs(x), axis=-1)
    scale = np.float32(127) / np.maximum(absmax, SMALLEST_ABSMAX)
    values = np.clip(np.rint(x * scale[..., None]), -128, 127)
    return values.astype(np.int8), scale


def ternary_sums(q: NDArray[np.int8], values: NDArray[np.int8]) -> NDArray[np.int64]:
    """Exact integer sums (n, n_out): in binary64 every partial sum is far below 2^53."""
    return np.rint(q.astype(np.float64) @ values.T.astype(np.float64)).astype(np.int64)


def linear(q: NDArray[np.int8], scale: F32, weight: Linear) -> F32:
    """Ternary linear on rows already quantised. Returns (n, n_out) float32."""
    factor = weight.multiplier / scale
    return ternary_sums(q, weight.values).astype(np.float32) * factor[:, None]


def rotate(x: F32, cos: F32, sin: F32) -> F32:
    """RoPE. x: (n, heads, d); cos, sin: (n, d/2)."""
    half = x.shape[-1] // 2
    u, v = x[..., :half], x[..., half:]
    c, s = np.broadcast_to(cos[:, None, :], u.shape), np.broadcast_to(sin[:, None, :], u.shape)
    return np.concatenate([fma(u, c, -(v * s)), fma(v, c, u * s)], axis=-1)


def attention(q: F32, keys: F32, values: F32, first_position: int = 0) -> F32:
    """Causal attention of query rows at first_position, first_position + 1, ...

    q: (n, n_heads, d) float32; keys, values: (n_positions, n_kv_heads, d) float32 as
    they read back from the cache, covering the last query's position.
    Returns: (n, n_heads, d) float32.
    """
    n, n_heads, d = q.shape
    group = n_heads // keys.shape[1]
    k, v = (np.repeat(part, group, axis=1) for part in (keys, values))
    n_positions = first_position + n
    g = np.float32(1.0 / np.sqrt(np.float64(d)))
    visible = np.arange(n_positions)[None, :] <= first_position + np.arange(n)[:, None]  # (n, T)
    seen = np.broadcast_to(visible[:, None, :], (n, n_heads, n_positions))
    k_by_head = np.swapaxes(k[:n_positions], 0, 1)  # (n_heads, T, d)
    score = dot_in_lanes(q[:, :, None, :], k_by_head[None], 4) * g  # (n, n_heads, T)
    highest = np.max(np.where(seen, score, -np.inf), axis=-1).astype(np.float32)
    term = softmax_term(np.where(seen, score - highest[..., None], np.float32(0)).astype(np.float32))
    lanes = np.zeros((n, n_heads, 16), np.float32)
    out = np.zeros((n, n_heads, d), np.float32)
    for t in range(n_positions):
        live = seen[:, :, t, None]
        e = term[:, :, t]
        lanes[..., t % 16] = np.where(live[..., 0], lanes[..., t % 16] + e, lanes[..., t % 16])
        out = np.where(live, fma(e[..., None], v[None, t], out), out)
    return out * (ONE / tree(lanes))[..., None]


def activation(gate: F32, up: F32, kind: str) -> F32:
    """`a(gate) * up` with a = "silu" or "relu2"."""
    if kind == "silu":
        activated = gate / (ONE + exp(-gate))
    elif kind == "relu2":
        r = np.where(gate > 0, gate, np.float32(0)).astype(np.float32)
        activated = r * r
    else:
        raise ValueError(f"no activation {kind!r}")
    return activated * up


def layer(x: F32, weights: Layer, shape: Shape) -> F32:
    """One layer over a whole sequence from position 0. x: (n, hidden) float32; returns the new residual."""
    n = x.shape[0]
    eps = shape.norm_eps
    q8, scale = quantise(rms_norm(x, weights.attn_norm, eps))
    q, k, v = (linear(q8, scale, w).reshape(n, -1, shape.head_dim) for w in (weights.q, weights.k, weights.v))
    f = rope.frequencies(shape.head_dim, shape.rope_theta, shape.rope_scaling)
    cos, sin = rope.tables(np.arange(n), f)
    q, k = rotate(q, cos, sin), rotate(k, cos, sin)
    o = attention(q, k, v).reshape(n, -1)
    if weights.attn_sub_norm is not None:
        o = rms_norm(o, weights.attn_sub_norm, eps)
    x = x + linear(*quantise(o), weights.o)
    q8, scale = quantise(rms_norm(x, weights.ffn_norm, eps))
    h = activation(linear(q8, scale, weights.gate), linear(q8, scale, weights.up), shape.activation)
    if weights.ffn_sub_norm is not None:
        h = rms_norm(h, weights.ffn_sub_norm, eps)
    return x + linear(*quantise(h), weights.down)


def head(x: F32, final_norm: F32, eps: float, rows: F32) -> F32:
    """Logits (n, vocab) of residual rows x (n, hidden) against embedding rows already converted to float32."""
    n = rms_norm(x, final_norm, eps)
    return np.stack([dot16(row, rows) for row in n])
