"""Requests for a time whose parts stand in any order, put into the order in which they are read.

"I ought to make up the bed the day before she comes, so give me a nudge at ten that morning" holds words that ask, a
time and a thing to do. Where no exact form is seen, these are looked for one by one, and told anew: "remind me the day
before she comes at ten that morning to make up the bed".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import english_open_requests as open_english
from . import english_timed_loosely as english
from .dates import DateSpan
from .english_date_series import FROM_AHEAD
from .english_intention_times import THAT_DAY
from .english_intentions import CLOCK_ONLY, FRAGMENTS
from .intention_distances import distances
from .intention_sentences import MAX_GAP
from .messages import Sentence
from .patterns import Pattern, compiled

_ASK = compiled(english.ASK, FRAGMENTS)
_OPEN_ASK = compiled(open_english.OPEN_ASK, FRAGMENTS)
_LEFT_TO_YOU = compiled(open_english.LEFT_TO_YOU, FRAGMENTS)
_NOTE = compiled(open_english.NOTE, {})
_STRICT = compiled(open_english.STRICT, {})
_BEFORE_ASK = compiled(english.BEFORE_ASK, FRAGMENTS)
_AFTER_ASK = compiled(english.AFTER_ASK, FRAGMENTS)
_BECAUSE = compiled(english.BECAUSE, {})
_TO_DO = compiled(english.TO_DO, {})
_DONE = compiled(english.DONE, {})
_DUTY = compiled(english.DUTY, {})
_THING_DUTY = compiled(english.THING_DUTY, {})
_DUTY_END = compiled(english.DUTY_END, FRAGMENTS)
_AFTER_TIME = compiled(english.AFTER_TIME, FRAGMENTS)
REFUSED = compiled(english.REFUSED, FRAGMENTS)
_THAT_DAY = compiled(THAT_DAY, {})
_FROM = compiled(FROM_AHEAD, {})
_HOUR_FIRST = compiled(english.HOUR_FIRST, {})
_NO_AT = compiled(english.NO_AT, {})
_STOP = re.compile(r"[.;!] ")  # between two sentences that are read as one
_EVERY = compiled(english.EVERY, {})
_NEAR = compiled(english.NEAR, {})
_CLOCK_ONLY = compiled(CLOCK_ONLY, {})
_CLAUSE_BEFORE = compiled(english.CLAUSE_BEFORE, {})
MEANT = compiled(english.MEANT, {})
_TOPIC = compiled(english.TOPIC, {})
_BEGINS = compiled(english.BEGINS, {})


@dataclass(frozen=True)
class Rearranged:
    """What is said before a request, and the request in the order in which it is read."""

    lead: str
    request: str


@dataclass(frozen=True)
class Place:
    """A place that tells a time: `hour`, no more than an hour; `that_day`, an hour or none on a day that was told;
    `clock`, an hour at all."""

    start: int
    end: int
    hour: bool
    that_day: bool = False
    clock: bool = False


def rearranged(sentence: Sentence, own: str, dates: Sequence[DateSpan]) -> Rearranged | None:
    """The request that a sentence makes in another order than the exact forms, in the words of `own`; None if none.

    dates: those of the sentence.
    """
    text = sentence.text
    if REFUSED.search(text):
        return None
    for asks in (_ASK, _OPEN_ASK, _LEFT_TO_YOU):
        for ask in asks.finditer(text):
            times = places(text, dates, ask.start())
            begin = beginning(text, ask.start(), times) if times else None
            if begin is None or (sentence.question and not MEANT.search(text, begin)):
                continue
            if asks is _OPEN_ASK and not (_right_before(text, begin, times) or _STRICT.search(text[:begin].rstrip())):
                continue
            found = None if asks is _LEFT_TO_YOU else _with_task(text, own, ask, begin, times)
            if found is None and not ask.groupdict().get("given"):
                found = _with_duty(text, own, ask, begin, times) or _with_note(text, own, ask, begin, times)
            if found is not None:
                return found
    return None


def may_be_open(text: str) -> bool:
    """Whether a request may be made in words of no list."""
    return any(one.search(text) for one in (_OPEN_ASK, _LEFT_TO_YOU))


def asked_behind(sentence: Sentence, earlier: Sequence[Sentence]) -> Sentence | None:
    """ "I must ring Bo on Friday. A reminder would be kind.": both sentences as one, if the second may ask for what the
    first tells."""
    if not earlier or earlier[0].question or not may_be_due(earlier[0].text) or not _ASK.search(sentence.text):
        return None
    gap = sentence.start - earlier[0].start - len(earlier[0].text)
    if not 1 <= gap <= MAX_GAP:
        return None
    return Sentence(f"{earlier[0].text},{' ' * (gap - 1)}{sentence.text}", earlier[0].start, sentence.question)


def may_be_due(text: str) -> bool:
    """Whether a sentence tells what is to be done."""
    return any(one.search(text) for one in (_DUTY, _THING_DUTY))


def only_asks(text: str) -> bool:
    """Whether words ask, and do not tell what for: "give me a prod"."""
    return _ASK.fullmatch(text) is not None


def places(text: str, dates: Sequence[DateSpan], ask: int) -> list[Place]:
    """Where a sentence tells times, those beside each other as one; a name that one is counted from ends before what
    asks."""
    found = [
        Place(one.start, one.end, _CLOCK_ONLY.fullmatch(text, one.start, one.end) is not None,
              clock=one.granularity == "minute")
        for one in dates
    ]  # fmt: skip
    found += [Place(start, end, False) for start, end in distances(text, ask)]
    found += [Place(*one.span(), True, True) for one in _THAT_DAY.finditer(text)]
    made: list[Place] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        last = made[-1] if made else None
        if last is not None and one.start < last.end:
            continue
        if last is not None and _NEAR.fullmatch(text, last.end, one.start):
            made[-1] = Place(last.start, one.end, last.hour and one.hour, last.that_day or one.that_day,
                              last.clock or one.clock)
        else:
            made.append(one)
    return made


def beginning(text: str, ask: int, times: Sequence[Place], before: Pattern = _BEFORE_ASK) -> int | None:
    """Where the clause of the words that ask begins; None where they are no request of the speaker's."""
    begins = [0, *(one.end() for one in _BEGINS.finditer(text, 0, ask)), *(one.end for one in times if one.end <= ask)]
    for begin in sorted(begins):
        at = begin + len(text[begin:ask]) - len(text[begin:ask].lstrip(" ,;:"))
        if before.fullmatch(text, at, ask):
            return at
    return None


def _past(text: str, at: int, times: Sequence[Place]) -> tuple[Place | None, int]:
    """The time that stands from a place on, and where what follows it begins."""
    at = _end(text, at)
    time = next((one for one in times if one.start == at), None)
    return time, at if time is None else _end(text, time.end)


def _end(text: str, at: int) -> int:
    skipped = _AFTER_ASK.match(text, at)
    return skipped.end() if skipped else at


def _right_before(text: str, at: int, times: Sequence[Place]) -> Place | None:
    """The time that leads to a place: it begins a clause, and no "so" follows it."""
    time = next((one for one in times if one.end <= at and not text[one.end : at].strip(" ,")), None)
    if time is None or text[at : at + len(english.SO)].lower() == english.SO:
        return None
    before = text[: time.start].rstrip()
    return time if not before or _CLAUSE_BEFORE.search(before) else None


def _with_task(text: str, own: str, ask: re.Match[str], begin: int, times: Sequence[Place]) -> Rearranged | None:
    """What asks and what is to be done, with a time before, between or in it."""
    after, at = _past(text, ask.end(), times)
    to_do = _TO_DO.match(text, at)
    if to_do is None and ask[0].lower().split()[0] in english.BARE_TASK:
        to_do = _DONE.match(text, at)
    before = _right_before(text, begin, times)
    if to_do is None and (before or after):
        to_do = _duty_after(text, at)
    if to_do is None:
        return None
    inside = any(one.start >= to_do.start("task") for one in times)
    if not (before or after or (inside and not ask.groupdict().get("given"))):
        return None
    joint, task = to_do.groupdict().get("joint") or "", own[to_do.start("task") : to_do.end("task")]
    told = _both(own, before, after) + _from_then(own, begin, times)
    lead = own[: before.start if before is not None else begin]
    return Rearranged(lead, _request(told, joint if joint.isalpha() or " " in joint else english.TO, task))


def _with_note(text: str, own: str, ask: re.Match[str], begin: int, times: Sequence[Place]) -> Rearranged | None:
    """What asks and its time, and behind both what is to be done, without a word that joins: "..., school run"."""
    after, at = _past(text, ask.end(), times)
    before = _right_before(text, begin, times)
    note = _NOTE.match(text, at)
    if note is None or not (before or after) or any(one.start >= at for one in times):
        return None
    lead = own[: before.start if before is not None else begin]
    return Rearranged(lead, _request(_both(own, before, after), english.ABOUT, own[slice(*note.span("task"))]))


def _duty_after(text: str, at: int) -> re.Match[str] | None:
    """What the speaker has to do, told behind what asks: "a shout at 7, I have to water the roses"."""
    because = _BECAUSE.match(text, at)
    return _DUTY.match(text, because.end() if because else at)


def _from_then(own: str, begin: int, times: Sequence[Place]) -> str:
    """The first day of a series, where it leads to what asks: "from tomorrow can you nudge me every day"."""
    first = next((one for one in times if one.end <= begin and not own[one.end : begin].strip(" ,")), None)
    return f"{english.FROM} {own[first.start : first.end]} " if first and _FROM.search(own[: first.start]) else ""


def _with_duty(text: str, own: str, ask: re.Match[str], begin: int, times: Sequence[Place]) -> Rearranged | None:
    """What asks, and before it what the speaker has to do."""
    after, at = _past(text, ask.end(), times)
    ends = (at, ask.end() if after is None else after.end)
    if not any(_AFTER_TIME.match(text, one) for one in ends):  # "remind me please, that day I'd forget my own head"
        after = None
        if _AFTER_TIME.match(text, ask.end()) is None:
            return None
    duty = next(reversed([*_DUTY.finditer(text, 0, begin)]), None) or _THING_DUTY.search(_parted(text, times), 0, begin)
    if duty is None:
        return _about(own, times, begin, after)
    start = duty.start("task") if duty.re is _THING_DUTY.made else duty.start()
    stop = _DUTY_END.search(text, duty.start("task"), begin)
    end = stop.start() if stop is not None else begin
    inside = next((one for one in times if duty.start("task") <= one.start < end), None)
    end = max(end, inside.end) if inside is not None else end
    base = _right_before(text, start, times) or inside
    asked = after or _right_before(text, begin, [one for one in times if one is not inside and one.start >= end])
    if not (base or asked) or end > begin:
        return None
    task = own[duty.start("task") : end]
    if inside is not None:
        task = f"{own[duty.start('task') : inside.start].rstrip(' ,')} {own[inside.end : end].strip(' ,')}"
    lead = own[: base.start if base is not None and base is not inside else start]
    joint = english.ABOUT if duty.re is _THING_DUTY.made else english.TO
    return Rearranged(lead, _request(_both(own, base, asked), joint, task.strip()))


def _parted(text: str, times: Sequence[Place]) -> str:
    """A sentence with a comma in place of each time's last letter: what follows a time may begin a clause."""
    for one in times:
        text = f"{text[: one.end - 1]},{text[one.end :]}"
    return text


def _about(own: str, times: Sequence[Place], begin: int, after: Place | None) -> Rearranged | None:
    """ "The bins, that's Tuesdays at seven, I need telling"."""
    time = times[0] if len(times) == 1 and times[0].end <= begin and after is None else None
    topic = _TOPIC.search(own, 0, time.start) if time is not None else None
    if time is None or topic is None:
        return None
    request = _request(f"{own[time.start : time.end]} ", english.ABOUT, topic["task"])
    return Rearranged(own[: topic.start("task")], request)


def _request(told: str, joint: str, task: str) -> str:
    """The words of a request, in the order in which it is read. told: its time, with a blank behind it, or nothing."""
    return f"{english.REMIND} {told}{joint} {task}"


def _both(own: str, day: Place | None, asked: Place | None) -> str:
    """The words of a day and of the hour on it, or of the one that tells both."""
    again = asked is not None and _EVERY.match(own, asked.start)  # "Fridays at 4 I have to ... Every Friday, remind me"
    same = asked is not None and day is not None and day.clock and not asked.clock and again
    if asked is None or same or (asked.that_day and day is not None and _alone(own, asked)):
        told = [day] if day is not None else []
    else:
        told = [day, asked] if day is not None and asked.hour and not day.hour else [asked]
    places = [one for one in told if one is not None]
    words = _STOP.sub(", ", " ".join(own[one.start : one.end] for one in places))
    bare = len(places) == 1 and (places[0].hour or _HOUR_FIRST.match(words) is not None)
    if bare and _NO_AT.match(words):  # "eight in the morning", "nine tonight"
        words = f"{english.AT} {words}"
    if day is not None and asked in told and day in told:
        words = _THAT_DAY.sub("", words)
    return f"{words} " if words else ""


def _alone(own: str, asked: Place) -> bool:
    return _THAT_DAY.fullmatch(own, asked.start, asked.end) is not None
