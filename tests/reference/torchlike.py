"""A checkpoint the way PyTorch + transformers compute it in float32: fake-quantised activations, float matmuls.

Bits differ from profile 2 (it rounds elsewhere), meaning must not. Source: transformers, `integrations/bitnet.py`,
`modeling_llama.py`, `modeling_bitnet.py`.
"""

import numpy as np
from numpy.typing import ArrayLike

from tests.reference.checkpoint import Checkpoint
from tests.reference.floats import F32
from tests.reference.profile import Linear, Shape


def _norm(x: F32, weight: F32, eps: float) -> F32:
    variance = np.mean(x * x, axis=-1, keepdims=True, dtype=np.float32)
    return (weight * (x * (np.float32(1) / np.sqrt(variance + np.float32(eps))))).astype(np.float32)


def _linear(x: F32, weight: Linear) -> F32:
    scale = np.float32(127) / np.maximum(np.abs(x).max(axis=-1, keepdims=True), np.float32(1e-5))
    quantised = np.clip(np.rint(x * scale), -128, 127) / scale
    return (quantised @ weight.values.T.astype(np.float32)) * weight.multiplier


def _inverse_frequencies(shape: Shape) -> F32:
    exponent = np.arange(0, shape.head_dim, 2, dtype=np.float32) / np.float32(shape.head_dim)
    f = np.float32(1) / np.power(np.float32(shape.rope_theta), exponent)
    scaling = shape.rope_scaling
    if scaling is None:
        return f
    context = scaling.original_max_position_embeddings
    wavelength = np.float32(2 * np.pi) / f
    low, high = scaling.low_freq_factor, scaling.high_freq_factor
    slowed = np.where(wavelength > context / low, f / scaling.factor, f)
    smooth = (context / wavelength - low) / (high - low)
    smoothed = (1 - smooth) * slowed / scaling.factor + smooth * slowed
    medium = (wavelength >= context / high) & (wavelength <= context / low)
    return np.where(medium, smoothed, slowed).astype(np.float32)


def _rotate(x: F32, cos: F32, sin: F32) -> F32:
    half = x.shape[-1] // 2
    turned = np.concatenate([-x[..., half:], x[..., :half]], axis=-1)
    return x * cos + turned * sin


def _attention(q: F32, k: F32, v: F32) -> F32:
    """q, k, v: (heads, n, d)."""
    n, d = q.shape[1:]
    score = q @ np.swapaxes(k, 1, 2) * np.float32(d**-0.5)
    score = np.where(np.tril(np.ones((n, n), bool)), score, np.float32(-np.inf))
    term = np.exp(score - score.max(axis=-1, keepdims=True))
    return (term / term.sum(axis=-1, keepdims=True)) @ v


def logits(checkpoint: Checkpoint, tokens: ArrayLike) -> F32:
    """(n, vocab) float32 for the whole sequence at once."""
    shape = checkpoint.shape
    x = checkpoint.embedding[np.asarray(tokens, np.int64)]
    n, d = len(x), shape.head_dim
    angles = np.arange(n, dtype=np.float32)[:, None] * _inverse_frequencies(shape)
    cos, sin = (np.tile(f(angles), 2).astype(np.float32) for f in (np.cos, np.sin))
    for w in checkpoint.layers:
        h = _norm(x, w.attn_norm, shape.norm_eps)
        q, k, v = (np.swapaxes(_linear(h, m).reshape(n, -1, d), 0, 1) for m in (w.q, w.k, w.v))
        group = shape.n_heads // shape.n_kv_heads
        k, v = np.repeat(_rotate(k, cos, sin), group, axis=0), np.repeat(v, group, axis=0)
        o = np.swapaxes(_attention(_rotate(q, cos, sin), k, v), 0, 1).reshape(n, -1)
        x = x + _linear(o if w.attn_sub_norm is None else _norm(o, w.attn_sub_norm, shape.norm_eps), w.o)
        h = _norm(x, w.ffn_norm, shape.norm_eps)
        gate, up = _linear(h, w.gate), _linear(h, w.up)
        act = gate / (1 + np.exp(-gate)) if shape.activation == "silu" else np.square(np.maximum(gate, np.float32(0)))
        h = (act * up).astype(np.float32)
        x = x + _linear(h if w.ffn_sub_norm is None else _norm(h, w.ffn_sub_norm, shape.norm_eps), w.down)
    return _norm(x, checkpoint.final_norm, shape.norm_eps) @ checkpoint.head.T
