"""One message, read once: masked, cut into sentences, each sentence a request or a run of statements."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from .civil_time import wall_time
from .cued_requests import find_cued, headless, told_before, unread, vague, waits_for
from .dates import DateSpan, find_dates
from .drafts import VAGUE, Extraction, FactDraft, IntentionDraft
from .fact_drafts import GUESSED, Calendar
from .facts import Statements, left_out
from .intention_distances import Before, left_open, on_told_day
from .intention_ends import begins
from .intention_pairs import find_pair
from .intention_sentences import asked_back, may_ask, split_request
from .intentions import find_intention
from .messages import Sentence, readable, sentences

USER = "user"
EARLIER = 3  # sentences before one that may name what its pronoun stands for


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
        earlier: tuple[Sentence, ...] = ()  # those before, nearest first
        for whole in sentences(part, offset):
            told = find_dates(whole.text, now, zone, past=False)
            hinted = may_ask(whole)
            parts = split_request(whole, told) if hinted else (whole,)
            cued = find_cued(whole, text, earlier) if len(parts) > 1 else None
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
                    asked = _asked(sentence, text, dates, now, zone, before, earlier)
                    intentions, asked = _joined(intentions, asked, sentence, text, earlier)
                before, earlier = Before(sentence, dates), (sentence, *earlier)[:EARLIER]
                if asked:
                    intentions = _asked_for(intentions, asked)
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
    sentence: Sentence, text: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo, before: Before | None,
    said: Sequence[Sentence],
) -> list[IntentionDraft]:
    """What a sentence asks to be reminded of."""
    dates = begins(sentence.text, dates)
    pair = find_pair(sentence, text, dates, now, zone)
    if pair:
        return pair
    one = find_intention(sentence, text, dates, now, zone, before)
    if one is None or unread(one.cue) or (one.cue and vague(one.content)) or _any_time(one) or headless(one.content):
        one = find_cued(sentence, text, said) or one
    return [] if one is None else [one]


def _joined(
    intentions: list[IntentionDraft], asked: list[IntentionDraft], sentence: Sentence, text: str,
    said: Sequence[Sentence],
) -> tuple[list[IntentionDraft], list[IntentionDraft]]:
    """What was asked for before a sentence, and what it asks for: one request may be told in two sentences."""
    stop = sentence.start + len(sentence.text)
    last = intentions[-1] if intentions and said and intentions[-1].start == said[0].start else None
    cue = waits_for(sentence, text, said) if _any_time(last) else ""
    if last is not None and cue:
        return intentions[:-1], [replace(last, cue=cue, at_session_start=False, end=stop)]
    now = asked[0] if len(asked) == 1 and said else None
    cue = waits_for(said[0], text, said[1:]) if _any_time(now) else ""
    if now is not None and cue:  # "When the gym comes up? Remind me ..."
        return intentions, [replace(now, cue=cue, at_session_start=False, start=said[0].start)]
    both = told_before(sentence, text, said) if not asked or not asked[0].cue else None
    return intentions, asked if both is None else [both]


def _any_time(one: IntentionDraft | None) -> bool:
    """Whether a request tells neither when nor at what."""
    return one is not None and one.cue is None and one.at is None and one.every is None


def _asked_for(duties: list[IntentionDraft], asked: list[IntentionDraft]) -> list[IntentionDraft]:
    """Without the duties that are asked for in other words: "I need to ring Bo on Friday. Remind me the day before"."""
    contents = {one.content for one in asked if one.confidence > VAGUE}
    return [one for one in duties if one.confidence > VAGUE or one.content not in contents]


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
