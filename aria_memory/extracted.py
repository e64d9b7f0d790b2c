"""What a turn says, kept with it: drafts of the extraction become facts and intentions, each pointing to its turn.

A statement without dates holds when it is said, and from there as far as nothing else is known: what another turn said
before ends where this one begins, what one said after (turns may come in late) begins where this one ends. One with a
start ends where another is known to begin later: lives are told in any order. A correction takes the whole place of
what it corrects.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from . import episodes, facts, people, plans, replies, sources
from .answering import answer
from .continued import continued, goes_on
from .errors import BadInput
from .extracted_intentions import Turn as Turn
from .extracted_intentions import intend, note
from .extraction import Extraction, FactDraft, IntentionDraft, extract, find_dates
from .extraction.predicates import OPPOSITES, PARTNERS, UNRESOLVED, naming, several
from .replies import Reply, What
from .store import Scoped
from .types import Fact, Observed

SPEAKER = "user"  # the role whose own words count: an assistant says nothing of the user that is to be believed
MAX_READ_CHARS = 65_536  # longer turns are documents, not talk, and are not read at all
MAX_FACTS, MAX_INTENTIONS = 64, 16  # of one turn; who says more is pasting a list
MOST_SURE = 0.95  # what was read in talk is less sure than what a caller asserts, 1
RESOLVED = 0.6  # confidence of "no, it's Leeds": what "it" is was guessed
ONE_AT_A_TIME = ("allergic_to", "speaks", "learns", "name")  # there may be several, but "no, it's ..." tells which
BEFORE = 6  # turns of a session that such a correction may look back
COARSEST = 366 * 86_400.0  # seconds: dates are told by the year at the coarsest


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
    again = [(one.start, one.end) for one in answers if _asks_nothing_new(one)]
    said = replace(said, intentions=tuple(one for one in said.intentions if not _within(one, again)))
    return Reading(said, answers, text if goes_on(text, said) else "")


def keep(scope: Scoped, turn: Turn, reading: Reading, chance: random.Random) -> Observed:
    """Keep what a turn says, within the caller's transaction, which has the turn too."""
    said = continued(scope, turn, reading.said, reading.open) if reading.open else reading.said
    said = people.told_apart(scope, said, turn.now)
    after = [one for one in reading.answers if _of_drafts(one, said.intentions)]
    answered, places = answer(scope, turn, [one for one in reading.answers if one not in after])
    new = [one for one in said.intentions[:MAX_INTENTIONS] if not _within(one, places)]
    asked = [name for one in new for name in intend(scope, turn, one, chance)]
    changed, more = answer(scope, turn, after)
    answered, places = [*answered, *changed], [*places, *more]
    stated: list[int] = []
    ended: list[int] = []
    for draft in said.retractions[:MAX_FACTS]:
        ended += _retract(scope, turn, draft)
    for draft in said.facts[:MAX_FACTS]:
        if draft.predicate == UNRESOLVED and _within(draft, places):  # "make it 4" was about a reminder
            continue
        known = _resolved(scope, turn, draft) if draft.predicate == UNRESOLVED else draft
        if known is not None:
            stated += _state(scope, turn, known)
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


def _asks_nothing_new(said: Reply) -> bool:
    """Once more, or on other days: "make the pill reminder weekdays only"."""
    return not said.own and (said.what is What.LATER or (said.what is What.MOVED and replies.is_series(said.time)))


def _of_drafts(said: Reply, drafts: Sequence[IntentionDraft]) -> bool:
    """Whether an answer may be to what its own turn asks for before it: "remind me at 5 to ring Bo. No, make it 6"."""
    return not said.of and said.verb is None and not said.every and any(one.end <= said.start for one in drafts)


def _within(one: Reply | FactDraft | IntentionDraft, places: Sequence[tuple[int, int]]) -> bool:
    """Whether it shares characters with one of these places."""
    return any(one.start < end and start < one.end for start, end in places)


def propose(scope: Scoped, turn: Turn, said: Extraction, chance: random.Random) -> Observed:
    """Keep what a model read in a turn, within the caller's transaction: beside what is known, never in its place."""
    stated = [fact for draft in said.facts[:MAX_FACTS] for fact in _propose(scope, turn, draft)]
    places = sources.places_of(scope, turn.seen.episode_id)
    new = [one for one in said.intentions if not any(one.start < end and start < one.end for start, end in places)]
    asked = [name for one in new[:MAX_INTENTIONS] for name in intend(scope, turn, one, chance)]
    return replace(turn.seen, facts=tuple(stated), intentions=tuple(dict.fromkeys(asked)))


def _propose(scope: Scoped, turn: Turn, draft: FactDraft) -> list[int]:
    """The fact, if nothing that is or was believed says the same or speaks against it."""
    ever = facts.history(scope, draft.subject, draft.predicate)
    opposite = OPPOSITES.get(draft.predicate)
    if opposite is not None:
        ever += facts.history(scope, draft.subject, opposite)
    if any(_same(fact.object, draft.object) for fact in ever):
        return []
    if not several(draft.predicate, draft.subject) and any(fact.retracted is None for fact in ever):
        return []
    statement = facts.Statement(
        subject=draft.subject, predicate=draft.predicate, object=draft.object, confidence=draft.confidence,
        episode_id=turn.seen.episode_id, several=True,
    )  # fmt: skip
    fact = facts.assert_(scope, statement, turn.now)
    note(scope, turn, "fact", str(fact.fact_id), draft, "")
    return [fact.fact_id]


def _state(scope: Scoped, turn: Turn, draft: FactDraft) -> list[int]:
    """The fact that the draft states, new or known; none if a value of it cannot be kept."""
    many = several(draft.predicate, draft.subject) or draft.beside
    about = facts.believed(scope, draft.subject, draft.predicate)
    corrected = [fact for fact in about if not _same(fact.object, draft.object) and _holds(fact, turn.at)]
    if draft.correction and many and naming(draft.predicate) and len(corrected) == 1:
        many = False  # "actually, my sister is Hanna": the one that is known
    twin = next((fact for fact in about if _same(fact.object, draft.object)), None)
    begins, ends = draft.valid_from, draft.valid_to
    if draft.predicate == plans.PLANS and begins is not None:
        ends = ends or plans.over(draft, episodes.one(scope, turn.seen.episode_id).text, turn.at, turn.zone)
    if begins is None and ends is None:
        held = next((fact for fact in about if _same(fact.object, draft.object) and _holds(fact, turn.at)), None)
        if held is not None and held.confidence >= min(draft.confidence, MOST_SURE):
            return [held.fact_id]
        rivals = [fact for fact in about if (_same(fact.object, draft.object) if many else True)]
        begins, ends = _room(scope, turn.at, rivals, draft.correction and not many)
        if held is not None:  # known less surely, as from a model
            begins, ends = held.valid_from, held.valid_to
    elif begins is not None and ends is None and not (many or draft.correction):
        ends = _next_start(scope, turn.at, begins, [fact for fact in about if not _same(fact.object, draft.object)])
    statement = facts.Statement(
        subject=draft.subject, predicate=draft.predicate, object=draft.object if twin is None else twin.object,
        valid_from=begins, valid_to=ends, confidence=min(draft.confidence, MOST_SURE),
        episode_id=turn.seen.episode_id, several=many,
    )  # fmt: skip
    try:
        fact = facts.assert_(scope, statement, turn.now)
    except BadInput:  # a name that is too long, dates that end before they begin
        return []
    if fact.episode_id == turn.seen.episode_id:
        note(scope, turn, "fact", str(fact.fact_id), draft, "")
    _end_opposite(scope, turn, draft)
    return [fact.fact_id]


def _room(
    scope: Scoped, at: float, rivals: Sequence[Fact], correction: bool
) -> tuple[float | None, float | None]:
    """From when to when an undated statement may hold, by what else is known and when that was said."""
    begins: float | None = None
    ends: float | None = None
    for fact in rivals:
        later = _said(scope, fact) > at
        if correction and not later and _holds(fact, at):
            return fact.valid_from, fact.valid_to
        if later and (fact.valid_from is None or fact.valid_from <= at):
            end = _said(scope, fact)
        elif fact.valid_from is not None and fact.valid_from > at:
            end = fact.valid_from
        else:
            begins = at
            continue
        ends = end if ends is None else min(ends, end)
    return begins, ends


def _next_start(scope: Scoped, at: float, begins: float, rivals: Sequence[Fact]) -> float | None:
    """Where a statement with a start, said at a time, ends, because another is known to begin there."""
    later = [fact.valid_from for fact in rivals if fact.valid_from is not None and _begins_after(scope, fact, begins)]
    open_ = [_said(scope, fact) for fact in rivals if fact.valid_from is None]  # it holds when it is said
    return min([*later, *(said for said in open_ if said > max(at, begins))], default=None)


def _begins_after(scope: Scoped, fact: Fact, at: float) -> bool:
    """Whether a fact is known to begin later than at a date that is told.

    If it only begins when it was said, the date may be of the same time, told more coarsely: "today", "this year".
    """
    if fact.valid_from is None or fact.valid_from <= at:
        return False
    return fact.valid_from != _said(scope, fact) or fact.valid_from - at > COARSEST


def _said(scope: Scoped, fact: Fact) -> float:
    return fact.recorded if fact.episode_id is None else episodes.one(scope, fact.episode_id).at


def _retract(scope: Scoped, turn: Turn, draft: FactDraft) -> list[int]:
    """End what is believed and no longer holds. What was never known is not made up to be ended."""
    ends = turn.at if draft.valid_to is None else draft.valid_to
    kind, _, role = draft.predicate.partition(".")
    roles = sorted(PARTNERS) if role in PARTNERS else [role]  # who parts from Jo may have called her wife or girlfriend
    predicates = [f"{kind}.{one}" for one in roles] if role else [draft.predicate]
    found = []
    for fact in [fact for one in predicates for fact in facts.believed(scope, draft.subject, one)]:
        if draft.valid_to is not None and _begins_after(scope, fact, ends):  # of an earlier time of it
            continue
        if _same(fact.object, draft.object) and (fact.valid_to is None or fact.valid_to > ends):
            facts.end(scope, fact.fact_id, ends, turn.now)
            found.append(fact.fact_id)
    return found


def _end_opposite(scope: Scoped, turn: Turn, draft: FactDraft) -> None:
    opposite = OPPOSITES.get(draft.predicate)
    if opposite is not None:
        _retract(scope, turn, replace(draft, predicate=opposite, valid_to=None))


def _resolved(scope: Scoped, turn: Turn, draft: FactDraft) -> FactDraft | None:
    """ "No, it's Leeds": the one fact of the turns just before that it may be about; None where that is not clear."""
    rows = scope.run(
        "SELECT f.id, f.episode FROM fact f JOIN episode e ON e.id = f.episode "
        "JOIN episode mine ON mine.id = :mine AND mine.session = e.session "
        "WHERE f.scope = :scope AND e.scope = :scope AND f.retracted IS NULL AND e.turn >= mine.turn - :before "
        "ORDER BY e.turn DESC, f.id DESC",
        mine=turn.seen.episode_id, before=BEFORE,
    )  # fmt: skip
    last = [facts.get(scope, row["id"]) for row in rows if row["episode"] == rows[0]["episode"]]
    number = draft.object.isdecimal()
    born = None if number else _birthday(draft, turn)
    fit = [
        fact for fact in last
        if (not several(fact.predicate, fact.subject) or fact.predicate in ONE_AT_A_TIME)
        and fact.predicate not in ("email", "phone") and (fact.predicate == "age") == number
        and (fact.predicate == "birthday") == (born is not None)
        and _holds(fact, turn.at)
    ]  # fmt: skip
    if len(fit) != 1 or (not number and born is None and find_dates(draft.object, turn.at, turn.zone)):
        return None
    if several(fit[0].predicate, fit[0].subject):  # beside others of its kind: it alone was wrong
        facts.retract(scope, fit[0].fact_id, turn.now)
    subject, predicate = fit[0].subject, fit[0].predicate
    known = draft.object if born is None else born
    return replace(draft, subject=subject, predicate=predicate, object=known, confidence=RESOLVED, correction=True)


def _birthday(draft: FactDraft, turn: Turn) -> str | None:
    """Its object as a birthday is kept, if it is a day."""
    read = extract(f"My birthday is {draft.object}.", now=turn.at, zone=turn.zone).facts
    return next((one.object for one in read if one.predicate == "birthday"), None)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _holds(fact: Fact, at: float) -> bool:
    return (fact.valid_from is None or fact.valid_from <= at) and (fact.valid_to is None or at < fact.valid_to)
