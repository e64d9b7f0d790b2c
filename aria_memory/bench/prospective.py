"""Runs the prospective-memory benchmark. Pure.

`run` plays a stream's messages to a subject and counts. A subject is anything with the methods of `Subject`: a whole
memory, with its triggers and clock, or, to measure the cues alone, `MatcherSubject`, which handles the intentions whose
trigger is one cue that depends on nothing. Intentions that a subject does not handle count nowhere.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..prospective.matching import RECENT, CueModel, Matcher
from .prospective_data import Intention, Message, Stream

ALPHAS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02)  # at which nominal and achieved false-fire rates are compared
QUIET = 8  # messages for which a `MatcherSubject`'s fired intention stays quiet: longer than an episode
_Z = 1.959964  # normal quantile of a 95% interval

Rate = dict[str, float | int]


class Subject(Protocol):
    """What is measured. Calls come in the stream's order."""

    def handles(self, intention: Intention) -> bool:
        """Whether it can do intentions of this trigger at all."""
        ...

    def intend(self, intention: Intention) -> None:
        """Remember it from now on."""
        ...

    def tick(self, now: float) -> Sequence[tuple[str, float]]:
        """The clock has come to `now`: (intention, when it fired) of those that time made fire since the last call."""
        ...

    def scores(self, message: Message, recent: Sequence[str]) -> Mapping[str, float]:
        """p-values of the pending intentions that a message can make fire, without firing them."""
        ...

    def check(self, message: Message, recent: Sequence[str]) -> Sequence[str]:
        """The intentions that fire on this message and the state that it publishes."""
        ...

    def done(self, ident: str) -> None:
        """The user has carried it out."""
        ...


class MatcherSubject:
    """A matcher alone, with the simplest policy around it: fires at p <= alpha, then quiet for `QUIET` messages."""

    def __init__(self, matcher: Matcher, alpha: float) -> None:
        self._matcher, self._alpha = matcher, alpha
        self._prepared: dict[str, CueModel] = {}
        self._pending: dict[str, CueModel] = {}
        self._last: tuple[int, dict[str, float]] = (-1, {})
        self._fired: dict[str, int] = {}

    def handles(self, intention: Intention) -> bool:
        """See `Subject`."""
        return intention.trigger["type"] == "topic" and intention.depends_on is None

    def intend(self, intention: Intention) -> None:
        """See `Subject`."""
        cue = str(intention.trigger["cue"])
        if cue not in self._prepared:
            self._prepared[cue] = self._matcher.prepare(cue)
        self._pending[intention.id] = self._prepared[cue]

    def tick(self, now: float) -> Sequence[tuple[str, float]]:
        """See `Subject`: it has no timed intentions."""
        return ()

    def scores(self, message: Message, recent: Sequence[str]) -> Mapping[str, float]:
        """See `Subject`."""
        if self._last[0] != message.index:
            found = self._matcher.score(message.text, recent, self._pending)
            self._last = (message.index, {ident: score.p for ident, score in found.items()})
        return self._last[1]

    def check(self, message: Message, recent: Sequence[str]) -> Sequence[str]:
        """See `Subject`."""
        low = [ident for ident, p in self.scores(message, recent).items() if p <= self._alpha]
        fired = [ident for ident in low if message.index - self._fired.get(ident, -QUIET) >= QUIET]
        self._fired.update((ident, message.index) for ident in low)
        return fired

    def done(self, ident: str) -> None:
        """See `Subject`."""
        self._pending.pop(ident, None)


@dataclass
class Outcome:
    """What happened: one row for each (message, pending intention) with its p-value, and the firings."""

    rows: list[tuple[Message, Intention, float, str]] = field(
        default_factory=list
    )  # the last: fires, near kind, filler or other
    fired: list[tuple[Message, Intention]] = field(default_factory=list)
    time_errors: list[float] = field(default_factory=list)  # seconds, of each due time; infinite if it never fired
    fillers: int = 0


def interval(hits: int, of: int) -> Rate:
    """A share with its 95% interval (Wilson 1927)."""
    if of == 0:
        return {"value": math.nan, "low": math.nan, "high": math.nan, "n": 0}
    share, spread = hits / of, _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / of + spread / of / 4) / (1 + spread)
    return {"value": share, "low": max(0.0, middle - half), "high": min(1.0, middle + half), "n": of}


def play(subject: Subject, stream: Stream) -> Outcome:
    """Play the whole stream."""
    outcome, known = Outcome(), {i.id: i for i in stream.intentions if subject.handles(i)}
    begin: dict[int, list[Intention]] = {}
    end: dict[int, list[str]] = {}
    for intention in known.values():
        begin.setdefault(intention.created, []).append(intention)
        end.setdefault(intention.done, []).append(intention.id)
    times: dict[str, list[float]] = {}
    for message in stream.messages:
        for ident, at in subject.tick(message.at):
            times.setdefault(ident, []).append(at)
        for intention in begin.get(message.index, ()):
            subject.intend(intention)
        recent = [m.text for m in stream.messages[max(0, message.index - RECENT) : message.index]]
        near = dict(message.near)
        outcome.fillers += message.filler
        for ident, p in subject.scores(message, recent).items():
            what = "fires" if ident in message.fires else near.get(ident, "filler" if message.filler else "other")
            outcome.rows.append((message, known[ident], p, what))
        outcome.fired += [(message, known[ident]) for ident in subject.check(message, recent)]
        for ident in end.get(message.index, ()):
            subject.done(ident)
    for intention in known.values():
        for due in intention.due:
            outcome.time_errors.append(min((abs(at - due) for at in times.get(intention.id, ())), default=math.inf))
    return outcome


def measure(outcome: Outcome, alpha: float) -> dict[str, object]:
    """The metrics of one alpha: shares with intervals; see the README for what each counts."""
    true = [(m, i, p <= alpha) for m, i, p, what in outcome.rows if what == "fires"]
    topical = [(m, i, hit) for m, i, hit in true if i.kind == "topical"]
    episodes: dict[tuple[int | None, str], bool] = {}
    for m, i, hit in topical:
        episodes[m.episode, i.id] = episodes.get((m.episode, i.id), False) or hit
    filler = [(m.index, p <= alpha) for m, _, p, what in outcome.rows if what == "filler"]
    near = [(what, p <= alpha) for _, _, p, what in outcome.rows if what not in ("fires", "filler", "other")]
    seen: set[tuple[int | None, str]] = set()
    twice = 0
    for m, i in outcome.fired:
        if i.id in m.fires:
            twice += (m.episode, i.id) in seen
            seen.add((m.episode, i.id))
    return {
        "alpha": alpha,
        "focal_recall": _share(hit for _, i, hit in true if i.kind != "topical"),
        "topical_message_recall": _share(hit for _, _, hit in topical),
        "topical_episode_recall": _share(episodes.values()),
        "false_per_1000": _per_1000(interval(len({index for index, hit in filler if hit}), outcome.fillers)),
        "false_rate_of_one_intention": _share(hit for _, hit in filler),
        "near_miss": _share(hit for _, hit in near),
        "near_miss_by_kind": {kind: _share(h for k, h in near if k == kind) for kind in sorted({k for k, _ in near})},
        "commission": sum(m.index > i.done for m, i in outcome.fired),
        "duplicates": twice,
        "time_error_ms": max(outcome.time_errors) * 1000 if outcome.time_errors else None,
    }


def run(subject: Subject, stream: Stream, alpha: float) -> dict[str, object]:
    """Play the stream: the metrics at `alpha`, and nominal against achieved false-fire rates at all of `ALPHAS`."""
    outcome = play(subject, stream)
    filler = [p for _, _, p, what in outcome.rows if what == "filler"]
    return {
        "version": stream.version,
        "split": stream.split,
        "seed": stream.seed,
        **measure(outcome, alpha),
        "calibration": [{"alpha": a, **_share(p <= a for p in filler)} for a in ALPHAS],
    }


def _share(hits: Iterable[bool]) -> Rate:
    listed = list(hits)
    return interval(sum(listed), len(listed))


def _per_1000(rate: Rate) -> Rate:
    return {name: value if name == "n" else 1000 * value for name, value in rate.items()}
