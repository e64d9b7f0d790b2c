"""The index against a naive model, its order among equals, its growth, and what it refuses."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from aria_memory.errors import BadInput
from aria_memory.index import VectorIndex, scan, vectors

ROOT = Path(__file__).resolve().parents[3]
DIMENSION = 3
SMALL = st.integers(-2, 2)  # products and sums of these are exact in f16, f32 and f64 alike, and often equal
ROW = st.tuples(*[SMALL] * DIMENSION)


def naive(kept: dict[int, tuple[int, ...]], row: tuple[int, ...], k: int) -> list[tuple[int, float]]:
    scored = [(id, float(sum(a * b for a, b in zip(kept[id], row, strict=True)))) for id in kept]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:k]


def found(index: VectorIndex, row: object, k: int, allowed: object = None) -> list[tuple[int, float]]:
    ids, scores = index.search(np.array(row), k, allowed)  # type: ignore[arg-type]
    return list(zip(ids.tolist(), scores.tolist(), strict=True))


class AgainstModel(RuleBasedStateMachine):
    """Adding and searching, exactly and by sign bits (which pass all rows on where there are so few)."""

    def __init__(self) -> None:
        super().__init__()
        self.indexes = [VectorIndex(DIMENSION), VectorIndex(DIMENSION, exact_rows=0)]
        self.kept: dict[int, tuple[int, ...]] = {}

    @rule(rows=st.dictionaries(st.integers(-20, 20), ROW, max_size=8))
    def add(self, rows: dict[int, tuple[int, ...]]) -> None:
        new = {id: row for id, row in rows.items() if id not in self.kept}
        for index in self.indexes:
            index.add(list(new), list(new.values()))
        self.kept |= new

    @rule(row=ROW, k=st.integers(0, 12))
    def search(self, row: tuple[int, ...], k: int) -> None:
        for index in self.indexes:
            assert found(index, row, k) == naive(self.kept, row, k)

    @rule(row=ROW, k=st.integers(0, 12), may=st.sets(st.integers(-20, 20)))
    def search_some(self, row: tuple[int, ...], k: int, may: set[int]) -> None:
        kept = {id: self.kept[id] for id in self.kept if id in may}
        for index in self.indexes:
            assert found(index, row, k, np.isin(index.ids, list(may))) == naive(kept, row, k)

    @invariant()
    def holds_the_same(self) -> None:
        for index in self.indexes:
            assert sorted(index.ids.tolist()) == sorted(self.kept)
            assert len(index) == len(self.kept)


TestAgainstModel = AgainstModel.TestCase


def clustered(n: int, dimension: int, seed: int = 0) -> np.ndarray:
    random = np.random.default_rng(seed)
    centres = random.standard_normal((n // 20, dimension))
    rows = centres[random.integers(len(centres), size=n)] + 0.8 * random.standard_normal((n, dimension))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def filled(rows: np.ndarray, order: np.ndarray, **options: int) -> VectorIndex:
    index = VectorIndex(rows.shape[1], **options)
    for part in np.array_split(order, 7):
        index.add(part, rows[part])
    return index


def test_exact_search_agrees_with_products_in_f64_of_the_rows_as_kept() -> None:
    rows = clustered(3000, 100)
    index = filled(rows, np.arange(3000))
    kept = rows.astype(np.float16).astype(np.float64)
    for query in clustered(20, 100, seed=1):
        ids, scores = index.search(query, 25)
        products = kept @ query.astype(np.float64)
        assert ids.tolist() == np.argsort(-products, kind="stable")[:25].tolist()
        np.testing.assert_allclose(scores, products[ids], rtol=0, atol=1e-14)


@pytest.mark.parametrize("exact_rows", [0, 10_000])
def test_order_of_coming_changes_nothing_to_the_last_bit(
    exact_rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "CANDIDATES", 100)
    monkeypatch.setattr(vectors, "CANDIDATES_PER_RESULT", 0)
    rows = clustered(2000, 70)
    rows[1000:1200] = rows[0]  # many equals, which only their ids put in order
    random = np.random.default_rng(2)
    straight = filled(rows, np.arange(2000), exact_rows=exact_rows)
    mixed = filled(rows, random.permutation(2000), exact_rows=exact_rows)
    assert straight.ids.tolist() != mixed.ids.tolist()
    for query in (*clustered(20, 70, seed=3), rows[0]):
        ids, scores = straight.search(query, 50)
        again, same = mixed.search(query, 50)
        assert ids.tolist() == again.tolist()
        assert scores.tobytes() == same.tobytes()
    assert straight.search(rows[0], 5)[0].tolist() == [0, 1000, 1001, 1002, 1003]


def test_sign_bits_find_nearly_all_and_misjudge_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "CANDIDATES", 400)
    monkeypatch.setattr(vectors, "CANDIDATES_PER_RESULT", 0)
    rows = clustered(8000, 128)
    exact, signs = (filled(rows, np.arange(8000), exact_rows=most) for most in (8000, 0))
    hits = []
    for query in clustered(50, 128, seed=0) + 0.01:
        wanted, found = dict(zip(*exact.search(query, 8000), strict=True)), signs.search(query, 10)
        assert all(wanted[id] == score for id, score in zip(*found, strict=True))
        hits.append(len(set(found[0]) & set(list(wanted)[:10])) / 10)
    assert 0.9 < np.mean(hits) <= 1.0


def test_sign_bits_pass_on_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "CANDIDATES", 400)
    monkeypatch.setattr(vectors, "CANDIDATES_PER_RESULT", 2)
    scored = []
    real = vectors.dots
    monkeypatch.setattr(vectors, "dots", lambda *given: scored.append(given[2]) or real(*given))
    rows = clustered(30_000, 64)
    index = filled(rows, np.arange(30_000))
    index.search(rows[5], 10)
    allowed = index.ids % 2 == 0
    assert index.search(rows[6], 250, allowed)[0][0] == 6
    assert all(id % 2 == 0 for id in index.search(rows[5], 250, allowed)[0])
    few = index.ids < 300
    index.search(rows[5], 10, few)
    assert 600 <= len(scored[0]) < 3000  # a share of 30,000
    assert 500 <= len(scored[1]) < 3000  # two for each of 250, above 400 and a share of 15,000
    assert scored[3].tolist() == list(range(300))  # few enough to be scored all
    assert vectors.candidates(1_000_000, 10) == 20_000


def test_grows_without_copying_everything_each_time() -> None:
    index, rooms = VectorIndex(2), set()
    for id in range(5000):
        index.add([id], [[id % 7, 1]])
        rooms.add(len(index._ids))
    assert len(rooms) <= 6
    assert found(index, [1, 0], 3) == naive({id: (id % 7, 1) for id in range(5000)}, (1, 0), 3)


def test_lengths_other_than_one_are_searched_as_exactly() -> None:
    random = np.random.default_rng(4)
    rows = random.standard_normal((500, 20)) * 10.0 ** random.integers(-6, 4, size=(500, 1))
    index = filled(rows.astype(np.float32), np.arange(500))
    kept = rows.astype(np.float32).astype(np.float16).astype(np.float64)
    for scale in (1e-30, 1.0, 1e30):
        query = (random.standard_normal(20) * scale).astype(np.float32)
        ids, _ = index.search(query, 40)
        assert ids.tolist() == np.argsort(-(kept @ query.astype(np.float64)), kind="stable")[:40].tolist()
    assert found(index, np.zeros(20), 3) == [(0, 0.0), (1, 0.0), (2, 0.0)]


@pytest.mark.parametrize("length", [1.0, 1e5])
def test_scores_that_only_f32_holds_for_different_are_equal(length: float) -> None:
    random = np.random.default_rng(5)
    row = random.standard_normal(300) * 2.0 ** random.uniform(-10, 0, 300)
    row = (row * length / np.linalg.norm(row)).astype(np.float16)
    rows = np.array([random.permutation(row) for _ in range(400)], np.float32)
    assert len(set(scan.dots(rows.astype(np.float16), np.ones(300, np.float32)).tolist())) > 2
    index = filled(rows, np.arange(400))
    assert found(index, np.ones(300), 7) == [(id, float(row.astype(np.float64).sum())) for id in range(7)]


@given(st.lists(st.floats(width=16, allow_nan=False, allow_infinity=False), min_size=4, max_size=4))
def test_every_finite_f16_is_kept_as_it_is(row: list[float]) -> None:
    index = VectorIndex(4)
    index.add([1], [row])
    for axis in range(4):
        assert found(index, np.eye(4)[axis], 1) == [(1, row[axis])]


@pytest.mark.parametrize(
    ("ids", "rows", "says"),
    [
        ([1], [[1, 2]], "id 1 is in the index already"),
        ([5, 5], [[1, 2], [3, 4]], "comes twice"),
        ([5], [[1, 2, 3]], r"shape \(1, 3\)"),
        ([5], [1, 2], r"shape \(2,\)"),
        ([5, 6], [[1, 2], [3, float("nan")]], "id 6 has NaN"),
        ([5, 6], [[1, 1e6], [3, 4]], "id 5 has NaN, infinity or a number beyond 65504"),
        ([5], [[1, 1e300]], "beyond 65504"),
        ([5], [["a", "b"]], "not numbers"),
        ([5, 6], [[1, 2], [3]], "not numbers of one length"),
        ([1.5], [[1, 2]], "ids are float64"),
        ([True], [[1, 2]], "ids are bool"),
        (["5"], [[1, 2]], "ids are <U1"),
        ([1 << 63], [[1, 2]], "ids are uint64"),
        ([1 << 70], [[1, 2]], "ids are object"),
    ],
)
def test_adding_is_refused_whole(ids: list[object], rows: list[object], says: str) -> None:
    index = VectorIndex(2)
    index.add([1, 2], [[1, 0], [0, 1]])
    with pytest.raises(BadInput, match=says):
        index.add(ids, rows)  # type: ignore[arg-type]
    assert found(index, [2, 1], 9) == [(1, 2.0), (2, 1.0)]


def test_other_refusals() -> None:
    index = VectorIndex(2)
    index.add([1, 2], [[1, 0], [0, 1]])
    with pytest.raises(BadInput, match="k is -1"):
        index.search([1, 2], -1)
    with pytest.raises(BadInput, match=r"shape \(3,\)"):
        index.search([1, 2, 3], 1)
    with pytest.raises(BadInput, match="NaN or infinity"):
        index.search([1, np.inf], 1)
    with pytest.raises(BadInput, match="one for each of 2 ids"):
        index.search([1, 2], 1, np.array([True]))
    with pytest.raises(BadInput, match="allowed is int64"):
        index.search([1, 2], 1, np.array([0, 1], np.int64))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="read-only"):
        index.ids[0] = 5
    for dimension in (0, 65_536):
        with pytest.raises(BadInput, match="give 1 to 65535"):
            VectorIndex(dimension)


def test_measuring_command_prints_one_object() -> None:
    command = [
        sys.executable,
        "-m",
        "aria_memory.index",
        *["--n", "500", "--dimension", "32", "--queries", "5", "--json"],
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)
    assert (result["n"], result["dimension"], result["queries"]) == (500, 32, 5)
    assert result["sign_bits_recall_at_10"] == 1.0  # of so few, all are passed on
    assert result["sign_bits_p50_ms"] > 0 and result["exact_p50_ms"] > 0
    refused = subprocess.run([*command[:3], "--n", "0"], cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode == 2 and "--n is 0" in refused.stderr
