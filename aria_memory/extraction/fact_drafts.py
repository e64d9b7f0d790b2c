"""The drafts of one sentence as they come in: their validity, their confidence, and what was said just before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from . import english_facts as english
from .dates import DateSpan
from .drafts import FactDraft
from .fact_objects import READERS
from .fact_phrases import Told
from .messages import Sentence
from .patterns import compiled

STATED = 0.9  # confidence of a plain statement
GUESSED = 0.75  # of one whose subject or kind is read from little: another's name, a clause without subject, a plan
GUESSED_READERS = ("own_name", "going", "dated", "field")
SINCE_ONLY = ("liking", "disliking", "field")  # of these, a date tells when it happens, unless "since" stands before
PLANNED = ("plan", "going", "dated", "coming", "becoming")  # of these, a date is one to come
TIMELESS = ("name", "birthday", "email", "phone", "relation", "unresolved", "favourite", "from", "born_in")
DOING = "doing"  # work told by what is done: it stands beside other work, one may teach and coach
INTRODUCED = "introduced"  # named in passing: the clause's dates are of something else
LOOK_BACK = 10  # characters before a date in which "since" may stand

_SINCE = compiled(english.SINCE, {})


@dataclass(frozen=True)
class Calendar:
    """What facts need of dates: those of a sentence, the past or the next where nothing says, and local days."""

    past: Callable[[], Sequence[DateSpan]]
    future: Sequence[DateSpan]
    local_day: Callable[[float], str]


@dataclass(frozen=True)
class Said:
    """Whose predicate was just said or denied, and how its object is read."""

    subject: str
    predicate: str
    reader: str


class Drafts:
    """Collects the facts and retractions of one sentence; `correction` says that what comes corrects what was said."""

    def __init__(self, sentence: Sentence, original: str, calendar: Calendar) -> None:
        self.facts: list[FactDraft] = []
        self.retractions: list[FactDraft] = []
        self.correction = False
        self.greeted = False  # whether the sentence before was a greeting
        self.low = False  # whether the sentence has no capitals
        self.left_job = False  # whether the sentence before told that a job was left
        self.stated: Said | None = None
        self.denied: Said | None = None
        self._sentence = sentence
        self._original = sentence.told_in(original)
        self._calendar = calendar
        self._past: Sequence[DateSpan] | None = None

    def told(self, reader: str, start: int, stop: int) -> Told:
        """A piece of the sentence, to read as an object."""
        return Told(self._original, start, stop, self._dates(reader), self._calendar.local_day, self.low)

    def date_at(self, start: int) -> int | None:
        """Where a date ends that begins at a place of the sentence; None if none does."""
        return next((span.end for span in self._calendar.future if span.start == start), None)

    def dated(self, clause: tuple[int, int]) -> bool:
        """Whether a clause tells when, but for since when."""
        inside = [span.start for span in self._calendar.future if clause[0] <= span.start < clause[1]]
        return any(_since(self._sentence.text, at) is None for at in inside)

    def objects(self, reader: str, start: int, stop: int) -> list[str]:
        """What a piece of the sentence tells, read as an object; nothing where it is none."""
        return READERS[reader](self.told(reader, start, stop))

    def add(
        self, said: Said, phrase: str, clause: tuple[int, int], *, gone: bool = False, guessed: bool = False
    ) -> None:
        """A fact, or where it is `gone` a retraction, told by a clause of the sentence."""
        begin, end = self._valid(said, clause, gone)
        if gone:
            begin, end = None, begin if end is None else end
        start, stop = clause
        while start < stop and self._sentence.text[start].isspace():
            start += 1
        contrast = self.denied is not None and self.denied.subject == said.subject
        contrast = contrast and self.denied is not None and self.denied.predicate == said.predicate
        draft = FactDraft(
            subject=said.subject,
            predicate=said.predicate,
            object=phrase,
            valid_from=begin,
            valid_to=end,
            start=self._sentence.start + start,
            end=self._sentence.start + stop,
            confidence=GUESSED if guessed or said.reader in GUESSED_READERS else STATED,
            correction=not gone and (self.correction or contrast),
            beside=said.reader == DOING,
        )
        kept = self.retractions if gone else self.facts
        if not any((one.subject, one.predicate, one.object) == (said.subject, said.predicate, phrase) for one in kept):
            kept.append(draft)

    def correct_last(self) -> None:
        """The fact added last corrects what was said."""
        self.facts[-1] = replace(self.facts[-1], correction=True)

    def _dates(self, reader: str) -> Sequence[DateSpan]:
        if reader in PLANNED or not self._calendar.future:
            return self._calendar.future
        if self._past is None:
            self._past = self._calendar.past()
        return self._past

    def _valid(self, said: Said, clause: tuple[int, int], gone: bool) -> tuple[float | None, float | None]:
        """From when and until when, of what the clause's dates tell."""
        begin: float | None = None
        end: float | None = None
        if (said.predicate.partition(".")[0] in TIMELESS or said.reader == INTRODUCED) and not gone:
            return None, None
        if said.predicate == "birthday":  # its day is no end of it
            return None, None
        for span in self._dates(said.reader):
            if not clause[0] <= span.start < clause[1] or span.recurrence:
                continue
            if span.granularity == "minute" and said.reader not in PLANNED:  # an hour tells of no state since when
                continue
            mark = _since(self._sentence.text, span.start)
            if mark is not None and mark["until"]:
                end = span.at if end is None else end
            elif said.reader not in SINCE_ONLY or mark is not None:
                begin = span.at if begin is None else begin
        return begin, end


def _since(text: str, at: int) -> re.Match[str] | None:
    return _SINCE.search(text, max(0, at - LOOK_BACK), at)
