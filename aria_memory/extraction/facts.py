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
from .fact_drafts import SINCE_ONLY, Calendar, Drafts, Said
from .fact_objects import known_name
from .fact_subjects import USER, Subject, find_possessed, find_subject
from .fact_verbs import name_subject, read_predicate
from .messages import Sentence
from .patterns import compiled

MAX_CLAUSES = 40  # of a sentence; more is a list of something

_CLAUSE = compiled(english.CLAUSE_BREAK, english.FRAGMENTS)
_OPENER = compiled(english.OPENER, english.FRAGMENTS)
_CORRECTION = compiled(english.CORRECTION, english.FRAGMENTS)
_ELIDED = compiled(english.ELIDED, english.FRAGMENTS)
_CALL_ME = compiled(english.CALL_ME, english.FRAGMENTS)
_NOT_THIS = compiled(english.NOT_THIS, english.FRAGMENTS)
_PARTED = compiled(english.PARTED, english.FRAGMENTS)
_INSTEAD = compiled(english.INSTEAD, english.FRAGMENTS)
_UNRESOLVED = compiled(english.UNRESOLVED, english.FRAGMENTS)
_QUESTION = compiled(english.QUESTION_PART, english.FRAGMENTS)
_UNREAL = re.compile(f"{english_sentences.UNREAL}|{english_sentences.REPORTED}", re.IGNORECASE)


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
        return drafts.facts, drafts.retractions


class _Reading:
    def __init__(self, sentence: Sentence, drafts: Drafts) -> None:
        self._text, self._drafts = sentence.text, drafts
        self._last: Subject | None = None
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
            yield start, stop.start()
            start = stop.end() - (1 if stop[0].endswith(" ") else 0)
        yield start, len(self._text)

    def _begin(self, start: int, stop: int) -> int:
        """Past blanks and words that say nothing."""
        while start < stop and self._text[start].isspace():
            start += 1
        opener = _OPENER.match(self._text, start, stop)
        return opener.end() if opener else start

    def _clause(self, begin: int, clause: tuple[int, int]) -> None:
        text, stop = self._text, clause[1]
        if self._possessed(begin, clause) or self._call_me(begin, clause) or self._not_this(begin, clause):
            return
        subject = find_subject(text, begin, stop)
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
        if found.predicate == "name" and found.subject.pet and found.subject.relation:
            self._drafts.add(Said(USER, "has_pet", "word"), found.subject.relation, clause)
        for phrase in objects:
            self._drafts.add(said, phrase, clause, gone=found.denied, guessed=found.subject.guessed)
        if found.denied:
            self._drafts.denied = said
        else:
            self._drafts.stated = said
        return True

    def _call_me(self, begin: int, clause: tuple[int, int]) -> bool:
        """ "Call me Max"."""
        found = _CALL_ME.match(self._text, begin, clause[1])
        if found is None or not known_name(found["object"]):
            return False
        self._drafts.add(Said(USER, "name", "name"), found["object"], clause)
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
        found = _UNRESOLVED.match(self._text, begin, clause[1])
        if found is None or not (found["meant"] or self._drafts.correction):
            return
        told = self._drafts.told("plan", found.start("object"), found.end("object"))
        date = told.date()
        phrase = told.text[date.start : date.end] if date else told.trimmed()
        if phrase and (date or phrase[0].isupper() or phrase[0].isdecimal()):
            self._drafts.correction = True
            self._drafts.add(Said("it", "unresolved", "word"), phrase, clause, guessed=True)
