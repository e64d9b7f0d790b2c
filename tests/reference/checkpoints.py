"""Writes tiny random checkpoints in the four public on-disk formats: other seeds, sizes and heads than the fixtures.

`python -m tests.reference.checkpoints FOLDER FAMILY SEED` writes one.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.reference.floats import F32

FAMILIES = ("bitnet-2b-4t", "llama3-158", "falcon3-158", "bitnet-b158-large")
EMBEDDING_DTYPES = ("BF16", "F16", "F32")
LLAMA3_SCALING = {
    "rope_type": "llama3",
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 32,
}
# (heads, key/value heads, head_dim): MHA, GQA and MQA, with head sizes that are not multiples of a vector.
HEAD_LAYOUTS = ((4, 4, 16), (4, 2, 20), (6, 1, 12), (2, 1, 100), (8, 2, 8), (3, 3, 28))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What to write. head_dim differs from hidden / heads in the falcon3 family only, which writes `head_dim`."""

    family: str
    seed: int
    n_layers: int
    hidden: int
    intermediate: int
    n_heads: int
    n_kv_heads: int
    head_dim: int
    vocab: int
    tied: bool
    relu2: bool
    embedding_dtype: str
    rope_theta: float
    rope_scaled: bool
    n_shards: int


def recipe(family: str, seed: int) -> Recipe:
    """A recipe chosen by the seed alone."""
    r = np.random.default_rng([FAMILIES.index(family), seed])
    heads, kv_heads, head_dim = HEAD_LAYOUTS[r.integers(len(HEAD_LAYOUTS))]
    if family == "bitnet-b158-large":
        kv_heads = heads
    hidden = 4 * int(r.integers(8, 50)) if family == "falcon3-158" else heads * head_dim
    return Recipe(
        family=family,
        seed=seed,
        n_layers=int(r.integers(1, 4)),
        hidden=hidden,
        intermediate=4 * int(r.integers(10, 90)),
        n_heads=heads,
        n_kv_heads=kv_heads,
        head_dim=head_dim,
        vocab=int(r.integers(50, 400)),
        tied=family in ("bitnet-2b-4t", "bitnet-b158-large") or bool(r.integers(2)),
        relu2=family == "bitnet-2b-4t" and bool(r.integers(3)),
        embedding_dtype=EMBEDDING_DTYPES[r.integers(3)],
        rope_theta=float(r.choice([10000.0, 500000.0, 1000042.0])),
        rope_scaled=family == "llama3-158" and bool(r.integers(2)),
        n_shards=int(r.integers(1, 4)),
    )


def _stored(values: F32, dtype: str) -> tuple[str, NDArray[Any]]:
    """(safetensors dtype, array of the bytes to store); BF16 rounds to nearest even."""
    if dtype == "BF16":
        bits = values.astype("<f4").view("<u4").astype(np.uint64)
        return dtype, ((bits + 0x7FFF + (bits >> 16 & 1)) >> 16).astype("<u2")
    return dtype, values.astype({"F16": "<f2", "F32": "<f4"}[dtype])


def _pack_quarters(values: NDArray[np.int8]) -> NDArray[np.uint8]:
    codes = (values + 1).astype(np.uint8)
    quarter = len(values) // 4
    return sum((codes[i * quarter : (i + 1) * quarter] << (2 * i) for i in range(4)), np.uint8(0)).astype(np.uint8)


def _tensors(recipe: Recipe) -> dict[str, tuple[str, NDArray[Any]]]:
    r = np.random.default_rng([FAMILIES.index(recipe.family), recipe.seed, 1])
    dense = recipe.family == "bitnet-b158-large"
    sub_names = ("inner_attn_ln", "ffn_layernorm") if dense else ("attn_sub_norm", "ffn_sub_norm")
    tensors: dict[str, tuple[str, NDArray[Any]]] = {}

    def norm(name: str, size: int) -> None:
        tensors[f"{name}.weight"] = _stored((1 + 0.2 * r.standard_normal(size)).astype(np.float32), "BF16")

    def linear(name: str, n_out: int, n_in: int) -> None:
        if dense:
            weight = (r.standard_normal((n_out, n_in)) / np.sqrt(n_in)).astype(np.float32)
            tensors[f"{name}.weight"] = _stored(weight, "BF16")
            return
        gain = np.float32(r.uniform(0.7, 1.6) / np.sqrt(n_in))
        scale = gain if recipe.family == "bitnet-2b-4t" else np.float32(1) / gain
        tensors[f"{name}.weight"] = ("U8", _pack_quarters(r.integers(-1, 2, (n_out, n_in)).astype(np.int8)))
        tensors[f"{name}.weight_scale"] = _stored(np.array([scale], np.float32), "BF16")

    def rows(name: str) -> None:
        values = r.standard_normal((recipe.vocab, recipe.hidden)).astype(np.float32)
        tensors[f"{name}.weight"] = _stored(values, recipe.embedding_dtype)

    rows("model.embed_tokens")
    if not recipe.tied:
        rows("lm_head")
    norm("model.norm", recipe.hidden)
    q_size, kv_size = recipe.n_heads * recipe.head_dim, recipe.n_kv_heads * recipe.head_dim
    for i in range(recipe.n_layers):
        at = f"model.layers.{i}"
        norm(f"{at}.input_layernorm", recipe.hidden)
        norm(f"{at}.post_attention_layernorm", recipe.hidden)
        if recipe.family in ("bitnet-2b-4t", "bitnet-b158-large"):
            norm(f"{at}.self_attn.{sub_names[0]}", q_size)
            norm(f"{at}.mlp.{sub_names[1]}", recipe.intermediate)
        linear(f"{at}.self_attn.q_proj", q_size, recipe.hidden)
        linear(f"{at}.self_attn.k_proj", kv_size, recipe.hidden)
        linear(f"{at}.self_attn.v_proj", kv_size, recipe.hidden)
        linear(f"{at}.self_attn.o_proj", recipe.hidden, q_size)
        linear(f"{at}.mlp.gate_proj", recipe.intermediate, recipe.hidden)
        linear(f"{at}.mlp.up_proj", recipe.intermediate, recipe.hidden)
        linear(f"{at}.mlp.down_proj", recipe.hidden, recipe.intermediate)
    return tensors


def _config(recipe: Recipe) -> dict[str, Any]:
    config: dict[str, Any] = {
        "rms_norm_eps": 1e-5,
        "attention_bias": False,
        "max_position_embeddings": 256,
        "bos_token_id": 1,
        "eos_token_id": 2,
        "torch_dtype": "bfloat16",
        "hidden_act": "relu2" if recipe.relu2 else "silu",
        "hidden_size": recipe.hidden,
        "intermediate_size": recipe.intermediate,
        "num_hidden_layers": recipe.n_layers,
        "num_attention_heads": recipe.n_heads,
        "num_key_value_heads": recipe.n_kv_heads,
        "vocab_size": recipe.vocab,
        "rope_theta": recipe.rope_theta,
        "tie_word_embeddings": recipe.tied,
    }
    quantization = {"quant_method": "bitnet", "modules_to_not_convert": None}
    offline = {"quant_method": "bitnet", "linear_class": "autobitlinear", "quantization_mode": "offline"}
    bitnet = {"architectures": ["BitNetForCausalLM"], "model_type": "bitnet", "quantization_config": offline}
    llama = {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "quantization_config": quantization}
    config |= {
        "bitnet-2b-4t": bitnet,
        "llama3-158": llama,
        "falcon3-158": llama | {"head_dim": recipe.head_dim},
        "bitnet-b158-large": {
            "architectures": ["BitnetForCausalLM"],
            "model_type": "llama",
            "input_bits": 8,
            "weight_bits": 1,
        },
    }[recipe.family]
    if recipe.rope_scaled:
        config["rope_scaling"] = LLAMA3_SCALING
    return config


def _write_safetensors(path: Path, tensors: dict[str, tuple[str, NDArray[Any]]]) -> None:
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    offset = 0
    for name, (dtype, array) in tensors.items():
        header[name] = {"dtype": dtype, "shape": array.shape, "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    encoded = json.dumps(header).encode()
    encoded += b" " * (-len(encoded) % 8)
    body = b"".join(array.tobytes() for _, array in tensors.values())
    path.write_bytes(len(encoded).to_bytes(8, "little") + encoded + body)


def write(folder: Path, recipe: Recipe) -> None:
    """Write config.json and one model.safetensors, or several with an index."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(_config(recipe), indent=1))
    tensors = _tensors(recipe)
    if recipe.n_shards == 1:
        _write_safetensors(folder / "model.safetensors", tensors)
        return
    names = list(tensors)
    weight_map: dict[str, str] = {}
    for shard in range(recipe.n_shards):
        file = f"model-{shard + 1:05d}-of-{recipe.n_shards:05d}.safetensors"
        chosen = names[shard :: recipe.n_shards]
        _write_safetensors(folder / file, {name: tensors[name] for name in chosen})
        weight_map |= dict.fromkeys(chosen, file)
    total = sum(array.nbytes for _, array in tensors.values())
    index = {"metadata": {"total_size": total}, "weight_map": weight_map}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=1))


if __name__ == "__main__":
    write(Path(sys.argv[1]), recipe(sys.argv[2], int(sys.argv[3])))
