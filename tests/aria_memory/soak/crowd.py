"""Many processes on one file, killed or not, and what must be true of the file after them."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from aria_memory import Memory, NotFound
from aria_memory.places import place_of
from tests.aria_memory.soak.worker import PREDICATES, WORDS

ROOT = Path(__file__).parents[3]


def start(path: Path, seed: int, rounds: int) -> subprocess.Popen[str]:
    """A worker; what it says comes through a pipe, which holds more than a killed one has said unread."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.aria_memory.soak.worker", str(path), str(seed), str(rounds)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def crowd(path: Path, seeds: Sequence[int], rounds: int, kill_within: float | None = None) -> list[list[Any]]:
    """All that the workers said. kill_within: each is killed (SIGKILL) at some time up to so many seconds."""
    rng = random.Random(seeds[0])
    workers = [start(path, seed, rounds) for seed in seeds]
    heard = []
    for worker in workers:
        assert worker.stdout is not None
        heard.append(worker.stdout.readline() if kill_within is not None else "")  # it is at work
    for worker in workers if kill_within is not None else ():
        time.sleep(rng.uniform(0.0, kill_within or 0.0))
        worker.send_signal(signal.SIGKILL)
    said: list[list[Any]] = []
    for worker, first in zip(workers, heard, strict=True):
        assert worker.stdout is not None
        assert worker.stderr is not None
        out, errors = first + worker.stdout.read(), worker.stderr.read()
        assert not errors, errors
        assert worker.wait(timeout=60) == (0 if kill_within is None else -signal.SIGKILL)
        said += [json.loads(line) for line in out.split("\n")[:-1]]
    return said


def examine(path: Path, said: Iterable[list[Any]], in_flight: int = 0) -> Counter[str]:
    """Nothing lost, nothing twice, nothing half. in_flight: calls that a kill may have cut off."""
    said = list(said)
    counts = Counter(what for what, *_ in said)
    with Memory.open(path, scope="shared", encoder=None) as m:
        m.consolidate()
        report = m.doctor()
        assert report["problems"] == [], report["problems"]
        _turns(m, said, report["episode"], in_flight)
        _facts(m, said)
        for what, *rest in said:
            if what == "skill":
                assert [skill.condition for skill in m.skills.suggest(rest[1], k=1)] == [rest[1]]
        _firings(m, said, report["firing"], in_flight)
    for what, *rest in said:
        if what == "copied":
            with Memory.open(path, scope=rest[0], encoder=None) as copy:
                found = copy.doctor()
                assert sum(found[kind] for kind in ("episode", "fact", "skill", "intention", "firing")) == rest[1]
    return counts


def _turns(m: Memory, said: list[list[Any]], n: int, in_flight: int) -> None:
    kept = {rest[0]: rest[1] for what, *rest in said if what == "turn"}
    gone = {rest[0] for what, *rest in said if what == "purged"}
    open_ = {rest[0] for what, *rest in said if what == "purging"} - gone
    assert len(kept) == sum(what == "turn" for what, *_ in said), "an id was given twice"
    for key, text in kept.items():
        try:
            assert m.episode(key).text == text
            assert key not in gone
        except NotFound:
            assert key in gone | open_
    assert 0 <= n - (len(kept) - len(gone) - len(open_)) <= in_flight + len(open_)
    texts = {row["id"]: row["text"] for row in m._scope.run("SELECT id, text FROM episode WHERE scope = :scope")}
    places = {
        place_of(row["number"], row["turn"]): row["text"]
        for row in m._scope.run(
            "SELECT s.number, e.turn, e.text FROM episode e JOIN session s ON s.id = e.session WHERE e.scope = :scope"
        )
    }
    assert len(places) == len(texts)
    for word in WORDS:
        found = m._scope.words.places(m._scope, "turn", word, 10**6)
        assert found == sorted(place for place, text in places.items() if word in text)


def _facts(m: Memory, said: list[list[Any]]) -> None:
    """One object at a time, in the world and in belief."""
    every = m.facts.history("user")
    by_id = {fact.fact_id: fact for fact in every}
    for what, *rest in said:
        if what == "fact":
            assert by_id[rest[0]].object == rest[1]
    for predicate in PREDICATES:
        facts = sorted((f for f in every if f.predicate == predicate), key=lambda f: (f.recorded, f.fact_id))
        assert sum(f.retracted is None for f in facts) <= 1
        until = float("-inf")  # all are true for all time: beliefs must follow each other
        for fact in facts:
            if fact.retracted == fact.recorded:
                continue
            assert fact.recorded >= until, f"{predicate}: two objects believed at {fact.recorded}"
            until = float("inf") if fact.retracted is None else fact.retracted


def _firings(m: Memory, said: list[list[Any]], n: int, in_flight: int) -> None:
    plans = {one.id for one in m.intentions()}
    recurring = {rest[0] for what, *rest in said if what == "plan" and rest[1]}
    assert {rest[0] for what, *rest in said if what == "plan"} <= plans
    told = [(rest[0], rest[1]) for what, *rest in said if what == "fired"]
    assert len(told) == len(set(told)), "told twice"
    rows = m._scope.run("SELECT id, intention, occurrence FROM firing WHERE scope = :scope")
    kept = {(row["intention"], row["id"]) for row in rows}
    assert set(told) <= kept, "a firing without its record"
    assert in_flight or len(told) == n, "a firing that nobody was told"
    times = Counter(row["intention"] for row in rows)
    assert all(count == 1 for plan, count in times.items() if plan not in recurring), "fired twice"
    for one in m.intentions():
        assert one.fired_count == times[one.id] or one.id in recurring, "a firing without its event"


def killable() -> bool:
    """Whether this system has SIGKILL."""
    return os.name != "nt"
