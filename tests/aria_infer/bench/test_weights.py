"""Random checkpoints load as any other, and a bench decodes as `Model.generate` does."""

from pathlib import Path

import numpy as np
import pytest

from aria_infer import kernel, load
from aria_infer.bench import speed, weights
from aria_infer.bench.counting import traffic
from aria_infer.bench.shapes import SHAPES, BenchShape
from aria_infer.errors import InferError
from aria_infer.kernel.measure import fill_cache


def small(sub_norms: bool, tied_head: bool) -> BenchShape:
    return BenchShape(
        model="small", hidden=48, intermediate=80, n_layers=2, n_heads=4, n_kv_heads=2, head_dim=12, vocab_size=100,
        tied_head=tied_head, activation="relu2" if sub_norms else "silu", sub_norms=sub_norms, rope_theta=10000.0,
    )  # fmt: skip


@pytest.mark.parametrize(("sub_norms", "tied_head"), [(True, True), (False, False)])
def test_a_random_checkpoint_loads_and_keeps_its_values_in_range(
    tmp_path: Path, sub_norms: bool, tied_head: bool
) -> None:
    weights.write_checkpoint(tmp_path, small(sub_norms, tied_head))
    model = load(tmp_path)
    values = kernel.unpack_ternary(model.layer(0).gate.codes, 80, 48)
    shares = [np.mean(values == value) for value in (-1, 0, 1)]
    assert shares == pytest.approx([1 / 3] * 3, abs=0.05)
    assert model.layer(1).gate.scale == pytest.approx((1.5 / 48) ** 0.5, rel=0.01)
    before = model.embed(range(100))
    after = before.copy()
    stack = model.stack(0, 2)
    for row in after:  # each alone, so that it attends to itself
        stack.forward(model.pool, [kernel.Step(cache=stack.new_cache(), position=0, x=row[None])])
    cosines = (before * after).sum(1) / np.linalg.norm(before, axis=1) / np.linalg.norm(after, axis=1)
    assert np.median(cosines) == pytest.approx(weights.TRAINED_COSINE, abs=0.15 if sub_norms else 0.6)
    assert np.std(model.embed(range(100))) == pytest.approx(weights.EMBEDDING_DEVIATION, rel=0.05)
    assert np.abs(model.logits([1, 2, 3])).max() < 10


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        weights.write_checkpoint(tmp_path / name, small(True, True))
    assert (tmp_path / "a" / "model.safetensors").read_bytes() == (tmp_path / "b" / "model.safetensors").read_bytes()


def test_only_a_whole_checkpoint_of_the_same_shape_is_used_again(tmp_path: Path) -> None:
    assert not weights.is_written(tmp_path, small(True, True))
    weights.write_checkpoint(tmp_path, small(True, True))
    assert weights.is_written(tmp_path, small(True, True))
    assert not weights.is_written(tmp_path, small(False, True))
    (tmp_path / "config.json").write_bytes(b"\xff")
    assert not weights.is_written(tmp_path, small(True, True))


def test_memory_needed_grows_with_the_context() -> None:
    shape = SHAPES["2b4t"]
    less, more = weights.memory_needed(shape, 100), weights.memory_needed(shape, 1100)
    assert more - less == 1000 * 30 * 5 * 2 * (128 * 2 + 4)
    assert 521_000_000 + 656_000_000 + 246_000_000 < less < 2_000_000_000


def test_a_disk_that_is_too_small_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = weights.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(weights.shutil, "disk_usage", lambda folder: usage._replace(free=1 << 20))
    with pytest.raises(InferError, match=r"1 MB free.*--keep"):
        weights.write_checkpoint(tmp_path, small(True, True))


def test_it_decodes_what_generate_decodes() -> None:
    model = load("demo")
    stack = model.stack(0, model.n_layers)
    texts = [speed.Text(stack, 0), speed.Text(stack, 0)]
    made = []
    for _ in range(20):
        speed.advance(model, stack, texts)
        made.append(texts[0].token)
    assert made == list(model.generate([speed.FIRST_TOKEN], 20, stop_at_eos=False))
    assert texts[1].token == texts[0].token


def test_a_filled_cache_is_as_if_a_text_had_run() -> None:
    model = load("demo")
    stack = model.stack(0, model.n_layers)
    cache = stack.new_cache()
    fill_cache(cache, 70)
    assert cache.length == 70
    text = speed.Text(stack, 70)
    speed.advance(model, stack, [text])
    assert (text.cache.length, text.position) == (71, 71)


def test_decoding_stays_within_the_model(tmp_path: Path) -> None:
    model = load("demo")
    done = speed.decode(model, 1, 240, speed.QUICK)
    count = traffic(model.config, model.head_table_bytes, 2)
    assert count.step(1, 240) < done.step_bytes <= count.step(1, 256)


def test_a_series_ends_by_count_or_by_time() -> None:
    calls: list[int] = []
    patient = speed.Effort(window_tokens=1, least=1, most=3, seconds=1e9)
    assert len(speed.series(lambda: calls.append(1), patient)) == len(calls) == 3
    hasty = speed.Effort(window_tokens=1, least=2, most=9, seconds=0.0)
    assert len(speed.series(lambda: calls.append(1), hasty)) == 2
