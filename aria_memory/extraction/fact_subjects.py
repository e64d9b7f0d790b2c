"""Whom a clause is about: the speaker, one near to them, a pet, or somebody named."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import english_fact_verbs as verbs
from . import english_fact_words as words
from . import english_facts as english
from .english_fact_fragments import FRAGMENTS
from .english_first_names import FIRST_NAMES
from .english_places import PLACES
from .fact_phrases import known_name
from .patterns import compiled

USER = "user"

_SUBJECT = compiled(english.SUBJECT, FRAGMENTS)
_POSSESSED = compiled(english.POSSESSED, FRAGMENTS)
_SOMEBODYS = compiled(english.SOMEBODYS, FRAGMENTS)
_HIS = compiled(english.HIS, FRAGMENTS)
_PEOPLE = compiled(english.PEOPLE, FRAGMENTS)
_LOWER = compiled(english.LOWER, FRAGMENTS)
_THIRD_PERSON = compiled(verbs.THIRD_PERSON, FRAGMENTS)
_CAN_NOT = compiled(verbs.CAN_NOT, FRAGMENTS)
_OF_A_NAME = compiled(verbs.OF_A_NAME, FRAGMENTS)
_READERS = {"birthday": "coming", "age": "digits", "email": "email", "phone": "phone", "favourite": "liking",
    "works_as": "own_job",
    "name": "called",
            "relation": "called"}  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """key: the subject of a fact. end: its end in the text. relation: the role ("sister") or pet that was named, and
    `called` their name. guessed: whether it is read from little."""

    key: str
    end: int
    relation: str | None = None
    called: str | None = None
    guessed: bool = False

    @property
    def pet(self) -> bool:
        """Whether it is an animal."""
        return self.relation in words.PETS

    @property
    def role(self) -> bool:
        """Whether it is a person by role."""
        return self.relation is not None and not self.pet


@dataclass(frozen=True)
class Possessed:
    """ "My sister's birthday is ...": whose, what, how the object is read, where it begins, whether it is denied."""

    subject: Subject
    predicate: str
    reader: str
    start: int
    denied: bool


def find_subject(text: str, begin: int, stop: int, low: bool) -> Subject | None:
    """The subject that a clause begins with; `low`: of a sentence that was written without capitals."""
    near = _LOWER.match(text, begin, stop) if low else None
    if near is not None and near["called"] not in english.NOT_LOWER:
        return _near(near["role"], near["pet"], near.end(), near["called"])
    found = _SUBJECT.match(text, begin, stop)
    if found is None or found["s"] or (found["called"] and _known(found["called"]) is None):
        return None
    if found["user"]:
        return Subject(USER, found.end())
    name = found["named"]
    if name in words.KIN_NAMES:
        return _near(name, None, found.end(), None)
    if found["our"] and name.split()[0].lower() not in FIRST_NAMES:  # "our Kelly" is kin, "our Tesco" none
        return None
    if name:
        return Subject(name, found.end(), guessed=True) if known_name(name) else None
    return _near(found["role"], found["pet"], found.end(), _known(found["called"]))


def somebodys(text: str, begin: int, stop: int) -> bool:
    """Whether a clause begins with one near to somebody else: "Felix's mother called". Nothing is kept of them."""
    return _SOMEBODYS.match(text, begin, stop) is not None


def of_one(text: str, subject: Subject, at: int, stop: int) -> bool:
    """Whether what is said from `at` on of a word with a capital may be said of one person: "Tom loves"; of a name, or
    of what has a capital within a sentence, "Tom can't stand" too."""
    if _THIRD_PERSON.match(text, at, stop) is not None:
        return True
    if subject.key.split()[0].lower() in FIRST_NAMES:
        return _OF_A_NAME.match(text, at, stop) is not None
    within = subject.end > len(subject.key) and not subject.key.endswith("s") and subject.key.lower() not in PLACES
    return within and _CAN_NOT.match(text, at, stop) is not None


def find_possessed(text: str, begin: int, stop: int) -> Possessed | None:
    """A clause of the form "my NOUN is", "my sister's NOUN is", "Anna's NOUN is"."""
    found = _POSSESSED.match(text, begin, stop)
    if found is None or (found["named"] and not known_name(found["named"])):
        return None
    if found["named"] in words.KIN_NAMES:
        subject = _near(found["named"], None, found.end(), None)
    elif found["named"]:
        subject = Subject(found["named"], found.end(), guessed=True)
    elif found["role"] or found["pet"]:
        subject = _near(found["role"], found["pet"], found.end(), None)
    elif found["what"].lower() == "name" and found[0][:4].lower() == "our ":  # of a band, a team
        return None
    else:
        subject = Subject(USER, found.end())
    return _possessed(found, subject)


def find_his(text: str, begin: int, stop: int, meant: Callable[[str, int], Subject | None]) -> Possessed | None:
    """A clause of the form "her NOUN is"; `meant` tells of whom a pronoun at a place is said."""
    found = _HIS.match(text, begin, stop)
    subject = meant(english.PRONOUNS[found["who"].lower()], begin) if found is not None else None
    return None if found is None or subject is None else _possessed(found, subject)


def _possessed(found: re.Match[str], subject: Subject) -> Possessed:
    if found["favourite"]:
        thing = " ".join(found["favourite"].lower().split())
        predicate = f"favourite.{words.SPELLINGS.get(thing, thing)}"
    else:
        what = found["what"].lower().split()[0]
        predicate = "birthday" if what[0].isdecimal() else english.POSSESSED_PREDICATES[what]  # "my nan's 90th"
    if predicate == "name" and subject.role:
        subject, predicate = Subject(USER, subject.end), f"relation.{subject.relation}"
    reader = _READERS.get(predicate.partition(".")[0], "name")
    return Possessed(subject, predicate, reader, found.start("object"), bool(found["no"]))


def people(text: str, end: int, low: bool) -> list[Subject]:
    """Who is spoken of in a text up to `end`, near ones only, in their order: "lunch with my friend Abi"; `low`: it was
    written without capitals."""
    found = [*_PEOPLE.finditer(text, 0, end)]
    if low:
        found += [one for one in _LOWER.finditer(text, 0, end) if one["called"] not in english.NOT_LOWER]
    return [
        _near(one["role"], one["pet"], one.end(), None if one.groupdict().get("parted") else _known(one["called"]))
        for one in found
    ]


def _known(name: str | None) -> str | None:
    if name is None or not (known_name(name) or name in words.NAMES_TOO):
        return None
    return name.replace(". ", " ")


def fits_pronoun(subject: Subject, pronoun: str) -> bool:
    """Whether "he", "she" or "it" may be said of somebody."""
    if subject.relation is None or subject.pet:
        return subject.pet or pronoun != "it"
    return subject.relation not in {"he": words.FEMALE, "she": words.MALE}.get(pronoun, (subject.relation,))


def find_person(text: str, begin: int, stop: int) -> Subject | None:
    """Who is spoken of in "my girlfriend's name is ...", for a pronoun after it."""
    found = _POSSESSED.match(text, begin, stop)
    if found is None or not (found["role"] or found["pet"] or found["named"] in words.KIN_NAMES):
        return None
    return _near(found["role"] or found["named"], found["pet"], found.end(), None)


def _near(role: str | None, pet: str | None, end: int, called: str | None) -> Subject:
    relation = words.ROLES[" ".join(role.lower().split())] if role else " ".join((pet or "").lower().split())
    return Subject(f"{USER}'s {relation}", end, relation, called)
