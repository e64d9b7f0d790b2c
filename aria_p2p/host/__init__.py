"""The one door to libp2p. `run_transport` gives a node its Transport; nothing of libp2p's types leaves this folder."""

import errno
import logging
import socket
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import trio
from libp2p.network.stream.net_stream import NetStream
from libp2p.peer.id import ID
from libp2p.peer.peerinfo import PeerInfo, info_from_p2p_addr
from libp2p.stream_muxer.exceptions import MuxedStreamEOF
from libp2p.tools.anyio_service import background_trio_service
from multiaddr import Multiaddr

from aria_p2p.config import NodeConfig
from aria_p2p.errors import ConfigError, LocalError, RemoteClosed, RemoteError, RemoteUnreachable
from aria_p2p.host.core import Host, build_host
from aria_p2p.host.kad import Kad, wire_names
from aria_p2p.host.mesh import Meshes
from aria_p2p.streams import shielded
from aria_p2p.types import ByteStream, PeerAddress, Ready, StreamHandler

REJOIN_INTERVAL_S = 5.0
CLOSE_TIMEOUT_S = 3.0  # closing all connections, each a goodbye frame and a short wait

log = logging.getLogger("aria_p2p.host")


class Stream:
    """ByteStream over a muxed libp2p stream. It talks to the muxer directly: the layer between only takes locks."""

    def __init__(self, stream: NetStream) -> None:
        self._stream = stream
        self._muxed: Any = stream.muxed_stream
        self.peer_id = str(self._muxed.muxed_conn.peer_id)

    async def read(self, max_bytes: int) -> bytes:
        try:
            return bytes(await self._muxed.read(max_bytes))
        except MuxedStreamEOF:
            return b""
        except Exception as error:  # the muxer, noise and TCP each raise their own kinds
            raise RemoteClosed(f"the stream broke ({_reason(error)})", self.peer_id) from error

    async def write(self, data: bytes) -> None:
        try:
            await self._muxed.write(data)
        except Exception as error:  # as above
            raise RemoteClosed(f"the stream broke ({_reason(error)})", self.peer_id) from error

    async def close(self) -> None:
        """Half-close; and where the peer has not closed its half, tell it that nobody reads any more."""
        try:
            await self._stream.close()
            if not self._muxed.recv_closed:
                await self._stream.reset()
        except Exception as error:  # noqa: BLE001  # closing what is broken already
            log.debug("close of a stream to %s: %s", self.peer_id, _reason(error))

    async def reset(self) -> None:
        await self._stream.reset()


def _reason(error: BaseException) -> str:
    """The innermost cause, in words: libp2p wraps errors many deep, some in groups."""
    while True:
        nested = getattr(error, "exceptions", None) or getattr(error, "errors", None)
        inner = nested[-1] if nested and isinstance(nested[-1], BaseException) else error.__cause__
        if inner is None:
            return str(error) or type(error).__name__
        error = inner


class Libp2pTransport:
    """A running host as the node sees it."""

    def __init__(self, host: Host, config: NodeConfig, kad: Kad | None, meshes: Meshes | None) -> None:
        self._host = host
        self._config = config
        self._kad = kad
        self._meshes = meshes
        self._swarm: Any = host.get_network()
        self.peer_id = str(host.get_id())

    @property
    def addrs(self) -> tuple[str, ...]:
        return tuple(str(addr) for addr in self._host.get_addrs())

    def peers(self) -> tuple[str, ...]:
        return tuple(str(peer) for peer in self._host.get_connected_peers())

    def serve(self, protocol: str, handler: StreamHandler) -> None:
        async def accept(stream: NetStream) -> None:
            await handler(str(stream.muxed_conn.peer_id), Stream(stream))

        self._host.set_stream_handler(protocol, accept)

    async def connect(self, addr: str) -> str:
        try:
            info = info_from_p2p_addr(Multiaddr(addr))
        except Exception as error:  # the parser raises many kinds
            raise ConfigError(f"{addr!r} is not a multiaddr that ends in /p2p/<peer id>") from error
        await self._dial(info)
        return str(info.peer_id)

    async def open_stream(self, peer_id: str, protocol: str, addrs: tuple[str, ...]) -> ByteStream:
        peer = _peer(peer_id)
        await self._dial(PeerInfo(peer, _multiaddrs(addrs)))
        fault = f"no answer within {self._config.limits.open_timeout_s:g} s"
        with trio.move_on_after(self._config.limits.open_timeout_s):
            try:
                return Stream(await self._host.new_stream(peer, [protocol]))
            except Exception as error:  # noqa: BLE001  # translated here, once
                fault = _reason(error)
        raise RemoteUnreachable(f"no stream of {protocol}: {fault}", peer_id)

    async def _dial(self, info: PeerInfo) -> None:
        """Make sure that a live connection exists. Raises RemoteUnreachable within the connect deadline."""
        if self._connected(info.peer_id):
            return
        if info.peer_id == self._host.get_id():
            raise LocalError("a node does not dial itself")
        store = self._host.get_peerstore()
        if info.addrs and info.peer_id in store.peer_ids():
            store.clear_addrs(info.peer_id)  # fresh addresses replace old ones: a restarted peer has another port
        self._swarm._negative_peer_cache.evict(str(info.peer_id))  # deadlines bound the cost, not a ban of 60 s
        fault = f"no answer within {self._config.limits.connect_timeout_s:g} s"
        with trio.move_on_after(self._config.limits.connect_timeout_s):
            try:
                await self._host.connect(info)
                return
            except Exception as error:  # noqa: BLE001  # translated here, once
                fault = _reason(error)
        where = ", ".join(str(addr) for addr in info.addrs) or "no known address"
        raise RemoteUnreachable(f"cannot connect to {where}: {fault}", str(info.peer_id))

    def _connected(self, peer: ID) -> bool:
        return any(not conn.is_closed for conn in self._swarm.get_connections(peer))

    async def announce(self, key: str) -> None:
        await self._index().announce(key)

    async def providers(self, key: str, limit: int) -> tuple[PeerAddress, ...]:
        return await self._index().providers(key, limit)

    def _index(self) -> Kad:
        if self._kad is None:
            raise LocalError("this node has no directory: open it with dht=True")
        return self._kad

    async def subscribe(self, topic: str, receive: Callable[[bytes], bool]) -> None:
        await self._mesh().subscribe(topic, receive)

    async def publish(self, topic: str, data: bytes) -> None:
        await self._mesh().publish(topic, data)

    def _mesh(self) -> Meshes:
        if self._meshes is None:
            raise LocalError("this node has no gossip: open it with gossip=True")
        return self._meshes


def _peer(peer_id: str) -> ID:
    try:
        return ID.from_base58(peer_id)
    except Exception as error:  # translated here
        raise ConfigError(f"{peer_id!r} is not a peer id") from error


def _multiaddrs(addrs: tuple[str, ...]) -> list[Multiaddr]:
    out = []
    for addr in addrs:
        try:
            out.append(Multiaddr(addr.split("/p2p/")[0]))
        except Exception as error:  # noqa: BLE001  # one bad address of many is passed over
            log.debug("address %r: %s", addr, error)
    return out


def _check_free(addr: Multiaddr) -> None:
    """Bind once without SO_REUSEPORT: libp2p sets it, so two nodes would share a port and each lose half its calls."""
    family, ip = (socket.AF_INET6, "ip6") if "/ip6/" in str(addr) else (socket.AF_INET, "ip4")
    try:
        where = (addr.value_for_protocol(ip), int(addr.value_for_protocol("tcp")))
    except Exception as error:  # translated here
        raise ConfigError(f"cannot listen on {addr}: use an address like /ip4/0.0.0.0/tcp/4001") from error
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(where)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise LocalError(f"cannot listen on {addr}: the port is in use; choose another or 0 for any") from error
            raise LocalError(f"cannot listen on {addr}: {error.strerror}") from error


async def run_transport(
    config: NodeConfig,
    stop: trio.Event,
    *,
    task_status: Ready[Libp2pTransport] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Run a host until `stop` is set; started() hands over its transport once it listens.

    Raises: LocalError if it cannot listen, RemoteUnreachable if bootstrap peers are given and none answers.
    """
    listen = [Multiaddr(addr) for addr in config.listen]
    for addr in listen:
        _check_free(addr)
    async with trio.open_nursery() as nursery:
        host = build_host(config, nursery, wire_names(config.network))
        swarm = host.get_network()
        kad = Kad(host, config) if config.dht else None
        meshes = Meshes(host, nursery) if config.gossip else None
        transport = Libp2pTransport(host, config, kad, meshes)
        async with AsyncExitStack() as services:
            await services.enter_async_context(background_trio_service(swarm))
            await swarm.listen(*listen)
            missing = [str(addr) for addr in listen if str(addr) not in swarm.listeners]
            if missing:
                raise LocalError(f"cannot listen on {', '.join(missing)}")
            for service in (*(meshes.services if meshes else ()), *(kad.services if kad else ())):
                await services.enter_async_context(background_trio_service(service))
            try:
                await _bootstrap(transport, config)
                if kad is not None:
                    await kad.fill()
                task_status.started(transport)
                nursery.start_soon(_rejoin, transport, config)
                await stop.wait()
            finally:
                await _close(host)
        nursery.cancel_scope.cancel()


async def _bootstrap(transport: Libp2pTransport, config: NodeConfig) -> None:
    """Meet the bootstrap peers, all at once. One that answers is enough."""
    if not config.bootstrap:
        return
    faults: list[str] = []
    met: list[str] = []

    async def meet(addr: str) -> None:
        try:
            met.append(await transport.connect(addr))
        except RemoteError as error:
            faults.append(str(error))

    async with trio.open_nursery() as nursery:
        for addr in config.bootstrap:
            nursery.start_soon(meet, addr)
    if not met:
        raise RemoteUnreachable(f"no bootstrap peer answers: {'; '.join(faults)}")


async def _rejoin(transport: Libp2pTransport, config: NodeConfig) -> None:
    """Go back to the bootstrap peers when no peer is left: a bootstrap node that restarts must not strand the rest."""
    while config.bootstrap:
        await trio.sleep(REJOIN_INTERVAL_S)
        if not transport.peers():
            try:
                await _bootstrap(transport, config)
            except RemoteUnreachable as error:
                log.debug("rejoin: %s", error)


async def _close(host: Host) -> None:
    """Say goodbye to all peers at once (the stock close takes them one by one, 0.2 s each), then stop listening."""
    swarm: Any = host.get_network()
    with shielded(CLOSE_TIMEOUT_S):
        async with trio.open_nursery() as nursery:
            for conns in list(swarm.connections.values()):
                for conn in conns:
                    nursery.start_soon(conn.close)
        await host.close()
