"""What is to be done told first, or alone: "I need to ring the vet tomorrow, don't let me forget"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from . import english_intention_contents as contents
from . import english_intention_duties as duties
from . import english_intentions as english
from .civil_time import to_epoch, wall_time
from .dates import DateSpan
from .drafts import ASKED, VAGUE, IntentionDraft
from .intention_parts import Cuts, Lead, due_time, series, still_to_come, topic
from .intention_sentences import DUTY, EVENT, LEADING_CUE, asked_after
from .messages import Sentence
from .patterns import compiled

DUTY_TIMES = ("minute", "part", "day", "weekend")  # what is exact enough to be reminded of a duty unasked

_POLITE = compiled("{POLITE}", english.FRAGMENTS)
_TIMED_DUTY = compiled(duties.TIMED_DUTY, english.FRAGMENTS)
_NO_STATEMENT = compiled(english.NO_STATEMENT, english.FRAGMENTS)
_CLOCK_ONLY = compiled(english.CLOCK_ONLY, {})
_BY_THEN = compiled(english.BY_THEN, {})
_AND = compiled(english.AND_THEN, {})  # "I'm Bo, and every Friday I have to pay him"
_GOT_TO = re.compile(r"(?:i|we) got to\b", re.IGNORECASE)  # "on Monday I got to meet her": no duty


def find_duty(
    sentence: Sentence, original: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> IntentionDraft | None:
    """The request that such a sentence makes, or None: asked for in it, or a duty with a time, which goes without."""
    duty = DUTY.search(sentence.text)
    event = EVENT.search(sentence.text) if duty is None else None
    found = duty or event
    if found is None:
        return None
    asked = asked_after(sentence.text, found.end(), dates)
    cue = _cue_before(sentence.text, found.start()) if asked is not None else None
    if cue is None and _NO_STATEMENT.search(sentence.text, 0, found.start()):
        return None
    text = sentence.text if asked is None else sentence.text[: asked[0]]
    first = _day_before(text, found.start(), dates, now)
    cuts = Cuts(text, found.end(), Lead(0, first, cue=cue), [span for span in dates if span.end <= len(text)], now)
    timed = cuts.when and cuts.when.granularity in DUTY_TIMES and not cuts.when.recurrence
    alone = timed and _TIMED_DUTY.match(text, 0 if first is None else found.start())
    content = cuts.content(sentence.told_in(original))
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


def _cue_before(text: str, at: int) -> tuple[int, int] | None:
    """ "When I talk about hockey, I've to pay Luc, so remind me": the place of the cue before what is to be done."""
    polite = _POLITE.match(text)
    cue = LEADING_CUE.match(text, polite.end() if polite else 0)
    end = text.rfind(",", 0, at)
    return (cue.end(), end) if cue is not None and cue.end() < end else None


def _day_before(text: str, at: int, dates: Sequence[DateSpan], now: float) -> DateSpan | None:
    """ "On Sunday" of "on Sunday I have to ring Bo": a date to which what is to be done gives none."""
    if any(span.start >= at and span.end <= len(text) for span in dates) or _GOT_TO.match(text, at):
        return None
    polite = _POLITE.match(text)
    begin = polite.end() if polite else 0
    return next(
        (span for span in dates if (span.start == begin or _AND.search(text, 0, span.start))
         and text[span.end : at].strip() in ("", ",") and still_to_come(span, now)),
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
