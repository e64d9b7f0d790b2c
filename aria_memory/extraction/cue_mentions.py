"""What a message says is to come up in talk, wherever it says so: words that name it, and the phrase beside them. Pure.

No grammar: a verb of speech that the speaker, or anyone, may do one day; a noun of talk; what comes up; a label.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from . import english_cue_mentions as english
from .cue_phrases import MAX_AWAY, STOP, phrase_after, phrase_before, referent, topic
from .patterns import Pattern, compiled

MAX_TRIED = 8  # places of each kind: more are a list, or a hostile text

SURELY = compiled(english.SURELY, {})
BOUND_THEN = compiled(english.BOUND_THEN, {})
_BOUND = compiled(english.BOUND, {})
_PERHAPS = compiled(english.PERHAPS, {})
_SPEAKER = compiled(english.SPEAKER, {})
_NOTHING = compiled(english.NOTHING, {})
_BARE = compiled(english.BARE, {})
_BARE_I = compiled(english.BARE_I, {})
_THEN = compiled(english.THEN, {})
_LEADS_ON = compiled(english.LEADS_ON, {})
_LABELS = tuple(compiled(pattern, {}) for pattern in (english.TOPIC, english.LABEL, english.ARROW))
_AROUND = tuple(compiled(pattern, {}) for pattern in english.AROUND)
_SURE = tuple(compiled(pattern, {}) for pattern in english.SURE)
_PASSIVE = compiled(english.PASSIVE, {})
_SPEAKS = compiled(english.SPEAKS, {})
_TALK = compiled(english.TALK, {})
_PARTICIPLE = re.compile(r"\s*\w+(?:ed|aid)")
_ING = re.compile(r"\w+in[g']?\b")


@dataclass(frozen=True)
class Mention:
    """Something said to come up: where the words stand that say so, and what it is."""

    start: int
    end: int
    cue: str
    surely: bool  # a word says that it is to come: "when", "once"; else that something follows does
    label: bool = False


def mentions(text: str, own: str) -> list[Mention]:
    """What a message says is to come up, the surest first. own: its words as told, where `text` masks some."""
    found = (*_labels(text, own), *_passive(text, own), *_around(text, own), *_active(text, own))
    return sorted(found, key=lambda one: not one.surely)


def opened(text: str, end: int) -> int:
    """Where the last clause begins before there that says that something is to come; -1 without one."""
    begins = [one.start() for one in SURELY.finditer(text, 0, end)]
    return begins[-1] if begins else -1


def _labels(text: str, own: str) -> Iterator[Mention]:
    """ "Topic: parking", "parking -> ..." """
    for label in (one for pattern in _LABELS for one in islice(pattern.finditer(text), MAX_TRIED)):
        cue = topic(own[slice(*label.span("cue"))], own[: label.start()])
        if cue and not _PASSIVE.search(cue):  # "board meeting mentioned -> ..."
            yield Mention(*label.span(), cue, surely=True, label=True)


def _passive(text: str, own: str) -> Iterator[Mention]:
    """ "X comes up", "once X is mentioned"; "X, once mentioned" too."""
    for said in islice(_PASSIVE.finditer(text), MAX_TRIED):
        begin = max(0, said.start() - MAX_AWAY)
        ends = [one.end() for one in SURELY.finditer(text, begin, said.start())]
        start = phrase_before(text, ends[-1] if ends else begin, said.start())
        surely = _just_opened(text, start, said.end()) or _leads(text, start, said.end(), _BARE)
        if surely is False and _PARTICIPLE.fullmatch(said[0]) and not _THEN.match(text, said.end()):
            continue  # "the plumber mentioned a valve"
        words = own[start : said.start()]
        fronted = ends and start == said.start() and not text[ends[-1] : start].strip()
        cue = topic(words, own[:start]) if words.strip() else referent("it", own[:start]) if fronted else ""
        if surely is not None and cue:
            yield Mention(start, said.end(), cue, surely)


def _around(text: str, own: str) -> Iterator[Mention]:
    """ "Bring X up", "it's X we're on about"; "with X as the topic" """
    for said in (one for pattern in _AROUND for one in islice(pattern.finditer(text), MAX_TRIED)):
        yield from _mention(own, said.span(), said.span("cue"), _spoken(text, *said.span()))
    for said in (one for pattern in _SURE for one in islice(pattern.finditer(text), MAX_TRIED)):
        yield from _mention(own, said.span(), said.span("cue"), True)


def _active(text: str, own: str) -> Iterator[Mention]:
    """ "I mention X", "talking about X"; "any talk of X" """
    for said in islice(_SPEAKS.finditer(text), MAX_TRIED):
        phrase = phrase_after(text, said.end())
        yield from _mention(own, (said.start(), phrase[1]), phrase, _spoken(text, said.start(), phrase[1]))
    for said in islice(_TALK.finditer(text), MAX_TRIED):
        phrase = phrase_after(text, said.end())
        place = said.start(), phrase[1]
        surely = _spoken(text, *place) or (True if said["any"] or said["all"] else _leads(text, *place, _BARE))
        yield from _mention(own, place, phrase, surely)


def _mention(own: str, said: tuple[int, int], phrase: tuple[int, int], surely: bool | None) -> Iterator[Mention]:
    cue = "" if surely is None else topic(own[slice(*phrase)], own[: said[0]])
    if surely is not None and cue:
        yield Mention(*said, cue, surely)


def _just_opened(text: str, start: int, end: int) -> bool | None:
    """True where a word that says that it is to come stands just before; else None. end: of what says that it does."""
    ends = [one.end() for one in SURELY.finditer(text, max(0, start - MAX_AWAY), start)]
    bound = BOUND_THEN.search(text, end) and _BOUND.search(text, start, end)
    return True if bound or (ends and _NOTHING.fullmatch(text, ends[-1], start)) else None


def _spoken(text: str, start: int, end: int) -> bool | None:
    """Whether the speaker, or anyone, will speak so one day: True after "when" and the like, False where it follows."""
    begin = max(0, start - MAX_AWAY)
    stops = [stop.end() for stop in STOP.finditer(text, begin, start)]
    clause = stops[-1] if stops else begin
    ends = [one.end() for one in SURELY.finditer(text, clause, start)]
    if ends and _SPEAKER.fullmatch(text, ends[-1], start):
        return True
    if _PERHAPS.search(text, clause, start):
        return False
    bound = [one.end() for one in _BOUND.finditer(text, clause, start)] if BOUND_THEN.search(text, end) else ()
    if bound and _SPEAKER.fullmatch(text, bound[-1], start):
        return True
    alone = _leads(text, start, end, _BARE) if _ING.match(text, start) else None
    return _leads(text, start, end, _BARE_I) if alone is None else alone


def _leads(text: str, start: int, end: int, bare: Pattern) -> bool | None:
    """False where a bare clause begins its sentence and leads to what is to be done ("X comes up, say"); else None."""
    if not bare.search(text[:start]):
        return None
    return False if _THEN.match(text, end) or _LEADS_ON.match(text[end:]) else None
