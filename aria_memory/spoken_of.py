"""Which intention a reply is about: by what it names, or because it was spoken of a moment ago.

None where that is not clear.
"""

import re
from collections.abc import Sequence
from datetime import datetime, time
from itertools import takewhile
from zoneinfo import ZoneInfo

from . import answers, intentions, sources
from .extracted_intentions import Turn
from .extraction import DateSpan, find_dates
from .last_spoken import BROUGHT, Spoken, spoken, turns_before
from .prospective.intention import TERMINAL, Intention
from .prospective.triggers import At, Every, topics, walk
from .replies import Reply, What, fits, is_at, task, tells_it
from .replies.english_replies import LEADS_AHEAD
from .store import Scoped
from .told_reminders import (
    TOGETHER,
    TURNS,
    WITHIN,
    Candidate,
    asked_since,
    is_told,
    last_told,
    seen,
    turns_since,
    waiting,
)

AT_ONCE = 4 * 3_600.0  # seconds after a reminder in which "done!" is about it; in the evening it is about another thing
MOST_FOUND = 50  # open intentions that hold a word
MOST_AT_ONCE = 200  # that one message ends: more than is kept in mind; said again, it ends the next
LETTERS = 4  # of a word that are looked for, its endings left out

_LEADS_AHEAD = re.compile(LEADS_AHEAD)
_OF_FILED = (What.MOVED, What.DROPPED, What.LATER, What.SKIPPED)


def meant(scope: Scoped, turn: Turn, said: Reply, before: Sequence[Reply] = ()) -> list[Candidate]:
    """The intentions that an answer is about; more than one only where all that was told together is.

    before: the answers of its turn that come before it.
    """
    if said.what is What.UNDONE:
        return _just_ended(scope, turn, said)
    if said.hour:
        return _at_hour(scope, turn, said.hour)
    if said.every or (said.what is What.DROPPED and said.some_time and not said.of):
        return _open(scope, turn, said)
    if said.of or said.verb is not None:
        named = _named(scope, turn, said)
        if any(one.of and one.verb is None for one in before):  # "the drops are done, gave them at breakfast"
            return named
        return named or (_just_told(scope, turn, said) if said.what is What.DONE else [])
    if said.first:
        return _just_told(scope, turn, said)
    near = _near(scope, turn, said) if said.near else []
    waiting = [one.one.id for one in last_told(scope, turn) if one.one.outstanding] if near else []
    if near and (not waiting or near[0].one.id in waiting):
        return near
    undone = _said_undone(scope, turn, before) if said.what in _OF_FILED else []
    if undone:
        return undone
    last = last_told(scope, turn)
    if said.what is What.NOTED:
        return [one for one in last if one.one.outstanding and not turns_since(scope, turn, one.one.last_fired or 0.0)]
    if said.what in _OF_FILED:
        told = max((one.one.last_fired or 0.0 for one in last), default=0.0)
        just = spoken(scope, turn, said, TURNS, told)
        if just is not None and just.ones and just.at >= told:
            clear = len(just.ones) == 1 and not said.own and not _filed_since(scope, turn, said, just.at)
            return [Candidate(just.ones[0], is_told(just.ones[0], turn))] if clear else []
        if said.what is not What.LATER and (_comes_between(just, told) or _filed_since(scope, turn, said, told)):
            return []
    if said.what is What.LATER:
        return last
    last = [one for one in last if turn.at - (one.one.last_fired or 0.0) <= AT_ONCE]
    if said.what is What.SKIPPED and said.at_once:  # "not today" may answer another question that came since
        last = [one for one in last if turns_since(scope, turn, one.one.last_fired or 0.0) == 0]
    if said.particle is not None:
        last = [one for one in last if said.particle in task(one.one.content).particles]
    return last if len(last) == (2 if said.both else 1) else []


def _near(scope: Scoped, turn: Turn, said: Reply) -> list[Candidate]:
    """The one open intention whose thing the message of an answer names: "he sees to the bins, stop reminding me"."""
    found = [one for one in _holding(scope, said.hints) if task(one.content).objects & said.near]
    return [Candidate(found[0], is_told(found[0], turn))] if len(found) == 1 else []


def _just_told(scope: Scoped, turn: Turn, said: Reply) -> list[Candidate]:
    """What was told, which what is said first after it says is done, though it names neither it nor the thing ("paid it
    on my phone", "I've just sent him the money", "they're in"), or to be told again in a while."""
    last = [one for one in last_told(scope, turn) if one.one.outstanding]
    latest = max((one.one.last_fired or 0.0 for one in last), default=0.0)
    if turn.at - latest > AT_ONCE or turns_since(scope, turn, latest):
        return []
    if said.what is What.LATER:
        return last
    same = [one for one in last if said.verb in task(one.one.content).same]
    if not said.first and not tells_it(said, bool(same)):
        return []
    if not same and asked_since(scope, turn, latest):  # "did you like the film?"
        return []
    found = [one for one in same or last if not (one.one.repeat and _earlier(turn, said, one.one))]
    return found if len(found) == 1 else []


def _said_undone(scope: Scoped, turn: Turn, before: Sequence[Reply]) -> list[Candidate]:
    """ "I haven't posted the parcel. Move it to Friday": what was told, and its turn says is not done yet."""
    if not before or before[-1].what is not What.UNDONE or not before[-1].of:
        return []
    found = [Candidate(one, True) for one in waiting(scope, turn) if fits(before[-1], task(one.content), True)]
    return found if len(found) == 1 else []


def _comes_between(just: Spoken | None, told: float) -> bool:
    """Whether what was spoken of since a reminder was told is something else than what was told with it."""
    if just is None:
        return False
    if not just.ended:
        return just.at >= told - BROUGHT
    with_it = just.done and all((one.last_fired or 0.0) >= told - TOGETHER for one in just.ended)
    return just.at >= told and not with_it


def _filed_since(scope: Scoped, turn: Turn, said: Reply, at: float) -> bool:
    """Whether a caller has filed something since, by no turn: it may be meant too."""
    if said.what is What.LATER or said.of_reminder:
        return False
    new = [one for one in intentions.soonest(scope, MOST_AT_ONCE) if at < one.created <= max(turn.at, turn.now)]
    return any(sources.get(scope, "intention", one.id) is None for one in new)


def _named(scope: Scoped, turn: Turn, said: Reply) -> list[Candidate]:
    """What the words of a reply name: of what was told, or else of what is to come."""
    if not said.of:  # "took it": the last that was to be taken
        told = [*waiting(scope, turn), *seen(scope, turn)]
        last = [one for one in (Candidate(each, True) for each in told) if _names(turn, said, one)][:1]
        return [one for one in last if turns_since(scope, turn, one.one.last_fired or 0.0) <= TURNS]
    noted = [one.id for one in seen(scope, turn)] if said.what is What.DONE else []  # "ok", and then "posted the card"
    found = [Candidate(one, is_told(one, turn) or one.id in noted) for one in _holding(scope, said.hints)]
    fit = [one for one in found if _names(turn, said, one)]
    fit = [one for one in fit if one.told] or ([] if said.at_once else fit)
    fit = [one for one in fit if said.of == words_of(one.one)] or fit
    one_task = len({one.one.content.casefold() for one in fit}) == 1
    done = said.what is What.DONE and all(one.told for one in fit)
    every = one_task and (done or said.what is What.DROPPED)  # asked for at two times, told at both or not wanted
    return fit if len(fit) == 1 or said.some_time or every else []


def _open(scope: Scoped, turn: Turn, said: Reply) -> list[Candidate]:
    """All that was asked for by then and has not ended, or what of it the words name; what comes soonest first."""
    found = [one for one in intentions.soonest(scope, MOST_AT_ONCE) if one.created <= turn.at or turn.at >= turn.now]
    return [Candidate(one, is_told(one, turn)) for one in found if said.of <= words_of(one)]


def _at_hour(scope: Scoped, turn: Turn, hour: str) -> list[Candidate]:
    """The one open intention that comes at an hour: "the 9pm reminder"."""
    found = [
        one for one in intentions.soonest(scope, MOST_AT_ONCE)
        if any(is_at(hour, each.hour, each.minute) for each in _hours(one, turn.zone))
    ]  # fmt: skip
    return [Candidate(one, is_told(one, turn)) for one in found] if len(found) == 1 else []


def _hours(one: Intention, zone: ZoneInfo) -> list[time]:
    """The times of day at which it comes."""
    moments = [one.snoozed_until] if one.snoozed_until is not None else []
    moments += [part.when for _, part in walk(one.trigger) if isinstance(part, At)]
    found = [datetime.fromtimestamp(at, zone).time() for at in moments]
    for _, part in walk(one.trigger):
        if isinstance(part, Every):
            hours = part.recurrence.rule.byhour or (part.start.hour,)
            found += [part.start.time().replace(hour=hour) for hour in hours]
    return found


def _just_ended(scope: Scoped, turn: Turn, said: Reply) -> list[Candidate]:
    """What one of the user's last turns was taken to say was done, or not wanted any more."""
    ends = [What.DONE, What.DROPPED, *([What.SKIPPED] if said.verb is None else [])]  # "I haven't yet" wants no more
    for number, episode_id in enumerate(turns_before(scope, turn, TURNS)):
        names = answers.made_by(scope, episode_id, *(one.value for one in ends))
        ended = [one for one in (intentions.get(scope, name) for name in names) if one.state in TERMINAL or one.repeat]
        found = [Candidate(one, True) for one in ended]
        if said.verb is not None:
            found = [one for one in found if fits(said, task(one.one.content), True)]
        if found and (number == 0 or not said.at_once):
            return found
    return []


def _names(turn: Turn, said: Reply, candidate: Candidate) -> bool:
    one = candidate.one
    if said.what is not What.DONE:
        return said.of <= words_of(one)
    if not candidate.told and one.repeat:  # which time of it was done nobody knows
        return False
    if said.marked:
        return said.of <= words_of(one)
    return fits(said, task(one.content), candidate.told) and not _earlier(turn, said, one)


def words_of(one: Intention) -> frozenset[str]:
    """The stems of the words by which an intention may be named: of what is to be done, and of its topics."""
    words = task(one.content).words
    return words.union(*(task(topic.cue).words for _, topic in topics(one.trigger)))


def _earlier(turn: Turn, said: Reply, one: Intention) -> bool:
    """Whether what was done was done before it was asked for: that was another time."""
    spans = [
        span for span in find_dates(said.time, turn.at, turn.zone, past=True)
        if not _LEADS_AHEAD.search(said.time, 0, span.start) or not _ahead(turn, said.time, span)
    ]  # fmt: skip
    if one.repeat and one.last_fired is not None:  # before the day of this time of it
        day = datetime.fromtimestamp(one.last_fired, turn.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return any(span.at < day.timestamp() for span in spans)
    return any(span.at + WITHIN <= one.created for span in spans)


def _ahead(turn: Turn, text: str, span: DateSpan) -> bool:
    """Whether a date may be one to come: "I booked the vet for Friday"."""
    return any(one.start == span.start and one.at > turn.at for one in find_dates(text, turn.at, turn.zone, past=False))


def _holding(scope: Scoped, words: Sequence[str]) -> list[Intention]:
    """Open intentions in whose text one of these words may be."""
    starts = {"".join(takewhile(str.isascii, word[:LETTERS])) for word in words} - {""}
    return intentions.holding(scope, sorted(starts), MOST_FOUND)
