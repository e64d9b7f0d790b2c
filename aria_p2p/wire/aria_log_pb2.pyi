from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class LogRequest(_message.Message):
    __slots__ = ("head", "entries", "leaf", "consistency")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    LEAF_FIELD_NUMBER: _ClassVar[int]
    CONSISTENCY_FIELD_NUMBER: _ClassVar[int]
    head: HeadAsk
    entries: EntriesAsk
    leaf: LeafAsk
    consistency: ConsistencyAsk
    def __init__(self, head: _Optional[_Union[HeadAsk, _Mapping]] = ..., entries: _Optional[_Union[EntriesAsk, _Mapping]] = ..., leaf: _Optional[_Union[LeafAsk, _Mapping]] = ..., consistency: _Optional[_Union[ConsistencyAsk, _Mapping]] = ...) -> None: ...

class HeadAsk(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class EntriesAsk(_message.Message):
    __slots__ = ("first", "count", "size")
    FIRST_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    first: int
    count: int
    size: int
    def __init__(self, first: _Optional[int] = ..., count: _Optional[int] = ..., size: _Optional[int] = ...) -> None: ...

class LeafAsk(_message.Message):
    __slots__ = ("index", "size")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    index: int
    size: int
    def __init__(self, index: _Optional[int] = ..., size: _Optional[int] = ...) -> None: ...

class ConsistencyAsk(_message.Message):
    __slots__ = ("old_size", "new_size")
    OLD_SIZE_FIELD_NUMBER: _ClassVar[int]
    NEW_SIZE_FIELD_NUMBER: _ClassVar[int]
    old_size: int
    new_size: int
    def __init__(self, old_size: _Optional[int] = ..., new_size: _Optional[int] = ...) -> None: ...

class LogReply(_message.Message):
    __slots__ = ("head", "entries", "leaf", "consistency", "refusal")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    LEAF_FIELD_NUMBER: _ClassVar[int]
    CONSISTENCY_FIELD_NUMBER: _ClassVar[int]
    REFUSAL_FIELD_NUMBER: _ClassVar[int]
    head: HeadReply
    entries: EntriesReply
    leaf: LeafReply
    consistency: ConsistencyReply
    refusal: Refusal
    def __init__(self, head: _Optional[_Union[HeadReply, _Mapping]] = ..., entries: _Optional[_Union[EntriesReply, _Mapping]] = ..., leaf: _Optional[_Union[LeafReply, _Mapping]] = ..., consistency: _Optional[_Union[ConsistencyReply, _Mapping]] = ..., refusal: _Optional[_Union[Refusal, _Mapping]] = ...) -> None: ...

class HeadReply(_message.Message):
    __slots__ = ("checkpoint",)
    CHECKPOINT_FIELD_NUMBER: _ClassVar[int]
    checkpoint: bytes
    def __init__(self, checkpoint: _Optional[bytes] = ...) -> None: ...

class EntriesReply(_message.Message):
    __slots__ = ("entries",)
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[CommittedEntry]
    def __init__(self, entries: _Optional[_Iterable[_Union[CommittedEntry, _Mapping]]] = ...) -> None: ...

class CommittedEntry(_message.Message):
    __slots__ = ("n_bytes", "path")
    N_BYTES_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    n_bytes: int
    path: _containers.RepeatedScalarFieldContainer[bytes]
    def __init__(self, n_bytes: _Optional[int] = ..., path: _Optional[_Iterable[bytes]] = ...) -> None: ...

class LeafReply(_message.Message):
    __slots__ = ("leaf", "path")
    LEAF_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    leaf: bytes
    path: _containers.RepeatedScalarFieldContainer[bytes]
    def __init__(self, leaf: _Optional[bytes] = ..., path: _Optional[_Iterable[bytes]] = ...) -> None: ...

class ConsistencyReply(_message.Message):
    __slots__ = ("path",)
    PATH_FIELD_NUMBER: _ClassVar[int]
    path: _containers.RepeatedScalarFieldContainer[bytes]
    def __init__(self, path: _Optional[_Iterable[bytes]] = ...) -> None: ...

class Refusal(_message.Message):
    __slots__ = ("reason",)
    REASON_FIELD_NUMBER: _ClassVar[int]
    reason: str
    def __init__(self, reason: _Optional[str] = ...) -> None: ...
