"""What the sentences of a message state, in order: what one leaves open the next may tell."""

import re

from . import english_facts as english
from . import english_sentences
from .drafts import FactDraft
from .english_fact_fragments import FRAGMENTS
from .fact_drafts import Calendar, Drafts
from .fact_introductions import form, greeting
from .fact_names import named
from .fact_roles import holds_name, only_name
from .fact_subjects import Subject
from .facts import Reading
from .messages import Sentence
from .patterns import compiled

_OPENER = compiled(english.OPENER, FRAGMENTS)
_ELLIPSES = tuple((compiled(pattern, FRAGMENTS), full) for pattern, full in english.ELLIPSES)
_WORK_ON = re.compile(english_sentences.WORK_ON, re.IGNORECASE)


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
        self._lent = self._left_job = self._greeted = False
        self._form = True  # whether "name: Ann" may be a line about the speaker: at the beginning, or after another
        self._people: list[Subject] = []
        self._named: str | None = None  # the one name in the sentence before

    def read(
        self, sentence: Sentence, original: str, calendar: Calendar
    ) -> tuple[list[FactDraft], list[FactDraft]]:
        """The facts and the retractions of a sentence of the text `original`; nothing of a text to work on."""
        if self._lent:
            return [], []
        low = sentence.text.islower()
        sentence, original = named(sentence, original)
        self._lent = _WORK_ON.search(sentence.text) is not None
        drafts = Drafts(sentence, original, calendar)
        drafts.low = low
        drafts.correction, drafts.left_job, drafts.greeted = self._correction, self._left_job, self._greeted
        reading = Reading(sentence, drafts, self._people, self._named)
        self._correction, self._people = reading.run(), reading.people
        self.passed(sentence)
        self._greeted = greeting(sentence.text)
        self._form = self._form and form(drafts, sentence.text)
        self._left_job = any(one.predicate == "works_at" for one in drafts.retractions)
        clear = [fact for fact in drafts.facts if fact.predicate != "unresolved"]
        return clear or drafts.facts, drafts.retractions  # "it's Marta with a t, my name is Marta": one fact

    def mentioned(self, sentence: Sentence, original: str, calendar: Calendar) -> list[FactDraft]:
        """Who is named in passing in a request: "tell me to roll the bins out, my husband Declan never does"."""
        sentence, original = named(sentence, original)
        drafts = Drafts(sentence, original, calendar)
        Reading(sentence, drafts, self._people, self._named).mentioned()
        return drafts.facts

    def passed(self, sentence: Sentence) -> None:
        """A sentence is over, also one that states nothing: whom it names the next may be about."""
        self._named = only_name(sentence.text) or (None if holds_name(sentence.text) else self._named)
