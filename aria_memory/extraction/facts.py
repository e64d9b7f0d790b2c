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
from .english_fact_fragments import FRAGMENTS
from .english_fact_objects import LIST_SPLIT
from .english_fact_verbs import RETRACTS
from .english_fact_words import PLURALS, ROLES
from .fact_drafts import SINCE_ONLY, Calendar, Drafts, Said
from .fact_objects import known_name
from .fact_subjects import USER, Subject, find_person, find_possessed, find_subject, fits_pronoun, people
from .fact_verbs import name_subject, read_predicate
from .messages import Sentence
from .patterns import compiled

PARTNER = "relation.partner"  # of whom one parts from, where no role is told
MAX_NAMED = 3  # words of what "it" is
MAX_CLAUSES = 40  # of a sentence; more is a list of something

_CLAUSE = compiled(english.CLAUSE_BREAK, FRAGMENTS)
_OPENER = compiled(english.OPENER, FRAGMENTS)
_CORRECTION = compiled(english.CORRECTION, FRAGMENTS)
_ELIDED = compiled(english.ELIDED, FRAGMENTS)
_CALL_ME = compiled(english.CALL_ME, FRAGMENTS)
_NOT_THIS = compiled(english.NOT_THIS, FRAGMENTS)
_PARTED = compiled("{PARTED}", FRAGMENTS)
_INSTEAD = compiled(english.INSTEAD, FRAGMENTS)
_ELLIPSES = tuple((compiled(pattern, FRAGMENTS), full) for pattern, full in english.ELLIPSES)
_HAD_KIN = compiled(english.HAD_KIN, FRAGMENTS)
_APPOSED = compiled(english.APPOSED, FRAGMENTS)
_APPOSED_SUBJECT = compiled(english.APPOSED_SUBJECT, FRAGMENTS)
_REACHED = compiled(english.REACHED, {})
_TURNED = compiled(english.TURNED, {})
_PRONOUN = compiled(english.PRONOUN, {})
_MY_MANY = compiled(english.MY_MANY, FRAGMENTS)
_MORE_KIN = compiled(english.MORE_KIN, FRAGMENTS)
_CLEFT = compiled(english.CLEFT, FRAGMENTS)
_MANY_KIN = compiled(english.MANY_KIN, FRAGMENTS)
_NAMES = compiled(LIST_SPLIT, {})
_BE = compiled("{BE}", FRAGMENTS)
_COPULAR = compiled("{COPULAR}", FRAGMENTS)
_AND_COPULAR = compiled(english.AND_COPULAR, FRAGMENTS)
_KEYED = compiled(english.KEYED, FRAGMENTS)
_SPEAKERS = tuple(
    (compiled(pattern, FRAGMENTS), predicate, reader) for pattern, predicate, reader in english.SPEAKERS
)
_HIS_NAME = compiled(english.HIS_NAME, FRAGMENTS)
_LEFT = compiled(english.LEFT_NAMED, FRAGMENTS)
_WORK_ON = re.compile(english_sentences.WORK_ON, re.IGNORECASE)
_SUPPOSED = compiled(english.SUPPOSED, FRAGMENTS)
_NOT_IT = compiled(english.NOT_IT, FRAGMENTS)
_UNRESOLVED = compiled(english.UNRESOLVED, FRAGMENTS)
_QUESTION = compiled(english.QUESTION_PART, FRAGMENTS)
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

    def __init__(self) -> None:
        self._correction = False
        self._lent = False
        self._form = True  # whether "name: Ann" may be a line about the speaker: at the beginning, or after another
        self._people: list[Subject] = []

    def read(
        self, sentence: Sentence, original: str, calendar: Calendar
    ) -> tuple[list[FactDraft], list[FactDraft]]:
        """The facts and the retractions of a sentence of the text `original`; nothing of a text to work on."""
        if self._lent:
            return [], []
        self._lent = _WORK_ON.search(sentence.text) is not None
        drafts = Drafts(sentence, original, calendar)
        drafts.correction = self._correction
        reading = _Reading(sentence, drafts, self._people)
        self._correction = reading.run()
        self._form = self._form and reading.form(0)
        self._people = reading.people
        clear = [fact for fact in drafts.facts if fact.predicate != "unresolved"]
        return clear or drafts.facts, drafts.retractions  # "it's Marta with a t, my name is Marta": one fact


class _Reading:
    def __init__(self, sentence: Sentence, drafts: Drafts, before: list[Subject]) -> None:
        self._text, self._drafts, self._before = sentence.text, drafts, before
        self.people: list[Subject] = []  # who is spoken of, for pronouns of the next sentence
        self._last: Subject | None = None
        self._left: tuple[str, tuple[int, int]] | None = None  # from whom the speaker parted, and where that is said
        self._copular = False  # whether the last clause said what somebody is
        self._person: Subject | None = None  # who was spoken of last, but the speaker
        self._end = len(self._text)
        unreal = _UNREAL.search(self._text)
        if unreal is not None:
            self._end = unreal.start()
        self._real = self._end
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
        if self._left is not None and not any(one.object == self._left[0] for one in self._drafts.retractions):
            self._drafts.add(Said(USER, PARTNER, "called"), *self._left, gone=True, guessed=True)
        self._mentioned()
        return only_marks

    def _mentioned(self) -> None:
        """Those near to the speaker who are named in passing ("lunch with my friend Abi"), in questions too."""
        near = people(self._text, self._real)
        left = {gone.object.casefold() for gone in self._drafts.retractions}
        for one in near:
            if one.called is not None and one.called.casefold() not in left:
                name_subject(self._drafts, one, (max(0, one.end - 1), one.end))
        self.people = [*near, *([self._person] if self._person is not None and self._person.relation else [])]

    def form(self, begin: int) -> bool:
        """ "Name: Ann. Age: 52": whether it is a line of a form, which is read."""
        found = _KEYED.match(self._text, begin)
        if found is None:
            return False
        predicate, reader = english.KEYED_PREDICATES[found["key"].lower().replace("home town", "hometown").split()[0]]
        for phrase in self._drafts.objects(reader, found.start("object"), len(self._text)):
            self._drafts.add(Said(USER, predicate, reader), phrase, (begin, len(self._text)), guessed=True)
        return True

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
        pronoun = _PRONOUN.match(text, begin, stop) if subject is None else None
        meant = self._meant(pronoun["who"].lower(), begin) if pronoun is not None else None
        if pronoun is not None and meant is not None:
            subject = self._person = replace(meant, end=pronoun.end(), called=None, guessed=True)
        elif subject is not None and subject.key != USER:
            self._person = subject
        if subject is not None and subject.key != USER and _SUPPOSED.search(text, 0, begin):
            return
        if subject is not None and subject.key == USER and (left := _LEFT.match(text, subject.end, stop)):
            self._left, self._person = (left["object"], clause), Subject(left["object"], left.end(), guessed=True)
            return
        if subject is not None and self._kin(subject, clause):
            return
        if subject is not None and read_predicate(self._drafts, text, subject, subject.end, clause):
            self._last = subject
            self._copular = _BE.match(text, subject.end) is not None
            self._goes_on(subject, clause)
        elif self._copular and self._last is not None and subject is None and _COPULAR.match(text, begin):
            self._be(self._last, begin, clause)
        elif subject is None and self._last is not None and begin and _ELIDED.match(text, begin, stop):
            elided = replace(self._last, called=None, guessed=True)
            read_predicate(self._drafts, text, elided, begin - 1, clause)  # from the blank before the verb on
        elif subject is not None and subject.called and not _PARTED.match(text, subject.end, stop):
            name_subject(self._drafts, subject, clause)
        elif not self._instead(begin, clause):
            self._unresolved(begin, clause)

    def _meant(self, pronoun: str, begin: int) -> Subject | None:
        """Whom a pronoun stands for: the last of this sentence whom it fits, else the only one of that before."""
        here = [*people(self._text, begin), *([self._person] if self._person is not None else [])]
        fit = [one for one in here if fits_pronoun(one, pronoun)]
        if here:
            return fit[-1] if fit else None
        keys = {one.key: one for one in self._before if fits_pronoun(one, pronoun)}
        return next(iter(keys.values())) if len(keys) == 1 else None

    def _goes_on(self, subject: Subject, clause: tuple[int, int]) -> None:
        """ "I'm 52 and retired", "a nurse living in Leeds": what the same "I'm" says besides."""
        if self._copular:
            for joint in _AND_COPULAR.finditer(self._text, subject.end, clause[1]):
                self._be(subject, joint.end(), clause)

    def _be(self, subject: Subject, begin: int, clause: tuple[int, int]) -> None:
        """Read what stands at `begin` as if "I'm" stood before it, in place of the three characters there."""
        at = begin - len(english.AM)
        text = self._text[:at] + english.AM + self._text[begin:]
        read_predicate(self._drafts, text, replace(subject, called=None, guessed=True), at, (begin, clause[1]))

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
        named = [found[group] for group in ("object", "named", "here", "its", "low") if found[group]] if found else []
        name = named[0] if named else None
        if name is None or not known_name(name) or (found and found["low"] and not self._text.islower()):
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
        for pattern, predicate, reader in _SPEAKERS:
            found = pattern.match(self._text, begin)
            objects = self._drafts.objects(reader, *found.span("object")) if found else []
            if found is not None and objects:
                role = found.groupdict().get("role")
                owner = f"{USER}'s {ROLES[role.lower()]}" if role else USER
                gone = predicate.startswith(RETRACTS)
                said = Said(owner, predicate.removeprefix(RETRACTS), reader)
                for phrase in objects:
                    self._drafts.add(said, phrase, clause, gone=gone, guessed=True)
                return True
        his = _HIS_NAME.match(self._text, begin)
        whose = self._meant(english.PRONOUNS[his["who"].lower()], begin) if his is not None else None
        if his is not None and whose is not None and whose.relation and known_name(his["object"]):
            name_subject(self._drafts, replace(whose, called=his["object"]), clause)
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
        phrase = told.text[date.start : date.end] if date else told.trimmed().split(english.WITHOUT)[0]
        names = phrase and len(phrase.split()) <= MAX_NAMED and (phrase[0].isupper() or phrase[0].isdecimal())
        if date or names:
            self._drafts.correction = True
            self._drafts.add(Said("it", "unresolved", "word"), phrase, clause, guessed=True)
