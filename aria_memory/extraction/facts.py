"""Statements about the speaker, and those near to them, sentence by sentence.

A sentence is cut into clauses, and a statement must begin at the beginning of one: "my friend said I live in a bubble"
and "I think she works at Ikea" do not. What stands after a word of doubt, hypothesis or report is passed over, and of
a question only what stands before it is read ("I'm vegan, what should I cook?").
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from . import english_facts as english
from . import english_sentences
from .drafts import FactDraft
from .english_fact_words import PLURALS, ROLES
from .fact_drafts import SINCE_ONLY, Calendar, Drafts, Said
from .fact_objects import known_name
from .fact_subjects import USER, Subject, find_person, find_possessed, find_subject
from .fact_verbs import name_subject, read_predicate
from .messages import Sentence
from .patterns import compiled

MAX_NAMED = 3  # words of what "it" is
MAX_CLAUSES = 40  # of a sentence; more is a list of something

_CLAUSE = compiled(english.CLAUSE_BREAK, english.FRAGMENTS)
_OPENER = compiled(english.OPENER, english.FRAGMENTS)
_CORRECTION = compiled(english.CORRECTION, english.FRAGMENTS)
_ELIDED = compiled(english.ELIDED, english.FRAGMENTS)
_CALL_ME = compiled(english.CALL_ME, english.FRAGMENTS)
_NOT_THIS = compiled(english.NOT_THIS, english.FRAGMENTS)
_PARTED = compiled(english.PARTED, english.FRAGMENTS)
_INSTEAD = compiled(english.INSTEAD, english.FRAGMENTS)
_ELLIPSES = tuple((compiled(pattern, english.FRAGMENTS), full) for pattern, full in english.ELLIPSES)
_HAD_KIN = compiled(english.HAD_KIN, english.FRAGMENTS)
_APPOSED = compiled(english.APPOSED, english.FRAGMENTS)
_APPOSED_SUBJECT = compiled(english.APPOSED_SUBJECT, english.FRAGMENTS)
_REACHED = compiled(english.REACHED, {})
_TURNED = compiled(english.TURNED, {})
_PRONOUN = compiled(english.PRONOUN, {})
_MY_MANY = compiled(english.MY_MANY, english.FRAGMENTS)
_MORE_KIN = compiled(english.MORE_KIN, english.FRAGMENTS)
_CLEFT = compiled(english.CLEFT, english.FRAGMENTS)
_MANY_KIN = compiled(english.MANY_KIN, english.FRAGMENTS)
_NAMES = compiled(english.LIST_SPLIT, {})
_SUPPOSED = compiled(english.SUPPOSED, english.FRAGMENTS)
_NOT_IT = compiled(english.NOT_IT, english.FRAGMENTS)
_UNRESOLVED = compiled(english.UNRESOLVED, english.FRAGMENTS)
_QUESTION = compiled(english.QUESTION_PART, english.FRAGMENTS)
_UNREAL = re.compile(
    f"{english_sentences.UNREAL}|{english_sentences.REPORTED}|{english_sentences.SARCASM}", re.IGNORECASE
)


def left_out(sentence: Sentence) -> tuple[int, str] | None:
    """Where a sentence leaves out its speaker ("just moved to Bristol"), and the words that stand there in full."""
    opener = _OPENER.match(sentence.text)
    begin = opener.end() if opener else 0
    full = next((full for pattern, full in _ELLIPSES if pattern.match(sentence.text, begin)), None)
    return None if full is None else (begin, full)


class Statements:
    """Reads the sentences of one message in order: a correction may stand in the sentence before."""

    def __init__(self, original: str) -> None:
        self._original = original
        self._correction = False

    def read(self, sentence: Sentence, calendar: Calendar) -> tuple[list[FactDraft], list[FactDraft]]:
        """The facts and the retractions of a sentence."""
        drafts = Drafts(sentence, self._original, calendar)
        drafts.correction = self._correction
        self._correction = _Reading(sentence, drafts).run()
        clear = [fact for fact in drafts.facts if fact.predicate != "unresolved"]
        return clear or drafts.facts, drafts.retractions  # "it's Marta with a t, my name is Marta": one fact


class _Reading:
    def __init__(self, sentence: Sentence, drafts: Drafts) -> None:
        self._text, self._drafts = sentence.text, drafts
        self._last: Subject | None = None
        self._person: Subject | None = None  # who was spoken of last, but the speaker
        self._end = len(self._text)
        unreal = _UNREAL.search(self._text)
        if unreal is not None:
            self._end = unreal.start()
        if sentence.question:
            question = _QUESTION.search(self._text)
            self._end = min(self._end, question.start() if question else 0)

    def run(self) -> bool:
        """Read all clauses; tell whether the sentence is a mark of correction alone ("scratch that")."""
        only_marks = False
        for count, clause in enumerate(self._clauses()):
            if clause[0] >= self._end or count == MAX_CLAUSES:
                break
            begin = self._begin(clause[0], clause[1])
            mark = _CORRECTION.match(self._text, begin, clause[1])
            alone = mark is not None and mark.end() == clause[1]
            if mark is not None and (alone or self._text[mark.end()] == " "):
                self._drafts.correction |= mark[0].lower() not in english.NOT_A_CORRECTION
                begin = self._begin(mark.end(), clause[1])
            only_marks = alone and self._drafts.correction
            if not alone:
                self._clause(begin, clause)
        return only_marks

    def _clauses(self) -> Iterator[tuple[int, int]]:
        start = 0
        for stop in _CLAUSE.finditer(self._text):
            begin = self._begin(start, stop.start())
            if begin == stop.start():  # "In 2019, I moved": the date is of what follows
                continue
            apposed = _APPOSED_SUBJECT.match(self._text, begin) if stop[0][0] == "," else None
            if apposed is not None and stop.start() < apposed.end():  # "my mum, Edith, turned 80"
                continue
            yield start, stop.start()
            start = stop.end() - (1 if stop[0].endswith(" ") else 0)
        yield start, len(self._text)

    def _begin(self, start: int, stop: int) -> int:
        """Past blanks, words that say nothing, and a date that leads."""
        start = self._open(start, stop)
        date = self._drafts.date_at(start)
        if date is None or date > stop:
            return start
        return self._open(date + (self._text[date : date + 1] == ","), stop)

    def _open(self, start: int, stop: int) -> int:
        while start < stop and self._text[start].isspace():
            start += 1
        opener = _OPENER.match(self._text, start, stop)
        return opener.end() if opener else start

    def _clause(self, begin: int, clause: tuple[int, int]) -> None:
        text, stop = self._text, clause[1]
        readers = (self._possessed, self._call_me, self._not_this, self._turned)
        if any(read(begin, clause) for read in readers):
            return
        subject = find_subject(text, begin, stop)
        pronoun = _PRONOUN.match(text, begin, stop) if subject is None and self._person is not None else None
        if pronoun is not None and self._person is not None:
            subject = replace(self._person, end=pronoun.end(), called=None, guessed=True)
        elif subject is not None and subject.key != USER:
            self._person = subject
        if subject is not None and subject.key != USER and _SUPPOSED.search(text, 0, begin):
            return
        if subject is not None and self._kin(subject, clause):
            return
        if subject is not None and read_predicate(self._drafts, text, subject, subject.end, clause):
            self._last = subject
        elif subject is None and self._last is not None and begin and _ELIDED.match(text, begin, stop):
            elided = replace(self._last, called=None, guessed=True)
            read_predicate(self._drafts, text, elided, begin - 1, clause)  # from the blank before the verb on
        elif subject is not None and subject.called and not _PARTED.match(text, subject.end, stop):
            name_subject(self._drafts, subject, clause)
        elif not self._instead(begin, clause):
            self._unresolved(begin, clause)

    def _possessed(self, begin: int, clause: tuple[int, int]) -> bool:
        found = find_possessed(self._text, begin, clause[1])
        objects = self._drafts.objects(found.reader, found.start, clause[1]) if found else []
        if found is None or not objects:
            return False
        said = Said(found.subject.key, found.predicate, found.reader)
        self._person = find_person(self._text, begin, clause[1]) or self._person
        if found.predicate == "name" and found.subject.pet and found.subject.relation:
            self._drafts.add(Said(USER, "has_pet", "word"), found.subject.relation, clause)
        for phrase in objects:
            self._drafts.add(said, phrase, clause, gone=found.denied, guessed=found.subject.guessed)
        if found.denied:
            self._drafts.denied = said
        else:
            self._drafts.stated = said
        return True

    def _kin(self, subject: Subject, clause: tuple[int, int]) -> bool:
        """ "I have a daughter, Mina, and a son called Ravi": those named after the clause, too."""
        if subject.key != USER:
            return False
        many = _MANY_KIN.match(self._text, subject.end)
        if many is not None and many.end() <= self._end:
            return self._named(many, clause)
        first = _HAD_KIN.match(self._text, subject.end, clause[1])
        named = _APPOSED.match(self._text, clause[1]) if first else _MORE_KIN.match(self._text, subject.end + 5)
        had, more = first, named
        if first is None or named is None or not known_name(named["object"]):
            return False
        while had is not None and more is not None and more.end() <= self._end and known_name(more["object"]):
            relation = ROLES[" ".join(had["had"].lower().split())]
            self._drafts.add(Said(USER, f"relation.{relation}", "name"), more["object"], (clause[0], more.end()))
            comma = 1 if self._text[more.end() : more.end() + 1] == "," else 0
            had = more = _MORE_KIN.match(self._text, more.end() + comma)
        return True

    def _named(self, many: re.Match[str], clause: tuple[int, int]) -> bool:
        """Each of several of one role, by name."""
        word = many["had"].lower()
        role = PLURALS.get(word) or ROLES.get(word.removesuffix("s"))
        for name in _NAMES.split(many["names"]) if role else ():
            self._drafts.add(Said(USER, f"relation.{role}", "name"), name, (clause[0], many.end()))
        return role is not None

    def _call_me(self, begin: int, clause: tuple[int, int]) -> bool:
        """ "Call me Max"."""
        found = _CALL_ME.match(self._text, begin, clause[1])
        named = [found[group] for group in ("object", "named", "here", "its") if found[group]] if found else []
        name = named[0] if named else None
        if name is None or not known_name(name):
            return False
        self._drafts.add(Said(USER, "name", "name"), name, clause)
        return True

    def _turned(self, begin: int, clause: tuple[int, int]) -> bool:
        """ "You can reach me on ...", "horror films aren't my thing": the speaker is no subject of these."""
        reached = _REACHED.match(self._text, begin, clause[1])
        if reached is not None:
            kind = "email" if reached["email"] else "phone"
            self._drafts.add(Said(USER, kind, kind), reached[kind], clause)
            return True
        many = _MY_MANY.match(self._text, begin)
        if many is not None and many.end() <= self._end:
            return self._named(many, clause)
        turned = _TURNED.match(self._text, begin, clause[1])
        if turned is None:
            return False
        said = Said(USER, "dislikes" if turned["no"] or turned["bad"] else "likes", "liking")
        self._drafts.add(said, turned["object"] or turned["bad"], clause, guessed=True)
        return True

    def _not_this(self, begin: int, clause: tuple[int, int]) -> bool:
        """ "..., not Hannah" after "my name is Anna": a correction, and what it takes back."""
        found = _NOT_THIS.match(self._text, begin, clause[1])
        said = self._drafts.stated
        if found is None or said is None or said.reader in SINCE_ONLY:
            return found is not None
        objects = self._drafts.objects(said.reader, found.start("object"), clause[1])
        if objects:
            self._drafts.correct_last()
        for phrase in objects:
            self._drafts.add(said, phrase, clause, gone=True)
        return True

    def _instead(self, begin: int, clause: tuple[int, int]) -> bool:
        """ "..., it's Beate" after "my name isn't Bea"."""
        said = self._drafts.denied
        found = _INSTEAD.match(self._text, begin, clause[1]) if said else None
        if said is None or found is None:
            return False
        objects = self._drafts.objects(said.reader, found.start("object"), clause[1])
        for phrase in objects:
            self._drafts.add(said, phrase, clause)
        return bool(objects)

    def _unresolved(self, begin: int, clause: tuple[int, int]) -> None:
        """ "No, it's Tuesday", "I meant Leeds": a correction of what only the talk before tells."""
        cleft = _CLEFT.match(self._text, begin, clause[1])
        if cleft is not None and self._drafts.correction:
            predicate = english.CLEFT_PREDICATES[" ".join(cleft["verb"].lower().split())]
            self._drafts.stated = Said(USER, predicate, "place")
            self._drafts.add(self._drafts.stated, cleft["object"], clause)
            return
        if _NOT_IT.fullmatch(self._text, begin, clause[1]):
            self._drafts.correction = True
            return
        found = _UNRESOLVED.match(self._text, begin, clause[1])
        if found is None or not (found["meant"] or self._drafts.correction):
            return
        told = self._drafts.told("plan", found.start("object"), found.end("object"))
        date = told.date()
        phrase = told.text[date.start : date.end] if date else told.trimmed()
        names = phrase and len(phrase.split()) <= MAX_NAMED and (phrase[0].isupper() or phrase[0].isdecimal())
        if date or names:
            self._drafts.correction = True
            self._drafts.add(Said("it", "unresolved", "word"), phrase, clause, guessed=True)
