"""A month of somebody's life, with a clock that jumps, summer time that begins, three zones, and a file opened again.

What fires is compared with a model that knows nothing of rules and cursors: it walks through the month minute by minute
and looks at the clocks on the wall.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, Condition, Every, Firing, ManualClock, Memory, SessionStart, State, Topic

DAYS = 31
LATE = 60.0  # what `skip` forgives


@dataclass(frozen=True)
class Plan:
    """A recurring time, as the memory is told it, and as a clock on the wall shows it."""

    rule: str
    zone: str
    policy: str
    shows: Callable[[datetime], bool]


PLANS = (
    Plan("FREQ=DAILY;BYHOUR=9;BYMINUTE=0", "Europe/London", "once", lambda t: (t.hour, t.minute) == (9, 0)),
    Plan("FREQ=DAILY;BYHOUR=1;BYMINUTE=30", "Europe/London", "all", lambda t: (t.hour, t.minute) == (1, 30)),
    Plan("FREQ=DAILY;BYHOUR=2;BYMINUTE=15", "America/New_York", "all", lambda t: (t.hour, t.minute) == (2, 15)),
    Plan("FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=18;BYMINUTE=45", "Asia/Kolkata", "skip",
         lambda t: t.weekday() in (0, 3) and (t.hour, t.minute) == (18, 45)),
    Plan("FREQ=MONTHLY;BYMONTHDAY=1,15;BYHOUR=7;BYMINUTE=5", "Europe/London", "all",
         lambda t: t.day in (1, 15) and (t.hour, t.minute) == (7, 5)),
)  # fmt: skip


@lru_cache
def clock_on_the_wall(zone: str, begin: datetime) -> dict[datetime, float]:
    """What a clock shows in every minute; what it shows twice is the first time."""
    shown: dict[datetime, float] = {}
    for minute in range(-60, (DAYS + 4) * 1440):
        at = begin + timedelta(minutes=minute)
        shown.setdefault(at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0), at.timestamp())
    return shown


def times_on_the_wall(plan: Plan, begin: datetime) -> list[float]:
    """Minute by minute. What a clock skips is taken an hour later."""
    shown = clock_on_the_wall(plan.zone, begin)
    first = begin.astimezone(ZoneInfo(plan.zone)).replace(tzinfo=None, fold=0)
    wall = (first + timedelta(minutes=minute) for minute in range((DAYS + 3) * 1440))
    found = [shown.get(t, shown.get(t + timedelta(hours=1), 0.0)) for t in wall if plan.shows(t)]
    return sorted(found)


@dataclass
class Recurring:
    """What a recurring time should do: `seen` is how far it has been dealt with."""

    plan: Plan
    times: list[float]
    seen: float
    told: set[float] = field(default_factory=set)
    ended: bool = False

    def look(self, now: float) -> list[float]:
        """The times that fire now."""
        self.seen, since = now, min(self.seen, now)
        new = [] if self.ended else [at for at in self.times if since < at <= now and at not in self.told]
        if self.plan.policy == "once":
            new = new[-1:]
        elif self.plan.policy == "skip":
            new = [at for at in new[-1:] if now - at <= LATE]
        self.told.update(new)
        return new


class Life:
    """One memory, opened again and again, and what it should have done."""

    def __init__(self, path: Path, begin: datetime, seed: int) -> None:
        self.path, self.draw, self.clock = path, random.Random(seed), ManualClock(begin.timestamp())
        self.memory = self.opened()
        self.expected: Counter[tuple[str, object]] = Counter()
        self.fired: Counter[tuple[str, object]] = Counter()
        self.ended: set[str] = set()
        self.after_end: list[Firing] = []
        now = self.clock.now()
        self.recurring = {
            self.memory.intend(
                f"plan {plan.rule}", Every(plan.rule, zone=plan.zone, start=now), policy=plan.policy
            ).id: Recurring(plan, times_on_the_wall(plan, begin), now)
            for plan in PLANS
        }
        self.single = {
            self.memory.intend(f"once {at}", At(at)).id: at
            for at in (now + self.draw.randrange(DAYS * 86_400) for _ in range(40))
        }
        self.greet = self.memory.intend("greet", SessionStart(), repeat=True).id
        self.rain = self.memory.intend("close the window", Condition("rain"), repeat=True).id
        self.topic = self.memory.intend("ask about it", Topic("the aquarium"), repeat=True).id
        self.after = self.memory.intend("afterwards", Topic("the budget"), depends_on=[next(iter(self.single))]).id
        self.sessions: set[str] = set()
        self.raining = False

    def opened(self) -> Memory:
        return Memory.open(
            self.path, scope="ann", encoder=None, clock=self.clock, chance=random.Random(self.draw.getrandbits(32))
        )

    def restart(self) -> None:
        self.memory.close()
        self.memory = self.opened()

    def take(self, firings: list[Firing]) -> None:
        """Keep what fired, and react now and then."""
        for one in firings:
            self.after_end += [one] if one.intention_id in self.ended else []
            for why in one.why:
                key = why["due"] if one.intention_id in {**self.recurring, **self.single} else None
                self.fired[one.intention_id, key] += 1
            if one.intention_id in self.single:
                if self.draw.random() < 0.5 or one.intention_id == next(iter(self.single)):
                    assert self.memory.done(one.intention_id).state is State.DONE
                    self.ended.add(one.intention_id)
                else:
                    self.memory.acknowledge(one.intention_id)
            elif one.intention_id == self.after:
                self.memory.acknowledge(self.after)

    def look(self) -> None:
        """What time should have brought."""
        now = self.clock.now()
        for name, each in self.recurring.items():
            self.expected.update((name, at) for at in each.look(now))
        self.expected.update(
            (name, at) for name, at in self.single.items() if at <= now and (name, at) not in self.expected
        )

    def until(self, end: float) -> None:
        """Sleep from one due time to the next, or wake up late for it."""
        while self.clock.at < end:
            due = self.memory.next_due()
            if due is None or due > end:
                self.clock.at = end
            else:
                self.clock.at = max(self.clock.at, due + self.draw.choice((0.0, 0.0, 30.0, 90.0)))
            self.look()
            self.take(self.memory.due())

    def jump(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.look()
        self.take(self.memory.due())

    def say(self, text: str, session: str) -> None:
        self.look()
        self.take(self.memory.due())
        self.expected[self.greet, None] += session not in self.sessions
        self.sessions.add(session)
        named = "aquarium" in text and "never mind" not in text
        self.expected[self.topic, None] += named and self.topic not in self.ended
        free = next(iter(self.single)) in self.ended and not self.expected[self.after, None]
        self.expected[self.after, None] += "budget" in text and free
        self.take(self.memory.check(text, session))

    def publish(self, rain: bool) -> None:
        self.look()
        self.expected[self.rain, None] += rain and not self.raining
        self.raining = rain
        self.take(self.memory.publish({"rain": rain}))

    def dismiss(self, name: str) -> None:
        self.look()
        self.take(self.memory.due())
        self.memory.dismiss(name)
        self.ended.add(name)
        if name in self.recurring:
            self.recurring[name].ended = True


def month(life: Life, begin: float) -> Iterator[str]:
    """What happens, in the order in which it happens; each step is done when its name is asked for."""
    texts = ("good morning", "the aquarium leaks", "never mind the aquarium", "what of the budget?", "so long")
    for day in range(DAYS):
        dawn = begin + day * 86_400
        for part in range(3):
            life.until(dawn + 25_000 * (part + 1))
            for _ in range(life.draw.randrange(3)):
                life.say(life.draw.choice(texts), f"{day} {part // 2}")
                life.clock.advance(life.draw.randrange(400))
            if life.draw.random() < 0.4:
                life.publish(life.draw.random() < 0.5)
            yield f"day {day}, part {part}"
        if day % 3 == 1:
            life.restart()
        if day % 5 == 2:
            far = life.draw.choice((20_000.0, 100_000.0, 250_000.0))
            life.jump(far)
            if life.draw.random() < 0.6:  # it was set wrongly, and is set right again
                life.jump(-0.8 * far)
        if day % 6 == 4:
            life.jump(-life.draw.choice((600.0, 7_200.0, 30_000.0)))
        if day == 20:
            life.dismiss(list(life.recurring)[1])
            life.dismiss(life.topic)


@pytest.mark.parametrize(
    ("begin", "seed"),
    [
        (datetime(2026, 3, 3, tzinfo=timezone.utc), 1),  # 8 March: New York loses an hour, 29 March: London does
        (datetime(2026, 10, 10, tzinfo=timezone.utc), 2),  # 25 October: London gains one, 1 November: New York does
    ],
)
def test_a_month_of_a_life(tmp_path: Path, begin: datetime, seed: int) -> None:
    life = Life(tmp_path / "x.db", begin, seed)
    for where in month(life, begin.timestamp()):
        assert life.fired == +life.expected, where
    assert life.after_end == []
    timed = {key: n for key, n in life.fired.items() if key[1] is not None}
    assert set(timed.values()) == {1} and len(timed) > 90
    assert {name for name, _ in life.fired} >= {life.greet, life.rain, life.topic, life.after, *life.recurring}
    assert life.memory.doctor()["problems"] == []
    life.memory.close()
