"""`Memory`: everything a caller does, for one scope of one file."""

import random
from collections.abc import Collection
from pathlib import Path
from typing import Any

from . import archive, doctor, episodes, erasure, extracted
from .attention import Attention
from .clock import Clock, SystemClock
from .context import Working
from .encoders import Choice, Encoder, open_encoder
from .errors import BadInput, MemoryFault
from .intending import Intending
from .life import MAX_SCORED, MAX_TURNS, Life, gather
from .prospective.times import load_zone
from .ranking import Weights
from .reading import Reading
from .recall import KINDS, MAX_K, Ask, recall
from .store import Database, Scoped, open_database
from .text import clean, file_name, finite
from .topics import Topics
from .types import Episode, Item, Observed
from .uses import one_of
from .vectors import Vectors
from .views import Facts, Skills

UTC = "UTC"
ALPHA = 0.001  # one false firing in a thousand messages, of all topics together


class Memory(Intending, Attention, Reading):
    """One scope's memory in one file. Calls from several threads wait for each other; processes share the file."""

    def __init__(
        self,
        database: Database,
        scope: Scoped,
        clock: Clock,
        chance: random.Random,
        encoder: Encoder | None = None,
        alpha: float = ALPHA,
        extract: bool = True,
        zone: str = UTC,
    ) -> None:
        self._database, self._scope, self._clock, self._chance = database, scope, clock, chance
        self._alpha, self._extract, self._zone = alpha, extract, load_zone(zone)
        self._vectors = None if encoder is None else Vectors(scope, encoder)
        self._topics = Topics(scope, encoder, self._vectors)
        self._working = Working(scope, self.recall, self.score_intentions, alpha)
        self._said: str | None = None  # the last message given to `check`
        self.facts, self.skills = Facts(scope, clock), Skills(scope, clock)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        scope: str,
        encoder: Choice = "auto",
        alpha: float = ALPHA,
        extract: bool = True,
        zone: str = UTC,
        clock: Clock | None = None,
        chance: random.Random | None = None,
        key: str | None = None,
    ) -> "Memory":
        """Open or make a memory file. scope: whose memory it is; one never sees another's.

        encoder: see `encoders.open_encoder`; what topics are matched with. alpha: of all messages that are about no
        topic, the share that may make any fire, all pending ones together. extract: whether `observe` keeps the facts
        and files the intentions that the user states, and takes their replies to reminders; zone: the IANA name of the
        zone in which they tell the time. clock, chance: for tests; default the system's. key: a passphrase; the file is
        encrypted with it (SQLCipher, the extra `memory-cipher`).
        Raises: BadInput, StoreFault, EncoderUnavailable.
        """
        if not 0.0 <= finite("alpha", alpha) <= 1.0:
            raise BadInput(f"alpha is {alpha}; give a number from 0 to 1, such as {ALPHA}")
        vectors = open_encoder(encoder)
        database = open_database(path, key)
        try:
            return cls(
                database, database.scoped(scope), clock or SystemClock(), chance or random.Random(), vectors, alpha,
                extract, zone,
            )  # fmt: skip
        except MemoryFault:
            database.close()
            raise

    def now(self) -> float:
        """The time by the clock that was injected, seconds since the epoch."""
        return self._clock.now()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> "Memory":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def observe(self, role: str, text: str, session: str, at: float | None = None) -> Observed:
        """Keep a turn, verbatim, and with it what it says, if the role is "user" (`extracted`): all or nothing.

        What it answers to reminders ("done", "remind me again in an hour") is done too, and told in `answered`. at:
        when it was said, default now. Raises: BadInput.
        """
        now = self._clock.now()
        at = now if at is None else finite("at", at)
        said = extracted.read(role, text, at, self._zone) if self._extract else extracted.Reading()
        row = self._vectors.encode(clean("text", text)) if self._vectors and self._vectors.quick else None
        with self._scope.writing():
            seen = episodes.add(self._scope, role, text, session, at, now)
            if self._vectors and row is not None:
                self._vectors.keep(seen.episode_id, row)
            return extracted.keep(
                self._scope, extracted.Turn(seen=seen, at=at, now=now, zone=self._zone), said, self._chance
            )

    def episode(self, episode_id: int) -> Episode:
        """A turn by its id, archived or not. Raises: NotFound."""
        return episodes.one(self._scope, episode_id)

    def recall(
        self,
        query: str,
        k: int = 10,
        as_of: float | None = None,
        kinds: Collection[str] | None = None,
        explain: bool = False,
    ) -> list[Item]:
        """The k best items for a query, best first. as_of: only turns said up to then, and what was believed then.

        kinds: of "episode", "fact", "skill"; default all. explain: with the components of each score, which add up to
        it. Raises: BadInput.
        """
        wanted = KINDS if kinds is None else tuple(kinds)
        unknown = [kind for kind in wanted if kind not in KINDS]
        if unknown:
            raise BadInput(f"kind {unknown[0]!r} is unknown; choose of: {', '.join(KINDS)}")
        if type(k) is not int or not 1 <= k <= MAX_K:
            raise BadInput(f"k is {k}; choose 1 to {MAX_K}")
        if not isinstance(query, str):
            raise BadInput(f"query is {type(query).__name__}; give a text")
        ask = Ask(
            query=query, k=k, now=self._clock.now(), as_of=None if as_of is None else finite("as_of", as_of),
            kinds=wanted, explain=explain, zone=self._zone, weights=Weights(),
        )  # fmt: skip
        return recall(self._scope, self._vectors, ask)

    def forget(self, episode_id: int) -> None:
        """Archive a turn: kept, but no longer recalled; the facts that it said are believed on. Raises: NotFound."""
        episodes.archive(self._scope, episode_id, self._clock.now())

    def purge(
        self,
        *,
        episode_id: int | None = None,
        fact_id: int | None = None,
        skill_id: int | None = None,
        intention_id: str | None = None,
    ) -> None:
        """Delete one thing for good, a turn with what it says: the file is rewritten without it.

        Raises: BadInput, NotFound; StoreFault if others keep the file's log in use, then `consolidate` erases it later.
        """
        erasure.purge(self._scope, one_of(episode_id, fact_id, skill_id, intention_id))

    def purge_all(self) -> None:
        """Delete all that this scope holds, for good. Its name stays in the file. Raises: see `purge`."""
        erasure.purge_scope(self._scope)

    def expire(self, before: float) -> int:
        """Delete for good the turns that were said before a time, with their facts. Returns how many turns.

        A hard limit on how long talk is kept, to be called daily, say. Raises: BadInput; see `purge`.
        """
        return erasure.expire(self._scope, finite("before", before))

    def consolidate(self) -> None:
        """Work that need not be done while somebody waits: turns that have no vector yet are embedded, and what a purge
        was kept from erasing is erased.
        """
        if self._vectors:
            self._vectors.catch_up()
        if self._database.upkeep.traces():
            erasure.erase_traces(self._database)

    def export(
        self,
        path: str | Path,
        key: str | None = None,
        progress: archive.Progress | None = None,
        left_out: archive.LeftOut | None = None,
    ) -> int:
        """Write this scope to a file of JSON lines (README.md). Returns the number of lines.

        key: a passphrase to encrypt it with. progress: is called now and then with how many lines are written and how
        many there are (0: unknown). left_out: a dict to have left out what is damaged; it is told of each kind how many
        rows that was. Raises: Damaged without it, StoreFault, BadInput, and what `progress` raises; then nothing is
        written.
        """
        return archive.write(self._scope, Path(file_name(path)), key, progress, left_out)

    def import_(self, path: str | Path, key: str | None = None, progress: archive.Progress | None = None) -> int:
        """Add what `export` wrote, all or nothing. Returns the number of memories.

        progress: is called now and then with how many bytes of the file are read and how many it has. Raises: BadInput
        naming the line, StoreFault, and what `progress` raises; then nothing is imported.
        """
        n = archive.read(self._scope, Path(file_name(path)), self._clock.now(), key, progress)
        if self._vectors and self._vectors.quick:
            self._vectors.catch_up()
        return n

    def doctor(self) -> dict[str, Any]:
        """What is in the file, and what is wrong with it. See `doctor.examine`."""
        return doctor.examine(self._scope)

    def life(self, turns: int = MAX_TURNS) -> Life:
        """All that is remembered, of one moment and within limits, to be looked at: the latest turns, the rest whole.

        Nothing fires. Raises: BadInput.
        """
        if type(turns) is not int or not 0 <= turns <= MAX_TURNS:
            raise BadInput(f"turns is {str(turns)[:80]!r}; choose 0 to {MAX_TURNS}")
        life = gather(self._scope, self._clock.now(), turns, self._alpha)
        if life.latest is None or not 0 < life.topical <= MAX_SCORED:
            return life
        return life.scored(self.score_intentions(life.latest.text))
