"""What `Memory` does about working memory: contexts for prompts, pins, and the noting of what was used."""

from collections.abc import Iterable
from typing import Protocol
from zoneinfo import ZoneInfo

from . import uses
from .clock import Clock
from .context import Question, Working
from .errors import BadInput
from .store import Scoped
from .text import MAX_NAME_CHARS, clean, finite
from .working import Context, Count, estimate_tokens

MAX_BUDGET = 10_000_000  # tokens: more than any model reads


class Reference(Protocol):
    """A memory: an item of `recall` or of a context."""

    @property
    def kind(self) -> str:
        """Its kind."""
        ...

    @property
    def item_id(self) -> int | str:
        """Its id."""
        ...


class Attention:
    """The part of `Memory` that is about working memory."""

    _scope: Scoped
    _clock: Clock
    _zone: ZoneInfo
    _working: Working

    def context(
        self,
        budget_tokens: int,
        query: str,
        *,
        session: str = "default",
        as_of: float | None = None,
        count_tokens: Count = estimate_tokens,
    ) -> Context:
        """A section for a prompt, of what is likeliest to be needed for a query, in at most so many tokens.

        session: whose last context this one stays close to. as_of: what was known then, intentions left out.
        count_tokens: as the model counts; the default errs on the side of too many. Raises: BadInput.
        """
        if type(budget_tokens) is not int or not 0 <= budget_tokens <= MAX_BUDGET:
            raise BadInput(f"budget_tokens is {str(budget_tokens)[:80]!r}; give a whole number from 0 to {MAX_BUDGET}")
        if not isinstance(query, str):
            raise BadInput(f"query is {type(query).__name__}; give a text")
        now = self._clock.now() if as_of is None else finite("as_of", as_of)
        session = clean("session", session, MAX_NAME_CHARS)
        question = Question(query=query, now=now, as_of=as_of, zone=self._zone)
        return self._working.context(question, budget_tokens, count_tokens, session)

    def used(self, items: Iterable[Reference], at: float | None = None) -> None:
        """Note which memories went into an answer: they are likelier to be needed again. at: when, default now.

        Raises: BadInput, NotFound.
        """
        when = self._clock.now() if at is None else finite("at", at)
        uses.note(self._scope, [(item.kind, item.item_id) for item in items], when)

    def pin(
        self,
        *,
        episode_id: int | None = None,
        fact_id: int | None = None,
        skill_id: int | None = None,
        intention_id: str | None = None,
    ) -> None:
        """Put a memory first in every context that has room for it, until `unpin`. Raises: BadInput, NotFound."""
        uses.pin(self._scope, uses.one_of(episode_id, fact_id, skill_id, intention_id), True)

    def unpin(
        self,
        *,
        episode_id: int | None = None,
        fact_id: int | None = None,
        skill_id: int | None = None,
        intention_id: str | None = None,
    ) -> None:
        """Pin it no longer. Raises: BadInput, NotFound."""
        uses.pin(self._scope, uses.one_of(episode_id, fact_id, skill_id, intention_id), False)
