"""What an encoder is, and the few things that all of them share."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from ..errors import BadInput, MemoryFault

Rows = npt.NDArray[np.float32]

MAX_CHARACTERS = 8_192  # of a text, some 2,000 tokens: more of them hardly move a mean; bounds the time


class EncoderUnavailable(MemoryFault):
    """An encoder was asked for whose weights or libraries are missing or damaged."""


@runtime_checkable
class Encoder(Protocol):
    """Texts to vectors. Two encoders with the same `id` give the same vectors: rows of different ids never mix."""

    @property
    def id(self) -> str:
        """Names the weights, by their digest where they are ours to read, and the version of the arithmetic."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a row."""
        ...

    def encode(self, texts: Sequence[str]) -> Rows:
        """Vectors of `texts`, shape (len(texts), dimension): unit length, or all zero where there is nothing to read.

        Raises `BadInput` where `texts` is not a sequence of strings.
        """
        ...


def readable(texts: Sequence[str]) -> list[str]:
    """`texts` as a tokenizer takes them: cut to MAX_CHARACTERS, and halves of surrogate pairs as question marks."""
    if isinstance(texts, str):
        raise BadInput("encode() takes a sequence of texts, not one: pass [text]")
    for text in texts:
        if not isinstance(text, str):
            raise BadInput(f"a text to encode is a {type(text).__name__}: pass strings")
    return [text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8") for text in texts]


def unit_rows(rows: Rows) -> Rows:
    """`rows`, shape (n, d), each divided by its length; rows of zeros stay as they are."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))
    lengths[lengths == 0.0] = 1.0
    unit: Rows = (rows / lengths[:, None]).astype(np.float32)
    return unit
