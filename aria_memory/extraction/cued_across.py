"""Requests that wait for a topic, told in sentences or labels of their own: "Topic: parking. Message: the code is ...".

Read last, of a message in which nothing else waits for anything: one sentence says what may come up and no more,
another near it what is to be told then.
"""

import re
from collections.abc import Iterator, Sequence

from . import english_cued_across as english
from . import english_cued_requests as requests
from .cue_clauses import comes_up
from .cue_referents import bare, stands_back
from .cued_contents import asked_for, told, trimmed
from .cued_requests import MAX_CUE, before_clause, points_at
from .drafts import IntentionDraft
from .messages import Sentence
from .patterns import compiled

ASKED = 0.85  # confidence: looser than what one sentence says
NEAR = (-1, 1, -2, 2)  # sentences from the one that says when, in the order in which they are tried
MAX_READ = 40  # sentences of a message; more are a paste

_HINT = compiled(english.HINT, {})
_LEAD_IN = compiled(requests.LEAD_IN, {})
_TOPIC_LABEL = compiled(english.TOPIC_LABEL, {})
_DO_LABEL = compiled(english.DO_LABEL, {})
_WANTED = compiled(english.WANTED, {})
_IS_CUE = tuple(compiled(pattern, {}) for pattern in english.IS_CUE)
_CUE_ASKS = compiled(english.CUE_ASKS, {})
_ON_TOPIC = compiled(english.ON_TOPIC, {})
_I_SAY_YOU_SAY = compiled(english.I_SAY_YOU_SAY, {})
_MAKES_YOU_SAY = compiled(english.MAKES_YOU_SAY, {})
_NO_TOPIC = compiled(english.NO_TOPIC, {})
_SAID_SO = compiled(english.SAID_SO, {})
_BEGINS = re.compile(r"(?:[,:;]|\s[-–—])\s")


def may_span(text: str) -> bool:
    """Whether any word of a message can be of such a request."""
    return _HINT.search(text) is not None


def find_across(said: Sequence[Sentence], original: str, asked: Sequence[IntentionDraft]) -> IntentionDraft | None:
    """The request of several sentences in a row, or of one that names its topic without a clause; None without one.

    asked: what else is asked for, at no topic: a topic near it is for that, if it is not for a time.
    """
    said = said[:MAX_READ]
    timed = any(one.at is not None or one.every for one in asked)
    for at, sentence in enumerate(said):
        one = (None if timed else _in_one(sentence, original)) or _labelled(said, at, original)
        if one is not None:
            return one
    for at, sentence in enumerate(() if timed else said):
        earlier = tuple(reversed(said[max(0, at - 3) : at]))
        cue = _is_cue(sentence) or points_at(sentence, original, earlier)
        content = _told_near(said, at, original, asked) if cue else ""
        if content:
            return _draft(content, cue, said, at)
    return None


def _told_near(said: Sequence[Sentence], at: int, original: str, asked: Sequence[IntentionDraft]) -> str:
    """What a sentence near one that says when asks for; else what is stated before it, if it asks for that."""
    for away in NEAR:
        if not 0 <= at + away < len(said):
            continue
        near = said[at + away]
        content = next((one.content for one in asked if one.start == near.start), "") or asked_for(near, original)
        if content:
            return content
    text = said[at].text
    stated = at > 0 and (_CUE_ASKS.search(text) or _SAID_SO.search(before_clause(text)))
    return told(said[at - 1], original) if stated else ""


def _in_one(sentence: Sentence, original: str) -> IntentionDraft | None:
    """ "On solder, remind me ..." and "I mention the stag do, you tell me ..."."""
    own = sentence.told_in(original)
    for begin in _begins(sentence.text):
        pair = _I_SAY_YOU_SAY.match(sentence.text, begin) or _MAKES_YOU_SAY.match(sentence.text, begin)
        if pair is not None and not sentence.question:
            cue, content = own[slice(*pair.span("cue"))], trimmed(own[pair.end() :])
            return _fitting(cue, content, sentence)
        on = _ON_TOPIC.match(sentence.text, begin)
        if on is None or (not on["subject"] and _NO_TOPIC.fullmatch(on["cue"])):
            continue
        content = asked_for(sentence, original, on.end())
        if content:
            return _fitting(own[slice(*on.span("cue"))], content, sentence)
    return None


def _labelled(said: Sequence[Sentence], at: int, original: str) -> IntentionDraft | None:
    """ "Topic: parking. Message: the code is on the fridge": a label that says when, and near it what is to be told."""
    text = said[at].text
    lead = _LEAD_IN.match(text)
    begin = lead.end() if lead else 0
    label, wanted = _TOPIC_LABEL.fullmatch(text, begin), _WANTED.fullmatch(text, begin)
    found = label or wanted
    if found is None:
        return None
    near = [said[at + away] for away in NEAR if 0 <= at + away < len(said)]
    done = ((one, _DO_LABEL.match(one.text)) for one in near)
    content = next((trimmed(one.told_in(original)[slice(*do.span("do"))]) for one, do in done if do), "")
    if not content and label is not None:
        content = next((what for one in near if (what := asked_for(one, original))), "")
    place = comes_up(found["cue"])
    start = found.start("cue")
    cue = said[at].told_in(original)[slice(start + place[0], start + place[1]) if place else slice(*found.span("cue"))]
    return _fitting(cue, content.strip("\"'“”‘’ "), said[at])


def _is_cue(sentence: Sentence) -> str:
    """ "Mention of the choir should jog my memory": the topic of a sentence that says that it is the cue."""
    lead = _LEAD_IN.match(sentence.text)
    begins = {0, lead.end()} if lead else {0}
    found = next((m for p in _IS_CUE for at in begins if (m := p.fullmatch(sentence.text, at))), None)
    if found is None or sentence.question:
        return ""
    place = comes_up(found["cue"])
    cue = found["cue"][slice(*place)] if place else found["cue"]
    return cue if _fits(cue) else ""


def _begins(text: str) -> Iterator[int]:
    """Where what names its topic may begin: after greetings, of the sentence and of its first parts."""
    lead = _LEAD_IN.match(text)
    yield lead.end() if lead else 0
    for mark, _ in zip(_BEGINS.finditer(text), range(4), strict=False):
        lead = _LEAD_IN.match(text, mark.end())
        yield lead.end() if lead else mark.end()


def _fits(cue: str) -> bool:
    return 0 < len(bare(cue).split()) <= MAX_CUE and not stands_back(cue)


def _fitting(cue: str, content: str, sentence: Sentence) -> IntentionDraft | None:
    return _draft(content, cue.strip("\"'“”‘’ "), (sentence,), 0) if content and _fits(cue) else None


def _draft(content: str, cue: str, said: Sequence[Sentence], at: int) -> IntentionDraft:
    one = said[at]
    return IntentionDraft(content, cue, None, None, False, one.start, one.start + len(one.text), ASKED)
