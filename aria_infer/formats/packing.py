"""The pack cache: a model's ternary weights in the kernel's layout, in one file that processes map and share.

Spec in ../README.md. A stale, foreign or damaged cache is rebuilt, never an error; where nothing can be written,
the weights are packed in memory.
"""

import contextlib
import hashlib
import json
import mmap
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import platformdirs
from numpy.typing import NDArray

from ..config import ModelConfig
from ..errors import KernelError
from ..kernel import PROFILE, Ternary, pack_ternary
from ..manifest import manifest_hash
from .layout import LINEARS, layer_names, linear_shape
from .safetensors import Checkpoint
from .ternary import read_linear

MAGIC = b"ARIAPCK1"
ALIGNMENT = 64  # one tile's row group, one cache line, one AVX-512 load
MAX_HEADER_BYTES = 16_777_216  # about 200 bytes an array, seven arrays a layer
ABANDONED_AFTER_S = 86_400.0  # no packer takes a day
BESIDE_NAME = "model.aria-pack"
LAYOUT = "tile16x16-2bit"

_LIES = (ValueError, KeyError, TypeError, RecursionError, OverflowError, KernelError)  # what a bad header can lead to

Progress = Callable[[int, int], None]  # (bytes done, bytes in all)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A checked checkpoint. names: tensors in use. tokenizer: SHA-256 of tokenizer.json or None."""

    checkpoint: Checkpoint
    config: ModelConfig
    names: tuple[str, ...]
    tokenizer: bytes | None

    def identity(self) -> dict[str, Any]:
        """What a pack of this source must say it was made from."""
        return {
            "config": self.config.digest().hex(),
            "tokenizer": "none" if self.tokenizer is None else self.tokenizer.hex(),
            "files": {
                name: [file.size, file.mtime_ns, hashlib.sha256(file.header).hexdigest()]
                for name, file in self.checkpoint.files.items()
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Packed layers. manifest: the model's hash. path: the mapped file, None if in memory.

    linears: (layer, short name) -> weights, for the layers asked for.
    """

    manifest: str
    path: Path | None
    linears: Mapping[tuple[int, str], Ternary]


def open_pack(source: Source, layers: Sequence[int], paths: Sequence[Path], progress: Progress | None = None) -> Pack:
    """The pack of a source: from the first of `paths` that has a good one, else made at the first that can be written.

    layers: which to verify and hand over; a pack file always holds all.
    Raises: ModelError if the source's weights are not ternary.
    """
    for path in paths:
        pack = _read(path, source, layers)
        if pack is not None:
            return pack
    report = _Meter(source, progress)
    manifest = manifest_hash(source.checkpoint, source.config, source.names, source.tokenizer, report.add)
    for path in paths:
        if _write(path, source, manifest, report):
            pack = _read(path, source, layers)
            if pack is not None:
                return pack
    linears = {(layer, short): _pack_one(source, layer, short) for layer in layers for short in LINEARS}
    return Pack(manifest=manifest, path=None, linears=linears)


def pack_paths(folder: Path, cache_dir: Path | None, beside: bool = True) -> tuple[Path, ...]:
    """Where a folder's pack may lie, best first: beside the model, in the user's cache. cache_dir: only there."""
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:32] + ".aria-pack"
    if cache_dir is not None:
        return (cache_dir / name,)
    shared = platformdirs.user_cache_path("aria", appauthor=False) / "packs" / name
    return (folder / BESIDE_NAME, shared) if beside else (shared,)


class _Meter:
    """Adds up bytes read and tells `progress`, from 0 to (tensors hashed + linears packed)."""

    def __init__(self, source: Source, progress: Progress | None) -> None:
        tensors = source.checkpoint.tensors
        sizes = {name: tensors[name].stop - tensors[name].start for name in source.names}
        self._progress, self._done = progress, 0
        self._total = sum(sizes.values()) + sum(sizes[name] for name in _linear_names(source.config))

    def add(self, n_bytes: int) -> None:
        self._done = min(self._done + n_bytes, self._total)
        if self._progress is not None:
            self._progress(self._done, self._total)


def _linear_names(config: ModelConfig) -> Iterator[str]:
    for layer in range(config.n_layers):
        yield from (f"{prefix}.weight" for prefix in layer_names(config, layer).linears.values())


def _pack_one(source: Source, layer: int, short: str) -> Ternary:
    prefix = layer_names(source.config, layer).linears[short]
    values, multiplier = read_linear(source.checkpoint, source.config, short, prefix)
    n_out, n_in = values.shape
    return Ternary(codes=pack_ternary(values), n_out=n_out, n_in=n_in, scale=multiplier)


def _packed_bytes(n_out: int, n_in: int) -> int:
    return -(-n_out // 16) * -(-n_in // 16) * 64


def _write(path: Path, source: Source, manifest: str, report: _Meter) -> bool:
    """Write a pack beside its final name, then move it there in one step. False if this place cannot be written."""
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            _write_body(file, source, manifest, report)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # mkstemp's 0600 would keep other users of a shared model from mapping it
        os.replace(temporary, path)
        temporary = None
    except OSError:
        return False
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    return True


def _sweep(path: Path) -> None:
    """Remove what packers that were killed long ago left of this pack: it may be as large as the model."""
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > ABANDONED_AFTER_S:
                left.unlink()


def _write_body(file: BinaryIO, source: Source, manifest: str, report: _Meter) -> None:
    file.write(bytes(ALIGNMENT))
    arrays: dict[str, Any] = {}
    for layer in range(source.config.n_layers):
        for short in LINEARS:
            ternary = _pack_one(source, layer, short)
            codes = np.ascontiguousarray(ternary.codes).reshape(-1)
            arrays[f"{layer}.{short}"] = {
                "start": file.tell(),
                "bytes": codes.nbytes,
                "sha256": hashlib.sha256(codes.data).hexdigest(),
                "multiplier": float(ternary.scale).hex(),
            }
            file.write(codes.data)
            file.write(bytes(-file.tell() % ALIGNMENT))
            report.add(len(source.checkpoint.raw(f"{layer_names(source.config, layer).linears[short]}.weight")))
    header = json.dumps(
        {"profile": PROFILE, "layout": LAYOUT, "source": source.identity(), "manifest": manifest, "arrays": arrays},
        sort_keys=True,
    ).encode()
    start = file.tell()
    file.write(header)
    file.seek(0)
    file.write(
        MAGIC + start.to_bytes(8, "little") + len(header).to_bytes(8, "little") + hashlib.sha256(header).digest()
    )


def _read(path: Path, source: Source, layers: Sequence[int]) -> Pack | None:
    """Map a pack and verify its header and the arrays of `layers`. None if it is not a good pack of this source."""
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # absent, unreadable, or empty
        return None
    try:
        header = _read_header(mapped)
        if (header["profile"], header["layout"], header["source"]) != (PROFILE, LAYOUT, source.identity()):
            return None
        linears = {
            (layer, short): _map_one(mapped, header["arrays"][f"{layer}.{short}"], linear_shape(source.config, short))
            for layer in layers
            for short in LINEARS
        }
        return Pack(manifest=str(header["manifest"]), path=path, linears=linears)
    except _LIES:
        return None


def _read_header(mapped: mmap.mmap) -> dict[str, Any]:
    start, size = int.from_bytes(mapped[8:16], "little"), int.from_bytes(mapped[16:24], "little")
    if mapped[:8] != MAGIC or size > MAX_HEADER_BYTES or start + size != len(mapped):
        raise ValueError("not a pack")
    data = mapped[start : start + size]
    if hashlib.sha256(data).digest() != mapped[24:56]:
        raise ValueError("damaged header")
    header = json.loads(data)
    if not isinstance(header, dict):
        raise ValueError("header is no object")
    return header


def _map_one(mapped: mmap.mmap, entry: Mapping[str, Any], shape: tuple[int, int]) -> Ternary:
    n_out, n_in = shape
    start, size = entry["start"], entry["bytes"]
    if start % ALIGNMENT or start < ALIGNMENT or size != _packed_bytes(n_out, n_in) or start + size > len(mapped):
        raise ValueError("array out of place")
    codes: NDArray[np.uint8] = np.frombuffer(mapped, np.uint8, count=size, offset=start)
    if hashlib.sha256(codes.data).hexdigest() != entry["sha256"]:
        raise ValueError("damaged array")
    return Ternary(codes=codes, n_out=n_out, n_in=n_in, scale=float.fromhex(entry["multiplier"]))
