"""The audit draw: repeatable, blind to order, spread evenly, and closed to the parties."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import identity

from aria_p2p.ledger.errors import LedgerError
from aria_p2p.ledger.lottery import draw, ticket

PEERS = [identity(seed).peer_id for seed in range(2000, 2010)]
KNOWN_TICKET = (
    "de449936ba4ffac0f9292126fcd64c47b4de1a3c1b26949ff59ddc0a9b282a32"  # by hashlib, from the README's formula
)
leaves = st.binary(min_size=32, max_size=32)


@given(leaves, st.permutations(PEERS), st.integers(0, 12))
def test_everyone_draws_the_same(leaf: bytes, shuffled: list[str], m: int) -> None:
    drawn = draw(leaf, shuffled, m)
    assert drawn == draw(leaf, PEERS, m)
    assert len(set(drawn)) == len(drawn) == min(m, len(PEERS))


@given(leaves, st.sets(st.sampled_from(PEERS)))
def test_parties_are_never_drawn_and_their_absence_moves_nobody(leaf: bytes, parties: set[str]) -> None:
    drawn = draw(leaf, PEERS, len(PEERS), exclude=parties)
    assert set(drawn) == set(PEERS) - parties
    assert drawn == tuple(peer for peer in draw(leaf, PEERS, len(PEERS)) if peer not in parties)


def test_the_draw_is_spread() -> None:
    n = 1000
    wins = Counter(draw(i.to_bytes(32, "big"), PEERS, 1)[0] for i in range(n))
    assert all(60 < wins[peer] < 140 for peer in PEERS)  # expected 100, 4 standard deviations are 38


def test_a_beacon_changes_the_draw() -> None:
    assert ticket(bytes(32), PEERS[0], b"a") != ticket(bytes(32), PEERS[0], b"b") != ticket(bytes(32), PEERS[0])


def test_a_known_draw() -> None:
    assert ticket(bytes(32), identity(1).peer_id).hex() == KNOWN_TICKET


def test_misuse_is_named() -> None:
    with pytest.raises(LedgerError, match="32-byte"):
        draw(b"short", PEERS, 1)
    with pytest.raises(LedgerError, match="-1"):
        draw(bytes(32), PEERS, -1)
