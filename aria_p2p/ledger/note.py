"""Signed notes and checkpoints: a log's signed head, as text.

Source: C2SP signed-note and tlog-checkpoint. A key's name here is the log's origin, `aria/<network>/<peer id>`, so a
checkpoint says by itself who must have signed it, and no table of keys is needed to check one.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from aria_p2p.errors import IdentityError, SignatureError
from aria_p2p.identity import Identity, peer_id_of, public_key_of, verify
from aria_p2p.ledger.encoding import NETWORK
from aria_p2p.ledger.errors import NoteError
from aria_p2p.ledger.merkle import EMPTY_ROOT, HASH_BYTES

MAX_NOTE_BYTES = 8192  # a checkpoint with some tens of cosignatures; ours with one signature has about 350
MAX_SIGNATURES = 64  # bounds the work of reading a stranger's note
ED25519 = 0x01  # signature type, C2SP signed-note
_DASH = "\u2014 "
_MAX_SIZE = (1 << 63) - 1  # largest tree size SQLite and most readers can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSignature:
    """One signature line: key name, 4-byte key id, and what follows it (for Ed25519: 64 bytes)."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        return f"{_DASH}{self.name} {base64.b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text (ending in a newline) and its signature lines."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def encode(self) -> bytes:
        return (self.text + "\n" + "".join(signature.line() for signature in self.signatures)).encode()

    @classmethod
    def parse(cls, data: bytes) -> "Note":
        """Read a note; nothing is verified. Raises NoteError."""
        if len(data) > MAX_NOTE_BYTES:
            raise NoteError(f"a note of {len(data)} bytes is over the limit of {MAX_NOTE_BYTES}")
        try:
            whole = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise NoteError(f"a note is UTF-8 text: {error}") from error
        if any(ord(char) < 0x20 and char != "\n" for char in whole):
            raise NoteError("a note has no control characters but newlines")
        text, blank, block = whole.rpartition("\n\n")
        if not blank or not block.endswith("\n"):
            raise NoteError("a note is a text, an empty line and signature lines, each ending in a newline")
        lines = block[:-1].split("\n")
        if len(lines) > MAX_SIGNATURES:
            raise NoteError(f"a note of {len(lines)} signatures is over the limit of {MAX_SIGNATURES}")
        return cls(text=text + "\n", signatures=tuple(_parse_signature(line) for line in lines))

    def verify(self, name: str, public_key: bytes) -> None:
        """Check that this Ed25519 key signed. Raises NoteError if its signature is missing or wrong."""
        wanted = key_id(name, public_key)
        for signature in self.signatures:
            if signature.name == name and signature.key_id == wanted:
                try:
                    verify(peer_id_of(public_key), self.text.encode(), signature.signature)
                except SignatureError as error:
                    raise NoteError(f"the note's signature by {name} does not hold") from error
                return
        raise NoteError(f"the note carries no signature by {name}+{wanted.hex()}")


def key_id(name: str, public_key: bytes) -> bytes:
    """The 4-byte id of an Ed25519 note key."""
    return hashlib.sha256(f"{name}\n".encode() + bytes([ED25519]) + public_key).digest()[:4]


def verifier_key(name: str, public_key: bytes) -> str:
    """The public key as text, `name+id+base64`, as other tools that read signed notes take it."""
    return f"{name}+{key_id(name, public_key).hex()}+{base64.b64encode(bytes([ED25519]) + public_key).decode()}"


def origin_of(network: str, peer_id: str) -> str:
    """Name of a node's log and of its key."""
    return f"aria/{network}/{peer_id}"


def _parse_signature(line: str) -> NoteSignature:
    dash, name, encoded = line[:2], *line[2:].partition(" ")[::2]
    if dash != _DASH or not name or "+" in name or any(char.isspace() for char in name):
        raise NoteError(f"{line!r} is not a signature line")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError(f"the signature by {name} is not base64") from error
    if len(raw) < 5 or base64.b64encode(raw).decode() != encoded:
        raise NoteError(f"the signature by {name} is too short or not canonical base64")
    return NoteSignature(name=name, key_id=raw[:4], signature=raw[4:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The head of a node's log: its first `size` entries have this Merkle root. `note` is the signed text."""

    network: str
    peer_id: str
    size: int
    root: bytes  # 32
    note: bytes

    @property
    def origin(self) -> str:
        return origin_of(self.network, self.peer_id)

    @classmethod
    def sign(cls, identity: Identity, network: str, size: int, root: bytes) -> "Checkpoint":
        """Sign a head with the log's own key."""
        if not 0 <= size <= _MAX_SIZE or len(root) != HASH_BYTES or not NETWORK.fullmatch(network):
            raise NoteError(f"no checkpoint of network {network!r}, size {size} and a root of {len(root)} bytes")
        origin = origin_of(network, identity.peer_id)
        text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
        name_id = key_id(origin, identity.public_key)
        signature = NoteSignature(name=origin, key_id=name_id, signature=identity.sign(text.encode()))
        note = Note(text=text, signatures=(signature,)).encode()
        return cls(network=network, peer_id=identity.peer_id, size=size, root=root, note=note)

    @classmethod
    def parse(cls, data: bytes) -> "Checkpoint":
        """Read a checkpoint and verify the log's own signature on it (others are left alone). Raises NoteError."""
        note = Note.parse(data)
        lines = note.text.split("\n")
        if len(lines) < 4:
            raise NoteError("a checkpoint has at least three lines: origin, size, root")
        origin, size_text, root_text = lines[:3]
        if any(not line for line in lines[3:-1]):
            raise NoteError("a checkpoint's extension lines are not empty")
        head, network, peer_id = ([*origin.split("/"), "", ""])[:3]
        if head != "aria" or not NETWORK.fullmatch(network) or origin != origin_of(network, peer_id):
            raise NoteError(f"origin {origin!r} is not aria/<network>/<peer id>")
        size = _parse_size(size_text)
        try:
            root = base64.b64decode(root_text, validate=True)
            public_key = public_key_of(peer_id)
        except (binascii.Error, ValueError, IdentityError) as error:
            raise NoteError(f"checkpoint of {origin}: {error}") from error
        if len(root) != HASH_BYTES or base64.b64encode(root).decode() != root_text:
            raise NoteError(f"checkpoint of {origin}: {root_text!r} is not the base64 of {HASH_BYTES} bytes")
        if size == 0 and root != EMPTY_ROOT:
            raise NoteError(f"checkpoint of {origin}: size 0 with a root that is not of the empty tree")
        note.verify(origin, public_key)
        return cls(network=network, peer_id=peer_id, size=size, root=root, note=data)


def _parse_size(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 19) or (text[0] == "0" and text != "0"):
        raise NoteError(f"{text!r} is not a tree size in decimal without leading zeros")
    size = int(text)
    if size > _MAX_SIZE:
        raise NoteError(f"tree size {size} is over the limit of {_MAX_SIZE}")
    return size
