"""Which turns answered to intentions, or changed them: who asks why something is done, and never comes, is shown."""

from .replies import What
from .store import Scoped
from .types import Answer, Answered

WHATS = tuple(one.value for one in What)


def add(scope: Scoped, episode_id: int, made: Answered, place: tuple[int, int]) -> None:
    """Keep what a turn answered, and where in it: characters [first, past). One answer of a turn to an intention."""
    scope.change(
        "INSERT INTO answer (scope, episode, intention, what, first, past) "
        "VALUES (:scope, :episode, :intention, :what, :first, :past) ON CONFLICT DO NOTHING",
        episode=episode_id, intention=made.intention_id, what=made.what, first=place[0], past=place[1],
    )  # fmt: skip


def made_by(scope: Scoped, episode_id: int, *whats: str) -> list[str]:
    """Ids of the intentions of which a turn made any of these."""
    rows = scope.run(
        "SELECT intention, what FROM answer WHERE scope = :scope AND episode = :id ORDER BY intention", id=episode_id
    )
    return [row["intention"] for row in rows if row["what"] in whats]


def of(scope: Scoped, intention_id: str) -> list[Answer]:
    """What turns answered to an intention, in the order of the turns."""
    rows = scope.run(
        "SELECT episode, what, first, past FROM answer WHERE scope = :scope AND intention = :id ORDER BY episode",
        id=intention_id,
    )
    return [
        Answer(what=row["what"], episode_id=row["episode"], start=row["first"], end=row["past"]) for row in rows
    ]
