"""Every operation: each instruction set and thread count gives the portable bits; extremes; what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_infer import kernel
from tests.kernel.samples import POOLS, PORTABLE, floats, matrix

SINGLE = tuple(pool for pool in POOLS if pool.n_threads == 1)
SEEDS = st.integers(0, 2**32 - 1)
LENGTHS = st.integers(1, 300) | st.sampled_from([511, 512, 513, 1003])
SCALES = st.sampled_from([1e-30, 1e-6, 0.1, 1.0, 50.0, 1e4])
FEW = settings(max_examples=40, deadline=None)


@FEW
@given(seed=SEEDS, n=LENGTHS, scale=SCALES)
def test_rows_equal_portable(seed: int, n: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    x, y, w = floats(rng, n, scale=scale), floats(rng, n, scale=scale), floats(rng, n)
    halves = rng.integers(0, 0x7C00, n, dtype=np.uint16) | (rng.integers(0, 2, n, dtype=np.uint16) << np.uint16(15))

    def results(pool: kernel.Pool) -> list[bytes]:
        q, s = kernel.quantise(x, pool)
        return [
            np.asarray(value).tobytes()
            for value in (
                kernel.dot16(x, y, pool),
                kernel.exp(x, pool),
                kernel.rms_norm(x, w, 1e-5, pool),
                q,
                s,
                kernel.activation(x, y, "silu", pool),
                kernel.activation(x, y, "relu2", pool),
                kernel.f16_to_f32(halves, pool),
            )
        ]

    expected = results(PORTABLE)
    for pool in SINGLE[1:]:
        assert results(pool) == expected, pool.isa


@FEW
@given(
    seed=SEEDS,
    n_positions=st.integers(1, 200),
    half=st.integers(1, 20) | st.sampled_from([48, 50, 64, 128]),
    scale=SCALES,
    widest=st.sampled_from([1, 900, 32767, 32768, 65535, 1 << 20, (1 << 24) - 1]),
)
def test_attention_and_rope_equal_portable(seed: int, n_positions: int, half: int, scale: float, widest: int) -> None:
    rng = np.random.default_rng(seed)
    q, x, first = floats(rng, 2 * half, scale=scale), floats(rng, n_positions, 2 * half), seed % 1000
    k, v = rng.integers(-widest, widest + 1, (2, n_positions, 2 * half), dtype=np.int32)
    factors = (rng.uniform(0.5, 2.0, (2, n_positions)) / widest).astype(np.float32)
    cos, sin = kernel.rope_tables(2 * half, 10000.0, n_positions, first)
    turns = kernel.rope_turns(2 * half, 10000.0, n_positions, first)

    def results(pool: kernel.Pool) -> tuple[bytes, bytes]:
        mixed = kernel.attention(q, k, v, *factors, turns, pool)
        return kernel.rope(x, cos, sin, pool).tobytes(), mixed.tobytes()

    expected = results(PORTABLE)
    for pool in SINGLE[1:]:
        assert results(pool) == expected, pool.isa


@FEW
@given(seed=SEEDS, n_out=st.integers(1, 70), n_in=st.integers(1, 600), n=st.integers(1, 19))
def test_ternary_sums_are_exact(seed: int, n_out: int, n_in: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    values, q = rng.integers(-1, 2, (n_out, n_in), dtype=np.int8), rng.integers(-128, 128, (n, n_in)).astype(np.int8)
    codes = kernel.pack_ternary(values)
    assert kernel.unpack_ternary(codes, n_out, n_in).tobytes() == values.tobytes()
    expected = q.astype(np.int32) @ values.T.astype(np.int32)
    for pool in POOLS:
        got = kernel.ternary_matmul(pool, q, kernel.Ternary(codes=codes, n_out=n_out, n_in=n_in, scale=1.0))
        assert np.array_equal(got, expected), (pool.isa, pool.n_threads)


@pytest.mark.parametrize("n_in", [70, 512, 1100])
def test_every_count_of_tokens_gives_exact_sums(n_in: int) -> None:
    """Some take tokens by eights, sixteens or thirty-twos, in blocks of 64 or 128: no remainder is wrong."""
    rng = np.random.default_rng(n_in)
    n_out = 145
    values = rng.integers(-1, 2, (n_out, n_in), dtype=np.int8)
    two_bit = kernel.Ternary(codes=kernel.pack_ternary(values), n_out=n_out, n_in=n_in, scale=1.0)
    matrices = (two_bit, kernel.to_base3(PORTABLE, two_bit))
    q = rng.integers(-128, 128, (129, n_in)).astype(np.int8)
    expected = q.astype(np.int32) @ values.T.astype(np.int32)
    for pool in SINGLE[1:]:
        for n in (*range(1, 66), 80, 81, 96, 97, 100, 112, 127, 128, 129):
            for w in matrices:
                got = kernel.ternary_matmul(pool, q[:n], w)
                assert np.array_equal(got, expected[:n]), (pool.isa, n, w.layout)


@pytest.mark.parametrize("n_in", [64, 4096, 6912, 131072, 131071])
@pytest.mark.parametrize("weight", [1, -1])
def test_largest_sums_do_not_overflow(n_in: int, weight: int) -> None:
    """All weights and activations at their extremes, for each number of tokens a tile serves."""
    codes = kernel.pack_ternary(np.full((17, n_in), weight, np.int8))
    two_bit = kernel.Ternary(codes=codes, n_out=17, n_in=n_in, scale=1.0)
    q = np.repeat(np.array([[127], [-128]] * 8, np.int8), n_in, axis=1)
    for w in (two_bit, kernel.to_base3(PORTABLE, two_bit)):
        for pool in SINGLE:
            for n in (1, 2, 4, 8, 15):
                got = kernel.ternary_matmul(pool, q[:n], w)
                expected = np.array([[127], [-128]] * 8)[:n] * (n_in * weight)
                assert np.array_equal(got, np.repeat(expected, 17, axis=1)), (pool.isa, n, w.layout)


@FEW
@given(
    seed=SEEDS, n=st.integers(1, 6), n_rows=st.integers(1, 150), width=st.integers(1, 130),
    kind=st.sampled_from(["f32", "f16", "bf16"]),
)  # fmt: skip
def test_logits_equal_portable(seed: int, n: int, n_rows: int, width: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    rows = floats(rng, n_rows, width)
    if kind != "f32":
        rows = (
            rows.astype(np.float16).view(np.uint16) if kind == "f16" else (rows.view(np.uint32) >> 16).astype(np.uint16)
        )
    table = kernel.Embedding(rows=rows, kind=kind)
    x, norm = floats(rng, n, width), floats(rng, width)
    expected = kernel.logits(PORTABLE, table, norm, 1e-5, x)
    wide = kernel.embed(table, list(range(n_rows)))
    for i in range(n):
        row = kernel.rms_norm(x[i], norm, 1e-5, PORTABLE)
        assert all(kernel.dot16(row, wide[r], PORTABLE) == expected[i, r] for r in range(n_rows))
    for pool in POOLS[1:]:
        assert kernel.logits(pool, table, norm, 1e-5, x).tobytes() == expected.tobytes(), (pool.isa, pool.n_threads)


def test_logits_keep_the_sign_of_zero() -> None:
    """A product that rounds to -0 in one lane must stay -0 in rows whose width is no multiple of 16."""
    x, tiny = np.full(17, 1e-30, np.float32), np.full(17, -1e-30, np.float32)
    values = {float(np.copysign(1, kernel.dot16(x, tiny, pool))) for pool in SINGLE}
    assert len(values) == 1 and kernel.dot16(x, tiny, PORTABLE) == 0.0


def test_exp_is_within_two_ulp() -> None:
    x = np.linspace(-87, 88, 200_001).astype(np.float32)
    true = np.exp(x.astype(np.float64))
    ulp = np.spacing(true.astype(np.float32)).astype(np.float64)
    assert (np.abs(kernel.exp(x) - true) / ulp).max() <= 2.0
    assert (
        kernel.exp(np.array([-1e30, 1e30], np.float32)).tolist() == kernel.exp(np.array([-87, 88], np.float32)).tolist()
    )


def test_rope_tables_are_rounded_once() -> None:
    """Against 40 digits: nearly all are the nearest float32, none is a neighbour's neighbour."""
    mpmath = pytest.importorskip("mpmath")
    mpmath.mp.dps = 40
    positions = [0, 1, 2, 77, 1023, 4095, 100_003]
    wrong = 0
    for head_dim, theta in ((96, 10000.0), (128, 500000.0)):
        for position in positions:
            cos, sin = kernel.rope_tables(head_dim, theta, 1, position)
            for j in range(head_dim // 2):
                angle = position * mpmath.exp(-(mpmath.mpf(2 * j) / head_dim) * mpmath.log(theta))
                for ours, true in ((cos[0, j], mpmath.cos(angle)), (sin[0, j], mpmath.sin(angle))):
                    error = abs(float(true - mpmath.mpf(float(ours))))
                    assert error <= 0.5001 * float(np.spacing(np.abs(ours))) + 2e-11 * position / 100_003
                    wrong += np.float32(float(true)) != ours
    assert wrong <= 1


@pytest.mark.parametrize("pool", POOLS, ids=lambda pool: f"{pool.isa}-{pool.n_threads}")
def test_known_answers(pool: kernel.Pool) -> None:
    kernel.known_answers(pool)


def test_known_answers_name_what_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    from aria_infer import known_answers

    monkeypatch.setitem(known_answers.ANSWERS, "rms_norm", "0" * 16)
    with pytest.raises(kernel.KernelError, match="rms_norm differ"):
        kernel.known_answers(PORTABLE)


def test_a_weight_that_is_not_ternary_is_refused() -> None:
    with pytest.raises(kernel.KernelError, match="not -1, 0 or 1"):
        kernel.pack_ternary(np.full((3, 3), 2, np.int8))
    with pytest.raises(kernel.KernelError, match="not -1, 0 or 1"):
        kernel.unpack_ternary(np.full(64, 0xFF, np.uint8), 3, 3)
    with pytest.raises(kernel.KernelError, match="131073 is out of range"):
        kernel.pack_ternary(np.zeros((1, 131073), np.int8))


def test_a_wrong_array_is_named() -> None:
    w = matrix(np.random.default_rng(0), 5, 7)
    with pytest.raises(kernel.KernelError, match=r"q is int16 \(1, 7\); it must be .* int8 \(any, 7\)"):
        kernel.ternary_matmul(PORTABLE, np.zeros((1, 7), np.int16), w)
    with pytest.raises(kernel.KernelError, match="token id 9 is outside the vocabulary of 4"):
        kernel.embed(kernel.Embedding(rows=np.zeros((4, 2), np.float32), kind="f32"), [1, 9])
    with pytest.raises(kernel.KernelError, match="codes is uint8 "):
        kernel.Ternary(codes=w.codes[:-1], n_out=5, n_in=7, scale=1.0)
    with pytest.raises(kernel.KernelError, match="x holds a value that is not finite"):
        kernel.quantise(np.array([1, np.inf], np.float32))
    with pytest.raises(kernel.KernelError, match="a is not aligned to its 4 bytes; give a copy"):
        kernel.dot16(np.zeros(401, np.uint8)[1:].view(np.float32), np.zeros(100, np.float32))


def test_memory_that_must_not_change_is_not_written() -> None:
    w = matrix(np.random.default_rng(0), 16, 20)
    constant = bytes(kernel.packed_bytes(16, 20, "base3"))
    with pytest.raises(kernel.KernelError, match="codes is read-only"):
        kernel.to_base3(PORTABLE, w, np.frombuffer(constant, np.uint8))
    assert not any(constant)
