"""Channels and nodes on the memory network: the same code as over libp2p, with faults at will."""

import math

import pytest
import trio
import trio.testing
from overlay_child import echo

from aria_p2p.config import Limits
from aria_p2p.errors import (
    ConfigError,
    FrameError,
    LocalError,
    RemoteClosed,
    RemoteFault,
    RemoteTimeout,
    RemoteUnreachable,
)
from aria_p2p.streams import Channel
from aria_p2p.testing import MemoryNetwork


async def test_frames_go_both_ways_and_back_pressure_holds(autojump_clock: object) -> None:
    network = MemoryNetwork()
    async with network.open_node() as server, network.open_node() as client:
        server.handle("/echo/1", echo)
        async with client.open_channel(server.peer_id, "/echo/1") as channel:
            for body in (b"", b"x", bytes(5_000_000)):
                await channel.send(b"h", memoryview(body))
                frame = await channel.receive()
                assert (frame.header, frame.body) == (b"h", body)

        async def deaf(channel: Channel) -> None:
            await trio.sleep_forever()

        server.handle("/deaf/1", deaf)
        async with client.open_channel(server.peer_id, "/deaf/1") as channel:
            with trio.move_on_after(1) as scope:
                for _ in range(1000):
                    await channel.send(b"", bytes(1_000_000))
            assert scope.cancelled_caught  # the queue is bounded: the sender waits


async def test_a_cut_and_a_crash_are_seen_by_both_sides(autojump_clock: object) -> None:
    network = MemoryNetwork()
    async with network.open_node() as a, network.open_node() as b, network.open_node() as c:
        for node in (b, c):
            node.handle("/echo/1", echo)
        assert set(a.peers()) == {b.peer_id, c.peer_id}
        async with a.open_channel(b.peer_id, "/echo/1") as to_b, a.open_channel(c.peer_id, "/echo/1") as to_c:
            network.cut(a, b)
            with pytest.raises(RemoteClosed) as caught:
                await to_b.receive()
            assert caught.value.peer_id == b.peer_id
            with pytest.raises(RemoteUnreachable):
                async with a.open_channel(b.peer_id, "/echo/1"):
                    pass
            network.kill(c)
            with pytest.raises(RemoteClosed):
                await to_c.receive()
        assert a.peers() == ()
        network.heal(a, b)
        async with a.open_channel(b.peer_id, "/echo/1") as again:
            await again.send(b"back")
            assert (await again.receive()).header == b"back"


async def test_misuse_of_a_channel_is_named(autojump_clock: object) -> None:
    network = MemoryNetwork(limits=Limits(max_frame_bytes=1000))
    async with network.open_node() as server, network.open_node() as client:
        server.handle("/echo/1", echo)
        async with client.open_channel(server.peer_id, "/echo/1") as channel:
            with pytest.raises(FrameError, match="1000"):
                await channel.send(b"", bytes(1000))
            async with trio.open_nursery() as nursery:
                nursery.start_soon(channel.receive, math.inf)
                await trio.testing.wait_all_tasks_blocked()
                with pytest.raises(LocalError, match="two tasks"):
                    await channel.receive()
                await channel.send(b"done")
            with pytest.raises(RemoteTimeout, match="2 s"):
                await channel.receive(2)
        with pytest.raises(LocalError, match="closed here"):
            await channel.send(b"late")
        with pytest.raises(RemoteUnreachable, match="does not speak"):
            async with client.open_channel(server.peer_id, "/none/1"):
                pass
        with pytest.raises(ConfigError, match="multiaddr"):
            await client.connect("nonsense")


async def test_a_stream_that_ends_inside_a_frame_is_a_fault(autojump_clock: object) -> None:
    caught: list[Exception] = []

    async def note(channel: Channel) -> None:
        try:
            await channel.receive()
        except RemoteFault as error:
            caught.append(error)

    network = MemoryNetwork()
    async with network.open_node() as server, network.open_node() as client:
        server.handle("/note/1", note)
        stream = await client._transport.open_stream(server.peer_id, "/note/1", ())
        await stream.write(b"\0\0\0\x10\0\x01")
        await stream.close()
        await trio.testing.wait_all_tasks_blocked()
    assert "inside a frame" in str(caught[0])


async def test_an_error_in_the_body_reaches_the_peer_as_a_break(autojump_clock: object) -> None:
    ends: list[str] = []

    async def listen(channel: Channel) -> None:
        try:
            while True:
                await channel.receive()
        except RemoteClosed as error:
            ends.append(str(error))

    network = MemoryNetwork()
    async with network.open_node() as server, network.open_node() as client:
        server.handle("/listen/1", listen)
        with pytest.raises(ZeroDivisionError):
            async with client.open_channel(server.peer_id, "/listen/1"):
                raise ZeroDivisionError
        async with client.open_channel(server.peer_id, "/listen/1"):
            pass
        await trio.testing.wait_all_tasks_blocked()
    assert ["broke" in end for end in ends] == [True, False]


@pytest.mark.parametrize("name", ["max_frame_bytes", "receive_timeout_s", "topic_queue"])
def test_limits_must_be_positive(name: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Limits(**{name: 0})
