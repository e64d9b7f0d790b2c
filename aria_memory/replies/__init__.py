"""Replies to reminders, and changes of requests, out of plain talk, without a model: pure, English first.

    read     one message: what it answers, or changes
    nearer   whether what was said in between is what an answer without a name is about
    task     the words of what is to be done; fits: whether it is what was done; tells_it: or may be, by "it" alone
    later    when to tell it again; another: the time that takes the place of another; period: how long a day lasts
    series   another rule of what recurs; is_at: whether words may mean an hour; is_again: whether they ask once more

The language data is apart, in `english_replies`.
"""

from .drafts import Reply, What
from .english_skips import NEXT
from .matters import nearer
from .reader import read
from .tasks import Task, fits, task, tells_it
from .times import another, is_again, is_at, is_hour, is_series, later, period, series

__all__ = [
    "NEXT", "Reply", "Task", "What", "another", "fits", "is_again", "is_at", "is_hour", "is_series", "later", "nearer",
    "period", "read", "series", "task", "tells_it",
]  # fmt: skip
