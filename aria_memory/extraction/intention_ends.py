"""Where what is to be done ends: what is added to a request ("..., it's on the 22nd"), and words that only ask."""

import re
from collections.abc import Sequence
from dataclasses import replace

from . import english_intention_contents as english
from .dates import DateSpan
from .english_intentions import FRAGMENTS
from .patterns import compiled

MAX_OPENING = 11  # characters of "between" before a range, and blanks

_AFTERTHOUGHT = compiled(english.AFTERTHOUGHT, {})
_CHOICE = compiled(english.CHOICE, {})
_ADDED = compiled(english.ADDED, {})
_FILLER = compiled(rf"(?:^|,? ?\b){english.FILLER}[.!]{{0,3}}$", {})
_OPENING = compiled(english.OPENING + "$", {})
_WOKEN = compiled(english.WOKEN, FRAGMENTS)
_TAG = compiled(english.TAG, {})
_SO_THAT = compiled(english.SO_THAT, {})
_MUST = compiled(english.MUST, {})
_NO_TASK = compiled(english.NO_TASK, {})


def bare(text: str, asked: re.Match[str], dates: Sequence[DateSpan]) -> tuple[str, Sequence[DateSpan]]:
    """A request without what is added after what is to be done, or after the time; with the dates that are left."""
    after = _AFTERTHOUGHT.search(text, asked.end() + 1)
    to_do = text[asked.end() : after.start()].strip(" ,") if after is not None else ""
    either = after is not None and after["or"] is not None and _CHOICE.search(to_do) is not None
    stop = after.start() if after is not None and to_do and not either else len(text)
    woken = asked.groupdict().get("kept") is not None and _WOKEN.match(text, asked.start("kept")) is not None
    for span in dates:
        told = asked.end() <= span.start and (woken or text[asked.end() : span.start].strip(" ,"))
        if told and (_ADDED.match(text, span.end) or (woken and text[span.end : span.end + 1] == ",")):
            stop = min(stop, span.end)
    return (text, dates) if stop == len(text) else (text[:stop], [span for span in dates if span.end <= stop])


def begins(text: str, dates: Sequence[DateSpan]) -> Sequence[DateSpan]:
    """The dates of a request, two hours of a range ("between 2 and 4 on Friday") as one, when that begins; and two days
    of which either will do ("on the 3rd or the 4th") as the first."""
    made: list[DateSpan] = []
    for span in dates:
        first = made[-1] if made and _alike(made[-1], span) else None
        if first is None or first.at > span.at:
            made.append(span)
            continue
        opened = _OPENING.search(text, max(0, first.start - MAX_OPENING), first.start)
        joint = text[first.end : span.start].strip().lower()
        both = joint == "and" and (opened or "between" in text[first.start : first.end].lower())
        hours = span.granularity == "minute" and (joint in english.RANGE or both)
        if hours or joint in english.EITHER:
            made[-1] = replace(first, start=opened.start() if opened else first.start, end=span.end)
        else:
            made.append(span)
    return made


def _alike(first: DateSpan, second: DateSpan) -> bool:
    return first.granularity == second.granularity and first.recurrence is None and second.recurrence is None


def is_task(text: str, asked: re.Match[str]) -> bool:
    """Whether "I must remember to ..." is followed by a thing to do, and not by how one wants to live."""
    return asked.groupdict().get("must") is not None and _NO_TASK.match(text, asked.end()) is None


def plain(content: str, *, again: bool) -> str:
    """What is to be done without "please" and "thanks" at its end; with `again`, that word is a part of it."""
    content = _SO_THAT.sub("", _MUST.sub("", content, 1), 1)
    content = _TAG.sub("", content)
    while found := _FILLER.search(content):
        if again and found[0].strip(" ,").lower() == english.AGAIN:
            break
        content = content[: found.start()]
    return content
