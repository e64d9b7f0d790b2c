"""Every golden vector of the slow reference, for every instruction set this machine can force."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aria_infer import kernel
from aria_infer.config import RopeScaling
from aria_infer.sampling import SamplingParams, sample
from tests.reference import make_vectors

VECTORS = Path(__file__).parent.parent / "vectors"


def stored(name: str) -> dict[str, Any]:
    with np.load(VECTORS / f"{name}.npz") as archive:
        return {key: archive[key] for key in archive.files}


def cases(vectors: dict[str, Any], first: str) -> list[str]:
    """The names of the cases: what follows `first_` in the keys."""
    found = [key.removeprefix(f"{first}_") for key in vectors if key.startswith(f"{first}_")]
    assert found
    return found


def same_bits(ours: Any, expected: Any) -> None:
    """Equal bytes, so that -0 is not +0."""
    ours, expected = np.asarray(ours), np.asarray(expected)
    assert ours.dtype == expected.dtype and ours.shape == expected.shape
    assert ours.tobytes() == expected.tobytes()


@pytest.fixture(params=kernel.isa_names())
def pool(request: pytest.FixtureRequest) -> Iterator[kernel.Pool]:
    opened = kernel.Pool(n_threads=2, isa=request.param)
    yield opened
    opened.close()


def test_dot16(pool: kernel.Pool) -> None:
    v = stored("dot16")
    for case in cases(v, "dot"):
        same_bits(kernel.dot16(v[f"a_{case}"], v[f"b_{case}"], pool), v[f"dot_{case}"])


def test_exp(pool: kernel.Pool) -> None:
    v = stored("exp")
    same_bits(kernel.exp(v["x"], pool), v["exp"])


def test_rms_norm(pool: kernel.Pool) -> None:
    v = stored("rms_norm")
    for case in cases(v, "x"):
        for row, expected in zip(v[f"x_{case}"], v[f"y_{case}"], strict=True):
            same_bits(kernel.rms_norm(row, v[f"weight_{case}"], make_vectors.NORM_EPS, pool), expected)


def test_quantise(pool: kernel.Pool) -> None:
    v = stored("quantise")
    for case in cases(v, "x"):
        for row, expected, expected_scale in zip(v[f"x_{case}"], v[f"q_{case}"], v[f"scale_{case}"], strict=True):
            q, scale = kernel.quantise(row, pool)
            same_bits(q, expected)
            same_bits(scale, expected_scale)


def test_packed_layout() -> None:
    v = stored("ternary")
    for case in cases(v, "values"):
        values, packed = v[f"values_{case}"], v[f"packed_{case}"]
        same_bits(kernel.pack_ternary(values), packed)
        same_bits(kernel.unpack_ternary(packed, *values.shape), values)


def test_ternary_matmul(pool: kernel.Pool) -> None:
    v = stored("ternary")
    for case in cases(v, "values"):
        n_out, n_in = v[f"values_{case}"].shape
        weight = kernel.Ternary(codes=v[f"packed_{case}"], n_out=n_out, n_in=n_in, scale=1.0)
        same_bits(kernel.ternary_matmul(pool, v[f"q_{case}"], weight), v[f"sums_{case}"])


def rope_scaling() -> RopeScaling:
    """The scaling of the vectors as the kernel takes it."""
    scaling = make_vectors.SCALING
    return RopeScaling(
        factor=scaling.factor,
        low_freq_factor=scaling.low_freq_factor,
        high_freq_factor=scaling.high_freq_factor,
        original_max_positions=scaling.original_max_position_embeddings,
    )


def test_rope(pool: kernel.Pool) -> None:
    v = stored("rope")
    for case in cases(v, "cos"):
        head_dim, theta = (int(part) for part in case.split("_")[:2])
        scaling = rope_scaling() if case.endswith("llama3") else None
        cos, sin = v[f"cos_{case}"], v[f"sin_{case}"]
        for i, position in enumerate(v[f"positions_{case}"]):
            ours = kernel.rope_tables(head_dim, float(theta), 1, int(position), scaling)
            same_bits(ours[0], cos[i : i + 1])
            same_bits(ours[1], sin[i : i + 1])
        for head in range(v[f"x_{case}"].shape[1]):
            x, expected = (np.ascontiguousarray(v[f"{name}_{case}"][:, head]) for name in ("x", "rotated"))
            same_bits(kernel.rope(x, cos, sin, pool), expected)


def test_attention(pool: kernel.Pool) -> None:
    """One query head at a time, each position asking over all up to itself."""
    v = stored("attention")
    for case in cases(v, "q"):
        n, first, heads, kv_heads, d = (int(part) for part in case.split("_"))
        for i in range(n):
            end = first + i + 1
            turns = kernel.rope_turns(d, make_vectors.ROPE_THETA, end)
            k_factor, v_factor = (np.ascontiguousarray(part[:end]) for part in v[f"factors_{case}"])
            for head in range(heads):
                kv_head = head // (heads // kv_heads)
                k, values = (np.ascontiguousarray(v[f"{part}_{case}"][:end, kv_head]) for part in "kv")
                ours = kernel.attention(v[f"q_{case}"][i, head], k, values, k_factor, v_factor, turns, pool)
                same_bits(ours, v[f"out_{case}"][i, head])


def test_activation(pool: kernel.Pool) -> None:
    v = stored("activation")
    for kind in ("silu", "relu2"):
        same_bits(kernel.activation(v["gate"], v["up"], kind, pool), v[kind])


def test_f16(pool: kernel.Pool) -> None:
    halves = np.concatenate([np.arange(0x7C00), np.arange(0x8000, 0xFC00)]).astype(np.uint16)  # all that are finite
    same_bits(kernel.f16_to_f32(halves, pool), halves.view(np.float16).astype(np.float32))


def test_head(pool: kernel.Pool) -> None:
    v = stored("head")
    for case in cases(v, "rows"):
        x, weight, rows = v[f"x_{case}"], v[f"weight_{case}"], v[f"rows_{case}"]
        wide = (rows.astype(np.uint32) << 16).view(np.float32)
        for table in (kernel.Embedding(rows=rows, kind="bf16"), kernel.Embedding(rows=wide, kind="f32")):
            same_bits(kernel.logits(pool, table, weight, make_vectors.NORM_EPS, x), v[f"logits_{case}"])
            same_bits(kernel.embed(table, np.arange(len(rows))), wide)


def stack_of(name: str) -> tuple[kernel.Stack, dict[str, Any]]:
    """The stored layer of that name bound to the kernel, and its arrays."""
    v = {key.removeprefix(f"{name}/"): value for key, value in stored("layer").items() if key.startswith(f"{name}/")}

    def ternary(part: str) -> kernel.Ternary:
        n_out, n_in = v[part].shape
        codes = kernel.pack_ternary(v[part])
        return kernel.Ternary(codes=codes, n_out=n_out, n_in=n_in, scale=float(v[f"{part}_multiplier"]))

    n, hidden, intermediate, heads, kv_heads, head_dim, activation, _, scaled = make_vectors.LAYERS[name]
    shape = kernel.Shape(
        hidden=hidden,
        intermediate=intermediate,
        n_heads=heads,
        n_kv_heads=kv_heads,
        head_dim=head_dim,
        activation=activation,
        norm_eps=make_vectors.NORM_EPS,
        max_positions=n,
        rope_theta=make_vectors.ROPE_THETA,
        rope_scaling=rope_scaling() if scaled else None,
    )
    layer = kernel.LayerWeights(
        attn_norm=v["attn_norm"],
        ffn_norm=v["ffn_norm"],
        attn_sub_norm=v.get("attn_sub_norm"),
        ffn_sub_norm=v.get("ffn_sub_norm"),
        **{part: ternary(part) for part in ("q", "k", "v", "o", "gate", "up", "down")},
    )
    return kernel.Stack(shape, [layer]), v


@pytest.mark.parametrize("chunk", [1, 3, 16, 100])
@pytest.mark.parametrize("name", make_vectors.LAYERS)
def test_layer(pool: kernel.Pool, name: str, chunk: int) -> None:
    stack, v = stack_of(name)
    cache, rows = stack.new_cache(), []
    for start in range(0, len(v["x"]), chunk):
        x = v["x"][start : start + chunk].copy()
        stack.forward(pool, [kernel.Step(cache=cache, position=start, x=x)])
        rows.append(x)
    same_bits(np.concatenate(rows), v["y"])


def test_layer_beside_strangers(pool: kernel.Pool) -> None:
    """Two sequences in one call, at different positions, the second in other chunks: the same bits as alone."""
    stack, v = stack_of("gqa_relu2_subnorm")
    one, other = stack.new_cache(), stack.new_cache()
    stack.forward(pool, [kernel.Step(cache=one, position=0, x=v["x"][:40].copy())])
    tail, head = v["x"][40:].copy(), v["x"][:7].copy()
    stack.forward(pool, [kernel.Step(cache=other, position=0, x=head), kernel.Step(cache=one, position=40, x=tail)])
    same_bits(tail, v["y"][40:])
    same_bits(head, v["y"][:7])


def test_sampling() -> None:
    v = stored("sampling")
    for i, token in enumerate(v["token"]):
        temperature = float(v["temperature"][i])
        params = SamplingParams(
            temperature=temperature, top_p=float(v["top_p"][i]), top_k=int(v["top_k"][i]), seed=int(v["seed"][i])
        )
        assert sample(v["logits"][v["row"][i]], params, int(v["position"][i])) == token, i
