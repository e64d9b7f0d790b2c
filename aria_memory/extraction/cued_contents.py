"""What is to be done when a cue comes up: told after its clause, before it, or in the sentence before. Pure."""

import re
from collections.abc import Iterator
from itertools import islice

from . import english_cue_pointers as pointers
from . import english_cued_requests as english
from .english_intention_cues import POLITE_IF
from .messages import Sentence
from .patterns import compiled

MAX_ENDS = 6  # of a clause, and places where a request may begin, that are tried
MAX_WORDS = 60  # of what is told between a clause and "tell me that"

_LEAD_IN = compiled(english.LEAD_IN, {})
_ASKED_FOR = rf"{english.LEAD_IN}(?:{english.ASKING}|{english.DOING})"
_CORE = compiled(rf"{_ASKED_FOR}|{english.OWN_PLAN}", {})
_ARRANGED = compiled(rf"{english.LEAD_IN}{english.ARRANGED}", {})
_ARRANGED_CORE = compiled(rf"{english.YOU_DO}{_ASKED_FOR}", {})
ASKING = compiled(rf"{english.LEAD_IN}(?:{english.ASKING})", {})
SURE = compiled(english.SURE, {})
I_DO = compiled(english.I_DO, {})
_NOTE = compiled(pointers.NOTE, {})
_UNHURRIED = compiled(pointers.UNHURRIED, {})
_HELD = compiled(pointers.HELD, {})
_NOTED = re.compile(r"(?::|,|\s[-–—])\s")
_TOLD_THEN = re.compile(r"(?::|\s[-–—]{1,2})\s")
_PLANNED = compiled(english.PLANNED, {})
_CONNECTS = compiled(english.CONNECTS, {})
_ONE_THING = compiled(english.ONE_THING, {})
SAY_SO = compiled(rf"{english.LEAD_IN}{english.SAY_SO}(?:{english.ENDS})?", {})
ENDS = compiled(english.ENDS, {})
_POLITE_IF = compiled(POLITE_IF, {})
_WHY = compiled(english.WHY, {})
_ASIDE = compiled(english.ASIDE, {})
THEN_TOLD = compiled(english.THEN_TOLD, {})
_REPORTED = compiled(english.REPORTED, {})
_STRONG = compiled(english.STRONG, {})
_YOU_TELL = compiled(english.YOU_TELL, {})
_TAGGED = compiled(english.TAGGED, {})
_EVER = compiled(english.EVER, {})
_NOT_TOLD = compiled(english.NOT_TOLD, {})
_WHEN_TO = compiled(english.WHEN_TO, {})
_OPENED = compiled(english.OPENED, {})
_YOU = re.compile(r"\b(?:you|u|ya|ye|please|(?:can|could|may|might) (?:i|we)|any chance|how about)\b", re.IGNORECASE)
_LED_ON = re.compile(r",\s(?:so|and|but)$")
_SO = re.compile(r"(?:[,;:]|\s[-–—])\s{1,3}(?:so|and)\s{1,3}", re.IGNORECASE)
_BEGINS = re.compile(r"(?:[,;:]|\s[-–—]|\b(?:so|and|but|n))\s{1,3}", re.IGNORECASE)
BLANK = re.compile(r"[,;:]?\s{1,3}(?:[-–—]{1,2}\s)?")
JOINT = " \t,;:-–—"


def to_do(sentence: Sentence, original: str, lead: int, opener: int, end: int, before: Sentence | None) -> str:
    """What is to be done, told after the clause or before it; "" where nobody asks for anything.

    lead: up to where the sentence has to leave the request the speaker's own; opener, end: of the clause; before: the
    sentence before.
    """
    text, own = sentence.text, sentence.told_in(original)
    aside = _ASIDE.match(text, end)
    blank = BLANK.match(text, aside.end() if aside else end)
    after = blank.end() if blank else end
    core, start, stop = _CORE.match(text, after) or _later(text, after), lead, len(text)
    arranged = core is None and _ARRANGED.fullmatch(text, 0, opener) is not None
    if core is None and not arranged and not _EVER.match(text, opener):
        core = _YOU_TELL.match(text, after)
    if arranged:
        own_doing = SURE.search(text, 0, opener) and I_DO.match(text, after)
        core, start = _ARRANGED_CORE.match(text, after) or own_doing or None, 0
    if core is None:
        stated = _stated(text, own, (lead, opener, end, after))
        begins = _begins(text, opener) if stated is None else ()
        found = [
            (at, one) for at in begins if (one := _CORE.match(text, at, opener) or _TAGGED.match(text, at, opener))
        ]
        if not found:
            return stated or ""
        (start, core), stop = found[-1], opener
        asked = _POLITE_IF.sub("", text[core.end() : opener], count=1)
        nothing_yet = not asked.strip(JOINT) or _ONE_THING.match(text, core.end()) is not None
        if nothing_yet and (THEN_TOLD.match(text, end) or text[end : end + 1] == ":"):
            return trimmed(own[end:])  # "remind me of one thing whenever ticks are mentioned: ..."
        if not over(text, end):
            return ""
    asks = _YOU.search(core[0]) or ENDS.search(text) or (arranged and _YOU.search(text, 0, opener))
    first = start == 0 and before is not None and core.groupdict().get("ask")
    if not _own(text[:start]) or (sentence.question and not (asks or first)):
        return ""
    return _content(own, core, (start, stop), _said(before, original))


def asked_for(sentence: Sentence, original: str, at: int | None = None) -> str:
    """What a sentence asks to be told, whatever tells when; "" where it does not ask. at: where alone it may begin."""
    text, own = sentence.text, sentence.told_in(original)
    begins = _begins(text, len(text)) if at is None else (at,)
    for begin in begins:
        core = _CORE.match(text, begin) or _YOU_TELL.match(text, begin)
        if core is None or (at is None and not _own(text[:begin])) or _NOT_TOLD.match(text, core.end()):
            continue
        if sentence.question and not (_YOU.search(text) or _WHEN_TO.match(text)):
            continue
        return _content(own, core, (begin, len(text)), "")
    return ""


def told(sentence: Sentence, original: str) -> str:
    """What a sentence states."""
    return trimmed(_said(sentence, original))


def _stated(text: str, own: str, places: tuple[int, int, int, int]) -> str | None:
    """What is to be told, where the sentence states it and asks in no other words for it; None where it does not.

    places: up to where the sentence has to leave the request the speaker's own, where the clause begins and ends, and
    where what follows it begins.
    """
    lead, opener, end, after = places
    told = _told_first(text, after)
    if told is not None:
        return trimmed(own[after:told]) if _own(text[:lead]) else ""
    noted = text.startswith(("for ", "For "), opener) and _NOTE.fullmatch(text, 0, opener)
    unhurried = (_UNHURRIED.fullmatch(text, 0, opener) or _HELD.match(text, opener)) and _TOLD_THEN.match(text, end)
    if unhurried or (noted and _NOTED.match(text, end)):
        return trimmed(own[end:])  # "For when the wedding comes up: the florist wants colours"
    return None


def _content(own: str, core: re.Match[str], place: tuple[int, int], said: str) -> str:
    """What follows the words that ask, up to the end of `place`; or what was stated before them, where nothing does.

    said: the sentence before.
    """
    start, stop = place
    groups = core.groupdict()
    kept = next((name for name in ("do", "kept") if groups.get(name)), None)
    content = trimmed(own[core.start(kept) if kept else core.end() : stop])
    if content and not SAY_SO.fullmatch(content) and content.lower() not in english.IT:
        return content
    return _planned(own[:start]) or _planned(said) or _statement(own[:start]) or _statement(said)


def over(text: str, end: int) -> bool:
    """Whether nothing follows a clause that ends a request, or a reason, or a remark after a colon."""
    rest = text[end:]
    over = not rest.strip(JOINT) or rest[0] == ":" or _WHY.match(text, end) or ENDS.fullmatch(rest)
    return bool(over)


def _later(text: str, start: int) -> re.Match[str] | None:
    """ "..., the hotel still owes us a refund, so tell me to chase it": a request that the rest leads to."""
    led = (ASKING.match(text, joint.end()) for joint in islice(_SO.finditer(text, start), MAX_ENDS))
    return next((core for core in led if core), None)


def _told_first(text: str, start: int) -> int | None:
    """ "..., the code is inside the shed door, tell me that": where what is to be said ends."""
    for blank in islice(BLANK.finditer(text, start), MAX_WORDS):
        if SAY_SO.fullmatch(text, blank.end()) and blank.start() > start:
            return blank.start()
    return None


def _begins(text: str, end: int) -> Iterator[int]:
    """Where a request may begin."""
    yield 0
    for joint in islice(_BEGINS.finditer(text, 0, end), MAX_ENDS):
        yield joint.end()


def _own(lead: str) -> bool:
    """Whether what stands before a request leaves it the speaker's own: a greeting, or a statement that is over."""
    said = lead.strip()
    if not said or _LEAD_IN.fullmatch(f"{said} ") or _NOTE.fullmatch(f"{said} "):
        return True
    if _OPENED.search(said):
        return True
    return _STRONG.search(said) is not None and _REPORTED.search(said) is None


def trimmed(words: str) -> str:
    """What is to be done, without what leads to it, what follows it, and why."""
    words = _POLITE_IF.sub("", words, count=1)
    why = _WHY.search(words)
    words = words[: why.start()] if why and words[: why.start()].strip(JOINT) else words
    connects = _CONNECTS.match(words)
    words = words[connects.end() :] if connects else words
    while ends := ENDS.search(words := words.rstrip(JOINT)):
        words = words[: ends.start()]
    return words.strip(" \t,;:-–—.!?")


def _planned(said: str) -> str:
    """ "I keep meaning to ask for my tin back. Will you remind me when ...": what was said just before."""
    planned = _PLANNED.search(said)
    return _LED_ON.sub("", trimmed(planned["do"])) if planned else ""


def _said(sentence: Sentence | None, original: str) -> str:
    told = sentence is not None and not sentence.question
    return sentence.told_in(original) if sentence and told else ""


def _statement(lead: str) -> str:
    """ "Rick wants his amp back, say so next time ...": what was said in the same breath."""
    said = re.sub(r"[\s,;:–—-]+(?:so|and|but)?[\s,;:–—-]*$", "", lead)
    return "" if _LEAD_IN.fullmatch(f"{said} ") else said
