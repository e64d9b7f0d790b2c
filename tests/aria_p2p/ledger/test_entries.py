"""Inference and audit records: one encoding each, signatures with a domain, any changed bit refused."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import AUDITOR, CLIENT, NETWORK, OTHER, SERVER, audit, next_record, record, signed

from aria_p2p.ledger import (
    RECORD_MAX_POSITIONS,
    AuditRecord,
    AuditVerdict,
    EnergySource,
    EntryError,
    InferenceRecord,
    SignedAudit,
    SignedRecord,
    activation_root,
    decode_entry,
    route_hash,
    row_hash,
)
from aria_p2p.ledger.encoding import MAX_ENTRY_BYTES
from aria_p2p.ledger.merkle import leaf_hash, node_hash

u32, u64 = st.integers(0, 2**32 - 1), st.integers(0, 2**64 - 1)
digests = st.binary(min_size=32, max_size=32)
peers = st.sampled_from([identity.peer_id for identity in (SERVER, CLIENT, AUDITOR, OTHER)])


@st.composite
def records(draw: st.DrawFn) -> InferenceRecord:
    first_layer = draw(st.integers(0, 2**16 - 2))
    first = draw(st.integers(0, 2**32 - 2))
    start = draw(u64)
    counter = draw(u32)
    source = draw(st.sampled_from(EnergySource))
    return InferenceRecord(
        network=draw(st.from_regex(r"[a-z0-9][a-z0-9.-]{0,31}", fullmatch=True)),
        profile=draw(st.from_regex(r"[a-z0-9][a-z0-9.-]{0,15}", fullmatch=True)),
        manifest=draw(digests),
        layers=(first_layer, draw(st.integers(first_layer + 1, 2**16 - 1))),
        session=draw(st.binary(min_size=16, max_size=16)),
        server=draw(peers),
        client=draw(peers),
        counter=counter,
        previous=draw(digests.filter(any)) if counter else bytes(32),
        positions=(first, draw(st.integers(first + 1, min(first + RECORD_MAX_POSITIONS, 2**32 - 1)))),
        input_root=draw(digests),
        output_root=draw(digests),
        kv_commitment=draw(digests),
        work_units=draw(u64),
        energy_mj=draw(u64) if source else 0,
        energy_source=source,
        start_ms=start,
        end_ms=draw(st.integers(start, 2**64 - 1)),
        route_hash=draw(digests),
    )


@st.composite
def audits(draw: st.DrawFn) -> AuditRecord:
    verdict = draw(st.sampled_from(AuditVerdict))
    mismatch = verdict == AuditVerdict.MISMATCH
    return AuditRecord(
        network=NETWORK,
        record_leaf=draw(digests),
        server=SERVER.peer_id,
        auditor=AUDITOR.peer_id,
        verdict=verdict,
        output_root=draw(digests),
        first_mismatch=draw(st.none() | st.integers(0, 2**32 - 2)) if mismatch else None,
        profile="aria-1",
        at_ms=draw(u64),
        salt=draw(st.binary(min_size=16, max_size=16)),
    )


@given(records())
def test_records_round_trip(value: InferenceRecord) -> None:
    assert InferenceRecord.decode(value.encode()) == value


@given(audits())
def test_audits_round_trip(value: AuditRecord) -> None:
    assert AuditRecord.decode(value.encode()) == value


@given(records())
def test_no_two_fields_share_a_digest(value: InferenceRecord) -> None:
    assert replace(value, work_units=value.work_units ^ 1).digest() != value.digest()
    assert replace(value, session=bytes([value.session[0] ^ 1]) + value.session[1:]).digest() != value.digest()


@pytest.mark.parametrize("entry", [signed(record()), audit(signed(record()))], ids=["record", "audit"])
def test_every_flipped_bit_of_a_signed_entry_is_refused(entry: SignedRecord | SignedAudit) -> None:
    data = entry.encode()
    decoded = decode_entry(data)
    decoded.verify()
    assert decoded == entry
    for at in range(len(data)):
        flipped = bytearray(data)
        flipped[at] ^= 1 << at % 8
        assert leaf_hash(bytes(flipped)) != entry.leaf()
        with pytest.raises(EntryError):
            decode_entry(bytes(flipped)).verify()


@given(st.binary(max_size=MAX_ENTRY_BYTES + 8), st.sampled_from((b"", b"\x01\x01", b"\x02\x01")))
def test_garbage_is_refused(data: bytes, head: bytes) -> None:
    with pytest.raises(EntryError):
        decode_entry(head + data).verify()


def test_no_byte_may_be_cut_or_added() -> None:
    for data in (signed(record()).encode(), audit(signed(record())).encode()):
        for wrong in (data[:-1], data + b"\x00", data[1:], b""):
            with pytest.raises(EntryError):
                decode_entry(wrong)


def test_the_client_signs_last_and_over_the_server() -> None:
    half = SignedRecord.by_server(record(), SERVER)
    half.verify()
    assert not half.has_client_half
    whole = half.countersigned(CLIENT)
    whole.verify()
    assert whole.leaf() != half.leaf()
    swapped = replace(whole, server_signature=whole.client_signature, client_signature=whole.server_signature)
    with pytest.raises(EntryError, match="server's half"):
        swapped.verify()
    with pytest.raises(EntryError, match="client's half"):
        replace(whole, client_signature=CLIENT.sign(record().encode())).verify()


def test_only_the_named_parties_can_sign() -> None:
    with pytest.raises(EntryError, match="as the server"):
        SignedRecord.by_server(record(), CLIENT)
    with pytest.raises(EntryError, match="as the client"):
        SignedRecord.by_server(record(), SERVER).countersigned(OTHER)
    with pytest.raises(EntryError, match="as the auditor"):
        SignedAudit.by_auditor(audit(signed(record())).audit, OTHER)


def test_a_client_does_not_countersign_a_forged_half() -> None:
    half = replace(SignedRecord.by_server(record(), SERVER), record=record(work_units=10**9))
    with pytest.raises(EntryError, match="server's half"):
        half.countersigned(CLIENT)


def test_a_session_is_a_chain() -> None:
    first = record()
    second = next_record(first, [b"c"])
    assert second.follows(first)
    assert not first.follows(second)
    assert not second.follows(record(work_units=13)), "another history"
    assert not replace(second, session=b"t" * 16).follows(first)
    assert not replace(second, positions=(3, 4)).follows(first), "a gap"


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"positions": (0, RECORD_MAX_POSITIONS + 1)}, "several records"),
        ({"positions": (3, 3)}, "positions"),
        ({"layers": (2, 1)}, "layers"),
        ({"manifest": b"short"}, "manifest"),
        ({"network": "Aria Main"}, "network"),
        ({"profile": ""}, "profile"),
        ({"server": "12D3KooWnobody"}, "12D3KooWnobody"),
        ({"counter": 1}, "first record"),
        ({"previous": b"p" * 32}, "first record"),
        ({"end_ms": 999}, "end_ms"),
        ({"work_units": -1}, "work_units"),
        ({"energy_mj": 5}, "not measured"),
        ({"energy_source": 9}, "energy_source"),
    ],
)
def test_an_illegal_record_cannot_exist(changes: dict[str, object], named: str) -> None:
    with pytest.raises(EntryError, match=named):
        record(**changes)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"auditor": SERVER.peer_id}, "itself"),
        ({"first_mismatch": 3}, "without a mismatch"),
        ({"verdict": 7}, "verdict"),
        ({"salt": b""}, "salt"),
    ],
)
def test_an_illegal_audit_cannot_exist(changes: dict[str, object], named: str) -> None:
    with pytest.raises(EntryError, match=named):
        replace(audit(signed(record())).audit, **changes)


def test_roots_of_rows_are_what_the_readme_says() -> None:
    rows, salt = [b"\x00" * 8, b"\x01" * 8, b"\x02" * 8], bytes(range(16))
    leaves = [leaf_hash(hashlib.sha256(salt + row).digest()) for row in rows]
    expected = node_hash(node_hash(leaves[0], leaves[1]), leaves[2])
    assert activation_root(row_hash(row, salt) for row in rows) == expected
    assert row_hash(memoryview(rows[0])) == hashlib.sha256(rows[0]).digest()
    with pytest.raises(EntryError, match="salt"):
        row_hash(rows[0], b"odd")


def test_a_route_hash_covers_order_and_layers() -> None:
    a, b = (SERVER.peer_id, 0, 2), (OTHER.peer_id, 2, 4)
    assert len({route_hash([a, b]), route_hash([b, a]), route_hash([a]), route_hash([a, (OTHER.peer_id, 2, 5)])}) == 4
