"""Prospective memory in the store: what an event changes and what it fires are kept in one transaction.

The rules are those of the machine in `prospective/`; only intentions that an event can change are read.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import timezone, tzinfo

from . import firings, sources
from .errors import BadInput, Damaged, NotFound
from .prospective.codec import intention_from_json, intention_to_json
from .prospective.dependencies import admit
from .prospective.due import due_time
from .prospective.events import CarriedOut, Done, Event, Message, StatePublished, Tick
from .prospective.intention import TERMINAL, Intention, State
from .prospective.machine import step
from .prospective.progress import due_times
from .prospective.times import shown
from .prospective.triggers import At, Condition, Every, SessionStart, Topic, topics, walk
from .store import Scoped, fresh_number
from .text import kept_json
from .types import Firing

CHANGE_BITS = 20  # of the count of changes; those above say which purge was the last


def add(scope: Scoped, new: Intention, zone: tzinfo = timezone.utc) -> Intention:
    """Keep an intention, pending or blocked. Raises: BadInput, see `admit`."""
    with scope.writing():
        others = _with_dependencies(scope, _by_ids(scope, [new.id]), new.depends_on)
        kept = admit(others, new, zone)
        _write(scope, kept, kept.created)
        return kept


def get(scope: Scoped, intention_id: str) -> Intention:
    """An intention, in whatever state. Raises: NotFound."""
    found = _by_ids(scope, [intention_id])
    if not found:
        raise _no_intention(intention_id)
    return found[0]


def everything(scope: Scoped) -> list[Intention]:
    """All intentions, by age."""
    found = [_read(row["body"]) for row in scope.run("SELECT body FROM intention WHERE scope = :scope")]
    return sorted(found, key=lambda one: (one.created, one.id))


def hear(scope: Scoped, session: str) -> bool:
    """Note that something was said in a session. Returns whether it is the first."""
    return scope.change("INSERT OR IGNORE INTO heard (scope, session) VALUES (:scope, :session)", session=session) == 1


def apply(scope: Scoped, event: Event, heard: firings.Heard = firings.NOTHING) -> list[Firing]:
    """Give an event to the machine and keep what comes of it. Raises: BadInput, NotFound for an unknown intention.

    heard: what went into the p-values of a message, kept with the firings that it makes.
    """
    with scope.writing():
        back = _went_back(scope, event)
        touched = _touched(scope, event, back)
        intentions = _with_dependencies(scope, touched, [other for one in touched for other in one.depends_on])
        changed, drafts = step(intentions, event, lambda name, occurrence: firings.has_fired(scope, name, occurrence))
        after = {one.id: one for one in changed}
        anew = back or isinstance(event, Tick)  # what was due and brought nothing is due no more
        for one in (after.get(each.id, each) for each in intentions) if anew else changed:
            _write(scope, one, event.at)
        scope.change(
            "INSERT INTO moment (scope, at) VALUES (:scope, :at) ON CONFLICT (scope) DO UPDATE SET at = :at",
            at=event.at,
        )  # fmt: skip
        contents = {one.id: one.content for one in intentions}
        made = (firings.record(scope, draft, contents[draft.intention_id], heard) for draft in drafts)
        return [firing for each in made for firing in each]


def topical(scope: Scoped, pending: bool) -> tuple[str, ...]:
    """Ids of the open intentions with a topic: those that are pending, or those that are not."""
    rows = scope.run(
        "SELECT id FROM intention WHERE scope = :scope AND open AND on_topic AND pending = :pending", pending=pending
    )
    return tuple(row["id"] for row in rows)


def waking(scope: Scoped, at: float) -> tuple[str, ...]:
    """Ids of the open intentions with a topic that are not pending, but may be so from a time on: a snooze is over, or
    nobody reacted; all of them if the clock went back.
    """
    rows = scope.run(
        "SELECT id FROM intention WHERE scope = :scope AND open AND on_topic AND pending = 0 "
        "AND (due <= :at OR EXISTS (SELECT 1 FROM moment WHERE scope = :scope AND at > :at))",
        at=at,
    )
    return tuple(row["id"] for row in rows)


def topics_changed(scope: Scoped) -> int:
    """Another number whenever the pending topics change, or what was learnt of them, in whatever process."""
    row = scope.one("SELECT times FROM topics_changed WHERE scope = :scope")
    return 0 if row is None else int(row["times"])


def note_change(scope: Scoped, purged: bool = False) -> None:
    """Let every process read the topics again; if one was purged, also what those of an id are: it may come again."""
    scope.change(
        "INSERT INTO topics_changed (scope, times) VALUES (:scope, :fresh) ON CONFLICT (scope) DO UPDATE "
        "SET times = CASE WHEN :purged THEN :fresh ELSE topics_changed.times + 1 END",
        fresh=fresh_number() << CHANGE_BITS, purged=purged,
    )  # fmt: skip


def cues(scope: Scoped, intention_id: str) -> tuple[str, ...]:
    """The cues of an intention's topics. Raises: NotFound."""
    return tuple(topic.cue for _, topic in topics(get(scope, intention_id).trigger))


def told(scope: Scoped, now: float, most: int) -> list[str]:
    """Ids of the intentions that wait for a reaction, of the latest `most` firings, and of those whose time is here."""
    fired = firings.latest(scope, most)
    due = [row["id"] for row in scope.run(
        "SELECT id FROM intention WHERE scope = :scope AND open AND due <= :now ORDER BY due, id LIMIT :most",
        now=now, most=most,
    )]  # fmt: skip
    waiting = {one.id for one in _by_ids(scope, fired) if one.outstanding and one.state not in TERMINAL}
    timed = {
        one.id for one in _by_ids(scope, due)
        if one.state is State.PENDING and isinstance(one.trigger, At | Every)
        and any(at <= now for at in due_times(one.trigger, one.progress, now, one.armed, wanted=True))
    }  # fmt: skip
    return list(dict.fromkeys(name for name in (*fired, *due) if name in waiting or name in timed))


def holding(scope: Scoped, letters: Sequence[str], most: int) -> list[Intention]:
    """Open intentions in what is kept of which any of these are (ASCII, lower case), at most so many, by id."""
    if not letters:
        return []
    names = [f"like_{'abcdefgh'[number]}" for number in range(len(letters))]
    likely = " OR ".join(f"lower(body) LIKE :{name}" for name in names)
    rows = scope.run(
        f"SELECT body FROM intention WHERE scope = :scope AND open AND ({likely}) ORDER BY id LIMIT :most",
        most=most, **{name: f"%{each}%" for name, each in zip(names, letters, strict=True)},
    )  # fmt: skip
    return [_read(row["body"]) for row in rows]


def soonest(scope: Scoped, most: int) -> list[Intention]:
    """Open intentions, those that time may change soonest first, those that it never changes last, at most so many."""
    rows = scope.run(
        "SELECT body FROM intention WHERE scope = :scope AND open ORDER BY due IS NULL, due, id LIMIT :most", most=most
    )
    return [_read(row["body"]) for row in rows]


def next_due(scope: Scoped) -> float | None:
    """When time alone may change an intention next, seconds since the epoch; None if never."""
    row = scope.one("SELECT min(due) AS due FROM intention WHERE scope = :scope AND open")
    return None if row is None else row["due"]


def restore(scope: Scoped, document: object, now: float) -> None:
    """An intention of an export, as it was. Raises: BadInput, also if its id is in use."""
    one = intention_from_json(document)
    if _by_ids(scope, [one.id]):
        raise BadInput(f"intention {one.id!r} is here already: it was imported before")
    _write(scope, one, now)


def purge(scope: Scoped, intention_id: str) -> None:
    """Delete an intention and its firings. Raises: NotFound."""
    with scope.writing():
        firings.purge(scope, intention_id)
        sources.forget(scope, "intention", intention_id)
        if not scope.change("DELETE FROM intention WHERE scope = :scope AND id = :id", id=intention_id):
            raise _no_intention(intention_id)
        note_change(scope, purged=True)


def _no_intention(intention_id: str) -> NotFound:
    return NotFound(f"intention {shown(intention_id)} is not in this scope; give the id of one that was filed here")


def _touched(scope: Scoped, event: Event, back: bool) -> list[Intention]:
    """The intentions that the event may change: when something is done those that may wait for it, which are not
    pending, and all open ones when the clock has gone back, which reopens times.
    """
    own = "" if isinstance(event, Message | Tick | StatePublished) else event.intention_id
    if own and not back and not isinstance(event, Done | CarriedOut):
        return _by_ids(scope, [own])
    if own or back:
        rows = scope.run(
            "SELECT body FROM intention WHERE scope = :scope AND (id = :id OR (open AND (:back OR pending = 0)))",
            id=own, back=back,
        )  # fmt: skip
        return [_read(row["body"]) for row in rows]
    first = isinstance(event, Message) and event.first_of_session
    rows = scope.run(
        "SELECT body FROM intention WHERE scope = :scope AND open "
        "AND (due <= :at OR (:first AND on_session) OR (:state AND on_state))",
        at=event.at, first=first, state=isinstance(event, StatePublished),
    )  # fmt: skip
    found = {one.id: one for one in (_read(row["body"]) for row in rows)}
    named = [name for name in event.p_values if name not in found] if isinstance(event, Message) else []
    return [*found.values(), *(one for one in _by_ids(scope, named) if one.state not in TERMINAL)]


def _went_back(scope: Scoped, event: Event) -> bool:
    """Whether the clock has gone back since the last event: then what is due when is found anew."""
    row = scope.one("SELECT at FROM moment WHERE scope = :scope")
    return row is not None and event.at < row["at"]


def _with_dependencies(scope: Scoped, touched: Sequence[Intention], wanted: Iterable[str]) -> list[Intention]:
    """These, and all that they depend on, through any others."""
    found = {one.id: one for one in touched}
    left = [name for name in dict.fromkeys(wanted) if name not in found]
    while left:
        more = _by_ids(scope, left)
        found |= {one.id: one for one in more}
        left = [name for one in more for name in one.depends_on if name not in found]
    return list(found.values())


def _by_ids(scope: Scoped, ids: Iterable[str]) -> list[Intention]:
    found = []
    for name in ids:
        row = scope.one("SELECT body FROM intention WHERE scope = :scope AND id = :id", id=name)
        if row is not None:
            found.append(_read(row["body"]))
    return found


def _read(body: str) -> Intention:
    try:
        return intention_from_json(kept_json(body, "an intention"))
    except BadInput as error:
        raise Damaged(f"what is kept of an intention is damaged ({error}); doctor() says more") from error


def _write(scope: Scoped, one: Intention, now: float) -> None:
    kinds = {type(part) for _, part in walk(one.trigger)}
    if Topic in kinds:
        note_change(scope)
    scope.change(
        "INSERT INTO intention (scope, id, body, open, pending, due, on_topic, on_session, on_state) "
        "VALUES (:scope, :id, :body, :open, :pending, :due, :on_topic, :on_session, :on_state) "
        "ON CONFLICT (scope, id) DO UPDATE SET body = :body, open = :open, pending = :pending, due = :due, "
        "on_topic = :on_topic, on_session = :on_session, on_state = :on_state",
        id=one.id, body=json.dumps(intention_to_json(one)), open=one.state not in TERMINAL,
        pending=one.state is State.PENDING,
        due=due_time(one, now), on_topic=Topic in kinds, on_session=SessionStart in kinds, on_state=Condition in kinds,
    )  # fmt: skip
