"""RFC 6962 trees: published vectors, all small proofs, and every forged one refused."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_p2p.ledger import merkle
from aria_p2p.ledger.errors import ProofError

# The reference vectors of the certificate-transparency code (merkletree tests): eight leaves, the root of each prefix.
LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
CA85 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
BC1A = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
INCLUSION = {(5, 8): (BC1A, CA85, ROOTS[3]), (0, 1): ()}
CONSISTENCY = {
    (1, 1): (),
    (6, 8): ("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", CA85, ROOTS[3]),
    (2, 5): ("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", BC1A),
}
LARGEST = 40


def tree_of(size: int) -> merkle.Tree:
    return merkle.Tree(hashlib.sha256(b"%d" % i).digest() for i in range(size))


@pytest.fixture(scope="module")
def tree() -> merkle.Tree:
    return tree_of(LARGEST)


def test_published_roots_and_proofs() -> None:
    tree = merkle.Tree(merkle.leaf_hash(leaf) for leaf in LEAVES)
    assert tuple(tree.root(size).hex() for size in range(1, 9)) == ROOTS
    assert tree.root(0).hex() == hashlib.sha256().hexdigest()
    for (index, size), path in INCLUSION.items():
        assert tuple(value.hex() for value in tree.inclusion(index, size)) == path
    for (old, new), path in CONSISTENCY.items():
        assert tuple(value.hex() for value in tree.consistency(old, new)) == path


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def test_every_proof_of_every_small_tree(tree: merkle.Tree) -> None:
    for new in range(1, LARGEST + 1):
        assert tree.root(new) == naive_root([tree.leaf(i) for i in range(new)])
        for index in range(new):
            path = tree.inclusion(index, new)
            merkle.verify_inclusion(tree.leaf(index), index, new, path, tree.root(new))
            assert merkle.prefix_root(tree.leaf(index), index, new, path) == tree.root(index + 1)
        for old in range(new + 1):
            merkle.verify_consistency(old, tree.root(old), new, tree.root(new), tree.consistency(old, new))


@given(st.data())
def test_a_changed_inclusion_proof_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, LARGEST))
    index = data.draw(st.integers(0, size - 1))
    tree = tree_of(size)
    path, leaf = list(tree.inclusion(index)), tree.leaf(index)
    how = data.draw(st.sampled_from(("flip", "drop", "add", "leaf", "index", "root")))
    root = tree.root()
    if how == "flip":
        at, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
        path[at] = (int.from_bytes(path[at], "big") ^ 1 << bit).to_bytes(32, "big")
    elif how == "drop":
        path.pop(data.draw(st.integers(0, len(path) - 1)))
    elif how == "add":
        path.insert(data.draw(st.integers(0, len(path))), bytes(32))
    elif how == "leaf":
        leaf = bytes(32)
    elif how == "index":
        index = data.draw(st.integers(0, size - 1).filter(lambda i: i != index))
    else:
        root = bytes(32)
    with pytest.raises(ProofError):
        merkle.verify_inclusion(leaf, index, size, path, root)


@given(st.data())
def test_a_changed_consistency_proof_is_refused(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, LARGEST))
    old = data.draw(st.integers(1, new - 1))
    tree = tree_of(new)
    path = list(tree.consistency(old))
    roots = [tree.root(old), tree.root()]
    how = data.draw(st.sampled_from(("flip", "drop", "add", "old", "new")))
    if how in ("flip", "drop"):
        at = data.draw(st.integers(0, len(path) - 1))
        path[at : at + 1] = [bytes(32)] if how == "flip" else []
    elif how == "add":
        path.insert(data.draw(st.integers(0, len(path))), bytes(32))
    else:
        roots[how == "new"] = bytes(32)
    with pytest.raises(ProofError):
        merkle.verify_consistency(old, roots[0], new, roots[1], path)


def test_a_fork_has_no_consistency_proof() -> None:
    honest = tree_of(9)
    forked = merkle.Tree(
        [*(honest.leaf(i) for i in range(5)), bytes(32), *(honest.leaf(i) for i in range(6, 9)), bytes(32)]
    )
    with pytest.raises(ProofError):
        merkle.verify_consistency(9, honest.root(), 10, forked.root(), forked.consistency(9))
    path = forked.inclusion(8)
    assert merkle.prefix_root(forked.leaf(8), 8, 10, path) != honest.root()


@pytest.mark.parametrize(
    "call",
    [
        lambda tree: tree.leaf(LARGEST),
        lambda tree: tree.root(LARGEST + 1),
        lambda tree: tree.inclusion(3, 3),
        lambda tree: tree.consistency(5, 4),
        lambda tree: tree.append(b"short"),
        lambda tree: merkle.verify_inclusion(bytes(31), 0, 1, (), bytes(31)),
        lambda tree: merkle.verify_consistency(0, bytes(32), 4, tree.root(4), ()),
        lambda tree: merkle.verify_inclusion(bytes(32), 0, 1, (bytes(32),) * 200, bytes(32)),
    ],
)
def test_misuse_is_named(tree: merkle.Tree, call: object) -> None:
    with pytest.raises(ProofError):
        call(tree)  # type: ignore[operator]
