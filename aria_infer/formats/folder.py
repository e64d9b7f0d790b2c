"""A checkpoint folder as on the hub: config.json, safetensors, tokenizer.json. So is our own 1.6-bit form laid out.

A folder with some layers of a model has the manifest's content beside them: the name then needs no other layer.
"""

import hashlib
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from ..config import ModelConfig
from ..contents import MAX_CONTENT_BYTES, read_contents
from ..errors import ModelError
from ..manifest import read_tokenizer
from ..regular_file import open_regular
from .config_json import read_config
from .layout import EMBEDDING_TENSOR, HEAD_TENSOR, check, scale_name, tensor_name
from .parts import Part, parts
from .safetensors import Checkpoint
from .source import Matrix, Stamp, Stored, to_float32
from .ternary import read_base3, read_packed, ternarise

COMPANIONS = ("generation_config.json", "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja")
CONTENT_NAME = "aria-manifest.txt"
MAX_COMPANION_BYTES = 33_554_432  # the largest public ones are under 200 kB
_FORMS = {
    "packed-multiply": "safetensors, four ternary values a byte",
    "packed-divide": "safetensors, four ternary values a byte",
    "latent": "safetensors, full precision made ternary at load",
    "base3": "safetensors, five ternary values a byte",
}


class FolderSource:
    """Raises: ModelError naming file, key or tensor if the folder is not a whole checkpoint that can be run."""

    def __init__(self, folder: Path) -> None:
        self.place = folder
        self.derived: frozenset[str] = frozenset()
        self.config: ModelConfig = read_config(folder)
        self.checkpoint = Checkpoint(folder)
        self.content = _read_content(folder)
        self.absent: Mapping[str, str] = self._read_absent()
        check(self.config, self.checkpoint.tensors, str(folder), self.absent)
        self._check_tied_head()
        self.tokenizer = read_tokenizer(folder)
        self._parts = {part.name: part for part in parts(self.config)}

    def stamps(self) -> dict[str, Stamp | None]:
        """See `Source.stamps`."""
        return {name: file.stamp for name, file in self.checkpoint.files.items()}

    def digest(self, name: str) -> str:
        """See `Source.digest`."""
        return self.checkpoint.files[name].sha256()

    def floats(self, part: str) -> NDArray[Any]:
        """See `Source.floats`."""
        return self.checkpoint.words(tensor_name(self.config, self._parts[part]))

    def matrix(self, part: str) -> Matrix:
        """See `Source.matrix`."""
        weight = tensor_name(self.config, self._parts[part])
        try:
            return self._matrix(part, weight)
        except ModelError as error:
            raise ModelError(f"{self.checkpoint.path(weight)}: {error}") from None

    def _matrix(self, part: str, weight: str) -> Matrix:
        words = self.checkpoint.words(weight)
        scale = scale_name(self.config, weight)
        if scale is None:
            values, multiplier = ternarise(words, weight)
            return Matrix(values=values, multiplier=multiplier)
        factor = to_float32(self.checkpoint.words(scale).reshape(1))[0]
        name = weight.removesuffix(".weight")
        if self.config.linear == "base3":
            return read_base3(words, factor, self._parts[part].shape[1], name)
        return read_packed(words, factor, self.config.linear == "packed-divide", name)

    def stored(self) -> Stored:
        """See `Source.stored`."""
        linears = [part for part in self._parts.values() if part.ternary and part.name not in self.absent]
        return Stored(
            form=_FORMS[self.config.linear],
            weights=sum(math.prod(part.shape) for part in linears),
            weight_bytes=sum(self._bytes(part) for part in linears),
            file_bytes=sum(file.size for file in self.checkpoint.files.values()),
        )

    def companions(self) -> dict[str, bytes]:
        """See `Source.companions`. Raises: ModelError if one is too large or cannot be read."""
        found = {}
        for path in (self.place / name for name in COMPANIONS):
            if not path.exists():
                continue
            try:
                with open_regular(path) as file:
                    found[path.name] = file.read(MAX_COMPANION_BYTES + 1)
            except OSError as error:
                raise ModelError(f"{path}: cannot be read ({error.strerror})") from None
            if len(found[path.name]) > MAX_COMPANION_BYTES:
                raise ModelError(f"{path}: longer than {MAX_COMPANION_BYTES} bytes")
        return found

    def _read_absent(self) -> dict[str, str]:
        """Parts that only the manifest's content speaks of, where there is one. Raises: ModelError."""
        if not self.content:
            return {}
        try:
            name = hashlib.sha256(self.content).hexdigest()
            contents = read_contents(name, self.content, self.config.canonical())
        except ModelError as error:
            raise ModelError(f"{self.place / CONTENT_NAME}: {error}; fetch the model again") from None
        tensors = self.checkpoint.tensors
        return {
            entry.part.name: entry.line
            for entry in contents.entries
            if tensor_name(self.config, entry.part) not in tensors
        }

    def _bytes(self, part: Part) -> int:
        weight = tensor_name(self.config, part)
        scale = scale_name(self.config, weight)
        return len(self.checkpoint.raw(weight)) + (0 if scale is None else len(self.checkpoint.raw(scale)))

    def _check_tied_head(self) -> None:
        """A tied model's own head, if saved too, must be the embedding: else it is unclear which the makers meant."""
        checkpoint = self.checkpoint
        if not self.config.tied_head or HEAD_TENSOR not in checkpoint.tensors:
            return
        if EMBEDDING_TENSOR not in checkpoint.tensors:
            raise ModelError(f"{self.place}: has {HEAD_TENSOR} but not the {EMBEDDING_TENSOR} it must equal")
        if checkpoint.raw(HEAD_TENSOR) != checkpoint.raw(EMBEDDING_TENSOR):
            raise ModelError(
                f"{self.place}: {HEAD_TENSOR} differs from {EMBEDDING_TENSOR}, "
                "but config.json has tie_word_embeddings true"
            )


def _read_content(folder: Path) -> bytes:
    """The manifest's content that lies in a folder, empty if there is none. Raises: ModelError."""
    path = folder / CONTENT_NAME
    try:
        with open_regular(path) as file:
            return file.read(MAX_CONTENT_BYTES + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror})") from None
