"""The prospective benchmark's stream, lived by a whole `Memory`: its surface, an injected clock, the real store.

How the stream's intentions are put: what comes up again and again (focal cues, either of two) is a repeated intention.
A topic is told once; it counts as carried out then, and is asked for anew QUIET messages later. "A cue under a
condition" is Then(Condition, Topic): All would also fire when the condition becomes true after the cue.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..clock import ManualClock
from ..encoders import Encoder
from ..memory import Memory
from ..prospective.intention import TERMINAL
from ..prospective.triggers import Any, At, Condition, Every, Then, Topic, Trigger
from ..types import Firing
from .prospective import QUIET
from .prospective_data import DAY, EPOCH, Intention, Message, Stream

USER = "user"


class KeptEncoder:
    """An encoder that keeps every vector: both backgrounds and all alphas read the same texts."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self.id, self.dimension = encoder, encoder.id, encoder.dimension
        self._kept: dict[str, npt.NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """See `Encoder.encode`."""
        new = list(dict.fromkeys(text for text in texts if text not in self._kept))
        self._kept.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._kept[text] for text in texts]) if texts else np.zeros((0, self.dimension), np.float32)


class Life:
    """`prospective.Subject` by a `Memory`. warm: it knows the stream's history, the user's own messages before it."""

    def __init__(self, path: Path, stream: Stream, encoder: Encoder | None, alpha: float, warm: bool) -> None:
        self._clock = ManualClock(EPOCH - DAY)
        self.memory = Memory.open(
            path, scope=USER, encoder=encoder, alpha=alpha, extract=False, clock=self._clock,
            chance=random.Random(stream.seed),
        )  # fmt: skip
        for index, text in enumerate(stream.history if warm else ()):
            self.memory.observe(USER, text, session=f"before {index // 40}")
        self._ids: dict[str, str] = {}  # the stream's id -> the memory's
        self._whose: dict[str, str] = {}  # and back, ended ones too
        self._plans: dict[str, Intention] = {}
        self._again: dict[int, list[str]] = {}  # message -> topics to be asked for anew before it
        self._ended: set[str] = set()
        self._state: dict[str, float] = {}

    def intend(self, intention: Intention) -> None:
        """See `Subject`."""
        self._plans[intention.id] = intention
        depends = () if intention.depends_on is None else (self._ids[intention.depends_on],)
        kept = self.memory.intend(
            intention.content, trigger_of(intention.trigger), depends_on=depends, policy="all",
            repeat=True if intention.kind in ("focal", "recurring") or intention.trigger["type"] == "any" else None,
        )  # fmt: skip
        self._ids[intention.id], self._whose[kept.id] = kept.id, intention.id

    def tick(self, now: float) -> Sequence[tuple[str, float, float]]:
        """See `Subject`. The clock goes from one due time to the next, as a task that sleeps until then."""
        found = []
        while (due := self.memory.next_due()) is not None and due <= now:
            self._clock.at = max(self._clock.at, due)
            for firing in self.memory.due():
                found += [(self._whose[firing.intention_id], firing.at, float(why["due"])) for why in firing.why]
                self._told(firing)
        self._clock.at = now
        return found

    def scores(self, message: Message) -> Mapping[str, float]:
        """See `Subject`."""
        for ident in self._again.pop(message.index, ()):
            if ident not in self._ended:
                self.intend(self._plans[ident])
        found = self.memory.score_intentions(message.text, session=str(message.session))
        return {self._whose[name]: p for name, p in found.items()}

    def check(self, message: Message) -> Sequence[str]:
        """See `Subject`."""
        fired = []
        if message.state:
            self._state.update(message.state)
            fired += self.memory.publish(self._state)
        fired += self.memory.check(message.text, str(message.session), message_id=str(message.index))
        for firing in fired:
            self._told(firing)
            ident = self._whose[firing.intention_id]
            if self._plans[ident].kind == "topical":
                self.memory.carried_out(firing.intention_id)
                self._again.setdefault(message.index + QUIET, []).append(ident)
        return [self._whose[firing.intention_id] for firing in fired]

    def done(self, ident: str) -> None:
        """See `Subject`. What is repeated ends only when it is dismissed."""
        self._ended.add(ident)
        if self.memory.carried_out(self._ids[ident]).state not in TERMINAL:
            self.memory.dismiss(self._ids[ident])

    def _told(self, firing: Firing) -> None:
        self.memory.acknowledge(firing.intention_id)


def trigger_of(data: Mapping[str, object]) -> Trigger:
    """The memory's trigger for one of the stream's."""
    of = [trigger_of(part) for part in data.get("of", ())]  # type: ignore[attr-defined]
    makers: dict[object, Callable[[], Trigger]] = {
        "topic": lambda: Topic(str(data["cue"])),
        "at": lambda: At(float(str(data["at"]))),
        "every": lambda: Every(
            "FREQ=DAILY", zone="UTC", start=float(str(data["start"])), count=int(str(data["count"]))
        ),
        "condition": lambda: Condition(str(data["expression"])),
        "all": lambda: Then(of[1], of[0]),
        "then": lambda: Then(of[0], of[1]),
        "any": lambda: Any(*of),
    }
    return makers[data["type"]]()
