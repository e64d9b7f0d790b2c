"""A node that computes with one weight flipped: caught, named, and proved to someone who was not there."""

import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import trio

import aria_infer
from aria_infer.errors import SwarmError
from aria_infer.kernel import Pool
from aria_infer.sampling import SamplingParams
from aria_infer.swarm import evidence as evidence_file
from aria_infer.swarm.evidence import MAGIC, judge, pack_evidence, unpack_evidence, verify_file
from aria_infer.swarm.flip import flip_weight
from aria_p2p.errors import P2PError
from aria_p2p.ledger import Outcome
from tests.aria_infer.swarm.memory import memory_swarm

SLICES = [(0, 2), (2, 4), (4, 6)]


@pytest.mark.parametrize("cheat", [0, 1, 2], ids=["embedding end", "middle", "head end"])
async def test_flipped_weight_is_exposed(demo: aria_infer.Model, tmp_path: Path, cheat: int) -> None:
    prompt = demo.tokenizer.encode("ROMEO:\nBut soft")
    bad = aria_infer.load("demo", pool=Pool(1))
    said = flip_weight(bad, SLICES[cheat][0])
    assert f"layer {SLICES[cheat][0]}" in said
    async with memory_swarm(demo, SLICES, tmp_path, serving={cheat: bad}) as swarm:
        with trio.fail_after(60):
            async with swarm.client.ask(prompt, 12, SamplingParams()) as (answer, tokens):
                _ = [token async for token in tokens]
            checked = await swarm.client.check(answer, m=2)
            frauds = await swarm.client.frauds(checked, tmp_path / "evidence")
        peers = [server.node.peer_id for server in swarm.servers]
    assert [item.is_countersigned(2) for item in checked] == [index != cheat for index in range(3)]
    (fraud,) = frauds
    assert fraud.verdict.outcome is Outcome.FRAUD and fraud.verdict.server == peers[cheat]
    assert fraud.verdict.layers == SLICES[cheat] and fraud.verdict.auditor_agrees
    assert fraud.verdict.first_mismatch is not None
    assert verify_file(fraud.path, demo) == fraud.verdict
    _tampering_is_noticed(fraud.path.read_bytes(), demo)
    with pytest.raises(SwarmError, match="give the --model"):
        verify_file(fraud.path, None)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_a_proof_without_an_end_is_not_read_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_file, "MAX_PROOF_BYTES", 1_000)
    pipe = tmp_path / "proof"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(bytes(5_000),), daemon=True)
    writer.start()
    with pytest.raises(SwarmError, match="larger than any proof"):
        verify_file(pipe, None)


def _tampering_is_noticed(data: bytes, demo: aria_infer.Model) -> None:
    terms, evidence = unpack_evidence(data)
    row = evidence.inputs[0]
    forged = [
        pack_evidence(terms, replace(evidence, inputs=(bytes([row[0] ^ 1, *row[1:]]), *evidence.inputs[1:]))),
        pack_evidence(terms, replace(evidence, claimed=(bytes(32), *evidence.claimed[1:]))),
        pack_evidence(replace(terms, sampling=SamplingParams(seed=9)), evidence),
        pack_evidence(terms, replace(evidence, record=evidence.audit)),
        data[: len(data) // 2],
        data + b"\x00",
        MAGIC,
    ]
    for other in forged:
        with pytest.raises((SwarmError, P2PError)):
            judge(other, demo)
