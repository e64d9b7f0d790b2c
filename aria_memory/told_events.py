"""When something is that a request only names ("a week before mum's birthday"): by what the user said of it before."""

import re
from datetime import datetime, timedelta
from functools import reduce

import numpy as np

from . import episodes, facts, lexicon, people
from .extracted_intentions import Turn
from .extraction import DateSpan, find_dates
from .extraction.english_fact_words import ROLES
from .extraction.messages import readable, sentences
from .store import Scoped
from .text import query_terms

SPEAKER = "user"
MOST_TURNS = 40  # the latest that name it; one that was spoken of more is an everyday word
MOST_WORDS = 6  # of its name
BIRTHDAY = "birthday"

_BIRTHDAY = re.compile(r"(?:(?P<my>my)|(?:my |our )?(?P<whose>[^\W\d][\w' -]{1,30}?)(?:'s|s'|s)?) (?:birthday|bday|b-day)")
_OWNER = re.compile(r"'s?\b")


def when_told(scope: Scoped, turn: Turn, event: str) -> DateSpan | None:
    """The time to come that was last told of an event, or of somebody's birthday; None where none was, or several at once."""
    words = query_terms(_OWNER.sub("", event.lower()))[:MOST_WORDS]
    found = None if not words else next((one for text in _naming(scope, turn, words) if (one := _told_in(text, words, turn))), None)
    return found or _birthday(scope, turn, event)


def _naming(scope: Scoped, turn: Turn, words: tuple[str, ...]) -> list[tuple[float, str]]:
    """When and what the user said that has all these words, the latest first."""
    postings = lexicon.postings(scope, "turn", words)
    if len(postings) < len(words):
        return []
    places = reduce(np.intersect1d, (each.places for each in postings)).tolist()
    rows = [row for row in episodes.at_places(scope, places[-MOST_TURNS:]) if row["role"] == SPEAKER and row["at"] <= turn.at]
    rows = sorted((row for row in rows if row["id"] != turn.seen.episode_id), key=lambda row: -row["id"])
    texts = episodes.texts(scope, [row["id"] for row in rows])
    return [(row["at"], texts[row["id"]]) for row in rows if row["id"] in texts]


def _told_in(said: tuple[float, str], words: tuple[str, ...], turn: Turn) -> DateSpan | None:
    """The one time to come that a sentence with these words tells."""
    at, text = said
    for offset, part in readable(text):
        for one in sentences(part, offset):
            if one.question or not all(word[: max(3, len(word) - 2)] in one.text.lower() for word in words):
                continue
            spans = [span for span in find_dates(one.text, at, turn.zone, past=False) if span.at > turn.at or span.recurrence]
            if len(spans) == 1 and spans[0].recurrence:
                spans = [span for span in find_dates(one.text, turn.at, turn.zone, past=False) if span.recurrence]
            if len(spans) == 1:
                return spans[0]
    return None


def _birthday(scope: Scoped, turn: Turn, event: str) -> DateSpan | None:
    """The next birthday of the user, of who is something to them, or of who is known by name."""
    asked = _BIRTHDAY.search(event.lower())
    if asked is None:
        return None
    whose = SPEAKER if asked["my"] else asked["whose"].strip()
    subjects = {whose, f"{people.OF_USER}{ROLES.get(whose, whose)}"}
    subjects |= {subject for subject, name in people.called(scope, turn.now).items() if name.lower() == whose}
    for fact in facts.at(scope, turn.now, predicate=BIRTHDAY):
        if fact.subject.lower() in subjects and (day := re.search(r"(\d\d)-(\d\d)$", fact.object)):
            here = datetime.fromtimestamp(turn.at, turn.zone)
            for year in (here.year, here.year + 1):
                try:
                    then = datetime(year, int(day[1]), int(day[2]), tzinfo=turn.zone)
                except ValueError:  # 29 February
                    continue
                if then + timedelta(days=1) > here:
                    return DateSpan(0, 0, then.timestamp(), "day")
    return None
