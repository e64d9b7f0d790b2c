"""A day alone that corrects one told just before: "no, the 16th" after a birthday."""

from .fact_drafts import Drafts, Said


def day_alone(drafts: Drafts, text: str, clause: tuple[int, int]) -> bool:
    """Add the day that is all of a clause behind a mark of correction: which it corrects the talk before tells."""
    start = clause[0] + len(text[clause[0] : clause[1]]) - len(text[clause[0] : clause[1]].lstrip())
    date = drafts.told("plan", start, clause[1]).date()
    if date is None or date.granularity != "day" or date.recurrence or text[date.end : clause[1]].strip(" .!"):
        return False
    drafts.correction = True
    drafts.add(Said("it", "unresolved", "word"), text[date.start : date.end], clause, guessed=True)
    return True
