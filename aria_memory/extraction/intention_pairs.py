"""Two times told in one breath, for one thing ("remind me at 8 on Monday and 9 on Tuesday to ...") or for one each."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from . import english_intentions as english
from .dates import DateSpan, find_dates
from .drafts import IntentionDraft
from .intention_shared import day_of, find_shared
from .intentions import find_intention
from .messages import Sentence
from .patterns import compiled

MAX_TRIED = 2  # pairs of dates of one sentence that are read as two times: more is a list, or a hostile text

_JOINT = compiled(english.AND_AT, {})
_CLOCK_ONLY = compiled(english.CLOCK_ONLY, {})
_HOUR_FIRST = compiled(english.HOUR_FIRST, {})
_TO_DO = compiled(english.TO_DO, {})
_SAYS = compiled(english.SAYS, {})
_NOT_ON = compiled(english.NOT_ON, {})


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
    return _two_days(sentence, original, dates, now, zone) or find_shared(sentence, original, dates, now, zone)


def _two_days(
    sentence: Sentence, original: str, dates: Sequence[DateSpan], now: float, zone: ZoneInfo
) -> list[IntentionDraft]:
    """ "On Friday and Saturday at noon": days that share an hour, which one of them tells."""
    text = sentence.text
    for first, second in islice(pairwise(dates), MAX_TRIED):
        joint = _JOINT.fullmatch(text, first.end, second.start)
        words = None if joint is None or joint["bare"] is not None else _each_day(text, first, second)
        if words is None or not _of_the_request(text, first, second):
            continue
        drafts = []
        for told in words:
            cut, whole = _without(sentence, original, first.start, second.end, told)
            drafts.append(find_intention(cut, whole, find_dates(cut.text, now, zone, past=False), now, zone))
        made = [replace(one, end=sentence.start + len(text)) for one in drafts if one is not None and not one.cue]
        if len({one.at for one in made if one.at}) == 2 and made[0].content == made[1].content:
            return made
    return []


def _each_day(text: str, first: DateSpan, second: DateSpan) -> tuple[str, str] | None:
    """The words of each day with the hour of the other, where it has none itself."""
    told = [text[span.start : span.end] for span in (first, second)]
    kinds = [span.granularity for span in (first, second)]
    if kinds.count("day") != 1 or first.recurrence or second.recurrence:
        return None
    timed = 1 - kinds.index("day")
    day = day_of(text, (first, second)[timed]).strip()
    if kinds[timed] not in ("minute", "part") or not day:
        return None
    told[1 - timed] = told[timed].replace(day, told[1 - timed], 1)
    return told[0], told[1]


def _of_the_request(text: str, first: DateSpan, second: DateSpan) -> bool:
    """Whether two days are those on which to be reminded, and not those of something that is told."""
    if _TO_DO.match(text, second.end) is not None:
        return True
    told = _SAYS.search(text, 0, first.start) or _NOT_ON.search(text, 0, first.start)
    return told is None and not text[second.end :].strip(" .!,")


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
