"""GossipSub as the fast, lossy carrier under `aria_p2p.gossip`, which signs, checks, deduplicates and repairs."""

import hashlib
from collections.abc import Callable
from typing import Any

import trio
from libp2p.peer.id import ID
from libp2p.pubsub import gossipsub
from libp2p.pubsub.gossipsub import GossipSub
from libp2p.pubsub.pubsub import Pubsub

from aria_p2p.host.core import Host

MESH_PEERS = (6, 4, 12)  # degree, low, high: the specification's defaults
HEARTBEAT_S = 1  # the specification's; the library's default is 120
MAX_RPC_BYTES = 256 * 1024
PROTOCOLS = (gossipsub.PROTOCOL_ID_V12, gossipsub.PROTOCOL_ID_V11, gossipsub.PROTOCOL_ID)


def _message_id(message: Any) -> bytes:
    """By content: our messages are unique, and a node that restarts counts its own from the start again."""
    return hashlib.sha256(message.data).digest()


class Meshes:
    """All topics of one host."""

    def __init__(self, host: Host, nursery: trio.Nursery) -> None:
        self._nursery = nursery
        self._my_id: ID = host.get_id()
        degree, low, high = MESH_PEERS
        router = GossipSub(
            PROTOCOLS,
            degree,
            low,
            high,
            heartbeat_interval=HEARTBEAT_S,
            spam_protection_enabled=False,  # it drops our own 11th message of a second without a word
        )
        self._pubsub: Any = Pubsub(
            host, router, msg_id_constructor=_message_id, max_inbound_rpc_size=MAX_RPC_BYTES, strict_signing=True
        )
        self.services: tuple[Any, ...] = (router, self._pubsub)

    async def subscribe(self, topic: str, receive: Callable[[bytes], bool]) -> None:
        """Messages of others go to `receive` straight from validation: the library's own queue drops beyond 32."""

        def validate(forwarder: ID, message: Any) -> bool:
            return bool(forwarder == self._my_id or receive(bytes(message.data)))

        self._pubsub.set_topic_validator(topic, validate, False)
        subscription = await self._pubsub.subscribe(topic)
        self._nursery.start_soon(self._drain, subscription)

    async def _drain(self, subscription: Any) -> None:
        async for _ in subscription:
            pass

    async def publish(self, topic: str, data: bytes) -> None:
        await self._pubsub.publish(topic, data)
