"""Export and import: a scope as JSON lines. The format is in README.md, "Export, version 1"."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, TypeAlias

from .archive_entries import count, entries
from .archive_import import Import
from .archive_salvage import LeftOut, salvaged
from .errors import BadInput, Damaged, NotFound, StoreFault
from .sealing import MAGIC, Opened, Sealing
from .store import Scoped
from .text import MAX_TEXT_CHARS, file_name

__all__ = ["LeftOut", "Progress", "read", "write"]

FORMAT = "aria-memory"
VERSION = 1
FIRST = {"format": FORMAT, "version": VERSION}
STRIDE = 200  # lines between two reports of progress: a few milliseconds
MAX_LINE = 8 * MAX_TEXT_CHARS  # bytes: a text, every character of it escaped, and the rest

Progress: TypeAlias = Callable[[int, int], None]  # what is done, of how much in all, which is known from the start


_REMEDY = "; to export the rest without it: left_out={} in Python, --leave-out-damaged at a terminal"


def write(
    scope: Scoped,
    path: Path,
    key: str | None = None,
    progress: Progress | None = None,
    left_out: LeftOut | None = None,
) -> int:
    """Write all of a scope; a file of that name is replaced once all is written. key: a passphrase to encrypt it with.

    progress: is told of lines. left_out: what cannot be read is left out, and counted there by its kind; without it,
    that is an error. Returns the number of memories. Raises: StoreFault, BadInput.
    """
    _spare_the_memory(scope.database.path, path)
    n = 0
    try:
        with _replacing(path) as file:
            sealing = None if key is None else Sealing(file, key)
            out = sealing or file
            with scope.reading():
                total = 0 if progress is None or left_out is not None else count(scope)
                out.write(_line(FIRST))
                for entry in entries(scope) if left_out is None else salvaged(scope, left_out):
                    out.write(_line(entry))
                    n += 1
                    if progress is not None and (n % STRIDE == 0 or n == total):
                        progress(n, total)
            out.write(_line({"kind": "end", "lines": n}))
            if sealing is not None:
                sealing.finish()
    except Damaged as error:
        raise Damaged(f"{error}{_REMEDY}") from error
    except OSError as error:
        raise StoreFault(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error
    return n


def read(scope: Scoped, path: Path, now: float, key: str | None = None, progress: Progress | None = None) -> int:
    """Add all of a file to a scope, in one transaction. Returns the number of memories.

    progress: is told of bytes. Raises: BadInput naming the line, StoreFault.
    """
    number = 1
    try:
        with path.open("rb") as raw:
            file, total = _opened(raw, key), os.fstat(raw.fileno()).st_size
            with scope.writing():
                if _parsed(file.readline(MAX_LINE)) != FIRST:
                    raise BadInput(f"not a memory export of version {VERSION}")
                coming = Import(scope, now)
                while not coming.ended:
                    number += 1
                    coming.add(_parsed(file.readline(MAX_LINE)))
                    if progress is not None and (number % STRIDE == 0 or coming.ended):
                        progress(min(raw.tell(), total), total)
                if file.read(1):
                    raise BadInput("the file goes on after its end")
                coming.link()
    except KeyError as error:
        raise BadInput(f"{path}, line {number}: {error} is missing; nothing was imported") from error
    except (TypeError, BadInput, NotFound) as error:
        raise BadInput(f"{path}, line {number}: {error}; nothing was imported") from error
    except OSError as error:
        raise StoreFault(f"{path}: cannot be read ({error.strerror})") from error
    return number - 2


def _line(entry: dict[str, Any]) -> bytes:
    """UTF-8; half of a surrogate pair, which UTF-8 has not, as JSON escapes it."""
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"


def _parsed(line: bytes) -> dict[str, Any]:
    if not line:
        raise BadInput("the file is cut off here")
    try:
        entry = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput(f"it is not UTF-8 ({error.reason})") from error
    except (ValueError, RecursionError) as error:
        raise BadInput("it is not JSON") from error
    if not isinstance(entry, dict):
        raise BadInput("it is not an object")
    return entry


def _opened(raw: BufferedReader, key: str | None) -> IO[bytes]:
    """The plain bytes of a file. Raises: BadInput if it is encrypted and there is no key, or the other way round."""
    if (raw.peek(len(MAGIC))[: len(MAGIC)] == MAGIC) != (key is not None):
        raise BadInput("it is encrypted: give its key" if key is None else "it is not encrypted: leave the key out")
    return raw if key is None else BufferedReader(Opened(raw, key))


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file, its owner's alone, that takes the name when all is written: an older one is whole until then."""
    if path.exists() and not path.is_file():  # a pipe or a device
        with path.open("wb") as file:
            yield file
        return
    handle, name = tempfile.mkstemp(prefix=".aria-memory-", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _spare_the_memory(memory: str, path: Path) -> None:
    """Raises: BadInput if an export would take the place of the file that it is made from."""
    name = file_name(path)
    for own in (memory, memory + "-wal", memory + "-shm"):
        if os.path.exists(name) and os.path.exists(own) and os.path.samefile(name, own):
            raise BadInput(f"{name} is this memory's own file; give another path to export to")
