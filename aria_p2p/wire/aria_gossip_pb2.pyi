from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class SyncRequest(_message.Message):
    __slots__ = ("topic",)
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    topic: str
    def __init__(self, topic: _Optional[str] = ...) -> None: ...

class SyncReply(_message.Message):
    __slots__ = ("n_messages",)
    N_MESSAGES_FIELD_NUMBER: _ClassVar[int]
    n_messages: int
    def __init__(self, n_messages: _Optional[int] = ...) -> None: ...

class PulledMessage(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
