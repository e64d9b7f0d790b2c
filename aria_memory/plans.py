"""Plans: what was planned for a day is planned up to its end, and none after it. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .errors import BadInput
from .extraction import FactDraft, find_dates

PLANS = "plans"
DAYS = {"minute": 1, "part": 1, "day": 1, "weekend": 2, "week": 7, "month": 31, "year": 366}  # a plan's, at most


def over(draft: FactDraft, text: str, at: float, zone: ZoneInfo) -> float | None:
    """When a plan that has a day and no end is over, seconds since the epoch; None for what is none, or has no day that
    its text tells. text: the turn's, said at a time in a zone.
    """
    if draft.predicate != PLANS or draft.valid_from is None or draft.valid_to is not None:
        return None
    try:
        told = find_dates(text[draft.start : draft.end], at, zone, past=False)
    except BadInput:  # a year that no calendar here knows
        return None
    kind = next((span.granularity for span in told if span.at == draft.valid_from and span.recurrence is None), None)
    if kind is None:
        return None
    day = datetime.fromtimestamp(draft.valid_from, zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return (day + timedelta(days=DAYS[kind])).replace(tzinfo=zone).timestamp()
