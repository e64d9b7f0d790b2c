"""Whether a message that has a cue's words brings it up: not if they are negated, long past, or quoted. Pure.

All is linear in the message's length.
"""

import re

from .english_guards import (
    ASKS,
    FICTION,
    INSTEAD,
    NEED_INSTEAD,
    NEGATED_AFTER,
    NEGATED_BEFORE,
    NO_MORE,
    NONE_NOW,
    NOT_NEGATED,
    PAST,
    PRESENT,
    PUT_OFF,
    PUT_OFF_TALK,
    REPORTING,
)

_CLAUSE = 90  # characters before and after the cue in which a negation can govern it

_TITLE_WORDS = 3  # of a title at least: one or two in quotes may be the thing itself
_TITLE_LETTERS = 5  # of a word that has a capital in a title: "with" and "from" have none

_BREAK = re.compile(r"(?<!\bmr)(?<!\bdr)(?<!\bms)(?<!\bmrs)(?<!\bprof)[.]\s|[!?;:]\s|, (?:but|so|and|yet)\b|,(?= )|\n")
_STOP = re.compile(r"[.!?](?=\s|$)|\n")
_QUOTES = re.compile(r"\"([^\"]{1,300})\"|“([^”]{1,300})”|«([^»]{1,300})»|(?<!\w)'([^']{3,300})'(?!\w)")
_BEFORE = tuple(re.compile(p) for p in NEGATED_BEFORE)
_AFTER = tuple(re.compile(p) for p in NEGATED_AFTER)
_NOT_NEGATED, _ASKS, _FICTION, _PRESENT = (re.compile(p) for p in (NOT_NEGATED, ASKS, FICTION, PRESENT))
_INSTEAD = tuple(re.compile(p) for p in INSTEAD)
_NONE_NOW = tuple(re.compile(p) for p in NONE_NOW)
_PUT_OFF = tuple(re.compile(p) for p in PUT_OFF)
_PUT_OFF_TALK = tuple(re.compile(p) for p in PUT_OFF_TALK)
_NO_MORE = tuple(re.compile(p) for p in NO_MORE)
_NEED_INSTEAD = tuple(re.compile(p) for p in NEED_INSTEAD)
_AROUND = (_INSTEAD, _NEED_INSTEAD, _NONE_NOW, _NO_MORE, _PUT_OFF, _PUT_OFF_TALK)
_PAST = re.compile("|".join(PAST))
_REPORTING = re.compile("|".join(REPORTING))


def damped(text: str, last: tuple[int, int]) -> bool:
    """Whether a message as a whole is negated, past or quoted: judged at its last word, which is at `last`."""
    around = text[max(0, last[0] - 2 * _CLAUSE) : last[1] + 2 * _CLAUSE]
    return guarded(text, last) is not None or _PAST.search(around.lower()) is not None


def guarded(text: str, span: tuple[int, int]) -> str | None:
    """`negated`, `past` or `quoted` if the message names what stands at `span` without bringing it up; else None."""
    low = text.lower()
    sentence, at = _sentence(low, span)
    if _quoted(low, span) or _title(text, span) or _FICTION.search(sentence, 0, at):
        return "quoted"
    begin = max(0, span[0] - _CLAUSE)
    before, after = low[begin : span[0]], low[span[1] : span[1] + _CLAUSE]
    breaks = [m.end() for m in _BREAK.finditer(before)]
    clause = before[breaks[-1] :] if breaks else before
    if _negated(clause, after, "?" in sentence):
        return "negated"
    return "past" if _PAST.search(sentence) and not _PRESENT.search(sentence) else None


def _quoted(low: str, span: tuple[int, int]) -> bool:
    return any(
        quote.start() < span[0]
        and span[1] < quote.end() + 1
        and _REPORTING.search(low[: quote.start()] + low[quote.end() :])
        for quote in _QUOTES.finditer(low)
    )


def _title(text: str, span: tuple[int, int]) -> bool:
    """Whether it stands in quotation marks among other words, all long ones with a capital: "A Christmas Carol"."""
    for quote in _QUOTES.finditer(text):
        if quote.start() < span[0] and span[1] < quote.end() + 1:
            words = quote[0].strip("\"“”«»'").split()
            long = [word for word in words if len(word) >= _TITLE_LETTERS]
            return len(words) >= _TITLE_WORDS and all(word[:1].isupper() for word in long)
    return False


def _negated(clause: str, after: str, question: bool) -> bool:
    """clause: up to the cue. after: what follows it. question: the sentence is one."""
    if any(p.search(after) for p in _AFTER):
        return True
    if any(first.search(clause) and then.search(after) for first, then in _AROUND):
        return True
    if _NOT_NEGATED.search(clause) or (question and _ASKS.search(clause)):
        return False
    return any(p.search(clause) for p in _BEFORE)


def _sentence(low: str, span: tuple[int, int]) -> tuple[str, int]:
    """What of the text around the cue is its sentence, and where the cue begins in it."""
    begin = max(0, span[0] - 2 * _CLAUSE)
    stops = [m.end() for m in _STOP.finditer(low, begin, span[0])]
    begin = stops[-1] if stops else begin
    stop = _STOP.search(low, span[1], span[1] + 2 * _CLAUSE)
    return low[begin : stop.end() if stop else span[1] + 2 * _CLAUSE], span[0] - begin
