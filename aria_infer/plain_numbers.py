"""[pure] Numbers that callers give, of Python, numpy or another library, as Python's own. Truth values are none."""

import contextlib
import math
import operator
from collections.abc import Iterator
from numbers import Real
from typing import Any

from .config import short
from .errors import PromptError


def whole(value: Any, name: str, expected: str = "a whole number") -> int:
    """Anything that is a whole number by `operator.index`. Raises: PromptError naming it."""
    if not isinstance(value, bool):
        with contextlib.suppress(TypeError):
            return operator.index(value)
    raise PromptError(f"{name} is {short(value)}, expected {expected}")


def finite(value: Any, name: str) -> float:
    """Any real number that a float can hold. Raises: PromptError naming it."""
    if isinstance(value, Real) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if math.isfinite(number):
            return number
    raise PromptError(f"{name} is {short(value)}, expected a finite number")


def token_ids(tokens: Any, name: str = "tokens") -> list[int]:
    """Token ids as ints. Raises: PromptError if it is a text, or no list of whole numbers."""
    if not isinstance(tokens, (str, bytes)):
        with contextlib.suppress(TypeError):
            tokens = iter(tokens)
    if not isinstance(tokens, Iterator):
        raise PromptError(f"{name} is {short(tokens)}, expected token ids; a tokenizer's encode makes them of a text")
    return [token if type(token) is int else whole(token, f"{name}[{i}]") for i, token in enumerate(tokens)]
