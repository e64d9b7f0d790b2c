"""Requests that stand apart from what is to be done: "The car needs oil. Reminder Saturday at 11, please".

The last of the readings: where no other saw a request, what asks and its time are taken out of a sentence, and what
is left, or else the sentence before, is what is to be done.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from . import english_asked_apart as english
from .dates import DateSpan
from .english_intentions import FRAGMENTS
from .english_timed_loosely import AT, REMIND, TO
from .messages import Sentence
from .patterns import compiled
from .timed_loosely import MEANT, REFUSED, Place, beginning, places

_CLAUSE_ENDS = ",;:.!?-\u2013\u2014"
_FRAGMENTS = {**FRAGMENTS, "NOUN": english.NOUN}
_ASK = compiled(english.ASK, _FRAGMENTS)
_BEFORE_ASK = compiled(english.BEFORE_ASK, _FRAGMENTS)
_STOPS = r"[\s,;:.!-]{0,5}"
_AROUND = compiled(rf"^{_STOPS}(?:{english.AROUND}\b{_STOPS}){{1,4}}|(?:\b{english.AROUND}{_STOPS}){{1,4}}$", {})
_JOINT = compiled(rf"^{_STOPS}(?:{english.JOINT}\b{_STOPS}){{1,2}}", {})
_JOINS = compiled(english.JOINS, {})
_HOUR_FIRST = compiled(english.HOUR_FIRST, {})
_TO_DO = compiled(english.TO_DO, {})
_EXCUSE = compiled(english.EXCUSE, {})
_DUTY = compiled(english.DUTY, {})


@dataclass(frozen=True)
class Apart:
    """When a request is to be told, in the words of the text, and what about."""

    time: str
    task: str

    @property
    def request(self) -> str:
        """It in the exact form, with something else to be done: only its time is to be read."""
        at = f"{AT} " if _HOUR_FIRST.match(self.time) else ""
        return f"{REMIND} {at}{self.time} {TO} {english.SEE_TO_IT}"


def told_apart(
    sentence: Sentence, original: str, earlier: Sequence[Sentence], dates: Sequence[DateSpan]
) -> Apart | None:
    """The request that a sentence makes of what it leaves, or of what was said before it; None if none.

    earlier: the sentences before it, nearest first. dates: those of the sentence.
    """
    text, own = sentence.text, sentence.told_in(original)
    if REFUSED.search(text):
        return None
    for ask in _ASK.finditer(text):
        times = places(text, dates, ask.start())
        begin = beginning(text, ask.start(), times, _BEFORE_ASK)
        time = None if begin is None else _beside(text, begin, ask.end(), times)
        if begin is None or time is None or not _leads(text[:begin], time):
            continue
        left = _left(own, begin, ask.end(), time)
        loose = left and (ask["told"] or _EXCUSE.search(left)) and not _joined(text, ask.end(), times)
        if loose and not _TO_DO.search(left):
            continue
        if sentence.question and left and not MEANT.search(text, begin):
            continue
        task = _task(left) or _told_before(original, earlier)
        if task:
            return Apart(own[time.start : time.end], task)
    return None


def hollow(content: str) -> bool:
    """Whether what was read as to be done only asks, or points: "set a reminder", "on it", "love"."""
    left = _bare(content)
    asks = _ASK.fullmatch(left)
    return not left or (asks is not None and not asks["woken"])


def _joined(text: str, at: int, times: Sequence[Place]) -> bool:
    """Whether "to ...", "about ..." follows a place, or the time there."""
    time = next((one for one in times if one.start - at >= 0 and not text[at : one.start].strip(" ,")), None)
    return _JOINT.match(text[time.end if time is not None else at :]) is not None


def _beside(text: str, begin: int, end: int, times: Sequence[Place]) -> Place | None:
    """The time that stands behind what asks, or begins a clause before it."""
    for one in times:
        lead = text[: one.start].rstrip()
        leads = not _bare(lead) or lead[-1] in _CLAUSE_ENDS
        if (one.start >= end and not _bare(text[end : one.start])) or (one.end <= begin and leads):
            return one
    return None


def _leads(lead: str, time: Place) -> bool:
    """Whether what stands before what asks ends a clause: "cancel the 7 o'clock alarm" asks for none."""
    lead = lead.rstrip()
    return not lead or lead[-1] in _CLAUSE_ENDS or time.end == len(lead) or _JOINS.search(lead) is not None


def _left(own: str, begin: int, end: int, time: Place) -> str:
    """What is left of a sentence without what asks, its time and politeness."""
    first, last = sorted(((begin, end), (time.start, time.end)))
    pieces = (own[: first[0]], own[first[1] : max(first[1], last[0])], own[max(first[1], last[1]) :])
    said = " ".join(one for one in (_bare(piece) for piece in pieces) if one)
    return "" if _ASK.fullmatch(said) else said


def _bare(piece: str) -> str:
    """Without politeness around it and what joins it to what asks."""
    while True:
        less = _JOINT.sub("", _AROUND.sub("", piece)).strip(" ,;:.!-")
        if less == piece:
            return piece
        piece = less


def _told_before(original: str, earlier: Sequence[Sentence]) -> str:
    """What the nearest earlier sentence that tells a duty says is to be done."""
    duty = next((one for one in earlier if not one.question and _TO_DO.search(one.text)), None)
    return "" if duty is None else _task(duty.told_in(original).strip(" ,;:.!"))


def _task(told: str) -> str:
    """ "I have to pay Bo": "pay Bo"."""
    duty = _DUTY.match(told)
    return duty["task"] if duty else told
