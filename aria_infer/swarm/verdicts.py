"""What became of an answer's records: who re-ran them, and what they found."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import trio

from aria_infer.errors import SwarmError
from aria_infer.model import Model
from aria_infer.swarm.audit import evidence_path, fetch_evidence
from aria_infer.swarm.evidence import judge
from aria_p2p.errors import P2PError
from aria_p2p.ledger import (
    AnswerProof,
    AuditVerdict,
    Committed,
    EntryRefused,
    EntrySeen,
    Equivocated,
    Event,
    SignedAudit,
    SignedRecord,
    Verdict,
)
from aria_p2p.node import Node

Entry = TypeVar("Entry")

MAX_ENTRIES = 16_384  # records, and records with audits, remembered: the oldest go first; about 1 KB each
EVIDENCE_TRIES = 25  # an auditor writes its file just after its record is published
EVIDENCE_PACE_S = 0.2


@dataclass(frozen=True, slots=True)
class Checked:
    """One record and its audits. committed: its place in the server's own log, None if it was not seen there."""

    record: SignedRecord
    committed: Committed | None
    audits: tuple[SignedAudit, ...]
    audits_committed: tuple[Committed, ...] = ()

    def confirmed_by(self) -> tuple[str, ...]:
        """Peers that re-ran it and got the same bytes."""
        root = self.record.record.output_root
        good = {
            a.audit.auditor
            for a in self.audits
            if a.audit.verdict == AuditVerdict.MATCH and a.audit.output_root == root
        }
        return tuple(sorted(good))

    def disputed_by(self) -> tuple[str, ...]:
        return tuple(sorted(a.audit.auditor for a in self.audits if a.audit.verdict == AuditVerdict.MISMATCH))

    def is_countersigned(self, m: int) -> bool:
        """Both signatures, in the server's log, re-run by m distinct peers with equal hashes, disputed by none."""
        return (
            self.record.has_client_half
            and self.committed is not None
            and len(self.confirmed_by()) >= m
            and not self.disputed_by()
        )


@dataclass(frozen=True, slots=True)
class Fraud:
    """A disputed record whose evidence was checked here, offline. path: the evidence file."""

    verdict: Verdict
    path: Path


@dataclass(slots=True)
class Verdicts:
    """Collects audits from the logs that the ledger brings."""

    logged: dict[bytes, Committed] = field(default_factory=dict)  # by leaf, each bounded by MAX_ENTRIES
    audits: dict[bytes, dict[str, tuple[SignedAudit, Committed]]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    _changed: trio.Event = field(default_factory=trio.Event)

    def offer(self, event: Event) -> None:
        if isinstance(event, EntryRefused):
            self.complaints.append(f"the log of {event.peer_id} holds an entry that does not verify: {event.reason}")
        elif isinstance(event, Equivocated):
            self.complaints.append(f"{event.peer_id} signed two histories of its log")
        elif isinstance(event, EntrySeen) and isinstance(event.entry, SignedAudit):
            found = self.audits.setdefault(event.entry.audit.record_leaf, {})
            found[event.peer_id] = (event.entry, event.committed)
            _trim(self.audits)
        else:
            self.logged[event.committed.leaf()] = event.committed
            _trim(self.logged)
        self._changed.set()
        self._changed = trio.Event()

    async def changed(self) -> None:
        """Wait for the next event."""
        await self._changed.wait()

    async def of(self, records: Sequence[SignedRecord], m: int, timeout_s: float) -> list[Checked]:
        """Wait until each record has m audits, or the deadline passes; then what there is."""
        with trio.move_on_after(timeout_s):
            while not all(r.leaf() in self.logged and len(self.audits.get(r.leaf(), {})) >= m for r in records):
                await self._changed.wait()
        return [self._checked(record) for record in records]

    def _checked(self, record: SignedRecord) -> Checked:
        found = self.audits.get(record.leaf(), {}).values()
        return Checked(record, self.logged.get(record.leaf()), tuple(a for a, _ in found), tuple(c for _, c in found))


def _trim(entries: dict[bytes, Entry]) -> None:
    while len(entries) > MAX_ENTRIES:
        entries.pop(next(iter(entries)))


def answer_proof(tokens: Sequence[int], checked: Sequence[Checked]) -> bytes:
    """A proof file for an answer: its records and the audits that match them, each under a signed head.

    tokens: prompt and answer, as fed to layer 0. ``aria verify`` checks it offline, without the model.
    Raises: SwarmError while a record is not in its server's log or is disputed, EvidenceError when it does not hold.
    """
    records = [item.committed for item in checked if item.committed is not None and not item.disputed_by()]
    if len(records) != len(checked):
        raise SwarmError("no proof for this answer: some of its records are disputed, or were not logged")
    audits = tuple(committed for item in checked for committed in item.audits_committed)
    n_positions = max(item.record.record.positions[1] for item in checked)
    proof = AnswerProof(records=tuple(records), audits=audits, tokens=tuple(tokens[:n_positions]))
    proof.check()
    return proof.encode()


async def collect_frauds(node: Node, model: Model, checked: Sequence[Checked], folder: Path) -> list[Fraud]:
    """Fetch the evidence against each disputed record, keep it in ``folder``, and check it here.

    Raises: SwarmError, P2PError when the accuser does not hand over evidence that holds together.
    """
    frauds = []
    for item in checked:
        for auditor in item.disputed_by()[:1]:
            data = await _evidence(node, auditor, item.record.leaf())
            verdict = await trio.to_thread.run_sync(judge, data, model)
            path = evidence_path(folder, item.record.leaf())
            await trio.Path(folder).mkdir(parents=True, exist_ok=True)
            await trio.Path(path).write_bytes(data)
            frauds.append(Fraud(verdict, path))
    return frauds


async def _evidence(node: Node, auditor: str, leaf: bytes) -> bytes:
    for _ in range(EVIDENCE_TRIES):
        with suppress(SwarmError, P2PError):
            return await fetch_evidence(node, auditor, leaf)
        await trio.sleep(EVIDENCE_PACE_S)  # pacing of retries; the wait is bounded by their number
    raise SwarmError(f"{auditor} disputes a record but hands over no evidence: its word alone proves nothing")
