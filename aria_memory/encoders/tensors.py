"""Reads the few safetensors files that the encoders know: the whole file at once, every length checked.

Format: https://huggingface.co/docs/safetensors (8 bytes of header length, little-endian; JSON; the data).
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .base import EncoderUnavailable

MAX_FILE = 1 << 28  # bytes: three times MiniLM's 91 MB
MAX_HEADER = 1 << 20  # bytes: a hundred times MiniLM's 11 KB

_TYPES: dict[str, np.dtype[Any]] = {"F16": np.dtype("<f2"), "F32": np.dtype("<f4")}

Shape = tuple[int, ...]
Tensor = npt.NDArray[Any]  # of f16 or f32


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises `EncoderUnavailable` where it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise EncoderUnavailable(f"{path}: cannot be read ({error.strerror}): install its package again") from None
    if len(data) > MAX_FILE:
        raise damaged(path, f"larger than {MAX_FILE} bytes")
    return data


def damaged(path: Path, why: str) -> EncoderUnavailable:
    """The error for a file that is not what its package ships."""
    return EncoderUnavailable(f"{path}: {why}: install its package again")


def digest(*parts: bytes) -> str:
    """Twelve hexadecimal digits that tell these bytes from any others one will meet."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part)
    return total.hexdigest()[:12]


def tensors(data: bytes, wanted: Mapping[str, Shape], path: Path) -> dict[str, Tensor]:
    """The tensors named in `wanted`, which gives their shapes, as read-only views of `data` (f16 or f32).

    path: for messages. Raises `EncoderUnavailable` where one is missing, of another shape or type, or out of bounds.
    """
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > min(MAX_HEADER, len(data) - 8):
        raise damaged(path, "not a safetensors file")
    try:
        header = json.loads(data[8 : 8 + length])
    except (ValueError, RecursionError):
        raise damaged(path, "its header is not JSON") from None
    body = memoryview(data)[8 + length :]
    return {name: _tensor(body, header, name, shape, path) for name, shape in wanted.items()}


def _tensor(body: memoryview, header: object, name: str, shape: Shape, path: Path) -> Tensor:
    entry = header.get(name) if isinstance(header, dict) else None
    match entry:
        case {"dtype": "F16" | "F32" as kind, "shape": list() as given, "data_offsets": [int() as start, int() as end]}:
            dtype = _TYPES[kind]
        case _:
            raise damaged(path, f"no tensor {name}, or not one of F16 or F32")
    if tuple(given) != shape:
        raise damaged(path, f"tensor {name} has shape {given!r:.60}, not {list(shape)}")
    if not 0 <= start <= end <= len(body) or end - start != dtype.itemsize * int(np.prod(shape)):
        raise damaged(path, f"tensor {name} lies outside of the file")
    flat: Tensor = np.frombuffer(body[start:end], dtype)
    return flat.reshape(shape)
