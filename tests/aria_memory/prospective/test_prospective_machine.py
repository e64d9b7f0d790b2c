"""The machine by example, rule by rule of the README, and time under a clock that jumps."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.errors import BadInput, NotFound
from aria_memory.prospective.codec import intention_from_json, intention_to_json
from aria_memory.prospective.dependencies import admit, check_dependencies, waiting_for
from aria_memory.prospective.events import (
    Acknowledge,
    AskedAgain,
    CarriedOut,
    Dismiss,
    Done,
    Event,
    FiringDraft,
    Message,
    Move,
    Release,
    Reopen,
    Skip,
    Snooze,
    StatePublished,
    Tick,
)
from aria_memory.prospective.intention import Intention, State
from aria_memory.prospective.machine import MAX_REARMS, REARM_AFTER, step
from aria_memory.prospective.progress import MAX_CATCH_UP, MAX_LEFT_OUT, Progress
from aria_memory.prospective.recurrence import occurrences
from aria_memory.prospective.triggers import All, Any, At, Condition, Every, SessionStart, Then, Topic, Trigger
from tests.aria_memory.prospective.prospective_samples import next_due

T = 1_780_000_000.0
HOURLY = Every("FREQ=HOURLY", zone="UTC", start=T)
TEA, CAKE = Topic("tea"), Topic("cake")
HOT = Condition("heat > 30")


class Life:
    """Some intentions, and what has been told of them."""

    def __init__(self, *intentions: Intention) -> None:
        self.all: dict[str, Intention] = {}
        for each in intentions:
            self.all[each.id] = admit(list(self.all.values()), each)
        self.messages = 0

    def step(self, event: Event) -> list[FiringDraft]:
        changed, drafts = step(list(self.all.values()), event)
        self.all |= {each.id: each for each in changed}
        return drafts

    def tick(self, at: float) -> list[FiringDraft]:
        return self.step(Tick(at))

    def say(self, at: float, session: str = "s", first: bool = False, **ps: object) -> list[FiringDraft]:
        self.messages += 1
        return self.step(Message(session, str(self.messages), at, ps, 0.001, first))  # type: ignore[arg-type]

    def heat(self, at: float, heat: float) -> list[FiringDraft]:
        self.messages += 1
        return self.step(StatePublished(str(self.messages), at, {"heat": heat}))

    def state(self, id: str = "a") -> State:
        return self.all[id].state


def life(trigger: Trigger, **more: object) -> Life:
    return Life(Intention("a", "do it", trigger, T, **more))  # type: ignore[arg-type]


def test_a_topic_fires_at_p_up_to_alpha_and_says_why() -> None:
    a = life(TEA)
    assert a.say(T, a=0.0011) == []
    (draft,) = a.say(T + 1, a=0.001)
    (why,) = draft.why
    assert (draft.intention_id, draft.p, draft.at) == ("a", 0.001, T + 1)
    assert (why.part, why.kind, why.detail, why.p, why.alpha, why.at) == ((), "topic", "tea", 0.001, 0.001, T + 1)
    assert a.say(T + 2, a=0.0) == [] and a.state() is State.FIRED


def test_a_time_says_how_late_it_was_seen() -> None:
    (draft,) = life(At(T + 10)).tick(T + 12.5)
    assert (draft.why[0].due, draft.why[0].late, draft.p) == (T + 10, 2.5, None)


def test_p_values_must_fit_the_topics() -> None:
    a = life(Any(TEA, CAKE))
    for bad in (0.1, [0.1], [0.1, 2.0], [0.1, float("nan")], [0.1, "x"], "ab", None, []):
        with pytest.raises(BadInput, match="p-values"):
            a.say(T, a=bad)
    (draft,) = a.say(T, a=[0.5, 0.0005])
    assert (draft.p, [why.detail for why in draft.why]) == (0.0005, ["cake"])


def test_the_same_message_twice_fires_a_repeated_intention_once() -> None:
    a = life(TEA, repeat=True)
    event = Message("s", "m", T, {"a": 0.0})
    assert len(a.step(event)) == 1
    assert a.step(event) == []
    assert len(a.step(replace(event, message_id="n"))) == 1
    assert a.step(event) == []


def test_a_session_starts_once() -> None:
    a = life(SessionStart(), repeat=True)
    assert [len(a.say(T + i, session, first)) for i, (session, first) in enumerate(
        [("x", True), ("x", True), ("y", False), ("y", True)])] == [1, 0, 0, 1]  # fmt: skip


def test_a_condition_fires_when_it_becomes_true() -> None:
    a = life(HOT, repeat=True)
    assert [len(a.heat(T + i, heat)) for i, heat in enumerate([31, 32, 20, 31, 31])] == [1, 0, 0, 1, 0]


def test_all_keeps_events_and_asks_conditions_to_hold() -> None:
    a = life(All(TEA, HOT), repeat=True)
    assert a.heat(T, 31) == [] and a.heat(T + 1, 20) == []
    assert a.say(T + 2, a=0.0) == []  # no longer hot
    (draft,) = a.heat(T + 3, 35)
    assert [(why.part, why.kind, why.at) for why in draft.why] == [((0,), "topic", T + 2), ((1,), "condition", T + 3)]
    assert len(a.say(T + 4, a=0.0)) == 1  # still hot: the topic alone completes it again
    assert a.heat(T + 5, 36) == []


def test_all_with_a_time_fires_from_that_time_on() -> None:
    a = life(All(At(T + 100), TEA))
    assert a.say(T + 50, a=0.0) == []
    assert len(a.tick(T + 100)) == 1
    b = life(All(At(T + 100), TEA))
    assert b.tick(T + 100) == [] and len(b.say(T + 200, a=0.0)) == 1


def test_all_with_a_time_survives_a_clock_that_went_back() -> None:
    a = life(All(At(T + 100), TEA))
    assert a.tick(T + 500) == []
    assert a.say(T + 50, a=0.0) == []  # the clock was wrong: it is not yet time
    assert next_due(list(a.all.values()), T + 50) == T + 100
    assert len(a.tick(T + 100)) == 1


def test_any_fires_for_each_part() -> None:
    a = life(Any(TEA, HOT), repeat=True)
    assert [len(a.heat(T, 31)), len(a.say(T + 1, a=0.0)), len(a.heat(T + 2, 31))] == [1, 1, 0]


def test_then_asks_for_order_and_time() -> None:
    a = life(Then(TEA, CAKE, within=60), repeat=True)
    assert a.say(T, a=[0.5, 0.0]) == []
    assert a.say(T + 1, a=[0.0, 0.0]) == []  # both in one message: only the first of the two
    (draft,) = a.say(T + 61, a=[0.5, 0.0])
    assert [why.part for why in draft.why] == [(0,), (1,)]
    assert a.say(T + 62, a=[0.5, 0.0]) == []
    assert a.say(T + 70, a=[0.0, 0.5]) == [] and a.say(T + 131, a=[0.5, 0.0]) == []  # too late
    assert a.say(T + 140, a=[0.0, 0.5]) == [] and a.say(T + 190, a=[0.0, 0.5]) == []  # the first again
    assert len(a.say(T + 250, a=[0.5, 0.0])) == 1


def test_a_first_that_ceases_as_then_comes_may_begin_anew() -> None:
    a = life(Then(HOT, Condition("heat < 10")), repeat=True)
    assert [len(a.heat(T + n, degrees)) for n, degrees in enumerate((31, 5, 31, 5, 5, 31, 20, 5))] == [
        0, 1, 0, 1, 0, 0, 0, 1,
    ]  # fmt: skip


def test_then_within_all_keeps_both_what_it_waits_for_and_what_it_has() -> None:
    a = life(All(Then(TEA, CAKE), HOT))
    assert a.heat(T, 31) == [] and a.say(T + 1, a=[0.0, 0.5]) == []  # half a Then is no match
    assert a.heat(T + 2, 20) == [] and a.say(T + 3, a=[0.5, 0.0]) == []
    assert len(a.heat(T + 4, 31)) == 1


@pytest.mark.parametrize("end", [Done("a", T), CarriedOut("a", T), Dismiss("a", T)])
def test_what_is_over_never_fires(end: Event) -> None:
    a = life(Any(TEA, SessionStart(), HOT, At(T + 10)))
    a.step(end)
    assert a.say(T + 20, first=True, a=0.0) == a.heat(T + 21, 40) == a.tick(T + 10 * REARM_AFTER) == []
    assert next_due(list(a.all.values()), T) is None
    with pytest.raises(BadInput):
        a.step(Snooze("a", T, T + 1))


def test_a_firing_without_reaction_comes_again_and_then_rests() -> None:
    a = life(At(T + 1))
    at, told = T + 1, []
    for _ in range(10):
        told += a.tick(at)
        assert a.tick(at + REARM_AFTER - 1) == []
        at += REARM_AFTER
    assert len(told) == 1 + MAX_REARMS and len({draft.occurrence for draft in told}) == len(told)
    assert a.state() is State.FIRED


def test_an_acknowledged_firing_does_not_come_again() -> None:
    a = life(At(T + 1))
    a.tick(T + 1)
    a.step(Acknowledge("a", T + 2))
    assert a.tick(T + 3 * REARM_AFTER) == [] and a.state() is State.FIRED
    b = life(TEA)
    b.say(T, a=0.0)
    b.tick(T + REARM_AFTER)
    assert b.state() is State.PENDING
    b.step(Acknowledge("a", T + REARM_AFTER + 1))  # late, but before it came again
    assert b.say(T + REARM_AFTER + 2, a=0.0) == []


def test_asked_again_what_was_told_waits_again_and_nothing_else_changes() -> None:
    a = life(SessionStart())
    (first,) = a.say(T, first=True)
    a.step(Acknowledge("a", T + 1))
    a.step(AskedAgain("a", T + 2, "s2"))
    assert a.say(T + 3, session="s2", first=True) == []  # it was asked for in that one
    (second,) = a.say(T + 4, session="s3", first=True)
    assert first.occurrence != second.occurrence
    b = life(TEA)
    b.step(AskedAgain("a", T, "s"))
    b.step(Snooze("a", T, T + 100))
    b.step(AskedAgain("a", T + 1, "s"))
    assert b.state() is State.SNOOZED
    b.step(Dismiss("a", T + 2))
    b.step(AskedAgain("a", T + 3, "s"))
    assert b.state() is State.DISMISSED


def test_a_snooze_after_a_firing_fires_again_and_one_before_is_silence() -> None:
    a = life(TEA)
    a.say(T, a=0.0)
    a.step(Snooze("a", T + 1, T + 100))
    assert a.say(T + 50, a=0.0) == [] and next_due(list(a.all.values()), T + 50) == T + 100
    (draft,) = a.tick(T + 101)
    assert (draft.why[0].kind, draft.why[0].due, a.state()) == ("snoozed", T + 100, State.FIRED)
    b = life(TEA)
    b.step(Snooze("a", T, T + 100))
    assert b.say(T + 99, a=0.0) == b.tick(T + 100) == [] and len(b.say(T + 101, a=0.0)) == 1


def test_what_is_moved_comes_then_and_not_before() -> None:
    a = life(At(T + 100))
    a.step(Move("a", T, At(T + 300)))
    assert a.tick(T + 200) == [] and len(a.tick(T + 300)) == 1
    a.step(Move("a", T + 301, At(T + 400)))  # told already: it is told again
    assert a.state() is State.PENDING and len(a.tick(T + 400)) == 1
    a.step(Snooze("a", T + 401, T + 500))
    a.step(Move("a", T + 402, At(T + 450)))
    assert len(a.tick(T + 450)) == 1 and a.tick(T + 500) == []
    with pytest.raises(BadInput, match="keeps its topics"):
        a.step(Move("a", T + 501, TEA))
    a.step(Done("a", T + 502))
    with pytest.raises(BadInput, match="is done and cannot be moved"):
        a.step(Move("a", T + 503, At(T + 600)))


def test_what_was_not_done_after_all_waits_again() -> None:
    a = life(At(T + 100))
    a.step(Dismiss("a", T))
    a.step(Reopen("a", T + 1))
    assert a.state() is State.PENDING and len(a.tick(T + 100)) == 1
    a.step(Done("a", T + 101))
    a.step(Reopen("a", T + 102))
    assert a.state() is State.FIRED and a.tick(T + 103) == []
    assert len(a.tick(T + 100 + REARM_AFTER)) == 1  # told again a day later, as nobody has done it
    every = life(Every("FREQ=DAILY", zone="UTC", start=T))
    every.tick(T)
    every.step(Done("a", T + 1))
    every.step(Reopen("a", T + 2))
    every.step(Snooze("a", T + 3, T + 60))
    assert [draft.why[0].kind for draft in every.tick(T + 60)] == ["snoozed"]


def test_times_that_are_skipped_do_not_come_and_those_after_them_do() -> None:
    a = life(HOURLY)
    a.tick(T)
    a.step(Skip("a", T + 1, T, T + 2 * 3600))  # what was told, and two to come
    assert not a.all["a"].outstanding and a.tick(T + 3600) == a.tick(T + 7200) == []
    assert [draft.why[0].due for draft in a.tick(T + 3 * 3600)] == [T + 3 * 3600]
    a.step(Skip("a", T + 3 * 3600, T + 4 * 3600, T + 4 * 3600))
    assert a.all["a"].outstanding  # another time was skipped
    a.step(Reopen("a", T + 3 * 3600 + 1))
    assert len(a.tick(T + 4 * 3600)) == 1  # wanted after all
    a.step(Skip("a", T + 4 * 3600, T + 5 * 3600, T + 5 * 3600))
    assert a.tick(T + 5 * 3600) == a.tick(T + 4.5 * 3600) == a.tick(T + 5.5 * 3600) == []  # the clock goes back
    assert len(a.tick(T + 6 * 3600)) == 1


def test_what_was_snoozed_into_the_time_that_is_skipped_is_over() -> None:
    a = life(HOURLY)
    a.tick(T)
    a.step(Snooze("a", T + 1, T + 1800))
    a.step(Skip("a", T + 2, T, T + 2000))
    assert a.state() is State.PENDING and a.tick(T + 1800) == [] and len(a.tick(T + 3600)) == 1
    a.step(Snooze("a", T + 3601, T + 3 * 3600))
    a.step(Skip("a", T + 3602, T + 3600, T + 2 * 3600))  # told then, but put off until after it
    assert [draft.why[0].kind for draft in a.tick(T + 3 * 3600)] == ["snoozed"]


def test_of_what_was_missed_the_latest_that_is_wanted_is_told() -> None:
    a = life(HOURLY)
    a.step(Skip("a", T, T + 3600, T + 3600))
    assert [draft.why[0].due for draft in a.tick(T + 3700)] == [T]


def test_what_was_left_out_before_stays_left_out() -> None:
    a = life(HOURLY)
    a.tick(T)
    for day in (2, 1):  # in whatever order
        a.step(Skip("a", T + 1, T + day * 86_400, T + day * 86_400 + 23 * 3600))
    assert [a.tick(T + hour * 3600) != [] for hour in range(1, 73)] == [True] * 23 + [False] * 48 + [True]
    for day in (4, 5):
        a.step(Skip("a", T + 72 * 3600, T + day * 86_400, T + day * 86_400 + 23 * 3600))
    with pytest.raises(BadInput, match=r"more than 64 times of it to come .* snooze it"):
        a.step(Skip("a", T + 72 * 3600, T + 6 * 86_400, T + 6 * 86_400 + 23 * 3600))


def test_a_series_whose_last_time_is_skipped_ends_with_the_one_before() -> None:
    a = life(Every("FREQ=DAILY", zone="UTC", start=T, count=2))
    a.tick(T)
    a.step(Skip("a", T, T + 86_400, T + 86_400))
    a.step(Done("a", T + 1))
    assert a.state() is State.DONE


def test_a_skip_is_taken_back_whole() -> None:
    a = life(HOURLY)
    a.tick(T)
    a.step(Snooze("a", T + 1, T + 1800))
    before = a.all["a"]
    a.step(Skip("a", T + 2, T, T + 2 * 3600))
    assert intention_from_json(intention_to_json(a.all["a"])) == a.all["a"]
    a.step(Reopen("a", T + 3))
    assert (a.state(), a.all["a"].snoozed_until, a.all["a"].outstanding) == (State.SNOOZED, T + 1800, True)
    assert "skipped" not in intention_to_json(before)["intention"]
    assert len(a.tick(T + 1800)) == len(a.tick(T + 3600)) == len(a.tick(T + 7200)) == 1
    a.step(Skip("a", T + 7201, T + 3 * 3600, T + 3 * 3600))
    a.step(Done("a", T + 7202))
    a.step(Reopen("a", T + 7203))  # that it was done, not what was skipped before
    assert a.all["a"].outstanding and a.tick(T + 3 * 3600) == []


def test_a_skip_that_is_over_is_not_taken_back() -> None:
    a = life(HOURLY)
    a.step(Skip("a", T, T + 3600, T + 3600))
    for hour in range(3):
        a.tick(T + hour * 3600)
    a.step(Acknowledge("a", T + 7201))
    a.step(Reopen("a", T + 7202))
    assert a.all["a"].outstanding  # what came last waits again


@given(
    before=st.lists(st.sampled_from(["tick", "done", "seen", "snooze", "skip"]), max_size=8),
    since=st.integers(-3, 6),
    more=st.integers(0, 5),
    wrapped=st.booleans(),
)  # fmt: skip
def test_a_skip_and_its_undoing_change_nothing(before: list[str], since: int, more: int, wrapped: bool) -> None:
    a = life(Any(HOURLY, TEA) if wrapped else HOURLY, repeat=True)
    now = T
    for number, what in enumerate(before):
        now = T + number * 1800 + 7
        event = {
            "tick": Tick(now), "done": Done("a", now), "seen": Acknowledge("a", now),
            "snooze": Snooze("a", now, now + 5400), "skip": Skip("a", now, now + 50 * 3600, now + 51 * 3600),
        }[what]  # fmt: skip
        a.step(event)
    a.tick(now + 1)  # what time alone brings, such as a snooze that is over, comes with any event
    other = Life()
    other.all |= a.all
    a.step(Skip("a", now + 1, now + since * 3600, now + (since + more) * 3600))
    a.step(Reopen("a", now + 1))
    for name in ("state", "outstanding", "snoozed_until", "last_fired", "done_at"):
        assert getattr(a.all["a"], name) == getattr(other.all["a"], name)
    assert [a.tick(now + hour * 3600) for hour in range(60)] == [other.tick(now + hour * 3600) for hour in range(60)]


def test_what_cannot_be_skipped_says_why() -> None:
    for trigger in (At(T), TEA):
        with pytest.raises(BadInput, match="does not recur: dismiss it, or move it"):
            life(trigger).step(Skip("a", T, T, T + 1))
    a = life(HOURLY)
    with pytest.raises(BadInput, match=r"more than 25 times .* snooze it"):
        a.step(Skip("a", T, T, T + MAX_LEFT_OUT * 3600))
    a.step(Skip("a", T, T, T + (MAX_LEFT_OUT - 1) * 3600))
    with pytest.raises(BadInput, match="is before"):
        Skip("a", T, T + 1, T)
    a.step(Dismiss("a", T))
    with pytest.raises(BadInput, match="is dismissed and cannot be skipped"):
        a.step(Skip("a", T, T, T + 1))


@settings(deadline=None)  # a busy machine takes longer for one example than hypothesis allows
@given(
    policy=st.sampled_from(["once", "all", "skip"]),
    skips=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=3),
    wrapped=st.booleans(),
)  # fmt: skip
def test_a_series_comes_at_its_times_but_those_skipped(
    policy: str, skips: list[tuple[int, int]], wrapped: bool
) -> None:
    """Whenever they were skipped, if they were to come. It is looked at each time."""
    a = life(Any(HOURLY, TEA) if wrapped else HOURLY, policy=policy, repeat=True)
    gone: set[int] = set()
    came = []
    for hour in range(60):
        came += [draft.at for draft in a.tick(T + hour * 3600)]
        for begins, length in skips:
            if hour == max(0, begins - 5):
                a.step(Skip("a", T + hour * 3600 + 1, T + begins * 3600, T + (begins + length) * 3600))
                gone |= {each for each in range(begins, begins + length + 1) if each > hour}
        wanted = intention_from_json(intention_to_json(a.all["a"]))
        assert wanted == a.all["a"]
    assert came == [T + hour * 3600 for hour in range(60) if hour not in gone]


def test_times_that_come_in_a_snooze_are_merged_or_dropped() -> None:
    a = life(HOURLY)
    assert len(a.tick(T)) == 1
    a.step(Snooze("a", T + 1, T + 3 * 3600))
    assert [draft.why[0].kind for draft in a.tick(T + 3 * 3600)] == ["snoozed"]
    assert a.tick(T + 3 * 3600 + 60) == [] and len(a.tick(T + 4 * 3600)) == 1
    a.step(Acknowledge("a", T + 4 * 3600))
    a.step(Snooze("a", T + 4 * 3600, T + 7 * 3600))
    assert [draft.why[0].due for draft in a.tick(T + 7 * 3600)] == [T + 7 * 3600]


def test_done_settles_one_time_of_a_repeated_intention() -> None:
    a = life(HOURLY)
    a.tick(T)
    a.step(Done("a", T + 1))
    assert a.state() is State.PENDING and not a.all["a"].outstanding and len(a.tick(T + 3600)) == 1
    b = life(Every("FREQ=HOURLY;COUNT=2", zone="UTC", start=T))
    b.tick(T)
    b.tick(T + 3600)
    b.step(Done("a", T + 3601))
    assert b.state() is State.DONE


def test_nothing_fires_at_or_after_expiry() -> None:
    a = life(At(T + 10))
    a.all["a"] = replace(a.all["a"], expires=T + 10)  # of a file from before such were refused
    assert a.tick(T + 10) == [] and a.state() is State.EXPIRED
    b = life(At(T + 9), expires=T + 10)
    assert b.tick(T + 10) == [] and b.state() is State.MISSED
    c = life(TEA, expires=T + 10)
    assert next_due(list(c.all.values()), T) == T + 10
    assert c.say(T + 10, a=0.0) == [] and c.state() is State.EXPIRED


def test_order_of_firings() -> None:
    some = [("c", 0, 2.0), ("d", 0, 1.0), ("b", 5, 9.0), ("a", 0, 1.0), ("e", -1, 0.0)]
    a = Life(*(Intention(id, "x", At(T), T - 10 + created, priority) for id, priority, created in some))
    assert [draft.intention_id for draft in a.tick(T)] == ["b", "a", "d", "c", "e"]


def test_min_gap() -> None:
    a = life(TEA, repeat=True, min_gap=100)
    assert [len(a.say(T + at, a=0.0)) for at in (0, 50, 99, 100, 150, 200)] == [1, 0, 0, 1, 0, 1]
    assert len(a.say(T - 5000, a=0.0)) == 1  # the clock was set back: the gap does not last until it is back there


@pytest.mark.parametrize(
    ("policy", "dues"), [("once", [5]), ("skip", []), ("all", [1, 2, 3, 4, 5])]
)  # fmt: skip
def test_times_missed_while_nobody_looked(policy: str, dues: list[int]) -> None:
    a = life(HOURLY, policy=policy)
    assert len(a.tick(T)) == 1
    drafts = a.tick(T + 5 * 3600 + 120)
    assert [draft.why[0].due for draft in drafts] == [T + 3600 * due for due in dues]
    assert len({draft.occurrence for draft in drafts}) == len(dues)
    assert a.all["a"].fired_count == 1 + len(dues)
    assert len(a.tick(T + 6 * 3600 + 30)) == 1  # within the grace: in every policy


def test_missed_times_are_bounded_and_a_skipped_at_is_missed() -> None:
    a = life(HOURLY, policy="all")
    assert len(a.tick(T + 1e9)) == MAX_CATCH_UP
    b = life(At(T + 10), policy="skip")
    assert b.tick(T + 71) == [] and b.state() is State.MISSED
    assert len(life(At(T + 10), policy="skip").tick(T + 69)) == 1
    assert len(life(At(T - 1000), policy="skip").tick(T + 1)) == 1  # past when it was made: meant for now


def test_a_dependent_waits_until_all_are_done() -> None:
    a = Life(
        Intention("x", "first", TEA, T), Intention("y", "second", TEA, T),
        Intention("z", "last", Any(At(T + 5), TEA), T, depends_on=("x", "y")),
    )  # fmt: skip
    assert a.state("z") is State.BLOCKED and waiting_for(a.all["z"], a.all) == ("x", "y")
    a.step(Done("x", T + 1))
    a.step(Dismiss("y", T + 2))
    assert a.say(T + 10, z=0.0) == [] and a.state("z") is State.BLOCKED  # dismissed is not done
    a.step(Done("y", T + 11))
    assert a.state("z") is State.PENDING and len(a.tick(T + 12)) == 1


def test_release_frees_what_waits() -> None:
    a = Life(Intention("x", "first", TEA, T), Intention("z", "last", TEA, T, depends_on=("x",)))
    a.step(Release("z", T))
    assert a.state("z") is State.PENDING and len(a.say(T + 1, z=0.0)) == 1


def test_circles_and_unknown_dependencies_are_refused() -> None:
    x = Intention("x", "x", TEA, T, depends_on=("z",))
    y = Intention("y", "y", TEA, T, depends_on=("x",))
    with pytest.raises(BadInput, match="'z' -> 'y' -> 'x' -> 'z'"):
        check_dependencies([x, y], Intention("z", "z", TEA, T, depends_on=("y",)))
    with pytest.raises(BadInput, match="circle"):
        check_dependencies([], Intention("z", "z", TEA, T, depends_on=("z",)))
    with pytest.raises(BadInput, match="does not exist"):
        check_dependencies([], Intention("z", "z", TEA, T, depends_on=("q",)))
    with pytest.raises(BadInput, match="another id"):
        admit([y], y)
    long = [Intention(f"{i}", "x", TEA, T, depends_on=(f"{i + 1}",) if i < 5000 else ()) for i in range(5001)]
    check_dependencies(long, Intention("new", "x", TEA, T, depends_on=("0",)))


def test_reactions_to_what_does_not_exist() -> None:
    with pytest.raises(NotFound, match="'nobody'"):
        life(TEA).step(Done("nobody", T))


@pytest.mark.parametrize(
    "more",
    [
        {"id": ""}, {"id": "a" * 201}, {"content": " "}, {"content": "a" * 10_001}, {"trigger": "tea"},
        {"created": float("nan")},
        {"priority": 1.5}, {"priority": True}, {"expires": "tomorrow"}, {"depends_on": ["x"]},
        {"depends_on": ("x", "x")},
        {"depends_on": ("",)}, {"repeat": 1}, {"trigger": At(T), "repeat": True}, {"min_gap": 0}, {"policy": "never"},
        {"state": "sleeping"}, {"state": State.SNOOZED}, {"snoozed_until": T}, {"state": State.FIRED},
        {"fired_count": -1},
        {"seen": ("k",) * 33}, {"progress": Progress(parts=(Progress(),))}, {"depends_on": tuple(map(str, range(33)))},
    ],
)  # fmt: skip
def test_what_makes_no_intention(more: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        Intention(**({"id": "a", "content": "b", "trigger": TEA, "created": T} | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Tick(float("nan")), lambda: Tick(-1), lambda: Message("", "m", T),
        lambda: Message("s", "m", T, alpha=2),
        lambda: StatePublished("e", T, {"a": {}}), lambda: StatePublished("e", T, {"a": "x" * 10_001}),
        lambda: Snooze("a", T, T),
        lambda: StatePublished("e", T, {str(i): 1 for i in range(1001)}), lambda: Done("a", "now"), lambda: Done(3, T),
    ],
)  # fmt: skip
def test_what_makes_no_event(make: "type[Tick]") -> None:
    with pytest.raises(BadInput):
        make()


def test_a_clock_that_went_back_shows_in_the_times_due() -> None:
    a = life(HOURLY)
    assert next_due(list(a.all.values()), T) == T
    a.tick(T + 3 * 3600)
    assert next_due(list(a.all.values()), T + 3 * 3600) == T + 4 * 3600
    assert next_due(list(a.all.values()), T + 5000) == T + 5000  # at once, to note it
    assert a.tick(T + 5000) == []
    assert next_due(list(a.all.values()), T + 5000) == T + 7200
    b = life(At(T + 1))
    b.tick(T + 1)
    assert next_due(list(b.all.values()), T + 1) == T + 1 + REARM_AFTER
    assert next_due(list(b.all.values()), T - 2 * REARM_AFTER) == T - 2 * REARM_AFTER
    assert len(b.tick(T - 2 * REARM_AFTER)) == 0 and b.state() is State.PENDING


def test_half_of_a_then_survives_json() -> None:
    a = life(Then(TEA, CAKE))
    a.say(T, a=[0.0, 0.5])
    assert a.all["a"].progress.first
    assert intention_from_json(intention_to_json(a.all["a"])) == a.all["a"]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.integers(-20_000, 60_000), min_size=1, max_size=12),
    st.sampled_from(["once", "all"]),
    st.sampled_from([HOURLY, Every("FREQ=DAILY;BYHOUR=1,2;BYMINUTE=30", zone="Europe/London", start=T)]),
)
def test_a_jumping_clock_neither_doubles_nor_loses(jumps: list[int], policy: str, every: Every) -> None:
    """Whatever the clock did before: once it runs evenly, each occurrence fires, unless it has fired already."""
    a = Life(Intention("a", "x", every, T, policy=policy))
    told: list[float] = []
    now = T
    for i, jump in enumerate([*jumps, *[601] * (2 * 24 * 6)]):
        now += jump
        if i < len(jumps):
            begin = now
        due = next_due(list(a.all.values()), now)
        if due is not None and due <= now:  # as a task that sleeps until the next time due
            told += [draft.why[0].due or 0 for draft in a.tick(now)]
    assert len(told) == len(set(told))
    assert set(occurrences(every.recurrence, max(begin, T), now)) <= set(told)
