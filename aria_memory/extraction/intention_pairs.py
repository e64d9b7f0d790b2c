"""Two times told in one breath, for one thing ("remind me at 8 on Monday and 9 on Tuesday to ...") or for one each."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from . import english_intentions as english
from .dates import DateSpan, find_dates
from .drafts import IntentionDraft
from .intention_shared import find_shared
from .intentions import find_intention
from .messages import Sentence
from .patterns import compiled

MAX_TRIED = 2  # pairs of dates of one sentence that are read as two times: more is a list, or a hostile text

_JOINT = compiled(english.AND_AT, {})
_CLOCK_ONLY = compiled(english.CLOCK_ONLY, {})
_AND_END = compiled(f"{english.AND_ALSO}$", {})
_HOUR_FIRST = compiled(english.HOUR_FIRST, {})
_TO_DO = compiled(english.TO_DO, {})
_AND_EACH = compiled(english.AND_EACH, {})
_SAYS = compiled(english.SAYS, {})
_AND_DO = compiled(english.AND_DO, {})


def find_pair(
    sentence: Sentence, original: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> list[IntentionDraft]:
    """The requests that a sentence makes by telling two times or more; none where it makes one, or none."""
    joints = ((one, two, _JOINT.fullmatch(sentence.text, one.end, two.start)) for one, two in pairwise(dates))
    pairs = ((one, two, joint) for one, two, joint in joints if joint and _two(sentence.text, one, two, joint))
    for first, second, joint in islice(pairs, MAX_TRIED):
        prefix = "every " if first.recurrence and not second.recurrence else "at " if joint["bare"] else ""
        drafts = [
            find_intention(cut, words, find_dates(cut.text, now, zone, past=False), now, zone)
            for cut, words in (
                _without(sentence, original, first.end, second.end, ""),
                _without(sentence, original, first.start, joint.end("and"), prefix),
            )
        ]
        made = [replace(one, end=sentence.start + len(sentence.text)) for one in drafts if one is not None]
        if len({one.at for one in made if one.at and not one.cue}) == 2 and made[0].content == made[1].content:
            return made
    each = _each(sentence, original, dates, now, zone)
    return max(find_shared(sentence, original, dates, now, zone), each, key=len)


def _each(
    sentence: Sentence, original: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> list[IntentionDraft]:
    """ "Remind me at 1 to ring Bo, and at 3 to eat", "to ring Bo at 1 and feed the cat at 3": each its own request, the
    further ones given the words that ask in place of as many characters before them."""
    text, starts = sentence.text, [0]
    for one, two in pairwise(dates[: MAX_TRIED + 1]):
        also = _AND_EACH.search(text, one.end, two.start) if _TO_DO.match(text, two.end) else None
        do = _AND_DO.match(text, one.end, two.start) if also is None and two.end == len(text.rstrip(" .!")) else None
        if also is not None and text[one.end : also.start()].strip():
            starts.append(two.start)
        elif do is not None and not (one.recurrence or two.recurrence or _SAYS.search(text, 0, one.start)):
            starts.append(do.end())
    drafts: list[IntentionDraft] = []
    for start, end in pairwise([*starts, len(text)] if len(starts) > 1 else []):
        at = start - len(english.ASKS) if start else 0
        asked = english.ASKS if start else ""
        cut = Sentence(asked + _AND_END.sub("", text[start:end]), sentence.start + at, sentence.question and not start)
        own = [replace(span, start=span.start - at, end=span.end - at) for span in dates if start <= span.start < end]
        draft = find_intention(cut, original, own, now, zone)
        if draft is not None:
            drafts.append(replace(draft, start=sentence.start, end=sentence.start + len(text)))
    return drafts if len(drafts) == len(starts) > 1 and all(one.at for one in drafts) else []


def _two(text: str, first: DateSpan, second: DateSpan, joint: re.Match[str]) -> bool:
    """Whether they are two times: both with an hour, or both days, before what is to be done."""
    hour = joint["bare"] is not None
    if first.granularity == "day" and second.granularity == "day" and not hour:
        return _TO_DO.match(text, second.end) is not None
    own = text[joint.end("and") : second.end]
    of_one_day = _CLOCK_ONLY.fullmatch(text, first.start, first.end) and _HOUR_FIRST.match(own)
    if of_one_day and not _CLOCK_ONLY.fullmatch(own):  # "at 8 and 9 on Monday"
        return False
    timed = second.granularity == "day" if hour else second.granularity in ("minute", "part")
    return timed and first.granularity in ("minute", "part")


def _without(sentence: Sentence, original: str, start: int, end: int, instead: str) -> tuple[Sentence, str]:
    """The sentence, and the text that it stands in, with something else in this place."""
    at = sentence.start
    text = sentence.text[:start] + instead + sentence.text[end:]
    return replace(sentence, text=text), original[: at + start] + instead + original[at + end :]
