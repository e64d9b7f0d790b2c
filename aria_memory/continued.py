"""What a turn says that only the turns before it tell: "The recital is on Saturday at 4." and then "Remind me an hour
before."; "I have a new boss." and then "His name is Tom."
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from .english_continued import BEGINS
from .errors import BadInput
from .extracted_intentions import Turn
from .extraction import Extraction, FactDraft, IntentionDraft, counts_back, extract
from .last_spoken import just_before, said_before
from .store import Scoped
from .told_events import when_told

BETWEEN = 2  # of the user's turns that may come between what is told and what is counted from it, without a date
WITHIN = 4 * 3_600.0  # seconds in which "an hour before" is of what was said, as "done" is of what was told
STOPS = (".", "!", "\u2026")

_BEGINS = re.compile(BEGINS, re.IGNORECASE)
Draft = TypeVar("Draft", FactDraft, IntentionDraft)


def goes_on(text: str, said: Extraction) -> bool:
    """Whether what a turn of this text says may be told by the turns before it only."""
    waits = counts_back(text) and not any(one.at is not None for one in said.intentions)
    return waits or _BEGINS.match(text) is not None


def continued(scope: Scoped, turn: Turn, said: Extraction, text: str) -> Extraction:
    """What the turn of this text says, if what was said before it tells more of that."""
    try:
        if _BEGINS.match(text):
            return _of_whom(scope, turn, said, text)
        return _counted(scope, turn, said, text)
    except BadInput:  # a year that no calendar here knows
        return said


def _of_whom(scope: Scoped, turn: Turn, said: Extraction, text: str) -> Extraction:
    """ "His name is Tom": of the one who was spoken of in the turn just before, if nobody asked anything since."""
    found = just_before(scope, turn)
    if found is None or not _near(turn, *found):
        return said
    lead = _lead(found[1])
    read = extract(lead + text, now=turn.at, zone=turn.zone)
    facts, gone = _own(read.facts, len(lead)), _own(read.retractions, len(lead))
    more = len(facts) + len(gone) > len(said.facts) + len(said.retractions)
    return replace(said, facts=facts, retractions=gone) if more else said


def _counted(scope: Scoped, turn: Turn, said: Extraction, text: str) -> Extraction:
    """ "Remind me an hour before": at the time that the turns before give it, if they do; an event that is named has it
    from whenever it was told."""
    own = extract(text, now=turn.at, zone=turn.zone, events=partial(when_told, scope, turn)).intentions
    if any(one.at is not None for one in own):
        return replace(said, intentions=own)
    lead = "".join(map(_lead, reversed([*_before(scope, turn)])))
    own = _own(extract(lead + text, now=turn.at, zone=turn.zone).intentions, len(lead)) if lead else ()
    return replace(said, intentions=own) if any(one.at is not None for one in own) else said


def _before(scope: Scoped, turn: Turn) -> Iterator[str]:
    """What the user said before in the session, on the same day and a short while ago, the latest first."""
    for at, text in said_before(scope, turn, BETWEEN):
        if not _near(turn, at, text):
            return
        yield text


def _near(turn: Turn, at: float, text: str) -> bool:
    """Whether a turn was said a short while ago, on the same day, and does not ask."""
    days = {datetime.fromtimestamp(one, turn.zone).date() for one in (at, turn.at)}
    return len(days) == 1 and 0.0 <= turn.at - at <= WITHIN and not text.rstrip().endswith("?")


def _lead(text: str) -> str:
    plain = text.strip()
    return plain + (" " if plain.endswith(STOPS) else ". ")


def _own(drafts: tuple[Draft, ...], by: int) -> tuple[Draft, ...]:
    """Those of the text after so many characters, with their places in it."""
    return tuple(replace(one, start=max(0, one.start - by), end=one.end - by) for one in drafts if one.end > by)
