"""Signed messages to everyone who listens. GossipSub carries them fast and loses some; repair brings the rest.

Every node keeps the recent messages of its topics. Every few seconds it tells one random peer which it has, and pulls
those it lacks: the only delivery that is relied on. A late joiner catches up the same way.
"""

import logging
import random
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable

import trio

from aria_p2p.codec import (
    decode_sync_reply,
    decode_sync_request,
    encode_pulled_message,
    encode_sync_reply,
    encode_sync_request,
)
from aria_p2p.config import NodeConfig
from aria_p2p.errors import CodecError, ConfigError, IdentityError, RemoteError, RemoteFault, SignatureError
from aria_p2p.signed import MESSAGE_ID_BYTES, SignedMessage, message_id_of, read_message, sign_message
from aria_p2p.streams import Channel, OpenChannel
from aria_p2p.types import Message, Transport

PROTOCOL = "/aria/repair/1"
KEPT_MESSAGES = 512  # per topic: what a late joiner can still get
SEEN_MESSAGES = 8192  # ids remembered per topic, so that nothing is delivered twice
KEPT_S = 600.0  # and for how long; older messages are refused, so that forgetting an id never lets it back in
CLOCK_SKEW_S = 60.0  # how far an origin's clock may run ahead of ours
PULL_MESSAGES = 128  # per topic and round; the next round brings the rest
ENVELOPE_BYTES = 1024  # room for the signed wrapping around Limits.max_message_bytes
REPAIR_TIMEOUT_S = 5.0  # one round with one peer
JOIN_ROUNDS_S = 0.5  # rounds come at this pace until the first that found a partner

Validator = Callable[[str, bytes], bool]

log = logging.getLogger("aria_p2p.gossip")


class Topic:
    """One subscription. Messages that nobody reads are dropped oldest first, and counted in `n_dropped`."""

    def __init__(self, gossip: "Gossip", name: str, validator: Validator, queue_messages: int) -> None:
        self.name = name
        self.validator = validator
        self.n_dropped = 0
        self.kept: OrderedDict[bytes, tuple[int, bytes]] = OrderedDict()  # id -> (sent_ms, signed bytes)
        self.seen: OrderedDict[bytes, None] = OrderedDict()
        self._gossip = gossip
        self._send, self._receive = trio.open_memory_channel[Message](queue_messages)

    async def publish(self, data: bytes) -> None:
        """Sign `data` and send it to all. Raises ConfigError if it is too long or our own validator refuses it."""
        await self._gossip.publish(self, data)

    async def messages(self) -> AsyncIterator[Message]:
        """Messages of others, each once, in the order they came. For one reader."""
        async for message in self._receive:
            yield message

    def deliver(self, message: Message) -> None:
        try:
            self._send.send_nowait(message)
        except trio.WouldBlock:
            self._receive.receive_nowait()
            self.n_dropped += 1
            self._send.send_nowait(message)


class Gossip:
    """The topics of one node."""

    def __init__(
        self, config: NodeConfig, transport: Transport, open_channel: OpenChannel, rng: random.Random | None = None
    ) -> None:
        self._config = config
        self._transport = transport
        self._open_channel = open_channel
        self._topics: dict[str, Topic] = {}
        self._rng = rng or random.Random()
        self._last_sent_ms = 0
        self._joined = trio.Event()

    async def topic(self, name: str, validator: Validator) -> Topic:
        """Join a topic. `validator(origin peer id, data)` says whether a message is good; it must not raise.

        Raises: ConfigError if the topic was joined before.
        """
        if name in self._topics:
            raise ConfigError(f"topic {name!r} is joined already")
        topic = self._topics[name] = Topic(self, name, validator, self._config.limits.topic_queue)
        await self._transport.subscribe(self._wire_name(name), lambda signed: self._take(topic, signed))
        self._joined.set()
        return topic

    def _wire_name(self, name: str) -> str:
        return f"aria/{self._config.network}/{name}"

    async def publish(self, topic: Topic, data: bytes) -> None:
        limit = self._config.limits.max_message_bytes
        if len(data) > limit:
            raise ConfigError(f"a message of {len(data)} bytes is over the limit of {limit}: gossip its digest instead")
        if not topic.validator(self._transport.peer_id, data):
            raise ConfigError(f"our own validator of {topic.name!r} refuses this message of {len(data)} bytes")
        self._last_sent_ms = max(self._last_sent_ms + 1, self._now_ms())  # unique, so equal data are two messages
        signed = sign_message(self._config.identity, self._config.network, topic.name, self._last_sent_ms, data)
        self._keep(topic, message_id_of(signed), self._last_sent_ms, signed)
        await self._transport.publish(self._wire_name(topic.name), signed)

    def _now_ms(self) -> int:
        return round(self._config.now() * 1000)

    def _take(self, topic: Topic, signed: bytes) -> bool:
        """Take a message from anywhere. True if it is good: seen before or delivered now."""
        if message_id_of(signed) in topic.seen:
            return True
        try:
            limit = self._config.limits.max_message_bytes + ENVELOPE_BYTES
            message = read_message(signed, self._config.network, limit)
        except (CodecError, SignatureError, IdentityError) as error:
            log.debug("a message of %s: %s", topic.name, error)
            return False
        if message.topic != topic.name or not self._is_fresh(message):
            return False
        if message.peer_id == self._transport.peer_id:  # ours, from before a restart
            return True
        if not topic.validator(message.peer_id, message.data):
            log.debug("the validator of %s refuses a message of %s", topic.name, message.peer_id)
            return False
        self._keep(topic, message.message_id, message.sent_ms, signed)
        topic.deliver(Message(peer_id=message.peer_id, data=message.data, sent_ms=message.sent_ms))
        return True

    def _is_fresh(self, message: SignedMessage) -> bool:
        age_s = self._config.now() - message.sent_ms / 1000
        return -CLOCK_SKEW_S <= age_s <= KEPT_S

    def _keep(self, topic: Topic, message_id: bytes, sent_ms: int, signed: bytes) -> None:
        topic.seen[message_id] = None
        while len(topic.seen) > SEEN_MESSAGES:
            topic.seen.popitem(last=False)
        topic.kept[message_id] = (sent_ms, signed)
        oldest_ms = self._now_ms() - round(KEPT_S * 1000)
        for kept_id in [kept_id for kept_id, (when, _) in topic.kept.items() if when < oldest_ms]:
            del topic.kept[kept_id]
        while len(topic.kept) > KEPT_MESSAGES:
            topic.kept.popitem(last=False)

    async def keep_repaired(self) -> None:
        """The node's background task: rounds of repair, the first soon after joining."""
        met = False
        while True:
            await self._joined.wait()
            peers = self._transport.peers()
            if peers:
                met = await self._repair_with(self._rng.choice(peers)) or met
            pause_s = self._config.limits.repair_interval_s if met else JOIN_ROUNDS_S
            await trio.sleep(pause_s * self._rng.uniform(0.75, 1.25))  # pacing, jittered so that rounds do not align

    async def _repair_with(self, peer_id: str) -> bool:
        """Pull what `peer_id` has and we lack. True if it answered."""
        try:
            with trio.fail_after(REPAIR_TIMEOUT_S):
                async with self._open_channel(peer_id, PROTOCOL) as channel:
                    for topic in list(self._topics.values()):
                        await self._pull(channel, topic)
        except (RemoteError, CodecError, trio.TooSlowError) as error:
            log.debug("repair with %s: %s", peer_id, error)
            return False
        return True

    async def _pull(self, channel: Channel, topic: Topic) -> None:
        await channel.send(encode_sync_request(topic.name), b"".join(topic.kept))
        n_messages = decode_sync_reply((await channel.receive()).header)
        if n_messages > PULL_MESSAGES:
            raise RemoteFault(f"{n_messages} messages in one reply, allowed are {PULL_MESSAGES}", channel.peer_id)
        for _ in range(n_messages):
            self._take(topic, (await channel.receive()).body)

    async def serve(self, channel: Channel) -> None:
        """Handler of `/aria/repair/1`."""
        while True:
            request = await channel.receive()
            topic = self._topics.get(decode_sync_request(request.header))
            if len(request.body) % MESSAGE_ID_BYTES or len(request.body) > MESSAGE_ID_BYTES * KEPT_MESSAGES:
                raise RemoteFault(f"a list of ids of {len(request.body)} bytes", channel.peer_id)
            theirs = {request.body[at : at + MESSAGE_ID_BYTES] for at in range(0, len(request.body), MESSAGE_ID_BYTES)}
            kept = topic.kept if topic is not None else {}
            missing = [signed for kept_id, (_, signed) in kept.items() if kept_id not in theirs][:PULL_MESSAGES]
            await channel.send(encode_sync_reply(len(missing)))
            for signed in missing:
                await channel.send(encode_pulled_message(), signed)
