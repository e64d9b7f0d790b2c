"""Scopes of one file, each with a word of its own that must never be seen from another: by no call, by no id."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

from aria_memory import At, BadInput, Condition, Every, ManualClock, Memory, NotFound, SessionStart, Topic

N_SCOPES = 12
START = 1_700_000_000.0


class Life:
    """One scope: its memory, its word, and what it knows to be its own."""

    def __init__(self, path: Path, number: int, clock: ManualClock) -> None:
        self.word = f"canary{'abcdefghijklmnop'[number]}"
        self.memory = Memory.open(path, scope=f"scope {self.word}", encoder=None, clock=clock)
        self.ids: dict[str, list[Any]] = {"turn": [], "fact": [], "skill": [], "plan": []}
        self.counts: Counter[str] = Counter()

    def text(self, rng: random.Random) -> str:
        return f"{rng.choice(('garden', 'loan', 'train'))} {self.word} {rng.randrange(10**6)}"


def wander(folder: Path, steps: int, seed: int) -> Counter[str]:
    """So many random calls; after each, one scope looks for what another has. Returns how often each was called."""
    rng, clock = random.Random(seed), ManualClock(START)
    lives = [Life(folder / "m.db", number, clock) for number in range(N_SCOPES)]
    calls: Counter[str] = Counter()
    for _ in range(steps):
        clock.advance(rng.choice((0.0, 1.0, 60.0, 4000.0, -30.0)))
        one, other = rng.sample(lives, 2)
        what = rng.choice(list(ACTS))
        ACTS[what](one, rng, folder)
        calls[what] += 1
        _peep(other, one, rng)
    for one in lives:
        _whole(one, lives, folder)
        one.memory.close()
    return calls


def _observe(one: Life, rng: random.Random, _: Path) -> None:
    seen = one.memory.observe("user", one.text(rng), f"session {rng.randrange(3)} {one.word}")
    one.ids["turn"].append(seen.episode_id)


def _state(one: Life, rng: random.Random, _: Path) -> None:
    source = rng.choice(one.ids["turn"]) if one.ids["turn"] and rng.random() < 0.5 else None
    fact = one.memory.facts.assert_("user", rng.choice(("is", "has")), one.text(rng), episode_id=source)
    one.ids["fact"].append(fact.fact_id)


def _learn(one: Life, rng: random.Random, _: Path) -> None:
    one.ids["skill"].append(one.memory.skills.learn(one.text(rng), [one.text(rng)]).skill_id)


def _plan(one: Life, rng: random.Random, _: Path) -> None:
    now = one.memory._clock.now()
    trigger = rng.choice(
        [
            At(now + rng.randrange(9000)), Topic("garden"), Topic(one.word), SessionStart(), Condition("rain"),
            Every("FREQ=HOURLY", zone="UTC", start=now),
        ]
    )  # fmt: skip
    one.ids["plan"].append(one.memory.intend(one.text(rng), trigger).id)


def _look(one: Life, rng: random.Random, _: Path) -> None:
    m = one.memory
    fired = rng.choice(
        [m.due, lambda: m.check("about the garden", f"c{rng.randrange(4)}"), lambda: m.publish({"rain": True})]
    )()
    assert all(one.word in firing.content and firing.intention_id in one.ids["plan"] for firing in fired)


def _gone(one: Life, rng: random.Random, _: Path) -> None:
    kind = rng.choice([kind for kind, ids in one.ids.items() if ids] or ["none"])
    if kind != "none":
        key = one.ids[kind].pop(rng.randrange(len(one.ids[kind])))
        name = {"turn": "episode_id", "fact": "fact_id", "skill": "skill_id", "plan": "intention_id"}[kind]
        try:
            one.memory.purge(**{name: key})
        except NotFound:
            assert kind == "fact"  # went with the turn that said it


def _copy(one: Life, rng: random.Random, folder: Path) -> None:
    """Its own export, into another file."""
    one.memory.export(folder / "out")
    assert set(_canaries((folder / "out").read_text(encoding="utf-8"))) <= {one.word}
    with Memory.open(":memory:", scope="a", encoder=None) as m:
        m.import_(folder / "out")


def _clear(one: Life, rng: random.Random, _: Path) -> None:
    if rng.random() < 0.1:
        one.memory.purge_all()
        one.ids = {kind: [] for kind in one.ids}


ACTS = {
    "observe": _observe, "state": _state, "learn": _learn, "plan": _plan, "look": _look, "purge": _gone, "copy": _copy,
    "clear": _clear,
}  # fmt: skip


def _canaries(text: str) -> list[str]:
    return [f"canary{rest[0]}" for rest in text.split("canary")[1:]]


def _peep(other: Life, owner: Life, rng: random.Random) -> None:
    """`other` asks for what `owner` has, by its word and by its ids."""
    m, word = other.memory, owner.word
    seen: list[Any] = [m.recall(f"{word} garden", k=50), m.facts.at(), m.facts.history("user"), m.skills.suggest(word)]
    seen += [m.intentions(), m.missed(), m.score_intentions(f"the {word}").keys() - set(other.ids["plan"])]
    assert set(_canaries(repr(seen))) <= {other.word}
    asks: list[Any] = []
    if owner.ids["turn"]:
        key = rng.choice(owner.ids["turn"])
        asks += [lambda: m.episode(key), lambda: m.forget(key), lambda: m.purge(episode_id=key)]
        asks += [lambda: m.facts.assert_("user", "is", "x", episode_id=key)]
    if owner.ids["fact"]:
        fact = rng.choice(owner.ids["fact"])
        asks += [lambda: m.facts.retract(fact), lambda: m.purge(fact_id=fact)]
    if owner.ids["skill"]:
        skill = rng.choice(owner.ids["skill"])
        asks += [lambda: m.skills.reward(skill, 0.0), lambda: m.purge(skill_id=skill)]
    if owner.ids["plan"]:
        plan = rng.choice(owner.ids["plan"])
        asks += [lambda: m.done(plan), lambda: m.dismiss(plan), lambda: m.snooze(plan, START * 1.1)]
        asks += [lambda: m.firings(plan), lambda: m.purge(intention_id=plan), lambda: m.carried_out(plan)]
        asks += [lambda: m.intend("x", SessionStart(), depends_on=[plan])]
    for ask in asks:
        try:
            ask()
        except (NotFound, BadInput) as error:
            assert not set(_canaries(str(error)))
        else:
            raise AssertionError(f"{other.word} reached what is {owner.word}'s")


def _whole(one: Life, lives: list[Life], folder: Path) -> None:
    """In the end everything of a scope is its own, and all of it is there."""
    m = one.memory
    assert all(one.word in m.episode(key).text for key in one.ids["turn"])
    report = m.doctor()
    assert report["problems"] == []
    assert (report["episode"], report["intention"]) == (len(one.ids["turn"]), len(one.ids["plan"]))
    due = m.next_due()
    m.export(folder / "out")
    assert set(_canaries((folder / "out").read_text(encoding="utf-8"))) <= {one.word}
    if not any(life.ids["plan"] for life in (one,)):
        assert due is None
