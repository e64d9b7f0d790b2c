"""What was done to what: whether the object of a clause goes on to be something else ("milk-coloured paint"). Pure."""

import re
from collections.abc import Set
from itertools import islice, pairwise

from aria_memory.prospective.stems import stem
from aria_memory.replies import english_objects as english
from aria_memory.replies.english_replies import QUIET
from aria_memory.replies.words import words_of

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_LINKS = (" ", "-", "' ")  # the last of "the kids' shoes"; "the kid's shoes" are seen to by `Reply.owners`
_COUNT = re.compile(r"x?\d")  # "milk 2l", "milk x2"


def names_in(text: str) -> frozenset[str]:
    """The words of a sentence that are written like names, in lower case; none where all is written in capitals."""
    if text.isupper():
        return frozenset()
    return frozenset(word.lower() for word in islice(_WORD.findall(text), 1, None) if word[0].isupper())


def goes_on(verb: str, phrase: str, names: Set[str], words: Set[str]) -> bool:
    """Whether one of these words (stems) is in the phrase only a part of something else: "the cat flap", "Bo a fool".

    verb: the stem of what was done with it. names: words that are no part of another thing.
    """
    found = [(one[0], one.start(), one.end()) for one in _WORD.finditer(phrase)]
    for (one, _, end), (after, begins, _) in pairwise(found):
        link = phrase[end:begins]
        if link not in _LINKS or one.endswith("'s") or stem(one) not in words or stem(after) in words:
            continue
        if not _adds_nothing(after, names):
            return True
    return verb in english.NAMING and _is_named(words_of(phrase), words)


def direct(verb: str, phrase: str, words: Set[str], own: Set[str]) -> bool:
    """Whether it is done to any of these words (stems), and not "about" or "for" it. own: the task's words as written,
    whose prepositions are its own.
    """
    found = words_of(phrase)
    for place, word in enumerate(found):
        if stem(word.removesuffix("'s")) in words:
            return True
        if word in english.PREPOSITIONS and word not in own and not _leads_on(verb, found[:place], word):
            return False
    return True


def _adds_nothing(word: str, names: Set[str]) -> bool:
    """Whether a word after a thing leaves that what it is."""
    if word in QUIET or word in english.AFTER or word in english.PREPOSITIONS or word in names:
        return True
    return word.endswith("ly") or _COUNT.match(word) is not None


def _is_named(found: list[str], words: Set[str]) -> bool:
    """ "I called Bo a fool", but not "I called Bo an hour ago"."""
    return any(
        stem(one) in words and article in english.ARTICLES and thing not in english.WHILES and stem(thing) not in words
        for one, article, thing in zip(found, found[1:], found[2:], strict=False)
    )


def _leads_on(verb: str, before: list[str], word: str) -> bool:
    """Whether what follows a preposition is still what it is done to: "two pints of milk", "wrote to Bo"."""
    if not before:
        return word in english.TO_WHOM or (verb, word) in english.DONE_FOR
    return word == "of" and before[-1] in english.MEASURES
