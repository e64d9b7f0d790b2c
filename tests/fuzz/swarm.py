"""What stages and clients of a swarm send one another: envelopes, shards, session terms, evidence, steps."""

from functools import cache

from aria_infer.errors import InferError, SwarmError
from aria_infer.model import load
from aria_infer.sampling import SamplingParams
from aria_infer.swarm import wire
from aria_infer.swarm.evidence import unpack_evidence
from aria_infer.swarm.session import SessionTerms, StageSession, StepFrame
from aria_infer.swarm.shard import Shard
from aria_infer.swarm.slice import Slice
from aria_p2p.errors import P2PError
from aria_p2p.ledger.errors import EntryError
from aria_p2p.ledger.record import SignedRecord
from tests.fuzz.formats import folder, two_layers
from tests.fuzz.target import Target

KINDS = (
    "open", "return", "step", "token", "close", "fault", "countersign", "countersigned", "span_request", "span",
    "evidence_request", "evidence", "probe", "content_request", "content", "piece_request", "piece",
)  # fmt: skip


def envelope(data: bytes) -> None:
    """A header, and what is encoded inside it."""
    kind, message = wire.unpack(data, *KINDS)
    if kind in ("open", "span"):
        SessionTerms.decode(message.terms)
    elif kind in ("countersign", "countersigned"):
        SignedRecord.decode(message.record)


def shard(data: bytes) -> None:
    """The payload of a directory record."""
    found = Shard.decode(data)
    assert found.encode() == (data if data[0] == 2 else b"\x02" + data[1:] + bytes(8))
    found.keys()


def terms(data: bytes) -> None:
    """Session terms."""
    found = SessionTerms.decode(data)
    assert found.encode() == data
    found.hash()


def evidence(data: bytes) -> None:
    """An evidence file, up to where the model is needed."""
    unpack_evidence(data)[1].check()


def steps(data: bytes) -> None:
    """Steps of 8 bytes each, as a stage takes them: only one that follows, or repeats the last, is taken."""
    machine, done = StageSession(1000), 0
    for at in range(0, len(data) - 7, 8):
        position, count = int.from_bytes(data[at : at + 4], "big"), int.from_bytes(data[at + 4 : at + 6], "big")
        step = StepFrame(position, count, data[at + 6], bool(data[at + 7] & 1))
        if machine.accept(step, data[at + 7 : at + 8]):
            assert position == done
            done += count
        assert machine.position == done <= 1000


@cache
def slices() -> tuple[Slice, Slice]:
    """The first and the last layer of a small model."""
    model = load(two_layers(), cache_dir=folder("rows-packs"))
    return Slice(model, (0, 1)), Slice(model, (1, 2))


def rows(data: bytes) -> None:
    """What a stage computes on. The first byte: which stage, is a token asked for, how long the first step is."""
    if not data:
        return
    part, sampling = slices()[data[0] & 1], SamplingParams(temperature=0.7, top_p=0.9, seed=1)
    cut = 1 + (data[0] >> 2) * part.input_row_bytes
    store, at = part.new_cache(), 0
    for body in (data[1:cut], data[cut:]):
        output = part.run(store, at, body, sampling if data[0] & 2 else None)
        assert len(output.rows) % (4 * part.hidden) == 0
        at += len(body) // part.input_row_bytes


TARGETS = (
    Target(name="envelope", run=envelope, clean=(SwarmError, EntryError)),
    Target(name="shard", run=shard, clean=(SwarmError,), max_bytes=128),
    Target(name="terms", run=terms, clean=(SwarmError,), max_bytes=1024),
    Target(name="evidence", run=evidence, clean=(SwarmError, P2PError), max_bytes=16_384),
    Target(name="steps", run=steps, clean=(SwarmError,), max_bytes=512),
    Target(name="rows", run=rows, clean=(InferError,)),
)
