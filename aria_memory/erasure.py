"""Deleting for good: one thing, what is older than a time, a whole scope; and then no byte of it is left in the file.

What is deleted is noted in the same transaction, and the note taken away once the file has been rewritten: a kill in
between, or others who keep the log in use, are made good by the next purge or `Memory.consolidate`.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from . import episodes, fact_purging, facts, intentions, lessons, lexicon, skills, sources
from .errors import StoreFault
from .store import Database, Scoped
from .working import Ref

MOST_DEPTH = 1_000  # levels of the full-text index: half of what SQLite reads, some 500 purges
BATCH = 500  # turns deleted in one transaction: others who write wait for a moment, not for minutes


def purge(scope: Scoped, ref: Ref) -> None:
    """Delete a memory. Raises: NotFound."""
    kind, key = ref
    purges: dict[str, Callable[[Scoped, Any], None]] = {
        "episode": lambda scope, key: _purge_turns(scope, [key]), "fact": fact_purging.purge, "skill": skills.purge,
        "intention": _purge_intention,
    }  # fmt: skip
    with scope.writing():
        scope.database.upkeep.note_traces()
        purges[kind](scope, key)
    erase_traces(scope.database)


def expire(scope: Scoped, before: float) -> int:
    """Delete the turns said before a time, archived ones too, and the facts that they said. Returns how many turns."""
    n = 0
    while True:
        with scope.writing():
            old = episodes.said_before(scope, before, BATCH)
            if old:
                scope.database.upkeep.note_traces()
                _purge_turns(scope, old)
        n += len(old)
        if len(old) < BATCH:
            break
    if n:
        erase_traces(scope.database)
    return n


def purge_scope(scope: Scoped) -> None:
    """Delete all that a scope holds, but for its name: whoever has it open goes on with an empty memory."""
    with scope.writing():
        scope.database.upkeep.note_traces()
        if not scope.database.upkeep.clear_words(scope):
            for kind, key, text in _indexed(scope):
                lexicon.remove(scope, kind, key, text)
        scope.database.upkeep.clear(scope)
    erase_traces(scope.database)


def erase_traces(database: Database) -> None:
    """See `store.port.Upkeep.erase_traces`. Every so many times the full-text index is made anew before.

    SQLite (3.40, say) takes it a level or two deeper whenever it is merged whole, and reads no more than 2,000 of them.
    """
    if database.upkeep.index_depth() > MOST_DEPTH:
        with database.writing():
            database.upkeep.empty_words()
            for row in database.run("SELECT id, name FROM scope", {}):
                one = Scoped(database, row["name"], row["id"])
                for kind, key, text in _indexed(one):
                    lexicon.add(one, kind, key, text)
    database.upkeep.erase_traces()


def _purge_turns(scope: Scoped, episode_ids: Sequence[int]) -> None:
    """Turns with what they say: their facts, and the intentions that they ask for."""
    lessons.forget_messages(scope, [episodes.one(scope, episode_id).text for episode_id in episode_ids])
    for episode_id in episode_ids:
        fact_purging.purge_said_in(scope, episode_id)
        for name in sources.intentions_of(scope, episode_id):
            _purge_intention(scope, name)
    episodes.purge(scope, episode_ids)


def _purge_intention(scope: Scoped, intention_id: str) -> None:
    """An intention with what was learnt of the cues that no other open one has; those of a damaged one cannot be read,
    so that stays.
    """
    own = _cues(scope, intention_id)
    others = [*intentions.topical(scope, True), *intentions.topical(scope, False)] if own else []
    shared = {cue for name in others if name != intention_id for cue in _cues(scope, name)}
    lessons.forget_cues(scope, [cue for cue in own if cue not in shared])
    intentions.purge(scope, intention_id)


def _cues(scope: Scoped, intention_id: str) -> tuple[str, ...]:
    with contextlib.suppress(StoreFault):
        return intentions.cues(scope, intention_id)
    return ()


def _indexed(scope: Scoped) -> Iterator[tuple[str, int, str]]:
    """Kind, key and text of all that is in the full-text index."""
    yield from (("turn", place, text) for place, text in episodes.indexed(scope))
    yield from (("fact", fact.fact_id, fact.text) for fact in facts.everything(scope))
    yield from (("skill", skill.skill_id, skill.condition) for skill in skills.everything(scope))
