"""[pure] What is hashed to make a manifest, read back: of each part of a model its sizes and its hash.

Spec in README.md, "Manifest". Whoever has it can check one part without the others.
"""

import hashlib
import math
from dataclasses import dataclass

import numpy as np

from .config import ModelConfig
from .errors import ModelError
from .formats.base3 import row_bytes
from .formats.parts import EMBEDDING, FINAL_NORM, HEAD, Part, parts
from .formats.source import to_float32
from .manifest import HEAD_LINE

MAX_CONTENT_BYTES = 2 * 1024 * 1024  # 1,024 layers of 11 lines, none over 130 bytes, make 1.5 MB
KINDS = ("U8", "F32", "F16", "BF16")  # how a part is stored: base-3 bytes, or floats of these types
_HEX = frozenset("0123456789abcdef")
_FLOATS = {"F32": "<f4", "F16": "<f2", "BF16": "<u2"}
ITEM_BYTES = {"U8": 1, "F32": 4, "F16": 2, "BF16": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. sha256: hex, of a linear's base-3 bytes or the binary32 values of floats. multiplier: a linear's."""

    part: Part
    sha256: str
    multiplier: float | None = None

    @property
    def line(self) -> str:
        """It, as the manifest has it."""
        sizes = ",".join(map(str, self.part.shape))
        if self.multiplier is None:
            return f"floats {self.part.name} {sizes} {self.sha256}"
        bits = int(np.float32(self.multiplier).view(np.uint32))
        return f"ternary {self.part.name} {sizes} {bits:08x} {self.sha256}"

    @property
    def kinds(self) -> tuple[str, ...]:
        """How it may be stored."""
        return KINDS[:1] if self.part.ternary else KINDS[1:]

    def size(self, kind: str) -> int:
        """Bytes it takes when stored so."""
        if self.part.ternary:
            return self.part.shape[0] * row_bytes(self.part.shape[1])
        return ITEM_BYTES[kind] * math.prod(self.part.shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What `content` says. tokenizer: SHA-256 in hex of its tokenizer.json, None without one. entries: in order."""

    manifest: str
    content: bytes
    config: ModelConfig
    tokenizer: str | None
    entries: tuple[Entry, ...]

    def of_layers(self, layers: tuple[int, int]) -> tuple[Entry, ...]:
        """What running layers [first, last) takes: embedding before layer 0, final norm and head after the last."""
        outside = {EMBEDDING} if layers[0] == 0 else set()
        if layers[1] == self.config.n_layers:
            outside |= {FINAL_NORM, EMBEDDING if self.config.tied_head else HEAD}
        return tuple(
            entry
            for entry in self.entries
            if (entry.part.short in outside if entry.part.layer is None else layers[0] <= entry.part.layer < layers[1])
        )


class PartHash:
    """What a part hashes to, fed as it is stored, in blocks of whole numbers."""

    def __init__(self, kind: str) -> None:
        """kind: one of KINDS, or "file"."""
        self._words = _FLOATS.get(kind)
        self._hash = hashlib.sha256()

    def update(self, block: bytes | memoryview) -> None:
        """Take the next bytes."""
        if self._words is None or self._words == "<f4":
            self._hash.update(block)
        else:
            self._hash.update(to_float32(np.frombuffer(block, self._words)).astype("<f4", copy=False).data)

    def hexdigest(self) -> str:
        """SHA-256 in hex, as the manifest has it."""
        return self._hash.hexdigest()


def read_contents(manifest: str, content: bytes, canonical: bytes) -> Contents:
    """What a manifest names. content: its lines; canonical: the config that one of them names by its hash.

    Raises: ModelError if they do not hash to the manifest, or are not what a model of this config has.
    """
    if hashlib.sha256(content).hexdigest() != manifest:
        raise ModelError(f"this content hashes to another name than {manifest}")
    lines = _Lines(content)
    if lines.word("config ") != hashlib.sha256(canonical).hexdigest():
        raise ModelError("this config is not the one that the manifest names")
    config = ModelConfig.from_canonical(canonical)
    tokenizer = lines.word("tokenizer ")
    if tokenizer != "none":
        _check_hex(tokenizer, 64)
    entries = tuple(_entry(lines, part) for part in parts(config))
    lines.end()
    return Contents(
        manifest=manifest,
        content=content,
        config=config,
        tokenizer=None if tokenizer == "none" else tokenizer,
        entries=entries,
    )


class _Lines:
    """The lines after the first, each of which must begin as expected."""

    def __init__(self, content: bytes) -> None:
        if len(content) > MAX_CONTENT_BYTES:
            raise ModelError(f"a manifest's content of {len(content)} bytes, the longest has {MAX_CONTENT_BYTES}")
        if not content.startswith(HEAD_LINE) or not content.endswith(b"\n") or not content.isascii():
            raise ModelError(f"a manifest's content begins with {HEAD_LINE.decode().strip()} and is lines of ASCII")
        self._left = content.decode("ascii").split("\n")[1:-1][::-1]

    def word(self, start: str) -> str:
        """What the next line has after `start`."""
        line = self._left.pop() if self._left else ""
        if not line.startswith(start):
            raise ModelError(f"a manifest's line is {line[:60]!r} where {start.strip()!r} belongs")
        return line[len(start) :]

    def end(self) -> None:
        if self._left:
            raise ModelError(f"{len(self._left)} lines of the manifest belong to no part of its model")


def _entry(lines: _Lines, part: Part) -> Entry:
    kind = "ternary" if part.ternary else "floats"
    words = lines.word(f"{kind} {part.name} {','.join(map(str, part.shape))} ")
    if not part.ternary:
        return Entry(part=part, sha256=_check_hex(words, 64))
    bits, _, sha256 = words.partition(" ")
    multiplier = np.array([int(_check_hex(bits, 8), 16)], np.uint32).view(np.float32)[0]
    if not np.isfinite(multiplier):
        raise ModelError(f"the manifest's multiplier of {part.name} is {multiplier}, which cannot scale anything")
    return Entry(part=part, sha256=_check_hex(sha256, 64), multiplier=float(multiplier))


def _check_hex(text: str, digits: int) -> str:
    if len(text) != digits or not _HEX.issuperset(text):
        raise ModelError(f"a manifest's line has {text[:80]!r} where {digits} hex digits belong")
    return text
