"""Whole layers: equal bits for every instruction set, thread count, chunking, batch and split."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_infer import kernel
from aria_infer.kernel.measure import fill_cache
from tests.kernel.samples import POOLS, PORTABLE, floats, run, stack
from tests.reference import profile

N_ROWS, N_LAYERS = 150, 3
# hidden, intermediate, (query heads, key/value heads, head_dim), activation, sub-norms
SHAPES = (
    (96, 200, (6, 2, 16), "silu", False),
    (100, 150, (2, 1, 100), "relu2", True),
    (50, 33, (3, 3, 6), "silu", True),
    (64, 96, (1, 1, 256), "relu2", False),
    (130, 70, (2, 2, 96), "silu", False),
)


@pytest.fixture(scope="module", params=SHAPES, ids=str)
def case(request: pytest.FixtureRequest) -> tuple[kernel.Stack, kernel.F32, kernel.F32]:
    rng = np.random.default_rng(7)
    built = stack(rng, *request.param, n=N_LAYERS)
    x = floats(rng, N_ROWS, request.param[0])
    return built, x, run(PORTABLE, built, x)


Case = tuple[kernel.Stack, kernel.F32, kernel.F32]


def test_layers_move_the_residual(case: Case) -> None:
    _, x, expected = case
    assert np.isfinite(expected).all() and (expected != x).any(axis=1).all()


def test_what_a_used_page_holds_does_not_matter(case: Case) -> None:
    built, x, expected = case
    cache = built.new_cache()
    cache.reserve(N_ROWS)
    for page in cache.pages:
        page.fill(0xFF)  # as binary32: NaN
    used = {page.ctypes.data for page in cache.pages}
    del cache
    again = built.new_cache()
    y = x.copy()
    built.forward(PORTABLE, [kernel.Step(cache=again, position=0, x=y)])
    assert y.tobytes() == expected.tobytes()
    assert {page.ctypes.data for page in again.pages} == used


@pytest.mark.parametrize("pool", POOLS, ids=lambda pool: f"{pool.isa}-{pool.n_threads}")
def test_every_pool_gives_the_same_bits(case: Case, pool: kernel.Pool) -> None:
    built, x, expected = case
    assert run(pool, built, x).tobytes() == expected.tobytes()
    assert run(pool, built, x[:20], range(1, 20)).tobytes() == expected[:20].tobytes()


@pytest.mark.parametrize("intermediate", [2048 + 16, 4100])
def test_more_tiles_than_go_together(intermediate: int) -> None:
    """Of one token halves of up to 128 tiles are read side by side, the last of an odd number alone; then 16 follow."""
    rng = np.random.default_rng(intermediate)
    built = stack(rng, 48, intermediate, (2, 1, 24), "relu2", False, n=1)
    x = floats(rng, 17, 48)
    expected = run(PORTABLE, built, x)
    for pool in POOLS[1:]:
        assert run(pool, built, x, [1]).tobytes() == expected.tobytes(), (pool.isa, pool.n_threads)


@settings(max_examples=25, deadline=None)
@given(
    pool=st.sampled_from(POOLS), chunks=st.sets(st.integers(1, N_ROWS - 1), max_size=6).map(sorted),
    splits=st.sets(st.integers(1, N_LAYERS - 1)).map(sorted),
)  # fmt: skip
def test_chunks_and_splits_change_nothing(case: Case, pool: kernel.Pool, chunks: list[int], splits: list[int]) -> None:
    built, x, expected = case
    assert run(pool, built, x, chunks, splits).tobytes() == expected.tobytes()


@settings(max_examples=15, deadline=None)
@given(pool=st.sampled_from(POOLS), data=st.data())
def test_batches_of_strangers_change_nothing(case: Case, pool: kernel.Pool, data: st.DataObject) -> None:
    """Sequences that begin, wait and end at their own times."""
    built, x, _ = case
    starts = data.draw(st.lists(st.integers(0, N_ROWS - 1), min_size=2, max_size=5))
    rows = [np.roll(x, -start, axis=0)[: 10 + start % 60].copy() for start in starts]
    alone = [run(PORTABLE, built, row) for row in rows]
    caches, done = [built.new_cache() for _ in rows], [0] * len(rows)
    while any(n < len(row) for n, row in zip(done, rows, strict=True)):
        sizes = [data.draw(st.integers(0, 40)) for _ in rows]
        if not any(sizes):
            sizes = [40] * len(rows)
        ends = [min(n + size, len(row)) for n, size, row in zip(done, sizes, rows, strict=True)]
        built.forward(
            pool,
            [
                kernel.Step(cache=cache, position=n, x=row[n:end])
                for cache, n, end, row in zip(caches, done, ends, rows, strict=True)
                if end > n
            ],
        )
        done = ends
    assert all(ours.tobytes() == one.tobytes() for ours, one in zip(rows, alone, strict=True))


def test_rows_overwrite_what_came_after(case: Case) -> None:
    """A rejected guess leaves no trace: positions are run again with other rows."""
    built, x, expected = case
    pool, cache = POOLS[-1], built.new_cache()
    y = x.copy()
    built.forward(pool, [kernel.Step(cache=cache, position=0, x=y[:30])])
    built.forward(pool, [kernel.Step(cache=cache, position=30, x=x[100:140].copy())])
    assert cache.length == 70
    built.forward(pool, [kernel.Step(cache=cache, position=30, x=y[30:50])])
    assert cache.length == 50
    cache.truncate(45)
    y[45:50] = x[45:50]
    built.forward(pool, [kernel.Step(cache=cache, position=45, x=y[45:])])
    assert y.tobytes() == expected.tobytes() and cache.length == N_ROWS


@pytest.mark.parametrize("part", ["k", "v"])
def test_sums_of_more_than_16_bits(part: str) -> None:
    """300 weights of 1 times 127 are 38,100, and halved once: the reference's bits, in chunks, beside a stranger."""
    rng, n, wide_at = np.random.default_rng(3), 80, 67
    ones = kernel.Ternary(codes=kernel.pack_ternary(np.ones((32, 300), np.int8)), n_out=32, n_in=300, scale=0.01)
    plain = stack(rng, 300, 40, (4, 2, 16), "silu", False, n=2)
    layers = [replace(layer, attn_norm=np.ones(300, np.float32), **{part: ones}) for layer in plain._layers]
    built = kernel.Stack(plain.shape, layers)
    wide, stranger = floats(rng, n, 300), floats(rng, n, 300)
    wide[wide_at] = 2.0
    expected = [reference_layers(plain.shape, layers, wide), run(PORTABLE, built, stranger)]
    for pool in POOLS:
        made, caches = [wide.copy(), stranger.copy()], [built.new_cache(), built.new_cache()]
        for begin, end in ((0, 60), (60, 61), (61, 70), (70, 71), (71, n)):
            rows = zip(made, caches, strict=True)
            built.forward(pool, [kernel.Step(cache=cache, position=begin, x=y[begin:end]) for y, cache in rows])
        assert [y.tobytes() for y in made] == [y.tobytes() for y in expected], (pool.isa, pool.n_threads)


def reference_layers(shape: kernel.Shape, layers: list[kernel.LayerWeights], x: kernel.F32) -> kernel.F32:
    """The slow reference's residual after layers without sub-norms."""
    names = ("hidden", "intermediate", "n_heads", "n_kv_heads", "head_dim", "activation", "norm_eps", "rope_theta")
    slow = profile.Shape(**{name: getattr(shape, name) for name in names})
    for layer in layers:
        linears = {}
        for name in ("q", "k", "v", "o", "gate", "up", "down"):
            w = getattr(layer, name)
            values = kernel.unpack_ternary(w.codes, w.n_out, w.n_in)
            linears[name] = profile.Linear(values=values, multiplier=np.float32(w.scale))
        weights = profile.Layer(attn_norm=layer.attn_norm, ffn_norm=layer.ffn_norm, **linears)
        x = profile.layer(x, weights, slow)
    return x


@pytest.mark.parametrize("heads", [(8, 2, 16), (40, 2, 4), (3, 3, 16)], ids=str)
def test_a_long_context_whose_scores_let_few_queries_together(heads: tuple[int, int, int]) -> None:
    """4,240 positions: 16 queries at a time in place of 64, in chunks or one by one."""
    rng, long, n = np.random.default_rng(5), 4200, 20
    plain = stack(rng, 32, 48, heads, "silu", False, n=1)
    built, x = kernel.Stack(replace(plain.shape, max_positions=5000), plain._layers), floats(rng, n, 32)

    cache = built.new_cache()
    fill_cache(cache, long)

    def after(pool: kernel.Pool, chunk: int) -> bytes:
        y, cache.lengths = x.copy(), [long]
        for begin in range(0, n, chunk):
            built.forward(pool, [kernel.Step(cache=cache, position=long + begin, x=y[begin : begin + chunk])])
        return y.tobytes()

    expected = after(PORTABLE, n)
    for pool in POOLS[1::3]:
        assert after(pool, n) == after(pool, 1) == after(pool, 7) == expected


def test_what_does_not_fit_is_named() -> None:
    built = stack(np.random.default_rng(0), 32, 48, (2, 1, 16), "silu", False, n=2)
    cache, x = built.new_cache(), np.zeros((3, 32), np.float32)

    def step(position: int = 0, rows: np.ndarray = x) -> kernel.Step:
        return kernel.Step(cache=cache, position=position, x=rows)

    frozen = x.copy()
    frozen.flags.writeable = False
    for batch, layers, message in (
        ([step(1)], (0, 2), "begins at position 1, but its cache holds 0"),
        ([step(-1)], (0, 2), "begins at position -1"),
        ([step(0, np.zeros((401, 32), np.float32))], (0, 2), "ends at position 401, but the model has 400"),
        ([step(0, x[:, :16])], (0, 2), "x is float32"),
        ([step(0, x.astype(np.float64))], (0, 2), "x is float64"),
        ([step(0, np.full((1, 32), np.nan, np.float32))], (0, 2), "not finite"),
        ([step(0, frozen)], (0, 2), "read-only"),
        ([step(), step()], (0, 2), "share a cache"),
        ([step()], (1, 3), r"layers \[1, 3\) are not a range within 0 to 2"),
    ):
        with pytest.raises(kernel.KernelError, match=message):
            built.forward(PORTABLE, batch, *layers)
    assert cache.lengths == [0, 0]
    built.forward(PORTABLE, [step()], 0, 1)
    assert cache.lengths == [3, 0] and cache.length == 0
    with pytest.raises(kernel.KernelError, match="cannot cut a cache of 0 positions to 2"):
        cache.truncate(2)


def test_a_layer_of_another_shape_is_named() -> None:
    rng = np.random.default_rng(0)
    one = stack(rng, 32, 48, (2, 1, 16), "silu", False, n=1)
    other = stack(rng, 32, 50, (2, 1, 16), "silu", False, n=1)
    with pytest.raises(kernel.KernelError, match="layer 0 gate is 50 x 32; the shape asks for 48 x 32"):
        kernel.Stack(one.shape, other._layers)
