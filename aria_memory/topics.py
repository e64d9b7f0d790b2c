"""Which open intentions a message brings up: the cues of their topics, prepared once a process, and scored together."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence

from . import episodes, intentions
from .encoders import Encoder
from .errors import NotFound
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
        background: Sequence[str] = episodes.latest_of_people(scope, OWN_MOST)
        if len(background) < OWN_LEAST:
            from .prospective.english_background import english_background  # the benchmark's words: few need them

            background = english_background()
        self._matcher = Matcher(None if encoder is None else encoder.encode, background)
        self._cues: dict[str, tuple[CueModel, ...]] = {}
        self._last: OrderedDict[str, str] = OrderedDict()  # session -> its last message

    def p_values(
        self, names: Sequence[str], message: str, session: str | None = None
    ) -> Mapping[str, tuple[float, ...]]:
        """Of each of these intentions the p-values of its topics, in the order of `triggers.topics`.

        names: all open ones with topics. session: the message before it there counts too; None: it stands alone. A cue
        that is named outright has 0.
        """
        kept = {name: self._cues.get(name) or self._prepared(name) for name in names}
        self._cues = {name: cues for name, cues in kept.items() if cues}  # ended ones go
        before = () if session is None or session not in self._last else (self._last[session],)
        cues = {f"{name} {i}": cue for name, each in self._cues.items() for i, cue in enumerate(each)}
        scores = self._matcher.score(message, before, cues)
        if session is not None:
            self._last[session] = message
            self._last.move_to_end(session)
            if len(self._last) > MAX_SESSIONS:
                self._last.popitem(last=False)
        return {name: tuple(scores[f"{name} {i}"].p for i in range(len(each))) for name, each in self._cues.items()}

    def _prepared(self, name: str) -> tuple[CueModel, ...]:
        try:
            trigger = intentions.get(self._scope, name).trigger
        except NotFound:  # another process has purged it since
            return ()
        return tuple(self._matcher.prepare(topic.cue) for _, topic in topics(trigger))
