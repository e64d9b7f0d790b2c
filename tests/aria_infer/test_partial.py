"""A folder with some layers of a model: it has the model's own name, and what it holds is checked against it."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import aria_infer
from aria_infer.contents import read_contents
from aria_infer.errors import ModelError
from aria_infer.formats.convert import convert
from aria_infer.formats.folder import CONTENT_NAME
from aria_infer.formats.opening import open_source
from aria_infer.formats.source import Source
from aria_infer.kernel import Step
from aria_infer.model import Model
from tests.aria_infer.tensor_files import tensors_of, write

ROOT = Path(__file__).parent.parent.parent
FALCON = ROOT / "tests" / "fixtures" / "falcon3-158-like"  # its head is its own
DEMO = ROOT / "aria_infer" / "demo"


class Cut:
    """Some layers of a checkpoint."""

    def __init__(self, whole: Source, content: bytes, manifest: str, layers: tuple[int, int]) -> None:
        self._whole, self.content = whole, content
        contents = read_contents(manifest, content, whole.config.canonical())
        kept = {entry.part.name for entry in contents.of_layers(layers)}
        self.absent: Mapping[str, str] = {e.part.name: e.line for e in contents.entries if e.part.name not in kept}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)


def cut(place: Path, layers: tuple[int, int], folder: Path) -> tuple[Model, Path]:
    whole = aria_infer.load(place, cache_dir=folder / "packs")
    source = Cut(whole.source, whole.content, whole.manifest, layers)
    made = convert(source, folder / "cut", manifest=whole.manifest)
    assert made.manifest == whole.manifest
    return whole, made.folder


def through(model: Model, x: np.ndarray, layers: tuple[int, int]) -> np.ndarray:
    stack = model.stack(*layers)
    stack.forward(model.pool, [Step(cache=stack.new_cache(), position=0, x=x)])
    return x


@pytest.mark.parametrize("place", [DEMO, FALCON], ids=lambda path: path.name)
def test_pieces_compute_what_the_whole_does(place: Path, tmp_path: Path) -> None:
    whole = aria_infer.load(place, cache_dir=tmp_path / "packs")
    n = whole.n_layers
    ranges = [(0, 1), (1, n - 1), (n - 1, n)] if n > 2 else [(0, 1), (1, n)]
    pieces = []
    for index, layers in enumerate(ranges):
        (tmp_path / str(index)).mkdir()
        _, folder = cut(place, layers, tmp_path / str(index))
        pieces.append(aria_infer.load(folder))
        assert pieces[-1].manifest == whole.manifest and pieces[-1].layers == layers
        assert aria_infer.load(folder).manifest == whole.manifest  # now from its pack
    tokens = [1, 5, 9, 2]
    x = pieces[0].embed(tokens)
    for piece, layers in zip(pieces, ranges, strict=True):
        x = through(piece, x, layers)
    assert pieces[-1].head(x).tobytes() == whole.logits(tokens).tobytes()
    assert sum(piece.stored.weights for piece in pieces) == whole.stored.weights


def test_a_model_of_another_name_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=rf"holds model \w{{64}}, not {'77' * 32}"):
        convert(open_source(DEMO), tmp_path / "new", manifest="77" * 32)
    assert not list(tmp_path.iterdir())


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    _, folder = cut(FALCON, (0, 1), tmp_path)
    model = aria_infer.load(folder)
    with pytest.raises(ModelError, match=r"holds layers 0 to 1, not 0 to 2"):
        aria_infer.load(folder, layers=(0, 2))
    with pytest.raises(ModelError, match="layers 0 to 1 of 2 but no head"):
        model.next_tokens(model.embed([1]), [aria_infer.SamplingParams()], [1])
    with pytest.raises(ModelError, match="no head"):
        model.head(model.embed([1]))
    with pytest.raises(ModelError, match="layers 0 to 1 are loaded"):
        model.logits([1])


def test_a_whole_checkpoint_may_lack_nothing(tmp_path: Path) -> None:
    _, folder = cut(DEMO, (2, 4), tmp_path)
    (folder / CONTENT_NAME).unlink()
    with pytest.raises(ModelError, match=r"embed_tokens.weight is missing"):
        open_source(folder)


def test_a_part_of_another_model_is_named(tmp_path: Path) -> None:
    _, folder = cut(DEMO, (2, 4), tmp_path)
    tensors = tensors_of(folder / "model.safetensors")
    name = "model.layers.3.mlp.up_proj.weight"
    kind, shape, data = tensors[name]
    tensors[name] = (kind, shape, bytes([data[0] ^ 1]) + data[1:])
    write(folder / "model.safetensors", tensors)
    with pytest.raises(ModelError, match=r"its ternary 3\.up is not that of the model"):
        aria_infer.load(folder)


@pytest.mark.parametrize(
    "change", [lambda c: c[:-2], lambda c: c.replace(b"0.q", b"0.k", 1), lambda c: b"x" * 3_000_000]
)
def test_a_damaged_content_is_refused(change: object, tmp_path: Path) -> None:
    assert callable(change)
    _, folder = cut(DEMO, (2, 4), tmp_path)
    (folder / CONTENT_NAME).write_bytes(change((folder / CONTENT_NAME).read_bytes()))
    with pytest.raises(ModelError, match=CONTENT_NAME):
        aria_infer.load(folder)


def test_another_name_needs_another_pack(tmp_path: Path) -> None:
    """The lines of absent parts are in the name: a pack made with others is stale."""
    whole, folder = cut(DEMO, (2, 4), tmp_path)
    assert aria_infer.load(folder).manifest == whole.manifest
    text = (folder / CONTENT_NAME).read_bytes()
    line = next(line for line in text.splitlines() if line.startswith(b"ternary 0.q"))
    (folder / CONTENT_NAME).write_bytes(text.replace(line, line[:-64] + b"0" * 64))
    assert aria_infer.load(folder).manifest != whole.manifest


def test_a_hole_between_layers_is_refused(tmp_path: Path) -> None:
    _, folder = cut(DEMO, (2, 5), tmp_path)
    tensors = tensors_of(folder / "model.safetensors")
    kept = {name: tensor for name, tensor in tensors.items() if ".layers.3." not in name}
    write(folder / "model.safetensors", kept)
    with pytest.raises(ModelError, match="not hold a range of whole layers"):
        aria_infer.load(folder)
    shutil.rmtree(folder)
