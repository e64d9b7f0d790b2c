"""An encoder made of any function."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..errors import BadInput
from .base import Rows, unit_rows

Function = Callable[[Sequence[str]], Any]  # -> numbers of shape (len(texts), dimension)

_PROBE = "dimension"  # any text: what comes back is only counted


class CallableEncoder:
    """Calls `function(texts)`, which gives one row of numbers a text, and brings the rows to unit length.

    id: names the model behind the function and its version; change it whenever the vectors change. Left out, it is the
        function's own attribute `id`, or its module and name where these can be found again in another process.
    dimension: numbers in a row; left out, the function is called once to count them.
    Raises `BadInput` where no id can be told, and for rows that are no numbers, not finite, or of another shape.
    """

    def __init__(self, function: Function, id: str | None = None, dimension: int | None = None) -> None:
        if not callable(function):
            raise BadInput(f"an encoder's function is a {type(function).__name__}: pass something to call with texts")
        self._function = function
        self.id = _named(function) if id is None else id
        if not isinstance(self.id, str) or not self.id:
            raise BadInput(f"an encoder's id is {self.id!r}: name the model and its version in a string")
        self.dimension = self._ask([_PROBE]).shape[1] if dimension is None else dimension
        if self.dimension < 1:
            raise BadInput(f"encoder {self.id}: rows of {self.dimension} numbers: give at least one")

    def encode(self, texts: Sequence[str]) -> Rows:
        """See `Encoder.encode`. The texts go to the function as they are."""
        if isinstance(texts, str):
            raise BadInput("encode() takes a sequence of texts, not one: pass [text]")
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        rows = self._ask(texts)
        if rows.shape[1] != self.dimension:
            raise BadInput(
                f"encoder {self.id}: rows of {rows.shape[1]} numbers, {self.dimension} before: change its id"
            )
        return unit_rows(rows)

    def _ask(self, texts: Sequence[str]) -> Rows:
        given = self._function(texts)
        try:
            with np.errstate(over="ignore"):  # infinity is refused below
                rows = np.asarray(given, dtype=np.float32)
        except (TypeError, ValueError) as error:
            raise BadInput(f"encoder {self.id}: not rows of numbers of one length ({error})") from None
        if rows.ndim != 2 or len(rows) != len(texts):
            raise BadInput(f"encoder {self.id}: shape {rows.shape} for {len(texts)} texts: return (texts, dimension)")
        if not np.isfinite(rows).all():
            raise BadInput(f"encoder {self.id}: a row has NaN or infinity: return finite numbers")
        return rows


def _named(function: Function) -> str:
    """An id that tells this function from others in any process."""
    own = getattr(function, "id", None)
    if isinstance(own, str):
        return own
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", None)
    if not module or not name or module == "__main__" or "<" in name:
        raise BadInput(
            f'{function!r} has no name that lasts: wrap it, CallableEncoder(function, id="model-and-version")'
        )
    return f"{module}.{name}"
