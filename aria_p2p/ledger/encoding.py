"""What the fixed byte encodings share: layouts that admit one encoding per value, and signatures with a domain."""

import re
import struct
from collections.abc import Sequence
from enum import IntEnum
from typing import Any, TypeVar

from aria_p2p.errors import IdentityError, SignatureError
from aria_p2p.identity import Identity, public_key_of, verify
from aria_p2p.ledger.errors import EntryError

ZERO_HASH = bytes(32)  # "none": no earlier record, no commitment
SALT_BYTES = 16
SIGNATURE_BYTES = 64
MAX_ENTRY_BYTES = 1024  # of any entry of version 1; a reader refuses more before looking inside
VERSION = 1

NETWORK = re.compile(r"[a-z0-9][a-z0-9.-]{0,31}")
PROFILE = re.compile(r"[a-z0-9][a-z0-9.-]{0,15}")

Member = TypeVar("Member", bound=IntEnum)


def unpack(layout: struct.Struct, data: bytes, kind: int, what: str) -> tuple[Any, ...]:
    """Fields after the (kind, version) head. Raises EntryError on another size, kind or version."""
    if len(data) != layout.size:
        raise EntryError(f"{what} of {len(data)} bytes: it has {layout.size}")
    found, version, *values = layout.unpack(data)
    if found != kind or version != VERSION:
        raise EntryError(f"entry kind {found} version {version} is not a version {VERSION} {what} (kind {kind})")
    return tuple(values)


def text(padded: bytes) -> str:
    """A zero-padded ASCII field."""
    return padded.rstrip(b"\x00").decode("ascii", errors="replace")


def member(kinds: type[Member], value: int) -> Member:
    """The enum member of a stored number. Raises EntryError."""
    try:
        return kinds(value)
    except ValueError as error:
        raise EntryError(f"{kinds.__name__} {value} is not one of {[k.name for k in kinds]}") from error


def check_text(name: str, value: str, pattern: re.Pattern[str]) -> None:
    if not pattern.fullmatch(value):
        raise EntryError(f"{name} {value!r} must match {pattern.pattern}")


def check_bytes(value: object, names: Sequence[str], size: int) -> None:
    for name in names:
        field = getattr(value, name)
        if not isinstance(field, bytes) or len(field) != size:
            raise EntryError(f"{name} must be {size} bytes, not {field!r}")


def check_numbers(value: object, bits: dict[str, int]) -> None:
    for name, width in bits.items():
        field = getattr(value, name)
        if not isinstance(field, int) or not 0 <= field < 1 << width:
            raise EntryError(f"{name} {field!r} is not an unsigned {width}-bit number")


def check_range(name: str, value: tuple[int, int], limit: int) -> None:
    first, end = value
    if not 0 <= first < end < limit:
        raise EntryError(f"{name} {value} is not a range [first, end) below {limit}")


def check_peers(*peer_ids: str) -> None:
    for peer_id in peer_ids:
        try:
            public_key_of(peer_id)
        except IdentityError as error:
            raise EntryError(str(error)) from error


def check_signer(role: str, expected: str, identity: Identity) -> None:
    if identity.peer_id != expected:
        raise EntryError(f"{identity.peer_id} cannot sign as the {role}, which is {expected}")


def check_signature(peer_id: str, message: bytes, signature: bytes, what: str) -> None:
    """Raises EntryError naming `what` was not signed, and by whom."""
    try:
        verify(peer_id, message, signature)
    except SignatureError as error:
        raise EntryError(f"{what}: {error}") from error
