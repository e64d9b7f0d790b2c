"""First names in lower case, written with a capital, so that what reads names knows them."""

import re
from dataclasses import replace
from unicodedata import combining, normalize

from . import english_fact_words as words
from .english_facts import NOT_LOWER
from .english_first_names import FIRST_NAMES
from .messages import Sentence

_I = re.compile(r"\bI\b")
_TITLED = re.compile(words.LOW_TITLED)
_KIN = re.compile(words.LOW_KIN)
_WORD = re.compile(r"(?<![\w@.-])[^\W\d_A-Z]{3,12}(?=[^\w@.-]|\.(?!\w)|$)")


def named(sentence: Sentence, original: str) -> tuple[Sentence, str]:
    """A sentence and the text that it is of, with a capital to each first name that has none; places are as before."""
    low = _is_low(sentence.text)
    titled = _TITLED.search(sentence.text) if low else None
    if titled is not None and titled["name"] not in NOT_LOWER:
        return named(*_with_capitals(sentence, original, titled.span()))
    kin = _KIN.search(sentence.text) if low and titled is None else None
    if kin is not None:
        return named(*_with_capitals(sentence, original, kin.span("name")))
    if FIRST_NAMES.isdisjoint(map(_plain, _WORD.findall(sentence.text))):
        return sentence, original
    end = sentence.start + len(sentence.text)
    inside = _WORD.sub(_capital, original[sentence.start : end])
    whole = original[: sentence.start] + inside + original[end:]
    return replace(sentence, text=_WORD.sub(_capital, sentence.text)), whole


def _is_low(text: str) -> bool:
    """Whether it has no capital, but in "I"."""
    return _I.sub("", text).islower()


def _with_capitals(sentence: Sentence, original: str, place: tuple[int, int]) -> tuple[Sentence, str]:
    """The two with capitals in "mr brady", which stands there."""
    start, end = place
    text = f"{sentence.text[:start]}{sentence.text[start:end].title()}{sentence.text[end:]}"
    start, end = start + sentence.start, end + sentence.start
    return replace(sentence, text=text), f"{original[:start]}{original[start:end].title()}{original[end:]}"


def _capital(word: re.Match[str]) -> str:
    return word[0].capitalize() if _plain(word[0]) in FIRST_NAMES else word[0]


def _plain(word: str) -> str:
    """A word without its accents: "ois\u00edn"."""
    return word if word.isascii() else "".join(one for one in normalize("NFD", word) if not combining(one))
