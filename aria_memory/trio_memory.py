"""`Memory` for Trio: the same calls, awaited; `open_memory` opens one.

One thread at a time works for a memory, in the order of the calls. A call that is cancelled before its turn does
nothing; one that has begun is finished, whole, and gives its result: the Cancelled comes at the caller's next
checkpoint. A call ends by the deadlines of its store (README.md).
"""

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial, wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar

import trio

from .errors import Busy, StoreFault
from .memory import Memory
from .types import Firing
from .views import Facts, Skills

MAX_WAITING = 1_000  # calls in the queue: seconds of work; who sends more without waiting has lost control of it
LONGEST_SLEEP_S = 60.0  # a clock that was set, or an intention of another process, is seen by then
SHORTEST_SLEEP_S = 0.005  # a time that rounding put just ahead is not looked at in a busy loop

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)  # what serves a memory serves what it inherits
R = TypeVar("R")
P = ParamSpec("P")


class _Queue:
    """One thread at a time, calls in their order, at most MAX_WAITING of them."""

    def __init__(self) -> None:
        self._turn = trio.CapacityLimiter(1)
        self._waiting = 0
        self.changed = trio.Event()  # set, and replaced, when times due may have changed
        self.closed = False

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if self.closed:
            raise StoreFault("this memory is closed; open it again")
        if self._waiting >= MAX_WAITING:
            raise Busy(f"{self._waiting} calls wait for this memory already; await some before you make more")
        self._waiting += 1
        try:
            return await trio.to_thread.run_sync(partial(function, *args, **kwargs), limiter=self._turn)
        finally:
            self._waiting -= 1

    def wake(self) -> None:
        self.changed.set()
        self.changed = trio.Event()

    async def close(self, function: Callable[[], None]) -> None:
        """Refuse what comes from now on, finish what waits, then run the function; no cancellation stops it."""
        self.closed = True
        self.wake()
        with trio.CancelScope(shield=True):
            await trio.to_thread.run_sync(function, limiter=self._turn)


class _Served(Generic[T_co]):
    """Something synchronous, whose methods run in the queue's thread."""

    def __init__(self, target: T_co, queue: _Queue) -> None:
        self._target, self._queue = target, queue


def _served(method: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[_Served[T], P], Awaitable[R]]:
    """A method, awaited: its arguments, its result, its errors."""

    @wraps(method)
    async def call(self: _Served[T], /, *args: P.args, **kwargs: P.kwargs) -> R:
        return await self._queue.run(partial(method, self._target), *args, **kwargs)

    return call


def _waking(method: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[_Served[T], P], Awaitable[R]]:
    """The same of a method that may change when something is due next."""

    @wraps(method)
    async def call(self: _Served[T], /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return await self._queue.run(partial(method, self._target), *args, **kwargs)
        finally:
            self._queue.wake()

    return call


class TrioFacts(_Served[Facts]):
    """See `views.Facts`."""

    assert_ = _served(Facts.assert_)
    retract = _served(Facts.retract)
    history = _served(Facts.history)
    at = _served(Facts.at)
    everything = _served(Facts.everything)
    get = _served(Facts.get)


class TrioSkills(_Served[Skills]):
    """See `views.Skills`."""

    learn = _served(Skills.learn)
    suggest = _served(Skills.suggest)
    reward = _served(Skills.reward)
    everything = _served(Skills.everything)


class TrioMemory(_Served[Memory]):
    """See `Memory`: the same methods, each awaited. Any task may call; raises Busy where MAX_WAITING calls wait."""

    def __init__(self, memory: Memory, queue: _Queue) -> None:
        super().__init__(memory, queue)
        self._fired: deque[Firing] = deque()  # taken from the store, not handed out yet
        self.facts, self.skills = TrioFacts(memory.facts, queue), TrioSkills(memory.skills, queue)

    def now(self) -> float:
        """See `Memory.now`."""
        return self._target.now()

    observe = _waking(Memory.observe)
    episode = _served(Memory.episode)
    recall = _served(Memory.recall)
    intend = _waking(Memory.intend)
    check = _waking(Memory.check)
    score_intentions = _served(Memory.score_intentions)
    due = _served(Memory.due)
    next_due = _served(Memory.next_due)
    publish = _waking(Memory.publish)
    done = _waking(Memory.done)
    carried_out = _waking(Memory.carried_out)
    dismiss = _waking(Memory.dismiss)
    release = _waking(Memory.release)
    snooze = _waking(Memory.snooze)
    skip = _waking(Memory.skip)
    move = _waking(Memory.move)
    reopen = _waking(Memory.reopen)
    missed = _waking(Memory.missed)
    mistaken = _waking(Memory.mistaken)
    acknowledge = _waking(Memory.acknowledge)
    overlooked = _served(Memory.overlooked)
    intentions = _served(Memory.intentions)
    intention = _served(Memory.intention)
    firings = _served(Memory.firings)
    forget = _served(Memory.forget)
    purge = _served(Memory.purge)
    purge_all = _waking(Memory.purge_all)
    expire = _served(Memory.expire)
    consolidate = _served(Memory.consolidate)
    export = _served(Memory.export)
    import_ = _waking(Memory.import_)
    doctor = _served(Memory.doctor)
    life = _served(Memory.life)
    source = _served(Memory.source)
    answers = _served(Memory.answers)
    enrich = _waking(Memory.enrich)
    context = _served(Memory.context)
    used = _served(Memory.used)
    pin = _served(Memory.pin)
    unpin = _served(Memory.unpin)

    def firings_due(self) -> "FiringsDue":
        """What time brings, as it comes: `async for firing in memory.firings_due()`.

        It sleeps until the next due time, wakes when that changes through this object, and ends when the memory is
        closed. Each firing is given once, to one loop of one process.
        """
        return FiringsDue(self)

    async def _next_firing(self) -> Firing | None:
        """The next firing, waited for; None once the memory is closed."""
        look = True
        while not self._fired:
            changed = self._queue.changed  # before looking: a change from now on is not slept through
            if self._queue.closed:
                return None
            left = await self._queue.run(self._look, look)
            if self._fired or (left <= 0 and not look):
                look = True
                continue
            with trio.move_on_after(min(max(left, SHORTEST_SLEEP_S), LONGEST_SLEEP_S)) as sleep:
                await changed.wait()
            look = sleep.cancelled_caught
        return self._fired.popleft()

    def _look(self, fire: bool) -> float:
        """In the queue's thread: take what is due. Returns seconds until the next time, 0 or less if it has come."""
        if fire:
            self._fired.extend(self._target.due())
        due = self._target.next_due()
        return LONGEST_SLEEP_S if due is None else due - self._target.now()


class FiringsDue:
    """An endless stream of firings; see `TrioMemory.firings_due`."""

    def __init__(self, memory: TrioMemory) -> None:
        self._memory = memory

    def __aiter__(self) -> "FiringsDue":
        return self

    async def __anext__(self) -> Firing:
        firing = await self._memory._next_firing()
        if firing is None:
            raise StopAsyncIteration
        return firing


def _opening(open_: Callable[P, Memory]) -> Callable[P, AbstractAsyncContextManager[TrioMemory]]:
    """A context manager with the arguments of what opens a memory."""

    @asynccontextmanager
    async def opened(*args: P.args, **kwargs: P.kwargs) -> AsyncIterator[TrioMemory]:
        queue = _Queue()
        memory = await queue.run(open_, *args, **kwargs)
        try:
            yield TrioMemory(memory, queue)
        finally:
            await queue.close(memory.close)

    return opened


open_memory = _opening(Memory.open)
"""A memory for the length of a block: `async with open_memory(path, scope=...) as memory`, with the arguments and
errors of `Memory.open`. Leaving the block waits for the calls that were made.
"""
