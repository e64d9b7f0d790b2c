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
from .english_fact_fragments import FRAGMENTS
from .fact_corrections import instead, not_this, unresolved
from .fact_dates import day_alone
from .fact_drafts import INTRODUCED, Drafts, Said
from .fact_introductions import call_me, kin, turned
from .fact_pronouns import PARTNER, his, no_longer_with, parted
from .fact_roles import kin_of_others, only_name, pet, role
from .fact_subjects import USER, Subject, find_person, find_possessed, find_subject, fits_pronoun, people, somebodys
from .fact_verbs import name_subject, read_predicate
from .messages import Sentence
from .patterns import compiled

INTRODUCING = ("name", "age", "from", "lives_in")  # "I'm Ana, 27, from Cebu, nurse at St Luke's"
MAX_CLAUSES = 40  # of a sentence; more is a list of something

_CLAUSE = compiled(english.CLAUSE_BREAK, FRAGMENTS)
_OPENER = compiled(english.OPENER, FRAGMENTS)
_CORRECTION = compiled(english.CORRECTION, FRAGMENTS)
_ELIDED = compiled(english.ELIDED, FRAGMENTS)
_PARTED = compiled("{PARTED}", FRAGMENTS)
_APPOSED_SUBJECT = compiled(english.APPOSED_SUBJECT, FRAGMENTS)
_PRONOUN = compiled(english.PRONOUN, {})
_FROM_THEN = compiled(english.FROM_THEN, {})
_BE = compiled("{BE}", FRAGMENTS)
_COPULAR = compiled("{COPULAR}", FRAGMENTS)
_APPOSITION = compiled("{APPOSITION}", FRAGMENTS)
_AND_COPULAR = compiled(english.AND_COPULAR, FRAGMENTS)
_LEFT = compiled(english.LEFT_NAMED, FRAGMENTS)
_SUPPOSED = compiled(english.SUPPOSED, FRAGMENTS)
_QUESTION = compiled(english.QUESTION_PART, FRAGMENTS)
_UNREAL = re.compile(
    f"{english_sentences.FICTION}|{english_sentences.REPORTED}|{english_sentences.SARCASM}", re.IGNORECASE
)
_DOUBTED = re.compile(english_sentences.DOUBTED, re.IGNORECASE)


class Reading:
    """One sentence as it is read, clause by clause. before, name: those near to the speaker, and the one name, in the
    sentence before."""

    def __init__(self, sentence: Sentence, drafts: Drafts, before: list[Subject], name: str | None) -> None:
        self._text, self._drafts, self._before, self._named = sentence.text, drafts, before, name
        self.people: list[Subject] = []  # who is spoken of, for pronouns of the next sentence
        self._last: Subject | None = None
        self._left: tuple[str, tuple[int, int]] | None = None  # from whom the speaker parted, and where that is said
        self._copular = False  # whether the last clause said what somebody is
        self._person: Subject | None = None  # who was spoken of last, but the speaker
        self._strange = False  # whether somebody is spoken of of whom nothing is kept: "she" may be they
        self._end = len(self._text)
        unreal, doubted = _UNREAL.search(self._text), _DOUBTED.search(self._text)
        self._real = unreal.start() if unreal is not None else self._end  # up to there those spoken of exist
        self._end = min(self._real, doubted.start() if doubted is not None else self._real)
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
            told_day = self._drafts.correction and day_alone(self._drafts, self._text, clause)
            if not alone and not told_day:
                self._clause(begin, clause)
        if self._left is not None and not any(one.object == self._left[0] for one in self._drafts.retractions):
            self._drafts.add(Said(USER, PARTNER, "called"), *self._left, gone=True, guessed=True)
        self.mentioned()
        return only_marks

    def mentioned(self) -> None:
        """Those near to the speaker who are named in passing ("lunch with my friend Abi"), in questions too."""
        near = people(self._text, self._real, self._drafts.low)
        left = {gone.object.casefold() for gone in self._drafts.retractions}
        for one in near:
            if one.called is not None and one.called.casefold() not in left:
                name_subject(self._drafts, one, (max(0, one.end - 1), one.end))
        kin_of_others(self._drafts, self._text, self._real, self._meant)
        last = self._person
        told = last is not None and (last.relation or any(fact.subject == last.key for fact in self._drafts.facts))
        self.people = [] if self._strange else [*near, *([last] if last is not None and told else [])]

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
        since = _FROM_THEN.match(self._text, start, stop)  # "as of this morning, Bo is my boss"
        date = self._drafts.date_at(since.end() if since is not None else start)
        if date is None or date > stop:
            return start
        return self._open(date + (self._text[date : date + 1] == ","), stop)

    def _open(self, start: int, stop: int) -> int:
        while start < stop and (self._text[start].isspace() or self._text[start] == "("):
            start += 1
        opener = _OPENER.match(self._text, start, stop)
        return opener.end() if opener else start

    def _told_role(self, begin: int, clause: tuple[int, int]) -> bool:
        """Read who is what to whom; of whom is told so the next pronoun may be said."""
        if not role(self._drafts, self._text, begin, clause, self._meant, self._named):
            return False
        last = [fact for fact in self._drafts.facts if fact.subject == USER and fact.predicate.startswith("relation.")]
        if last:
            relation = last[-1].predicate.partition(".")[2]
            self._person = Subject(f"{USER}'s {relation}", clause[1], relation)
        return True

    def _clause(self, begin: int, clause: tuple[int, int]) -> None:
        text, stop = self._text, clause[1]
        drafts = self._drafts
        if call_me(drafts, text, begin, clause):  # "Jasmine here, 24, from Manila": what follows is of the speaker too
            self._last, self._copular = Subject(USER, begin), True
            return
        if (
            self._possessed(begin, clause) or not_this(drafts, text, begin, clause)
            or self._told_role(begin, clause)
            or pet(drafts, text, begin, clause)
            or his(drafts, text, begin, clause, self._meant) or parted(drafts, text, begin, clause)
            or turned(drafts, text, begin, clause, self._end)
        ):  # fmt: skip
            return
        self._strange = somebodys(text, begin, stop) or self._strange
        subject = find_subject(text, begin, stop, drafts.low)
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
        if subject is not None and subject.key == USER and no_longer_with(drafts, text, subject.end, clause):
            return
        if subject is not None and kin(drafts, text, subject, clause, self._end):
            read_predicate(drafts, text, subject, subject.end, clause)  # "a single dad to two girls, Poppy and Wren"
            return
        if subject is not None and read_predicate(drafts, text, subject, subject.end, clause):
            self._last = subject
            self._copular = _BE.match(text, subject.end) is not None
            self._goes_on(subject, clause)
        elif subject is None and self._last is not None and begin and _ELIDED.match(text, begin, stop):
            elided = replace(self._last, called=None, guessed=True)
            read_predicate(drafts, text, elided, begin - 1, clause)  # from the blank before the verb on
        elif self._copular and self._last is not None and subject is None and self._is(begin):
            self._be(self._last, begin, clause)
        elif subject is not None and subject.called and not _PARTED.match(text, subject.end, stop):
            name_subject(drafts, subject, clause)
        elif not instead(drafts, text, begin, clause):
            unresolved(drafts, text, begin, clause)

    def _meant(self, pronoun: str, begin: int) -> Subject | None:
        """Whom a pronoun stands for: the last of this sentence whom it fits, else the only one of that before."""
        if self._strange:
            return None
        here = [*people(self._text, begin, self._drafts.low), *([self._person] if self._person is not None else [])]
        if pronoun == english.WHO:
            near = [one for one in here if one.role and self._text[one.end : begin].strip() == ","]
            return near[-1] if near else None
        fit = [one for one in here if fits_pronoun(one, pronoun)]
        if here:
            return fit[-1] if fit else None
        keys = {one.key: one for one in self._before if fits_pronoun(one, pronoun)}
        named = None if self._before or only_name(self._text[:begin]) else self._named
        if named is not None and pronoun in ("he", "she"):  # "Emeka rang. He lives in Croydon now."
            return Subject(named, begin, guessed=True)
        return next(iter(keys.values())) if len(keys) == 1 else None

    def _goes_on(self, subject: Subject, clause: tuple[int, int]) -> None:
        """ "I'm 52 and retired", "a nurse living in Leeds": what the same "I'm" says besides."""
        if self._copular:
            for joint in _AND_COPULAR.finditer(self._text, subject.end, clause[1]):
                self._be(subject, joint.end(), clause)

    def _is(self, begin: int) -> bool:
        """Whether what stands at `begin` says further what somebody is; after a name or an age, without "a" too."""
        told = self._drafts.facts[-1].predicate if self._drafts.facts else ""
        return bool(_COPULAR.match(self._text, begin)) or (
            told in INTRODUCING and _APPOSITION.match(self._text, begin) is not None
        )

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
            self._drafts.add(Said(USER, "has_pet", INTRODUCED), found.subject.relation, clause)
        for phrase in objects:
            self._drafts.add(said, phrase, clause, gone=found.denied, guessed=found.subject.guessed)
        if found.denied:
            self._drafts.denied = said
        else:
            self._drafts.stated = said
        if said.subject == USER and said.predicate == "name":  # "my name is Owen, teacher at ..."
            self._last, self._copular = found.subject, True
        return True
