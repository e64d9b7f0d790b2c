"""Whether a model would be refused, told from the first bytes of its weights before the rest of them comes."""

from collections.abc import Sequence
from pathlib import Path

from .errors import ModelError
from .formats.config_json import read_config
from .formats.gguf import CutShort, GgufFile
from .formats.gguf_source import GgufSource
from .formats.layout import check
from .formats.safetensors import MAX_HEADER_BYTES, Checkpoint
from .hub import HubFile
from .model_record import is_gguf
from .transfer import Transfer

FIRST_BYTES = 1 << 18  # holds the headers of most safetensors files
GROWTH = 4  # a GGUF header does not tell its length, so more is asked for until it ends: often 8 MB, a vocabulary
MAX_HEAD_BYTES = 1 << 28  # of all files: a vocabulary of the largest kind that is read takes half of it
SAMPLE_BYTES = 1 << 14  # thousands of weights: a dense matrix shows in the first three


def look(transfer: Transfer, weights: Sequence[HubFile]) -> bool:
    """Raise what loading would, as far as headers and the first rows of a GGUF file's linear show it.

    weights: the safetensors files, whose config.json and index are staged; or the GGUF file. Returns False if the
    rows could not be had alone: then look again when all is here.
    Raises: ModelError, files named as in the repository; HubError and StoreError as `Transfer.fetch`.
    """
    if weights and is_gguf(weights[0].path):
        return _look_at_gguf(transfer, weights[0])
    heads: dict[str, tuple[bytes, int]] = {}
    for file in weights:
        head = transfer.head(file, FIRST_BYTES)
        n = 8 + int.from_bytes(head[:8], "little")
        if len(head) < n <= min(file.size, MAX_HEADER_BYTES):  # else the reader says what is wrong with it
            head = transfer.head(file, n)
        heads[file.name] = head, file.size
        if sum(len(one) for one, _ in heads.values()) > MAX_HEAD_BYTES:
            raise ModelError(f"the headers of its files take more than {MAX_HEAD_BYTES} bytes")
    checkpoint = Checkpoint(transfer.folder, heads)
    check(read_config(transfer.folder), checkpoint.tensors, "its safetensors files")
    return True


def _look_at_gguf(transfer: Transfer, file: HubFile) -> bool:
    source = GgufSource(_gguf_head(transfer, file), Path(file.path))
    start, stop = source.sample_span(SAMPLE_BYTES)
    rows = transfer.peek(file, start, stop)
    if rows is not None:
        source.check_sample(rows)
    return rows is not None


def _gguf_head(transfer: Transfer, file: HubFile) -> GgufFile:
    n = FIRST_BYTES
    while True:
        head = transfer.head(file, n)
        try:
            return GgufFile(head, file.path, size=file.size)
        except CutShort:
            if len(head) == file.size:
                raise
        if n >= MAX_HEAD_BYTES:
            raise ModelError(f"{file.path}: its header takes more than {MAX_HEAD_BYTES} bytes")
        n *= GROWTH
