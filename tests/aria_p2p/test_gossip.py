"""Gossip: signed, validated, delivered once, and repaired when the carrier loses it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
import trio

from aria_p2p.config import Limits
from aria_p2p.errors import ConfigError
from aria_p2p.gossip import KEPT_S, PROTOCOL, Topic
from aria_p2p.identity import Identity
from aria_p2p.node import Node
from aria_p2p.signed import sign_message
from aria_p2p.streams import Channel
from aria_p2p.testing import MemoryNetwork
from aria_p2p.types import Message

OpenLoopback = Callable[..., AbstractAsyncContextManager[Node]]


def anything(peer_id: str, data: bytes) -> bool:
    return True


async def take(topic: Topic, n_messages: int) -> list[Message]:
    got: list[Message] = []
    async for message in topic.messages():
        got.append(message)
        if len(got) == n_messages:
            break
    return got


async def test_everyone_hears_once_who_said_what(autojump_clock: object) -> None:
    network = MemoryNetwork()
    async with network.open_node() as a, network.open_node() as b, network.open_node() as c:
        topics = [await node.gossip.topic("t", anything) for node in (a, b, c)]
        await topics[0].publish(b"same")
        await topics[0].publish(b"same")
        await topics[1].publish(b"mine")
        with trio.fail_after(30):
            got = await take(topics[2], 3)
        assert [(m.peer_id, m.data) for m in got] == [(a.peer_id, b"same")] * 2 + [(b.peer_id, b"mine")]
        with trio.move_on_after(60) as scope:  # rounds of repair bring nothing twice
            await take(topics[2], 1)
        assert scope.cancelled_caught


async def test_what_the_carrier_loses_is_repaired_also_for_a_late_joiner(autojump_clock: object) -> None:
    network = MemoryNetwork()
    network.lossy = True
    async with network.open_node() as a, network.open_node() as b:
        topic_a, topic_b = await a.gossip.topic("t", anything), await b.gossip.topic("t", anything)
        for number in range(200):  # more than one round of repair pulls
            await topic_a.publish(str(number).encode())
        with trio.fail_after(120):
            assert [m.data for m in await take(topic_b, 200)] == [str(number).encode() for number in range(200)]
        network.kill(a)
        async with network.open_node() as late:
            topic = await late.gossip.topic("t", anything)
            with trio.fail_after(120):
                assert {m.peer_id for m in await take(topic, 200)} == {a.peer_id}  # signed by a, brought by b


async def test_bad_messages_are_not_taken_and_not_passed_on(autojump_clock: object) -> None:
    now = [1_000_000.0]
    network = MemoryNetwork(now=lambda: now[0])
    stranger = Identity.generate()
    async with network.open_node() as a, network.open_node() as b:
        topic = await a.gossip.topic("t", lambda peer_id, data: data != b"bad")
        quiet = await b.gossip.topic("t", anything)

        def signed(
            data: bytes = b"good", *, at: float = 1_000_000.0, where: str = "t", net: str = "aria-memory"
        ) -> bytes:
            return sign_message(stranger, net, where, round(at * 1000), data)

        receive = network._nodes[a.peer_id].topics["aria/aria-memory/t"]
        assert not receive(b"junk")
        assert not receive(signed(b"bad"))
        assert not receive(signed(where="other"))
        assert not receive(signed(net="other"))
        assert not receive(signed(at=1_000_000.0 - KEPT_S - 1))
        assert not receive(signed(at=1_000_000.0 + 3600))
        spoilt = bytearray(signed())
        spoilt[-1] ^= 1  # another byte, whatever it was: one key in sixteen signs with a last byte of zero
        assert not receive(bytes(spoilt))
        assert not receive(signed(bytes(100_000)))
        assert receive(signed())
        with trio.fail_after(60):
            assert [m.data for m in await take(topic, 1)] == [b"good"]
            assert [m.data for m in await take(quiet, 1)] == [b"good"]  # by repair, and nothing else came with it


async def test_a_slow_reader_loses_the_oldest_and_is_told(autojump_clock: object) -> None:
    network = MemoryNetwork(limits=Limits(topic_queue=3))
    async with network.open_node() as a, network.open_node() as b:
        topic_a, topic_b = await a.gossip.topic("t", anything), await b.gossip.topic("t", anything)
        for number in range(5):
            await topic_a.publish(str(number).encode())
        assert [m.data for m in await take(topic_b, 3)] == [b"2", b"3", b"4"]
        assert topic_b.n_dropped == 2


async def test_misuse_is_named() -> None:
    async with MemoryNetwork().open_node() as node:
        topic = await node.gossip.topic("t", lambda peer_id, data: data != b"bad")
        with pytest.raises(ConfigError, match="joined"):
            await node.gossip.topic("t", anything)
        with pytest.raises(ConfigError, match="validator"):
            await topic.publish(b"bad")
        with pytest.raises(ConfigError, match="limit"):
            await topic.publish(bytes(1 << 20))


async def test_a_peer_that_floods_in_repair_is_cut_off(autojump_clock: object) -> None:
    from aria_p2p.codec import encode_sync_reply

    network = MemoryNetwork()
    flooded = trio.Event()

    async def flood(channel: Channel) -> None:
        await channel.receive()
        await channel.send(encode_sync_reply(1_000_000))
        with pytest.raises(Exception):  # noqa: B017  # the asker hangs up, in whatever way
            while True:
                await channel.send(b"", bytes(1000))
        flooded.set()

    async with network.open_node() as a, network.open_node() as b:
        b.handle(PROTOCOL, flood)
        await a.gossip.topic("t", anything)
        with trio.fail_after(60):
            await flooded.wait()


async def test_delivered_over_libp2p_to_early_and_late(open_loopback: OpenLoopback) -> None:
    async with open_loopback() as boot, open_loopback(boot) as a, open_loopback(boot) as b:
        topics = [await node.gossip.topic("heads", anything) for node in (boot, a, b)]
        with trio.fail_after(40):
            await topics[1].publish(b"first")  # the mesh may not stand yet: repair must bring it
            assert [(m.peer_id, m.data) for m in await take(topics[2], 1)] == [(a.peer_id, b"first")]
            await topics[2].publish(b"second")
            assert [m.data for m in await take(topics[1], 1)] == [b"second"]
            async with open_loopback(boot) as late:
                topic = await late.gossip.topic("heads", anything)
                assert {m.data for m in await take(topic, 2)} == {b"first", b"second"}


async def test_a_burst_arrives_whole_over_libp2p(open_loopback: OpenLoopback) -> None:
    async with open_loopback() as a, open_loopback(a) as b:
        topic_a, topic_b = await a.gossip.topic("heads", anything), await b.gossip.topic("heads", anything)
        with trio.fail_after(40):
            await topic_b.publish(b"hello")
            await take(topic_a, 1)
            for number in range(100):  # the stock library keeps 10 of a second's burst, and 32 of a queue
                await topic_a.publish(str(number).encode())
            assert {m.data for m in await take(topic_b, 100)} == {str(number).encode() for number in range(100)}
