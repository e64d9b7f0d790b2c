"""Regenerate `tests/vectors/*.npz` from the slow reference: `python -m tests.reference.make_vectors`.

Everything is seeded; the archives come out byte for byte the same with the same numpy.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.reference import checkpoint, floats, model, packing, profile, rope, sampling
from tests.reference.floats import F32

VECTORS = Path(__file__).parent.parent / "vectors"
FIXTURES = Path(__file__).parent.parent / "fixtures"
Arrays = dict[str, NDArray[Any]]

# n_tokens, hidden, intermediate, heads, kv heads, head_dim, activation, sub-norms, llama3 scaling
LAYERS: dict[str, tuple[int, int, int, int, int, int, str, bool, bool]] = {
    "gqa_relu2_subnorm": (70, 64, 112, 4, 2, 16, "relu2", True, False),  # crosses a cache page of 64
    "mha_silu": (19, 36, 52, 3, 3, 12, "silu", False, False),
    "mqa_silu_subnorm": (17, 50, 70, 5, 1, 10, "silu", True, False),
    "wide_heads_relu2": (9, 48, 33, 4, 2, 20, "relu2", False, False),
    "llama3_scaling": (21, 64, 96, 2, 1, 32, "silu", False, True),
}
SCALING = rope.Llama3Scaling(factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=32)
NORM_EPS = 1e-5
ROPE_THETA = 10000.0
FAMILIES = ("bitnet-2b-4t-like", "llama3-158-like", "falcon3-158-like", "bitnet-b158-large-like")
TRACED_PROMPTS = (1, 2, 3)


def rng(name: str) -> np.random.Generator:
    """A generator of its own per vector, so that adding one moves no other."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def normal(r: np.random.Generator, *shape: int) -> F32:
    return r.standard_normal(shape).astype(np.float32)


POWERS_OF_TEN = np.array([float(f"1e{k}") for k in range(-6, 6)], np.float32)  # numpy's own differ from CPU to CPU


def dot16_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    for n in (1, 2, 15, 16, 17, 31, 100, 257, 1000):
        r = rng(f"dot16 {n}")
        a, b = normal(r, n), normal(r, n) * POWERS_OF_TEN[r.integers(-6, 6, n) + 6]
        yield f"a_{n}", a
        yield f"b_{n}", b
        yield f"dot_{n}", floats.dot16(a, b)


def exp_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    r = rng("exp")
    edges = np.array(
        [0.0, -0.0, 1.0, -1.0, 88.0, 88.1, 1e30, -87.0, -87.00001, -100.0, -1e30, 1e-40, 0.34657359, -0.34657359]
    )
    x = np.concatenate([edges, r.uniform(-90, 90, 1500), r.uniform(-1, 1, 1500)]).astype(np.float32)
    yield "x", x
    yield "exp", floats.exp(x)


def norm_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    for n in (1, 10, 16, 36, 250, 704):
        r = rng(f"norm {n}")
        x = normal(r, 4, n) * np.array([[1], [1e-3], [300], [0]], np.float32)
        weight = normal(r, n)
        yield f"x_{n}", x
        yield f"weight_{n}", weight
        yield f"y_{n}", profile.rms_norm(x, weight, NORM_EPS)


def quantise_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    for n in (1, 15, 64, 257):
        r = rng(f"quantise {n}")
        x = normal(r, 5, n) * np.array([[1], [1e-3], [1e4], [0], [1e-7]], np.float32)
        ties = np.arange(-127, 128, dtype=np.float32) / np.float32(2)
        if n == 257:
            x[0, : len(ties)] = ties
            x[0, len(ties) :] = 127
        q, scale = profile.quantise(x)
        yield f"x_{n}", x
        yield f"q_{n}", q
        yield f"scale_{n}", scale


def ternary_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    for n, n_out, n_in in ((1, 1, 1), (3, 17, 15), (1, 48, 64), (5, 33, 130), (2, 16, 256), (9, 40, 272)):
        r = rng(f"ternary {n_out} {n_in}")
        values = r.integers(-1, 2, (n_out, n_in)).astype(np.int8)
        q = r.integers(-128, 128, (n, n_in)).astype(np.int8)
        q[0] = -128 if n_in % 2 else 127
        name = f"{n}_{n_out}_{n_in}"
        yield f"values_{name}", values
        yield f"packed_{name}", packing.pack(values)
        yield f"q_{name}", q
        yield f"sums_{name}", profile.ternary_sums(q, values).astype(np.int32)


def rope_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    positions = np.array([0, 1, 2, 3, 7, 63, 64, 100, 511, 1000, 2047, 4095])
    for d, theta, scaling in (
        (2, 10000.0, None),
        (10, 10000.0, None),
        (64, 500000.0, None),
        (100, 1000042.0, None),
        (128, 500000.0, SCALING),
    ):
        f = rope.frequencies(d, theta, scaling)
        cos, sin = rope.tables(positions, f)
        name = f"{d}_{int(theta)}" + ("_llama3" if scaling else "")
        yield f"positions_{name}", positions
        yield f"cos_{name}", cos
        yield f"sin_{name}", sin
        x = normal(rng(f"rope {name}"), len(positions), 3, d)
        yield f"x_{name}", x
        yield f"rotated_{name}", profile.rotate(x, cos, sin)


def attention_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    for n, first, heads, kv_heads, d, widest in (
        (1, 0, 1, 1, 2, 90),
        (5, 0, 4, 2, 16, 3000),
        (3, 30, 6, 1, 10, 32767),
        (2, 129, 4, 4, 36, 5000),
        (4, 62, 2, 1, 100, 150000),  # more than 16 bits hold
    ):
        name = f"{n}_{first}_{heads}_{kv_heads}_{d}"
        r = rng(f"attention {name}")
        total = first + n
        k, v = (r.integers(-widest, widest + 1, (total, kv_heads, d)).astype(np.int32) for _ in "kv")
        # Wide scores, so that some softmax terms fall below the cut at -87.
        q = normal(r, n, heads, d) * 8
        factors = [(size * r.uniform(0.5, 1.5, total) / widest).astype(np.float32) for size in (8, 2)]
        turns = rope.tables(np.arange(total), rope.frequencies(d, ROPE_THETA, None))
        yield f"q_{name}", q
        yield f"k_{name}", k
        yield f"v_{name}", v
        yield f"factors_{name}", np.array(factors)
        yield f"out_{name}", profile.attention(q, k, v, (factors[0], factors[1]), turns, first)


def activation_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    r = rng("activation")
    gate = np.concatenate([normal(r, 300) * 5, np.array([0.0, -0.0, 88.0, -88.0, -1000.0, 1000.0, 1e-40], np.float32)])
    up = normal(r, len(gate))
    yield "gate", gate
    yield "up", up
    for kind in ("silu", "relu2"):
        yield kind, profile.activation(gate, up, kind)


def random_layer(name: str) -> tuple[profile.Shape, profile.Layer, F32]:
    """Shape, weights and an input of the layer of that name in LAYERS."""
    n, hidden, intermediate, heads, kv_heads, d, activation, sub_norms, scaled = LAYERS[name]
    r = rng(f"layer {name}")

    def linear(n_out: int, n_in: int) -> profile.Linear:
        multiplier = np.float32(r.uniform(0.5, 1.5) / np.sqrt(n_in))
        return profile.Linear(values=r.integers(-1, 2, (n_out, n_in)).astype(np.int8), multiplier=multiplier)

    def norm(size: int) -> F32:
        return r.uniform(0.5, 1.5, size).astype(np.float32)

    weights = profile.Layer(
        attn_norm=norm(hidden),
        q=linear(heads * d, hidden),
        k=linear(kv_heads * d, hidden),
        v=linear(kv_heads * d, hidden),
        o=linear(hidden, heads * d),
        ffn_norm=norm(hidden),
        gate=linear(intermediate, hidden),
        up=linear(intermediate, hidden),
        down=linear(hidden, intermediate),
        attn_sub_norm=norm(heads * d) if sub_norms else None,
        ffn_sub_norm=norm(intermediate) if sub_norms else None,
    )
    shape = profile.Shape(
        hidden=hidden,
        intermediate=intermediate,
        n_heads=heads,
        n_kv_heads=kv_heads,
        head_dim=d,
        activation=activation,
        norm_eps=NORM_EPS,
        rope_theta=ROPE_THETA,
        rope_scaling=SCALING if scaled else None,
    )
    return shape, weights, normal(r, n, hidden)


def layer_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    for name in LAYERS:
        shape, weights, x = random_layer(name)
        yield f"{name}/x", x
        for part in ("attn_norm", "ffn_norm", "attn_sub_norm", "ffn_sub_norm"):
            if getattr(weights, part) is not None:
                yield f"{name}/{part}", getattr(weights, part)
        for part in ("q", "k", "v", "o", "gate", "up", "down"):
            linear = getattr(weights, part)
            yield f"{name}/{part}", linear.values
            yield f"{name}/{part}_multiplier", linear.multiplier
        yield f"{name}/y", profile.layer(x, weights, shape)


def head_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    for vocab, hidden in ((5, 3), (67, 48), (130, 100)):
        r = rng(f"head {vocab}")
        x, weight = normal(r, 3, hidden), r.uniform(0.5, 1.5, hidden).astype(np.float32)
        bf16 = (normal(r, vocab, hidden).view(np.uint32) >> 16).astype(np.uint16)
        name = f"{vocab}_{hidden}"
        yield f"x_{name}", x
        yield f"weight_{name}", weight
        yield f"rows_{name}", bf16
        yield f"logits_{name}", profile.head(x, weight, NORM_EPS, (bf16.astype(np.uint32) << 16).view(np.float32))


def sampling_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    r = rng("sampling")
    logits = (normal(r, 3, 200) * 3).round(1).astype(np.float32)  # rounded, so that there are ties
    settings = [
        (0.0, 1.0, 0),
        (1.0, 1.0, 0),
        (0.7, 0.9, 0),
        (1.5, 1.0, 5),
        (0.8, 0.5, 40),
        (1.0, 1e-9, 0),
        (0.01, 1.0, 0),
    ]
    cases, chosen = [], []
    for row in range(3):
        for temperature, top_p, top_k in settings:
            for seed, position in ((0, 0), (1, 7), (2**64 - 1, 123456), (0x0123456789ABCDEF, 2**33)):
                cases.append((row, temperature, top_p, top_k, str(seed), position))
                chosen.append(
                    sampling.sample(
                        logits[row], temperature=temperature, top_p=top_p, top_k=top_k, seed=seed, position=position
                    )
                )
    yield "logits", logits
    for i, column in enumerate(("row", "temperature", "top_p", "top_k", "seed", "position")):
        yield column, np.array([case[i] for case in cases])
    yield "token", np.array(chosen)


def trace_vectors() -> Iterator[tuple[str, NDArray[Any]]]:
    for family in FAMILIES:
        read = checkpoint.read(FIXTURES / family)
        with np.load(FIXTURES / family / "reference.npz") as reference:
            for k in TRACED_PROMPTS:
                tokens = reference[f"prompt_{k}"]
                yield f"{family}/tokens_{k}", tokens
                yield f"{family}/trace_{k}", np.array(model.trace(read, tokens))


VECTOR_FILES = {
    "dot16": dot16_vectors,
    "exp": exp_vectors,
    "rms_norm": norm_vectors,
    "quantise": quantise_vectors,
    "ternary": ternary_vectors,
    "rope": rope_vectors,
    "attention": attention_vectors,
    "activation": activation_vectors,
    "layer": layer_vectors,
    "head": head_vectors,
    "sampling": sampling_vectors,
    "trace": trace_vectors,
}


def main() -> None:
    """Write every file."""
    VECTORS.mkdir(exist_ok=True)
    for name, make in VECTOR_FILES.items():
        np.savez_compressed(VECTORS / f"{name}.npz", **dict(make()))


if __name__ == "__main__":
    main()
