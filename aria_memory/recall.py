"""Recall: from a query to ranked items of every kind."""

from collections.abc import Collection

from . import episodes, facts, lexicon, skills
from .ranking import Weights, fuse, min_max, order
from .store import Scoped
from .types import Item

KINDS = ("episode", "fact", "skill")
MAX_K = 1000  # items in one answer; an export gives all
CANDIDATES = 200  # matches looked at in each list, or k of them if that is more


def recall(
    scope: Scoped, query: str, k: int, as_of: float | None, kinds: Collection[str], weights: Weights
) -> list[Item]:
    """The k best items of these kinds, best first. as_of: only turns said up to then, and what was believed then."""
    found: list[Item] = []
    if "episode" in kinds:
        episodes.refresh(scope)
        found += _episodes(scope, query, k, as_of, weights)
    with scope.reading():
        if "fact" in kinds:
            found += _facts(scope, query, k, as_of)
        if "skill" in kinds:
            found += _skills(scope, query, k)
    return sorted(found, key=lambda item: -item.score)[:k]


def _episodes(scope: Scoped, query: str, k: int, as_of: float | None, weights: Weights) -> list[Item]:
    most = max(CANDIDATES, k)
    with scope.reading():
        turns, windows, sections = (
            lexicon.search_documents(scope, place, query, most) for place in ("turn", "window", "section")
        )
        parts = fuse(turns, windows, sections, weights)
        found: list[Item] = []
        for session, turn in order(parts):
            for one in episodes.of_turns(scope, session, turn, turn + 1):
                if one.archived is not None or (as_of is not None and one.at > as_of):
                    continue
                mine = parts[session, turn]
                found.append(
                    Item(
                        kind="episode", item_id=one.episode_id, text=f"{one.role}: {one.text}", at=one.at,
                        score=sum(mine.values()), episode_ids=(one.episode_id,), parts=mine,
                    )
                )  # fmt: skip
            if len(found) == k:
                break
        return found


def _facts(scope: Scoped, query: str, k: int, as_of: float | None) -> list[Item]:
    hits = lexicon.search(scope, "fact", query, max(CANDIDATES, k))
    found = []
    for hit, score in zip(hits, min_max([hit.score for hit in hits]), strict=True):
        fact = facts.get(scope, hit.key)
        open_ended = fact.retracted is None
        if open_ended if as_of is None else fact.recorded <= as_of and (open_ended or as_of < (fact.retracted or 0.0)):
            source = () if fact.episode_id is None else (fact.episode_id,)
            score *= fact.confidence
            found.append(
                Item(
                    kind="fact", item_id=fact.fact_id, text=fact.text, at=fact.valid_from, score=score,
                    episode_ids=source, parts={"words": score},
                )
            )  # fmt: skip
    return found[:k]


def _skills(scope: Scoped, query: str, k: int) -> list[Item]:
    return [
        Item(
            kind="skill", item_id=skill.skill_id, text=f"{skill.condition}: {'; '.join(skill.steps)}", score=score,
            episode_ids=(), parts={"words and utility": score},
        )
        for skill, score in skills.suggest(scope, query, k)
    ]  # fmt: skip
