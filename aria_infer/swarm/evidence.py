"""Running a disputed span again, and the file that lets anyone do so offline."""

from collections.abc import Sequence
from pathlib import Path

from aria_infer import kernel
from aria_infer.errors import SwarmError
from aria_infer.model import Model
from aria_infer.sampling import sample
from aria_infer.swarm.session import NO_TOKEN, SessionTerms
from aria_infer.swarm.slice import Slice, head_hashes
from aria_p2p.errors import P2PError
from aria_p2p.ledger import AnswerProof, AnswerVerdict, Evidence, InferenceRecord, Verdict, read_proof, row_hash
from aria_p2p.ledger.bundle import MAX_PROOF_BYTES

MAGIC = b"ARIAFRAUD\x01"  # the last byte is the version; then u32 length, session terms, and the ledger's evidence
RUN_ROWS = 128  # rows per kernel call


def run_again(
    model: Model,
    record: InferenceRecord,
    terms: SessionTerms,
    inputs: bytes,
    claimed: Sequence[bytes],
    pool: kernel.Pool | None = None,
) -> list[bytes]:
    """Output hashes of the record's positions, from the inputs of positions [0, end) in their wire bytes.

    At the head a position's hash covers the token chosen there, or that none was; which of the two holds is taken from
    ``claimed``: the client, which knows, signed for it.

    Raises: SwarmError when model or terms are not the record's own, PromptError or ModelError from the model.
    """
    if record.manifest.hex() != model.manifest:
        raise SwarmError(
            f"the record is of model {record.manifest.hex()[:16]}, not {model.manifest[:16]}: give the right --model"
        )
    if record.profile != kernel.PROFILE:
        raise SwarmError(f"the record is of profile {record.profile}, this program computes {kernel.PROFILE}")
    if terms.hash() != record.route_hash:
        raise SwarmError("the session terms are not those the record was signed under")
    part = Slice(model, record.layers, pool)
    first, end = record.positions
    cache, hashes = part.new_cache(), list[bytes]()
    size, row_bytes = part.input_row_bytes, 4 * part.hidden
    for at in range(0, end, RUN_ROWS):
        stop = min(at + RUN_ROWS, end)
        rows = part.run(cache, at, inputs[at * size : stop * size], None).rows
        for position in range(max(at, first), stop):
            row = rows[(position - at) * row_bytes : (position - at + 1) * row_bytes]
            said = claimed[position - first] if len(claimed) == end - first else b""
            hashes.append(_output_hash(part, terms, position, row, said))
    return hashes


def _output_hash(part: Slice, terms: SessionTerms, position: int, row: bytes, claimed: bytes) -> bytes:
    residual = row_hash(row)
    if not part.is_last:
        return residual
    (none_chosen,) = head_hashes([residual], [NO_TOKEN])
    if claimed == none_chosen:
        return none_chosen
    token = sample(part.head_row(row), terms.sampling, position + 1)
    return head_hashes([residual], [token])[0]


def pack_evidence(terms: SessionTerms, evidence: Evidence) -> bytes:
    """The evidence file's bytes."""
    encoded = terms.encode()
    return MAGIC + len(encoded).to_bytes(4, "big") + encoded + evidence.encode()


def unpack_evidence(data: bytes) -> tuple[SessionTerms, Evidence]:
    """Raises: SwarmError, EvidenceError. Nothing is verified yet."""
    if not data.startswith(MAGIC):
        raise SwarmError("not an evidence file of version 1: it must begin with ARIAFRAUD and the byte 1")
    at = len(MAGIC) + 4
    end = at + int.from_bytes(data[len(MAGIC) : at], "big")
    if end > len(data):
        raise SwarmError(f"the evidence file is truncated at {len(data)} bytes")
    return SessionTerms.decode(data[at:end]), Evidence.decode(data[end:])


def judge(data: bytes, model: Model, pool: kernel.Pool | None = None) -> Verdict:
    """Check all signatures and paths of an evidence file, run the span again, and say who is wrong.

    Raises: SwarmError, EvidenceError when the file does not hold together.
    """
    terms, evidence = unpack_evidence(data)

    def recompute(record: InferenceRecord, inputs: Sequence[bytes]) -> list[bytes]:
        return run_again(model, record, terms, b"".join(inputs), evidence.claimed, pool)

    return evidence.judge(recompute)


def verify_file(path: Path, model: Model | None) -> Verdict | AnswerVerdict:
    """Check a proof file offline. An evidence file needs the model, an answer proof does not.

    Raises: SwarmError naming the file and what is wrong with it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PROOF_BYTES + 1)
        if len(data) > MAX_PROOF_BYTES:
            raise SwarmError(f"{path}: larger than any proof ({MAX_PROOF_BYTES} bytes)")
        if data.startswith(MAGIC):
            if model is None:
                raise SwarmError(f"{path} is evidence of a fraud: give the --model it is about, to run the span again")
            return judge(data, model)
        proof = read_proof(data)
        if not isinstance(proof, AnswerProof):
            raise SwarmError(f"{path}: evidence without its session terms")
        return proof.check()
    except OSError as error:
        raise SwarmError(f"{path}: cannot be read: {error.strerror}") from error
    except P2PError as error:
        raise SwarmError(f"{path}: {error}") from error
