"""Counts what a subject does with a stream of the prospective benchmark. Pure.

`play` gives a stream's times, publications and messages to a subject and keeps what fired and what p-values there were;
`measure` counts the firings, `trade` what other alphas would have done. A subject is anything with the methods of
`Subject`: `prospective_life` has the one that is a whole `Memory`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .prospective_data import Intention, Message, Stream

ALPHAS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05)  # where nominal and achieved rates are compared
QUIET = 8  # messages for which a topic that fired is not asked for again: longer than an episode
_Z = 1.959964  # normal quantile of a 95% interval

Rate = dict[str, float | int]


class Subject(Protocol):
    """What is measured. Calls come in the stream's order; intentions are named by the stream's ids."""

    def intend(self, intention: Intention) -> None:
        """Remember it from now on."""
        ...

    def tick(self, now: float) -> Sequence[tuple[str, float, float]]:
        """Time comes to `now`: (intention, when it fired, when it says it was due) of those that time made fire."""
        ...

    def scores(self, message: Message) -> Mapping[str, float]:
        """p-values of the pending topics, without firing them."""
        ...

    def check(self, message: Message) -> Sequence[str]:
        """The message's state is published, then it is said: the intentions that fire, each as often as it does."""
        ...

    def done(self, ident: str) -> None:
        """The user has carried it out."""
        ...


@dataclass
class Outcome:
    """What happened. fired: (message, intention); timed: (intention, when it fired, when it says it was due)."""

    stream: Stream
    fired: list[tuple[Message, str]] = field(default_factory=list)
    timed: list[tuple[str, float, float]] = field(default_factory=list)
    scored: list[tuple[Message, Mapping[str, float]]] = field(default_factory=list)


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
    outcome = Outcome(stream)
    begin: dict[int, list[Intention]] = {}
    end: dict[int, list[str]] = {}
    for intention in stream.intentions:
        begin.setdefault(intention.created, []).append(intention)
        end.setdefault(intention.done, []).append(intention.id)
    for message in stream.messages:
        outcome.timed += subject.tick(message.at)
        for intention in begin.get(message.index, ()):
            subject.intend(intention)
        outcome.scored.append((message, subject.scores(message)))
        outcome.fired += [(message, ident) for ident in subject.check(message)]
        for ident in end.get(message.index, ()):
            subject.done(ident)
    return outcome


def measure(outcome: Outcome) -> dict[str, object]:
    """The figures: shares with intervals; see the README for what each counts."""
    stream = outcome.stream
    known = {one.id: one for one in stream.intentions}
    fired = {(m.index, ident) for m, ident in outcome.fired}
    true = [(m, known[ident]) for m in stream.messages for ident in m.fires]
    near = [(what, (m.index, ident) in fired) for m in stream.messages for ident, what in m.near]
    topical = [(m, one) for m, one in true if one.kind == "topical"]
    fillers = [m.index for m in stream.messages if m.filler]
    wrong = {m.index for m, _ in outcome.fired if m.filler}
    lures = [(m, ident) for m in stream.messages for ident in m.lures]
    after = sum(m.index > known[ident].done for m, ident in outcome.fired)
    after += sum(at > stream.messages[known[ident].done].at for ident, at, _ in outcome.timed)
    return {
        "focal_recall": _share((m.index, one.id) in fired for m, one in true if one.kind == "focal"),
        "topical_episode_recall": _share(_episodes(topical, fired).values()),
        "topical_message_recall": _share((m.index, one.id) in fired for m, one in topical),
        "false_per_1000": _per_1000(interval(len(wrong), len(fillers))),
        "false_named_per_1000": _per_1000(interval(len(wrong & _named(outcome)), len(fillers))),
        "near_miss": _share(hit for _, hit in near),
        "near_miss_by_kind": {kind: _share(h for k, h in near if k == kind) for kind in sorted({k for k, _ in near})},
        "commission": {**interval(min(after, len(lures)), len(lures)), "count": after},
        "duplicates": _duplicates(outcome),
        "kinds": _kinds(outcome, true, fired),
    }


def _named(outcome: Outcome) -> set[int]:
    """Messages that have the words of some pending cue: what fires on them is not alpha's doing."""
    return {m.index for m, ps in outcome.scored if any(p == 0.0 for p in ps.values())}


def _episodes(
    true: Sequence[tuple[Message, Intention]], fired: set[tuple[int, str]]
) -> dict[tuple[int | None, str], bool]:
    """Of each (episode, intention): whether it fired on any message of it."""
    found: dict[tuple[int | None, str], bool] = {}
    for m, one in true:
        found[m.episode, one.id] = found.get((m.episode, one.id), False) or (m.index, one.id) in fired
    return found


def _duplicates(outcome: Outcome) -> Rate:
    """Firings beyond the first of one (intention, episode) or one (intention, due time), of all such that fired."""
    seen: dict[tuple[str, object], int] = {}
    for m, ident in outcome.fired:
        key = (ident, ("episode", m.episode) if ident in m.fires else ("message", m.index))
        seen[key] = seen.get(key, 0) + 1
    for ident, _, due in outcome.timed:
        seen[ident, due] = seen.get((ident, due), 0) + 1
    more = sum(count - 1 for count in seen.values())
    return {**interval(min(more, len(seen)), len(seen)), "count": more}


def _kinds(
    outcome: Outcome, true: Sequence[tuple[Message, Intention]], fired: set[tuple[int, str]]
) -> dict[str, object]:
    """Of each kind: recall (topical: of episodes), near-misses, and firings after it was done."""
    stream = outcome.stream
    found: dict[str, object] = {}
    for kind in sorted({one.kind for one in stream.intentions}):
        mine = {one.id: one for one in stream.intentions if one.kind == kind}
        near = [(m.index, ident) in fired for m in stream.messages for ident, _ in m.near if ident in mine]
        hits: Iterable[bool] = _episodes([pair for pair in true if pair[1].kind == kind], fired).values()
        errors = None
        if kind in ("time", "recurring"):
            times = {(ident, due): at for ident, at, due in outcome.timed}
            wanted = [(ident, due) for ident, one in mine.items() for due in one.due]
            hits = [pair in times for pair in wanted]
            errors = max((abs(times[pair] - pair[1]) * 1000 for pair in wanted if pair in times), default=math.inf)
        late = sum(m.index > mine[ident].done for m, ident in outcome.fired if ident in mine)
        found[kind] = {"recall": _share(hits), "near_miss": _share(near), "commission": late} | (
            {} if errors is None else {"time_error_ms_injected_clock": errors}
        )
    return found


def trade(outcome: Outcome, alphas: Sequence[float] = ALPHAS) -> list[dict[str, object]]:
    """At each alpha: the rate of filler messages with a false firing, and the recall of topical episodes.

    By the p-values alone, what fired staying quiet for QUIET messages. `by_topic`: without messages that name a cue.
    """
    named = _named(outcome)
    known = {one.id: one for one in outcome.stream.intentions}
    table = []
    for alpha in alphas:
        last: dict[str, int] = {}
        fired: set[tuple[int, str]] = set()
        wrong = fillers = topical = 0
        for m, ps in outcome.scored:
            now = [ident for ident, p in ps.items() if p <= alpha and m.index - last.get(ident, -QUIET) >= QUIET]
            last.update((ident, m.index) for ident in now)
            fired.update((m.index, ident) for ident in now)
            fillers += m.filler
            wrong += m.filler and bool(now)
            topical += m.filler and bool(now) and m.index not in named
        true = [(m, known[i]) for m in outcome.stream.messages for i in m.fires if known[i].kind == "topical"]
        rate = interval(wrong, fillers)
        table.append(
            {
                "alpha": alpha,
                "achieved": rate,
                "ratio": rate["value"] / alpha,
                "by_topic": interval(topical, fillers),
                "topical_episode_recall": _share(_episodes(true, fired).values()),
            }
        )
    return table


def _share(hits: Iterable[bool]) -> Rate:
    listed = list(hits)
    return interval(sum(listed), len(listed))


def _per_1000(rate: Rate) -> Rate:
    return {name: value if name == "n" else 1000 * value for name, value in rate.items()}
