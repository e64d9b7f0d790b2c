"""Of whom "his" and "her" are said, and from whom one parted: "her first language is French", "Jo and I split up"."""

from collections.abc import Callable

from . import english_facts as english
from .english_fact_fragments import FRAGMENTS
from .english_fact_words import ROLES
from .english_first_names import FIRST_NAMES
from .fact_drafts import Drafts, Said
from .fact_phrases import known_name
from .fact_subjects import USER, Subject, find_his
from .fact_verbs import name_subject
from .patterns import compiled

PARTNER = "relation.partner"  # of whom one parts, where no role is told

_HIS_BIRTHDAY = compiled(english.HIS_BIRTHDAY, FRAGMENTS)
_HIS_NAME = compiled(english.HIS_NAME, FRAGMENTS)
_PARTED_FROM = compiled(english.PARTED_FROM, FRAGMENTS)
_LEFT_ME = compiled(english.LEFT_ME, FRAGMENTS)
_NO_LONGER_WITH = compiled(english.NO_LONGER_WITH, FRAGMENTS)


def his(
    drafts: Drafts, text: str, begin: int, clause: tuple[int, int], meant: Callable[[str, int], Subject | None]
) -> bool:
    """ "His name is Bear", "her birthday's on 8 May", of the one that `meant` tells for the pronoun and its place."""
    if text[begin : begin + 3].lower() not in english.PRONOUNS:
        return False
    found = _HIS_NAME.match(text, begin) or _HIS_BIRTHDAY.match(text, begin, clause[1])
    if found is None:
        return _has(drafts, text, begin, clause, meant)
    whose = meant(english.PRONOUNS[found["who"].lower()], begin)
    if whose is None:
        return False
    if found.re is _HIS_BIRTHDAY.made:
        days = drafts.objects("coming", found.start("object"), clause[1])
        for day in days:
            drafts.add(Said(whose.key, "birthday", "coming"), day, clause, guessed=True)
        return bool(days)
    if not whose.relation or not known_name(found["object"]):
        return False
    name_subject(drafts, Subject(whose.key, whose.end, whose.relation, found["object"]), clause)
    return True


def _has(
    drafts: Drafts, text: str, begin: int, clause: tuple[int, int], meant: Callable[[str, int], Subject | None]
) -> bool:
    """ "Her first language is French", "his favourite film is Up"."""
    found = find_his(text, begin, clause[1], meant)
    if found is None:
        return False
    objects = drafts.objects(found.reader, found.start, clause[1])
    said = Said(found.subject.key, found.predicate, found.reader)
    for phrase in objects:
        drafts.add(said, phrase, clause, gone=found.denied, guessed=True)
    return bool(objects)


def no_longer_with(drafts: Drafts, text: str, at: int, clause: tuple[int, int]) -> bool:
    """ "I'm not seeing Steph any more", "I'm no longer married to Tom": from the words after "I" on."""
    found = _NO_LONGER_WITH.match(text, at) if "longer " in text or " any" in text else None
    if found is None or found["object"].split()[0].lower() not in FIRST_NAMES:
        return False
    if found["longer"] is None and not (found["more"] and (found["no"] or found["isnt"])):
        return False
    drafts.add(Said(USER, PARTNER, "called"), found["object"], clause, gone=True, guessed=True)
    return True


def parted(drafts: Drafts, text: str, begin: int, clause: tuple[int, int]) -> bool:
    """ "Sam and I broke up in May", "my boyfriend Sam and I are no longer together"."""
    found = _PARTED_FROM.match(text, begin) if " and " in text else None  # a clause may end before "and I"
    if found is None and " me" in text:
        found = _LEFT_ME.match(text, begin)
    name = (found["object"] or found["other"]) if found is not None else None
    if found is None or name is None or not known_name(name):
        return False
    if found.re is _LEFT_ME.made and not found["role"] and name.split()[0].lower() not in FIRST_NAMES:
        return False
    told = found["role"] or found.groupdict().get("mine")
    role = f"relation.{ROLES[' '.join(told.lower().split())]}" if told else PARTNER
    stop = text.find(",", found.end())
    whole = (clause[0], len(text) if stop < 0 else stop)
    drafts.add(Said(USER, role, "called"), name, whole, gone=True, guessed=told is None)
    return True
