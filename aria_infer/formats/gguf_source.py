"""A model in one GGUF file, by llama.cpp's or bitnet.cpp's tools."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..config import ModelConfig
from ..errors import ModelError
from ..manifest import read_tokenizer
from .ggml_types import DERIVED_TYPES, FLOAT_TYPES, TERNARY_TYPES, dequantise, read_ternary, words
from .gguf import GgufFile, GgufTensor
from .gguf_config import architecture_of, parse_metadata
from .gguf_tokenizer import special_tokens, tokenizer_json
from .parts import EMBEDDING, FINAL_NORM, HEAD, Part, parts
from .source import Matrix, Stamp, Stored

ROPE_FACTORS = "rope_freqs.weight"
_OUTSIDE = {EMBEDDING: "token_embd", HEAD: "output", FINAL_NORM: "output_norm"}
_NAMES = {
    "attn_norm": "attn_norm", "attn_sub_norm": "attn_sub_norm", "ffn_norm": "ffn_norm", "ffn_sub_norm": "ffn_sub_norm",
    "q": "attn_q", "k": "attn_k", "v": "attn_v", "o": "attn_output",
    "gate": "ffn_gate", "up": "ffn_up", "down": "ffn_down",
}  # fmt: skip


class GgufSource:
    """Raises: ModelError naming file, key or tensor if the file is not a whole model that can be run."""

    def __init__(self, file: GgufFile, place: Path) -> None:
        """place: where it lies; a tokenizer.json beside it is used if it is this model's.

        Of a file of which only the head is at hand all is checked that stands in it, but not the tokenizer: another
        may be put beside the file.
        """
        self.place = place
        self.absent: Mapping[str, str] = {}
        self.content = b""
        self._file = file
        try:
            self._refuse_split()
            _, self._architecture = architecture_of(file.metadata)
            self.config: ModelConfig = self._read_config()
        except ModelError as error:
            raise ModelError(f"{file.where}: {str(error).removeprefix('config.json: ')}") from None
        self._parts = {part.name: part for part in parts(self.config)}
        self._check()
        self.tokenizer = self._read_tokenizer() if file.whole else None
        self.derived = frozenset(
            name for name, part in self._parts.items() if self._tensor(part).type.name in DERIVED_TYPES
        )

    @classmethod
    def open(cls, path: Path) -> "GgufSource":
        """Map a file and check it. Raises: ModelError."""
        return cls(GgufFile.open(path), path)

    @property
    def metadata(self) -> Mapping[str, Any]:
        """The file's metadata."""
        return self._file.metadata

    def stamps(self) -> dict[str, Stamp | None]:
        """See `Source.stamps`."""
        return {self.place.name: self._file.stamp}

    def digest(self, name: str) -> str:
        """See `Source.digest`."""
        return self._file.sha256()

    def floats(self, part: str) -> NDArray[Any]:
        """See `Source.floats`."""
        tensor = self._tensor(self._parts[part])
        read = dequantise if part in self.derived else words
        return read(self._file.raw(tensor.name), tensor.type.name, tensor.shape)

    def matrix(self, part: str) -> Matrix:
        """See `Source.matrix`."""
        wanted = self._parts[part]
        tensor = self._tensor(wanted)
        n_out, n_in = wanted.shape
        try:
            values, scale = read_ternary(self._file.raw(tensor.name), tensor.type.name, (n_out, n_in), tensor.name)
            multiplier = self._scaled(tensor, scale)
        except ModelError as error:
            raise ModelError(f"{self._file.where}: {error}") from None
        if wanted.short in ("q", "k") and self._architecture.interleaved:
            values = halves_from_pairs(values, self.config.head_dim)
        return Matrix(values=values, multiplier=multiplier)

    def stored(self) -> Stored:
        """See `Source.stored`."""
        tensors = [self._tensor(part) for part in self._parts.values() if part.ternary]
        kinds = sorted({tensor.type.name for tensor in tensors})
        scales = sum(self._scale_name(tensor) in self._file.tensors for tensor in tensors)
        return Stored(
            form=f"GGUF, {', '.join(kinds)}",
            weights=sum(math.prod(tensor.shape) for tensor in tensors),
            weight_bytes=sum(tensor.stop - tensor.start for tensor in tensors) + 4 * scales,
            file_bytes=self._file.size,
        )

    def companions(self) -> dict[str, bytes]:
        """See `Source.companions`."""
        template = self.metadata.get("tokenizer.chat_template")
        if not isinstance(template, str):
            return {}
        names = json.dumps(special_tokens(self.metadata), indent=2)
        return {"chat_template.jinja": template.encode(), "tokenizer_config.json": names.encode()}

    def sample_span(self, n_bytes: int) -> tuple[int, int]:
        """(start, stop) in the file of a linear's first rows, about n_bytes of them; (0, 0) if none lies in rows."""
        for tensor in self._sampled():
            row = tensor.type.n_bytes(tensor.shape[1])
            return tensor.start, tensor.start + row * min(max(n_bytes // row, 1), tensor.shape[0])
        return 0, 0

    def check_sample(self, rows: bytes) -> None:
        """Whether the rows of `sample_span` could be those of a ternary matrix. Raises: ModelError as `matrix` does."""
        for tensor in self._sampled():
            n_in = tensor.shape[1]
            n_rows = len(rows) // tensor.type.n_bytes(n_in)
            try:
                read_ternary(memoryview(rows), tensor.type.name, (n_rows, n_in), tensor.name)
            except ModelError as error:
                raise self._bad(str(error)) from None

    def _sampled(self) -> list[GgufTensor]:
        """The first linear whose blocks lie in rows, if there is one."""
        linears = (self._tensor(part) for part in self._parts.values() if part.ternary)
        return [tensor for tensor in linears if tensor.type.by_row][:1]

    def _tensor(self, part: Part) -> GgufTensor:
        return self._file.tensors[_name(part)]

    @staticmethod
    def _scale_name(tensor: GgufTensor) -> str:
        return tensor.name.removesuffix("weight") + "scale"

    def _scaled(self, tensor: GgufTensor, scale: np.float32) -> float:
        """The multiplier: what the blocks say, times what newer files keep beside the matrix, rounded to binary32."""
        name = self._scale_name(tensor)
        if name not in self._file.tensors:
            return float(scale)
        factor = words(self._file.raw(name), "F32", (1,))[0]
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            product = scale * factor
        if not np.isfinite(product):
            raise ModelError(f"tensor {name} holds {factor}, which cannot scale anything")
        return float(product)

    def _refuse_split(self) -> None:
        count = self.metadata.get("split.count", 1)
        if count not in (0, 1):
            raise ModelError(
                f"is one of {ascii(count)[:20]} pieces of a model; join them first: llama-gguf-split --merge FIRST OUT"
            )

    def _read_config(self) -> ModelConfig:
        tensors = self._file.tensors
        embedding, head = _OUTSIDE[EMBEDDING] + ".weight", _OUTSIDE[HEAD] + ".weight"
        if embedding not in tensors:
            raise ModelError(f"tensor {embedding} is missing; is this a whole language model?")
        tied = head not in tensors
        if not tied and not self._architecture.own_head:
            # Its graph multiplies by the embedding whatever else there is.
            differ = self._file.whole and self._file.raw(head) != self._file.raw(embedding)
            if differ or tensors[head].type != tensors[embedding].type:
                raise ModelError(f"tensor {head} differs from {embedding}, which this architecture uses as its head")
            tied = True
        factors = None
        if ROPE_FACTORS in tensors:
            tensor = tensors[ROPE_FACTORS]
            if tensor.type.name != "F32":
                raise ModelError(f"tensor {ROPE_FACTORS} is {tensor.type.name}, expected F32")
            if self._file.whole:
                factors = words(self._file.raw(ROPE_FACTORS), "F32", (math.prod(tensor.shape),))
        return parse_metadata(self.metadata, tensors[embedding].shape[0], tied, factors)

    def _check(self) -> None:
        """Compare the tensors there are with those the config calls for."""
        called = {ROPE_FACTORS, _OUTSIDE[HEAD] + ".weight"}
        for part in self._parts.values():
            name = _name(part)
            tensor = self._file.tensors.get(name)
            if tensor is None:
                raise self._bad(f"tensor {name} is missing; is this the whole model its metadata describes?")
            if tensor.shape != part.shape:
                raise self._bad(f"tensor {name} has shape {list(tensor.shape)}, expected {list(part.shape)}")
            kinds = FLOAT_TYPES + (TERNARY_TYPES if part.ternary else DERIVED_TYPES if len(part.shape) == 2 else ())
            if tensor.type.name not in kinds:
                why = "is not ternary: it" if part.ternary else ""
                raise self._bad(f"tensor {name} {why} is {tensor.type.name}; supported here: {', '.join(kinds)}")
            called.add(name)
            if part.ternary:
                called.add(self._check_scale(tensor))
        for name in self._file.tensors:
            if name not in called:
                raise self._bad(f"tensor {name!a} is not part of the model its metadata describes")

    def _check_scale(self, tensor: GgufTensor) -> str:
        name = self._scale_name(tensor)
        scale = self._file.tensors.get(name)
        if scale is not None and (scale.type.name != "F32" or scale.shape != (1,)):
            raise self._bad(f"tensor {name} is {scale.type.name} {list(scale.shape)}, expected one F32")
        return name

    def _bad(self, what: str) -> ModelError:
        return ModelError(f"{self._file.where}: {what}")

    def _read_tokenizer(self) -> bytes | None:
        """The one inside, or in its place a tokenizer.json beside the file that gives its tokens the same ids."""
        beside = read_tokenizer(self.place.parent)
        tokens = self.metadata.get("tokenizer.ggml.tokens")
        if beside is not None and (tokens is None or _same_tokens(beside, tokens)):
            return beside
        try:
            return tokenizer_json(self.metadata)
        except ModelError as error:
            raise self._bad(f"{error}; or put the model's own tokenizer.json beside the file") from None


def _name(part: Part) -> str:
    return f"{_OUTSIDE[part.short]}.weight" if part.layer is None else f"blk.{part.layer}.{_NAMES[part.short]}.weight"


def halves_from_pairs(values: NDArray[np.int8], head_dim: int) -> NDArray[np.int8]:
    """Undo llama.cpp's order of q and k rows for architecture llama. values: (heads * head_dim, n_in).

    A converter laid the two rows that one rotation turns side by side; here they are half a head apart.
    """
    n_out, n_in = values.shape
    pairs = values.reshape(n_out // head_dim, head_dim // 2, 2, n_in)
    return np.ascontiguousarray(pairs.swapaxes(1, 2)).reshape(n_out, n_in)


def _same_tokens(data: bytes, tokens: Any) -> bool:
    """Whether a tokenizer.json's vocabulary gives each of its tokens the id that a list of tokens gives it."""
    try:
        vocabulary = json.loads(data)["model"]["vocab"]
        if isinstance(vocabulary, list):  # SentencePiece unigrams: [token, score] in the order of ids
            vocabulary = {pair[0]: id for id, pair in enumerate(vocabulary)}
        return bool(vocabulary) and all(tokens[id] == token for token, id in vocabulary.items())
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return False
