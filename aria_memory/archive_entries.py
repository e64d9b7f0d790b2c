"""What an export says of each memory. The format is in README.md, "Export, version 1"."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from . import archive_notes, episodes, facts, firings, intentions, lessons, skills
from .prospective.codec import intention_to_json
from .prospective.intention import Intention
from .store import Row, Scoped
from .types import Episode, Fact, Skill

Entry: TypeAlias = dict[str, Any]

EXPORTED = ("episode", "fact", "skill", "intention", "firing", "lesson", "source", "answer", "item_use")  # a line each


def entries(scope: Scoped) -> Iterator[Entry]:
    """All of a scope. Raises: StoreFault for what cannot be read."""
    yield from map(of_episode, episodes.everything(scope))
    yield from map(of_fact, facts.everything(scope))
    yield from map(of_skill, skills.everything(scope))
    yield from map(of_intention, intentions.everything(scope))
    yield from map(of_firing, firings.everything(scope))
    yield from map(of_lesson, lessons.rows(scope))
    yield from archive_notes.entries(scope)


def count(scope: Scoped) -> int:
    """How many entries there are."""
    rows = (scope.run(f"SELECT count(*) FROM {table} WHERE scope = :scope")[0] for table in EXPORTED)
    return sum(int(row[0]) for row in rows)


def of_episode(one: Episode) -> Entry:
    """A turn."""
    return {
        "kind": "episode", "id": one.episode_id, "session": one.session, "role": one.role, "text": one.text,
        "at": one.at, "recorded": one.recorded, "archived": one.archived,
    }  # fmt: skip


def of_fact(fact: Fact) -> Entry:
    """A statement."""
    return {
        "kind": "fact", "id": fact.fact_id, "subject": fact.subject, "predicate": fact.predicate,
        "object": fact.object, "valid_from": fact.valid_from, "valid_to": fact.valid_to,
        "recorded": fact.recorded, "retracted": fact.retracted, "confidence": fact.confidence,
        "episode": fact.episode_id, "superseded_by": fact.superseded_by,
    }  # fmt: skip


def of_skill(skill: Skill) -> Entry:
    """A skill; its id is its number in the file."""
    return {
        "kind": "skill", "condition": skill.condition, "steps": list(skill.steps), "utility": skill.utility,
        "uses": skill.uses, "successes": skill.successes, "recorded": skill.recorded,
    }  # fmt: skip


def of_intention(intention: Intention) -> Entry:
    """An intention, with how far it has come."""
    return {"kind": "intention", "document": intention_to_json(intention)}


def of_firing(row: Row) -> Entry:
    """A firing."""
    return {
        "kind": "firing", "intention": row["intention"], "occurrence": row["occurrence"], "at": row["at"],
        "p": row["p"], "why": list(firings.kept_whys(row["why"])),
        **({} if row["message"] is None else {"message": row["message"]}),
    }  # fmt: skip


def of_lesson(row: Row) -> Entry:
    """What feedback taught of a cue."""
    return {
        "kind": "lesson", "cue": row["cue"], "message": row["message"], "fits": bool(row["fits"]), "at": row["at"],
    }  # fmt: skip
