"""Requests to be reminded, in one sentence: what, on which cue, when, how often.

A sentence is read from its left: polite words, then maybe a date, a cue or "next time we talk", then the request. What
stands before that and is none of these ("my mother always", "you don't have to", "she said") makes it no request.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from . import english_intentions as english
from .civil_time import to_epoch, wall_time
from .dates import DateSpan
from .drafts import IntentionDraft
from .messages import Sentence
from .patterns import compiled

DEFAULT_HOUR = 9  # of a day for which no hour is said
LATER_SECONDS = 3600.0  # "today", said after that hour: this much from now
MAX_GAP = 4  # characters between two sentences that are read as one: stops and blanks
MAX_JOINT = 12  # characters between a request and the date beside it: blanks, a comma, a preposition
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
_UNTIL = re.compile(r"\b(?:until|till|til)\s{1,3}$", re.IGNORECASE)
_ABOUT = re.compile(r"[,:; ]{0,3}")
_CONNECTOR = compiled(english.CONNECTOR, english.FRAGMENTS)
_FRAGMENTS = {**english.FRAGMENTS, "CUE_WORDS": english.CUE_WORDS}
_LEADING_CUE = compiled(english.LEADING_CUE, _FRAGMENTS)
_TRAILING_CUE = compiled(english.TRAILING_CUE, _FRAGMENTS)
_CUE_END = compiled(english.CUE_END, english.FRAGMENTS)
_CUE_TOPICS = tuple(compiled(pattern, english.FRAGMENTS) for pattern in english.CUE_TOPICS)
_CUE_TAIL = compiled(english.CUE_TAIL, english.FRAGMENTS)
_SESSION_START = compiled(english.SESSION_START, english.FRAGMENTS)
_BEFORE_REQUEST = compiled(english.BEFORE_REQUEST, english.FRAGMENTS)
_STATED_REQUEST = compiled(english.STATED_REQUEST, english.FRAGMENTS)
_DUTY = compiled(english.DUTY, english.FRAGMENTS)
_TIMED_DUTY = compiled(english.TIMED_DUTY, english.FRAGMENTS)
_POINTS_BACK = compiled(english.POINTS_BACK, english.FRAGMENTS)
_STATES = compiled(english.STATES, english.FRAGMENTS)
_NO_STATEMENT = compiled(english.NO_STATEMENT, english.FRAGMENTS)
_STATEMENT = compiled(english.STATEMENT, english.FRAGMENTS)
_PUNCTUATED = (":", "-", "–", "—")  # a joint after which a request may stand whatever leads to it
_BEFORE_EVENT = compiled(english.BEFORE_EVENT, {})
_JOINT = re.compile(r",?\s{1,3}|,")


@dataclass
class _Lead:
    """What stands before the request."""

    end: int
    date: DateSpan | None = None
    cue: tuple[int, int] | None = None
    start: bool = False
    polite: bool = False


def find_intention(
    sentence: Sentence, original: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> IntentionDraft | None:
    """The request that a sentence makes, or None. `dates`: those of the sentence, places counted from its start."""
    text = sentence.text
    if not _HINT.search(text):
        return None
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
    cuts = _Cuts(text, body, lead, dates, now)
    cue, topical = _topic(cuts.cue, text, original, sentence)
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
    at = due_time(cuts.when, now, zone) if cuts.when else None
    confidence = ASKED if groups.get("remind") or groups.get("set") else IMPLIED if timed else VAGUE
    return IntentionDraft(
        content=content,
        cue=cue,
        at=at,
        every=_rule(cuts, zone),
        at_session_start=cuts.start,
        start=sentence.start,
        end=sentence.start + len(sentence.text),
        confidence=confidence,
    )


def _duty(
    sentence: Sentence, original: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> IntentionDraft | None:
    """ "I need to ring the vet tomorrow, don't let me forget": what is to be done stands before the request, or alone."""
    duty = _DUTY.search(sentence.text)
    if duty is None or _NO_STATEMENT.search(sentence.text, 0, duty.start()):
        return None
    end = next(
        (joint.start() for joint in _BEFORE_REQUEST.finditer(sentence.text, duty.end())
         if (asked := _STATED_REQUEST.match(sentence.text, joint.end()))
         and _POINTS_BACK.match(sentence.text, asked.end())),
        None,
    )  # fmt: skip
    text = sentence.text[:end]
    cuts = _Cuts(text, duty.end(), _Lead(0), [span for span in dates if span.end <= len(text)], now)
    alone = _TIMED_DUTY.match(text) and cuts.when and cuts.when.granularity in DUTY_TIMES and not cuts.when.recurrence
    content = cuts.content(original[sentence.start : sentence.start + len(text)])
    if content in english.REFUSED_CONTENT or (end is None and (sentence.question or not alone)):
        return None
    return IntentionDraft(
        content=content,
        cue=_topic(cuts.cue, text, original, sentence)[0],
        at=due_time(cuts.when, now, zone) if cuts.when else None,
        every=_rule(cuts, zone),
        at_session_start=cuts.start,
        start=sentence.start,
        end=sentence.start + len(sentence.text),
        confidence=VAGUE if end is None else ASKED,
    )


def _rule(cuts: "_Cuts", zone: ZoneInfo) -> str | None:
    """The recurrence, and the last day of it where one is told."""
    rule = cuts.when.recurrence if cuts.when else None
    if rule is None or cuts.until is None:
        return rule
    return f"{rule};UNTIL={wall_time(cuts.until.at, zone):%Y%m%d}"


def asked_back(before: Sentence, after: Sentence) -> Sentence | None:
    """ "I have to ring Bo tonight. Don't let me forget!": the two sentences as one, or None where they are not that."""
    asked = _STATED_REQUEST.match(after.text)
    if asked is None or not _POINTS_BACK.match(after.text, asked.end()) or not _DUTY.search(before.text):
        return None
    gap = after.start - before.start - len(before.text)
    return Sentence(f"{before.text},{' ' * (gap - 1)}{after.text}", before.start, False) if 2 <= gap <= MAX_GAP else None


def split_request(sentence: Sentence) -> tuple[Sentence, ...]:
    """A statement and the request that it leads to ("I'm off to bed, remind me ...") as two; any other as it is."""
    text = sentence.text
    for joint in _BEFORE_REQUEST.finditer(text) if _HINT.search(text) else ():
        stated = _STATED_REQUEST.match(text, joint.end())
        if not stated:
            continue
        lead = text[: joint.start()]
        if _POINTS_BACK.match(text, stated.end()) and _DUTY.search(lead):
            break
        if (_STATES.search(lead) or joint[0].strip()[:1] in _PUNCTUATED) and not (_NO_STATEMENT.search(lead) or _LEADING_CUE.match(lead)) and not _STATED_REQUEST.match(text):
            first = Sentence(text[: joint.start()], sentence.start, False)
            return first, Sentence(text[joint.end() :], sentence.start + joint.end(), sentence.question)
        break
    return (sentence,)


def _request(text: str, lead: _Lead, question: bool) -> re.Match[str] | None:
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


def _lead(text: str, dates: Sequence[DateSpan]) -> _Lead:
    """Dates, cues and "next time we talk" at the beginning, up to where the request must stand."""
    lead = _Lead(0)
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
        if _REQUEST.match(text, after) or (
            blank[0][0] == "," and (_IMPERATIVE.match(text, after) or _TIMED.match(text, after))
        ):
            return blank.start()
    return None


class _Cuts:
    """The text after a request, and what of it is not content: the date, the cue, the session's start."""

    def __init__(self, text: str, body: int, lead: _Lead, dates: Sequence[DateSpan], now: float) -> None:
        self.text, self.body = text, body
        self.when, self.start = lead.date, lead.start
        self.until: DateSpan | None = None
        self.cue: tuple[int, int] | None = lead.cue
        self._spans: list[tuple[int, int]] = []
        opening = None if self.start or self.cue else _SESSION_START.search(text, body)
        if opening is not None:
            self.start = True
            self._spans.append(opening.span())
        elif self.cue is None and not self.start:
            self._trailing_cue()
        said = self.cue is not None and _STATEMENT.match(text, self._content_start())
        if self.when is None and not said:
            self._date(dates, now)

    def _content_start(self) -> int:
        connector = _ABOUT.match(self.text, self.body)
        return connector.end() if connector else self.body

    def _trailing_cue(self) -> None:
        for found in _TRAILING_CUE.finditer(self.text, self.body):
            before = self.text[: found.start()].rsplit(None, 1)
            if found.start() > self.body and before and before[-1].lower() in english.NOT_A_CUE_AFTER:
                continue
            stop = _CUE_END.search(self.text, found.end())
            end = stop.start() if stop else len(self.text)
            self.cue = (found.end(), end)
            self._spans.append((found.start(), stop.end() if stop else end))
            return

    def _date(self, dates: Sequence[DateSpan], now: float) -> None:
        """The date next to the request; else the last one. One that is past belongs to the content."""
        inside = [
            span for span in dates
            if span.start >= self.body and _still_to_come(span, now)
            and not any(start < span.end and span.start < end for start, end in self._spans)
        ]  # fmt: skip
        ends = [(span, word) for span in inside if (word := _UNTIL.search(self.text, self.body, span.start))]
        if len(inside) > len(ends) and any(span.recurrence for span in inside):
            self.until, word = ends[-1] if ends else (None, None)
            inside = [span for span in inside if span not in [end for end, _ in ends]]
            if self.until is not None and word is not None:
                self._spans.append((word.start(), self.until.end))
        if not inside:
            return
        first = inside[0]
        near = first.start - self.body <= MAX_JOINT and _CONNECTOR.fullmatch(self.text, self.body, first.start)
        series = next((span for span in inside if span.recurrence), None)
        self.when = first if near else series or inside[-1]
        beside = [span.end for span in inside if span is not self.when and 0 <= span.start - self.when.end <= 1]
        self._spans.append((self.when.start, max([self.when.end, *beside] if series else [self.when.end])))

    def content(self, original: str) -> str:
        """What is left, in the words of the original."""
        kept, at = [], self.body
        for start, end in sorted(self._spans):
            kept.append((at, start))
            at = max(at, end)
        kept.append((at, len(self.text)))
        pieces: list[str] = []
        for index, (start, end) in enumerate(kept):
            if self.body == start or not any(pieces):
                connector = _CONNECTOR.match(self.text, start, end)
                start = connector.end() if connector else start
            piece = original[start:end].strip(" \t\u00a0,;:.-")
            if index < len(kept) - 1:
                piece = _without_last(piece, english.DANGLING)
            pieces.append(piece)
        content = " ".join(piece for piece in pieces if piece)
        for filler in english.FILLER:
            content = re.sub(rf",?\s?\b{filler}$", "", content, count=1, flags=re.IGNORECASE)
        return content.strip(" ,;:")


def _without_last(piece: str, words: Sequence[str]) -> str:
    head, _, last = piece.rpartition(" ")
    return head if last.lower() in words else piece


def _still_to_come(span: DateSpan, now: float) -> bool:
    return span.at > now or (
        span.granularity not in ("minute", "part") and span.at > now - 86_400 * _DAYS[span.granularity]
    )


_DAYS = {"day": 1, "weekend": 2, "week": 7, "month": 31, "year": 366}


def due_time(span: DateSpan, now: float, zone: ZoneInfo) -> float:
    """When to remind: at the moment, or at `DEFAULT_HOUR` of the first day, or soon where that is over."""
    if span.granularity in ("minute", "part"):
        return span.at
    day = wall_time(span.at, zone).date()
    at = to_epoch(datetime.combine(day, time()) + timedelta(hours=DEFAULT_HOUR), zone)
    return at if at > now else now + LATER_SECONDS


def _topic(cue: tuple[int, int] | None, text: str, original: str, sentence: Sentence) -> tuple[str | None, bool]:
    """The noun phrase of a cue ("when we talk about X"), or the whole clause without one; and which it is."""
    if cue is None:
        return None, False
    start, end = cue
    clause = text[start:end].rstrip(" ,")
    while tail := _CUE_TAIL.search(clause):
        clause = clause[: tail.start()]
    for pattern in _CUE_TOPICS:
        topic = pattern.fullmatch(clause)
        if topic is not None:
            first, last = topic.span("cue")
            return original[sentence.start + start + first : sentence.start + start + last].strip(" ,."), True
    return original[sentence.start + start : sentence.start + start + len(clause)].strip(" ,."), False
