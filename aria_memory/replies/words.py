"""Words of replies and of tasks: what names something, and what was done. Pure."""

import re

from aria_memory.prospective.stems import stem
from aria_memory.replies import english_replies as english
from aria_memory.replies import english_verbs as verbs

MAX_HINTS = 4  # words of a reply that are looked for

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_CLIPPED = re.compile(english.CLIPPED)
_NO_APOSTROPHE = re.compile(english.NO_APOSTROPHE)
_HASTE = re.compile(rf"(?<![\w'])(?:{'|'.join(english.HASTE)})(?![\w'])")
_NOT_LONG_AGO = re.compile(english.NOT_LONG_AGO)
_PM = re.compile(english.PM)
_SIGNS = re.compile(r"[^\w\s.,!?;:'()/-]+")  # emoji among them


def plainly(text: str) -> str:
    """A text in lower case, what was written in haste in full, signs that are no punctuation left out."""
    low = _PM.sub(r"\1m", _CLIPPED.sub(r"\1ing", text.lower()))
    low = _NOT_LONG_AGO.sub("", low)
    full = _HASTE.sub(lambda found: english.HASTE[found[0]], _NO_APOSTROPHE.sub(_clitic, low.replace("’", "'")))
    return " ".join(_SIGNS.sub(" ", full).split())


def _clitic(found: re.Match[str]) -> str:
    """ "Don't", "I've", for "dont", "ive"."""
    cut = 1 if found[0].endswith(("t", "m")) else 2
    return f"{found[0][:-cut]}'{found[0][-cut:]}"


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case already, clitics not parted ("oliver's")."""
    return _WORD.findall(text)


def naming(text: str | None) -> list[str]:
    """The words of a text that name something, without their possessive."""
    found = [word.removesuffix("'s") for word in words_of(text or "")]
    return [word for word in found if word not in english.QUIET]


def owners(text: str | None) -> list[str]:
    """The words of a text that are possessive, without the sign of it."""
    return [word.removesuffix("'s") for word in words_of(text) if word.endswith("'s")] if text and "'s" in text else []


def hints(words: list[str]) -> tuple[str, ...]:
    """The longest of words, each once."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word))[:MAX_HINTS])


def past_of(word: str, perfect: bool) -> str | None:
    """The stem of a verb that is in the past; None if it is not. perfect: a participle stands here."""
    once = word.removeprefix(verbs.AGAIN)  # "rebuilt" as "built"
    again = word[: len(word) - len(once)]
    if word in verbs.PAST or once in verbs.PAST:
        return stem(verbs.PAST.get(word) or again + verbs.PAST[once])
    if word in verbs.SAME_PAST or once in verbs.SAME_PAST:
        return stem(word) if perfect else None
    past = word.endswith("ed") and not word.endswith("eed") and len(word) > 3  # and not "feed"
    return stem(stem(word)) if past else None  # "photographed" as "photograph"
