"""Write any checkpoint that loads as our own 1.6-bit form: a folder as on the hub, linears at five values a byte.

Spec in ../README.md. The manifest stays what it was: the form holds the same values. Of a checkpoint with some layers
of a model the new folder has the same ones.
"""

import contextlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..config import ModelConfig
from ..errors import ModelError
from ..manifest import Manifest, Progress, walk
from .base3 import row_bytes
from .config_json import BASE3_VERSION
from .folder import CONTENT_NAME
from .layout import scale_name, tensor_name
from .parts import Part, parts
from .source import Matrix, Values

_DTYPES = {"float16": "F16", "uint16": "BF16", "float32": "F32", "uint8": "U8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """What was written. weights: ternary ones. weight_bytes: theirs, multipliers included. file_bytes: in all."""

    folder: Path
    manifest: str
    weights: int
    weight_bytes: int
    file_bytes: int


def convert(
    source: Values, destination: Path, progress: Progress | None = None, manifest: str | None = None
) -> Converted:
    """Write `destination`, a new folder, whole or not at all.

    progress: called with (numbers done, numbers in all). manifest: what the source must hash to, if that is known.
    Raises: ModelError if the destination exists or cannot be written, or the source is not a good model, or another.
    """
    if os.path.lexists(destination):
        raise ModelError(f"{destination}: exists already; name a new folder, or remove that one first")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{destination.name}.", suffix=".tmp", dir=destination.parent))
    except OSError as error:
        raise ModelError(f"{destination}: cannot be written ({error.strerror})") from None
    try:
        converted = _write(source, partial, destination, progress)
        if manifest not in (None, converted.manifest):
            raise ModelError(f"{source.place}: holds model {converted.manifest}, not {manifest}")
        os.chmod(partial, 0o755)  # mkdtemp's 0700 would keep other users out
        os.rename(partial, destination)
    except OSError as error:
        raise ModelError(f"{destination}: cannot be written ({error.strerror})") from None
    finally:
        with contextlib.suppress(FileNotFoundError):  # moved into place
            shutil.rmtree(partial)
    return converted


def _write(source: Values, partial: Path, destination: Path, progress: Progress | None) -> Converted:
    config = _config_json(source.config)
    (partial / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    if source.tokenizer is not None:
        (partial / "tokenizer.json").write_bytes(source.tokenizer)
    for name, content in source.companions().items():
        (partial / name).write_bytes(content)
    if source.absent:
        (partial / CONTENT_NAME).write_bytes(source.content)
    with (partial / "model.safetensors").open("xb") as file:
        manifest = _write_tensors(file, source, progress)
        file.flush()
        os.fsync(file.fileno())
        file_bytes = file.tell()
    linears = [part for part in parts(source.config) if part.ternary and part.name not in source.absent]
    return Converted(
        folder=destination,
        manifest=manifest,
        weights=sum(prod(part.shape) for part in linears),
        weight_bytes=sum(part.shape[0] * row_bytes(part.shape[1]) + 4 for part in linears),
        file_bytes=file_bytes,
    )


def _write_tensors(file: BinaryIO, source: Values, progress: Progress | None) -> str:
    """Header first, for every size is known; then each part at its place. Leaves the file at its end."""
    places = _places(source)
    header = json.dumps(places, separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)
    file.write(len(header).to_bytes(8, "little") + header)
    start = file.tell()
    manifest = Manifest(source.config, source.tokenizer)
    config = _written(source.config)

    def put(name: str, content: NDArray[Any]) -> None:
        file.seek(start + places[name]["data_offsets"][0])
        little = content.astype(content.dtype.newbyteorder("<"), copy=False)
        file.write(np.ascontiguousarray(little).reshape(-1).view(np.uint8).data)

    for part, content in walk(source, manifest, progress):
        name = tensor_name(config, part)
        if isinstance(content, Matrix):
            put(name, content.base3())
            put(_scale(config, name), np.array([content.multiplier], np.float32))
        else:
            put(name, content)
    file.seek(0, os.SEEK_END)
    return manifest.hexdigest()


def _places(source: Values) -> dict[str, dict[str, Any]]:
    """The header: every tensor with dtype, shape and place. Floats come first, so that each lies aligned."""
    config = _written(source.config)
    sizes: list[tuple[int, str, str, tuple[int, ...]]] = []
    for part in parts(source.config):
        if part.name in source.absent:
            continue
        name = tensor_name(config, part)
        if part.ternary:
            n_out, n_in = part.shape
            sizes.append((1, name, "U8", (n_out, row_bytes(n_in))))
            sizes.append((4, _scale(config, name), "F32", (1,)))
        else:
            dtype = _float_dtype(source, part)
            sizes.append((4 if dtype == "F32" else 2, name, dtype, part.shape))
    places: dict[str, dict[str, Any]] = {}
    end = 0
    for width, name, dtype, shape in sorted(sizes, key=lambda entry: -entry[0]):
        start, end = end, end + width * prod(shape)
        places[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [start, end]}
    return places


def _float_dtype(source: Values, part: Part) -> str:
    return "F32" if part.name in source.derived else _DTYPES[source.floats(part.name).dtype.name]


def _scale(config: ModelConfig, weight: str) -> str:
    name = scale_name(config, weight)
    assert name is not None
    return name


def _written(config: ModelConfig) -> ModelConfig:
    """The config as the new folder's config.json has it: the same arithmetic, other names."""
    return replace(config, linear="base3", sub_norms="none" if config.sub_norms == "none" else "bitnet")


def _config_json(config: ModelConfig) -> dict[str, Any]:
    plain = config.sub_norms == "none"
    rope: dict[str, Any] = {"rope_theta": config.rope_theta, "rope_type": "default"}
    if config.rope_scaling is not None:
        rope |= {
            "rope_type": "llama3",
            "factor": config.rope_scaling.factor,
            "low_freq_factor": config.rope_scaling.low_freq_factor,
            "high_freq_factor": config.rope_scaling.high_freq_factor,
            "original_max_position_embeddings": config.rope_scaling.original_max_positions,
        }
    return {
        "architectures": ["LlamaForCausalLM" if plain else "BitNetForCausalLM"],
        "model_type": "llama" if plain else "bitnet",
        "hidden_act": config.activation,
        "hidden_size": config.hidden,
        "intermediate_size": config.intermediate,
        "num_hidden_layers": config.n_layers,
        "num_attention_heads": config.n_heads,
        "num_key_value_heads": config.n_kv_heads,
        "head_dim": config.head_dim,
        "vocab_size": config.vocab_size,
        "max_position_embeddings": config.max_positions,
        "rms_norm_eps": config.norm_eps,
        "rope_parameters": rope,
        "tie_word_embeddings": config.tied_head,
        "eos_token_id": list(config.eos_ids),
        "quantization_config": {"quant_method": "aria", "format": "base3", "version": BASE3_VERSION},
    }
