"""Statements about the speaker, and those near to them, in one sentence.

A sentence is cut into clauses, and a statement must begin at the beginning of one: "my friend said I live in a bubble"
and "I think she works at Ikea" do not. What stands after a word of doubt, hypothesis or report is passed over.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from . import english_facts as english
from . import english_sentences
from .dates import DateSpan
from .drafts import FactDraft
from .fact_objects import READERS, Told, known_name
from .messages import Sentence
from .patterns import compiled

STATED = 0.9  # confidence of a plain statement
GUESSED = 0.75  # of one whose subject or kind is read from little: another's name, a clause without subject, a plan
GUESSED_READERS = ("own_name", "going", "dated", "field")
SINCE_ONLY = ("liking", "disliking", "field")  # of these, a date tells when it happens, unless "since" stands before
PLANNED = ("plan", "going", "dated")  # of these, a date is one to come
MAX_CLAUSES = 40  # of a sentence; more is a list of something

_CLAUSE = compiled(english.CLAUSE_BREAK, english.FRAGMENTS)
_OPENER = compiled(english.OPENER, english.FRAGMENTS)
_CORRECTION = compiled(english.CORRECTION, english.FRAGMENTS)
_SUBJECT = compiled(english.SUBJECT, english.FRAGMENTS)
_POSSESSED = compiled(english.POSSESSED, english.FRAGMENTS)
_NEGATION = compiled(english.NEGATION, english.FRAGMENTS)
_NO_LONGER = compiled(english.NO_LONGER, english.FRAGMENTS)
_ELIDED = compiled(english.ELIDED, english.FRAGMENTS)
_CALL_ME = compiled(english.CALL_ME, english.FRAGMENTS)
_UNRESOLVED = tuple(compiled(pattern, english.FRAGMENTS) for pattern in english.UNRESOLVED)
_INSTEAD = compiled(english.INSTEAD, english.FRAGMENTS)
_QUESTION = compiled(english.QUESTION_PART, english.FRAGMENTS)
_VERBS = tuple((predicate, compiled(pattern, english.FRAGMENTS), reader) for predicate, pattern, reader in english.VERBS)
_AS_JOB = compiled(r" as an? {OBJECT}", english.FRAGMENTS)
_AT_EMPLOYER = compiled(english.EMPLOYER_MARK + "{OBJECT}", english.FRAGMENTS)
_AT_SCHOOL = compiled(r" (?:at|in) {OBJECT}", english.FRAGMENTS)
_UNREAL = re.compile(f"{english_sentences.UNREAL}|{english_sentences.REPORTED}", re.IGNORECASE)
_SINCE = re.compile(r"\b(since|from|until|till)\s{1,3}$", re.IGNORECASE)


@dataclass(frozen=True)
class _Subject:
    key: str
    end: int
    relation: str | None = None  # the role or animal that was named besides
    called: str | None = None
    guessed: bool = False


@dataclass(frozen=True)
class Calendar:
    """What facts need of dates: those of a sentence, the past or the next where nothing says, and local days."""

    past: Callable[[], Sequence[DateSpan]]
    future: Sequence[DateSpan]
    local_day: Callable[[float], str]


class Statements:
    """Reads the sentences of one message in order: a correction may stand in the sentence before."""

    def __init__(self, original: str) -> None:
        self._original = original
        self._correction = False

    def read(self, sentence: Sentence, calendar: Calendar) -> tuple[list[FactDraft], list[FactDraft]]:
        """The facts and the retractions of a sentence."""
        reading = _Reading(sentence, self._original, calendar, self._correction)
        reading.run()
        self._correction = reading.only_markers
        return reading.facts, reading.retractions


class _Reading:
    def __init__(self, sentence: Sentence, original: str, calendar: Calendar, correction: bool) -> None:
        self.sentence, self.text, self.calendar = sentence, sentence.text, calendar
        self.original = original[sentence.start : sentence.start + len(sentence.text)]
        self.correction = correction
        self.only_markers = False
        self.facts: list[FactDraft] = []
        self.retractions: list[FactDraft] = []
        self._last: _Subject | None = None
        self._denied: tuple[str, str, str] | None = None  # subject, predicate, reader of what was just said not to be

    def run(self) -> None:
        end = len(self.text)
        unreal = _UNREAL.search(self.text)
        if unreal is not None:
            end = unreal.start()
        if self.sentence.question:
            question = _QUESTION.search(self.text)
            end = min(end, question.start() if question else 0)
        clauses = 0
        for start, stop in self._clauses():
            clauses += 1
            if start >= end or clauses > MAX_CLAUSES:
                break
            if not self._marker(start, stop):
                self.only_markers = False
                self._clause(start, stop)

    def _clauses(self) -> Iterator[tuple[int, int]]:
        start = 0
        for stop in _CLAUSE.finditer(self.text):
            yield start, stop.start()
            start = stop.end() - (1 if stop[0].endswith(" ") else 0)
        yield start, len(self.text)

    def _begin(self, start: int, stop: int) -> int:
        """Past blanks and words that say nothing."""
        while start < stop and self.text[start].isspace():
            start += 1
        opener = _OPENER.match(self.text, start, stop)
        return opener.end() if opener else start

    def _marker(self, start: int, stop: int) -> bool:
        """Whether a clause is "actually", "no", "scratch that": what follows is a correction."""
        begin = self._begin(start, stop)
        marker = _CORRECTION.fullmatch(self.text, begin, stop)
        if marker is None:
            return False
        self.correction = self.correction or marker[0].lower() not in english.NOT_A_CORRECTION
        self.only_markers = self.correction
        return True

    def _clause(self, start: int, stop: int) -> None:
        begin = self._begin(start, stop)
        marker = _CORRECTION.match(self.text, begin, stop)
        if marker is not None and self.text[marker.end() : marker.end() + 1] == " ":
            self.correction = self.correction or marker[0].lower() not in english.NOT_A_CORRECTION
            begin = self._begin(marker.end(), stop)
        if self._possessed(begin, stop) or self._called(begin, stop):
            return
        subject = self._subject(begin, stop)
        if subject is not None and self._predicates(subject, subject.end, start, stop):
            self._last = subject
        elif subject is None and self._last is not None and _ELIDED.match(self.text, begin, stop):
            self._predicates(replace(self._last, called=None, guessed=True), max(begin - 1, 0), start, stop)
        elif self._denied or self.correction or subject is not None:
            self._instead(begin, start, stop)

    def _subject(self, begin: int, stop: int) -> _Subject | None:
        found = _SUBJECT.match(self.text, begin, stop)
        if found is None or found["s"]:
            return None
        if found["user"]:
            return _Subject("user", found.end())
        if found["named"]:
            name = found["named"]
            return _Subject(name, found.end(), guessed=True) if known_name(name) else None
        role = english.ROLES.get((found["role"] or "").lower()) or found["pet"].lower()
        return _Subject(f"user's {role}", found.end(), role, found["called"])

    def _predicates(self, subject: _Subject, at: int, start: int, stop: int) -> bool:
        negation = _NEGATION.match(self.text, at, stop)
        at = negation.end() if negation else at
        for predicate, pattern, reader in _VERBS:
            found = pattern.match(self.text, at, stop)
            if found is None:
                continue
            retract, predicate = predicate.startswith("!"), predicate.removeprefix("!")
            if predicate == "relation.ROLE" and (subject.relation not in english.ROLES.values() or subject.called):
                continue
            if (reader == "own_name" and (subject.key != "user" or negation)) or (predicate == "from" and negation):
                continue
            groups = found.groupdict()
            if reader == "pet":
                self._pet(subject, found, start, stop)
                return True
            told = self._told(reader, found.start("object"), found.end("object"))
            objects = READERS["origin" if predicate == "from" else reader](told)
            if not objects:
                continue
            if reader == "own_name" and (groups.get("no") or groups.get("isnt")):
                continue
            gone = bool(retract or (negation and negation["past"]) or groups.get("no") == " no longer")
            gone = gone or _NO_LONGER.search(self.text, found.start(), stop) is not None
            denied = bool((negation and negation["dont"]) or groups.get("no") or groups.get("isnt"))
            owner, predicate = self._relation(subject, predicate, groups)
            self._called_by(subject, start, stop)
            if predicate == "likes" and denied and not gone:
                predicate, denied = "dislikes", False
            for phrase in objects:
                self._add(owner, predicate, phrase, reader, start, stop, gone or denied, subject.guessed)
            if denied and not gone:
                self._denied = (owner, predicate, reader)
            self._besides(subject, predicate, found, told, start, stop, gone or denied)
            return True
        return False

    def _relation(self, subject: _Subject, predicate: str, groups: dict[str, str]) -> tuple[str, str]:
        if predicate == "relation.ROLE":
            return "user", f"relation.{subject.relation}"
        if predicate == "relation.HAD":
            return subject.key, f"relation.{english.ROLES[groups['had'].lower()]}"
        return subject.key, predicate

    def _called_by(self, subject: _Subject, start: int, stop: int) -> None:
        """ "My sister Anna", "my dog Rex": the name is a fact of its own."""
        if subject.called is None:
            return
        if subject.relation in english.PETS:
            self._add("user", "has_pet", subject.relation, "word", start, stop, False, False)
            self._add(subject.key, "name", subject.called, "word", start, stop, False, False)
        else:
            self._add("user", f"relation.{subject.relation}", subject.called, "word", start, stop, False, False)

    def _besides(
        self, subject: _Subject, predicate: str, found: re.Match[str], told: Told, start: int, stop: int, gone: bool
    ) -> None:
        """The second fact of "a nurse at the hospital", "at Siemens as an electrician", "law at Oxford", "from X to Y"."""
        second = {
            "works_as": (_AT_EMPLOYER, "works_at", "employer"),
            "works_at": (_AS_JOB, "works_as", "job"),
            "studies": (_AT_SCHOOL, "studies_at", "place"),
        }.get(predicate)
        if second is not None:
            pattern, other, reader = second
            match = pattern.search(self.text, told.start, stop)
            objects = READERS[reader](self._told(reader, match.start("object"), stop)) if match else []
            for phrase in objects:
                self._add(subject.key, other, phrase, reader, start, stop, gone, subject.guessed)
        left = found.groupdict().get("left")
        if left is not None:
            for phrase in READERS["place"](self._told("place", found.start("left"), found.end("left"))):
                self._add(subject.key, predicate, phrase, "word", start, stop, True, subject.guessed)

    def _pet(self, subject: _Subject, found: re.Match[str], start: int, stop: int) -> None:
        animal = found["animal"].lower()
        one = found["count"].lower() in ("a", "an", "one")
        phrase = animal if one else f"{found['count']} {found['animal']}{found['many'] or ''}"
        self._add(subject.key, "has_pet", phrase, "pet", start, stop, False, subject.guessed)
        if found["object"] and one and subject.key == "user":
            self._add(f"user's {animal}", "name", found["object"], "word", start, stop, False, False)

    def _possessed(self, begin: int, stop: int) -> bool:
        """ "My name is", "my sister's birthday is", "my favourite colour is"."""
        found = _POSSESSED.match(self.text, begin, stop)
        if found is None or (found["named"] and not known_name(found["named"])):
            return False
        what = found["what"].lower().split()
        if what[0].startswith("favo"):
            thing = " ".join(what[1:])
            predicate = f"favourite.{english.SPELLINGS.get(thing, thing)}"
        else:
            predicate = english.POSSESSED_PREDICATES[what[0]]
        role = english.ROLES.get((found["role"] or "").lower())
        pet = (found["pet"] or "").lower()
        subject = f"user's {role or pet}" if role or pet else found["named"] or "user"
        if predicate == "name" and role:
            subject, predicate = "user", f"relation.{role}"
        reader = {"birthday": "date", "age": "number", "email": "raw", "phone": "raw"}.get(predicate, "name")
        reader = "liking" if predicate.startswith("favourite.") else reader
        denied = bool(found["no"])
        objects = self._objects(reader, found.start("object"), stop)
        if objects and predicate == "name" and pet:
            self._add("user", "has_pet", pet, "word", begin, stop, False, False)
        for phrase in objects:
            self._add(subject, predicate, phrase, reader, begin, stop, denied, bool(found["named"]))
        if objects and denied:
            self._denied = (subject, predicate, reader)
        return bool(objects)

    def _objects(self, reader: str, start: int, stop: int) -> list[str]:
        told = self._told(reader, start, stop)
        if reader == "raw":
            return [self.original[start:stop].strip(" .")]
        if reader == "number":
            digits = re.match(r"\d{1,3}\b", self.text[start:stop])
            return [digits[0]] if digits else []
        return READERS[reader](told)

    def _called(self, begin: int, stop: int) -> bool:
        """ "Call me Max"."""
        found = _CALL_ME.match(self.text, begin, stop)
        if found is None or not known_name(found["object"]):
            return False
        self._add("user", "name", found["object"], "name", begin, stop, False, False)
        return True

    def _instead(self, begin: int, start: int, stop: int) -> None:
        """ "... it's Beate" after "my name isn't Bea"; "no, it's Tuesday", where only the talk before tells what."""
        if self._denied is not None:
            subject, predicate, reader = self._denied
            found = _INSTEAD.match(self.text, begin, stop)
            objects = self._objects(reader, found.start("object"), stop) if found else []
            for phrase in objects:
                self._add(subject, predicate, phrase, reader, start, stop, False, False)
            return
        for index, pattern in enumerate(_UNRESOLVED):
            found = pattern.match(self.text, begin, stop)
            if found is None or (index == 0 and not self.correction):
                continue
            told = self._told("plan", found.start("object"), found.end("object"))
            date = told.date()
            phrase = self.original[date.start : date.end] if date else told.trimmed()
            if phrase and (date or phrase[0].isupper() or phrase[0].isdecimal()):
                self.correction = True
                self._add("it", "unresolved", phrase, "word", start, stop, False, True)
            return

    def _told(self, reader: str, start: int, stop: int) -> Told:
        dates = self.calendar.future if reader in PLANNED else self._past_dates()
        return Told(self.original, start, stop, dates, self.calendar.local_day)

    def _past_dates(self) -> Sequence[DateSpan]:
        return self.calendar.past() if self.calendar.future else ()

    def _add(
        self, subject: str, predicate: str, phrase: str, reader: str, start: int, stop: int, gone: bool, guessed: bool
    ) -> None:
        begin, end = self._valid(reader, predicate, start, stop)
        if gone and end is None:
            begin, end = None, begin
        confidence = GUESSED if guessed or reader in GUESSED_READERS else STATED
        corrects = not gone and (self.correction or (self._denied or ("", ""))[:2] == (subject, predicate))
        while start < stop and self.text[start].isspace():
            start += 1
        base = self.sentence.start
        draft = FactDraft(
            subject, predicate, phrase, begin, end, base + start, base + stop, confidence, corrects
        )  # fmt: skip
        (self.retractions if gone else self.facts).append(draft)

    def _valid(self, reader: str, predicate: str, start: int, stop: int) -> tuple[float | None, float | None]:
        """From when and until when, of what the clause's dates tell."""
        if reader in ("date", "word", "name") and predicate not in ("has_condition", "status", "name"):
            return None, None
        begin = end = None
        dates = self.calendar.future if reader in PLANNED else self._past_dates()
        for span in dates:
            if not (start <= span.start < stop) or span.recurrence:
                continue
            mark = _SINCE.search(self.text, max(start, span.start - 10), span.start)
            word = mark[1].lower() if mark else ""
            if word in ("until", "till"):
                end = span.at if end is None else end
            elif reader not in SINCE_ONLY or word:
                begin = span.at if begin is None else begin
        return begin, end
