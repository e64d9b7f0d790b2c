"""What `Memory` does about what is to be remembered later: intentions, what fires them, and what is made of that."""

import random
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from . import firings, intentions, lessons, sources
from .clock import Clock
from .errors import BadInput
from .prospective.condition import Value
from .prospective.events import (
    Acknowledge,
    CarriedOut,
    Dismiss,
    Done,
    Message,
    Mistaken,
    Move,
    Reaction,
    Release,
    Reopen,
    Skip,
    Snooze,
    StatePublished,
    Tick,
)
from .prospective.intention import Intention, State
from .prospective.triggers import Trigger
from .store import Scoped
from .text import MAX_NAME_CHARS, clean
from .topics import Topics
from .types import Firing


class Intending:
    """The part of `Memory` that is about prospective memory."""

    _scope: Scoped
    _clock: Clock
    _chance: random.Random
    _alpha: float
    _zone: ZoneInfo
    _topics: Topics
    _said: str | None

    def intend(
        self,
        content: str,
        when: Trigger,
        *,
        priority: int = 0,
        expires: float | None = None,
        depends_on: Sequence[str] = (),
        repeat: bool | None = None,
        min_gap: float | None = None,
        policy: str = "once",
    ) -> Intention:
        """Remember to do something when a trigger comes. See `prospective.intention.Intention`.

        Raises: BadInput, also if it can never come: its times are over, or it expires before the first.
        """
        new = Intention(
            id=f"{self._chance.getrandbits(64):016x}", content=content, trigger=when, created=self._clock.now(),
            priority=priority, expires=expires, depends_on=tuple(depends_on), repeat=repeat, min_gap=min_gap,
            policy=policy,
        )  # fmt: skip
        return intentions.add(self._scope, new, self._zone)

    def check(self, message: str, session: str, message_id: str | None = None) -> list[Firing]:
        """What is to be remembered now that a message was said, most urgent first.

        message_id: names the message; given twice, it fires nothing the second time. A topic fires if at most alpha of
        background messages come as close to any pending topic, or if its cue is named. Raises: BadInput.
        """
        if not isinstance(message, str):
            raise BadInput(f"message is {type(message).__name__}; give a text")
        session = clean("session", session, MAX_NAME_CHARS)
        name = f"{self._chance.getrandbits(64):016x}" if message_id is None else message_id
        self._said = message
        heard = self._topics.hear(message, session, name, self._clock.now(), self._alpha)
        own = sources.asked_in(self._scope, session, message) if heard.p_values else ()  # no cue of itself
        with self._scope.writing():
            first = intentions.hear(self._scope, session)
            event = Message(
                session=session, message_id=name, at=self._clock.now(), first_of_session=first, alpha=self._alpha,
                p_values={each: ps for each, ps in heard.p_values.items() if each not in own},
            )  # fmt: skip
            return intentions.apply(self._scope, event, heard)

    def score_intentions(self, message: str, session: str | None = None) -> dict[str, float]:
        """The p-value of each open intention with a topic, the least of its topics, without firing anything.

        session: what was said before in it counts, as it does for `check`; None: the message stands alone. A p-value is
        that of all pending ones together (`prospective.calibration`): at p <= alpha `check` would fire it.
        Raises: BadInput.
        """
        if not isinstance(message, str):
            raise BadInput(f"message is {type(message).__name__}; give a text")
        return self._topics.p_values(message, session)

    def due(self) -> list[Firing]:
        """What time alone has brought since the last look."""
        with self._scope.writing():  # the time is read when it is this process's turn: never behind another's
            return intentions.apply(self._scope, Tick(at=self._clock.now()))

    def next_due(self) -> float | None:
        """When `due` may bring something next, seconds since the epoch; None if never. Sleep a minute at most."""
        return intentions.next_due(self._scope)

    def publish(self, values: Mapping[str, Value]) -> list[Firing]:
        """The whole published state, which conditions look at; what becomes true of it fires."""
        name = f"{self._chance.getrandbits(64):016x}"
        with self._scope.writing():
            return intentions.apply(self._scope, StatePublished(event_id=name, at=self._clock.now(), values=values))

    def done(self, intention_id: str) -> Intention:
        """It is done: it never fires again, or, if it recurs, not for this time. Raises: NotFound.

        The message that had fired it by its topic is learnt to be an occasion of its cue.
        """
        return self._react(Done(intention_id, self._clock.now()), fits=True)

    def carried_out(self, intention_id: str) -> Intention:
        """It was seen to be done, whatever it was that fired it. Raises: NotFound."""
        return self._react(CarriedOut(intention_id, self._clock.now()))

    def acknowledge(self, intention_id: str) -> Intention:
        """Its firing was seen: it does not come again for want of a reaction. Raises: NotFound."""
        return self._react(Acknowledge(intention_id, self._clock.now()))

    def dismiss(self, intention_id: str) -> Intention:
        """It is not wanted any more. Raises: NotFound.

        The message that had fired it by its topic, if any, is learnt to be no occasion of its cue.
        """
        return self._react(Dismiss(intention_id, self._clock.now()), fits=False)

    def mistaken(self, intention_id: str) -> Intention:
        """Its firing came at the wrong occasion: it waits for the next, and messages like that one fire it less.

        Raises: NotFound.
        """
        return self._react(Mistaken(intention_id, self._clock.now()), fits=False)

    def missed(self, intention_id: str, message: str | None = None) -> Intention:
        """It should have come up at a message (default: the last one given to `check` here): its like fires it more.

        Of several topics the one learns that the message is most like. Raises: BadInput, NotFound.
        """
        said = self._said if message is None else message
        if not isinstance(said, str) or not said.strip():
            raise BadInput("which message was missed? give its text, as it was given to check")
        intentions.get(self._scope, intention_id)
        cue = self._topics.likeliest(intention_id, said)
        if cue is None:
            raise BadInput(f"intention {intention_id!r} has no topic: only topics learn from messages")
        with self._scope.writing():
            one = intentions.get(self._scope, intention_id)  # if it was purged meanwhile, nothing of it is to be kept
            lessons.teach(self._scope, cue, said, True, self._clock.now())
        return one

    def release(self, intention_id: str) -> Intention:
        """It waits for no other any more, such as one that was dismissed and will never be done. Raises: NotFound."""
        return self._react(Release(intention_id, self._clock.now()))

    def snooze(self, intention_id: str, until: float) -> Intention:
        """Silent until a time; what had fired fires again then. Raises: BadInput, NotFound."""
        return self._react(Snooze(intention_id, self._clock.now(), until))

    def skip(self, intention_id: str, since: float, until: float) -> Intention:
        """Its recurring times from `since` to `until`, both included, are not wanted, nor what was told in that time;
        those after stand. Seconds since the epoch. Raises: BadInput, also if it does not recur; NotFound.
        """
        return self._react(Skip(intention_id, self._clock.now(), since, until))

    def move(self, intention_id: str, when: Trigger) -> Intention:
        """It comes at another time: as if it were new, with this trigger, of the same topics if it has any.

        Raises: BadInput, NotFound.
        """
        return self._react(Move(intention_id, self._clock.now(), when))

    def reopen(self, intention_id: str) -> Intention:
        """It was not done, or is wanted, after all: what was told waits for an answer again. If it was skipped since,
        that alone is taken back: those times come. Raises: NotFound.
        """
        return self._react(Reopen(intention_id, self._clock.now()))

    def overlooked(self) -> list[Intention]:
        """Intentions whose one time passed while nobody looked."""
        return [one for one in self.intentions() if one.state is State.MISSED]

    def intentions(self) -> list[Intention]:
        """All intentions, by age, whatever their state."""
        return intentions.everything(self._scope)

    def intention(self, intention_id: str) -> Intention:
        """One by its id, whatever its state. Raises: NotFound."""
        return intentions.get(self._scope, intention_id)

    def firings(self, intention_id: str) -> list[Firing]:
        """All firings of an intention and why each came. Raises: NotFound."""
        return firings.of(self._scope, intentions.get(self._scope, intention_id))

    def _react(self, reaction: Reaction, fits: bool | None = None) -> Intention:
        """Keep a reaction. fits: what it says of the message that fired it last, if it waits for a reaction."""
        with self._scope.writing():
            if fits is not None and intentions.get(self._scope, reaction.intention_id).outstanding:
                lessons.teach_last(self._scope, reaction.intention_id, fits, reaction.at)
            intentions.apply(self._scope, reaction)
            return intentions.get(self._scope, reaction.intention_id)
