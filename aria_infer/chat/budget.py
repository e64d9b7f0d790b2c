"""What one rendering of a chat template may spend, and how large a value it may make.

[pure] Steps are a count, not a clock: a template passes or fails alike on every machine.
"""

from collections.abc import Iterable, Iterator
from typing import Any

MAX_STEPS = 200_000  # a conversation of 400 long turns takes about 50,000; this many take half a second
MAX_CHARS = 2_097_152  # of the prompt, and of all strings in one value
MAX_NODES = 100_000  # values in one value: an element of a list, a key, a number
MAX_DEPTH = 64  # of lists in lists
MAX_BITS = 1_024  # of a whole number
_NEW_CHARS_PER_STEP = 64  # so that all strings ever made have at most 13 million characters
_GIVEN_CHARS_PER_STEP = 4_096  # of what was there before, which is only passed by
_GIVEN_NODES_PER_STEP = 256


class LimitError(Exception):
    """A template asks for more than it may have."""


class Budget:
    """Steps left, and the sizes of the values the template was given, which nothing can change.

    leaves: types besides JSON's whose values are handled, and hold nothing.
    """

    def __init__(self, leaves: tuple[type, ...] = ()) -> None:
        self._steps = MAX_STEPS
        self._leaves: tuple[type, ...] = (float, bool, type(None), *leaves)
        self._sizes: dict[int, tuple[int, int]] = {}  # id of a given list or object -> nodes, characters

    def spend(self, steps: int) -> None:
        """Raises: LimitError if that is more than is left."""
        self._steps -= steps
        if self._steps < 0:
            raise LimitError(f"it takes more than {MAX_STEPS} steps")

    def own(self, value: Any) -> None:
        """Weigh a value that lives, unchanged, as long as this budget. Raises: LimitError if it is too large."""
        for part in _containers(value, 0):
            walk = self._walk(part)
            self._sizes[id(part)] = (walk.n_nodes, walk.n_chars)

    def charge(self, value: Any) -> None:
        """Pay for making or looking at all of `value`. Raises: LimitError if it is too large, or no value at all."""
        walk = self._walk(value)
        self.spend(
            walk.n_walked
            + walk.n_new_chars // _NEW_CHARS_PER_STEP
            + (walk.n_chars - walk.n_new_chars) // _GIVEN_CHARS_PER_STEP
            + (walk.n_nodes - walk.n_walked) // _GIVEN_NODES_PER_STEP
        )

    def _walk(self, value: Any) -> "_Walk":
        walk = _Walk()
        stack = [(value, 0)]
        while stack:
            part, depth = stack.pop()
            walk.n_walked += 1
            walk.n_nodes += 1
            if isinstance(part, str):
                walk.n_chars += len(part)
                walk.n_new_chars += len(part)
            elif id(part) in self._sizes:
                n_nodes, n_chars = self._sizes[id(part)]
                walk.n_nodes += n_nodes
                walk.n_chars += n_chars
            else:
                stack.extend((inner, depth + 1) for inner in self._inside(part))
            if walk.n_nodes + len(stack) > MAX_NODES or walk.n_chars > MAX_CHARS or depth > MAX_DEPTH:
                raise LimitError(
                    f"it makes a value of over {MAX_NODES} parts, {MAX_CHARS} characters or {MAX_DEPTH} levels"
                )
        return walk

    def _inside(self, part: Any) -> Iterable[Any]:
        """What a value other than a string holds."""
        if isinstance(part, self._leaves):
            return ()
        if isinstance(part, int):
            check_bits(part.bit_length())
            return ()
        if isinstance(part, (list, tuple, range)):
            return part
        if isinstance(part, dict):
            return [*part, *part.values()]
        raise LimitError(f"it handles a {type(part).__name__} as a value")


class _Walk:
    """Sizes of a value. walked, new: without what is in values given from outside, which are weighed already."""

    __slots__ = ("n_chars", "n_new_chars", "n_nodes", "n_walked")

    def __init__(self) -> None:
        self.n_chars = self.n_new_chars = self.n_nodes = self.n_walked = 0


def check_chars(n_chars: int) -> None:
    """Raises: LimitError if a value of so many characters is too large."""
    if n_chars > MAX_CHARS:
        raise LimitError(f"it makes a value of over {MAX_CHARS} characters")


def check_bits(n_bits: int) -> None:
    """Raises: LimitError if a number of so many bits is too large."""
    if n_bits > MAX_BITS:
        raise LimitError(f"it makes a number of over {MAX_BITS} bits")


def _containers(value: Any, depth: int) -> Iterator[Any]:
    """Lists and objects in `value`, inner ones first."""
    if depth > MAX_DEPTH:
        raise LimitError(f"it is given a value of over {MAX_DEPTH} levels")
    if isinstance(value, (list, tuple, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _containers(inner, depth + 1)
        yield value
