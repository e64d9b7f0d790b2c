"""The ledger: who ran what, and who checked it.

One append-only log a node, signed heads, proofs anyone can check offline.

errors, encoding                  what can be wrong; what the byte layouts share
merkle, note                      RFC 6962 trees; signed notes and checkpoints
record, audit, entry              what a log holds
lottery                           who audits a record
bundle, commitment, proof, answer proofs that travel as one file
log                               one's own log on disk
codec, remote                     `/aria/log/1`
following, events, exchange       following others' logs: the rules, what comes of it, the driver
"""

from aria_p2p.ledger.answer import AnswerProof, AnswerVerdict, read_proof
from aria_p2p.ledger.audit import AuditRecord, AuditVerdict, SignedAudit
from aria_p2p.ledger.commitment import Committed, EquivocationProof
from aria_p2p.ledger.encoding import ZERO_HASH
from aria_p2p.ledger.entry import Entry, decode_entry
from aria_p2p.ledger.errors import (
    EntryError,
    EvidenceError,
    LedgerError,
    LogError,
    NoteError,
    ProofError,
    RemoteLedgerError,
)
from aria_p2p.ledger.events import EntryRefused, EntrySeen, Equivocated, Event
from aria_p2p.ledger.exchange import Ledger, LedgerConfig, open_ledger
from aria_p2p.ledger.log import Log
from aria_p2p.ledger.lottery import draw
from aria_p2p.ledger.note import Checkpoint
from aria_p2p.ledger.proof import Evidence, Outcome, Recompute, Verdict
from aria_p2p.ledger.record import (
    RECORD_MAX_POSITIONS,
    EnergySource,
    InferenceRecord,
    SignedRecord,
    activation_root,
    route_hash,
    row_hash,
)

__all__ = [
    "RECORD_MAX_POSITIONS",
    "ZERO_HASH",
    "AnswerProof",
    "AnswerVerdict",
    "AuditRecord",
    "AuditVerdict",
    "Checkpoint",
    "Committed",
    "EnergySource",
    "Entry",
    "EntryError",
    "EntryRefused",
    "EntrySeen",
    "Equivocated",
    "EquivocationProof",
    "Event",
    "Evidence",
    "EvidenceError",
    "InferenceRecord",
    "Ledger",
    "LedgerConfig",
    "LedgerError",
    "Log",
    "LogError",
    "NoteError",
    "Outcome",
    "ProofError",
    "Recompute",
    "RemoteLedgerError",
    "SignedAudit",
    "SignedRecord",
    "Verdict",
    "activation_root",
    "decode_entry",
    "draw",
    "open_ledger",
    "read_proof",
    "route_hash",
    "row_hash",
]
