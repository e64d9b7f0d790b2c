"""Replies by which one time of a series is left out, or all there is, or all of a day, is not wanted. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from aria_memory.replies import english_skips as english
from aria_memory.replies.asking import clauses, first_of
from aria_memory.replies.drafts import Reply, What
from aria_memory.replies.matters import commands
from aria_memory.replies.naming import about

_SKIPPED = tuple(re.compile(one) for one in english.SKIPPED)
_SKIPPED_AT_ONCE = tuple(re.compile(one) for one in english.SKIPPED_AT_ONCE)
_CLEARED = tuple(re.compile(one) for one in english.CLEARED)
_CANCELLED_ON = tuple(re.compile(one) for one in english.CANCELLED_ON)
_NOT_TODAY = re.compile(english.NOT_TODAY)
_NONE_TODAY = re.compile(english.NONE_TODAY)
_HINT = re.compile(english.HINT)
_NO = re.compile(r"\bnot? ")
_COURTESY = re.compile(english.COURTESY)
_TAIL = re.compile(english.TAIL)
_ASKS_TOO = re.compile(english.ASKS_TOO)
_EXCEPT = re.compile(english.EXCEPT)
_EXCEPT_NEXT = re.compile(english.EXCEPT_NEXT)
_CONDITION = re.compile(english.CONDITION)
_OTHERS = re.compile(english.OTHERS)
_NEGATED = re.compile(english.NEGATED)
_POLITE_QUESTION = re.compile(english.POLITE_QUESTION)

Parts: TypeAlias = Mapping[str, str | None]

MAX_END = 40  # characters at the end of a clause in which courtesies are looked for, at its beginning "not" or "no"
MAX_NEXT = 60  # of what follows a sentence, in which an exception is looked for


def left_out(said: str) -> Reply | None:
    """What a sentence says is not to come this time, or any more; what leads to it is left out of it."""
    if not _HINT.search(said):
        return None
    for head, clause, link in clauses(said):
        if first_of(clause) not in english.BEGINS or _unsure(head, link):
            continue
        ends = _TAIL.search(clause)
        reply = _read(_courteous(clause if ends is None else clause[: ends.start()]))
        tail = "" if ends is None else clause[ends.start() :]
        if reply is not None and not (reply.of or reply.every) and commands(head):
            return None
        if reply is not None:
            return None if _ASKS_TOO.search(tail) or (reply.every and _EXCEPT.search(tail)) else reply
    return None


def _unsure(head: str, link: str) -> bool:
    """Whether what comes before it, and how that is linked to it, leaves open whether it is wanted."""
    if _CONDITION.search(head) or ("so " not in link and _OTHERS.search(head)):
        return True
    return ("and " in link or "then " in link) and _NEGATED.search(head) is not None


def not_today(whole: str) -> Reply | None:
    """ "Not today, I'm ill", "no gym tonight": of what was told just now."""
    if _NO.search(whole, 0, MAX_END) is None:
        return None
    first = _courteous(whole.split(", i", 1)[0].split(" because ", 1)[0])
    found = _NOT_TODAY.fullmatch(first.split(", my", 1)[0].split(", the", 1)[0])
    if found is not None:
        return Reply(what=What.SKIPPED, time=found["time"] or "", at_once=True)
    none = _NONE_TODAY.fullmatch(first)
    if none is None:
        return None
    if none["all"]:
        return Reply(what=What.DROPPED, time=none["time"], every=True)
    return _skipped_at_once(none.groupdict())


def sure(reply: Reply, question: bool, whole: str, rest: str) -> bool:
    """Whether all is meant where all is said. rest: what follows the sentence in its message."""
    if not reply.every:
        return True
    asked = not question or _POLITE_QUESTION.search(whole) is not None
    return asked and _EXCEPT_NEXT.match(rest[:MAX_NEXT].lower()) is None


def _courteous(clause: str) -> str:
    """Without "please", "thanks"."""
    head, tail = clause[:-MAX_END], clause[-MAX_END:]
    for _ in range(2):
        tail = _COURTESY.sub("", tail)
    return (head + tail).strip()


def _read(said: str) -> Reply | None:
    for patterns, make in (
        (_CLEARED, _all), (_CANCELLED_ON, _cancelled), (_SKIPPED, _skipped), (_SKIPPED_AT_ONCE, _skipped_at_once),
    ):  # fmt: skip
        for pattern in patterns:
            found = pattern.fullmatch(said)
            reply = None if found is None else make(found.groupdict())
            if reply is not None:
                return reply
    return None


def _all(parts: Parts) -> Reply | None:
    if parts.get("mine") and parts["verb"] in english.ALL_NEEDED and not parts["time"]:
        return None
    return _named(parts, Reply(what=What.DROPPED, every=True))


def _cancelled(parts: Parts) -> Reply | None:
    return _named(parts, Reply(what=What.DROPPED))


def _skipped(parts: Parts) -> Reply | None:
    return _named(parts, Reply(what=What.SKIPPED))


def _skipped_at_once(parts: Parts) -> Reply | None:
    return _named(parts, Reply(what=What.SKIPPED, at_once=True))


def _named(parts: Parts, reply: Reply) -> Reply | None:
    """The reply, of what is named, at the time that is told; None if what should name it names nothing."""
    time = english.NEXT if parts.get("next") else parts.get("time") or ""
    named = about(reply.what, parts.get("of"), time)
    if parts.get("of") and not (named.of or named.hour):
        return None
    return replace(named, every=reply.every, at_once=reply.at_once)
