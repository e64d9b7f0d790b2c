"""What "it" is: what was asked for, told or changed last, and nothing where anything else may be meant."""

import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, ManualClock, Memory, Topic
from aria_memory.prospective.due import due_time

LONDON = ZoneInfo("Europe/London")
PAUSE = 20.0  # seconds between two messages


def blocks() -> list[str]:
    text = (Path(__file__).parent / "referents.txt").read_text(encoding="utf-8")
    return [block for block in text.split("\n\n") if block.startswith("@")]


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=LONDON).timestamp()


def go_to(m: Memory, clock: ManualClock, moment: float) -> None:
    """Tell what is due until then, each at its time."""
    while (due := m.next_due()) is not None and due <= moment:
        clock.at = max(clock.at, due)
        m.due()
    clock.at = max(clock.at, moment)


def does(m: Memory, clock: ManualClock, text: str) -> Iterator[tuple[str, str]]:
    """What a message does: to which, what, and when that comes."""
    for one in m.observe("user", text, "s").answered:
        (now,) = (each for each in m.intentions() if each.id == one.intention_id)
        due = due_time(now, clock.at) if one.what in ("moved", "snoozed") else None
        yield one.content, one.what + ("" if due is None else f" {datetime.fromtimestamp(due, LONDON):%m-%d %H:%M}")


def played(block: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the last message of a scene does, and what it is to do."""
    clock = ManualClock()
    found: dict[str, str] = {}
    wanted: dict[str, str] = {}
    with opened(clock) as m:
        for line in block.splitlines():
            kind, _, rest = line.partition(" ")
            if kind == "@":
                go_to(m, clock, at(rest))
                continue
            if kind == "expect:":
                content, _, what = rest.partition(" -> ")
                wanted[content] = what
                continue
            clock.advance(PAUSE)
            if kind == "last:":
                found = dict(does(m, clock, rest))
            else:
                m.observe(kind.removesuffix(":"), rest, "s")
    return found, wanted


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.rpartition("last: ")[2].splitlines()[0])
def test_it_is_what_was_spoken_of_last(block: str) -> None:
    found, wanted = played(block)
    assert found == wanted


def opened(clock: ManualClock) -> Memory:
    return Memory.open(
        ":memory:", scope="ann", encoder=None, zone="Europe/London", clock=clock, chance=random.Random(1)
    )


@pytest.mark.parametrize("text", ["make it 10", "cancel that", "skip it today"])
@pytest.mark.parametrize("told", [True, False])
def test_what_a_caller_filed_since_may_be_meant_too(text: str, told: bool) -> None:
    clock = ManualClock()
    clock.at = at("2027-05-03 08:00")
    with opened(clock) as m:
        m.observe("user", "remind me every day at 9 to take my pill", "s")
        go_to(m, clock, at("2027-05-03 09:00" if told else "2027-05-03 08:01"))
        clock.advance(PAUSE)
        m.intend("have lunch with Ana", At(clock.at + 86_400))
        clock.advance(PAUSE)
        assert dict(does(m, clock, text)) == {}


@pytest.mark.parametrize("first", ["check", "observe"])
def test_what_brings_a_reminder_up_may_be_meant_too(first: str) -> None:
    clock = ManualClock()
    clock.at = at("2027-05-03 08:00")
    text = "book a table for 4 at Luigi's"
    with opened(clock) as m:
        m.intend("ask for a window seat", Topic("Luigi's"))
        clock.advance(PAUSE)
        if first == "observe":
            m.observe("user", text, "s")
            clock.advance(0.5)
        assert len(m.check(text, "s")) == 1
        if first == "check":
            m.observe("user", text, "s")
        clock.advance(PAUSE)
        assert dict(does(m, clock, "make it 6")) == {}
        assert dict(does(m, clock, "done")) == {"ask for a window seat": "done"}


def test_another_conversation_is_not_in_between() -> None:
    clock = ManualClock()
    clock.at = at("2027-05-03 08:00")
    with opened(clock) as m:
        m.observe("user", "remind me to ring Bo at 5", "s")
        for text in ("order me a pizza", "remind me to buy milk at 6", "skip that"):
            m.observe("user", text, "another")
        assert dict(does(m, clock, "make it 7")) == {"ring Bo": "moved 05-03 19:00"}
