"""The tokenizer inside a GGUF file, as the bytes of a tokenizer.json."""

from collections.abc import Mapping
from typing import Any


def tokenizer_json(metadata: Mapping[str, Any]) -> bytes | None:
    """None: the file has no tokenizer that is read."""
    return None
