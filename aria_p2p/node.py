"""A node: a transport, and what lives on it. Nothing of it outlives its `async with`."""

import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import trio

from aria_p2p.config import NodeConfig
from aria_p2p.directory import PROTOCOL as DIRECTORY_PROTOCOL
from aria_p2p.directory import Directory
from aria_p2p.errors import RemoteError
from aria_p2p.gossip import PROTOCOL as GOSSIP_PROTOCOL
from aria_p2p.gossip import Gossip
from aria_p2p.identity import Identity
from aria_p2p.streams import Channel, shielded
from aria_p2p.types import ByteStream, Ready, Transport

if sys.version_info < (3, 11):
    from exceptiongroup import BaseExceptionGroup  # type: ignore[import-not-found, unused-ignore]

CLOSE_TIMEOUT_S = 5.0  # the whole of a node's orderly close

RunTransport = Callable[..., Awaitable[None]]
Handler = Callable[[Channel], Awaitable[None]]

log = logging.getLogger("aria_p2p")


class Node:
    """A running node. Made by `open_node`."""

    def __init__(self, config: NodeConfig, transport: Transport, nursery: trio.Nursery) -> None:
        self.identity: Identity = config.identity
        self.config = config
        self._transport = transport
        self._nursery = nursery
        self.directory = Directory(config, transport, self.open_channel)
        self.gossip = Gossip(config, transport, self.open_channel)
        if config.dht:
            self.handle(DIRECTORY_PROTOCOL, self.directory.serve)
            nursery.start_soon(self.directory.keep_announced)
        if config.gossip:
            self.handle(GOSSIP_PROTOCOL, self.gossip.serve)
            nursery.start_soon(self.gossip.keep_repaired)

    @property
    def peer_id(self) -> str:
        return self._transport.peer_id

    @property
    def addrs(self) -> tuple[str, ...]:
        """Multiaddrs at which this node listens, each with its /p2p/<peer id>."""
        return self._transport.addrs

    def peers(self) -> tuple[str, ...]:
        """Ids of the peers this node is connected to now."""
        return self._transport.peers()

    async def connect(self, multiaddr: str) -> str:
        """Connect to a multiaddr that ends in /p2p/<id>; returns the peer id. Raises RemoteUnreachable in time."""
        return await self._transport.connect(multiaddr)

    def handle(self, protocol: str, handler: Handler) -> None:
        """Serve `protocol`: `handler` gets a channel per inbound stream. What it raises ends that stream only."""

        async def serve(peer_id: str, stream: ByteStream) -> None:
            channel = Channel(peer_id, stream, self.config.limits, self._nursery)
            try:
                async with channel:
                    await handler(channel)
            except RemoteError as error:
                log.debug("%s: %s", protocol, error)
            except Exception:  # the guard at the stream's edge: a bug in one handler must not end the node
                log.exception("handler of %s failed on a stream of %s", protocol, peer_id)

        self._transport.serve(protocol, serve)

    @asynccontextmanager
    async def open_channel(self, peer_id: str, protocol: str, addrs: tuple[str, ...] = ()) -> AsyncIterator[Channel]:
        """A channel to `peer_id`, dialled at `addrs` if there is no connection yet.

        Raises: RemoteUnreachable within Limits.connect_timeout_s + Limits.open_timeout_s.
        """
        stream = await self._transport.open_stream(peer_id, protocol, tuple(addrs))
        async with Channel(peer_id, stream, self.config.limits, self._nursery) as channel:
            yield channel


@asynccontextmanager
async def open_node(config: NodeConfig) -> AsyncIterator[Node]:
    """Open a libp2p node.

    Raises: LocalError if it cannot listen, RemoteUnreachable if bootstrap peers are named and none answers. What the
    body raises comes out as it is, never wrapped in a group.
    """
    from aria_p2p.host import run_transport  # libp2p is loaded here and not before: it takes a second and 60 MB

    async with open_node_on(config, run_transport) as node:
        yield node


@asynccontextmanager
async def open_node_on(config: NodeConfig, run_transport: RunTransport) -> AsyncIterator[Node]:
    """Open a node on any transport. `run_transport(config, stop, task_status=)` runs it until `stop` is set."""
    failure: BaseException | None = None
    try:
        async with trio.open_nursery() as nursery:
            stop, stopped = trio.Event(), trio.Event()

            async def run(task_status: Ready[Transport]) -> None:
                try:
                    await run_transport(config, stop, task_status=task_status)
                finally:
                    stopped.set()

            transport = await nursery.start(run)
            node = Node(config, transport, nursery)
            try:
                yield node
            except BaseException as error:
                failure = error
                raise
            finally:
                with shielded(CLOSE_TIMEOUT_S):
                    await node.directory.withdraw()
                    stop.set()
                    await stopped.wait()
                nursery.cancel_scope.cancel()
    except BaseExceptionGroup as group:
        raise _only_error(group, failure) from None


def _only_error(group: BaseException, body: BaseException | None) -> BaseException:
    """The one error inside nested groups, ours to unwrap; the group itself if there are several."""
    if group is body:
        return group
    if isinstance(group, BaseExceptionGroup):
        real = [error for error in group.exceptions if not _is_cancelled(error)]
        if len(real) == 1:
            return _only_error(real[0], body)
    return group


def _is_cancelled(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return all(_is_cancelled(inner) for inner in error.exceptions)
    return isinstance(error, trio.Cancelled)
