"""A checkpoint with random weights in a public model's shape, for speed alone: it loads as any checkpoint does.

Ternary values are drawn evenly from {-1, 0, 1}, norms are ones, embedding rows Gaussian of deviation 0.02. Multipliers
keep activations near 1, and let all layers together add so much to the residual that its final cosine to the embedding
of the token that went in is that of a trained model's state to its best token (TRAINED_COSINE). So one logit stands out
as it does in use, here that of the token itself, and a head that screens its rows has as much to look at twice as in
use. Where no logit stands out it has more; `speed.head_bytes` measures both.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..config import ModelConfig
from ..errors import InferError
from ..formats.config_json import parse_config
from ..formats.layout import EMBEDDING_TENSOR, HEAD_TENSOR, Expected, expected
from .counting import traffic
from .shapes import BenchShape

SEED = 158
RECIPE = 2  # counts up when other weights come of the same shape and seed: kept checkpoints are then made anew
EMBEDDING_DEVIATION = 0.02
# Between the final state and the best token's row of the head: the demo model's median over its text.
TRAINED_COSINE = 0.38
BLOCK_VALUES = 1 << 24  # written at a time: tens of MB
_SPARE_BYTES = 256 << 20  # of memory for the process itself, of disk for whatever else

_DIGITS = np.arange(81, dtype=np.uint8)
_FOUR_VALUES = (  # the bytes that hold four codes of {0, 1, 2}
    _DIGITS % 3 + _DIGITS // 3 % 3 * 4 + _DIGITS // 9 % 3 * 16 + _DIGITS // 27 * 64
).astype(np.uint8)


def memory_needed(shape: BenchShape, positions: int) -> int:
    """Bytes to hold the model with this many positions of keys and values in all."""
    config = parse_config(shape.config())
    table = config.vocab_size * config.hidden
    tables = table * 2 * (1 if config.tied_head else 2) + table * 3 // 4  # bfloat16, and a screen of six bits a weight
    count = traffic(config, 0, 2)
    return count.codes + tables + count.norms + positions * count.kv_per_position + _SPARE_BYTES


def check_disk(shape: BenchShape, folder: Path) -> None:
    """Raises: InferError if the folder has no room for the checkpoint and its pack."""
    config = parse_config(shape.config())
    needed = 2 * traffic(config, 0, 2).codes + config.vocab_size * config.hidden * (2 if config.tied_head else 4)
    free = shutil.disk_usage(folder).free
    if needed + _SPARE_BYTES > free:
        raise InferError(
            f"{folder} has {free >> 20} MB free, a random {shape.model} takes {(needed + _SPARE_BYTES) >> 20} MB; "
            "name a roomier folder with --keep DIR"
        )


def is_written(folder: Path, shape: BenchShape) -> bool:
    """Whether the folder holds this shape's checkpoint, whole: its config.json is written last."""
    try:
        return (folder / "config.json").read_text(encoding="utf-8") == _config_text(shape)
    except (OSError, UnicodeDecodeError):
        return False


def write_checkpoint(folder: Path, shape: BenchShape, progress: Callable[[str], None] = lambda text: None) -> None:
    """Write config.json and model.safetensors into an existing folder. The same seed gives the same bytes."""
    check_disk(shape, folder)
    (folder / "config.json").unlink(missing_ok=True)
    config = parse_config(shape.config())
    tensors = [(name, want, "U8" if "U8" in want.dtypes else "BF16") for name, want in expected(config)]
    header: dict[str, Any] = {}
    end = 0
    for name, want, dtype in tensors:
        start, end = end, end + _count(want) * (1 if dtype == "U8" else 2)
        header[name] = {"dtype": dtype, "shape": list(want.shape), "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    temporary = folder / "model.safetensors.part"
    with temporary.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for content in _contents(config, tensors):
            progress(f"writing random weights, {100 * file.tell() // (end + len(text) + 8)} %")
            _write(file, content)
    temporary.replace(folder / "model.safetensors")
    (folder / "config.json").write_text(_config_text(shape), encoding="utf-8")


def _config_text(shape: BenchShape) -> str:
    return json.dumps({"_name_or_path": f"random weights, recipe {RECIPE}", **shape.config()}, indent=1)


def _contents(config: ModelConfig, tensors: list[tuple[str, Expected, str]]) -> Iterator[Iterator[NDArray[Any]]]:
    rng = np.random.default_rng(SEED)
    gaussian = _bf16(rng.standard_normal(1 << 16).astype(np.float32) * np.float32(EMBEDDING_DEVIATION))
    fan_in = 1
    for name, want, dtype in tensors:
        n = _count(want)
        if dtype == "U8":
            fan_in = want.shape[1]
            yield (_FOUR_VALUES[rng.integers(0, 81, some, np.uint8)] for some in _blocks(n))
        elif name in (EMBEDDING_TENSOR, HEAD_TENSOR):
            yield (gaussian[rng.integers(0, 1 << 16, some, np.uint16)] for some in _blocks(n))
        elif name.endswith("weight_scale"):  # follows its weight
            multiplier = (1.5 / fan_in) ** 0.5  # two thirds of the weights are not 0
            if name.split(".")[-2] in ("o_proj", "down_proj"):  # these add to the residual, twice a layer
                multiplier *= EMBEDDING_DEVIATION * ((TRAINED_COSINE**-2 - 1) / (2 * config.n_layers)) ** 0.5
            scale = multiplier if config.linear == "packed-multiply" else 1 / multiplier
            yield iter([_bf16(np.full(n, scale, np.float32))])
        else:
            yield iter([_bf16(np.ones(n, np.float32))])


def _write(file: BinaryIO, content: Iterator[NDArray[Any]]) -> None:
    for block in content:
        file.write(block.data)


def _blocks(n: int) -> Iterator[int]:
    return (min(BLOCK_VALUES, n - start) for start in range(0, n, BLOCK_VALUES))


def _bf16(values: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Cut to bfloat16 words; rounding is not needed here."""
    return (values.view(np.uint32) >> 16).astype("<u2")


def _count(want: Expected) -> int:
    n = 1
    for size in want.shape:
        n *= size
    return n
