"""When something is that a request only names ("a week before mum's birthday"): by what the user said of it before."""

import re
from collections.abc import Iterator
from functools import reduce

import numpy as np

from . import episodes, facts, lexicon, people
from .english_continued import GENITIVE, WHOSE_BIRTHDAY
from .extracted_intentions import Turn
from .extraction import DateSpan, find_dates
from .extraction.english_fact_words import ROLES
from .extraction.messages import Sentence, readable, sentences
from .prospective.stems import stem
from .shown import BIRTHDAY, MONTHS
from .store import Scoped
from .text import query_terms, words

MOST_TURNS = 40  # the latest that name it; what was spoken of in more is an everyday word
MOST_WORDS = 6  # of its name

_WHOSE = re.compile(WHOSE_BIRTHDAY)
_DAY = re.compile(r"(\d\d)-(\d\d)$")
_GENITIVE = re.compile(GENITIVE)


def when_told(scope: Scoped, turn: Turn, event: str) -> DateSpan | None:
    """The time to come that was told last of an event; of a birthday the next. None where the user told none."""
    terms = query_terms(_GENITIVE.sub("", event.lower()))[:MOST_WORDS]
    name = frozenset(map(stem, terms))
    for at, text in _naming(scope, turn, terms):
        for one in _sentences(text):
            if not one.question and name.issubset(map(stem, words(one.text))):
                found = _time_to_come(one.text, at, turn)
                if found is not None:
                    return found
    return _birthday(scope, turn, event.lower())


def _naming(scope: Scoped, turn: Turn, terms: tuple[str, ...]) -> list[tuple[float, str]]:
    """When and what the user said that has all these words and is not archived, the latest first."""
    postings = lexicon.postings(scope, "turn", terms)
    if not terms or len(postings) < len(terms):
        return []
    places = reduce(np.intersect1d, (each.places for each in postings)).tolist()
    own = [row for row in episodes.at_places(scope, places[-MOST_TURNS:]) if row["role"] == people.USER]
    rows = [row for row in own if row["archived"] is None and row["at"] <= turn.at]
    said = sorted((row["id"], row["at"]) for row in rows if row["id"] != turn.seen.episode_id)
    texts = episodes.texts(scope, [number for number, _ in said])
    return [(at, texts[number]) for number, at in reversed(said) if number in texts]


def _sentences(text: str) -> Iterator[Sentence]:
    return (one for offset, part in readable(text) for one in sentences(part, offset))


def _time_to_come(text: str, at: float, turn: Turn) -> DateSpan | None:
    """The one time that a sentence said at a time tells and that is to come yet; of a series its next."""
    spans = find_dates(text, at, turn.zone, past=False)
    spans = tuple(span for span in spans if span.at > turn.at or span.recurrence)
    if len(spans) == 1 and spans[0].recurrence:
        spans = tuple(span for span in find_dates(text, turn.at, turn.zone, past=False) if span.recurrence)
    return spans[0] if len(spans) == 1 else None


def _birthday(scope: Scoped, turn: Turn, event: str) -> DateSpan | None:
    """The next birthday of the user, of who is something to them, or of who is known by name."""
    asked = _WHOSE.search(event)
    if asked is None:
        return None
    whose = people.USER if asked["my"] else asked["whose"].strip()
    subjects = {whose, f"{people.OF_USER}{ROLES.get(whose, whose)}"}
    subjects |= {subject for subject, name in people.called(scope, turn.now).items() if name.lower() == whose}
    told = (fact for fact in facts.at(scope, turn.now, predicate=BIRTHDAY) if fact.subject.lower() in subjects)
    days = [day for fact in told if (day := _DAY.search(fact.object)) is not None]
    said = f"{int(days[-1][2])} {MONTHS[int(days[-1][1]) - 1]}" if days else ""
    return next(iter(find_dates(said, turn.at, turn.zone, past=False)), None)
