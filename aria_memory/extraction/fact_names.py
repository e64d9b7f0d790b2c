"""First names in lower case, written with a capital, so that what reads names knows them."""

import re
from dataclasses import replace

from .english_first_names import FIRST_NAMES
from .messages import Sentence

_WORD = re.compile(r"(?<![\w@.-])[a-z]{3,12}(?=[^\w@.-]|\.(?!\w)|$)")


def named(sentence: Sentence, original: str) -> tuple[Sentence, str]:
    """A sentence and the text that it is of, with a capital to each first name that has none; places are as before."""
    if FIRST_NAMES.isdisjoint(_WORD.findall(sentence.text)):
        return sentence, original
    end = sentence.start + len(sentence.text)
    inside = _WORD.sub(_capital, original[sentence.start : end])
    whole = original[: sentence.start] + inside + original[end:]
    return replace(sentence, text=_WORD.sub(_capital, sentence.text)), whole


def _capital(word: re.Match[str]) -> str:
    return word[0].capitalize() if word[0] in FIRST_NAMES else word[0]
