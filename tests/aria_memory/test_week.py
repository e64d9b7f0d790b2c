"""A week of Ann's, told as it would be in a diary: what she says, what the clock does, and what she should be told.

Each expectation was written by hand before it was run; `test_month.py` has a model work them out.
"""

import random
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aria_memory import At, Condition, Every, ManualClock, Memory, SessionStart, State, Topic
from aria_memory.prospective.intention import Intention

ROOT = Path(__file__).parents[2]
LONDON, NEW_YORK = "Europe/London", "America/New_York"
ANOTHER = """
import sys
from aria_memory import ManualClock, Memory
with Memory.open(sys.argv[1], scope="ann", encoder=None, clock=ManualClock(float(sys.argv[2]))) as memory:
    print(*sorted(firing.content for firing in memory.due()), sep="; ")
"""


class Ann:
    """Her file, her clock, and where she is; `desk` and `phone` have the file open."""

    def __init__(self, path: Path) -> None:
        self.path, self.clock, self.zone, self.chance = path, ManualClock(), LONDON, random.Random(1)
        self.at("2026-10-19 08:00")
        self.desk, self.phone = self.opened(), self.opened()

    def opened(self) -> Memory:
        return Memory.open(
            self.path, scope="ann", encoder=None, zone=self.zone, clock=self.clock, chance=self.chance
        )

    def restart(self, zone: str | None = None) -> None:
        self.desk.close()
        self.zone = zone or self.zone
        self.desk = self.opened()

    def time(self, local: str, fold: int = 0) -> float:
        return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(self.zone), fold=fold).timestamp()

    def at(self, local: str, fold: int = 0) -> None:
        self.clock.at = self.time(local, fold)

    def due(self, local: str, fold: int = 0) -> list[str]:
        self.at(local, fold)
        return sorted(firing.content for firing in self.desk.due())

    def say(self, text: str, session: str) -> list[str]:
        """As an assistant does: the turn is kept, then checked."""
        self.desk.observe("user", text, session)
        return sorted(firing.content for firing in self.desk.check(text, session))

    def next(self) -> str:
        return f"{datetime.fromtimestamp(self.desk.next_due() or 0.0, ZoneInfo(self.zone)):%a %H:%M %Z}"

    def plan(self, content: str) -> Intention:
        """The open intention of this content; there is one."""
        (found,) = (
            one for one in self.desk.intentions()
            if one.content == content and one.state not in (State.DONE, State.DISMISSED)
        )  # fmt: skip
        return found

    def done(self, content: str) -> None:
        self.desk.done(self.plan(content).id)

    def snooze(self, content: str, local: str) -> None:
        self.desk.snooze(self.plan(content).id, self.time(local))


def test_a_week(tmp_path: Path) -> None:
    ann = Ann(tmp_path / "ann.db")
    for day in (_monday, _tuesday, _wednesday, _thursday, _friday, _saturday, _sunday, _after):
        day(ann)
    assert ann.desk.doctor()["problems"] == []
    ann.desk.close()
    ann.phone.close()


def _monday(ann: Ann) -> None:
    """Requests; none fires by the turn that makes it. The process is restarted within a snooze."""
    assert ann.say("Remind me to take my pills every day at 9am.", "mon") == []
    assert ann.say("Remind me to call the dentist tomorrow at 3pm.", "mon") == []
    assert ann.say("Next time we talk about the garden, remind me to order bulbs.", "mon") == []
    assert ann.say("Remind me to buy milk.", "mon") == []  # when the next session begins
    assert ann.say("I live in Leeds.", "mon") == []
    ann.desk.intend("stretch", SessionStart(), repeat=True)
    assert ann.say("how is the weather", "mon") == []
    assert (ann.next(), ann.due("2026-10-19 08:59")) == ("Mon 09:00 BST", [])
    assert ann.due("2026-10-19 09:00") == ["take my pills"]
    assert ann.due("2026-10-19 09:01") == []
    ann.done("take my pills")
    assert ann.next() == "Tue 09:00 BST"
    ann.at("2026-10-19 12:00")
    assert ann.say("the garden looks bare", "mon") == ["order bulbs"]
    assert ann.say("yes, the garden needs work", "mon") == []
    ann.snooze("order bulbs", "2026-10-19 18:00")
    ann.restart()
    assert ann.say("the garden in the snow", "mon") == []
    assert (ann.due("2026-10-19 17:59"), ann.due("2026-10-19 18:00")) == ([], ["order bulbs"])
    ann.done("order bulbs")
    assert ann.say("garden, garden, garden", "mon") == []
    assert _another(ann) == ""


def _tuesday(ann: Ann) -> None:
    """What was told and not answered is asked for again; one thing waits for another; then the laptop is shut."""
    ann.at("2026-10-20 07:00")
    assert ann.say("good morning", "tue") == ["buy milk", "stretch"]
    assert ann.say("I forgot. Remind me to buy milk.", "tue") == []
    assert ann.due("2026-10-20 09:00") == ["take my pills"]
    assert ann.say("Remind me to take my pills every day at 9am.", "tue") == []
    alps = ann.desk.intend("plan the trip", Topic("the alps"), depends_on=[ann.plan("call the dentist").id])
    assert ann.say("the alps are high", "tue") == []
    assert ann.due("2026-10-20 15:00") == ["call the dentist"]
    ann.snooze("call the dentist", "2026-10-20 15:30")
    ann.snooze("call the dentist", "2026-10-20 16:00")
    assert (ann.due("2026-10-20 15:30"), ann.due("2026-10-20 16:00")) == ([], ["call the dentist"])
    assert ann.desk.firings(alps.id) == []
    ann.desk.intend("water the plants", At(ann.time("2026-10-21 10:00")), policy="skip")
    ann.desk.intend(
        "bring an umbrella", At(ann.time("2026-10-21 12:00")), expires=ann.time("2026-10-21 13:00")
    )
    ann.desk.close()


def _wednesday(ann: Ann) -> None:
    """On again at eight in the evening: each thing once, late ones say how late, what is over is listed."""
    ann.at("2026-10-21 20:00")
    ann.desk = ann.opened()
    assert ann.say("back home", "wed") == ["buy milk", "call the dentist", "stretch", "take my pills"]
    (why,) = ann.desk.firings(ann.plan("take my pills").id)[-1].why
    assert why["late"] == 11 * 3600
    assert sorted(one.content for one in ann.desk.overlooked()) == ["bring an umbrella", "water the plants"]
    for content in ("buy milk", "call the dentist", "take my pills"):
        ann.done(content)
    assert ann.say("the alps are lovely", "wed") == ["plan the trip"]
    ann.desk.dismiss(ann.plan("plan the trip").id)
    assert ann.say("the alps again", "wed") == []
    assert ann.say("I live in York now.", "wed") == []


def _thursday(ann: Ann) -> None:
    """To New York. Two processes; a clock three hours ahead and set right; a battery that was empty."""
    ann.at("2026-10-22 09:00")
    assert [firing.content for firing in ann.phone.due()] == ["take my pills"]
    assert (ann.desk.due(), _another(ann)) == ([], "")
    ann.done("take my pills")  # the desk answers what the phone told
    ann.restart(NEW_YORK)
    ann.at("2026-10-22 16:00")
    assert ann.say("Remind me to email Sam at 6pm.", "thu") == ["stretch"]
    assert ann.next() == "Thu 18:00 EDT"
    assert ann.say("Remind me every Friday at 5pm to send the timesheet.", "thu") == []
    ann.at("2026-10-22 18:00")
    assert _another(ann) == "email Sam"
    assert ann.desk.due() == []
    ann.done("email Sam")
    assert ann.say("Remind me in two hours to call home.", "thu") == []
    assert ann.due("2026-10-22 21:30") == ["call home"]  # by a clock that is wrong
    assert ann.due("2026-10-22 18:31") == ann.due("2026-10-22 20:00") == []
    ann.done("call home")
    assert ann.due("2026-01-01 00:00") == []
    assert ann.say("Remind me to pay Kim tomorrow at noon.", "thu") == []
    assert ann.due("2026-10-22 20:05") == ["pay Kim"]  # by the right clock that time is over
    ann.done("pay Kim")


def _friday(ann: Ann) -> None:
    """The pills come at nine in London, until she asks for nine where she is; then they move, and are not doubled."""
    assert (ann.due("2026-10-23 03:59"), ann.due("2026-10-23 04:00")) == ([], ["take my pills"])
    ann.snooze("take my pills", "2026-10-23 07:00")
    assert ann.due("2026-10-23 07:00") == ["take my pills"]
    assert ann.say("Remind me to take my pills every day at 9am.", "fri") == ["stretch"]
    assert ann.next() == "Fri 09:00 EDT"
    assert ann.due("2026-10-23 09:00") == ["take my pills"]
    ann.snooze("take my pills", "2026-10-24 10:00")
    assert ann.due("2026-10-23 17:00") == ["send the timesheet"]
    ann.done("send the timesheet")
    assert (ann.due("2026-10-24 09:30"), ann.due("2026-10-24 10:00")) == ([], ["take my pills"])  # two in one
    ann.done("take my pills")


def _saturday(ann: Ann) -> None:
    """Home. Nine is London's again; a day is not always twenty-four hours; the state of the world."""
    ann.restart(LONDON)
    ann.at("2026-10-24 20:00")
    assert ann.say("Remind me to take my pills every day at 9am.", "sat") == ["stretch"]
    assert ann.next() == "Sun 09:00 GMT"
    assert ann.say("Remind me to look at the oven tomorrow at 1:30am.", "sat") == []
    assert ann.say("Remind me tomorrow at 8pm to ring Mum.", "sat") == []
    assert ann.say("Remind me in 24 hours to move the car.", "sat") == []
    ann.desk.intend("close the window", Condition("rain > 2"), repeat=True)
    told = []
    for rain in (3, 4, 4, 1, 5):
        told.append([firing.content for firing in ann.desk.publish({"rain": rain})])
        ann.restart()
    assert told == [["close the window"], [], [], [], ["close the window"]]


def _sunday(ann: Ann) -> None:
    """The clocks go back: half past one comes twice."""
    assert ann.due("2026-10-25 01:29") == []
    assert ann.due("2026-10-25 01:30") == ["look at the oven"]
    ann.done("look at the oven")
    assert ann.due("2026-10-25 01:30", fold=1) == ann.due("2026-10-25 08:59") == []
    assert ann.due("2026-10-25 09:00") == ["take my pills"]
    assert (ann.due("2026-10-25 19:00"), ann.due("2026-10-25 20:00")) == (["move the car"], ["ring Mum"])
    for content in ("take my pills", "move the car", "ring Mum"):
        ann.done(content)


def _after(ann: Ann) -> None:
    """What was dismissed is over; what was said stays in New York's time; what was believed can be asked for."""
    assert ann.due("2026-10-26 09:00") == ["take my pills"]
    ann.desk.dismiss(ann.plan("take my pills").id)
    assert ann.due("2026-10-27 09:00") == []
    assert (ann.due("2026-10-30 20:59"), ann.due("2026-10-30 21:00")) == ([], ["send the timesheet"])
    monday, now = ann.time("2026-10-19 12:00"), ann.clock.at
    where = {"subject": "user", "predicate": "lives_in"}
    assert [fact.object for fact in ann.desk.facts.at(now, **where)] == ["York"]
    assert [fact.object for fact in ann.desk.facts.at(monday, **where)] == ["Leeds"]
    assert [fact.object for fact in ann.desk.facts.at(monday, believed=monday, **where)] == ["Leeds"]
    assert [item.text for item in ann.desk.recall("where do I live", as_of=monday, kinds=["fact"])] == [
        "user lives in Leeds"
    ]
    times = [firing.at for one in ann.desk.intentions() for firing in ann.desk.firings(one.id)]
    assert len(times) == 33  # those above, counted by hand: none came that nobody was told
    assert sum(isinstance(one.trigger, Every) for one in ann.desk.intentions()) == 2  # of pills one, moved


def _another(ann: Ann) -> str:
    """What another process finds due."""
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER, str(ann.path), repr(ann.clock.at)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout.strip()
