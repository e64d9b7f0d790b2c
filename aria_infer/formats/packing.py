"""The pack cache: a model's ternary weights in the kernel's layout, in one file that processes map and share.

Spec in ../README.md. A pack counts only with this user's record of it (pack_record.py). A stale, foreign or damaged
one is made anew, never an error; where nothing can be written, the weights are packed in memory.
"""

import contextlib
import hashlib
import json
import math
import mmap
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..errors import KernelError
from ..kernel import PROFILE, Ternary, pack_ternary, packed_bytes
from ..manifest import Manifest, Progress, walk
from ..regular_file import open_regular
from .pack_record import FileRecord, PackRecord, Places, can_keep, look, read_record, write_record
from .parts import Part, parts
from .source import Matrix, Source, to_float32

MAGIC = b"ARIAPCK4"
ALIGNMENT = 64  # one tile's row group, one cache line, one AVX-512 load
MAX_HEADER_BYTES = 16_777_216  # about 200 bytes an array, seven arrays a layer
ABANDONED_AFTER_S = 86_400.0  # no packer takes a day
LAYOUT = "tile16x16-2bit"

_LIES = (ValueError, KeyError, TypeError, RecursionError, OverflowError, KernelError)  # what a bad header can lead to


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Packed layers. content: what is hashed to make the manifest. path: the mapped file, None if in memory.

    linears: (layer, short name) -> weights, for the layers asked for. floats: the source's derived parts.
    """

    content: bytes
    path: Path | None
    linears: Mapping[tuple[int, str], Ternary]
    floats: Mapping[str, NDArray[np.float32]]

    @property
    def manifest(self) -> str:
        """The model's hash."""
        return hashlib.sha256(self.content).hexdigest()


def open_pack(source: Source, layers: Sequence[int], places: Places, progress: Progress | None = None) -> Pack:
    """The pack of a source: from the first place with the one on record, else made at the first that can be written.

    layers: which to verify and hand over; a pack file always holds all.
    Raises: ModelError if the source's weights are not ternary.
    """
    record, keeps = read_record(places.record), can_keep(places.record)
    if record is None and not keeps:
        return _pack_in_memory(source, layers, progress)
    files = look(source, record)  # before the weights are packed: a change meanwhile shows at the next load
    if record is not None:
        pack = _read_first(places.packs, source, layers, PackRecord(header=record.header, files=files))
        if pack is not None:
            if files != record.files:
                write_record(places.record, PackRecord(header=record.header, files=files))
            return pack
    for path in places.packs if keeps else ():
        header = _write(path, source, files, progress)
        if header is None:
            continue
        made = PackRecord(header=header, files=files)
        write_record(places.record, made)
        pack = _read(path, source, layers, made)
        if pack is not None:
            return pack
    return _pack_in_memory(source, layers, progress)


def _pack_in_memory(source: Source, layers: Sequence[int], progress: Progress | None) -> Pack:
    manifest = Manifest(source.config, source.tokenizer)
    linears: dict[tuple[int, str], Ternary] = {}
    floats: dict[str, NDArray[np.float32]] = {}
    for part, content in walk(source, manifest, progress):
        if not isinstance(content, Matrix):
            if part.name in source.derived:
                floats[part.name] = to_float32(content)
        elif part.layer is not None and part.layer in layers:
            linears[part.layer, part.short] = _pack_one(content)
    return Pack(content=manifest.content(), path=None, linears=linears, floats=floats)


def _pack_one(matrix: Matrix) -> Ternary:
    n_out, n_in = matrix.values.shape
    return Ternary(codes=pack_ternary(matrix.values), n_out=n_out, n_in=n_in, scale=matrix.multiplier)


def _identity(source: Source, files: Mapping[str, FileRecord]) -> dict[str, Any]:
    tokenizer = source.tokenizer
    return {
        "config": source.config.digest().hex(),
        "tokenizer": "none" if tokenizer is None else hashlib.sha256(tokenizer).hexdigest(),
        "weights": source.config.linear,
        "part": hashlib.sha256(source.content).hexdigest() if source.content else "none",
        "files": {name: one.sha256 for name, one in files.items()},
    }


def _write(path: Path, source: Source, files: Mapping[str, FileRecord], progress: Progress | None) -> str | None:
    """Write a pack beside its final name, then move it there in one step.

    Returns the SHA-256 in hex of its header, None if this place cannot be written.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            digest = _write_body(file, source, files, progress)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # mkstemp's 0600 would keep other users of a shared model from mapping it
        os.replace(temporary, path)
        temporary = None
    except OSError:
        return None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    return digest.hex()


def _sweep(path: Path) -> None:
    """Remove what packers that were killed long ago left of this pack: it may be as large as the model."""
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > ABANDONED_AFTER_S:
                left.unlink()


def _write_body(
    file: BinaryIO, source: Source, files: Mapping[str, FileRecord], progress: Progress | None
) -> bytes:
    """Returns the digest of the header."""
    file.write(bytes(ALIGNMENT))
    manifest = Manifest(source.config, source.tokenizer)
    arrays: dict[str, Any] = {}
    for part, content in walk(source, manifest, progress):
        if isinstance(content, Matrix):
            ternary = _pack_one(content)
            entry = _append(file, ternary.codes)
            arrays[part.name] = {**entry, "multiplier": float(ternary.scale).hex()}
        elif part.name in source.derived:
            arrays[part.name] = _append(file, to_float32(content).astype("<f4", copy=False))
    header = json.dumps(
        {
            "profile": PROFILE, "layout": LAYOUT, "source": _identity(source, files),
            "content": manifest.content().decode("ascii"), "arrays": arrays,
        },
        sort_keys=True,
    ).encode()  # fmt: skip
    start, digest = file.tell(), hashlib.sha256(header).digest()
    file.write(header)
    file.seek(0)
    file.write(MAGIC + start.to_bytes(8, "little") + len(header).to_bytes(8, "little") + digest)
    return digest


def _append(file: BinaryIO, array: NDArray[Any]) -> dict[str, Any]:
    """Write an array and padding; returns its entry."""
    data = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
    entry = {"start": file.tell(), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    file.write(data)
    file.write(bytes(-file.tell() % ALIGNMENT))
    return entry


def _read_first(paths: Sequence[Path], source: Source, layers: Sequence[int], record: PackRecord) -> Pack | None:
    for path in paths:
        pack = _read(path, source, layers, record)
        if pack is not None:
            return pack
    return None


def _read(path: Path, source: Source, layers: Sequence[int], record: PackRecord) -> Pack | None:
    """Map a pack and verify its header and the arrays of `layers`.

    record: which pack it must be, and the source's files as they are. None if it is not a good pack of this source.
    """
    try:
        with open_regular(path) as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # absent, unreadable, or empty
        return None
    try:
        header = _read_header(mapped, record.header)
        if (header["profile"], header["layout"]) != (PROFILE, LAYOUT):
            return None
        if header["source"] != _identity(source, record.files):
            return None
        linears: dict[tuple[int, str], Ternary] = {}
        floats: dict[str, NDArray[np.float32]] = {}
        for part in parts(source.config):
            if part.ternary and part.layer is not None and part.layer in layers:
                linears[part.layer, part.short] = _map_ternary(mapped, header["arrays"][part.name], part)
            elif part.name in source.derived:
                content = _map_array(mapped, header["arrays"][part.name], 4 * math.prod(part.shape))
                floats[part.name] = content.view("<f4").reshape(part.shape)
        return Pack(content=header["content"].encode("ascii"), path=path, linears=linears, floats=floats)
    except _LIES:
        return None


def _read_header(mapped: mmap.mmap, digest: str) -> dict[str, Any]:
    start, size = int.from_bytes(mapped[8:16], "little"), int.from_bytes(mapped[16:24], "little")
    if mapped[:8] != MAGIC or size > MAX_HEADER_BYTES or start + size != len(mapped):
        raise ValueError("not a pack")
    data = mapped[start : start + size]
    if not hashlib.sha256(data).hexdigest() == mapped[24:56].hex() == digest:
        raise ValueError("damaged header, or not the pack on record")
    header = json.loads(data)
    if not isinstance(header, dict) or not isinstance(header.get("content"), str):
        raise ValueError("header is no object, or names no model")
    return header


def _map_ternary(mapped: mmap.mmap, entry: Mapping[str, Any], part: Part) -> Ternary:
    n_out, n_in = part.shape
    codes = _map_array(mapped, entry, packed_bytes(n_out, n_in))
    return Ternary(codes=codes, n_out=n_out, n_in=n_in, scale=float.fromhex(entry["multiplier"]))


def _map_array(mapped: mmap.mmap, entry: Mapping[str, Any], size: int) -> NDArray[np.uint8]:
    start = entry["start"]
    if start % ALIGNMENT or start < ALIGNMENT or entry["bytes"] != size or start + size > len(mapped):
        raise ValueError("array out of place")
    array: NDArray[np.uint8] = np.frombuffer(mapped, np.uint8, count=size, offset=start)
    if hashlib.sha256(array.data).hexdigest() != entry["sha256"]:
        raise ValueError("damaged array")
    return array
