"""Where what is to be done ends: what is added to a request ("..., it's on the 22nd"), and words that only ask."""

import re
from collections.abc import Sequence

from . import english_intention_contents as english
from .dates import DateSpan
from .english_intentions import FRAGMENTS
from .patterns import compiled

_AFTERTHOUGHT = compiled(english.AFTERTHOUGHT, {})
_ADDED = compiled(english.ADDED, {})
_FILLER = compiled(rf"(?:^|,? ?\b){english.FILLER}[.!]{{0,3}}$", {})
_WOKEN = compiled(english.WOKEN, FRAGMENTS)
_NO_TASK = compiled(english.NO_TASK, {})


def bare(text: str, asked: re.Match[str], dates: Sequence[DateSpan]) -> tuple[str, Sequence[DateSpan]]:
    """A request without what is added after what is to be done, or after the time; with the dates that are left."""
    after = _AFTERTHOUGHT.search(text, asked.end() + 1)
    stop = after.start() if after is not None and text[asked.end() : after.start()].strip(" ,") else len(text)
    woken = asked.groupdict().get("kept") is not None and _WOKEN.match(text, asked.start("kept")) is not None
    for span in dates:
        told = asked.end() <= span.start and (woken or text[asked.end() : span.start].strip(" ,"))
        if told and (_ADDED.match(text, span.end) or (woken and text[span.end : span.end + 1] == ",")):
            stop = min(stop, span.end)
    return (text, dates) if stop == len(text) else (text[:stop], [span for span in dates if span.end <= stop])


def is_task(text: str, asked: re.Match[str]) -> bool:
    """Whether "I must remember to ..." is followed by a thing to do, and not by how one wants to live."""
    return asked.groupdict().get("must") is not None and _NO_TASK.match(text, asked.end()) is None


def plain(content: str, *, again: bool) -> str:
    """What is to be done without "please" and "thanks" at its end; with `again`, that word is a part of it."""
    while found := _FILLER.search(content):
        if again and found[0].strip(" ,").lower() == english.AGAIN:
            break
        content = content[: found.start()]
    return content
