"""The evidence of a fraud: complete, checkable offline, and useless to a false accuser."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import (
    AUDITOR,
    CLIENT,
    OTHER,
    SALT,
    SERVER,
    audit,
    committed,
    double,
    evidence,
    hashes,
    recompute,
    record,
    signed,
)

from aria_p2p.ledger import AuditVerdict, Evidence, EvidenceError, Outcome, SignedRecord, activation_root, read_proof

FILE = evidence().encode()


def test_a_fraud_is_named_from_the_file_alone() -> None:
    found = read_proof(evidence().encode())
    assert isinstance(found, Evidence)
    verdict = found.judge(recompute)
    assert verdict.outcome is Outcome.FRAUD
    assert (verdict.server, verdict.client, verdict.auditor) == (SERVER.peer_id, CLIENT.peer_id, AUDITOR.peer_id)
    assert (verdict.layers, verdict.positions, verdict.first_mismatch) == ((0, 2), (2, 5), 3)
    assert verdict.claimed_hash == hashes([b"flipped"])[0]
    assert verdict.actual_hash == hashes([double(b"d")])[0]
    assert verdict.auditor_agrees
    assert f"fraud by {SERVER.peer_id}: layers 0..1, positions 2..4; first wrong position 3" in str(verdict)


def test_a_false_accuser_is_named_instead() -> None:
    verdict = evidence(outputs=[double(row) for row in (b"c", b"d", b"e")]).judge(recompute)
    assert verdict.outcome is Outcome.FALSE_ACCUSATION
    assert verdict.first_mismatch is None
    assert not verdict.auditor_agrees
    assert str(verdict).startswith(f"false accusation by {AUDITOR.peer_id}")


def test_withheld_hashes_do_not_save_a_fraud() -> None:
    verdict = evidence(claimed=()).judge(recompute)
    assert (verdict.outcome, verdict.first_mismatch) == (Outcome.FRAUD, None)


def test_the_file_round_trips() -> None:
    for value in (evidence(), evidence(claimed=(), salt=b"")):
        assert Evidence.decode(value.encode()) == value


@given(st.data())
def test_any_flipped_bit_of_the_file_is_refused(data: st.DataObject) -> None:
    file = bytearray(FILE)
    file[data.draw(st.integers(0, len(file) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(EvidenceError):
        read_proof(bytes(file)).check()


@given(st.integers(0, len(FILE) - 1))
def test_a_truncated_file_is_refused(end: int) -> None:
    with pytest.raises(EvidenceError):
        read_proof(FILE[:end])


@given(st.binary(max_size=400))
def test_garbage_is_refused(data: bytes) -> None:
    for file in (data, FILE[:11] + data, FILE + data + b"\x00"):
        with pytest.raises(EvidenceError):
            read_proof(file)


def test_other_inputs_prove_nothing() -> None:
    for inputs in ((b"a", b"b", b"c", b"d", b"x"), (b"x", b"b", b"c", b"d", b"e"), (b"a", b"b", b"c", b"d")):
        with pytest.raises(EvidenceError, match="input"):
            evidence(inputs=inputs).check()
    with pytest.raises(EvidenceError, match="input root"):
        evidence(salt=bytes(16)).check()


def test_the_history_must_be_the_servers_own() -> None:
    with pytest.raises(EvidenceError, match="begins at"):
        evidence(history=()).check()
    with pytest.raises(EvidenceError, match="does not follow"):
        evidence(history=(record((b"a", b"b"), end_ms=2_001).encode(),)).check()


def test_claimed_hashes_must_lead_to_the_signed_root() -> None:
    with pytest.raises(EvidenceError, match="output root"):
        evidence(claimed=tuple(hashes([b"c", b"d", b"e"]))).check()


def test_the_record_must_be_in_its_servers_log() -> None:
    honest = evidence()
    with pytest.raises(EvidenceError, match="stands in the log"):
        replace(honest, record=committed(OTHER, honest.record.entry)).check()
    with pytest.raises(EvidenceError, match="does not lead"):
        replace(honest, record=replace(honest.record, index=1)).check()
    with pytest.raises(EvidenceError, match="not an inference record"):
        replace(honest, record=honest.audit).check()
    with pytest.raises(EvidenceError, match="not an audit record"):
        replace(honest, audit=honest.record).check()


def test_the_audit_must_dispute_this_record() -> None:
    honest = evidence()
    claim = SignedRecord.decode(honest.record.entry)
    elsewhere = audit(signed(record()), verdict=AuditVerdict.MISMATCH, output_root=bytes(32))
    with pytest.raises(EvidenceError, match="another record"):
        replace(honest, audit=committed(AUDITOR, elsewhere.encode())).check()
    with pytest.raises(EvidenceError, match="disputes nothing"):
        replace(honest, audit=committed(AUDITOR, audit(claim).encode())).check()
    same_root = audit(claim, verdict=AuditVerdict.MISMATCH)
    with pytest.raises(EvidenceError, match="disputes nothing"):
        replace(honest, audit=committed(AUDITOR, same_root.encode())).check()
    other_profile = audit(claim, verdict=AuditVerdict.MISMATCH, output_root=bytes(32), profile="aria-2")
    with pytest.raises(EvidenceError, match="profile conflict"):
        replace(honest, audit=committed(AUDITOR, other_profile.encode())).check()


def test_a_short_recomputation_is_not_taken_for_an_answer() -> None:
    with pytest.raises(EvidenceError, match="gave 1 output hashes"):
        evidence().judge(lambda claim, inputs: recompute(claim, inputs)[:1])


def test_a_lone_record_needs_no_history() -> None:
    claim = signed(record((b"a",), (b"wrong",)))
    finding = audit(
        claim,
        verdict=AuditVerdict.MISMATCH,
        output_root=activation_root(hashes([double(b"a")])),
        first_mismatch=0,
    )
    verdict = Evidence(
        record=committed(SERVER, claim.encode()),
        history=(),
        salt=SALT,
        inputs=(b"a",),
        claimed=tuple(hashes([b"wrong"])),
        audit=committed(AUDITOR, finding.encode()),
    ).judge(recompute)
    assert (verdict.outcome, verdict.first_mismatch) == (Outcome.FRAUD, 0)
