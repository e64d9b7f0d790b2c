"""What a clause says of its subject: the table of verbs, tried in order, and negation."""

import re

from . import english_fact_objects as objects_english
from . import english_fact_verbs as english
from . import english_fact_words as words
from . import english_introductions as introductions
from . import english_work as jobs
from .english_fact_fragments import FRAGMENTS
from .english_fact_words import KIN_NAMES
from .english_first_names import FIRST_NAMES
from .fact_drafts import INTRODUCED, Drafts, Said
from .fact_phrases import Told, known_name
from .fact_subjects import USER, Subject, of_one
from .fact_work import work
from .patterns import compiled

EMPLOYERS = ("new_employer", "left_employer", "gone_employer")  # readers of what may be none

_NEGATION = compiled(english.NEGATION, FRAGMENTS)
_NO_LONGER = compiled(english.NO_LONGER, FRAGMENTS)
_VERBS = tuple(
    (predicate, compiled(pattern, FRAGMENTS), reader) for predicate, pattern, reader in english.VERBS
)
# Most rows can be told from the first character of a predicate to be in vain: those that begin with a blank after
# "I'm", those that begin with "be" after "I love".
_AFTER_QUOTE = tuple(
    row for row, (_, pattern, _) in zip(_VERBS, english.VERBS, strict=True) if not pattern.startswith(english.BLANKS)
)
_NO_BE = tuple(
    row for row, (_, pattern, _) in zip(_VERBS, english.VERBS, strict=True) if not pattern.startswith(english.BES)
)
_BE = compiled("{BE}|{HAVE}", FRAGMENTS)
_MORE_KIN = compiled(introductions.MORE_KIN, FRAGMENTS)
_MANY_PETS = compiled(english.MANY_PETS, FRAGMENTS)
_NAMES = compiled(objects_english.LIST_SPLIT, {})
_RESCUED = re.compile(r"\brescue $", re.IGNORECASE)
_COMING = compiled(english.COMING, {})
_MOVED = compiled(english.MOVED, {})
_JOB_CHANGE = compiled(jobs.JOB_CHANGE, {})
_GROUPS = compiled(jobs.GROUPS, {})
_AT_WORK = compiled(jobs.AT_WORK, {})
_LEFT_LATER = compiled(jobs.LEFT_LATER, FRAGMENTS)
_WORKS_NOW = compiled(jobs.WORKS_NOW, {})
_EMPLOYED_NOW = compiled(jobs.EMPLOYED_NOW, FRAGMENTS)
_APPOSED = compiled(introductions.APPOSED, FRAGMENTS)
_MORE_PETS = compiled(english.MORE_PETS, FRAGMENTS)
_PETS_TOO = compiled(english.PETS_TOO, FRAGMENTS)
_WE = re.compile(r"\bwe$", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|these days)\b", re.IGNORECASE)
_STAYS = compiled(english.STAYS_MARK, {})
_FROM = compiled(english.FROM_MARK, {})
_LOW_FROM = compiled(english.LOW_FROM_MARK, {})
_BESIDES = {  # predicate: where further facts begin, their predicates, and how their objects are read
    "works_in": ((compiled(objects_english.EMPLOYER_MARK, {}), "works_at", "employer"),),
    "works_as": (
        (compiled(objects_english.EMPLOYER_MARK, {}), "works_at", "employer"),
        (_FROM, "from", "origin"),
        (_STAYS, "lives_in", "place"),
    ),
    "works_at": ((compiled(english.JOB_MARK, {}), "works_as", "job"), (_STAYS, "lives_in", "place")),
    "age": ((compiled(english.AGED_MARK, {}), "works_as", "occupation"),),
    "name": ((_FROM, "from", "origin"),),
    "studies_at": ((compiled(english.MAJOR_MARK, {}), "studies", "subject"),),
    "studies": ((compiled(english.SCHOOL_MARK, {}), "studies_at", "place"),),
}


def read_predicate(drafts: Drafts, text: str, subject: Subject, at: int, clause: tuple[int, int]) -> bool:
    """Add what the words from `at` on say of a subject, and tell whether they were understood."""
    stop = clause[1]
    if subject.relation is None and subject.key != USER and not of_one(text, subject, at, stop):
        return False
    negation = _NEGATION.match(text, at, stop)
    at = negation.end() if negation else at
    rows = _AFTER_QUOTE if text[at : at + 1] == "'" else _VERBS if _BE.match(text, at, stop) else _NO_BE
    for row, pattern, reader in rows:
        found = pattern.match(text, at, stop)
        if found is None or not _fits(row, reader, subject, found, negation):
            continue
        if reader == "pet":
            _pets(drafts, text, subject, found, clause)
            return True
        if reader == "subject_name":
            said = Said(USER, f"relation.{words.ROLES[found['had'].lower()]}", reader)
            gone = _denied(found) or _NO_LONGER.search(text, at, stop) is not None
            drafts.add(said, subject.key, clause, gone=gone, guessed=True)
            return True
        if reader in EMPLOYERS and not _changed(drafts, text, reader, found, clause):
            continue
        if reader == "new_place" and _MOVED.search(text, 0, at) is None:
            continue  # "I'm in Leeds": home only where another was just left
        if drafts.dated(clause) and found.groupdict().get("the"):
            continue  # "I'm the cook next week"
        if reader == "gone_pet" and not (negation and negation["past"]) and not _NO_LONGER.search(text, at, stop):
            continue  # never had one
        told = drafts.told(reader, found.start("object"), found.end("object"))
        # What others think of what is the speaker's is told: "he hates my car".
        whose = words.OF_OTHERS.get(reader, reader) if subject.key != USER else reader
        objects = drafts.objects(whose, told.start, told.end)
        if row.endswith("works_at") and objects and not _AT_WORK.search(found[0]) and _no_employer(row, objects[0]):
            return True  # "I've left the choir"
        if objects:
            _state(drafts, text, subject, (row, reader), found, negation, told, objects, clause)
            return True
    gone = bool(negation and negation["past"]) or _NO_LONGER.search(text, at, stop) is not None
    named = subject.relation is not None or subject.key == USER or subject.key.split()[0].lower() in FIRST_NAMES
    return named and (gone or negation is None) and work(drafts, text, subject, at, clause, gone)


def name_subject(drafts: Drafts, subject: Subject, clause: tuple[int, int]) -> None:
    """ "My sister Anna", "my dog Rex": the name is a fact of its own."""
    if subject.called is None or subject.relation is None:
        return
    if subject.pet:
        drafts.add(Said(USER, "has_pet", INTRODUCED), subject.relation, clause)
        drafts.add(Said(subject.key, "name", "word"), subject.called, clause)
    else:
        drafts.add(Said(USER, f"relation.{subject.relation}", "word"), subject.called, clause)


def _fits(row: str, reader: str, subject: Subject, found: re.Match[str], negation: re.Match[str] | None) -> bool:
    """Whether a row of the table may speak of this subject."""
    if row == "relation.ROLE":
        return subject.role and subject.called is None and negation is None
    if reader == "subject_name":
        return subject.relation is None and subject.key != USER and negation is None
    if reader == "dated" and subject.relation is None and subject.key != USER and _COMING.match(found["object"]):
        return subject.key.split()[0].lower() in FIRST_NAMES  # "Easter is coming up", "Inflation is coming down"
    if row == "name" and subject.key == USER and _WE.search(found.string, 0, subject.end):
        return False  # "we're called the Pips": a band
    if reader == "own_name":
        return subject.key == USER and negation is None and not _denied(found)
    if reader == "gone_pet":
        return negation is not None
    return not (reader == "pet" and negation is not None)


def _changed(drafts: Drafts, text: str, reader: str, found: re.Match[str], clause: tuple[int, int]) -> bool:
    """Whether it is an employer: only where another was just left, or is found in the same sentence."""
    if _person(found[0]):  # "I'm with Anna now"
        return False
    if reader == "gone_employer":
        over = found["longer"] or (found["more"] and (found["no"] or found["isnt"]))
        low = found["object"].islower()
        if found["place"].lower() == "at" and not low:  # "I'm not at Amazon any more"
            return bool(over)
        return bool(over) and drafts.low >= low and _WORKS_NOW.search(text, clause[1]) is not None
    if reader == "left_employer":
        employed = any(one.predicate == "works_at" for one in drafts.facts)
        now = _EMPLOYED_NOW.search(text, clause[1])
        return employed or (now is not None and not _person(now[0]))
    if drafts.left_job and not _EMPLOYED_NOW.search(found[0]):
        return False  # "I'm at the shop now", "I'm at Gatwick", after a sentence that tells of a job left
    if drafts.left_job or any(one.predicate == "works_at" for one in drafts.retractions):
        return True
    later = _LEFT_LATER.search(text, clause[1]) if _NOW.search(text, *clause) else None
    if later is not None and not _person(later[0]) and not found["object"].islower():
        return True
    return _JOB_CHANGE.search(text, 0, found.start()) is not None


def _no_employer(row: str, phrase: str) -> bool:
    """Whether one is a member of it, or "I've left Sam" tells of a person."""
    return bool(_GROUPS.search(phrase)) or (row.startswith(english.RETRACTS) and phrase.lower() in FIRST_NAMES)


def _person(phrase: str) -> bool:
    """Whether it names one by first name, or kin: of those one is no employee."""
    return any(
        word in KIN_NAMES or word.lower() in FIRST_NAMES or word.removesuffix("s").removesuffix("'") in words.ROLES
        for word in phrase.split()
    )


def _denied(found: re.Match[str]) -> bool:
    groups = found.groupdict()
    return bool(groups.get("no") or groups.get("isnt"))


def _state(
    drafts: Drafts,
    text: str,
    subject: Subject,
    row: tuple[str, str],
    found: re.Match[str],
    negation: re.Match[str] | None,
    told: Told,
    objects: list[str],
    clause: tuple[int, int],
) -> None:
    """Add the facts of a row that matched, or their retraction."""
    predicate, reader = row[0].removeprefix(english.RETRACTS), row[1]
    gone = predicate != row[0] or bool(negation and negation["past"]) or bool(found.groupdict().get("longer"))
    gone = gone or _NO_LONGER.search(text, found.start(), clause[1]) is not None
    denied = not gone and (bool(negation and negation["dont"]) or _denied(found))
    if predicate == "likes" and denied:
        predicate, denied = "dislikes", False
    owner = subject.key
    if predicate == "relation.ROLE":
        owner, predicate = USER, f"relation.{subject.relation}"
    elif predicate == "relation.HAD":
        predicate = f"relation.{words.ROLES[found['had'].lower()]}"
    elif predicate == "name" and subject.role:
        owner, predicate = USER, f"relation.{subject.relation}"
    said = Said(owner, predicate, reader)
    if predicate == "name" and subject.pet and subject.relation and not (gone or denied):
        drafts.add(Said(USER, "has_pet", INTRODUCED), subject.relation, clause)
    name_subject(drafts, subject, clause)
    for phrase in objects:
        drafts.add(said, phrase, clause, gone=gone or denied, guessed=subject.guessed)
    drafts.stated = None if gone or denied else said
    _besides(drafts, text, said, told, clause, gone or denied)
    if predicate == "lives_in" and not (gone or denied):
        _pets(drafts, text, subject, _PETS_TOO.search(text, found.start(), clause[1]), clause)
    if found.groupdict().get("left"):
        for phrase in drafts.objects("place", found.start("left"), found.end("left")):
            drafts.add(Said(owner, predicate, "place"), phrase, clause, gone=True)
    if denied:
        drafts.denied = said


def _besides(drafts: Drafts, text: str, said: Said, told: Told, clause: tuple[int, int], gone: bool) -> None:
    """Further facts of "a nurse at the hospital", "at Siemens as an electrician", "law at Oxford"."""
    for mark, predicate, reader in _BESIDES.get(said.predicate, ()):
        mark = _LOW_FROM if mark is _FROM and drafts.low else mark
        found = mark.search(text, told.start, clause[1])
        if mark is _STAYS and drafts.dated(clause):  # "working at the Hilton this week and staying in Soho"
            continue
        for phrase in drafts.objects(reader, found.end(), clause[1]) if found is not None else ():
            drafts.add(Said(said.subject, predicate, reader), phrase, clause, gone=gone)


def _after(text: str, apposed: re.Match[str]) -> int:
    """Where a list goes on after "a cat, Mog,"."""
    return apposed.end() + (text[apposed.end() : apposed.end() + 1] == ",")


def _pets(drafts: Drafts, text: str, subject: Subject, found: re.Match[str] | None, clause: tuple[int, int]) -> None:
    while found is not None:
        one = found["count"].lower() in english.ONE
        animal = found["animal"].lower()
        rescued = "rescue " if not one and _RESCUED.search(text, found.end("count"), found.start("animal")) else ""
        phrase = animal if one else f"{found['count']} {rescued}{found['animal']}{found['many'] or ''}".strip()
        drafts.add(Said(subject.key, "has_pet", "pet"), phrase, clause, guessed=subject.guessed)
        apposed = None if found["object"] or not one else _APPOSED.match(text, found.end())
        name = found["object"] or (apposed["object"] if apposed and known_name(apposed["object"]) else None)
        if name and one and subject.key == USER:
            drafts.add(Said(f"{USER}'s {animal}", "name", "word"), name, clause)
        named = None if one else _MANY_PETS.match(text, found.end())
        for name in _NAMES.split(named["names"]) if named and subject.key == USER else ():
            drafts.add(Said(f"{USER}'s {animal}", "name", "word"), name, clause)
        found = _MORE_PETS.match(text, _after(text, apposed) if apposed and name else found.end())
