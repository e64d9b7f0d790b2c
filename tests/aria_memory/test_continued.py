"""What is counted from what was told a turn before, and of whom "he" is; and what is not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, ManualClock, Memory
from tests.aria_memory.samples import place

pytestmark = pytest.mark.usefixtures("each_store")

ZONE = "Europe/London"
RECITAL = "Kemi's recital is on Saturday the 12th of June at 4pm."


def at(local: str) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).timestamp()


def _asked(*texts: str, apart: float = 60.0) -> list[tuple[str, str]]:
    """What the last of the texts asks for, and when."""
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(place(":memory:"), scope="a", encoder=None, zone=ZONE, clock=clock) as memory:
        for text in texts:
            clock.advance(apart)
            made = memory.observe("user", text, "s").intentions
        found = [memory.intention(one) for one in made]
    return [
        (one.content, f"{datetime.fromtimestamp(one.trigger.when, ZoneInfo(ZONE)):%m-%d %H:%M}")
        if isinstance(one.trigger, At) else (one.content, "") for one in found
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        ((RECITAL, "Remind me an hour before."), ("Kemi's recital", "06-12 15:00")),
        ((RECITAL, "Remind me an hour before", "Also remind me the day before to charge the camera."),
         ("charge the camera", "06-11 09:00")),
        ((RECITAL, "It's going to be lovely.", "Can you remind me the evening before to iron her dress?"),
         ("iron her dress", "06-11 19:00")),
        (("Karim's birthday is on July 2nd", "Remind me a week before to send him a parcel."),
         ("send him a parcel", "06-25 09:00")),
    ],
)  # fmt: skip
def test_a_time_is_counted_from_what_was_told(texts: tuple[str, ...], asked: tuple[str, str]) -> None:
    assert _asked(*texts) == [asked]


@pytest.mark.parametrize(
    ("texts", "apart"),
    [
        ((RECITAL, "Remind me an hour before to leave."), 5 * 3_600.0),  # long ago
        ((RECITAL, "The vet is in May.", "Remind me an hour before to leave."), 60.0),  # something else, with no hour
        (("Is the recital on Saturday at 4?", "Remind me an hour before to leave."), 60.0),
        ((RECITAL, "a", "b", "c", "Remind me an hour before to leave."), 60.0),
        ((RECITAL, "Remind me an hour before dinner to lay the table."), 60.0),
    ],
)
def test_it_is_not_where_that_is_not_clear(texts: tuple[str, ...], apart: float) -> None:
    assert [when for _, when in _asked(*texts, apart=apart)] in ([], [""])


def test_nor_from_what_was_said_in_another_session() -> None:
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(place(":memory:"), scope="a", encoder=None, zone=ZONE, clock=clock) as memory:
        memory.observe("user", RECITAL, "phone")
        assert memory.observe("user", "Remind me an hour before.", "laptop").intentions == ()


def _facts(*turns: tuple[str, str], apart: float = 60.0) -> set[tuple[str, str, str]]:
    """What is known after these turns, each with who said it."""
    clock = ManualClock(at("2027-06-07 09:00"))
    with Memory.open(place(":memory:"), scope="a", encoder=None, zone=ZONE, clock=clock) as memory:
        for role, text in turns:
            clock.advance(apart)
            memory.observe(role, text, "s")
        return {(one.subject, one.predicate, one.object) for one in memory.facts.at() if one.predicate != "plans"}


VISIT, SALMA = ("user", "I'm visiting my sister tomorrow."), ("user", "Her name is Salma and she runs a bakery.")


@pytest.mark.parametrize(
    "turns",
    [
        (VISIT, SALMA),
        (VISIT, ("assistant", "Have a good trip!"), SALMA),
        (VISIT, ("user", "And her name is Salma, she runs a bakery.")),
    ],
)
def test_she_is_the_one_of_the_turn_before(turns: tuple[tuple[str, str], ...]) -> None:
    assert _facts(*turns) == {
        ("user", "relation.sister", "Salma"), ("user's sister", "works_as", "running a bakery")
    }  # fmt: skip


def test_what_he_is_no_longer_is_ended() -> None:
    said = "My friend Ade works at BT.", "My friend Ade is great.", "He isn't working at BT any more."
    assert _facts(*(("user", text) for text in said)) == {("user", "relation.friend", "Ade")}


@pytest.mark.parametrize(
    ("turns", "apart"),
    [
        ((VISIT, ("assistant", "How is your mum?"), ("user", "She is 88.")), 60.0),
        ((VISIT, ("user", "My mum is coming too."), ("user", "It will rain."), ("user", "She is 88.")), 60.0),
        ((VISIT, ("user", "She is 88.")), 5 * 3_600.0),
        ((("user", "Is my sister here?"), ("user", "She is 88.")), 60.0),
        ((("user", "My sister met my aunt."), ("user", "She is 88.")), 60.0),
        ((VISIT, ("user", "He is 88.")), 60.0),
        ((VISIT, ("assistant", "She is 88.")), 60.0),
    ],
)
def test_she_is_nobody_where_that_is_not_clear(turns: tuple[tuple[str, str], ...], apart: float) -> None:
    assert _facts(*turns, apart=apart) == set()
