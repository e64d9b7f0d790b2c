"""The screened head: never a row too few, every logit with its bits, and the same choice as from all logits."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from aria_infer import kernel
from aria_infer.sampling import SamplingParams, choose, question, sample

EPS = 1e-5
SHAPES = [(1, 1, "f32"), (37, 16, "f32"), (999, 100, "bf16"), (513, 257, "f16"), (301, 1030, "bf16")]


@pytest.fixture(params=kernel.isa_names())
def pool(request: pytest.FixtureRequest) -> Iterator[kernel.Pool]:
    with kernel.Pool(n_threads=2, isa=request.param) as opened:
        yield opened


def head(n_rows: int, width: int, kind: str, seed: int = 0) -> kernel.Embedding:
    """Rows of every sort a screen could trip over: heavy tails, equal rows, zeros, very small and very large ones."""
    rng = np.random.default_rng(seed)
    rows = (rng.standard_t(4, size=(n_rows, width)) * 0.05).astype(np.float32)
    if n_rows > 20:
        rows[5], rows[11], rows[12], rows[13] = rows[7], 0, 1e-38, -rows[7]
        rows[3] *= 10
        rows[14, width // 2] = 40
        rows[15] = rng.choice([-0.5, 0.5], width)  # exact in six bits
    if kind == "bf16":
        return kernel.Embedding(rows=(rows.view(np.uint32) >> 16).astype(np.uint16), kind="bf16")
    return kernel.Embedding(rows=rows.astype(np.float16) if kind == "f16" else rows, kind=kind)  # type: ignore[arg-type]


def tokens(n: int, table: kernel.Embedding, seed: int = 1) -> NDArray[np.float32]:
    """Residual rows, some drawn towards a row of the table as a trained model's are."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, table.rows.shape[1])).astype(np.float32)
    near = kernel.embed(table, rng.integers(0, len(table.rows), n))
    x[::2] += near[::2] / (np.abs(near[::2]).max(axis=1, keepdims=True) + np.float32(1e-9))
    return x


@pytest.mark.parametrize("top, margin", [(1, 0.0), (1, 3.0), (5, 0.0), (kernel.MAX_TOP, 0.5)])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_row_too_few_and_every_bit(pool: kernel.Pool, shape: tuple[int, int, str], top: int, margin: float) -> None:
    table = head(*shape)
    norm = np.random.default_rng(2).normal(1, 0.2, shape[1]).astype(np.float32)
    screen = kernel.Screen(pool, table)
    for n in (1, 2, 35):
        x = tokens(n, table)
        everything = kernel.logits(pool, table, norm, EPS, x)
        found = screen.top(pool, norm, EPS, x, top=top, margin=margin, sharpness=1.5)
        for logits, best in zip(everything, found, strict=True):
            least = min(np.sort(logits)[-min(top, len(logits))], logits.max() - np.float32(margin))
            assert set(np.flatnonzero(logits >= least)) <= set(best.ids.tolist())
            assert (np.diff(best.ids) > 0).all()
            assert logits[best.ids].tobytes() == best.logits.tobytes()
            others = np.delete(logits.astype(np.float64), best.ids)
            assert best.tail * 1.001 >= np.exp((others - logits.max()) * 1.5).sum()


def test_reads_a_fifth_where_one_row_stands_out() -> None:
    rng = np.random.default_rng(3)
    rows = (rng.normal(size=(8192, 512)) * 0.02).astype(np.float32)
    table = kernel.Embedding(rows=(rows.view(np.uint32) >> 16).astype(np.uint16), kind="bf16")
    with kernel.Pool(1) as pool:
        screen = kernel.Screen(pool, table)
        x = rng.normal(size=(1, 512)).astype(np.float32) + 50 * kernel.embed(table, [77])
        (best,) = screen.top(pool, np.ones(512, np.float32), EPS, x)
    assert best.ids.tolist() == [77]
    assert screen.bytes_read < 0.21 * table.rows.nbytes


@settings(deadline=None, max_examples=60)
@given(
    seed=st.integers(0, 2**32 - 1),
    temperature=st.sampled_from([0.0, 0.01, 0.3, 0.7, 1.0, 2.5]),
    top_p=st.sampled_from([1.0, 0.999, 0.9, 0.5, 0.01]),
    top_k=st.sampled_from([0, 1, 3, 40, 256]),
    scale=st.sampled_from([0.1, 1.0, 6.0]),
)
def test_chooses_as_sample_does(seed: int, temperature: float, top_p: float, top_k: int, scale: float) -> None:
    params = SamplingParams(temperature=temperature, top_p=top_p, top_k=top_k, seed=seed)
    table = head(600, 64, "f32", seed)
    norm = np.full(64, scale, np.float32)
    top, margin = question(params)
    with kernel.Pool(1) as pool:
        x = tokens(4, table, seed)
        logits = kernel.logits(pool, table, norm, EPS, x)
        sharpness = 1 / temperature if margin else 0.0
        found = kernel.Screen(pool, table).top(pool, norm, EPS, x, top=top, margin=margin, sharpness=sharpness)
    for position, best in enumerate(found):
        chosen = choose(best.ids, best.logits, best.tail, 600, params, position)
        if margin == 0:
            assert chosen is not None  # greedy and top-k never need more
        assert chosen in (None, sample(logits[position], params, position))


def test_a_peaked_token_is_settled_without_the_rest() -> None:
    """None is always right, so a test that allows it must also see it not given."""
    table = head(600, 64, "f32")
    norm = np.full(64, 4.0, np.float32)
    x = 30 * kernel.embed(table, [100, 200, 300, 400])
    settled = 0
    with kernel.Pool(1) as pool:
        screen = kernel.Screen(pool, table)
        for top_p in (1.0, 0.9):
            params = SamplingParams(temperature=0.7, top_p=top_p, seed=9)
            top, margin = question(params)
            found = screen.top(pool, norm, EPS, x, top=top, margin=margin, sharpness=1 / 0.7)
            settled += sum(choose(b.ids, b.logits, b.tail, 600, params, 5) is not None for b in found)
    assert settled == 8


def test_what_is_not_finite_is_refused() -> None:
    table = head(40, 32, "f32")
    with kernel.Pool(1) as pool:
        screen = kernel.Screen(pool, table)
        x = tokens(2, table)
        x[1, 3] = np.nan
        with pytest.raises(kernel.KernelError, match="NaN"):
            screen.top(pool, np.ones(32, np.float32), EPS, x)
        table.rows[4, 4] = np.inf
        with pytest.raises(kernel.KernelError, match="infinity"):
            kernel.Screen(pool, table)
        with pytest.raises(kernel.KernelError, match="32769 wide cannot be screened; at most 32768"):
            kernel.Screen(pool, kernel.Embedding(rows=np.zeros((1, 32769), np.float32), kind="f32"))
        with pytest.raises(kernel.KernelError, match="257"):
            screen.top(pool, np.ones(32, np.float32), EPS, tokens(1, table), top=257)
