"""The door to protobuf for `/aria/log/1`: headers as plain values. Schema: proto/aria_log.proto."""

from dataclasses import dataclass
from itertools import accumulate

from google.protobuf.message import DecodeError

from aria_p2p.errors import CodecError
from aria_p2p.ledger.merkle import HASH_BYTES, MAX_PROOF_HASHES
from aria_p2p.wire import aria_log_pb2 as wire


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadAsk:
    """The newest signed head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesAsk:
    """Entries from `first`, with paths to the root of `size`."""

    first: int
    count: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafAsk:
    """One leaf hash with its path."""

    index: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsistencyAsk:
    """RFC 6962 consistency proof."""

    old: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadReply:
    checkpoint: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesReply:
    entries: tuple[bytes, ...]
    paths: tuple[tuple[bytes, ...], ...]  # one per entry


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafReply:
    leaf: bytes
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsistencyReply:
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no answer."""

    reason: str


Ask = HeadAsk | EntriesAsk | LeafAsk | ConsistencyAsk
Reply = HeadReply | EntriesReply | LeafReply | ConsistencyReply | Refusal


def encode_ask(ask: Ask) -> bytes:
    if isinstance(ask, HeadAsk):
        message = wire.LogRequest(head=wire.HeadAsk())
    elif isinstance(ask, EntriesAsk):
        message = wire.LogRequest(entries=wire.EntriesAsk(first=ask.first, count=ask.count, size=ask.size))
    elif isinstance(ask, LeafAsk):
        message = wire.LogRequest(leaf=wire.LeafAsk(index=ask.index, size=ask.size))
    else:
        message = wire.LogRequest(consistency=wire.ConsistencyAsk(old_size=ask.old, new_size=ask.new))
    return message.SerializeToString()


def decode_ask(header: bytes) -> Ask:
    """Raises CodecError."""
    message = wire.LogRequest()
    _parse(message, header)
    kind = message.WhichOneof("ask")
    if kind == "head":
        return HeadAsk()
    if kind == "entries":
        return EntriesAsk(first=message.entries.first, count=message.entries.count, size=message.entries.size)
    if kind == "leaf":
        return LeafAsk(index=message.leaf.index, size=message.leaf.size)
    if kind == "consistency":
        return ConsistencyAsk(old=message.consistency.old_size, new=message.consistency.new_size)
    raise CodecError("a log request that asks for nothing known")


def encode_reply(reply: Reply) -> tuple[bytes, bytes]:
    """Header and body of the frame."""
    body = b""
    if isinstance(reply, HeadReply):
        message = wire.LogReply(head=wire.HeadReply(checkpoint=reply.checkpoint))
    elif isinstance(reply, EntriesReply):
        pairs = zip(reply.entries, reply.paths, strict=True)
        entries = [wire.CommittedEntry(n_bytes=len(entry), path=path) for entry, path in pairs]
        message = wire.LogReply(entries=wire.EntriesReply(entries=entries))
        body = b"".join(reply.entries)
    elif isinstance(reply, LeafReply):
        message = wire.LogReply(leaf=wire.LeafReply(leaf=reply.leaf, path=reply.path))
    elif isinstance(reply, ConsistencyReply):
        message = wire.LogReply(consistency=wire.ConsistencyReply(path=reply.path))
    else:
        message = wire.LogReply(refusal=wire.Refusal(reason=reply.reason))
    return message.SerializeToString(), body


def decode_reply(header: bytes, body: bytes) -> Reply:
    """Raises CodecError."""
    message = wire.LogReply()
    _parse(message, header)
    kind = message.WhichOneof("answer")
    if kind == "head":
        return HeadReply(checkpoint=message.head.checkpoint)
    if kind == "entries":
        return _decode_entries(message.entries, body)
    if kind == "leaf":
        return LeafReply(leaf=message.leaf.leaf, path=_path(message.leaf.path))
    if kind == "consistency":
        return ConsistencyReply(path=_path(message.consistency.path))
    if kind == "refusal":
        return Refusal(reason=message.refusal.reason)
    raise CodecError("a log reply that answers nothing known")


def _decode_entries(reply: wire.EntriesReply, body: bytes) -> EntriesReply:
    sizes = [item.n_bytes for item in reply.entries]
    if sum(sizes) != len(body):
        raise CodecError(f"entries of {sum(sizes)} bytes announced, {len(body)} came")
    return EntriesReply(
        entries=tuple(body[end - size : end] for size, end in zip(sizes, accumulate(sizes), strict=True)),
        paths=tuple(_path(item.path) for item in reply.entries),
    )


def _path(hashes: object) -> tuple[bytes, ...]:
    path = tuple(hashes)  # type: ignore[arg-type,var-annotated]
    if len(path) > MAX_PROOF_HASHES or any(len(value) != HASH_BYTES for value in path):
        raise CodecError(f"a path of {len(path)} items is not one of at most {MAX_PROOF_HASHES} hashes")
    return path


def _parse(message: wire.LogRequest | wire.LogReply, header: bytes) -> None:
    try:
        message.ParseFromString(header)
    except (DecodeError, UnicodeDecodeError) as error:
        raise CodecError(f"{len(header)} bytes are not a {type(message).__name__}: {error}") from error
