"""The one hash that names a model: its weights by value, its arithmetic and its tokenizer, whatever files they came in.

Spec and test vector in README.md.
"""

import hashlib
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .config import ModelConfig
from .errors import ModelError
from .formats.parts import Part, parts
from .formats.source import Matrix, Values, to_float32
from .regular_file import open_regular

HEAD_LINE = b"aria-manifest-2\n"
BLOCK_VALUES = 1 << 22  # floats are widened in blocks: 16 MB at a time, whatever the vocabulary
MAX_TOKENIZER_BYTES = 256 * 1024 * 1024  # the largest public one is under 40 MB

Progress = Callable[[int, int], None]  # (numbers done, numbers in all)


class Manifest:
    """Adds up a manifest, part by part in the order of `parts`. `contents.py` reads its content back."""

    def __init__(self, config: ModelConfig, tokenizer: bytes | None) -> None:
        """tokenizer: the bytes of tokenizer.json, None without one."""
        self._content = bytearray(HEAD_LINE)
        named = "none" if tokenizer is None else hashlib.sha256(tokenizer).hexdigest()
        self._line(f"config {config.digest().hex()}")
        self._line(f"tokenizer {named}")

    def floats(self, part: str, words: NDArray[Any]) -> None:
        """words: as `Values.floats` gives them.

        Raises: ModelError if one is infinite or NaN: what follows from those is not the same bits on every machine.
        """
        content, flat = hashlib.sha256(), words.reshape(-1)
        for start in range(0, flat.size, BLOCK_VALUES):
            block = to_float32(flat[start : start + BLOCK_VALUES])
            if not np.isfinite(block).all():
                raise ModelError(f"the model's {part} holds infinities or NaN; it cannot be computed with")
            content.update(np.ascontiguousarray(block, "<f4").data)
        self._line(f"floats {part} {_sizes(words)} {content.hexdigest()}")

    def ternary(self, part: str, matrix: Matrix) -> None:
        """A linear."""
        bits = int(np.float32(matrix.multiplier).view(np.uint32))
        content = hashlib.sha256(np.ascontiguousarray(matrix.base3()).data)
        self._line(f"ternary {part} {_sizes(matrix.values)} {bits:08x} {content.hexdigest()}")

    def absent(self, line: str) -> None:
        """A part that is not here, by the line that another has of it."""
        self._line(line)

    def content(self) -> bytes:
        """The lines so far: what is hashed."""
        return bytes(self._content)

    def hexdigest(self) -> str:
        """The manifest: SHA-256 in hex."""
        return hashlib.sha256(self._content).hexdigest()

    def _line(self, text: str) -> None:
        self._content += f"{text}\n".encode("ascii")


def walk(
    source: Values, manifest: Manifest, progress: Progress | None = None
) -> Iterator[tuple[Part, Matrix | NDArray[Any]]]:
    """Every part there is with its content, each added to the manifest, which is whole when this ends.

    Raises: ModelError if a part is not what it should be.
    """
    todo = list(parts(source.config))
    done, total = 0, sum(math.prod(part.shape) for part in todo if part.name not in source.absent)
    for part in todo:
        if part.name in source.absent:
            manifest.absent(source.absent[part.name])
            continue
        content: Matrix | NDArray[Any]
        if part.ternary:
            content = source.matrix(part.name)
            manifest.ternary(part.name, content)
        else:
            content = source.floats(part.name)
            try:
                manifest.floats(part.name, content)
            except ModelError as error:
                raise ModelError(f"{source.place}: {error}") from None
        yield part, content
        done += math.prod(part.shape)
        if progress is not None:
            progress(done, total)
    if source.absent:
        _compare(source, manifest.content())


def _compare(source: Values, found: bytes) -> None:
    """Raises: ModelError naming the first line of a manifest's content that is not what is here."""
    for said, is_here in zip(source.content.splitlines(), found.splitlines(), strict=True):
        if said != is_here:
            name = " ".join(said.decode("ascii").split()[:2])
            raise ModelError(f"{source.place}: its {name} is not that of the model it is part of; fetch it again")


def manifest_hash(source: Values) -> str:
    """The manifest of a checkpoint, in hex. Raises: ModelError if a part is not what it should be."""
    manifest = Manifest(source.config, source.tokenizer)
    for _ in walk(source, manifest):
        pass
    return manifest.hexdigest()


def _sizes(array: NDArray[Any]) -> str:
    return ",".join(map(str, array.shape))


def read_tokenizer(folder: Path) -> bytes | None:
    """The bytes of the folder's tokenizer.json, None without one. Raises: ModelError if it cannot be read."""
    path = folder / "tokenizer.json"
    try:
        with open_regular(path) as file:
            data = file.read(MAX_TOKENIZER_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror})") from None
    if len(data) > MAX_TOKENIZER_BYTES:
        raise ModelError(f"{path}: longer than {MAX_TOKENIZER_BYTES} bytes")
    return data
