"""The directory: what is found is alive, signed and new; in memory with a clock of our own, and over libp2p."""

import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
import trio
from overlay_process import child_node

from aria_p2p.codec import encode_shard_reply
from aria_p2p.config import Limits
from aria_p2p.directory import CLOCK_SKEW_S, MAX_LEASE_S, PROTOCOL, index_key
from aria_p2p.errors import CodecError, ConfigError
from aria_p2p.identity import Identity
from aria_p2p.node import Node
from aria_p2p.signed import Record, sign_record
from aria_p2p.streams import Channel
from aria_p2p.testing import MemoryNetwork

OpenLoopback = Callable[..., AbstractAsyncContextManager[Node]]


class Clock:
    def __init__(self) -> None:
        self.time = 1_000_000.0

    def __call__(self) -> float:
        return self.time


async def test_offer_update_withdraw() -> None:
    network = MemoryNetwork()
    async with network.open_node() as server, network.open_node() as client:
        await server.directory.provide(["layers/0", "layers/1"], b"one", lease_s=30)
        (first,) = await client.directory.find("layers/1")
        assert (first.peer_id, first.payload, first.keys) == (server.peer_id, b"one", ("layers/0", "layers/1"))
        assert first.addrs == server.addrs
        await server.directory.update(b"two")
        (second,) = await client.directory.find("layers/1")
        assert second.payload == b"two"
        assert second.sequence > first.sequence
        assert await server.directory.find("layers/1") == ()  # one finds others, not oneself
        await server.directory.withdraw()
        assert await client.directory.find("layers/1") == ()
        assert await client.directory.find("layers/9") == ()


async def test_the_dead_and_the_frozen_are_not_found_and_do_not_delay_the_living(autojump_clock: object) -> None:
    network = MemoryNetwork(limits=Limits(probe_timeout_s=1.0))
    async with network.open_node() as living, network.open_node() as dead, network.open_node() as client:
        async with network.open_node() as frozen:
            for node in (living, dead, frozen):
                await node.directory.provide(["k"], b"")

            async def freeze(channel: Channel) -> None:
                await trio.sleep_forever()

            frozen.handle(PROTOCOL, freeze)
            network.kill(dead)
            start = trio.current_time()
            found = await client.directory.find("k")
            assert [record.peer_id for record in found] == [living.peer_id]
            assert trio.current_time() - start == pytest.approx(1.0, abs=0.1)


async def test_leases_are_signed_anew_and_end() -> None:
    clock = Clock()
    network = MemoryNetwork(now=clock)
    async with network.open_node() as server, network.open_node() as client:
        await server.directory.provide(["k"], b"", lease_s=10)
        (first,) = await client.directory.find("k")
        assert first.lease_end == clock.time + 10
        clock.time += 100
        (second,) = await client.directory.find("k")
        assert second.lease_end == clock.time + 10
        assert second.sequence > first.sequence


@pytest.mark.parametrize(
    ("change", "believed"),
    [
        ({}, True),
        ({"lease_in_s": -1.0}, False),
        ({"lease_in_s": MAX_LEASE_S + CLOCK_SKEW_S + 1}, False),
        ({"keys": ("other",)}, False),
        ({"network": "elsewhere"}, False),
        ({"signer": "stranger"}, False),
        ({"sequence": 1}, False),
        ({"flip": True}, False),
    ],
)
async def test_only_a_good_record_is_believed(change: dict[str, object], believed: bool) -> None:
    clock, network = Clock(), MemoryNetwork()
    network = MemoryNetwork(now=clock)
    values: dict[str, object] = {}

    async def answer(channel: Channel) -> None:
        await channel.receive()
        signed = sign_record(
            Identity.generate() if values.get("signer") else server.identity,
            str(values.get("network", "aria-memory")),
            addrs=server.addrs,
            keys=values.get("keys", ("k",)),  # type: ignore[arg-type]
            payload=b"",
            sequence=int(values.get("sequence", 5)),  # type: ignore[call-overload]
            lease_end=clock.time + float(values.get("lease_in_s", 30.0)),  # type: ignore[arg-type]
        )
        body = bytes([signed[0]]) + signed[1:-1] + bytes([signed[-1] ^ bool(values.get("flip"))])
        await channel.send(encode_shard_reply(True), body)

    async with network.open_node() as server, network.open_node() as client:
        await server._transport.announce(index_key("aria-memory", "k"))
        server.handle(PROTOCOL, answer)
        assert len(await client.directory.find("k")) == 1
        values.update(change)
        assert len(await client.directory.find("k")) == believed


async def test_announcements_are_paced(autojump_clock: object) -> None:
    network = MemoryNetwork()
    times: list[float] = []
    async with network.open_node() as server:
        announce = server._transport.announce

        async def note(key: str) -> None:
            times.append(trio.current_time())
            await announce(key)

        server._transport.announce = note  # type: ignore[method-assign]
        await server.directory.provide([f"layers/{i}" for i in range(40)], b"")
    assert len(times) == 40
    for first, tenth in zip(times, times[9:], strict=False):
        assert tenth - first > 10.0


async def test_misuse_is_named() -> None:
    async with MemoryNetwork().open_node() as node:
        with pytest.raises(ConfigError, match="provide"):
            await node.directory.update(b"")
        with pytest.raises(ConfigError, match="lease"):
            await node.directory.provide(["k"], b"", lease_s=3600)
        with pytest.raises(ConfigError, match="key"):
            await node.directory.provide([], b"")
        with pytest.raises(CodecError):
            await node.directory.provide(["k" * 300], b"")


async def find_until(node: Node, key: str, done: Callable[[set[str]], bool]) -> tuple[Record, ...]:
    """Look up until `done`; the caller sets the deadline."""
    while True:
        found = await node.directory.find(key)
        if done({record.peer_id for record in found}):
            return found
        await trio.lowlevel.checkpoint()


async def test_found_over_libp2p_until_killed(open_loopback: OpenLoopback) -> None:
    async with open_loopback() as boot:
        async with (
            child_node(boot.addrs[0], "k") as child,
            open_loopback(boot) as living,
            open_loopback(boot) as client,
        ):
            with trio.fail_after(40):
                await living.directory.provide(["k"], b"living")
                both = {child.peer_id, living.peer_id}
                found = await find_until(client, "k", lambda peers: peers == both)
                assert {record.payload for record in found} == {b"child", b"living"}
                await find_until(boot, "k", lambda peers: peers == both)
                child.process.kill()
                await trio.to_thread.run_sync(child.process.wait)
                start = trio.current_time()
                await find_until(client, "k", lambda peers: peers == {living.peer_id})
                assert trio.current_time() - start < Limits().lookup_timeout_s


async def test_a_frozen_process_does_not_stall_a_lookup(open_loopback: OpenLoopback) -> None:
    async with open_loopback() as boot:
        async with (
            child_node(boot.addrs[0], "k") as child,
            open_loopback(boot) as living,
            open_loopback(boot) as client,
        ):
            with trio.fail_after(40):
                await living.directory.provide(["k"], b"living")
                await find_until(client, "k", lambda peers: peers == {child.peer_id, living.peer_id})
                child.process.send_signal(signal.SIGSTOP)
                start = trio.current_time()
                await find_until(client, "k", lambda peers: peers == {living.peer_id})
                assert trio.current_time() - start < Limits().lookup_timeout_s + 1


async def test_networks_do_not_mix(open_loopback: OpenLoopback) -> None:
    async with open_loopback(network="one") as boot, open_loopback(boot, network="two") as other:
        with trio.fail_after(20):
            await boot.directory.provide(["k"], b"")
            assert await other.directory.find("k") == ()
