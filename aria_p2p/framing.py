"""Frames on a byte stream, without I/O: bytes in, frames out. The layout is in README.md, section "Frame"."""

import struct
from collections.abc import Iterator

from aria_p2p.errors import FrameError
from aria_p2p.types import Frame

_LENGTH = struct.Struct(">I")
_HEAD = struct.Struct(">IH")
_HEADER_LENGTH_BYTES = 2
MAX_HEADER_BYTES = 0xFFFF  # its length is a u16


def encode_frame(header: bytes, body: bytes | memoryview, max_frame_bytes: int) -> bytes:
    """One frame; `body` is taken as raw bytes. Raises FrameError if the header or the whole frame is over its limit."""
    n_body = body.nbytes if isinstance(body, memoryview) else len(body)
    total = _HEADER_LENGTH_BYTES + len(header) + n_body
    if len(header) > MAX_HEADER_BYTES:
        raise FrameError(f"a header of {len(header)} bytes is over the limit of {MAX_HEADER_BYTES}: use the body")
    if total > max_frame_bytes:
        raise FrameError(f"a frame of {total} bytes is over the limit of {max_frame_bytes}: send it in parts")
    return b"".join((_HEAD.pack(total, len(header)), header, body))


class FrameDecoder:
    """Cuts a byte stream into frames. After a FrameError the stream cannot be trusted and every call raises again."""

    __slots__ = ("_buffer", "_fault", "_max")

    def __init__(self, max_frame_bytes: int) -> None:
        self._buffer = bytearray()
        self._max = max_frame_bytes
        self._fault: str | None = None

    def feed(self, data: bytes) -> None:
        """Take bytes as they came."""
        self._buffer += data

    def next_frame(self) -> Frame | None:
        """The next whole frame, or None until more bytes are fed. Raises FrameError once a length is impossible."""
        if self._fault is not None:
            raise FrameError(self._fault)
        if len(self._buffer) < _LENGTH.size:
            return None
        (total,) = _LENGTH.unpack_from(self._buffer)
        if total < _HEADER_LENGTH_BYTES or total > self._max:
            self._fail(f"a frame announces {total} bytes, allowed are {_HEADER_LENGTH_BYTES} to {self._max}")
        if len(self._buffer) < _HEAD.size:
            return None
        _, n_header = _HEAD.unpack_from(self._buffer)
        if n_header > total - _HEADER_LENGTH_BYTES:
            self._fail(f"a frame of {total} bytes announces a header of {n_header}")
        end = _LENGTH.size + total
        if len(self._buffer) < end:
            return None
        split = _HEAD.size + n_header
        with memoryview(self._buffer) as view:
            frame = Frame(header=bytes(view[_HEAD.size : split]), body=bytes(view[split:end]))
        del self._buffer[:end]
        return frame

    def frames(self) -> Iterator[Frame]:
        """All whole frames fed so far."""
        while (frame := self.next_frame()) is not None:
            yield frame

    @property
    def mid_frame(self) -> bool:
        """Whether the stream may not end here: part of a frame has come."""
        return bool(self._buffer)

    def _fail(self, message: str) -> None:
        self._fault = message
        self._buffer.clear()
        raise FrameError(message)
