"""What a chat template may call, each with its price: methods of values, a few functions, and how values grow.

The sandbox (`sandbox.py`) leads every call here; what one rendering has left to spend is in `RENDERING`.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from datetime import datetime
from types import BuiltinMethodType, MappingProxyType
from typing import Any

import jinja2
from jinja2.runtime import Context, Undefined
from jinja2.utils import Namespace

from .budget import MAX_NODES, Budget, LimitError, check_chars

MAX_INDENT = 16
MAX_PRECISION = 16
MAX_PADDED = 256  # characters that a text is filled up to
MAX_FORMAT_CHARS = 256  # of a date

_METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset((
        "capitalize", "casefold", "center", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii",
        "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper",
        "join", "ljust", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex",
        "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title",
        "upper", "zfill",
    )),
    list: frozenset(("count", "index")),
    tuple: frozenset(("count", "index")),
    dict: frozenset(("get", "items", "keys", "values")),
}  # fmt: skip


class RefusalError(jinja2.TemplateError):
    """The template itself says no, by raise_exception."""


class Rendering:
    """What the functions that a template calls share, while it runs."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.budget = Budget(leaves=(Undefined,))


RENDERING: ContextVar[Rendering] = ContextVar("rendering")  # unset while a template is compiled: nothing runs then


def budget() -> Budget:
    return RENDERING.get().budget


def call_method(method: BuiltinMethodType, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    owner: Any = method.__self__
    if not any(isinstance(owner, kind) and method.__name__ in names for kind, names in _METHODS.items()):
        raise LimitError(f"it calls {type(owner).__name__}.{method.__name__}, which chat templates may not")
    spending = budget()
    spending.charge([*args, *kwargs.values()])
    if method.__name__ != "get":
        spending.charge(owner)
    if method.__name__ == "join":
        check_chars(length(args[0]) * len(owner) if args else 0)
    else:
        check_growth(method.__name__, owner, args, kwargs)
    return method(*args, **kwargs)


def check_growth(name: str, value: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Refuse a call whose result could be far larger than what goes in."""

    def given(index: int, key: str, default: Any) -> Any:
        return args[index] if index < len(args) else kwargs.get(key, default)

    if name == "replace":
        text, old, new = str(value), str(given(0, "old", "")), str(given(1, "new", ""))
        check_chars(len(text) + (text.count(old) if old else len(text) + 1) * len(new))
    elif name == "join":
        check_chars(length(value) * len(str(given(0, "d", ""))))
    elif name == "indent":
        check_chars((str(value).count("\n") + 1) * _check_indent(given(0, "width", 4)))
    elif name == "round" and abs(whole(given(0, "precision", 0))) > MAX_PRECISION:
        raise LimitError(f"it rounds to more than {MAX_PRECISION} places")
    elif name in ("center", "ljust", "rjust", "zfill") and whole(given(0, "width", 0)) > MAX_PADDED:
        raise LimitError(f"it pads text to more than {MAX_PADDED} characters")
    elif name == "sum" and not isinstance(given(1, "start", 0), (int, float)):
        raise LimitError("it adds up what are not numbers")


def settled(value: Any) -> Any:
    """A value that stands still, paid for: what yields its parts one by one becomes a list."""
    if not isinstance(value, (str, list, tuple, dict, range, int, float, Undefined)) and value is not None:
        if isinstance(value, Namespace) or not isinstance(value, Iterable):
            raise LimitError(f"it handles a {type(value).__name__} as a value")
        value = list(value)
    budget().charge(value)
    return value


def weighed(value: Any) -> Any:
    if not isinstance(value, Namespace):
        budget().charge(value)
    return value


def counted(value: Any) -> Iterator[Any]:
    spending = budget()
    for item in value:
        spending.spend(1)
        yield item


def concatenated(parts: tuple[Any, ...]) -> str:
    spending = budget()
    spending.charge(parts)
    texts = [str(part) for part in parts]
    check_chars(sum(map(len, texts)))
    return "".join(texts)


@jinja2.pass_context
def printed(context: Context, value: Any) -> Any:
    """A value about to be written out."""
    return value if isinstance(value, str) else settled(value)


def _range(*args: Any) -> range:
    made = range(*args)
    if len(made) > MAX_NODES:
        raise LimitError(f"it counts to more than {MAX_NODES}")
    return made


def _dict(*args: Any, **kwargs: Any) -> dict[Any, Any]:
    return dict(*args, **kwargs)


def _raise_exception(message: Any) -> None:
    raise RefusalError(str(message))


def _strftime_now(form: str) -> str:
    if not isinstance(form, str) or len(form) > MAX_FORMAT_CHARS or re.search(r"%[^a-zA-Z%-]|%-[^a-zA-Z]", form):
        raise LimitError("it asks for a date in a form that is not supported")
    return RENDERING.get().now.strftime(form)


FUNCTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType({
    "range": _range,
    "dict": _dict,
    "namespace": Namespace,
    "raise_exception": _raise_exception,
    "strftime_now": _strftime_now,
})  # fmt: skip


def tojson(
    value: Any, ensure_ascii: bool = False, indent: Any = None, separators: Any = None, sort_keys: bool = False
) -> str:
    """As transformers has it: without the escapes that jinja2's own adds for HTML."""
    if indent is not None:
        _check_indent(indent)
    for separator in separators or ():
        _check_indent(separator)
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def _check_indent(value: Any) -> int:
    """Characters of a width, given as a number or as the text itself."""
    n_chars = len(value) if isinstance(value, str) else whole(value)
    if n_chars > MAX_INDENT:
        raise LimitError(f"it indents by more than {MAX_INDENT}")
    return n_chars


def length(value: Any) -> int:
    return len(value) if isinstance(value, (str, list, tuple, dict, range)) else 0


def times(value: Any) -> int:
    return max(value, 0) if isinstance(value, int) else 0


def whole(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{type(value).__name__} where a whole number is expected")
    return value


def short(error: object) -> str:
    text = ascii(str(error))[1:-1]
    return text if len(text) <= 200 else f"{text[:197]}..."
