"""Whose a statement is: of whom a role or a name is said, also where several share a role: two sisters, two dogs.

As long as one name is known for a role, "my sister" is she, and her facts are of "user's sister"; so is what is said of
"Ann" alone, if Ann has no facts of her own. With a second name they are of "user's sister Ann", those known before too;
what names nobody then stays of "user's sister", so that it takes nobody's place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import facts, sources, uses
from .errors import BadInput
from .extraction import Extraction, FactDraft
from .extraction.predicates import naming, several
from .store import Scoped

USER = "user"
OF_USER = f"{USER}'s "
_PAST = f"{OF_USER[:-1]}!"  # the first text after all that begin with OF_USER
_NOW = "retracted IS NULL AND confidence > :sure AND (valid_to IS NULL OR valid_to > :now)"
_NAMED = (  # who is known by name now: in a role, and animals
    f"SELECT predicate, subject, object FROM fact WHERE scope = :scope AND {_NOW} AND subject = :user "
    "AND predicate >= 'relation.' AND predicate < 'relation/' UNION ALL "
    f"SELECT predicate, subject, object FROM fact WHERE scope = :scope AND {_NOW} AND predicate = 'name' "
    "AND subject >= :of_user AND subject < :past"
)
SURE = 0.6  # a name that is less sure, as from a model, tells nobody apart


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """Where a message names somebody of a role. key: the subject that the role is ("user's sister")."""

    key: str
    name: str
    start: int
    correction: bool


def told_apart(scope: Scoped, said: Extraction, now: float) -> Extraction:
    """The drafts of a message, each of the one whom it names; within the caller's transaction."""
    drafts = (*said.facts, *said.retractions)
    namings = [found for draft in said.facts if (found := _naming(draft)) is not None]
    keys = {one.subject: _role(scope, one.subject, namings, now) or one.subject for one in drafts}
    namings += [
        _Naming(key=keys[one.subject], name=one.subject, start=one.start, correction=False)
        for one in drafts if keys[one.subject] != one.subject
    ]  # fmt: skip
    wanted = {key for key in (*keys.values(), *(one.key for one in namings)) if key.startswith(OF_USER)}
    people = {key: _people(scope, key, namings, now) for key in sorted(wanted)}

    def each(drafts: Sequence[FactDraft]) -> tuple[FactDraft, ...]:
        return tuple(
            _whose(scope, one, namings, people[one.subject]) if len(people.get(one.subject, ())) > 1 else one
            for one in (replace(each, subject=keys[each.subject]) for each in drafts)
        )  # fmt: skip

    return replace(said, facts=each(said.facts), retractions=each(said.retractions))


def called(scope: Scoped, now: float) -> dict[str, str]:
    """Roles and animals that one name alone is known for: subjects of facts ("user's sister"), and that name."""
    names: dict[str, list[str]] = {}
    for key, name in _known(scope, now):
        names[key] = _distinct([*names.get(key, []), name])
    return {key: known[0] for key, known in names.items() if len(known) == 1}


def _known(scope: Scoped, now: float) -> list[tuple[str, str]]:
    rows = scope.run(_NAMED, user=USER, of_user=OF_USER, past=_PAST, sure=SURE, now=now)
    return [(f"{OF_USER}{row[0].partition('.')[2]}" if row[1] == USER else row[1], row[2]) for row in rows]


def _role(scope: Scoped, name: str, namings: Sequence[_Naming], now: float) -> str | None:
    """The one role in which somebody is known who is spoken of by name alone; None if they have facts of their own."""
    if name == USER or name.startswith(OF_USER) or any(one.retracted is None for one in facts.history(scope, name)):
        return None
    known = (*_known(scope, now), *((one.key, one.name) for one in namings))
    keys = {key for key, one in known if _same(one, name)}
    return keys.pop() if len(keys) == 1 else None


def _naming(draft: FactDraft) -> _Naming | None:
    kind, _, role = draft.predicate.partition(".")
    if not naming(draft.predicate) or not several(draft.predicate, draft.subject):
        return None
    key = draft.subject if kind == "name" else f"{OF_USER}{role}"
    if kind != "name" and draft.subject != USER:
        return None
    return _Naming(key=key, name=draft.object, start=draft.start, correction=draft.correction)


def _people(scope: Scoped, key: str, namings: Sequence[_Naming], now: float) -> list[str]:
    """The names known for a role, those that the message adds last. Where it adds a second, the first is told apart."""
    role = key.removeprefix(OF_USER)
    if not several(f"relation.{role}", USER):
        return []
    named = [*facts.believed(scope, USER, f"relation.{role}"), *facts.believed(scope, key, "name")]
    known = _distinct([fact.object for fact in named if fact.confidence > SURE])
    mine = [one for one in namings if one.key == key]
    if len(known) == 1 and any(one.correction for one in mine):  # the one that is known has another name
        return known
    everybody = _distinct([*known, *(one.name for one in mine)])
    if len(known) == 1 and len(everybody) > 1:
        _move(scope, key, f"{key} {known[0]}", now)
    return everybody


def _move(scope: Scoped, key: str, subject: str, now: float) -> None:
    """Make what was read of a role a person's own."""
    for fact in facts.history(scope, key):
        if fact.retracted is not None or fact.episode_id is None or fact.predicate == "name":
            continue
        try:
            moved = facts.rename(scope, fact.fact_id, subject, now)
        except BadInput:  # a name that is too long for a subject
            return
        source = sources.get(scope, "fact", str(fact.fact_id))
        if source is not None:
            sources.add(scope, "fact", str(moved.fact_id), source, "")
        uses.restore(scope, ("fact", moved.fact_id), uses.of(scope, ("fact", fact.fact_id)))


def _whose(scope: Scoped, draft: FactDraft, namings: Sequence[_Naming], names: Sequence[str]) -> FactDraft:
    """The draft as one of the person named last before its clause ends, or else by the only name in the message; with
    none, of the one person of whom the same is known.
    """
    if draft.predicate == "name":
        return draft
    mine = [one for one in namings if one.key == draft.subject]
    before = [one for one in mine if one.start < draft.end] or (mine if len(mine) == 1 else [])
    subjects = [f"{draft.subject} {one}" for one in names]
    if before:
        name = max(before, key=lambda one: one.start).name
        fit = [subject for subject, one in zip(subjects, names, strict=True) if _same(one, name)]
    else:
        told = draft.predicate, draft.object.casefold()
        fit = [
            subject for subject in subjects
            if any((one.predicate, one.object.casefold()) == told for one in facts.believed(scope, subject, told[0]))
        ]  # fmt: skip
    return replace(draft, subject=fit[0]) if len(fit) == 1 else draft


def _distinct(names: Sequence[str]) -> list[str]:
    """Each person once, by the name that comes first."""
    found: list[str] = []
    for name in names:
        if not any(_same(name, one) for one in found):
            found.append(name)
    return found


def _same(one: str, other: str) -> bool:
    """Whether both may name one person: "Ann", "Ann Lee"."""
    short, long = sorted((one.casefold().split(), other.casefold().split()), key=len)
    return long[: len(short)] == short
