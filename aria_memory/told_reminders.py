"""Which reminders were told and wait for an answer, or were seen; and what came between them and a turn."""

from dataclasses import dataclass

from . import answers, firings, intentions
from .extracted_intentions import Turn
from .prospective.intention import Intention, State
from .replies import What
from .store import Scoped

WITHIN = 86_400.0  # seconds: after that a reminder is told anew, and "done" is about something else
TURNS = 2  # of the user's between a reminder, or a request, and what answers it without naming it
TURNS_SEEN = 1  # the same of one that was seen: "ok", and then "actually, remind me at 5"
TOGETHER = 60.0  # seconds: reminders told in one breath
MOST_TOLD = 20  # latest firings that are looked through


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intention that may be meant. told: a reminder of it waits for an answer."""

    one: Intention
    told: bool


def waiting(scope: Scoped, turn: Turn) -> list[Intention]:
    """What was told and waits for an answer, the latest first."""
    names = intentions.told(scope, turn.now, MOST_TOLD)
    return [one for one in (intentions.get(scope, name) for name in names) if is_told(one, turn)]


def is_told(one: Intention, turn: Turn) -> bool:
    """Whether a reminder of it waits for an answer. What is said just now comes after it, whatever the clock says."""
    return one.outstanding and one.last_fired is not None and (one.last_fired <= turn.at or turn.at >= turn.now)


def last_told(scope: Scoped, turn: Turn) -> list[Candidate]:
    """What was told last, in one breath, if that was a moment ago; seen, it may be put off or done yet."""
    told = [*waiting(scope, turn), *seen(scope, turn)]
    latest = max((one.last_fired or 0.0 for one in told), default=0.0)
    if not told or turn.at - latest > WITHIN:
        return []
    turns = turns_since(scope, turn, latest)
    last = [one for one in told if latest - (one.last_fired or 0.0) <= TOGETHER]
    return [Candidate(one, True) for one in last if turns <= (TURNS if one.outstanding else TURNS_SEEN)]


def seen(scope: Scoped, turn: Turn) -> list[Intention]:
    """What was told and is known to have been seen, and is not done: of a series what a turn said so of last."""
    found = [intentions.get(scope, name) for name in firings.latest(scope, MOST_TOLD)]
    waits = [one for one in found if not one.outstanding and (one.last_fired or 0.0) <= max(turn.at, turn.now)]
    return [
        one for one in waits
        if one.state is State.FIRED or (one.repeat and one.state is State.PENDING and was_seen(scope, one))
    ]  # fmt: skip


def was_seen(scope: Scoped, one: Intention) -> bool:
    """Whether the last that was said of it is that it was seen: "ok", and no more."""
    said = answers.of(scope, one.id)
    return bool(said) and said[-1].what == What.NOTED.value


def turns_since(scope: Scoped, turn: Turn, at: float) -> int:
    """How many turns of the user's came between a time and this turn, TURNS + 1 at most."""
    rows = scope.run(
        "SELECT id FROM episode WHERE scope = :scope AND role = 'user' AND at > :at AND at <= :now AND id < :mine "
        "ORDER BY at DESC LIMIT :most",
        at=at, now=turn.at, mine=turn.seen.episode_id, most=TURNS + 1,
    )  # fmt: skip
    return len(rows)


def asked_since(scope: Scoped, turn: Turn, at: float) -> bool:
    """Whether anybody asked the user something in the session since a time."""
    rows = scope.run(
        "SELECT 1 FROM episode e JOIN episode mine ON mine.id = :mine AND mine.session = e.session "
        "WHERE e.scope = :scope AND e.turn < mine.turn AND e.at >= :at AND e.role <> 'user' "
        "AND rtrim(e.text) LIKE '%?' LIMIT 1",
        mine=turn.seen.episode_id, at=at,
    )  # fmt: skip
    return bool(rows)
