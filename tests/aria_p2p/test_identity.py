"""Identities: the peer id is libp2p's, the file is private, and damage is told apart from absence."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_p2p.errors import IdentityError, P2PError, SignatureError
from aria_p2p.identity import Identity, peer_id_of, public_key_of, verify

SEED = bytes(range(32))


def test_peer_id_is_the_one_libp2p_computes() -> None:
    from libp2p.crypto.ed25519 import create_new_key_pair
    from libp2p.peer.id import ID

    keys = create_new_key_pair(SEED)
    identity = Identity.from_seed(SEED)
    assert identity.peer_id == str(ID.from_pubkey(keys.public_key))
    assert identity.public_key == keys.public_key.to_bytes()
    assert identity.sign(b"x") == keys.private_key.sign(b"x")


@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=100))
def test_signatures_hold_for_their_key_and_message_only(seed: bytes, message: bytes) -> None:
    identity = Identity.from_seed(seed)
    signature = identity.sign(message)
    assert peer_id_of(public_key_of(identity.peer_id)) == identity.peer_id
    verify(identity.peer_id, message, signature)
    for wrong in (
        (
            Identity.from_seed(bytes(32)).peer_id if seed != bytes(32) else Identity.generate().peer_id,
            message,
            signature,
        ),
        (identity.peer_id, message + b"!", signature),
        (identity.peer_id, message, bytes([signature[0] ^ 1]) + signature[1:]),
        (identity.peer_id, message, signature[:-1]),
    ):
        with pytest.raises(SignatureError):
            verify(*wrong)


@pytest.mark.parametrize("peer_id", ["", "0OIl", "12D3KooW", "Qm" + "a" * 44, "1" * 1000])
def test_what_is_no_peer_id_is_named(peer_id: str) -> None:
    with pytest.raises(IdentityError):
        public_key_of(peer_id)


@given(text=st.text(max_size=80))
def test_any_text_as_peer_id_is_an_error_of_ours(text: str) -> None:
    with pytest.raises(P2PError):
        verify(text, b"", bytes(64))


def test_the_secret_is_not_shown() -> None:
    identity = Identity.from_seed(SEED)
    assert SEED.hex() not in repr(identity)
    assert identity.peer_id in repr(identity)


def test_file_is_private_and_stable(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "identity"
    first = Identity.load_or_create(path)
    assert Identity.load_or_create(path).seed == first.seed
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["identity"]  # no half-written file beside it


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_a_file_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "identity"
    Identity.load_or_create(path)
    path.chmod(0o644)
    with pytest.raises(IdentityError, match="chmod 600"):
        Identity.load_or_create(path)


@pytest.mark.parametrize("damage", ["", "junk", "truncate", "flip", "binary"])
def test_a_damaged_file_is_refused_and_kept(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "identity"
    Identity.load_or_create(path)
    good = path.read_bytes()
    seed_at = good.rindex(b"\n", 0, -1) + 1
    flipped = b"0" if good[seed_at : seed_at + 1] != b"0" else b"1"
    bad = {
        "": b"",
        "junk": b"hello\n",
        "truncate": good[:-10],
        "flip": good[:seed_at] + flipped + good[seed_at + 1 :],
        "binary": b"\xff" * 5000,
    }[damage]
    path.write_bytes(bad)
    with pytest.raises(IdentityError, match="corrupt") as caught:
        Identity.load_or_create(path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == bad


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(IdentityError, match="not a regular file"):
        Identity.load_or_create(tmp_path)
