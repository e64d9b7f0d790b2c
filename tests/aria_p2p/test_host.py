"""The libp2p host on loopback: each measured fault of the stock one, provoked."""

import logging
import socket
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any

import pytest
import trio
import trio.testing
from overlay_child import echo
from overlay_process import child_node

from aria_p2p import host
from aria_p2p.config import NodeConfig
from aria_p2p.errors import ConfigError, LocalError, RemoteClosed, RemoteFault, RemoteTimeout, RemoteUnreachable
from aria_p2p.host import core, yamux
from aria_p2p.identity import Identity
from aria_p2p.node import Node, open_node
from aria_p2p.streams import Channel

OpenLoopback = Callable[..., AbstractAsyncContextManager[Node]]


async def ask(channel: Channel, body: bytes) -> bytes:
    await channel.send(b"?", body)
    return (await channel.receive(10)).body


async def test_frames_of_all_sizes_return_from_another_process(open_loopback: OpenLoopback) -> None:
    async with child_node() as child, open_loopback() as node:
        with trio.fail_after(30):
            assert await node.connect(child.addr) == child.peer_id
            assert node.peers() == (child.peer_id,)
            async with node.open_channel(child.peer_id, "/echo/1") as channel:
                for size in (0, 1, 65_519, 65_536, 3_000_000, 12_000_000):
                    body = bytes(range(256)) * (size // 256 + 1)
                    assert await ask(channel, body[:size]) == body[:size]


async def test_a_handler_that_raises_ends_its_stream_only(open_loopback: OpenLoopback, caplog: Any) -> None:
    async def broken(channel: Channel) -> None:
        await channel.receive()
        raise ValueError("a bug in a handler")

    caplog.set_level(logging.CRITICAL, logger="aria_p2p")
    async with open_loopback() as server, open_loopback(server) as client:
        server.handle("/broken/1", broken)
        server.handle("/echo/1", echo)
        with trio.fail_after(20):
            async with client.open_channel(server.peer_id, "/echo/1") as good:
                async with client.open_channel(server.peer_id, "/broken/1") as bad:
                    await bad.send(b"")
                    with pytest.raises(RemoteClosed):
                        await bad.receive()
                assert await ask(good, b"still here") == b"still here"


async def test_a_cancelled_writer_cuts_no_frame(open_loopback: OpenLoopback) -> None:
    """In the stock muxer this leaves half a frame on the wire and every stream of the connection dies."""
    release = trio.Event()

    async def slow(channel: Channel) -> None:
        await release.wait()
        n_frames = 0
        while True:
            frame = await channel.receive(5)
            n_frames += 1
            assert frame.body == bytes(1_000_000)
            if frame.header == b"last":
                await channel.send(str(n_frames).encode())

    async with open_loopback() as server, open_loopback(server) as client:
        server.handle("/slow/1", slow)
        server.handle("/echo/1", echo)
        with trio.fail_after(30):
            async with client.open_channel(server.peer_id, "/slow/1") as stuck:
                n_sent = 0
                with trio.move_on_after(0.5) as scope:
                    while True:
                        await stuck.send(b"more", bytes(1_000_000))
                        n_sent += 1
                assert scope.cancelled_caught
                async with client.open_channel(server.peer_id, "/echo/1") as other:
                    assert await ask(other, b"x" * 100_000) == b"x" * 100_000
                release.set()
                await stuck.send(b"last", bytes(1_000_000))
                assert int((await stuck.receive()).header) == n_sent + 1


async def test_a_cancelled_read_loses_nothing(open_loopback: OpenLoopback) -> None:
    go = trio.Event()

    async def late(channel: Channel) -> None:
        await channel.receive()
        await channel.send(b"1", bytes(300_000))
        await go.wait()
        await channel.send(b"2")

    async with open_loopback() as server, open_loopback(server) as client:
        server.handle("/late/1", late)
        with trio.fail_after(20):
            async with client.open_channel(server.peer_id, "/late/1") as channel:
                await channel.send(b"")
                first = None
                while first is None:  # cancelled again and again, at every point of the way
                    try:
                        first = await channel.receive(0.002)
                    except RemoteTimeout:
                        continue
                assert first.body == bytes(300_000)
                with pytest.raises(RemoteTimeout):
                    await channel.receive(0.05)
                go.set()
                assert (await channel.receive()).header == b"2"


async def test_what_was_sent_before_a_close_arrives(open_loopback: OpenLoopback) -> None:
    got: list[bytes] = []
    done = trio.Event()

    async def collect(channel: Channel) -> None:
        try:
            while True:
                got.append((await channel.receive()).body)
        except RemoteClosed:
            done.set()

    async with open_loopback() as server, open_loopback(server) as client:
        server.handle("/collect/1", collect)
        with trio.fail_after(20):
            async with client.open_channel(server.peer_id, "/collect/1") as channel:
                for number in range(20):
                    await channel.send(b"", bytes([number]) * 10_000)
            await done.wait()
    assert got == [bytes([number]) * 10_000 for number in range(20)]


async def test_a_peer_that_ignores_its_window_loses_the_stream_only(open_loopback: OpenLoopback) -> None:
    """The stock muxer buffers whatever comes."""
    held = trio.Event()

    async def hold(channel: Channel) -> None:
        await held.wait()

    async with open_loopback() as server, open_loopback(server) as client:
        server.handle("/hold/1", hold)
        server.handle("/echo/1", echo)
        with trio.fail_after(20):
            stream = await client._transport.open_stream(server.peer_id, "/hold/1", ())
            stream._muxed.send_window = 1 << 30
            await stream.write(bytes(3_000_000))
            async with client.open_channel(server.peer_id, "/echo/1") as channel:
                assert await ask(channel, b"x" * 50_000) == b"x" * 50_000
            (conn,) = server._transport._swarm.get_connections()
            assert max(map(len, conn.muxed_conn.stream_buffers.values()), default=0) <= yamux.WINDOW_BYTES
            held.set()


async def test_both_sides_may_dial_at_once(open_loopback: OpenLoopback) -> None:
    for _ in range(5):
        async with open_loopback() as a, open_loopback() as b:
            a.handle("/echo/1", echo)
            b.handle("/echo/1", echo)

            async def talk(one: Node, other: Node) -> None:
                for _ in range(5):
                    async with one.open_channel(other.peer_id, "/echo/1", other.addrs) as channel:
                        assert await ask(channel, b"hello") == b"hello"

            with trio.fail_after(20):
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(talk, a, b)
                    nursery.start_soon(talk, b, a)


async def test_closed_streams_leave_nothing_behind(open_loopback: OpenLoopback) -> None:
    async with open_loopback() as server, open_loopback(server) as client:
        server.handle("/echo/1", echo)
        with trio.fail_after(40):
            async with client.open_channel(
                server.peer_id, "/echo/1"
            ) as channel:  # identify and gossip settle meanwhile
                await ask(channel, b"x")
            (there,), (here,) = server._transport._swarm.get_connections(), client._transport._swarm.get_connections()
            before = len(here.muxed_conn.streams)
            for _ in range(300):  # more than the 256 slots of a connection
                async with client.open_channel(server.peer_id, "/echo/1") as channel:
                    assert await ask(channel, b"x") == b"x"
            assert len(here.muxed_conn.streams) < before + 10
            assert len(there.muxed_conn.streams) < before + 10


async def test_a_peer_has_only_so_many_streams(open_loopback: OpenLoopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "MAX_STREAMS_PER_PEER", 8)
    release = trio.Event()
    n_held = 0

    async def hold(channel: Channel) -> None:
        nonlocal n_held
        n_held += 1
        await release.wait()

    async with (
        open_loopback(dht=False, gossip=False) as server,
        open_loopback(server, dht=False, gossip=False) as greedy,
    ):
        server.handle("/hold/1", hold)
        server.handle("/echo/1", echo)
        with trio.fail_after(30):
            with pytest.raises(RemoteUnreachable):
                async with AsyncExitStack() as stack:
                    for _ in range(20):
                        await stack.enter_async_context(greedy.open_channel(server.peer_id, "/hold/1"))
            assert 0 < n_held <= 8
            async with open_loopback(server) as other, other.open_channel(server.peer_id, "/echo/1") as channel:
                assert await ask(channel, b"still served") == b"still served"
            release.set()


async def test_nodes_go_back_to_a_bootstrap_node_that_restarts(
    open_loopback: OpenLoopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "REJOIN_INTERVAL_S", 0.1)
    identity, stop, stopped = Identity.generate(), trio.Event(), trio.Event()

    async def boot(task_status: Any) -> None:
        async with open_loopback(identity=identity) as first:
            task_status.started(first.addrs[0])
            await stop.wait()
        stopped.set()

    with trio.fail_after(30):
        async with trio.open_nursery() as nursery:
            addr = await nursery.start(boot)
            async with open_loopback(bootstrap=(addr,)) as node:
                assert node.peers() == (identity.peer_id,)
                stop.set()
                await stopped.wait()
                async with open_loopback(identity=identity, listen=(addr.split("/p2p/")[0],)):
                    while node.peers() != (identity.peer_id,):
                        await trio.lowlevel.checkpoint()


async def test_what_is_no_frame_is_the_peers_fault(open_loopback: OpenLoopback) -> None:
    caught: list[Exception] = []
    done = trio.Event()

    async def strict(channel: Channel) -> None:
        try:
            await channel.receive()
        except RemoteFault as error:
            caught.append(error)
            done.set()
            raise

    async with open_loopback() as server, open_loopback(server) as client:
        server.handle("/strict/1", strict)
        with trio.fail_after(20):
            stream = await client._transport.open_stream(server.peer_id, "/strict/1", ())
            await stream.write(b"\xff" * 100)
            await done.wait()
            with pytest.raises(RemoteClosed):
                while await stream.read(100):
                    pass
                raise RemoteClosed("closed in order")
    assert "allowed are" in str(caught[0])


async def test_garbage_and_plaintext_on_the_port_are_survived(open_loopback: OpenLoopback) -> None:
    async with open_loopback() as server:
        server.handle("/echo/1", echo)
        port = int(server.addrs[0].split("/tcp/")[1].split("/")[0])
        with trio.fail_after(30):
            for garbage in (b"\0" * 64, b"GET / HTTP/1.0\r\n\r\n", b"\x13/multistream/1.0.0\n" + b"\xff" * 200):
                tcp = await trio.open_tcp_stream("127.0.0.1", port)
                await tcp.send_all(garbage)
                await tcp.send_eof()
                try:
                    while await tcp.receive_some():
                        pass
                except trio.BrokenResourceError:
                    pass
                await tcp.aclose()
            async with open_loopback(server) as client, client.open_channel(server.peer_id, "/echo/1") as channel:
                assert await ask(channel, b"alive") == b"alive"


async def test_only_noise_is_spoken(open_loopback: OpenLoopback) -> None:
    """The stock host accepts /plaintext/2.0.0; ours answers `na` to everything but noise."""

    def line(text: str) -> bytes:
        return bytes([len(text) + 1]) + text.encode() + b"\n"

    async def offer(port: int, protocol: str) -> bytes:
        tcp = await trio.open_tcp_stream("127.0.0.1", port)
        async with tcp:
            await tcp.send_all(line("/multistream/1.0.0") + line(protocol))
            heard = b""
            expected = len(line("/multistream/1.0.0"))
            while len(heard) <= expected or len(heard) < expected + 1 + heard[expected]:
                heard += await tcp.receive_some()
            return heard[expected + 1 :]

    async with open_loopback() as server:
        port = int(server.addrs[0].split("/tcp/")[1].split("/")[0])
        with trio.fail_after(20):
            for protocol in ("/plaintext/2.0.0", "/tls/1.0.0", "/secio/1.0.0"):
                assert await offer(port, protocol) == b"na\n"
            assert await offer(port, "/noise") == b"/noise\n"


async def test_an_unknown_protocol_and_a_dead_peer_are_told_in_time(open_loopback: OpenLoopback) -> None:
    async with child_node() as child, open_loopback() as node:
        with trio.fail_after(30):
            with pytest.raises(RemoteUnreachable, match="/nobody/1"):
                async with node.open_channel(child.peer_id, "/nobody/1", (child.addr,)):
                    pass
            async with node.open_channel(child.peer_id, "/echo/1") as channel:
                child.process.kill()
                with pytest.raises(RemoteClosed):
                    await channel.receive()
            with pytest.raises(RemoteUnreachable) as caught:
                async with node.open_channel(child.peer_id, "/echo/1", (child.addr,)):
                    pass
            assert caught.value.peer_id == child.peer_id


async def test_a_wrong_peer_id_is_not_accepted(open_loopback: OpenLoopback) -> None:
    async with open_loopback() as server, open_loopback() as client:
        stranger = Identity.generate().peer_id
        with trio.fail_after(20), pytest.raises(RemoteUnreachable):
            await client.connect(server.addrs[0].replace(server.peer_id, stranger))


async def test_announced_addresses_can_be_dialled(open_loopback: OpenLoopback) -> None:
    async with open_loopback(listen=("/ip4/0.0.0.0/tcp/0",)) as server:
        assert "0.0.0.0" not in "".join(server.addrs)
        with trio.fail_after(20):
            async with open_loopback(server) as client:
                assert client.peers() == (server.peer_id,)
    async with open_loopback(announce=("/dns4/node.example.org/tcp/4001",)) as hidden:
        assert hidden.addrs == (f"/dns4/node.example.org/tcp/4001/p2p/{hidden.peer_id}",)


async def test_port_in_use_is_one_clear_error(open_loopback: OpenLoopback) -> None:
    async with open_loopback() as first:
        taken = first.addrs[0].split("/p2p/")[0]
        with trio.fail_after(20), pytest.raises(LocalError, match="in use"):
            async with open_loopback(listen=(taken,)):
                raise AssertionError("opened on a port that is taken")


async def test_bootstrap_that_does_not_answer_is_one_clear_error() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        addr = f"/ip4/127.0.0.1/tcp/{closed.getsockname()[1]}/p2p/{Identity.generate().peer_id}"
        with trio.fail_after(20), pytest.raises(RemoteUnreachable, match="no bootstrap peer answers"):
            async with open_node(NodeConfig(identity=Identity.generate(), bootstrap=(addr,))):
                raise AssertionError("opened without its bootstrap peer")


async def test_a_silent_bootstrap_peer_is_given_up(open_loopback: OpenLoopback) -> None:
    """It accepts and never says a word."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        addr = f"/ip4/127.0.0.1/tcp/{silent.getsockname()[1]}/p2p/{Identity.generate().peer_id}"
        with trio.fail_after(20), pytest.raises(RemoteUnreachable, match="no bootstrap peer answers"):
            async with open_node(NodeConfig(identity=Identity.generate(), bootstrap=(addr,))):
                raise AssertionError("opened without its bootstrap peer")


@pytest.mark.parametrize(
    "setting",
    [
        {"listen": ("127.0.0.1:0",)},
        {"listen": ("/ip4/127.0.0.1/tcp/22222222",)},
        {"bootstrap": ("/ip4/1.2.3/tcp/1/p2p/12D3KooWEHZaUVjTVt3TMU2wdomimPZouH5HgiYTUKn6aBemJBT3",)},
        {"bootstrap": ("/ip4/1.2.3.4/tcp/1",)},
        {"network": "a b"},
    ],
)
def test_settings_that_cannot_work_are_refused_at_birth(setting: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        NodeConfig(identity=Identity.generate(), **setting)


async def test_nothing_outlives_the_node_and_its_errors_come_out_bare(open_loopback: OpenLoopback) -> None:
    class Mine(Exception):
        pass

    root = trio.lowlevel.current_root_task()
    assert root is not None
    before = {task for nursery in root.child_nurseries for task in nursery.child_tasks}
    with trio.fail_after(20):
        with pytest.raises(Mine):
            async with open_loopback() as server, open_loopback(server) as client:
                client.handle("/echo/1", echo)
                async with server.open_channel(client.peer_id, "/echo/1") as channel:
                    await ask(channel, b"x")
                port = int(server.addrs[0].split("/tcp/")[1].split("/")[0])
                raise Mine
        await trio.testing.wait_all_tasks_blocked()
    after = {task for nursery in root.child_nurseries for task in nursery.child_tasks}
    assert after <= before
    with socket.socket() as again:  # the port is free again
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def test_logs_of_libp2p_stay_off_stderr_and_root(open_loopback: OpenLoopback, capfd: Any) -> None:
    import subprocess
    import sys

    code = (
        "import logging, trio\n"
        "from aria_p2p import *\n"
        "async def main():\n"
        "    async with open_node(NodeConfig(identity=Identity.generate())) as a:\n"
        "        async with open_node(NodeConfig(identity=Identity.generate(), bootstrap=a.addrs)) as b:\n"
        "            try:\n"
        "                async with b.open_channel(a.peer_id, '/none/1'): pass\n"
        "            except RemoteUnreachable: pass\n"
        "    assert not logging.getLogger().handlers\n"
        "trio.run(main)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
