"""`Memory`: everything a caller does, for one scope of one file."""

import random
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from . import archive, doctor, episodes, facts, skills
from .clock import Clock, SystemClock
from .errors import BadInput
from .ranking import Weights
from .recall import KINDS, MAX_K, recall
from .store import Database, Scoped, open_database
from .types import Episode, Fact, Item, Observed, Skill


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


class Memory:
    """One scope's memory in one file. Calls from several threads wait for each other; processes share the file."""

    def __init__(self, database: Database, scope: Scoped, clock: Clock, chance: random.Random) -> None:
        self._database, self._scope, self._clock, self._chance = database, scope, clock, chance
        self.facts, self.skills = Facts(scope, clock), Skills(scope, clock)

    @classmethod
    def open(
        cls, path: str | Path, *, scope: str, clock: Clock | None = None, chance: random.Random | None = None
    ) -> "Memory":
        """Open or make a memory file. scope: whose memory it is; one never sees another's.

        clock, chance: for tests; default the system's. Raises: BadInput, StoreFault.
        """
        database = open_database(path)
        try:
            return cls(database, database.scoped(scope), clock or SystemClock(), chance or random.Random())
        except BadInput:
            database.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> "Memory":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def observe(self, role: str, text: str, session: str, at: float | None = None) -> Observed:
        """Keep a turn, verbatim. at: when it was said, default now. Raises: BadInput."""
        now = self._clock.now()
        return episodes.add(self._scope, role, text, session, now if at is None else at, now)

    def episode(self, episode_id: int) -> Episode:
        """A turn by its id, archived or not. Raises: NotFound."""
        return episodes.one(self._scope, episode_id)

    def recall(
        self, query: str, k: int = 10, as_of: float | None = None, kinds: Collection[str] | None = None
    ) -> list[Item]:
        """The k best items for a query, best first. as_of: as this memory was then.

        kinds: of "episode", "fact", "skill"; default all. Raises: BadInput.
        """
        wanted = KINDS if kinds is None else tuple(kinds)
        unknown = [kind for kind in wanted if kind not in KINDS]
        if unknown:
            raise BadInput(f"kind {unknown[0]!r} is unknown; choose of: {', '.join(KINDS)}")
        if not 1 <= k <= MAX_K:
            raise BadInput(f"k is {k}; choose 1 to {MAX_K}")
        if not isinstance(query, str):
            raise BadInput(f"query is {type(query).__name__}; give a text")
        return recall(self._scope, query, k, as_of, wanted, Weights())

    def forget(self, episode_id: int) -> None:
        """Archive a turn: kept, but no longer recalled. Raises: NotFound."""
        episodes.archive(self._scope, episode_id, self._clock.now())

    def purge(self, *, episode_id: int | None = None, fact_id: int | None = None, skill_id: int | None = None) -> None:
        """Delete one thing for good, a turn with its facts: the file is rewritten without it. Raises: NotFound."""
        if [episode_id, fact_id, skill_id].count(None) != 2:
            raise BadInput("purge takes one of episode_id, fact_id, skill_id")
        with self._scope.writing():
            if episode_id is not None:
                for one in facts.from_episode(self._scope, episode_id):
                    facts.purge(self._scope, one)
                episodes.purge(self._scope, episode_id)
            elif fact_id is not None:
                facts.purge(self._scope, fact_id)
            elif skill_id is not None:
                skills.purge(self._scope, skill_id)
        episodes.erase_traces(self._database)

    def consolidate(self) -> None:
        """Work that need not be done while somebody waits: sections that have grown are indexed."""
        episodes.refresh(self._scope)

    def export(self, path: str | Path) -> int:
        """Write this scope to a file of JSON lines (README.md). Returns the number of lines. Raises: StoreFault."""
        return archive.write(self._scope, Path(path))

    def import_(self, path: str | Path) -> int:
        """Add what `export` wrote, all or nothing. Returns the number of memories. Raises: BadInput naming the line."""
        return archive.read(self._scope, Path(path))

    def doctor(self) -> dict[str, Any]:
        """What is in the file, and what is wrong with it. See `doctor.examine`."""
        return doctor.examine(self._scope)
