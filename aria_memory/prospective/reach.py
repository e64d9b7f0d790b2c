"""Whether anything can make an intention fire before it expires. Pure."""

from datetime import timezone, tzinfo
from math import inf, nextafter

from aria_memory.errors import BadInput
from aria_memory.prospective.intention import Intention
from aria_memory.prospective.recurrence import next_occurrence
from aria_memory.prospective.triggers import All, Any, At, Every, Then, Trigger
from aria_memory.shown import moment


def earliest(trigger: Trigger, since: float) -> float:
    """The first time, from `since` on, at which a trigger could match (seconds since the epoch); inf if never.

    What waits for no time could at once.
    """
    if isinstance(trigger, At):
        return max(trigger.when, since)
    if isinstance(trigger, Every):
        following = next_occurrence(trigger.recurrence, nextafter(since, -inf))
        return inf if following is None else following
    if isinstance(trigger, Then):
        first = earliest(trigger.first, since)
        return inf if first == inf else earliest(trigger.then, first)
    if isinstance(trigger, All | Any):
        found = [earliest(part, since) for part in trigger.parts]
        return max(found) if isinstance(trigger, All) else min(found)
    return since


def check_reach(
    one: Intention, since: float, zone: tzinfo = timezone.utc, remedy: str = "give a later expiry, or an earlier time"
) -> None:
    """BadInput if nothing can make it fire from `since` on: it expires before, or its times are over.

    zone: in which the error tells times. remedy: what to do about an expiry. Only what is new, or is moved, is checked:
    files may hold such intentions.
    """
    first = earliest(one.trigger, since)
    if first == inf:
        raise BadInput(f"no time of the trigger comes from {moment(since, zone)} on: give one to come")
    if one.expires is None or first < one.expires:
        return
    if one.expires <= since:
        raise BadInput(f"it expires at {moment(one.expires, zone)}, which is over: give a time to come, or none")
    raise BadInput(
        f"it expires at {moment(one.expires, zone)}, and its first time, {moment(first, zone)}, is not before that, so"
        f" it would never come: {remedy}"
    )


def check_snooze(one: Intention, until: float) -> None:
    """BadInput if it expires before it would speak again."""
    if one.expires is not None and until >= one.expires:
        raise BadInput(
            f"it expires at {moment(one.expires)}, and silent until {moment(until)} it would never come again: give an"
            " earlier time, or dismiss it"
        )
