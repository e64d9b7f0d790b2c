"""What a signed head proves: that an entry is in a log, or that a log's owner signed two histories."""

from dataclasses import dataclass

from aria_p2p.ledger import merkle
from aria_p2p.ledger.audit import AuditRecord, SignedAudit
from aria_p2p.ledger.bundle import Reader, pack_bytes, pack_list, pack_number, read_hash
from aria_p2p.ledger.encoding import MAX_ENTRY_BYTES
from aria_p2p.ledger.entry import Entry, decode_entry
from aria_p2p.ledger.errors import EntryError, EvidenceError, NoteError, ProofError
from aria_p2p.ledger.note import MAX_NOTE_BYTES, Checkpoint
from aria_p2p.ledger.record import SignedRecord

MAX_EQUIVOCATION_BYTES = 2 * MAX_NOTE_BYTES + 8192  # two notes and one Merkle path


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """An entry with its Merkle path to a signed head of its owner's log."""

    entry: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes  # the signed note

    def check(self) -> tuple[Entry, Checkpoint]:
        """Verify head, path, entry signatures, and that the entry is in its signer's own log. Raises EvidenceError."""
        try:
            head = Checkpoint.parse(self.checkpoint)
            merkle.verify_inclusion(merkle.leaf_hash(self.entry), self.index, head.size, self.path, head.root)
            entry = decode_entry(self.entry)
            entry.verify()
        except (NoteError, ProofError, EntryError) as error:
            raise EvidenceError(f"entry {self.index}: {error}") from error
        if (entry.network, entry.signer) != (head.network, head.peer_id):
            raise EvidenceError(f"entry {self.index} is signed by {entry.signer} but stands in the log {head.origin}")
        return entry, head

    def check_record(self) -> SignedRecord:
        """`check`, for an inference record. Raises EvidenceError."""
        entry, _ = self.check()
        if not isinstance(entry, SignedRecord):
            raise EvidenceError(f"entry {self.index} of {entry.signer} is not an inference record")
        return entry

    def check_audit(self) -> AuditRecord:
        """`check`, for an audit record. Raises EvidenceError."""
        entry, _ = self.check()
        if not isinstance(entry, SignedAudit):
            raise EvidenceError(f"entry {self.index} of {entry.signer} is not an audit record")
        return entry.audit

    def leaf(self) -> bytes:
        """Leaf hash of the entry."""
        return merkle.leaf_hash(self.entry)

    def encode(self) -> bytes:
        return pack_bytes(self.entry) + pack_number(self.index) + pack_list(self.path) + pack_bytes(self.checkpoint)

    @classmethod
    def read(cls, reader: Reader) -> "Committed":
        """Raises EvidenceError."""
        return cls(
            entry=reader.piece(MAX_ENTRY_BYTES),
            index=reader.number(),
            path=reader.items(merkle.MAX_PROOF_HASHES, read_hash),
            checkpoint=reader.piece(MAX_NOTE_BYTES),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EquivocationProof:
    """Two heads of one log of which neither grew from the other.

    For two sizes m < n, the inclusion path of leaf m-1 in the larger tree gives the root of that tree's first m leaves:
    if it is not the smaller head's root, the owner signed two histories. For equal sizes the roots differ, and `leaf`
    and `path` are empty.
    """

    older: bytes  # signed notes; older.size <= newer.size
    newer: bytes
    leaf: bytes = b""
    path: tuple[bytes, ...] = ()

    def check(self) -> Checkpoint:
        """Verify the proof offline; returns the newer head, whose `peer_id` is the culprit. Raises EvidenceError."""
        try:
            older, newer = Checkpoint.parse(self.older), Checkpoint.parse(self.newer)
            if older.origin != newer.origin:
                raise EvidenceError(f"the heads are of two logs, {older.origin} and {newer.origin}")
            if not 0 < older.size <= newer.size:
                raise EvidenceError(f"heads of sizes {older.size} and {newer.size} contradict nothing")
            if older.size == newer.size:
                if self.leaf or self.path:
                    raise EvidenceError("heads of one size need no path")
                grown_from = newer.root
            else:
                merkle.verify_inclusion(self.leaf, older.size - 1, newer.size, self.path, newer.root)
                grown_from = merkle.prefix_root(self.leaf, older.size - 1, newer.size, self.path)
        except (NoteError, ProofError) as error:
            raise EvidenceError(f"equivocation proof: {error}") from error
        if grown_from == older.root:
            raise EvidenceError(f"the heads of {older.origin} at {older.size} and {newer.size} are consistent")
        return newer

    def encode(self) -> bytes:
        return pack_bytes(self.older) + pack_bytes(self.newer) + pack_bytes(self.leaf) + pack_list(self.path)

    @classmethod
    def decode(cls, data: bytes) -> "EquivocationProof":
        """Inverse of `encode`. Raises EvidenceError."""
        reader = Reader(data)
        proof = cls(
            older=reader.piece(MAX_NOTE_BYTES),
            newer=reader.piece(MAX_NOTE_BYTES),
            leaf=reader.piece(merkle.HASH_BYTES),
            path=reader.items(merkle.MAX_PROOF_HASHES, read_hash),
        )
        reader.end()
        return proof
