"""[pure] The page's facts: what is believed, where it was said, and what was believed before."""

from collections.abc import Sequence

from ..shown import amount, object_words
from ..types import Fact
from .markup import Sheet, stored
from .picture import MAX_VERSIONS, beliefs

QUOTE = 280  # characters of the turn that says it
RELATION = "relation."  # what stands before a role that somebody has to another
WHOSE = "'s "  # between somebody and their role: "user's sister"
READERS = {"rules": "read in the turn by rules", "model": "read in the turn by a language model"}


def facts_part(sheet: Sheet) -> str:
    """All facts by subject and predicate."""
    if not sheet.life.facts:
        return '<p class="none">Nothing is known yet.</p>'
    subjects: dict[str, dict[str, list[Fact]]] = {}
    for one in sheet.life.facts:
        subjects.setdefault(one.subject, {}).setdefault(one.predicate, []).append(one)
    parts = []
    for subject, relations in sorted(subjects.items(), key=lambda pair: (pair[0] != "user", pair[0].casefold())):
        inside = "".join(_relation(found, sheet) for _, found in sorted(relations.items()))
        parts.append(f'<section class="subject"><h3>{stored(subject)}{_who(subject, sheet)}</h3>{inside}</section>')
    return "".join(parts)


def _who(subject: str, sheet: Sheet) -> str:
    """Of "user's sister" the name, with the fact that tells it, where one is known now."""
    of, _, role = subject.partition(WHOSE)
    names = [
        one for one in sheet.life.facts
        if role and (one.subject, one.predicate) == (of, RELATION + role) and one.retracted is None and _now(one, sheet)
    ]  # fmt: skip
    return f' <small>(<a href="#f{names[0].fact_id}">{stored(names[0].object)}</a>)</small>' if len(names) == 1 else ""


def _relation(versions: Sequence[Fact], sheet: Sheet) -> str:
    held = sorted((one for one in versions if one.retracted is None), key=lambda one: not _now(one, sheet))
    past = [one for one in versions if one.retracted is not None]
    rows = "".join(_fact(one, sheet) for one in held)
    if not held:
        rows = f'<p class="none">{stored(_predicate(versions[0]))}: nothing is believed any more.</p>'
    if past:
        drawn = beliefs(versions, sheet.life.taken, sheet.zone)
        more = "" if len(versions) <= MAX_VERSIONS else f" The picture shows the latest {MAX_VERSIONS}."
        rows += (
            f"<details><summary>{amount(len(past), 'earlier belief')}</summary>"
            '<p class="note">Bars: when each was believed here. Lines under them: when it is said to hold.'
            f"{more}</p>{drawn}"
            + "".join(_fact(one, sheet) for one in reversed(past))
            + "</details>"
        )
    return f'<div class="relation" data-find>{rows}</div>'


def _fact(one: Fact, sheet: Sheet) -> str:
    over = one.retracted is not None
    ahead = one.valid_from is not None and sheet.life.taken < one.valid_from
    holds = "Is to hold" if ahead else "Holds" if _now(one, sheet) else "Does not hold now, but held"
    holds = "Was said to hold" if over else holds
    times = [f"{holds} {_span(one, sheet)}", f"recorded {sheet.when(one.recorded)}"]
    if over:
        by = one.superseded_by
        how = "withdrawn" if by is None else f'superseded by <a href="#f{by}">fact {by}</a>'
        times.append(f"{how} {sheet.when(one.retracted)}")
    times += [f"certainty {one.confidence:.0%}"] if one.confidence < 1 else []
    times += [READERS[reader]] if (reader := sheet.life.readers.get(one.fact_id)) is not None else []
    return (
        f'<div class="fact{" over" if over or not _now(one, sheet) else ""}" id="f{one.fact_id}">'
        f'<p class="said"><span class="rel">{stored(_predicate(one))}</span> '
        f"<strong>{stored(object_words(one))}</strong> <small>fact {one.fact_id}</small></p>"
        f'<p class="meta">{" · ".join(times)}</p>{_source(one, sheet)}{_ended(one, sheet)}</div>'
    )


def _ended(one: Fact, sheet: Sheet) -> str:
    """What was said at the moment up to which it held: nothing else is kept of why it no longer does."""
    turn = None if one.valid_to is None else sheet.said_at.get(one.valid_to)
    if turn is None:
        return ""
    return (
        f'<p class="source">Said when it ceased to hold: <q>{stored(turn.text, QUOTE)}</q> {stored(turn.role)}, '
        f"{sheet.turn(turn.episode_id)}</p>"
    )


def _predicate(one: Fact) -> str:
    """In words; "relation.sister" is a sister."""
    return one.predicate.removeprefix(RELATION).replace("_", " ")


def _now(one: Fact, sheet: Sheet) -> bool:
    """Whether its time includes the page's."""
    begun = one.valid_from is None or one.valid_from <= sheet.life.taken
    return begun and (one.valid_to is None or sheet.life.taken < one.valid_to)


def _span(one: Fact, sheet: Sheet) -> str:
    if one.valid_from is None and one.valid_to is None:
        return "for as long as is known"
    begins = "" if one.valid_from is None else f"from {sheet.when(one.valid_from)}"
    ends = "on" if one.valid_to is None else f"until {sheet.when(one.valid_to)}"
    return f"{begins} {ends}".strip()


def _source(one: Fact, sheet: Sheet) -> str:
    if one.episode_id is None:
        return '<p class="source">Told directly; no turn says it.</p>'
    turn = sheet.life.sources[one.episode_id]
    gone = "" if turn.archived is None else f", a turn forgotten {sheet.when(turn.archived)}"
    return (
        f'<p class="source"><q>{stored(turn.text, QUOTE)}</q> {stored(turn.role)}, {sheet.when(turn.at)}, '
        f"{sheet.turn(one.episode_id)}{gone}</p>"
    )
