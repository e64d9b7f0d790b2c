"""What the directory shows of a model to who has not got it: who ships it, who serves which layers, at what cost."""

import math
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import trio

from aria_infer.config import ModelConfig
from aria_infer.errors import SwarmError
from aria_infer.formats.parts import parts
from aria_infer.swarm import wire
from aria_infer.swarm.directory import find_auditors, find_offers, find_shippers
from aria_infer.swarm.fetching import open_cargo
from aria_infer.swarm.plan import Offer
from aria_infer.swarm.shipment import Order
from aria_p2p.errors import P2PError
from aria_p2p.node import Node
from aria_p2p.types import PeerAddress

FIND_TIMEOUT_S = 20.0  # a fresh node's view of the directory fills within seconds
FIND_PACE_S = 0.5  # between looks at it

T = TypeVar("T")


async def wait_shippers(node: Node, order: Order) -> tuple[PeerAddress, ...]:
    """Peers that ship a model, once the directory shows some: those that audit all of it, or else one or more for each
    layer as far as there are any.

    Raises: SwarmError after a deadline.
    """
    layer = order.layers[0] if order.layers else 0
    found = await _wait(lambda: find_shippers(node, order.manifest, layer), f"ships model {order.manifest[:16]}")
    if not any(offer.shard.audits[0] < offer.shard.audits[1] for offer in found):
        config = await _ask_config(node, order.manifest, found)
        last = order.layers[1] if order.layers else config.n_layers if config else 0
        found = [offer for offer in await find_offers(node, order.manifest, last) if offer.shard.shipped_bytes]
    return tuple(PeerAddress(peer_id=offer.peer_id, addrs=offer.addrs) for offer in found)


async def wait_offers(node: Node, manifest: str) -> tuple[tuple[Offer, ...], ModelConfig | None]:
    """All who serve layers of a model, and its config if one of them tells it.

    Raises: SwarmError if after a deadline the directory shows nobody.
    """

    async def look() -> tuple[Offer, ...]:
        return (*await find_auditors(node, manifest), *await find_offers(node, manifest, 1))

    seen = await _wait(look, f"serves model {manifest[:16]}")
    config = await _ask_config(node, manifest, seen)
    if config is None:  # how many layers there are is then hearsay: those who audit, or serve the first, are shown
        return tuple({offer.peer_id: offer for offer in seen}.values()), None
    return await find_offers(node, manifest, config.n_layers), config


def bits_per_weight(shipped_bytes: int, config: ModelConfig | None, layers: tuple[int, int]) -> float | None:
    """What a ternary weight of these layers takes when they are shipped so; None if that cannot be told."""
    if config is None or not shipped_bytes:
        return None
    weights = sum(math.prod(part.shape) for part in parts(config) if part.ternary and part.layer in range(*layers))
    return 8 * shipped_bytes / weights if weights else None


async def _wait(look: Callable[[], Awaitable[Sequence[T]]], what: str) -> Sequence[T]:
    deadline = trio.current_time() + FIND_TIMEOUT_S
    while True:
        found = await look()
        if found:
            return found
        if trio.current_time() > deadline:
            raise SwarmError(f"the directory shows nobody who {what}")
        await trio.sleep(FIND_PACE_S)  # pacing of lookups


async def _ask_config(node: Node, manifest: str, offers: Sequence[Offer]) -> ModelConfig | None:
    for offer in offers:
        if not offer.shard.shipped_bytes:
            continue
        try:
            async with node.open_channel(offer.peer_id, wire.WEIGHTS, offer.addrs) as channel:
                return (await open_cargo(channel, manifest)).contents.config
        except (P2PError, SwarmError):  # its offer is shown all the same
            continue
    return None
