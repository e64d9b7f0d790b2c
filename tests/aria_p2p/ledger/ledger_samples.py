"""Small, legal ledger values for the tests."""

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import Any

from aria_p2p.identity import Identity
from aria_p2p.ledger import (
    AuditRecord,
    AuditVerdict,
    Committed,
    Evidence,
    InferenceRecord,
    SignedAudit,
    SignedRecord,
    activation_root,
    row_hash,
)
from aria_p2p.ledger.merkle import Tree, leaf_hash
from aria_p2p.ledger.note import Checkpoint

NETWORK = "aria-test"
SALT = bytes(range(16))
_seeds = count(1)


def identity(seed: int | None = None) -> Identity:
    """A key of its own for each call, the same in each run."""
    return Identity.from_seed((seed if seed is not None else next(_seeds)).to_bytes(32, "big"))


SERVER, CLIENT, AUDITOR, NEXT_SERVER, OTHER = (identity(seed) for seed in range(1001, 1006))


def double(row: bytes) -> bytes:
    """The layers of this toy model: one position's output from its input."""
    return hashlib.sha256(b"layer" + row).digest()


def hashes(rows: Sequence[bytes], salt: bytes = SALT) -> list[bytes]:
    return [row_hash(row, salt) for row in rows]


def record(
    inputs: Sequence[bytes] = (b"a", b"b"), outputs: Sequence[bytes] | None = None, **changes: Any
) -> InferenceRecord:
    """A record over `inputs`, honest unless `outputs` are given."""
    outputs = [double(row) for row in inputs] if outputs is None else outputs
    fields: dict[str, Any] = {
        "network": NETWORK,
        "profile": "aria-1",
        "manifest": b"m" * 32,
        "layers": (0, 2),
        "session": b"s" * 16,
        "server": SERVER.peer_id,
        "client": CLIENT.peer_id,
        "counter": 0,
        "previous": bytes(32),
        "positions": (0, len(inputs)),
        "input_root": activation_root(hashes(inputs)),
        "output_root": activation_root(hashes(outputs)),
        "work_units": 12,
        "start_ms": 1_000,
        "end_ms": 2_000,
    }
    return InferenceRecord(**{**fields, **changes})


def next_record(
    earlier: InferenceRecord, inputs: Sequence[bytes], outputs: Sequence[bytes] | None = None
) -> InferenceRecord:
    first = earlier.positions[1]
    return record(
        inputs,
        outputs,
        layers=earlier.layers,
        server=earlier.server,
        counter=earlier.counter + 1,
        previous=earlier.digest(),
        positions=(first, first + len(inputs)),
    )


def signed(value: InferenceRecord, server: Identity = SERVER, client: Identity = CLIENT) -> SignedRecord:
    return SignedRecord.by_server(value, server).countersigned(client)


def audit(entry: SignedRecord, auditor: Identity = AUDITOR, **changes: Any) -> SignedAudit:
    """An audit that confirms `entry`, unless changed."""
    fields: dict[str, Any] = {
        "network": NETWORK,
        "record_leaf": entry.leaf(),
        "server": entry.record.server,
        "auditor": auditor.peer_id,
        "verdict": AuditVerdict.MATCH,
        "output_root": entry.record.output_root,
        "profile": "aria-1",
        "at_ms": 3_000,
    }
    return SignedAudit.by_auditor(AuditRecord(**{**fields, **changes}), auditor)


def committed(owner: Identity, entry: bytes, others: int = 3) -> Committed:
    """`entry` behind `others` older entries in a log of `owner`."""
    tree = Tree([*(leaf_hash(b"older %d" % i) for i in range(others)), leaf_hash(entry)])
    head = Checkpoint.sign(owner, NETWORK, len(tree), tree.root())
    return Committed(entry=entry, index=others, path=tree.inclusion(others), checkpoint=head.note)


def evidence(outputs: Sequence[bytes] | None = None, **changes: Any) -> Evidence:
    """A disputed second record of a session; `outputs`: its server's claim (default: wrong at position 3)."""
    first_inputs, inputs = [b"a", b"b"], [b"c", b"d", b"e"]
    truth = [double(row) for row in inputs]
    claimed = [truth[0], b"flipped", truth[2]] if outputs is None else list(outputs)
    earlier = record(first_inputs)
    claim = signed(next_record(earlier, inputs, claimed))
    true_root = activation_root(hashes(truth))
    wrong_root = activation_root(hashes([b"?"] * 3))
    finding = audit(
        claim,
        verdict=AuditVerdict.MISMATCH,
        output_root=true_root if true_root != claim.record.output_root else wrong_root,
        first_mismatch=3,
    )
    fields: dict[str, Any] = {
        "record": committed(SERVER, claim.encode()),
        "history": (earlier.encode(),),
        "salt": SALT,
        "inputs": (*first_inputs, *inputs),
        "claimed": tuple(hashes(claimed)),
        "audit": committed(AUDITOR, finding.encode()),
    }
    return Evidence(**{**fields, **changes})


def recompute(claim: InferenceRecord, inputs: Sequence[bytes]) -> list[bytes]:
    first, end = claim.positions
    return hashes([double(row) for row in inputs[first:end]])
