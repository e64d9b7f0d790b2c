"""Who audits a record: a draw by hash that everyone can repeat.

The thin version of the audit lottery. The seed is the leaf hash of the record as logged. The entry ends in the
client's signature, made over the server's, so a server cannot try records until the draw pleases it unless its client
helps, and nobody can change the draw once the entry is in the log. What it does not do yet: a `beacon` that nobody
controls (witness cosignatures of the next period) would also defeat server and client together; weights by standing,
many cheap identities.
"""

import hashlib
from collections.abc import Collection, Iterable

from aria_p2p.identity import public_key_of
from aria_p2p.ledger.errors import LedgerError

_DOMAIN = b"aria/audit-draw/v1\x00"
MAX_BEACON_BYTES = 255  # its length is one byte of the hashed encoding


def ticket(record_leaf: bytes, candidate: str, beacon: bytes = b"") -> bytes:
    """A candidate's number in the draw for one record (32 bytes); the lowest win."""
    if len(record_leaf) != 32 or len(beacon) > MAX_BEACON_BYTES:
        raise LedgerError(f"a draw takes a 32-byte leaf and at most {MAX_BEACON_BYTES} bytes of beacon")
    seed = _DOMAIN + record_leaf + bytes([len(beacon)]) + beacon
    return hashlib.sha256(seed + public_key_of(candidate)).digest()


def draw(
    record_leaf: bytes, candidates: Iterable[str], m: int, *, exclude: Collection[str] = (), beacon: bytes = b""
) -> tuple[str, ...]:
    """The peer ids of the (at most) m auditors of a record, first drawn first; fewer if fewer are eligible.

    exclude: the record's server, its client, and the other servers of the same route.
    The order of `candidates` does not matter.
    """
    if m < 0:
        raise LedgerError(f"cannot draw {m} auditors")
    eligible = set(candidates) - set(exclude)
    return tuple(sorted(eligible, key=lambda peer_id: ticket(record_leaf, peer_id, beacon))[:m])
