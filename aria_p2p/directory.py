"""Who provides what: keys in the network's index, and each provider's own signed, short-lived record behind them.

The index (a Kademlia DHT) is only a hint: anyone may write to it and the dead stay in it for long. What counts is the
record a provider signs when asked on `/aria/shard/1`. Asking is also the liveness probe: no answer, no entry.
"""

import hashlib
import logging
from collections.abc import Sequence

import trio

from aria_p2p.codec import decode_shard_reply, decode_shard_request, encode_shard_reply, encode_shard_request
from aria_p2p.config import NodeConfig
from aria_p2p.errors import CodecError, ConfigError, IdentityError, RemoteError, SignatureError
from aria_p2p.signed import MAX_ADDRS, Record, read_record, sign_record
from aria_p2p.streams import Channel, OpenChannel
from aria_p2p.types import PeerAddress, Transport

PROTOCOL = "/aria/shard/1"
MAX_LEASE_S = 60.0  # a dead node is out of every directory after so long
CLOCK_SKEW_S = 30.0  # how far a peer's clock may run ahead of ours
ANNOUNCE_BURST = 9  # libp2p resets the 10th ADD_PROVIDER of a peer in 10 s, silently
ANNOUNCE_WINDOW_S = 10.5
FIRST_REPEAT_S = 5.0  # the first announcement may find an empty routing table; repeats then double up to the interval
MAX_KNOWN_PEERS = 4096  # newest sequence seen per peer, against replayed old records

log = logging.getLogger("aria_p2p.directory")


def index_key(network: str, key: str) -> str:
    """The network-wide name of a key, as libp2p takes it: a hex multihash (SHA-256)."""
    return "1220" + hashlib.sha256(f"aria/directory/1\n{network}\n{key}".encode()).hexdigest()


class Directory:
    """One node's view of the directory, and its own entry in it."""

    def __init__(self, config: NodeConfig, transport: Transport, open_channel: OpenChannel) -> None:
        self._config = config
        self._transport = transport
        self._open_channel = open_channel
        self._keys: tuple[str, ...] = ()
        self._payload = b""
        self._lease_s = MAX_LEASE_S
        self._sequence = 0
        self._signed = b""  # our record as last signed
        self._signed_until = 0.0
        self._newest: dict[str, Record] = {}
        self._announced: list[float] = []  # when, for pacing
        self._pacing = trio.Lock()
        self._offered = False  # every key of the offer was announced once
        self._repeat_s = FIRST_REPEAT_S
        self._changed = trio.Event()

    async def provide(self, keys: Sequence[str], payload: bytes, lease_s: float = MAX_LEASE_S) -> None:
        """Offer `keys` with `payload` until `withdraw` or the node's end; replaces an earlier offer.

        Returns when every key was announced once: at once up to 9 keys, then 9 per 10.5 s. The record is served from
        the start, is signed anew before its lease ends, and the keys are announced again in the background.

        Raises: ConfigError, or CodecError if keys or payload are over their limits.
        """
        if not 1 <= lease_s <= MAX_LEASE_S:
            raise ConfigError(f"a lease of {lease_s} s: allowed are 1 to {MAX_LEASE_S:g}")
        if not keys:
            raise ConfigError("provide() without a key: use withdraw() to end an offer")
        self._keys, self._payload, self._lease_s = tuple(dict.fromkeys(keys)), bytes(payload), lease_s
        self._sign()
        self._offered = False
        for key in self._keys:
            await self._announce(key)
        self._offered, self._repeat_s = True, FIRST_REPEAT_S
        self._changed.set()

    async def update(self, payload: bytes) -> None:
        """Change the payload of the running offer."""
        if not self._keys:
            raise ConfigError("update() before provide(): there is no record to change")
        self._payload = bytes(payload)
        self._sign()
        await trio.lowlevel.checkpoint()

    async def withdraw(self) -> None:
        """End the offer: from now on this node answers that it provides nothing."""
        self._keys, self._signed, self._offered = (), b"", False
        await trio.lowlevel.checkpoint()

    async def find(self, key: str, limit: int = 20) -> tuple[Record, ...]:
        """Other peers that provide `key` now: verified, lease alive, newest sequence. Sorted by peer id.

        Takes at most Limits.lookup_timeout_s; dead and frozen providers cost Limits.probe_timeout_s, all at once.
        """
        hints: dict[str, PeerAddress] = {}
        with trio.move_on_after(self._config.limits.lookup_timeout_s - self._config.limits.probe_timeout_s):
            for hint in await self._transport.providers(index_key(self._config.network, key), limit):
                hints[hint.peer_id] = hint
        for record in self._newest.values():  # whom we met before: the index may have lost them
            if len(hints) < 2 * limit and key in record.keys and record.lease_end > self._config.now():
                hints.setdefault(record.peer_id, PeerAddress(peer_id=record.peer_id, addrs=record.addrs))
        hints.pop(self._transport.peer_id, None)
        found: list[Record] = []

        async def probe(hint: PeerAddress) -> None:
            with trio.move_on_after(self._config.limits.probe_timeout_s):
                record = await self._ask(hint, key)
                if record is not None:
                    found.append(record)

        async with trio.open_nursery() as nursery:
            for hint in hints.values():
                nursery.start_soon(probe, hint)
        return tuple(sorted(found, key=lambda record: record.peer_id))[:limit]

    async def _ask(self, hint: PeerAddress, key: str) -> Record | None:
        """One provider's record, or None if it is dead, withdrawn, or not to be believed."""
        try:
            async with self._open_channel(hint.peer_id, PROTOCOL, hint.addrs) as channel:
                await channel.send(encode_shard_request(key))
                reply = await channel.receive()
            if not decode_shard_reply(reply.header):
                self._newest.pop(hint.peer_id, None)
                return None
            record = read_record(reply.body, self._config.network)
            return self._accept(hint.peer_id, record, key)
        except (RemoteError, CodecError, SignatureError, IdentityError) as error:
            log.debug("provider %s of %s: %s", hint.peer_id, key, error)
            return None

    def _accept(self, peer_id: str, record: Record, key: str) -> Record | None:
        now = self._config.now()
        known = self._newest.get(peer_id)
        if record.peer_id != peer_id or key not in record.keys:
            log.debug("%s answered with a record of %s for other keys", peer_id, record.peer_id)
            return None
        if not now < record.lease_end <= now + MAX_LEASE_S + CLOCK_SKEW_S:
            log.debug("%s answered with a lease that ends %.1f s from now", peer_id, record.lease_end - now)
            return None
        if known is not None and record.sequence < known.sequence:
            return None
        self._newest.pop(peer_id, None)
        self._newest[peer_id] = record
        if len(self._newest) > MAX_KNOWN_PEERS:
            del self._newest[next(iter(self._newest))]
        return record

    async def serve(self, channel: Channel) -> None:
        """Handler of `/aria/shard/1`."""
        key = decode_shard_request((await channel.receive()).header)
        if key not in self._keys:
            await channel.send(encode_shard_reply(False))
            return
        if self._signed_until - self._config.now() < self._lease_s / 2:
            self._sign()
        await channel.send(encode_shard_reply(True), self._signed)

    def _sign(self) -> None:
        now = self._config.now()
        self._sequence = max(self._sequence + 1, round(now * 1000))
        self._signed_until = now + self._lease_s
        self._signed = sign_record(
            self._config.identity,
            self._config.network,
            addrs=self._transport.addrs[:MAX_ADDRS],
            keys=self._keys,
            payload=self._payload,
            sequence=self._sequence,
            lease_end=self._signed_until,
        )

    async def _announce(self, key: str) -> None:
        async with self._pacing:
            now = trio.current_time()
            self._announced = [when for when in self._announced if now - when < ANNOUNCE_WINDOW_S]
            if len(self._announced) >= ANNOUNCE_BURST:
                await trio.sleep_until(self._announced.pop(0) + ANNOUNCE_WINDOW_S)  # pacing, not synchronisation
            self._announced.append(trio.current_time())
        await self._transport.announce(index_key(self._config.network, key))

    async def keep_announced(self) -> None:
        """The node's background task: announce the keys again, often at first."""
        while True:
            with trio.move_on_after(self._repeat_s):
                await self._changed.wait()
                self._changed = trio.Event()
                continue
            self._repeat_s = min(self._repeat_s * 2, self._config.limits.announce_interval_s)
            for key in self._keys:
                if not self._offered:  # a new offer is being announced: it comes first
                    break
                await self._announce(key)
