"""Frames survive any cutting of the stream, and nothing else passes for a frame."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_p2p.errors import FrameError
from aria_p2p.framing import MAX_HEADER_BYTES, FrameDecoder, encode_frame
from aria_p2p.types import Frame

LIMIT = 4096
FRAMES = st.lists(st.tuples(st.binary(max_size=64), st.binary(max_size=512)), max_size=8)


def test_vector_of_the_readme() -> None:
    assert encode_frame(b"\x08\x01", b"abc", LIMIT).hex() == "0000000700020801616263"


@given(frames=FRAMES, data=st.data())
def test_frames_come_back_however_the_stream_is_cut(frames: list[tuple[bytes, bytes]], data: st.DataObject) -> None:
    wire = b"".join(encode_frame(header, memoryview(body), LIMIT) for header, body in frames)
    decoder, got = FrameDecoder(LIMIT), []
    while wire:
        cut = data.draw(st.integers(1, len(wire)))
        decoder.feed(wire[:cut])
        wire = wire[cut:]
        got += list(decoder.frames())
    assert got == [Frame(header=header, body=body) for header, body in frames]
    assert not decoder.mid_frame


def test_one_byte_at_a_time() -> None:
    wire = encode_frame(b"head", b"body", LIMIT) * 2
    decoder, got = FrameDecoder(LIMIT), []
    for at in range(len(wire)):
        decoder.feed(wire[at : at + 1])
        got += list(decoder.frames())
    assert got == [Frame(header=b"head", body=b"body")] * 2


@given(garbage=st.binary(max_size=2000))
def test_garbage_never_grows_past_the_limit(garbage: bytes) -> None:
    decoder = FrameDecoder(256)
    decoder.feed(garbage)
    try:
        for frame in decoder.frames():
            assert len(frame.header) + len(frame.body) <= 254
    except FrameError:
        with pytest.raises(FrameError):
            decoder.next_frame()  # a broken stream stays broken


@pytest.mark.parametrize("total", [0, 1, LIMIT + 1, 0xFFFFFFFF])
def test_an_impossible_length_is_refused_before_its_bytes_come(total: int) -> None:
    decoder = FrameDecoder(LIMIT)
    decoder.feed(struct.pack(">I", total))
    with pytest.raises(FrameError, match=str(total)):
        decoder.next_frame()


def test_a_header_longer_than_its_frame_is_refused() -> None:
    decoder = FrameDecoder(LIMIT)
    decoder.feed(struct.pack(">IH", 10, 9))
    with pytest.raises(FrameError, match="header of 9"):
        decoder.next_frame()


def test_too_much_is_not_sent() -> None:
    assert len(encode_frame(b"", b"x" * (LIMIT - 2), LIMIT)) == LIMIT + 4
    with pytest.raises(FrameError, match=str(LIMIT + 1)):
        encode_frame(b"", b"x" * (LIMIT - 1), LIMIT)
    with pytest.raises(FrameError, match="header"):
        encode_frame(b"x" * (MAX_HEADER_BYTES + 1), b"", 1 << 20)
