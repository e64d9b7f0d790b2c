"""The choice of a layout: measured once, remembered, and asked again where the memory of it is unusable."""

import json
from pathlib import Path

import numpy as np
import pytest

from aria_infer import kernel, layout_choice, load, model
from aria_infer.kernel import Layout
from aria_infer.layout_choice import FILE_NAME, MAX_FILE_BYTES, choose_layout
from tests.kernel.samples import matrix

MATRICES = [matrix(np.random.default_rng(0), 64, 64)]


class Measured:
    """In the place of the measurement: what it says, and how often it was asked."""

    def __init__(self, answer: Layout) -> None:
        self.answer, self.times = answer, 0

    def __call__(self, pool: object, matrices: object) -> tuple[Layout, dict[Layout, float]]:
        self.times += 1
        return self.answer, {}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Measured:
    double = Measured("base3")
    monkeypatch.setattr(layout_choice, "faster_layout", double)
    return double


@pytest.fixture
def pool() -> kernel.Pool:
    """As if of an instruction set that multiplies base 3 as it reads it."""
    one = kernel.Pool(1, "portable")
    one.reads_base3 = True
    return one


def test_measured_once_and_remembered(tmp_path: Path, measured: Measured, pool: kernel.Pool) -> None:
    assert choose_layout(pool, MATRICES, tmp_path / "new") == "base3"
    measured.answer = "2bit"
    assert choose_layout(pool, MATRICES, tmp_path / "new") == "base3"
    assert measured.times == 1
    two = kernel.Pool(2, "portable")
    two.reads_base3 = True
    assert choose_layout(two, MATRICES, tmp_path / "new") == "2bit"  # other threads are another question
    assert choose_layout(pool, 3 * MATRICES, tmp_path / "new") == "2bit"  # so is another size
    assert measured.times == 3
    assert choose_layout(pool, MATRICES, tmp_path / "new") == "base3"
    assert len(json.loads((tmp_path / "new" / FILE_NAME).read_text())) == 3
    assert [path.name for path in (tmp_path / "new").iterdir()] == [FILE_NAME]


def test_nothing_is_measured_where_nothing_can_be_gained(tmp_path: Path, measured: Measured, pool: kernel.Pool) -> None:
    pool.reads_base3 = False
    assert choose_layout(pool, MATRICES, tmp_path) == "2bit"
    pool.reads_base3 = True
    assert choose_layout(pool, [], tmp_path) == "2bit"
    assert measured.times == 0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "damaged", [b"", b"\xff\xfe", b"[1]", b"{", b'{"a": 1}', b"[" * 5000, b" " * (MAX_FILE_BYTES + 1)]
)
def test_a_damaged_file_is_written_anew(tmp_path: Path, measured: Measured, pool: kernel.Pool, damaged: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(damaged)
    assert choose_layout(pool, MATRICES, tmp_path) == "base3"
    assert list(json.loads(path.read_text()).values()) == ["base3"]


def test_an_unknown_answer_is_asked_again(tmp_path: Path, measured: Measured, pool: kernel.Pool) -> None:
    path = tmp_path / FILE_NAME
    choose_layout(pool, MATRICES, tmp_path)
    path.write_text(path.read_text().replace("base3", "base4"))
    assert choose_layout(pool, MATRICES, tmp_path) == "base3"
    assert measured.times == 2


def test_a_folder_that_cannot_be_written_costs_a_measurement(
    tmp_path: Path, measured: Measured, pool: kernel.Pool
) -> None:
    (tmp_path / "file").write_text("")
    for _ in range(2):
        assert choose_layout(pool, MATRICES, tmp_path / "file" / "folder") == "base3"
    assert measured.times == 2


def test_a_big_model_is_loaded_in_the_chosen_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def choose(pool: kernel.Pool, matrices: list[kernel.Ternary]) -> Layout:
        asked.append(len(matrices))
        return "base3"

    small = load("demo")
    monkeypatch.setattr(model, "choose_layout", choose)
    monkeypatch.setattr(kernel, "is_big", lambda matrices: True)
    big = load("demo")
    assert (small.layout, big.layout) == ("2bit", "base3")
    assert asked == [7 * big.n_layers]
    assert big.trace([1, 2, 3]) == small.trace([1, 2, 3])
