"""GGUF files written by the `gguf` package, which shares nothing with the reader under test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray

from aria_infer.config import ModelConfig
from aria_infer.formats.parts import Part, parts
from aria_infer.formats.source import Matrix, Source, to_float32

Types = gguf.GGMLQuantizationType
NAMES = {
    "embedding": "token_embd", "head": "output", "final_norm": "output_norm", "q": "attn_q", "k": "attn_k",
    "v": "attn_v", "o": "attn_output", "gate": "ffn_gate", "up": "ffn_up", "down": "ffn_down",
}  # fmt: skip


def name_of(part: Part) -> str:
    name = NAMES.get(part.short, part.short)
    return f"{name}.weight" if part.layer is None else f"blk.{part.layer}.{name}.weight"


def permuted(weights: NDArray[Any], heads: int) -> NDArray[Any]:
    """The row order llama.cpp's converter gives q and k of architecture llama."""
    rows, columns = weights.shape
    return weights.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


def header(writer: gguf.GGUFWriter, config: ModelConfig) -> None:
    writer.add_context_length(config.max_positions)
    writer.add_embedding_length(config.hidden)
    writer.add_block_count(config.n_layers)
    writer.add_feed_forward_length(config.intermediate)
    writer.add_head_count(config.n_heads)
    writer.add_head_count_kv(config.n_kv_heads)
    writer.add_key_length(config.head_dim)
    writer.add_value_length(config.head_dim)
    writer.add_rope_dimension_count(config.head_dim)
    writer.add_rope_freq_base(config.rope_theta)
    writer.add_layer_norm_rms_eps(config.norm_eps)


def add(writer: gguf.GGUFWriter, name: str, numbers: NDArray[np.float32], kind: str) -> None:
    if kind == "F32":
        writer.add_tensor(name, numbers)
    elif kind == "F16":
        writer.add_tensor(name, numbers.astype(np.float16))
    else:
        writer.add_tensor(name, gguf.quantize(numbers, Types[kind]), raw_dtype=Types[kind])


def write_gguf(
    path: Path,
    source: Source,
    architecture: str,
    *,
    linear: str = "F32",
    table: str = "F32",
    change: Callable[[gguf.GGUFWriter], None] = lambda writer: None,
    skip: tuple[str, ...] = (),
) -> Path:
    """A checkpoint again as GGUF. linear, table: types of the linears, and of embedding and head.

    change: adds what else should be there. skip: names of tensors to leave out.
    """
    config = source.config
    writer = gguf.GGUFWriter(path, architecture)
    header(writer, config)
    change(writer)
    for part in parts(config):
        if name_of(part) in skip:
            continue
        if not part.ternary:
            kind = table if len(part.shape) == 2 else "F32"
            add(writer, name_of(part), np.ascontiguousarray(to_float32(source.floats(part.name))), kind)
            continue
        matrix: Matrix = source.matrix(part.name)
        values = matrix.values
        if architecture == "llama" and part.short in "qk":
            values = permuted(values, config.n_heads if part.short == "q" else config.n_kv_heads)
        add(writer, name_of(part), values.astype(np.float32) * np.float32(matrix.multiplier), linear)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
