"""Other ways to ask for another time of a request, or for no more of it: the words, whatever form they have. Pure."""

import re
from dataclasses import replace

from aria_memory.replies import english_changing as english
from aria_memory.replies.drafts import Reply, What
from aria_memory.replies.english_replies import ASK, DROPPED_LAST, NOT_DROPPED
from aria_memory.replies.naming import about
from aria_memory.replies.times import is_series, is_time

_NOT_THEN = re.compile(english.NOT_THEN)
_SAME_HOUR = re.compile(english.SAME_HOUR)
_WHEN_DROPPED = re.compile(english.WHEN_DROPPED)
_SHOULD_BE = re.compile(english.SHOULD_BE)
_MAKE_IT = re.compile(english.MAKE_IT)
_COMMA_HOUR = re.compile(english.COMMA_HOUR)
_DIGIT = re.compile(r"\d")
MAX_TIME = 90  # characters of a time and what follows it in its clause
MAX_COMMAS = 3  # in these
_CHANGE = re.compile(english.CHANGE)
_BEGINS_TIME = re.compile(english.BEGINS_TIME)
_OF_A_REMINDER = re.compile(english.OF_A_REMINDER)
_INSTEAD = re.compile(english.INSTEAD)
_TO_TIME = re.compile(english.TO_TIME)
_TIME_END = re.compile(english.TIME_END)
_BECAUSE = re.compile(english.BECAUSE)
_OFF_UNTIL = re.compile(english.OFF_UNTIL)
_HEAD = re.compile(english.HEAD)
_WAITS = re.compile(english.WAITS)
_DROP = re.compile(english.DROP)
_DROP_FRONT = re.compile(english.DROP_FRONT)
_ASK = re.compile(ASK)
_DROPPED_LAST = re.compile(DROPPED_LAST)
_DROP_END = re.compile(english.DROP_END)
_DROP_TAIL = re.compile(english.DROP_TAIL)
_UNNAMED = re.compile(english.UNNAMED)
_NOT_DROPPED = re.compile(NOT_DROPPED)


def changed(head: str, clause: str) -> Reply | None:
    """What a clause asks to be moved or ended, by any words that name it. head: what stands before it."""
    return _put_off(clause) or _moved(head, clause) or _dropped(clause)


def spoken_of(sentence: str) -> Reply | None:
    """What a sentence names that the next may move or end: "the bed can wait"; None where it names nothing."""
    found = _WAITS.match(sentence)
    if found is None:
        return None
    named = about(What.MOVED, next(filter(None, found.group("of", "of2", "of3", "of4"))))
    return replace(named, of_reminder=found["of2"] is not None) if named.of else None


def without_times(named: str) -> str:
    """What is named, without when it comes and that it is a reminder: "the nightly expenses reminder"."""
    plain = _UNNAMED.sub(" ", _OF_A_REMINDER.sub(" ", named))
    for one in (plain, _UNNAMED.sub(" ", named)):
        if about(What.DROPPED, one).of:
            return one
    return named


def _put_off(clause: str) -> Reply | None:
    found = _OFF_UNTIL.fullmatch(clause)
    time = None if found is None else _time(found["time"])
    return None if time is None else Reply(what=What.LATER, time=time)


def _moved(head: str, clause: str) -> Reply | None:
    should = _SHOULD_BE.fullmatch(clause) or _MAKE_IT.fullmatch(clause)
    time = _time(should["time"]) if should is not None else None
    if should is not None and time is not None:
        return about(What.MOVED, should["of"], time)
    begins = _CHANGE.match(clause)
    if begins is None:
        return None
    instead = _INSTEAD.search(clause) is not None
    words = _BECAUSE.split(clause[begins.end() :], maxsplit=1)[0].split()
    if begins["be"]:
        topic = _HEAD.search(head.strip())
        time = _time(" ".join(words)) if instead and topic is not None else None
        return None if time is None or topic is None else about(What.MOVED, topic["of"], time)
    for place in range(1, min(len(words), english.MAX_WORDS)):
        time = None if words[place] == english.ONE else _time(" ".join(words[place:]))  # "the greenhouse one"
        if time is None:
            continue
        of = _OF_A_REMINDER.sub(" ", " ".join(words[:place]))
        marked = instead or of != " ".join(words[:place])
        sure = begins["moves"] or begins["makes"] or (begins["does"] and marked) or (begins["asks"] and instead)
        found = about(What.MOVED, _UNNAMED.sub(" ", of), time)
        topic = None if found.of else _HEAD.search(head.strip())
        if topic is not None:  # "the rent thing, move it to the 27th"
            return about(What.MOVED, topic["of"], time)
        return found if sure and (found.of or (marked and begins["moves"])) else None
    return None


def _time(words: str) -> str | None:
    """The time that words begin with, and nothing else of weight follows; None where they tell none."""
    plain = _NOT_THEN.sub("", _TO_TIME.sub("", words[:MAX_TIME], 1))
    for _ in range(MAX_COMMAS if _BEGINS_TIME.match(plain) else 0):
        told = _TIME_END.sub("", plain).strip(" ,.")
        told = _COMMA_HOUR.sub(" at ", _SAME_HOUR.sub(" at ", told))
        for one in (told, f"at {told}", f"on {told}"):
            if is_time(one) or is_series(one):
                return one
        plain, _, rest = plain.rpartition(",")
        if _DIGIT.search(rest):  # "Tuesday, the 23rd"
            return None
        if not plain:
            break
    return None


def _dropped(clause: str) -> Reply | None:
    if _DROPPED_LAST.fullmatch(_ASK.sub("", clause, 1)):  # "I shan't need that, you can stop reminding me about it"
        return Reply(what=What.DROPPED, at_once=True)
    found = _DROP_FRONT.match(clause) or _DROP.match(clause)
    if found is None:
        return None
    of = _DROP_TAIL.sub("", _DROP_END.split(found["of"], maxsplit=1)[0].strip())
    when = _WHEN_DROPPED.search(of)
    plain = without_times(of if when is None else of[: when.start()])
    if _NOT_DROPPED.search(plain):
        return None
    reply = about(What.DROPPED, plain, when["time"] if when is not None else "")
    return reply if reply.of else None
