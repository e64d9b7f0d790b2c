"""Two signed histories are a proof that anyone can check; one history is never mistaken for two."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import NETWORK, OTHER, SERVER

from aria_p2p.identity import Identity
from aria_p2p.ledger import Checkpoint, EquivocationProof, EvidenceError
from aria_p2p.ledger.merkle import Tree, leaf_hash


def head(tree: Tree, size: int, owner: Identity = SERVER) -> Checkpoint:
    return Checkpoint.sign(owner, NETWORK, size, tree.root(size))


def histories(fork_at: int) -> tuple[Tree, Tree]:
    """Two trees of 30 leaves that part at `fork_at`."""
    leaves = [leaf_hash(b"%d" % i) for i in range(30)]
    return Tree(leaves), Tree(leaves[:fork_at] + [leaf_hash(b"fork %d" % i) for i in range(fork_at, 30)])


def accuse(older: Checkpoint, newer: Checkpoint, tree: Tree) -> EquivocationProof:
    """The proof as one makes it with the help of the newer history."""
    if older.size == newer.size:
        return EquivocationProof(older=older.note, newer=newer.note)
    at = older.size - 1
    path = tree.inclusion(at, newer.size)
    return EquivocationProof(older=older.note, newer=newer.note, leaf=tree.leaf(at), path=path)


@given(st.data())
def test_every_fork_is_proved_and_no_growth_is(data: st.DataObject) -> None:
    fork_at = data.draw(st.integers(0, 29))
    old = data.draw(st.integers(1, 30))
    new = data.draw(st.integers(old, 30))
    ours, theirs = histories(fork_at)
    proof = EquivocationProof.decode(accuse(head(ours, old), head(theirs, new), theirs).encode())
    if fork_at < old:
        assert proof.check().peer_id == SERVER.peer_id
    else:
        with pytest.raises(EvidenceError, match="consistent"):
            proof.check()


def test_heads_of_two_logs_contradict_nothing() -> None:
    ours, theirs = histories(3)
    with pytest.raises(EvidenceError, match="two logs"):
        accuse(head(ours, 9), head(theirs, 12, OTHER), theirs).check()


def test_sizes_must_be_in_order() -> None:
    ours, theirs = histories(3)
    with pytest.raises(EvidenceError, match="contradict nothing"):
        EquivocationProof(older=head(ours, 12).note, newer=head(theirs, 9).note).check()
    empty = Checkpoint.sign(SERVER, NETWORK, 0, Tree().root())
    with pytest.raises(EvidenceError, match="contradict nothing"):
        EquivocationProof(older=empty.note, newer=empty.note).check()


@given(st.data())
def test_a_changed_proof_is_refused(data: st.DataObject) -> None:
    ours, theirs = histories(3)
    file = bytearray(accuse(head(ours, 9), head(theirs, 12), theirs).encode())
    file[data.draw(st.integers(0, len(file) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(EvidenceError):
        EquivocationProof.decode(bytes(file)).check()


def test_a_path_beside_heads_of_one_size_is_refused() -> None:
    ours, theirs = histories(3)
    proof = accuse(head(ours, 9), head(theirs, 9), theirs)
    assert proof.check().size == 9
    with pytest.raises(EvidenceError, match="no path"):
        replace(proof, leaf=bytes(32)).check()
