"""Who a node is: an Ed25519 key, its libp2p peer id, and the file it lives in.

Source: libp2p peer-ids specification (identity multihash of the protobuf-encoded Ed25519 public key, base58btc).
"""

import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from aria_p2p.errors import IdentityError, SignatureError

SEED_BYTES = 32
PUBLIC_KEY_BYTES = 32
SIGNATURE_BYTES = 64

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PEER_ID_HEAD = bytes.fromhex("002408011220")  # identity multihash of 36 bytes: protobuf {Ed25519, 32 bytes}
_MAX_PEER_ID_CHARS = 64  # an Ed25519 id has 52; base58 decoding is quadratic, so bound it
_FILE_MAGIC = "aria-identity-1"


def _base58_encode(data: bytes) -> str:
    number, out = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        out = _BASE58[digit] + out
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + out


def _base58_decode(text: str) -> bytes:
    number = 0
    for char in text:
        digit = _BASE58.find(char)
        if digit < 0:
            raise ValueError(f"{char!r} is not a base58 digit")
        number = number * 58 + digit
    return b"\0" * (len(text) - len(text.lstrip("1"))) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def peer_id_of(public_key: bytes) -> str:
    """The libp2p peer id (`12D3Koo...`) of a raw 32-byte Ed25519 public key. Raises IdentityError on another length."""
    if len(public_key) != PUBLIC_KEY_BYTES:
        raise IdentityError(f"a public key has {PUBLIC_KEY_BYTES} bytes, got {len(public_key)}")
    return _base58_encode(_PEER_ID_HEAD + public_key)


def public_key_of(peer_id: str) -> bytes:
    """The raw Ed25519 public key inside a peer id. Raises IdentityError if it holds none."""
    if len(peer_id) > _MAX_PEER_ID_CHARS:
        raise IdentityError(f"peer id of {len(peer_id)} characters: an Ed25519 peer id has 52")
    try:
        raw = _base58_decode(peer_id)
    except ValueError as error:
        raise IdentityError(f"peer id {peer_id!r} is not base58: {error}") from error
    if not raw.startswith(_PEER_ID_HEAD) or len(raw) != len(_PEER_ID_HEAD) + PUBLIC_KEY_BYTES:
        raise IdentityError(f"peer id {peer_id!r} does not carry an Ed25519 key (such ids start with 12D3Koo)")
    return raw[len(_PEER_ID_HEAD) :]


def verify(peer_id: str, message: bytes, signature: bytes) -> None:
    """Check that `peer_id` signed `message`. Raises SignatureError, or IdentityError for a malformed id."""
    key = public_key_of(peer_id)
    if len(signature) != SIGNATURE_BYTES:
        raise SignatureError(f"signature of {len(signature)} bytes by {peer_id}: expected {SIGNATURE_BYTES}")
    try:
        VerifyKey(key).verify(message, signature)
    except BadSignatureError as error:
        raise SignatureError(f"{peer_id} did not sign these {len(message)} bytes") from error


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """A node's key pair. Its `repr` never shows the secret."""

    _key: SigningKey

    @classmethod
    def generate(cls) -> "Identity":
        return cls(SigningKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> "Identity":
        """The identity of a 32-byte secret seed."""
        if len(seed) != SEED_BYTES:
            raise IdentityError(f"a seed has {SEED_BYTES} bytes, got {len(seed)}")
        return cls(SigningKey(bytes(seed)))

    @classmethod
    def load_or_create(cls, path: str | Path) -> "Identity":
        """Read the identity file at `path`, or make one there with mode 0600.

        Raises: IdentityError if the file is corrupt, not a regular file, or readable by other users.
        """
        path = Path(path)
        try:
            return _read(path)
        except FileNotFoundError:
            pass
        _create(path, cls.generate())
        return _read(path)  # another process may have won the race: the file decides

    @property
    def seed(self) -> bytes:
        return bytes(self._key)

    @property
    def public_key(self) -> bytes:
        return bytes(self._key.verify_key)

    @property
    def peer_id(self) -> str:
        return peer_id_of(self.public_key)

    def sign(self, message: bytes) -> bytes:
        """The 64-byte Ed25519 signature of `message`."""
        return bytes(self._key.sign(message).signature)

    def __repr__(self) -> str:
        return f"Identity({self.peer_id})"


def _read(path: Path) -> Identity:
    remedy = f"restore {path} from a backup, or move it away to start with a new identity"
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise IdentityError(f"identity {path} is not a regular file: {remedy}")
        if os.name == "posix" and info.st_mode & 0o077:
            mode = stat.S_IMODE(info.st_mode)
            raise IdentityError(f"identity {path} has mode {mode:04o}, others may read the key: chmod 600 {path}")
        text = path.read_bytes()[:1024].decode("ascii", errors="replace")
    except PermissionError as error:
        raise IdentityError(f"identity {path} cannot be read ({error.strerror}): check its owner") from error
    parts = text.split()
    if len(parts) != 3 or parts[0] != _FILE_MAGIC:
        raise IdentityError(f"identity {path} is corrupt (expected '{_FILE_MAGIC}', a peer id and a seed): {remedy}")
    try:
        identity = Identity.from_seed(bytes.fromhex(parts[2]))
    except (ValueError, IdentityError) as error:
        raise IdentityError(f"identity {path} is corrupt (its seed is not 64 hex digits): {remedy}") from error
    if identity.peer_id != parts[1]:
        raise IdentityError(f"identity {path} is corrupt (its seed does not belong to {parts[1]}): {remedy}")
    return identity


def _create(path: Path, identity: Identity) -> None:
    """Write a whole file beside `path`, then link it in: a crash leaves no half-written identity, a race one winner."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{_FILE_MAGIC}\n{identity.peer_id}\n{identity.seed.hex()}\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            return
    except OSError as error:
        raise IdentityError(f"identity {path} cannot be written ({error.strerror}): choose a folder you own") from error
    finally:
        fresh.unlink(missing_ok=True)
