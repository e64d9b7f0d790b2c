"""Whether something that was done is what was to be done, by its words. Pure."""

import re
from dataclasses import dataclass, replace

from aria_memory.prospective.stems import stem
from aria_memory.replies import english_first_answers as first_english
from aria_memory.replies import english_replies as english
from aria_memory.replies import english_verbs as verbs
from aria_memory.replies.drafts import Reply
from aria_memory.replies.objects import direct, goes_on
from aria_memory.replies.words import naming, owners, past_of, words_of

_META = re.compile(english.META)
_ABOUT = re.compile(first_english.ABOUT_OTHERS)
_PASSED_ON = re.compile(first_english.PASSED_ON)
_PRONOUN_FIRST = re.compile(first_english.PRONOUN_FIRST)
_GOT_BY = {stem(verb): frozenset(map(stem, by)) for verb, by in verbs.GOT_BY.items()}
_OTHER_VERBS = frozenset(stem(verb) for verb in verbs.OTHER_VERBS)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, as replies may name it: its verb's stem (its first word's), all its stems, its particles, the
    stems of those whose it is, the verbs that say the same as its own, its words as they are written.
    """

    verb: str
    words: frozenset[str]
    particles: frozenset[str]
    owners: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()

    @property
    def objects(self) -> frozenset[str]:
        """The stems of what it is done to."""
        return self.words - {self.verb}


def task(content: str) -> Task:
    """The words of an intention's content, without what leads to it ("ask me whether I've ...")."""
    text = content.lower().replace("’", "'")
    for _ in range(2):  # "to ask me whether"
        found = _META.match(text)
        text = text[found.end() :] if found else text
    words = words_of(text)
    first = next(iter(words), "")
    verb = past_of(first, perfect=True) or stem(first)
    whose = frozenset(map(stem, owners(text)))
    particles = verbs.PARTICLES.intersection(words)
    return Task(verb, frozenset(map(stem, naming(text))), particles, whose, _same(verb, words), frozenset(words))


def fits(reply: Reply, one: Task, told: bool) -> bool:
    """Whether something that was done is this task. told: a reminder of it waits for an answer; of any other all words
    must be named.

    Words of the reply that the task does not have speak against it, unless it has all of the task's, and they leave its
    object what it is.
    """
    objects = one.objects
    reply = replace(reply, of=reply.of - (reply.when - one.words))
    named = reply.of - {reply.verb}
    state = reply.particle is None or reply.particle in one.particles
    others = (reply.owners - one.owners) & objects and not reply.of <= one.words  # "I called Bo's mum": not Bo
    if not state or others or not _of_the_same(reply, one, objects):
        return False
    if reply.verb is not None and reply.verb in one.same:
        if not named:
            return told
        return bool(objects) and (objects <= named or (told and named <= objects))
    if reply.verb is None:  # "the assignment is done", "the bins are out"
        return told and bool(reply.of & objects) and (reply.of <= one.words or objects <= reply.of)
    if told and verbs.TAKEN.get(reply.verb) == one.verb and not objects.isdisjoint(verbs.SWALLOWED):
        return objects <= named <= one.words | verbs.MEALS
    whole = one.words <= reply.of | {reply.verb}  # "I posted Oliver's card": to be reminded of was the card
    return told and whole and len(one.words) > 1 and reply.verb not in _OTHER_VERBS


def tells_it(reply: Reply, same: bool) -> bool:
    """Whether what was done is told of "it" or of nothing, so that it may be what a reminder just told was about.

    same: its verb is what was to be done.
    """
    pronoun = _PRONOUN_FIRST.match(reply.phrase) is not None
    if _ABOUT.search(reply.phrase) or reply.particle is not None:  # "rung them about the fees", "it's been called off"
        return False
    passed_on = reply.verb in first_english.PASSES_ON and _PASSED_ON.match(reply.phrase) is not None
    tells = same or passed_on or reply.verb not in first_english.TELLS_NOTHING
    return tells and (pronoun or (same and not reply.of))


def _of_the_same(reply: Reply, one: Task, objects: frozenset[str]) -> bool:
    """Whether it was done to the task's object, and not to what only has its name in it."""
    verb = reply.verb or ""
    own = one.words if reply.verb not in one.same else objects
    if goes_on(verb, reply.phrase, reply.names, own):
        return False
    return objects.isdisjoint(reply.of) or direct(verb, reply.phrase, own, one.written)


def _same(verb: str, words: list[str]) -> frozenset[str]:
    """The verb, and those that say the same, as these words stand with it."""
    calls = verbs.SAME_VERBS if verb in verbs.SAME_VERBS else ()
    phrasal = [verbs.PHRASAL[verb, word] for word in words if (verb, word) in verbs.PHRASAL]
    got = (each for one in (verb, *phrasal) for each in _GOT_BY.get(one, ()))
    return frozenset({verb, *calls, *phrasal, *got})
