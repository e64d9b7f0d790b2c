"""What `Memory` shows of its facts and its skills: the functions of facts.py and skills.py for one scope and clock."""

from collections.abc import Sequence

from . import facts, skills
from .clock import Clock
from .store import Scoped
from .types import Fact, Skill


class Facts:
    """The facts of a memory: `memory.facts`."""

    def __init__(self, scope: Scoped, clock: Clock) -> None:
        self._scope, self._clock = scope, clock

    def assert_(
        self,
        subject: str,
        predicate: str,
        object: str,
        *,
        valid_from: float | None = None,
        valid_to: float | None = None,
        confidence: float = 1.0,
        episode_id: int | None = None,
        several: bool = False,
    ) -> Fact:
        """See `facts.assert_`."""
        statement = facts.Statement(
            subject=subject, predicate=predicate, object=object, valid_from=valid_from, valid_to=valid_to,
            confidence=confidence, episode_id=episode_id, several=several,
        )  # fmt: skip
        return facts.assert_(self._scope, statement, self._clock.now())

    def retract(self, fact_id: int) -> Fact:
        """See `facts.retract`."""
        return facts.retract(self._scope, fact_id, self._clock.now())

    def history(self, subject: str, predicate: str | None = None) -> list[Fact]:
        """See `facts.history`."""
        return facts.history(self._scope, subject, predicate)

    def at(
        self,
        valid: float | None = None,
        *,
        believed: float | None = None,
        subject: str | None = None,
        predicate: str | None = None,
    ) -> list[Fact]:
        """What holds at a time (default now). See `facts.at`."""
        return facts.at(self._scope, self._clock.now() if valid is None else valid, believed, subject, predicate)

    def get(self, fact_id: int) -> Fact:
        """See `facts.get`."""
        return facts.get(self._scope, fact_id)

    def everything(self) -> list[Fact]:
        """All that was ever believed, in the order in which it was recorded."""
        return list(facts.everything(self._scope))


class Skills:
    """The skills of a memory: `memory.skills`."""

    def __init__(self, scope: Scoped, clock: Clock) -> None:
        self._scope, self._clock = scope, clock

    def learn(self, condition: str, steps: Sequence[str]) -> Skill:
        """See `skills.learn`."""
        return skills.learn(self._scope, condition, steps, self._clock.now())

    def suggest(self, task: str, k: int = 3) -> list[Skill]:
        """The k skills that fit a task best, weighed by their utility."""
        return [skill for skill, _ in skills.suggest(self._scope, task, k)]

    def reward(self, skill_id: int, value: float) -> Skill:
        """See `skills.reward`."""
        return skills.reward(self._scope, skill_id, value)

    def everything(self) -> list[Skill]:
        """All skills, in the order in which they were learned."""
        return list(skills.everything(self._scope))
