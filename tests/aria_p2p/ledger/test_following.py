"""The rules of following a log, without a network: hypothesis chooses which heads come, and in which order."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import NETWORK, SERVER

from aria_p2p.ledger import Checkpoint, EquivocationProof
from aria_p2p.ledger.following import MAX_UNPROVEN, FollowedLog, ProveGrowth, ReadEntries
from aria_p2p.ledger.merkle import Tree, leaf_hash

LARGEST = 24
HONEST = Tree(leaf_hash(b"%d" % i) for i in range(LARGEST))
FORK_AT = 9
FORKED = Tree(
    [*(HONEST.leaf(i) for i in range(FORK_AT)), *(leaf_hash(b"fork %d" % i) for i in range(FORK_AT, LARGEST))]
)
HEADS = {
    (tree is FORKED, size): Checkpoint.sign(SERVER, NETWORK, size, tree.root(size))
    for tree in (HONEST, FORKED)
    for size in range(LARGEST + 1)
}


@dataclass(slots=True)
class Reader:
    """Answers a followed log's questions truly, as the history of each head has it."""

    log: FollowedLog
    read: list[int]

    def settle(self) -> EquivocationProof | None:
        while (step := self.log.next_step()) is not None:
            if isinstance(step, ProveGrowth):
                tree = FORKED if step.newer.root == FORKED.root(step.newer.size) else HONEST
                at = step.older.size - 1
                proof = self.log.judge(step, tree.leaf(at), tree.inclusion(at, step.newer.size))
                if proof is not None:
                    return proof
            else:
                assert isinstance(step, ReadEntries)
                assert step.first < step.head.size
                self.read.append(step.first)
                self.log.entry_read()
        return None


def follow(
    keys: list[tuple[bool, int]], settle: list[bool], backlog: int = 1000
) -> tuple[Reader, EquivocationProof | None]:
    reader = Reader(FollowedLog(backlog), [])
    for key, now in zip(keys, settle, strict=True):
        proof = reader.log.consider(HEADS[key]) or (reader.settle() if now else None)
        if proof is not None:
            return reader, proof
    return reader, reader.settle()


sizes = st.integers(0, LARGEST)
schedules = st.lists(st.booleans(), min_size=12, max_size=12)


@given(st.lists(sizes, min_size=12, max_size=12), schedules)
def test_one_history_is_read_once_and_in_order_whatever_comes_when(heads: list[int], settle: list[bool]) -> None:
    reader, proof = follow([(False, size) for size in heads], settle)
    assert proof is None
    assert reader.read == list(range(max(heads)))
    assert reader.log.accepted == HEADS[False, max(heads)]


@given(st.lists(st.tuples(st.booleans(), sizes), min_size=12, max_size=12), schedules)
def test_two_histories_are_always_proved(heads: list[tuple[bool, int]], settle: list[bool]) -> None:
    _, proof = follow(heads, settle)
    past_fork = {forked for forked, size in heads if size > FORK_AT}
    assert (proof is not None) == (len(past_fork) == 2)
    if proof is not None:
        assert proof.check().peer_id == SERVER.peer_id


@given(st.integers(1, LARGEST), st.integers(1, LARGEST), st.integers(1, 6))
def test_a_backlog_bounds_the_first_reading_only(first: int, second: int, backlog: int) -> None:
    reader, _ = follow([(False, first), (False, second)], [True, True], backlog)
    assert reader.read == list(range(max(0, first - backlog), max(first, second)))


def test_unproven_heads_are_bounded() -> None:
    log = FollowedLog(1000)
    for size in range(1, LARGEST + 1):
        assert log.consider(HEADS[False, size]) is None
    assert len(log._unproven) == MAX_UNPROVEN
    assert log.next_step() is not None
    assert log.accepted == HEADS[False, LARGEST]
