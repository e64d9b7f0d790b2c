"""One message, read once: masked, cut into sentences, each sentence a request or a run of statements."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from .civil_time import wall_time
from .cued_requests import find_cued, unread
from .dates import DateSpan, find_dates
from .drafts import Extraction, FactDraft, IntentionDraft
from .fact_drafts import GUESSED, Calendar
from .facts import Statements, left_out
from .intention_distances import Before, left_open, on_told_day
from .intention_ends import begins
from .intention_pairs import find_pair
from .intention_sentences import asked_back, may_ask, split_request
from .intentions import find_intention
from .messages import Sentence, readable, sentences

USER = "user"


def extract(text: str, *, now: float, zone: ZoneInfo, speaker: str = USER) -> Extraction:
    """What a message asks to be reminded of, and what it states about its speaker.

    Only the user's own words count: for any other `speaker` the extraction is empty, and quotes and code are passed
    over. Of messages longer than `messages.MAX_HEAD` + `messages.MAX_TAIL` characters the head and the tail are read.
    Never raises for a text; raises BadInput where `now` is out of the years that are understood.
    """
    wall_time(now, zone)
    if speaker != USER:
        return Extraction()
    intentions: list[IntentionDraft] = []
    facts: list[FactDraft] = []
    retractions: list[FactDraft] = []
    said: set[tuple[str, str, str]] = set()  # "a kitten. Her name is Nori": the kitten once
    for offset, part in readable(text):
        statements = Statements()
        before: Before | None = None
        for whole in sentences(part, offset):
            told = find_dates(whole.text, now, zone, past=False)
            hinted = may_ask(whole)
            parts = split_request(whole, told) if hinted else (whole,)
            cued = find_cued(whole, text, before.sentence if before else None) if len(parts) > 1 else None
            for sentence in parts if cued is None else (whole,):
                dates: Sequence[DateSpan] = told
                if sentence is not whole:
                    dates = find_dates(sentence.text, now, zone, past=False)
                both = asked_back(before.sentence, sentence, dates) if hinted and before is not None else None
                if both is not None:
                    intentions = [draft for draft in intentions if draft.start != both.start]
                    sentence, dates = both, find_dates(both.text, now, zone, past=False)
                dates = on_told_day(before, sentence, dates, now, zone) if hinted else dates
                asked = [] if cued is None else [cued]
                if hinted and cued is None:
                    asked = _asked(sentence, text, dates, now, zone, before)
                before = Before(sentence, dates)
                if asked:
                    intentions += asked
                    continue
                stated, retracted = _read(statements, sentence, text, dates, now, zone)
                new = [one for one in stated if one.correction or _said(one) not in said]
                said |= {_said(one) for one in new}
                facts += new
                retractions += retracted
    return Extraction(tuple(intentions), tuple(facts), tuple(retractions))


def counts_back(text: str) -> bool:
    """Whether a message may ask to be reminded so long before what was told before it: "remind me the day before"."""
    return "before" in text.lower() and any(
        may_ask(one) and left_open(one.text) for offset, part in readable(text) for one in sentences(part, offset)
    )


def _asked(
    sentence: Sentence, text: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo, before: Before | None
) -> list[IntentionDraft]:
    """What a sentence asks to be reminded of."""
    dates = begins(sentence.text, dates)
    pair = find_pair(sentence, text, dates, now, zone)
    if pair:
        return pair
    one = find_intention(sentence, text, dates, now, zone, before)
    if one is None or unread(one.cue):
        one = find_cued(sentence, text, before.sentence if before else None) or one
    return [] if one is None else [one]


def _read(
    statements: Statements, sentence: Sentence, text: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> tuple[list[FactDraft], list[FactDraft]]:
    """What a sentence states; one that leaves out its speaker is read with "I" put in."""
    omitted = left_out(sentence)
    if omitted is None:
        past = partial(find_dates, sentence.text, now, zone, past=True)
        return statements.read(sentence, text, Calendar(past, dates, partial(_day, zone)))
    at, words = omitted
    full = replace(sentence, text=sentence.text[:at] + words + sentence.text[at:])
    place = sentence.start + at
    calendar = Calendar(
        partial(find_dates, full.text, now, zone, past=True), find_dates(full.text, now, zone, past=False),
        partial(_day, zone),
    )  # fmt: skip
    stated, retracted = statements.read(full, text[:place] + words + text[place:], calendar)
    return [_moved(one, place, len(words)) for one in stated], [_moved(one, place, len(words)) for one in retracted]


def _moved(draft: FactDraft, place: int, by: int) -> FactDraft:
    """The draft with its place in the text as it was, before words were put in."""
    start, end = (max(place, at - by) if at > place else at for at in (draft.start, draft.end))
    return replace(draft, start=start, end=end, confidence=min(draft.confidence, GUESSED))


def _said(draft: FactDraft) -> tuple[str, str, str]:
    return draft.subject, draft.predicate, draft.object


def _day(zone: ZoneInfo, at: float) -> str:
    return wall_time(at, zone).date().isoformat()
