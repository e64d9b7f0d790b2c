"""The machine of prospective memory: intentions and an event give changed intentions and firings. Pure.

The caller keeps what comes out, the changed intentions and the firings in one transaction. Rules: README.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import inf, nextafter
from typing import TypeAlias

from aria_memory.errors import BadInput, NotFound
from aria_memory.prospective.dependencies import waiting_for
from aria_memory.prospective.events import (
    Acknowledge,
    AskedAgain,
    CarriedOut,
    Dismiss,
    Done,
    Event,
    FiringDraft,
    Message,
    Mistaken,
    Move,
    Reaction,
    Release,
    Reopen,
    Sensed,
    Skip,
    Snooze,
    StatePublished,
    Tick,
    digest,
    key_of,
)
from aria_memory.prospective.intention import MAX_SEEN, TERMINAL, Intention, Skipped, State
from aria_memory.prospective.progress import (
    Moment,
    Why,
    anew,
    due_times,
    evaluate,
    fresh,
    leave_out,
    let_in,
    pass_over,
)
from aria_memory.prospective.reach import check_reach, check_snooze
from aria_memory.prospective.times import shown
from aria_memory.prospective.triggers import At, Every, Path, topics, walk

Known: TypeAlias = Callable[[str, str], bool]

REARM_AFTER = 86_400.0  # seconds: a reminder that nobody reacted to comes again a day later,
MAX_REARMS = 3  # and then stays silent: a fourth would be nagging


def _nothing_known(intention_id: str, occurrence: str) -> bool:
    return False


def step(
    intentions: Sequence[Intention], event: Event, known: Known = _nothing_known
) -> tuple[list[Intention], list[FiringDraft]]:
    """The intentions that the event changes, in their order, and its firings, most urgent first.

    `intentions`: all that are not terminal, and those that these depend on; an intention whose `due.due_time` at the
    event is later, and that has no p up to alpha (message), SessionStart (first message) or Condition (publication),
    may be left out: it would not change. A reaction needs its own, Done and CarriedOut the BLOCKED ones too. `known`:
    whether an occurrence of an intention was recorded as a firing before; it is over then, though the intention itself
    remembers only the latest (MAX_REMEMBERED, MAX_SEEN).
    Firings come by priority (higher first), then age (older first), then id.
    NotFound for a reaction to an unknown id; BadInput for one that its state does not admit.
    """
    by_id = {each.id: each for each in intentions}
    if isinstance(event, (Message, Tick, StatePublished)):
        key = key_of(event)
        changed: list[Intention] = []
        drafts: list[tuple[Intention, FiringDraft]] = []
        for each in intentions:
            after, made = _sense(each, event, key, by_id, known)
            if after is not each:
                changed.append(after)
            drafts += [(each, draft) for draft in made]
        drafts.sort(key=lambda pair: (-pair[0].priority, pair[0].created, pair[0].id))
        return changed, [draft for _, draft in drafts]
    if event.intention_id not in by_id:
        raise NotFound(f"there is no intention {shown(event.intention_id)}")
    by_id[event.intention_id] = _react(by_id[event.intention_id], event)
    after_all = [_unblock(by_id[each.id], by_id, event.at) for each in intentions]
    return [new for new, old in zip(after_all, intentions, strict=True) if new is not old], []


def arm(intention: Intention, at: float) -> Intention:
    """Pending from `at` on, with no progress; times that were left out stay so."""
    progress = anew(intention.trigger, intention.progress)
    return replace(intention, state=State.PENDING, armed_at=at, progress=progress)


def rearms_at(intention: Intention) -> float | None:
    """When a fired intention that nobody reacts to is armed again; None if it is not to be."""
    if intention.state is not State.FIRED or not intention.outstanding or intention.rearms >= MAX_REARMS:
        return None
    return None if intention.last_fired is None else intention.last_fired + REARM_AFTER


def _sense(
    old: Intention, event: Sensed, key: str | None, by_id: Mapping[str, Intention], known: Known
) -> tuple[Intention, list[FiringDraft]]:
    """One intention in an event that is matched."""
    at = event.at
    if old.state in TERMINAL:
        return old, []
    if old.expires is not None and at >= old.expires:
        return _ended(old), []
    now = _unblock(old, by_id, at)
    if now.snoozed_until is not None:
        if at < now.snoozed_until:
            return now, []
        if now.outstanding:
            return _wake(now, now.snoozed_until, at)
        now = _quiet_over(now, now.snoozed_until, nextafter(now.snoozed_until, -inf))
    due = rearms_at(now)
    if due is not None and (
        at >= due or due - at > 2 * REARM_AFTER
    ):  # the second: the clock has gone back a day or more
        now = replace(arm(now, at), outstanding=False, rearms=now.rearms + 1)
    if now.state is not State.PENDING or key in now.seen:
        return now, []
    return _match(now, event, key, known)


def _match(now: Intention, event: Sensed, key: str | None, known: Known) -> tuple[Intention, list[FiringDraft]]:
    """A pending intention against an event that is new to it."""
    opened = None
    values = None
    ps: dict[Path, float] = {}
    alpha = 0.0
    keys = () if key is None else (key,)
    if isinstance(event, Message):
        if now.id in event.p_values:
            places = topics(now.trigger)
            ps = {path: p for (path, _), p in zip(places, event.topics_of(now.id, len(places)), strict=True)}
        alpha = event.alpha
        if event.first_of_session and (session := digest("session", event.session)) not in now.seen:
            opened = event.session
            keys = (*keys, session)
    elif isinstance(event, StatePublished):
        values = event.values
    moment = Moment(event.at, now.armed, now.policy, ps, alpha, opened, values)
    progress, whys = evaluate(now.trigger, now.progress, moment)
    if progress == now.progress and not whys:
        return now, []
    seen = (*now.seen, *keys)[-MAX_SEEN:]
    after = replace(now, progress=progress, seen=seen)
    if not whys:
        skipped = isinstance(now.trigger, At) and progress.truth
        return (replace(after, state=State.MISSED) if skipped else after), []
    too_soon = now.repeat and now.min_gap is not None and now.last_fired is not None
    if too_soon and abs(event.at - (now.last_fired or 0.0)) < (now.min_gap or 0.0):
        return after, []
    one_by_one = isinstance(now.trigger, Every) and now.repeat
    drafts = _drafts(after, event.at, [(why,) for why in whys] if one_by_one else [whys], keys)
    drafts = [draft for draft in drafts if not known(draft.intention_id, draft.occurrence)]
    return (_fired(after, event.at, len(drafts)), drafts) if drafts else (after, [])


def _fired(now: Intention, at: float, times: int) -> Intention:
    over = now.skipped is not None and at > now.skipped.until  # nobody takes back what came before this
    return replace(
        now,
        state=State.PENDING if now.repeat else State.FIRED,
        fired_count=now.fired_count + times,
        last_fired=at,
        outstanding=True,
        skipped=None if over else now.skipped,
    )


def _drafts(now: Intention, at: float, firings: list[tuple[Why, ...]], keys: tuple[str, ...]) -> list[FiringDraft]:
    drafts = []
    for whys in firings:
        p = min((why.p for why in whys if why.p is not None), default=None)
        occurrence = f"{_occurrence(whys, keys, now.seen)}#{now.rearms}"
        drafts.append(FiringDraft(now.id, at, whys, occurrence, p, now.rearms > 0))
    return drafts


def _occurrence(whys: tuple[Why, ...], keys: tuple[str, ...], seen: tuple[str, ...]) -> str:
    """What a firing was for: a time due, a session, the event; its evidence if time completed a compound trigger, and
    the last event of it (seen), which alone tells apart what came at one moment.
    """
    if len(whys) == 1 and whys[0].due is not None:
        return f"due:{whys[0].due!r}"
    if keys and not all(why.due is not None for why in whys):
        return keys[-1] if any(why.kind == "session_start" for why in whys) else keys[0]
    last = () if all(why.due is not None for why in whys) else seen[-1:]
    return digest("parts", *(f"{why.part} {why.at if why.due is None else why.due!r}" for why in whys), *last)


def _wake(now: Intention, until: float, at: float) -> tuple[Intention, list[FiringDraft]]:
    """The end of a snooze after a firing: it fires again. Times that came in between are merged into it."""
    why = Why((), "snoozed", "", at, due=until, late=at - until)
    draft = FiringDraft(now.id, at, (why,), f"snooze:{until!r}#{now.fired_count}", again=now.rearms > 0)
    return _fired(_quiet_over(now, until, until), at, 1), [draft]


def _quiet_over(now: Intention, until: float, passed: float) -> Intention:
    """Pending again after a snooze, recurring times up to `passed` dropped."""
    progress = pass_over(now.trigger, now.progress, passed)
    return replace(now, state=State.PENDING, snoozed_until=None, armed_at=until, progress=progress)


def _unblock(old: Intention, by_id: Mapping[str, Intention], at: float) -> Intention:
    return arm(old, at) if old.state is State.BLOCKED and not waiting_for(old, by_id) else old


def _ended(old: Intention) -> Intention:
    """Past its expiry: missed if its one time had come before that and it never fired."""
    missed = isinstance(old.trigger, At) and not old.fired_count and old.trigger.when < (old.expires or 0.0)
    return replace(old, state=State.MISSED if missed else State.EXPIRED, snoozed_until=None)


def _react(old: Intention, event: Reaction) -> Intention:
    """What a reaction makes of its intention; the same object if nothing."""
    new = old
    open_ = old.state not in TERMINAL
    told = bool(old.fired_count) and not old.repeat  # once told, a reaction is to that, though it may be armed again
    if isinstance(event, Snooze):
        if not open_ or old.state is State.BLOCKED:
            raise BadInput(f"intention {shown(old.id)} is {old.state.value} and cannot be snoozed: make a new one")
        check_snooze(old, event.until)
        outstanding = old.outstanding or told or (event.again and bool(old.fired_count))
        new = replace(old, state=State.SNOOZED, snoozed_until=event.until, outstanding=outstanding)
    elif isinstance(event, (Done, CarriedOut)):
        new = _done(old, event.at)
    elif isinstance(event, Dismiss) and open_:
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
        new = replace(old, state=State.FIRED if told else old.state, outstanding=False)
    elif isinstance(event, Release) and old.state is State.BLOCKED:
        new = arm(replace(old, depends_on=()), event.at)
    return old if new == old else new


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
        old = _quiet_over(old, event.at, event.at)
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
