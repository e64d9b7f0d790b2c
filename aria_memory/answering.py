"""What a turn answers is done to the intention that is meant, within the turn's transaction, and noted with the turn.

Nothing is done where it is not clear which one is meant.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from . import answers, intentions, lessons, sources
from .errors import BadInput
from .extracted_intentions import Turn, told_as
from .prospective.events import Acknowledge, CarriedOut, Dismiss, Done, Move, Reaction, Reopen, Skip, Snooze
from .prospective.triggers import At, Every, Trigger, times, with_time
from .replies import Reply, What, another, is_hour, later, series
from .spoken_of import meant
from .store import Scoped
from .times_off import without
from .told_reminders import WITHIN, Candidate, was_seen
from .types import Answered

_TIMED = (What.LATER, What.MOVED, What.DROPPED, What.SKIPPED)


def answer(scope: Scoped, turn: Turn, said: Sequence[Reply]) -> tuple[list[Answered], list[tuple[int, int]]]:
    """Do what the answers of a turn say. What that was, in their order, and where it told another time, or a farewell:
    nothing else is asked for, or stated, there.
    """
    if not said or turn.now - turn.at > WITHIN:
        return [], []
    found: list[Answered] = []
    places: list[tuple[int, int]] = []
    for number, one in enumerate(said):
        if one.first and found:  # it names nothing, and what names something did
            continue
        for candidate, reaction in _reactions(scope, turn, one, said[:number]):
            try:
                _react(scope, reaction, one, candidate)
            except BadInput:  # a time out of the calendar
                continue
            made = Answered(intention_id=candidate.one.id, what=_what(reaction), content=candidate.one.content)
            places += [(one.start, one.end)] if one.what in _TIMED else []
            if made.intention_id not in [other.intention_id for other in found]:
                answers.add(scope, turn.seen.episode_id, made, (one.start, one.end))
                found.append(made)
    return found, places


def _reactions(
    scope: Scoped, turn: Turn, said: Reply, before: Sequence[Reply]
) -> list[tuple[Candidate, Reaction]]:
    """What the answer makes of which intentions. before: the answers of its turn that come before it."""
    made = [(candidate, _reaction(scope, turn, said, candidate)) for candidate in meant(scope, turn, said, before)]
    found = [(candidate, reaction) for candidate, reaction in made if reaction is not None]
    return [] if said.some_time and not said.every and len(found) > 1 else found  # which of them?


def _reaction(scope: Scoped, turn: Turn, said: Reply, candidate: Candidate) -> Reaction | None:
    """What the answer makes of the intention; None if that cannot be."""
    one = candidate.one
    if said.what is What.NOTED:
        return Acknowledge(one.id, turn.now)
    if said.what is What.UNDONE:
        return Reopen(one.id, turn.now)
    if said.some_time:
        return without(said, one, candidate.told, turn.now, turn.zone)
    if said.what is What.DROPPED:
        return Dismiss(one.id, turn.now)
    if said.what is What.DONE:
        return CarriedOut(one.id, turn.now) if said.of or said.verb else Done(one.id, turn.now)
    if said.what is What.LATER and candidate.told:
        until = later(said.time, turn.now, turn.zone)
        return None if until is None else Snooze(one.id, turn.now, until, again=True)
    return _moved(scope, turn, said, candidate)


def _moved(scope: Scoped, turn: Turn, said: Reply, candidate: Candidate) -> Reaction | None:
    """To another time: of a reminder that was told once more then, of one to come its trigger."""
    one = candidate.one
    if candidate.told and not one.repeat:
        until = another(said.time, one.last_fired or turn.now, turn.now, turn.zone)
        return None if until is None else Snooze(one.id, turn.now, until)
    if one.snoozed_until is not None:
        until = another(said.time, one.snoozed_until, turn.now, turn.zone)
        return None if until is None else Snooze(one.id, turn.now, until)
    trigger = at_another(one.trigger, said.time, turn.now, turn.zone)
    if trigger is not None and one.last_fired is not None and not (one.outstanding or was_seen(scope, one)):
        trigger = _not_again_today(trigger, one.last_fired, turn)
    return None if trigger is None or trigger == one.trigger else Move(one.id, turn.now, trigger)


def at_another(trigger: Trigger, words: str, now: float, zone: ZoneInfo) -> Trigger | None:
    """The trigger with its one time moved; None where it has none, or several, or where the words tell none for it."""
    own = times(trigger)
    if len(own) != 1:
        return None
    if isinstance(own[0], Every):
        try:
            every = _every_on_others(own[0], words, now, zone) or _every_at_another(own[0], words, now, zone)
        except BadInput:  # it ends before it would first come so
            return None
        return None if every is None else with_time(trigger, every)
    at = another(words, own[0].when, now, zone)
    return None if at is None else with_time(trigger, At(at))


def _not_again_today(trigger: Trigger, told: float, turn: Turn) -> Trigger:
    """The trigger as it is; a series that was seen to today from tomorrow on, where its new hour is to come yet."""
    (own,) = times(trigger)
    today = datetime.fromtimestamp(turn.now, turn.zone).date()
    told_today = datetime.fromtimestamp(told, turn.zone).date() == today
    if not isinstance(own, Every) or not told_today or not _is_weekly(own) or own.recurrence.rule.interval != 1:
        return trigger
    if own.count is not None or own.start.date() > today:
        return trigger
    start = datetime.combine(today + timedelta(days=1), own.start.time(), own.start.tzinfo)
    try:
        later = Every(own.rule, zone=own.zone, start=start, until=own.until)
    except BadInput:  # it ends before it would come so again
        return trigger
    return with_time(trigger, later) or trigger


def _every_on_others(every: Every, words: str, now: float, zone: ZoneInfo) -> Every | None:
    """A recurrence on other days of the week, at its hour, or at another that is told with them. None for what has no
    one hour or a count, and for days that are counted from a first one ("every other day").
    """
    found = series(words, now, zone)
    if found is None or every.count is not None or not _is_weekly(every):
        return None
    rule, told = found
    hour = every.start if told is None else told
    start = every.start.replace(hour=hour.hour, minute=hour.minute)
    new = Every(rule, zone=every.zone if told is None else zone.key, start=start, until=every.until)
    return new if _is_weekly(new) and new.recurrence.rule.interval == 1 else None


def _is_weekly(every: Every) -> bool:
    """Whether it comes at one hour of days that the rule itself tells."""
    rule = every.recurrence.rule
    days = rule.freq == "DAILY" or (rule.freq == "WEEKLY" and bool(rule.byday))
    return days and not (rule.byhour or rule.byminute or rule.bysetpos or rule.bymonth or rule.bymonthday)


def _every_at_another(every: Every, words: str, now: float, zone: ZoneInfo) -> Every | None:
    """A recurrence at another hour of its days, by the clock of where the user is now."""
    if not is_hour(words) or every.recurrence.rule.byhour or every.recurrence.rule.byminute:
        return None
    old = datetime.fromtimestamp(now, zone).replace(
        hour=every.start.hour, minute=every.start.minute, second=0, microsecond=0
    )
    at = another(words, old.timestamp(), old.replace(hour=0, minute=0).timestamp() - 1.0, zone)
    if at is None:
        return None
    hour = datetime.fromtimestamp(at, timezone.utc).astimezone(zone)
    start = every.start.replace(hour=hour.hour, minute=hour.minute)
    return Every(every.rule, zone=zone.key, start=start, until=every.until, count=every.count)


def _react(scope: Scoped, reaction: Reaction, said: Reply, candidate: Candidate) -> None:
    if isinstance(reaction, Done) and candidate.told:
        lessons.teach_last(scope, reaction.intention_id, True, reaction.at)
    intentions.apply(scope, reaction)
    if isinstance(reaction, Move):
        sources.redigest(scope, reaction.intention_id, told_as(replace(candidate.one, trigger=reaction.trigger)))


def _what(reaction: Reaction) -> str:
    names = {
        Acknowledge: What.NOTED, Dismiss: What.DROPPED, Done: What.DONE, CarriedOut: What.DONE, Snooze: What.LATER,
        Move: What.MOVED, Reopen: What.UNDONE, Skip: What.SKIPPED,
    }  # fmt: skip
    return names[type(reaction)].value

