"""The manifest hash names the model, not its files."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from aria_infer.errors import ModelError
from aria_infer.formats.config_json import read_config
from aria_infer.formats.opening import open_source
from aria_infer.manifest import manifest_hash
from tests.aria_infer.tensor_files import Tensors, tensors_of, write

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
DEMO = ROOT / "aria_infer" / "demo"
DEMO_MANIFEST = "9bf49770e5562637466e78e1837ac80e1a041d7abfad9ccc67d0d3a8b8bdffa1"  # README.md


def manifest_of(folder: Path) -> str:
    return manifest_hash(open_source(folder))


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


def floats_line(part: str, tensors: Tensors, name: str) -> str:
    """Of a bfloat16 tensor: two zero bytes below each number make it binary32."""
    _, shape, content = tensors[f"{name}.weight"]
    wide = b"".join(b"\0\0" + content[i : i + 2] for i in range(0, len(content), 2))
    return f"floats {part} {','.join(map(str, shape))} {hashlib.sha256(wide).hexdigest()}"


def ternary_line(part: str, tensors: Tensors, name: str) -> str:
    """Of a matrix at four values a byte with a bfloat16 scale that multiplies."""
    _, (quarter, columns), content = tensors[f"{name}.weight"]
    rows = [[(byte >> shift & 3) for byte in content[r * columns : (r + 1) * columns]]
            for shift in (0, 2, 4, 6) for r in range(quarter)]  # fmt: skip
    padded = [row + [1] * (-columns % 5) for row in rows]
    coded = bytes(
        sum(digit * 3**j for j, digit in enumerate(row[i : i + 5])) for row in padded for i in range(0, columns, 5)
    )
    bits = int.from_bytes(b"\0\0" + tensors[f"{name}.weight_scale"][2], "little")
    return f"ternary {part} {len(rows)},{columns} {bits:08x} {hashlib.sha256(coded).hexdigest()}"


NORMS = {
    "attn_norm": "input_layernorm", "attn_sub_norm": "self_attn.attn_sub_norm",
    "ffn_norm": "post_attention_layernorm", "ffn_sub_norm": "mlp.ffn_sub_norm",
}  # fmt: skip
LINEARS = {
    "q": "self_attn.q_proj", "k": "self_attn.k_proj", "v": "self_attn.v_proj", "o": "self_attn.o_proj",
    "gate": "mlp.gate_proj", "up": "mlp.up_proj", "down": "mlp.down_proj",
}  # fmt: skip


def test_it_is_the_spec_in_plain_python() -> None:
    tensors = tensors_of(DEMO / "model.safetensors")
    lines = ["aria-manifest-2", f"config {hashlib.sha256(read_config(DEMO).canonical()).hexdigest()}"]
    lines.append(f"tokenizer {hashlib.sha256((DEMO / 'tokenizer.json').read_bytes()).hexdigest()}")
    lines.append(floats_line("embedding", tensors, "model.embed_tokens"))
    lines.append(floats_line("final_norm", tensors, "model.norm"))
    for layer in range(6):
        at = f"model.layers.{layer}"
        lines += [floats_line(f"{layer}.{part}", tensors, f"{at}.{name}") for part, name in NORMS.items()]
        lines += [ternary_line(f"{layer}.{part}", tensors, f"{at}.{name}") for part, name in LINEARS.items()]
    text = (ROOT / "aria_infer" / "README.md").read_text(encoding="utf-8")
    assert next(line for line in lines if line.startswith("ternary 0.q ")) in text
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


def test_how_scales_and_tables_are_stored_does_not_matter(folder: Path) -> None:
    """Divided by or multiplied with, wide or narrow: the same values have one name."""
    before = manifest_of(folder)
    tensors = tensors_of(folder / "model.safetensors")
    for name, (_, shape, content) in tensors.items():
        wide = b"".join(b"\0\0" + content[i : i + 2] for i in range(0, len(content), 2))
        if name.endswith("weight_scale"):
            inverse = np.float32(1) / np.frombuffer(wide, "<f4")
            tensors[name] = ("F32", shape, inverse.astype("<f4").tobytes())
        elif tensors[name][0] == "BF16":
            tensors[name] = ("F32", shape, wide)
    write(folder / "model.safetensors", tensors)
    config = json.loads((folder / "config.json").read_text())
    config["quantization_config"]["linear_class"] = "autobitlinear"
    (folder / "config.json").write_text(json.dumps(config))
    assert manifest_of(folder) == before


@pytest.mark.parametrize("name", ["model.embed_tokens.weight", "model.layers.1.input_layernorm.weight"])
@pytest.mark.parametrize("bad", [b"\x80\x7f", b"\xc1\xff"], ids=["inf", "nan"])
def test_infinities_are_refused(folder: Path, name: str, bad: bytes) -> None:
    tensors = tensors_of(folder / "model.safetensors")
    dtype, shape, content = tensors[name]
    write(folder / "model.safetensors", {**tensors, name: (dtype, shape, content[:-2] + bad)})
    with pytest.raises(ModelError, match=rf"^{re.escape(str(folder))}: the model's .* holds infinities or NaN"):
        manifest_of(folder)
