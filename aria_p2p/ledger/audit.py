"""Audit records: what a peer found when it ran another's record again, signed by it.

Fixed byte encoding like the inference record's; offsets in this folder's README.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum

from aria_p2p.identity import Identity, peer_id_of, public_key_of
from aria_p2p.ledger import merkle
from aria_p2p.ledger.encoding import (
    NETWORK,
    PROFILE,
    SALT_BYTES,
    SIGNATURE_BYTES,
    VERSION,
    check_bytes,
    check_numbers,
    check_peers,
    check_signature,
    check_signer,
    check_text,
    member,
    text,
    unpack,
)  # fmt: skip
from aria_p2p.ledger.errors import EntryError

KIND = 2
LAYOUT = struct.Struct(">BB32s32s32s32sB32sI16sQ16s")
_BY_AUDITOR = b"aria/audit-record/v1/auditor\x00"
_NO_POSITION = 0xFFFFFFFF


class AuditVerdict(IntEnum):
    """What an auditor found when it ran a record again."""

    MATCH = 1
    MISMATCH = 2
    PROFILE_CONFLICT = 3  # the auditor cannot run the record's arithmetic profile: says nothing about fraud


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord:
    """An auditor's finding about one logged record."""

    network: str
    record_leaf: bytes  # 32: leaf hash of the audited entry
    server: str  # peer ids: whose log holds it, and who audited
    auditor: str
    verdict: AuditVerdict
    output_root: bytes  # 32: the auditor's own; ZERO_HASH for PROFILE_CONFLICT
    first_mismatch: int | None = None  # absolute position, for MISMATCH, where the claimed hashes were known
    profile: str  # the profile the auditor ran
    at_ms: int  # Unix time
    salt: bytes = bytes(SALT_BYTES)

    def __post_init__(self) -> None:
        check_text("network", self.network, NETWORK)
        check_text("profile", self.profile, PROFILE)
        check_bytes(self, ("record_leaf", "output_root"), 32)
        check_bytes(self, ("salt",), SALT_BYTES)
        check_peers(self.server, self.auditor)
        check_numbers(self, {"at_ms": 64})
        if self.verdict not in tuple(AuditVerdict):
            raise EntryError(f"verdict {self.verdict!r} is not one of {[v.name for v in AuditVerdict]}")
        if self.server == self.auditor:
            raise EntryError(f"{self.server} cannot audit itself")
        if self.first_mismatch is not None and self.verdict != AuditVerdict.MISMATCH:
            raise EntryError(f"first_mismatch {self.first_mismatch} without a mismatch")
        if self.first_mismatch is not None and not 0 <= self.first_mismatch < _NO_POSITION:
            raise EntryError(f"first_mismatch {self.first_mismatch} is not a position")

    def encode(self) -> bytes:
        """The fixed layout, unsigned."""
        return LAYOUT.pack(
            KIND, VERSION, self.network.encode(), self.record_leaf, public_key_of(self.server),
            public_key_of(self.auditor), self.verdict, self.output_root,
            _NO_POSITION if self.first_mismatch is None else self.first_mismatch, self.profile.encode(),
            self.at_ms, self.salt,
        )  # fmt: skip

    @classmethod
    def decode(cls, data: bytes) -> "AuditRecord":
        """Inverse of `encode`. Raises EntryError on any other bytes."""
        network, leaf, server, auditor, verdict, output_root, first, profile, at_ms, salt = unpack(
            LAYOUT, data, KIND, "audit record"
        )
        audit = cls(
            network=text(network), record_leaf=leaf, server=peer_id_of(server), auditor=peer_id_of(auditor),
            verdict=member(AuditVerdict, verdict), output_root=output_root,
            first_mismatch=None if first == _NO_POSITION else first, profile=text(profile), at_ms=at_ms, salt=salt,
        )  # fmt: skip
        if audit.encode() != data:
            raise EntryError("audit record: these bytes are not the canonical encoding of their own fields")
        return audit


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAudit:
    """An audit record with the auditor's signature."""

    audit: AuditRecord
    signature: bytes

    def __post_init__(self) -> None:
        if len(self.signature) != SIGNATURE_BYTES:
            raise EntryError(f"a signature has 64 bytes, not {len(self.signature)}")

    @classmethod
    def by_auditor(cls, audit: AuditRecord, identity: Identity) -> "SignedAudit":
        """Sign as the auditor. Raises EntryError if `identity` is someone else."""
        check_signer("auditor", audit.auditor, identity)
        return cls(audit=audit, signature=identity.sign(_BY_AUDITOR + audit.encode()))

    @property
    def signer(self) -> str:
        """Peer id in whose log this entry belongs."""
        return self.audit.auditor

    @property
    def network(self) -> str:
        return self.audit.network

    def verify(self) -> None:
        """Check the signature. Raises EntryError."""
        what = f"audit of record {self.audit.record_leaf.hex()[:16]} by {self.audit.auditor}"
        check_signature(self.audit.auditor, _BY_AUDITOR + self.audit.encode(), self.signature, what)

    def encode(self) -> bytes:
        """The log entry."""
        return self.audit.encode() + self.signature

    @classmethod
    def decode(cls, data: bytes) -> "SignedAudit":
        """Inverse of `encode`. Raises EntryError. Does not verify."""
        if len(data) != LAYOUT.size + SIGNATURE_BYTES:
            raise EntryError(f"a signed audit record has {LAYOUT.size + SIGNATURE_BYTES} bytes, not {len(data)}")
        return cls(audit=AuditRecord.decode(data[: LAYOUT.size]), signature=data[LAYOUT.size :])

    def leaf(self) -> bytes:
        """Leaf hash of the entry."""
        return merkle.leaf_hash(self.encode())
