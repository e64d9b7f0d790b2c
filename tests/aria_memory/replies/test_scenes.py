"""Scenes by another hand: a reminder, perhaps told, and a message. Nothing is done that was not to be, in any."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, Every, ManualClock, Memory, Topic
from aria_memory.prospective.due import due_time
from aria_memory.prospective.triggers import Trigger

LONDON = ZoneInfo("Europe/London")
BEFORE = 120.0  # seconds between what was told, or asked for, and the message
WEEK = 7 * 86_400.0
NEAR = 300.0  # seconds that a time may be off: "in an hour" of two minutes ago
ALIKE = {"snoozed": "later", "moved": "later", "dismissed": "dropped", "seen": "nothing", "noted": "nothing"}


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=LONDON).timestamp()


@dataclass
class Scene:
    number: int
    now: float = 0.0
    pending: list[tuple[str, str]] = field(default_factory=list)
    fired: list[str] = field(default_factory=list)
    user: str = ""
    expect: dict[str, tuple[str, str]] = field(default_factory=dict)
    silent: str = ""


def scenes() -> Iterator[Scene]:
    text = (Path(__file__).parent / "scenes.txt").read_text(encoding="utf-8")
    blocks = [block for block in text.split("\n\n") if block.strip() and not block.startswith("#")]
    for number, block in enumerate(blocks, 1):
        scene = Scene(number)
        for line in block.splitlines():
            kind, _, rest = line.partition(" ")
            if kind == "@":
                scene.now = at(rest)
            elif kind == "pending:":
                content, _, trigger = rest.partition(" | ")
                scene.pending.append((content, trigger))
            elif kind == "fired:":
                scene.fired.append(rest)
            elif kind == "user:":
                scene.user = rest
            elif kind == "silent:":
                scene.silent = rest
            elif kind == "expect:":
                content, _, wanted = rest.partition(" -> ")
                what, _, when = wanted.partition(" ")
                scene.expect[content] = (ALIKE.get(what, what), when)
        yield scene


def trigger(text: str) -> Trigger:
    kind, _, rest = text.partition(" ")
    if kind == "at":
        return At(at(rest))
    if kind == "topic":
        return Topic(rest)
    rule, _, start = rest.partition(" from ")
    return Every(rule, zone="Europe/London", start=datetime.fromisoformat(start).isoformat())


def file(m: Memory, clock: ManualClock, scene: Scene, by_turn: bool) -> dict[str, str]:
    """The requests, by content; the only one, if it has a time that is to come, by a turn just before."""
    names = {}
    for content, when in scene.pending:
        if by_turn and when.startswith("at ") and content not in scene.fired and len(scene.pending) == 1:
            clock.at = scene.now - BEFORE
            day = datetime.fromisoformat(when[3:])
            asked = m.observe("user", f"Remind me to {content} on {day:%d %B %Y at %H:%M}", "s").intentions
            if len(asked) == 1:
                names[content] = asked[0]
                continue
            for one in asked:
                m.dismiss(one)
        clock.at = scene.now - WEEK
        names[content] = m.intend(content, trigger(when)).id
    return names


def tell(m: Memory, clock: ManualClock, scene: Scene) -> None:
    """What was due before is told at its time; what the scene says was told, just before."""
    due = {at(when[3:]) for _, when in scene.pending if when.startswith("at ")}
    for moment in (*sorted(one for one in due if one < scene.now - BEFORE), scene.now - BEFORE - 1, scene.now - BEFORE):
        clock.at = moment
        m.due()
    for content, when in scene.pending:
        if content in scene.fired and when.startswith("topic "):
            m.check(f"about {when[6:]}", "s")


def done(m: Memory, clock: ManualClock, scene: Scene, names: dict[str, str]) -> dict[str, tuple[str, float]]:
    """What the message does, by content, and until when."""
    clock.at = scene.now
    answered = {one.intention_id: one.what for one in m.observe("user", scene.user, "s").answered}
    now = {one.id: one for one in m.intentions()}
    found = {}
    for content, name in names.items():
        what = answered.get(name, "nothing")
        until = (due_time(now[name], clock.at) or 0.0) if what in ("snoozed", "moved") else 0.0
        found[content] = (ALIKE.get(what, what), until)
    return found


def play(scene: Scene, by_turn: bool) -> dict[str, tuple[str, float]]:
    clock = ManualClock()
    clock.at = scene.now - WEEK
    with Memory.open(
        ":memory:", scope="ann", encoder=None, zone="Europe/London", clock=clock, chance=random.Random(1)
    ) as m:
        names = file(m, clock, scene, by_turn)
        tell(m, clock, scene)
        return done(m, clock, scene, names)


def right(found: tuple[str, float], wanted: tuple[str, str]) -> bool:
    near = not wanted[1] or abs(found[1] - at(wanted[1])) <= NEAR
    return found[0] == wanted[0] and near


@pytest.mark.parametrize("by_turn", [False, True], ids=["filed by a caller", "asked for by a turn"])
def test_scenes_of_another_hand(by_turn: bool) -> None:
    wrong = []
    for scene in scenes():
        for content, found in play(scene, by_turn).items():
            wanted = scene.expect.get(content, ("nothing", ""))
            if not right(found, wanted) and not (scene.silent and found[0] == "nothing"):
                wrong.append((scene.number, scene.user, content, found, wanted))
    assert wrong == []


def test_the_scenes_are_all_read() -> None:
    assert len(list(scenes())) == 119
    assert sum(len(scene.expect) for scene in scenes()) >= 119
