"""The whole machine against a naive model: random lives with clock jumps, replays and round trips through JSON."""

import json
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from aria_memory.errors import BadInput
from aria_memory.prospective import events as ev
from aria_memory.prospective.codec import intention_from_json, intention_to_json
from aria_memory.prospective.condition import evaluate
from aria_memory.prospective.dependencies import admit
from aria_memory.prospective.intention import TERMINAL, Intention, State
from aria_memory.prospective.machine import step
from aria_memory.prospective.recurrence import occurrences
from aria_memory.prospective.triggers import All, Any, At, Condition, Every, SessionStart, Then, Topic, topics
from tests.aria_memory.prospective.prospective_samples import next_due

BORN = 1_774_500_000  # the days before 29 March 2026, when London's clocks change; all times here are whole seconds
DAY = 86_400
LEAVES = (Topic("tea"), At(BORN + 5 * 3600), SessionStart(), Condition("a > 1"))
EVERIES = (
    Every("FREQ=DAILY;BYHOUR=1;BYMINUTE=30", zone="Europe/London", start=BORN),
    Every("FREQ=HOURLY;INTERVAL=7;COUNT=9", zone="UTC", start=BORN + 600),
)
COMPOUND = (
    All(Topic("tea"), At(BORN + DAY)),
    All(Topic("tea"), Condition("a > 1"), SessionStart()),
    Any(SessionStart(), EVERIES[0], Then(Topic("tea"), Condition("a > 1"), within=7200)),
    Then(Topic("tea"), Topic("cake"), within=3600),
    Then(EVERIES[1], At(BORN + DAY)),
    All(EVERIES[1], Any(Topic("tea"), Topic("cake"))),
)


class Model:
    """One intention with a simple trigger, told as the README tells it."""

    def __init__(self, spec: Intention) -> None:
        self.spec, self.state, self.done, self.expires = spec, spec.state.value, False, spec.expires
        self.count = self.rearms = 0
        self.last = self.until = None
        self.outstanding = False
        self.seen: set[object] = set()
        every = spec.trigger
        self.times = occurrences(every.recurrence, 0, BORN + 100 * DAY) if isinstance(every, Every) else []
        self.told: set[float] = set()
        self.arm(spec.created)

    def arm(self, at: float) -> None:
        self.cursor, self.at_told, self.truth = at - 0.5, False, False

    def sense(self, event: ev.Sensed, key: object, waiting: bool) -> int:
        """How often it fires."""
        at, trigger = event.at, self.spec.trigger
        if self.state in {state.value for state in TERMINAL}:
            return 0
        if self.expires is not None and at >= self.expires:
            never = isinstance(trigger, At) and not self.count and trigger.when < self.expires
            self.state = "missed" if never else "expired"
            return 0
        if self.state == "blocked":
            if waiting:
                return 0
            self.state = "pending"
            self.arm(at)
        if self.state == "snoozed":
            if at < self.until:
                return 0
            self.state = "pending"
            if self.outstanding:
                self.cursor = max(self.cursor, self.until)
                return self.fire(at)
            self.cursor = max(self.cursor, self.until - 0.5)
        ignored = self.state == "fired" and self.outstanding and self.rearms < 3
        if ignored and (at - self.last >= DAY or self.last - at > DAY):
            self.state, self.outstanding, self.rearms = "pending", False, self.rearms + 1
            self.arm(at)
            self.told = set()
        if self.state != "pending" or (key is not None and key in self.seen):
            return 0
        matched = self.matches(event, key)
        if matched and self.spec.repeat and self.spec.min_gap and self.last is not None:
            matched = abs(at - self.last) >= self.spec.min_gap
        return self.fire(at) if matched else 0

    def fire(self, at: float) -> int:
        self.count, self.last, self.outstanding = self.count + 1, at, True
        self.state = "pending" if self.spec.repeat else "fired"
        return 1

    def matches(self, event: ev.Sensed, key: object) -> bool:
        trigger = self.spec.trigger
        if isinstance(trigger, At):
            now = event.at >= trigger.when and not self.at_told
            self.at_told |= now
            return now
        if isinstance(trigger, Every):
            if event.at < self.cursor:
                self.cursor = event.at - 0.5
            due = [o for o in self.times if self.cursor < o <= event.at]
            if not due:
                return False
            self.cursor = due[-1]
            new = due[-1] not in self.told
            self.told.add(due[-1])
            return new
        if isinstance(trigger, Condition) and isinstance(event, ev.StatePublished):
            was, self.truth = self.truth, evaluate(trigger.expression, event.values)
            if was != self.truth:
                self.seen.add(key)
            return self.truth and not was
        if not isinstance(event, ev.Message):
            return False
        if isinstance(trigger, Topic) and event.p_values.get(self.spec.id, 1.0) <= event.alpha:  # type: ignore[operator]
            self.seen.add(key)
            return True
        if isinstance(trigger, SessionStart) and event.first_of_session and event.session not in self.seen:
            self.seen |= {key, event.session}
            return True
        return False

    def react(self, event: ev.Reaction) -> None:
        ended = self.state in {state.value for state in TERMINAL}
        told = self.count > 0 and not self.spec.repeat
        if isinstance(event, ev.Snooze):
            self.state, self.until, self.outstanding = "snoozed", event.until, self.outstanding or told
        elif isinstance(event, (ev.Done, ev.CarriedOut)):
            after = event.at - 0.5 if event.at < self.cursor else self.cursor
            over = self.spec.trigger == EVERIES[1] and not any(o > after for o in self.times)  # the other has no end
            self.done, self.outstanding = True, False
            if ended or not self.spec.repeat or over:
                self.state = "done"
            elif self.state == "snoozed":
                self.state = "pending"
        elif isinstance(event, ev.Dismiss) and not ended:
            self.state, self.outstanding = "dismissed", False
        elif isinstance(event, ev.Acknowledge) and self.state in ("pending", "fired"):
            self.outstanding = False
            self.state = "fired" if told else self.state
        elif isinstance(event, ev.Release) and self.state == "blocked":
            self.state = "pending"
            self.arm(event.at)


class Life(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = float(BORN)
        self.all: list[Intention] = []
        self.models: dict[str, Model] = {}
        self.fired: set[tuple[str, str]] = set()
        self.past: list[ev.Sensed] = []

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        for _ in range(8):
            self.intend(data)

    @precondition(lambda self: len(self.all) < 16)
    @rule(data=st.data())
    def intend(self, data: st.DataObject) -> None:
        trigger = data.draw(st.sampled_from([*LEAVES, *EVERIES, *COMPOUND]))
        ids = [each.id for each in self.all]
        new = Intention(
            f"i{len(self.all)}", "do it", trigger, self.now,
            priority=data.draw(st.integers(-1, 1)),
            expires=data.draw(st.sampled_from([None, None, None, self.now + 3600, self.now + 2 * DAY])),
            depends_on=tuple(data.draw(st.sampled_from([[], [], [], ids[:1], ids[-2:]]))),
            repeat=None if isinstance(trigger, At) else data.draw(st.sampled_from([True, True, False])),
            min_gap=data.draw(st.sampled_from([None, None, 1800.0])),
        )  # fmt: skip
        try:
            new = admit(self.all, new)
        except BadInput:  # it could never fire: `test_reach` tells
            return
        self.all.append(new)
        if trigger not in COMPOUND:
            self.models[new.id] = Model(new)

    def sense(self, event: ev.Sensed, key: object) -> None:
        before = {each.id: each for each in self.all}
        held = {i: any(not self.done(other) for other in each.depends_on) for i, each in before.items()}
        changed, drafts = step(self.all, event)
        if isinstance(event, ev.Message):
            event = replace(event, p_values=dict(reversed(event.p_values.items())))  # type: ignore[call-overload]
        again, same = step(self.all[::-1], event)
        assert same == drafts and again == changed[::-1]  # no order of dicts or lists matters
        for draft in drafts:
            old = before[draft.intention_id]
            assert old.state not in TERMINAL
            assert old.state is not State.BLOCKED or not held[old.id]
            assert old.expires is None or event.at < old.expires
            assert (old.id, draft.occurrence) not in self.fired
            self.fired.add((old.id, draft.occurrence))
        order = [(-before[d.intention_id].priority, before[d.intention_id].created, d.intention_id) for d in drafts]
        assert order == sorted(order)
        self.keep(changed)
        counts = {each.id: sum(draft.intention_id == each.id for draft in drafts) for each in self.all}
        for i, model in self.models.items():
            assert counts[i] == model.sense(event, key, held[i]), (model.spec.trigger, event)

    def done(self, other: str) -> bool:
        return next(each for each in self.all if each.id == other).done_at is not None

    def keep(self, changed: list[Intention]) -> None:
        new = {each.id: each for each in changed}
        self.all = [new.get(each.id, each) for each in self.all]

    @rule(data=st.data(), first=st.booleans(), later=st.integers(0, 4000), twice=st.booleans())
    def say(self, data: st.DataObject, first: bool, later: int, twice: bool) -> None:
        self.now += later
        ps: dict[str, object] = {}
        for each in self.all:
            one = st.sampled_from([0.0001, 0.001, 0.5])
            found = [data.draw(one) for _ in topics(each.trigger)]
            if found:
                ps[each.id] = found[0] if len(found) == 1 else found
        session = f"s{data.draw(st.integers(0, 3))}"
        message = ev.Message(session, f"m{len(self.past)}", self.now, ps, 0.001, first)  # type: ignore[arg-type]
        self.past.append(message)
        for _ in range(1 + twice):
            self.sense(message, message.message_id)

    @rule(a=st.integers(0, 3), later=st.integers(0, 4000))
    def publish(self, a: int, later: int) -> None:
        self.now += later
        event = ev.StatePublished(f"e{len(self.past)}", self.now, {"a": a} if a else {})
        self.past.append(event)
        self.sense(event, event.event_id)

    @precondition(lambda self: self.past)
    @rule()
    def say_the_last_twice(self) -> None:
        event = replace(self.past[-1], at=self.now)
        self.sense(event, event.message_id if isinstance(event, ev.Message) else event.event_id)  # type: ignore[union-attr]

    @rule(jump=st.one_of(st.integers(0, 90), st.integers(0, 2 * DAY), st.integers(-DAY, 0), st.integers(-90, 0)))
    def tick(self, jump: int) -> None:
        self.now = max(0.0, self.now + jump)
        self.sense(ev.Tick(self.now), None)

    @rule()
    def sleep_until_due(self) -> None:
        due = next_due(self.all, self.now)
        if due is not None and due < BORN + 30 * DAY:
            self.now = max(self.now, due)
            for _ in range(4):  # a Then may need a tick for each of its parts
                self.sense(ev.Tick(self.now), None)
            following = next_due(self.all, self.now)
            assert following is None or following > self.now

    @precondition(lambda self: self.all)
    @rule(
        data=st.data(),
        kind=st.sampled_from([ev.Acknowledge, ev.Done, ev.CarriedOut, ev.Dismiss, ev.Release, ev.Snooze]),
    )
    def react(self, data: st.DataObject, kind: type[ev.Done]) -> None:
        old = data.draw(st.sampled_from(self.all))
        event: ev.Reaction
        if kind is not ev.Snooze:
            event = kind(old.id, self.now)
        else:
            event = ev.Snooze(old.id, self.now, self.now + data.draw(st.integers(1, DAY)))
            ends = old.expires is not None and event.until >= old.expires
            if old.state in TERMINAL or old.state is State.BLOCKED or ends:
                try:
                    step(self.all, event)
                except BadInput:
                    return
                raise AssertionError("snoozed what cannot be")
        changed, drafts = step(self.all, event)
        assert drafts == []
        self.keep(changed)
        if old.id in self.models:
            self.models[old.id].react(event)
        for each in self.all:  # what waits is armed at once
            model = self.models.get(each.id)
            if model and model.state == "blocked" and all(self.done(other) for other in each.depends_on):
                model.state = "pending"
                model.arm(self.now)

    @rule()
    def write_and_read(self) -> None:
        self.all = [intention_from_json(json.loads(json.dumps(intention_to_json(each)))) for each in self.all]

    @invariant()
    def states_agree(self) -> None:
        for each in self.all:
            if each.id in self.models:
                model = self.models[each.id]
                assert (each.state.value, each.fired_count, each.rearms) == (model.state, model.count, model.rearms)


Life.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestLife = Life.TestCase
