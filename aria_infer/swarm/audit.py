"""Auditing: run again what others recorded, compare hashes with no tolerance, and publish what was found."""

import hashlib
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import trio

from aria_infer import kernel
from aria_infer.errors import InferError, SwarmError
from aria_infer.model import Model
from aria_infer.swarm import wire
from aria_infer.swarm.directory import find_auditors
from aria_infer.swarm.evidence import pack_evidence, run_again
from aria_infer.swarm.plan import Offer
from aria_infer.swarm.session import SessionTerms
from aria_infer.swarm.spans import SpanStore
from aria_p2p.errors import P2PError
from aria_p2p.ledger import (
    AuditRecord,
    AuditVerdict,
    Committed,
    Evidence,
    InferenceRecord,
    SignedAudit,
    SignedRecord,
    activation_root,
    decode_entry,
    draw,
    row_hash,
)
from aria_p2p.node import Node
from aria_p2p.streams import Channel

AUDITORS = 2  # distinct peers that re-run each record, where so many are to be had
MAX_JOBS = 256  # records waiting for this auditor; past that the oldest unaudited ones stay so
MAX_CHAINS = 1024  # sessions whose earlier records are remembered, oldest first out
CANDIDATES_FRESH_S = 15.0  # a view of the directory serves that long
FETCH_ATTEMPTS = 3  # the span may have been announced a moment before the server can be asked

log = logging.getLogger("aria_infer.audit")

Publish = Callable[[bytes], Awaitable[Committed]]  # append to our own log, announce, give back the commitment
Accuse = Callable[[bytes, bytes], Awaitable[None]]  # gossip (record leaf, SHA-256 of the evidence file)


@dataclass(frozen=True, slots=True)
class _Job:
    committed: Committed
    record: InferenceRecord
    history: tuple[InferenceRecord, ...]


class Auditor:
    """Takes committed records of others, re-runs those it is drawn for."""

    def __init__(
        self,
        node: Node,
        model: Model,
        pool: kernel.Pool,
        *,
        network: str,
        folder: Path,
        publish: Publish,
        accuse: Accuse,
        n_auditors: int = AUDITORS,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._node, self._model, self._pool, self._network = node, model, pool, network
        self._folder, self._publish, self._accuse, self._n_auditors, self._now = (
            folder,
            publish,
            accuse,
            n_auditors,
            now,
        )
        self._send, self._jobs = trio.open_memory_channel[_Job](MAX_JOBS)
        self._chains: dict[tuple[str, bytes, tuple[int, int]], list[InferenceRecord]] = {}
        self._candidates: tuple[float, dict[str, Offer]] = (float("-inf"), {})

    def offer(self, committed: Committed) -> None:
        """Take an entry of someone's log; anything but a record of our model is passed over."""
        entry = decode_entry(committed.entry)
        # without the client's half a record earns nothing, so nobody need check it
        ours = isinstance(entry, SignedRecord) and entry.record.manifest.hex() == self._model.manifest
        if not isinstance(entry, SignedRecord) or not ours or not entry.has_client_half:
            return
        record = entry.record
        chain = self._chains.setdefault((record.server, record.session, record.layers), [])
        while len(self._chains) > MAX_CHAINS:
            self._chains.pop(next(iter(self._chains)))
        history = tuple(chain)
        chain.append(record)
        if record.server == self._node.peer_id:
            return
        try:
            self._send.send_nowait(_Job(committed, record, history))
        except trio.WouldBlock:
            log.warning("audit queue full: record %d of %s is left to others", record.counter, record.server)

    async def run(self) -> None:
        """Work off the jobs, one at a time, for ever."""
        async for job in self._jobs:
            try:
                candidates = await self._who()
                able = {peer for peer, offer in candidates.items() if offer.shard.can_audit(job.record.layers)}
                exclude = (job.record.server, job.record.client)
                drawn = draw(job.committed.leaf(), able | {self._node.peer_id}, self._n_auditors, exclude=exclude)
                if self._node.peer_id in drawn:
                    addrs = candidates[job.record.server].addrs if job.record.server in candidates else ()
                    await self._audit(job, addrs)
            except (P2PError, InferError) as error:
                log.warning(
                    "audit of record %d of %s was not possible: %s", job.record.counter, job.record.server, error
                )

    async def _who(self) -> dict[str, Offer]:
        at, known = self._candidates
        if trio.current_time() - at > CANDIDATES_FRESH_S:
            known = {offer.peer_id: offer for offer in await find_auditors(self._node, self._model.manifest)}
            self._candidates = (trio.current_time(), known)
        return known

    async def _audit(self, job: _Job, addrs: tuple[str, ...]) -> None:
        record = job.record
        terms, inputs, claimed = await self._fetch(job, addrs)
        found = await trio.to_thread.run_sync(run_again, self._model, record, terms, inputs, claimed, self._pool)
        root = activation_root(found)
        matches = root == record.output_root
        differing = [i for i, (said, ours) in enumerate(zip(claimed, found, strict=True)) if said != ours]
        audit = AuditRecord(
            network=self._network,
            record_leaf=job.committed.leaf(),
            server=record.server,
            auditor=self._node.peer_id,
            verdict=AuditVerdict.MATCH if matches else AuditVerdict.MISMATCH,
            output_root=root,
            first_mismatch=None if matches else record.positions[0] + differing[0],
            profile=kernel.PROFILE,
            at_ms=int(self._now() * 1000),
            salt=secrets.token_bytes(16),
        )
        entry = SignedAudit.by_auditor(audit, self._node.identity).encode()
        committed = await self._publish(entry)
        if not matches:
            await self._write_evidence(job, terms, inputs, claimed, committed)

    async def _write_evidence(
        self, job: _Job, terms: SessionTerms, inputs: bytes, claimed: list[bytes], audit: Committed
    ) -> None:
        size = len(inputs) // job.record.positions[1]
        evidence = Evidence(
            record=job.committed,
            history=tuple(record.encode() for record in job.history),
            salt=b"",
            inputs=tuple(inputs[i : i + size] for i in range(0, len(inputs), size)),
            claimed=tuple(claimed),
            audit=audit,
        )
        data = pack_evidence(terms, evidence)
        self._folder.mkdir(parents=True, exist_ok=True)
        evidence_path(self._folder, job.committed.leaf()).write_bytes(data)
        await self._accuse(job.committed.leaf(), hashlib.sha256(data).digest())

    async def _fetch(self, job: _Job, addrs: tuple[str, ...]) -> tuple[SessionTerms, bytes, list[bytes]]:
        """(terms, inputs of positions [0, end), claimed output hashes), all checked against the signed roots.

        Raises: SwarmError when the server withholds them or gives something else: that proves no fraud, but earns no
        countersignature either.
        """
        for attempt in range(FETCH_ATTEMPTS):
            try:
                async with self._node.open_channel(job.record.server, wire.AUDIT, addrs) as channel:
                    await channel.send(wire.pack("span_request", session=job.record.session, leaf=job.committed.leaf()))
                    frame = await channel.receive(wire.FETCH_TIMEOUT_S)
                break
            except P2PError:
                if attempt == FETCH_ATTEMPTS - 1:
                    raise
        _, span = wire.unpack(frame.header, "span")
        terms, inputs = SessionTerms.decode(span.terms), frame.body
        claimed = [span.output_hashes[i : i + 32] for i in range(0, len(span.output_hashes), 32)]
        size, rest = divmod(len(inputs), job.record.positions[1])
        if terms.hash() != job.record.route_hash or rest or not size:
            raise SwarmError("the server gave other terms or rows than it signed for")
        for record in (*job.history, job.record):
            rows = (inputs[i * size : (i + 1) * size] for i in range(*record.positions))
            if activation_root(row_hash(row) for row in rows) != record.input_root:
                raise SwarmError(
                    f"the server gave inputs that do not lead to the input root of record {record.counter}"
                )
        if (
            len(claimed) != job.record.positions[1] - job.record.positions[0]
            or activation_root(claimed) != job.record.output_root
        ):
            raise SwarmError("the server gave output hashes that do not lead to its output root")
        return terms, inputs, claimed


def evidence_path(folder: Path, leaf: bytes) -> Path:
    """Where the evidence against one record lies."""
    return folder / f"{leaf.hex()[:24]}.fraud"


async def serve_audits(channel: Channel, spans: SpanStore, folder: Path) -> None:
    """`/aria/audit/1`: inputs of spans served here, and evidence written here."""
    frame = await channel.receive(wire.FETCH_TIMEOUT_S)
    kind, asked = wire.unpack(frame.header, "span_request", "evidence_request")
    if kind == "evidence_request":
        path = evidence_path(folder, asked.leaf)
        if not path.is_file():
            await channel.send(wire.pack("fault", reason="no evidence against that record here"))
            return
        await channel.send(wire.pack("evidence"), await trio.to_thread.run_sync(path.read_bytes))
        return
    kept = spans.get(asked.session)
    span = kept.spans.get(asked.leaf) if kept else None
    if kept is None or span is None:
        await channel.send(wire.pack("fault", reason="no such span here (any more)"))
        return
    header = wire.pack("span", terms=kept.terms.encode(), output_hashes=b"".join(kept.output_hashes[slice(*span)]))
    await channel.send(header, bytes(kept.inputs[: span[1] * kept.row_bytes]))


async def fetch_evidence(node: Node, auditor: str, leaf: bytes) -> bytes:
    """The evidence file that an auditor wrote against a record. Raises: SwarmError, RemoteError."""
    async with node.open_channel(auditor, wire.AUDIT) as channel:
        await channel.send(wire.pack("evidence_request", leaf=leaf))
        frame = await channel.receive(wire.FETCH_TIMEOUT_S)
    wire.unpack(frame.header, "evidence")
    return frame.body
