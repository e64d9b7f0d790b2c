"""One file of a hub into a folder: resumed where an earlier try stopped, checked, and named only when it is whole.

While it comes it is called `<name>.<first 16 hex digits of its checksum>.part`, so a part of another version of the
file is never taken for one of this.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .errors import HubError, StoreError
from .hub import Hub, HubFile, Listing, PassingHubError
from .model_record import StoredFile

HASH_BLOCK_BYTES = 1 << 20
RETRY_AFTER_S = (1.0, 2.0, 4.0, 8.0, 16.0)  # tries without a byte between them; half a minute rides out most trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a pull is. path: the file at hand. done, total: bytes here, of all files. notice: what went wrong.

    checking: it is about files that were here before, which are read to see whether they are still whole.
    """

    path: str
    done: int
    total: int
    notice: str | None = None
    checking: bool = False


Report = Callable[[Progress], None]
Wait = Callable[[float], None]


class Meter:
    """Adds up the bytes of a pull and tells who asked. total: of all files. came: over the network."""

    def __init__(self, total: int, report: Report | None, checking: bool = False) -> None:
        self.total, self.done, self.came = total, 0, 0
        self._checking = checking
        self._report, self._path = report, ""
        self._at: dict[str, int] = {}

    def begin(self, path: str) -> None:
        """Speak of this file from now on."""
        self._path = path

    def here(self, n: int) -> None:
        """So many bytes were here already; fewer than none if they have to come again."""
        self.done += n
        self._tell(None)

    def at(self, n: int) -> None:
        """So many bytes of the file spoken of are here."""
        before, self._at[self._path] = self._at.get(self._path, 0), n
        self.here(n - before)

    def arrived(self, n: int) -> None:
        """So many bytes came over the network."""
        self.came += n
        self.here(n)

    def notice(self, text: str) -> None:
        """Something went wrong and is tried again."""
        self._tell(text)

    def _tell(self, notice: str | None) -> None:
        if self._report is not None:
            self._report(
                Progress(path=self._path, done=self.done, total=self.total, notice=notice, checking=self._checking)
            )


class Checksums:
    """What a file's content hashes to, fed in order: SHA-256 for the record, git's SHA-1 where the hub knows that."""

    def __init__(self, file: HubFile) -> None:
        self._file = file
        self._sha256 = hashlib.sha256()
        self._blob = hashlib.sha1(b"blob %d\0" % file.size, usedforsecurity=False)

    def update(self, block: bytes) -> None:
        """Take the next bytes."""
        self._sha256.update(block)
        if self._file.sha256 is None:
            self._blob.update(block)

    def sha256(self) -> str | None:
        """The content's SHA-256 in hex if it is what the hub announced, else None."""
        found = self._sha256.hexdigest()
        return found if (found if self._file.sha256 else self._blob.hexdigest()) == self._file.digest else None


def part_path(folder: Path, file: HubFile) -> Path:
    """Where a file lies while it comes."""
    return folder / f"{file.name}.{file.digest[:16]}.part"


def check_file(path: Path, file: HubFile, seen: Callable[[int], None] = lambda n: None) -> str | None:
    """The SHA-256 of a file on disk if it is the one announced, else None. seen: told of bytes as they are read."""
    try:
        with path.open("rb") as there:
            if os.fstat(there.fileno()).st_size != file.size:
                return None
            sums = Checksums(file)
            while block := there.read(HASH_BLOCK_BYTES):
                sums.update(block)
                seen(len(block))
    except FileNotFoundError:
        return None
    return sums.sha256()


class Part:
    """A file as far as it has come, on disk and hashed. size: bytes."""

    def __init__(self, path: Path, file: HubFile) -> None:
        self._file, self._path = file, path
        self._out: BinaryIO = path.open("a+b", buffering=0)
        self.sums = Checksums(file)
        self.size = 0
        if os.fstat(self._out.fileno()).st_size > file.size:
            self.restart()
        self._out.seek(0)
        while block := self._out.read(HASH_BLOCK_BYTES):
            self.sums.update(block)
            self.size += len(block)

    def append(self, block: bytes) -> None:
        """Take the next bytes. Raises: HubError if they are more than the hub announced."""
        if self.size + len(block) > self._file.size:
            raise HubError(f"{self._file.path} is longer than the {self._file.size} bytes the hub announced; try again")
        rest = memoryview(block)
        try:
            while rest:
                rest = rest[self._out.write(rest) :]
        except OSError as error:
            raise StoreError(f"{self._path}: {error.strerror}; what has come is kept") from None
        self.sums.update(block)
        self.size += len(block)

    def restart(self) -> None:
        """Forget what has come."""
        self._out.truncate(0)
        self._out.seek(0)
        self.sums = Checksums(self._file)
        self.size = 0

    def close(self) -> None:
        """Put what has come on the disk."""
        os.fsync(self._out.fileno())
        self._out.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What the files of one pull have in common. folder: where they go. wait: called with seconds before a retry."""

    hub: Hub
    listing: Listing
    folder: Path
    meter: Meter
    wait: Wait

    def fetch(self, file: HubFile) -> StoredFile:
        """Get a file whole and checked into `folder`; what is there of it already stays.

        Raises: HubError if the server does not deliver (the part is kept for the next try), or delivers other bytes
        (the file is removed); StoreError if it cannot be written.
        """
        path = part_path(self.folder, file)
        self.meter.begin(file.path)
        with closing(Part(path, file)) as part:
            self._fill(part, file, file.size)
        sha256 = part.sums.sha256()
        if sha256 is None:
            path.unlink()
            raise HubError(f"{file.path} did not arrive as the hub announced it (checksum); it was removed, try again")
        os.replace(path, self.folder / file.name)
        return StoredFile(name=file.name, size=file.size, sha256=sha256)

    def head(self, file: HubFile, n: int) -> bytes:
        """The first n bytes of a file, or all of fewer; those that are not here come now and begin its part.

        Raises: as `fetch`.
        """
        n = min(n, file.size)
        there = self._here(file, 0, n)
        if there is None:
            self.meter.begin(file.path)
            with closing(Part(part_path(self.folder, file), file)) as part:
                self._fill(part, file, n)
            there = self._here(file, 0, n)
        return there or b""

    def peek(self, file: HubFile, start: int, stop: int) -> bytes | None:
        """Bytes from the middle of a file; None where it is not here and the server does not give that alone."""
        there = self._here(file, start, stop)
        if there is not None:
            return there
        try:
            with self.hub.open(self.listing, file.path, start, stop) as body:
                found = bytearray()
                for block in body.blocks if body.start == start else ():
                    found += block
                    if len(found) >= stop - start:
                        break
        except PassingHubError:
            return None
        self.meter.came += len(found)
        return bytes(found[: stop - start]) if len(found) >= stop - start else None

    def _here(self, file: HubFile, start: int, stop: int) -> bytes | None:
        """Bytes of a file that are all on the disk."""
        for path in (self.folder / file.name, part_path(self.folder, file)):
            with suppress(FileNotFoundError), path.open("rb") as there:
                there.seek(start)
                found = there.read(stop - start)
                if len(found) == stop - start:
                    return found
        return None

    def _fill(self, part: Part, file: HubFile, stop: int) -> None:
        """Bring a part to `stop` bytes."""
        tries = 0
        self.meter.at(part.size)
        while part.size < stop:
            start = part.size
            problem = self._receive(part, file, stop)
            tries = 0 if part.size > start else tries
            if problem is not None:
                self._pause(tries, problem)
                tries += 1

    def _receive(self, part: Part, file: HubFile, stop: int) -> str | None:
        """Append what one request gives up to `stop`; returns what cut it short, if anything did."""
        whole = stop == file.size
        try:
            with self.hub.open(self.listing, file.path, part.size, None if whole else stop) as body:
                if body.start != part.size:  # the server does not do ranges
                    part.restart()
                for block in body.blocks:
                    taken = block if whole else block[: stop - part.size]
                    part.append(taken)
                    self.meter.came += len(taken)
                    self.meter.at(part.size)
                    if not whole and part.size == stop:  # a server without ranges has more
                        break
        except PassingHubError as error:
            return str(error)
        return None if part.size == stop else f"{self.hub.endpoint} closed the connection early"

    def _pause(self, tries: int, problem: str) -> None:
        if tries == len(RETRY_AFTER_S):
            raise HubError(f"{problem} (tried {tries + 1} times; what has come is kept)")
        self.meter.notice(f"{problem}; trying again in {RETRY_AFTER_S[tries]:.0f} s")
        self.wait(RETRY_AFTER_S[tries])
