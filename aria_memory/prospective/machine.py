"""The machine of prospective memory: intentions and an event give changed intentions and firings. Pure.

The caller keeps what comes out, the changed intentions and the firings in one transaction. Rules: README.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import inf, nextafter
from typing import TypeAlias

from aria_memory.errors import NotFound
from aria_memory.prospective.dependencies import waiting_for
from aria_memory.prospective.events import (
    Event,
    FiringDraft,
    Message,
    Sensed,
    StatePublished,
    Tick,
    digest,
    key_of,
)
from aria_memory.prospective.intention import MAX_SEEN, TERMINAL, Intention, State, after_snooze, arm
from aria_memory.prospective.progress import Moment, Why, evaluate
from aria_memory.prospective.reactions import react
from aria_memory.prospective.times import shown
from aria_memory.prospective.triggers import At, Every, Path, topics

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
    by_id[event.intention_id] = react(by_id[event.intention_id], event)
    after_all = [_unblock(by_id[each.id], by_id, event.at) for each in intentions]
    return [new for new, old in zip(after_all, intentions, strict=True) if new is not old], []


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
        now = after_snooze(now, now.snoozed_until, nextafter(now.snoozed_until, -inf))
    due = rearms_at(now)
    if due is not None and not 0 < due - at <= 2 * REARM_AFTER:  # above it the clock has gone back a day or more
        now = replace(arm(now, at), outstanding=False, rearms=now.rearms + 1)
    if now.state is not State.PENDING or key in now.seen:
        return now, []
    return _match(now, event, key, known)


def _match(now: Intention, event: Sensed, key: str | None, known: Known) -> tuple[Intention, list[FiringDraft]]:
    """A pending intention against an event that is new to it."""
    moment = _moment(now, event)
    keys = () if key is None else (key,)
    if moment.session is not None:
        keys = (*keys, digest("session", moment.session))
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


def _moment(now: Intention, event: Sensed) -> Moment:
    """What the event shows to the intention. A session opens but once, whatever comes first in it."""
    moment = Moment(event.at, now.armed, now.policy)
    if isinstance(event, StatePublished):
        return replace(moment, values=event.values)
    if not isinstance(event, Message):
        return moment
    ps: dict[Path, float] = {}
    if now.id in event.p_values:
        places = topics(now.trigger)
        ps = {path: p for (path, _), p in zip(places, event.topics_of(now.id, len(places)), strict=True)}
    opens = event.first_of_session and digest("session", event.session) not in now.seen
    return replace(moment, p=ps, alpha=event.alpha, session=event.session if opens else None)


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
    return _fired(after_snooze(now, until, until), at, 1), [draft]


def _unblock(old: Intention, by_id: Mapping[str, Intention], at: float) -> Intention:
    return arm(old, at) if old.state is State.BLOCKED and not waiting_for(old, by_id) else old


def _ended(old: Intention) -> Intention:
    """Past its expiry: missed if its one time had come before that and it never fired."""
    missed = isinstance(old.trigger, At) and not old.fired_count and old.trigger.when < (old.expires or 0.0)
    return replace(old, state=State.MISSED if missed else State.EXPIRED, snoozed_until=None)
