"""Requests for a topic that no exact form fits: something asks, something is said to come up, near each other.

Read last of all, of a message in which nothing else waits for anything, or what does waits for more than a topic.
"""

import re
from itertools import islice

from . import english_cued_loosely as english
from .cue_mentions import BOUND_THEN, MAX_TRIED, Mention, mentions, opened
from .cue_phrases import MAX_AWAY, STOP
from .cued_contents import trimmed
from .drafts import IntentionDraft
from .messages import MASK
from .patterns import compiled

ASKED = 0.7  # confidence: least of all that waits for a topic
MAX_READ = 700  # characters of a message; longer ones tell or paste
MAX_LEAD = 6  # words before what comes up in a sentence that says no more

_WORD = re.compile(r"[a-z]+")
_ASK = compiled(english.ASK, {})
_WISHED = compiled(english.WISHED, {})
_WOULD = compiled(english.WOULD, {})
_NEGATED = compiled(english.NEGATED, {})
_OTHERS = compiled(english.OTHERS, {})
_TELLING = re.compile(r"\w+in[g']? (?:me|us)\b", re.IGNORECASE)
_TELLING_AFTER = compiled(english.TELLING_AFTER, {})
_TOLD_HOW = compiled(english.TOLD_HOW, {})
_WITHHELD = compiled(english.WITHHELD, {})
_HABIT = compiled(english.HABIT, {})
_POLITELY = compiled(english.POLITELY, {})
_QUESTION = compiled(english.QUESTION, {})
_OTHER_WORK = compiled(english.OTHER_WORK, {})
_YOU_DO = compiled(english.YOU_DO, {})
_ASKED_TO = compiled(english.ASKED_TO, {})
_SUBJECT = compiled(english.SUBJECT, {})
_QUOTED = compiled(english.QUOTED, {})
_QUOTED_BY = compiled(english.QUOTED_BY, {})
_SAY_AT = compiled(english.SAY_AT, {})
_KEPT = compiled(english.KEPT, {})
_YOU_ARE_TO = compiled(english.YOU_ARE_TO, {})
_POINTS = compiled(english.POINTS, {})


def find_loosely(part: str, offset: int, original: str) -> IntentionDraft | None:
    """The request of a whole message, or of a part of a long one, for a topic; None without one.

    part: masked; offset: where it begins in the original.
    """
    if len(part) > MAX_READ or not _hinted(part):
        return None
    if _QUESTION.match(part) or withheld(part) or other_work(part):
        return None
    asks = _asks(part) or ([*_QUOTED.finditer(part)] if _QUOTED_BY.search(part) else [])
    own = original[offset : offset + len(part)]
    for mention in mentions(part, own):
        said = _SAY_AT.match(part, mention.end)
        near = [one for one in asks if _near(part, one, mention)] or ([said] if said else [])
        ask = min(near, key=lambda one: max(mention.start - one.end(), one.start() - mention.end), default=None)
        content = "" if ask is None else _content(part, own, ask, mention)
        if content:
            return IntentionDraft(content, mention.cue, None, None, False, offset, offset + len(part), ASKED)
    return None


def withheld(part: str) -> bool:
    """Whether a message takes something back, tells of the past or of others, or complains: "you tell me so always"."""
    habit = _HABIT.search(part) is not None and _POLITELY.search(part) is None
    return habit or _WITHHELD.search(part) is not None


def _hinted(part: str) -> bool:
    """Whether any word may ask, and any say that something comes up."""
    words = _WORD.findall(part.lower())
    if MASK in part or "\u2192" in part or ">" in part:  # quotes and arrows tell of themselves
        return True
    return not english.HINTS.isdisjoint(words) and not english.HINTS_OF_TALK.isdisjoint(words)


def other_work(part: str) -> bool:
    """Whether a message gives other work, or holds what others say: "Translate: remind me of it when ..."."""
    return _OTHER_WORK.match(part) is not None


def _asks(text: str) -> list[re.Match[str]]:
    """The words of a message that ask the assistant: not taken back, and not of what somebody else does."""
    said = [*islice(_ASK.finditer(text), MAX_TRIED), *(_WISHED.finditer(text) if _WOULD.search(text) else ())]
    return [one for one in said if _asks_here(text, one)]


def _asks_here(text: str, words: re.Match[str]) -> bool:
    before = text[max(0, words.start() - MAX_AWAY) : words.start()]
    if _NEGATED.search(before) or _TOLD_HOW.match(text, words.start()):
        return False
    if words["told"] and _TELLING.match(words[0]) and not _TELLING_AFTER.search(before):
        return False
    return not ((words["verb"] or words["act"]) and _OTHERS.search(before))


def _near(text: str, ask: re.Match[str], mention: Mention) -> bool:
    """Whether the words that ask go with what comes up: in its sentence, or beside one that says no more than when."""
    if ask.end() <= mention.start:
        between = text[ask.end() : mention.start]
        if ask["do"] and _YOU_DO.match(ask[0]) and not _ASKED_TO.search(text, 0, ask.start()):
            return False  # "You say so when the boat comes up"
    elif ask.start() >= mention.end:
        between = text[mention.end : ask.start()]
    else:
        return False
    if STOP.search(between) is None or mention.label or (mention.surely and BOUND_THEN.search(text)):
        return True
    stops = [0, *(stop.end() for stop in STOP.finditer(text)), len(text)]
    begin = max(stop for stop in stops if stop <= mention.start)
    end = min(stop for stop in stops if stop >= mention.end)
    if not mention.surely and text[mention.end : end].strip(" \t.!?…"):
        return False  # "The rent is discussed, then Al sulks. Tell me a joke"
    clause = opened(text, mention.start)
    lead = text[begin : clause if clause >= begin else mention.start]
    return len(lead.split()) <= MAX_LEAD and (
        text[mention.end : mention.end + 1] == ":" or not _SUBJECT.search(text, mention.end, end)
    )


def _content(text: str, own: str, ask: re.Match[str], mention: Mention) -> str:
    """What is to be said: what follows the words that ask up to what says when, or what follows that, or precedes."""
    start = ask.start() if ask["do"] or ask["act"] or _KEPT.match(ask[0]) else ask.end()
    clause = opened(text, mention.start)
    when = clause if clause >= 0 and STOP.search(text, clause, mention.start) is None else mention.start
    end = when if when >= ask.end() else len(text)
    after, before = max(ask.end(), mention.end), min(ask.start(), when)
    quoted = _QUOTED.search(text)
    told = [(start, end), (after, len(own)), (mention.end, max(mention.end, ask.start())), (0, before)]
    told += [quoted.span()] if quoted else []
    contents = (trimmed(_YOU_ARE_TO.sub("", own[slice(*place)], count=1)) for place in told)
    return next((content for content in contents if content and not _POINTS.fullmatch(content)), "")
