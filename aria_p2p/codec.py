"""The door to protobuf: headers of the overlay's own protocols, as plain values. Schemas: proto/*.proto."""

from typing import TypeVar

from google.protobuf.message import DecodeError, Message

from aria_p2p.errors import CodecError
from aria_p2p.wire.aria_directory_pb2 import ShardReply, ShardRequest
from aria_p2p.wire.aria_gossip_pb2 import PulledMessage, SyncReply, SyncRequest

M = TypeVar("M", bound=Message)


def _parse(kind: type[M], header: bytes) -> M:
    try:
        message = kind()
        message.ParseFromString(header)
    except (DecodeError, UnicodeDecodeError) as error:
        raise CodecError(f"{len(header)} bytes are not a {kind.__name__}: {error}") from error
    return message


def encode_shard_request(key: str) -> bytes:
    return ShardRequest(key=key).SerializeToString()


def decode_shard_request(header: bytes) -> str:
    """The directory key asked for. Raises CodecError."""
    return _parse(ShardRequest, header).key


def encode_shard_reply(found: bool) -> bytes:
    return ShardReply(found=found).SerializeToString()


def decode_shard_reply(header: bytes) -> bool:
    """Whether a record follows as body. Raises CodecError."""
    return _parse(ShardReply, header).found


def encode_sync_request(topic: str) -> bytes:
    return SyncRequest(topic=topic).SerializeToString()


def decode_sync_request(header: bytes) -> str:
    """The topic asked for. Raises CodecError."""
    return _parse(SyncRequest, header).topic


def encode_sync_reply(n_messages: int) -> bytes:
    return SyncReply(n_messages=n_messages).SerializeToString()


def decode_sync_reply(header: bytes) -> int:
    """How many messages follow. Raises CodecError."""
    return _parse(SyncReply, header).n_messages


def encode_pulled_message() -> bytes:
    return PulledMessage().SerializeToString()
