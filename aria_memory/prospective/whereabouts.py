"""Cues that tell where the speaker is ("I'm at the chemist", "I get home"): whether a message says so. Pure."""

import re

from .english_whereabouts import BEING, COMING_HOME, HOME, NOT_THERE, OTHER_TIME, WAS

CLAUSE = 90  # characters around a mention in which is told whether one is there, as in `guards`

_BEING, _COMING_HOME, _HOME = re.compile(BEING), re.compile(COMING_HOME), re.compile(HOME)
_WAS, _NOT_THERE, _OTHER_TIME = re.compile(WAS), re.compile(NOT_THERE), re.compile(OTHER_TIME)
_BREAK = re.compile(r"[.!?;:\n]|, |\b(?:and|but|so)\b")


def home(cue: str, text: str) -> tuple[int, int] | None:
    """Where a message says that one is home, if that is the cue, or None."""
    if _COMING_HOME.fullmatch(cue.lower()) is None:
        return None
    low = text.lower()
    return next((found.span() for found in _HOME.finditer(low) if _absent(low, found.span()) is None), None)


def away(cue: str, text: str, span: tuple[int, int]) -> str | None:
    """`past` or `negated` if the cue is that the speaker is somewhere, and what stands at `span` says that they were
    there, or are not yet; else None.
    """
    there = _BEING.match(cue.lower()) or _COMING_HOME.fullmatch(cue.lower())
    return _absent(text.lower(), span) if there else None


def _absent(low: str, span: tuple[int, int]) -> str | None:
    before = low[max(0, span[0] - CLAUSE) : span[0]]
    before = before[max((found.end() for found in _BREAK.finditer(before)), default=0) :]
    after = _BREAK.split(low[span[1] : span[1] + CLAUSE], maxsplit=1)[0]
    if _WAS.search(before):
        return "past"
    return "negated" if _NOT_THERE.search(before) or _OTHER_TIME.match(after) else None
