"""Requests to be reminded, in one sentence: what, on which cue, when, how often.

A sentence is read from its left: polite words, then maybe a date, a cue or "next time we talk", then the request. What
stands before that and is none of these ("my mother always", "you don't have to", "she said") makes it no request.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from . import english_intentions as english
from .civil_time import Rule
from .dates import DateSpan
from .drafts import IntentionDraft
from .english_dates import ADVERBS
from .intention_parts import Cuts, Lead, due_time, series, topic
from .messages import Sentence
from .patterns import compiled

MAX_GAP = 4  # characters between two sentences that are read as one: stops and blanks
DUTY_TIMES = ("minute", "part", "day", "weekend")  # what is exact enough to be reminded of a duty unasked
ASKED = 0.95  # confidence of "remind me"
IMPLIED = 0.85  # of forms that ask for it in other words
VAGUE = 0.7  # of "don't forget" with neither time nor cue

_HINT = compiled(english.HINT, english.FRAGMENTS)
_POLITE = compiled("{POLITE}", english.FRAGMENTS)
_REQUEST = compiled(english.REQUEST, english.FRAGMENTS)
_TIMED = compiled(english.TIMED_REQUEST, english.FRAGMENTS)
_IMPERATIVE = compiled(english.IMPERATIVE, english.FRAGMENTS)
_REFUSED_AFTER = compiled(english.REFUSED_AFTER, english.FRAGMENTS)
_REFUSED_FORGET = compiled(english.REFUSED_FORGET, english.FRAGMENTS)
_AFTERTHOUGHT = compiled(english.AFTERTHOUGHT, english.FRAGMENTS)
_FRAGMENTS = {**english.FRAGMENTS, "CUE_WORDS": english.CUE_WORDS}
_LEADING_CUE = compiled(english.LEADING_CUE, _FRAGMENTS)
_SESSION_START = compiled(english.SESSION_START, english.FRAGMENTS)
_BEFORE_REQUEST = compiled(english.BEFORE_REQUEST, english.FRAGMENTS)
_STATED_REQUEST = compiled(english.STATED_REQUEST, english.FRAGMENTS)
_TELL = compiled("{TELL}", english.FRAGMENTS)
_DUTY = compiled(english.DUTY, english.FRAGMENTS)
_TIMED_DUTY = compiled(english.TIMED_DUTY, english.FRAGMENTS)
_POINTS_BACK = compiled(english.POINTS_BACK, english.FRAGMENTS)
_STATES = compiled(english.STATES, english.FRAGMENTS)
_EVENT = compiled(english.EVENT, english.FRAGMENTS)
_TELLS_WHEN = compiled(english.TELLS_WHEN, english.FRAGMENTS)
_NOT_OWN = compiled(english.NOT_OWN, english.FRAGMENTS)
_OF_OTHERS = compiled(english.OF_OTHERS, english.FRAGMENTS)
_AND_TO = compiled(english.AND_TO, english.FRAGMENTS)
_NO_STATEMENT = compiled(english.NO_STATEMENT, english.FRAGMENTS)
_DASHES = ("-", "--", "–", "—")
_STRONG = ("so", ";", *_DASHES)  # in a joint: the request is the speaker's, whatever is told before
_BARE = ("and", "but", "then")
_PUNCTUATED = (":", "-", "–", "—")  # a joint after which a request may stand whatever leads to it
_OFTEN = compiled(english.OFTEN, {})
_BEFORE_EVENT = compiled(english.BEFORE_EVENT, {})
_JOINT = re.compile(r",?\s{1,3}|,")


def may_ask(sentence: Sentence) -> bool:
    """Whether there is any word in a sentence without which no request is made."""
    return _HINT.search(sentence.text) is not None


def find_intention(
    sentence: Sentence, original: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> IntentionDraft | None:
    """The request that a sentence makes, or None. `dates`: those of the sentence, places counted from its start."""
    text = sentence.text
    lead = _lead(text, dates)
    after = _AFTERTHOUGHT.search(text, lead.end + 1)
    if after is not None and lead.cue is None:  # "about dad's scan, it's on the 22nd"
        text = text[: after.start()]
        dates = [span for span in dates if span.end <= len(text)]
    match = _request(text, lead, sentence.question)
    if match is None:
        return _duty(sentence, original, dates, now, zone)
    groups = match.groupdict()
    own = next((name for name in ("kept", "raised") if groups.get(name)), None)
    body = match.start(own) if own else match.end()
    cuts = Cuts(text, body, lead, dates, now)
    cue, topical = topic(cuts.cue, text, original, sentence)
    timed = cuts.when is not None or cuts.cue is not None or cuts.start
    if groups.get("kept") and not topical:  # "if you need help, tell me": only a topic makes a request of that
        timed = cuts.when is not None or cuts.start
    if not timed and (groups.get("sure") or groups.get("kept")):
        return None
    if groups.get("raised") and not (topical or cuts.start):
        return None
    content = cuts.content(original[sentence.start : sentence.start + len(text)])
    if groups.get("set") and not content and cuts.when is not None:  # "set an alarm for six": that is all
        content = original[sentence.start : sentence.start + len(text)][match.end("polite") : match.end()].strip(" ,")
    if content.casefold() in english.REFUSED_CONTENT and not (timed and content):
        return None
    if _BEFORE_EVENT.match(content):
        return None
    often = _OFTEN.search(match[0]) if cuts.when and not cuts.when.recurrence else None
    if often is not None and cuts.when is not None:  # "set a daily reminder at 9"
        frequency, interval = ADVERBS[often[1].lower()]
        cuts.when = replace(cuts.when, recurrence=str(Rule(frequency, interval)))
    at = due_time(cuts.when, now, zone) if cuts.when else None
    confidence = ASKED if groups.get("remind") or groups.get("set") else IMPLIED if timed else VAGUE
    return IntentionDraft(
        content=content,
        cue=cue,
        at=at,
        every=series(cuts, zone),
        at_session_start=cuts.start,
        start=sentence.start,
        end=sentence.start + len(sentence.text),
        confidence=confidence,
    )


def _duty(
    sentence: Sentence, original: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> IntentionDraft | None:
    """ "I need to ring the vet tomorrow, don't let me forget": what is to be done stands first, or alone."""
    duty = _DUTY.search(sentence.text)
    event = _EVENT.search(sentence.text) if duty is None else None
    found = duty or event
    if found is None or _NO_STATEMENT.search(sentence.text, 0, found.start()):
        return None
    asked = _asked_after(sentence.text, found.end(), dates)
    text = sentence.text if asked is None else sentence.text[: asked[0]]
    cuts = Cuts(text, found.end(), Lead(0), [span for span in dates if span.end <= len(text)], now)
    alone = _TIMED_DUTY.match(text) and cuts.when and cuts.when.granularity in DUTY_TIMES and not cuts.when.recurrence
    content = cuts.content(original[sentence.start : sentence.start + len(text)])
    if content in english.REFUSED_CONTENT or (asked is None and (sentence.question or not alone)):
        return None
    if asked is not None and asked[1] is not None:
        cuts.when = asked[1]
    if event is not None and cuts.when is None:
        return None
    return IntentionDraft(
        content=content,
        cue=topic(cuts.cue, text, original, sentence)[0],
        at=due_time(cuts.when, now, zone) if cuts.when else None,
        every=series(cuts, zone),
        at_session_start=cuts.start,
        start=sentence.start,
        end=sentence.start + len(sentence.text),
        confidence=VAGUE if asked is None else ASKED,
    )


def _asked_after(text: str, start: int, dates: Sequence[DateSpan]) -> tuple[int, DateSpan | None] | None:
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
    if asked is None or not (_DUTY.search(before.text) or _EVENT.search(before.text)):
        return None
    whole = ", " + after.text
    moved = [replace(span, start=span.start + 2, end=span.end + 2) for span in dates]
    if _asked_after(whole, 0, moved) is None:
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
        if _asked_after(text, 0, dates) and (_DUTY.search(lead) or _EVENT.search(lead)):
            break
        if (first is not None and first.end() <= joint.start()) or (first is None and _leads(lead, joint[0])):
            rest = Sentence(text[joint.end() :], sentence.start + joint.end(), sentence.question)
            moved = [replace(span, start=span.start - joint.end(), end=span.end - joint.end()) for span in dates]
            return Sentence(lead, sentence.start, False), *split_request(rest, moved)
        break
    return _both(sentence, dates) if first is not None else (sentence,)


def _leads(lead: str, joint: str) -> bool:
    """Whether what stands before a request is a statement of its own: neither a part of the request nor a report."""
    strong = any(word in joint for word in _STRONG)
    if joint.strip() in _DASHES:
        return not _LEADING_CUE.match(lead)
    if _NOT_OWN.search(lead) or _LEADING_CUE.match(lead) or (not strong and _OF_OTHERS.search(lead)):
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


def _request(text: str, lead: Lead, question: bool) -> re.Match[str] | None:
    """The words that ask, if they stand right after the lead and do not ask for something else."""
    match = _REQUEST.match(text, lead.end) or _TIMED.match(text, lead.end)
    if match is None and (lead.cue or lead.start):
        match = _IMPERATIVE.match(text, lead.end)
    if match is None:
        return None
    groups = match.groupdict()
    if question and not (lead.polite or groups.get("polite")):
        return None
    if groups.get("remind") and not lead.cue and _REFUSED_AFTER.match(text, match.end()):
        return None
    if groups.get("forget") and _REFUSED_FORGET.match(text, match.end()):
        return None
    return match


def _lead(text: str, dates: Sequence[DateSpan]) -> Lead:
    """Dates, cues and "next time we talk" at the beginning, up to where the request must stand."""
    lead = Lead(0)
    while True:
        at = _POLITE.match(text, lead.end)
        begin = at.end() if at else lead.end
        lead.polite = lead.polite or begin > lead.end
        date = next((span for span in dates if span.start == begin), None)
        opening = _SESSION_START.match(text, begin)
        if date is not None and lead.date is None:
            lead.date, end = date, date.end
        elif opening is not None and not lead.start:
            lead.start, end = True, opening.end()
        else:
            cue = _LEADING_CUE.match(text, begin) if lead.cue is None else None
            clause_end = _clause_end(text, cue.end()) if cue else None
            if cue is None or clause_end is None:
                return lead
            lead.cue, end = (cue.end(), clause_end), clause_end
        joint = _JOINT.match(text, end)
        lead.end = joint.end() if joint else end


def _clause_end(text: str, start: int) -> int | None:
    """Where a leading cue ends: before a comma and a request, or before "remind me" without one."""
    for blank in _JOINT.finditer(text, start):
        after = blank.end()
        if _REQUEST.match(text, after) or _TELL.match(text, after) or (
            blank[0][0] == "," and (_IMPERATIVE.match(text, after) or _TIMED.match(text, after))
        ):
            return blank.start()
    return None
