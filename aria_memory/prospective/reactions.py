"""What a reaction of the user makes of an intention: put off, done, moved, skipped, taken back. Pure."""

from dataclasses import replace
from math import inf, nextafter

from aria_memory.errors import BadInput
from aria_memory.prospective.events import (
    Acknowledge,
    AskedAgain,
    CarriedOut,
    Dismiss,
    Done,
    Mistaken,
    Move,
    Reaction,
    Release,
    Reopen,
    Skip,
    Snooze,
    digest,
)
from aria_memory.prospective.intention import MAX_SEEN, TERMINAL, Intention, Skipped, State, after_snooze, arm
from aria_memory.prospective.progress import due_times, fresh, leave_out, let_in, pass_over
from aria_memory.prospective.reach import check_reach, check_snooze
from aria_memory.prospective.times import shown
from aria_memory.prospective.triggers import At, Every, topics, walk


def react(old: Intention, event: Reaction) -> Intention:
    """What a reaction makes of its intention; the same object if nothing. BadInput if its state does not admit it."""
    new = old
    if isinstance(event, Snooze):
        new = _snoozed(old, event)
    elif isinstance(event, (Done, CarriedOut)):
        new = _done(old, event.at)
    elif isinstance(event, Dismiss) and old.state not in TERMINAL:
        new = replace(old, state=State.DISMISSED, snoozed_until=None, outstanding=False, skipped=None)
    elif isinstance(event, Mistaken) and old.state in (State.PENDING, State.FIRED):  # a snooze stands
        occasion = old.state is State.FIRED and old.outstanding
        new = replace(_next_occasion(old, event.at) if occasion else old, outstanding=False)
    elif isinstance(event, AskedAgain) and old.state is State.FIRED:
        seen = (*old.seen, digest("session", event.session))[-MAX_SEEN:]
        new = replace(arm(old, event.at), outstanding=False, rearms=old.rearms + 1, seen=seen)
    elif isinstance(event, Reopen):
        new = _reopened(old, event.at)
    elif isinstance(event, Move):
        new = _moved(old, event)
    elif isinstance(event, Skip):
        new = _skipped(old, event)
    elif isinstance(event, Acknowledge) and old.state in (State.PENDING, State.FIRED):
        new = replace(old, state=State.FIRED if _told_once(old) else old.state, outstanding=False)
    elif isinstance(event, Release) and old.state is State.BLOCKED:
        new = arm(replace(old, depends_on=()), event.at)
    return old if new == old else new


def _told_once(old: Intention) -> bool:
    """Whether its one time was told: a reaction is to that, though it may be armed again."""
    return bool(old.fired_count) and not old.repeat


def _snoozed(old: Intention, event: Snooze) -> Intention:
    if old.state in TERMINAL or old.state is State.BLOCKED:
        raise BadInput(f"intention {shown(old.id)} is {old.state.value} and cannot be snoozed: make a new one")
    check_snooze(old, event.until)
    outstanding = old.outstanding or _told_once(old) or (event.again and bool(old.fired_count))
    return replace(old, state=State.SNOOZED, snoozed_until=event.until, outstanding=outstanding)


def _reopened(old: Intention, at: float) -> Intention:
    """What was told waits for an answer again, and what was not comes as if it were new; what was skipped last is as it
    was before.
    """
    if old.skipped is not None and old.state not in TERMINAL:
        return _unskipped(old, old.skipped, at)
    if old.repeat and old.state is State.PENDING:
        return replace(old, outstanding=bool(old.fired_count))
    if old.state not in (State.DONE, State.DISMISSED):
        return old
    if old.fired_count and not old.repeat:
        return replace(old, state=State.FIRED, outstanding=True, done_at=None)
    return replace(arm(old, at), outstanding=bool(old.fired_count), done_at=None)


def _moved(old: Intention, event: Move) -> Intention:
    """As if it were new, at its other time; what it waits for holds it on."""
    if old.state in TERMINAL:
        raise BadInput(f"intention {shown(old.id)} is {old.state.value} and cannot be moved: make a new one")
    if topics(old.trigger) != topics(event.trigger):  # whoever matches messages keeps the topics that it has read
        raise BadInput(f"intention {shown(old.id)} keeps its topics when it is moved: dismiss it and make a new one")
    state = State.BLOCKED if old.state is State.BLOCKED else State.PENDING
    new = replace(
        old, trigger=event.trigger, state=state, armed_at=event.at, progress=fresh(event.trigger), snoozed_until=None,
        outstanding=False, skipped=None,
    )  # fmt: skip
    check_reach(new, event.at, remedy="give an earlier time, or dismiss it and make a new one")
    return new


def _skipped(old: Intention, event: Skip) -> Intention:
    """Without its times of a while. What was told in it, or put off into it, is over; any other snooze stands."""
    if old.state in TERMINAL or old.state is State.BLOCKED:
        raise BadInput(f"intention {shown(old.id)} is {old.state.value} and cannot be skipped: nothing of it comes")
    if not any(isinstance(part, Every) for _, part in walk(old.trigger)):
        raise BadInput(f"intention {shown(old.id)} does not recur: dismiss it, or move it to another time")
    told = old.snoozed_until if old.state is State.SNOOZED else old.last_fired
    over = old.outstanding and told is not None and event.since <= told <= event.until
    taken = Skipped(event.since, event.until, over, old.snoozed_until if over else None)
    if over and old.state is State.SNOOZED:
        old = after_snooze(old, event.at, event.at)
    progress = leave_out(old.trigger, old.progress, event.since, event.until, event.at)
    return replace(old, outstanding=old.outstanding and not over, progress=progress, skipped=taken)


def _unskipped(old: Intention, taken: Skipped, at: float) -> Intention:
    """With the times that were left out, and with what was told then, which waits, or is told again, as it did."""
    progress = let_in(old.trigger, old.progress, taken.since, taken.until)
    new = replace(old, progress=progress, outstanding=old.outstanding or taken.outstanding, skipped=None)
    if taken.snoozed_until is None or taken.snoozed_until <= at or old.state is State.SNOOZED:
        return new
    return replace(new, state=State.SNOOZED, snoozed_until=taken.snoozed_until)


def _next_occasion(old: Intention, at: float) -> Intention:
    """Pending from `at` on; what it was told for does not come again. An At has no other time: it stays as it is."""
    if isinstance(old.trigger, At):
        return old
    progress = pass_over(old.trigger, old.progress, nextafter(at, -inf))
    return replace(old, state=State.PENDING, armed_at=at, progress=progress)


def _done(old: Intention, at: float) -> Intention:
    """Done ends an intention; of a repeated one that will come again, only this time of it."""
    done_at = at if old.done_at is None else old.done_at
    ended = old.state in TERMINAL or not old.repeat
    if isinstance(old.trigger, Every):
        ended |= next(due_times(old.trigger, old.progress, at, old.armed, wanted=True), None) is None
    if ended:
        return replace(old, state=State.DONE, snoozed_until=None, outstanding=False, done_at=done_at, skipped=None)
    state = State.PENDING if old.state is State.SNOOZED else old.state
    return replace(old, state=state, snoozed_until=None, outstanding=False, done_at=done_at, skipped=None)
