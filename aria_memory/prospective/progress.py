"""How far a trigger has come, and what an event adds to it. Pure.

A match is an event: `evaluate` gives the evidence (`Why`) of what this event made true, or none. At and Condition also
hold for as long as they are true, which is what All asks of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import inf, nextafter

from aria_memory.errors import BadInput
from aria_memory.prospective import condition
from aria_memory.prospective.recurrence import latest_occurrences, next_occurrence, occurrences
from aria_memory.prospective.triggers import (
    All,
    Any,
    At,
    Condition,
    Every,
    Path,
    SessionStart,
    Then,
    Topic,
    Trigger,
    parts_of,
)

MAX_CATCH_UP = 20  # missed occurrences told one by one under the policy "all": more is noise
MAX_REMEMBERED = 32  # occurrences told, kept against a clock that goes back: above MAX_CATCH_UP
MAX_LEFT_OUT = 25  # occurrences left out at a time: the hours of the longest day
MAX_OFF = 64  # occurrences left out that are kept: those of two such days, and more
LATE_GRACE = 60.0  # seconds an occurrence may be late before the policy "skip" calls it missed


@dataclass(frozen=True)
class Why:
    """One part that matched: `part` is its path in the trigger, `detail` its cue, rule, expression, session or reason.

    Topics give p and alpha; times give when they were due and how late (seconds) they were seen.
    """

    part: Path
    kind: str
    detail: str
    at: float
    p: float | None = None
    alpha: float | None = None
    due: float | None = None
    late: float | None = None


@dataclass(frozen=True)
class Progress:
    """How far one trigger has come; `parts` mirrors the triggers within it.

    why     part of an All, unless it holds by itself: the evidence by which it has matched already
    first   Then: the evidence by which `first` has matched
    since   Then: when that was. Every: all occurrences up to here have been dealt with
    truth   Condition: its last truth, None before the first. At: True once its time has come
    told    Every, and At in an All: the latest times that made a match, never to make another if the clock goes back
    off     Every: the latest times that were left out, which are to make none
    """

    why: tuple[Why, ...] = ()
    first: tuple[Why, ...] = ()
    since: float | None = None
    truth: bool | None = None
    told: tuple[float, ...] = ()
    off: tuple[float, ...] = ()
    parts: tuple["Progress", ...] = ()


@dataclass(frozen=True)
class Moment:
    """What one event shows to one intention. `p` is by the path of each topic; no time before `armed_at` counts."""

    at: float
    armed_at: float
    policy: str  # of times missed: "once", "skip", "all"
    p: Mapping[Path, float] = field(default_factory=dict)
    alpha: float = 0.0
    session: str | None = None  # of the session that this event opens
    values: Mapping[str, condition.Value] | None = None


def fresh(trigger: Trigger) -> Progress:
    """No progress yet."""
    return Progress(parts=tuple(fresh(part) for part in parts_of(trigger)))


def anew(trigger: Trigger, old: Progress) -> Progress:
    """No progress, but that times that were left out stay so."""
    parts = zip(parts_of(trigger), old.parts, strict=True)
    return Progress(off=old.off, parts=tuple(anew(part, done) for part, done in parts))


def evaluate(trigger: Trigger, old: Progress, moment: Moment, path: Path = ()) -> tuple[Progress, tuple[Why, ...]]:
    """The progress after an event, and the evidence if the event makes the trigger match."""
    if isinstance(trigger, Topic):
        p = moment.p.get(path)
        if p is None or p > moment.alpha:
            return old, ()
        return old, (Why(path, "topic", trigger.cue, moment.at, p=p, alpha=moment.alpha),)
    if isinstance(trigger, SessionStart):
        return old, () if moment.session is None else (Why(path, "session_start", moment.session, moment.at),)
    if isinstance(trigger, Condition):
        if moment.values is None:
            return old, ()
        truth = condition.evaluate(trigger.expression, moment.values)
        return replace(old, truth=truth), _hold(trigger, truth, moment, path) if old.truth is not True else ()
    if isinstance(trigger, At):
        if old.truth or moment.at < trigger.when:
            return old, ()
        return replace(old, truth=True), _hold(trigger, True, moment, path) if _timely(trigger.when, moment) else ()
    if isinstance(trigger, Every):
        return _every(trigger, old, moment, path)
    if isinstance(trigger, Then):
        return _then(trigger, old, moment, path)
    results = [
        evaluate(part, done, moment, (*path, i))
        for i, (part, done) in enumerate(zip(trigger.parts, old.parts, strict=True))
    ]
    if isinstance(trigger, Any):
        parts = tuple(progress for progress, _ in results)
        return replace(old, parts=parts), tuple(why for _, whys in results for why in whys)
    return _all(trigger, old, results, moment, path)


def _hold(trigger: At | Condition, truth: bool, moment: Moment, path: Path) -> tuple[Why, ...]:
    """The evidence that a part which holds for a while holds now."""
    if isinstance(trigger, Condition):
        return (Why(path, "condition", trigger.expression, moment.at),) if truth else ()
    if moment.at < trigger.when:
        return ()
    return (Why(path, "at", "", moment.at, due=trigger.when, late=moment.at - trigger.when),)


def _timely(due: float, moment: Moment) -> bool:
    """Whether a time that has come may still match, by the policy. What was not armed before counts from its arming."""
    return moment.policy != "skip" or moment.at - max(due, moment.armed_at) <= LATE_GRACE


def _every(trigger: Every, old: Progress, moment: Moment, path: Path) -> tuple[Progress, tuple[Why, ...]]:
    """Occurrences that have come due. The clock going back reopens those that were passed over, never those told."""
    since, went_back = _cursor(old, moment.at, moment.armed_at)
    limit = (
        MAX_CATCH_UP if moment.policy == "all" and not path else 1
    )  # within another trigger, one match is all there is
    left = sum(since < at <= moment.at for at in old.off)
    due = latest_occurrences(trigger.recurrence, since, moment.at, limit + left)
    if not due:
        return replace(old, since=since) if went_back else old, ()
    wanted = [at for at in due if at not in old.off][-limit:]
    new = [at for at in wanted if at not in old.told and _timely(at, moment)]
    told = tuple(sorted({*old.told, *new})[-MAX_REMEMBERED:])
    whys = tuple(Why(path, "every", trigger.rule, moment.at, due=at, late=moment.at - at) for at in new)
    return replace(old, since=due[-1], told=told), whys


def _cursor(old: Progress, now: float, armed_at: float) -> tuple[float, bool]:
    """Up to when an Every is dealt with; just before now, and True, if the clock went back behind that."""
    since = nextafter(armed_at, -inf) if old.since is None else old.since
    return (since, False) if since <= now else (max(0.0, nextafter(now, -inf)), True)


def _then(trigger: Then, old: Progress, moment: Moment, path: Path) -> tuple[Progress, tuple[Why, ...]]:
    """`then` is looked at only in events after the one in which `first` matched; `first` again restarts the time."""
    first, second = old.parts
    since = None if _lapsed(trigger, old.since, moment.at) else old.since
    if since is not None:
        second, whys = evaluate(trigger.then, second, replace(moment, armed_at=since), (*path, 1))
        if whys:  # a `first` in the same event is not used up, but one that ceases to hold is seen to
            seen, again = evaluate(trigger.first, first, moment, (*path, 0))
            parts = (first if again else seen, fresh(trigger.then))
            return replace(old, first=(), since=None, parts=parts), (*old.first, *whys)
    first, whys = evaluate(trigger.first, first, moment, (*path, 0))
    if whys:
        second = fresh(trigger.then) if since is None else second
        old = replace(old, first=whys, since=moment.at)
    return replace(old, parts=(first, second)), ()


def _lapsed(trigger: Then, since: float | None, now: float) -> bool:
    """Whether it is too late for `then`, or so much too early that the clock tells nothing: it was set back.

    Nothing is noted of that, so that an event need not be shown to triggers that it does not concern.
    """
    if since is None or trigger.within is None:
        return False
    return not since - trigger.within <= now <= since + trigger.within


def _all(
    trigger: All, old: Progress, results: list[tuple[Progress, tuple[Why, ...]]], moment: Moment, path: Path
) -> tuple[Progress, tuple[Why, ...]]:
    """Parts that are events stay matched; parts that hold (At, Condition) count while they do.

    It matches when all parts do and one of them is new. An At is new until it has made a match: its time may have been
    reached before, by a clock that went back since.
    """
    evidence: list[tuple[Why, ...]] = []
    new = False
    for i, (part, (progress, whys)) in enumerate(zip(trigger.parts, results, strict=True)):
        if isinstance(part, At):
            whys = _hold(part, True, moment, (*path, i))
            new |= bool(whys) and not progress.told and _timely(part.when, moment)
            evidence.append(whys)
        elif isinstance(part, Condition):
            new |= bool(whys)
            evidence.append(_hold(part, progress.truth is True, moment, (*path, i)))
        else:
            new |= bool(whys)
            evidence.append(whys or progress.why)
    matched = new and all(evidence)
    parts = tuple(
        _settle(part, progress, whys, matched)
        for part, (progress, _), whys in zip(trigger.parts, results, evidence, strict=True)
    )
    return replace(old, parts=parts), tuple(why for whys in evidence for why in whys) if matched else ()


def _settle(part: Trigger, progress: Progress, whys: tuple[Why, ...], matched: bool) -> Progress:
    """What a part of an All keeps: its evidence until the whole has matched, an At that its time has been used."""
    if isinstance(part, At):
        return replace(progress, told=(part.when,)) if matched else progress
    if isinstance(part, Condition):
        return progress
    return replace(progress, why=() if matched else whys)


def due_times(
    trigger: Trigger, progress: Progress, now: float, armed_at: float, wanted: bool = False
) -> Iterator[float]:
    """The times (seconds since the epoch) from which an event without a message could change this progress. wanted:
    those at which it could match, times that were left out passed by.
    """
    if isinstance(trigger, At):
        if not progress.truth or now < trigger.when:
            yield trigger.when
    elif isinstance(trigger, Every):
        since, went_back = _cursor(progress, now, armed_at)
        following = now if went_back else next_occurrence(trigger.recurrence, since)  # at once: to note that it did
        while wanted and following is not None and (following in progress.told or following in progress.off):
            following = next_occurrence(trigger.recurrence, following)
        if following is not None:
            yield following
    elif isinstance(trigger, Then):
        yield from due_times(trigger.first, progress.parts[0], now, armed_at, wanted)
        if progress.since is None:
            return
        if not _lapsed(trigger, progress.since, now):
            yield from due_times(trigger.then, progress.parts[1], now, progress.since, wanted)
        elif now < progress.since:
            yield progress.since - (trigger.within or 0.0)
    else:
        for part, done in zip(parts_of(trigger), progress.parts, strict=True):
            yield from due_times(part, done, now, armed_at, wanted)


def pass_over(trigger: Trigger, progress: Progress, until: float) -> Progress:
    """The progress with all recurring times up to `until` dealt with."""
    if isinstance(trigger, Every):
        return replace(progress, since=until if progress.since is None else max(progress.since, until))
    parts = zip(parts_of(trigger), progress.parts, strict=True)
    return replace(progress, parts=tuple(pass_over(part, done, until) for part, done in parts))


def leave_out(trigger: Trigger, progress: Progress, since: float, until: float, now: float) -> Progress:
    """The progress without the recurring times from `since` to `until`. Raises: BadInput above MAX_LEFT_OUT of them, or
    above MAX_OFF that were left out and are to come.
    """
    if isinstance(trigger, Every):
        times = occurrences(trigger.recurrence, nextafter(since, -inf), until, MAX_LEFT_OUT + 1)
        if len(times) > MAX_LEFT_OUT:
            raise BadInput(f"more than {MAX_LEFT_OUT} times of it would be left out at once: snooze it till then")
        off = sorted({*progress.off, *times})
        if sum(at > now for at in off) > MAX_OFF:
            raise BadInput(f"more than {MAX_OFF} times of it to come would be left out: snooze it until after them")
        return replace(progress, off=tuple(off[-MAX_OFF:]))
    parts = zip(parts_of(trigger), progress.parts, strict=True)
    return replace(progress, parts=tuple(leave_out(part, done, since, until, now) for part, done in parts))


def let_in(trigger: Trigger, progress: Progress, since: float, until: float) -> Progress:
    """The progress with the recurring times from `since` to `until` wanted again."""
    off = tuple(at for at in progress.off if not since <= at <= until)
    parts = zip(parts_of(trigger), progress.parts, strict=True)
    return replace(progress, off=off, parts=tuple(let_in(part, done, since, until) for part, done in parts))
