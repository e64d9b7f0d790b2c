"""The door to protobuf: envelopes to and from the header bytes of a frame, and the protocols' names."""

from typing import Any

from google.protobuf.message import DecodeError

from aria_infer.errors import SwarmError
from aria_infer.swarm import aria_pipeline_pb2 as pb

PIPELINE = "/aria/pipeline/1"
RECEIPT = "/aria/receipt/1"
AUDIT = "/aria/audit/1"
WEIGHTS = "/aria/weights/1"

STEP_TIMEOUT_S = 30.0  # progress deadline of one step through the whole route
IDLE_TIMEOUT_S = 120.0  # a stage forgets a session that sent nothing for so long
RECEIPT_TIMEOUT_S = 15.0  # the client countersigns once all stages reported a span
FETCH_TIMEOUT_S = 20.0  # one audit's inputs
WEIGHTS_TIMEOUT_S = 30.0  # progress deadline of a transfer: a piece, or the next request for one


def pack(kind: str, **fields: Any) -> bytes:
    """Header bytes of an envelope of this kind."""
    return bytes(pb.Envelope(**{kind: getattr(pb, _NAMES[kind])(**fields)}).SerializeToString())


def unpack(header: bytes, *expected: str) -> tuple[str, Any]:
    """(kind, message). Raises: SwarmError on bytes of no expected kind; a Fault raises StageFault with its text."""
    try:
        envelope = pb.Envelope.FromString(header)
    except DecodeError as e:
        raise SwarmError(f"a frame that is no envelope of this protocol ({len(header)} bytes)") from e
    kind = envelope.WhichOneof("kind")
    if kind == "fault" and "fault" not in expected:
        raise StageFault(envelope.fault.peer_id, envelope.fault.reason, envelope.fault.passing)
    if kind not in expected:
        raise SwarmError(f"a frame of kind {kind or 'none'} where {' or '.join(expected)} belongs")
    return kind, getattr(envelope, kind)


class StageFault(SwarmError):
    """A stage of the route failed; ``peer_id`` names it. ``passing``: it may be worth another try."""

    def __init__(self, peer_id: str, reason: str, passing: bool = False) -> None:
        super().__init__(f"peer {peer_id}: {reason}")
        self.peer_id = peer_id
        self.reason = reason
        self.passing = passing


_NAMES = {
    "open": "Open", "return": "Return", "step": "Step", "token": "Token", "close": "Close", "fault": "Fault",
    "countersign": "Countersign", "countersigned": "Countersigned", "span_request": "SpanRequest", "span": "Span",
    "evidence_request": "EvidenceRequest", "evidence": "Evidence",
    "probe": "Probe", "content_request": "ContentRequest", "content": "Content", "piece_request": "PieceRequest",
    "piece": "Piece",
}  # fmt: skip
