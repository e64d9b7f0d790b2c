"""A channel: frames over a byte stream, with a deadline on every wait and one writer task behind a bounded queue."""

from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Protocol

import trio

from aria_p2p.config import Limits
from aria_p2p.errors import FrameError, LocalError, RemoteClosed, RemoteFault, RemoteTimeout
from aria_p2p.framing import FrameDecoder, encode_frame
from aria_p2p.types import ByteStream, Frame

READ_BYTES = 256 * 1024  # one read empties a whole default window of the muxer


def shielded(timeout_s: float) -> trio.CancelScope:
    """A scope that outlives cancellation, but not for longer than `timeout_s`: for closing, and for whole frames."""
    return trio.CancelScope(shield=True, deadline=trio.current_time() + timeout_s)


class Channel:
    """Frames to and from one peer, in order. One task may receive at a time; any task may send."""

    def __init__(self, peer_id: str, stream: ByteStream, limits: Limits, nursery: trio.Nursery) -> None:
        self.peer_id = peer_id
        self._stream = stream
        self._limits = limits
        self._decoder = FrameDecoder(limits.max_frame_bytes)
        self._receiving = False
        self._ended = False
        self._write_fault: RemoteClosed | None = None
        self._queue, outbox = trio.open_memory_channel[bytes](limits.send_queue_frames)
        self._written = trio.Event()  # the writer is done, well or not
        nursery.start_soon(self._write_all, outbox)

    async def send(self, header: bytes, body: bytes | memoryview = b"") -> None:
        """Queue one frame; waits while the queue is full. A cancelled `send` sent nothing or the whole frame.

        Raises: RemoteClosed if the stream broke (perhaps on an earlier frame), LocalError after `close`,
        FrameError if the frame is over the limit.
        """
        frame = encode_frame(header, body, self._limits.max_frame_bytes)
        if self._write_fault is not None:
            raise self._write_fault
        try:
            await self._queue.send(frame)
        except trio.BrokenResourceError:
            raise self._write_fault or RemoteClosed("the stream is closed", self.peer_id) from None
        except trio.ClosedResourceError:
            raise LocalError("send on a channel that was closed here") from None

    async def receive(self, timeout_s: float | None = None) -> Frame:
        """The next frame. `timeout_s`: default Limits.receive_timeout_s; math.inf waits for ever.

        Raises: RemoteClosed at the stream's end, RemoteTimeout, RemoteFault if the bytes are no frame.
        A receive that timed out or was cancelled lost nothing: call it again.
        """
        if self._receiving:
            raise LocalError(f"two tasks receive from the channel to {self.peer_id}: frames would go astray")
        self._receiving = True
        wait_s = self._limits.receive_timeout_s if timeout_s is None else timeout_s
        try:
            frame: Frame | None = None
            with trio.move_on_after(wait_s):
                frame = await self._next_frame()
            if frame is None:
                raise RemoteTimeout(f"no frame within {wait_s:g} s", self.peer_id)
            return frame
        except FrameError as error:
            await self._stream.reset()
            raise RemoteFault(str(error), self.peer_id) from error
        finally:
            self._receiving = False

    async def _next_frame(self) -> Frame:
        while (frame := self._decoder.next_frame()) is None:
            data = b"" if self._ended else await self._stream.read(READ_BYTES)
            if not data:
                self._ended = True
                if self._decoder.mid_frame:
                    raise RemoteFault("the stream ended inside a frame", self.peer_id)
                raise RemoteClosed("the peer closed the stream", self.peer_id)
            self._decoder.feed(data)
        return frame

    async def close(self) -> None:
        """Send what is queued, then close. Waits at most Limits.close_timeout_s; then the stream is reset."""
        self._queue.close()
        with shielded(self._limits.close_timeout_s):
            await self._written.wait()
            if self._write_fault is None:
                await self._stream.close()
                return
        await self.reset()

    async def reset(self) -> None:
        """Break the stream off at once; queued frames are lost."""
        self._write_fault = self._write_fault or RemoteClosed("the stream was reset here", self.peer_id)
        self._queue.close()
        with shielded(self._limits.close_timeout_s):
            await self._stream.reset()

    async def _write_all(self, outbox: trio.MemoryReceiveChannel[bytes]) -> None:
        """The only task that writes. A frame, once begun, is written whole; only a stalled peer may cut it."""
        try:
            async with outbox:
                async for frame in outbox:
                    if self._write_fault is not None:
                        return
                    with shielded(self._limits.write_stall_s) as scope:
                        await self._stream.write(frame)
                    if scope.cancelled_caught:
                        with shielded(self._limits.close_timeout_s):
                            await self._stream.reset()
                        raise RemoteClosed(f"took no data for {self._limits.write_stall_s:g} s", self.peer_id)
        except RemoteClosed as error:
            self._write_fault = self._write_fault or error
        finally:
            self._written.set()

    async def __aenter__(self) -> "Channel":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """A clean exit closes in good order; an error breaks the stream off, so that the peer sees it too."""
        await (self.close() if error is None else self.reset())


class OpenChannel(Protocol):
    """The shape of Node.open_channel."""

    def __call__(
        self, peer_id: str, protocol: str, addrs: tuple[str, ...] = ()
    ) -> AbstractAsyncContextManager[Channel]: ...
