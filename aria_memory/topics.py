"""Which pending intentions a message brings up: their topics' cues, prepared once a process, and scored together."""

import threading
from collections import OrderedDict, deque
from collections.abc import Mapping, Sequence

import numpy as np

from . import episodes, intentions, lessons
from .encoders import Encoder
from .errors import NotFound
from .firings import Heard
from .intentions import CHANGE_BITS
from .kept_vectors import KeptVectors, Rows
from .prospective.english_rivals import RIVALS
from .prospective.lexical import MAX_CHARS, clean
from .prospective.matching import RECENT, CueModel, Matcher
from .prospective.triggers import Path, topics
from .prospective.watch import NO_SCORES, Scored, Watch
from .store import Scoped
from .vectors import Vectors

OWN_LEAST = 1_000  # messages of the user's own from which on they are the better background: p reaches 0.001
OWN_MOST = 3_000  # and the latest of them that are read: p reaches a third of that, in a fifth of a second
COLD_MARGIN = 0.25  # spreads by which made-up talk understates a user's: by the benchmark's training half
MAX_SESSIONS = 256  # whose last messages are kept as the context of the next
MAX_WATCHES = 4  # sets of topics that are scored together, made ready: what can fire, that and the others, one alone

Spot = tuple[str, Path]  # a topic: its intention, and where it is in the trigger


class Topics:
    """The topics of one scope. encoder: None matches by words alone.

    Cues are calibrated on what people said in this scope, once that is enough; until then on made-up small talk.
    """

    def __init__(self, scope: Scoped, encoder: Encoder | None, vectors: Vectors | None = None) -> None:
        """vectors: the scope's, of that encoder: what takes long to embed is then kept for other processes."""
        self._scope, self._encoder = scope, encoder
        self._kept: KeptVectors | None = None
        if encoder is not None and vectors is not None and not vectors.quick:
            self._kept = KeptVectors(scope, encoder, vectors)
        self._made: Matcher | None = None  # reads and encodes a background: made when there is a topic
        self._taught: Mapping[str, lessons.Lessons] = {}
        self._revision = -1  # of topics and lessons, when they were read
        self._pending: tuple[str, ...] = ()
        self._others: tuple[str, ...] = ()  # open, not pending
        self._cues: dict[str, tuple[lessons.Lessons, CueModel]] = {}
        self._cues_of: dict[str, tuple[tuple[Path, str], ...]] = {}
        self._watches: dict[tuple[tuple[str, ...], ...], tuple[Watch, list[Spot]]] = {}
        self._last: OrderedDict[str, deque[tuple[str, str]]] = OrderedDict()  # session -> its last: ids, texts
        self._lock = threading.Lock()  # threads take turns

    def hear(self, message: str, session: str, message_id: str, at: float, alpha: float) -> Heard:
        """What a message of a session brings up at `alpha`, at a time; the messages before it there count.

        One that is given twice is no context of itself.
        """
        with self._lock:
            turns = self._last.setdefault(session, deque(maxlen=RECENT))
            recent = tuple(text for name, text in turns if name != message_id)
            if len(recent) == len(turns):
                turns.append((message_id, message[:MAX_CHARS]))
            self._last.move_to_end(session)
            if len(self._last) > MAX_SESSIONS:
                self._last.popitem(last=False)
            with self._scope.reading():
                self._look()
                pending = (*self._pending, *intentions.waking(self._scope, at))
            scored, spots = self._scored(pending, (), message, recent)
        named = {spots[index][0] for index in np.flatnonzero(scored.p <= alpha)}
        found: dict[str, list[float]] = {}
        evidence = {}
        for index, spot in enumerate(spots) if named else ():
            if spot[0] in named:
                found.setdefault(spot[0], []).append(float(scored.p[index]))
                evidence[spot] = scored[index].parts()
        return Heard(message, {name: tuple(ps) for name, ps in found.items()}, evidence)

    def p_values(self, message: str, session: str | None) -> dict[str, float]:
        """The least p-value of the topics of each open intention. session: whose talk the message follows, if any."""
        with self._lock:
            self._look()
            recent = () if session is None else tuple(text for _, text in self._last.get(session, ()))
            scored, spots = self._scored(self._pending, self._others, message, recent)
        least: dict[str, float] = {}
        for (name, _), p in zip(spots, scored.p.tolist(), strict=True):
            least[name] = min(p, least.get(name, 1.0))
        return least

    def likeliest(self, name: str, message: str) -> str | None:
        """Of an intention's cues the one that a message is most like; None without a topic."""
        with self._lock:
            self._look()
            cues = self._cues_of.setdefault(name, self._read(name))  # it may have ended
            scored, spots = self._scored((name,), (), message, ())
        best = max(range(len(spots)), key=lambda at: scored[at].similarity, default=None)
        return None if best is None else dict(cues)[spots[best][1]]

    def _look(self) -> None:
        """Read the open topics and what was learnt of them, if this or another process changed them."""
        with self._scope.reading():
            revision = intentions.topics_changed(self._scope)
            if revision == self._revision:
                return
            self._taught = lessons.everything(self._scope)
            self._pending = intentions.topical(self._scope, pending=True)
            self._others = intentions.topical(self._scope, pending=False)
            every = (*self._pending, *self._others)
            known = self._cues_of if revision >> CHANGE_BITS == self._revision >> CHANGE_BITS else {}
            self._cues_of = {name: known.get(name) or self._read(name) for name in every}
        used = {cue for each in self._cues_of.values() for _, cue in each}
        self._cues = {cue: kept for cue, kept in self._cues.items() if cue in used}  # ended ones go
        self._watches.clear()
        self._revision = revision

    def _scored(
        self, pending: tuple[str, ...], others: tuple[str, ...], message: str, recent: Sequence[str]
    ) -> tuple[Scored, list[Spot]]:
        if not pending and not others:
            return NO_SCORES, []
        if (pending, others) not in self._watches:
            if len(self._watches) == MAX_WATCHES:
                self._watches.clear()
            self._watches[pending, others] = self._watched(pending, others)
        watch, spots = self._watches[pending, others]
        return watch.score(message, recent), spots

    def _watched(self, *sets: tuple[str, ...]) -> tuple[Watch, list[Spot]]:
        told = [[(name, *each) for name in names for each in self._cues_of[name]] for names in sets]
        rows = self._rows({cue: name for each in told for name, _, cue in each if cue not in self._cues})
        cues = [[self._prepared(cue, rows) for _, _, cue in each] for each in told]
        return Watch(self._matcher(), *cues), [(name, path) for each in told for name, path, _ in each]

    def _rows(self, new: Mapping[str, str]) -> dict[str, Rows]:
        """Kept vectors of cues, each with the id of an intention that has it."""
        return self._kept.of_cues(new) if self._kept is not None and new else {}

    def _prepared(self, cue: str, rows: Mapping[str, Rows]) -> CueModel:
        taught = self._taught.get(cue, lessons.NONE)
        kept = self._cues.get(cue)
        if kept is None or kept[0] != taught:
            kept = self._cues[cue] = (taught, self._matcher().prepare(cue, taught.right, taught.wrong, rows.get(cue)))
        return kept[1]

    def _read(self, name: str) -> tuple[tuple[Path, str], ...]:
        try:
            trigger = intentions.get(self._scope, name).trigger
        except NotFound:  # another process has purged it since
            return ()
        return tuple((path, topic.cue) for path, topic in topics(trigger))

    def _matcher(self) -> Matcher:
        if self._encoder is None and self._made is None:  # words are not compared with a background
            self._made = Matcher(None, ())
        if self._made is None:
            said = episodes.latest_of_people(self._scope, OWN_MOST)
            background: Sequence[str] = [text for _, text in said]
            cold = len(background) < OWN_LEAST
            if cold:
                from .prospective.english_background import english_background  # few need it

                background = english_background()
            rows = rivals = None
            if self._kept is not None:
                talk = [clean(text) for text in background]
                rows = self._kept.shipped("small talk", talk) if cold else self._kept.of_turns(said)
                rivals = self._kept.shipped("everyday subjects", RIVALS)
            encode = None if self._encoder is None else self._encoder.encode
            self._made = Matcher(encode, background, rows, COLD_MARGIN if cold else 0.0, rivals)
        return self._made
