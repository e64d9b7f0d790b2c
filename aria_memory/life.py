"""A scope as a whole, of one moment: what a page about it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from . import answers, doctor, episodes, facts, firings, intentions, skills
from . import sources as intention_sources
from .errors import StoreFault
from .prospective.intention import TERMINAL, Intention
from .prospective.triggers import topics
from .store import Scoped
from .types import Episode, Fact, Firing, Skill

MAX_TURNS = 20_000  # shown: a page of some 10 MB, which browsers still open at once
MAX_FACTS = 5_000  # the latest, for the same reason
MAX_INTENTIONS = 2_000
MAX_FIRINGS = 20  # of one intention, the latest
MAX_ANSWERS = 20  # to one intention, the latest
MAX_SCORED = 30  # open topics: a new process calibrates each of them, in up to a tenth of a second
MAX_SESSIONS = 20_000  # tallied


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTally:
    """A session: its turns that are kept, archived ones too, and when the first and the last were said."""

    name: str
    turns: int
    first: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What is in a scope. Counts are of all there is; lists may hold the latest of it only.

    taken: when, seconds since the epoch. sources: the turns that facts shown come from, by id. firings: by intention,
    the latest; firing_counts: all. times: of all facts "recorded" and "retracted", of all intentions "filed" and
    "fired". asked: by intention, the turn that asks for it; answers: the turns that answer to it, or change it, each
    with what it made of it. readers: by fact, who read it in its turn, "rules" or "model". said: by firing, the message
    whose topic made it. latest: the last turn of a person; scores: the p-value of each open topical intention against
    it, if they are MAX_SCORED at most. facts_believed + facts_superseded + facts_withdrawn = all facts. report: of
    `Memory.doctor`.
    """

    taken: float
    alpha: float
    sessions: Sequence[SessionTally]
    turns: Sequence[Episode]
    sources: Mapping[int, Episode]
    facts: Sequence[Fact]
    facts_believed: int
    facts_superseded: int
    facts_withdrawn: int
    skills: Sequence[Skill]
    intentions: Sequence[Intention]
    intentions_all: int
    states: Mapping[str, int]
    firings: Mapping[str, Sequence[Firing]]
    firing_counts: Mapping[str, int]
    times: Mapping[str, Sequence[float]]
    report: Mapping[str, Any]
    asked: Mapping[str, Episode] = field(default_factory=dict)
    answers: Mapping[str, Sequence[tuple[str, Episode]]] = field(default_factory=dict)
    readers: Mapping[int, str] = field(default_factory=dict)
    said: Mapping[int, str] = field(default_factory=dict)
    latest: Episode | None = None
    scores: Mapping[str, float] = field(default_factory=dict)

    @property
    def topical(self) -> int:
        """How many open intentions have a topic."""
        return sum(1 for one in self.intentions if one.state not in TERMINAL and topics(one.trigger))

    def scored(self, scores: Mapping[str, float]) -> "Life":
        """The same with scores."""
        return replace(self, scores=scores)


def gather(scope: Scoped, now: float, turns: int, alpha: float) -> Life:
    """All of a scope, within the limits above, of one moment. Raises: StoreFault, also if one cannot be counted."""
    index = doctor.index_problems(scope)
    with scope.reading():
        report = doctor.examine(scope, index)
        if None in report.values():
            raise StoreFault(f"{report['path']}: not all of it can be read: {'; '.join(report['problems'])}")
        shown_turns = _turns(scope, turns)
        shown_facts = [facts.get(scope, key) for key in _latest(scope, "fact", MAX_FACTS)]
        sources = {one.episode_id for one in shown_facts if one.episode_id is not None}
        every = intentions.everything(scope)
        states: dict[str, int] = {}
        for one in every:
            states[one.state.value] = states.get(one.state.value, 0) + 1
        fired = {one.id: firings.of(scope, one) for one in every[-MAX_INTENTIONS:]}
        return Life(
            taken=now, alpha=alpha, sessions=_sessions(scope), turns=shown_turns,
            sources={key: episodes.one(scope, key) for key in sources}, facts=shown_facts,
            facts_believed=_count(scope, "retracted IS NULL"),
            facts_superseded=_count(scope, "retracted IS NOT NULL AND superseded_by IS NOT NULL"),
            facts_withdrawn=_count(scope, "retracted IS NOT NULL AND superseded_by IS NULL"),
            skills=list(skills.everything(scope)), intentions=every[-MAX_INTENTIONS:], intentions_all=len(every),
            states=states,
            firings={key: found[-MAX_FIRINGS:] for key, found in fired.items()},
            firing_counts={key: len(found) for key, found in fired.items()},
            times={
                "recorded": _times(scope, "recorded", "fact"), "retracted": _times(scope, "retracted", "fact"),
                "filed": [one.created for one in every], "fired": _times(scope, "at", "firing"),
            },
            asked={
                one.id: episodes.one(scope, found.episode_id)
                for one in every[-MAX_INTENTIONS:]
                if (found := intention_sources.get(scope, "intention", one.id)) is not None
            },
            answers={
                one.id: [(each.what, episodes.one(scope, each.episode_id)) for each in replies[-MAX_ANSWERS:]]
                for one in every[-MAX_INTENTIONS:]
                if (replies := answers.of(scope, one.id))
            },
            readers=_readers(scope, shown_facts),
            said=_said(scope, [one for found in fired.values() for one in found[-MAX_FIRINGS:]]),
            report=report, latest=_latest_of_people(scope),
        )  # fmt: skip


def _turns(scope: Scoped, most: int) -> list[Episode]:
    """The latest turns by arrival, in the order in which they came."""
    return [episodes.one(scope, key) for key in _latest(scope, "episode", most)]


def _latest(scope: Scoped, table: str, most: int) -> list[int]:
    rows = scope.run(f"SELECT id FROM {table} WHERE scope = :scope ORDER BY id DESC LIMIT :most", most=most)
    return [int(row["id"]) for row in reversed(rows)]


def _latest_of_people(scope: Scoped) -> Episode | None:
    row = scope.one(
        "SELECT id FROM episode WHERE scope = :scope AND archived IS NULL "
        "AND role NOT IN ('assistant', 'system', 'tool') ORDER BY id DESC LIMIT 1"
    )
    return None if row is None else episodes.one(scope, row["id"])


def _sessions(scope: Scoped) -> list[SessionTally]:
    rows = scope.run(
        "SELECT s.name, count(*) AS turns, min(e.at) AS began, max(e.at) AS last FROM episode e "
        "JOIN session s ON s.id = e.session WHERE e.scope = :scope GROUP BY s.id, s.name "
        "ORDER BY min(e.at) DESC LIMIT :most",
        most=MAX_SESSIONS,
    )  # fmt: skip
    return [SessionTally(name=row["name"], turns=row["turns"], first=row["began"], last=row["last"]) for row in rows]


def _readers(scope: Scoped, shown: Sequence[Fact]) -> dict[int, str]:
    found = {one.fact_id: intention_sources.get(scope, "fact", str(one.fact_id)) for one in shown}
    return {fact_id: source.reader for fact_id, source in found.items() if source is not None}


def _said(scope: Scoped, shown: Sequence[Firing]) -> dict[int, str]:
    sql = "SELECT message FROM firing WHERE scope = :scope AND id = :id AND message IS NOT NULL"
    topical = [one.firing_id for one in shown if one.p is not None]
    return {key: row["message"] for key in topical if (row := scope.one(sql, id=key)) is not None}


def _times(scope: Scoped, column: str, table: str) -> list[float]:
    rows = scope.run(f"SELECT {column} AS at FROM {table} WHERE scope = :scope AND {column} IS NOT NULL")
    return [row["at"] for row in rows]


def _count(scope: Scoped, which: str) -> int:
    return int(scope.run(f"SELECT count(*) AS n FROM fact WHERE scope = :scope AND {which}")[0]["n"])
