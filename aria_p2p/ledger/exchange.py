"""The ledger of a running node: its own log, served and announced; the logs of others, followed and verified.

Heads and proofs of equivocation travel by gossip; entries are pulled over `/aria/log/1`. A head is accepted only if its
log provably grew from the head accepted before; an entry is handed on only with its path to an accepted head.
"""

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import trio

from aria_p2p.errors import RemoteError
from aria_p2p.gossip import Topic
from aria_p2p.ledger.commitment import Committed, EquivocationProof
from aria_p2p.ledger.errors import EvidenceError, LedgerError, LogError, NoteError, RemoteLedgerError
from aria_p2p.ledger.events import EntryRefused, EntrySeen, Equivocated, Event, event_of
from aria_p2p.ledger.following import FollowedLog, ProveGrowth
from aria_p2p.ledger.log import Log
from aria_p2p.ledger.note import Checkpoint
from aria_p2p.ledger.remote import PAGE_ENTRIES, PROTOCOL, RemoteLog, serve
from aria_p2p.node import Node
from aria_p2p.streams import Channel

if sys.version_info < (3, 11):
    from exceptiongroup import BaseExceptionGroup  # type: ignore[import-not-found, unused-ignore]

__all__ = ["EntryRefused", "EntrySeen", "Equivocated", "Event", "Ledger", "LedgerConfig", "is_good", "open_ledger"]

TOPIC = "heads"
_HEAD, _EQUIVOCATION = b"H", b"X"  # first byte of a gossiped message

logger = logging.getLogger("aria_p2p.ledger")


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


class _Follower:
    """A followed log and who is reading it."""

    def __init__(self, backlog_entries: int) -> None:
        self.log = FollowedLog(backlog_entries)
        self.reading = trio.Lock()  # one reader at a time, so that entries are handed on in order and once
        self.scheduled = False


class Ledger:
    """A node's ledger. Made by `open_ledger`."""

    def __init__(self, node: Node, log: Log, config: LedgerConfig, topic: Topic, nursery: trio.Nursery) -> None:
        self.log = log
        self.banned: dict[str, EquivocationProof] = {}
        self._node = node
        self._config = config
        self._topic = topic
        self._nursery = nursery
        self._followers: dict[str, _Follower] = {}
        self._events, self._reader = trio.open_memory_channel[Event](config.event_queue)
        self._pulls = trio.CapacityLimiter(config.n_pulls)
        self._n_waiting = 0  # own entries no published head covers
        self._waiting = trio.Event()  # some are
        self._enough = trio.Event()  # publish_entries are

    async def append(self, *entries: bytes) -> int:
        """Add entries to the own log; returns the first index. On disk when this returns, announced soon after."""
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
        follower = self._followers.get(peer_id)
        return follower.log.accepted if follower else None

    async def fetch(self, peer_id: str, index: int, addrs: tuple[str, ...] = ()) -> Committed:
        """One entry of a peer's log under its newest head, verified. Raises RemoteLedgerError or RemoteError."""
        async with self._open(peer_id, addrs) as remote:
            head = await remote.head()
            return (await remote.entries(index, 1, head))[0]

    async def catch_up(self, peer_id: str, addrs: tuple[str, ...] = ()) -> None:
        """Ask a peer for its head now and hand on what is new in its log. Raises RemoteLedgerError or RemoteError.

        Not for the task that reads `events`: it waits for that task when the queue is full.
        """
        follower = self._follow(peer_id)
        if follower is None:
            raise LedgerError(f"{self._config.max_logs} logs are followed already: raise LedgerConfig.max_logs")
        try:
            with trio.fail_after(self._config.pull_timeout_s):
                await self._pull(peer_id, addrs, follower, ask=True)
        except trio.TooSlowError:
            raise RemoteLedgerError(f"log of {peer_id}: not read within {self._config.pull_timeout_s:g} s") from None

    # the tasks of open_ledger

    async def keep_published(self) -> None:
        """Publish a head over new entries, paced."""
        while True:
            await self._waiting.wait()
            with trio.move_on_after(self._config.publish_interval_s):
                await self._enough.wait()
            if self._n_waiting:  # else someone published meanwhile
                await self.publish()

    async def read_gossip(self) -> None:
        """Take heads and proofs of equivocation as they come; `is_good` checked them."""
        async for message in self._topic.messages():
            kind, data = message.data[:1], message.data[1:]
            if kind == _EQUIVOCATION:
                await self._ban(EquivocationProof.decode(data), tell=False)
            else:
                await self._consider(Checkpoint.parse(data))
                self._schedule(message.peer_id, ask=False)

    async def poll_peers(self) -> None:
        """Ask every connected peer for its head now and then: the delivery that is relied on."""
        while True:
            for peer_id in self._node.peers():
                if peer_id not in self.banned:
                    self._schedule(peer_id, ask=True)
            await trio.sleep(self._config.poll_interval_s)  # pacing

    def _schedule(self, peer_id: str, *, ask: bool) -> None:
        follower = self._follow(peer_id)
        if follower is None or follower.scheduled or not (ask or follower.log.next_step()):
            return
        follower.scheduled = True
        self._nursery.start_soon(self._pull_quietly, peer_id, follower, ask)

    async def _pull_quietly(self, peer_id: str, follower: _Follower, ask: bool) -> None:
        try:
            async with self._pulls:
                with trio.fail_after(self._config.pull_timeout_s):
                    await self._pull(peer_id, (), follower, ask=ask)
        except (RemoteError, RemoteLedgerError, trio.TooSlowError) as error:
            logger.debug("log of %s: %s", peer_id, error)
            return
        finally:
            follower.scheduled = False
        if peer_id not in self.banned:
            self._schedule(peer_id, ask=False)  # a head may have come while the stream was being closed

    @asynccontextmanager
    async def _open(self, peer_id: str, addrs: tuple[str, ...]) -> AsyncIterator[RemoteLog]:
        async with self._node.open_channel(peer_id, PROTOCOL, addrs) as channel:
            yield RemoteLog(channel, self.log.network, peer_id)

    def _follow(self, peer_id: str) -> _Follower | None:
        follower = self._followers.get(peer_id)
        if follower is None and len(self._followers) < self._config.max_logs:
            follower = self._followers[peer_id] = _Follower(self._config.backlog_entries)
        return follower

    async def _consider(self, head: Checkpoint) -> None:
        """Take a signed head: two roots for one size end in a ban."""
        follower = self._follow(head.peer_id)
        if follower is not None and head.peer_id not in self.banned:
            proof = follower.log.consider(head)
            if proof is not None:
                await self._ban(proof, tell=True)

    async def _pull(self, peer_id: str, addrs: tuple[str, ...], follower: _Follower, *, ask: bool) -> None:
        """Carry out the followed log's steps until nothing is left to ask."""
        async with follower.reading, self._open(peer_id, addrs) as remote:
            if ask:
                await self._consider(await remote.head())
            while peer_id not in self.banned and (step := follower.log.next_step()) is not None:
                if isinstance(step, ProveGrowth):
                    leaf, path = await remote.leaf(step.older.size - 1, step.newer)
                    proof = follower.log.judge(step, leaf, path)
                    if proof is not None:
                        await self._ban(proof, tell=True)
                    continue
                for committed in await remote.entries(step.first, PAGE_ENTRIES, step.head):
                    await self._events.send(event_of(peer_id, committed))
                    follower.log.entry_read()

    async def _ban(self, proof: EquivocationProof, *, tell: bool) -> None:
        peer_id = proof.check().peer_id
        if peer_id in self.banned:
            return
        self.banned[peer_id] = proof
        if tell:
            await self._topic.publish(_EQUIVOCATION + proof.encode())
        await self._events.send(Equivocated(peer_id=peer_id, proof=proof))


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

    What the body raises comes out as it is, never wrapped in a group.
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

    failure: BaseException | None = None
    try:
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
            except BaseException as error:
                failure = error
                raise
            finally:
                nursery.cancel_scope.cancel()
    except BaseExceptionGroup as group:
        if failure is not None and group.exceptions == (failure,):  # the body's own error comes out as it is
            raise failure from None
        raise
