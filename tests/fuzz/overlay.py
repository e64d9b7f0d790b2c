"""What other nodes send: frames, headers, signed records and messages, peer ids."""

import random

from aria_p2p import codec
from aria_p2p.errors import CodecError, FrameError, IdentityError, P2PError
from aria_p2p.framing import FrameDecoder, encode_frame
from aria_p2p.identity import SIGNATURE_BYTES, Identity, public_key_of
from aria_p2p.signed import read_message, read_record
from tests.fuzz.mutation import mutate
from tests.fuzz.target import Target

NETWORK = "fuzz"
SIGNER = Identity.from_seed(bytes(range(32)))
MAX_FRAME_BYTES = 2048


def frames(data: bytes) -> None:
    """However a stream is cut, the same frames come out, and they encode to the bytes they came from."""
    whole, cut = FrameDecoder(MAX_FRAME_BYTES), FrameDecoder(MAX_FRAME_BYTES)
    whole.feed(data)
    pieces, error = [], None
    try:
        for frame in whole.frames():
            pieces.append(encode_frame(frame.header, frame.body, MAX_FRAME_BYTES))
    except FrameError as fault:
        error = fault
    assert data.startswith(b"".join(pieces))
    found, size = 0, 1 + len(data) % 7
    try:
        for at in range(0, len(data), size):
            cut.feed(data[at : at + size])
            while cut.next_frame() is not None:
                found += 1
    except FrameError:
        assert error is not None
    assert found == len(pieces)
    if error is not None:
        raise error


DECODERS = (
    codec.decode_shard_request, codec.decode_shard_reply, codec.decode_sync_request, codec.decode_sync_reply,
)  # fmt: skip


def headers(data: bytes) -> object:
    """The first byte chooses which header."""
    return DECODERS[data[0] % len(DECODERS)](data[1:]) if data else None


def record(data: bytes) -> object:
    """A directory record."""
    return read_record(data, NETWORK)


def message(data: bytes) -> object:
    """A gossiped message."""
    return read_message(data, NETWORK, 4096)


def reshape_signed(data: bytes, rng: random.Random) -> bytes:
    """Other contents, truly signed."""
    body = mutate(data[:-SIGNATURE_BYTES], rng, (), 4096 - SIGNATURE_BYTES)
    return body + SIGNER.sign(body)


def peer_id(data: bytes) -> object:
    """A peer id as text."""
    return public_key_of(data.decode("utf-8", "surrogateescape"))


def addresses(data: bytes) -> object:
    """Lines of text as a node's addresses: one that is none is passed over."""
    from aria_p2p.host import _multiaddrs  # loads libp2p

    return _multiaddrs(tuple(data.decode("utf-8", "surrogateescape").split("\n")))


TARGETS = (
    Target(name="frames", run=frames, clean=(FrameError,)),
    Target(name="headers", run=headers, clean=(CodecError,)),
    Target(name="record", run=record, clean=(P2PError,), reshape=reshape_signed),
    Target(name="message", run=message, clean=(P2PError,), reshape=reshape_signed),
    Target(name="peer_id", run=peer_id, clean=(IdentityError,), max_bytes=256),
    Target(name="addresses", run=addresses, clean=(), max_bytes=512),
)
