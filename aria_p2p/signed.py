"""The two things the overlay signs, in fixed bytes: directory records and gossiped messages. Layouts: README.md.

Protobuf is not canonical, so what is signed is our own encoding: every length is fixed-width and every byte is used,
so a value has one encoding and bytes have one meaning.
"""

import hashlib
import struct
from dataclasses import dataclass

from aria_p2p.errors import CodecError
from aria_p2p.identity import PUBLIC_KEY_BYTES, SIGNATURE_BYTES, Identity, peer_id_of, verify

RECORD_TAG = b"aria/record/1\n"
MESSAGE_TAG = b"aria/message/1\n"
MAX_ADDRS = 16
MAX_KEYS = 512  # a node that serves every layer of a deep model, twice over
MAX_PAYLOAD_BYTES = 16 * 1024
MESSAGE_ID_BYTES = 16

_U64 = struct.Struct(">Q")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a node says about itself in the directory. `payload` belongs to whoever stands on the overlay."""

    peer_id: str
    addrs: tuple[str, ...]
    keys: tuple[str, ...]
    payload: bytes
    sequence: int  # newer is greater, also across restarts: it starts from the wall clock in milliseconds
    lease_end: float  # wall clock, seconds since 1970; not to be believed after


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedMessage:
    """A gossiped message as it travels. `message_id` is 16 bytes, the start of SHA-256 of its signed bytes."""

    peer_id: str
    topic: str
    sent_ms: int
    data: bytes
    message_id: bytes


class _Writer:
    def __init__(self, tag: bytes) -> None:
        self._parts = [tag]

    def sized(self, n_length_bytes: int, data: bytes, what: str) -> None:
        if len(data) >= 1 << (8 * n_length_bytes):
            raise CodecError(f"{what} has {len(data)} bytes, its length field has only {n_length_bytes}")
        self._parts += [len(data).to_bytes(n_length_bytes, "big"), data]

    def raw(self, data: bytes) -> None:
        self._parts.append(data)

    def count(self, n_length_bytes: int, n_items: int, limit: int, what: str) -> None:
        if n_items > limit:
            raise CodecError(f"{n_items} {what}, allowed are {limit}")
        self._parts.append(n_items.to_bytes(n_length_bytes, "big"))

    def sign(self, identity: Identity) -> bytes:
        body = b"".join(self._parts)
        return body + identity.sign(body)


class _Reader:
    """Reads what `_Writer` wrote; every shortfall is a CodecError."""

    def __init__(self, data: bytes, tag: bytes) -> None:
        if not data.startswith(tag) or len(data) < len(tag) + SIGNATURE_BYTES:
            raise CodecError(f"{len(data)} bytes are not signed as {tag.decode().strip()}")
        self._body, self._signature = data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
        self._at = len(tag)

    def take(self, n_bytes: int) -> bytes:
        piece = self._body[self._at : self._at + n_bytes]
        if len(piece) < n_bytes:
            raise CodecError("signed bytes end too early")
        self._at += n_bytes
        return piece

    def number(self, n_bytes: int) -> int:
        return int.from_bytes(self.take(n_bytes), "big")

    def text(self, n_length_bytes: int) -> str:
        try:
            return self.take(self.number(n_length_bytes)).decode("utf-8")
        except UnicodeDecodeError as error:
            raise CodecError(f"text in signed bytes is not UTF-8: {error}") from error

    def check(self, public_key: bytes) -> str:
        """Check that all was read and that the key signed it; returns the signer's peer id."""
        if self._at != len(self._body):
            raise CodecError(f"{len(self._body) - self._at} bytes too many in signed bytes")
        peer_id = peer_id_of(public_key)
        verify(peer_id, self._body, self._signature)
        return peer_id


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def sign_record(
    identity: Identity,
    network: str,
    *,
    addrs: tuple[str, ...],
    keys: tuple[str, ...],
    payload: bytes,
    sequence: int,
    lease_end: float,
) -> bytes:
    """A directory record, signed. Raises CodecError if a part is over its limit."""
    out = _Writer(RECORD_TAG)
    out.sized(1, network.encode(), "network")
    out.raw(identity.public_key + _U64.pack(sequence) + _U64.pack(_milliseconds(lease_end)))
    out.count(1, len(addrs), MAX_ADDRS, "addresses")
    for addr in addrs:
        out.sized(2, addr.encode(), "address")
    out.count(2, len(keys), MAX_KEYS, "keys")
    for key in keys:
        out.sized(1, key.encode(), "key")
    if len(payload) > MAX_PAYLOAD_BYTES:
        raise CodecError(f"a payload of {len(payload)} bytes is over the limit of {MAX_PAYLOAD_BYTES}")
    out.sized(4, payload, "payload")
    return out.sign(identity)


def read_record(data: bytes, network: str) -> Record:
    """Parse and verify a record. Raises CodecError or SignatureError. The lease is the caller's to judge."""
    body = _Reader(data, RECORD_TAG)
    said = body.text(1)
    public_key = body.take(PUBLIC_KEY_BYTES)
    sequence, lease_end_ms = body.number(8), body.number(8)
    addrs = tuple(body.text(2) for _ in range(_at_most(body.number(1), MAX_ADDRS, "addresses")))
    keys = tuple(body.text(1) for _ in range(_at_most(body.number(2), MAX_KEYS, "keys")))
    payload = body.take(_at_most(body.number(4), MAX_PAYLOAD_BYTES, "payload bytes"))
    peer_id = body.check(public_key)
    if said != network:
        raise CodecError(f"a record of network {said!r} in network {network!r}")
    return Record(
        peer_id=peer_id, addrs=addrs, keys=keys, payload=payload, sequence=sequence, lease_end=lease_end_ms / 1000
    )


def sign_message(identity: Identity, network: str, topic: str, sent_ms: int, data: bytes) -> bytes:
    """A gossiped message, signed. Raises CodecError if a part is over its limit."""
    out = _Writer(MESSAGE_TAG)
    out.sized(1, network.encode(), "network")
    out.sized(1, topic.encode(), "topic")
    out.raw(identity.public_key + _U64.pack(sent_ms))
    out.sized(4, data, "data")
    return out.sign(identity)


def read_message(signed: bytes, network: str, max_bytes: int) -> SignedMessage:
    """Parse and verify a message. Raises CodecError or SignatureError."""
    _at_most(len(signed), max_bytes, "bytes in a message")
    body = _Reader(signed, MESSAGE_TAG)
    said, topic = body.text(1), body.text(1)
    public_key, sent_ms = body.take(PUBLIC_KEY_BYTES), body.number(8)
    data = body.take(body.number(4))
    peer_id = body.check(public_key)
    if said != network:
        raise CodecError(f"a message of network {said!r} in network {network!r}")
    return SignedMessage(peer_id=peer_id, topic=topic, sent_ms=sent_ms, data=data, message_id=message_id_of(signed))


def message_id_of(signed: bytes) -> bytes:
    """16 bytes that name a message: of its signed part only, so that a second signature makes no second message."""
    return hashlib.sha256(signed[:-SIGNATURE_BYTES]).digest()[:MESSAGE_ID_BYTES]


def _at_most(value: int, limit: int, what: str) -> int:
    if value > limit:
        raise CodecError(f"{value} {what}, allowed are {limit}")
    return value
