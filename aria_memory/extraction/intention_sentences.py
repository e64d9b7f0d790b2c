"""Where requests begin: a statement and the request that it leads to, two requests in one, one that points back."""

from collections.abc import Sequence
from dataclasses import replace

from . import english_intention_cues as cues
from . import english_intention_duties as duties
from . import english_intentions as english
from .dates import DateSpan
from .intention_parts import FRAGMENTS
from .messages import Sentence
from .patterns import compiled

MAX_GAP = 4  # characters between two sentences that are read as one: stops and blanks

_BEFORE_REQUEST = compiled(english.BEFORE_REQUEST, english.FRAGMENTS)
_STATED_REQUEST = compiled(english.STATED_REQUEST, english.FRAGMENTS)
_POINTS_BACK = compiled(english.POINTS_BACK, english.FRAGMENTS)
_STATES = compiled(english.STATES, english.FRAGMENTS)
_POLITE = compiled("{POLITE}", english.FRAGMENTS)
_BEFORE_THING = compiled(english.BEFORE_THING, english.FRAGMENTS)
_TELLS_WHEN = compiled(english.TELLS_WHEN, english.FRAGMENTS)
_LEFT_OPEN = compiled(english.LEFT_OPEN, {})
_NOT_OWN = compiled(english.NOT_OWN, english.FRAGMENTS)
_OF_OTHERS = compiled(english.OF_OTHERS, english.FRAGMENTS)
_AND_TO = compiled(english.AND_TO, english.FRAGMENTS)
DUTY = compiled(duties.DUTY, english.FRAGMENTS)
EVENT = compiled(duties.EVENT, english.FRAGMENTS)
_HINT = compiled(english.HINT, english.FRAGMENTS)
LEADING_CUE = compiled(cues.LEADING_CUE, FRAGMENTS)
_DASHES = ("-", "--", "–", "—")
_STRONG = ("so", ";", *_DASHES)  # in a joint: the request is the speaker's, whatever is told before
_BARE = ("and", "but", "then")
_PUNCTUATED = (":", "-", "–", "—")  # a joint after which a request may stand whatever leads to it


def may_ask(sentence: Sentence) -> bool:
    """Whether there is any word in a sentence without which no request is made."""
    return _HINT.search(sentence.text) is not None


def asked_after(text: str, start: int, dates: Sequence[DateSpan]) -> tuple[int, DateSpan | None] | None:
    """Where what is to be done ends and "remind me" follows, with no more after it than a date, which is given too."""
    for joint in _BEFORE_REQUEST.finditer(text, start):
        asked = _STATED_REQUEST.match(text, joint.end())
        if asked is not None:
            for span in (None, *dates):
                end = asked.end() if span is None else span.end
                near = span is None or (span.start >= asked.end() and not text[asked.end() : span.start].strip(" ,"))
                if near and _POINTS_BACK.match(text, end):
                    return joint.start(), span
    return None


def asked_back(before: Sentence, after: Sentence, dates: Sequence[DateSpan]) -> Sentence | None:
    """ "I have to ring Bo tonight. Don't let me forget!": the two sentences as one, or None where they are not that.

    `dates`: those of the second sentence.
    """
    asked = _STATED_REQUEST.match(after.text)
    if asked is None or not (DUTY.search(before.text) or EVENT.search(before.text)):
        return None
    whole = ", " + after.text
    moved = [replace(span, start=span.start + 2, end=span.end + 2) for span in dates]
    if asked_after(whole, 0, moved) is None:
        return None
    gap = after.start - before.start - len(before.text)
    if not 2 <= gap <= MAX_GAP:
        return None
    return Sentence(f"{before.text},{' ' * (gap - 1)}{after.text}", before.start, False)


def split_request(sentence: Sentence, dates: Sequence[DateSpan]) -> tuple[Sentence, ...]:
    """A statement and the request that it leads to ("I'm off to bed, remind me ..."), or two requests, as two."""
    text = sentence.text
    first = _STATED_REQUEST.match(text)
    for joint in _BEFORE_REQUEST.finditer(text):
        asked = _STATED_REQUEST.match(text, joint.end())
        if not asked:
            continue
        lead = text[: joint.start()]
        if _LEFT_OPEN.search(lead):  # "the evening before, at eight, get me to ..."
            continue
        if asked_after(text, 0, dates) and (DUTY.search(lead) or EVENT.search(lead)):
            break
        own = first is None and not _only_tells_when(lead, dates) and _leads(lead, joint[0])
        if (first is not None and first.end() <= joint.start()) or own:
            rest = Sentence(text[joint.end() :], sentence.start + joint.end(), sentence.question)
            moved = [replace(span, start=span.start - joint.end(), end=span.end - joint.end()) for span in dates]
            return Sentence(lead, sentence.start, False), *split_request(rest, moved)
        break
    return _both(sentence, dates) if first is not None else (sentence,)


def _only_tells_when(lead: str, dates: Sequence[DateSpan]) -> bool:
    """Whether what stands before a request is its date: "on the first of every month at 9:30, remind me ..."."""
    polite = _POLITE.match(lead)
    at = polite.end() if polite is not None else 0
    for span in dates:  # "Sundays at 9 every week"
        if lead[at : max(at, span.start)].strip(" ,"):
            break
        at = max(at, span.end)
    return any(span.end == at for span in dates) and not lead[at:].strip(" ,")


def _leads(lead: str, joint: str) -> bool:
    """Whether what stands before a request is a statement of its own: neither a part of the request nor a report."""
    strong = any(word in joint for word in _STRONG)
    if joint.strip() in _DASHES:
        return not LEADING_CUE.match(lead)
    if _BEFORE_THING.match(lead) or _NOT_OWN.search(lead) or LEADING_CUE.match(lead):
        return False
    if not strong and _OF_OTHERS.search(lead):
        return False
    states = _STATES.search(lead) is not None
    if not joint.strip() or joint.strip() in _BARE:  # "these move us and remind us" is one statement
        return states
    return states or joint.strip()[:1] in _PUNCTUATED or not _TELLS_WHEN.match(lead)


def _both(sentence: Sentence, dates: Sequence[DateSpan]) -> tuple[Sentence, ...]:
    """ "Remind me to call Bo at 6 and to eat at 7": each with a time of its own, so two requests; the second is given
    the words that ask in place of as many characters before it."""
    joint = _AND_TO.search(sentence.text)
    if joint is None or not (
        any(span.end <= joint.start() for span in dates) and any(span.start > joint.end() for span in dates)
    ):
        return (sentence,)
    start = joint.end() - len(english.ASKS)
    if start < 0 or sentence.question:
        return (sentence,)
    rest = Sentence(english.ASKS + sentence.text[joint.end() :], sentence.start + start, False)
    return Sentence(sentence.text[: joint.start()], sentence.start, sentence.question), rest
