"""Changing bytes: what any engine does, with a taste for lengths and limits, and changing JSON as values."""

import json
import random
import struct
from collections.abc import Sequence
from typing import Any

_SIZES = (1, 2, 4, 8)
_INTERESTING = (0, 1, 2, 7, 8, 16, 31, 32, 63, 64, 127, 128, 255, 256, 4095, 4096, 65535, 65536, (1 << 31) - 1, 1 << 31)
_WHOLE = (-1, 0, 1, 2, 3, 255, 4097, 131_073, 1 << 31, 1 << 40, (1 << 53) + 1, 1 << 63, (1 << 64) - 1, 10**30)
_TEXT = ("", "a", "\x00", "\ud800", "é" * 40, "model", "F32", "../x", "x" * 300, "0", "1e400", "{}", "[]")
_DEEP = (2_000, 100_000)  # nested lists: past what Python's and other stacks take


def mutate(data: bytes, rng: random.Random, others: Sequence[bytes], max_bytes: int) -> bytes:
    """One to eight small changes, stacked."""
    out = bytearray(data)
    for _ in range(1 << rng.randrange(4)):
        rng.choice(_OPERATIONS)(out, rng, others)
        if len(out) > max_bytes:
            del out[max_bytes:]
    return bytes(out)


def _flip(out: bytearray, rng: random.Random, others: Sequence[bytes]) -> None:
    if out:
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)


def _set(out: bytearray, rng: random.Random, others: Sequence[bytes]) -> None:
    if out:
        out[rng.randrange(len(out))] = rng.randrange(256)


def _field(out: bytearray, rng: random.Random, others: Sequence[bytes]) -> None:
    """Overwrite an integer field, of either byte order, with a limit or something near the length."""
    size = rng.choice(_SIZES)
    if len(out) < size:
        return
    at = rng.randrange(len(out) - size + 1)
    value = rng.choice((*_INTERESTING, len(out), len(out) - at, (1 << (8 * size)) - 1, 1 << (8 * size - 1)))
    out[at : at + size] = (value % (1 << (8 * size))).to_bytes(size, rng.choice(("little", "big")))


def _step(out: bytearray, rng: random.Random, others: Sequence[bytes]) -> None:
    """Add a little to an integer field."""
    size = rng.choice(_SIZES)
    if len(out) < size:
        return
    at, order = rng.randrange(len(out) - size + 1), rng.choice(("little", "big"))
    value = int.from_bytes(out[at : at + size], order) + rng.randint(-16, 16)
    out[at : at + size] = (value % (1 << (8 * size))).to_bytes(size, order)


def _insert(out: bytearray, rng: random.Random, others: Sequence[bytes]) -> None:
    at = rng.randrange(len(out) + 1)
    out[at:at] = rng.randbytes(rng.randrange(1, 9))


def _repeat(out: bytearray, rng: random.Random, others: Sequence[bytes]) -> None:
    start, stop = _range(out, rng)
    out[start:start] = out[start:stop] * rng.randrange(1, 4)


def _delete(out: bytearray, rng: random.Random, others: Sequence[bytes]) -> None:
    start, stop = _range(out, rng)
    del out[start:stop]


def _cut(out: bytearray, rng: random.Random, others: Sequence[bytes]) -> None:
    del out[rng.randrange(len(out) + 1) :]


def _splice(out: bytearray, rng: random.Random, others: Sequence[bytes]) -> None:
    """A piece of another input over a piece of this one."""
    if others:
        other = rng.choice(others)
        start, stop = _range(out, rng)
        first, last = _range(other, rng)
        out[start:stop] = other[first:last]


def _range(data: bytes | bytearray, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randrange(1, 65))


_OPERATIONS = (_flip, _set, _field, _field, _step, _insert, _repeat, _delete, _cut, _splice)


def reshape_json(data: bytes, rng: random.Random) -> bytes:
    """One to three values of a JSON text changed; the text as it is where it is none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return data
    for _ in range(rng.randrange(1, 4)):
        value = _change(value, rng)
    if rng.randrange(50) == 0:
        depth = rng.choice(_DEEP)
        return b"[" * depth + b"]" * depth
    try:
        return json.dumps(value).encode()
    except RecursionError:
        return data


def _change(value: Any, rng: random.Random) -> Any:
    """Somewhere in the value, one thing else. Walks down at random."""
    if isinstance(value, dict) and value and rng.randrange(5):
        key = rng.choice(list(value))
        kind = rng.randrange(8)
        if kind == 0:
            return {k: v for k, v in value.items() if k != key}
        if kind == 1:
            return {(rng.choice(_TEXT) if k == key else k): v for k, v in value.items()}
        if kind == 2:
            return value | {rng.choice(_TEXT): value[key]}
        return value | {key: _change(value[key], rng)}
    if isinstance(value, list) and value and rng.randrange(5):
        at = rng.randrange(len(value))
        if rng.randrange(6) == 0:
            return value[:at] + value[at + 1 :] if rng.randrange(2) else value + [value[at]] * rng.randrange(1, 40)
        return [*value[:at], _change(value[at], rng), *value[at + 1 :]]
    return _other(value, rng)


def _other(value: Any, rng: random.Random) -> Any:
    if type(value) is int and rng.randrange(2):
        return value + rng.randint(-2, 2)
    if type(value) is str and value and rng.randrange(2):
        at = rng.randrange(len(value))
        return value[:at] + rng.choice(_TEXT) + value[at + rng.randrange(2) :]
    anything = (None, True, False, [], {}, [value], {"a": value}, 0.5, -0.0, 1e308, float("nan"), float("inf"))
    return rng.choice((*anything, *_WHOLE, *_TEXT))


def with_length(head: bytes, body: bytes) -> bytes:
    """A u64 little-endian length, what it counts, and the rest."""
    return struct.pack("<Q", len(head)) + head + body
