"""[pure] Texts and numbers as they come in, and the words of a query."""

import json
import math
import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from .english_stopwords import ASKING, STOPWORDS
from .errors import BadInput, Damaged

MAX_TEXT_CHARS = 1 << 20  # a turn of a megabyte is a document pasted in; more belongs in a file
MAX_NAME_CHARS = 200  # of a session, a role, a predicate
MAX_QUERY_CHARS = 10_000  # words beyond it are not read: a question is short
MAX_QUERY_TERMS = 48  # distinct words searched for, the first ones
MAX_NUMBER = 1e18  # seconds: beyond the age of the universe
MAX_TERM_CHARS = 64  # of a word that is searched for; longer strings of letters are not words

_ASKING = re.compile(ASKING, re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NAMED = re.compile(r"\b(\w+)\b(?:['’]s\b)?")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(name: str, text: str, most: int = MAX_TEXT_CHARS) -> str:
    """The text as it is kept: lone surrogates, which no file can hold, become U+FFFD; all else stays as it is.

    Raises: BadInput naming the value if it is not a text, is empty, or is longer than `most` characters.
    """
    if not isinstance(text, str):
        raise BadInput(f"{name} is {type(text).__name__}; give a text")
    if not text.strip():
        raise BadInput(f"{name} is empty; give a text")
    if len(text) > most:
        raise BadInput(f"{name} has {len(text)} characters; at most {most} are kept: cut it into parts")
    return storable(text)


def storable(text: str) -> str:
    """The text, lone surrogates as U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def file_name(path: str | Path) -> str:
    """The path as text. Raises: BadInput if no file can have it."""
    name = os.fspath(path) if isinstance(path, str | os.PathLike) else path
    if not isinstance(name, str) or not name or "\0" in name or _SURROGATES.search(name):
        raise BadInput(f"path is {str(name)[:80]!r}; give the name of a file")
    return name


def finite(name: str, value: float) -> float:
    """The number. Raises: BadInput naming the value if it is none, or not finite."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not -math.inf < value < math.inf:
        raise BadInput(f"{name} is {str(value)[:80]!r}; give a finite number")
    if abs(value) > MAX_NUMBER:  # also what an int of any length is compared with
        raise BadInput(f"{name} is beyond {MAX_NUMBER:.0e}; give a number that can be a time or a share")
    return float(value)


def words(text: str) -> tuple[str, ...]:
    """Distinct words in lower case, in their order."""
    return tuple(dict.fromkeys(word.lower() for word in _WORD.findall(text) if len(word) <= MAX_TERM_CHARS))


def kept_json(text: str, what: str) -> Any:
    """JSON that was kept in the file. Raises: StoreFault where it is damaged."""
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise Damaged(f"what is kept of {what} is damaged; doctor() says more") from error


def kept_list(text: str, what: str) -> list[Any]:
    """A JSON list that was kept in the file. Raises: StoreFault where it is damaged."""
    found = kept_json(text, what)
    if not isinstance(found, list):
        raise Damaged(f"what is kept of {what} is damaged; doctor() says more")
    return found


def query_terms(query: str) -> tuple[str, ...]:
    """Distinct lower-case words to search for, in their order; those without meaning ("tell me about") only if there
    are no others.
    """
    said = query[:MAX_QUERY_CHARS]
    found = words(said)
    asking = _ASKING.match(said)
    rest = found if asking is None else words(said[asking.end() :])
    telling = tuple(word for word in rest if word not in STOPWORDS)
    telling = telling or tuple(word for word in found if word not in STOPWORDS)
    return (telling or found)[:MAX_QUERY_TERMS]


def without(query: str, names: Collection[str]) -> str:
    """The query without these words (lower-case) and their genitive; the whole of it where nothing else is in it."""
    rest = _NAMED.sub(lambda found: "" if found[1].lower() in names else found[0], query[:MAX_QUERY_CHARS])
    return rest if _WORD.search(rest) else query[:MAX_QUERY_CHARS]
