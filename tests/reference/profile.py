"""The operations of a layer in arithmetic profile 2, for all positions of one sequence at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.reference import rope
from tests.reference.floats import F32, dot16, dot_in_lanes, exp, fma, softmax_term, tree

SMALLEST_ABSMAX = np.float32(1e-5)
ONE = np.float32(1)
WIDEST_SUM = 32767  # that the cache keeps whole


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


def kept(sums: NDArray[np.int64], factor: F32) -> tuple[F32, F32]:
    """Sums as the cache keeps them: 16-bit whole numbers, as float32, and their factors.

    sums: (n_positions, n_kv_heads, d); factor: (n_positions,).  Returns: the shape of sums, (n_positions, n_kv_heads).
    """
    widest = np.max(np.abs(sums), axis=-1)
    halvings = np.zeros(widest.shape, np.int64)
    while (too_wide := widest > WIDEST_SUM * 2**halvings).any():
        halvings += too_wide
    whole = np.rint(sums / 2.0 ** halvings[..., None]).astype(np.float32)
    return whole, factor[:, None] * (2.0**halvings).astype(np.float32)


def attention(
    q: F32, k: NDArray[np.int64], v: NDArray[np.int64], factors: tuple[F32, F32], turns: tuple[F32, F32], first: int = 0
) -> F32:
    """Causal attention of query rows at positions first, first + 1, ...

    q: (n, n_heads, d) float32 after RoPE; k, v: (n_positions, n_kv_heads, d), the sums of their linears, covering the
    last query's position; factors: k's and v's, (n_positions,); turns: cos, sin, (n_positions, d/2).
    Returns: (n, n_heads, d) float32.
    """
    n, n_heads, d = q.shape
    group, n_positions, half = n_heads // k.shape[1], first + n, d // 2
    keys, k_factor = kept(k[:n_positions], factors[0][:n_positions])
    values, v_factor = kept(v[:n_positions], factors[1][:n_positions])
    keys = rotate(keys, turns[0][:n_positions], turns[1][:n_positions])
    keys, values, k_factor, v_factor = (np.repeat(part, group, axis=1) for part in (keys, values, k_factor, v_factor))
    g = np.float32(1.0 / np.sqrt(np.float64(d)))
    visible = np.arange(n_positions)[None, :] <= first + np.arange(n)[:, None]  # (n, T)
    seen = np.broadcast_to(visible[:, None, :], (n, n_heads, n_positions))
    by_head = np.swapaxes(keys, 0, 1)[None]  # (1, n_heads, T, d)
    sides = [dot_in_lanes(q[:, :, None, side], by_head[..., side], 1) for side in (slice(half), slice(half, d))]
    score = ((sides[0] + sides[1]) * k_factor.T[None]) * g  # (n, n_heads, T)
    highest = np.max(np.where(seen, score, -np.inf), axis=-1).astype(np.float32)
    term = softmax_term(np.where(seen, score - highest[..., None], np.float32(0)).astype(np.float32))
    lanes = np.zeros((n, n_heads, 16), np.float32)
    for t in range(n_positions):
        lanes[..., t % 16] = np.where(seen[:, :, t], lanes[..., t % 16] + term[:, :, t], lanes[..., t % 16])
    weight = (term * (ONE / tree(lanes))[..., None]) * v_factor.T[None]
    out = np.zeros((n, n_heads, d), np.float32)
    for t in range(n_positions):
        out = np.where(seen[:, :, t, None], fma(weight[:, :, t, None], values[None, t], out), out)
    return out


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
    f = rope.frequencies(shape.head_dim, shape.rope_theta, shape.rope_scaling)
    cos, sin = rope.tables(np.arange(n), f)
    q = rotate(linear(q8, scale, weights.q).reshape(n, -1, shape.head_dim), cos, sin)
    k, v = (ternary_sums(q8, w.values).reshape(n, -1, shape.head_dim) for w in (weights.k, weights.v))
    factors = weights.k.multiplier / scale, weights.v.multiplier / scale
    o = attention(q, k, v, factors, (cos, sin)).reshape(n, -1)
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
