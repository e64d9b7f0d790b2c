"""A file that worker and watcher map both: the input that runs now. 0-7 its number, 8-15 its length, then its bytes."""

import mmap
import struct
from pathlib import Path

MAX_BYTES = 1 << 20  # longer inputs are noted cut
_HEAD = struct.Struct("<QQ")


class Scratch:
    """One side's view."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)
        self._number = 0

    @staticmethod
    def create(path: Path) -> "Scratch":
        """A new file, no input yet."""
        path.write_bytes(bytes(_HEAD.size + MAX_BYTES))
        return Scratch(path)

    def note(self, data: bytes) -> None:
        """The worker is about to run this."""
        self._number += 1
        data = data[:MAX_BYTES]
        self._map[_HEAD.size : _HEAD.size + len(data)] = data
        _HEAD.pack_into(self._map, 0, self._number, len(data))

    @property
    def number(self) -> int:
        """How many inputs were begun."""
        return int(_HEAD.unpack_from(self._map)[0])

    @property
    def input(self) -> bytes:
        """The one begun last."""
        return self._map[_HEAD.size : _HEAD.size + _HEAD.unpack_from(self._map)[1]]

    def close(self) -> None:
        """Unmap."""
        self._map.close()
