"""A cue out of what a person said it to be: "anything about the boiler, please" is "boiler". Pure."""

import re

from .english_cues import (
    ABSENT,
    AND,
    ANY_OF,
    ARTICLES,
    HAS_OR,
    LEADS,
    MODIFIERS,
    NAME,
    NOT_NAMES,
    ONE_THING,
    OR,
    OWNED,
    TAILS,
)
from .lexical import as_phrase, cue_stems

MAX_TOPICS = 8  # of one cue: more are a list, or a hostile text

_MARKS = " \t,;:.!?\"'“”‘’«»"

_LEADS = tuple(re.compile(rf"{lead}\s+(?=\S)", re.IGNORECASE) for lead in LEADS)
_TAILS = tuple(re.compile(rf"(?<=\S)(?:{tail})$", re.IGNORECASE) for tail in TAILS)
_ARTICLES = re.compile(rf"{ARTICLES}\s+")
_ABSENT = re.compile(ABSENT, re.IGNORECASE)
_NAME = re.compile(NAME)
_OR, _HAS_OR, _AND, _ANY_OF, _ONE_THING, _MODIFIERS, _OWNED = (
    re.compile(pattern, re.IGNORECASE) for pattern in (OR, HAS_OR, AND, ANY_OF, ONE_THING, MODIFIERS, OWNED)
)
_NAMES = re.compile(r"'s?\s+names?\s*$", re.IGNORECASE)
_OWN = re.compile(r"(?:my|our)\s+", re.IGNORECASE)
_WHERE = re.compile(r"(?:i'm|i am|we're|we are)\s+(?:back\s+)?(?:at|in|near)\s+", re.IGNORECASE)
_BARE = re.compile(r"(?!(?:the|an?|my|our|his|her|their|your|any|some)\b)[a-z]+$")
_OWNS = "'s"


def told_topics(told: str, content: str = "") -> tuple[str, ...]:
    """The topics of a cue any of which is meant, each as `told_cue` gives it: "the loft or the garage" is two."""
    cue = told_cue(told, content)
    any_of = _ANY_OF.match(told)
    if _ONE_THING.search(cue) or not (any_of or _HAS_OR.search(cue)):
        return (cue,)
    parts = (_AND if any_of else _OR).split(cue, MAX_TOPICS - 1)
    if _NAMES.search(told):  # "if Ravi's or Anil's name comes up"
        parts = [part.removesuffix(_OWNS) for part in parts]
    own = _OWN.match(parts[0])
    if own is not None:  # "my niece or nephew"
        parts[1:] = [f"{own[0]}{part}" if _BARE.match(part) else part for part in parts[1:]]
    where = _WHERE.match(parts[0])
    if where is not None:  # "I'm at the shop or the market"
        parts[1:] = [part if _WHERE.match(part) else f"{where[0]}{part}" for part in parts[1:]]
    last = parts[-1].split()
    owner = parts[-1].find(f"{_OWNS} ")
    whole = []
    for part in parts[:-1]:
        words = part.split()
        if part.endswith(_OWNS) and owner > 0:  # "Mum's or Dad's birthday"
            part += parts[-1][owner + len(_OWNS) :]
        elif words and _MODIFIERS.fullmatch(words[-1]) and len(words) == 1 < len(last):
            part = " ".join((part, *last[-1:]))
        whole.append(part)
    owned = _OWNED.match(parts[-1])
    if owned is not None and whole:  # "Priya or her brother"
        who = whole[0].partition(f"{_OWNS} ")[0]
        parts[-1] = f"{who}{_OWNS} {parts[-1][owned.end() :]}"
    found = (told_cue(part, content) for part in (*whole, parts[-1]) if cue_stems(part))
    return tuple(dict.fromkeys(found)) or (cue,)


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
