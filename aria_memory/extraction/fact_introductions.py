"""Statements of forms of their own: names, several of one role at once, what is liked told first, lines of a form."""

import re

from . import english_introductions as english
from .english_fact_fragments import FRAGMENTS
from .english_fact_objects import LIST_SPLIT
from .english_fact_words import NOT_NAMES, PLURALS, ROLES
from .english_facts import NOT_LOWER
from .english_first_names import FIRST_NAMES
from .english_places import PLACES
from .fact_drafts import INTRODUCED, Drafts, Said
from .fact_phrases import known_name
from .fact_subjects import USER, Subject
from .patterns import compiled

_CALL_ME = compiled(english.CALL_ME, FRAGMENTS)
_GREETED = compiled(english.GREETED, {})
_LOW_NAME = compiled(english.LOW_NAME, {})
_LOW_INTRODUCED = compiled(english.LOW_INTRODUCED, {})
_LOW_NAMED = compiled(english.LOW_NAMED, {})
_OF_ANOTHER = compiled(english.OF_ANOTHER, FRAGMENTS)
_THIS_FROM = compiled(english.THIS_FROM, FRAGMENTS)
_NO_PLACE = compiled(english.NO_PLACE, {})
_LOW_ITS = compiled(english.LOW_ITS, {})
_WHO_IS = compiled(english.WHO_IS, {})
_FORMALLY = compiled(english.FORMALLY, {})
_NOT_LOW_NAME = compiled(english.NOT_LOW_NAME, {})
_ITS_ME = compiled(english.ITS_ME, FRAGMENTS)
_NAMED_FROM = compiled(english.NAMED_FROM, FRAGMENTS)
_THE_THING = compiled(english.THE_THING, FRAGMENTS)
_FAVOURITE_IS = compiled(english.FAVOURITE_IS, {})
_MY_CAR = compiled(english.MY_CAR, FRAGMENTS)
_THE_PET = compiled(english.THE_PET, FRAGMENTS)
_MY_PETS = compiled(english.MY_PETS, FRAGMENTS)
_GOES_ON = compiled(english.GOES_ON, {})
_HAD_KIN = compiled(english.HAD_KIN, FRAGMENTS)
_APPOSED = compiled(english.APPOSED, FRAGMENTS)
_REACHED = compiled(english.REACHED, {})
_TURNED = compiled(english.TURNED, {})
_MY_MANY = compiled(english.MY_MANY, FRAGMENTS)
_MORE_KIN = compiled(english.MORE_KIN, FRAGMENTS)
_MANY_KIN = compiled(english.MANY_KIN, FRAGMENTS)
_PARENT_OF = compiled(english.PARENT_OF, FRAGMENTS)
_NAMES = compiled(LIST_SPLIT, {})
_KEYED = compiled(english.KEYED, FRAGMENTS)
_SPEAKERS = tuple(
    (compiled(pattern, FRAGMENTS), predicate, reader) for pattern, predicate, reader in english.SPEAKERS
)


def form(drafts: Drafts, text: str) -> bool:
    """ "Name: Ann. Age: 52": whether it is a line of a form, which is read."""
    found = _KEYED.match(text)
    if found is None:
        return False
    predicate, reader = english.KEYED_PREDICATES[found["key"].lower().replace("home town", "hometown").split()[0]]
    for phrase in drafts.objects(reader, found.start("object"), len(text)):
        drafts.add(Said(USER, predicate, reader), phrase, (0, len(text)), guessed=True)
    return True


def kin(drafts: Drafts, text: str, subject: Subject, clause: tuple[int, int], end: int) -> bool:
    """ "I have a daughter, Mina, and a son called Ravi": those named after the clause, too."""
    if subject.key != USER:
        return False
    many = _MANY_KIN.match(text, subject.end) or _PARENT_OF.match(text, subject.end)
    if many is not None and many.end() <= end:
        return _named(drafts, many, clause)
    first = _HAD_KIN.match(text, subject.end, clause[1])
    named = _APPOSED.match(text, clause[1]) if first else _MORE_KIN.match(text, subject.end + 5)
    had, more = first, named
    if first is None or named is None or not known_name(named["object"]):
        return False
    while had is not None and more is not None and more.end() <= end and known_name(more["object"]):
        relation = ROLES[" ".join(had["had"].lower().split())]
        drafts.add(Said(USER, f"relation.{relation}", "name"), more["object"], (clause[0], more.end()))
        comma = 1 if text[more.end() : more.end() + 1] == "," else 0
        had = more = _MORE_KIN.match(text, more.end() + comma)
    return True


def _named(drafts: Drafts, many: re.Match[str], clause: tuple[int, int]) -> bool:
    """Each of several of one role, by name; children where none is told."""
    word = many["had"].lower() or "child"
    role = PLURALS.get(word) or ROLES.get(word.removesuffix("s"))
    for name in _NAMES.split(many["names"]) if role else ():
        drafts.add(Said(USER, f"relation.{role}", "name"), name, (clause[0], many.end()))
    return role is not None


def greeting(text: str) -> bool:
    """Whether a sentence is a greeting and no more."""
    return _GREETED.fullmatch(text) is not None


def call_me(drafts: Drafts, text: str, begin: int, clause: tuple[int, int]) -> bool:
    """ "Call me Max"."""
    greeted = _GREETED.fullmatch(text, 0, begin) is not None if begin else drafts.greeted
    name = _called(text, begin, clause[1], greeted)
    if name is None and drafts.low:
        name = _low_name(drafts, text, begin, greeted)
    if name is None and greeted:
        name = _after_greeting(drafts, text, begin, clause)
    if name is None or not known_name(name):
        return False
    drafts.add(Said(USER, "name", "name"), name, clause)
    whence = _THIS_FROM.match(text, begin) if greeted else None
    if whence is not None and not _NO_PLACE.match(whence["place"]) and known_name(whence["place"]):
        drafts.add(Said(USER, "from", "origin"), whence["place"], clause, guessed=True)
    return True


def _called(text: str, begin: int, stop: int, greeted: bool) -> str | None:
    """ "Call me Max", "Hello, this is Ann", "Gwyn I am"."""
    found = _CALL_ME.match(text, begin, stop)
    if found is None:
        return None
    introduced = found["this"] or found["it"]
    if introduced:  # "this is Rex" may be a picture, "hello, this is London" a place
        return introduced if greeted and _introduced(text, begin, found, introduced) else None
    if found["last"] and not (greeted or _first_name(found["last"])):
        return None
    groups = ("object", "self", "named", "here", "its", "first", "last")
    return next((found[group] for group in groups if found[group]), None)


def _introduced(text: str, begin: int, found: re.Match[str], name: str) -> bool:
    """Whether "this is Ann", after a greeting, names who speaks."""
    end = found.end()
    if _OF_ANOTHER.match(text, end):
        return False
    if _first_name(name) or _GOES_ON.match(text, end) or _WHO_IS.match(text, end):
        return True
    alone = found["this"] is not None and end == len(text) and _FORMALLY.match(text, 0, begin) is not None
    return alone and name.lower() not in PLACES


def _low_name(drafts: Drafts, text: str, begin: int, greeted: bool) -> str | None:
    """ "Heya im cian, im 13", and without a greeting "im dale, im a carpenter"."""
    told = _LOW_INTRODUCED.match(text, begin) or _LOW_NAMED.match(text, begin)
    if told is not None and told["job"] and not (greeted or drafts.objects("occupation", *told.span("job"))):
        return None
    low = told or ((_LOW_NAME.match(text, begin) or _LOW_ITS.match(text, begin)) if greeted else None)
    if low is None or _NOT_LOW_NAME.match(low["object"]) or low["object"] in NOT_NAMES | NOT_LOWER:
        return None
    return low["object"].capitalize()


def _after_greeting(drafts: Drafts, text: str, begin: int, clause: tuple[int, int]) -> str | None:
    """ "Hi there! Jocelyn from Halifax", "Hello, it's me, Anna"."""
    found = _ITS_ME.match(text, begin) or _NAMED_FROM.match(text, begin)
    if found is None or (found.re is _NAMED_FROM.made and not known_name(found["place"])):
        return None
    for place in drafts.objects("origin", *found.span("place")) if found.re is _NAMED_FROM.made else ():
        drafts.add(Said(USER, "from", "origin"), place, clause, guessed=True)
    return found["object"]


def _first_name(name: str) -> bool:
    return name.split()[0].lower() in FIRST_NAMES


def _pets(drafts: Drafts, text: str, begin: int, clause: tuple[int, int]) -> bool:
    """ "The bearded dragon is called Stevie", "my two dogs are Salt and Pepper"."""
    one = _THE_PET.match(text, begin) or _MY_PETS.match(text, begin)
    if one is None:
        return False
    animal = " ".join(one["pet"].lower().split())
    names = [one["object"]] if one.re is _THE_PET.made else _NAMES.split(one["names"])
    if not all(known_name(name) for name in names):
        return False
    if one.re is _MY_PETS.made and one["count"]:
        drafts.add(Said(USER, "has_pet", INTRODUCED), f"{one['count']} {one['pet']}s", clause)
    for name in names:
        drafts.add(Said(f"{USER}'s {animal}", "name", "word"), name, (clause[0], one.end()))
    return True


def _thing(drafts: Drafts, text: str, begin: int, clause: tuple[int, int]) -> bool:
    """ "The boat's name is Heron", "our car is a Kia now"."""
    car = _MY_CAR.match(text, begin)
    for phrase in drafts.objects("car", *car.span("object")) if car is not None else ():
        drafts.add(Said(USER, "drives", "car"), phrase, clause)
        return True
    best = _FAVOURITE_IS.match(text, begin)
    if best is not None:
        drafts.add(Said(USER, f"favourite.{best['thing'].lower()}", "liking"), best["object"], clause)
        return True
    named = _THE_THING.match(text, begin)
    if named is None or not known_name(named["object"]):
        return False
    thing = " ".join(named["thing"].lower().split())
    drafts.add(Said(f"{USER}'s {ROLES.get(thing, thing)}", "name", "word"), named["object"], clause)
    return True


def turned(drafts: Drafts, text: str, begin: int, clause: tuple[int, int], end: int) -> bool:
    """ "You can reach me on ...", "horror films aren't my thing": the speaker is no subject of these."""
    reached = _REACHED.match(text, begin, clause[1])
    if reached is not None:
        kind = "email" if reached["email"] else "phone"
        drafts.add(Said(USER, kind, kind), reached[kind], clause)
        return True
    for pattern, predicate, reader in _SPEAKERS:
        found = pattern.match(text, begin)
        objects = drafts.objects(reader, *found.span("object")) if found else []
        if found is not None and objects:
            role = found.groupdict().get("role")
            owner = f"{USER}'s {ROLES[role.lower()]}" if role else USER
            for phrase in objects:
                drafts.add(Said(owner, predicate, reader), phrase, clause, guessed=True)
            return True
    if _pets(drafts, text, begin, clause) or _thing(drafts, text, begin, clause):
        return True
    many = _MY_MANY.match(text, begin)
    if many is not None and many.end() <= end:
        return _named(drafts, many, clause)
    turned = _TURNED.match(text, begin, clause[1])
    if turned is None:
        return False
    said = Said(USER, "dislikes" if turned["no"] or turned["bad"] else "likes", "liking")
    drafts.add(said, turned["object"] or turned["bad"], clause, guessed=True)
    return True
