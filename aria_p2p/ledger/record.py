"""Inference records: what a server claims to have computed, signed by it and by its client.

Fixed byte encoding, big-endian, one layout per version, no two encodings of one value; offsets in this folder's README.
Every signature covers a domain string first, so none can be passed off as another kind.
"""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from aria_p2p.identity import Identity, peer_id_of, public_key_of
from aria_p2p.ledger import merkle
from aria_p2p.ledger.encoding import (
    NETWORK,
    PROFILE,
    SALT_BYTES,
    SIGNATURE_BYTES,
    VERSION,
    ZERO_HASH,
    check_bytes,
    check_numbers,
    check_peers,
    check_range,
    check_signature,
    check_signer,
    check_text,
    member,
    text,
    unpack,
)  # fmt: skip
from aria_p2p.ledger.errors import EntryError

RECORD_MAX_POSITIONS = 64
"""Positions one record may cover: one page of the KV cache, so that auditing one record stays a small unit of work, a
proof's list of claimed hashes stays 2 KB, and "at most one record per 64 tokens" is one rule. Cut longer prefills."""

KIND = 1
LAYOUT = struct.Struct(">BB32s16s32sHH16s32s32sI32sII32s32s32sQQBQQ32s")
_BY_SERVER = b"aria/inference-record/v1/server\x00"
_BY_CLIENT = b"aria/inference-record/v1/client\x00"
_DIGEST = b"aria/inference-record/v1/digest\x00"
_ROUTE = b"aria/route/v1\x00"


class EnergySource(IntEnum):
    """How the energy of a record was measured."""

    NONE = 0
    RAPL = 1
    BATTERY = 2
    MODEL = 3  # estimated from a model of the machine, not measured


def row_hash(row: bytes | memoryview, salt: bytes = b"") -> bytes:
    """Hash of one position: SHA-256(salt || row).

    row: the lossless bytes on the wire: float32 little-endian activations, or a uint32 little-endian token id.
    salt: 0 or 16 bytes known to the route and its auditors; keeps a published root from being searched for its tokens.
    """
    if len(salt) not in (0, SALT_BYTES):
        raise EntryError(f"a salt has 0 or {SALT_BYTES} bytes, not {len(salt)}")
    digest = hashlib.sha256(salt)
    digest.update(row)
    return digest.digest()


def activation_root(hashes: Iterable[bytes]) -> bytes:
    """Merkle root over the per-position hashes of a span, each as RFC 6962 leaf data."""
    return merkle.root(merkle.leaf_hash(value) for value in hashes)


def route_hash(stages: Sequence[tuple[str, int, int]]) -> bytes:
    """Hash of a route: its stages (peer id, first layer, end layer) in order."""
    digest = hashlib.sha256(_ROUTE)
    for peer_id, first, end in stages:
        digest.update(public_key_of(peer_id) + struct.pack(">HH", first, end))
    return digest.digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class InferenceRecord:
    """A server's claim: these layers turned the inputs under one root into the outputs under another.

    Records of one session at one server form a chain: `counter` counts from 0, `previous` is the `digest()` of the one
    before, so a signature on one record covers the whole session so far.
    """

    network: str
    profile: str  # arithmetic profile id
    manifest: bytes  # 32: model
    layers: tuple[int, int]  # [first, end)
    session: bytes  # 16: nonce chosen by the client
    server: str  # peer ids
    client: str
    counter: int
    previous: bytes  # 32: ZERO_HASH for counter 0
    positions: tuple[int, int]  # [first, end), at most RECORD_MAX_POSITIONS
    input_root: bytes  # 32 each
    output_root: bytes
    kv_commitment: bytes = ZERO_HASH
    work_units: int = 0
    energy_mj: int = 0
    energy_source: EnergySource = EnergySource.NONE
    start_ms: int  # Unix time
    end_ms: int
    route_hash: bytes = ZERO_HASH

    def __post_init__(self) -> None:
        check_text("network", self.network, NETWORK)
        check_text("profile", self.profile, PROFILE)
        check_bytes(self, ("manifest", "previous", "input_root", "output_root", "kv_commitment", "route_hash"), 32)
        check_bytes(self, ("session",), 16)
        check_peers(self.server, self.client)
        check_range("layers", self.layers, 1 << 16)
        check_range("positions", self.positions, 1 << 32)
        if self.positions[1] - self.positions[0] > RECORD_MAX_POSITIONS:
            raise EntryError(
                f"positions {self.positions} are more than {RECORD_MAX_POSITIONS}: cut them into several records"
            )
        check_numbers(self, {"counter": 32, "work_units": 64, "energy_mj": 64, "start_ms": 64, "end_ms": 64})
        if self.energy_source not in tuple(EnergySource):
            raise EntryError(f"energy_source {self.energy_source!r} is not one of {[e.name for e in EnergySource]}")
        if self.energy_source == EnergySource.NONE and self.energy_mj:
            raise EntryError(f"energy_mj is {self.energy_mj} but energy_source says it was not measured")
        if self.end_ms < self.start_ms:
            raise EntryError(f"end_ms {self.end_ms} is before start_ms {self.start_ms}")
        if (self.counter == 0) != (self.previous == ZERO_HASH):
            raise EntryError(
                f"counter {self.counter} and previous {self.previous.hex()} disagree on being the first record"
            )

    def encode(self) -> bytes:
        """The fixed layout, unsigned."""
        return LAYOUT.pack(
            KIND, VERSION, self.network.encode(), self.profile.encode(), self.manifest, *self.layers, self.session,
            public_key_of(self.server), public_key_of(self.client), self.counter, self.previous, *self.positions,
            self.input_root, self.output_root, self.kv_commitment, self.work_units, self.energy_mj, self.energy_source,
            self.start_ms, self.end_ms, self.route_hash,
        )  # fmt: skip

    @classmethod
    def decode(cls, data: bytes) -> "InferenceRecord":
        """Inverse of `encode`. Raises EntryError on any other bytes."""
        (
            network, profile, manifest, first_layer, end_layer, session, server, client, counter, previous, first, end,
            input_root, output_root, kv_commitment, work_units, energy_mj, source, start_ms, end_ms, route,
        ) = unpack(LAYOUT, data, KIND, "inference record")  # fmt: skip
        record = cls(
            network=text(network), profile=text(profile), manifest=manifest, layers=(first_layer, end_layer),
            session=session, server=peer_id_of(server), client=peer_id_of(client),
            counter=counter, previous=previous, positions=(first, end),
            input_root=input_root, output_root=output_root, kv_commitment=kv_commitment, work_units=work_units,
            energy_mj=energy_mj, energy_source=member(EnergySource, source),
            start_ms=start_ms, end_ms=end_ms, route_hash=route,
        )  # fmt: skip
        if record.encode() != data:
            raise EntryError("inference record: these bytes are not the canonical encoding of their own fields")
        return record

    def digest(self) -> bytes:
        """What the next record of the session names as `previous`; covers every field, no signature."""
        return hashlib.sha256(_DIGEST + self.encode()).digest()

    def follows(self, earlier: "InferenceRecord") -> bool:
        """Whether this is the next record of the same session at the same server."""
        same = ("network", "profile", "manifest", "layers", "session", "server", "client")
        return (
            all(getattr(self, name) == getattr(earlier, name) for name in same)
            and self.counter == earlier.counter + 1
            and self.previous == earlier.digest()
            and self.positions[0] == earlier.positions[1]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRecord:
    """An inference record with its halves. The client signs last and over the server's signature, so that neither side
    alone can choose the leaf hash that decides who audits. Without the client's half a record may be logged, but earns
    nothing.
    """

    record: InferenceRecord
    server_signature: bytes
    client_signature: bytes = b""

    def __post_init__(self) -> None:
        if len(self.server_signature) != SIGNATURE_BYTES or len(self.client_signature) not in (0, SIGNATURE_BYTES):
            raise EntryError(
                f"signatures of {len(self.server_signature)} and {len(self.client_signature)} bytes: a signature has 64"
            )

    @classmethod
    def by_server(cls, record: InferenceRecord, identity: Identity) -> "SignedRecord":
        """The server's half. Raises EntryError if `identity` is not the record's server."""
        check_signer("server", record.server, identity)
        return cls(record=record, server_signature=identity.sign(_BY_SERVER + record.encode()))

    def countersigned(self, identity: Identity) -> "SignedRecord":
        """With the client's half. Raises EntryError if `identity` is not the client, or the server's half is bad."""
        check_signer("client", self.record.client, identity)
        SignedRecord(record=self.record, server_signature=self.server_signature).verify()
        signature = identity.sign(_BY_CLIENT + self.record.encode() + self.server_signature)
        return SignedRecord(record=self.record, server_signature=self.server_signature, client_signature=signature)

    @property
    def signer(self) -> str:
        """Peer id in whose log this entry belongs."""
        return self.record.server

    @property
    def network(self) -> str:
        return self.record.network

    @property
    def has_client_half(self) -> bool:
        return bool(self.client_signature)

    def verify(self) -> None:
        """Check the signatures present. Raises EntryError naming the record and the half that fails."""
        record = self.record
        what = f"record {record.counter} of session {record.session.hex()}, layers {record.layers}"
        check_signature(record.server, _BY_SERVER + record.encode(), self.server_signature, f"{what}: server's half")
        if self.client_signature:
            signed = _BY_CLIENT + record.encode() + self.server_signature
            check_signature(record.client, signed, self.client_signature, f"{what}: client's half")

    def encode(self) -> bytes:
        """The log entry: record, server's signature, and the client's if there."""
        return self.record.encode() + self.server_signature + self.client_signature

    @classmethod
    def decode(cls, data: bytes) -> "SignedRecord":
        """Inverse of `encode`. Raises EntryError. Does not verify."""
        body, signatures = data[: LAYOUT.size], data[LAYOUT.size :]
        if len(signatures) not in (SIGNATURE_BYTES, 2 * SIGNATURE_BYTES):
            raise EntryError(f"a signed inference record has {LAYOUT.size} + 64 or 128 bytes, not {len(data)}")
        return cls(
            record=InferenceRecord.decode(body),
            server_signature=signatures[:SIGNATURE_BYTES],
            client_signature=signatures[SIGNATURE_BYTES:],
        )

    def leaf(self) -> bytes:
        """Leaf hash of the entry, by which audits name it."""
        return merkle.leaf_hash(self.encode())
