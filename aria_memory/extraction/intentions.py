"""Requests to be reminded, in one sentence: what, on which cue, when, how often.

A sentence is read from its left: polite words, then maybe a date, a cue or "next time we talk", then the request. What
stands before that and is none of these ("my mother always", "you don't have to", "she said") makes it no request.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from . import english_intention_contents as contents
from . import english_intention_cues as cues
from . import english_intentions as english
from .civil_time import Rule
from .dates import DateSpan
from .drafts import ASKED, IMPLIED, VAGUE, IntentionDraft
from .english_date_words import ADVERBS
from .intention_days import Before
from .intention_distances import Events, count_back, counted_before, spread, told_event, without_day
from .intention_duties import find_duty
from .intention_ends import bare, is_task
from .intention_parts import CUE_TOPICS, TRAILING_CUE, Cuts, Lead, due_time, series, topic
from .intention_sentences import DUTY, LEADING_CUE, asked_after
from .messages import Sentence
from .patterns import compiled

POINTING_BACK = ("", "it", "that", "about it", "about that")  # what is to be done was said just before

_POLITE = compiled("{POLITE}", english.FRAGMENTS)
_REQUEST = compiled(english.REQUEST, english.FRAGMENTS)
_TIMED = compiled(english.TIMED_REQUEST, english.FRAGMENTS)
_IMPERATIVE = compiled(english.IMPERATIVE, english.FRAGMENTS)
_REFUSED_AFTER = compiled(english.REFUSED_AFTER, english.FRAGMENTS)
_TAGGED = compiled(english.TAGGED, {})
_ASKED_BACK = compiled(english.ASKED_BACK, english.FRAGMENTS)
_REFUSED_FORGET = compiled(english.REFUSED_FORGET, english.FRAGMENTS)
_POLITE_IF = compiled(cues.POLITE_IF, {})
_YOU_FIRST = compiled(english.YOU_FIRST, {})
_SESSION_START = compiled(english.SESSION_START, english.FRAGMENTS)
_TELL = compiled("(?:(?:please|pls|plz|kindly) )?{TELL}", english.FRAGMENTS)
_TELL_TO = compiled(english.TELL_TO, english.FRAGMENTS)
_OFTEN = compiled(english.OFTEN, {})
_SAID_SO = compiled(english.SAID_SO, {})
_BEFORE = re.compile(r"\bbefore\s{1,3}$", re.IGNORECASE)
_BEFORE_EVENT = compiled(contents.BEFORE_EVENT, {})
_COMES_UP = compiled(cues.COMES_UP_END, {})
_JOINT = re.compile(r",?\s{1,3}|,")


@dataclass
class _Asked:
    """A request that is read: its text with the dates in it, the words that ask, and what stands around them.

    counted: the place of what its time is counted from. topical: whether its cue is named, and is no whole clause.
    """

    sentence: Sentence
    text: str
    dates: Sequence[DateSpan]
    words: re.Match[str]
    cuts: Cuts
    counted: tuple[int, int] | None
    cue: str | None
    topical: bool

    def by(self, form: str) -> bool:
        """Whether it is asked for in this form: a group of the pattern."""
        return bool(self.words.groupdict().get(form))


def find_intention(
    sentence: Sentence,
    original: str,
    dates: Sequence[DateSpan],
    now: float,
    zone: ZoneInfo,
    before: Before | None = None,
    events: Events | None = None,
) -> IntentionDraft | None:
    """The request that a sentence makes, or None.

    `dates`: those of the sentence, places counted from its start. `before`: what was said just before it. `events`:
    when what it names is.
    """
    lead = _lead(sentence.text, dates)
    match = _request(sentence.text, lead, sentence.question)
    if match is None:
        return find_duty(sentence, original, dates, now, zone)
    if _SAID_SO.search(sentence.text, match.end()):
        return None
    if lead.cue is not None and DUTY.search(sentence.text, *lead.cue):  # "when X comes up, I've to do Y, so remind me"
        told = find_duty(sentence, original, dates, now, zone)
        if told is not None and told.cue:
            return told
    sure = match.groupdict().get("sure")
    if sure and asked_after(sentence.text, match.end(), dates):  # "I mustn't forget to ..., remind me"
        return find_duty(sentence, original, dates, now, zone)
    asked = _cut(sentence, original, lead, match, dates, before, now, zone, events)
    timed = _is_timed(asked)
    if not _is_meant(asked, timed):
        return None
    content = _content(asked, original, now)
    if content in POINTING_BACK and before is not None and not (lead.cue or lead.start):
        content = _told_just_before(asked, before, original, now)
    if (content.casefold() in contents.REFUSED_CONTENT and not (timed and content)) or _BEFORE_EVENT.match(content):
        return None
    cuts = asked.cuts
    if lead.distance is not None and asked.counted is None:  # nobody knows when that is: it stays told
        content = f"{content} {original[sentence.start + lead.distance[0] : sentence.start + lead.distance[1]].lower()}"
    _repeat(cuts, match[0])
    return IntentionDraft(
        content=content,
        cue=asked.cue,
        at=due_time(cuts.when, now, zone, before=cuts.before) if cuts.when else None,
        every=series(cuts, zone),
        at_session_start=cuts.start,
        start=sentence.start,
        end=sentence.start + len(sentence.text),
        confidence=ASKED if asked.by("remind") or asked.by("set") else IMPLIED if timed else VAGUE,
        zone=cuts.when.zone if cuts.when else None,
    )


def _cut(
    sentence: Sentence, original: str, lead: Lead, match: re.Match[str], dates: Sequence[DateSpan],
    before: Before | None, now: float, zone: ZoneInfo, events: Events | None,
) -> _Asked:
    """A request with its time and its cue told from the rest."""
    text, groups = sentence.text, match.groupdict()
    if lead.cue is None:  # "about dad's scan, it's on the 22nd"
        text, dates = bare(text, match, dates)
    own = next((name for name in ("kept", "raised") if groups.get(name)), None)
    cuts = Cuts(text, match.start(own) if own else match.end(), lead, dates, now)
    counted = count_back(cuts, lead.distance, dates, before, now, zone, events)
    if counted is None:
        without_day(cuts, lead.distance, dates)
    spread(cuts, now, zone)
    if cuts.cue is not None and cuts.when is not None and _BEFORE.search(text, 0, cuts.cue[0]):
        cuts.drop_cue()  # "before I go to bed, remind me at 7": the hour tells
    return _Asked(sentence, text, dates, match, cuts, counted, *topic(cuts.cue, text, original, sentence))


def _is_timed(asked: _Asked) -> bool:
    """Whether it tells when: by a time, a cue or "next time we talk"."""
    cuts = asked.cuts
    cued = cuts.cue is not None
    if cued and asked.by("kept"):  # "if you need help, tell me" is none, "once I'm home, tell me to ring Bo" is one
        cued = asked.topical or _TELL_TO.search(asked.text) is not None
    return cuts.when is not None or cued or cuts.start


def _is_meant(asked: _Asked, timed: bool) -> bool:
    """Whether words that may ask do: "make sure" and "tell me" with when, or what to do, "bring up" with a topic."""
    loose = not timed and (asked.by("sure") or asked.by("kept"))
    if loose and (asked.sentence.question or not is_task(asked.text, asked.words)):
        return False
    return not asked.by("raised") or asked.topical or asked.cuts.start


def _content(asked: _Asked, original: str, now: float) -> str:
    """What is to be done, in the words of the original."""
    text, cuts, counted, start = asked.text, asked.cuts, asked.counted, asked.sentence.start
    words = original[start : start + len(text)]
    content = cuts.content(words)
    if not content and counted is not None and counted[0] < counted[1]:  # "10 minutes before the meeting at 3"
        content = Cuts(text[: counted[1]], counted[0], Lead(0), asked.dates, now).content(words)
    if asked.by("set") and not content and cuts.when is not None:  # "set an alarm for six": that is all
        content = words[asked.words.end("polite") : asked.words.end()].strip(" ,")
    return content


def _told_just_before(asked: _Asked, before: Before, original: str, now: float) -> str:
    """ "I have a dentist on Friday. Remind me": what it is about, whose time becomes that of the request."""
    anchor = before.anchor(now, series=True)
    asked.cuts.when = asked.cuts.when or anchor
    return (anchor and told_event(before, anchor, original, now)) or ""


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
    refused = None if _POLITE_IF.match(text, end) else _REFUSED_AFTER.match(text, end)
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
        counted = counted_before(text, begin)
        far = None if counted is None or lead.distance or date is not None else _clause_end(text, begin)
        if date is not None and lead.date is None:
            lead.date, end = date, date.end
        elif date is not None and lead.date is not None and lead.date.recurrence:  # "Sundays at 9 every week"
            end = date.end
        elif far is not None:
            lead.distance, end = (begin, far), far
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
        you = _YOU_FIRST.match(text, lead.end) if lead.cue is not None else None
        lead.end, lead.polite = you.end() if you else lead.end, lead.polite or you is not None


def _clause_end(text: str, start: int) -> int | None:
    """Where a leading cue ends: before a comma and a request, or before "remind me" without one."""
    for blank in _JOINT.finditer(text, start):
        you = _YOU_FIRST.match(text, blank.end())
        after = you.end() if you else blank.end()
        ended = blank[0][0] == "," or _COMES_UP.search(text, start, blank.start())
        if _REQUEST.match(text, after) or _TELL.match(text, after) or (
            ended and (_IMPERATIVE.match(text, after) or _TIMED.match(text, after))
        ):
            alone = text[start : blank.start()].lower() in cues.SUBJECT_ALONE
            return None if alone else blank.start()  # "if you remind me again, ..."
    return None
