"""Corrections: what takes back what was just said, or what only the talk before tells."""

import re

from . import english_facts as english
from .english_fact_fragments import FRAGMENTS
from .english_first_names import FIRST_NAMES
from .fact_drafts import SINCE_ONLY, Drafts, Said
from .fact_phrases import Told
from .fact_subjects import USER
from .patterns import compiled

MAX_NAMED = 3  # words of what "it" is

_ARTICLE = re.compile(r"^(?:an?|the)\s", re.IGNORECASE)
_NOT_THIS = compiled(english.NOT_THIS, FRAGMENTS)
_NOT_NAMED = compiled(english.NOT_NAMED, FRAGMENTS)
_SORRY = compiled(english.SORRY, {})
_INSTEAD = compiled(english.INSTEAD, FRAGMENTS)
_CLEFT = compiled(english.CLEFT, FRAGMENTS)
_NOT_IT = compiled(english.NOT_IT, FRAGMENTS)
_UNRESOLVED = compiled(english.UNRESOLVED, FRAGMENTS)


def not_this(drafts: Drafts, text: str, begin: int, clause: tuple[int, int]) -> bool:
    """ "..., not Hannah" after "my name is Anna": a correction, and what it takes back."""
    found = _NOT_THIS.match(text, begin, clause[1])
    said = drafts.stated
    liking = said is not None and said.reader in SINCE_ONLY and not said.predicate.startswith("favourite")
    if found is None or said is None or liking:
        return found is not None
    objects = drafts.objects(said.reader, found.start("object"), clause[1])
    if objects:
        drafts.correct_last()
    for phrase in objects:
        bare = _ARTICLE.sub("", phrase) if said.predicate == "works_as" else phrase  # "a midwife, not a nurse"
        drafts.add(said, bare, clause, gone=True)
    return True


def instead(drafts: Drafts, text: str, begin: int, clause: tuple[int, int]) -> bool:
    """ "..., it's Beate" after "my name isn't Bea"."""
    said = drafts.denied
    found = _INSTEAD.match(text, begin, clause[1]) if said else None
    if said is None or found is None:
        return False
    objects = drafts.objects(said.reader, found.start("object"), clause[1])
    for phrase in objects:
        drafts.add(said, phrase, clause)
    return bool(objects)


def _contrast(drafts: Drafts, text: str, told: Told, at: int) -> bool:
    """ "It's Jen, not Jan", "it's Friday, not Thursday": two names or two days, so no mark of correction is needed."""
    found = _NOT_NAMED.match(text, at)
    if found is None:
        return False
    if _SORRY.match(text, found.end()):
        return True
    days = told.date() is not None and drafts.told("plan", found.start("object"), len(text)).date() is not None
    names = (told.trimmed().lower(), found["object"].lower())
    return days or all(name in FIRST_NAMES for name in names)


def unresolved(drafts: Drafts, text: str, begin: int, clause: tuple[int, int]) -> None:
    """ "No, it's Tuesday", "I meant Leeds": a correction of what only the talk before tells."""
    cleft = _CLEFT.match(text, begin, clause[1])
    if cleft is not None and drafts.correction:
        predicate = english.CLEFT_PREDICATES[" ".join(cleft["verb"].lower().split())]
        drafts.stated = Said(USER, predicate, "place")
        drafts.add(drafts.stated, cleft["object"], clause)
        return
    if _NOT_IT.fullmatch(text, begin, clause[1]):
        drafts.correction = True
        return
    found = _UNRESOLVED.match(text, begin, clause[1])
    if found is None:
        return
    told = drafts.told("plan", found.start("object"), found.end("object"))
    drafts.correction |= _contrast(drafts, text, told, clause[1])
    if not (found["meant"] or drafts.correction):
        return
    date = told.date()
    phrase = told.text[date.start : date.end] if date else told.trimmed().split(english.WITHOUT)[0]
    names = phrase and len(phrase.split()) <= MAX_NAMED and (phrase[0].isupper() or phrase[0].isdecimal())
    if date or names:
        drafts.correction = True
        drafts.add(Said("it", "unresolved", "word"), phrase, clause, guessed=True)
