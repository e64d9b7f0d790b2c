"""What following other nodes' logs brings."""

from dataclasses import dataclass

from aria_p2p.ledger.commitment import Committed, EquivocationProof
from aria_p2p.ledger.entry import Entry
from aria_p2p.ledger.errors import EvidenceError


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySeen:
    """A verified entry of a peer's log, with the proof that it is there."""

    peer_id: str
    entry: Entry
    committed: Committed


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRefused:
    """A peer committed an entry that does not hold (malformed, or a wrong signature), and why. `committed` shows it."""

    peer_id: str
    reason: str
    committed: Committed


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivocated:
    """A peer signed two histories; its log is followed no more."""

    peer_id: str
    proof: EquivocationProof


Event = EntrySeen | EntryRefused | Equivocated


def event_of(peer_id: str, committed: Committed) -> EntrySeen | EntryRefused:
    """The event of an entry that is in `peer_id`'s log: it holds, or why not."""
    try:
        entry, _ = committed.check()
    except EvidenceError as error:
        return EntryRefused(peer_id=peer_id, reason=str(error), committed=committed)
    return EntrySeen(peer_id=peer_id, entry=entry, committed=committed)
