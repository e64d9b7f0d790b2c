"""Encoders: texts to vectors. Every tier is optional and none ever downloads anything (see README.md)."""

from collections.abc import Callable, Sequence
from typing import Any

from ..errors import BadInput
from .base import Encoder, EncoderUnavailable
from .custom import CallableEncoder
from .minilm import open_minilm
from .static import installed, open_static

__all__ = ["CallableEncoder", "Choice", "Encoder", "EncoderUnavailable", "open_encoder"]

Choice = str | Encoder | Callable[[Sequence[str]], Any] | None


def open_encoder(choice: Choice) -> Encoder | None:
    """The encoder that `choice` names, or None for lexical search alone.

    choice: "auto" (the static one where it is installed, else none), "none" or None, "wordllama", "minilm", an encoder,
    or a function for `CallableEncoder`. Raises `EncoderUnavailable` where what was named is not installed or damaged,
    and `BadInput` for anything else.

    "auto" never takes MiniLM, though it is the better one: every write embeds its text, and at milliseconds a text it
    would break the promise of 2 ms a write.
    """
    if choice is None or choice == "none" or (choice == "auto" and not installed()):
        return None
    if choice in ("auto", "wordllama"):
        return open_static()
    if choice == "minilm":
        return open_minilm()
    if isinstance(choice, str):
        raise BadInput(f"encoder {choice!r} is not known: choose auto, none, wordllama, minilm, or pass a function")
    if isinstance(choice, Encoder):
        return choice
    return CallableEncoder(choice)
