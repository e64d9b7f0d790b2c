"""[pure] The times that a query tells, and how near to one of them a turn was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from .errors import BadInput
from .extraction.dates import find_dates

DAY_S = 86_400.0
GRACE_S = 14 * DAY_S  # people speak of a thing for some days before and after it: at so long from it 0, between a ramp
MAX_QUERY_CHARS = 1_000  # read for dates
_DAYS = {"week": 7, "weekend": 2}  # of a granularity; others below a month: 1


@dataclass(frozen=True, slots=True)
class Interval:
    """Seconds since the epoch, UTC, the end left out."""

    start: float
    end: float


def told_times(query: str, nows: Sequence[float], zone: ZoneInfo) -> tuple[Interval, ...]:
    """The times that a query tells, seen from each of `nows`; of what tells no year ("in May") the last one then.

    Times of day are read as their day.
    """
    found = set()
    for now in nows:
        try:
            spans = find_dates(query[:MAX_QUERY_CHARS], now, zone, past=True)
        except BadInput:  # a clock beyond the years of dates: no time is told
            continue
        found |= {_interval(span.at, span.granularity, zone) for span in spans if span.recurrence is None}
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def nearness(at: npt.NDArray[np.float64], told: Sequence[Interval]) -> npt.NDArray[np.float64]:
    """1 for what was said within one of the intervals, falling to 0 at GRACE_S from the nearest. Shape as `at`'s."""
    best = np.zeros(at.shape)
    for one in told:
        outside = np.maximum(np.maximum(one.start - at, at - one.end), 0.0)
        best = np.maximum(best, 1.0 - outside / GRACE_S)
    return best


def _interval(at: float, granularity: str, zone: ZoneInfo) -> Interval:
    day = datetime.fromtimestamp(at, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    if granularity == "year":
        end = day.replace(year=day.year + 1, month=1, day=1)
    elif granularity == "month":
        end = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    else:
        end = day + timedelta(days=_DAYS.get(granularity, 1))
    return Interval(day.timestamp(), end.timestamp())
