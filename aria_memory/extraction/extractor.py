"""One message, read once: masked, cut into sentences, each sentence a request or a run of statements."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from .asked_apart import hollow, told_apart
from .civil_time import wall_time
from .cue_phrases import holds_more
from .cued_across import find_across, may_span
from .cued_loosely import find_loosely, other_work, withheld
from .cued_requests import find_cued, headless, told_before, unread, vague, waits_for
from .dates import DateSpan, find_dates
from .drafts import VAGUE, Extraction, FactDraft, IntentionDraft
from .english_fact_words import NOW
from .english_intention_cues import ALWAYS
from .english_intention_times import MAY_COUNT
from .fact_drafts import GUESSED, Calendar
from .fact_statements import Statements, left_out
from .intention_days import Before, corrected, on_day_told, on_that_day, on_told_day, undenied
from .intention_distances import Events, left_open
from .intention_ends import begins
from .intention_pairs import find_pair
from .intention_sentences import asked_back, may_ask, split_request
from .intentions import find_intention
from .messages import Sentence, readable, sentences
from .patterns import compiled
from .predicates import naming
from .timed_loosely import asked_behind, may_be_open, only_asks, rearranged

_ALWAYS = compiled(ALWAYS, {})
_NOW = compiled(NOW, {})
_MAY_COUNT = compiled(MAY_COUNT, {})
USER = "user"
EARLIER = 3  # sentences before one that may name what its pronoun stands for


def extract(
    text: str, *, now: float, zone: ZoneInfo, speaker: str = USER, events: Events | None = None
) -> Extraction:
    """What a message asks to be reminded of, and what it states about its speaker.

    Only the user's own words count: for any other `speaker` the extraction is empty, and quotes and code are passed
    over. Of messages longer than `messages.MAX_HEAD` + `messages.MAX_TAIL` characters the head and the tail are read.
    events: when something is that the message only names ("a week before mum's birthday").
    Never raises for a text; raises BadInput where `now` is out of the years that are understood.
    """
    wall_time(now, zone)
    if speaker != USER:
        return Extraction()
    reader = _Reader(text, now, zone, events)
    for offset, part in readable(text):
        reader.read(offset, part)
    return Extraction(tuple(reader.intentions), tuple(reader.facts), tuple(reader.retractions))


def counts_back(text: str) -> bool:
    """Whether a message may ask to be reminded so long before what was told before it: "remind me the day before"."""
    return _MAY_COUNT.search(text) is not None and any(
        may_ask(one) and left_open(one.text) for offset, part in readable(text) for one in sentences(part, offset)
    )


class _Reader:
    """One message as it is read: what it has yielded so far, and the sentences just before the one that is read."""

    def __init__(
        self, text: str, now: float, zone: ZoneInfo, events: Events | None, *, loosely: bool = True
    ) -> None:
        self._text, self._now, self._zone, self._events = text, now, zone, events
        self._loosely = loosely  # whether a request may stand in another order than the exact forms
        self.intentions: list[IntentionDraft] = []
        self.facts: list[FactDraft] = []
        self.retractions: list[FactDraft] = []
        self._said: set[tuple[str, str, str]] = set()  # "a kitten. Her name is Nori": the kitten once
        self._statements = Statements()
        self._before: Before | None = None
        self._earlier: tuple[Sentence, ...] = ()  # those before, nearest first

    def read(self, offset: int, part: str) -> None:
        """Read one of the parts of the message, which does not go on from that before it."""
        self._statements, self._before, self._earlier = Statements(), None, ()
        said = tuple(sentences(part, offset))
        known = len(self.intentions)
        for whole in said:
            self._sentence(whole)
        new = self._whole(part, offset, said, self.intentions[known:])
        self.intentions[known:] = [replace(one, repeat=self._always(one)) for one in new]

    def _always(self, one: IntentionDraft) -> bool:
        """Whether it is asked for whenever its cue comes up."""
        return one.cue is not None and _ALWAYS.search(self._text, one.start, one.end) is not None

    def _whole(
        self, part: str, offset: int, said: Sequence[Sentence], new: list[IntentionDraft]
    ) -> list[IntentionDraft]:
        """What a part asks for, read as a whole where its sentences wait for no topic, or for more than one.

        said: its sentences. new: what these ask for.
        """
        if any(one.cue for one in new):  # but "Translate: remind me of it when ...", "when I mention it you tell me so"
            no, unsure = other_work(part), withheld(part)
            new = [one for one in new if not one.cue or not (no or (unsure and holds_more(one.cue)))]
        cued = next((one for one in new if one.cue), None)
        if any((one.cue and not holds_more(one.cue)) or one.at_session_start for one in new):
            return new
        across = find_across(said, self._text, new) if cued is None and may_span(part) else None
        timed = any((one.at is not None or one.every) and not one.cue for one in new)
        if across is None and (cued is not None or not timed):
            across = find_loosely(part, offset, self._text)
        if across is None or cued is None or cued.cue is None or across.cue is None:
            return new if across is None else [across]
        if across.cue.lower() in cued.cue.lower():  # of "the boiler another day"
            return [replace(one, cue=across.cue) if one is cued else one for one in new]
        return new if timed else [across]

    def _sentence(self, whole: Sentence) -> None:
        told, earlier, known = self._dates(whole), self._earlier, tuple(self.intentions)
        hinted = may_ask(whole)
        parts = split_request(whole, told) if hinted else (whole,)
        cued = find_cued(whole, self._text, self._earlier) if len(parts) > 1 else None
        for sentence in parts if cued is None else (whole,):
            dates = told if sentence is whole else self._dates(sentence)
            asked: list[IntentionDraft] = []
            if hinted:
                sentence, dates = self._with_before(sentence, dates)
                asked = self._joined(sentence, self._asked(sentence, dates)) if cued is None else [cued]
            dates = dates if asked else on_day_told(self._before, sentence, dates, self._now, self._zone)
            last = self._before
            earlier_dated = last if last is None or last.dates else last.earlier
            self._before = Before(sentence, undenied(sentence.text, dates), earlier_dated)
            self._earlier = (sentence, *self._earlier)[:EARLIER]
            if asked:
                self.intentions = [*_asked_for(self.intentions, asked), *asked]
                self._take(self._statements.mentioned(sentence, self._text, self._calendar(sentence, dates)), [])
                self._statements.passed(sentence)
            else:
                self._state(sentence, dates)
        if self._loosely and (hinted or may_be_open(whole.text)):
            self._in_any_order(whole, told, earlier, known)

    def _in_any_order(
        self, whole: Sentence, dates: Sequence[DateSpan], earlier: Sequence[Sentence], known: Sequence[IntentionDraft]
    ) -> None:
        """Take what a sentence asks for at a time, where no exact form of it was seen."""
        asked = [one for one in self.intentions if one not in known]
        if any((_own_words(one, whole) and one.at is not None) or one.cue or one.at_session_start for one in asked):
            return
        if not self._rearranged(whole, dates, earlier, asked) and all(hollow(one.content) for one in asked):
            self._apart(whole, dates, earlier, asked)

    def _rearranged(
        self, whole: Sentence, dates: Sequence[DateSpan], earlier: Sequence[Sentence], asked: Sequence[IntentionDraft]
    ) -> bool:
        """Take what a sentence asks for in another order than the exact forms. Returns whether it does."""
        found = rearranged(whole, whole.told_in(self._text), dates)
        both = asked_behind(whole, earlier) if found is None else None
        if both is not None:  # "I must ring Bo on Friday. A reminder would be kind."
            found = rearranged(both, both.told_in(self._text), self._dates(both))
            earlier = earlier[1:]
        if found is None:
            return False
        told = [one.told_in(self._text) for one in reversed(earlier)]
        lead = "".join(f"{one.strip(' ,;:.')}. " for one in (*told, found.lead) if one.strip(" ,;:."))
        new = [one for one in self._told_anew(lead, found.request) if not hollow(one.content)]
        if not (any(one.at is not None for one in new) or (new and not asked and left_open(found.request))):
            return False
        end = whole.start + len(whole.text)
        kept = [one for one in self.intentions if one not in asked]
        self.intentions = [*kept, *(replace(one, start=whole.start, end=end) for one in new)]
        return True

    def _apart(
        self, whole: Sentence, dates: Sequence[DateSpan], earlier: Sequence[Sentence], asked: Sequence[IntentionDraft]
    ) -> None:
        """Take what a sentence asks for that stands in what is left of it, or before it."""
        found = told_apart(whole, self._text, earlier, dates)
        if found is None:
            return
        lead = "".join(f"{one.told_in(self._text).strip(' ,;:.')}. " for one in reversed(earlier))
        new = [one for one in self._told_anew(lead, found.request) if one.at is not None]
        if new:
            end = whole.start + len(whole.text)
            kept = [one for one in self.intentions if one not in asked and one.content != found.task]
            self.intentions = [*kept, *(replace(one, content=found.task, start=whole.start, end=end) for one in new)]

    def _told_anew(self, lead: str, request: str) -> list[IntentionDraft]:
        """What a request in an exact form asks for, behind what was said before it."""
        reader = _Reader(lead + request, self._now, self._zone, self._events, loosely=False)
        for offset, part in readable(lead + request):
            reader.read(offset, part)
        return [one for one in reader.intentions if one.start >= len(lead)]

    def _dates(self, sentence: Sentence) -> Sequence[DateSpan]:
        return corrected(sentence.text, find_dates(sentence.text, self._now, self._zone, past=False))

    def _with_before(self, sentence: Sentence, dates: Sequence[DateSpan]) -> tuple[Sentence, Sequence[DateSpan]]:
        """A sentence, with the one before it where it asks for what that says; and its dates, by the day told there."""
        both = None if self._before is None else asked_back(self._before.sentence, sentence, dates)
        if both is not None:
            self.intentions = [draft for draft in self.intentions if draft.start != both.start]
            sentence, dates = both, self._dates(both)
        dates = on_told_day(self._before, sentence, dates, self._now, self._zone)
        return sentence, on_that_day(self._before, sentence, dates, self._now, self._zone)

    def _asked(self, sentence: Sentence, dates: Sequence[DateSpan]) -> list[IntentionDraft]:
        """What a sentence asks to be reminded of."""
        dates = begins(sentence.text, dates)
        pair = find_pair(sentence, self._text, dates, self._now, self._zone)
        if pair:
            return pair
        one = find_intention(sentence, self._text, dates, self._now, self._zone, self._before, self._events)
        if one is None or _any_time(one) or unread(one.cue) or _loose(one):
            one = find_cued(sentence, self._text, self._earlier) or one
        return [] if one is None else [one]

    def _joined(self, sentence: Sentence, asked: list[IntentionDraft]) -> list[IntentionDraft]:
        """What a sentence asks for, with what the one before it asked for: one request may be told in two sentences."""
        text, said = self._text, self._earlier
        last = self.intentions[-1] if self.intentions and said and self.intentions[-1].start == said[0].start else None
        cue = waits_for(sentence, text, said) if _any_time(last) else ""
        if last is not None and cue:
            del self.intentions[-1]
            return [replace(last, cue=cue, at_session_start=False, end=sentence.start + len(sentence.text))]
        now = asked[0] if len(asked) == 1 and said else None
        cue = waits_for(said[0], text, said[1:]) if _any_time(now) else ""
        if now is not None and cue:  # "When the gym comes up? Remind me ..."
            return [replace(now, cue=cue, at_session_start=False, start=said[0].start)]
        both = told_before(sentence, text, said) if not asked or not asked[0].cue else None
        return asked if both is None else [both]

    def _state(self, sentence: Sentence, dates: Sequence[DateSpan]) -> None:
        """Take what a sentence states, each once."""
        self._take(*self._read(sentence, dates))

    def _take(self, stated: Sequence[FactDraft], retracted: Sequence[FactDraft]) -> None:
        new = [self._instead(one) for one in stated if one.correction or _said(one) not in self._said]
        self._said |= {_said(one) for one in new}
        self.facts += new
        self.retractions += retracted

    def _instead(self, one: FactDraft) -> FactDraft:
        """ "Piet is my flatmate now": in place of another."""
        now = _NOW.search(self._text, one.start, one.end)
        return replace(one, instead=now is not None and naming(one.predicate))

    def _read(self, sentence: Sentence, dates: Sequence[DateSpan]) -> tuple[list[FactDraft], list[FactDraft]]:
        """What a sentence states; one that leaves out its speaker is read with "I" put in."""
        omitted = left_out(sentence)
        if omitted is None:
            return self._statements.read(sentence, self._text, self._calendar(sentence, dates))
        at, words = omitted
        full = replace(sentence, text=sentence.text[:at] + words + sentence.text[at:])
        place = sentence.start + at
        text = self._text[:place] + words + self._text[place:]
        stated, retracted = self._statements.read(full, text, self._calendar(full, self._dates(full)))
        return [_moved(one, place, len(words)) for one in stated], [_moved(one, place, len(words)) for one in retracted]

    def _calendar(self, sentence: Sentence, dates: Sequence[DateSpan]) -> Calendar:
        past = partial(find_dates, sentence.text, self._now, self._zone, past=True)
        return Calendar(past, dates, partial(_day, self._zone))


def _own_words(one: IntentionDraft, sentence: Sentence) -> bool:
    """Whether what is to be done was told in the sentence itself."""
    if only_asks(one.content) or hollow(one.content):
        return False
    return set(one.content.lower().split()) <= set(re.split(r"[\s,;:.!?]+", sentence.text.lower()))


def _any_time(one: IntentionDraft | None) -> bool:
    """Whether a request tells neither when nor at what."""
    return one is not None and one.cue is None and one.at is None and one.every is None


def _loose(one: IntentionDraft) -> bool:
    """Whether it does not tell what is to be done, which a looser reading may."""
    return (bool(one.cue) and vague(one.content)) or headless(one.content)


def _asked_for(duties: list[IntentionDraft], asked: list[IntentionDraft]) -> list[IntentionDraft]:
    """Without the duties that are asked for in other words: "I need to ring Bo on Friday. Remind me the day before"."""
    contents = {one.content for one in asked if one.confidence > VAGUE}
    return [one for one in duties if one.confidence > VAGUE or one.content not in contents]


def _moved(draft: FactDraft, place: int, by: int) -> FactDraft:
    """The draft with its place in the text as it was, before words were put in."""
    start, end = (max(place, at - by) if at > place else at for at in (draft.start, draft.end))
    return replace(draft, start=start, end=end, confidence=min(draft.confidence, GUESSED))


def _said(draft: FactDraft) -> tuple[str, str, str]:
    return draft.subject, draft.predicate, draft.object


def _day(zone: ZoneInfo, at: float) -> str:
    return wall_time(at, zone).date().isoformat()
