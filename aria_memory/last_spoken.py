"""What the user's turns spoke of last: what an answer without a name is about, or what keeps it from being clear."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import answers, intentions, sources
from .extracted_intentions import Turn
from .prospective.intention import TERMINAL, Intention
from .replies import Reply, What, nearer
from .store import Row, Scoped

BROUGHT = 2.0  # seconds between a turn and a reminder that it brings up


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a turn spoke of. at: when, in seconds since the epoch. ones: open intentions that it asked for or changed.
    ended: those that it ended, or of which it left a time out, done: by their being done. Of a turn that speaks of
    neither something else is what is spoken of.
    """

    at: float
    ones: tuple[Intention, ...] = ()
    ended: tuple[Intention, ...] = ()
    done: bool = False


def spoken(scope: Scoped, turn: Turn, said: Reply, most: int, told: float) -> Spoken | None:
    """What the user spoke of last in the session before an answer, in its turn too, past what brings nothing up; None
    if that is nothing in it and the turns before, where at most so many come in between. told: when a reminder was told
    last; the turn that brought it up stands before it, unless it asks for something.
    """
    for episode_id, at, text in _before(scope, turn, said, most):
        changes = [What.MOVED, What.LATER, What.UNDONE, *([What.SKIPPED] if said.what is What.SKIPPED else [])]
        ones = _of(scope, [*sources.intentions_of(scope, episode_id), *_made_by(scope, episode_id, *changes)])
        ones = [one for one in ones if one.state not in TERMINAL]
        left = _of(scope, _made_by(scope, episode_id, What.DROPPED, What.SKIPPED))
        done = _of(scope, _made_by(scope, episode_id, What.DONE))
        if ones or left or done:
            return Spoken(at, tuple(ones), (*left, *done), not left)
        own = episode_id == turn.seen.episode_id
        brought = not own and told - BROUGHT <= at <= told
        if nearer(text, said, same=own, brought=brought):
            return Spoken(at)
        if brought:  # the reminder came after all that was said before
            return None
    return None


def turns_before(scope: Scoped, turn: Turn, most: int) -> list[int]:
    """Ids of the user's turns before this one in its session, the latest first; `most` may come in between."""
    return [row["id"] for row in _latest(scope, turn, "e.id", most) if row["id"] != turn.seen.episode_id]


def said_before(scope: Scoped, turn: Turn, most: int) -> list[tuple[float, str]]:
    """When and what the user said before this turn in its session, the latest first; `most` may come in between."""
    rows = _latest(scope, turn, "e.id, e.at, e.text", most)
    return [(row["at"], row["text"]) for row in rows if row["id"] != turn.seen.episode_id]


def just_before(scope: Scoped, turn: Turn) -> tuple[float, str] | None:
    """When and what the user said last in the session, if nobody asked anything since; None if they said nothing."""
    rows = scope.run(
        "SELECT e.at, e.role, e.text FROM episode e JOIN episode mine ON mine.id = :mine "
        "AND mine.session = e.session WHERE e.scope = :scope AND e.turn < mine.turn ORDER BY e.turn DESC LIMIT 2",
        mine=turn.seen.episode_id,
    )  # fmt: skip
    for row in rows:
        if row["role"] == "user":
            return row["at"], row["text"]
        if "?" in row["text"]:
            return None
    return None


def _before(scope: Scoped, turn: Turn, said: Reply, most: int) -> Iterator[tuple[int, float, str]]:
    """Id, time and text of what is before the answer in its turn, and of the turns before that."""
    for row in _latest(scope, turn, "e.id, e.at, e.text", most):
        own = row["id"] == turn.seen.episode_id
        yield row["id"], row["at"], row["text"][: said.start] if own else row["text"]


def _latest(scope: Scoped, turn: Turn, columns: str, most: int) -> list[Row]:
    """The user's turns of its session up to this one, the latest first; `most` may come in between."""
    return scope.run(
        f"SELECT {columns} FROM episode e JOIN episode mine ON mine.id = :mine AND mine.session = e.session "
        "WHERE e.scope = :scope AND e.role = 'user' AND e.turn <= mine.turn ORDER BY e.turn DESC LIMIT :most",
        mine=turn.seen.episode_id, most=most + 2,
    )  # fmt: skip


def _made_by(scope: Scoped, episode_id: int, *whats: What) -> list[str]:
    return answers.made_by(scope, episode_id, *(one.value for one in whats))


def _of(scope: Scoped, names: list[str]) -> list[Intention]:
    return [intentions.get(scope, name) for name in dict.fromkeys(names)]
