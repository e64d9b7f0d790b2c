"""What a ledger is asked and told: entries, notes, checkpoints, the log protocol, and proofs that travel as files."""

import base64
import random

from aria_p2p.errors import CodecError
from aria_p2p.identity import Identity
from aria_p2p.ledger import codec, read_proof
from aria_p2p.ledger.commitment import EquivocationProof
from aria_p2p.ledger.entry import decode_entry
from aria_p2p.ledger.errors import EntryError, EvidenceError, NoteError
from aria_p2p.ledger.note import Checkpoint, Note, NoteSignature, key_id, origin_of
from aria_p2p.wire.aria_log_pb2 import CommittedEntry, EntriesReply, LogReply
from tests.fuzz.mutation import mutate
from tests.fuzz.target import Target

SIGNER = Identity.from_seed((1001).to_bytes(32, "big"))
NETWORK = "aria-test"
MAX_PROOF_BYTES = 16_384


def entry(data: bytes) -> None:
    """What decodes encodes to the same bytes."""
    found = decode_entry(data)
    assert found.encode() == data
    found.verify()


def note(data: bytes) -> None:
    """What parses encodes to the same bytes."""
    assert Note.parse(data).encode() == data


def checkpoint(data: bytes) -> object:
    """A log's signed head."""
    return Checkpoint.parse(data)


def reshape_checkpoint(data: bytes, rng: random.Random) -> bytes:
    """Another text, truly signed by the log's key under the log's name."""
    text = data.rpartition(b"\n\n")[0] + b"\n"
    origin = origin_of(NETWORK, SIGNER.peer_id)
    lines = text.split(b"\n")
    if rng.randrange(2) and len(lines) > 3:
        lines[1] = str(rng.choice((0, 1, 4, 10**18, (1 << 63) - 1, 1 << 63))).encode()
        lines[2] = base64.b64encode(rng.randbytes(rng.choice((31, 32, 32, 32, 33))))
        text = b"\n".join(lines)
    else:
        text = mutate(text, rng, (), 2048)
    name_id = key_id(origin, SIGNER.public_key)
    signature = NoteSignature(name=origin, key_id=name_id, signature=SIGNER.sign(text))
    return text + b"\n" + signature.line().encode()


def log_ask(data: bytes) -> None:
    """A request to a log."""
    ask = codec.decode_ask(data)
    assert codec.decode_ask(codec.encode_ask(ask)) == ask


def log_reply(data: bytes) -> None:
    """A log's answer. The first two bytes: how long the header is; then header and body."""
    n = int.from_bytes(data[:2], "big")
    reply = codec.decode_reply(data[2 : 2 + n], data[2 + n :])
    assert codec.decode_reply(*codec.encode_reply(reply)) == reply


def reshape_log_reply(data: bytes, rng: random.Random) -> bytes:
    """An answer of many entries; sometimes of as many empty ones as a header has room for."""
    sizes = [rng.choice((0, 1, 200, 500)) for _ in range(rng.randrange(40))] if rng.randrange(50) else [0] * 32_000
    items = [CommittedEntry(n_bytes=size, path=[bytes(32)] * (size % 3 % 2)) for size in sizes]
    header = LogReply(entries=EntriesReply(entries=items)).SerializeToString()
    return len(header[:65_535]).to_bytes(2, "big") + header[:65_535] + bytes(sum(sizes))


def proof(data: bytes) -> None:
    """A proof file, read, encoded again and checked."""
    found = read_proof(data)
    assert found.encode() == data
    found.check()


def equivocation(data: bytes) -> None:
    """Two heads of one log, read, encoded again and checked."""
    found = EquivocationProof.decode(data)
    assert found.encode() == data
    found.check()


TARGETS = (
    Target(name="entry", run=entry, clean=(EntryError,), max_bytes=1100),
    Target(name="note", run=note, clean=(NoteError,), max_bytes=9000),
    Target(name="checkpoint", run=checkpoint, clean=(NoteError,), reshape=reshape_checkpoint),
    Target(name="log_ask", run=log_ask, clean=(CodecError,), max_bytes=256),
    Target(name="log_reply", run=log_reply, clean=(CodecError,), reshape=reshape_log_reply, max_bytes=1 << 20),
    Target(name="proof", run=proof, clean=(EvidenceError,), max_bytes=MAX_PROOF_BYTES),
    Target(name="equivocation", run=equivocation, clean=(EvidenceError,), max_bytes=MAX_PROOF_BYTES),
)
