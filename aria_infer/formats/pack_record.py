"""Where packs lie, and the record of one: that this user made it, of which bytes. No sender of a model writes those."""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from .source import Source, Stamp

BESIDE_NAME = "model.aria-pack"  # of a folder; a file's pack adds the ending to its name
MAX_RECORD_BYTES = 4_194_304  # of 4,096 shards with names of 255 characters, two of them
_LIES = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)  # what damage can lead to


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file of a checkpoint. sha256: in hex, of all of it. stamp: what it bore when that was so, None if of no use."""

    sha256: str
    stamp: Stamp | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRecord:
    """header: SHA-256 in hex of the pack's header. files: what it was made from, by name."""

    header: str
    files: Mapping[str, FileRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """packs: where the pack of a model may lie, best first. record: where the user's record of it does."""

    packs: tuple[Path, ...]
    record: Path


def pack_places(place: Path, cache_dir: Path | None, beside: bool = True) -> Places:
    """For a folder or file: beside it, then the user's cache. cache_dir: a folder of this user's, to use alone."""
    name = hashlib.sha256(os.fsencode(place.resolve())).hexdigest()[:32]
    folder = platformdirs.user_cache_path("aria", appauthor=False) / "packs" if cache_dir is None else cache_dir
    shared = folder / f"{name}.aria-pack"
    own = place / BESIDE_NAME if place.is_dir() else place.with_name(f"{place.name}.aria-pack")
    packs = (own, shared) if beside and cache_dir is None else (shared,)
    return Places(packs=packs, record=folder / f"{name}.json")


def look(source: Source, record: PackRecord | None) -> dict[str, FileRecord]:
    """The files of a checkpoint as they are now. Those that may have changed since `record` are read whole."""
    found = {}
    for name, stamp in source.stamps().items():
        known = None if record is None else record.files.get(name)
        if known is None or stamp is None or known.stamp != stamp:
            found[name] = FileRecord(sha256=source.digest(name), stamp=stamp)
        else:
            found[name] = known
    return found


def read_record(path: Path) -> PackRecord | None:
    """A record; None if there is none that can be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_RECORD_BYTES + 1)
        found = json.loads(data) if len(data) <= MAX_RECORD_BYTES else {}
        files = {name: _file_record(entry) for name, entry in found["files"].items()}
        return PackRecord(header=str(found["header"]), files=files)
    except (OSError, *_LIES):
        return None


def _file_record(entry: Any) -> FileRecord:
    stamp = entry["stamp"]
    if stamp is not None:
        device, inode, size, modified, changed = map(int, stamp)
        stamp = (device, inode, size, modified, changed)
    return FileRecord(sha256=str(entry["sha256"]), stamp=stamp)


def can_keep(path: Path) -> bool:
    """Whether a record can be written there; makes its folder."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(path.parent, os.W_OK)


def write_record(path: Path, record: PackRecord) -> None:
    """In one step. Without success the next load packs anew."""
    text = json.dumps(
        {
            "header": record.header,
            "files": {name: {"sha256": one.sha256, "stamp": one.stamp} for name, one in record.files.items()},
        },
        sort_keys=True,
    )
    with contextlib.suppress(OSError):
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(text)
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
