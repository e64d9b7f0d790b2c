"""The directory payload: one encoding per value, a fixed vector, and nothing else is accepted."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_infer.errors import SwarmError
from aria_infer.swarm.shard import Shard, audit_key, layer_key

MANIFEST = "ab" * 32
REST = MANIFEST + "06" + b"aria-1".hex()
REST += "0002" + "0005" + "02" + "0000" + "0006" + "000004d2" + "0003" + "00010000"
VECTOR = "02" + REST + "0000000000076adc"
VECTOR_1 = "01" + REST


@st.composite
def ranges(draw: st.DrawFn) -> tuple[int, int]:
    first = draw(st.integers(0, 900))
    return first, draw(st.integers(first, 999))


shards = st.builds(
    Shard,
    manifest=st.binary(min_size=32, max_size=32).map(bytes.hex),
    profile=st.from_regex(r"[a-z0-9-]{1,32}", fullmatch=True),
    layers=ranges(),
    embed=st.booleans(),
    head=st.booleans(),
    audits=ranges(),
    service_us=st.integers(0, 2**32 - 1),
    queue_depth=st.integers(0, 2**16 - 1),
    free_kv_tokens=st.integers(0, 2**32 - 1),
    shipped_bytes=st.integers(0, 2**64 - 1),
)


def test_vector() -> None:
    shard = Shard(manifest=MANIFEST, profile="aria-1", layers=(2, 5), head=True, audits=(0, 6), service_us=1234,
                  queue_depth=3, free_kv_tokens=65536, shipped_bytes=486_108)  # fmt: skip
    assert shard.encode().hex() == VECTOR
    assert Shard.decode(bytes.fromhex(VECTOR)) == shard
    assert shard.keys() == (*(layer_key(MANIFEST, layer) for layer in (2, 3, 4)), audit_key(MANIFEST))


def test_a_payload_of_version_1_is_read() -> None:
    shard = Shard.decode(bytes.fromhex(VECTOR_1))
    assert shard == replace(Shard.decode(bytes.fromhex(VECTOR)), shipped_bytes=0)
    assert shard.encode().hex() == "02" + REST + "00" * 8


@pytest.mark.parametrize("data", [VECTOR_1 + "00" * 8, VECTOR[:-16], "00" + REST, "03" + REST + "00" * 8], ids=len)
def test_a_payload_of_another_version_is_refused(data: str) -> None:
    with pytest.raises(SwarmError, match="shard: "):
        Shard.decode(bytes.fromhex(data))


@given(shards)
def test_round_trip(shard: Shard) -> None:
    assert Shard.decode(shard.encode()) == shard
    keys = shard.keys()
    assert all(len(key) <= 80 for key in keys)


@given(shards, st.data())
def test_other_bytes_are_refused_or_are_another_shard(shard: Shard, data: st.DataObject) -> None:
    good = shard.encode()
    cut = data.draw(st.integers(0, len(good) - 1))
    with pytest.raises(SwarmError):
        Shard.decode(good[:cut])
    with pytest.raises(SwarmError):
        Shard.decode(good + b"\x00")
    at = data.draw(st.integers(0, len(good) - 1))
    flipped = bytes([*good[:at], good[at] ^ 0x80, *good[at + 1 :]])
    with suppress(SwarmError):
        assert Shard.decode(flipped) != shard
