"""Which open intentions a message brings up: the cues of their topics, prepared once a process, and scored together."""

from collections import OrderedDict
from collections.abc import Mapping

from . import episodes, intentions
from .encoders import Encoder
from .prospective.english_background import english_background
from .prospective.matching import CueModel, Matcher
from .prospective.triggers import topics
from .store import Scoped

OWN_LEAST = 1_000  # messages of the user's own from which on they are the better background: p reaches 0.001
OWN_MOST = 3_000  # and the latest of them that are read: p reaches a third of that, in a fifth of a second
MAX_SESSIONS = 256  # whose last message is kept as the context of the next


class Topics:
    """The topics of one scope. encoder: None matches by words alone.

    Cues are calibrated on what people said in this scope, once that is enough; until then on made-up small talk.
    """

    def __init__(self, scope: Scoped, encoder: Encoder | None) -> None:
        self._scope = scope
        own = episodes.latest_of_people(scope, OWN_MOST)
        background = own if len(own) >= OWN_LEAST else english_background()
        self._matcher = Matcher(None if encoder is None else encoder.encode, background)
        self._cues: dict[str, tuple[CueModel, ...]] = {}
        self._last: OrderedDict[str, str] = OrderedDict()  # session -> its last message

    def p_values(self, message: str, session: str) -> Mapping[str, tuple[float, ...]]:
        """Of each open intention with topics, their p-values, in the order of `triggers.topics`.

        The message before it in the session counts too. A cue that is named outright has 0.
        """
        found = self._scored(message, (self._last[session],) if session in self._last else ())
        self._last[session] = message
        self._last.move_to_end(session)
        if len(self._last) > MAX_SESSIONS:
            self._last.popitem(last=False)
        return found

    def alone(self, message: str) -> Mapping[str, tuple[float, ...]]:
        """The same for a message out of any session."""
        return self._scored(message, ())

    def _scored(self, message: str, before: tuple[str, ...]) -> Mapping[str, tuple[float, ...]]:
        names = intentions.topical(self._scope)
        cues = {(name, i): cue for name in names for i, cue in enumerate(self._prepared(name))}
        keys = {f"{name} {i}": (name, i) for name, i in cues}
        scores = self._matcher.score(message, before, {key: cues[at] for key, at in keys.items()})
        found: dict[str, list[float]] = {}
        for key, (name, _) in keys.items():  # in the order of the topics
            found.setdefault(name, []).append(scores[key].p)
        return {name: tuple(each) for name, each in found.items()}

    def _prepared(self, name: str) -> tuple[CueModel, ...]:
        if name not in self._cues:
            trigger = intentions.get(self._scope, name).trigger
            self._cues[name] = tuple(self._matcher.prepare(topic.cue) for _, topic in topics(trigger))
        return self._cues[name]
