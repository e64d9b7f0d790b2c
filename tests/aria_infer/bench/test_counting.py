"""Bytes and operations, counted again from the arrays a model really holds."""

import numpy as np
import pytest

from aria_infer import kernel, load
from aria_infer.bench.counting import packed_bytes, ternary_weights, traffic
from aria_infer.bench.shapes import NAMES, SHAPES, find_shape
from aria_infer.config import ModelConfig
from aria_infer.errors import InferError
from aria_infer.formats.config_json import parse_config
from aria_infer.formats.parts import LINEARS


def config(name: str) -> ModelConfig:
    return parse_config(SHAPES[name].config())


def test_every_array_of_a_loaded_model_is_counted() -> None:
    model = load("demo")
    codes = norms = weights = 0
    for index in range(model.n_layers):
        layer = model.layer(index)
        for name in LINEARS:
            matrix = getattr(layer, name)
            codes += matrix.codes.nbytes
            weights += matrix.n_out * matrix.n_in
        for norm in (layer.attn_norm, layer.attn_sub_norm, layer.ffn_norm, layer.ffn_sub_norm):
            norms += 0 if norm is None else norm.nbytes
    final_norm = 4 * model.config.hidden
    count = traffic(model.config, head=1000, embedding_item=2)
    assert (count.codes, count.norms, count.head) == (codes, norms + final_norm, 1000)
    assert count.embedding_row == 2 * model.config.hidden
    assert ternary_weights(model.config) == weights


def test_a_full_page_of_the_cache_is_counted() -> None:
    model = load("demo")
    cache = model.stack(0, model.n_layers).new_cache()
    cache.reserve(kernel.PAGE_POSITIONS)
    count = traffic(model.config, head=0, embedding_item=2)
    assert count.kv_per_position * kernel.PAGE_POSITIONS == cache.nbytes


def test_a_step_shares_the_weights_between_sequences() -> None:
    count = traffic(config("0.7b"), head=5, embedding_item=2)
    alone, together = count.step(1, 10), count.step(3, 10)
    assert alone == count.codes + count.norms + 5 + 2 * 1536 + 10 * 24 * 16 * 2 * (96 * 2 + 4)
    assert together - alone == 2 * (2 * 1536 + 10 * count.kv_per_position)


@pytest.mark.parametrize("layout", ["2bit", "base3"])
@pytest.mark.parametrize("n_out, n_in", [(1, 1), (16, 16), (17, 33), (100, 96), (5, 1040), (2560, 6912), (6912, 2560)])
def test_padding_is_counted_as_the_kernel_pads(n_out: int, n_in: int, layout: kernel.Layout) -> None:
    assert packed_bytes(n_out, n_in, layout) == kernel.packed_bytes(n_out, n_in, layout)


@pytest.mark.parametrize(
    ("name", "millions"),  # as published: all parameters less embedding, head and norms
    [("0.7b", 679.5), ("2b4t", 2084.0), ("falcon3-1b", 1132.5), ("llama3-8b", 6979.3)],
)
def test_shapes_have_the_weights_of_their_models(name: str, millions: float) -> None:
    assert ternary_weights(config(name)) / 1e6 == pytest.approx(millions, abs=0.05)


def test_every_shape_can_be_computed() -> None:
    for name in SHAPES:
        found = config(name)
        assert found.max_positions > 2048 + 128
        assert np.isfinite(ternary_weights(found))


def test_a_shape_that_is_not_known_is_answered_with_those_that_are() -> None:
    with pytest.raises(InferError, match=r"'9b'.*0\.7b, 2b4t") as caught:
        find_shape("9b")
    assert all(name in str(caught.value) for name in NAMES)
