"""What a turn states, kept with it: drafts become facts, each pointing to its turn.

A statement without dates holds when it is said, and from there as far as nothing else is known: what another turn said
before ends where this one begins, what one said after (turns may come in late) begins where this one ends. One with a
start ends where another is known to begin later: lives are told in any order. A correction takes the whole place of
what it corrects.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from . import episodes, facts, people, plans
from .english_continued import ON_DAY
from .errors import BadInput
from .extracted_intentions import Turn, note
from .extraction import FactDraft, extract, find_dates
from .extraction.predicates import BEFORE_IT, OPPOSITES, PARTNERS, UNRESOLVED, naming, several
from .store import Scoped
from .types import Fact

MOST_SURE = 0.95  # what was read in talk is less sure than what a caller asserts, 1
RESOLVED = 0.6  # confidence of "no, it's Leeds": what "it" is was guessed
ONE_AT_A_TIME = ("allergic_to", "speaks", "learns", "name")  # there may be several, but "no, it's ..." tells which
BEFORE = 6  # turns of a session that such a correction may look back; a day corrects what the user just said
SOME_MONTHS = 63 * 86_400.0  # seconds: a day without its month is another's then, a weekday another day
COARSEST = 366 * 86_400.0  # seconds: dates are told by the year at the coarsest


def propose_fact(scope: Scoped, turn: Turn, draft: FactDraft) -> list[int]:
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


def state_fact(scope: Scoped, turn: Turn, draft: FactDraft) -> list[int]:
    """The fact that the draft states, new or known; none if it cannot be kept, or what "it" is in it is not clear."""
    known = _resolved(scope, turn, draft) if draft.predicate == UNRESOLVED else draft
    return [] if known is None else _state(scope, turn, known)


def _state(scope: Scoped, turn: Turn, draft: FactDraft) -> list[int]:
    about = facts.believed(scope, draft.subject, draft.predicate)
    many = _beside_others(draft, about, turn.at)
    twin = next((fact for fact in about if _same(fact.object, draft.object)), None)
    held = None if _dated(draft) else _held(draft, about, turn.at)
    if held is not None and held.confidence >= min(draft.confidence, MOST_SURE):
        return [held.fact_id]
    begins, ends = _span(scope, turn, draft, about, many)
    ends = _until_next_stage(scope, turn, draft, ends)
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


def _beside_others(draft: FactDraft, about: Sequence[Fact], at: float) -> bool:
    """Whether it may hold together with others of its predicate."""
    others = [fact for fact in about if not _same(fact.object, draft.object) and _holds(fact, at)]
    if (draft.correction or draft.instead) and naming(draft.predicate) and len(others) == 1:
        return False  # "actually, my sister is Hanna", "my flatmate is Piet now": the one that is known
    return several(draft.predicate, draft.subject) or draft.beside


def _span(
    scope: Scoped, turn: Turn, draft: FactDraft, about: Sequence[Fact], many: bool
) -> tuple[float | None, float | None]:
    """From when to when it holds, as far as is told or known. many: whether others may hold beside it."""
    begins, ends = draft.valid_from, draft.valid_to
    if not _dated(draft):
        held = _held(draft, about, turn.at)
        if held is not None:  # known less surely, as from a model
            return held.valid_from, held.valid_to
        rivals = [fact for fact in about if _same(fact.object, draft.object)] if many else about
        return _room(scope, turn.at, rivals, draft.correction and not many)
    if draft.predicate == plans.PLANS and begins is not None:
        ends = ends or plans.over(draft, episodes.one(scope, turn.seen.episode_id).text, turn.at, turn.zone)
    if begins is not None and ends is None and not (many or draft.correction):
        ends = _next_start(scope, turn.at, begins, [fact for fact in about if not _same(fact.object, draft.object)])
    return begins, ends


def _dated(draft: FactDraft) -> bool:
    return draft.valid_from is not None or draft.valid_to is not None


def _held(draft: FactDraft, about: Sequence[Fact], at: float) -> Fact | None:
    """What is known already to hold."""
    return next((fact for fact in about if _same(fact.object, draft.object) and _holds(fact, at)), None)


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


def retract_fact(scope: Scoped, turn: Turn, draft: FactDraft) -> list[int]:
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
        retract_fact(scope, turn, replace(draft, predicate=opposite, valid_to=None))
    for fact in _as_what(scope, draft, BEFORE_IT.get(_role(draft), ())):  # "she's my fiancée now"
        if _holds(fact, turn.at):
            facts.end(scope, fact.fact_id, turn.at, turn.now)


def _until_next_stage(scope: Scoped, turn: Turn, draft: FactDraft, ends: float | None) -> float | None:
    """When it ends: what is read of an earlier turn, that she is the girlfriend, ends where she becomes the wife."""
    later = [role for role, before in BEFORE_IT.items() if _role(draft) in before]
    starts = [fact.valid_from or _said(scope, fact) for fact in _as_what(scope, draft, later)]
    return min([*(start for start in starts if start > turn.at), *([] if ends is None else [ends])], default=None)


def _role(draft: FactDraft) -> str:
    kind, _, role = draft.predicate.partition(".")
    return role if kind == "relation" else ""


def _as_what(scope: Scoped, draft: FactDraft, roles: Iterable[str]) -> list[Fact]:
    """What is believed of the one that a draft names, in other roles."""
    every = [fact for role in roles for fact in facts.believed(scope, draft.subject, f"relation.{role}")]
    return [fact for fact in every if _same(fact.object, draft.object)]


def _resolved(scope: Scoped, turn: Turn, draft: FactDraft) -> FactDraft | None:
    """ "No, it's Leeds": the one fact of the turns just before that it may be about; None where that is not clear."""
    day = _day(draft, turn)
    rows = scope.run(
        "SELECT f.id, f.episode FROM fact f JOIN episode e ON e.id = f.episode "
        "JOIN episode mine ON mine.id = :mine AND mine.session = e.session "
        "WHERE f.scope = :scope AND e.scope = :scope AND f.retracted IS NULL AND e.turn >= mine.turn - :before "
        "AND NOT (:just AND EXISTS (SELECT 1 FROM episode b WHERE b.scope = :scope AND b.session = e.session "
        "AND b.turn > e.turn AND b.turn < mine.turn AND b.role = :user)) ORDER BY e.turn DESC, f.id DESC",
        mine=turn.seen.episode_id, before=BEFORE, just=day is not None, user=people.USER,
    )  # fmt: skip
    last = [facts.get(scope, row["id"]) for row in rows if row["episode"] == rows[0]["episode"]]
    number = draft.object.isdecimal()
    fit = [
        fact for fact in last
        if (not several(fact.predicate, fact.subject) or fact.predicate in ONE_AT_A_TIME)
        and fact.predicate not in ("email", "phone") and (fact.predicate == "age") == number
        and (fact.predicate == "birthday") == (day is not None)
        and _holds(fact, turn.at)
    ]  # fmt: skip
    if len(fit) != 1 or (not number and day is None and find_dates(draft.object, turn.at, turn.zone)):
        return None
    if several(fit[0].predicate, fit[0].subject):  # beside others of its kind: it alone was wrong
        facts.retract(scope, fit[0].fact_id, turn.now)
    subject, predicate = fit[0].subject, fit[0].predicate
    known = draft.object if day is None else _instead(fit[0].object, day)
    return replace(draft, subject=subject, predicate=predicate, object=known, confidence=RESOLVED, correction=True)


def _day(draft: FactDraft, turn: Turn) -> str | None:
    """Its object as a birthday is kept, or "DD" where no month is told with it; None if it is no day."""
    if draft.object.isdecimal():
        return None
    read = extract(f"My birthday is {draft.object}.", now=turn.at, zone=turn.zone).facts
    day = next((one.object for one in read if one.predicate == "birthday"), None)
    at = (turn.at, turn.at + SOME_MONTHS)
    spans = [span for one in at for span in find_dates(ON_DAY + draft.object, one, turn.zone, past=False)[:1]]
    told = {f"{datetime.fromtimestamp(span.at, turn.zone):%d}" for span in spans}
    months = {datetime.fromtimestamp(span.at, turn.zone).month for span in spans}
    return day if day is None or len(told) != 1 or len(months) < 2 else day[-2:]


def _instead(known: str, day: str) -> str:
    """The day in place of the one that is known; what is not told of it, its year or month, as it was."""
    return known[: -len(day)] + day if len(known) > len(day) else day


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _holds(fact: Fact, at: float) -> bool:
    return (fact.valid_from is None or fact.valid_from <= at) and (fact.valid_to is None or at < fact.valid_to)
