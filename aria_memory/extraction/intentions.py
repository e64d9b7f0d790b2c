"""Requests to be reminded, in one sentence: what, on which cue, when, how often.

A sentence is read from its left: polite words, then maybe a date, a cue or "next time we talk", then the request. What
stands before that and is none of these ("my mother always", "you don't have to", "she said") makes it no request.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from . import english_intention_contents as contents
from . import english_intention_cues as cues
from . import english_intentions as english
from .civil_time import Rule, to_epoch, wall_time
from .dates import DateSpan
from .drafts import IntentionDraft
from .english_date_words import ADVERBS
from .intention_distances import Before, count_back, spread, told_event
from .intention_ends import bare, is_task
from .intention_parts import CUE_TOPICS, TRAILING_CUE, Cuts, Lead, due_time, series, still_to_come, topic
from .intention_sentences import DUTY, EVENT, LEADING_CUE, asked_after
from .messages import Sentence
from .patterns import compiled

DUTY_TIMES = ("minute", "part", "day", "weekend")  # what is exact enough to be reminded of a duty unasked
ASKED = 0.95  # confidence of "remind me"
IMPLIED = 0.85  # of forms that ask for it in other words
POINTING_BACK = ("", "it", "that", "about it", "about that")  # what is to be done was said just before
VAGUE = 0.7  # of "don't forget" with neither time nor cue

_POLITE = compiled("{POLITE}", english.FRAGMENTS)
_REQUEST = compiled(english.REQUEST, english.FRAGMENTS)
_TIMED = compiled(english.TIMED_REQUEST, english.FRAGMENTS)
_IMPERATIVE = compiled(english.IMPERATIVE, english.FRAGMENTS)
_REFUSED_AFTER = compiled(english.REFUSED_AFTER, english.FRAGMENTS)
_TAGGED = compiled(english.TAGGED, {})
_ASKED_BACK = compiled(english.ASKED_BACK, english.FRAGMENTS)
_REFUSED_FORGET = compiled(english.REFUSED_FORGET, english.FRAGMENTS)
_SESSION_START = compiled(english.SESSION_START, english.FRAGMENTS)
_TELL = compiled("(?:(?:please|pls|plz|kindly) )?{TELL}", english.FRAGMENTS)
_TELL_TO = compiled(english.TELL_TO, english.FRAGMENTS)
_TIMED_DUTY = compiled(english.TIMED_DUTY, english.FRAGMENTS)
_NO_STATEMENT = compiled(english.NO_STATEMENT, english.FRAGMENTS)
_OFTEN = compiled(english.OFTEN, {})
_SAID_SO = compiled(english.SAID_SO, {})
_BEFORE = re.compile(r"\bbefore\s{1,3}$", re.IGNORECASE)
_CLOCK_ONLY = compiled(english.CLOCK_ONLY, {})
_BY_THEN = compiled(english.BY_THEN, {})
_BEFORE_EVENT = compiled(contents.BEFORE_EVENT, {})
_GOT_TO = re.compile(r"(?:i|we) got to\b", re.IGNORECASE)  # "on Monday I got to meet her": no duty
_JOINT = re.compile(r",?\s{1,3}|,")


def find_intention(
    sentence: Sentence,
    original: str,
    dates: Sequence[DateSpan],
    now: float,
    zone: ZoneInfo,
    before: Before | None = None,
) -> IntentionDraft | None:
    """The request that a sentence makes, or None.

    `dates`: those of the sentence, places counted from its start. `before`: what was said just before it.
    """
    text = sentence.text
    lead = _lead(text, dates)
    match = _request(text, lead, sentence.question)
    if match is None:
        return _duty(sentence, original, dates, now, zone)
    if _SAID_SO.search(text, match.end()):
        return None
    if match.groupdict().get("sure") and asked_after(text, match.end(), dates):  # "I mustn't forget to ..., remind me"
        return _duty(sentence, original, dates, now, zone)
    if lead.cue is None:  # "about dad's scan, it's on the 22nd"
        text, dates = bare(text, match, dates)
    groups = match.groupdict()
    own = next((name for name in ("kept", "raised") if groups.get(name)), None)
    body = match.start(own) if own else match.end()
    cuts = Cuts(text, body, lead, dates, now)
    counted = count_back(cuts, dates, before, now, zone)
    spread(cuts, now, zone)
    if cuts.cue is not None and cuts.when is not None and _BEFORE.search(text, 0, cuts.cue[0]):
        cuts.drop_cue()  # "before I go to bed, remind me at 7": the hour tells
    cue, topical = topic(cuts.cue, text, original, sentence)
    timed = cuts.when is not None or cuts.cue is not None or cuts.start
    to_do = cuts.cue is not None and _TELL_TO.search(text) is not None  # "once I'm home, tell me to ring Bo"
    if groups.get("kept") and not topical and not to_do:  # "if you need help, tell me": only a topic makes one of that
        timed = cuts.when is not None or cuts.start
    if not timed and (groups.get("sure") or groups.get("kept")) and (sentence.question or not is_task(text, match)):
        return None
    if groups.get("raised") and not (topical or cuts.start):
        return None
    words = original[sentence.start : sentence.start + len(text)]
    content = cuts.content(words)
    if not content and counted is not None and counted[0] < counted[1]:  # "10 minutes before the meeting at 3"
        content = Cuts(text[: counted[1]], counted[0], Lead(0), dates, now).content(words)
    if groups.get("set") and not content and cuts.when is not None:  # "set an alarm for six": that is all
        content = words[match.end("polite") : match.end()].strip(" ,")
    if content in POINTING_BACK and before is not None and not (lead.cue or lead.start):
        anchor = before.anchor(now)
        content = (anchor and told_event(before, anchor, original, now)) or ""
        cuts.when = cuts.when or anchor
    refused = content.casefold() in contents.REFUSED_CONTENT and not (timed and content)
    if refused or _BEFORE_EVENT.match(content):
        return None
    _repeat(cuts, match[0])
    at = due_time(cuts.when, now, zone, before=cuts.before) if cuts.when else None
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
        zone=cuts.when.zone if cuts.when else None,
    )


def body_of(sentence: Sentence, dates: Sequence[DateSpan]) -> int | None:
    """Where the words that ask to be reminded end; None where none do, or a cue stands before them."""
    lead = _lead(sentence.text, dates)
    match = None if lead.cue is not None else _request(sentence.text, lead, sentence.question)
    groups = {} if match is None else match.groupdict()
    return None if match is None or groups.get("kept") or groups.get("raised") else match.end()


def _repeat(cuts: Cuts, asked: str) -> None:
    """ "Set a daily reminder at 9": the words that ask tell how often."""
    often = _OFTEN.search(asked) if cuts.when and not cuts.when.recurrence else None
    if often is not None and cuts.when is not None:
        cuts.when = replace(cuts.when, recurrence=str(Rule(*ADVERBS[often[1].lower()])))


def _duty(
    sentence: Sentence, original: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> IntentionDraft | None:
    """ "I need to ring the vet tomorrow, don't let me forget": what is to be done stands first, or alone."""
    duty = DUTY.search(sentence.text)
    event = EVENT.search(sentence.text) if duty is None else None
    found = duty or event
    if found is None or _NO_STATEMENT.search(sentence.text, 0, found.start()):
        return None
    asked = asked_after(sentence.text, found.end(), dates)
    text = sentence.text if asked is None else sentence.text[: asked[0]]
    first = _day_before(text, found.start(), dates, now)
    cuts = Cuts(text, found.end(), Lead(0, first), [span for span in dates if span.end <= len(text)], now)
    timed = cuts.when and cuts.when.granularity in DUTY_TIMES and not cuts.when.recurrence
    alone = timed and _TIMED_DUTY.match(text, 0 if first is None else found.start())
    content = cuts.content(original[sentence.start : sentence.start + len(text)])
    if content in contents.REFUSED_CONTENT or (asked is None and (sentence.question or not alone)):
        return None
    if asked is not None and asked[1] is not None:
        cuts.when = _on_that_day(text, cuts.when, sentence.text, asked[1], zone)
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
        zone=cuts.when.zone if cuts.when else None,
    )


def _day_before(text: str, at: int, dates: Sequence[DateSpan], now: float) -> DateSpan | None:
    """ "On Sunday" of "on Sunday I have to ring Bo": a date to which what is to be done gives none."""
    if any(span.start >= at and span.end <= len(text) for span in dates) or _GOT_TO.match(text, at):
        return None
    polite = _POLITE.match(text)
    begin = polite.end() if polite else 0
    return next(
        (span for span in dates if span.start == begin and text[span.end : at].strip() in ("", ",")
         and still_to_come(span, now)),
        None,
    )  # fmt: skip


def _on_that_day(
    text: str, due: DateSpan | None, asked: str, when: DateSpan, zone: ZoneInfo
) -> DateSpan:
    """ "I have a scan on Friday at 2, remind me at noon": of that day, as long as it is before."""
    if due is None or not _CLOCK_ONLY.fullmatch(asked, when.start, when.end) or _BY_THEN.match(text, due.start):
        return when
    day, hour = wall_time(due.at, zone).date(), wall_time(when.at, zone).time()
    at = to_epoch(datetime.combine(day, hour), zone)
    return replace(when, at=at) if at < due.at or due.granularity == "day" else when


def _request(text: str, lead: Lead, question: bool) -> re.Match[str] | None:
    """The words that ask, if they stand right after the lead and do not ask for something else."""
    match = _REQUEST.match(text, lead.end) or _TIMED.match(text, lead.end)
    if match is None and (lead.cue or lead.start):
        match = _IMPERATIVE.match(text, lead.end)
    if match is None:
        return None
    groups = match.groupdict()
    if question and not (lead.polite or groups.get("polite") or _TAGGED.search(text, match.end())):
        return None
    if groups.get("remind") and not lead.cue and _refused(text, match.end()):
        return None
    if groups.get("forget") and _REFUSED_FORGET.match(text, match.end()):
        return None
    return match


def _refused(text: str, end: int) -> bool:
    """Whether "remind me" asks for what was said. "Of the rent, when we talk about the flat" does not."""
    refused = _REFUSED_AFTER.match(text, end)
    if refused is None or not refused[0].endswith("of") or _ASKED_BACK.match(text, end):
        return refused is not None
    cue = TRAILING_CUE.search(text, refused.end())
    return cue is None or not any(topic.match(text, cue.end()) for topic in CUE_TOPICS)


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
            cue = LEADING_CUE.match(text, begin) if lead.cue is None else None
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
            alone = text[start : blank.start()].lower() in cues.SUBJECT_ALONE
            return None if alone else blank.start()  # "if you remind me again, ..."
    return None
