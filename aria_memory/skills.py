"""Procedural memory: what to do when, with a utility learned from rewards as ACT-R's productions learn theirs.

U <- U + alpha (R - U) (Anderson 2007, How Can the Human Mind Occur in the Physical Universe, ch. 4).
"""

import json
from collections.abc import Sequence

from . import lexicon, sources
from .errors import BadInput, NotFound
from .store import Row, Scoped
from .text import MAX_NAME_CHARS, clean, finite, kept_list
from .types import Skill

ALPHA = 0.2  # ACT-R's default learning rate
FIRST_UTILITY = 0.5  # of a skill not tried yet: between a failure's reward (0) and a success's (1)
MAX_STEPS = 100  # more is a program
MAX_STEP_CHARS = 10_000
MAX_K = 1_000  # skills in one answer
_COLUMNS = "id, condition, steps, utility, uses, successes, recorded"


def learn(scope: Scoped, condition: str, steps: Sequence[str], now: float) -> Skill:
    """Keep a skill. One with this condition and these steps is returned as it is. Raises: BadInput."""
    condition = clean("condition", condition, MAX_NAME_CHARS * 10)
    if not isinstance(steps, list | tuple) or not 0 < len(steps) <= MAX_STEPS:
        raise BadInput(f"steps are {str(steps)[:80]!r}; give a list of 1 to {MAX_STEPS} texts")
    cleaned = [clean(f"step {i + 1}", step, MAX_STEP_CHARS) for i, step in enumerate(steps)]
    kept = json.dumps(cleaned, ensure_ascii=False)
    with scope.writing():
        row = scope.one(
            f"SELECT {_COLUMNS} FROM skill WHERE scope = :scope AND condition = :condition AND steps = :steps",
            condition=condition, steps=kept,
        )  # fmt: skip
        if row is not None:
            return _skill(row)
        skill_id = scope.insert(
            "INSERT INTO skill (scope, condition, steps, utility, recorded) "
            "VALUES (:scope, :condition, :steps, :utility, :now)",
            condition=condition, steps=kept, utility=FIRST_UTILITY, now=now,
        )  # fmt: skip
        lexicon.add(scope, "skill", skill_id, condition)
        return get(scope, skill_id)


def suggest(scope: Scoped, task: str, k: int) -> list[tuple[Skill, float]]:
    """Skills whose condition fits a task, best first, with their scores: how well it fits, times the utility.

    Raises: BadInput.
    """
    if type(k) is not int or not 1 <= k <= MAX_K:
        raise BadInput(f"k is {str(k)[:80]!r}; choose 1 to {MAX_K}")
    if not isinstance(task, str):
        raise BadInput(f"task is {type(task).__name__}; give a text")
    found = [(get(scope, skill_id), fit) for skill_id, fit in lexicon.search(scope, "skill", task, 4 * k)]
    scored = [(skill, fit * skill.utility) for skill, fit in found]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].skill_id))[:k]


def reward(scope: Scoped, skill_id: int, value: float) -> Skill:
    """Learn from one use: a value of 0 (it failed) to 1 (it did the job). Raises: BadInput, NotFound."""
    if not 0.0 <= finite("reward", value) <= 1.0:
        raise BadInput(f"reward is {value}; give a number from 0 to 1")
    changed = scope.change(
        "UPDATE skill SET utility = utility + :alpha * (:value - utility), uses = uses + 1, "
        "successes = successes + CAST(:value > 0.5 AS INTEGER) WHERE scope = :scope AND id = :id",
        alpha=ALPHA, value=value, id=skill_id,
    )  # fmt: skip
    if not changed:
        raise _no_skill(skill_id)
    return get(scope, skill_id)


def restore(scope: Scoped, skill_id: int, utility: float, uses: int, successes: int) -> None:
    """Give a skill the utility and the counts of an export, unless more was learned of it here. Raises: BadInput."""
    if not (0.0 <= utility <= 1.0 and 0 <= successes <= uses):
        raise BadInput(f"utility {utility}, {successes} successes of {uses} uses cannot be")
    scope.change(
        "UPDATE skill SET utility = :utility, uses = :uses, successes = :successes "
        "WHERE scope = :scope AND id = :id AND uses <= :uses",
        utility=utility, uses=uses, successes=successes, id=skill_id,
    )  # fmt: skip


def get(scope: Scoped, skill_id: int) -> Skill:
    """A skill. Raises: NotFound."""
    row = scope.one(f"SELECT {_COLUMNS} FROM skill WHERE scope = :scope AND id = :id", id=skill_id)
    if row is None:
        raise _no_skill(skill_id)
    return _skill(row)


def purge(scope: Scoped, skill_id: int) -> None:
    """Delete a skill. Raises: NotFound."""
    with scope.writing():
        row = scope.one("SELECT condition FROM skill WHERE scope = :scope AND id = :id", id=skill_id)
        if row is None:
            raise _no_skill(skill_id)
        lexicon.remove(scope, "skill", skill_id, row["condition"])
        sources.forget(scope, "skill", skill_id)
        scope.change("DELETE FROM skill WHERE scope = :scope AND id = :id", id=skill_id)


def everything(scope: Scoped) -> list[Skill]:
    """All skills in the order in which they were learned."""
    return [_skill(row) for row in scope.run(f"SELECT {_COLUMNS} FROM skill WHERE scope = :scope ORDER BY id")]


def _skill(row: Row) -> Skill:
    return Skill(
        skill_id=row["id"], condition=row["condition"], steps=tuple(kept_list(row["steps"], "a skill")),
        utility=row["utility"], uses=row["uses"], successes=row["successes"], recorded=row["recorded"],
    )  # fmt: skip


def _no_skill(skill_id: int) -> NotFound:
    return NotFound(f"skill {skill_id!r} is not in this scope; the list of skills has the ids of those that are")
