"""When to look again: the next time at which time alone can change an intention. Pure.

A task that sleeps until `DueHeap.next_due` and then gives the machine a `Tick` misses nothing, polls nothing, and after
that tick finds a later time. It should sleep at most MAX_SLEEP at a time: a clock that is set shows itself only on
waking.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence

from aria_memory.prospective.intention import TERMINAL, Intention, State
from aria_memory.prospective.machine import REARM_AFTER, rearms_at
from aria_memory.prospective.progress import due_times

MAX_SLEEP = 60.0  # seconds: how late a time may be seen after the clock was set forward


def due_time(intention: Intention, now: float) -> float | None:
    """The earliest time at which a Tick could change this intention, seconds since the epoch; may lie before `now`.

    `now` matters only after the clock went back, which reopens times.
    """
    return min(_times(intention, now), default=None)


def _times(intention: Intention, now: float) -> Iterator[float]:
    if intention.state in TERMINAL:
        return
    if intention.expires is not None:
        yield intention.expires
    if intention.snoozed_until is not None:
        yield intention.snoozed_until
    elif intention.state is State.PENDING:
        yield from due_times(intention.trigger, intention.progress, now, intention.armed)
    rearm = rearms_at(intention)
    if rearm is not None:
        yield rearm if rearm - now <= 2 * REARM_AFTER else now


def next_due(intentions: Sequence[Intention], now: float) -> float | None:
    """The earliest `due_time` of all, None if time alone changes nothing."""
    return min((at for each in intentions if (at := due_time(each, now)) is not None), default=None)


class DueHeap:
    """`next_due` of many intentions, kept up to date in O(log n) a change.

    An intention that changed gets a new entry; its old one is dropped when it comes to the top. A clock that went back
    since the last call makes all entries anew.
    """

    def __init__(self, intentions: Iterable[Intention], now: float) -> None:
        self._intentions = {each.id: each for each in intentions}
        self._now = now
        self._rebuild()

    def update(self, changed: Iterable[Intention], now: float) -> None:
        """Take in new and changed intentions; `now` is the time of the event that changed them."""
        self._set(now)
        for each in changed:
            self._intentions[each.id] = each
            self._push(each)
        if len(self._heap) > 2 * len(self._due) + 16:  # mostly entries of the past
            self._rebuild()

    def next_due(self, now: float) -> float | None:
        """See the function `next_due`."""
        self._set(now)
        while self._heap and self._due.get(self._heap[0][1]) != self._heap[0][0]:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def _set(self, now: float) -> None:
        went_back, self._now = now < self._now, now
        if went_back:
            self._rebuild()

    def _rebuild(self) -> None:
        self._heap: list[tuple[float, str]] = []
        self._due: dict[str, float] = {}
        for each in list(self._intentions.values()):
            self._push(each)

    def _push(self, intention: Intention) -> None:
        at = due_time(intention, self._now)
        if at is None:
            self._due.pop(intention.id, None)
            if intention.state in TERMINAL:
                del self._intentions[intention.id]
        else:
            self._due[intention.id] = at
            heapq.heappush(self._heap, (at, intention.id))
