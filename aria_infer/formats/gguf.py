"""A GGUF reader that maps the file and believes nothing in it.

Source: https://github.com/ggml-org/ggml, docs/gguf.md: header, metadata, tensor infos, aligned tensor data.
"""

import hashlib
import mmap
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from ..errors import ModelError
from ..regular_file import open_regular
from .ggml_types import GGML_TYPES, GgmlType, type_label
from .source import Stamp
from .stamps import stamp

MAGIC = b"GGUF"
VERSIONS = (2, 3)  # version 1 counted in 32 bits and died in 2023
MAX_KEYS = 65_536  # public files have under 100
MAX_TENSORS = 65_536  # MAX_LAYERS times what a layer has, with room
MAX_KEY_BYTES = 65_535  # the format's own limit
MAX_NAME_BYTES = 63  # ggml's own limit
MAX_STRING_BYTES = 16_777_216  # the longest public ones, chat templates, are under 100 kB
MAX_ITEMS = 16_777_216  # of all arrays together: vocabularies of MAX_VOCAB with scores, types and merges
MAX_DIMS = 4  # ggml's own limit
MAX_DIM = 1 << 40
DEFAULT_ALIGNMENT = 32
MAX_ALIGNMENT = 65_536  # a page of the largest kind

_STRING, _ARRAY, _BOOL = 8, 9, 7
_LENGTH = struct.Struct("<Q")
_SCALARS: Mapping[int, str] = MappingProxyType(
    {0: "<u1", 1: "<i1", 2: "<u2", 3: "<i2", 4: "<u4", 5: "<i4", 6: "<f4", _BOOL: "u1", 10: "<u8", 11: "<i8", 12: "<f8"}
)

class CutShort(ModelError):
    """The bytes at hand end inside the header: with more of them it might be a file that can be read."""


_Info = tuple[str, GgmlType, tuple[int, ...], int]  # name, type, shape, offset into the data


@dataclass(frozen=True, slots=True, kw_only=True)
class GgufTensor:
    """Where one tensor lies. shape: outermost first, as numpy has it. start, stop: byte offsets in the file."""

    name: str
    type: GgmlType
    shape: tuple[int, ...]
    start: int
    stop: int


class GgufFile:
    """One checked file. Views into it stay valid as long as they are referenced.

    metadata: key -> str, int, float, bool or a list of those. Floats of 32 bits are the shortest decimal that rounds
    to them, so that 1e-5 is 1e-5. Bytes of strings that are no UTF-8 appear as backslash escapes.
    """

    def __init__(self, data: bytes | mmap.mmap, where: str, seen: Stamp | None = None, size: int | None = None) -> None:
        """data: the whole file, or its head and `size` the file's bytes. where: what errors call it.

        Raises: ModelError naming file, and key or tensor; CutShort if the header does not end in `data`.
        """
        self.where = where
        self.size, self.stamp = len(data) if size is None else size, seen
        self.whole = len(data) == self.size
        self._data = data
        reader = _Reader(data, where)
        n_tensors, n_keys = reader.opening()
        self.metadata: Mapping[str, Any] = MappingProxyType(reader.metadata(n_keys))
        infos = [reader.tensor_info() for _ in range(n_tensors)]
        self.header: bytes = data[: reader.at]
        self.tensors: Mapping[str, GgufTensor] = MappingProxyType(self._place(infos))

    @classmethod
    def open(cls, path: Path) -> "GgufFile":
        """Map a file. Raises: ModelError."""
        try:
            with open_regular(path) as file:
                seen = stamp(file.fileno())
                if os.fstat(file.fileno()).st_size == 0:
                    raise ModelError(f"{path}: is empty; copy or download it again")
                return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), str(path), seen)
        except OSError as error:
            raise ModelError(f"{path}: cannot be read ({error.strerror})") from None

    def sha256(self) -> str:
        """In hex, of the whole file, which this reads."""
        return hashlib.sha256(self._data).hexdigest()

    def raw(self, name: str) -> memoryview:
        """A tensor's bytes, read-only, not copied. Raises: KeyError if there is none of that name."""
        tensor = self.tensors[name]
        return memoryview(self._data)[tensor.start : tensor.stop]

    def _place(self, infos: list[_Info]) -> dict[str, GgufTensor]:
        """Check that the data lies one tensor after the other, aligned, from the header to the end of the file."""
        alignment = self._alignment()
        end = data_start = len(self.header) + -len(self.header) % alignment
        tensors: dict[str, GgufTensor] = {}
        for name, kind, shape, offset in sorted(infos, key=lambda info: info[3]):
            start = data_start + offset
            stop = start + kind.n_bytes(prod(shape))
            if name in tensors:
                raise self._bad(f"tensor {name!a} appears twice")
            if stop > self.size:
                raise self._bad(
                    f"tensor {name!a} ends at byte {stop}, the file at {self.size}: it is cut short; "
                    "copy or download it again"
                )
            if start != end:
                how = "overlaps the one before" if start < end else "leaves a hole before it"
                raise self._bad(f"tensor {name!a} at byte {start} {how}, which ends at {end}")
            tensors[name] = GgufTensor(name=name, type=kind, shape=shape, start=start, stop=stop)
            end = stop + -stop % alignment
        if self.size > end:
            raise self._bad(f"{self.size - end} bytes after the last tensor belong to nothing; not a whole file")
        return tensors

    def _alignment(self) -> int:
        value = self.metadata.get("general.alignment", DEFAULT_ALIGNMENT)
        if type(value) is not int or not 8 <= value <= MAX_ALIGNMENT or value & (value - 1):
            raise self._bad(f"general.alignment is {ascii(value)[:80]}, expected a power of two, 8 to {MAX_ALIGNMENT}")
        return value

    def _bad(self, what: str) -> ModelError:
        return ModelError(f"{self.where}: {what}")


class _Reader:
    """Walks the header; every length is held against what is left of the file before it is used."""

    def __init__(self, data: bytes | mmap.mmap, where: str) -> None:
        self.at = 0
        self._data, self._where = data, where
        self._items = 0

    def opening(self) -> tuple[int, int]:
        """Counts of tensors and keys."""
        magic = self._take(4, "the magic")
        if magic != MAGIC:
            raise self._bad(f"begins with {ascii(magic)[1:]}, not b'GGUF': it is no GGUF file")
        version = self._number("<I")
        if version not in VERSIONS:
            if version.bit_length() > 16:
                raise self._bad("is a big-endian GGUF file; only little-endian ones are read: convert it")
            raise self._bad(f"is GGUF version {version}; versions 2 and 3 are read: convert the model again")
        n_tensors, n_keys = self._number("<Q"), self._number("<Q")
        if n_tensors > MAX_TENSORS or n_keys > MAX_KEYS:
            raise self._bad(f"claims {n_tensors} tensors and {n_keys} keys, at most {MAX_TENSORS} and {MAX_KEYS}")
        return n_tensors, n_keys

    def metadata(self, n_keys: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for _ in range(n_keys):
            key = self._name(MAX_KEY_BYTES, "key")
            if key in found:
                raise self._bad(f"key {_short(key)} appears twice")
            found[key] = self._value(self._number("<I"), f"key {_short(key)}")
        return found

    def tensor_info(self) -> _Info:
        name = self._name(MAX_NAME_BYTES, "tensor")
        where = f"tensor {_short(name)}"
        n_dims = self._number("<I")
        if not 1 <= n_dims <= MAX_DIMS:
            raise self._bad(f"{where} has {n_dims} dimensions, expected 1 to {MAX_DIMS}")
        shape = tuple(self._number("<Q") for _ in range(n_dims))[::-1]
        if any(not 1 <= size <= MAX_DIM for size in shape):
            raise self._bad(f"{where} has shape {list(shape)}, expected sizes 1 to {MAX_DIM}")
        number, offset = self._number("<I"), self._number("<Q")
        kind = GGML_TYPES.get(number)
        if kind is None:
            supported = ", ".join(known.name for known in GGML_TYPES.values())
            raise self._bad(f"{where} is of type {type_label(number)}, which is not read; supported: {supported}")
        whole = shape[-1] if kind.by_row else prod(shape)
        if whole % kind.block:
            what = "rows of" if kind.by_row else "a size of"
            raise self._bad(f"{where} of type {kind.name} has {what} {whole}, not a multiple of {kind.block}")
        return name, kind, shape, offset

    def _value(self, kind: int, where: str) -> Any:
        if kind == _STRING:
            return self._text(MAX_STRING_BYTES, where).decode("utf-8", "backslashreplace")
        if kind != _ARRAY:
            return self._numbers(kind, 1, where)[0]
        item, n = self._number("<I"), self._number("<Q")
        self._items += n
        if self._items > MAX_ITEMS:
            raise self._bad(f"{where} brings the items of all arrays to {self._items}, at most {MAX_ITEMS} are read")
        if item == _ARRAY:
            raise self._bad(f"{where} is an array of arrays, which is not read")
        if item == _STRING:
            return self._strings(n, where)
        return self._numbers(item, n, where)

    def _strings(self, n: int, where: str) -> list[str]:
        """A vocabulary is hundreds of thousands of short strings: the checks of `_text`, without its calls."""
        found: list[str] = []
        data, size, at, length_at = self._data, len(self._data), self.at, _LENGTH.unpack_from
        for _ in range(n):
            length = length_at(data, at)[0] if at + 8 <= size else size
            if length > MAX_STRING_BYTES or length > size - at - 8:
                self.at = at
                self._text(MAX_STRING_BYTES, where)  # which names what is wrong
            found.append(data[at + 8 : at + 8 + length].decode("utf-8", "backslashreplace"))
            at += 8 + length
        self.at = at
        return found

    def _numbers(self, kind: int, n: int, where: str) -> list[Any]:
        if kind not in _SCALARS:
            raise self._bad(f"{where} is of value type {kind}, which the format does not have")
        dtype = np.dtype(_SCALARS[kind])
        array = np.frombuffer(self._take(n * dtype.itemsize, where), dtype)
        if kind == _BOOL:
            if array.size and array.max() > 1:
                raise self._bad(f"{where} is a truth value of {array.max()}")
            return [bool(x) for x in array.tolist()]
        if dtype == np.float32 and n == 1:
            return [float(str(array[0]))]
        return list(array.tolist())

    def _name(self, most: int, what: str) -> str:
        data = self._text(most, f"the name of a {what}")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise self._bad(f"the name of a {what}, {ascii(data)[1:120]}, is not UTF-8") from None

    def _text(self, most: int, where: str) -> bytes:
        n = self._number("<Q")
        if n > most:
            raise self._bad(f"{where} is {n} bytes long, at most {most}")
        return self._take(n, where)

    def _number(self, form: str) -> int:
        return int(struct.unpack(form, self._take(struct.calcsize(form), "the header"))[0])

    def _take(self, n: int, where: str) -> bytes:
        if n > len(self._data) - self.at:
            raise CutShort(f"{self._where}: ends inside {where}: it is cut short; copy or download it again")
        self.at += n
        return self._data[self.at - n : self.at]

    def _bad(self, what: str) -> ModelError:
        return ModelError(f"{self._where}: {what}")


def _short(name: str) -> str:
    text = ascii(name)
    return text if len(text) <= 80 else f"{text[:77]}..."
