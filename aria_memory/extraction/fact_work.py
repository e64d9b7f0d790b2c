"""Work told by what is done: "I sell houses" is kept as work as "selling houses", whoever does it."""

import re

from . import english_work as english
from .fact_drafts import DOING, Drafts, Said
from .fact_subjects import Subject
from .patterns import compiled

_WORK = compiled(
    f"(?:{english.HAS_DONE}|{english.IS_DOING}|{english.DOES})(?:"
    + "|".join(
        f"(?P<verb{place}>{verb}) (?P<what{place}>{what}){english.END}"
        for place, (verb, what) in enumerate(english.WORK)
    )
    + ")",
    english.FRAGMENTS,
)
_LIVING = compiled(english.DOES + english.FOR_A_LIVING, english.FRAGMENTS)
_EMPLOYED = compiled(english.EMPLOYED, english.FRAGMENTS)
_THEIRS = compiled(english.THEIRS + english.END, english.FRAGMENTS)
_AT = compiled(english.AT, english.FRAGMENTS)
_CALLED = compiled(english.CALLED, english.FRAGMENTS)
_FIRST = compiled(english.FIRST, english.FRAGMENTS)
_ASIDE = compiled(english.ASIDE, {})
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]", re.IGNORECASE)  # "cut", "run": of one short vowel


def work(drafts: Drafts, text: str, subject: Subject, at: int, clause: tuple[int, int], gone: bool) -> bool:
    """Add the work that the words from `at` on tell of a subject, `gone` where it is over; tell whether they do."""
    if not _may_tell(text, at, clause[1]):
        return False
    told = _told(text, at, clause[1])
    employed = _EMPLOYED.match(text, at, clause[1]) if told is None else _AT.match(text, told[1])
    theirs = _THEIRS.match(text, at) if subject.role and told is None and employed is None else None
    if theirs is not None:
        told = f"{gerund(theirs['verb'])} {theirs['what']}", theirs.end()
    if (told is None and employed is None) or _ASIDE.search(text, at, clause[1]) or drafts.dated(clause):
        return False
    if told is not None:
        called = _CALLED.search(text, told[1], clause[1]) if told[0].startswith(english.RUNNING) else None
        name = f" called {called['name']}" if called is not None else ""
        drafts.add(Said(subject.key, "works_as", DOING), told[0] + name, clause, gone=gone, guessed=True)
    employers = drafts.objects("employer", employed.end(), clause[1]) if employed else []
    for employer in employers:
        drafts.add(Said(subject.key, "works_at", "employer"), employer, clause, gone=gone, guessed=True)
    return told is not None or bool(employers)


def _may_tell(text: str, at: int, stop: int) -> bool:
    """A quick look: most clauses begin with no such verb."""
    if text[at : at + 1] == "'":
        return True
    first = _FIRST.match(text, at, stop)
    if first is not None and first["first"].lower().startswith(english.BEGINNINGS):
        return True
    return any(word in text for word in english.LIVING)


def _told(text: str, at: int, stop: int) -> tuple[str, int] | None:
    """What is done, and where that ends; None where the words tell of no work, or deny it."""
    found = _WORK.match(text, at, stop)
    if found is None:
        living = _LIVING.match(text, at, stop)
        return (f"{gerund(living['verb'])}{living['what']}", living.end()) if living else None
    if found["isnt"] or found["no"]:
        return None
    place = next(place for place in range(len(english.WORK)) if found[f"verb{place}"])
    return f"{gerund(found[f'verb{place}'])} {found[f'what{place}']}", found.end(f"what{place}")


def gerund(verb: str) -> str:
    """ "selling" of "sell", "sells" or "sold"; of "look after" and "own and run" the whole."""
    first, *more = verb.lower().split()
    if more and more[0] == "and":
        return f"{gerund(first)} and {gerund(more[1])}"
    if not first.endswith("ing"):
        first = _gerund(english.PLAIN.get(first, first))
    return " ".join((first, *more))


def _gerund(verb: str) -> str:
    if verb.endswith("ies"):
        verb = f"{verb[:-3]}y"
    elif verb.endswith(("ches", "shes", "xes", "sses")):
        verb = verb[:-2]
    elif verb.endswith("s") and not verb.endswith("ss"):
        verb = verb[:-1]
    if verb.endswith("e") and not verb.endswith("ee"):
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if _DOUBLED.fullmatch(verb) else f"{verb}ing"
