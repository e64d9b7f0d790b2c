"""A libp2p host with its rough edges taken off: noise and yamux only, guarded handlers, no task outside our nursery."""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from importlib.metadata import version
from typing import Any

import libp2p
import trio
from libp2p.crypto.ed25519 import create_new_key_pair
from libp2p.crypto.x25519 import create_new_key_pair as create_noise_key_pair
from libp2p.host.basic_host import BasicHost
from libp2p.network.config import ConnectionConfig, RetryConfig
from libp2p.network.connection import swarm_connection
from libp2p.peer.id import ID
from libp2p.security.noise.transport import PROTOCOL_ID as NOISE_ID
from libp2p.security.noise.transport import Transport as Noise
from libp2p.stream_muxer.yamux.yamux import PROTOCOL_ID as YAMUX_ID
from libp2p.transport.tcp.tcp import TCP
from libp2p.utils.address_validation import expand_wildcard_address
from multiaddr import Multiaddr

from aria_p2p.config import NodeConfig
from aria_p2p.errors import LocalError
from aria_p2p.host import tcp, yamux

MENDED_RELEASE = "0.8.1"  # the private parts we lean on were read in this release
UPGRADE_TIMEOUT_S = 5.0  # handshakes of an inbound connection; short, so that idle dialers do not hold slots
MAX_CONNECTIONS = 300
MAX_STREAMS_PER_PEER = 256  # inbound, as many as the muxer lets a peer open; at 256 KiB of unread window each

log = logging.getLogger("aria_p2p.host")


def check_release() -> None:
    """Raises LocalError if the installed libp2p is not the one our mends were made for."""
    installed = version("libp2p")
    if installed != MENDED_RELEASE:
        raise LocalError(f"libp2p {installed} is installed: pip install libp2p=={MENDED_RELEASE}, which aria_p2p mends")


def quiet_logs() -> None:
    """Keep libp2p off stderr and off the root logger (its swarm logs to the root, which configures the root)."""
    for name in ("libp2p", "multiaddr", "async_service"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    swarm_connection.logging = logging.getLogger("libp2p.network.connection")


class Host(BasicHost):  # type: ignore[misc]
    """BasicHost whose handlers are guarded and whose identify tasks live in our nursery.

    `aliases` renames wire protocols: libp2p's Kademlia has one fixed name, and ours must differ per network.
    """

    def __init__(
        self, swarm: Any, nursery: trio.Nursery, aliases: dict[str, str], announce: tuple[str, ...] = ()
    ) -> None:
        self._nursery = nursery
        self._aliases = aliases
        self._inbound: Counter[ID] = Counter()
        self.on_identified: Callable[[ID], Awaitable[None]] | None = None
        self._announced = [Multiaddr(addr) for addr in announce]
        super().__init__(network=swarm, negotiate_timeout=int(UPGRADE_TIMEOUT_S), addrs_factory=self._addrs_to_announce)

    def _addrs_to_announce(self, candidates: list[Multiaddr]) -> list[Multiaddr]:
        """What peers may dial: the stock host announces 0.0.0.0 as such, which leads nowhere."""
        return self._announced or [real for addr in candidates for real in expand_wildcard_address(addr)]

    def set_stream_handler(self, protocol_id: str, stream_handler: Any) -> None:
        super().set_stream_handler(self._aliases.get(str(protocol_id), protocol_id), stream_handler)

    async def new_stream(self, peer_id: ID, protocol_ids: Sequence[str]) -> Any:
        return await super().new_stream(peer_id, [self._aliases.get(str(p), p) for p in protocol_ids])

    async def _swarm_stream_handler(self, net_stream: Any) -> None:
        """The one guard at a stream's edge: in the stock host an exception here ends the process."""
        peer_id = net_stream.muxed_conn.peer_id
        if self._inbound[peer_id] >= MAX_STREAMS_PER_PEER:
            log.debug("stream of %s refused: it has %d", peer_id, MAX_STREAMS_PER_PEER)
            await net_stream.reset()
            return
        self._inbound[peer_id] += 1
        try:
            await super()._swarm_stream_handler(net_stream)
        except Exception as error:  # noqa: BLE001  # whatever a peer provokes in a handler ends that stream only
            log.debug("stream of %s: %s: %s", peer_id, type(error).__name__, error)
            await net_stream.reset()
        finally:
            self._inbound[peer_id] -= 1
            if not self._inbound[peer_id]:
                del self._inbound[peer_id]

    def _schedule_identify(self, peer_id: ID, *, reason: str) -> None:
        """As in the stock host, but owned: its system tasks outlive the host."""
        if self._closed or peer_id == self.get_id() or peer_id in self._identify_inflight:
            return
        if self._has_cached_protocols(peer_id) or not self._should_identify_peer(peer_id):
            return
        self._identify_inflight.add(peer_id)
        self._nursery.start_soon(self._identify, peer_id, reason)

    async def _identify(self, peer_id: ID, reason: str) -> None:
        try:
            await self._identify_task_entry(peer_id, reason)
            if self.on_identified is not None and peer_id in self._identified_peers:
                await self.on_identified(peer_id)
        except Exception as error:  # noqa: BLE001  # a peer that answers nonsense stays unidentified
            log.debug("identify %s: %s: %s", peer_id, type(error).__name__, error)


def build_host(config: NodeConfig, nursery: trio.Nursery, aliases: dict[str, str]) -> Host:
    """A host that is not running yet."""
    check_release()
    quiet_logs()
    tcp.install()
    yamux.install()
    keys = create_new_key_pair(config.identity.seed)
    swarm = libp2p.new_swarm(
        key_pair=keys,
        sec_opt={NOISE_ID: Noise(keys, noise_privkey=create_noise_key_pair().private_key)},
        muxer_opt={YAMUX_ID: yamux.Muxer},
        transports=[TCP()],
        retry_config=RetryConfig(max_retries=0),
        connection_config=ConnectionConfig(
            max_connections_per_peer=1,  # with more, a dial waits 0.25 s for a failure that never comes
            max_connections=MAX_CONNECTIONS,
            inbound_upgrade_timeout=UPGRADE_TIMEOUT_S,
            outbound_upgrade_timeout=UPGRADE_TIMEOUT_S,
            dial_timeout=config.limits.connect_timeout_s,
        ),
    )
    swarm.auto_connector.maybe_connect = _stay  # it would dial every address ever heard of, dead ones included
    return Host(swarm, nursery, aliases, config.announce)


async def _stay() -> None:
    """Whom to connect to is the node's decision."""
