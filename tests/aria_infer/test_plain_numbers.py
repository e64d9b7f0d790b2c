"""What callers give as numbers, tokens and paths: other libraries' own are taken, what is none is refused by name."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aria_infer.errors import InferError, ModelError, PromptError
from aria_infer.model import Model, load
from aria_infer.model_record import ModelName
from aria_infer.sampling import SamplingParams


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return load("demo", cache_dir=str(tmp_path_factory.mktemp("packs")))


def test_numbers_of_other_libraries_become_pythons_own() -> None:
    params = SamplingParams(
        temperature=np.float32(0.5), top_p=Fraction(1, 2), top_k=np.int64(3), seed=np.uint64((1 << 64) - 1)
    )  # type: ignore[arg-type]
    assert params == SamplingParams(temperature=0.5, top_p=0.5, top_k=3, seed=(1 << 64) - 1)
    kinds = [type(getattr(params, name)) for name in ("temperature", "top_p", "top_k", "seed")]
    assert kinds == [float, float, int, int]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("temperature", True), ("temperature", "0.7"), ("temperature", None), ("temperature", 10**400),
        ("temperature", np.float32("nan")), ("top_p", np.bool_(True)), ("top_p", 1j), ("top_k", True), ("top_k", 3.0),
        ("top_k", "3"), ("seed", False), ("seed", np.float64(3)), ("seed", None),
    ],
)  # fmt: skip
def test_what_is_no_such_number_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(PromptError, match=f"^{name} is .*expected a"):
        SamplingParams(**{name: value})


def test_token_ids_of_other_libraries_are_taken(demo: Model) -> None:
    made = list(demo.generate([1, 2], 3))
    assert list(demo.generate(np.array([1, 2]), np.int64(3))) == made  # type: ignore[arg-type]
    assert list(demo.generate((id for id in (1, 2)), 3)) == made  # type: ignore[arg-type]
    assert demo.trace([1, 2], np.int64(1)) == demo.trace([1, 2])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda model: model.generate("abc", 2), "tokens is 'abc', expected token ids"),
        (lambda model: model.generate(None, 2), "tokens is None"),
        (lambda model: model.generate(np.array(3), 2), r"tokens is array\(3\)"),
        (lambda model: model.generate([1, 1.7], 2), r"tokens\[1\] is 1\.7, expected a whole number"),
        (lambda model: model.generate([float("nan")], 2), r"tokens\[0\] is nan"),
        (lambda model: model.generate([True], 2), r"tokens\[0\] is True"),
        (lambda model: model.generate(np.array([[1, 2]]), 2), r"tokens\[0\] is array\(\[1, 2\]\)"),
        (lambda model: model.generate([1], 2.5), r"max_new_tokens is 2\.5"),
        (lambda model: model.generate([1], None), "max_new_tokens is None"),
        (lambda model: model.logits(b"abc"), "tokens is b'abc'"),
        (lambda model: model.trace([1], 1.5), r"chunk is 1\.5"),
        (lambda model: model.tokenizer.encode(None), "the text is None, expected a str"),
        (lambda model: model.tokenizer.encode(b"abc"), "the text is b'abc'"),
        (lambda model: model.tokenizer.decode("12"), "ids is '12'"),
        (lambda model: model.tokenizer.decode(None), "ids is None"),
        (lambda model: model.tokenizer.decode([1.0]), r"ids\[0\] is 1\.0"),
    ],
)
def test_what_is_no_prompt_is_refused_by_name(demo: Model, call: Callable[[Any], Any], words: str) -> None:
    with pytest.raises(PromptError, match=words):
        call(demo)


@pytest.mark.parametrize(
    ("args", "more", "words"),
    [
        ((None,), {}, "None is no path or name of a model"),
        ((b"demo",), {}, "b'demo' is no path"),
        (("demo",), {"layers": "x"}, "layers are 'x'"),
        (("demo",), {"layers": (0, 1.5)}, r"layers are \(0, 1\.5\)"),
    ],
)
def test_what_names_no_model_is_refused(args: tuple[Any], more: dict[str, Any], words: str) -> None:
    with pytest.raises(ModelError, match=words):
        load(*args, **more)


def test_a_cache_folder_may_be_a_text(demo: Model, tmp_path: Path) -> None:
    assert demo.pack_path is not None
    assert load("demo", cache_dir=tmp_path).manifest == demo.manifest
    assert demo.pack_path.name in [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("text", ["a", "demo", "a/", "a:x.gguf"])
def test_a_name_is_told_as_it_was_given(text: str) -> None:
    with pytest.raises(InferError, match=f"^'{text.partition(':')[0]}' is not a model's name"):
        ModelName.parse(text)
