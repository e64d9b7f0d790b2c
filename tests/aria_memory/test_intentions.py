"""Intentions in the store: fired once, by one process, whatever happens to the clock or to the process."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory import (
    All,
    Any,
    At,
    BadInput,
    Condition,
    Every,
    Intention,
    ManualClock,
    Memory,
    NotFound,
    SessionStart,
    State,
    Then,
    Topic,
    intentions,
)
from aria_memory.prospective.events import Done, Message, Snooze, StatePublished, Tick
from aria_memory.prospective.intention import TERMINAL
from aria_memory.prospective.machine import step
from tests.aria_memory.samples import START, memory, place

pytestmark = pytest.mark.usefixtures("each_store")

ROOT = Path(__file__).parents[2]


def contents(firings: list) -> list[str]:  # type: ignore[type-arg]
    return [firing.content for firing in firings]


def test_two_messages_of_one_moment_are_two_occasions() -> None:
    """Where only the clock completes what they began, and it has not moved."""
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        m.intend("slice it", Then(Topic("cake"), At(START + 1)), repeat=True, policy="all")
        clock.at = START + 1
        for text in ("tea with cake", "we had cake"):
            assert m.check(text, "s") == []
            assert contents(m.due()) == ["slice it"]
            assert m.due() == []


def test_what_could_never_come_is_refused_and_an_old_file_that_has_it_opens(tmp_path: Path) -> None:
    clock, file = ManualClock(START), tmp_path / "old.jsonl"
    with Memory.open(place(":memory:"), scope="ann", clock=clock, encoder=None, zone="Europe/Paris") as m:
        for when in (At(START + 7200), Every("FREQ=DAILY", zone="UTC", start=START + 7200)):
            with pytest.raises(BadInput, match=r"it expires at .* CES?T, and its first time, .*: give a later expiry"):
                m.intend("pay", when, expires=START + 3600)
        assert m.intentions() == []
        tea = m.intend("pay", At(START + 7200), expires=START + 9000)
        with pytest.raises(BadInput, match="would never come"):
            m.move(tea.id, At(START + 9000))
        m.export(file)
    file.write_text(file.read_text().replace(str(START + 9000), str(START + 3600)))
    path = tmp_path / "old.db"
    with memory(path, clock=clock) as m:
        m.import_(file)
    with memory(path, clock=clock) as m:
        (old,) = m.intentions()
        assert old.expires == START + 3600 and m.doctor()["problems"] == []
        clock.advance(7300)
        assert m.due() == [] and m.intentions()[0].state is State.EXPIRED


def test_a_time_comes_once() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        tea = m.intend("take the tea off", At(START + 240))
        assert m.next_due() == START + 240
        assert m.due() == []
        clock.advance(241)
        (firing,) = m.due()
        assert (firing.intention_id, firing.content, firing.at) == (tea.id, "take the tea off", START + 241)
        assert (firing.why[0]["due"], firing.why[0]["late"]) == (START + 240, 1.0)
        assert m.due() == []
        assert m.check("hello", "s") == []
        assert m.done(tea.id).state is State.DONE
        assert m.next_due() is None
        assert m.firings(tea.id) == [firing]


def test_sessions_conditions_and_compounds() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        m.intend("greet", SessionStart())
        m.intend("close the window", Condition("rain and window == 'open'"), priority=5)
        m.intend("both", All(SessionStart(), Condition("rain")))
        assert contents(m.publish({"rain": False, "window": "open"})) == []
        assert contents(m.check("good morning", "monday")) == ["greet"]
        assert contents(m.check("anything else", "monday")) == []
        clock.advance(1)
        assert contents(m.publish({"rain": True, "window": "open"})) == ["close the window", "both"]
        assert contents(m.publish({"rain": True, "window": "open"})) == []


def test_recurring_reactions_and_dependencies() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        daily = m.intend("water the plants", Every("FREQ=DAILY", zone="UTC", start=START + 60))
        clock.advance(61)
        assert contents(m.due()) == ["water the plants"]
        assert m.done(daily.id).state is State.PENDING
        assert m.next_due() == START + 60 + 86400
        first = m.intend("buy soil", At(clock.now() + 10))
        second = m.intend("repot", At(clock.now() + 20), depends_on=[first.id])
        assert second.state is State.BLOCKED
        clock.advance(30)
        assert contents(m.due()) == ["buy soil"]
        m.snooze(first.id, clock.now() + 100)
        assert m.due() == []
        clock.advance(101)
        assert contents(m.due()) == ["buy soil"]
        m.done(first.id)
        clock.advance(1)
        assert {one.id: one.state for one in m.intentions()}[second.id] is State.PENDING
        m.dismiss(daily.id)
        clock.advance(10 * 86400)
        assert "water the plants" not in contents(m.due())
        with pytest.raises(BadInput, match="does not exist"):
            m.intend("x", SessionStart(), depends_on=["nothing"])
        with pytest.raises(NotFound):
            m.done("nothing")


def test_a_message_given_twice_fires_once() -> None:
    with memory() as m:
        m.intend("greet", SessionStart())
        assert contents(m.check("hi", "s", message_id="1")) == ["greet"]
        assert m.check("hi", "s", message_id="1") == []


def test_a_clock_set_back_neither_loses_nor_repeats() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        one = m.intend("call", At(START + 100))
        clock.advance(150)
        assert contents(m.due()) == ["call"]
        m.done(one.id)
        clock.at = START
        m.intend("write", At(START + 120))
        assert m.due() == []
        clock.at = START + 130
        assert contents(m.due()) == ["write"]


def test_a_time_that_brings_nothing_is_not_due_for_ever() -> None:
    """Else who sleeps until the next time would never sleep again: a clock set back lets it come twice."""
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        m.intend("pay", All(Topic("rent"), At(START + 100)))
        for at, following in ((100, None), (99, START + 100), (100, None)):
            clock.at = START + at
            assert m.due() == []
            assert m.next_due() == following


def test_a_clock_set_back_by_days_opens_what_had_fired() -> None:
    """A day without a reaction arms it again; days that did not happen must not keep it silent."""
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        one = m.intend("call", At(START + 100))
        clock.advance(150)
        assert contents(m.due()) == ["call"]
        clock.advance(-7 * 86400)
        assert m.due() == []
        assert [each.state for each in m.intentions()] == [State.PENDING]
        clock.at = START + 151
        assert contents(m.due()) == ["call"]
        assert len(m.firings(one.id)) == 2


def test_what_was_missed_is_told() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        m.intend("catch the train", At(START + 10), policy="skip")
        clock.advance(86400)
        assert m.due() == []
        assert [one.content for one in m.overlooked()] == ["catch the train"]


def test_only_what_an_event_can_change_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from aria_memory import intentions

    clock = ManualClock(START)
    with memory(clock=clock) as m:
        for i in range(50):
            m.intend(f"far {i}", At(START + 1e6 + i))
            m.intend(f"topic {i}", Topic(f"subject {i}"))
        m.intend("near", At(START + 5))
        m.check("first", "s")
        clock.advance(10)
        read: list[str] = []
        real = intentions._read
        monkeypatch.setattr(intentions, "_read", lambda body: read.append(body) or real(body))
        assert contents(m.check("hello", "s")) == ["near"]
        assert len(read) == 1


def test_out_and_in_again(tmp_path: Path) -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as old, memory(scope="new", clock=clock) as new:
        one = old.intend("call", At(START + 10))
        old.intend("then", SessionStart(), depends_on=[one.id])
        clock.advance(11)
        fired = old.due()
        old.export(tmp_path / "x")
        assert new.import_(tmp_path / "x") == 3
        assert new.intentions() == old.intentions()
        assert [(f.content, f.why) for f in new.firings(one.id)] == [(f.content, f.why) for f in fired]
        assert new.due() == []
        with pytest.raises(BadInput, match="imported before"):
            new.import_(tmp_path / "x")
        new.purge(intention_id=one.id)
        assert new.doctor()["firing"] == 0


MOVES = st.sampled_from([-400_000.0, -90_000.0, -10.0, 0.0, 5.0, 3_600.0, 86_400.0, 200_000.0])
WHAT = st.sampled_from(["tick", "say", "publish rain", "publish sun", "done", "snooze"])


@pytest.mark.files
@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(MOVES, WHAT), min_size=1, max_size=25), seed=st.integers(0, 3))
def test_the_store_does_what_the_machine_does(steps: list[tuple[float, str]], seed: int) -> None:
    """Reading only what an event can change gives the firings and states that reading everything gives."""
    clock = ManualClock(START)
    plain: dict[str, Intention] = {}
    told: set[tuple[str, str]] = set()
    with Memory.open(place(":memory:"), scope="a", clock=clock, chance=random.Random(seed), encoder=None) as m:
        day = Every("FREQ=DAILY", zone="UTC", start=START + 600)
        first = m.intend("a", At(START + 50))
        made = [
            first, m.intend("b", day), m.intend("c", Condition("rain")), m.intend("d", SessionStart(), priority=3),
            m.intend("e", At(START + 4_000), depends_on=[first.id], policy="all"),
            m.intend("f", Then(Condition("rain"), day), expires=START + 300_000),
        ]  # fmt: skip
        plain = {one.id: one for one in made}
        for i, (move, what) in enumerate(steps):
            clock.advance(move)
            now, ours = clock.now(), []
            if what == "tick":
                event, ours = Tick(now), m.due()
            elif what == "say":
                event = Message(session=f"s{i // 5}", message_id=str(i), at=now, alpha=0.001,
                                first_of_session=not any(w == "say" for _, w in steps[i // 5 * 5 : i]))  # fmt: skip
                ours = m.check("hello", f"s{i // 5}", message_id=str(i))
            elif what.startswith("publish"):
                values = {"rain": what.endswith("rain")}
                event, ours = StatePublished(str(i), now, values), m.publish(values)
            elif what == "done":
                event = Done(first.id, now)
                m.done(first.id)
            else:
                if plain[first.id].state in TERMINAL:
                    continue
                event = Snooze(first.id, now, now + 100)
                m.snooze(first.id, now + 100)
            changed, drafts = step(list(plain.values()), event)
            plain |= {one.id: one for one in changed}
            new = [d for d in drafts if (d.intention_id, d.occurrence) not in told]
            told |= {(d.intention_id, d.occurrence) for d in new}
            assert [f.intention_id for f in ours] == [d.intention_id for d in new]
            assert {one.id: (one.state, one.fired_count) for one in m.intentions()} == {
                one.id: (one.state, one.fired_count) for one in plain.values()
            }


def test_a_reaction_reads_what_may_wait_for_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with memory() as m:
        first = m.intend("buy paint", SessionStart())
        after = m.intend("paint", SessionStart(), depends_on=[first.id])
        for i in range(20):
            m.intend(f"else {i}", At(START + 100 + i))
        read = []
        real = intentions._read

        def reading(body: str) -> Intention:
            read.append(body)
            return real(body)

        monkeypatch.setattr(intentions, "_read", reading)
        m.done(first.id)
        assert len(read) < 10
        assert {one.id: one.state for one in m.intentions()}[after.id] is State.PENDING


def test_broken_unicode_is_kept_or_named() -> None:
    with memory() as m:
        odd = m.intend("half \ud800 of a pair", Topic("the \udfff garden"))
        assert m.intentions() == [odd]
        assert contents(m.check("the garden \ud83d", "session \ud800")) == ["half \ud800 of a pair"]
        with pytest.raises(BadInput, match="surrogate"):
            m.facts.history("\ud800")
        with pytest.raises(BadInput, match="64 bits"):
            m.episode(2**70)


@pytest.mark.parametrize("values", [None, "door", 3, ["door"]])
def test_a_state_is_a_mapping(values: object) -> None:
    with memory() as m, pytest.raises(BadInput, match="give a mapping"):
        m.publish(values)  # type: ignore[arg-type]


CHECKER = """
import sys
from aria_memory import Memory
with Memory.open(sys.argv[1], scope="shared") as m:
    print("ready", flush=True)
    for _ in range(int(sys.argv[2])):
        for firing in m.due():
            print(firing.intention_id, flush=True)
"""


def start(path: Path | str, n: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHECKER, str(path), str(n)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def planned(path: Path | str, n: int) -> set[str]:
    with Memory.open(path, scope="shared", chance=random.Random(1)) as m:
        return {m.intend(f"thing {i}", At(START + i)).id for i in range(n)}


@pytest.mark.files
def test_eight_processes_fire_each_once(tmp_path: Path) -> None:
    path = place(tmp_path / "m.db")
    ids = planned(path, 200)
    checkers = [start(path, 5) for _ in range(8)]
    said = [line for one in checkers for line in one.communicate(timeout=240)[0].split() if line != "ready"]
    assert [one.returncode for one in checkers] == [0] * 8
    assert sorted(said) == sorted(ids)


@pytest.mark.files
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_kill_neither_loses_nor_doubles(tmp_path: Path) -> None:
    """What was committed is in the table; what was not fires in the next process."""
    path = place(tmp_path / "m.db")
    ids: set[str] = set()
    for round_ in range(4):
        with Memory.open(path, scope="shared") as m:
            ids |= {m.intend(f"{round_} {i}", At(START + i)).id for i in range(60)}
        checker = start(path, 1000)
        assert checker.stdout is not None
        assert checker.stdout.readline() == "ready\n"
        if round_ % 2:
            checker.stdout.readline()
        checker.send_signal(signal.SIGKILL)
        checker.communicate(timeout=60)
    with Memory.open(path, scope="shared") as m:
        m.due()
        assert {one.id for one in m.intentions()} == ids
        assert [len(m.firings(name)) for name in ids] == [1] * len(ids)
        assert m.doctor()["problems"] == []


def test_a_gap_between_firings_and_no_more_waiting_for_what_will_not_be_done() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        greet = m.intend("greet", SessionStart(), repeat=True, min_gap=3600.0)
        assert [len(m.check("hello", session)) for session in ("a", "b")] == [1, 0]
        clock.advance(3600)
        assert [one.intention_id for one in m.check("hello", "c")] == [greet.id]
        first = m.intend("ask for quotes", At(START + 9e6))
        clock.advance(1)
        then = m.intend("celebrate", SessionStart(), depends_on=[first.id])
        m.dismiss(first.id)
        assert (m.check("hello", "d"), m.intentions()[-1].state) == ([], State.BLOCKED)
        assert m.release(then.id).state is State.PENDING
        assert [one.content for one in m.check("hello", "e")] == ["celebrate"]
        for call in (m.pin, m.unpin, m.purge):
            for ids in ({}, {"fact_id": 1, "skill_id": 1}):
                with pytest.raises(BadInput, match="give one of episode_id, fact_id, skill_id, intention_id"):
                    call(**ids)


# What lives made up by chance (lives/) have found


@pytest.mark.parametrize("again", [1.0, 86_400.0])
def test_a_mistaken_time_is_not_told_again(again: float) -> None:
    """It has no other time; what is kept of it and its firings say the same."""
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        call = m.intend("call", At(START))
        either = m.intend("either", Any(At(START), Topic("tea")))
        assert sorted(contents(m.due())) == ["call", "either"]
        assert m.mistaken(call.id).state is State.FIRED and m.mistaken(either.id).state is State.PENDING
        clock.advance(again)
        assert m.due() == [] and m.next_due() is None
        assert contents(m.check("some tea", "s")) == ["either"]
        for name in (call.id, either.id):
            assert len(m.firings(name)) == next(one.fired_count for one in m.intentions() if one.id == name)


def test_a_mistaken_condition_waits_until_it_becomes_true_again() -> None:
    with memory() as m:
        window = m.intend("close the window", Condition("rain"))
        assert contents(m.publish({"rain": True})) == ["close the window"]
        m.mistaken(window.id)
        assert [contents(m.publish({"rain": rain})) for rain in (True, False, True)] == [[], [], ["close the window"]]


def test_a_snooze_stands_though_the_firing_was_mistaken() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        call = m.intend("call", At(START))
        m.due()
        m.snooze(call.id, START + 60)
        assert m.mistaken(call.id).state is State.SNOOZED
        clock.advance(60)
        assert contents(m.due()) == ["call"]


@pytest.mark.parametrize("back", [700.0, 86_400.0])
def test_a_clock_set_back_does_not_hold_open_what_had_a_time(back: float) -> None:
    """Then: "within" is no longer either way. When the clock has come near again, it counts again."""
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        m.intend("serve", Then(Topic("tea"), Topic("cake"), within=600.0))
        m.intend("pour", Then(Topic("tea"), At(START - 100), within=600.0))
        assert m.check("some tea", "s") == []
        clock.advance(-back)
        assert m.check("some cake", "s") == [] and m.due() == []
        assert m.next_due() == START - 600
        clock.at = START - 600
        assert m.due() == [] and m.next_due() == START - 100
        clock.at = START - 100
        assert contents(m.due()) == ["pour"]
        assert contents(m.check("some cake", "s")) == ["serve"]


def test_what_is_over_is_over_though_nobody_looked_meanwhile() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        m.intend("pour", Then(Topic("tea"), At(START + 5_000), within=600.0))
        m.check("some tea", "s")
        clock.at = START + 5_000
        assert m.due() == [] and m.next_due() is None


def test_the_first_message_after_the_clock_was_set_back_counts() -> None:
    """By a day or more: what nobody reacted to waits anew, for this very message."""
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        m.intend("ask", Topic("tea"))
        assert contents(m.check("some tea", "s")) == ["ask"]
        clock.advance(-90_000)
        assert contents(m.check("more tea", "s")) == ["ask"]


def test_times_told_long_ago_leave_nothing_open() -> None:
    """Forty times are told, more than an intention remembers; the clock goes back behind them all."""
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        every = m.intend("drink", Every("FREQ=HOURLY", zone="UTC", start=START + 1))
        for _ in range(40):
            clock.advance(3_600)
            assert contents(m.due()) == ["drink"]
        m.done(every.id)
        clock.at = START
        for _ in range(40):
            assert m.due() == []
            clock.advance(3_600)
        (kept,) = m.intentions()
        assert (kept.fired_count, kept.outstanding, len(m.firings(every.id))) == (40, False, 40)


def test_a_dismissal_reads_no_other_intention(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred dismissed in one breath, of a thousand that nobody answered, would read all of them each time."""
    clock, read = ManualClock(START), []
    with memory(clock=clock) as m:
        for number in range(20):
            m.intend(f"do thing {number}", At(START + 1))
        clock.advance(2)
        told = m.due()
        real = intentions.intention_from_json
        monkeypatch.setattr(intentions, "intention_from_json", lambda body: read.append(1) or real(body))
        m.dismiss(told[0].intention_id)
    assert len(told) == 20 and len(read) <= 3
