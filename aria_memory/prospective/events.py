"""What can happen to intentions, and what comes of it. Pure values.

`at` is in seconds since the epoch. The first three are matched against triggers, in this order of meaning: a message
was said, time passed, the state of the world was published whole. The others are what the user, or the assistant, does
about one intention.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeAlias

from aria_memory.errors import BadInput
from aria_memory.prospective.condition import Value
from aria_memory.prospective.intention import check_id
from aria_memory.prospective.progress import Why
from aria_memory.prospective.times import check_time, shown
from aria_memory.prospective.triggers import Trigger

MAX_VALUES = 1_000  # published names: a home's sensors
MAX_VALUE_LENGTH = 10_000  # characters of a published text, and items of a list: conditions search through them
_KEY_BYTES = 16  # of the digest that stands for an event: 2**64 events before two are likely to meet


@dataclass(frozen=True)
class Message:
    """A message was said.

    `p_values`: by intention id, the p-value of its topic, or of each of its topics in the order of `triggers.topics`; a
    missing id means that no topic of it came up. A topic matches at p <= alpha.
    """

    session: str
    message_id: str
    at: float
    p_values: Mapping[str, float | Sequence[float]] = field(default_factory=dict)
    alpha: float = 0.001
    first_of_session: bool = False

    def __post_init__(self) -> None:
        check_id(self.session, "the session")
        check_id(self.message_id, "the message's id")
        check_time(self.at, "the message's time")
        if not 0 <= self.alpha <= 1:
            raise BadInput(f"alpha is {shown(self.alpha)}: give a number from 0 to 1")

    def topics_of(self, intention_id: str, count: int) -> tuple[float, ...]:
        """The p-values given for an intention's topics; BadInput unless there are `count` of 0 to 1."""
        given = self.p_values[intention_id]
        found = tuple(given) if isinstance(given, Sequence) else (given,)
        if len(found) != count or not all(isinstance(p, (int, float)) and 0 <= p <= 1 for p in found):
            raise BadInput(f"p-values of intention {shown(intention_id)}: give {count} numbers from 0 to 1")
        return found


@dataclass(frozen=True)
class Tick:
    """Time has passed."""

    at: float

    def __post_init__(self) -> None:
        check_time(self.at, "the tick's time")


@dataclass(frozen=True)
class StatePublished:
    """The whole published state: what is not in it is not published. `event_id` tells one publication from another."""

    event_id: str
    at: float
    values: Mapping[str, Value]

    def __post_init__(self) -> None:
        check_id(self.event_id, "the publication's id")
        check_time(self.at, "the publication's time")
        if not isinstance(self.values, Mapping):
            raise BadInput(f"published is {shown(self.values)}: give a mapping of names to values")
        if len(self.values) > MAX_VALUES:
            raise BadInput(f"{len(self.values)} published values: at most {MAX_VALUES}")
        for name, value in self.values.items():
            items = value if isinstance(value, (list, tuple)) else (value,)
            if (
                not isinstance(name, str)
                or len(items) > MAX_VALUE_LENGTH
                or not all(item is None or isinstance(item, (str, int, float)) for item in items)
                or any(isinstance(item, str) and len(item) > MAX_VALUE_LENGTH for item in items)
            ):
                raise BadInput(
                    f"published {shown(name)} is {shown(value)}: give text, a number, a bool, None or a list"
                )


@dataclass(frozen=True)
class _Reaction:
    intention_id: str
    at: float

    def __post_init__(self) -> None:
        check_id(self.intention_id, "the intention's id")
        check_time(self.at, f"the time of {type(self).__name__}")


class Acknowledge(_Reaction):
    """The firing was seen."""


class Done(_Reaction):
    """The user says that it is done."""


class CarriedOut(_Reaction):
    """It was seen to be done, without the user saying so."""


class Dismiss(_Reaction):
    """Not wanted any more."""


class Reopen(_Reaction):
    """It was not done, or is wanted, after all."""


class Mistaken(_Reaction):
    """The firing came at the wrong occasion: what fired waits for the next one."""


class Release(_Reaction):
    """What it depends on is to hold it back no longer."""


@dataclass(frozen=True)
class AskedAgain(_Reaction):
    """The same was asked for once more, in a session: what was told already is to be told again, not in that one's
    beginning.
    """

    session: str

    def __post_init__(self) -> None:
        super().__post_init__()
        check_id(self.session, "the session")


@dataclass(frozen=True)
class Move(_Reaction):
    """It is to come at another time: its trigger is this from now on."""

    trigger: Trigger


@dataclass(frozen=True)
class Skip(_Reaction):
    """Its recurring times from `since` to `until`, both included, are not wanted, nor what was told in that time; those
    after them stand. Seconds since the epoch.
    """

    since: float
    until: float

    def __post_init__(self) -> None:
        super().__post_init__()
        if check_time(self.until, "skip until") < check_time(self.since, "skip since"):
            raise BadInput(f"skip until {self.until} is before {self.since}: give a later time")


@dataclass(frozen=True)
class Snooze(_Reaction):
    """Silent until a time. What had fired fires again then; what had not is matched again from then on. again: what was
    told of one that repeats is told again too where it was seen.
    """

    until: float
    again: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if check_time(self.until, "snooze until") <= self.at:
            raise BadInput(f"snooze until {self.until} is not after {self.at}: give a later time")


Sensed: TypeAlias = Message | Tick | StatePublished
Reaction: TypeAlias = (
    Acknowledge | AskedAgain | Done | CarriedOut | Dismiss | Mistaken | Move | Release | Reopen | Skip | Snooze
)
Event: TypeAlias = Sensed | Reaction


@dataclass(frozen=True)
class FiringDraft:
    """One firing, to be recorded together with the changed intentions.

    `occurrence` names what it was for: unique for an intention, so a store can refuse a second one. `p` is the smallest
    p-value among the evidence, None without a topic. `again`: it was told before, and waited anew.
    """

    intention_id: str
    at: float
    why: tuple[Why, ...]
    occurrence: str
    p: float | None = None
    again: bool = False


def key_of(event: Sensed) -> str | None:
    """What tells an event from others given twice; None for a Tick, which has nothing to tell."""
    if isinstance(event, Message):
        return digest("message", event.session, event.message_id)
    return digest("state", event.event_id) if isinstance(event, StatePublished) else None


def digest(kind: str, *parts: str) -> str:
    """A short key for texts of any length."""
    hashed = blake2b(digest_size=_KEY_BYTES)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        hashed.update(len(raw).to_bytes(8, "big") + raw)
    return f"{kind}:{hashed.hexdigest()}"
