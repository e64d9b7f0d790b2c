"""An intention that nothing can make fire before it expires is refused, and no other is."""

import random
from math import inf, nextafter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.errors import BadInput
from aria_memory.prospective.codec import intention_from_json, intention_to_json
from aria_memory.prospective.dependencies import admit
from aria_memory.prospective.events import Message, Move, Snooze, StatePublished
from aria_memory.prospective.intention import Intention
from aria_memory.prospective.machine import step
from aria_memory.prospective.recurrence import next_occurrence
from aria_memory.prospective.triggers import All, Any, At, Every, SessionStart, Then, Topic, Trigger, walk
from tests.aria_memory.lives import made_up

T = 1_809_417_600.0  # 2027-05-04 08:00 UTC
DAY = 86_400.0
DAILY = Every("FREQ=DAILY", zone="UTC", start=T + DAY)
ENDED = Every("FREQ=DAILY", zone="UTC", start=T - 9 * DAY, count=3)
TEA = Topic("tea")


def instants(trigger: Trigger) -> list[float]:
    """When it may get further: now, at its moments, and at the first times of its recurrences after any of these."""
    parts = [part for _, part in walk(trigger)]
    found = {T, *(part.when for part in parts if isinstance(part, At) and part.when > T)}
    for _ in range(4):  # as deep as triggers are
        for every in (part for part in parts if isinstance(part, Every)):
            found |= {next_occurrence(every.recurrence, nextafter(at, -inf)) or T for at in found}
    return sorted(found)


def fires(one: Intention) -> bool:
    """Whether it does in the luckiest life: at every instant each topic comes up, a session begins, all comes true."""
    now = one
    for at in instants(one.trigger):
        for n in range(4):
            name = f"{at} {n}"
            ps = {one.id: [0.0] * sum(isinstance(part, Topic) for _, part in walk(one.trigger))}
            for event in (
                StatePublished(f"no {name}", at, {}),
                StatePublished(f"yes {name}", at, {"rain": 6, "door": True}),
                Message(name, name, at, ps if ps[one.id] else {}, first_of_session=True),
            ):
                changed, drafts = step([now], event)
                now = changed[0] if changed else now
                if drafts:
                    return True
    return False


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 10**9), which=st.integers(0, 40), more=st.sampled_from([0.0, 0.5, 600.0]))
def test_what_is_refused_would_never_fire_and_what_is_not_may(seed: int, which: int, more: float) -> None:
    draw = random.Random(seed)
    trigger = made_up.trigger(draw, T, draw.choice((0, 1, 2)))
    times = [*instants(trigger), None]
    expires = times[which % len(times)]
    one = Intention("a", "x", trigger, T, repeat=False, expires=None if expires is None else expires + more)
    try:
        admit([], one)
    except BadInput:
        assert not fires(one)
    else:
        within = any(isinstance(part, Then) and part.within is not None for _, part in walk(trigger))
        assert within or fires(one)


@pytest.mark.parametrize(
    ("trigger", "expires", "words"),
    [
        (At(T + DAY), T + 1, "it expires at 2027-05-04 08:00 UTC, and its first time, 2027-05-05 08:00 UTC, is not"),
        (At(T + DAY), T + DAY, "give a later expiry, or an earlier time"),
        (DAILY, T + DAY, "its first time, 2027-05-05 08:00 UTC"),
        (All(TEA, At(T + DAY)), T + DAY, "its first time"),
        (Any(DAILY, At(T + 2 * DAY)), T + DAY, "its first time"),
        (Then(At(T + DAY), TEA), T + 3600, "its first time"),
        (TEA, T, "it expires at 2027-05-04 08:00 UTC, which is over"),
        (ENDED, None, "no time of the trigger comes from 2027-05-04 08:00 UTC on"),
        (All(ENDED, TEA), None, "no time of the trigger comes"),
    ],
)
def test_it_is_told_why(trigger: Trigger, expires: float | None, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        admit([], Intention("a", "x", trigger, T, expires=expires))


@pytest.mark.parametrize(
    ("trigger", "expires"),
    [(At(T + DAY), T + DAY + 1), (At(T - DAY), T + 1), (DAILY, T + DAY + 1), (Any(DAILY, TEA), T + 1),
     (SessionStart(), T + 1), (Any(ENDED, TEA), None)],
)  # fmt: skip
def test_what_may_come_is_taken(trigger: Trigger, expires: float | None) -> None:
    admit([], Intention("a", "x", trigger, T, expires=expires))


def test_it_is_neither_moved_nor_put_off_past_its_end() -> None:
    one = Intention("a", "x", At(T + DAY), T, expires=T + 2 * DAY)
    for event in (Move("a", T, At(T + 2 * DAY)), Snooze("a", T, T + 2 * DAY)):
        words = r"it expires at 2027-05-06 08:00 UTC, and .* would never come.*: give an earlier time, or dismiss it"
        with pytest.raises(BadInput, match=words):
            step([one], event)
    for event in (Move("a", T, At(T + 2 * DAY - 1)), Snooze("a", T, T + 2 * DAY - 1)):
        assert step([one], event)[0]


def test_a_document_that_holds_one_is_read() -> None:
    old = Intention("a", "x", At(T + DAY), T, expires=T + 1)
    assert intention_from_json(intention_to_json(old)) == old
