"""The static tier: WordLlama's table of token vectors, averaged over a text. Some 0.05 ms a text.

Weights: the wheel `wordllama` (MIT; https://github.com/dleemiller/WordLlama), 32,000 x 256 in f16. Only its two files
are read: importing the package would set up logging for the whole process and load a client for downloads.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .base import EncoderUnavailable, Rows, readable, unit_rows
from .installed import folder
from .tensors import damaged, digest, read_bytes, tensors
from .tokens import tokenizer

DIMENSION, VOCABULARY = 256, 32_000
VERSION = 1  # of the arithmetic below: a part of the id

_WEIGHTS, _TOKENIZER = "weights/l2_supercat_256.safetensors", "tokenizers/l2_supercat_tokenizer_config.json"


class StaticEncoder:
    """The mean of a text's token vectors, at unit length. May be used by many threads at once."""

    dimension = DIMENSION
    quick = True  # a text takes so little time that it is embedded while somebody waits

    def __init__(self, where: Path) -> None:
        """Read the weights from `where`, the folder of the package `wordllama` (17 MB stay in memory)."""
        weights, rules = read_bytes(where / _WEIGHTS), read_bytes(where / _TOKENIZER)
        name = "embedding.weight"
        self._table = tensors(weights, {name: (VOCABULARY, DIMENSION)}, where / _WEIGHTS)[name]
        self._tokens = tokenizer(rules, where / _TOKENIZER, special=False)
        if not np.isfinite(self._table).all():
            raise damaged(where / _WEIGHTS, "a weight is not finite")
        # Releases differ in the white space at the end of the tokenizer's file, in nothing else.
        self.id = f"wordllama-l2-supercat-256/{digest(weights, rules.strip())}/{VERSION}"

    def encode(self, texts: Sequence[str]) -> Rows:
        """See `Encoder.encode`."""
        texts = readable(texts)
        rows = np.zeros((len(texts), DIMENSION), np.float32)
        for row, text in zip(rows, texts, strict=True):
            ids = self._tokens(text)
            if text and not text.isspace():
                # The sum has the mean's direction. "clip", as WordLlama does: its tokenizer knows no id past the table.
                self._table.take(ids, axis=0, mode="clip").sum(axis=0, dtype=np.float32, out=row)
        return unit_rows(rows)


def installed() -> bool:
    """Is the package with the weights there?"""
    return folder("wordllama") is not None


def open_static() -> StaticEncoder:
    """The encoder over the installed weights. Raises `EncoderUnavailable` where they are not there or damaged."""
    where = folder("wordllama")
    if where is None:
        raise EncoderUnavailable('encoder "wordllama" is not installed: pip install "aria-protocol[memory-static]"')
    return StaticEncoder(where)
