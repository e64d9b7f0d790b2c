"""What comes up, out of a clause that says it comes up: "you and I next get to talking about the greenhouse". Pure."""

from . import english_cue_clauses as english
from .patterns import compiled

MAX_TURNS = 6  # pieces taken off a clause, one after the other; more are no clause that anybody says

_LEAD = compiled(english.CLAUSE_LEAD, english.CLAUSE_FRAGMENTS)
_TAIL = compiled(rf"{english.CLAUSE_TAIL}$", english.CLAUSE_FRAGMENTS)
_AROUND = tuple(compiled(pattern, english.CLAUSE_FRAGMENTS) for pattern in english.CLAUSE_AROUND)
_SAID_TAIL = compiled(english.SAID_TAIL, {})
_ONLY_WHEN = compiled(english.CLAUSE_FRAGMENTS["ADVERB"], {})
_NESTED = compiled(english.NESTED, {})
_OTHERS = compiled(english.OTHERS_GO_ON, {})


def comes_up(clause: str) -> tuple[int, int] | None:
    """The place in a clause of what it says is talked of or mentioned; None where it says nothing of the kind.

    The clause is what follows "when", "the next time" and the like. Straight apostrophes.
    """
    start, end, known = 0, len(clause.rstrip(" ,;:-")), False
    for _ in range(MAX_TURNS):
        around = next((m for p in _AROUND if not known and (m := p.fullmatch(clause, start, end))), None)
        lead = None if around else _LEAD.match(clause, start, end)
        tail = None if known else _TAIL.search(clause[:end], start)
        said = _SAID_TAIL.search(clause[:end], start)
        if around is not None:
            (start, end), known = around.span("cue"), True
        elif lead is not None and lead.end() < end and not known:
            start, known = lead.end(), True
        elif tail is not None and tail.start() > start:
            end, known = tail.start(), True
        elif said is not None and said.start() > start:
            end = said.start()
        else:
            break
    if not known or start >= end or _ONLY_WHEN.fullmatch(clause, start, end):
        return None
    if _OTHERS.search(clause[start:end]) or _NESTED.search(clause, start, end):
        return None
    return start, end
