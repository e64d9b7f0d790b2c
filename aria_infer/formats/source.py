"""[pure] What every form of a checkpoint can be asked for: its config, its tokenizer, its parts by value."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..config import ModelConfig
from . import base3

Stamp = tuple[int, int, int, int, int]  # device, inode, bytes, ns of the last change of content, and of anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A ternary matrix. values: (n_out, n_in) int8 of -1, 0, 1; multiplier: a float32.

    stored: its base-3 bytes (base3.py) where the checkpoint has them already.
    """

    values: NDArray[np.int8]
    multiplier: float
    stored: NDArray[np.uint8] | None = None

    def base3(self) -> NDArray[np.uint8]:
        """(n_out, bytes of a row) uint8."""
        return base3.encode(self.values) if self.stored is None else self.stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What a checkpoint takes on disk. form: its format in words. weights: ternary ones.

    weight_bytes: what the ternary weights take, scales and padding included. file_bytes: of all files with weights.
    """

    form: str
    weights: int
    weight_bytes: int
    file_bytes: int

    @property
    def bits_per_weight(self) -> float:
        """Bits a ternary weight takes on disk."""
        return 8 * self.weight_bytes / self.weights


class Values(Protocol):
    """A checkpoint by value. Parts are named as in parts.py."""

    @property
    def config(self) -> ModelConfig: ...

    @property
    def place(self) -> Path:
        """The folder or file it was read from."""

    @property
    def tokenizer(self) -> bytes | None:
        """The bytes of its tokenizer.json, None without one."""

    @property
    def derived(self) -> frozenset[str]:
        """Parts that `floats` computes each time it is asked, as float32: a pack keeps those."""

    @property
    def absent(self) -> Mapping[str, str]:
        """Parts that are not in it, each with its line of the manifest: of a whole model none."""

    @property
    def content(self) -> bytes:
        """The manifest's content, where only part of a model is here; else nothing."""

    def floats(self, part: str) -> NDArray[Any]:
        """A norm, the embedding or the head in shape: float32, float16, or bfloat16 as uint16; a view where it can be.

        Raises: ModelError if it cannot be read as that.
        """

    def matrix(self, part: str) -> Matrix:
        """A linear. Raises: ModelError naming the tensor if it is not ternary."""

    def companions(self) -> dict[str, bytes]:
        """What says how to talk to the model, by the names hub folders give it: the chat template and its like."""


class Source(Values, Protocol):
    """A checked checkpoint, whatever form it came in."""

    def stamps(self) -> Mapping[str, Stamp | None]:
        """Of each file with weights what the system says of it (stamps.py)."""

    def digest(self, name: str) -> str:
        """SHA-256 in hex of such a file, which this reads whole."""

    def stored(self) -> Stored:
        """Sizes on disk."""


def to_float32(words: NDArray[Any]) -> NDArray[np.float32]:
    """Numbers as `Source.floats` gives them, exactly, as float32; float32 itself is not copied."""
    if words.dtype == np.uint16:
        return (words.astype(np.uint32) << 16).view(np.float32)
    return words.astype(np.float32, copy=False)
