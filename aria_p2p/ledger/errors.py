"""What can be wrong with a ledger, its proofs and its records."""

from aria_p2p.errors import P2PError


class LedgerError(P2PError):
    """Root of this folder's errors."""


class ProofError(LedgerError):
    """A Merkle proof does not lead where it claims to."""


class NoteError(LedgerError):
    """A signed note or checkpoint is malformed, or its signature does not hold."""


class EntryError(LedgerError):
    """A log entry's bytes are not canonical, a field is out of range, or a signature does not hold."""


class LogError(LedgerError):
    """A log file is damaged, belongs to someone else, is in use, or cannot be read."""


class EvidenceError(LedgerError):
    """An evidence file is malformed, or something inside it does not hold together."""


class RemoteLedgerError(LedgerError):
    """A peer's log service refused, or answered something that does not verify."""
