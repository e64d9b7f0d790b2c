"""Text formatted by `%`, by the filter `format` and by str.format, its size bounded before it is made.

A field may give a sign, a filling, a width and a number of digits, those up to MAX_WIDTH. Refused are widths from
among the values (`%*d`, `{:{}}`), attributes and items (`{0.a}`, `{0[a]}`).
"""

import re
import string
from collections.abc import Iterable
from typing import Any

from .budget import LimitError, check_chars
from .functions import budget

MAX_WIDTH = 256  # of a field, and of a number's digits after the point
_NUMBER_CHARS = 1_536  # the longest number: MAX_BITS in binary, with separators
_ESCAPED_CHARS = 10  # of one character, in the way of repr: \U0001f600

_PERCENT = re.compile(r"%(?:\([^()]*\))?[#0 +-]*([0-9]{0,3})(?:\.([0-9]{0,3}))?[hlL]?([a-zA-Z%])")
_NAME = re.compile(r"\w*")
_SPEC = re.compile(r"(?:[^{}]?[<>=^])?[-+ ]?z?#?0?([0-9]{0,3})[,_]?(?:\.([0-9]{1,3}))?[a-zA-Z%]?")


class TextFormat:
    """str.format of one text."""

    def __init__(self, form: str) -> None:
        self._form = form

    def run(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """The text with its fields filled in. Raises: LimitError if one is not supported, or they are too large."""
        values = [*args, *kwargs.values()]
        budget().charge([self._form, *values])
        room = 0
        widest = _widest(values)
        for _, name, spec, conversion in string.Formatter().parse(self._form):
            if name is None:
                continue
            found = _SPEC.fullmatch(spec or "")
            if not found or not _NAME.fullmatch(name):
                raise LimitError("it formats text with a field that is not supported")
            room += _room(widest, found.groups(), bool(spec), conversion in ("r", "a"))
        check_chars(len(self._form) + room)
        return self._form.format(*args, **kwargs)


def by_percent(form: str, values: Any) -> str:
    """`form % values`. Raises: LimitError if a field is not supported, or they are too large."""
    budget().charge([form, values])
    if "%" in _PERCENT.sub("", form):
        raise LimitError("it formats text with a field that is not supported")
    named = list(values.values()) if isinstance(values, dict) and "%(" in form else []
    widest = _widest(values if isinstance(values, tuple) else [values, *named])
    room = 0
    for width, digits, kind in _PERCENT.findall(form):
        room += _room(widest, (width, digits), bool(width or digits or kind not in "sra"), kind in "ra")
    check_chars(len(form) + room)
    text: str = form % values
    return text


def format_filter(value: Any, *args: Any, **kwargs: Any) -> str:
    """The filter `format`: its arguments, by place or by name, put into the text."""
    return by_percent(str(value), kwargs or args)


def _widest(values: Iterable[Any]) -> int:
    """Characters of the longest value, as text."""
    longest = 0
    for value in values:
        if not isinstance(value, str):
            budget().charge(value := str(value))  # made for this
        longest = max(longest, len(value))
    return longest


def _room(widest: int, sizes: Iterable[str | None], shaped: bool, escaped: bool) -> int:
    """At most so many characters a field takes. sizes: its width and digits. shaped: it is more than the value."""
    if any(int(size or 0) > MAX_WIDTH for size in sizes):
        raise LimitError(f"it formats text with a field of over {MAX_WIDTH} characters")
    return widest * (_ESCAPED_CHARS if escaped else 1) + (2 * MAX_WIDTH + _NUMBER_CHARS if shaped else 2)
