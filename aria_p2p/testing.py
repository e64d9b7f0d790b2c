"""A network in memory: the same Node, Channel and frames, no sockets. For tests of what stands on the overlay."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import trio

from aria_p2p.config import Limits, NodeConfig
from aria_p2p.errors import ConfigError, RemoteClosed, RemoteUnreachable
from aria_p2p.identity import Identity
from aria_p2p.node import Node, open_node_on
from aria_p2p.types import ByteStream, PeerAddress, Ready, StreamHandler

WINDOW_BYTES = 1 << 20  # bytes in flight per direction before a writer waits, as over yamux


class _Pipe:
    """One direction of a stream: bytes, bounded."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._changed = trio.Event()
        self.ended = False
        self.broken = False

    def _wake(self) -> None:
        self._changed.set()
        self._changed = trio.Event()

    def end(self, *, broken: bool) -> None:
        self.ended = True
        self.broken = self.broken or broken
        self._wake()

    async def put(self, data: bytes) -> bool:
        """False if the pipe was ended before all of `data` went in."""
        view = memoryview(data)
        while view:
            while len(self._data) >= WINDOW_BYTES and not self.ended:
                await self._changed.wait()
            if self.ended:
                return False
            n_bytes = WINDOW_BYTES - len(self._data)
            self._data += view[:n_bytes]
            view = view[n_bytes:]
            self._wake()
        await trio.lowlevel.checkpoint()
        return True

    async def take(self, max_bytes: int) -> bytes:
        await trio.lowlevel.checkpoint()
        while not self._data and not self.ended:
            await self._changed.wait()
        data = bytes(self._data[:max_bytes])
        del self._data[:max_bytes]
        self._wake()
        return data


class _MemoryStream:
    def __init__(self, peer_id: str, inbound: _Pipe, outbound: _Pipe) -> None:
        self.peer_id = peer_id
        self._in = inbound
        self._out = outbound

    async def read(self, max_bytes: int) -> bytes:
        data = await self._in.take(max_bytes)
        if not data and self._in.broken:
            raise RemoteClosed("the stream broke", self.peer_id)
        return data

    async def write(self, data: bytes) -> None:
        if not await self._out.put(data):
            raise RemoteClosed("the stream broke", self.peer_id)

    async def close(self) -> None:
        self._out.end(broken=False)
        self._in.end(broken=False)

    async def reset(self) -> None:
        self.cut()

    def cut(self) -> None:
        self._out.end(broken=True)
        self._in.end(broken=True)


class _MemoryTransport:
    def __init__(self, network: "MemoryNetwork", config: NodeConfig, nursery: trio.Nursery) -> None:
        self._network = network
        self._nursery = nursery
        self.peer_id = config.identity.peer_id
        self.addrs = (f"/memory/{self.peer_id[-8:]}/p2p/{self.peer_id}",)
        self.alive = True
        self.known: set[str] = set()
        self.handlers: dict[str, StreamHandler] = {}
        self.topics: dict[str, Callable[[bytes], bool]] = {}
        self.streams: list[tuple[str, _MemoryStream]] = []

    def peers(self) -> tuple[str, ...]:
        return tuple(sorted(peer for peer in self.known if self._network.reaches(self.peer_id, peer)))

    def serve(self, protocol: str, handler: StreamHandler) -> None:
        self.handlers[protocol] = handler

    async def connect(self, addr: str) -> str:
        _, mark, peer_id = addr.rpartition("/p2p/")
        if not mark:
            raise ConfigError(f"{addr!r} is not a multiaddr that ends in /p2p/<peer id>")
        self._network.meet(self, peer_id)
        await trio.lowlevel.checkpoint()
        return peer_id

    async def open_stream(self, peer_id: str, protocol: str, addrs: tuple[str, ...]) -> ByteStream:
        await trio.lowlevel.checkpoint()
        other = self._network.meet(self, peer_id)
        handler = other.handlers.get(protocol)
        if handler is None:
            raise RemoteUnreachable(f"does not speak {protocol}", peer_id)
        there, back = _Pipe(), _Pipe()
        mine, theirs = _MemoryStream(peer_id, back, there), _MemoryStream(self.peer_id, there, back)
        self.streams = [(peer, s) for peer, s in self.streams if not s._out.ended] + [(peer_id, mine)]
        other._nursery.start_soon(handler, self.peer_id, theirs)
        return mine

    async def announce(self, key: str) -> None:
        await trio.lowlevel.checkpoint()
        self._network.index.setdefault(key, {})[self.peer_id] = self.addrs

    async def providers(self, key: str, limit: int) -> tuple[PeerAddress, ...]:
        await trio.lowlevel.checkpoint()
        found = self._network.index.get(key, {})
        return tuple(PeerAddress(peer_id=peer, addrs=addrs) for peer, addrs in found.items())[:limit]

    async def subscribe(self, topic: str, receive: Callable[[bytes], bool]) -> None:
        await trio.lowlevel.checkpoint()
        self.topics[topic] = receive

    async def publish(self, topic: str, data: bytes) -> None:
        await trio.lowlevel.checkpoint()
        for other in self._network.others(self):
            if topic in other.topics and not self._network.lossy:
                other.topics[topic](data)


class MemoryNetwork:
    """A set of nodes in one process that reach each other unless cut. `lossy` loses every gossiped message."""

    def __init__(self, *, limits: Limits | None = None, now: Callable[[], float] | None = None) -> None:
        self.lossy = False
        self.index: dict[str, dict[str, tuple[str, ...]]] = {}
        self._limits = limits or Limits()
        self._now = now
        self._nodes: dict[str, _MemoryTransport] = {}
        self._cuts: set[frozenset[str]] = set()

    @asynccontextmanager
    async def open_node(self, identity: Identity | None = None, *, network: str = "aria-memory") -> AsyncIterator[Node]:
        """A node that knows every other node of this network."""
        identity = identity or Identity.generate()
        config = NodeConfig(identity=identity, network=network, limits=self._limits)
        if self._now is not None:
            config = NodeConfig(identity=identity, network=network, limits=self._limits, now=self._now)
        async with open_node_on(config, self._run) as node:
            yield node

    async def _run(self, config: NodeConfig, stop: trio.Event, *, task_status: Ready[_MemoryTransport]) -> None:
        async with trio.open_nursery() as nursery:
            transport = _MemoryTransport(self, config, nursery)
            self._nodes[transport.peer_id] = transport
            for other in self.others(transport):
                transport.known.add(other.peer_id)
                other.known.add(transport.peer_id)
            try:
                task_status.started(transport)
                await stop.wait()
            finally:
                self._stop(transport)
                nursery.cancel_scope.cancel()

    def cut(self, a: Node, b: Node) -> None:
        """Break the link between two nodes, streams included."""
        self._cuts.add(frozenset((a.peer_id, b.peer_id)))
        for one, other in ((a, b), (b, a)):
            for peer, stream in self._nodes[one.peer_id].streams:
                if peer == other.peer_id:
                    stream.cut()

    def heal(self, a: Node, b: Node) -> None:
        """Undo `cut`."""
        self._cuts.discard(frozenset((a.peer_id, b.peer_id)))

    def kill(self, node: Node) -> None:
        """Stop answering for `node`, as a crash would: streams break, its directory entries stay behind."""
        self._stop(self._nodes[node.peer_id])

    def _stop(self, transport: _MemoryTransport) -> None:
        transport.alive = False
        for _, stream in transport.streams:
            stream.cut()
        for other in self._nodes.values():
            for peer, stream in other.streams:
                if peer == transport.peer_id:
                    stream.cut()
        if self._nodes.get(transport.peer_id) is transport:
            with suppress(KeyError):
                del self._nodes[transport.peer_id]

    def reaches(self, a: str, b: str) -> bool:
        return a in self._nodes and b in self._nodes and frozenset((a, b)) not in self._cuts

    def others(self, transport: _MemoryTransport) -> list[_MemoryTransport]:
        return [o for o in self._nodes.values() if o is not transport and self.reaches(transport.peer_id, o.peer_id)]

    def meet(self, transport: _MemoryTransport, peer_id: str) -> _MemoryTransport:
        if not self.reaches(transport.peer_id, peer_id):
            raise RemoteUnreachable("cannot connect: no path in this memory network", peer_id)
        other = self._nodes[peer_id]
        transport.known.add(peer_id)
        other.known.add(transport.peer_id)
        return other
