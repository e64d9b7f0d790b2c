"""Requests that wait for a topic, however they are put: "whenever HMRC comes up I want to hear that ...".

`intentions` knows the forms of requests exactly. This one is looser in how a person asks and stricter in what is waited
for: a clause must say that something comes up in talk, and what stands around it must be read to its end.
"""

import re
from collections.abc import Iterator
from itertools import islice

from . import english_cue_clauses as english
from .cue_clauses import comes_up
from .cue_referents import bare, named, stands_back
from .drafts import IntentionDraft
from .messages import Sentence
from .patterns import compiled

ASKED = 0.9  # confidence: a looser form than those of `intentions`
MAX_OPENERS = 4  # of a sentence that are tried: more are a list, or a hostile text
MAX_ENDS = 6  # of a clause, and places where a request may begin, that are tried
MAX_WORDS = 60  # of what is told between a clause and "tell me that"
MAX_CUE = 5  # words of what a person calls a topic
MAX_FRONTED = 6  # words of a topic that stands before all: "The flat in Gdansk, when that comes up ..."

_OPENER = compiled(english.OPENER, english.OPENER_FRAGMENTS)
_LEAD_IN = compiled(english.LEAD_IN, {})
_CORE = compiled(rf"{english.LEAD_IN}(?:{english.ASKING}|{english.DOING})|{english.OWN_PLAN}", {})
_ASKING = compiled(rf"{english.LEAD_IN}(?:{english.ASKING})", {})
_PLANNED = compiled(english.PLANNED, {})
_CONNECTS = compiled(english.CONNECTS, {})
_ONE_THING = compiled(english.ONE_THING, {})
_SAY_SO = compiled(english.SAY_SO, {})
_ENDS = compiled(english.ENDS, {})
_WHY = compiled(english.WHY, {})
_ASIDE = compiled(english.ASIDE, {})
_THEN_TOLD = compiled(english.THEN_TOLD, {})
_REPORTED = compiled(english.REPORTED, {})
_STRONG = compiled(english.STRONG, {})
_YOU = re.compile(r"\b(?:you|u|ya|please|(?:can|could|may|might) (?:i|we))\b", re.IGNORECASE)
_SO = re.compile(r"(?:[,;:]|\s[-–—])\s{1,3}(?:so|and)\s{1,3}", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|that|this|them|him|her|his)\b|^(?:comes?|crops?|pops?) up", re.IGNORECASE)
_PARTED = re.compile(r"[,;:]\s|\s[-–—]{1,2}\s|\s\(|$")
_BLANK = re.compile(r"[,;:]?\s{1,3}(?:[-–—]{1,2}\s)?")
_JOINT = " \t,;:-–—"


def find_cued(sentence: Sentence, original: str, before: Sentence | None = None) -> IntentionDraft | None:
    """The request of a sentence that waits for something to come up, or None. `before`: the sentence before it."""
    text = sentence.text
    own = original[sentence.start : sentence.start + len(text)]
    for opener in islice(_OPENER.finditer(text), MAX_OPENERS):
        for end in islice(_ends(text, opener.end()), MAX_ENDS):
            place = comes_up(text[opener.end() : end])
            if place is None:
                continue
            words = own[opener.end() + place[0] : opener.end() + place[1]].strip(_JOINT)
            fronted = _fronted(own, opener.start()) if stands_back(words) else ""
            cue = fronted or named(words, own[: opener.start()], _said(before, original))
            lead = 0 if fronted else opener.start()
            content = _to_do(sentence, original, lead, opener.start(), end, before) if cue else ""
            if content:
                stop = sentence.start + len(text)
                return IntentionDraft(content, cue, None, None, False, sentence.start, stop, ASKED)
    return None


def unread(cue: str | None) -> bool:
    """Whether a cue is so long that it is a clause which nobody understood, or a pronoun."""
    return cue is not None and (len(cue.split()) > MAX_CUE or _PRONOUN.search(cue) is not None)


def _ends(text: str, start: int) -> Iterator[int]:
    """Where a clause may end: before words that ask, at what parts it from the rest, or with the sentence."""
    for blank in _BLANK.finditer(text, start):
        if _ASKING.match(text, blank.end()) or _PARTED.match(text, blank.start()):
            yield blank.start()
    for told in islice(_THEN_TOLD.finditer(text, start), 1):
        yield told.start()
    ends = _ENDS.search(text, start)
    yield ends.start() if ends else len(text)


def _fronted(own: str, end: int) -> str:
    """ "Potholes: next time I'm ranting about them": what stands before the clause, if that can be a topic."""
    told = own[:end].strip(_JOINT)
    topic = bare(told)
    fits = own[:end].rstrip()[-1:] in tuple(",:-–—") and 0 < len(topic.split()) <= MAX_FRONTED
    return topic if fits and not _ASKING.match(told) and named("it", told) in ("", topic) else ""


def _to_do(
    sentence: Sentence, original: str, lead: int, opener: int, end: int, before: Sentence | None
) -> str:
    """What is to be done, told after the clause or before it; "" where nobody asks for anything.

    lead: up to where the sentence has to leave the request the speaker's own; opener, end: of the clause.
    """
    text, own = sentence.text, original[sentence.start : sentence.start + len(sentence.text)]
    aside = _ASIDE.match(text, end)
    blank = _BLANK.match(text, aside.end() if aside else end)
    after = blank.end() if blank else end
    core, start, stop = _CORE.match(text, after) or _later(text, after), lead, len(text)
    if core is None:
        told = _told_first(text, after)
        if told is not None:
            return _trimmed(own[after:told]) if _own(text[:lead]) else ""
        found = [(at, one) for at in _begins(text, opener) if (one := _CORE.match(text, at, opener))]
        if not found:
            return ""
        (start, core), stop = found[-1], opener
        nothing_yet = not text[core.end() : opener].strip(_JOINT) or _ONE_THING.match(text, core.end()) is not None
        if nothing_yet and (_THEN_TOLD.match(text, end) or text[end : end + 1] == ":"):
            return _trimmed(own[end:])  # "remind me of one thing whenever ticks are mentioned: ..."
        if not _over(text, end):
            return ""
    asks = _YOU.search(core[0]) or _ENDS.search(text) or (core["ask"] and start == 0 and before is not None)
    if not _own(text[:start]) or (sentence.question and not asks):
        return ""
    groups = core.groupdict()
    kept = next((name for name in ("do", "kept") if groups.get(name)), None)
    content = _trimmed(own[core.start(kept) if kept else core.end() : stop])
    if content and not _SAY_SO.fullmatch(content):
        return content
    said = _said(before, original)
    return _planned(own[:start]) or _planned(said) or _statement(own[:start]) or _statement(said)


def _over(text: str, end: int) -> bool:
    """Whether nothing follows a clause that ends a request, or a reason, or a remark after a colon."""
    rest = text[end:]
    over = not rest.strip(_JOINT) or rest[0] == ":" or _WHY.match(text, end) or _ENDS.fullmatch(rest)
    return bool(over)


def _later(text: str, start: int) -> re.Match[str] | None:
    """ "..., the hotel still owes us a refund, so tell me to chase it": a request that the rest leads to."""
    led = (_ASKING.match(text, joint.end()) for joint in islice(_SO.finditer(text, start), MAX_ENDS))
    return next((core for core in led if core), None)


def _told_first(text: str, start: int) -> int | None:
    """ "..., the code is inside the shed door, tell me that": where what is to be said ends."""
    for blank in islice(_BLANK.finditer(text, start), MAX_WORDS):
        if _SAY_SO.fullmatch(text, blank.end()) and blank.start() > start:
            return blank.start()
    return None


def _begins(text: str, end: int) -> Iterator[int]:
    """Where a request may begin."""
    yield 0
    for joint in islice(re.finditer(r"(?:[,;:]|\s[-–—]|\b(?:so|and|but))\s{1,3}", text[:end]), MAX_ENDS):
        yield joint.end()


def _own(lead: str) -> bool:
    """Whether what stands before a request leaves it the speaker's own: a greeting, or a statement that is over."""
    said = lead.strip()
    if not said or _LEAD_IN.fullmatch(f"{said} "):
        return True
    return _STRONG.search(said) is not None and _REPORTED.search(said) is None


def _trimmed(words: str) -> str:
    """What is to be done, without what leads to it, what follows it, and why."""
    why = _WHY.search(words)
    words = words[: why.start()] if why and words[: why.start()].strip(_JOINT) else words
    connects = _CONNECTS.match(words)
    words = words[connects.end() :] if connects else words
    while ends := _ENDS.search(words):
        words = words[: ends.start()]
    return words.strip(" \t,;:-–—.!?")


def _planned(said: str) -> str:
    """ "I keep meaning to ask for my tin back. Will you remind me when ...": what was said just before."""
    planned = _PLANNED.search(said)
    return _trimmed(planned["do"]) if planned else ""


def _said(sentence: Sentence | None, original: str) -> str:
    told = sentence is not None and not sentence.question
    return original[sentence.start : sentence.start + len(sentence.text)] if sentence and told else ""


def _statement(lead: str) -> str:
    """ "Rick wants his amp back, say so next time ...": what was said in the same breath."""
    said = re.sub(r"[\s,;:–—-]+(?:so|and|but)?[\s,;:–—-]*$", "", lead)
    return "" if _LEAD_IN.fullmatch(f"{said} ") else said
