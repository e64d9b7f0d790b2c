"""A model fetched from peers over the in-memory network, by its manifest alone."""

import math
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import trio
import trio.testing

import aria_infer
from aria_infer.contents import read_contents
from aria_infer.errors import SwarmError
from aria_infer.formats.convert import convert
from aria_infer.formats.parts import parts
from aria_infer.swarm import ServeConfig, Server, open_server, shipper, wire
from aria_infer.swarm.directory import find_shippers
from aria_infer.swarm.fetching import RETRY_AFTER_S, Fetched, fetch
from aria_infer.swarm.offers import bits_per_weight, wait_offers, wait_shippers
from aria_infer.swarm.shipment import PIECE_BYTES, Order
from aria_infer.swarm.shipper import MAX_OPENINGS, MAX_TRANSFERS, Shipper
from aria_infer.transfer import Progress
from aria_p2p.node import Node
from aria_p2p.streams import Channel
from aria_p2p.testing import MemoryNetwork
from aria_p2p.types import PeerAddress

Tamper = Callable[[str, Any, bytes], "bytes | None"]  # (kind, message, body) -> other body, None: say no more


@pytest.fixture
def jumping_clock(monkeypatch: pytest.MonkeyPatch) -> trio.testing.MockClock:
    """Jumps over deadlines. It would over a worker thread's work too, so that is done in place."""

    async def in_place(function: Callable[..., Any], *arguments: Any, **_: Any) -> Any:
        await trio.lowlevel.checkpoint()
        return function(*arguments)

    monkeypatch.setattr(trio.to_thread, "run_sync", in_place)
    return trio.testing.MockClock(autojump_threshold=0)


def order(model: aria_infer.Model, **more: Any) -> Order:
    return Order(manifest=model.manifest, **more)


def peers(*nodes: Node) -> list[PeerAddress]:
    return [PeerAddress(peer_id=node.peer_id, addrs=node.addrs) for node in nodes]


class _Tampered(Channel):
    """A channel whose answers pass through `tamper`."""

    def __init__(self, inner: Channel, tamper: Tamper) -> None:
        self._inner, self._tamper = inner, tamper
        self.peer_id = inner.peer_id

    async def receive(self, timeout_s: float | None = None) -> Any:
        return await self._inner.receive(timeout_s)

    async def send(self, header: bytes, body: bytes | memoryview = b"") -> None:
        kind, message = wire.unpack(header, "content", "piece", "fault")
        changed = self._tamper(kind, message, bytes(body))
        if changed is None:
            while True:  # until the asker has left
                await self._inner.receive(math.inf)
        await self._inner.send(header, changed)


@asynccontextmanager
async def giver(
    network: MemoryNetwork, model: aria_infer.Model, tamper: Tamper | None = None
) -> AsyncIterator[tuple[Node, Counter[str]]]:
    """A node that only ships. The counter: how often it was asked for each part's beginning, "" for the manifest."""
    asked = Counter[str]()

    def note(kind: str, message: Any, body: bytes) -> bytes | None:
        if kind == "content":
            asked[""] += 1
        elif kind == "piece" and message.start == 0:
            asked[message.name] += 1
        return body if tamper is None else tamper(kind, message, body)

    async with network.open_node() as node:
        shipping = Shipper(node, model, (0, model.n_layers), math.inf)

        async def serve(channel: Channel) -> None:
            await shipping.serve(_Tampered(channel, note))

        node.handle(wire.WEIGHTS, serve)
        yield node, asked


def wrong_byte(part: str) -> Tamper:
    def tamper(kind: str, message: Any, body: bytes) -> bytes:
        hit = kind == "piece" and message.name == part
        return bytes([body[0] ^ 1]) + body[1:] if hit else body

    return tamper


def silent_at(part: str) -> Tamper:
    return lambda kind, message, body: None if kind == "piece" and message.name == part else body


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def staged_in(folder: Path) -> Path:
    """Where a fetch that did not come to its end left what came."""
    (found,) = folder.glob(".*.fetch")
    return found


async def test_a_model_by_its_manifest_alone(demo: aria_infer.Model, tmp_path: Path) -> None:
    told: list[Progress] = []
    network = MemoryNetwork()
    async with giver(network, demo) as (node, asked), network.open_node() as asker:
        done = await fetch(asker, order(demo), peers(node), tmp_path / "got", told.append)
    assert files_in(tmp_path) == {"got"}
    got = aria_infer.load(tmp_path / "got")
    prompt = demo.tokenizer.encode("ROMEO:")
    assert got.manifest == done.made.manifest == demo.manifest and got.tokenizer is not None
    assert list(got.generate(prompt, 24)) == list(demo.generate(prompt, 24, stop_at_eos=False))
    convert(demo.source, tmp_path / "converted")
    for name in ("model.safetensors", "tokenizer.json"):
        assert (tmp_path / "got" / name).read_bytes() == (tmp_path / "converted" / name).read_bytes()
    assert asked == Counter({"": 1, "tokenizer.json": 1} | {part.name: 1 for part in parts(demo.config)})
    assert (done.layers, done.kept_bytes, done.peers) == ((0, 6), 0, (node.peer_id,))
    assert done.received_bytes == told[-1].done == told[-1].total
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert (done.unchecked, done.left) == ((), ("eos_token_id",)) and got.config.eos_ids == ()


async def test_what_the_manifest_does_not_cover_comes_on_request(tmp_path: Path) -> None:
    convert(aria_infer.load("demo").source, tmp_path / "chatty")
    (tmp_path / "chatty" / "chat_template.jinja").write_text("{{ messages[0].content }}")
    (tmp_path / "chatty" / "special_tokens_map.json").write_text("")  # nothing in it: it is no file to ask for
    chatty = aria_infer.load(tmp_path / "chatty")
    network = MemoryNetwork()
    async with giver(network, chatty) as (node, _), network.open_node() as asker:
        plain = await fetch(asker, order(chatty), peers(node), tmp_path / "plain")
        trusting = await fetch(asker, order(chatty, unchecked=True), peers(node), tmp_path / "trusting")
    assert plain.left == trusting.unchecked == ("eos_token_id", "chat_template.jinja")
    assert plain.unchecked == trusting.left == ()
    assert not (tmp_path / "plain" / "chat_template.jinja").exists()
    assert (tmp_path / "trusting" / "chat_template.jinja").read_text() == "{{ messages[0].content }}"
    assert aria_infer.load(tmp_path / "trusting").config.eos_ids == chatty.config.eos_ids == (0,)


@pytest.mark.parametrize(
    "fixture", ["falcon3-158-like", "bitnet-b158-large-like", "gguf-bitnet-silu/model-TQ2_0-q6k.gguf"]
)
async def test_other_forms_ship_as_base_3(fixture: str, tmp_path: Path) -> None:
    model = aria_infer.load(Path(__file__).parents[2] / "fixtures" / fixture, cache_dir=tmp_path / "packs")
    network = MemoryNetwork()
    async with giver(network, model) as (node, _), network.open_node() as asker:
        await fetch(asker, order(model), peers(node), tmp_path / "got")
    got = aria_infer.load(tmp_path / "got")
    assert got.manifest == model.manifest and got.stored.bits_per_weight < 1.63
    assert got.trace([1, 2, 3]) == model.trace([1, 2, 3])


@asynccontextmanager
async def servers(
    network: MemoryNetwork, folder: Path, *serving: tuple[aria_infer.Model, tuple[int, int], bool]
) -> AsyncIterator[list[Server]]:
    """Whole serving nodes of (model, layers, ships)."""
    async with AsyncExitStack() as stack:
        opened = []
        for index, (model, layers, ships) in enumerate(serving):
            node = await stack.enter_async_context(network.open_node())
            whole = model.layers == (0, model.n_layers)
            config = ServeConfig(layers=layers, folder=folder / f"node-{index}", audit=whole, ship=ships)
            opened.append(await stack.enter_async_context(open_server(node, model, model, config)))
        yield opened


async def test_layers_are_served_by_whom_they_were_fetched_from_and_pieces_make_a_whole(
    demo: aria_infer.Model, tmp_path: Path
) -> None:
    """Two nodes fetch half a model each and serve it; a third fetches all of it from the two."""
    network = MemoryNetwork()
    async with giver(network, demo) as (node, asked), network.open_node() as asker:
        for layers in ((0, 3), (3, 6)):
            done = await fetch(asker, order(demo, layers=layers), peers(node), tmp_path / f"{layers[0]}")
            assert done.layers == layers
        assert asked["0.q"] == asked["5.q"] == 1
    halves = [aria_infer.load(tmp_path / name) for name in "03"]
    assert [half.layers for half in halves] == [(0, 3), (3, 6)]
    assert halves[0].manifest == halves[1].manifest == demo.manifest
    for half in halves:
        with pytest.raises(SwarmError, match="audits take the whole model"):
            async with network.open_node() as node:
                config = ServeConfig(layers=half.layers, folder=tmp_path / "no")
                async with open_server(node, half, half, config):
                    pass
    async with servers(network, tmp_path, *((half, half.layers, True) for half in halves)) as opened:
        async with network.open_node() as asker:
            both = peers(*(server.node for server in opened))
            found = await wait_shippers(asker, order(demo))
            assert {peer.peer_id for peer in found} == {peer.peer_id for peer in both}
            done = await fetch(asker, order(demo), found, tmp_path / "whole")
            assert set(done.peers) == {peer.peer_id for peer in both}
            with pytest.raises(SwarmError, match=rf"peer {both[1].peer_id}: has no 0\.attn_norm, nor \d+ more parts"):
                await fetch(asker, order(demo), both[1:], tmp_path / "never")
    assert aria_infer.load(tmp_path / "whole").logits([1, 2]).tobytes() == demo.logits([1, 2]).tobytes()


async def test_who_does_not_ship_is_named(demo: aria_infer.Model, tmp_path: Path, jumping_clock: object) -> None:
    network = MemoryNetwork()
    async with servers(network, tmp_path, (demo, (0, 6), False)) as (keeps,), network.open_node() as asker:
        assert keeps.shard().shipped_bytes == 0
        with pytest.raises(SwarmError, match=f"{keeps.node.peer_id}.*does not speak {wire.WEIGHTS}"):
            await fetch(asker, order(demo), peers(keeps.node), tmp_path / "no")


async def test_the_directory_says_what_shipping_costs(demo: aria_infer.Model, tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with servers(network, tmp_path, (demo, (0, 4), True), (demo, (4, 6), False)) as (ships, keeps):
        async with network.open_node() as asker:
            found = await find_shippers(asker, demo.manifest)
            assert [offer.peer_id for offer in found] == [ships.node.peer_id]
            offers, config = await wait_offers(asker, demo.manifest)
            assert await wait_shippers(asker, order(demo)) == tuple(peers(ships.node))
            done = await fetch(asker, order(demo, layers=(0, 4)), peers(ships.node), tmp_path / "got")
    by_peer = {offer.peer_id: offer.shard for offer in offers}
    shipped = by_peer[ships.node.peer_id].shipped_bytes
    linears = sum(s[0] * math.ceil(s[1] / 5) + 4 for s in (p.shape for p in parts(demo.config) if p.ternary)) // 6 * 4
    norms = 2 * 4 * sum(p.shape[0] for p in parts(demo.config) if p.layer == 0 and not p.ternary)
    assert shipped == linears + norms and by_peer[keeps.node.peer_id].shipped_bytes == 0
    outside = done.received_bytes - 2 * 1024 * 256 - len(demo.source.tokenizer or b"")
    assert shipped == outside + 4 * 7 * 4  # but for the multipliers, which come with the manifest
    assert config is not None and config.canonical() == demo.config.canonical()
    bits = bits_per_weight(shipped, config, (0, 4))
    assert bits is not None and 1.6 < bits < 1.7
    assert bits_per_weight(0, config, (4, 6)) is None


async def test_asking_for_tokens_and_for_weights_at_once(demo: aria_infer.Model, tmp_path: Path) -> None:
    """A transfer takes no turn of the pipeline's: the tokens are those of one process."""
    from tests.aria_infer.swarm.memory import memory_swarm

    prompt = demo.tokenizer.encode("ROMEO:")
    async with memory_swarm(demo, [(0, 3), (3, 6)], tmp_path) as swarm, swarm.network.open_node() as asker:
        made: list[int] = []

        async def ask() -> None:
            async with swarm.client.ask(prompt, 16, aria_infer.SamplingParams()) as (_, tokens):
                made.extend([token async for token in tokens])

        with trio.fail_after(60):
            async with trio.open_nursery() as nursery:
                nursery.start_soon(ask)
                for index, server in enumerate(swarm.servers):
                    nursery.start_soon(fetch, asker, order(demo), peers(server.node), tmp_path / f"got-{index}")
    assert made == list(demo.generate(prompt, 16))
    assert aria_infer.load(tmp_path / "got-0").manifest == aria_infer.load(tmp_path / "got-1").manifest == demo.manifest


async def test_transfers_give_way_to_the_pipeline(
    demo: aria_infer.Model, tmp_path: Path, jumping_clock: object
) -> None:
    network = MemoryNetwork()
    took = []
    for in_use in (False, True):
        async with network.open_node() as node, network.open_node() as asker:
            Shipper(node, demo, (0, 6), in_use=lambda answer=in_use: answer).attach()  # type: ignore[misc]
            began = trio.current_time()
            done = await fetch(asker, order(demo), peers(node), tmp_path / f"{in_use}")
            took.append(trio.current_time() - began)
    linears = sum(math.prod(part.shape) / 5 for part in parts(demo.config) if part.ternary)
    at_least = (done.received_bytes + linears - PIECE_BYTES) / shipper.SHIP_BYTES_PER_S
    assert at_least <= took[0] < 1.2 * at_least
    assert shipper.IN_USE_FACTOR * at_least <= took[1] < shipper.IN_USE_FACTOR * 1.2 * at_least


async def test_sessions_are_what_transfers_give_way_to(demo: aria_infer.Model, tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with servers(network, tmp_path, (demo, (0, 6), True)) as (server,):
        assert server.shipper is not None and not server.shipper._in_use()
        server.stage.n_sessions = 1
        assert server.shipper._in_use()


async def test_one_wrong_byte_names_the_peer_and_the_part(
    demo: aria_infer.Model, tmp_path: Path, jumping_clock: object
) -> None:
    network = MemoryNetwork()
    async with giver(network, demo, wrong_byte("3.up")) as (liar, asked), network.open_node() as asker:
        with pytest.raises(SwarmError, match=rf"peer {liar.peer_id}: its 3\.up is not the one that the manifest names"):
            await fetch(asker, order(demo), peers(liar), tmp_path / "got")
        assert asked[""] == asked["3.up"] == 1  # no second try with who was caught
        assert not (tmp_path / "got").exists()
        await trio.testing.wait_all_tasks_blocked()  # the liar has seen that it was left
        async with giver(network, demo) as (honest, given):
            done = await fetch(asker, order(demo), peers(liar, honest), tmp_path / "got")
    assert done.kept_bytes > 0 and given["0.q"] == given["embedding"] == 0  # what the liar sent rightly stays
    assert given["3.up"] == given["5.down"] == 1 and asked["3.up"] == 2
    assert aria_infer.load(tmp_path / "got").manifest == demo.manifest and files_in(tmp_path) == {"got"}


async def test_a_wrong_byte_in_the_manifest_or_the_tokenizer(demo: aria_infer.Model, tmp_path: Path) -> None:
    def other_content(kind: str, message: Any, body: bytes) -> bytes:
        return body.replace(b"0.q", b"0.k", 1) if kind == "content" else body

    network = MemoryNetwork()
    for tamper, complaint in (
        (other_content, "this content hashes to another name"),
        (wrong_byte("tokenizer.json"), r"its tokenizer\.json is not the one"),
        (wrong_byte("embedding"), "its embedding is not the one"),
        (wrong_byte("final_norm"), "its final_norm is not the one"),
        (lambda kind, message, body: body[1:] if kind == "piece" else body, "sent 53338 bytes of 'tokenizer.json'"),
    ):
        async with giver(network, demo, tamper) as (liar, _), network.open_node() as asker:
            with pytest.raises(SwarmError, match=f"peer {liar.peer_id}: {complaint}"):
                await fetch(asker, order(demo), peers(liar), tmp_path / liar.peer_id)


async def test_a_peer_that_stalls_is_left_for_another(
    demo: aria_infer.Model, tmp_path: Path, jumping_clock: object
) -> None:
    network = MemoryNetwork()
    async with giver(network, demo, silent_at("2.q")) as (stalls, asked), network.open_node() as asker:
        began = trio.current_time()
        with pytest.raises(SwarmError, match=f"peer {stalls.peer_id}: no frame within 30 s.*goes on from there"):
            await fetch(asker, order(demo), peers(stalls), tmp_path / "got")
        assert 5 * wire.WEIGHTS_TIMEOUT_S <= trio.current_time() - began < 6 * wire.WEIGHTS_TIMEOUT_S + 15
        assert asked["2.q"] == 5 and asked["embedding"] == asked["1.down"] == 1  # tried again, with what was left
        async with giver(network, demo) as (steady, given):
            began = trio.current_time()
            done = await fetch(asker, order(demo), peers(stalls, steady), tmp_path / "got")
            assert trio.current_time() - began < wire.WEIGHTS_TIMEOUT_S + 5
    assert done.peers == (steady.peer_id,) and given["1.down"] == 0 and given["2.q"] == 1
    assert aria_infer.load(tmp_path / "got").manifest == demo.manifest


async def test_a_part_goes_on_where_it_was_cut_and_damage_on_disk_is_nobodys_fault(
    demo: aria_infer.Model, tmp_path: Path, jumping_clock: object
) -> None:
    """Cut inside the embedding, which has four pieces; then a byte that came is changed on disk."""

    def cut(kind: str, message: Any, body: bytes) -> bytes | None:
        return None if kind == "piece" and message.name == "embedding" and message.start == 2 * PIECE_BYTES else body

    network = MemoryNetwork()
    async with network.open_node() as asker:
        async with giver(network, demo, cut) as (node, _):
            with pytest.raises(SwarmError, match="no frame"):
                await fetch(asker, order(demo), peers(node), tmp_path / "got")
        partial = staged_in(tmp_path) / "embedding.BF16"
        assert partial.stat().st_size == 2 * PIECE_BYTES
        async with giver(network, demo, cut) as (node, asked):
            with pytest.raises(SwarmError, match="no frame"):
                await fetch(asker, order(demo), peers(node), tmp_path / "got")
            assert asked["embedding"] == asked["tokenizer.json"] == 0
        content = bytearray(partial.read_bytes())
        content[7] ^= 4
        partial.write_bytes(content + b"\0")  # a half-written number too
        async with giver(network, demo) as (node, asked):
            done = await fetch(asker, order(demo), peers(node), tmp_path / "got")
    assert asked["embedding"] == 1  # again from its beginning, once
    assert done.received_bytes + done.kept_bytes > 2 * 1024 * 256
    assert aria_infer.load(tmp_path / "got").manifest == demo.manifest


async def test_what_comes_in_vain_is_not_tried_for_ever(tmp_path: Path, jumping_clock: object) -> None:
    """A file that no name covers begins anew each time, so a peer that always stops inside it gets nobody further."""
    convert(aria_infer.load("demo").source, tmp_path / "chatty")
    (tmp_path / "chatty" / "chat_template.jinja").write_text("-" * (PIECE_BYTES + 1))
    chatty = aria_infer.load(tmp_path / "chatty")

    def cut(kind: str, message: Any, body: bytes) -> bytes | None:
        return None if kind == "piece" and message.name == "chat_template.jinja" and message.start else body

    network = MemoryNetwork()
    async with giver(network, chatty, cut) as (node, asked), network.open_node() as asker:
        with pytest.raises(SwarmError, match="no frame"):
            await fetch(asker, order(chatty, unchecked=True), peers(node), tmp_path / "got")
    assert asked["chat_template.jinja"] == 1 + len(RETRY_AFTER_S) and asked["0.q"] == 1


async def test_damaged_parts_on_disk_are_fetched_again_and_no_others(demo: aria_infer.Model, tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with network.open_node() as asker:
        async with giver(network, demo, wrong_byte("5.down")) as (node, _):
            with pytest.raises(SwarmError, match=r"5\.down"):
                await fetch(asker, order(demo), peers(node), tmp_path / "got")
        staged = staged_in(tmp_path)
        for name, change in (("0.q.U8", lambda b: b[:-1] + bytes([b[-1] ^ 1])), ("0.k.U8", lambda b: b + b"\0")):
            (staged / name).write_bytes(change((staged / name).read_bytes()))
        async with giver(network, demo) as (node, asked):
            await fetch(asker, order(demo), peers(node), tmp_path / "got")
    assert asked == Counter({"": 1, "0.q": 1, "0.k": 1, "5.down": 1})
    assert aria_infer.load(tmp_path / "got").manifest == demo.manifest


async def test_one_transfer_a_peer_and_few_in_all(demo: aria_infer.Model, jumping_clock: object) -> None:
    network = MemoryNetwork()
    asked = wire.pack("content_request", manifest=bytes.fromhex(demo.manifest))

    async def answer(channel: Channel) -> str:
        await channel.send(asked)
        header = (await channel.receive()).header
        try:
            return wire.unpack(header, "content")[0]
        except wire.StageFault as fault:
            assert fault.passing
            return fault.reason

    async with giver(network, demo) as (node, _), AsyncExitStack() as stack:
        first: Channel | None = None
        for index in range(MAX_TRANSFERS):
            asker = await stack.enter_async_context(network.open_node())
            channel = await stack.enter_async_context(asker.open_channel(node.peer_id, wire.WEIGHTS))
            assert await answer(channel) == "content"
            if index == 0:
                first = channel
                async with asker.open_channel(node.peer_id, wire.WEIGHTS) as second:
                    assert "one transfer a peer" in await answer(second)
        late = await stack.enter_async_context(network.open_node())
        async with late.open_channel(node.peer_id, wire.WEIGHTS) as channel:
            assert f"gives to {MAX_TRANSFERS} peers already" in await answer(channel)
        assert first is not None
        await first.close()
        await trio.testing.wait_all_tasks_blocked()
        async with late.open_channel(node.peer_id, wire.WEIGHTS) as channel:
            assert await answer(channel) == "content"


async def test_a_full_peer_is_asked_again(demo: aria_infer.Model, tmp_path: Path, jumping_clock: object) -> None:
    network = MemoryNetwork()
    told: list[Progress] = []
    async with giver(network, demo) as (node, _), network.open_node() as asker:
        async with asker.open_channel(node.peer_id, wire.WEIGHTS) as held, trio.open_nursery() as nursery:
            await held.send(wire.pack("content_request", manifest=bytes.fromhex(demo.manifest)))
            await held.receive()

            def tell(progress: Progress) -> None:
                told.append(progress)
                if progress.notice is not None:
                    nursery.start_soon(held.close)

            await fetch(asker, order(demo), peers(node), tmp_path / "got", tell)
    assert [one.notice for one in told if one.notice] == [
        f"peer {node.peer_id}: gives to you already: one transfer a peer; trying again in 1 s",
        f"all is there and right; writing {tmp_path / 'got'}",
    ]
    assert aria_infer.load(tmp_path / "got").manifest == demo.manifest


@pytest.mark.parametrize(
    ("ask", "complaint"),
    [
        ({"name": "9.q", "start": 0, "size": 1}, "has no '9.q'"),
        ({"name": "0.q", "start": 0, "size": 0}, "was asked for 0 bytes"),
        ({"name": "0.q", "start": 0, "size": PIECE_BYTES + 1}, f"a piece at most {PIECE_BYTES}"),
        ({"name": "0.q", "start": 13_312, "size": 1}, "it has 13312"),
        ({"name": "0.q", "start": (1 << 64) - 1, "size": 1}, "it has 13312"),
    ],
)
async def test_what_cannot_be_given_is_refused_in_words(
    demo: aria_infer.Model, ask: dict[str, Any], complaint: str
) -> None:
    network = MemoryNetwork()
    async with giver(network, demo) as (node, _), network.open_node() as asker:
        async with asker.open_channel(node.peer_id, wire.WEIGHTS) as channel:
            await channel.send(wire.pack("content_request", manifest=bytes.fromhex(demo.manifest)))
            await channel.receive()
            await channel.send(wire.pack("piece_request", **ask))
            with pytest.raises(wire.StageFault, match=complaint) as caught:
                wire.unpack((await channel.receive()).header, "piece")
    assert caught.value.peer_id == node.peer_id and not caught.value.passing


async def test_a_part_is_not_encoded_again_and_again(demo: aria_infer.Model) -> None:
    network = MemoryNetwork()
    async with giver(network, demo) as (node, _), network.open_node() as asker:
        async with asker.open_channel(node.peer_id, wire.WEIGHTS) as channel:
            await channel.send(wire.pack("content_request", manifest=bytes.fromhex(demo.manifest)))
            await channel.receive()
            for name in ("0.q", "0.k") * MAX_OPENINGS:
                await channel.send(wire.pack("piece_request", name=name, start=0, size=1))
                wire.unpack((await channel.receive()).header, "piece")
            await channel.send(wire.pack("piece_request", name="0.q", start=0, size=1))
            with pytest.raises(wire.StageFault, match="again and again"):
                wire.unpack((await channel.receive()).header, "piece")


async def test_a_silent_asker_gives_its_place_up(demo: aria_infer.Model, jumping_clock: object) -> None:
    network = MemoryNetwork()
    async with network.open_node() as node, network.open_node() as asker:
        shipping = Shipper(node, demo, (0, 6))
        shipping.attach()
        async with asker.open_channel(node.peer_id, wire.WEIGHTS) as channel:
            began = trio.current_time()
            with pytest.raises(wire.StageFault, match="no frame within 30 s") as caught:
                wire.unpack((await channel.receive(math.inf)).header, "content")
            assert caught.value.passing and trio.current_time() - began == wire.WEIGHTS_TIMEOUT_S
        await trio.testing.wait_all_tasks_blocked()
        assert not shipping._busy


async def test_a_transfer_ends_after_its_time_and_goes_on_in_the_next(
    demo: aria_infer.Model, tmp_path: Path, jumping_clock: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A peer so slow that its hour is up: the place is given up, and the asker comes again."""
    monkeypatch.setattr(shipper, "MAX_TRANSFER_S", 10.0)
    network = MemoryNetwork()
    told: list[Progress] = []
    async with network.open_node() as node, network.open_node() as asker:
        slow = Shipper(node, demo, (2, 3), 20_000.0)
        slow.attach()
        done = await fetch(asker, order(demo, layers=(2, 3)), peers(node), tmp_path / "got", told.append)
    notices = [one.notice for one in told if one.notice]
    assert sum("a transfer takes at most 10 s: ask again" in notice for notice in notices) in (1, 2)
    assert done.peers == (node.peer_id,) and not slow._busy
    assert aria_infer.load(tmp_path / "got").manifest == demo.manifest


@pytest.mark.parametrize("header", [b"", b"\xff" * 40, wire.pack("close"), wire.pack("piece", name="0.q")])
async def test_garbage_is_refused_on_both_sides(demo: aria_infer.Model, tmp_path: Path, header: bytes) -> None:
    network = MemoryNetwork()

    async def babble(channel: Channel) -> None:
        await channel.receive()
        await channel.send(header, b"junk")

    async with giver(network, demo) as (node, _), network.open_node() as asker:
        async with asker.open_channel(node.peer_id, wire.WEIGHTS) as channel:
            await channel.send(header, b"junk")
            with pytest.raises(wire.StageFault):
                wire.unpack((await channel.receive()).header, "content")
        async with network.open_node() as babbler:
            babbler.handle(wire.WEIGHTS, babble)
            with pytest.raises(SwarmError, match=f"peer {babbler.peer_id}: sent a frame"):
                await fetch(asker, order(demo), peers(babbler), tmp_path / "got")
            done = await fetch(asker, order(demo), peers(babbler, node), tmp_path / "got")
    assert done.peers == (node.peer_id,)


async def expect(complaint: str, awaitable: Awaitable[Fetched]) -> None:
    with pytest.raises(SwarmError, match=complaint):
        await awaitable


async def test_wrong_use_is_named(demo: aria_infer.Model, tmp_path: Path) -> None:
    network = MemoryNetwork()
    async with giver(network, demo) as (node, asked), network.open_node() as asker:
        (tmp_path / "there").mkdir()
        await expect("exists already", fetch(asker, order(demo), peers(node), tmp_path / "there"))
        await expect("no peer to ask", fetch(asker, order(demo), [], tmp_path / "got"))
        await expect(
            "layers 3:9: the model has layers 0:6",
            fetch(asker, order(demo, layers=(3, 9)), peers(node), tmp_path / "got"),
        )
        other = Order(manifest="77" * 32)
        await expect(f"has model {demo.manifest}, not that one", fetch(asker, other, peers(node), tmp_path / "got"))
        assert asked == Counter({"": 1})
    assert files_in(tmp_path) == {"there"}


def test_what_is_shipped_is_read_back(demo: aria_infer.Model) -> None:
    assert read_contents(demo.manifest, demo.content, demo.config.canonical()).content == demo.content
