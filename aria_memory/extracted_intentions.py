"""What a turn asks to be reminded of, kept with it: drafts become intentions, each pointing to its turn."""

import random
from dataclasses import dataclass
from hashlib import blake2b
from zoneinfo import ZoneInfo

from . import answers, episodes, intentions, sources
from .errors import BadInput
from .extraction import FactDraft, IntentionDraft, extract
from .prospective.cue_text import told_topics
from .prospective.events import AskedAgain, Move
from .prospective.events import digest as event_digest
from .prospective.intention import Intention
from .prospective.triggers import Any, At, Every, SessionStart, Topic, Trigger, topics, walk
from .store import Scoped
from .types import Answered, Observed, Source

LETTERS = 8  # of a word by which a request in the same words is looked for
MOST_ALIKE = 50  # open intentions that hold such a word
ONCE_WITHIN = 4 * 3_600.0  # seconds: of one talk, in which "whenever I mention it" is told once
NEXT_WITHIN = 30 * 86_400.0  # seconds: of a turn that comes in later than that, "next time" has been


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The turn that is read. at: when it was said, now: when it came in, both in seconds since the epoch, UTC."""

    seen: Observed
    at: float
    now: float
    zone: ZoneInfo
    reader: str = "rules"


def intend(scope: Scoped, turn: Turn, draft: IntentionDraft, chance: random.Random) -> list[str]:
    """The intention that the draft asks for, new or open already; none if its time is over."""
    try:
        when = _trigger(turn, draft)
        if when is None:
            return []
        same = _digest_of(draft.content, when)
        known = _known(scope, turn, draft, when, same)
        if known is not None:
            return [known]
        here = event_digest("session", turn.seen.session)  # "next time we talk" is not this time
        new = Intention(
            id=f"{chance.getrandbits(64):016x}", content=draft.content, trigger=when, created=turn.now, seen=(here,),
            repeat=True if draft.repeat else None, min_gap=ONCE_WITHIN if draft.repeat else None,
        )  # fmt: skip
        intentions.add(scope, new)
    except BadInput:  # a cue that is too long, a time out of the calendar
        return []
    note(scope, turn, "intention", new.id, draft, same)
    return [new.id]


def _known(scope: Scoped, turn: Turn, draft: IntentionDraft, when: Trigger, digest: str) -> str | None:
    """The open intention that says the same. Asked for again after it was told, it waits again; told by the clock of
    another zone, it moves to this one: the hour that is meant is that of where the user is now.
    """
    for name in sources.open_intentions(scope, digest):
        one = intentions.get(scope, name)
        if turn.reader != "rules":  # a model reads what was said long ago
            return name
        if _zones(one.trigger) != _zones(when):
            _move(scope, turn, draft, one, when)
            return name
        if one.last_fired is None or not turn.at < one.last_fired <= turn.now:
            intentions.apply(scope, AskedAgain(name, turn.now, turn.seen.session))
            sources.move(scope, "intention", name, _source(turn, draft))
        return name
    return _told_elsewhere(scope, turn, draft, when, digest)


def _told_elsewhere(scope: Scoped, turn: Turn, draft: IntentionDraft, when: Trigger, digest: str) -> str | None:
    """The open intention that was asked for in these words by the clock of another zone ("Thursday at 10"), and not
    moved or told since: read by the clock of this one its turn says the same. It moves here.
    """
    starts = [word[:LETTERS] for word in draft.content.lower().split() if word[:LETTERS].isascii()]
    if turn.reader != "rules" or not isinstance(when, At) or not starts:
        return None
    for one in intentions.holding(scope, [max(starts, key=len)], MOST_ALIKE):
        same = isinstance(one.trigger, At) and _folded(one.content) == _folded(draft.content)
        if same and one.last_fired is None and when.when in _times_here(scope, turn, one):
            _move(scope, turn, draft, one, when)
            sources.redigest(scope, one.id, digest)
            sources.move(scope, "intention", one.id, _source(turn, draft))
            return one.id
    return None


def _times_here(scope: Scoped, turn: Turn, one: Intention) -> list[float]:
    """The times at which its turn asks for it, read by the clock of the zone of this turn; none if it was changed."""
    source = sources.get(scope, "intention", one.id)
    if source is not None and source.episode_id == turn.seen.episode_id:  # "at 8 and at 9": both are meant
        return []
    if source is None or any(each.episode_id > source.episode_id for each in answers.of(scope, one.id)):
        return []
    said = episodes.one(scope, source.episode_id)
    drafts = extract(said.text, now=said.at, zone=turn.zone).intentions
    return [each.at for each in drafts if each.at is not None and each.start == source.start and each.every is None]


def _move(scope: Scoped, turn: Turn, draft: IntentionDraft, one: Intention, when: Trigger) -> None:
    intentions.apply(scope, Move(one.id, turn.now, when))
    made = Answered(intention_id=one.id, what="moved", content=one.content)
    answers.add(scope, turn.seen.episode_id, made, (draft.start, draft.end))


def _zones(trigger: Trigger) -> frozenset[str]:
    return frozenset(part.zone for _, part in walk(trigger) if isinstance(part, Every))


def _trigger(turn: Turn, draft: IntentionDraft) -> Trigger | None:
    """When to remind: at its time or when its cue comes up; without either, when the next session begins.

    None if a time was all that was said, and it is over, or if the next session has long been.
    """
    parts: list[Trigger] = []
    if draft.cue is not None:
        parts += [Topic(cue) for cue in told_topics(draft.cue, draft.content)]
    if draft.at is not None and draft.every is not None:
        parts.append(Every(draft.every, zone=draft.zone or turn.zone.key, start=draft.at))
    elif draft.at is not None and draft.at > turn.now:
        parts.append(At(draft.at))
    fresh = turn.at > turn.now - NEXT_WITHIN
    if fresh and (draft.at_session_start or (draft.cue is None and draft.at is None)):
        parts.append(SessionStart())
    return parts[0] if len(parts) == 1 else Any(*parts) if parts else None


def told_as(one: Intention) -> str:
    """What tells an intention from others: asked for again, it is not filed again."""
    return _digest_of(one.content, one.trigger)


def _digest_of(content: str, when: Trigger) -> str:
    cues = [topic.cue for _, topic in topics(when)]
    return _digest(content, *(cues or [""]), *(_told_time(part) for _, part in walk(when)))


def _told_time(part: Trigger) -> str:
    """What tells a time from another: of a recurrence its rule and hour, not the day on which it begins."""
    if isinstance(part, Every):
        return f"{part.rule} {part.start:%H:%M}"
    return f"{part.when}" if isinstance(part, At) else type(part).__name__


def note(scope: Scoped, turn: Turn, kind: str, item: str, draft: FactDraft | IntentionDraft, digest: str) -> None:
    """Keep where a fact or an intention was said, by whom it was read, and what tells it from others."""
    sources.add(scope, kind, item, _source(turn, draft), digest)


def _source(turn: Turn, draft: FactDraft | IntentionDraft) -> Source:
    return Source(episode_id=turn.seen.episode_id, start=draft.start, end=draft.end, reader=turn.reader)


def _digest(*parts: str) -> str:
    folded = "\0".join(map(_folded, parts))
    return blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
