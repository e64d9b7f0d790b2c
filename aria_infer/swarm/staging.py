"""Where a fetched model gathers on disk: one file a part, believed only when it hashes to what the manifest names.

What a kill leaves behind is a file that is too short, and goes on, or one that is wrong, and is taken away.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from aria_infer.config import ModelConfig
from aria_infer.contents import ITEM_BYTES, KINDS, Contents, PartHash
from aria_infer.errors import SwarmError
from aria_infer.formats.base3 import row_bytes
from aria_infer.formats.source import Matrix
from aria_infer.formats.ternary import read_base3
from aria_infer.model_record import show_bytes
from aria_infer.swarm.shipment import FILE, TOKENIZER, Cargo, Item, Order, Outcome, Shipment, WrongPart

BLOCK_BYTES = 1 << 20
SPARE_BYTES = 64 << 20  # left free on the disk, so that a fetch does not fill it to the last byte
WORD_BYTES = 4  # the widest number: a part goes on at a multiple of it
_DTYPES = {"F32": "<f4", "F16": "<f2", "BF16": "<u2"}


class Staging:
    """Parts in a folder. whole: names of those that are there and right -> their kinds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.whole: dict[str, str] = {}
        self._path: Path | None = None  # of the file that is open
        self._file: BinaryIO | None = None

    def look(self, shipment: Shipment) -> int:
        """Tell a shipment what is here already, and take away what is wrong. Returns the bytes that need not come.

        Raises: SwarmError if the folder cannot be written, or its disk has no room for the rest and the model made
        of it.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            kept = sum(self._look(shipment, item) for item in shipment.items.values())
        except OSError as error:
            raise self._failed(error) from None
        total = sum(item.size for item in shipment.items.values())
        needed = 2 * total - kept
        free = shutil.disk_usage(self.folder).free - SPARE_BYTES
        if needed > free:
            raise SwarmError(
                f"{self.folder}: {show_bytes(needed)} more are needed, its disk has {show_bytes(max(free, 0))} to "
                "spare; make room, or fetch fewer layers"
            )
        return kept

    def _look(self, shipment: Shipment, item: Item) -> int:
        if item.name not in self.whole and item.sha256 is not None:
            kinds = (FILE,) if item.kind == FILE else KINDS
            found = next((kind for kind in kinds if self._is_right(item, kind)), None)
            if found is not None:
                self.whole[item.name] = found
        if item.name in self.whole:
            shipment.have(item.name)
            return item.size
        path = self._at(item.name, item.kind)
        size = path.stat().st_size if path.exists() else 0
        if not 0 < size < item.size or item.sha256 is None:
            path.unlink(missing_ok=True)
            return 0
        size -= size % WORD_BYTES
        os.truncate(path, size)
        for block in _blocks(path):
            shipment.resume(item.name, block)
        return size

    def _is_right(self, item: Item, kind: str) -> bool:
        path = self._at(item.name, kind)
        size = path.stat().st_size if path.exists() else 0
        if not size or size % ITEM_BYTES.get(kind, 1) or (kind == item.kind and size != item.size):
            return False
        found = PartHash(kind)
        for block in _blocks(path):
            found.update(block)
        return found.hexdigest() == item.sha256

    def take(self, shipment: Shipment, name: str, start: int, body: bytes) -> Outcome:
        """A piece that came: checked, and written. Raises: PeerFault, SwarmError if it cannot be written."""
        item = shipment.items.get(name)
        try:
            outcome = shipment.take(name, start, body)
        except WrongPart:
            self._drop(shipment.items[name])
            raise
        assert item is not None  # the shipment takes no other
        if outcome is Outcome.AGAIN:
            self._drop(item)
            return outcome
        try:
            self._write(self._at(name, item.kind), start, body)
        except OSError as error:
            raise self._failed(error) from None
        if outcome is Outcome.WHOLE:
            self.whole[name] = item.kind
        return outcome

    def source(self, cargo: Cargo, order: Order) -> "StagedSource":
        """What has come, as a checkpoint to convert."""
        self.close()
        return StagedSource(self, cargo.contents, cargo.config(order), set(cargo.wanted(order)))

    def close(self) -> None:
        """Close the file that is open."""
        if self._file is not None:
            self._file.close()
        self._path = self._file = None

    def remove(self) -> None:
        """All that gathered."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def read(self, name: str) -> bytes:
        """A file that is whole."""
        return self._at(name, self.whole[name]).read_bytes()

    def words(self, name: str, shape: tuple[int, ...]) -> NDArray[Any]:
        """A part that is whole, mapped: uint8 base-3 bytes, or floats as `Values.floats` gives them."""
        kind = self.whole[name]
        return np.memmap(self._at(name, kind), dtype=_DTYPES.get(kind, "u1"), mode="r", shape=shape)

    def _at(self, name: str, kind: str) -> Path:
        return self.folder / f"{name}.{kind}"

    def _write(self, path: Path, start: int, body: bytes) -> None:
        if path != self._path or self._file is None:
            self.close()
            self._file = path.open("r+b" if path.exists() else "xb", buffering=0)
            self._path = path
        self._file.seek(start)
        rest = memoryview(body)
        while rest:
            rest = rest[self._file.write(rest) :]

    def _drop(self, item: Item) -> None:
        self.close()
        self._at(item.name, item.kind).unlink(missing_ok=True)

    def _failed(self, error: OSError) -> SwarmError:
        return SwarmError(f"{self.folder}: cannot be written ({error.strerror}); what has come is kept")


class StagedSource:
    """What has come of a model, by value, as `Values` has it."""

    def __init__(self, staging: Staging, contents: Contents, config: ModelConfig, wanted: set[str]) -> None:
        self.config, self.place, self.derived = config, staging.folder, frozenset[str]()
        self.tokenizer = staging.read(TOKENIZER) if TOKENIZER in wanted else None
        self._staging = staging
        self._entries = {entry.part.name: entry for entry in contents.entries}
        self.absent: Mapping[str, str] = {
            name: entry.line for name, entry in self._entries.items() if name not in wanted
        }
        self.content = contents.content if self.absent else b""

    def floats(self, part: str) -> NDArray[Any]:
        """See `Values.floats`."""
        return self._staging.words(part, self._entries[part].part.shape)

    def matrix(self, part: str) -> Matrix:
        """See `Values.matrix`."""
        entry = self._entries[part]
        n_out, n_in = entry.part.shape
        codes = self._staging.words(part, (n_out, row_bytes(n_in)))
        return read_base3(codes, np.float32(entry.multiplier), n_in, part)

    def companions(self) -> dict[str, bytes]:
        """See `Values.companions`."""
        names = [name for name, kind in self._staging.whole.items() if kind == FILE and name != TOKENIZER]
        return {name: self._staging.read(name) for name in names}


def _blocks(path: Path) -> Iterator[bytes]:
    """Of BLOCK_BYTES, so of whole numbers."""
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            yield block
