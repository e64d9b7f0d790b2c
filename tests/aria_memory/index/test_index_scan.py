"""The passes of a search, each against the plain way to say it."""

import numpy as np
import pytest

from aria_memory.index import scan


def test_every_finite_f16_is_widened_exactly() -> None:
    every = np.arange(65_536, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)][:, None]
    assert scan.dots(finite, np.ones(1, np.float32)).tolist() == finite[:, 0].astype(np.float32).tolist()


@pytest.mark.parametrize("n", [0, 1, 511, 512, 513, 1500])
def test_products_are_within_the_bound(n: int) -> None:
    random = np.random.default_rng(n)
    rows = random.standard_normal((n, 384)).astype(np.float16)
    query = random.uniform(-1, 1, 384).astype(np.float32)
    wide = rows.astype(np.float64)
    longest = np.linalg.norm(wide, axis=1).max(initial=0)
    bound = scan.error_bound(query, float(longest))
    assert np.abs(scan.dots(rows, query) - wide @ query.astype(np.float64)).max(initial=0) <= bound
    assert bound <= 1e-4 * longest * np.linalg.norm(query)
    some = np.flatnonzero(random.integers(2, size=n))
    assert np.abs(scan.dots(rows, query, some) - wide[some] @ query.astype(np.float64)).max(initial=0) <= bound


@pytest.mark.parametrize("dimension", [1, 7, 8, 63, 64, 65, 384])
@pytest.mark.parametrize("counted", ["numpy", "ours"])
def test_distance_is_the_number_of_signs_that_differ(
    dimension: int, counted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if counted == "ours":
        monkeypatch.setattr(scan, "_ones", scan._counted)
    monkeypatch.setattr(scan, "_HAMMING_BLOCK", 100)
    random = np.random.default_rng(dimension)
    rows = random.standard_normal((250, dimension)).astype(np.float16)
    rows[random.random(rows.shape) < 0.2] = 0
    query = random.standard_normal((1, dimension))
    distances = scan.hamming(scan.sign_words(rows), scan.sign_words(query))
    assert distances.tolist() == ((rows > 0) != (query > 0)).sum(axis=1).tolist()


def test_nearest_takes_all_that_equal_the_last() -> None:
    distances = np.array([3, 0, 1, 1, 5, 1], np.uint16)
    assert scan.nearest(distances, 1).tolist() == [1]
    assert scan.nearest(distances, 2).tolist() == [1, 2, 3, 5]
    assert scan.nearest(distances, 5).tolist() == [0, 1, 2, 3, 5]
    assert scan.nearest(distances, 9).tolist() == [0, 1, 2, 3, 4, 5]
