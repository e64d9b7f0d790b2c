"""Signed bytes: one value, one encoding; a flipped bit anywhere is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_p2p.errors import CodecError, P2PError, SignatureError
from aria_p2p.identity import Identity
from aria_p2p.signed import MAX_KEYS, MAX_PAYLOAD_BYTES, read_message, read_record, sign_message, sign_record

IDENTITY = Identity.from_seed(bytes(range(32)))
RECORD_VECTOR = (
    "617269612f7265636f72642f310a"  # tag
    "01" "6e"  # network "n"
    "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"  # public key
    "0000000000000007" "00000000000007d0"  # sequence 7, lease end 2,000 ms
    "01" "0002" "2f61"  # one address "/a"
    "0001" "01" "6b"  # one key "k"
    "00000002" "7070"  # payload "pp"
)  # fmt: skip
MESSAGE_VECTOR = (
    "617269612f6d6573736167652f310a"
    "01" "6e" "01" "74"  # network "n", topic "t"
    "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    "0000000000000009" "00000001" "64"  # 9 ms, data "d"
)  # fmt: skip


def record(payload: bytes = b"pp", keys: tuple[str, ...] = ("k",), addrs: tuple[str, ...] = ("/a",)) -> bytes:
    return sign_record(IDENTITY, "n", addrs=addrs, keys=keys, payload=payload, sequence=7, lease_end=2.0)


def test_vectors_of_the_readme() -> None:
    assert record()[:-64].hex() == RECORD_VECTOR
    assert record()[-64:] == IDENTITY.sign(bytes.fromhex(RECORD_VECTOR))
    signed = sign_message(IDENTITY, "n", "t", 9, b"d")
    assert signed[:-64].hex() == MESSAGE_VECTOR
    assert read_message(signed, "n", 1000).message_id.hex() == "b6f7cadbb158cee2a06ff302edc86133"


@given(
    addrs=st.lists(st.text(max_size=40), max_size=16).map(tuple),
    keys=st.lists(st.text(max_size=60), max_size=20).map(tuple),
    payload=st.binary(max_size=200),
)
def test_records_come_back(addrs: tuple[str, ...], keys: tuple[str, ...], payload: bytes) -> None:
    got = read_record(record(payload, keys, addrs), "n")
    assert (got.addrs, got.keys, got.payload) == (addrs, keys, payload)
    assert (got.peer_id, got.sequence, got.lease_end) == (IDENTITY.peer_id, 7, 2.0)


def test_any_flipped_bit_is_noticed() -> None:
    for good, read in (
        (record(), lambda b: read_record(b, "n")),
        (sign_message(IDENTITY, "n", "t", 9, b"d"), lambda b: read_message(b, "n", 999)),
    ):
        for at in range(len(good)):
            with pytest.raises((CodecError, SignatureError)):
                read(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        for bad in (good[:-1], good + b"\0", good[1:], b""):
            with pytest.raises((CodecError, SignatureError)):
                read(bad)


@given(garbage=st.binary(max_size=300))
def test_garbage_is_refused_as_ours(garbage: bytes) -> None:
    for tag in (b"", b"aria/record/1\n", b"aria/message/1\n"):
        with pytest.raises(P2PError):
            read_record(tag + garbage, "n")
        with pytest.raises(P2PError):
            read_message(tag + garbage, "n", 10_000)


def test_a_record_is_no_message_and_stays_in_its_network() -> None:
    with pytest.raises(CodecError):
        read_message(record(), "n", 1000)
    with pytest.raises(CodecError, match="network 'n' in network 'm'"):
        read_record(record(), "m")


def test_limits() -> None:
    with pytest.raises(CodecError, match="payload"):
        record(payload=bytes(MAX_PAYLOAD_BYTES + 1))
    with pytest.raises(CodecError, match="keys"):
        record(keys=tuple(map(str, range(MAX_KEYS + 1))))
    with pytest.raises(CodecError, match="key has 256 bytes"):
        record(keys=("k" * 256,))
    with pytest.raises(CodecError, match="addresses"):
        record(addrs=("/a",) * 17)
