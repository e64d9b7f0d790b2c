"""The one hash that names a model: its tensors, its arithmetic and its tokenizer, whatever files they came in.

Spec and test vector in README.md.
"""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from .config import ModelConfig
from .errors import ModelError
from .formats.safetensors import Checkpoint

HEAD_LINE = b"aria-manifest-1\n"
HASH_BLOCK_BYTES = 1 << 24  # between two calls of `progress`
MAX_TOKENIZER_BYTES = 256 * 1024 * 1024  # the largest public one is under 40 MB


def manifest_hash(
    checkpoint: Checkpoint,
    config: ModelConfig,
    names: Iterable[str],
    tokenizer: bytes | None,
    progress: Callable[[int], None] = lambda n_bytes: None,
) -> str:
    """SHA-256 in hex. names: the tensors in use. tokenizer: SHA-256 of tokenizer.json, None without one.

    progress: called with the number of bytes read since the last call.
    """
    tensors = checkpoint.tensors
    total = hashlib.sha256(HEAD_LINE)
    total.update(b"config %s\n" % config.digest().hex().encode())
    total.update(b"tokenizer %s\n" % (b"none" if tokenizer is None else tokenizer.hex().encode()))
    for name in sorted(names):
        content = hashlib.sha256()
        raw = checkpoint.raw(name)
        for start in range(0, len(raw), HASH_BLOCK_BYTES):
            block = raw[start : start + HASH_BLOCK_BYTES]
            content.update(block)
            progress(len(block))
        shape = ",".join(map(str, tensors[name].shape))
        total.update(f"tensor {name} {tensors[name].dtype} {shape} {content.hexdigest()}\n".encode("ascii"))
    return total.hexdigest()


def tokenizer_hash(folder: Path) -> bytes | None:
    """SHA-256 of the folder's tokenizer.json, None without one."""
    data = read_tokenizer(folder)
    return None if data is None else hashlib.sha256(data).digest()


def read_tokenizer(folder: Path) -> bytes | None:
    """The bytes of the folder's tokenizer.json, None without one. Raises: ModelError if it cannot be read."""
    path = folder / "tokenizer.json"
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TOKENIZER_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror})") from None
    if len(data) > MAX_TOKENIZER_BYTES:
        raise ModelError(f"{path}: longer than {MAX_TOKENIZER_BYTES} bytes")
    return data
