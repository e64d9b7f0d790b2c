"""A safetensors reader that maps the file and believes nothing in it.

Source: https://github.com/huggingface/safetensors, "Format": u64 header length, JSON header, tensors without holes.
"""

import hashlib
import json
import math
import mmap
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from ..regular_file import open_regular
from .source import Stamp
from .stamps import stamp

MAX_HEADER_BYTES = 100_000_000  # the format's own limit
MAX_INDEX_BYTES = 100_000_000
MAX_SHARDS = 4_096
MAX_DIMS = 8
MAX_DIM = 1 << 40

ITEM_BYTES: Mapping[str, int] = MappingProxyType(
    {"BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "U16": 2, "I16": 2, "F16": 2, "BF16": 2}
    | {"U32": 4, "I32": 4, "F32": 4, "U64": 8, "I64": 8, "F64": 8}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tensor:
    """Where one tensor lies. start, stop: byte offsets in the file. Legal once `SafetensorsFile` has made it."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    start: int
    stop: int


class SafetensorsFile:
    """One mapped, checked file. Views into it stay valid as long as they are referenced.

    Raises: ModelError naming the file, and the tensor where one is to blame.
    """

    def __init__(self, path: Path, data: bytes | None = None, size: int | None = None) -> None:
        """data: the file's content where it is at hand, or its head with the header and `size` the file's bytes.

        `path` is then only its name.
        """
        self.path = path
        self.size = 0 if data is None else len(data) if size is None else size
        self.stamp: Stamp | None = None
        self._map: bytes | mmap.mmap = self._open(path) if data is None else data
        header_bytes = int.from_bytes(self._map[:8], "little")
        if self.size < 8:
            raise ModelError(f"{path}: {self.size} bytes, too short for a safetensors file; copy or download it again")
        if header_bytes > MAX_HEADER_BYTES:
            raise ModelError(f"{path}: claims a header of {header_bytes} bytes, the format allows {MAX_HEADER_BYTES}")
        self.data_start = 8 + header_bytes
        if self.data_start > self.size:
            raise ModelError(f"{path}: ends inside its header ({self.size} bytes); copy or download it again")
        self.header: bytes = self._map[8 : self.data_start]
        self.tensors: Mapping[str, Tensor] = MappingProxyType(self._parse())

    def _open(self, path: Path) -> bytes | mmap.mmap:
        try:
            with open_regular(path) as file:
                self.stamp = stamp(file.fileno())
                self.size = os.fstat(file.fileno()).st_size
                if self.size == 0:
                    return b""
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise ModelError(f"{path}: cannot be read ({error.strerror})") from None
        if len(mapped) != self.size:
            raise ModelError(f"{path}: changed while it was being opened; try again when it is complete")
        return mapped

    def sha256(self) -> str:
        """In hex, of the whole file, which this reads."""
        return hashlib.sha256(self._map).hexdigest()

    def raw(self, tensor: Tensor) -> memoryview:
        """The tensor's bytes, read-only, not copied."""
        return memoryview(self._map)[tensor.start : tensor.stop]

    def _parse(self) -> dict[str, Tensor]:
        header = _load_object(self.header, str(self.path))
        tensors = {name: self._entry(name, entry) for name, entry in header.items() if name != "__metadata__"}
        end, last = self.data_start, "the header"
        for tensor in sorted(tensors.values(), key=lambda t: (t.start, t.stop)):
            if tensor.start != end:
                how = "overlaps" if tensor.start < end else "leaves a hole after"
                raise ModelError(f"{self.path}: tensor {_name(tensor.name)} {how} {last}")
            end, last = tensor.stop, _name(tensor.name)
        if end != self.size:
            raise ModelError(
                f"{self.path}: {self.size - end} bytes after the last tensor belong to nothing; not a whole file"
            )
        return tensors

    def _entry(self, name: str, entry: Any) -> Tensor:
        def bad(what: str) -> ModelError:
            return ModelError(f"{self.path}: tensor {_name(name)}: {what}")

        if not isinstance(entry, dict) or set(entry) != {"dtype", "shape", "data_offsets"}:
            raise bad("its entry is not {dtype, shape, data_offsets}")
        dtype, shape, offsets = entry["dtype"], entry["shape"], entry["data_offsets"]
        if not isinstance(dtype, str) or dtype not in ITEM_BYTES:
            raise bad(f"unknown dtype {_name(dtype)}")
        if (
            not isinstance(shape, list)
            or len(shape) > MAX_DIMS
            or any(type(n) is not int or not 0 <= n <= MAX_DIM for n in shape)
        ):
            raise bad(f"shape {_name(shape)} is not a list of at most {MAX_DIMS} sizes")
        if not isinstance(offsets, list) or len(offsets) != 2 or any(type(n) is not int for n in offsets):
            raise bad(f"data_offsets {_name(offsets)} are not two whole numbers")
        start, stop = offsets
        if not 0 <= start <= stop:
            raise bad(f"data_offsets {_name(offsets)} do not lie in order")
        if self.data_start + stop > self.size:
            raise bad(
                f"its bytes end at {self.data_start + stop}, the file at {self.size}: it is cut short; "
                "copy or download it again"
            )
        if stop - start != math.prod(shape) * ITEM_BYTES[dtype]:
            raise bad(f"{stop - start} bytes do not hold shape {shape} of {dtype}")
        return Tensor(
            name=name, dtype=dtype, shape=tuple(shape), start=self.data_start + start, stop=self.data_start + stop
        )


class Checkpoint:
    """The tensors of a checkpoint folder, in one file or in the shards an index names.

    files: name in the folder -> file.
    """

    def __init__(self, folder: Path, heads: Mapping[str, tuple[bytes, int]] = MappingProxyType({})) -> None:
        """heads: of files that are not there yet the first bytes, with the header, and the size."""
        self.folder = folder
        index = folder / "model.safetensors.index.json"
        single = folder / "model.safetensors"
        if index.exists():
            homes = _read_index(index)
            names = sorted(set(homes.values()))
            self.files = {name: SafetensorsFile(folder / name, *heads.get(name, ())) for name in names}
            self._homes = {tensor: self.files[name] for tensor, name in homes.items()}
            self._check_index(index)
        elif single.name in heads or single.exists():
            self.files = {single.name: SafetensorsFile(single, *heads.get(single.name, ()))}
            self._homes = dict.fromkeys(self.files[single.name].tensors, self.files[single.name])
        else:
            raise ModelError(
                f"{folder}: holds neither model.safetensors nor model.safetensors.index.json; {_hint(folder)}"
            )

    @property
    def tensors(self) -> dict[str, Tensor]:
        """Every tensor by name."""
        return {name: file.tensors[name] for name, file in self._homes.items()}

    def path(self, name: str) -> Path:
        """The file that a tensor is in."""
        return self._homes[name].path

    def raw(self, name: str) -> memoryview:
        """A tensor's bytes, read-only, not copied. Raises: KeyError if there is none of that name."""
        file = self._homes[name]
        return file.raw(file.tensors[name])

    def words(self, name: str) -> NDArray[Any]:
        """A tensor's numbers in shape: float16, float32, uint8, or bfloat16 as uint16; a view where aligned."""
        tensor = self._homes[name].tensors[name]
        kinds = {"F16": "<f2", "BF16": "<u2", "F32": "<f4", "U8": "u1"}
        array = np.frombuffer(self.raw(name), dtype=kinds[tensor.dtype]).reshape(tensor.shape)
        return array if array.flags.aligned else array.copy()

    def _check_index(self, index: Path) -> None:
        for tensor, file in self._homes.items():
            if tensor not in file.tensors:
                raise ModelError(f"{index}: says tensor {_name(tensor)} is in {file.path.name}, which lacks it")
        for file in self.files.values():
            for tensor in file.tensors:
                if self._homes.get(tensor) is not file:
                    raise ModelError(f"{file.path}: tensor {_name(tensor)} is not listed for this file in {index.name}")


def _read_index(path: Path) -> dict[str, str]:
    """Tensor name -> file name, every file name plain: inside the folder and nowhere else."""
    try:
        with open_regular(path) as file:
            data = file.read(MAX_INDEX_BYTES + 1)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror})") from None
    if len(data) > MAX_INDEX_BYTES:
        raise ModelError(f"{path}: longer than {MAX_INDEX_BYTES} bytes")
    homes = _load_object(data, str(path)).get("weight_map")
    if not isinstance(homes, dict) or not homes:
        raise ModelError(f"{path}: has no weight_map object")
    for tensor, name in homes.items():
        if not isinstance(name, str) or not name.endswith(".safetensors") or not _is_plain(name):
            raise ModelError(
                f"{path}: tensor {_name(tensor)} is said to be in {_name(name)}, which is not a file of this folder"
            )
    if len(set(homes.values())) > MAX_SHARDS:
        raise ModelError(f"{path}: names {len(set(homes.values()))} files, at most {MAX_SHARDS}")
    return homes


def _is_plain(name: str) -> bool:
    return (
        len(name) <= 255
        and name.isascii()
        and name.isprintable()
        and not set(name) & set('/\\:*?"<>|')
        and name[0] != "."
    )


def _load_object(data: bytes, where: str) -> dict[str, Any]:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a key appears twice")
        return found

    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=unique)
    except (ValueError, RecursionError) as error:
        raise ModelError(
            f"{where}: its header is not JSON ({ascii(str(error))[1:120]}); copy or download it again"
        ) from None
    if not isinstance(value, dict):
        raise ModelError(f"{where}: its header is not a JSON object")
    return value


def _hint(folder: Path) -> str:
    if not folder.is_dir():
        return "there is no such folder"
    return "download the model's safetensors into it"


def _name(value: Any) -> str:
    text = ascii(value)
    return text if len(text) <= 120 else f"{text[:117]}..."
