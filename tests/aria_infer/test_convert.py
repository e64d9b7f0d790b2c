"""`aria convert`: the same model in fewer bytes, written whole or not at all."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aria_infer
from aria_infer.errors import InferError, ModelError
from aria_infer.formats import convert as converting
from aria_infer.formats.base3 import encode
from aria_infer.formats.convert import convert
from aria_infer.formats.opening import open_source
from aria_infer.formats.parts import HUB_NAMES, parts
from aria_infer.manifest import manifest_hash
from tests.aria_infer.gguf_files import write_gguf
from tests.aria_infer.tensor_files import Tensors, tensors_of, write

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
DEMO = ROOT / "aria_infer" / "demo"
ORIGINS = [
    DEMO,
    *(
        FIXTURES / name
        for name in ("bitnet-2b-4t-like", "llama3-158-like", "falcon3-158-like", "bitnet-b158-large-like")
    ),
    *(FIXTURES / "gguf-bitnet-silu" / f"model-{name}.gguf" for name in ("TQ1_0", "TQ2_0-q6k", "I2_S")),
    FIXTURES / "gguf-bitnet-relu2" / "model-I2_S.gguf",
]


@pytest.mark.parametrize("origin", ORIGINS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_name_and_the_bits_stay(origin: Path, tmp_path: Path) -> None:
    done = convert(open_source(origin), tmp_path / "new")
    one = aria_infer.load(origin, cache_dir=tmp_path / "packs")
    other = aria_infer.load(tmp_path / "new")
    assert one.manifest == other.manifest == done.manifest == manifest_hash(open_source(origin))
    assert one.config.eos_ids == other.config.eos_ids
    tokens = np.random.default_rng(2).integers(0, one.config.vocab_size, 40).tolist()
    assert one.trace(tokens) == other.trace(tokens)
    assert one.logits(tokens).tobytes() == other.logits(tokens).tobytes()
    assert (one.tokenizer is None) == (other.tokenizer is None)
    assert 1.6 < other.stored.bits_per_weight < 1.63
    assert (done.weights, done.weight_bytes) == (other.stored.weights, other.stored.weight_bytes)
    assert done.file_bytes == (tmp_path / "new" / "model.safetensors").stat().st_size == other.stored.file_bytes


def test_converting_again_gives_the_same_files(tmp_path: Path) -> None:
    convert(open_source(DEMO), tmp_path / "a")
    convert(open_source(tmp_path / "a"), tmp_path / "b")
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert {path.name for path in (tmp_path / "a").iterdir()} == {"config.json", "model.safetensors", "tokenizer.json"}


def test_it_is_the_spec(tmp_path: Path) -> None:
    source = open_source(DEMO)
    convert(source, tmp_path / "new")
    config = json.loads((tmp_path / "new" / "config.json").read_text())
    assert config["quantization_config"] == {"quant_method": "aria", "format": "base3", "version": 1}
    tensors = tensors_of(tmp_path / "new" / "model.safetensors")
    old = tensors_of(DEMO / "model.safetensors")
    for part in parts(source.config):
        if not part.ternary:
            continue
        name = f"model.layers.{part.layer}.{HUB_NAMES[part.short]}"
        matrix = source.matrix(part.name)
        coded = encode(matrix.values)
        assert tensors.pop(f"{name}.weight") == ("U8", list(coded.shape), coded.tobytes())
        assert tensors.pop(f"{name}.multiplier") == ("F32", [1], np.float32(matrix.multiplier).tobytes())
    assert tensors == {name: tensor for name, tensor in old.items() if "_proj" not in name}


def test_vector_of_the_readme(tmp_path: Path) -> None:
    values = np.int8([[1, 0, -1, 1, 1, 0, -1]])
    text = (ROOT / "aria_infer" / "README.md").read_text(encoding="utf-8")
    assert f"row 1, 0, -1, 1, 1, 0, -1: bytes {', '.join(map(str, encode(values)[0].tolist()))}" in text


def test_llama3_rope_scaling_and_companions_stay(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURES / "falcon3-158-like", tmp_path / "old"))
    config = json.loads((folder / "config.json").read_text())
    rope = {
        "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
        "original_max_position_embeddings": 8192,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps({**config, "rope_scaling": rope}))
    (folder / "chat_template.jinja").write_text("{{ x }}")
    (folder / "generation_config.json").write_text(json.dumps({"eos_token_id": [5]}))
    (folder / "notes.txt").write_text("not a part of it")
    convert(open_source(folder), tmp_path / "new")
    assert open_source(tmp_path / "new").config.digest() == open_source(folder).config.digest()
    assert open_source(tmp_path / "new").config.eos_ids == (2, 5)
    assert (tmp_path / "new" / "chat_template.jinja").read_text() == "{{ x }}"
    assert not (tmp_path / "new" / "notes.txt").exists()


def test_a_template_inside_a_gguf_comes_out(tmp_path: Path) -> None:
    path = write_gguf(
        tmp_path / "m.gguf",
        open_source(FIXTURES / "falcon3-158-like"),
        "llama",
        change=lambda writer: writer.add_chat_template("{{ messages }}ü"),
    )
    convert(open_source(path), tmp_path / "new")
    assert (tmp_path / "new" / "chat_template.jinja").read_text(encoding="utf-8") == "{{ messages }}ü"


def test_progress_runs_to_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    convert(open_source(DEMO), tmp_path / "new", lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_is_overwritten(kind: str, tmp_path: Path) -> None:
    place = tmp_path / "new"
    {"folder": place.mkdir, "file": place.touch, "link": lambda: place.symlink_to("nowhere")}[kind]()
    with pytest.raises(ModelError, match="exists already"):
        convert(open_source(DEMO), place)
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_what_stops_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(open_source(DEMO), tmp_path / "new", stop)
    assert list(tmp_path.iterdir()) == []

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(converting.os, "fsync", full)
    with pytest.raises(ModelError, match=r"new: cannot be written \(No space left"):
        convert(open_source(DEMO), tmp_path / "new")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(ModelError, match="cannot be written"):
        convert(open_source(DEMO), tmp_path / "file" / "new")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return convert(open_source(FIXTURES / "falcon3-158-like"), tmp_path_factory.mktemp("base3") / "model").folder


Q = "model.layers.0.self_attn.q_proj"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.update({f"{Q}.weight": (*t[f"{Q}.weight"][:2], b"\xf3" + t[f"{Q}.weight"][2][1:])}), ["243"]),
        (
            lambda t: t.update({f"{Q}.weight": (*t[f"{Q}.weight"][:2], t[f"{Q}.weight"][2][:-1] + b"\0")}),
            ["column 256"],
        ),
        (lambda t: t.update({f"{Q}.multiplier": ("F32", [1], b"\0\0\x80\x7f")}), ["multiplier", "inf"]),
        (lambda t: t.update({f"{Q}.multiplier": ("BF16", [1], b"\0\0")}), ["multiplier", "BF16", "F32"]),
        (lambda t: t.pop(f"{Q}.multiplier"), ["multiplier", "missing"]),
        (lambda t: t.update({f"{Q}.weight": ("U8", [1], b"\0")}), [f"{Q}.weight", "[1]"]),
    ],
)
def test_a_wrong_tensor_is_named(converted: Path, tmp_path: Path, change: Any, words: list[str]) -> None:
    folder = Path(shutil.copytree(converted, tmp_path / "model"))
    tensors: Tensors = tensors_of(folder / "model.safetensors")
    change(tensors)
    write(folder / "model.safetensors", tensors)
    with pytest.raises(ModelError) as caught:
        aria_infer.load(folder, cache_dir=tmp_path)
    assert all(word in str(caught.value) for word in [Q, *words]), str(caught.value)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_folder_is_another_model_or_refused(
    converted: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(converted, folder)
    path = folder / data.draw(st.sampled_from(["config.json", "model.safetensors"]))
    content = bytearray(path.read_bytes())
    at = data.draw(st.one_of(st.integers(0, min(4096, len(content) - 1)), st.integers(0, len(content) - 1)))
    if data.draw(st.booleans()):
        content[at] = data.draw(st.integers(0, 255))
    else:
        del content[at:]
    path.write_bytes(content)
    try:
        manifest_hash(open_source(folder))
    except InferError as error:
        assert "\n" not in str(error)


def aria(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "aria_infer", *map(str, args)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_the_command(tmp_path: Path) -> None:
    done = aria("convert", "demo", tmp_path / "new", "--json")
    facts = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert facts["manifest"] == manifest_hash(open_source(DEMO))
    assert facts["bits_per_weight"] < 1.63 < 2 < facts["bits_per_weight_before"]
    assert facts["file_bytes"] == (tmp_path / "new" / "model.safetensors").stat().st_size
    assert "bits_per_weight" in aria("convert", tmp_path / "new", tmp_path / "again").stdout
    again = aria("convert", "demo", tmp_path / "new")
    assert (again.returncode, again.stdout) == (1, "")
    assert "exists already" in again.stderr
    described = json.loads(aria("info", "--model", tmp_path / "new", "--json").stdout)
    assert (described["manifest"], described["weights"]) == (facts["manifest"], 4_718_592)
    assert described["bits_per_weight"] == pytest.approx(facts["bits_per_weight"], abs=1e-3)
