"""What is known of one peer's log, and what to ask next. No I/O: signed heads and proofs in, steps out."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from aria_p2p.ledger import merkle
from aria_p2p.ledger.commitment import EquivocationProof
from aria_p2p.ledger.note import Checkpoint

KEPT_HEADS = 64  # proven heads remembered, so that a second root for one of their sizes needs no question
MAX_UNPROVEN = 16  # heads seen and not yet proved; past it the smallest goes, which a larger one will contradict too


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveGrowth:
    """Ask for the leaf at `older.size - 1` with its path in `newer`: it shows whether `newer` grew from `older`."""

    older: Checkpoint
    newer: Checkpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntries:
    """Ask for the entries from `first` on that `head` covers, with their paths."""

    first: int
    head: Checkpoint


Step = ProveGrowth | ReadEntries


class FollowedLog:
    """One peer's log. Invariant: every head in `_proven` lies on one history, whose largest is `accepted`."""

    def __init__(self, backlog_entries: int) -> None:
        """backlog_entries: of a log met for the first time, only the newest so many are read."""
        self.accepted: Checkpoint | None = None
        self._backlog = backlog_entries
        self._n_read: int | None = None  # entries below this index were read
        self._proven: OrderedDict[int, Checkpoint] = OrderedDict()
        self._unproven: dict[int, Checkpoint] = {}

    @property
    def n_read(self) -> int:
        """Entries below this index were read."""
        return self._n_read or 0

    def consider(self, head: Checkpoint) -> EquivocationProof | None:
        """Take a signed head. Two roots for one size are a proof at once; anything else waits for `next_step`."""
        for known in (self._proven.get(head.size), self._unproven.get(head.size)):
            if known is not None and known.root != head.root:
                return EquivocationProof(older=known.note, newer=head.note)
        if head.size not in self._proven:
            self._unproven[head.size] = head
            if len(self._unproven) > MAX_UNPROVEN:
                del self._unproven[min(self._unproven)]
        return None

    def next_step(self) -> Step | None:
        """What to ask the peer now; None when all is known."""
        while self._unproven:
            head = self._unproven[max(self._unproven)]
            if self.accepted is None or 0 in (head.size, self.accepted.size):
                self._prove(head)  # the first head seen, or an empty one, from which every log grows
            elif head.size > self.accepted.size:
                return ProveGrowth(older=self.accepted, newer=head)
            else:
                return ProveGrowth(older=head, newer=self.accepted)
        if self.accepted is None:
            return None
        if self._n_read is None and self.accepted.size:
            self._n_read = max(0, self.accepted.size - self._backlog)
        return ReadEntries(first=self.n_read, head=self.accepted) if self.n_read < self.accepted.size else None

    def judge(self, step: ProveGrowth, leaf: bytes, path: Sequence[bytes]) -> EquivocationProof | None:
        """Take the answer to a step, already proved to be in `newer`: growth is noted, two histories are a proof."""
        grown_from = merkle.prefix_root(leaf, step.older.size - 1, step.newer.size, path)
        if grown_from != step.older.root:
            return EquivocationProof(older=step.older.note, newer=step.newer.note, leaf=leaf, path=tuple(path))
        self._prove(step.older)
        self._prove(step.newer)
        return None

    def entry_read(self) -> None:
        """The entry at `n_read` was handed on."""
        self._n_read = self.n_read + 1

    def _prove(self, head: Checkpoint) -> None:
        self._unproven.pop(head.size, None)
        self._proven[head.size] = head
        if len(self._proven) > KEPT_HEADS:
            self._proven.popitem(last=False)
        if self.accepted is None or head.size > self.accepted.size:
            self.accepted = head
