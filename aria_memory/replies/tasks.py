"""Whether something that was done is what was to be done, by its words. Pure."""

import re
from dataclasses import dataclass

from aria_memory.prospective.stems import stem
from aria_memory.replies import english_replies as english
from aria_memory.replies.drafts import Reply
from aria_memory.replies.words import naming, past_of, words_of

_META = re.compile(english.META)
_OTHER_VERBS = frozenset(stem(verb) for verb in english.OTHER_VERBS)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, as replies may name it: its verb's stem (its first word's), all its stems, its particles."""

    verb: str
    words: frozenset[str]
    particles: frozenset[str]


def task(content: str) -> Task:
    """The words of an intention's content, without what leads to it ("ask me whether I've ...")."""
    text = content.lower().replace("’", "'")
    for _ in range(2):  # "to ask me whether"
        found = _META.match(text)
        text = text[found.end() :] if found else text
    words = words_of(text)
    first = next(iter(words), "")
    verb = past_of(first, perfect=True) or stem(first)
    return Task(verb, frozenset(map(stem, naming(text))), english.PARTICLES.intersection(words))


def fits(reply: Reply, one: Task, told: bool) -> bool:
    """Whether something that was done is this task. told: a reminder of it waits for an answer; of any other all words
    must be named.

    Words of the reply that the task does not have speak against it, unless it has all of the task's.
    """
    objects = one.words - {one.verb}
    named = reply.of - {reply.verb}
    state = reply.particle is None or reply.particle in one.particles
    if not state:
        return False
    if reply.verb is not None and _same(reply.verb) == _same(one.verb):
        if not named:
            return told
        return bool(objects) and (objects <= named or (told and named <= objects))
    if reply.verb is None:  # "the assignment is done", "the bins are out"
        return told and bool(reply.of & objects) and (reply.of <= one.words or objects <= reply.of)
    if told and english.TAKEN.get(reply.verb) == one.verb and not objects.isdisjoint(english.SWALLOWED):
        return objects <= named
    whole = one.words <= reply.of | {reply.verb}  # "I posted Oliver's card": to be reminded of was the card
    return told and whole and len(one.words) > 1 and reply.verb not in _OTHER_VERBS


def _same(verb: str) -> str:
    return english.SAME_VERBS.get(verb, verb)
