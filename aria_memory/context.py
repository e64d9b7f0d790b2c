"""The candidates of working memory: current facts, turns recalled, intentions that are due or matched, skills.

Activation of a candidate: its base level, from when it was made and used; what spreads to it from the words of the
query; and what its score in recall says of it, against the best that was recalled.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from . import episodes, facts, intentions, people, skills, sources, uses
from .activation import UNFOUND, base_level, evidence, needs, spread
from .errors import NotFound
from .people import USER
from .plans import PLANS
from .prospective.intention import TERMINAL, State
from .shown import day, fact_words
from .store import Scoped
from .text import query_terms
from .types import Fact, Item
from .uses import Uses
from .working import Candidate, Context, Count, Ref, Remembered, line, pack, quoted

MAX_FACTS, MAX_INTENTIONS = 100, 50  # candidates; a prompt holds fewer
FOUND = {"episode": "recalled", "fact": "matches", "skill": "suggested"}
ANSWERS = 0.7  # of a fact's score: it has all words of the query, or nearly, and is fairly sure
RECALLED = 50  # of all kinds together, best first
MORE = (("fact", MAX_FACTS), ("skill", 5))  # by themselves, for those that turns crowd out
HOLD = 3  # contexts that a memory stays a candidate for after it last was one by itself
FADING = UNFOUND / HOLD  # what it was found by counts less with each: talk goes on about the same
Find = Callable[[str, int, float | None, Collection[str]], list[Item]]
MAX_SESSIONS = 256  # whose last context is remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a context is for. now: the time it is asked at, or `as_of`; zone: of the dates that it shows."""

    query: str
    now: float
    as_of: float | None
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A candidate before its activation is known. match: 0 to 1, why: it was found. evidence: see `activation`."""

    ref: Ref
    text: str
    shown: str
    made: float
    match: float
    why: str
    evidence: float = -UNFOUND
    episode_ids: tuple[int, ...] = ()
    session: str | None = None
    at: float | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """What was in the last context: for how many it was no candidate by itself, and what is left of its evidence."""

    idle: int
    evidence: float


class Working:
    """The working memory of one scope.

    find: `Memory.recall`. matched: the p-value of each open intention with a topic, for a text.
    """

    def __init__(
        self, scope: Scoped, find: Find, matched: Callable[[str], Mapping[str, float]], alpha: float
    ) -> None:
        self._scope, self._find, self._matched, self._alpha = scope, find, matched, alpha
        self._held: dict[str, dict[Ref, _Held]] = {}  # of each session

    def context(self, question: Question, budget: int, count: Count, session: str) -> Context:
        """See `Memory.context`."""
        held = self._held.get(session, {}) if question.as_of is None else {}
        found = _Search(self._scope, self._find, question).run(self._due(question), held)
        packed = pack(_weighed(self._scope, found, question, count), held, budget, count)
        if question.as_of is not None:  # a look back is no turn of the talk
            return packed
        known = {one.ref: one for one in found}
        self._held.pop(session, None)  # the latest go to the end
        self._held[session] = {
            item.ref: _Held(held[item.ref].idle + 1 if known[item.ref].why == STAYED else 0, known[item.ref].evidence)
            for item in packed.items
        }  # fmt: skip
        if len(self._held) > MAX_SESSIONS:
            self._held.pop(next(iter(self._held)), None)
        return packed

    def _due(self, question: Question) -> dict[str, str]:
        """Intentions that have fired and wait for a reaction, are due, or are matched; and why. None of a past time."""
        if question.as_of is not None:  # how they stood then is not kept
            return {}
        found = dict.fromkeys(intentions.told(self._scope, question.now, MAX_INTENTIONS), "due")
        for name, p in sorted(self._matched(question.query).items(), key=lambda pair: (pair[1], pair[0])):
            if p <= self._alpha and len(found) < MAX_INTENTIONS:
                found.setdefault(name, f"matched, p {p:.2g}")
        return found


STAYED, PINNED = "was in", "pinned"
SILENT = (State.SNOOZED, State.BLOCKED)  # not to be brought up yet


class _Search:
    """Gathers candidates, each once: by the query, then what was in, then what is pinned."""

    def __init__(self, scope: Scoped, find: Find, question: Question) -> None:
        self._scope, self._find, self._question = scope, find, question
        self._found: dict[Ref, _Found] = {}
        self._pinned = uses.pins(scope)
        self._names = people.called(scope, question.now)

    def run(self, due: Mapping[str, str], held: Mapping[Ref, _Held]) -> list[_Found]:
        """All candidates, what recall ranks best first.

        due: ids of intentions and why; held: what was in.
        """
        asked = self._question
        for kinds, most in ((tuple(FOUND), RECALLED), *(((kind,), most) for kind, most in MORE)):
            for item in self._find(asked.query, most, asked.as_of, kinds):
                self._add((item.kind, item.item_id), min(1.0, item.score), FOUND[item.kind])
        for fact_id in facts.latest(self._scope, asked.now, asked.as_of, MAX_FACTS):
            self._add(("fact", fact_id), 0.0, "current")
        for fact in facts.believed(self._scope, USER, PLANS) if asked.as_of is None else ():
            self._add(("fact", fact.fact_id), 0.0, "planned")
        for name, why in due.items():
            self._add(("intention", name), 1.0, why)
        for ref, last in held.items():
            if last.idle < HOLD and (ref[0] != "intention" or ref[1] in due):
                self._add(ref, 0.0, STAYED)
        for ref in self._pinned:
            self._add(ref, 0.0, PINNED)
        best = max((one.match for one in self._found.values() if one.why in FOUND.values()), default=0.0)
        return [
            replace(one, evidence=max(
                evidence(one.match, best), held[one.ref].evidence - FADING if one.ref in held else -UNFOUND
            )) for one in self._found.values()
        ]  # fmt: skip

    def _add(self, ref: Ref, match: float, why: str) -> None:
        if ref in self._found:
            return
        kinds: Mapping[str, Callable[[Any], _Found | None]] = {
            "episode": self._episode, "fact": self._fact, "skill": self._skill, "intention": self._intention,
        }  # fmt: skip
        try:
            found = kinds[ref[0]](ref[1])
        except NotFound:  # purged since
            return
        if found is not None:
            self._found[ref] = replace(found, match=match, why=why)

    def _episode(self, key: int) -> _Found | None:
        one = episodes.one(self._scope, key)
        if one.archived is not None or one.at > self._question.now:
            return None
        notes = (f"{self._day(one.at)} in {quoted(one.session)}", f"turn {key}")
        return _Found(
            ref=("episode", key), text=one.text, shown=line(f"{quoted(one.role)} said", one.text, notes), made=one.at,
            match=0.0, why="", episode_ids=(key,), session=one.session, at=one.at, speaker=one.role,
        )  # fmt: skip

    def _fact(self, key: int) -> _Found | None:
        fact, asked = facts.get(self._scope, key), self._question
        planned = fact.predicate == PLANS and (fact.valid_from or 0.0) > asked.now and asked.as_of is None
        if not planned and not _current(fact, asked.now, asked.as_of):
            return None
        made = fact.recorded
        session = speaker = None
        begins = "for" if fact.predicate == PLANS else "since"
        notes: list[str] = [] if fact.valid_from is None else [f"{begins} {self._day(fact.valid_from)}"]
        if fact.episode_id is not None:
            said = episodes.one(self._scope, fact.episode_id)
            made, session, speaker = said.at, said.session, said.role
            notes.append(f"{quoted(said.role)} said so {self._day(said.at)}, turn {said.episode_id}")
        if fact.confidence < 1.0:
            notes.append(f"sure {fact.confidence:.2f}")
        words = fact_words(fact, self._names.get(fact.subject))
        return _Found(
            ref=("fact", key), text=words, shown=line("fact", words, notes), made=made, match=0.0, why="",
            episode_ids=() if fact.episode_id is None else (fact.episode_id,), session=session,
            at=fact.valid_from, speaker=speaker,
        )  # fmt: skip

    def _skill(self, key: int) -> _Found | None:
        skill = skills.get(self._scope, key)
        if skill.recorded > self._question.now:
            return None
        notes = tuple(quoted(step) for step in skill.steps)
        return _Found(
            ref=("skill", key), text=skill.condition, shown=line("skill", skill.condition, notes), made=skill.recorded,
            match=0.0, why="", at=skill.recorded,
        )  # fmt: skip

    def _intention(self, key: str) -> _Found | None:
        one = intentions.get(self._scope, key)
        silent = one.state in SILENT and ("intention", key) not in self._pinned
        if silent or one.state in TERMINAL or self._question.as_of is not None:
            return None
        notes = [] if one.last_fired is None else [f"fired {self._day(one.last_fired)}"]
        source = sources.get(self._scope, "intention", key)
        asked = None if source is None else episodes.one(self._scope, source.episode_id)
        if asked is not None:
            notes.append(f"{quoted(asked.role)} asked {self._day(asked.at)}, turn {asked.episode_id}")
        return _Found(
            ref=("intention", key), text=one.content, shown=line("to do", one.content, notes),
            made=one.created if one.last_fired is None else one.last_fired,
            match=0.0, why="", episode_ids=() if asked is None else (asked.episode_id,),
            session=None if asked is None else asked.session, at=one.last_fired,
            speaker=None if asked is None else asked.role,
        )  # fmt: skip

    def _day(self, at: float) -> str:
        return day(at, self._question.zone)


def _weighed(scope: Scoped, found: Sequence[_Found], asked: Question, count: Count) -> list[Candidate]:
    """The candidates with their activation and their tokens."""
    terms = query_terms(asked.query)
    links = {one.ref: set(query_terms(one.text)).intersection(terms) for one in found}
    received = spread(terms, links)
    first = next((one.ref for one in found if one.why in FOUND.values()), None)
    known = next((one.ref for one in found if one.why == FOUND["fact"] and one.match >= ANSWERS), None)
    items = []
    for one in found:
        used = uses.of(scope, one.ref)
        activation = _base(one, used, asked.now) + received[one.ref] + one.evidence
        items.append(Remembered(
            kind=one.ref[0], item_id=one.ref[1], text=one.shown, tokens=count(one.shown + "\n"), activation=activation,
            why=f"pinned, {one.why}" if used.pinned and one.why != PINNED else one.why, episode_ids=one.episode_ids,
            session=one.session, at=one.at, speaker=one.speaker, pinned=used.pinned,
        ))  # fmt: skip
    worths = needs([item.activation for item in items])
    best = (first, known)
    return [Candidate(item=it, worth=worth, best=it.ref in best) for it, worth in zip(items, worths, strict=True)]


def _base(one: _Found, used: Uses, now: float) -> float:
    """The base level of a memory at a time."""
    made = now - one.made  # the first use
    ages = [now - at for at in used.latest if at <= now]
    older = used.n - len(used.latest) if ages else 0  # when they were is not kept, nor if before a time in the past
    return base_level(ages if older else [*ages, made], older + len(ages) + 1, made)


def _current(fact: Fact, now: float, as_of: float | None) -> bool:
    """Whether it holds now and is believed, or was then."""
    if (fact.valid_from is not None and fact.valid_from > now) or (fact.valid_to is not None and fact.valid_to <= now):
        return False
    if as_of is None:
        return fact.retracted is None
    return fact.recorded <= as_of and (fact.retracted is None or as_of < fact.retracted)
