"""The Trio facade: calls in their order, whole or not at all; firings that come when they are due, without polling."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import trio
import trio.testing

from aria_memory import At, BadInput, Every, ManualClock, Memory, NotFound, StoreFault, trio_memory
from aria_memory.errors import Busy
from aria_memory.trio_memory import TrioFacts, TrioMemory, TrioSkills, open_memory
from aria_memory.views import Facts, Skills
from tests.aria_memory.samples import START


class TrioClock:
    """The wall clock of a test: it follows Trio's mock clock, from any thread."""

    def __init__(self, mock: trio.testing.MockClock) -> None:
        self._mock = mock

    def now(self) -> float:
        return START + self._mock.current_time()


def public(kind: type) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


def test_it_has_all_that_the_synchronous_one_has() -> None:
    assert public(Memory) - {"open", "close", "facts", "skills"} <= public(TrioMemory)
    assert public(Facts) <= public(TrioFacts)
    assert public(Skills) <= public(TrioSkills)


async def test_the_same_calls_awaited(tmp_path: Path) -> None:
    async with open_memory(tmp_path / "m.db", scope="ann", clock=ManualClock(START)) as memory:
        seen = await memory.observe("user", "Leeds in the rain", session="monday")
        (item,) = await memory.recall("Leeds", k=5)
        assert item.episode_ids == (seen.episode_id,)
        fact = await memory.facts.assert_("user", "lives_in", "Leeds", episode_id=seen.episode_id)
        assert await memory.facts.history("user") == [fact]
        skill = await memory.skills.learn("greet", ["wave"])
        assert (await memory.skills.reward(skill.skill_id, 1.0)).uses == 1
        tea = await memory.intend("take the tea off", At(START + 240))
        assert await memory.next_due() == START + 240
        assert (await memory.done(tea.id)).id == tea.id
        with pytest.raises(BadInput):
            await memory.observe("user", "", session="monday")
        with pytest.raises(NotFound):
            await memory.episode(99)
    with pytest.raises(StoreFault, match="closed"):
        await memory.recall("Leeds")
    with Memory.open(tmp_path / "m.db", scope="ann") as again:
        assert again.episode(seen.episode_id).text == "Leeds in the rain"


async def test_a_file_that_cannot_be_opened_is_an_error_as_ever(tmp_path: Path) -> None:
    with pytest.raises(StoreFault):
        async with open_memory(tmp_path / "no" / "such" / "folder.db", scope="ann"):
            raise AssertionError


class Gate:
    """Holds the memory's thread until it is opened."""

    def __init__(self) -> None:
        self.entered, self.open = threading.Event(), threading.Event()

    def hold(self) -> None:
        self.entered.set()
        assert self.open.wait(30)


async def held(memory: TrioMemory, gate: Gate) -> None:
    await memory._queue.run(gate.hold)


async def test_cancelled_before_its_turn_it_does_nothing(tmp_path: Path) -> None:
    gate = Gate()
    async with open_memory(tmp_path / "m.db", scope="ann", clock=ManualClock(START)) as memory:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(held, memory, gate)
            await trio.to_thread.run_sync(gate.entered.wait)
            with trio.move_on_after(0) as scope:
                await memory.observe("user", "never said", session="s")
            assert scope.cancelled_caught
            gate.open.set()
        assert (await memory.doctor())["episode"] == 0


async def test_cancelled_when_begun_it_is_done_whole_and_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate()
    monkeypatch.setattr(ManualClock, "now", lambda self: (gate.hold(), START)[1])
    results = []
    async with open_memory(tmp_path / "m.db", scope="ann", clock=ManualClock(START)) as memory:
        async with trio.open_nursery() as nursery:

            async def say() -> None:
                results.append(await memory.observe("user", "said", session="s"))
                await trio.lowlevel.checkpoint()
                results.append(None)

            nursery.start_soon(say)
            await trio.to_thread.run_sync(gate.entered.wait)
            nursery.cancel_scope.cancel()
            gate.open.set()
        assert [one.turn for one in results] == [0]
        assert (await memory.episode(results[0].episode_id)).text == "said"


async def test_closing_waits_for_the_calls_that_were_made(tmp_path: Path) -> None:
    gate = Gate()
    results = []

    async def say(text: str) -> None:
        results.append(await memory.observe("user", text, session="s"))

    async with trio.open_nursery() as nursery:
        async with open_memory(tmp_path / "m.db", scope="ann", clock=ManualClock(START)) as memory:
            nursery.start_soon(held, memory, gate)
            await trio.to_thread.run_sync(gate.entered.wait)
            for text in ("one", "two", "three"):
                nursery.start_soon(say, text)
            await trio.testing.wait_all_tasks_blocked()
            gate.open.set()
        assert len(results) == 3
    with Memory.open(tmp_path / "m.db", scope="ann") as again:
        assert again.doctor()["episode"] == 3


async def test_the_queue_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trio_memory, "MAX_WAITING", 3)
    gate = Gate()
    async with open_memory(tmp_path / "m.db", scope="ann", clock=ManualClock(START)) as memory:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(held, memory, gate)
            await trio.to_thread.run_sync(gate.entered.wait)
            nursery.start_soon(memory.next_due)
            nursery.start_soon(memory.next_due)
            await trio.testing.wait_all_tasks_blocked()
            with pytest.raises(Busy, match="3 calls wait"):
                await memory.next_due()
            gate.open.set()
        assert await memory.next_due() is None


@pytest.fixture
def mock_clock() -> trio.testing.MockClock:
    """Virtual time that a test moves by hand: it cannot jump by itself, for threads work meanwhile."""
    return trio.testing.MockClock()


async def until(ready: Callable[[], bool]) -> None:
    """Wait for it, in real time: the mock clock stands still."""
    late = time.monotonic() + 30
    while not ready():
        assert time.monotonic() < late
        await trio.to_thread.run_sync(time.sleep, 0.005)


async def asleep(memory: TrioMemory) -> None:
    """Wait until the loop of firings has nothing to do."""
    await until(lambda: memory._queue.changed.statistics().tasks_waiting > 0)


async def test_firings_come_when_due_and_a_new_intention_wakes_the_sleeper(
    tmp_path: Path, mock_clock: trio.testing.MockClock
) -> None:
    clock = TrioClock(mock_clock)
    ends: list[str] = []
    came: list[tuple[str, float]] = []
    async with trio.open_nursery() as nursery:
        async with open_memory(tmp_path / "m.db", scope="ann", clock=clock) as memory:

            async def listen() -> None:
                async for firing in memory.firings_due():
                    came.append((firing.content, clock.now() - START))
                ends.append("ended")

            nursery.start_soon(listen)
            await asleep(memory)
            await memory.intend("later", At(START + 50))
            await memory.intend("sooner", At(START + 20))
            await memory.intend("daily", Every("FREQ=DAILY", zone="UTC", start=START + 30))
            for jump, expected in ((20, "sooner"), (10, "daily"), (20, "later")):
                await asleep(memory)  # else time could jump between its look at the clock and its sleep
                mock_clock.jump(jump)
                await until(lambda: bool(came))
                assert came.pop() == (expected, clock.now() - START)
    assert ends == ["ended"]


async def test_another_process_is_seen_within_a_minute(tmp_path: Path, mock_clock: trio.testing.MockClock) -> None:
    clock = TrioClock(mock_clock)
    async with open_memory(tmp_path / "m.db", scope="ann", clock=clock) as memory:
        stream = memory.firings_due()
        got = []
        async with trio.open_nursery() as nursery:

            async def one() -> None:
                got.append(await stream.__anext__())

            nursery.start_soon(one)
            await asleep(memory)
            with Memory.open(tmp_path / "m.db", scope="ann", clock=clock) as other:
                other.intend("from elsewhere", At(START + 10))
            mock_clock.jump(60)
            await until(lambda: bool(got))
        assert [firing.content for firing in got] == ["from elsewhere"]
