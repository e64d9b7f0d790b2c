"""What is said first after a reminder and answers it, though it names neither it nor its thing. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from aria_memory.extraction.messages import Sentence
from aria_memory.prospective.stems import stem
from aria_memory.replies import english_first_answers as english
from aria_memory.replies.asking import tailless
from aria_memory.replies.drafts import Reply, What
from aria_memory.replies.english_replies import ADVERBS, BREAK, DOER, DONE_LAST, IN_VAIN, LEAD
from aria_memory.replies.naming import about
from aria_memory.replies.times import is_span
from aria_memory.replies.words import naming, past_of, plainly, words_of

MAX_SENTENCES = 2  # of a message in which it may be said
MAX_CLAUSES = 3  # that say something else before it

PUT = stem(english.PUT)  # of what is where it was to be
GOT = stem(english.GOT)  # of what another has brought
LEFT = stem(english.LEFT)  # of who is on the way

_HOLD_ON = re.compile(english.HOLD_ON)
_DICTATED = re.compile(english.DICTATED)
_JOINS = re.compile(english.JOINS)
_JUST_SO = re.compile(english.JUST_SO)
_INTERJECTION = re.compile(english.INTERJECTION)
_OPEN = re.compile(english.OPEN)
_SOME = re.compile(english.SOME)
_LEAVING = re.compile(english.LEAVING)
_TAG = re.compile(english.TAG)
_ASKS_BEHIND = re.compile(english.ASKS_BEHIND)
_BROUGHT = re.compile(english.BROUGHT)
_PLACED = re.compile(english.PLACED)
_CHORES = frozenset(stem(stem(verb)) for verb in english.CHORES)
_LEAD = re.compile(LEAD)
_BREAK = re.compile(BREAK)
_CLAUSE = re.compile(english.CLAUSE)
_HEAD = re.compile(r": | - ")  # what follows explains, or is what is said of it: "parcel - done"
_DOER = re.compile(rf"{DOER} {ADVERBS}")
_ADVERBS = re.compile(ADVERBS)
_DONE_LAST = re.compile(DONE_LAST)
_IN_VAIN = re.compile(IN_VAIN)


def hold_on(whole: str) -> Reply | None:
    """ "Not now I'm on a slip road give me twenty minutes"."""
    found = _HOLD_ON.fullmatch(whole.rstrip(" .!"))
    time = (found["time"] or found["time2"]) if found is not None else None
    return None if time is None or not is_span(time) else Reply(what=What.LATER, time=time, first=True)


def first_answer(said: Sequence[Sentence]) -> Reply | None:
    """That what a reminder was about is done, by what is said first after it; None where nothing says so."""
    seen, guess = 0, None
    for one in said[:MAX_SENTENCES]:
        text = _HEAD.split(_stated(one), maxsplit=1)[0]
        if not text or _IN_VAIN.search(text):
            return guess
        place = Reply(what=What.DONE, time=text, start=one.start, end=one.start + len(one.text))
        dictated = _DICTATED.fullmatch(text)
        if dictated is not None and (dictated["past"] is None or past_of(dictated["past"], False) is not None):
            return replace(place, first=True)
        for clause in map(_bare, _CLAUSE.split(text)):
            if not clause or _INTERJECTION.fullmatch(clause):
                continue
            found = _answer(clause, place, seen == 0)
            if found is not None and (found.first or found.verb in (LEFT, PUT, GOT)):
                return found
            guess, seen = guess or found, seen + 1
            if seen > MAX_CLAUSES or (found is None and _OPEN.search(clause)):
                return guess
    return guess


def _stated(one: Sentence) -> str:
    """What a sentence states, without its stops: all of it, or what stands before a question; nothing of others."""
    text = plainly(one.text).rstrip(" .!")
    if not one.question:
        return text
    tag = _TAG.search(text)
    asks = _ASKS_BEHIND.search(text)
    return text[: tag.start()] if tag is not None else text[: asks.start()] if asks is not None else ""


def _bare(clause: str) -> str:
    """A clause without what leads to it."""
    clause = _JOINS.sub("", clause.strip(" .!"))
    lead = _LEAD.match(clause)
    return tailless(clause if lead is None else clause[lead.end() :]).strip()


def _answer(clause: str, place: Reply, first: bool) -> Reply | None:
    """What a clause of this place says is done; `first`: no other clause stands before it."""
    if _DONE_LAST.fullmatch(clause) or (first and _JUST_SO.fullmatch(clause)):
        return replace(place, first=True)
    if _LEAVING.fullmatch(clause):
        return replace(place, verb=LEFT)
    if first and _PLACED.fullmatch(clause):
        return replace(place, verb=PUT)
    if first and _BROUGHT.fullmatch(clause):
        return replace(place, verb=GOT)
    doer = _DOER.match(clause)
    if _OPEN.search(clause) or (doer is None and not first):
        return None
    told = _BREAK.split(clause, maxsplit=1)[0]
    rest = _ADVERBS.sub("", told[doer.end() :] if doer is not None else told, 1)
    words = words_of(rest)
    verb = past_of(words[0], perfect=doer is None or "ve" in doer[0]) if words else None
    if verb is None or (doer is None and words[0] in english.FEELINGS):
        return None
    phrase = rest[len(words[0]) :].strip()
    if doer is None and english.NOW_WORDS.issuperset(naming(phrase)):
        return replace(place, verb=verb, phrase=phrase, first=verb in _CHORES)
    some = _SOME.match(phrase) if doer is None else None
    if some is not None and english.NOW_WORDS.issuperset(naming(phrase[some.end() :])):
        return replace(place, verb=verb, phrase=phrase)
    named = about(What.DONE, phrase)
    return replace(place, verb=verb, phrase=phrase, of=named.of, hints=named.hints, owners=named.owners)
