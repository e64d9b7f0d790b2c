"""A life made up by chance, lived by a `Memory` and by the oracle beside each other."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any as Json

from aria_memory import (
    At,
    BadInput,
    Every,
    Firing,
    ManualClock,
    Memory,
)  # fmt: skip
from tests.aria_memory.lives import made_up
from tests.aria_memory.lives.oracle import ENDED, Oracle, Plan, moments
from tests.aria_memory.lives.trigger_oracle import Event
from tests.aria_memory.lives.wall_times import DAY

HORIZON_DAYS = 250  # recurring times are worked out so far; no clock is set to the last hundred of them
MOST_OPEN = 10  # intentions that have not ended
BEGINNINGS = (  # days before clocks change somewhere, a leap day, a turn of the year
    "2026-03-06", "2026-03-27", "2026-04-02", "2026-09-03", "2026-09-30", "2026-10-23", "2026-12-29", "2028-02-26",
)  # fmt: skip
TALK = ("good morning", "some tea", "we had cake", "tea with cake", "the garden", "budget", "tea budget")
REACTIONS = ("done", "done", "carried_out", "dismiss", "acknowledge", "mistaken", "release", "snooze", "snooze")


@dataclass
class Life:
    """A file, its clock, two processes' views of it, and what the oracle makes of the same."""

    path: Path
    draw: random.Random
    clock: ManualClock = field(default_factory=ManualClock)
    oracle: Oracle = field(default_factory=Oracle)
    said: list[tuple[str, str, str]] = field(default_factory=list)  # session, text, id
    log: list[str] = field(default_factory=list)
    fired: int = 0
    sessions: int = 0
    asked: int = 0

    def __post_init__(self) -> None:
        begin = datetime.fromisoformat(self.draw.choice(BEGINNINGS)).replace(tzinfo=timezone.utc)
        self.clock.at = begin.timestamp() + self.draw.randrange(86_400)
        self.horizon = self.clock.at + HORIZON_DAYS * DAY
        self.latest = self.horizon - 100 * DAY
        self.zones = [self.draw.choice(made_up.ZONES) for _ in range(2)]
        self.memories = [self.opened(zone) for zone in self.zones]

    def opened(self, zone: str) -> Memory:
        return Memory.open(
            self.path, scope="ann", encoder=None, clock=self.clock, zone=zone,
            chance=random.Random(self.draw.getrandbits(32)),
        )  # fmt: skip

    @property
    def memory(self) -> Memory:
        return self.draw.choice(self.memories)

    def close(self) -> None:
        for each in self.memories:
            each.close()

    # What happens

    def step(self) -> None:
        """One thing that happens, and whether memory and oracle say the same of it."""
        open_ = sum(plan.state not in ENDED for plan in self.oracle.plans.values())
        happens: list[tuple[int, Callable[[], None]]] = [
            (6, self.look), (5, self.say), (3, self.publish), (4, self.react), (1, self.restart), (4, self.sleep),
            (3, self.wait), (2, self.jump), (1, self.say_again), (4 if open_ < MOST_OPEN else 0, self.intend),
            (2 if open_ < MOST_OPEN and self.asked < made_up.MOST_ASKED else 0, self.ask),
        ]  # fmt: skip
        weights = [weight for weight, _ in happens]
        self.draw.choices([each for _, each in happens], weights)[0]()
        self.compare_states()

    def look(self) -> None:
        self.clock.advance(self.draw.choice((0, 1, 59, 60, 61, 600, 3600, 7200, 20_000)))
        self.same("due", self.memory.due(), Event(self.clock.at))

    def sleep(self) -> None:
        """Until about when something is due, by the oracle."""
        ahead = [at for at in moments(list(self.oracle.plans.values()), self.clock.at)[:40] if at < self.latest]
        if ahead:
            at = self.draw.choice(ahead[:6] if self.draw.random() < 0.8 else ahead)
            self.clock.at = at + self.draw.choice((0, 0, 0, -1, 1, 60, 61, 600))
            self.same("wake", self.memory.due(), Event(self.clock.at))

    def wait(self) -> None:
        """As the task that sleeps until `next_due` does. It must sleep through nothing, and not be woken for ever."""
        for _ in range(4):  # a Then may need a look for each of its parts
            self.same("before sleep", self.memory.due(), Event(self.clock.at))
        due = self.memory.next_due()
        assert due is None or due > self.clock.at, self.story(f"next due at {due}")
        copy, ahead = deepcopy(self.oracle), moments(list(self.oracle.plans.values()), self.clock.at)[:20]
        fires = next((at for at in ahead if copy.event(Event(at))), None)
        assert fires is None or (due is not None and due <= fires), self.story(f"next due at {due}, fires at {fires}")
        if due is not None and due < self.latest:
            self.clock.at = due
            self.same("woken", self.memory.due(), Event(due))

    def jump(self) -> None:
        """The clock is set, or the laptop was shut."""
        unit = self.draw.choice((60.0, 3600.0, DAY))
        far = self.draw.randrange(1, 90 if unit < DAY else 6) * unit * self.draw.choice((1, -1))
        self.clock.at = min(max(far + self.clock.at, 1e9), self.latest)
        self.log.append(f"clock {far:+.0f}")

    def say(self) -> None:
        if not self.sessions or self.draw.random() < 0.2:
            self.sessions += 1
        session = f"s{self.draw.randrange(max(1, self.sessions - 2), self.sessions + 1)}"
        self.clock.advance(self.draw.choice((0, 0, 1, self.draw.randrange(900))))
        self.told(session, self.draw.choice(TALK), f"m{len(self.said)}")

    def say_again(self) -> None:
        if self.said:
            self.told(*self.said[-self.draw.randrange(1, 1 + min(3, len(self.said)))])

    def told(self, session: str, text: str, key: str) -> None:
        self.said.append((session, text, key))
        event = Event(self.clock.at, said=text, session=session, key=f"message {session} {key}")
        self.same(f"say {text!r} in {session} as {key}", self.memory.check(text, session, key), event)

    def publish(self) -> None:
        self.clock.advance(self.draw.choice((0, 0, 1, self.draw.randrange(900))))
        state: dict[str, Json] = {"rain": self.draw.randrange(7), "door": self.draw.random() < 0.5}
        state = {name: value for name, value in state.items() if self.draw.random() < 0.85}
        self.same(f"publish {state}", self.memory.publish(state), Event(self.clock.at, state=state))

    def restart(self) -> None:
        n = self.draw.randrange(2)
        self.memories[n].close()
        self.zones[n] = self.draw.choice(made_up.ZONES)
        self.memories[n] = self.opened(self.zones[n])
        self.log.append("restart")

    def react(self) -> None:
        if not self.oracle.plans:
            return
        waiting = [name for name, plan in self.oracle.plans.items() if plan.waits]
        name = self.draw.choice(waiting if waiting and self.draw.random() < 0.7 else list(self.oracle.plans))
        how = self.draw.choice(REACTIONS)
        until = self.clock.at + self.draw.choice((1.0, 600.0, 7200.0, DAY, 3 * DAY)) if how == "snooze" else None
        self.log.append(f"{self.clock.at:.0f} {how} {name} {until or ''}")
        taken = self.oracle.react(name, how, self.clock.at, until)
        try:
            getattr(self.memory, how)(name, *([] if until is None else [until]))
            assert taken, self.story(f"{how} {name} should be refused")
        except BadInput:
            assert not taken, self.story(f"{how} {name} is refused")

    def intend(self) -> None:
        now, draw = self.clock.at, self.draw
        trigger = made_up.trigger(draw, now, draw.choice((0, 0, 1, 1, 2)))
        names = list(self.oracle.plans)
        repeat = None if isinstance(trigger, At) else draw.choice((None, True, True, False))
        wishes: dict[str, Json] = {
            "priority": draw.randrange(-1, 2),
            "expires": draw.choice((None, None, None, now + 600, now + 7200, now + 2 * DAY, now + 9 * DAY)),
            "depends_on": tuple(draw.sample(names, min(len(names), draw.choice((0, 0, 0, 1, 2))))),
            "min_gap": draw.choice((None, None, 600.0, 5 * 3600.0, 2 * DAY)) if repeat is not False else None,
            "policy": draw.choice(("once", "once", "skip", "all")),
        }
        try:
            one = self.memory.intend("x", trigger, repeat=repeat, **wishes)
        except BadInput:  # it could never fire: `test_reach` tells
            self.log.append(f"{now:.0f} refused {trigger} {wishes}")
            return
        self.log.append(f"{now:.0f} intend {one.id} {trigger} repeat={repeat} {wishes}")
        again = isinstance(trigger, Every) if repeat is None else repeat
        self.oracle.add(Plan(id=one.id, trigger=trigger, created=now, horizon=self.horizon, repeat=again, **wishes))

    def ask(self) -> None:
        """In words, in the zone that one of the processes is in; what is filed is what they say there."""
        n, now = self.draw.randrange(2), self.clock.at
        text, trigger = made_up.request(self.draw, now, self.zones[n], self.asked)
        self.asked += 1
        (name,) = self.memories[n].observe("user", text, "asking").intentions
        self.log.append(f"{now:.0f} ask {name} {text!r} in {self.zones[n]}: {trigger}")
        (one,) = (one for one in self.memories[n].intentions() if one.id == name)
        assert made_up.first_times(one.trigger) == made_up.first_times(trigger), self.story(f"filed {one.trigger}")
        repeat = isinstance(trigger, Every)
        self.oracle.add(Plan(id=name, trigger=trigger, created=now, horizon=self.horizon, repeat=repeat))

    # What is compared

    def same(self, what: str, firings: list[Firing], event: Event) -> None:
        """What fired, in its order, and for what."""
        self.log.append(f"{event.at:.0f} {what}")
        expected = [
            (name, [(tuple(part), kind, due) for part, kind, due in why]) for name, why in self.oracle.event(event)
        ]
        found = [
            (one.intention_id, [(tuple(w["part"]), w["kind"], w.get("due")) for w in one.why]) for one in firings
        ]
        self.fired += len(found)
        self.log += [f"    fires {each}" for each in expected]
        assert found == expected, self.story(f"fired {found}")
        assert all(one.at == event.at for one in firings)

    def compare_states(self) -> None:
        """Where every intention stands, by the view of one of the processes."""
        memory = self.memory
        found = {
            one.id: (one.state.value, one.fired_count, one.outstanding, one.rearms, one.snoozed_until)
            for one in memory.intentions()
        }
        expected = {
            name: (one.state, one.fired, one.waits, one.rearms, one.until) for name, one in self.oracle.plans.items()
        }
        assert found == expected, self.story(f"states {set(found.items()) ^ set(expected.items())}")
        for name, (_, count, *_) in found.items():
            assert len(memory.firings(name)) == count, self.story(f"firings of {name}")

    def story(self, what: str) -> str:
        return "\n".join([*self.log, what])


def live(path: Path, draw: random.Random, steps: int) -> Life:
    """A whole life, lived; the file is sound at its end."""
    with ExitStack() as after:
        life = Life(path, draw)
        after.callback(life.close)
        for _ in range(steps):
            life.step()
        assert life.memory.doctor()["problems"] == []
        return life


def many(folder: Path, steps: int, seed: int) -> Counter[str]:
    """Twenty lives of so many steps each. Returns how many firings there were, and how many things happened."""
    counts = Counter[str]()
    for n in range(20):
        life = live(folder / f"{n}.db", random.Random(seed + n), steps)
        counts += Counter(fired=life.fired, happened=sum(not line.startswith(" ") for line in life.log))
    return counts
