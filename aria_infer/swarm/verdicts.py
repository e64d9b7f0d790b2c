"""What became of an answer's records: who re-ran them, and what they found."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import trio

from aria_infer.errors import SwarmError
from aria_infer.model import Model
from aria_infer.swarm.audit import evidence_path, fetch_evidence
from aria_infer.swarm.evidence import judge
from aria_p2p.errors import P2PError
from aria_p2p.ledger import (
    AuditVerdict,
    EntryRefused,
    EntrySeen,
    Equivocated,
    Event,
    SignedAudit,
    SignedRecord,
    Verdict,
)
from aria_p2p.node import Node

MAX_AUDITS = 65_536  # remembered, oldest first out
EVIDENCE_TRIES = 25  # an auditor writes its file just after its record is published
EVIDENCE_PACE_S = 0.2


@dataclass(frozen=True, slots=True)
class Checked:
    """One record and its audits. logged: seen in the server's own log."""

    record: SignedRecord
    logged: bool
    audits: tuple[SignedAudit, ...]

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
        return self.record.has_client_half and self.logged and len(self.confirmed_by()) >= m and not self.disputed_by()


@dataclass(frozen=True, slots=True)
class Fraud:
    """A disputed record whose evidence was checked here, offline. path: the evidence file."""

    verdict: Verdict
    path: Path


@dataclass(slots=True)
class Verdicts:
    """Collects audits from the logs that the ledger brings."""

    logged: set[bytes] = field(default_factory=set)
    audits: dict[bytes, dict[str, SignedAudit]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    _changed: trio.Event = field(default_factory=trio.Event)

    def offer(self, event: Event) -> None:
        if isinstance(event, EntryRefused):
            self.complaints.append(f"the log of {event.peer_id} holds an entry that does not verify: {event.reason}")
        elif isinstance(event, Equivocated):
            self.complaints.append(f"{event.peer_id} signed two histories of its log")
        elif isinstance(event, EntrySeen) and isinstance(event.entry, SignedAudit):
            self.audits.setdefault(event.entry.audit.record_leaf, {})[event.peer_id] = event.entry
            while len(self.audits) > MAX_AUDITS:
                self.audits.pop(next(iter(self.audits)))
        else:
            self.logged.add(event.committed.leaf())
        self._changed.set()
        self._changed = trio.Event()

    async def of(self, records: Sequence[SignedRecord], m: int, timeout_s: float) -> list[Checked]:
        """Wait until each record has m audits, or the deadline passes; then what there is."""
        with trio.move_on_after(timeout_s):
            while not all(r.leaf() in self.logged and len(self.audits.get(r.leaf(), {})) >= m for r in records):
                await self._changed.wait()
        return [Checked(r, r.leaf() in self.logged, tuple(self.audits.get(r.leaf(), {}).values())) for r in records]


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
