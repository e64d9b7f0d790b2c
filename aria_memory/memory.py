"""`Memory`: everything a caller does, for one scope of one file."""

import random
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import archive, doctor, episodes, erasure, extracted, intentions, lessons, sources
from .attention import Attention
from .clock import Clock, SystemClock
from .context import Working
from .encoders import Choice, Encoder, open_encoder
from .errors import BadInput, MemoryFault
from .extraction import Extraction
from .life import MAX_SCORED, MAX_TURNS, Life, gather
from .prospective.condition import Value
from .prospective.events import (
    Acknowledge,
    CarriedOut,
    Dismiss,
    Done,
    Message,
    Mistaken,
    Reaction,
    Snooze,
    StatePublished,
    Tick,
)
from .prospective.intention import Intention, State
from .prospective.times import load_zone
from .prospective.triggers import Trigger
from .ranking import Weights
from .reading import Reading
from .recall import KINDS, MAX_K, Ask, recall
from .store import Database, Scoped, open_database
from .text import MAX_NAME_CHARS, clean, file_name, finite
from .topics import Topics
from .types import Episode, Firing, Item, Observed
from .vectors import Vectors
from .views import Facts, Skills

UTC = "UTC"
ALPHA = 0.001  # one false firing in a thousand messages, of all topics together


class Memory(Attention, Reading):
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
        self._encoder, self._alpha = encoder, alpha
        self._extract, self._zone = extract, load_zone(zone)
        self._vectors = None if encoder is None else Vectors(scope, encoder)
        self._topics: Topics | None = None  # reads and encodes a background: made when there is a topic
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
        and files the intentions that the user states; zone: the IANA name of the zone in which they tell the time.
        clock, chance: for tests; default the system's. key: a passphrase; the file is encrypted with it (SQLCipher, the
        extra `memory-cipher`).
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

        at: when it was said, default now. Raises: BadInput.
        """
        now = self._clock.now()
        at = now if at is None else finite("at", at)
        said = extracted.read(role, text, at, self._zone) if self._extract else Extraction()
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

    def intend(
        self,
        content: str,
        when: Trigger,
        *,
        priority: int = 0,
        expires: float | None = None,
        depends_on: Sequence[str] = (),
        repeat: bool | None = None,
        policy: str = "once",
    ) -> Intention:
        """Remember to do something when a trigger comes. See `prospective.intention.Intention`. Raises: BadInput."""
        new = Intention(
            id=f"{self._chance.getrandbits(64):016x}", content=content, trigger=when, created=self._clock.now(),
            priority=priority, expires=expires, depends_on=tuple(depends_on), repeat=repeat, policy=policy,
        )  # fmt: skip
        return intentions.add(self._scope, new)

    def check(self, message: str, session: str, message_id: str | None = None) -> list[Firing]:
        """What is to be remembered now that a message was said, most urgent first.

        message_id: names the message; given twice, it fires nothing the second time. A topic fires if at most alpha of
        background messages come as close to any pending topic, or if its cue is named. Raises: BadInput.
        """
        if not isinstance(message, str):
            raise BadInput(f"message is {type(message).__name__}; give a text")
        session = clean("session", session, MAX_NAME_CHARS)
        name = f"{self._chance.getrandbits(64):016x}" if message_id is None else message_id
        now = self._clock.now()
        self._said = message
        heard = self._matching().hear(message, session, now, self._alpha)
        own = sources.asked_in(self._scope, session, message) if heard.p_values else ()  # no cue of itself
        with self._scope.writing():
            first = intentions.hear(self._scope, session)
            event = Message(
                session=session, message_id=name, at=now, first_of_session=first, alpha=self._alpha,
                p_values={each: ps for each, ps in heard.p_values.items() if each not in own},
            )  # fmt: skip
            return intentions.apply(self._scope, event, heard)

    def score_intentions(self, message: str, session: str | None = None) -> dict[str, float]:
        """The p-value of each open intention with a topic, the least of its topics, without firing anything.

        session: what was said before in it counts, as it does for `check`; None: the message stands alone. A p-value is
        that of all pending ones together (`prospective.calibration`): at p <= alpha `check` would fire it.
        Raises: BadInput.
        """
        if not isinstance(message, str):
            raise BadInput(f"message is {type(message).__name__}; give a text")
        return self._matching().p_values(message, session)

    def due(self) -> list[Firing]:
        """What time alone has brought since the last look."""
        with self._scope.writing():  # the time is read when it is this process's turn: never behind another's
            return intentions.apply(self._scope, Tick(at=self._clock.now()))

    def next_due(self) -> float | None:
        """When `due` may bring something next, seconds since the epoch; None if never. Sleep a minute at most."""
        return intentions.next_due(self._scope)

    def publish(self, values: Mapping[str, Value]) -> list[Firing]:
        """The whole published state, which conditions look at; what becomes true of it fires."""
        name = f"{self._chance.getrandbits(64):016x}"
        with self._scope.writing():
            return intentions.apply(self._scope, StatePublished(event_id=name, at=self._clock.now(), values=values))

    def done(self, intention_id: str) -> Intention:
        """It is done: it never fires again, or, if it recurs, not for this time. Raises: NotFound.

        The message that had fired it by its topic is learnt to be an occasion of its cue.
        """
        return self._react(Done(intention_id, self._clock.now()), fits=True)

    def carried_out(self, intention_id: str) -> Intention:
        """It was seen to be done, whatever it was that fired it. Raises: NotFound."""
        return self._react(CarriedOut(intention_id, self._clock.now()))

    def acknowledge(self, intention_id: str) -> Intention:
        """Its firing was seen: it does not come again for want of a reaction. Raises: NotFound."""
        return self._react(Acknowledge(intention_id, self._clock.now()))

    def dismiss(self, intention_id: str) -> Intention:
        """It is not wanted any more. Raises: NotFound.

        The message that had fired it by its topic, if any, is learnt to be no occasion of its cue.
        """
        return self._react(Dismiss(intention_id, self._clock.now()), fits=False)

    def mistaken(self, intention_id: str) -> Intention:
        """Its firing came at the wrong occasion: it waits for the next, and messages like that one fire it less.

        Raises: NotFound.
        """
        return self._react(Mistaken(intention_id, self._clock.now()), fits=False)

    def missed(self, intention_id: str, message: str | None = None) -> Intention:
        """It should have come up at a message (default: the last one given to `check` here): its like fires it more.

        Of several topics the one learns that the message is most like. Raises: BadInput, NotFound.
        """
        said = self._said if message is None else message
        if not isinstance(said, str) or not said.strip():
            raise BadInput("which message was missed? give its text, as it was given to check")
        one = intentions.get(self._scope, intention_id)
        cue = self._matching().likeliest(intention_id, said)
        if cue is None:
            raise BadInput(f"intention {intention_id!r} has no topic: only topics learn from messages")
        lessons.teach(self._scope, cue, said, True, self._clock.now())
        return one

    def snooze(self, intention_id: str, until: float) -> Intention:
        """Silent until a time; what had fired fires again then. Raises: BadInput, NotFound."""
        return self._react(Snooze(intention_id, self._clock.now(), until))

    def overlooked(self) -> list[Intention]:
        """Intentions whose one time passed while nobody looked."""
        return [one for one in self.intentions() if one.state is State.MISSED]

    def intentions(self) -> list[Intention]:
        """All intentions, by age, whatever their state."""
        return intentions.everything(self._scope)

    def firings(self, intention_id: str) -> list[Firing]:
        """All firings of an intention and why each came. Raises: NotFound."""
        return intentions.firings(self._scope, intention_id)

    def _matching(self) -> Topics:
        if self._topics is None:
            self._topics = Topics(self._scope, self._encoder, self._vectors)
        return self._topics

    def _react(self, reaction: Reaction, fits: bool | None = None) -> Intention:
        """Keep a reaction. fits: what it says of the message that fired it last, if it waits for a reaction."""
        with self._scope.writing():
            if fits is not None and intentions.get(self._scope, reaction.intention_id).outstanding:
                lessons.teach_last(self._scope, reaction.intention_id, fits, reaction.at)
            intentions.apply(self._scope, reaction)
            return intentions.get(self._scope, reaction.intention_id)

    def forget(self, episode_id: int) -> None:
        """Archive a turn: kept, but no longer recalled. Raises: NotFound."""
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

        Raises: NotFound; StoreFault if others keep the file's log in use, then `consolidate` erases it later.
        """
        if [episode_id, fact_id, skill_id, intention_id].count(None) != 3:
            raise BadInput("purge takes one of episode_id, fact_id, skill_id, intention_id")
        erasure.purge(self._scope, episode_id, fact_id, skill_id, intention_id)

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

    def export(self, path: str | Path, key: str | None = None) -> int:
        """Write this scope to a file of JSON lines (README.md). Returns the number of lines.

        key: a passphrase to encrypt it with. Raises: StoreFault, BadInput.
        """
        return archive.write(self._scope, Path(file_name(path)), key)

    def import_(self, path: str | Path, key: str | None = None) -> int:
        """Add what `export` wrote, all or nothing. Returns the number of memories. Raises: BadInput naming the line."""
        n = archive.read(self._scope, Path(file_name(path)), self._clock.now(), key)
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
        if not 0 <= turns <= MAX_TURNS:
            raise BadInput(f"turns is {turns}; choose 0 to {MAX_TURNS}")
        life = gather(self._scope, self._clock.now(), turns, self._alpha)
        if life.latest is None or not 0 < life.topical <= MAX_SCORED:
            return life
        return life.scored(self.score_intentions(life.latest.text))
