"""Recall: from a query to ranked items of every kind."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np

from . import corrections, episodes, facts, lexicon, people, ranking, skills
from .places import TURN_BITS
from .ranking import Matches, Places, Values, Weights
from .shown import fact_words, moment
from .store import Row, Scoped
from .text import query_terms, without, words
from .told_times import Interval, nearness, told_times
from .types import Component, Item
from .vectors import AT_RECALL, Vectors

KINDS = ("episode", "fact", "skill")
MAX_K = 1000  # items in one answer; an export gives all
CANDIDATES = 300  # best turns by words that are scored in full; k of them if that is more
NEAREST = 3  # as many again by meaning, divided by so much: an index looks at 50 turns for each that it is asked for
SAME = 8  # turns that may be left out as they ask the very same: a question is no answer to itself
WIDER = 4  # times as many, as long as fewer than k of them may be shown

PIVOT_CHARS, PIVOT_POWER = 100, 0.25  # the words of a turn count less the longer it is: by the fourth root


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for. now: as the clock has it. as_of: only turns said up to then, and what was believed then."""

    query: str
    k: int
    now: float
    as_of: float | None
    kinds: Collection[str]
    explain: bool
    zone: ZoneInfo
    weights: Weights


def recall(scope: Scoped, vectors: Vectors | None, ask: Ask) -> list[Item]:
    """The k best items of these kinds, best first."""
    if vectors is not None and "episode" in ask.kinds:
        vectors.catch_up(AT_RECALL)
    found: list[Item] = []
    with scope.reading():
        if "episode" in ask.kinds:
            found += _episodes(scope, vectors, ask)
        if "fact" in ask.kinds:
            found += _facts(scope, ask)
        if "skill" in ask.kinds:
            found += _skills(scope, ask)
        found = corrections.in_front(scope, found, ask.now, ask.as_of, ask.explain)
    return sorted(found, key=lambda item: (-item.score, item.kind != "fact"))[: ask.k]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A query taken apart. near: the vectors, with the query's own; None without."""

    matches: Matches
    named: Mapping[str, Collection[str]]  # words of it that name speakers, and whom
    told: Sequence[Interval]
    dated: Places  # turns that were said then
    near: tuple[Vectors, "np.ndarray[tuple[int, ...], np.dtype[np.float32]]"] | None


def _episodes(scope: Scoped, vectors: Vectors | None, ask: Ask) -> list[Item]:
    question = _understood(scope, vectors, ask)
    most, before, rows = max(CANDIDATES, ask.k), -1, list[Row]()
    while len(rows) < ask.k:
        places = _candidates(question, ask.weights, most)
        if len(places) == before:  # there are no more
            break
        latest = np.inf if ask.as_of is None else ask.as_of
        found = episodes.at_places(scope, places.tolist())
        rows = [row for row in found if row["archived"] is None and row["at"] <= latest]
        most, before = most * WIDER, len(places)
    if not rows:
        return []
    values = _values(scope, question, rows)
    weights = ranking.shares(values, ask.weights)
    total = ranking.scores(values, weights)
    place = np.array([row["place"] for row in rows])
    best = np.lexsort((-place, -total))[: ask.k + SAME].tolist()
    texts = episodes.texts(scope, [rows[i]["id"] for i in best])
    asked = _folded(ask.query)
    best = [i for i in best if not (rows[i]["asks"] and _folded(texts[rows[i]["id"]]) == asked)][: ask.k]
    parts = [{name: Component(float(values[name][i]), weight) for name, weight in weights.items()} for i in best]
    return [_item(rows[i], texts[rows[i]["id"]], part, ask) for i, part in zip(best, parts, strict=True)]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _understood(scope: Scoped, vectors: Vectors | None, ask: Ask) -> _Question:
    terms = query_terms(ask.query)
    named = episodes.speakers(scope, terms)
    size = episodes.size(scope)
    now = ask.now if ask.as_of is None else ask.as_of
    told = told_times(ask.query, (now, min(now, size.latest)), ask.zone)
    postings = lexicon.postings(scope, "turn", [term for term in terms if term not in named])
    if not postings and named:  # there is nothing but names in it, or nothing else is known
        postings = lexicon.postings(scope, "turn", terms)
    near = None
    if vectors is not None:
        vectors.follow()
        near = vectors, vectors.encode(without(ask.query, named))
    return _Question(
        matches=ranking.match(postings, size.turns, size.sessions),
        named=named,
        told=told,
        dated=np.array(episodes.said_within(scope, told, lexicon.READ), np.int64),
        near=near,
    )


def _candidates(question: _Question, weights: Weights, most: int) -> Places:
    """Ascending places of the turns that may be among the best."""
    lists = [question.matches.best(most, weights, question.dated), question.dated[-most:]]
    if question.near is not None:
        vectors, row = question.near
        lists.append(vectors.nearest(row, most // NEAREST))
        if len(question.dated):
            lists.append(vectors.nearest(row, most // NEAREST, question.dated))
    return ranking.distinct(np.concatenate(lists))


def _values(scope: Scoped, question: _Question, rows: Sequence[Row]) -> dict[str, Values]:
    """The components of the scores of turns, those that tell anything here. Each of shape (len(rows),)."""
    places = np.array([row["place"] for row in rows])
    chars = np.array([row["chars"] for row in rows], np.float64)
    values = question.matches.of(places)
    values["words"] = ranking.by_best(values["words"] / (1 + chars / PIVOT_CHARS) ** PIVOT_POWER)
    if question.near is not None:
        vectors, row = question.near
        around = ranking.distinct(np.concatenate([places - 1, places, places + 1]))
        known = vectors.cosines(row, around)
        values |= ranking.cosines(*(known[np.searchsorted(around, places + step)] for step in (0, -1, 1)))
    if question.named:
        roles = {role for each in question.named.values() for role in each}
        values["speaker"] = np.array([float(row["role"] in roles) for row in rows])
        values["speaker_session"] = _taking_part(scope, question, places >> TURN_BITS)
    if question.told:
        values["time"] = nearness(np.array([row["at"] for row in rows]), question.told)
    values["statement"] = np.array([float(not row["asks"]) for row in rows])
    return values


def _taking_part(scope: Scoped, question: _Question, sessions: Places) -> Values:
    """Of the names in the query the share that said something in each of these sessions."""
    numbers = ranking.distinct(sessions).tolist()
    each = [np.isin(sessions, episodes.sessions_with(scope, roles, numbers)) for roles in question.named.values()]
    share: Values = np.mean(each, axis=0)
    return share


def _item(row: Row, text: str, components: Mapping[str, Component], ask: Ask) -> Item:
    item = Item(
        kind="episode", item_id=row["id"], text=f"{row['role']}: {text}", at=row["at"], score=0.0,
        episode_ids=(row["id"],),
    )  # fmt: skip
    return _scored(item, components, ask)


def _facts(scope: Scoped, ask: Ask) -> list[Item]:
    found: list[Item] = []
    names = people.called(scope, ask.now)
    for key, share in _alike(scope, ask.query, names):
        if len(found) >= max(CANDIDATES, ask.k):
            break
        fact = facts.get(scope, key)
        as_of, open_ended = ask.as_of, fact.retracted is None
        if open_ended if as_of is None else fact.recorded <= as_of and (open_ended or as_of < (fact.retracted or 0.0)):
            source = () if fact.episode_id is None else (fact.episode_id,)
            over = "" if fact.valid_to is None else f" (until {moment(fact.valid_to, ask.zone)})"
            item = Item(
                kind="fact", item_id=fact.fact_id, text=fact_words(fact, names.get(fact.subject)) + over,
                at=fact.valid_from, score=0.0, episode_ids=source,
            )  # fmt: skip
            found.append(_scored(item, {"words": Component(share, fact.confidence)}, ask))
    return found


def _alike(scope: Scoped, query: str, names: Mapping[str, str]) -> list[tuple[int, float]]:
    """Ids and scores of the facts with words of a query, best first. names: "Ann" asks for "user's sister" too."""
    best = dict(lexicon.search(scope, "fact", query, lexicon.READ))
    asked = set(query_terms(query))
    for key, name in names.items():
        own = set(words(name)) & asked
        if own:
            role = f"{without(query, own)} {key.removeprefix(people.OF_USER)}"
            for fact_id, share in lexicon.search(scope, "fact", role, lexicon.READ):
                best[fact_id] = max(share, best.get(fact_id, 0.0))
    return sorted(best.items(), key=lambda each: (-each[1], each[0]))


def _skills(scope: Scoped, ask: Ask) -> list[Item]:
    found = []
    for key, share in lexicon.search(scope, "skill", ask.query, max(CANDIDATES, ask.k)):
        skill = skills.get(scope, key)
        if ask.as_of is not None and skill.recorded > ask.as_of:
            continue
        text = f"{skill.condition}: {'; '.join(skill.steps)}"
        item = Item(kind="skill", item_id=skill.skill_id, text=text, score=0.0, episode_ids=())
        found.append(_scored(item, {"words": Component(share, skill.utility)}, ask))
    return found


def _scored(item: Item, components: Mapping[str, Component], ask: Ask) -> Item:
    parts = {name: one.value * one.weight for name, one in components.items()}
    return replace(item, score=sum(parts.values()), parts=parts, components=components if ask.explain else {})
