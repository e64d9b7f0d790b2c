"""Values that cross the overlay's public interface. One that exists is legal."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

T_contra = TypeVar("T_contra", contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One message of a channel: `header`, a serialised protobuf, and `body`, raw bytes (say, a tensor)."""

    header: bytes
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerAddress:
    """Where a peer may be dialled: multiaddrs, with or without the `/p2p/<id>` end."""

    peer_id: str
    addrs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A gossiped message whose origin signed it. `peer_id` is the origin, not the neighbour that passed it on."""

    peer_id: str
    data: bytes
    sent_ms: int  # the origin's wall clock, milliseconds since 1970


class Ready(Protocol[T_contra]):
    """trio's task_status, typed: a task says that it runs, and hands over a value."""

    def started(self, value: T_contra, /) -> None: ...


class ByteStream(Protocol):
    """What a transport gives: ordered bytes, both ways. A cancelled `read` loses nothing."""

    async def read(self, max_bytes: int) -> bytes:
        """At least one byte, or b"" when the peer closed its half. Raises RemoteClosed when the stream broke."""

    async def write(self, data: bytes) -> None:
        """Hand all of `data` over. Called by one task only. Raises RemoteClosed."""

    async def close(self) -> None:
        """Close in good order; what was written still arrives."""

    async def reset(self) -> None:
        """Break the stream off, both ways."""


StreamHandler = Callable[[str, ByteStream], Awaitable[None]]
"""Called by a transport with (remote peer id, stream) for an inbound stream; it must not raise but for cancellation."""


class Transport(Protocol):
    """What a node stands on: libp2p (`aria_p2p.host`) or memory (`aria_p2p.testing`)."""

    @property
    def peer_id(self) -> str: ...

    @property
    def addrs(self) -> tuple[str, ...]: ...

    def serve(self, protocol: str, handler: StreamHandler) -> None: ...

    async def open_stream(self, peer_id: str, protocol: str, addrs: tuple[str, ...]) -> ByteStream: ...

    async def connect(self, addr: str) -> str:
        """Connect to a multiaddr that ends in /p2p/<id>; returns that peer id."""

    def peers(self) -> tuple[str, ...]: ...

    async def announce(self, key: str) -> None:
        """Tell the network's index that this node provides `key`."""

    async def providers(self, key: str, limit: int) -> tuple[PeerAddress, ...]:
        """Who the network's index says provides `key`: unverified, may be dead."""

    async def subscribe(self, topic: str, receive: Callable[[bytes], bool]) -> None:
        """Call `receive` for every message of `topic`; it says whether the message is good and may travel on."""

    async def publish(self, topic: str, data: bytes) -> None: ...
