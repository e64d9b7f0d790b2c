"""Shards in the overlay's directory: providing ours, finding those of others."""

import contextlib

import trio

from aria_infer.errors import SwarmError
from aria_infer.swarm.plan import Offer
from aria_infer.swarm.shard import Shard, audit_key, layer_key
from aria_p2p.node import Node

MAX_LOOKUPS = 4  # at once: each asks several peers


async def find_offers(node: Node, manifest: str, n_layers: int) -> tuple[Offer, ...]:
    """Everyone who serves any layer of a model, newest record each; payloads that are not shards of it are left out."""
    found: dict[str, Offer] = {}
    limiter = trio.CapacityLimiter(MAX_LOOKUPS)

    async def look(key: str) -> None:
        async with limiter:
            for offer in await _find(node, key, manifest):
                found[offer.peer_id] = offer

    async with trio.open_nursery() as nursery:
        for layer in range(n_layers):
            nursery.start_soon(look, layer_key(manifest, layer))
    return tuple(found[peer] for peer in sorted(found))


async def find_auditors(node: Node, manifest: str) -> tuple[Offer, ...]:
    """Everyone who says they re-execute spans of a model."""
    return tuple(await _find(node, audit_key(manifest), manifest))


async def find_shippers(node: Node, manifest: str, layer: int = 0) -> tuple[Offer, ...]:
    """Who says they ship a model's weights, of those who audit it or serve one layer; the least busy first."""
    found = {}
    for key in (audit_key(manifest), layer_key(manifest, layer)):
        for offer in await _find(node, key, manifest):
            if offer.shard.shipped_bytes:
                found[offer.peer_id] = offer
    return tuple(sorted(found.values(), key=lambda offer: (offer.shard.queue_depth, offer.peer_id)))


async def _find(node: Node, key: str, manifest: str) -> list[Offer]:
    offers = []
    for record in await node.directory.find(key):
        with contextlib.suppress(SwarmError):
            shard = Shard.decode(record.payload)
            if shard.manifest == manifest:
                offers.append(Offer(peer_id=record.peer_id, addrs=tuple(record.addrs), shard=shard))
    return offers
