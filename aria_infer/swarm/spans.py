"""What a stage keeps of its sessions for auditors: inputs, output hashes and tokens, within bounds."""

from collections import OrderedDict
from dataclasses import dataclass, field

from aria_infer.swarm.session import SessionTerms

AUDIT_WINDOW_SESSIONS = 256  # sessions kept for auditors
AUDIT_WINDOW_BYTES = 256 * 1024 * 1024  # and their inputs; the oldest session goes first


@dataclass(slots=True)
class Kept:
    """One session at one stage. inputs: rows as received; hashes, rows: 32 bytes a position."""

    terms: SessionTerms
    layers: tuple[int, int]
    row_bytes: int
    inputs: bytearray = field(default_factory=bytearray)
    input_hashes: list[bytes] = field(default_factory=list)
    output_hashes: list[bytes] = field(default_factory=list)
    row_hashes: list[bytes] = field(default_factory=list)
    spans: dict[bytes, tuple[int, int]] = field(default_factory=dict)  # record leaf -> positions


class SpanStore:
    """The audit window: bounded, oldest session first out."""

    def __init__(self, max_sessions: int = AUDIT_WINDOW_SESSIONS, max_bytes: int = AUDIT_WINDOW_BYTES) -> None:
        self._kept: OrderedDict[bytes, Kept] = OrderedDict()
        self._max_sessions, self._max_bytes = max_sessions, max_bytes

    def add(self, kept: Kept) -> None:
        self._kept[kept.terms.session] = kept
        self.trim()

    def get(self, session: bytes) -> Kept | None:
        return self._kept.get(session)

    def trim(self) -> None:
        """Drop the oldest sessions past the bounds (never the newest)."""
        total = sum(len(k.inputs) for k in self._kept.values())
        while len(self._kept) > 1 and (len(self._kept) > self._max_sessions or total > self._max_bytes):
            _, dropped = self._kept.popitem(last=False)
            total -= len(dropped.inputs)
