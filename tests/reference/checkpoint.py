"""An independent reader of the four public BitNet b1.58 checkpoint families (config.json + safetensors)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.reference.floats import F32
from tests.reference.profile import Layer, Linear, Shape
from tests.reference.rope import Llama3Scaling

PLAIN_DTYPES = {"F32": "<f4", "F16": "<f2", "U8": "u1", "I8": "i1", "I64": "<i8", "F64": "<f8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A whole model as numbers. embedding, head: (vocab, hidden) float32, exact."""

    shape: Shape
    layers: tuple[Layer, ...]
    embedding: F32
    head: F32
    final_norm: F32


def read_safetensors(path: Path) -> dict[str, NDArray[Any]]:
    """Every tensor of a file; BF16 widened to float32."""
    data = path.read_bytes()
    header_size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + header_size])
    body = memoryview(data)[8 + header_size :]
    tensors: dict[str, NDArray[Any]] = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, stop = entry["data_offsets"]
        if entry["dtype"] == "BF16":
            flat = (np.frombuffer(body[start:stop], "<u2").astype(np.uint32) << 16).view(np.float32)
        else:
            flat = np.frombuffer(body[start:stop], PLAIN_DTYPES[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"])
    return tensors


def read_tensors(folder: Path) -> dict[str, NDArray[Any]]:
    """One file, or every file an index names."""
    index = folder / "model.safetensors.index.json"
    if not index.exists():
        return read_safetensors(folder / "model.safetensors")
    names = sorted(set(json.loads(index.read_text())["weight_map"].values()))
    return {key: value for name in names for key, value in read_safetensors(folder / name).items()}


def unpack_quarters(packed: NDArray[np.uint8]) -> NDArray[np.int8]:
    """Four values a byte along the rows: bits 0-1 are the first quarter of the rows, value + 1."""
    return np.concatenate([((packed >> (2 * i)) & 3).astype(np.int8) - 1 for i in range(4)], axis=0).astype(np.int8)


def _linear(tensors: dict[str, NDArray[Any]], name: str, scale_multiplies: bool) -> Linear:
    weight = tensors[f"{name}.weight"]
    if weight.dtype == np.uint8:
        scale = np.float32(tensors[f"{name}.weight_scale"].reshape(-1)[0])
        return Linear(values=unpack_quarters(weight), multiplier=scale if scale_multiplies else np.float32(1) / scale)
    # Full-precision weights, made ternary at load. The mean is taken in binary64, so no order of summation matters.
    dense = weight.astype(np.float64)
    mean = float(np.float32(max(np.abs(dense).mean(), 1e-5)))
    return Linear(values=np.clip(np.rint(dense / mean), -1, 1).astype(np.int8), multiplier=np.float32(mean))


def _shape(config: dict[str, Any]) -> Shape:
    scaling = config.get("rope_scaling")
    return Shape(
        hidden=config["hidden_size"],
        intermediate=config["intermediate_size"],
        n_heads=config["num_attention_heads"],
        n_kv_heads=config.get("num_key_value_heads") or config["num_attention_heads"],
        head_dim=config.get("head_dim") or config["hidden_size"] // config["num_attention_heads"],
        activation=config["hidden_act"],
        norm_eps=config["rms_norm_eps"],
        rope_theta=config.get("rope_theta", 10000.0),
        rope_scaling=None
        if scaling is None
        else Llama3Scaling(
            factor=scaling["factor"],
            low_freq_factor=scaling["low_freq_factor"],
            high_freq_factor=scaling["high_freq_factor"],
            original_max_position_embeddings=scaling["original_max_position_embeddings"],
        ),
    )


def read(folder: Path) -> Checkpoint:
    """Read a checkpoint folder of any of the four families."""
    config = json.loads((folder / "config.json").read_text())
    tensors = read_tensors(folder)
    linear_class = (config.get("quantization_config") or {}).get("linear_class", "bitlinear")
    multiplies = linear_class == "autobitlinear"

    def norm(*names: str) -> F32 | None:
        found = [tensors[n] for n in names if n in tensors]
        return found[0].astype(np.float32) if found else None

    layers = []
    for i in range(config["num_hidden_layers"]):
        at = f"model.layers.{i}"
        projections = {
            short: _linear(tensors, f"{at}.{block}.{short}_proj", multiplies)
            for block, shorts in (("self_attn", "qkvo"), ("mlp", ("gate", "up", "down")))
            for short in shorts
        }
        layers.append(
            Layer(
                attn_norm=norm(f"{at}.input_layernorm.weight"),
                ffn_norm=norm(f"{at}.post_attention_layernorm.weight"),
                attn_sub_norm=norm(f"{at}.self_attn.attn_sub_norm.weight", f"{at}.self_attn.inner_attn_ln.weight"),
                ffn_sub_norm=norm(f"{at}.mlp.ffn_sub_norm.weight", f"{at}.mlp.ffn_layernorm.weight"),
                **projections,
            )
        )
    embedding = tensors["model.embed_tokens.weight"].astype(np.float32)
    tied = config.get("tie_word_embeddings", False) or "lm_head.weight" not in tensors
    return Checkpoint(
        shape=_shape(config),
        layers=tuple(layers),
        embedding=embedding,
        head=embedding if tied else tensors["lm_head.weight"].astype(np.float32),
        final_norm=tensors["model.norm.weight"].astype(np.float32),
    )
