"""Several things to be reminded of in one request, each with a time of its own: "call mum at 5 and dad at 6"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from . import english_dates, english_intentions
from . import english_intention_pairs as english
from .dates import DateSpan, find_dates
from .drafts import IntentionDraft
from .intentions import body_of, find_intention
from .messages import Sentence
from .patterns import compiled

MAX_THINGS = 4  # of one request: more is a list, or a hostile text

_TO_DO = compiled(english.TO_DO, {})
_ANOTHER = compiled(english.ANOTHER, {})
_AFTER_TO_DO = compiled(english.AFTER_TO_DO, {})
_GOES_ON = compiled(english.GOES_ON, {})
_ENDS = compiled(english.ENDS, {})
_HOUR = compiled(english.HOUR, english_dates.FRAGMENTS)
_STATES = compiled(english.STATES, {})
_SAYS = compiled(english_intentions.SAYS, {})
_HOUR_FIRST = compiled(english_intentions.HOUR_FIRST, {})

Place = tuple[int, int]
Pieces = tuple[Place | str, ...]  # places of the sentence, and words put between them


def find_shared(
    sentence: Sentence, original: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> list[IntentionDraft]:
    """The requests of a sentence that tells more than one thing, each with its time; none where it tells one, or none.

    A statement that follows the first ("... at 5 and the shop closes at 6") is left out of it.
    """
    body = body_of(sentence, dates) if len(dates) > 1 else None
    if body is None:
        return []
    made = _things(sentence, original, dates, body) or _times_first(sentence, dates, body)
    drafts = [_read(sentence, original, pieces, now, zone) for pieces in made]
    told = [one for one in drafts if one is not None and one.at is not None and one.cue is None]
    return told if len(told) == len(made) else []


def _things(sentence: Sentence, original: str, dates: Sequence[DateSpan], body: int) -> list[Pieces]:
    """ "To call mum at 5 and dad at 6": what is to be done stands before each time."""
    text = sentence.text
    times = [span for span in dates if span.start >= body]
    asked = _TO_DO.fullmatch(text, body, times[0].start) if len(times) > 1 else None
    if asked is None or _SAYS.search(text, asked.start(), asked.end()):
        return []
    shared = (body, asked.end("verb") if asked["to"] else asked.end("about"))
    first, *rest = times[:MAX_THINGS]
    made: list[Pieces] = [((0, first.end),)]
    for before, span in zip(times, rest, strict=False):
        more = _ANOTHER.fullmatch(text, before.end, span.start)
        if more is None or more["what"].lower() in english.NOT_MORE:
            return []
        comma = "," in more["joint"] and more["joint"].strip(" ,") == ""
        if _STATES.match(more["what"]):
            return made if len(made) > 1 or not comma else []
        own = more["again"] or not (asked["about"] or _is_noun(original[sentence.start + more.start("what") :], more))
        if comma and own:
            return []
        day = day_of(text, before) if not day_of(text, span) else ""
        begin: Pieces = ((0, body), " to ") if own else ((0, shared[1]), " ")
        made.append((*begin, more.span("what"), " ", day, (span.start, span.end)))
    last = times[len(made) - 1]
    if _ENDS.match(text, last.end) is None:
        return []
    if not day_of(text, first) and len(made) == 2 and _HOUR_FIRST.match(text, last.start) and day_of(text, last):
        made[0] = ((0, first.end), " ", day_of(text, last))  # "mum at 5 and dad at 6 tomorrow"
    return made


def _times_first(sentence: Sentence, dates: Sequence[DateSpan], body: int) -> list[Pieces]:
    """ "Tomorrow at 9 to ring Bo and at 10 to ring Jo": each time stands before what is to be done."""
    text = sentence.text
    for at, first in enumerate(dates):
        times, joints = [first], []
        if first.end > body and text[body : first.start].strip(" ,"):
            continue
        for span in dates[at + 1 : at + MAX_THINGS]:
            more = _AFTER_TO_DO.fullmatch(text, max(times[-1].end, body), span.start)
            if more is None or _GOES_ON.match(text, span.end) is None:
                break
            times.append(span)
            joints.append(more.start("joint"))
        if not joints:
            continue
        day = day_of(text, first)
        head: Pieces = ((0, first.start), (first.end, body)) if first.end <= body else ((0, body),)
        further = zip(times[1:], [*joints[1:], len(text)], strict=True)
        return [
            ((0, joints[0]),),
            *((*head, " ", "" if day_of(text, span) else day, (span.start, end)) for span, end in further),
        ]
    return []


def _is_noun(words: str, more: re.Match[str]) -> bool:
    """Whether something is a thing or a person, and not what is done to one."""
    said = words[: len(more["what"])].split()
    first = said[0]
    if first.lower() in english.NOUN or first[:1].isupper() or first.lower().endswith("'s"):
        return True
    return len(said) == 1 and first.lower() not in english.DONE_ALONE


def day_of(text: str, span: DateSpan) -> str:
    """The words of a date without those of its hour: "tomorrow" of "tomorrow at 9", nothing of "at 9"."""
    day = _HOUR.sub("", text[span.start : span.end], count=1).strip(" ,")
    return f"{day} " if day else ""


def _read(
    sentence: Sentence, original: str, pieces: Pieces, now: float, zone: ZoneInfo
) -> IntentionDraft | None:
    """The request that is made of pieces of a sentence."""
    start = sentence.start
    parts = [piece if isinstance(piece, str) else sentence.text[slice(*piece)] for piece in pieces]
    words = [piece if isinstance(piece, str) else original[start + piece[0] : start + piece[1]] for piece in pieces]
    skip = len("".join(parts)) - len("".join(parts).lstrip(" ,"))
    text = "".join(parts)[skip:].rstrip()
    dates = find_dates(text, now, zone, past=False)
    whole = original[:start] + "".join(words)[skip:]
    one = find_intention(replace(sentence, text=text), whole, dates, now, zone)
    return None if one is None else replace(one, end=start + len(sentence.text))
