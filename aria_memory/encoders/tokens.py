"""Text to token ids. This package's only door to the `tokenizers` library."""

from collections.abc import Callable
from pathlib import Path

from .base import EncoderUnavailable
from .tensors import damaged

Tokenize = Callable[[str], list[int]]


def tokenizer(data: bytes, path: Path, *, special: bool, max_tokens: int | None = None) -> Tokenize:
    """A function from text to token ids, as the tokenizer.json in `data` says, without padding.

    path: for messages. special: with the tokens that the model expects around a text. max_tokens: cut there, special
    ones counted in. Raises `EncoderUnavailable` where the library is missing or the file damaged.
    """
    try:
        import tokenizers
    except ImportError:
        raise EncoderUnavailable("the tokenizers library is missing: pip install tokenizers") from None
    try:
        inner = tokenizers.Tokenizer.from_str(data.decode("utf-8"))
    except Exception as error:  # noqa: BLE001  # the library raises bare Exception; translated here, once
        raise damaged(path, f"not a tokenizer.json that can be used ({ascii(str(error))[1:200]})") from None
    inner.no_padding()
    if max_tokens is None:
        inner.no_truncation()
    else:
        inner.enable_truncation(max_tokens)
    return lambda text: list(inner.encode(text, add_special_tokens=special).ids)
