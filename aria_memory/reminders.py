"""[pure] Intentions as an assistant is told of them, and found among many by some words."""

from collections.abc import Sequence
from datetime import timedelta
from math import inf
from typing import Any
from zoneinfo import ZoneInfo

from .english_stopwords import STOPWORDS
from .english_triggers import next_time, state_words, trigger_words
from .errors import BadInput
from .prospective.intention import TERMINAL, Intention, State
from .prospective.lexical import clean, tokens
from .prospective.times import EPOCH, shown
from .prospective.triggers import topics

MOST_LISTED = 100  # of one answer: some 8,000 tokens of an assistant's prompt
OPEN, ALL = "open", "all"
STATES = (OPEN, ALL, *(state.value for state in State))


def described(one: Intention, now: float, zone: ZoneInfo) -> dict[str, Any]:
    """What it is and how it stands: id, content, fires and state (in words), next (ISO 8601 with its offset) where the
    clock alone may bring it, cues where it has topics.
    """
    following = next_time(one, now)
    cues = [topic.cue for _, topic in topics(one.trigger)]
    found = {"id": one.id, "content": one.content, "fires": trigger_words(one.trigger, zone), "state": state_words(one)}
    if following is not None:
        local = (EPOCH + timedelta(seconds=following)).astimezone(zone)
        found["next"] = local.isoformat(timespec="seconds")
    return found | ({"cues": cues} if cues else {})


def listed(
    every: Sequence[Intention], text: str, state: str, limit: int, now: float
) -> tuple[list[Intention], int]:
    """Those in a state that share words with a text, if it has any, at most so many; and how many more there are.

    Those of the most words first; then what waits for an answer, what comes soonest, the oldest; what has ended last,
    the latest of it first. state: of STATES. Raises: BadInput.
    """
    if state not in STATES:
        raise BadInput(f"state is {shown(state)}; choose of: {', '.join(STATES)}")
    if type(limit) is not int or not 1 <= limit <= MOST_LISTED:
        raise BadInput(f"limit is {shown(limit)}; choose 1 to {MOST_LISTED}")
    said = tokens(clean(text))
    wanted = {each.stem for each in said if each.word.lower() not in STOPWORDS} or {each.stem for each in said}
    inside = [one for one in every if state == ALL or _is(one, state)]
    shared = {one.id: len(wanted & _stems(one)) for one in inside}
    found = [one for one in inside if shared[one.id] or not wanted]
    found.sort(key=lambda one: (-shared[one.id], *_order(one, now)))
    return found[:limit], max(0, len(found) - limit)


def _is(one: Intention, state: str) -> bool:
    return one.state not in TERMINAL if state == OPEN else one.state.value == state


def _stems(one: Intention) -> set[str]:
    texts = [one.content, *(topic.cue for _, topic in topics(one.trigger))]
    return {each.stem for text in texts for each in tokens(clean(text))}


def _order(one: Intention, now: float) -> tuple[bool, bool, float, float]:
    ended, following = one.state in TERMINAL, next_time(one, now)
    return ended, not one.outstanding, inf if following is None else following, -one.created if ended else one.created
