"""Signed notes and checkpoints: a published note, round trips, and every changed byte refused."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import CLIENT, NETWORK, SERVER

from aria_p2p.ledger.errors import NoteError
from aria_p2p.ledger.note import Checkpoint, Note, key_id, verifier_key

# The example of golang.org/x/mod/sumdb/note, which the C2SP signed-note format was written down from.
PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()


def test_the_published_note_verifies() -> None:
    public_key = base64.b64decode(PUBLISHED_KEY.split("+", 2)[2])[1:]
    note = Note.parse(PUBLISHED)
    note.verify("PeterNeumann", public_key)
    assert verifier_key("PeterNeumann", public_key) == PUBLISHED_KEY
    assert note.encode() == PUBLISHED
    changed = Note.parse(PUBLISHED.replace(b"don't", b"do"))
    with pytest.raises(NoteError, match="does not hold"):
        changed.verify("PeterNeumann", public_key)
    with pytest.raises(NoteError, match="no signature"):
        note.verify("PeterNeumann", bytes(32))


def test_a_checkpoint_is_the_text_the_format_says() -> None:
    root = bytes(range(32))
    head = Checkpoint.sign(SERVER, NETWORK, 7, root)
    origin = f"aria/{NETWORK}/{SERVER.peer_id}"
    text, _, signatures = head.note.decode().partition("\n\n")
    assert text == f"{origin}\n7\n{base64.b64encode(root).decode()}"
    dash, name, encoded = signatures.rstrip("\n").split(" ")
    assert (dash, name) == ("\u2014", origin)
    raw = base64.b64decode(encoded)
    assert raw[:4] == key_id(origin, SERVER.public_key)
    assert raw[4:] == SERVER.sign(f"{text}\n".encode())
    assert Checkpoint.parse(head.note) == head


def test_another_signature_beside_ours_is_allowed() -> None:
    head = Checkpoint.sign(SERVER, NETWORK, 7, bytes(32))
    cosigned = head.note + "\u2014 witness.example/w1 AAAAAAAAAAAB\n".encode()
    assert Checkpoint.parse(cosigned).root == head.root


@given(st.data())
def test_any_flipped_bit_is_refused(data: st.DataObject) -> None:
    note = bytearray(Checkpoint.sign(SERVER, NETWORK, data.draw(st.integers(1, 1 << 40)), bytes(range(32))).note)
    note[data.draw(st.integers(0, len(note) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(NoteError):
        Checkpoint.parse(bytes(note))


@given(st.binary(max_size=300))
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(NoteError):
        Checkpoint.parse(data)


@pytest.mark.parametrize("size", ["07", "-1", "+7", " 7", "7 ", "", "9" * 20, "\u0667", str(1 << 63)])
def test_sizes_have_one_spelling(size: str) -> None:
    origin = f"aria/{NETWORK}/{SERVER.peer_id}"
    text = f"{origin}\n{size}\n{base64.b64encode(bytes(32)).decode()}\n"
    signature = base64.b64encode(key_id(origin, SERVER.public_key) + SERVER.sign(text.encode())).decode()
    with pytest.raises(NoteError):
        Checkpoint.parse(f"{text}\n\u2014 {origin} {signature}\n".encode())


def test_base64_has_one_spelling() -> None:
    head = Checkpoint.sign(SERVER, NETWORK, 7, bytes(range(32)))
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = head.note[-3]  # the character before "=\n": its two lowest bits are unused
    assert head.note[-2:] == b"=\n"
    for bits in (1, 2, 3):
        other = alphabet[alphabet.index(last) + bits]
        with pytest.raises(NoteError, match="canonical"):
            Checkpoint.parse(head.note[:-3] + bytes([other]) + b"=\n")


def test_a_head_signed_by_another_key_is_refused() -> None:
    origin = f"aria/{NETWORK}/{SERVER.peer_id}"
    text = f"{origin}\n7\n{base64.b64encode(bytes(32)).decode()}\n"
    signature = base64.b64encode(key_id(origin, SERVER.public_key) + CLIENT.sign(text.encode())).decode()
    with pytest.raises(NoteError, match="does not hold"):
        Checkpoint.parse(f"{text}\n\u2014 {origin} {signature}\n".encode())


def test_no_head_is_signed_for_an_illegal_network() -> None:
    with pytest.raises(NoteError):
        Checkpoint.sign(SERVER, "two\nlines", 1, bytes(32))
