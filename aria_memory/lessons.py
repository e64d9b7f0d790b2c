"""What feedback taught: of a cue, the messages that were its occasion and those that were not, in the store.

A lesson is the cue's, not one intention's: whoever asks to be reminded of the same thing again profits from it. Only
the newest few of a cue count and are kept, so that what can be learnt is bounded.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .firings import kept_whys
from .intentions import note_change
from .prospective.lexical import clean
from .prospective.matching import EXAMPLES
from .store import Row, Scoped


@dataclass(frozen=True)
class Lessons:
    """Of one cue: messages that were its occasion, and that were not, oldest first, each kind at most EXAMPLES."""

    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


NONE = Lessons()


def teach(scope: Scoped, cue: str, message: str, fits: bool, at: float) -> None:
    """Keep that a message was, or was not, an occasion of a cue. What was said of it before no longer counts."""
    text = clean(message)
    with scope.writing():
        scope.change("DELETE FROM lesson WHERE scope = :scope AND cue = :cue AND message = :text", cue=cue, text=text)
        scope.insert(
            "INSERT INTO lesson (scope, cue, message, fits, at) VALUES (:scope, :cue, :text, :fits, :at)",
            cue=cue, text=text, fits=fits, at=at,
        )  # fmt: skip
        scope.change(
            "DELETE FROM lesson WHERE scope = :scope AND cue = :cue AND fits = :fits AND id NOT IN ("
            "SELECT id FROM lesson WHERE scope = :scope AND cue = :cue AND fits = :fits ORDER BY id DESC LIMIT :most)",
            cue=cue, fits=fits, most=EXAMPLES,
        )  # fmt: skip
        note_change(scope)


def teach_last(scope: Scoped, intention_id: str, fits: bool, at: float) -> None:
    """Keep that the message of an intention's last firing was, or was not, an occasion of the topics that fired it.

    Nothing is learnt where a cue was named outright (its p is 0): words that are the cue always fire.
    """
    row = scope.one(
        "SELECT at, message, why FROM firing WHERE scope = :scope AND intention = :id ORDER BY id DESC LIMIT 1",
        id=intention_id,
    )
    if row is None or row["message"] is None:
        return
    for why in kept_whys(row["why"]):
        if why["kind"] == "topic" and why["p"] > 0 and why["at"] == row["at"]:  # others had matched before
            teach(scope, why["detail"], row["message"], fits, at)


def everything(scope: Scoped) -> dict[str, Lessons]:
    """The lessons of every cue."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for row in rows(scope):
        found.setdefault(row["cue"], ([], []))[0 if row["fits"] else 1].append(row["message"])
    return {cue: Lessons(tuple(right), tuple(wrong)) for cue, (right, wrong) in found.items()}


def rows(scope: Scoped) -> list[Row]:
    """Rows of all lessons, oldest first: cue, message, fits, at."""
    return scope.run("SELECT cue, message, fits, at FROM lesson WHERE scope = :scope ORDER BY id")


def forget_messages(scope: Scoped, messages: Collection[str]) -> None:
    """Delete messages for good from lessons and firings, all in one look at either."""
    gone = {clean(text) for text in messages}
    for table, sql in (
        ("lesson", "DELETE FROM lesson WHERE scope = :scope AND id = :id"),
        ("firing", "UPDATE firing SET message = NULL WHERE scope = :scope AND id = :id"),
    ):
        after = 0
        look = f"SELECT id, message FROM {table} WHERE +scope = :scope AND id > :after AND message IS NOT NULL"
        while found := scope.run(f"{look} ORDER BY id LIMIT 1000", after=after):
            for row in found:
                if row["message"] in gone:
                    scope.change(sql, id=row["id"])
            after = found[-1]["id"]
    note_change(scope)


def forget_cues(scope: Scoped, cues: Sequence[str]) -> None:
    """Delete what was learnt of cues for good."""
    for cue in cues:
        scope.change("DELETE FROM lesson WHERE scope = :scope AND cue = :cue", cue=cue)
