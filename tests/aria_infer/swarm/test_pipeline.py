"""The pipeline over the in-memory network: the same tokens as one process, records that fit, faults that are named."""

from pathlib import Path

import pytest
import trio

import aria_infer
from aria_infer.errors import PromptError, SwarmError
from aria_infer.sampling import SamplingParams
from aria_infer.swarm import answer_proof, verify_file, wire
from aria_infer.swarm.plan import IncompleteModel
from aria_infer.swarm.slice import Slice
from aria_p2p.errors import P2PError
from aria_p2p.ledger import AnswerVerdict, SignedRecord
from tests.aria_infer.swarm.memory import MemorySwarm, memory_swarm

PROMPT = "ROMEO:\nBut soft"
GREEDY = SamplingParams()
SAMPLED = SamplingParams(temperature=0.9, top_p=0.95, top_k=50, seed=3)


async def ask(swarm: MemorySwarm, prompt: list[int], n: int, sampling: SamplingParams = GREEDY):  # type: ignore[no-untyped-def]
    with trio.fail_after(60):
        async with swarm.client.ask(prompt, n, sampling) as (answer, tokens):
            got = [token async for token in tokens]
    return answer, got


@pytest.mark.parametrize("slices", [[(0, 6)], [(0, 3), (3, 6)], [(i, i + 1) for i in range(6)]], ids=str)
@pytest.mark.parametrize("sampling", [GREEDY, SAMPLED], ids=["greedy", "sampled"])
async def test_tokens_equal_one_process(
    demo: aria_infer.Model, tmp_path: Path, slices: list[tuple[int, int]], sampling: SamplingParams
) -> None:
    prompt = demo.tokenizer.encode(PROMPT)
    local = list(demo.generate(prompt, 20, sampling.temperature, sampling.top_p, sampling.top_k, sampling.seed))
    async with memory_swarm(demo, slices, tmp_path) as swarm:
        answer, got = await ask(swarm, prompt, 20, sampling)
    assert got == local
    assert [hop.layers for hop in answer.route.hops] == slices
    assert len(answer.records) == answer.n_records == len(slices)
    assert not answer.refusals


async def test_long_prompt_is_chunked_recorded_and_audited(demo: aria_infer.Model, tmp_path: Path) -> None:
    prompt = (demo.tokenizer.encode(PROMPT) * 40)[:180]
    async with memory_swarm(demo, [(0, 2), (2, 6)], tmp_path) as swarm:
        answer, got = await ask(swarm, prompt, 10)
        checked = await swarm.client.check(answer, m=1)
    assert got == list(demo.generate(prompt, 10))
    assert [item.record.record.positions for item in checked[::2]] == [(0, 64), (64, 128), (128, 189)]
    assert all(item.is_countersigned(1) for item in checked)
    proof = tmp_path / "answer.proof"
    proof.write_bytes(answer_proof(answer.session.tokens, checked))
    verdict = verify_file(proof, None)
    assert isinstance(verdict, AnswerVerdict) and verdict.is_countersigned(1) and verdict.n_positions == 189
    with pytest.raises(P2PError):
        answer_proof([7, *answer.session.tokens[1:]], checked)
    for item in checked:
        assert item.record.record.server not in item.confirmed_by()


async def test_client_may_use_part_of_a_shard(demo: aria_infer.Model, tmp_path: Path) -> None:
    prompt = demo.tokenizer.encode(PROMPT)
    async with memory_swarm(demo, [(0, 4), (2, 6)], tmp_path) as swarm:
        answer, got = await ask(swarm, prompt, 8)
    assert got == list(demo.generate(prompt, 8))
    assert [layer for hop in answer.route.hops for layer in range(*hop.layers)] == list(range(6))


async def test_incomplete_model_names_the_layers(demo: aria_infer.Model, tmp_path: Path) -> None:
    async with memory_swarm(demo, [(0, 2), (4, 6)], tmp_path) as swarm:
        with pytest.raises(IncompleteModel, match="layers 2:4 of 6"):
            await ask(swarm, [1, 2, 3], 4)


async def test_prompt_longer_than_the_context(demo: aria_infer.Model, tmp_path: Path) -> None:
    async with memory_swarm(demo, [(0, 6)], tmp_path) as swarm:
        with pytest.raises(PromptError, match=f"context of {demo.config.max_positions}"):
            await ask(swarm, [1] * demo.config.max_positions, 1)


async def test_a_dead_stage_is_named_and_what_was_done_is_recorded(demo: aria_infer.Model, tmp_path: Path) -> None:
    prompt = demo.tokenizer.encode(PROMPT)
    async with memory_swarm(demo, [(0, 2), (2, 4), (4, 6)], tmp_path) as swarm:
        dead = swarm.servers[1].node.peer_id
        with trio.fail_after(30), pytest.raises(SwarmError, match=f"stage {dead} failed"):
            async with swarm.client.ask(prompt, 100, GREEDY) as (_, tokens):
                seen = 0
                async for _token in tokens:
                    seen += 1
                    if seen == 3:
                        swarm.network.kill(swarm.servers[1].node)


async def test_garbage_leaves_a_node_serving(demo: aria_infer.Model, tmp_path: Path) -> None:
    prompt = demo.tokenizer.encode(PROMPT)
    async with memory_swarm(demo, [(0, 6)], tmp_path) as swarm:
        peer = swarm.servers[0].node.peer_id
        for protocol in (wire.PIPELINE, wire.AUDIT):
            for header in (b"", b"\xff" * 50, wire.pack("close"), wire.pack("open", terms=b"\x01junk")):
                async with swarm.client_node.open_channel(peer, protocol) as channel:
                    await channel.send(header, b"junk")
                    if protocol == wire.PIPELINE:
                        frame = await channel.receive(5)
                        assert wire.unpack(frame.header, "fault")[1].peer_id == peer
        _, got = await ask(swarm, prompt, 5)
    assert got == list(demo.generate(prompt, 5))


async def test_node_with_another_model_is_refused(demo: aria_infer.Model, tmp_path: Path) -> None:
    """A route that leads to a node with other weights ends in a fault that names both manifests."""
    async with memory_swarm(demo, [(0, 6)], tmp_path) as swarm:
        route = await swarm.client.find_route(10)
        other = type("Other", (), {})()
        for name in ("config", "n_layers"):
            setattr(other, name, getattr(demo, name))
        other.manifest = "77" * 32
        swarm.client._model = other
        with trio.fail_after(30), pytest.raises(SwarmError, match=f"serves model {demo.manifest[:16]}, not {'77' * 8}"):
            async with swarm.client.ask([1, 2], 4, GREEDY, route) as (_, tokens):
                async for _token in tokens:
                    pass


async def test_stage_that_lies_to_its_neighbour_gets_no_countersignature(
    demo: aria_infer.Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commits to other outputs than it sent on: neighbours' roots differ, the client signs nothing and says who."""
    honest = Slice.output_hashes

    def lie(self: Slice, output: object) -> tuple[list[bytes], list[bytes]]:
        hashes, rows = honest(self, output)  # type: ignore[arg-type]
        return ([bytes(32)] * len(hashes) if self.layers == (0, 3) else hashes), rows

    monkeypatch.setattr(Slice, "output_hashes", lie)
    async with memory_swarm(demo, [(0, 3), (3, 6)], tmp_path) as swarm:
        answer, _ = await ask(swarm, [1, 2, 3], 4)
        liar = swarm.servers[0].node.peer_id
    assert answer.records == []
    assert any(liar in text and "disagree" in text for text in answer.refusals)


async def test_tampered_record_is_noticed_and_named(demo: aria_infer.Model, tmp_path: Path) -> None:
    """A server that changes a record after the client signed it: every reader of its log sees that, and whose it is."""
    async with memory_swarm(demo, [(0, 3), (3, 6)], tmp_path) as swarm:
        answer, _ = await ask(swarm, [1, 2, 3], 4)
        server = swarm.servers[0]
        entry = bytearray(answer.records[0].encode())
        at = bytes(entry).index(answer.records[0].record.output_root)
        entry[at] ^= 1
        assert SignedRecord.decode(bytes(entry)).record != answer.records[0].record
        await server.ledger.commit(bytes(entry))
        with trio.fail_after(20):
            while not swarm.client.verdicts.complaints:
                await swarm.client.verdicts.changed()
        assert server.node.peer_id in swarm.client.verdicts.complaints[0]
