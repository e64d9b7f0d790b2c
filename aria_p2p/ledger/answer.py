"""The proof of a good answer, in one file: a session's records, and the audits that match them. Checked offline."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from aria_p2p.ledger.audit import AuditVerdict
from aria_p2p.ledger.bundle import (
    ANSWER,
    FRAUD,
    MAGIC,
    MAX_POSITIONS,
    MAX_RECORDS,
    pack_bytes,
    pack_count,
    read_salt,
    seal,
    unseal,
)
from aria_p2p.ledger.commitment import Committed
from aria_p2p.ledger.errors import EvidenceError
from aria_p2p.ledger.proof import Evidence
from aria_p2p.ledger.record import InferenceRecord, activation_root, row_hash

TOKEN_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerVerdict:
    """What a checked answer proof shows."""

    network: str
    manifest: bytes
    profile: str
    session: bytes
    client: str
    stages: tuple[tuple[str, tuple[int, int]], ...]  # (server, layers), by first layer
    n_positions: int
    auditors: tuple[tuple[str, ...], ...]  # per record of the proof: who ran it again and got the same bytes

    def n_countersigned(self, m: int = 1) -> int:
        """Records with at least m distinct auditors."""
        return sum(len(names) >= m for names in self.auditors)

    def is_countersigned(self, m: int = 1) -> bool:
        """Whether every record has at least m distinct auditors."""
        return self.n_countersigned(m) == len(self.auditors)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerProof:
    """The records of one session and the audits that match them, each committed in its owner's log.

    tokens: if given, the token ids that went into layer 0, one a position; checked against that stage's input roots.
    """

    records: tuple[Committed, ...]
    audits: tuple[Committed, ...]
    salt: bytes = b""
    tokens: tuple[int, ...] = ()

    def check(self) -> AnswerVerdict:
        """Verify every signature, path, chain and hand-over between stages. Raises EvidenceError naming what fails."""
        if not self.records:
            raise EvidenceError("an answer proof without records proves nothing")
        signed = [committed.check_record() for committed in self.records]
        records = [each.record for each in signed]
        for each in signed:
            if not each.has_client_half:
                raise EvidenceError(f"record {each.record.counter} of {each.signer} lacks the client's half")
        _check_one_session(records)
        n_positions = _check_chains(records)
        _check_handovers(records)
        self._check_tokens(records)
        return AnswerVerdict(
            network=records[0].network,
            manifest=records[0].manifest,
            profile=records[0].profile,
            session=records[0].session,
            client=records[0].client,
            stages=tuple(sorted({(r.server, r.layers) for r in records}, key=lambda stage: (stage[1], stage[0]))),
            n_positions=n_positions,
            auditors=self._auditors(records),
        )

    def _auditors(self, records: Sequence[InferenceRecord]) -> tuple[tuple[str, ...], ...]:
        found: dict[bytes, set[str]] = {committed.leaf(): set() for committed in self.records}
        by_leaf = {committed.leaf(): record for committed, record in zip(self.records, records, strict=True)}
        for committed in self.audits:
            audit = committed.check_audit()
            record = by_leaf.get(audit.record_leaf)
            if record is None or audit.server != record.server or audit.network != record.network:
                raise EvidenceError(f"the audit by {audit.auditor} is about a record that is not in this proof")
            if audit.auditor == record.client:  # an auditor is never the server: AuditRecord refuses that
                raise EvidenceError(f"{audit.auditor} is the client: its audit counts for nothing")
            same = audit.profile == record.profile and audit.output_root == record.output_root
            if audit.verdict != AuditVerdict.MATCH or not same:
                raise EvidenceError(
                    f"the audit by {audit.auditor} does not confirm record {record.counter} of {record.server}"
                )
            found[audit.record_leaf].add(audit.auditor)
        return tuple(tuple(sorted(found[committed.leaf()])) for committed in self.records)

    def _check_tokens(self, records: Sequence[InferenceRecord]) -> None:
        for record in records if self.tokens else ():
            first, end = record.positions
            if record.layers[0] == 0:
                rows = (token.to_bytes(4, "little") for token in self.tokens[first:end])
                if activation_root(row_hash(row, self.salt) for row in rows) != record.input_root:
                    raise EvidenceError(
                        f"the tokens of positions {first}..{end - 1} are not those {record.server} was given"
                    )

    def encode(self) -> bytes:
        """The file. Raises EvidenceError if it is over MAX_PROOF_BYTES."""
        tokens = b"".join(token.to_bytes(4, "little") for token in self.tokens)
        records, audits = (
            pack_count(len(group)) + b"".join(committed.encode() for committed in group)
            for group in (self.records, self.audits)
        )
        return seal(ANSWER, records + audits + pack_bytes(self.salt) + pack_bytes(tokens))

    @classmethod
    def decode(cls, data: bytes) -> "AnswerProof":
        """Inverse of `encode`; nothing is verified yet. Raises EvidenceError."""
        reader = unseal(data, ANSWER)
        records = reader.items(MAX_RECORDS, Committed.read)
        audits = reader.items(MAX_RECORDS, Committed.read)
        salt = read_salt(reader)
        raw = reader.piece(4 * MAX_POSITIONS)
        reader.end()
        if len(raw) % 4:
            raise EvidenceError(f"{len(raw)} bytes are not whole token ids")
        tokens = tuple(int.from_bytes(raw[i : i + 4], "little") for i in range(0, len(raw), 4))
        return cls(records=records, audits=audits, salt=salt, tokens=tokens)


def read_proof(data: bytes) -> Evidence | AnswerProof:
    """Whichever proof a file holds; nothing is verified yet. Raises EvidenceError."""
    if data[len(MAGIC) : len(MAGIC) + 1] == FRAUD:
        return Evidence.decode(data)
    return AnswerProof.decode(data)


def _check_one_session(records: Sequence[InferenceRecord]) -> None:
    for name in ("network", "manifest", "profile", "session", "client"):
        if len({getattr(record, name) for record in records}) > 1:
            raise EvidenceError(f"the records differ in {name}: they are not of one session")


def _check_chains(records: Sequence[InferenceRecord]) -> int:
    """Each server's records are one chain from position 0, and every stage covers as many positions: how many."""
    chains: dict[tuple[str, tuple[int, int]], list[InferenceRecord]] = {}
    for record in sorted(records, key=lambda r: r.counter):
        chains.setdefault((record.server, record.layers), []).append(record)
    ends: dict[tuple[int, int], int] = {}
    for (server, layers), chain in chains.items():
        if chain[0].counter or chain[0].positions[0]:
            raise EvidenceError(f"the records of {server} begin at {chain[0].counter}, not at 0")
        for earlier, later in pairwise(chain):
            if not later.follows(earlier):
                raise EvidenceError(f"record {later.counter} of {server} does not follow the one before it")
        ends[layers] = max(ends.get(layers, 0), chain[-1].positions[1])
    if len(set(ends.values())) > 1:
        raise EvidenceError(f"the stages cover different numbers of positions: {ends}")
    return next(iter(ends.values()))


def _check_handovers(records: Sequence[InferenceRecord]) -> None:
    """What goes into a stage is what came out of the stage before it, and the first begins at layer 0."""
    given = {(record.layers[1], record.positions, record.output_root) for record in records}
    for record in records:
        if record.layers[0] and (record.layers[0], record.positions, record.input_root) not in given:
            raise EvidenceError(
                f"no record gave {record.server} its input at layer {record.layers[0]}, positions {record.positions}"
            )
