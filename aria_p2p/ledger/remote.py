"""Both ends of `/aria/log/1`: answering from one's own log, and reading a peer's with everything verified."""

import trio

from aria_p2p.errors import CodecError, RemoteFault
from aria_p2p.ledger import merkle
from aria_p2p.ledger.codec import (
    Ask,
    ConsistencyAsk,
    ConsistencyReply,
    EntriesAsk,
    EntriesReply,
    HeadAsk,
    HeadReply,
    LeafAsk,
    LeafReply,
    Refusal,
    Reply,
    decode_ask,
    decode_reply,
    encode_ask,
    encode_reply,
)
from aria_p2p.ledger.commitment import Committed
from aria_p2p.ledger.errors import LedgerError, NoteError, ProofError, RemoteLedgerError
from aria_p2p.ledger.log import Log
from aria_p2p.ledger.note import Checkpoint
from aria_p2p.streams import Channel

PROTOCOL = "/aria/log/1"
PAGE_ENTRIES = 32  # with paths of 40 hashes (a trillion entries) the header stays under a frame's 64 KiB
REPLY_TIMEOUT_S = 5.0  # an answer is a read of a local file
IDLE_TIMEOUT_S = 60.0  # an open stream nobody asks on is closed


def answer(log: Log, ask: Ask) -> Reply:
    """Answer one request; a request the log cannot serve is refused with the reason."""
    try:
        if isinstance(ask, HeadAsk):
            return HeadReply(checkpoint=log.checkpoint().note)
        if isinstance(ask, EntriesAsk):
            count = min(ask.count, PAGE_ENTRIES, ask.size - ask.first)
            if count < 1:
                return Refusal(reason=f"no entries from {ask.first} in a tree of {ask.size}")
            paths = tuple(log.inclusion(index, ask.size) for index in range(ask.first, ask.first + count))
            return EntriesReply(entries=log.entries(ask.first, count), paths=paths)
        if isinstance(ask, LeafAsk):
            path = log.inclusion(ask.index, ask.size)
            return LeafReply(leaf=merkle.leaf_hash(log.entry(ask.index)), path=path)
        return ConsistencyReply(path=log.consistency(ask.old, ask.new))
    except LedgerError as error:
        return Refusal(reason=str(error))


async def serve(log: Log, channel: Channel) -> None:
    """Answer requests until the peer goes. Raises RemoteError when it does."""
    while True:
        frame = await channel.receive(IDLE_TIMEOUT_S)
        try:
            ask = decode_ask(frame.header)
        except CodecError as error:
            raise RemoteFault(str(error), channel.peer_id) from error
        reply = await trio.to_thread.run_sync(answer, log, ask)  # the log may be waiting for the disk
        header, body = encode_reply(reply)
        await channel.send(header, body)


class RemoteLog:
    """A peer's log, read over a channel. What does not verify raises RemoteLedgerError; the wire, RemoteError."""

    def __init__(self, channel: Channel, network: str, peer_id: str) -> None:
        self._channel = channel
        self._network = network
        self._peer_id = peer_id

    async def head(self) -> Checkpoint:
        """Its newest signed head, signature verified."""
        reply = await self._ask(HeadAsk())
        if not isinstance(reply, HeadReply):
            raise self._fault("answered something else than a head")
        try:
            head = Checkpoint.parse(reply.checkpoint)
        except NoteError as error:
            raise self._fault(str(error)) from error
        if (head.network, head.peer_id) != (self._network, self._peer_id):
            raise self._fault(f"answered with the head of {head.origin}")
        return head

    async def entries(self, first: int, count: int, head: Checkpoint) -> tuple[Committed, ...]:
        """Some entries from `first`, at least one, at most `count`; each proved to be in the log at `head`."""
        reply = await self._ask(EntriesAsk(first=first, count=count, size=head.size))
        if not isinstance(reply, EntriesReply) or not 0 < len(reply.entries) <= count:
            raise self._fault(f"gave no page of entries from {first}")
        found = tuple(
            Committed(entry=entry, index=first + i, path=path, checkpoint=head.note)
            for i, (entry, path) in enumerate(zip(reply.entries, reply.paths, strict=True))
        )
        for each in found:
            self._verify(each.leaf(), each.index, each.path, head)
        return found

    async def leaf(self, index: int, head: Checkpoint) -> tuple[bytes, tuple[bytes, ...]]:
        """Leaf hash at `index` and its path, proved to be in the log at `head`."""
        reply = await self._ask(LeafAsk(index=index, size=head.size))
        if not isinstance(reply, LeafReply):
            raise self._fault(f"gave no path for leaf {index}")
        self._verify(reply.leaf, index, reply.path, head)
        return reply.leaf, reply.path

    async def check_consistency(self, older: Checkpoint, newer: Checkpoint) -> None:
        """Verify by an RFC 6962 proof that `newer` grew from `older`."""
        reply = await self._ask(ConsistencyAsk(old=older.size, new=newer.size))
        if not isinstance(reply, ConsistencyReply):
            raise self._fault("gave no consistency proof")
        try:
            merkle.verify_consistency(older.size, older.root, newer.size, newer.root, reply.path)
        except ProofError as error:
            raise self._fault(str(error)) from error

    def _verify(self, leaf: bytes, index: int, path: tuple[bytes, ...], head: Checkpoint) -> None:
        try:
            merkle.verify_inclusion(leaf, index, head.size, path, head.root)
        except ProofError as error:
            raise self._fault(str(error)) from error

    async def _ask(self, ask: Ask) -> Reply:
        await self._channel.send(encode_ask(ask))
        frame = await self._channel.receive(REPLY_TIMEOUT_S)
        try:
            reply = decode_reply(frame.header, frame.body)
        except CodecError as error:
            raise self._fault(str(error)) from error
        if isinstance(reply, Refusal):
            raise self._fault(f"refused: {reply.reason[:200]}")
        return reply

    def _fault(self, why: str) -> RemoteLedgerError:
        return RemoteLedgerError(f"log of {self._peer_id}: {why}")
