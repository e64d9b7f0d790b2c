from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Envelope(_message.Message):
    __slots__ = ("open", "step", "token", "close", "fault", "countersign", "countersigned", "span_request", "span", "evidence_request", "evidence", "probe", "content_request", "content", "piece_request", "piece")
    OPEN_FIELD_NUMBER: _ClassVar[int]
    RETURN_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    TOKEN_FIELD_NUMBER: _ClassVar[int]
    CLOSE_FIELD_NUMBER: _ClassVar[int]
    FAULT_FIELD_NUMBER: _ClassVar[int]
    COUNTERSIGN_FIELD_NUMBER: _ClassVar[int]
    COUNTERSIGNED_FIELD_NUMBER: _ClassVar[int]
    SPAN_REQUEST_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_REQUEST_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    PROBE_FIELD_NUMBER: _ClassVar[int]
    CONTENT_REQUEST_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    PIECE_REQUEST_FIELD_NUMBER: _ClassVar[int]
    PIECE_FIELD_NUMBER: _ClassVar[int]
    open: Open
    step: Step
    token: Token
    close: Close
    fault: Fault
    countersign: Countersign
    countersigned: Countersigned
    span_request: SpanRequest
    span: Span
    evidence_request: EvidenceRequest
    evidence: Evidence
    probe: Probe
    content_request: ContentRequest
    content: Content
    piece_request: PieceRequest
    piece: Piece
    def __init__(self, open: _Optional[_Union[Open, _Mapping]] = ..., step: _Optional[_Union[Step, _Mapping]] = ..., token: _Optional[_Union[Token, _Mapping]] = ..., close: _Optional[_Union[Close, _Mapping]] = ..., fault: _Optional[_Union[Fault, _Mapping]] = ..., countersign: _Optional[_Union[Countersign, _Mapping]] = ..., countersigned: _Optional[_Union[Countersigned, _Mapping]] = ..., span_request: _Optional[_Union[SpanRequest, _Mapping]] = ..., span: _Optional[_Union[Span, _Mapping]] = ..., evidence_request: _Optional[_Union[EvidenceRequest, _Mapping]] = ..., evidence: _Optional[_Union[Evidence, _Mapping]] = ..., probe: _Optional[_Union[Probe, _Mapping]] = ..., content_request: _Optional[_Union[ContentRequest, _Mapping]] = ..., content: _Optional[_Union[Content, _Mapping]] = ..., piece_request: _Optional[_Union[PieceRequest, _Mapping]] = ..., piece: _Optional[_Union[Piece, _Mapping]] = ..., **kwargs) -> None: ...

class Addresses(_message.Message):
    __slots__ = ("addrs",)
    ADDRS_FIELD_NUMBER: _ClassVar[int]
    addrs: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, addrs: _Optional[_Iterable[str]] = ...) -> None: ...

class Open(_message.Message):
    __slots__ = ("terms", "stage", "stages", "client")
    TERMS_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    STAGES_FIELD_NUMBER: _ClassVar[int]
    CLIENT_FIELD_NUMBER: _ClassVar[int]
    terms: bytes
    stage: int
    stages: _containers.RepeatedCompositeFieldContainer[Addresses]
    client: Addresses
    def __init__(self, terms: _Optional[bytes] = ..., stage: _Optional[int] = ..., stages: _Optional[_Iterable[_Union[Addresses, _Mapping]]] = ..., client: _Optional[_Union[Addresses, _Mapping]] = ...) -> None: ...

class Return(_message.Message):
    __slots__ = ("session",)
    SESSION_FIELD_NUMBER: _ClassVar[int]
    session: bytes
    def __init__(self, session: _Optional[bytes] = ...) -> None: ...

class Step(_message.Message):
    __slots__ = ("position", "count", "attempt", "sample", "compute_us")
    POSITION_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_FIELD_NUMBER: _ClassVar[int]
    COMPUTE_US_FIELD_NUMBER: _ClassVar[int]
    position: int
    count: int
    attempt: int
    sample: bool
    compute_us: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, position: _Optional[int] = ..., count: _Optional[int] = ..., attempt: _Optional[int] = ..., sample: bool = ..., compute_us: _Optional[_Iterable[int]] = ...) -> None: ...

class Token(_message.Message):
    __slots__ = ("position", "attempt", "sampled", "token", "compute_us")
    POSITION_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    SAMPLED_FIELD_NUMBER: _ClassVar[int]
    TOKEN_FIELD_NUMBER: _ClassVar[int]
    COMPUTE_US_FIELD_NUMBER: _ClassVar[int]
    position: int
    attempt: int
    sampled: bool
    token: int
    compute_us: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, position: _Optional[int] = ..., attempt: _Optional[int] = ..., sampled: bool = ..., token: _Optional[int] = ..., compute_us: _Optional[_Iterable[int]] = ...) -> None: ...

class Close(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Fault(_message.Message):
    __slots__ = ("peer_id", "reason", "passing")
    PEER_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    PASSING_FIELD_NUMBER: _ClassVar[int]
    peer_id: str
    reason: str
    passing: bool
    def __init__(self, peer_id: _Optional[str] = ..., reason: _Optional[str] = ..., passing: bool = ...) -> None: ...

class Countersign(_message.Message):
    __slots__ = ("record", "row_hashes")
    RECORD_FIELD_NUMBER: _ClassVar[int]
    ROW_HASHES_FIELD_NUMBER: _ClassVar[int]
    record: bytes
    row_hashes: bytes
    def __init__(self, record: _Optional[bytes] = ..., row_hashes: _Optional[bytes] = ...) -> None: ...

class Countersigned(_message.Message):
    __slots__ = ("record",)
    RECORD_FIELD_NUMBER: _ClassVar[int]
    record: bytes
    def __init__(self, record: _Optional[bytes] = ...) -> None: ...

class SpanRequest(_message.Message):
    __slots__ = ("session", "leaf")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    LEAF_FIELD_NUMBER: _ClassVar[int]
    session: bytes
    leaf: bytes
    def __init__(self, session: _Optional[bytes] = ..., leaf: _Optional[bytes] = ...) -> None: ...

class Span(_message.Message):
    __slots__ = ("terms", "output_hashes")
    TERMS_FIELD_NUMBER: _ClassVar[int]
    OUTPUT_HASHES_FIELD_NUMBER: _ClassVar[int]
    terms: bytes
    output_hashes: bytes
    def __init__(self, terms: _Optional[bytes] = ..., output_hashes: _Optional[bytes] = ...) -> None: ...

class EvidenceRequest(_message.Message):
    __slots__ = ("leaf",)
    LEAF_FIELD_NUMBER: _ClassVar[int]
    leaf: bytes
    def __init__(self, leaf: _Optional[bytes] = ...) -> None: ...

class Probe(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Evidence(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ContentRequest(_message.Message):
    __slots__ = ("manifest",)
    MANIFEST_FIELD_NUMBER: _ClassVar[int]
    manifest: bytes
    def __init__(self, manifest: _Optional[bytes] = ...) -> None: ...

class Content(_message.Message):
    __slots__ = ("config", "kinds", "files", "eos_ids")
    CONFIG_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    FILES_FIELD_NUMBER: _ClassVar[int]
    EOS_IDS_FIELD_NUMBER: _ClassVar[int]
    config: bytes
    kinds: bytes
    files: _containers.RepeatedCompositeFieldContainer[File]
    eos_ids: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, config: _Optional[bytes] = ..., kinds: _Optional[bytes] = ..., files: _Optional[_Iterable[_Union[File, _Mapping]]] = ..., eos_ids: _Optional[_Iterable[int]] = ...) -> None: ...

class File(_message.Message):
    __slots__ = ("name", "size")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    name: str
    size: int
    def __init__(self, name: _Optional[str] = ..., size: _Optional[int] = ...) -> None: ...

class PieceRequest(_message.Message):
    __slots__ = ("name", "start", "size")
    NAME_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    name: str
    start: int
    size: int
    def __init__(self, name: _Optional[str] = ..., start: _Optional[int] = ..., size: _Optional[int] = ...) -> None: ...

class Piece(_message.Message):
    __slots__ = ("name", "start")
    NAME_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    name: str
    start: int
    def __init__(self, name: _Optional[str] = ..., start: _Optional[int] = ...) -> None: ...
