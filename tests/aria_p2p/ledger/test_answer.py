"""The proof of an answer: two stages, two records each, every one audited; and everything that breaks it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import (
    AUDITOR,
    CLIENT,
    NEXT_SERVER,
    OTHER,
    SALT,
    SERVER,
    audit,
    committed,
    double,
    next_record,
    record,
    signed,
)

from aria_p2p.ledger import AnswerProof, AuditVerdict, Evidence, EvidenceError, SignedRecord, read_proof
from aria_p2p.ledger.record import InferenceRecord

TOKENS = (5, 6, 7)
ROWS = [token.to_bytes(4, "little") for token in TOKENS]
MIDDLE = [double(row) for row in ROWS]


def stage_records() -> list[SignedRecord]:
    first = record(ROWS[:2])
    second = next_record(first, ROWS[2:])
    third = record(MIDDLE[:2], layers=(2, 4), server=NEXT_SERVER.peer_id)
    fourth = next_record(third, MIDDLE[2:])
    return [signed(first), signed(second), signed(third, NEXT_SERVER), signed(fourth, NEXT_SERVER)]


def owner(entry: SignedRecord) -> object:
    return SERVER if entry.signer == SERVER.peer_id else NEXT_SERVER


def proof(entries: list[SignedRecord] | None = None, **changes: object) -> AnswerProof:
    entries = stage_records() if entries is None else entries
    fields: dict[str, object] = {
        "records": tuple(committed(owner(entry), entry.encode()) for entry in entries),
        "audits": tuple(committed(AUDITOR, audit(entry).encode()) for entry in entries),
        "salt": SALT,
        "tokens": TOKENS,
    }
    return AnswerProof(**{**fields, **changes})


def test_a_good_answer_shows_its_route_and_auditors() -> None:
    found = read_proof(proof().encode())
    assert isinstance(found, AnswerProof)
    verdict = found.check()
    assert verdict.stages == ((SERVER.peer_id, (0, 2)), (NEXT_SERVER.peer_id, (2, 4)))
    assert (verdict.client, verdict.n_positions) == (CLIENT.peer_id, 3)
    assert verdict.auditors == ((AUDITOR.peer_id,),) * 4
    assert verdict.is_countersigned()
    assert not verdict.is_countersigned(2)


def test_a_missing_audit_is_seen_not_refused() -> None:
    whole = proof()
    verdict = replace(whole, audits=whole.audits[:3]).check()
    assert (verdict.n_countersigned(), verdict.is_countersigned()) == (3, False)


def test_one_auditor_counts_once() -> None:
    whole = proof()
    verdict = replace(whole, audits=whole.audits * 2).check()
    assert verdict.n_countersigned(2) == 0


@given(st.data())
def test_any_flipped_bit_of_the_file_is_refused(data: st.DataObject) -> None:
    file = bytearray(FILE)
    file[data.draw(st.integers(0, len(file) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(EvidenceError):
        read_proof(bytes(file)).check()


@given(st.integers(0, 10_000))
def test_a_truncated_file_is_refused(end: int) -> None:
    with pytest.raises(EvidenceError):
        read_proof(FILE[: min(end, len(FILE) - 1)])


def changed(at: int, **changes: object) -> list[SignedRecord]:
    """The session with one record's fields changed and signed again by both."""
    entries = stage_records()
    value: InferenceRecord = replace(entries[at].record, **changes)
    entries[at] = signed(value, owner(entries[at]))
    return entries


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        ([], "without records"),
        (changed(3, session=b"t" * 16), "session"),
        (changed(3, manifest=b"n" * 32), "manifest"),
        (changed(3, input_root=bytes(32)), "its input at layer 2"),
        (changed(1, output_root=bytes(32)), "its input at layer 2"),
        (changed(0, end_ms=2_001), "does not follow"),
        (stage_records()[:3], "different numbers of positions"),
        (stage_records()[2:], "its input at layer 2"),
        (stage_records()[1:], "begin at 1"),
    ],
)
def test_a_session_that_does_not_hold_together_is_refused(entries: list[SignedRecord], named: str) -> None:
    with pytest.raises(EvidenceError, match=named):
        proof(entries).check()


def test_a_record_without_the_clients_half_earns_nothing() -> None:
    entries = stage_records()
    entries[1] = replace(entries[1], client_signature=b"")
    with pytest.raises(EvidenceError, match="client's half"):
        proof(entries).check()


def test_other_tokens_are_refused() -> None:
    with pytest.raises(EvidenceError, match="tokens"):
        proof(tokens=(5, 6, 8)).check()


def test_audits_that_do_not_confirm_are_refused() -> None:
    entries = stage_records()
    for finding, named in (
        (audit(entries[0], verdict=AuditVerdict.MISMATCH, output_root=bytes(32)), "does not confirm"),
        (audit(entries[0], output_root=bytes(32)), "does not confirm"),
        (audit(entries[0], profile="aria-2"), "does not confirm"),
        (audit(signed(record((b"z",)))), "not in this proof"),
    ):
        with pytest.raises(EvidenceError, match=named):
            proof(audits=(committed(AUDITOR, finding.encode()),)).check()


def test_the_client_cannot_countersign() -> None:
    finding = audit(stage_records()[0], CLIENT)
    with pytest.raises(EvidenceError, match="is the client"):
        proof(audits=(committed(CLIENT, finding.encode()),)).check()


def test_a_server_of_other_layers_can_countersign() -> None:
    finding = audit(stage_records()[0], NEXT_SERVER)
    verdict = proof(audits=(committed(NEXT_SERVER, finding.encode()),)).check()
    assert verdict.auditors[0] == (NEXT_SERVER.peer_id,)


def test_an_audit_from_a_foreign_log_is_refused() -> None:
    finding = audit(stage_records()[0])
    with pytest.raises(EvidenceError, match="stands in the log"):
        proof(audits=(committed(OTHER, finding.encode()),)).check()


def test_the_two_kinds_are_not_mistaken() -> None:
    with pytest.raises(EvidenceError, match="kind"):
        Evidence.decode(FILE)


FILE = proof().encode()
