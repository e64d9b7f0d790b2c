"""Encrypted files: a passphrase (Argon2id) and libsodium's secretstream (XChaCha20-Poly1305), in chunks.

The format is in README.md, "Encrypted export, version 1".
Each chunk is authenticated with its place in the order, and the last one says that it is the last: a file that is cut
off, changed, or put together from parts is refused. The one door to PyNaCl here, loaded when a key is first used.
"""

import io
import os
import struct
import unicodedata
from types import ModuleType
from typing import IO, Any

from .errors import BadInput, StoreFault

MAGIC = b"aria-memory sealed\n"
VERSION = 1
CHUNK = 65_536  # bytes of plain text in every chunk but the last
OPS, MEMORY_KB = 3, 262_144  # Argon2id: libsodium's "moderate", 0.7 s and 256 MB for each guess at a passphrase
MAX_OPS, MAX_MEMORY_KB = 10, 1_048_576  # that a file may ask of whoever opens it
MAX_KEY_CHARS = 1_000  # a passphrase, not a file
_HEAD = struct.Struct(">BII16s24s")  # version, ops, memory in KiB, salt, the stream's header
_TAGGED = 17  # bytes that a chunk grows by: its tag, encrypted, and the authenticator


class Sealing:
    """Writes plain bytes to a file, sealed. `finish` writes the last chunk: without it the file cannot be opened."""

    def __init__(self, file: IO[bytes], key: str) -> None:
        self._file, self._rest, self._sodium = file, bytearray(), _sodium()
        salt = os.urandom(16)
        self._state = self._sodium.crypto_secretstream_xchacha20poly1305_state()
        secret = _derived(self._sodium, key, salt, OPS, MEMORY_KB)
        header = self._sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, secret)
        self._head: bytes | None = MAGIC + _HEAD.pack(VERSION, OPS, MEMORY_KB, salt, header)
        file.write(self._head)

    def write(self, data: bytes) -> None:
        """Append plain bytes."""
        self._rest += data
        while len(self._rest) > CHUNK:
            self._push(bytes(self._rest[:CHUNK]), self._sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE)
            del self._rest[:CHUNK]

    def finish(self) -> None:
        """Write what is left, and that it is the end."""
        self._push(bytes(self._rest), self._sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL)

    def _push(self, chunk: bytes, tag: int) -> None:
        """The first chunk also authenticates the head."""
        push = self._sodium.crypto_secretstream_xchacha20poly1305_push
        self._file.write(push(self._state, chunk, self._head, tag))
        self._head = None


class Opened(io.RawIOBase):
    """Reads the plain bytes of a sealed file. Raises: BadInput, also at the end of a file that is cut off."""

    def __init__(self, file: IO[bytes], key: str) -> None:
        self._file, self._sodium = file, _sodium()
        head = file.read(len(MAGIC) + _HEAD.size)
        if len(head) < len(MAGIC) + _HEAD.size:
            raise BadInput("the encrypted file is cut off")
        version, ops, memory_kb, salt, header = _HEAD.unpack(head[len(MAGIC) :])
        if version != VERSION or not 1 <= ops <= MAX_OPS or not 8 <= memory_kb <= MAX_MEMORY_KB:
            raise BadInput(f"encryption of version {version} ({ops} passes, {memory_kb} KiB): update aria_memory")
        self._state = self._sodium.crypto_secretstream_xchacha20poly1305_state()
        secret = _derived(self._sodium, key, salt, ops, memory_kb)
        self._sodium.crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, secret)
        self._head: bytes | None = head
        self._plain, self._ended = b"", False

    def readable(self) -> bool:
        """See `io.RawIOBase`."""
        return True

    def readinto(self, buffer: Any) -> int:
        """See `io.RawIOBase`."""
        while not self._plain and not self._ended:
            self._pull()
        view = memoryview(buffer).cast("B")
        n = min(len(view), len(self._plain))
        view[:n] = self._plain[:n]
        self._plain = self._plain[n:]
        return n

    def _pull(self) -> None:
        sealed = self._file.read(CHUNK + _TAGGED)
        if len(sealed) < _TAGGED:
            raise BadInput("the encrypted file is cut off")
        pull = self._sodium.crypto_secretstream_xchacha20poly1305_pull
        try:
            self._plain, tag = pull(self._state, sealed, self._head)
        except RuntimeError as error:
            first = "the key is another one, or " if self._head else ""
            raise BadInput(f"{first}the encrypted file is damaged") from error
        self._head = None
        self._ended = tag == self._sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        if self._ended and self._file.read(1):
            raise BadInput("the encrypted file goes on after its end")


def _derived(sodium: ModuleType, key: str, salt: bytes, ops: int, memory_kb: int) -> bytes:
    """The 32 bytes of a passphrase: Argon2id of its UTF-8, in Unicode's composed form."""
    if not isinstance(key, str) or not 0 < len(key) <= MAX_KEY_CHARS:
        raise BadInput(f"key is not a text of 1 to {MAX_KEY_CHARS} characters; give a passphrase")
    try:
        secret = unicodedata.normalize("NFC", key).encode()
    except UnicodeEncodeError as error:
        raise BadInput("key holds half of a surrogate pair; give a passphrase of whole characters") from error
    kind, size = sodium.crypto_pwhash_ALG_ARGON2ID13, sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES
    try:
        made: bytes = sodium.crypto_pwhash_alg(size, secret, salt, ops, memory_kb * 1024, kind)
    except RuntimeError as error:
        raise StoreFault(f"a key takes {memory_kb // 1024} MB of memory for a moment, which are not free") from error
    return made


def _sodium() -> ModuleType:
    try:
        from nacl import bindings
    except ImportError as error:
        raise StoreFault("encrypted exports need PyNaCl, which is not installed: pip install pynacl") from error
    return bindings
