"""The kinds of entry a log may hold."""

from aria_p2p.ledger import audit, record
from aria_p2p.ledger.audit import SignedAudit
from aria_p2p.ledger.encoding import MAX_ENTRY_BYTES
from aria_p2p.ledger.errors import EntryError
from aria_p2p.ledger.record import SignedRecord

Entry = SignedRecord | SignedAudit


def decode_entry(data: bytes) -> Entry:
    """The entry in a log's bytes; its signatures are still to be verified. Raises EntryError."""
    if len(data) > MAX_ENTRY_BYTES:
        raise EntryError(f"an entry of {len(data)} bytes is over the limit of {MAX_ENTRY_BYTES}")
    kind = data[0] if data else 0
    if kind == record.KIND:
        return SignedRecord.decode(data)
    if kind == audit.KIND:
        return SignedAudit.decode(data)
    raise EntryError(
        f"entry kind {kind} is unknown: {record.KIND} is an inference record, {audit.KIND} an audit record"
    )
