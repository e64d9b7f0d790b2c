"""Intentions, facts and dates out of plain talk, without a model: pure, English first, linear in the text.

    extract      one message: the drafts of intentions, facts and retractions
    counts_back  whether what a message asks for may be counted from what was said before it
    hollow       whether what seems to be asked for only asks: "set a reminder"
    find_dates   the dates, times of day and recurrences in a text

The language data is apart, in the modules `english_*`.
"""

from .asked_apart import hollow
from .dates import DateSpan, find_dates
from .drafts import Extraction, FactDraft, IntentionDraft
from .extractor import counts_back, extract

__all__ = [
    "DateSpan", "Extraction", "FactDraft", "IntentionDraft", "counts_back", "extract", "find_dates",
    "hollow",
]  # fmt: skip
