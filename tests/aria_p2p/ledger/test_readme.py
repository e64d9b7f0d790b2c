"""The test vectors of the ledger's README are what this code makes."""

from pathlib import Path

import pytest

import aria_p2p.ledger
from aria_p2p.identity import Identity
from aria_p2p.ledger import (
    AuditRecord,
    AuditVerdict,
    Checkpoint,
    InferenceRecord,
    SignedAudit,
    SignedRecord,
    activation_root,
    route_hash,
    row_hash,
)
from aria_p2p.ledger.lottery import ticket
from aria_p2p.ledger.merkle import leaf_hash, root

README = (Path(aria_p2p.ledger.__file__).parent / "README.md").read_text(encoding="utf-8")
SERVER, CLIENT, AUDITOR = (Identity.from_seed(bytes([n]) * 32) for n in (1, 2, 3))
SALT = bytes(range(16))


def vectors() -> dict[str, str]:
    rows = [token.to_bytes(4, "little") for token in (5, 6)]
    outputs = [bytes(8), b"\x01" * 8]
    record = InferenceRecord(
        network="aria-main",
        profile="aria-1",
        manifest=b"\xaa" * 32,
        layers=(0, 3),
        session=bytes(range(16)),
        server=SERVER.peer_id,
        client=CLIENT.peer_id,
        counter=0,
        previous=bytes(32),
        positions=(0, 2),
        input_root=activation_root(row_hash(row, SALT) for row in rows),
        output_root=activation_root(row_hash(row, SALT) for row in outputs),
        work_units=6,
        start_ms=1_700_000_000_000,
        end_ms=1_700_000_000_040,
        route_hash=route_hash([(SERVER.peer_id, 0, 3)]),
    )
    signed = SignedRecord.by_server(record, SERVER).countersigned(CLIENT)
    audit = SignedAudit.by_auditor(
        AuditRecord(
            network="aria-main",
            record_leaf=signed.leaf(),
            server=SERVER.peer_id,
            auditor=AUDITOR.peer_id,
            verdict=AuditVerdict.MATCH,
            output_root=record.output_root,
            profile="aria-1",
            at_ms=1_700_000_001_000,
        ),
        AUDITOR,
    )
    head = Checkpoint.sign(SERVER, "aria-main", 1, root([signed.leaf()]))
    return {
        "server": SERVER.peer_id,
        "client": CLIENT.peer_id,
        "auditor": AUDITOR.peer_id,
        "row hash of token 5": row_hash(rows[0], SALT).hex(),
        "input root": record.input_root.hex(),
        "output root": record.output_root.hex(),
        "route hash": record.route_hash.hex(),
        "record": record.encode().hex(),
        "digest": record.digest().hex(),
        "server's half": signed.server_signature.hex(),
        "client's half": signed.client_signature.hex(),
        "record leaf": signed.leaf().hex(),
        "audit leaf": audit.leaf().hex(),
        "ticket of auditor": ticket(signed.leaf(), AUDITOR.peer_id).hex(),
        "checkpoint": head.note.decode(),
        "leaf of no bytes": leaf_hash(b"").hex(),
    }


@pytest.mark.parametrize("name", vectors())
def test_a_vector_of_the_readme(name: str) -> None:
    value = vectors()[name]
    flat = "".join(README.split()) if name == "record" else README
    assert value in flat


def test_every_vector_line_of_the_readme_is_checked() -> None:
    block = README.split("## Test vectors")[1]
    named = {line.split("|")[1].strip() for line in block.splitlines() if line.startswith("| ")} - {"what", "---"}
    assert named == set(vectors()) - {"record", "checkpoint"}
