"""What a language model reads in turns, off the write path: asked in batches, each kept with its mark at once.

The model is a callable of the caller's, so nothing here knows of a network. Whatever happens in between, a batch is
either kept whole, its mark moved on, or asked again; of two processes that ask about the same, one is heard.
"""

import random
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from . import episodes, extracted
from .clock import Clock
from .errors import BadInput
from .extraction.by_model import MAX_BATCH_TURNS, Proposals, Said, batch, question, read_answer
from .store import Scoped
from .types import Enriched, Episode, Observed

MAX_TURNS = 10_000  # of one call: a thousand questions or so

Complete = Callable[[list[dict[str, str]]], str]


def enrich(
    scope: Scoped, complete: Complete, limit: int, clock: Clock, zone: ZoneInfo, chance: random.Random
) -> Enriched:
    """Give a model up to `limit` turns that none has read. Raises: BadInput, and whatever `complete` raises."""
    if type(limit) is not int or not 1 <= limit <= MAX_TURNS:
        raise BadInput(f"limit is {str(limit)[:80]!r}; give a whole number of turns from 1 to {MAX_TURNS}")
    total = Enriched(turns=0, left=False)
    while True:
        mark = _mark(scope)
        waiting = _waiting(scope, mark, min(limit - total.turns, MAX_BATCH_TURNS) + 1)
        if not waiting or total.turns == limit:
            return Enriched(
                turns=total.turns, left=bool(waiting), facts=total.facts, intentions=total.intentions,
                refused=total.refused, failed=total.failed,
            )  # fmt: skip
        turns = {one.episode_id: one for one in waiting[: limit - total.turns]}
        asked = batch([Said(turn=key, text=one.text, at=one.at) for key, one in turns.items()])
        answer = read_answer(complete(question(asked, zone)), asked, zone)
        with scope.writing():
            if _mark(scope) != mark:  # another has read them meanwhile
                continue
            kept = _keep(scope, answer, turns, clock.now(), zone, chance)
            _move(scope, asked[-1].turn)
        total = Enriched(
            turns=total.turns + len(asked), left=True,
            facts=(*total.facts, *(fact for one in kept for fact in one.facts)),
            intentions=(*total.intentions, *(name for one in kept for name in one.intentions)),
            refused=total.refused + answer.refused, failed=total.failed + (not answer.valid),
        )  # fmt: skip


def _keep(
    scope: Scoped, answer: Proposals, turns: dict[int, Episode], now: float, zone: ZoneInfo, chance: random.Random
) -> list[Observed]:
    kept = []
    for key, said in answer.by_turn.items():
        if not _there(scope, key):  # purged while the model was thinking
            continue
        one = turns[key]
        seen = Observed(episode_id=key, session=one.session, turn=one.turn)
        turn = extracted.Turn(seen=seen, at=one.at, now=now, zone=zone, reader="model")
        kept.append(extracted.propose(scope, turn, said, chance))
    return kept


def _there(scope: Scoped, episode_id: int) -> bool:
    return scope.one("SELECT 1 FROM episode WHERE scope = :scope AND id = :id", id=episode_id) is not None


def _mark(scope: Scoped) -> int:
    row = scope.one("SELECT episode FROM enriched WHERE scope = :scope")
    return 0 if row is None else int(row["episode"])


def _move(scope: Scoped, episode_id: int) -> None:
    scope.change(
        "INSERT INTO enriched (scope, episode) VALUES (:scope, :id) ON CONFLICT (scope) DO UPDATE SET episode = :id",
        id=episode_id,
    )


def _waiting(scope: Scoped, mark: int, most: int) -> Sequence[Episode]:
    """The user's turns after the mark, in their order; forgotten ones are not shown to a model."""
    rows = scope.run(
        "SELECT id FROM episode WHERE scope = :scope AND id > :mark AND role = :role AND archived IS NULL "
        "ORDER BY id LIMIT :most",
        mark=mark, role=extracted.SPEAKER, most=most,
    )  # fmt: skip
    return [episodes.one(scope, row["id"]) for row in rows]
