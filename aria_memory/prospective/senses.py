"""Whether a word is met in the sense that it has in a cue, as the words around it tell. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .english_forms import (
    AFTER_A_VERB,
    BEFORE_A_THIRD,
    BEFORE_A_VERB,
    BETWEEN,
    NEEDS_DETERMINER,
    NOUNS_OR_VERBS,
    SHORT_FORMS,
)
from .english_kin_words import BESIDE_OTHERS
from .english_senses import MOVES, NOUNS_TOO, SAME_ALONE, VERBS_OF_NOUNS
from .english_stopwords import DETERMINERS, NAMES_AND_NOUNS
from .stems import stem

if TYPE_CHECKING:
    from .lexical import Token

_SHORT_FORMS = frozenset(stem(word) for word in SHORT_FORMS)
_TOLD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_DONE = re.compile(r"\w\wing\b")
_VERB = 3  # letters of a verb at least
_SIDE_BY_SIDE = (" ", "-")


def another(cue: str, stems: tuple[str, ...], words: Sequence[Token], at: int, text: str) -> bool:
    """Whether a cue of one word is met as another: a name as a noun ("a jaguar"), a noun as a verb ("book a table")."""
    token = words[at]
    low = token.word.lower()
    if len(stems) > 1:
        return False
    before = [each.word.lower() for each in words[max(0, at - 3) : at]]
    if cue[:1].isupper() and token.word.islower():
        if low in NAMES_AND_NOUNS or low[:-1] in NAMES_AND_NOUNS:
            return text != text.lower() or any(word in DETERMINERS for word in before[-2:])
        if text != text.lower() and _spelt_otherwise(cue.lower(), low):
            return True
    noun = stems[0]
    said = {word.lower() for word in _TOLD.findall(cue)}
    if noun in _SHORT_FORMS and stem(low, short=False) not in {stem(word, short=False) for word in said}:
        return True
    nouns = (noun, noun + "e", noun + "s", noun + "es", noun[:-1] + "ies")
    if noun not in NOUNS_OR_VERBS or said.isdisjoint(nouns):
        return False
    if low.removesuffix("'s") not in nouns:
        return True
    if low in NEEDS_DETERMINER:
        return not any(word in DETERMINERS for word in before)
    after = words[at + 1].word.lower() if at + 1 < len(words) else ""
    single = low in (noun, noun + "e")
    before_verb = BEFORE_A_VERB if single else BEFORE_A_THIRD
    noun_phrase = bool(before) and before[-1] in DETERMINERS  # "a slug the length of my thumb"
    return bool(before and before[-1] in before_verb) or (single and after in AFTER_A_VERB and not noun_phrase)


def _spelt_otherwise(name: str, low: str) -> bool:
    """Whether a word in small letters is a noun or an adjective that sounds as the name: "rosy" is not "Rosie"."""
    return name.endswith("ie") and low == name.removesuffix("ie") + "y"


def told_by_verb(cue_stem: str, stems: tuple[str, ...], words: Sequence[Token], at: int) -> bool:
    """Whether a word is the verb that says what a noun of a cue does: "we've booked the hall", "could Nina cat-sit".

    Of a cue of one word only where verb and noun say one thing: "parking". Of one of several a related word may stand
    for a noun too: "our Welsh campsite".
    """
    alone = len(stems) == 1
    if not alone and BESIDE_OTHERS.get(cue_stem) == words[at].stem:
        return True
    if not alone and at > 0 and words[at - 1].stem in stems and words[at].stem in _done_by(cue_stem):
        return True
    verb = VERBS_OF_NOUNS.get(cue_stem) if not alone or cue_stem in SAME_ALONE else None
    if verb is None or words[at].stem != verb:
        return False
    low = words[at].word.lower()
    if verb not in NOUNS_TOO or low not in (verb, verb + "s"):
        return True
    return at > 0 and words[at - 1].word.lower() in BEFORE_A_VERB


def verbs_of(noun: str) -> tuple[str, ...]:
    """The stems that may stand for a cue's noun beside its other words."""
    told = (each[noun] for each in (VERBS_OF_NOUNS, BESIDE_OTHERS) if noun in each)
    return (*told, *_done_by(noun))


def _done_by(noun: str) -> tuple[str, ...]:
    """The stems of what is done by whom or what a noun in -er names: "sitter", "dryer"."""
    base = noun.removesuffix("er") if noun.endswith("er") else ""
    doubled = base[:-1] if base[-1:] == base[-2:-1] else ""
    return tuple(each for each in (base, doubled) if len(each) >= _VERB)


def moves(cue: str, stems: tuple[str, ...], words: Sequence[Token], at: int, text: str) -> bool:
    """Whether the last word of a cue, "back" of "my bad back", is met as one that only tells where to: "I'll be back".

    It is the thing itself behind a determiner or another word of the cue. "Having Bo over" tells where to as well.
    """
    if len(stems) < 2 or stems[-1] not in MOVES or words[at].stem != stems[-1] or _DONE.search(cue):
        return False
    if at == 0:
        return True
    last = words[at - 1]
    if text[last.end : words[at].start] not in _SIDE_BY_SIDE:
        return True
    low = last.word.lower()
    return last.stem not in stems and low not in DETERMINERS and low not in BETWEEN
