"""The Kademlia DHT as an index of providers. Ours alone: its wire name carries the network, never `/ipfs`."""

import logging
from typing import Any

import trio
from libp2p.kad_dht import kad_dht, peer_routing, provider_store
from libp2p.kad_dht.common import PROTOCOL_ID
from libp2p.kad_dht.kad_dht import DHTMode, KadDHT
from libp2p.peer.id import ID
from libp2p.peer.peerinfo import PeerInfo

from aria_p2p.config import NodeConfig
from aria_p2p.host.core import Host
from aria_p2p.types import PeerAddress

QUERY_TIMEOUT_S = 2  # per hop; with the stock 10 s, five frozen peers of forty made a lookup take 21 s
FILL_TIMEOUT_S = 4.0  # filling the routing table after bootstrap; later rounds go on in the background
ANNOUNCE_TIMEOUT_S = 10.0
PROVIDER_TTL_S = 30 * 60  # an index entry lives for six announcements, not for 48 hours
PEERS_PER_SUBNET = 8  # of a bucket of 20: pods of one cloud network are many, an eclipse from one network is not whole

log = logging.getLogger("aria_p2p.host.kad")


def wire_names(network: str) -> dict[str, str]:
    """libp2p's fixed protocol name -> the one we speak on this network."""
    return {str(PROTOCOL_ID): f"/aria/{network}/kad/1.0.0"}


def _install() -> None:
    """Set the constants that libp2p does not take as arguments."""
    for module in (kad_dht, peer_routing, provider_store):
        module.QUERY_TIMEOUT = QUERY_TIMEOUT_S
    provider_store.PROVIDER_RECORD_EXPIRATION_INTERVAL = PROVIDER_TTL_S


class Kad:
    """A DHT node in server mode."""

    def __init__(self, host: Host, config: NodeConfig) -> None:
        _install()
        self._host = host
        self._name = wire_names(config.network)[str(PROTOCOL_ID)]
        self._dht: Any = KadDHT(
            host, DHTMode.SERVER, strict_validation=True, enable_values=False, max_peers_per_subnet=PEERS_PER_SUBNET
        )
        self._store: Any = self._dht.provider_store
        self._stock_add_peer = self._dht.routing_table.add_peer
        self._dht.routing_table.add_peer = self._add_peer
        host.on_identified = self._add_identified
        self.services: tuple[Any, ...] = (self._dht,)

    async def _add_peer(self, peer: PeerInfo | ID, *, skip_server_mode_check: bool = False) -> bool:
        """The stock check of a peer's protocols looks for the stock name; ours looks for the name we speak."""
        peer_id = peer.peer_id if isinstance(peer, PeerInfo) else peer
        store = self._host.get_peerstore()
        spoken = store.get_protocols(peer_id) if peer_id in store.peer_ids() else ()
        if spoken and self._name not in spoken:
            return False
        return bool(await self._stock_add_peer(peer, skip_server_mode_check=True))

    async def _add_identified(self, peer_id: ID) -> None:
        await self._add_peer(peer_id)

    async def fill(self) -> None:
        """Fill the routing table from the peers we are connected to: the stock table stays empty for ten minutes."""
        peers = self._host.get_connected_peers()
        for peer_id in peers:
            await self._add_peer(peer_id)
        if peers:
            with trio.move_on_after(FILL_TIMEOUT_S):
                await self._dht.refresh_routing_table()

    async def announce(self, key: str) -> None:
        """Put our provider entry where `key` belongs. Best effort: the receivers do not confirm."""
        with trio.move_on_after(ANNOUNCE_TIMEOUT_S):
            await self._dht.provide(key)
        self._store.providing_keys.discard(bytes.fromhex(key))  # we repeat it ourselves, for as long as it holds

    async def providers(self, key: str, limit: int) -> tuple[PeerAddress, ...]:
        """Entries held here and entries held elsewhere. The stock lookup stops at the first local one it finds."""
        raw = bytes.fromhex(key)
        held = self._store.get_providers(raw)
        records = self._store.providers.pop(raw, {})
        try:
            found = await self._dht.find_providers(key, limit)
        finally:  # what was learned is a cache of others' claims; what peers gave us to keep is put back as it was
            self._store.providers[raw] = records
            if not records:
                del self._store.providers[raw]
        merged: dict[str, PeerAddress] = {}
        for info in (*found, *held):
            peer_id = str(info.peer_id)
            merged.setdefault(peer_id, PeerAddress(peer_id=peer_id, addrs=tuple(str(addr) for addr in info.addrs)))
        return tuple(merged.values())[:limit]
