"""Whether what was said in between is what "it" or "that" may be about: something asked for, told or asked. Pure."""

import re
from enum import Enum

from aria_memory.extraction.messages import MASK, readable, sentences
from aria_memory.replies import english_matters as english
from aria_memory.replies.drafts import Reply, What
from aria_memory.replies.english_replies import LEAD
from aria_memory.replies.times import is_time
from aria_memory.replies.words import words_of

MAX_CLAUSES = 6  # of a sentence that may ask for something
MAX_SENTENCES = 40  # of a message that are looked at; what is pasted is longer, and is another matter already
FRAGMENT = 4  # words at most of what is no statement, but the answer to a question: "Bo from work"
SHORT = 8  # words at most of "a large coffee and a bun, please"

_LEAD = re.compile(LEAD)
_TOWARDS = re.compile(english.TOWARDS)
_ASKS = re.compile(english.ASKS)
_POLITE_END = re.compile(rf"{english.POLITE_END}$")
_SWITCH = re.compile(english.SWITCH)
_AMOUNT = re.compile(english.AMOUNT)
_ABOUT_IT = re.compile(english.ABOUT_IT)
_ITS_OBJECT = re.compile(english.ITS_OBJECT)
_NEW_OBJECT = re.compile(english.NEW_OBJECT)
_FREE_OR_NOT = re.compile(english.FREE_OR_NOT)
_OF_REMINDERS = re.compile(english.OF_REMINDERS)
_ASKED = re.compile(english.ASKED)
_ENDS = re.compile(english.NO_COMMAND_ENDS)
_PAST = re.compile(english.PAST_END)
_PROPOSED = re.compile(english.PROPOSED)
_CLAUSE = re.compile(r"[,:;] {0,2}(?:and |so |then |but )?| (?:and|so|then|but) | - ")


class Matter(Enum):
    """What a message brings up."""

    COMMAND = "something that is asked for"
    AMOUNT = "talk of a time or a number"
    QUESTION = "a question"
    TALK = "any statement"


_MEANT_BY = {
    What.MOVED: frozenset({Matter.COMMAND, Matter.AMOUNT}),
    What.DROPPED: frozenset({Matter.COMMAND, Matter.AMOUNT, Matter.QUESTION}),
    What.SKIPPED: frozenset({Matter.COMMAND}),
    What.LATER: frozenset({Matter.COMMAND}),
}


def nearer(text: str, reply: Reply, same: bool = False, brought: bool = False) -> bool:
    """Whether an answer that names nothing may be about what was said before it, and not about a reminder. same: in the
    same message, where a statement is the reason for it. brought: it brought up the reminder, which came after it.
    """
    meant = _MEANT_BY.get(reply.what, frozenset())
    if reply.of_reminder or not meant:
        return False
    if brought:
        return not matters(text).isdisjoint({Matter.COMMAND, Matter.QUESTION})
    if same:
        return Matter.COMMAND in matters(text)
    at_once = reply.at_once and reply.what is What.MOVED  # "no, 7": the answer to anything that was said
    return not matters(text).isdisjoint(frozenset(Matter) if reply.freely or at_once else meant)


def matters(text: str) -> frozenset[Matter]:
    """All that a message brings up; nothing where it is small talk, or about what was spoken of already."""
    said = [one for offset, part in readable(text) for one in sentences(part, offset)]
    found = [_matters(" ".join(one.text.lower().split()), one.question) for one in said[:MAX_SENTENCES]]
    return frozenset().union(*found)


def commands(said: str) -> bool:
    """Whether a sentence, in lower case, asks for something, in any of its clauses."""
    whole = _TOWARDS.sub("", _leadless(said), 1)
    words = words_of(whole)
    if len(words) <= SHORT and (_POLITE_END.search(whole) or _SWITCH.fullmatch(whole)):
        return not _small(words)
    return any(_command(_TOWARDS.sub("", _leadless(one.strip()), 1)) for one in _CLAUSE.split(whole)[:MAX_CLAUSES])


def _matters(said: str, question: bool) -> frozenset[Matter]:
    plain = _leadless(said)
    words = words_of(plain)
    time = _POLITE_END.sub("", _PROPOSED.sub("", plain, 1))
    if _small(words_of(said)) or _small(words) or is_time(time):
        return frozenset()
    asked = question or _ASKED.match(plain) is not None
    if asked and _OF_REMINDERS.search(plain):
        return frozenset()
    if commands(said):
        return frozenset({Matter.COMMAND})
    amount = frozenset({Matter.AMOUNT} if _AMOUNT.search(plain) else ())
    if asked:
        return amount | {Matter.QUESTION}
    if _about_it(plain) or len(words) <= FRAGMENT:
        return amount if not _about_it(plain) else frozenset()
    return amount | {Matter.TALK}


def _about_it(plain: str) -> bool:
    """Whether a statement says more of what was spoken of, or why it is to be changed."""
    its = _ITS_OBJECT.search(plain) is not None and _NEW_OBJECT.search(plain) is None
    return its or _ABOUT_IT.match(plain) is not None or _FREE_OR_NOT.match(plain) is not None


def _command(clause: str) -> bool:
    if _ASKS.match(clause):
        return True
    words = clause.replace(MASK, "'").split()
    first = words[0].strip("\"'.,!") if words else ""
    if words[1:] == [] and first in english.BARE:
        return False
    after = words[1].strip(".,!") if words[1:] else ""
    if _small(words_of(clause)) or after in english.STATED or _PAST.fullmatch(after):
        return False
    if first in english.COMMANDS:
        return True
    verb = len(first) > 1 and first.isalpha() and first not in english.NO_COMMAND and not _ENDS.search(first)
    return verb and (after in english.OBJECTS or after[:1] == "'")


def _small(words: list[str]) -> bool:
    return english.SMALL.issuperset(words)


def _leadless(said: str) -> str:
    lead = _LEAD.match(said)
    return said if lead is None else said[lead.end() :]
