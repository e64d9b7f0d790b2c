"""Replies that ask for another time, for once more after a while, or for no more. Pure."""

import re
from dataclasses import replace
from itertools import islice

from aria_memory.replies import english_replies as english
from aria_memory.replies.changing import changed, without_times
from aria_memory.replies.drafts import Reply, What
from aria_memory.replies.english_matters import OF_A_REMINDER
from aria_memory.replies.matters import commands
from aria_memory.replies.naming import about
from aria_memory.replies.times import is_series, is_span, is_time

REASON_WORDS = 3  # at least; fewer after a comma are of the time: "Tuesday, the 23rd"
MAX_TAIL = 40  # characters at the end of a sentence in which such words are looked for
MAX_CLAUSES = 4  # of a sentence after its first that may ask for something

_NEW_CLAUSE = re.compile(english.NEW_CLAUSE)
_TO_DO = re.compile(english.TO_DO)
_DUTY = re.compile(english.DUTY)
_CONDITION = re.compile(english.CONDITION)
_REASON = re.compile(english.REASON)
_TAIL = re.compile(english.TAIL)
_COMMA_HOUR = re.compile(english.COMMA_HOUR)
_FROM_THEN = re.compile(english.FROM_THEN)
_BUT = re.compile(english.BUT)
_SOLVED = re.compile(english.SOLVED)
_MARKED = re.compile(english.MARKED)
_RATHER = re.compile(english.RATHER)
_MOVED_BECAUSE = re.compile(english.MOVED_BECAUSE)
_ASK_AGAIN = re.compile(english.AGAIN)
_PUT_OFF = re.compile(english.PUT_OFF)
_INSTEAD = re.compile(english.INSTEAD)
_MEANT = re.compile(english.MEANT)
_MOVED = tuple(re.compile(one) for one in english.MOVED)
_SHIFT = re.compile(english.SHIFT)
_MEANT_NAMED = re.compile(english.MEANT_NAMED)
_BARE_MINUTES = re.compile(english.BARE_MINUTES)
_AGAIN, _SNOOZE, _SNOOZE_NAMED, _GIVE, _NAMED_AGAIN = (re.compile(one) for one in english.LATER)
_DROPPED = tuple(re.compile(one) for one in english.DROPPED)
_DROPPED_LAST = re.compile(english.DROPPED_LAST)
_OF_A_REMINDER = re.compile(OF_A_REMINDER)
_SETS_ANEW = re.compile(english.SETS_ANEW)
_SAME = re.compile(english.SAME)
_NOT_DROPPED = re.compile(english.NOT_DROPPED)


def clauses(said: str) -> list[tuple[str, str, str]]:
    """A sentence from its beginning, and from each of the places where it may begin anew: what is before, what comes,
    and what links them.
    """
    cuts = islice(_NEW_CLAUSE.finditer(said), MAX_CLAUSES)
    later = [(said[: cut.start()], _ASK_AGAIN.sub("", said[cut.end() :], 1), cut[0]) for cut in cuts]
    return [("", said, ""), *later]


def asked(said: str) -> Reply | None:
    """What a sentence asks for, what leads to it left out."""
    for head, clause, link in clauses(said):
        begins = first_of(clause) in english.BEGINS
        found = (_asks(clause) if begins else _instead(clause)) or changed(head, clause)
        if found is None or (found.what is What.LATER and not found.of and _DUTY.search(head)):
            continue  # "I've to renew it, poke me about it on Monday"
        if found.what is not What.LATER and (_CONDITION.match(head) or _of_head(found, head, clause)):
            continue
        if found.of or found.time or " and " not in link:  # "easy to get lost and forget that"
            return found
    return None


def _of_head(found: Reply, head: str, clause: str) -> bool:
    """Whether it is about what its sentence asks for before: "order a pizza, no, cancel that"."""
    return not found.of and not _OF_A_REMINDER.search(clause) and commands(head)


def meant(said: str) -> Reply | None:
    """ "Actually 6:30": what leads to it is what tells."""
    if first_of(said) not in english.MEANT_BEGINS:
        return None
    found = _MEANT.fullmatch(tailless(_INSTEAD.sub("", said)))
    if found is None or not is_time(found["time"]):
        return None
    return Reply(what=What.MOVED, time=found["time"], at_once=True)


def put_off(lead: str, plain: str) -> Reply | None:
    """ "Not now, in 45 minutes"."""
    if not _PUT_OFF.search(lead) or not is_time(plain):
        return None
    return Reply(what=What.LATER, time=plain)


def first_of(said: str) -> str:
    """The first word."""
    return said.split(" ", 1)[0].rstrip(",.!:")


def tailless(said: str) -> str:
    """Without "please", "thanks", a full stop, and "from now on"."""
    head, tail = said[:-MAX_TAIL], said[-MAX_TAIL:]
    for _ in range(2):  # "please. thanks!"
        tail = _TAIL.sub("", tail)
    return _FROM_THEN.sub("", head + tail)


def _asks(said: str) -> Reply | None:
    return _moved(said) or _later(said) or _dropped(said) or _marked(said)


def _moved(said: str) -> Reply | None:
    rather = _RATHER.fullmatch(said)
    if rather and is_time(rather["time"]):
        return about(What.MOVED, rather["of"], rather["time"])
    plain = tailless(_INSTEAD.sub("", _MOVED_BECAUSE.split(said, maxsplit=1)[0]))
    shift = _SHIFT.fullmatch(plain)
    if shift:
        back = shift["back"] or shift["there"] or shift["later"] or shift["verb"] in english.LATER_VERBS
        return about(What.MOVED, shift["of"], f"by {shift['time']}") if back else None
    if _SETS_ANEW.match(plain):
        return None
    short = _without_reason(plain)
    for pattern in (*_MOVED, _MEANT_NAMED):
        found = pattern.fullmatch(plain) or pattern.fullmatch(short)
        if found is None or (first_of(said) in english.SHIFTERS and is_span(found["time"])):
            continue
        time = _COMMA_HOUR.sub(" at ", found["time"])
        recurs = is_series(time)
        if recurs or is_time(time):
            reply = about(What.MOVED, found.groupdict().get("of"), time)
            return replace(reply, own=recurs and bool(reply.of) and first_of(said) == "set")
    return None


def _without_reason(plain: str) -> str:
    """ "Switch it to Thursdays, Fridays I'm useless": what is asked for."""
    first, _, rest = plain.partition(",")
    if rest.lstrip().startswith(english.GOES_ON):  # "Wednesdays, not Mondays, still at eight"
        return plain
    return first if rest.count(" ") >= REASON_WORDS else plain


def _instead(said: str) -> Reply | None:
    """ "4 instead"."""
    if not any(word in said for word in english.INSTEAD_WORDS):
        return None
    plain = tailless(_INSTEAD.sub("", said))
    if not is_time(plain):
        return None
    return Reply(what=What.MOVED, time=plain, at_once=True)


def _later(said: str) -> Reply | None:
    reason = _REASON.search(said)
    if reason is not None and reason[0] == " if" and first_of(said) in english.WHETHER:  # it is to be asked then
        return None
    if reason is not None and _TO_DO.search(said, reason.start()):  # "remind me on Friday, at noon, to ring Bo"
        return None
    first = tailless(_INSTEAD.sub("", said if reason is None else said[: reason.start()]))
    for pattern in (_AGAIN, _SNOOZE, _SNOOZE_NAMED, _GIVE, _NAMED_AGAIN):
        found = pattern.fullmatch(first)
        own = pattern is _AGAIN and first_of(said) in english.OWN and not _SAME.search(said)
        if found is None or (own and first_of(said) in english.OWN_ALWAYS):
            continue
        time = (found["time"] or "").strip()
        if not time and pattern is _SNOOZE:
            time = english.SOMETIME[0]
        hour = first.removesuffix(time).rstrip().endswith(english.UNTIL)
        if pattern is _SNOOZE and not hour and _BARE_MINUTES.fullmatch(time):
            time = f"{time} minutes"
        if time in english.SOMETIME or (is_span(time) if pattern is _GIVE else is_time(time)):
            reply = about(What.LATER, found.groupdict().get("of"), time)
            return replace(reply, at_once=pattern is _NAMED_AGAIN, own=own)
    return None


def _dropped(said: str) -> Reply | None:
    first = _BUT.split(said, maxsplit=1)[0].strip()
    if said.startswith("never") and _SOLVED.match(said[len(first) :].lstrip(", ")):
        return None
    if _DROPPED_LAST.fullmatch(first):
        return Reply(what=What.DROPPED, at_once=True)
    for pattern in _DROPPED:
        found = pattern.fullmatch(first)
        if found and not _NOT_DROPPED.search(found["of"]):
            reply = about(What.DROPPED, without_times(found["of"]))
            return reply if reply.of or reply.hour else None
    return None


def _marked(said: str) -> Reply | None:
    """ "Tick off the birthday card"."""
    found = _MARKED.fullmatch(_BUT.split(said, maxsplit=1)[0].strip())
    if found is None:
        return None
    reply = about(What.DONE, next(filter(None, found.groups())))
    return replace(reply, marked=True) if reply.of else None
