"""What of a request is not its content: the date, the cue, the session's start; and when to remind.

`Lead` is what stands before the request, `Cuts` what stands after it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from . import english_intention_contents as contents
from . import english_intention_cues as cues
from . import english_intentions as english
from .civil_time import to_epoch, wall_time
from .cue_clauses import comes_up
from .cue_referents import stands_back
from .dates import DateSpan
from .english_intention_times import BEFORE_DAY
from .intention_ends import plain
from .messages import Sentence
from .patterns import compiled

DEFAULT_HOUR = 9  # of a day for which no hour is said
LATER_SECONDS = 3600.0  # "today", said after that hour: this much from now
MAX_COUNTED = 24  # characters of "half an hour" and the like before a cue
MAX_FINDING = 5  # words of "find it all out", which asks
MAX_JOINT = 12  # characters between a request and the date beside it: blanks, a comma, a preposition

_COUNTED = compiled(cues.COUNTED, {})
_AND_MORE = re.compile(r"^and (?:at |on |by )?\d.{0,80}", re.IGNORECASE)  # "at 7 on weekdays and 9 at weekends"
_FOR = re.compile(r"\bfor\s{1,3}$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|til)\s{1,3}$", re.IGNORECASE)
_BEFORE_DAY = compiled(BEFORE_DAY, {})
_ABOUT = re.compile(r"[,:; ]{0,3}")
_CONNECTOR = compiled(english.CONNECTOR, english.FRAGMENTS)
FRAGMENTS = {**english.FRAGMENTS, "CUE_WORDS": cues.CUE_WORDS}
TRAILING_CUE = compiled(cues.TRAILING_CUE, FRAGMENTS)
_CUE_END = compiled(cues.CUE_END, {**english.FRAGMENTS, "NOT_BOUND": cues.NOT_BOUND})
CUE_TOPICS = tuple(compiled(pattern, english.FRAGMENTS) for pattern in cues.CUE_TOPICS)
_CUE_TAIL = compiled(cues.CUE_TAIL, english.FRAGMENTS)
_SESSION_START = compiled(english.SESSION_START, english.FRAGMENTS)
_TO_DO_AGAIN = compiled(contents.TO_DO_AGAIN, {})
_OF_DATE = compiled(contents.OF_DATE, {})
_POLITE_IF = compiled(cues.POLITE_IF, {})
_ASK = compiled(cues.ASK, english.FRAGMENTS)
_WOKEN = compiled(contents.WOKEN, english.FRAGMENTS)
_ASK_IF_I = compiled(cues.ASK_IF_I, english.FRAGMENTS)
_STATEMENT = compiled(contents.STATEMENT, {})


@dataclass
class Lead:
    """What stands before the request. distance: where "a week before" and what that is counted from begin, and end."""

    end: int
    date: DateSpan | None = None
    distance: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    start: bool = False
    polite: bool = False


class Cuts:
    """The text after a request, and what of it is not content: the date, the cue, the session's start."""

    def __init__(self, text: str, body: int, lead: Lead, dates: Sequence[DateSpan], now: float) -> None:
        self.text, self.body = text, body
        self.when, self.start = lead.date, lead.start
        self.until: DateSpan | None = None
        self.before = False  # whether it is to be told before the day: "remind me before Friday to ..."
        self.cue: tuple[int, int] | None = lead.cue
        self._spans: list[tuple[int, int]] = []
        self._trailing: tuple[int, int] | None = None  # the place of a cue that stands after the request
        opening = None if self.start or self.cue else _SESSION_START.search(text, body)
        if opening is not None:
            self.start = True
            self._spans.append(opening.span())
        elif self.cue is None and not self.start:
            self._trailing_cue(dates)
        said = self.cue is not None and _STATEMENT.match(text, self._content_start())
        if self.when is None and not said:
            self._date(dates, now)
        if self.when is not None:
            self._spans += [place for place in self.when.apart if place[0] >= body]

    def _content_start(self) -> int:
        connector = _ABOUT.match(self.text, self.body)
        return connector.end() if connector else self.body

    def _trailing_cue(self, dates: Sequence[DateSpan]) -> None:
        polite = _POLITE_IF.search(self.text, self.body)
        if polite is not None:
            self._spans.append(polite.span())
        for found in TRAILING_CUE.finditer(self.text, polite.end() - 1 if polite else self.body):
            before = self.text[: found.start()].lower().split()
            if found.start() > self.body and before and self._asked(before[-MAX_FINDING:], found.end()):
                continue
            if self._whether(found, dates):
                continue
            stop = _CUE_END.search(self.text, found.end())
            end = stop.start() if stop else len(self.text)
            self.cue = (found.end(), end)
            counted = _COUNTED.search(self.text, max(self.body, found.start() - MAX_COUNTED), found.start())
            self._trailing = counted.start() if counted else found.start(), stop.end() if stop else end
            self._spans.append(self._trailing)
            return

    def _asked(self, before: Sequence[str], end: int) -> bool:
        """Whether a clause after these words is what is asked or told ("ask him when it opens"), and no cue."""
        last = before[-1]
        told = last in cues.NOT_A_CUE_AFTER and (last != cues.OUT or not cues.FINDING.isdisjoint(before))
        return told and not (last in cues.WHOM and comes_up(self.text[end:]) is not None)

    def _whether(self, found: re.Match[str], dates: Sequence[DateSpan]) -> bool:
        """ "Ask me tonight if I did my homework": what is to be asked, and no cue; "if I mention him" is one."""
        day = next((span for span in dates if self.body < span.start and span.end <= found.start()), None)
        asked = self.text[self.body : found.start() if day is None else day.start]
        if not _ASK.fullmatch(asked) or found["cue"].strip().lower() != "if":
            return False
        beside = day is not None and not self.text[day.end : found.start()].strip()
        own = day is None and _ASK_IF_I.match(self.text, self.body) is not None
        return (beside or own) and not any(one.match(self.text, found.end()) for one in CUE_TOPICS)

    def _date(self, dates: Sequence[DateSpan], now: float) -> None:
        """The date next to the request; else the last one. One that is past belongs to the content."""
        inside = [
            span for span in dates
            if span.start >= self.body and still_to_come(span, now)
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
        inside = [span for span in inside if not self._for_the_day(span)]
        if not inside:
            return
        first = inside[0]
        # "ask me on Sunday what I did this week", "wake me at 5 on Friday, the train is at 7"
        asked = _ASK.match(self.text, self.body) or _WOKEN.match(self.text, self.body)
        begin = len(self.text[: asked.end()].rstrip()) if asked is not None else self.body
        before = _BEFORE_DAY.match(self.text, begin)
        self.before = before is not None and before.end() == first.start
        near = self.before or (
            first.start - begin <= MAX_JOINT and _CONNECTOR.fullmatch(self.text, begin, first.start)
        )
        series = next((span for span in inside if span.recurrence), None)
        self.when = first if near else series or inside[-1]
        beside = [span.end for span in inside if span is not self.when and 0 <= span.start - self.when.end <= 1]
        start = begin if self.before else self.when.start
        self._spans.append((start, max([self.when.end, *beside] if series else [self.when.end])))

    def _for_the_day(self, span: DateSpan) -> bool:
        """ "Book a table for Saturday": the day of the table, and late to be reminded of it."""
        mark = _FOR.search(self.text, self.body, span.start)
        if mark is None or span.granularity == "minute" or span.recurrence:
            return False
        return _CONNECTOR.fullmatch(self.text, self.body, span.start) is None

    def drop_cue(self) -> None:
        """The time tells when; a clause that ends the request ("... to count the cash before she comes") is of what is
        to be done, where something else is."""
        self.cue = None
        last = self._trailing
        if last is not None and last[1] == len(self.text) and last in self._spans and self.content(self.text):
            self._spans.remove(last)

    def leave_open(self) -> None:
        """Nobody knows when it is: what tells of it is content."""
        if self.when is not None:
            self._spans = [span for span in self._spans if span != (self.when.start, self.when.end)]
            self.when = None

    def take(self, when: DateSpan, spans: Sequence[tuple[int, int]], *, keep: bool = False) -> None:
        """Make it a request for another time, told at these places; a cue that was read stands only with `keep`."""
        self.when = when
        if not keep:
            self.cue, self._spans = None, []
        self._spans += spans

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
            if index and any(pieces) and original[start:end].startswith(","):
                pieces[-1] += ","
            if index and self.when is not None:
                piece = _AND_MORE.sub("", piece)
            if index < len(kept) - 1:
                own = _OF_DATE.match(self.text, end) is not None
                piece = _without_last(piece, contents.DANGLING_TOO if own else contents.DANGLING)
            pieces.append(piece)
        content = " ".join(piece for piece in pieces if piece)
        last = next((piece for piece in reversed(pieces) if piece), "")
        to_do = " " in last and _TO_DO_AGAIN.search(self.text, self.body) is not None
        return plain(content, again=to_do).strip(" ,;:")


def _without_last(piece: str, words: Sequence[str]) -> str:
    head, _, last = piece.rpartition(" ")
    return head if last.lower() in words else piece


def still_to_come(span: DateSpan, now: float) -> bool:
    """Whether a date is not over."""
    return span.at > now or (
        span.granularity not in ("minute", "part") and span.at > now - 86_400 * _DAYS[span.granularity]
    )


_DAYS = {"day": 1, "weekend": 2, "week": 7, "month": 31, "year": 366}


def due_time(span: DateSpan, now: float, zone: ZoneInfo, *, before: bool = False) -> float:
    """When to remind: at the moment, or at `DEFAULT_HOUR` of the first day, or soon where that is over.

    before: on the day before that one, and in any case before it begins.
    """
    if span.granularity in ("minute", "part"):
        return span.at
    day = wall_time(span.at, zone).date() - timedelta(before)
    at = to_epoch(datetime.combine(day, time()) + timedelta(hours=DEFAULT_HOUR), zone)
    if at > now:
        return at
    return min(now + LATER_SECONDS, (now + span.at) / 2) if before and span.at > now else now + LATER_SECONDS


def topic(cue: tuple[int, int] | None, text: str, original: str, sentence: Sentence) -> tuple[str | None, bool]:
    """The noun phrase of a cue ("when we talk about X"), or the whole clause without one; and which it is."""
    if cue is None:
        return None, False
    start, end = cue
    clause = text[start:end].rstrip(" ,")
    while tail := _CUE_TAIL.search(clause):
        clause = clause[: tail.start()]
    for pattern in CUE_TOPICS:
        topic = pattern.fullmatch(clause)
        if topic is not None:
            first, last = topic.span("cue")
            return original[sentence.start + start + first : sentence.start + start + last].strip(" ,."), True
    said = comes_up(clause)
    if said is not None and not stands_back(clause[slice(*said)]):
        return original[sentence.start + start + said[0] : sentence.start + start + said[1]].strip(" ,."), True
    return original[sentence.start + start : sentence.start + start + len(clause)].strip(" ,.") or None, False


def series(cuts: Cuts, zone: ZoneInfo) -> str | None:
    """The recurrence, and the last day of it where one is told."""
    rule = cuts.when.recurrence if cuts.when else None
    if rule is None or cuts.until is None or "UNTIL" in rule:
        return rule
    return f"{rule};UNTIL={wall_time(cuts.until.at, zone):%Y%m%d}"
