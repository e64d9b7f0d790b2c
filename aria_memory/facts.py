"""Semantic memory: statements with two times, after Snodgrass: when they hold, and when they were believed here.

Nothing is overwritten. A statement that contradicts another closes its validity and takes its place in one transaction;
one that was wrong is retracted, and still answers for what was believed before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import lexicon
from .errors import BadInput, NotFound
from .store import Row, Scoped
from .text import MAX_NAME_CHARS, clean, finite
from .types import Fact

MAX_OBJECT_CHARS = 10_000  # a statement's object is a name or a phrase
_COLUMNS = (
    "id, subject, predicate, object, valid_from, valid_to, recorded, retracted, confidence, episode, superseded_by"
)
_HELD = (
    "scope = :scope AND (:subject IS NULL OR subject = :subject) AND (:predicate IS NULL OR predicate = :predicate) "
    "AND (valid_from IS NULL OR valid_from <= :valid) AND (valid_to IS NULL OR valid_to > :valid) "
    "AND ((:believed IS NULL AND retracted IS NULL) "
    "OR (recorded <= :believed AND (retracted IS NULL OR retracted > :believed)))"
)
_BEGUN = "(valid_from IS NULL OR valid_from <= :valid)"
_LATEST = (  # without an end; up to one that is to come
    f"SELECT id FROM fact WHERE scope = :scope AND retracted IS NULL AND valid_to IS NULL AND {_BEGUN}",
    f"SELECT id FROM fact WHERE scope = :scope AND retracted IS NULL AND valid_to > :valid AND {_BEGUN}",
)
_LATEST_ENDED = (
    "SELECT id FROM fact WHERE scope = :scope AND retracted > :believed AND recorded <= :believed "
    f"AND (valid_to IS NULL OR valid_to > :valid) AND {_BEGUN}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is asserted. several: whether a subject can have several objects at a time (likes), or one (lives in)."""

    subject: str
    predicate: str
    object: str
    valid_from: float | None = None
    valid_to: float | None = None
    confidence: float = 1.0
    episode_id: int | None = None
    several: bool = False


def assert_(scope: Scoped, statement: Statement, now: float) -> Fact:
    """Believe a statement from now on. One that is already believed for that time is returned as it is.

    Where a subject can have one object only, statements with another whose validity overlaps are superseded: believed
    no longer from now on, and believed again for what of their time lies before the new one begins or after it ends.
    Raises: BadInput.
    """
    one = _checked(statement)
    with scope.writing():
        before = believed(scope, one.subject, one.predicate)
        now = _in_order(scope, before, one, now)
        same = [fact for fact in before if _overlap(fact, one) and fact.object == one.object]
        others = [] if one.several else [f for f in before if _overlap(f, one) and f.object != one.object]
        held = next((fact for fact in same if _within(one, fact)), None)
        new = _insert(scope, one, now) if held is None else held.fact_id
        for fact in [*others, *(same if held is None else ())]:
            _retract(scope, fact.fact_id, now, new)
            begins, ends = one.valid_from, one.valid_to
            if begins is not None and (fact.valid_from is None or fact.valid_from < begins):
                _insert(scope, _statement(fact, fact.valid_from, begins), now)
            if ends is not None and (fact.valid_to is None or ends < fact.valid_to):
                _insert(scope, _statement(fact, ends, fact.valid_to), now)
        return get(scope, new)


def retract(scope: Scoped, fact_id: int, now: float) -> Fact:
    """Believe it no longer. Raises: NotFound if it is not in this scope, or is not believed any more."""
    with scope.writing():
        if get(scope, fact_id).retracted is not None:
            raise NotFound(f"fact {fact_id} was retracted before; the history of facts shows when")
        _retract(scope, fact_id, now, None)
        return get(scope, fact_id)


def end(scope: Scoped, fact_id: int, ends: float, now: float) -> Fact:
    """Believe that it held until `ends` and no longer, or not at all if it began later. Raises: NotFound."""
    with scope.writing():
        fact = get(scope, fact_id)
        if fact.retracted is not None:
            raise NotFound(f"fact {fact_id} was retracted before; the history of facts shows when")
        if fact.valid_to is not None and fact.valid_to <= ends:
            return fact
        now = _in_order(scope, [fact], _statement(fact, fact.valid_from, fact.valid_to), now)
        shorter = None
        if fact.valid_from is None or fact.valid_from < ends:
            shorter = _insert(scope, _statement(fact, fact.valid_from, ends), now)
        _retract(scope, fact_id, now, shorter)
        return get(scope, fact_id if shorter is None else shorter)


def rename(scope: Scoped, fact_id: int, subject: str, now: float) -> Fact:
    """Believe it of a subject that has another name from now on. Raises: BadInput, NotFound."""
    with scope.writing():
        fact = get(scope, fact_id)
        one = _checked(replace(_statement(fact, fact.valid_from, fact.valid_to), subject=subject))
        now = _in_order(scope, [fact], one, now)
        new = _insert(scope, one, now)
        _retract(scope, fact_id, now, new)
        return get(scope, new)


def restore(scope: Scoped, statement: Statement, recorded: float, retracted: float | None) -> int:
    """A fact of an export, as it was. Returns its id here. Raises: BadInput."""
    if retracted is not None and retracted < recorded:
        raise BadInput(f"retracted at {retracted}, before it was recorded at {recorded}")
    fact_id = _insert(scope, _checked(statement), recorded)
    if retracted is not None:
        _retract(scope, fact_id, retracted, None)
    return fact_id


def link(scope: Scoped, fact_id: int, successor: int) -> None:
    """Note which fact took a retracted one's place."""
    scope.change(
        "UPDATE fact SET superseded_by = :by WHERE scope = :scope AND id = :id AND retracted IS NOT NULL",
        by=successor, id=fact_id,
    )  # fmt: skip


def get(scope: Scoped, fact_id: int) -> Fact:
    """A fact, believed or not. Raises: NotFound."""
    row = scope.one(f"SELECT {_COLUMNS} FROM fact WHERE scope = :scope AND id = :id", id=fact_id)
    if row is None:
        raise NotFound(f"fact {fact_id!r} is not in this scope; the history of facts has the ids of those that are")
    return _fact(row)


def history(scope: Scoped, subject: str, predicate: str | None = None) -> list[Fact]:
    """All that was ever believed about a subject, in the order in which it was recorded."""
    rows = scope.run(
        f"SELECT {_COLUMNS} FROM fact WHERE scope = :scope AND subject = :subject "
        "AND (:predicate IS NULL OR predicate = :predicate) ORDER BY id",
        subject=subject, predicate=predicate,
    )  # fmt: skip
    return [_fact(row) for row in rows]


def at(
    scope: Scoped,
    valid: float,
    believed: float | None = None,
    subject: str | None = None,
    predicate: str | None = None,
) -> list[Fact]:
    """What held at a time, as believed now, or as believed at another time. Raises: BadInput."""
    valid, believed = finite("valid", valid), None if believed is None else finite("believed", believed)
    rows = scope.run(
        f"SELECT {_COLUMNS} FROM fact WHERE {_HELD} ORDER BY id",
        valid=valid, believed=believed, subject=subject, predicate=predicate,
    )  # fmt: skip
    return [_fact(row) for row in rows]


def latest(scope: Scoped, valid: float, believed: float | None, most: int) -> list[int]:
    """Ids of the facts that `at` would give, the latest recorded ones, latest first.

    What is believed now takes no longer the more there is, but of what has an end that is to come. What was believed at
    another time takes as long as there are facts that were recorded, or retracted, since.
    """
    rows = scope.run(latest_statement(believed), valid=valid, believed=believed, most=most)
    return [row["id"] for row in rows]


def latest_statement(believed: float | None) -> str:
    """What `latest` asks the store: a part for each index that has them."""
    parts = _LATEST if believed is None else (*(f"{part} AND recorded <= :believed" for part in _LATEST), _LATEST_ENDED)
    each = (f"SELECT id FROM ({part} ORDER BY id DESC LIMIT :most) AS part_{n}" for n, part in enumerate(parts))
    return f"{' UNION ALL '.join(each)} ORDER BY id DESC LIMIT :most"


def everything(scope: Scoped) -> Iterator[Fact]:
    """All facts in the order in which they were recorded."""
    after = 0
    sql = f"SELECT {_COLUMNS} FROM fact WHERE +scope = :scope AND id > :after ORDER BY id LIMIT 1000"  # +: by id
    while rows := scope.run(sql, after=after):
        yield from map(_fact, rows)
        after = rows[-1]["id"]


def _checked(one: Statement) -> Statement:
    begins = None if one.valid_from is None else finite("valid_from", one.valid_from)
    ends = None if one.valid_to is None else finite("valid_to", one.valid_to)
    if begins is not None and ends is not None and not begins < ends:
        raise BadInput(f"valid_to {ends} is not after valid_from {begins}; leave one out or put them in order")
    if not 0.0 < finite("confidence", one.confidence) <= 1.0:
        raise BadInput(f"confidence is {one.confidence}; give a number above 0, at most 1")
    return Statement(
        subject=clean("subject", one.subject, MAX_NAME_CHARS),
        predicate=clean("predicate", one.predicate, MAX_NAME_CHARS),
        object=clean("object", one.object, MAX_OBJECT_CHARS), valid_from=begins, valid_to=ends,
        confidence=one.confidence, episode_id=one.episode_id, several=one.several,
    )  # fmt: skip


def believed(scope: Scoped, subject: str, predicate: str) -> list[Fact]:
    """What is believed of a subject and a predicate, for whatever time, in the order in which it was recorded."""
    rows = scope.run(
        f"SELECT {_COLUMNS} FROM fact WHERE scope = :scope AND subject = :subject AND predicate = :predicate "
        "AND retracted IS NULL ORDER BY id",
        subject=subject, predicate=predicate,
    )  # fmt: skip
    return [_fact(row) for row in rows]


def _in_order(scope: Scoped, believed: Sequence[Fact], one: Statement, now: float) -> float:
    """When a belief begins: now, but never before the last change of what is believed of the same thing.

    Clocks are set back, and of two processes the later one may have looked at the clock first: belief would overlap.
    """
    ended = scope.run(
        "SELECT max(retracted) FROM fact WHERE scope = :scope AND subject = :subject AND predicate = :predicate",
        subject=one.subject, predicate=one.predicate,
    )[0][0]  # fmt: skip
    return max(now, *(fact.recorded for fact in believed), now if ended is None else ended)


def _overlap(fact: Fact, one: Statement) -> bool:
    def before(end: float | None, begin: float | None) -> bool:
        return end is not None and begin is not None and end <= begin

    return not before(fact.valid_to, one.valid_from) and not before(one.valid_to, fact.valid_from)


def _within(one: Statement, fact: Fact) -> bool:
    """Whether what is asserted is believed already: for all of its time, no less surely."""
    begins = fact.valid_from is None or (one.valid_from is not None and fact.valid_from <= one.valid_from)
    ends = fact.valid_to is None or (one.valid_to is not None and one.valid_to <= fact.valid_to)
    return begins and ends and fact.confidence >= one.confidence


def _statement(fact: Fact, valid_from: float | None, valid_to: float | None) -> Statement:
    return Statement(
        subject=fact.subject, predicate=fact.predicate, object=fact.object, valid_from=valid_from,
        valid_to=valid_to, confidence=fact.confidence, episode_id=fact.episode_id,
    )  # fmt: skip


def _insert(scope: Scoped, one: Statement, now: float) -> int:
    if one.episode_id is not None and not scope.one(
        "SELECT 1 FROM episode WHERE scope = :scope AND id = :id", id=one.episode_id
    ):
        raise NotFound(f"episode {one.episode_id!r} is not in this scope; leave it out, or take an id of recall's")
    fact_id = scope.insert(
        "INSERT INTO fact (scope, subject, predicate, object, valid_from, valid_to, recorded, confidence, episode) "
        "VALUES (:scope, :subject, :predicate, :object, :valid_from, :valid_to, :now, :confidence, :episode)",
        subject=one.subject, predicate=one.predicate, object=one.object, valid_from=one.valid_from,
        valid_to=one.valid_to, now=now, confidence=one.confidence, episode=one.episode_id,
    )  # fmt: skip
    lexicon.add(scope, "fact", fact_id, get(scope, fact_id).text)
    return fact_id


def _retract(scope: Scoped, fact_id: int, now: float, successor: int | None) -> None:
    scope.change(
        "UPDATE fact SET retracted = max(recorded, :now), superseded_by = :by WHERE scope = :scope AND id = :id",
        now=now, by=successor, id=fact_id,
    )  # fmt: skip


def _fact(row: Row) -> Fact:
    return Fact(
        fact_id=row["id"], subject=row["subject"], predicate=row["predicate"], object=row["object"],
        valid_from=row["valid_from"], valid_to=row["valid_to"], recorded=row["recorded"], retracted=row["retracted"],
        confidence=row["confidence"], episode_id=row["episode"], superseded_by=row["superseded_by"],
    )  # fmt: skip
