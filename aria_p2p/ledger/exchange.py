"""The ledger of a running node: its own log, served and announced; the logs of others, followed and verified.

Heads and proofs of equivocation travel by gossip; entries are pulled over `/aria/log/1`. A head is accepted only if its
log provably grew from the head accepted before; an entry is handed on only with its path to an accepted head.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import trio

from aria_p2p.errors import RemoteError
from aria_p2p.gossip import Topic
from aria_p2p.ledger import merkle
from aria_p2p.ledger.commitment import Committed, EquivocationProof
from aria_p2p.ledger.entry import Entry
from aria_p2p.ledger.errors import EvidenceError, LedgerError, LogError, NoteError, RemoteLedgerError
from aria_p2p.ledger.log import Log
from aria_p2p.ledger.note import Checkpoint
from aria_p2p.ledger.remote import PAGE_ENTRIES, PROTOCOL, RemoteLog, serve
from aria_p2p.node import Node
from aria_p2p.streams import Channel

TOPIC = "heads"
_HEAD, _EQUIVOCATION = b"H", b"X"  # first byte of a gossiped message

log_ = logging.getLogger("aria_p2p.ledger")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerConfig:
    """How a node's ledger paces itself, and its bounds."""

    publish_interval_s: float = 10.0  # a new entry is under a published head within this,
    publish_entries: int = 100  # or as soon as so many wait
    poll_interval_s: float = 15.0  # each connected peer is asked for its head so often, in case gossip lost one
    pull_timeout_s: float = 20.0  # one catching-up with one peer; the next goes on where it stopped
    n_pulls: int = 8  # at once; each holds one stream
    backlog_entries: int = 1024  # of a log met for the first time, only the newest so many are pulled
    event_queue: int = 256  # unread events before pulling waits for the reader
    max_logs: int = 4096  # followed at once; about 1 KB each

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if getattr(self, name) <= 0:
                raise LedgerError(f"LedgerConfig.{name} is {getattr(self, name)}: it must be positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySeen:
    """A verified entry of a peer's log, with the proof that it is there."""

    peer_id: str
    entry: Entry
    committed: Committed


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRefused:
    """A peer committed an entry that does not hold (malformed, or a wrong signature), and why. `committed` shows it."""

    peer_id: str
    reason: str
    committed: Committed


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivocated:
    """A peer signed two histories; its log is followed no more."""

    peer_id: str
    proof: EquivocationProof


Event = EntrySeen | EntryRefused | Equivocated


@dataclass(slots=True)
class _Followed:
    """What is known of one peer's log."""

    accepted: Checkpoint | None = None  # grown from every head accepted before
    wanted: Checkpoint | None = None  # newest signed head seen
    n_read: int | None = None  # entries below this index were handed on
    pulling: bool = False


class Ledger:
    """A node's ledger. Made by `open_ledger`."""

    def __init__(self, node: Node, log: Log, config: LedgerConfig, topic: Topic, nursery: trio.Nursery) -> None:
        self.log = log
        self.banned: dict[str, EquivocationProof] = {}
        self._node = node
        self._config = config
        self._topic = topic
        self._nursery = nursery
        self._followed: dict[str, _Followed] = {}
        self._events, self._reader = trio.open_memory_channel[Event](config.event_queue)
        self._pulls = trio.CapacityLimiter(config.n_pulls)
        self._n_waiting = 0  # own entries no published head covers
        self._waiting = trio.Event()  # some are
        self._enough = trio.Event()  # publish_entries are

    async def append(self, *entries: bytes) -> int:
        """Add entries to the own log; returns the first one's index. On disk when this returns, announced soon after."""
        first = await trio.to_thread.run_sync(self.log.append_all, entries)
        self._n_waiting += len(entries)
        self._waiting.set()
        if self._n_waiting >= self._config.publish_entries:
            self._enough.set()
        return first

    async def publish(self) -> Checkpoint:
        """Sign the head over everything appended so far and announce it now."""
        self._n_waiting, self._waiting, self._enough = 0, trio.Event(), trio.Event()
        head = await trio.to_thread.run_sync(self.log.checkpoint)
        await self._topic.publish(_HEAD + head.note)
        return head

    async def commit(self, entry: bytes) -> Committed:
        """`append`, `publish`, and the proof that the entry is in."""
        index = await self.append(entry)
        await self.publish()
        return await self.committed(index)

    async def committed(self, index: int) -> Committed:
        """An entry of the own log with its proof. Raises ProofError outside the log."""
        return await trio.to_thread.run_sync(self._committed, index)

    def _committed(self, index: int) -> Committed:
        head = self.log.checkpoint()
        path = self.log.inclusion(index, head.size)
        return Committed(entry=self.log.entry(index), index=index, path=path, checkpoint=head.note)

    async def events(self) -> AsyncIterator[Event]:
        """What others' logs bring, each once. For one reader, which must keep reading: pulling waits for it."""
        async for event in self._reader:
            yield event

    def head_of(self, peer_id: str) -> Checkpoint | None:
        """The newest accepted head of a peer's log."""
        followed = self._followed.get(peer_id)
        return followed.accepted if followed else None

    async def fetch(self, peer_id: str, index: int, addrs: tuple[str, ...] = ()) -> Committed:
        """One entry of a peer's log under its newest head, verified. Raises RemoteLedgerError or RemoteError."""
        async with self._open(peer_id, addrs) as remote:
            head = await remote.head()
            return (await remote.entries(index, 1, head))[0]

    async def catch_up(self, peer_id: str, addrs: tuple[str, ...] = ()) -> None:
        """Ask a peer for its head now and hand on what is new in its log. Raises RemoteLedgerError or RemoteError."""
        async with self._open(peer_id, addrs) as remote:
            if await self._consider(await remote.head()):
                await self._pull(remote, self._followed[peer_id])

    # the tasks of open_ledger

    async def keep_published(self) -> None:
        """Publish a head over new entries, paced."""
        while True:
            await self._waiting.wait()
            with trio.move_on_after(self._config.publish_interval_s):
                await self._enough.wait()
            await self.publish()

    async def read_gossip(self) -> None:
        """Take heads and proofs of equivocation as they come; `is_good` checked them."""
        async for message in self._topic.messages():
            kind, data = message.data[:1], message.data[1:]
            if kind == _EQUIVOCATION:
                await self._ban(EquivocationProof.decode(data), tell=False)
            elif await self._consider(Checkpoint.parse(data)):
                self._start_pull(message.peer_id)

    async def poll_peers(self) -> None:
        """Ask every connected peer for its head now and then: the delivery that is relied on."""
        while True:
            for peer_id in self._node.peers():
                if peer_id not in self.banned:
                    self._start_pull(peer_id, ask=True)
            await trio.sleep(self._config.poll_interval_s)  # pacing

    def _start_pull(self, peer_id: str, *, ask: bool = False) -> None:
        followed = self._follow(peer_id)
        if followed is not None and not followed.pulling:
            followed.pulling = True
            self._nursery.start_soon(self._catch_up_quietly, peer_id, followed, ask)

    async def _catch_up_quietly(self, peer_id: str, followed: _Followed, ask: bool) -> None:
        try:
            async with self._pulls:
                with trio.fail_after(self._config.pull_timeout_s):
                    async with self._open(peer_id, ()) as remote:
                        if ask:
                            await self._consider(await remote.head())
                        await self._pull(remote, followed)
        except (RemoteError, RemoteLedgerError, trio.TooSlowError) as error:
            log_.debug("log of %s: %s", peer_id, error)
        finally:
            followed.pulling = False

    @asynccontextmanager
    async def _open(self, peer_id: str, addrs: tuple[str, ...]) -> AsyncIterator[RemoteLog]:
        async with self._node.open_channel(peer_id, PROTOCOL, addrs) as channel:
            yield RemoteLog(channel, self.log.network, peer_id)

    def _follow(self, peer_id: str) -> _Followed | None:
        followed = self._followed.get(peer_id)
        if followed is None and len(self._followed) < self._config.max_logs:
            followed = self._followed[peer_id] = _Followed()
        return followed

    async def _consider(self, head: Checkpoint) -> bool:
        """Note a signed head. True if its log has more to pull; two roots for one size end in a ban."""
        followed = self._follow(head.peer_id)
        if head.peer_id in self.banned or followed is None:
            return False
        for known in (followed.accepted, followed.wanted):
            if known is not None and known.size == head.size and known.root != head.root:
                await self._ban(EquivocationProof(older=known.note, newer=head.note), tell=True)
                return False
        if followed.wanted is None or head.size > followed.wanted.size:
            followed.wanted = head
        return followed.accepted is None or followed.wanted.size > (followed.n_read or 0)

    async def _pull(self, remote: RemoteLog, followed: _Followed) -> None:
        """Read a log up to the newest head seen: first prove it grew from the accepted one, then page through."""
        while (head := followed.wanted) is not None and head.peer_id not in self.banned:
            if not await self._accept(remote, followed, head):
                return
            if followed.n_read is None:
                followed.n_read = max(0, head.size - self._config.backlog_entries)
            while followed.n_read < head.size:
                page = await remote.entries(followed.n_read, min(PAGE_ENTRIES, head.size - followed.n_read), head)
                for committed in page:
                    if committed.index == followed.n_read:  # another task may have read on meanwhile
                        followed.n_read += 1
                        await self._events.send(_event(head.peer_id, committed))
            if followed.wanted is head:
                return

    async def _accept(self, remote: RemoteLog, followed: _Followed, head: Checkpoint) -> bool:
        """Make `head` the accepted one if it grew from it; False if it proves two histories instead."""
        known = followed.accepted
        if known is not None and 0 < known.size < head.size:
            leaf, path = await remote.leaf(known.size - 1, head)
            if merkle.prefix_root(leaf, known.size - 1, head.size, path) != known.root:
                proof = EquivocationProof(older=known.note, newer=head.note, leaf=leaf, path=path)
                await self._ban(proof, tell=True)
                return False
        if followed.accepted is known and (known is None or known.size < head.size):
            followed.accepted = head
        return True

    async def _ban(self, proof: EquivocationProof, *, tell: bool) -> None:
        peer_id = proof.check().peer_id
        if peer_id in self.banned:
            return
        self.banned[peer_id] = proof
        if tell:
            await self._topic.publish(_EQUIVOCATION + proof.encode())
        await self._events.send(Equivocated(peer_id=peer_id, proof=proof))


def _event(peer_id: str, committed: Committed) -> EntrySeen | EntryRefused:
    try:
        entry, _ = committed.check()
    except EvidenceError as error:
        return EntryRefused(peer_id=peer_id, reason=str(error), committed=committed)
    return EntrySeen(peer_id=peer_id, entry=entry, committed=committed)


def is_good(network: str, peer_id: str, data: bytes) -> bool:
    """Validator of the heads topic: a node's own signed head, or anyone's proof of equivocation, of this network."""
    kind, rest = data[:1], data[1:]
    try:
        if kind == _HEAD:
            head = Checkpoint.parse(rest)
            return head.network == network and head.peer_id == peer_id
        return kind == _EQUIVOCATION and EquivocationProof.decode(rest).check().network == network
    except (NoteError, EvidenceError):
        return False


@asynccontextmanager
async def open_ledger(node: Node, log: Log, config: LedgerConfig | None = None) -> AsyncIterator[Ledger]:
    """Serve and announce `log` on `node`, and follow the logs of others, for as long as the block lasts.

    Raises: LogError if the log is another identity's or another network's than the node's.
    """
    if (log.peer_id, log.network) != (node.peer_id, node.config.network):
        raise LogError(
            f"the log of {log.peer_id} in {log.network} is not of node {node.peer_id} in {node.config.network}"
        )
    config = config or LedgerConfig()
    topic = await node.gossip.topic(TOPIC, lambda peer_id, data: is_good(log.network, peer_id, data))

    async def handler(channel: Channel) -> None:
        await serve(log, channel)

    async with trio.open_nursery() as nursery:
        ledger = Ledger(node, log, config, topic, nursery)
        node.handle(PROTOCOL, handler)
        nursery.start_soon(ledger.keep_published)
        nursery.start_soon(ledger.read_gossip)
        nursery.start_soon(ledger.poll_peers)
        if log.size:
            await ledger.publish()
        try:
            yield ledger
        finally:
            nursery.cancel_scope.cancel()
