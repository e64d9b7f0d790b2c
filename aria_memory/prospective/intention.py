"""An intention: what is to be remembered, when, and how that stands. Pure values."""

from dataclasses import dataclass, field, replace
from enum import Enum

from aria_memory.errors import BadInput
from aria_memory.prospective.progress import Progress, anew, fresh, pass_over
from aria_memory.prospective.times import check_span, check_time, shown
from aria_memory.prospective.triggers import KINDS, At, Every, Trigger, check_text, walk

MAX_CONTENT_LENGTH = 10_000  # characters: a page or two of what is to be done
MAX_ID_LENGTH = 200  # characters: any usual kind of id
MAX_DEPENDENCIES = 32  # of one intention: a checklist
MAX_PRIORITY = 1_000_000  # either way: room for any scale, and an exact float elsewhere
MAX_SEEN = 32  # keys of events that changed an intention, kept so that one given twice does nothing the second time
POLICIES = ("once", "skip", "all")


class State(str, Enum):
    """Where an intention stands. README.md draws the ways between."""

    PENDING = "pending"  # armed: events are matched against it
    BLOCKED = "blocked"  # waits until what it depends on is done
    SNOOZED = "snoozed"  # silent until a time
    FIRED = "fired"  # told, waiting to be acknowledged, done or dismissed; armed again if nothing comes
    DONE = "done"
    DISMISSED = "dismissed"
    EXPIRED = "expired"  # its time ran out
    MISSED = "missed"  # its one time passed while nobody was there


TERMINAL = frozenset({State.DONE, State.DISMISSED, State.EXPIRED, State.MISSED})


@dataclass(frozen=True)
class Skipped:
    """What the last Skip took away: the times from `since` to `until`, and what had been told, if it waited for an
    answer (outstanding), or was to be told again (snoozed_until).
    """

    since: float
    until: float
    outstanding: bool = False
    snoozed_until: float | None = None

    def __post_init__(self) -> None:
        check_time(self.since, "skipped since")
        check_time(self.until, "skipped until")
        if self.snoozed_until is not None:
            check_time(self.snoozed_until, "skipped snoozed_until")
        if type(self.outstanding) is not bool:
            raise BadInput(f"skipped outstanding is {shown(self.outstanding)}: give True or False")


def check_id(value: object, what: str) -> None:
    """BadInput unless text of 1 to MAX_ID_LENGTH characters."""
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_ID_LENGTH:
        raise BadInput(f"{what} is {shown(value)}: give text of 1 to {MAX_ID_LENGTH} characters")


def _check_whole(value: object, what: str, low: int, high: int) -> None:
    if type(value) is not int or not low <= value <= high:
        raise BadInput(f"{what} is {shown(value)}: give a whole number from {low} to {high}")


@dataclass(frozen=True)
class Intention:
    """What is to be remembered. Times are seconds since the epoch, UTC; priority: higher is told first.

    repeat       fires again and again (None: yes if the trigger is an Every), until dismissed or expired
    min_gap      seconds: a repeated one that matches sooner after its last firing stays silent
    policy       of times that passed while nobody looked: "once" (the latest), "skip", "all" (the latest MAX_CATCH_UP)
    armed_at     when it last became pending; earlier times do not concern it
    outstanding  it has fired and nobody has reacted
    done_at      when it (of a repeated one: any time of it) was first done: what dependents wait for
    rearms       how often it was armed again for want of a reaction
    skipped      what the last Skip took away, unless it was done, dismissed or moved since, or came after those times:
                 Reopen gives it back
    """

    id: str
    content: str
    trigger: Trigger
    created: float
    priority: int = 0
    expires: float | None = None
    depends_on: tuple[str, ...] = ()
    repeat: bool | None = None
    min_gap: float | None = None
    policy: str = "once"
    state: State = State.PENDING
    armed_at: float | None = None
    fired_count: int = 0
    last_fired: float | None = None
    outstanding: bool = False
    snoozed_until: float | None = None
    done_at: float | None = None
    rearms: int = 0
    seen: tuple[str, ...] = ()
    progress: Progress = field(default_factory=Progress)
    skipped: Skipped | None = None

    def __post_init__(self) -> None:
        check_id(self.id, "the intention's id")
        check_text(self.content, "the intention's content", MAX_CONTENT_LENGTH)
        if not isinstance(self.trigger, KINDS):
            raise BadInput(f"the trigger is {shown(self.trigger)}: give a Topic, At, Every, SessionStart, ...")
        for name in ("created", "expires", "armed_at", "last_fired", "snoozed_until", "done_at"):
            value = getattr(self, name)
            if value is not None or name == "created":
                object.__setattr__(self, name, check_time(value, name))
        if self.min_gap is not None:
            object.__setattr__(self, "min_gap", check_span(self.min_gap, "min_gap"))
        _check_whole(self.priority, "priority", -MAX_PRIORITY, MAX_PRIORITY)
        _check_whole(self.fired_count, "fired_count", 0, 2**63 - 1)
        _check_whole(self.rearms, "rearms", 0, 2**31 - 1)
        if self.repeat is None:
            object.__setattr__(self, "repeat", isinstance(self.trigger, Every))
        if type(self.repeat) is not bool or type(self.outstanding) is not bool:
            raise BadInput(f"repeat is {shown(self.repeat)}, outstanding {shown(self.outstanding)}: give True or False")
        if self.repeat and isinstance(self.trigger, At):
            raise BadInput("a repeated intention needs a trigger that comes again: use Every instead of At")
        if self.policy not in POLICIES:
            raise BadInput(f"policy is {shown(self.policy)}: give one of {', '.join(POLICIES)}")
        object.__setattr__(self, "state", _state(self.state))
        if (self.state is State.SNOOZED) != (self.snoozed_until is not None):
            raise BadInput("snoozed_until belongs to the state snoozed, and to no other")
        if self.state is State.FIRED and self.last_fired is None:
            raise BadInput("an intention that has fired needs its last_fired")
        self._check_lists()
        if self.armed_at is None:
            object.__setattr__(self, "armed_at", self.created)
        if self.progress == Progress():
            object.__setattr__(self, "progress", fresh(self.trigger))
        _check_shape(self.trigger, self.progress)

    def _check_lists(self) -> None:
        if type(self.depends_on) is not tuple or len(self.depends_on) > MAX_DEPENDENCIES:
            raise BadInput(f"depends_on is {shown(self.depends_on)}: give a tuple of at most {MAX_DEPENDENCIES} ids")
        for other in self.depends_on:
            check_id(other, "an id in depends_on")
        if len(set(self.depends_on)) < len(self.depends_on):
            raise BadInput("depends_on names an intention twice: give each once")
        if type(self.seen) is not tuple or len(self.seen) > MAX_SEEN:
            raise BadInput(f"seen has more than {MAX_SEEN} keys")
        for key in self.seen:
            check_id(key, "a key in seen")

    @property
    def armed(self) -> float:
        """`armed_at`, which is set once the intention is made."""
        return self.created if self.armed_at is None else self.armed_at


def arm(intention: Intention, at: float) -> Intention:
    """Pending from `at` on, with no progress; times that were left out stay so."""
    progress = anew(intention.trigger, intention.progress)
    return replace(intention, state=State.PENDING, armed_at=at, progress=progress)


def after_snooze(intention: Intention, at: float, passed: float) -> Intention:
    """Pending again from `at` on, where a snooze ends; recurring times up to `passed` dropped."""
    progress = pass_over(intention.trigger, intention.progress, passed)
    return replace(intention, state=State.PENDING, snoozed_until=None, armed_at=at, progress=progress)


def _state(value: object) -> State:
    try:
        return State(value)
    except ValueError as error:
        raise BadInput(f"state is {shown(value)}: give one of {', '.join(State)}") from error


def _check_shape(trigger: Trigger, progress: Progress) -> None:
    """BadInput unless the progress is a tree of the trigger's shape."""
    for path, part in walk(trigger):
        at = progress
        for index in path:
            at = at.parts[index]
        if len(at.parts) != len(fresh(part).parts):
            raise BadInput(f"the progress does not fit the trigger at {type(part).__name__} {path}")
