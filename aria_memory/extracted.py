"""What a turn says, kept with it: what is stated, asked for and answered in it, each pointing to its turn."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from . import people, replies, sources
from .answering import answer
from .continued import continued, goes_on
from .errors import BadInput
from .extracted_facts import propose_fact, retract_fact, state_fact
from .extracted_intentions import Turn as Turn
from .extracted_intentions import intend
from .extraction import Extraction, FactDraft, IntentionDraft, extract, find_dates, hollow
from .extraction.predicates import UNRESOLVED
from .replies import Reply, What
from .spoken_of import meant, words_of
from .store import Scoped
from .told_reminders import turns_since
from .types import Observed

SPEAKER = "user"  # the role whose own words count: an assistant says nothing of the user that is to be believed
MAX_READ_CHARS = 65_536  # longer turns are documents, not talk, and are not read at all
MAX_FACTS, MAX_INTENTIONS = 64, 16  # of one turn; who says more is pasting a list


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a turn: what it states and asks for, and what it answers. open: its text, if the turns before
    it may tell more of that.
    """

    said: Extraction = field(default_factory=Extraction)
    answers: Sequence[Reply] = ()
    open: str = ""


def read(role: str, text: str, at: float, zone: ZoneInfo) -> Reading:
    """What a turn says; nothing if it is not the user's, is a document, or is from a year no calendar here knows."""
    if role != SPEAKER or not isinstance(text, str) or len(text) > MAX_READ_CHARS:
        return Reading()
    try:
        said = extract(text, now=at, zone=zone)
    except BadInput:
        return Reading()
    answers = [one for one in replies.read(text) if not _of_told_event(one, said, text, at, zone)]
    said = replace(said, intentions=tuple(one for one in said.intentions if not _only_again(one, answers, text)))
    return Reading(said, answers, text if goes_on(text, said) else "")


def keep(scope: Scoped, turn: Turn, reading: Reading, chance: random.Random) -> Observed:
    """Keep what a turn says, within the caller's transaction, which has the turn too."""
    said = continued(scope, turn, reading.said, reading.open) if reading.open else reading.said
    said = people.told_apart(scope, said, turn.now)
    undone = any(one.what is What.UNDONE for one in reading.answers)  # "I haven't rung the bank, remind me at 4"
    answers = [one for one in reading.answers if undone or not _asks_anew(scope, turn, one, said.intentions)]
    after = [one for one in answers if _of_drafts(one, said.intentions)]
    answered, places = answer(scope, turn, [one for one in answers if one not in after])
    new = [one for one in said.intentions[:MAX_INTENTIONS] if not _within(one, places)]
    asked = [name for one in new for name in intend(scope, turn, one, chance)]
    changed, more = answer(scope, turn, after)
    answered, places = [*answered, *changed], [*places, *more]
    stated: list[int] = []
    ended: list[int] = []
    for draft in said.retractions[:MAX_FACTS]:
        ended += retract_fact(scope, turn, draft)
    for draft in said.facts[:MAX_FACTS]:
        if draft.predicate != UNRESOLVED or not _within(draft, places):  # "make it 4" may be about a reminder
            stated += state_fact(scope, turn, draft)
    kept = tuple(dict.fromkeys(stated))
    return replace(
        turn.seen, facts=kept, ended=tuple(ended), intentions=tuple(dict.fromkeys(asked)), answered=tuple(answered)
    )


def _of_told_event(one: Reply, said: Extraction, text: str, at: float, zone: ZoneInfo) -> bool:
    """Whether a time to be reminded at is that of what the message tells is to come after it: "the match is on Saturday
    at 3, remind me at 2". Said of a time before it, it is about what was told: "I've a meeting at 3, remind me at 4".
    """
    if one.what is not What.LATER or one.of:
        return False
    asked = [draft.at for draft in said.intentions if draft.at is not None and _within(draft, [(one.start, one.end)])]
    told = find_dates(text[: one.end], at, zone, past=False) if asked else []
    return any(span.at > min(asked) for span in told)


def _only_again(one: IntentionDraft, answers: Sequence[Reply], text: str) -> bool:
    """Whether what seems to be asked for is something told, once more or on other days: "not now, ask me again at 4",
    "make the pill reminder weekdays only"."""
    within = [said for said in answers if not said.own and _within(one, [(said.start, said.end)])]
    if any(said.what is What.MOVED and replies.is_series(said.time) for said in within):
        return True
    later = [said for said in within if said.what is What.LATER]
    told = one.at is not None and one.cue is None and not hollow(one.content)
    return bool(later) and not (told and not any(replies.is_again(text[said.start : said.end]) for said in later))


def _asks_anew(scope: Scoped, turn: Turn, said: Reply, drafts: Sequence[IntentionDraft]) -> bool:
    """Whether "remind me at 4" is about what its own message says is to be done, and not about what was told: "I have
    to take the drill back. Remind me at 4". Said first after a reminder, that is why it is put off."""
    if said.what is not What.LATER or said.of:
        return False
    words = [replies.task(one.content).words for one in drafts if _within(one, [(said.start, said.end)])]
    told = [one.one for one in meant(scope, turn, said)] if words else []
    just = any(turns_since(scope, turn, one.last_fired) == 0 for one in told if one.last_fired is not None)
    return bool(words) and not just and not any(own & words_of(one) for own in words for one in told)


def _of_drafts(said: Reply, drafts: Sequence[IntentionDraft]) -> bool:
    """Whether an answer may be to what its own turn asks for before it: "remind me at 5 to ring Bo. No, make it 6"."""
    return not said.of and said.verb is None and not said.every and any(one.end <= said.start for one in drafts)


def _within(one: Reply | FactDraft | IntentionDraft, places: Sequence[tuple[int, int]]) -> bool:
    """Whether it shares characters with one of these places."""
    return any(one.start < end and start < one.end for start, end in places)


def propose(scope: Scoped, turn: Turn, said: Extraction, chance: random.Random) -> Observed:
    """Keep what a model read in a turn, within the caller's transaction: beside what is known, never in its place."""
    stated = [fact for draft in said.facts[:MAX_FACTS] for fact in propose_fact(scope, turn, draft)]
    places = sources.places_of(scope, turn.seen.episode_id)
    new = [one for one in said.intentions if not _within(one, places)]
    asked = [name for one in new[:MAX_INTENTIONS] for name in intend(scope, turn, one, chance)]
    return replace(turn.seen, facts=tuple(stated), intentions=tuple(dict.fromkeys(asked)))
