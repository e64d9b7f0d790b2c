"""Requests whose time is counted from what was told a turn before: "The recital is on Saturday at 4." and then
"Remind me an hour before."
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from .errors import BadInput
from .extracted_intentions import Turn
from .extraction import Extraction, IntentionDraft, extract, find_dates
from .last_spoken import said_before
from .store import Scoped

BETWEEN = 2  # of the user's turns that may come in between, if they tell no date
WITHIN = 4 * 3_600.0  # seconds in which "an hour before" is of what was said, as "done" is of what was told
STOPS = (".", "!", "\u2026")


def counted(scope: Scoped, turn: Turn, said: Extraction, text: str) -> Extraction:
    """What the turn of this text says, its requests at the times that the turns before give them, if they do."""
    for before in _before(scope, turn):
        lead = before + (" " if before.endswith(STOPS) else ". ")
        try:
            read = extract(lead + text, now=turn.at, zone=turn.zone).intentions
            dated = find_dates(before, turn.at, turn.zone, past=False)
        except BadInput:  # a year that no calendar here knows
            return said
        own = [_moved(one, len(lead)) for one in read if one.end > len(lead)]
        if any(one.at is not None for one in own):
            return replace(said, intentions=tuple(own))
        if dated:  # something else is spoken of
            return said
    return said


def _before(scope: Scoped, turn: Turn) -> Iterator[str]:
    """What the user said before in the session, on the same day and a short while ago, the latest first."""
    today = datetime.fromtimestamp(turn.at, turn.zone).date()
    for at, text in said_before(scope, turn, BETWEEN):
        plain = text.strip()
        same_day = datetime.fromtimestamp(at, turn.zone).date() == today
        if not same_day or not 0.0 <= turn.at - at <= WITHIN or plain.endswith("?"):
            return
        yield plain


def _moved(draft: IntentionDraft, by: int) -> IntentionDraft:
    return replace(draft, start=max(0, draft.start - by), end=draft.end - by)
