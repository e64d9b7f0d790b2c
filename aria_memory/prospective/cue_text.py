"""A cue out of what a person said it to be: "anything about the boiler, please" is "boiler". Pure."""

import re

from .english_cues import ABSENT, ARTICLES, LEADS, NAME, NOT_NAMES, TAILS
from .lexical import as_phrase, cue_stems

_MARKS = " \t,;:.!?\"'“”‘’«»"

_LEADS = tuple(re.compile(rf"{lead}\s+(?=\S)", re.IGNORECASE) for lead in LEADS)
_TAILS = tuple(re.compile(rf"(?<=\S)(?:{tail})$", re.IGNORECASE) for tail in TAILS)
_ARTICLES = re.compile(rf"{ARTICLES}\s+")
_ABSENT = re.compile(ABSENT, re.IGNORECASE)
_NAME = re.compile(NAME)


def told_cue(told: str, content: str = "") -> str:
    """What is to be listened for, without what leads to it and what follows: articles, polite words, "the topic of".

    content: what is to be done, which has the name that a cue such as "her name" stands for. Never empty unless `told`
    is; an article stays where a cue is met only with it ("the move").
    """
    cue = told.strip(_MARKS)
    if _ABSENT.fullmatch(cue):
        names = [name for name in _NAME.findall(f" {content}") if name not in NOT_NAMES]
        return names[-1].removesuffix("'s") if names else told.strip()
    while (shorter := _shorter(cue)) != cue:
        cue = shorter
    bare = _ARTICLES.sub("", cue, count=1) if _ARTICLES.match(cue) else cue
    return cue if as_phrase(cue_stems(bare)) else bare


def _shorter(cue: str) -> str:
    for pattern in (*_LEADS, *_TAILS):
        found = pattern.match(cue) if pattern in _LEADS else pattern.search(cue)
        rest = cue[found.end() :] if found and pattern in _LEADS else cue[: found.start()] if found else ""
        rest = rest.strip(_MARKS)
        if rest and cue_stems(rest):
            return rest
    return cue
