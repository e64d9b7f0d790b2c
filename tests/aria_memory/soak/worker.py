"""One process of a crowd: does what an assistant does with a shared memory, and says what it was told has been kept.

python -m tests.aria_memory.soak.worker FILE SEED ROUNDS: lines of JSON, [what, ...], each after the call has returned;
"purging" before it, since a kill in the middle leaves open whether it was done.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

from aria_memory import At, Every, Memory, NotFound, SessionStart, StoreFault, Topic
from aria_memory.prospective import english_background

WORDS = (
    "amber", "birch", "cedar", "dune", "ember", "fjord", "glade", "heath", "islet", "jetty", "knoll", "lagoon",
    "meadow", "nook", "oasis", "prairie",
)  # fmt: skip
PREDICATES = ("lives_in", "works_at", "drives", "reads")


def say(*what: Any) -> None:
    print(json.dumps(what), flush=True)


class Worker:
    """Random calls, the same for the same seed."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self.seed, self.rng = path, seed, random.Random(seed)
        self.memory = Memory.open(path, scope="shared", encoder=None)
        self.turns: list[int] = []
        self.plans: list[str] = []
        self.n = 0

    def words(self) -> str:
        self.n += 1
        return f"{' '.join(self.rng.sample(WORDS, 4))} p{self.seed}n{self.n}"

    def observe(self) -> None:
        text, session = self.words(), f"s{self.rng.randrange(3)}"
        seen = self.memory.observe("user", text, session)
        self.turns.append(seen.episode_id)
        say("turn", seen.episode_id, text)

    def contradict(self) -> None:
        fact = self.memory.facts.assert_("user", self.rng.choice(PREDICATES), self.words())
        say("fact", fact.fact_id, fact.object)

    def learn(self) -> None:
        skill = self.memory.skills.learn(self.words(), ["one", "two"])
        self.memory.skills.reward(skill.skill_id, 1.0)
        say("skill", skill.skill_id, skill.condition)

    def intend(self) -> None:
        now = self.memory._clock.now()
        trigger = self.rng.choice(
            [
                At(now - 5), At(now + 0.2), Topic(self.rng.choice(WORDS)), SessionStart(),
                Every("FREQ=MINUTELY", zone="UTC", start=now - 3600),
            ]
        )  # fmt: skip
        plan = self.memory.intend(self.words(), trigger)
        self.plans.append(plan.id)
        say("plan", plan.id, isinstance(trigger, Every))

    def look(self) -> None:
        fired = self.memory.due() if self.rng.random() < 0.5 else self.memory.check(self.words(), f"c{self.seed}")
        for firing in fired:
            say("fired", firing.intention_id, firing.firing_id)

    def done(self) -> None:
        if self.plans:
            self.memory.done(self.plans[-1])
            say("done", self.plans[-1])

    def recall(self) -> None:
        self.memory.recall(self.words())
        self.memory.facts.at()

    def forget(self) -> None:
        if self.turns:
            self.memory.forget(self.turns[-1])

    def purge(self) -> None:
        if self.turns:
            gone = self.turns.pop(self.rng.randrange(len(self.turns)))
            say("purging", gone)
            try:
                self.memory.purge(episode_id=gone)
            except StoreFault as error:  # deleted; its traces go with the next purge
                if "consolidate" not in str(error):
                    raise
            say("purged", gone)

    def copy(self) -> None:
        """Out of the shared scope, into one of this process's own."""
        out = self.path.with_name(f"{self.path.name}.{self.seed}.out")
        n = self.memory.export(out)
        scope = f"copy {self.seed} {self.n} {self.rng.random()}"
        with Memory.open(self.path, scope=scope, encoder=None) as other:
            try:
                assert other.import_(out) == n
            except NotFound as error:
                raise AssertionError("an export holds what it refers to") from error
        say("copied", scope, n)

    def reopen(self) -> None:
        self.memory.close()
        self.memory = Memory.open(self.path, scope="shared", encoder=None)

    def run(self, rounds: int) -> None:
        calls = [(self.observe, 30), (self.contradict, 20), (self.learn, 5), (self.intend, 10), (self.look, 15)]
        calls += [(self.recall, 8), (self.done, 3), (self.forget, 3), (self.purge, 3), (self.copy, 1), (self.reopen, 2)]
        for _ in range(rounds):
            self.rng.choices([call for call, _ in calls], [weight for _, weight in calls])[0]()
        self.memory.close()


if __name__ == "__main__":
    english_background.english_background = lambda: [f"{word} was nice today" for word in ("soup", "rain", "tea")]
    Worker(Path(sys.argv[1]), int(sys.argv[2])).run(int(sys.argv[3]))
