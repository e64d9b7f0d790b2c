"""The prospective-memory benchmark's data: streams of dialogue with intentions in them, generated from a seed. Pure.

FROZEN. This file, `prospective_plans`, `prospective_language`, `prospective_train_words` and `prospective_test_words`
were written before any matcher was tuned and must not change: `prospective_frozen` and a test hold the SHA-256 of the
test stream at the default seed and sizes. A true error is mended only together with a higher `VERSION` and a new
digest; figures of different versions are not comparable. Tune on `generate("train")` alone; `generate("test")` is for
reporting. The two halves share no template, topic, cue or slot word.

A stream has intentions of seven kinds: focal (its cue's words appear), topical (its topic comes up, with none of the
cue's words), time, recurring, condition (over published state, edge-triggered), compound and dependent; near-misses of
them (homonym; other_topic: the same person on another matter; negated; past; quoted; compound: one part is missing;
dependent: what it depends on is not done; no_edge: the condition held already); lures, which are its cue after it was
carried out; and filler, the small talk that nothing should fire on. Time is in seconds since the epoch.
"""

import hashlib
import json
from bisect import bisect_left
from dataclasses import asdict, dataclass

from ..errors import BadInput
from .prospective_language import HALVES, Draw, half
from .prospective_plans import TAIL, Draft, Plan, Writer, plans_of

VERSION = 1
SEED = 20260117
INTENTIONS = 400
MESSAGES = 10_000
FEWEST, MOST = 20, 1_200  # fewer leave a kind empty; more run out of names
HISTORY = 3_000  # filler that the same user wrote before the stream: what a matcher may calibrate on
EPOCH = 1_760_000_000.0  # the first message's time: October 2025
DAY = 86_400.0
TIMES = 5  # of a recurring intention
SESSION = 40  # messages of one sitting


@dataclass(frozen=True)
class Intention:
    """One intention: pending from message `created` to `done`, both included; `due` are its times, if timed."""

    id: str
    kind: str
    content: str
    trigger: dict[str, object]
    created: int
    done: int
    due: tuple[float, ...] = ()
    depends_on: str | None = None


@dataclass(frozen=True)
class Message:
    """One message and its truth. `state` is published before it is read; `episode` numbers neighbours on one topic."""

    index: int
    at: float
    session: int
    text: str
    episode: int | None
    fires: tuple[str, ...]
    near: tuple[tuple[str, str], ...]  # (intention, what kind of near-miss)
    lures: tuple[str, ...]
    state: tuple[tuple[str, float], ...]

    @property
    def filler(self) -> bool:
        """Small talk: about no intention, live or not."""
        return self.episode is None and not self.state


@dataclass(frozen=True)
class Stream:
    """What `generate` gives."""

    version: int
    split: str
    seed: int
    history: tuple[str, ...]
    intentions: tuple[Intention, ...]
    messages: tuple[Message, ...]


def _positions(draw: Draw, plan: Plan, split: float | None) -> list[float]:
    """Where the blocks come, as shares of the stream, in order; of a dependent one, the second comes after `split`."""
    if split is not None:
        inside = [plan.start + draw.unit() * (split - plan.start), split + draw.unit() * (plan.end - split)]
    else:
        inside = sorted(plan.start + draw.unit() * (plan.end - plan.start) for _ in plan.before)
    return inside + [plan.end + draw.unit() * TAIL for _ in plan.after]


def _times(draw: Draw, count: int) -> list[float]:
    """The messages' times: sittings of `SESSION` messages, one or two a day."""
    times, now = [], EPOCH
    for index in range(count):
        now += 20 + draw.below(160) if index % SESSION else 18_000 + draw.below(54_000)
        times.append(float(now))
    return times


def _due(draw: Draw, plan: Plan, begin: float, end: float) -> tuple[dict[str, object], tuple[float, ...]]:
    if plan.kind == "time":
        at = float(round(begin + (end - begin) * (0.05 + 0.9 * draw.unit())))
        return {"type": "at", "at": at}, (at,)
    first = begin - begin % 3600.0 + 3600.0 * (1 + draw.below(12))
    times = tuple(first + DAY * k for k in range(TIMES))
    return {"type": "every", "start": first, "seconds": DAY, "count": TIMES}, tuple(t for t in times if t <= end)


def _place(draw: Draw, plans: list[Plan]) -> list[tuple[float, int, list[Draft]]]:
    """(where as a share of the stream, number, block) of all blocks around intentions."""
    ends = {plan.id: plan.end for plan in plans}
    placed: list[tuple[float, int, list[Draft]]] = []
    for plan in plans:
        where = _positions(draw, plan, ends[plan.depends_on] if plan.depends_on else None)
        for at, block in zip(where, plan.before + plan.after, strict=True):
            placed.append((at, len(placed), block))
    return placed


def _tell(index: int, at: float, draft: Draft, about: list[Intention], episode: int | None) -> Message:
    """The message with its truth, from the intentions that it is about."""
    live = tuple(i.id for i in about if i.created <= index <= i.done)
    return Message(
        index=index,
        at=at,
        session=index // SESSION,
        text=draft.text,
        episode=episode,
        fires=live if draft.mode == "true" else (),
        near=() if draft.mode in ("true", "part") else tuple((ident, draft.mode) for ident in live),
        lures=tuple(i.id for i in about if i.done < index),
        state=draft.state,
    )


def generate(
    split: str, seed: int = SEED, intentions: int = INTENTIONS, messages: int = MESSAGES, history: int = HISTORY
) -> Stream:
    """The stream of the half `split` (`train` or `test`). BadInput for sizes that do not fit one another."""
    if split not in HALVES:
        raise BadInput(f"no half {split!r}: use one of {sorted(HALVES)}")
    if not FEWEST <= intentions <= MOST:
        raise BadInput(f"{intentions} intentions: give {FEWEST} to {MOST}")
    draw = Draw(seed * 2 + (split == "test"))
    write = Writer(draw, half(split))
    past = tuple(write.filler() for _ in range(history))
    plans = list(plans_of(write, intentions))
    placed = _place(draw, plans)
    spare = messages - sum(len(block) for _, _, block in placed)
    if spare < 1:
        raise BadInput(
            f"{messages} messages are too few for {intentions} intentions: give at least {messages - spare + 1}"
        )
    placed += [((n + 0.5) / spare, len(placed) + n, [Draft(write.filler(), None)]) for n in range(spare)]
    placed.sort(key=lambda item: item[:2])
    drafts = [(share, block, draft) for share, block, drafts in placed for draft in drafts]
    shares = [share for share, _, _ in drafts]
    times = _times(draw, messages)
    made: list[Intention] = []
    by_key: dict[str, list[Intention]] = {}
    for plan in plans:
        created, done = bisect_left(shares, plan.start), bisect_left(shares, plan.end) - 1
        trigger, due = plan.trigger, tuple[float, ...]()
        if plan.kind in ("time", "recurring"):
            trigger, due = _due(draw, plan, times[created], times[done])
        content = draw.pick(write.words.actions)
        made.append(Intention(plan.id, plan.kind, content, trigger, created, done, due, plan.depends_on))
        by_key.setdefault(plan.key, []).append(made[-1])
    episodes: dict[int, int] = {}
    told = []
    for index, (_, block, draft) in enumerate(drafts):
        episode = None if draft.about is None else episodes.setdefault(block, len(episodes))
        told.append(_tell(index, times[index], draft, by_key.get(draft.about or "", []), episode))
    return Stream(VERSION, split, seed, past, tuple(made), tuple(told))


def canonical(stream: Stream) -> bytes:
    """The stream as JSON, byte for byte the same everywhere: sorted keys, no spaces, ASCII."""
    return json.dumps(asdict(stream), sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def digest(stream: Stream) -> str:
    """SHA-256 of `canonical`, in hex."""
    return hashlib.sha256(canonical(stream)).hexdigest()
