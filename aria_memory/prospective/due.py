"""When to look again: the next time at which time alone can change an intention. Pure.

A task that sleeps until the earliest `due_time` and then gives the machine a `Tick` misses nothing, polls nothing, and
after that tick finds a later time. It should sleep a minute at most: a clock that is set shows itself only on waking.
"""

from collections.abc import Iterator

from aria_memory.prospective.intention import TERMINAL, Intention, State
from aria_memory.prospective.machine import REARM_AFTER, rearms_at
from aria_memory.prospective.progress import due_times


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
