"""RFC 6962 Merkle trees over SHA-256: leaf and node hashes, a growing tree, and its proofs.

Source: RFC 6962 section 2.1; the verification loops are those of RFC 9162 sections 2.1.3.2 and 2.1.4.2.
A hash is 32 bytes. Proofs are sequences of hashes, lowest level first.
"""

import hashlib
from collections.abc import Iterable, Sequence

from aria_p2p.ledger.errors import ProofError

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
MAX_PROOF_HASHES = 130  # a consistency proof between trees of up to 2**64 leaves never needs more


def leaf_hash(entry: bytes) -> bytes:
    """Hash of a log entry as a leaf: SHA-256(0x00 || entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """An append-only tree of leaf hashes; keeps every complete subtree, so each answer costs O(log n).

    Memory: about 64 bytes a leaf.
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[bytearray] = [
            bytearray()
        ]  # level h, at 32*i: root of the complete subtree of leaves [i*2^h, (i+1)*2^h)
        for leaf in leaves:
            self.append(leaf)

    def __len__(self) -> int:
        return len(self._levels[0]) // HASH_BYTES

    def leaf(self, index: int) -> bytes:
        """Leaf hash at `index`. Raises ProofError outside the tree."""
        if not 0 <= index < len(self):
            raise ProofError(f"leaf {index} is outside a tree of {len(self)} leaves")
        return self._complete(0, index)

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash (32 bytes)."""
        if len(leaf) != HASH_BYTES:
            raise ProofError(f"a leaf hash has {HASH_BYTES} bytes, not {len(leaf)}")
        self._levels[0] += leaf
        level, count = 0, len(self)
        while count % 2 == 0:
            if level + 1 == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level + 1] += node_hash(self._complete(level, count - 2), self._complete(level, count - 1))
            level, count = level + 1, count // 2

    def root(self, size: int | None = None) -> bytes:
        """Root of the first `size` leaves (default: all)."""
        size = self._size(size)
        return self._subtree(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Path from leaf `index` to the root of the first `size` leaves (RFC 6962 section 2.1.1)."""
        size = self._size(size)
        if not 0 <= index < size:
            raise ProofError(f"leaf {index} is outside a tree of {size} leaves")
        path: list[bytes] = []
        low, high = 0, size
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                path.append(self._subtree(middle, high))
                high = middle
            else:
                path.append(self._subtree(low, middle))
                low = middle
        return tuple(reversed(path))

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """Proof that the first `old` leaves are a prefix of the first `new` (RFC 6962 section 2.1.2).

        Empty for 0 and for equal sizes.
        """
        new = self._size(new)
        if not 0 <= old <= new:
            raise ProofError(f"no consistency proof from {old} to {new} leaves")
        path: list[bytes] = []
        low, high, whole = (
            0,
            new,
            True,
        )  # whole: the subtree [low, old) starts at leaf 0, so the verifier knows its root
        while 0 < old < high:
            middle = low + _split(high - low)
            if old <= middle:
                path.append(self._subtree(middle, high))
                high = middle
            else:
                path.append(self._subtree(low, middle))
                low, whole = middle, False
        if old and not whole:
            path.append(self._subtree(low, high))
        return tuple(reversed(path))

    def _size(self, size: int | None) -> int:
        size = len(self) if size is None else size
        if not 0 <= size <= len(self):
            raise ProofError(f"tree size {size} is outside 0..{len(self)}")
        return size

    def _complete(self, level: int, index: int) -> bytes:
        return bytes(self._levels[level][HASH_BYTES * index : HASH_BYTES * (index + 1)])

    def _subtree(self, low: int, high: int) -> bytes:
        """Root over leaves [low, high), where low is a multiple of the power of two that spans them."""
        pieces: list[bytes] = []
        while low < high:
            level = (high - low).bit_length() - 1
            pieces.append(self._complete(level, low >> level))
            low += 1 << level
        top = pieces.pop()
        while pieces:
            top = node_hash(pieces.pop(), top)
        return top


def root(leaves: Iterable[bytes]) -> bytes:
    """Root over leaf hashes (each 32 bytes)."""
    return Tree(leaves).root()


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Root that an inclusion path leads to. Raises ProofError if the path has the wrong shape for (index, size)."""
    _check_hashes(leaf, *path)
    if not 0 <= index < size:
        raise ProofError(f"leaf {index} is outside a tree of {size} leaves")
    lone, last, top = index, size - 1, leaf
    for step in path:
        if last == 0:
            raise ProofError(f"inclusion path of {len(path)} hashes is too long for leaf {index} of {size}")
        if lone & 1 or lone == last:
            top = node_hash(step, top)
            while not lone & 1 and lone:
                lone, last = lone >> 1, last >> 1
        else:
            top = node_hash(top, step)
        lone, last = lone >> 1, last >> 1
    if last:
        raise ProofError(f"inclusion path of {len(path)} hashes is too short for leaf {index} of {size}")
    return top


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Check that `leaf` is at `index` in the tree of `size` leaves with this `root`. Raises ProofError."""
    if root_from_inclusion(leaf, index, size, path) != root:
        raise ProofError(f"inclusion path of leaf {index} does not lead to the root of size {size}")


def prefix_root(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Root of the first `index + 1` leaves, read off the left siblings of an inclusion path of leaf `index` in `size`.

    The left siblings are exactly the complete subtrees before the leaf, so one path shows at once that a tree holds the
    leaf and which tree it grew from: enough to prove growth, or to prove that it did not happen.
    """
    root_from_inclusion(leaf, index, size, path)
    lone, last, top = index, size - 1, leaf
    for step in path:
        if lone & 1 or lone == last:
            top = node_hash(step, top)
            while not lone & 1 and lone:
                lone, last = lone >> 1, last >> 1
        lone, last = lone >> 1, last >> 1
    return top


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> None:
    """Check that the tree (old, old_root) is a prefix of (new, new_root). Raises ProofError."""
    _check_hashes(old_root, new_root, *path)
    if not 0 <= old <= new:
        raise ProofError(f"a tree of {old} leaves cannot grow into one of {new}")
    if old in (0, new):
        if path:
            raise ProofError(f"the consistency proof from {old} to {new} leaves must be empty, not {len(path)} hashes")
        if old == new and old_root != new_root:
            raise ProofError(f"two different roots for the same size {new}")
        if old == 0 and old_root != EMPTY_ROOT:
            raise ProofError("the root of no leaves is not the empty root")
        return
    steps = list(path)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)  # a complete tree is its own first step
    if not steps:
        raise ProofError(f"the consistency proof from {old} to {new} leaves is empty")
    lone, last = old - 1, new - 1
    while lone & 1:
        lone, last = lone >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise ProofError(f"consistency proof of {len(path)} hashes is too long for {old} to {new}")
        if lone & 1 or lone == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not lone & 1 and lone:
                lone, last = lone >> 1, last >> 1
        else:
            second = node_hash(second, step)
        lone, last = lone >> 1, last >> 1
    if last or first != old_root or second != new_root:
        raise ProofError(f"the tree of {new} leaves does not extend the tree of {old} leaves")


def _split(n: int) -> int:
    """Largest power of two smaller than n (n > 1)."""
    return 1 << (n - 1).bit_length() - 1


def _check_hashes(*hashes: bytes) -> None:
    if len(hashes) > MAX_PROOF_HASHES:
        raise ProofError(f"a proof of {len(hashes)} hashes is longer than any tree needs ({MAX_PROOF_HASHES})")
    for value in hashes:
        if len(value) != HASH_BYTES:
            raise ProofError(f"a hash has {HASH_BYTES} bytes, not {len(value)}")
