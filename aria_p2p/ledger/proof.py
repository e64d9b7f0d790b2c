"""The evidence of a fraud, in one file: everything needed to judge a disputed record offline, with public keys only.

The keys are inside: a peer id is a public key. Layers are not run here: `Evidence.judge` takes a function that does.
"""

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aria_p2p.ledger import record as record_layout
from aria_p2p.ledger.audit import AuditRecord, AuditVerdict
from aria_p2p.ledger.bundle import (
    FRAUD,
    MAX_POSITIONS,
    MAX_RECORDS,
    MAX_ROW_BYTES,
    pack_bytes,
    pack_list,
    read_hash,
    read_salt,
    seal,
    unseal,
)
from aria_p2p.ledger.commitment import Committed
from aria_p2p.ledger.errors import EntryError, EvidenceError
from aria_p2p.ledger.record import RECORD_MAX_POSITIONS, InferenceRecord, activation_root, row_hash

Recompute = Callable[[InferenceRecord, Sequence[bytes]], Sequence[bytes]]
"""Runs a record's layers again: takes the record and the input rows of positions [0, end), returns the hash of each
output row of the record's positions (`row_hash`, with the evidence's salt)."""


class Outcome(enum.Enum):
    """Who is found wrong."""

    FRAUD = "fraud"  # the server's outputs are not what its layers give
    FALSE_ACCUSATION = "false accusation"  # they are: the auditor is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What running a disputed record again shows."""

    outcome: Outcome
    network: str
    manifest: bytes
    profile: str
    server: str  # peer ids
    client: str
    auditor: str
    layers: tuple[int, int]
    positions: tuple[int, int]
    first_mismatch: int | None  # absolute position; None if the server's hashes were withheld, or nothing differs
    claimed_hash: bytes | None  # at first_mismatch: what the server signed for, and what its layers give
    actual_hash: bytes | None
    claimed_root: bytes
    actual_root: bytes
    auditor_agrees: bool  # whether the auditor's own root is the one found here

    def __str__(self) -> str:
        span = f"layers {self.layers[0]}..{self.layers[1] - 1}, positions {self.positions[0]}..{self.positions[1] - 1}"
        if self.outcome is Outcome.FALSE_ACCUSATION:
            return f"false accusation by {self.auditor}: {self.server} computed {span} correctly"
        where = "" if self.first_mismatch is None else f"; first wrong position {self.first_mismatch}"
        roots = f"output root {self.claimed_root.hex()}, should be {self.actual_root.hex()}"
        return f"fraud by {self.server}: {span}{where} ({roots})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything needed to judge one disputed record: claim, commitment, inputs, and the audit that disputes it.

    history: the session's earlier records at this server, encoded, oldest first; bound by the claim's `previous` chain.
    inputs: the input row of every position from 0 to the record's end (what attention sees).
    claimed: the server's hash of each output row, or empty if it withheld them.
    """

    record: Committed
    history: tuple[bytes, ...]
    salt: bytes
    inputs: tuple[bytes, ...]
    claimed: tuple[bytes, ...]
    audit: Committed

    def check(self) -> tuple[InferenceRecord, AuditRecord]:
        """Verify every signature, path and root; returns the claim and the audit. Raises EvidenceError."""
        signed, audit = self.record.check_record(), self.audit.check_audit()
        claim = signed.record
        if (audit.record_leaf, audit.server, audit.network) != (self.record.leaf(), claim.server, claim.network):
            raise EvidenceError(f"the audit by {audit.auditor} is about another record")
        if audit.verdict != AuditVerdict.MISMATCH or audit.output_root == claim.output_root:
            raise EvidenceError(f"the audit by {audit.auditor} disputes nothing: verdict {audit.verdict.name}")
        if audit.profile != claim.profile:
            raise EvidenceError(
                f"the record is of profile {claim.profile}, the audit of {audit.profile}: a profile conflict"
            )
        self._check_inputs(claim)
        n_positions = claim.positions[1] - claim.positions[0]
        if self.claimed and (len(self.claimed) != n_positions or activation_root(self.claimed) != claim.output_root):
            raise EvidenceError(f"the {len(self.claimed)} claimed hashes do not lead to the record's output root")
        return claim, audit

    def judge(self, recompute: Recompute) -> Verdict:
        """`check`, then run the claim again and say who is wrong. Raises EvidenceError, and what `recompute` raises."""
        claim, audit = self.check()
        actual = tuple(recompute(claim, self.inputs))
        if len(actual) != claim.positions[1] - claim.positions[0]:
            raise EvidenceError(f"running positions {claim.positions} again gave {len(actual)} output hashes")
        actual_root = activation_root(actual)
        pairs = enumerate(zip(self.claimed, actual, strict=bool(self.claimed)))
        at = next((i for i, (said, found) in pairs if said != found), None)
        return Verdict(
            outcome=Outcome.FALSE_ACCUSATION if actual_root == claim.output_root else Outcome.FRAUD,
            network=claim.network,
            manifest=claim.manifest,
            profile=claim.profile,
            server=claim.server,
            client=claim.client,
            auditor=audit.auditor,
            layers=claim.layers,
            positions=claim.positions,
            first_mismatch=None if at is None else claim.positions[0] + at,
            claimed_hash=None if at is None else self.claimed[at],
            actual_hash=None if at is None else actual[at],
            claimed_root=claim.output_root,
            actual_root=actual_root,
            auditor_agrees=audit.output_root == actual_root,
        )

    def _check_inputs(self, claim: InferenceRecord) -> None:
        """The history is the claim's own chain back to position 0, and the inputs are those its roots commit to."""
        try:
            chain = [*(InferenceRecord.decode(data) for data in self.history), claim]
        except EntryError as error:
            raise EvidenceError(f"history: {error}") from error
        if chain[0].counter or chain[0].positions[0]:
            raise EvidenceError(
                f"the history begins at record {chain[0].counter}, position {chain[0].positions[0]}, not at 0"
            )
        for earlier, later in pairwise(chain):
            if not later.follows(earlier):
                raise EvidenceError(f"record {later.counter} does not follow record {earlier.counter} of the history")
        if len(self.inputs) != claim.positions[1]:
            raise EvidenceError(f"{len(self.inputs)} input rows for positions 0..{claim.positions[1] - 1}")
        for record in chain:
            first, end = record.positions
            if activation_root(row_hash(row, self.salt) for row in self.inputs[first:end]) != record.input_root:
                raise EvidenceError(
                    f"the input rows of positions {first}..{end - 1} do not lead to their record's input root"
                )

    def encode(self) -> bytes:
        """The file. Raises EvidenceError if it is over MAX_PROOF_BYTES."""
        return seal(
            FRAUD,
            self.record.encode()
            + pack_list(self.history)
            + pack_bytes(self.salt)
            + pack_list(self.inputs)
            + pack_list(self.claimed)
            + self.audit.encode(),
        )

    @classmethod
    def decode(cls, data: bytes) -> "Evidence":
        """Inverse of `encode`; nothing is verified yet. Raises EvidenceError."""
        reader = unseal(data, FRAUD)
        evidence = cls(
            record=Committed.read(reader),
            history=reader.items(MAX_RECORDS, lambda r: r.piece(record_layout.LAYOUT.size)),
            salt=read_salt(reader),
            inputs=reader.items(MAX_POSITIONS, lambda r: r.piece(MAX_ROW_BYTES)),
            claimed=reader.items(RECORD_MAX_POSITIONS, read_hash),
            audit=Committed.read(reader),
        )
        reader.end()
        return evidence
