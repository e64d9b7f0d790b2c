"""What a node says it can run: the payload of its directory record, in a fixed byte encoding."""

import struct
from dataclasses import dataclass

from aria_infer.errors import SwarmError

SHARD_VERSION = 2  # what we write
_WITHOUT_SHIPPING = 1  # the version before: still read, ships nothing
MAX_PROFILE_BYTES = 32  # names such as "aria-2"; a longer one is not ours
MAX_LAYERS = 999  # three digits: keeps a directory key within the 80 bytes a provider key may have
_FIXED = struct.Struct(">HHBHHIHI")
_SHIPPED = struct.Struct(">Q")
_EMBED, _HEAD = 1, 2


def layer_key(manifest: str, layer: int) -> str:
    """Directory key of those who serve one layer of a model."""
    return f"model/{manifest}/layer/{layer}"


def audit_key(manifest: str) -> str:
    """Directory key of those who hold a model and re-execute spans of it."""
    return f"model/{manifest}/audit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A contiguous range of layers that a node serves, and what the node says about its speed.

    manifest: 64 hex digits; layers, audits: [first, last), empty where nothing is served or audited;
    service_us: measured microseconds per token through all of ``layers``, 0 = not measured yet;
    shipped_bytes: what the weights of ``layers`` take on ``/aria/weights/1``, 0 = this node does not ship.
    """

    manifest: str
    profile: str
    layers: tuple[int, int]
    embed: bool = False
    head: bool = False
    audits: tuple[int, int] = (0, 0)
    service_us: int = 0
    queue_depth: int = 0
    free_kv_tokens: int = 0
    shipped_bytes: int = 0

    def __post_init__(self) -> None:
        if len(self.manifest) != 64 or set(self.manifest) - set("0123456789abcdef"):
            raise SwarmError(f"shard: manifest must be 64 hex digits, not {self.manifest[:80]!r}")
        if not (self.profile.isascii() and self.profile.isprintable() and 0 < len(self.profile) <= MAX_PROFILE_BYTES):
            raise SwarmError(f"shard: profile must be 1 to {MAX_PROFILE_BYTES} printable characters")
        for name, (first, last) in (("layers", self.layers), ("audits", self.audits)):
            if not 0 <= first <= last <= MAX_LAYERS:
                raise SwarmError(f"shard: {name} {first}:{last} is not a range within 0:{MAX_LAYERS}")
        for name, value, bits in (("service_us", self.service_us, 32), ("queue_depth", self.queue_depth, 16),
                                  ("free_kv_tokens", self.free_kv_tokens, 32),
                                  ("shipped_bytes", self.shipped_bytes, 64)):  # fmt: skip
            if not 0 <= value < 1 << bits:
                raise SwarmError(f"shard: {name} {value} does not fit {bits} bits")

    def keys(self) -> tuple[str, ...]:
        """The directory keys under which this shard is provided."""
        keys = [layer_key(self.manifest, layer) for layer in range(*self.layers)]
        if self.audits[0] < self.audits[1]:
            keys.append(audit_key(self.manifest))
        return tuple(keys)

    def can_audit(self, layers: tuple[int, int]) -> bool:
        """Whether this node says it can re-execute these layers."""
        return self.audits[0] <= layers[0] and layers[1] <= self.audits[1]

    def encode(self) -> bytes:
        """The bytes of README.md, "Shard payload"."""
        profile = self.profile.encode()
        flags = _EMBED * self.embed | _HEAD * self.head
        head = bytes([SHARD_VERSION]) + bytes.fromhex(self.manifest) + bytes([len(profile)]) + profile
        return (
            head
            + _FIXED.pack(*self.layers, flags, *self.audits, self.service_us, self.queue_depth, self.free_kv_tokens)
            + _SHIPPED.pack(self.shipped_bytes)
        )

    @classmethod
    def decode(cls, data: bytes) -> "Shard":
        """Raises: SwarmError on anything but the bytes ``encode`` makes, or made in version 1."""
        if len(data) < 34 or data[0] not in (_WITHOUT_SHIPPING, SHARD_VERSION):
            raise SwarmError(f"shard: not a payload of version 1 or {SHARD_VERSION} ({len(data)} bytes)")
        ships = data[0] == SHARD_VERSION
        end = 34 + data[33]
        size = end + _FIXED.size + ships * _SHIPPED.size
        if len(data) != size:
            raise SwarmError(f"shard: {len(data)} bytes where {size} belong")
        first, last, flags, audit_first, audit_last, service_us, queue_depth, free = _FIXED.unpack_from(data, end)
        if flags & ~(_EMBED | _HEAD):
            raise SwarmError(f"shard: unknown flags {flags:#x}")
        try:
            profile = data[34:end].decode("ascii")
        except UnicodeDecodeError as e:
            raise SwarmError("shard: the profile is not ASCII") from e
        return cls(
            manifest=data[1:33].hex(), profile=profile, layers=(first, last), embed=bool(flags & _EMBED),
            head=bool(flags & _HEAD), audits=(audit_first, audit_last), service_us=service_us,
            queue_depth=queue_depth, free_kv_tokens=free,
            shipped_bytes=_SHIPPED.unpack_from(data, end + _FIXED.size)[0] if ships else 0,
        )  # fmt: skip
