"""What `Memory` does about what turns say: where it was read, what they answered, and reading by a model."""

import random
from zoneinfo import ZoneInfo

from . import answers, intentions, sources
from .clock import Clock
from .enrichment import Complete, enrich
from .errors import BadInput
from .store import Scoped
from .types import Answer, Enriched, Source


class Reading:
    """The part of `Memory` that is about what was read in turns."""

    _scope: Scoped
    _clock: Clock
    _zone: ZoneInfo
    _chance: random.Random

    def source(self, *, fact_id: int | None = None, intention_id: str | None = None) -> Source | None:
        """Where a fact or an intention was read in talk, None if it was told. Raises: BadInput."""
        if (fact_id is None) == (intention_id is None):
            raise BadInput("source takes fact_id or intention_id")
        kind = "intention" if fact_id is None else "fact"
        return sources.get(self._scope, kind, str(intention_id if fact_id is None else fact_id))

    def answers(self, intention_id: str) -> list[Answer]:
        """Which turns said that an intention was done, put it off, moved or dropped it. Raises: NotFound."""
        intentions.get(self._scope, intention_id)
        return answers.of(self._scope, intention_id)

    def enrich(self, complete: Complete, limit: int = 100) -> Enriched:
        """Let a model read up to `limit` of the user's turns that none has read (`enrichment`); call it off the path.

        complete: chat messages (role and content) to the text of the answer. What it proposes stands beside what is
        known, never in its place. Raises: BadInput, StoreFault, and whatever `complete` raises: then call it again.
        """
        return enrich(self._scope, complete, limit, self._clock, self._zone, self._chance)
