"""What a reply is about, by the words that name it. Pure."""

import re

from aria_memory.prospective.stems import stem
from aria_memory.replies.drafts import Reply, What
from aria_memory.replies.english_replies import CLOCK
from aria_memory.replies.times import is_hour
from aria_memory.replies.words import hints, naming, owners

_CLOCK = re.compile(CLOCK)


def about(what: What, phrase: str | None, time: str = "") -> Reply:
    """A reply about what a phrase names, or about what comes at that hour; without one about the last."""
    if phrase and what is not What.DONE and is_hour(phrase) and _CLOCK.search(phrase):
        return Reply(what=what, hour=phrase.strip(), time=time)
    words = naming(phrase)
    whose = frozenset(map(stem, owners(phrase)))
    return Reply(what=what, of=frozenset(map(stem, words)), hints=hints(words), owners=whose, time=time)
