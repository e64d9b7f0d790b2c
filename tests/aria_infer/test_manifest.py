"""The manifest hash names the model, not its files."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from aria_infer.formats.config_json import read_config
from aria_infer.formats.layout import check
from aria_infer.formats.safetensors import Checkpoint
from aria_infer.manifest import manifest_hash, tokenizer_hash
from tests.aria_infer.tensor_files import tensors_of, write

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
DEMO = ROOT / "aria_infer" / "demo"
DEMO_MANIFEST = "31cfb2eddd2ea65691517c2a6c6e8c5f2186412a151743d7683bd33500f012a6"  # README.md


def manifest_of(folder: Path) -> str:
    config, checkpoint = read_config(folder), Checkpoint(folder)
    return manifest_hash(checkpoint, config, check(config, checkpoint.tensors, "here"), tokenizer_hash(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES / "falcon3-158-like", tmp_path / "model"))


def test_vector_of_the_readme() -> None:
    assert manifest_of(DEMO) == DEMO_MANIFEST
    text = (ROOT / "aria_infer" / "README.md").read_text(encoding="utf-8")
    assert DEMO_MANIFEST in text
    assert read_config(DEMO).digest().hex() in text
    lines = [line.strip() for line in text.splitlines()]
    start = next(i for i, line in enumerate(lines) if line.startswith('{"activation"'))
    assert "".join(lines[start : start + 3]).split("}")[0] + "}" == read_config(DEMO).canonical().decode()


def test_it_is_the_spec_in_plain_python() -> None:
    tensors = tensors_of(DEMO / "model.safetensors")
    lines = ["aria-manifest-1", f"config {hashlib.sha256(read_config(DEMO).canonical()).hexdigest()}"]
    lines.append(f"tokenizer {hashlib.sha256((DEMO / 'tokenizer.json').read_bytes()).hexdigest()}")
    for name, (dtype, shape, content) in sorted(tensors.items()):
        lines.append(f"tensor {name} {dtype} {','.join(map(str, shape))} {hashlib.sha256(content).hexdigest()}")
    assert hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest() == DEMO_MANIFEST


def test_shards_and_order_do_not_matter(folder: Path) -> None:
    before = manifest_of(folder)
    tensors = tensors_of(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    names = sorted(tensors, key=lambda name: hashlib.md5(name.encode()).digest())
    shards = {"a.safetensors": names[::2], "b.safetensors": names[1::2]}
    for shard, held in shards.items():
        write(folder / shard, {name: tensors[name] for name in held})
    homes = {name: shard for shard, held in shards.items() for name in held}
    (folder / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": homes}))
    assert manifest_of(folder) == before


def test_a_saved_rope_buffer_does_not_matter(folder: Path) -> None:
    before = manifest_of(folder)
    tensors = tensors_of(folder / "model.safetensors")
    tensors["model.layers.0.self_attn.rotary_emb.inv_freq"] = ("F32", [1], b"abcd")
    write(folder / "model.safetensors", tensors)
    assert manifest_of(folder) == before


def test_every_weight_config_and_tokenizer_matters(folder: Path) -> None:
    seen = {manifest_of(folder)}
    tensors = tensors_of(folder / "model.safetensors")
    dtype, shape, content = tensors["model.norm.weight"]
    write(folder / "model.safetensors", {**tensors, "model.norm.weight": (dtype, shape, b"\1" + content[1:])})
    seen.add(manifest_of(folder))
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "rope_theta": 1000043}))
    seen.add(manifest_of(folder))
    (folder / "tokenizer.json").write_text("{}")
    seen.add(manifest_of(folder))
    (folder / "config.json").write_text(json.dumps({**config, "rope_theta": 1000043, "eos_token_id": 3}))
    seen.add(manifest_of(folder))  # when to stop is not the model's arithmetic
    assert len(seen) == 4
