"""Requests that wait for a topic, however they are put: "whenever HMRC comes up I want to hear that ...".

`intentions` knows the forms of requests exactly. This one is looser in how a person asks and stricter in what is waited
for: a clause must say that something comes up in talk, and what stands around it must be read to its end.
"""

import re
from collections.abc import Iterator
from itertools import islice

from . import english_cue_clauses as english
from .cue_clauses import comes_up, stands_back
from .drafts import IntentionDraft
from .messages import Sentence
from .patterns import compiled

ASKED = 0.9  # confidence: a looser form than those of `intentions`
MAX_OPENERS = 4  # of a sentence that are tried: more are a list, or a hostile text
MAX_ENDS = 6  # of a clause, and places where a request may begin, that are tried
MAX_WORDS = 60  # of what is told between a clause and "tell me that"
MAX_CUE = 5  # words of what a person calls a topic
MAX_FRONTED = 6  # words of a topic that stands before all: "The flat in Gdansk, when that comes up ..."

_OPENER = compiled(english.OPENER, {})
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
_ARTICLE = re.compile(r"(?:the|an?)\s{1,3}", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|u|ya|please|(?:can|could|may|might) (?:i|we))\b", re.IGNORECASE)
_PERSON_BACK = compiled(english.PERSON_BACK, {})
_NAME = compiled(english.NAME, {})
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
            cue: tuple[int, int] | None = (opener.end() + place[0], opener.end() + place[1])
            back = stands_back(text[opener.end() + place[0] : opener.end() + place[1]])
            if back:
                cue = _fronted(text, opener.start())
            words = own[slice(*cue)].strip(_JOINT) if cue else ""
            if cue is None and _PERSON_BACK.fullmatch(text[opener.end() + place[0] : opener.end() + place[1]]):
                words = _person(text[: opener.start()]) or (_person(before.text) if before else "")
            back = back and cue is not None
            content = words and _to_do(sentence, own, 0 if back else opener.start(), opener.start(), end, before, original)
            if words and content:
                end_at = sentence.start + len(text)
                return IntentionDraft(content, words, None, None, False, sentence.start, end_at, ASKED)
    return None


def unread(cue: str | None) -> bool:
    """Whether a cue is so long that it is a clause which nobody understood, or a pronoun."""
    return cue is not None and (len(cue.split()) > MAX_CUE or stands_back(cue))


def _ends(text: str, start: int) -> Iterator[int]:
    """Where a clause may end: before words that ask, at what parts it from the rest, or with the sentence."""
    for blank in _BLANK.finditer(text, start):
        if _ASKING.match(text, blank.end()) or _PARTED.match(text, blank.start()):
            yield blank.start()
    for told in islice(_THEN_TOLD.finditer(text, start), 1):
        yield told.start()
    ends = _ENDS.search(text, start)
    yield ends.start() if ends else len(text)


def _fronted(text: str, end: int) -> tuple[int, int] | None:
    """ "Potholes: next time I'm ranting about them": what stands before the clause, if that can be a topic."""
    told = text[:end].strip(_JOINT)
    lead = _LEAD_IN.match(told)
    article = _ARTICLE.match(told, lead.end() if lead else 0)
    start = article.end() if article else lead.end() if lead else 0
    fits = text[:end].rstrip()[-1:] in tuple(",:-–—") and 0 < len(told[start:].split()) <= MAX_FRONTED
    return (start, len(told)) if fits and not _ASKING.match(told) else None


def _to_do(
    sentence: Sentence, own: str, lead: int, opener: int, end: int, before: Sentence | None, original: str
) -> str:
    """What is to be done, told after the clause or before it; "" where nobody asks for anything."""
    text = sentence.text
    aside = _ASIDE.match(text, end)
    blank = _BLANK.match(text, aside.end() if aside else end)
    after = blank.end() if blank else end
    core, start, stop = _CORE.match(text, after), lead, len(text)
    told = _told_first(text, after) if core is None else None
    if told is not None and _own(text[:start]):
        return _trimmed(own[after:told])
    if core is None:
        rest = text[end:].strip(_JOINT)
        at_once = bool(rest) and _THEN_TOLD.match(text, end) is not None
        if rest and not at_once and not (_WHY.match(text, end) or _ENDS.fullmatch(text[end:]) or text[end] == ":"):
            return ""
        found = [(at, one) for at in _begins(text, opener) if (one := _CORE.match(text, at, opener))]
        if not found:
            return ""
        (start, core), stop = found[-1], opener
        if at_once and core.end() < opener - 1:
            return ""
        one = _ONE_THING.match(text, core.end())
        if rest and (at_once or text[end] == ":") and (one is not None or core.end() >= opener - 1):
            return _trimmed(own[end:])  # "remind me of one thing whenever ticks are mentioned: ..."
    if not _own(text[:start]) or (sentence.question and not _YOU.search(core[0]) and not _ENDS.search(text)):
        return ""
    groups = core.groupdict()
    kept = next((name for name in ("do", "kept") if groups.get(name)), None)
    content = _trimmed(own[core.start(kept) if kept else core.end() : stop])
    if content and not _SAY_SO.fullmatch(content):
        return content
    told = _planned(text[:start], own) or (_planned(before.text, original[before.start :]) if before else "")
    return told or _statement(own[:start]) or (_statement(_said(before, original)) if before else "")


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


def _planned(text: str, own: str) -> str:
    """ "I keep meaning to ask for my tin back. Will you remind me when ...": what was said just before."""
    planned = _PLANNED.search(text)
    return _trimmed(own[planned.start("do") : planned.end("do")]) if planned else ""


def _said(sentence: Sentence, original: str) -> str:
    return "" if sentence.question else original[sentence.start : sentence.start + len(sentence.text)]


def _person(text: str) -> str:
    """The last name in a text, which a later "her" stands for; "" if there is none."""
    names = _NAME.findall(text)
    return names[-1].removesuffix("'s") if names else ""


def _statement(lead: str) -> str:
    """ "Rick wants his amp back, say so next time ...": what was said in the same breath."""
    said = re.sub(r"[\s,;:–—-]+(?:so|and|but)?[\s,;:–—-]*$", "", lead)
    return "" if _LEAD_IN.fullmatch(f"{said} ") else said
