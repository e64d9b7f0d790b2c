"""The byte layout of proofs that travel as one file or message: a head, then length-prefixed pieces."""

import struct
from collections.abc import Callable, Iterable
from typing import TypeVar

from aria_p2p.ledger.encoding import SALT_BYTES
from aria_p2p.ledger.errors import EvidenceError
from aria_p2p.ledger.merkle import HASH_BYTES

MAGIC = b"ARIAPROOF\x01"  # the last byte is the version
MAX_PROOF_BYTES = 128 << 20  # 8192 positions of 4096 float32: a long session's inputs; more is no file to hand around
MAX_ROW_BYTES = 1 << 20
MAX_POSITIONS = 1 << 16
MAX_RECORDS = 4096
FRAUD, ANSWER = b"F", b"A"  # kinds of proof file

_U32 = struct.Struct(">I")
_U64 = struct.Struct(">Q")

Item = TypeVar("Item")


def pack_bytes(data: bytes) -> bytes:
    """u32 length, then the bytes."""
    return _U32.pack(len(data)) + data


def pack_list(items: Iterable[bytes]) -> bytes:
    """u32 count, then each item as `pack_bytes`."""
    packed = [pack_bytes(item) for item in items]
    return pack_count(len(packed)) + b"".join(packed)


def pack_count(count: int) -> bytes:
    """u32, before so many items."""
    return _U32.pack(count)


def pack_number(value: int) -> bytes:
    """u64."""
    return _U64.pack(value)


class Reader:
    """Takes pieces off the front of `data`; every read checks its bound before it copies. Raises EvidenceError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, n_bytes: int) -> bytes:
        end = self._at + n_bytes
        if end > len(self._data):
            raise EvidenceError(f"truncated: {n_bytes} bytes announced at offset {self._at} of {len(self._data)}")
        piece, self._at = self._data[self._at : end], end
        return piece

    def number(self) -> int:
        """Inverse of `pack_number`."""
        value: int = _U64.unpack(self.take(_U64.size))[0]
        return value

    def piece(self, limit: int) -> bytes:
        """Inverse of `pack_bytes`, of at most `limit` bytes."""
        return self.take(self._count(limit, "bytes"))

    def items(self, limit: int, read: Callable[["Reader"], Item]) -> tuple[Item, ...]:
        """A count of at most `limit`, and so many items."""
        return tuple(read(self) for _ in range(self._count(limit, "items")))

    def end(self) -> None:
        """Nothing may follow."""
        if self._at != len(self._data):
            raise EvidenceError(f"{len(self._data) - self._at} bytes follow the end at offset {self._at}")

    def _count(self, limit: int, what: str) -> int:
        count: int = _U32.unpack(self.take(_U32.size))[0]
        if count > limit:
            raise EvidenceError(f"{count} {what} announced at offset {self._at} are over the limit of {limit}")
        return count


def seal(kind: bytes, body: bytes) -> bytes:
    """A proof file. Raises EvidenceError if it is over MAX_PROOF_BYTES."""
    if len(body) > MAX_PROOF_BYTES:
        raise EvidenceError(f"a proof of {len(body)} bytes is over the limit of {MAX_PROOF_BYTES}")
    return MAGIC + kind + body


def unseal(data: bytes, kind: bytes) -> Reader:
    """A reader behind the head of a proof file of this kind. Raises EvidenceError."""
    if len(data) > len(MAGIC) + 1 + MAX_PROOF_BYTES:
        raise EvidenceError(f"a proof of {len(data)} bytes is over the limit of {MAX_PROOF_BYTES}")
    if not data.startswith(MAGIC):
        raise EvidenceError("not a proof file of version 1: it must begin with ARIAPROOF and the byte 1")
    reader = Reader(data)
    reader.take(len(MAGIC))
    found = reader.take(1)
    if found != kind:
        raise EvidenceError(f"proof kind {found!r} is not {kind!r}")
    return reader


def read_salt(reader: Reader) -> bytes:
    """A salt of 0 or 16 bytes. Raises EvidenceError."""
    salt = reader.piece(SALT_BYTES)
    if len(salt) not in (0, SALT_BYTES):
        raise EvidenceError(f"a salt has 0 or {SALT_BYTES} bytes, not {len(salt)}")
    return salt


def read_hash(reader: Reader) -> bytes:
    """One 32-byte hash. Raises EvidenceError."""
    value = reader.piece(HASH_BYTES)
    if len(value) != HASH_BYTES:
        raise EvidenceError(f"a hash has {HASH_BYTES} bytes, not {len(value)}")
    return value
