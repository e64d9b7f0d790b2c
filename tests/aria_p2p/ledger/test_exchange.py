"""Following logs over a network: what is handed on is verified, what is forked is proved, what is lost is found."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trio
from ledger_samples import AUDITOR, OTHER, SERVER, audit, record, signed

from aria_p2p import NodeConfig, open_node
from aria_p2p.errors import RemoteError
from aria_p2p.identity import Identity
from aria_p2p.ledger import (
    Checkpoint,
    EntryRefused,
    EntrySeen,
    Equivocated,
    EquivocationProof,
    EvidenceError,
    Ledger,
    LedgerConfig,
    Log,
    LogError,
    RemoteLedgerError,
    SignedRecord,
    open_ledger,
)
from aria_p2p.ledger.codec import HeadAsk, HeadReply, LeafReply, decode_ask, decode_reply, encode_ask, encode_reply
from aria_p2p.ledger.exchange import is_good
from aria_p2p.ledger.merkle import EMPTY_ROOT
from aria_p2p.ledger.remote import PAGE_ENTRIES, PROTOCOL, answer
from aria_p2p.streams import Channel
from aria_p2p.testing import MemoryNetwork

NETWORK = "aria-test"
DEADLINE_S = 20  # a test that hangs fails; none waits for time to pass
FAST = LedgerConfig(publish_interval_s=0.01, poll_interval_s=0.05)
QUIET = LedgerConfig(publish_interval_s=1000, poll_interval_s=1000)


@asynccontextmanager
async def member(
    network: MemoryNetwork, folder: Path, who: Identity, config: LedgerConfig = FAST
) -> AsyncIterator[Ledger]:
    """A node of the network with its ledger."""
    async with network.open_node(who, network=NETWORK) as node:
        with Log(folder / f"{who.peer_id}.db", who, NETWORK) as log:
            async with open_ledger(node, log, config) as ledger:
                yield ledger


async def take(ledger: Ledger, n: int) -> list[object]:
    """The next n events."""
    found: list[object] = []
    with trio.fail_after(DEADLINE_S):
        async for event in ledger.events():
            found.append(event)
            if len(found) == n:
                return found
    raise AssertionError("the events ended")


def records(n: int, first: int = 0) -> list[bytes]:
    return [signed(record(work_units=i)).encode() for i in range(first, first + n)]


async def test_entries_reach_a_follower_in_order_with_their_proofs(tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with member(network, tmp_path, SERVER) as server, member(network, tmp_path, OTHER) as follower:
        entries = records(PAGE_ENTRIES + 3)
        await server.append(*entries[:2])
        await server.append(*entries[2:])
        seen = await take(follower, len(entries))
        assert all(isinstance(event, EntrySeen) for event in seen)
        assert [event.committed.entry for event in seen] == entries
        assert [event.committed.index for event in seen] == list(range(len(entries)))
        for event in seen:
            assert event.peer_id == SERVER.peer_id
            assert event.committed.check()[0] == event.entry
        head = follower.head_of(SERVER.peer_id)
        assert head is not None
        assert head.size == len(entries)


async def test_records_and_audits_cross_real_sockets(tmp_path: Path) -> None:
    def log(who: Identity) -> Log:
        return Log(tmp_path / who.peer_id, who, NETWORK)

    with log(SERVER) as server_log, log(AUDITOR) as auditor_log, trio.fail_after(DEADLINE_S):
        async with open_node(NodeConfig(identity=SERVER, network=NETWORK)) as server_node:
            config = NodeConfig(identity=AUDITOR, network=NETWORK, bootstrap=server_node.addrs[:1])
            async with open_node(config) as auditor_node:
                async with (
                    open_ledger(server_node, server_log) as server,
                    open_ledger(auditor_node, auditor_log) as auditor,
                ):
                    committed = await server.commit(records(1)[0])
                    (event,) = await take(auditor, 1)
                    assert event.committed == committed
                    await auditor.commit(audit(event.entry).encode())
                    (reply,) = await take(server, 1)
                    assert reply.entry.audit.record_leaf == committed.leaf()


async def test_a_late_joiner_gets_what_was_published_before(tmp_path: Path) -> None:
    network = MemoryNetwork()
    network.lossy = True  # no gossip at all: the poll alone must do
    async with member(network, tmp_path, SERVER) as server:
        await server.append(*records(3))
        await server.publish()
        async with member(network, tmp_path, OTHER) as late:
            assert [event.committed.index for event in await take(late, 3)] == [0, 1, 2]


async def test_only_the_newest_of_a_long_log_is_pulled(tmp_path: Path) -> None:
    network = MemoryNetwork()
    config = LedgerConfig(publish_interval_s=0.01, poll_interval_s=0.05, backlog_entries=4)
    async with member(network, tmp_path, SERVER, QUIET) as server, member(network, tmp_path, OTHER, config) as late:
        await server.append(*records(10))
        await server.publish()
        assert [event.committed.index for event in await take(late, 4)] == [6, 7, 8, 9]


async def test_records_and_audits_cross(tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with member(network, tmp_path, SERVER) as server, member(network, tmp_path, AUDITOR) as auditor:
        committed = await server.commit(records(1)[0])
        (event,) = await take(auditor, 1)
        assert event.committed == committed
        await auditor.commit(audit(event.entry).encode())
        (reply,) = await take(server, 1)
        assert reply.peer_id == AUDITOR.peer_id
        assert reply.entry.audit.record_leaf == committed.leaf()


async def test_a_tampered_entry_is_named(tmp_path: Path) -> None:
    """A server logs a record whose outputs it changed after the client signed."""
    network = MemoryNetwork()
    good = signed(record())
    tampered = SignedRecord(
        record=record(outputs=(b"x", b"y")),
        server_signature=SignedRecord.by_server(record(outputs=(b"x", b"y")), SERVER).server_signature,
        client_signature=good.client_signature,
    )
    async with member(network, tmp_path, SERVER) as server, member(network, tmp_path, OTHER) as follower:
        await server.append(tampered.encode(), b"no entry at all", good.encode())
        first, second, third = await take(follower, 3)
        assert isinstance(first, EntryRefused)
        assert isinstance(second, EntryRefused)
        assert isinstance(third, EntrySeen)
        assert first.peer_id == SERVER.peer_id
        assert "client's half" in first.reason
        with pytest.raises(EvidenceError):
            first.committed.check()


async def test_anothers_record_in_ones_own_log_is_named(tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with member(network, tmp_path, AUDITOR) as thief, member(network, tmp_path, OTHER) as follower:
        await thief.append(signed(record()).encode())
        (event,) = await take(follower, 1)
        assert isinstance(event, EntryRefused)
        assert "stands in the log" in event.reason


async def forked_server(network: MemoryNetwork, folder: Path, follower: Ledger, sizes: tuple[int, int]) -> Equivocated:
    """SERVER shows one history, is restarted with another, and goes on."""
    async with network.open_node(SERVER, network=NETWORK) as node:
        with Log(folder / "first.db", SERVER, NETWORK) as log:
            async with open_ledger(node, log, QUIET) as server:
                await server.append(*records(sizes[0]))
                await server.publish()
                await take(follower, sizes[0])
    async with network.open_node(SERVER, network=NETWORK) as node:
        with Log(folder / "second.db", SERVER, NETWORK) as log:
            async with open_ledger(node, log, QUIET) as server:
                await server.append(*records(sizes[1], first=100))
                await server.publish()
                (event,) = await take(follower, 1)
                assert isinstance(event, Equivocated)
                return event


@pytest.mark.parametrize("sizes", [(3, 3), (3, 7)], ids=["same size", "grown"])
async def test_two_histories_end_in_a_proof_and_a_ban_everywhere(tmp_path: Path, sizes: tuple[int, int]) -> None:
    network = MemoryNetwork()
    async with member(network, tmp_path, OTHER) as follower, member(network, tmp_path, AUDITOR) as bystander:
        event = await forked_server(network, tmp_path, follower, sizes)
        assert event.proof.check().peer_id == event.peer_id == SERVER.peer_id
        assert SERVER.peer_id in follower.banned
        with trio.fail_after(DEADLINE_S):
            async for seen in bystander.events():
                if isinstance(seen, Equivocated):
                    assert seen.proof.check().peer_id == SERVER.peer_id
                    break
        assert SERVER.peer_id in bystander.banned


async def test_a_restarted_log_is_followed_on(tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with member(network, tmp_path, OTHER) as follower:
        for first in (0, 2, 4):
            async with member(network, tmp_path, SERVER) as server:
                await server.append(*records(2, first))
                assert [event.committed.index for event in await take(follower, 2)] == [first, first + 1]
        assert not follower.banned


async def test_a_cut_link_loses_nothing(tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with network.open_node(SERVER, network=NETWORK) as a, network.open_node(OTHER, network=NETWORK) as b:
        with Log(tmp_path / "a.db", SERVER, NETWORK) as log_a, Log(tmp_path / "b.db", OTHER, NETWORK) as log_b:
            async with open_ledger(a, log_a, FAST) as server, open_ledger(b, log_b, FAST) as follower:
                await server.append(*records(2))
                await take(follower, 2)
                network.cut(a, b)
                await server.append(*records(2, 2))
                with pytest.raises(RemoteError):
                    await follower.catch_up(SERVER.peer_id)
                network.heal(a, b)
                assert [event.committed.index for event in await take(follower, 2)] == [2, 3]


async def test_fetch_one_entry(tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with member(network, tmp_path, SERVER, QUIET) as server, member(network, tmp_path, OTHER, QUIET) as reader:
        await server.append(*records(4))
        found = await reader.fetch(SERVER.peer_id, 2)
        assert found.entry == records(1, 2)[0]
        found.check()
        with pytest.raises(RemoteLedgerError, match="refused"):
            await reader.fetch(SERVER.peer_id, 4)


async def test_garbage_requests_end_their_stream_only(tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with member(network, tmp_path, SERVER, QUIET) as server, network.open_node(OTHER, network=NETWORK) as node:
        await server.append(*records(1))
        with trio.fail_after(DEADLINE_S):
            async with node.open_channel(SERVER.peer_id, PROTOCOL) as channel:
                await channel.send(b"\xff\xff not a request")
                with pytest.raises(RemoteError):
                    await channel.receive()
            async with node.open_channel(SERVER.peer_id, PROTOCOL) as channel:
                await channel.send(encode_ask(HeadAsk()))
                frame = await channel.receive()
        reply = decode_reply(frame.header, frame.body)
        assert isinstance(reply, HeadReply)
        assert Checkpoint.parse(reply.checkpoint).size == 1


async def test_a_log_service_that_lies_is_caught(tmp_path: Path) -> None:
    """The head is true, the entries are another's: nothing is handed on and nobody is banned for a mere lie."""
    network = MemoryNetwork()
    truth = Log(tmp_path / "truth.db", SERVER, NETWORK)
    truth.append_all(records(3))
    lie = Log(tmp_path / "lie.db", SERVER, NETWORK)
    lie.append_all(records(3, 50))

    async def serve_lies(channel: Channel) -> None:
        while True:
            ask = decode_ask((await channel.receive()).header)
            await channel.send(*encode_reply(answer(truth if isinstance(ask, HeadAsk) else lie, ask)))

    with truth, lie:
        async with (
            network.open_node(SERVER, network=NETWORK) as liar,
            member(network, tmp_path, OTHER, QUIET) as reader,
        ):
            liar.handle(PROTOCOL, serve_lies)
            with pytest.raises(RemoteLedgerError, match="does not lead to the root"):
                await reader.catch_up(SERVER.peer_id)
            assert not reader.banned


async def test_anothers_head_is_not_taken_for_the_peers(tmp_path: Path) -> None:
    network = MemoryNetwork()

    async def serve_anothers_head(channel: Channel) -> None:
        decode_ask((await channel.receive()).header)
        await channel.send(*encode_reply(HeadReply(checkpoint=Checkpoint.sign(AUDITOR, NETWORK, 0, EMPTY_ROOT).note)))

    async with network.open_node(SERVER, network=NETWORK) as liar, member(network, tmp_path, OTHER, QUIET) as reader:
        liar.handle(PROTOCOL, serve_anothers_head)
        with pytest.raises(RemoteLedgerError, match="answered with the head of"):
            await reader.catch_up(SERVER.peer_id)


def test_gossip_is_checked_before_it_travels_on(tmp_path: Path) -> None:
    head = Checkpoint.sign(SERVER, NETWORK, 3, bytes(32)).note
    fork = Checkpoint.sign(SERVER, NETWORK, 3, b"\x01" * 32).note
    proof = EquivocationProof(older=head, newer=fork).encode()
    assert is_good(NETWORK, SERVER.peer_id, b"H" + head)
    assert is_good(NETWORK, OTHER.peer_id, b"X" + proof)
    for network, peer_id, data in (
        (NETWORK, OTHER.peer_id, b"H" + head),
        ("other", SERVER.peer_id, b"H" + head),
        (NETWORK, SERVER.peer_id, b"H" + head[:-2]),
        (NETWORK, SERVER.peer_id, b"Z" + head),
        (NETWORK, SERVER.peer_id, b""),
        ("other", OTHER.peer_id, b"X" + proof),
        (NETWORK, OTHER.peer_id, b"X" + proof[:-1]),
        (NETWORK, OTHER.peer_id, b"X" + EquivocationProof(older=head, newer=head).encode()),
    ):
        assert not is_good(network, peer_id, data)


def test_replies_round_trip() -> None:
    reply = LeafReply(leaf=b"l" * 32, path=(b"p" * 32,))
    assert decode_reply(*encode_reply(reply)) == reply


async def test_a_fork_kept_small_is_found_too(tmp_path: Path) -> None:
    """The second history is shown at a smaller size than the first, by gossip alone."""
    network = MemoryNetwork()
    async with member(network, tmp_path, SERVER, QUIET) as server, member(network, tmp_path, OTHER, FAST) as follower:
        await server.append(*records(5))
        await server.publish()
        await take(follower, 5)
        fork = Checkpoint.sign(SERVER, NETWORK, 3, bytes(range(32)))
        await server._topic.publish(b"H" + fork.note)
        (event,) = await take(follower, 1)
        assert isinstance(event, Equivocated)
        assert event.proof.check().size == 5


async def test_the_bodys_own_error_comes_out_unwrapped(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="mine"):
        async with member(MemoryNetwork(), tmp_path, SERVER):
            raise LookupError("mine")


async def test_the_log_must_be_the_nodes_own(tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with network.open_node(OTHER, network=NETWORK) as node:
        with Log(tmp_path / "log.db", SERVER, NETWORK) as log:
            with pytest.raises(LogError, match="is not of node"):
                async with open_ledger(node, log):
                    raise AssertionError("opened")
