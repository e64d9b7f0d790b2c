"""[pure] What callers get back: values, each a snapshot of the moment it was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A turn, verbatim. at: when it was said, recorded: when it came in, both in seconds since the epoch, UTC."""

    episode_id: int
    session: str
    turn: int
    role: str
    text: str
    at: float
    recorded: float
    archived: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a turn made of an intention. what: "done", "snoozed", "moved", "dismissed", "skipped" (this time of
    it), "seen" or "reopened".
    """

    intention_id: str
    what: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A turn that answered to an intention, and where in it: characters [start, end). what: see `Answered`."""

    what: str
    episode_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What an observation left behind: the turn, and of what it says the ids.

    facts: that it states, those known before too. ended: facts that hold no longer. intentions: that it asks for.
    answered: what it answers to reminders, or changes of requests.
    """

    episode_id: int
    session: str
    turn: int
    facts: tuple[int, ...] = ()
    ended: tuple[int, ...] = ()
    intentions: tuple[str, ...] = ()
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact or an intention was read: characters [start, end) of a turn. reader: "rules" or "model"."""

    episode_id: int
    start: int
    end: int
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enriched:
    """What a model's reading added. turns: read; left: whether more wait. facts: ids of the new ones; intentions:
    of those asked for, the ones that were open before too.

    refused: items that did not hold up against the turn they quote; failed: questions whose answer was none.
    """

    turns: int
    left: bool
    facts: tuple[int, ...] = ()
    intentions: tuple[str, ...] = ()
    refused: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement and its two times: valid_from to valid_to in the world, recorded to retracted in this memory.

    None: open. episode_id: where it was said. superseded_by: the fact that took its place.
    """

    fact_id: int
    subject: str
    predicate: str
    object: str
    valid_from: float | None
    valid_to: float | None
    recorded: float
    retracted: float | None
    confidence: float
    episode_id: int | None
    superseded_by: int | None

    @property
    def text(self) -> str:
        """The statement in words."""
        return f"{self.subject} {self.predicate.replace('_', ' ')} {self.object}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """What to do when `condition` holds. utility: learned from rewards (ACT-R), successes of uses were rewarded."""

    skill_id: int
    condition: str
    steps: tuple[str, ...]
    utility: float
    uses: int
    successes: int
    recorded: float


class Component(NamedTuple):
    """A part of a score: what was found, 0 to 1, and how much it counts."""

    value: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something recalled. kind: "episode", "fact" or "skill". episode_ids: where it comes from.

    score: 0 to 1, the sum of `parts`. components: what each part is made of, where an explanation was asked for.
    """

    kind: str
    item_id: int
    text: str
    score: float
    episode_ids: tuple[int, ...]
    at: float | None = None
    parts: Mapping[str, float] = field(default_factory=dict)
    components: Mapping[str, Component] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """An intention whose time or topic has come. why: the parts of its trigger that matched, as JSON values.

    p: the smallest p-value among the topics, None without one. content: what is to be done.
    """

    firing_id: int
    intention_id: str
    content: str
    at: float
    why: tuple[Mapping[str, Any], ...]
    p: float | None
