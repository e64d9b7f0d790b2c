"""What bounds a series: the days and months that it leaves out, its period, its first day, how long it lasts.

What a recurrence rule (RFC 5545, section 3.3.10) cannot say is left unread: the series stands, and no date that it
leaves out is taken for one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from re import Match

from . import english_date_series as english
from . import english_date_words as words
from . import english_dates
from .civil_time import Rule, add_days, add_months
from .date_hours import hourly, with_hours
from .date_values import DAY_NUMBERS, MAX_COUNT, MONTH_NUMBERS, Atom, Frame, number
from .patterns import compiled

MAX_EXCEPT = 40  # characters between a series and what it leaves out: "except" in its longest form, and a "the"

_EXCEPT = compiled(english.EXCEPT + r" ?$", english_dates.FRAGMENTS)
_EXCEPT_MONTHS = compiled(english.EXCEPT_MONTHS, english_dates.FRAGMENTS)
_LASTS = compiled(english.LASTS, english_dates.FRAGMENTS)
_MORE_MONTHS = compiled(english.MORE_MONTHS, english_dates.FRAGMENTS)
_MONTH = compiled(r"\b{MONTH}\b", english_dates.FRAGMENTS)
_EVERY_DAY = frozenset(range(7))


def bounded(text: str, start: int, end: int, atoms: Sequence[Atom], frame: Frame) -> list[Atom]:
    """The atoms of a sentence, those that bound its series made a part of it."""
    found = [*atoms]
    if not any(atom.rule for atom in found):
        return found
    found = _left_out(text, found)
    at = next((index for index, atom in enumerate(found) if atom.rule), None)
    if at is None:
        return found
    found = _said_twice(text, found, at)
    found[at] = _without_months(text, found[at], end)
    found = hourly(text, start, end, found, at, frame)
    at = next(index for index, atom in enumerate(found) if atom.rule)
    return _lasting(text, _within(text, _from_day(text, found, at), at, frame), end)


def _said_twice(text: str, atoms: list[Atom], at: int) -> list[Atom]:
    """ "Tuesdays at 7, every week": the second says nothing new."""
    series = atoms[at]
    other = next((place for place in range(at + 1, len(atoms)) if not hour_only(atoms[place])), None)
    if other is None or series.rule is None or not series.rule.weekdays or atoms[other].rule != Rule("WEEKLY"):
        return atoms
    if not beside(text, atoms, at, other) or between(text, atoms[other - 1], atoms[other]) not in ("", ","):
        return atoms
    again = atoms[other]
    return [*atoms[:at], told_at(text, series, again.start, again.end), *atoms[at + 1 : other], *atoms[other + 1 :]]


def between(text: str, first: Atom, second: Atom) -> str:
    """The words between two atoms, in lower case."""
    return " ".join(text[first.end : second.start].lower().split())


def told_at(text: str, atom: Atom, start: int, end: int) -> Atom:
    """The atom with one more place that tells of it: the same one where nothing stands between."""
    if not text[atom.end : start].strip(" ,"):
        return replace(atom, end=max(atom.end, end))
    return replace(atom, apart=(*atom.apart, (start, end)))


def hour_only(atom: Atom) -> bool:
    """Whether an atom tells a time of day, and nothing else."""
    return (atom.clock is not None or atom.part is not None) and not (atom.day or atom.rule or atom.moment or atom.back)


def beside(text: str, atoms: Sequence[Atom], at: int, other: int) -> bool:
    """Whether nothing but hours stands between the ends of an atom and the beginning of the one before `other`."""
    return all(hour_only(one) for one in atoms[at + 1 : other]) and all(
        between(text, *pair) in words.BESIDE for pair in zip(atoms[at : other - 1], atoms[at + 1 : other], strict=True)
    )


def _left_out(text: str, atoms: list[Atom]) -> list[Atom]:
    """ "Every day except Sunday": the days of the series without that one, which is no date then."""
    kept: list[Atom] = []
    last: int | None = None  # the series whose exception was read just before
    end = 0
    for atom in atoms:
        before = text[max(0, atom.start - MAX_EXCEPT) : atom.start]
        mark = _EXCEPT.search(before)
        at = next((index for index in range(len(kept) - 1, -1, -1) if kept[index].rule), None)
        more = last is not None and " ".join(text[end : atom.start].lower().split()) in english.AND_DAY
        days = bool(atom.day or atom.rule)
        if at is None or not days or not (mark or more) or (mark and _but(mark) and kept[at].end != _at(atom, mark)):
            if last is not None and hour_only(atom) and kept[last].end < end and not kept[last].clock:
                joined = " ".join(text[end : atom.start].lower().split()) in words.BESIDE
                if joined:  # the exception was not understood: the hour is that of the series
                    kept[last] = replace(kept[last], clock=atom.clock, part=atom.part)
                    continue
            last = None
            kept.append(atom)
            continue
        rule = _minus(kept[at].rule, _days_of(text, atom))
        begin = _at(atom, mark) if mark else end
        end, last = atom.end, at
        if rule is not None:
            told = replace(with_hours(kept[at], rule.hours), rule=rule, moment=None)
            kept[at] = told_at(text, told, begin, atom.end)
    return kept


def _but(mark: Match[str]) -> bool:
    return mark[0].strip(" ,").lower() == "but"  # alone it is not enough: "every day at 8 but Sunday is free"


def _at(atom: Atom, mark: Match[str]) -> int:
    """Where in the text the mark before an atom begins."""
    return atom.start - len(mark.string) + mark.start()


def _days_of(text: str, atom: Atom) -> frozenset[int]:
    """The days of the week that an atom names, as those of every week."""
    said = text[atom.start : atom.end].lower().replace(",", " ").split()
    if atom.granularity == "weekend" or (atom.rule and atom.rule.frequency == "WEEKLY" and atom.rule.interval == 1):
        return frozenset((5, 6) if atom.rule is None else (day for n, day in atom.rule.weekdays if not n))
    named = [word for word in said if word in DAY_NUMBERS]
    plain = len(named) == 1 and len(said) <= 2 and not any(word in words.SIDES for word in said)  # "on Sunday"
    return frozenset((DAY_NUMBERS[named[0]],)) if plain and atom.day else frozenset()


def _minus(rule: Rule | None, days: frozenset[int]) -> Rule | None:
    """The rule without these days of the week; None where it cannot be said, or nothing is left or left out."""
    if rule is None or not days or rule.month_days or any(n for n, _ in rule.weekdays):
        return None
    own = frozenset(day for _, day in rule.weekdays) or _EVERY_DAY
    left = tuple((0, day) for day in sorted(own - days))
    if not left or len(left) == len(own):
        return None
    if rule.frequency == "DAILY" and rule.interval == 1:
        return replace(rule, frequency="WEEKLY", weekdays=left)
    if rule.frequency == "DAILY" or (rule.frequency == "WEEKLY" and rule.weekdays):
        return replace(rule, weekdays=left)
    if rule.frequency == "HOURLY" and 24 % rule.interval == 0:
        return Rule("WEEKLY", 1, left, hours=tuple(range(0, 24, rule.interval)))
    return None


def _without_months(text: str, atom: Atom, end: int) -> Atom:
    """ "Every month except August"."""
    told = _EXCEPT_MONTHS.search(text, atom.end, end)
    rule = atom.rule
    if told is None or rule is None or rule.month or rule.frequency not in ("DAILY", "WEEKLY", "MONTHLY"):
        return atom
    out = {MONTH_NUMBERS[word.lower()] for word in _MONTH.findall(told["months"])}
    left = tuple(month for month in range(1, 13) if month not in out)
    if not left:
        return atom
    return told_at(text, replace(atom, rule=replace(rule, months=left)), told.start(), told.end())


def _from_day(text: str, atoms: list[Atom], at: int) -> list[Atom]:
    """ "Every day from Monday to Friday", "every day starting tomorrow"."""
    other = _next_day(text, atoms, at)
    series = atoms[at]
    if other is None or series.rule is None or between(text, atoms[other - 1], atoms[other]) not in english.FROM_DAY:
        return atoms
    first = atoms[other]
    last = atoms[other + 1] if other + 1 < len(atoms) else None
    second = last if last and last.day and between(text, first, last) in english.TO_DAY else None
    told = told_at(text, series, atoms[other - 1].end, (second or first).end)
    days = _week_days(text, first, second) if series.rule == Rule("DAILY") else None
    if days is not None:
        told = replace(told, rule=Rule("WEEKLY", 1, days))
    else:
        told = replace(told, begin=first.day, moment=None)
        told = replace(told, rule=replace(series.rule, until=None if second is None else _last_of(second)))
    return [*atoms[:at], told, *atoms[at + 1 : other], *atoms[other + (2 if second else 1) :]]


def _next_day(text: str, atoms: Sequence[Atom], at: int) -> int | None:
    """The next atom that tells a day, with no more than hours before it."""
    for other in range(at + 1, len(atoms)):
        if not hour_only(atoms[other]):
            return other if atoms[other].day is not None and beside(text, atoms, at, other) else None
    return None


def _week_days(text: str, first: Atom, second: Atom | None) -> tuple[tuple[int, int], ...] | None:
    """The days of the week from one to another, each told by its name alone."""
    days = [_days_of(text, one) for one in (first, second) if one is not None]
    if len(days) < 2 or not all(len(one) == 1 for one in days):
        return None
    (begin,), (last,) = days
    return tuple((0, day) for day in sorted((begin + step) % 7 for step in range((last - begin) % 7 + 1)))


def _last_of(atom: Atom) -> date | None:
    """The last day of the day, week or month that an atom tells."""
    if atom.day is None or atom.granularity == "day":
        return atom.day
    after = {"week": add_days(atom.day, 7), "weekend": add_days(atom.day, 2), "month": add_months(atom.day, 1)}
    end = after.get(atom.granularity)
    return end and add_days(end, -1)


def _within(text: str, atoms: list[Atom], at: int, frame: Frame) -> list[Atom]:
    """ "Every Friday in June", "every day next week", "in June every Friday": that June's, that week's."""
    other = _next_day(text, atoms, at)
    for place, last in ((other, (other or 1) - 1), (at - 1 if at else None, at)):
        period = None if place is None else atoms[place]
        if period is None or period.day is None or period.granularity not in ("week", "month"):
            continue
        joint = between(text, atoms[last], period) if period.start > atoms[last].start else between(
            text, period, atoms[at]
        )
        series = _in_period(text, atoms[at], period, frame)
        if joint in english.DURING and series is not None:
            return [series if index == at else one for index, one in enumerate(atoms) if index != place]
    return atoms


def _in_period(text: str, series: Atom, period: Atom, frame: Frame) -> Atom | None:
    """The series from the first to the last day of a week or month, or of two months ("in June and July")."""
    until, reach = _last_of(period), period.end
    more = _MORE_MONTHS.match(text, reach) if period.granularity == "month" else None
    if more is not None and period.day is not None:
        steps = (MONTH_NUMBERS[more["month"].lower()] - period.day.month) % 12
        after = add_months(period.day, steps + 1)
        if after is not None and (steps == 1 or not more["and"]):
            until, reach = add_days(after, -1), more.end()
    rule = series.rule
    if until is None or until < frame.today or rule is None or rule.until or rule.frequency not in ("DAILY", "WEEKLY"):
        return None
    told = replace(series, rule=replace(rule, until=until), begin=period.day)
    if period.start < series.start:
        return replace(told, start=period.start)
    return told_at(text, told, period.start, reach)


def _lasting(text: str, atoms: list[Atom], end: int) -> list[Atom]:
    """ "Every day at 8 for two weeks": so long from its first time."""
    at = reach = next(index for index, atom in enumerate(atoms) if atom.rule)
    while reach + 1 < len(atoms) and hour_only(atoms[reach + 1]) and beside(text, atoms, reach, reach + 2):
        reach += 1
    told = _LASTS.match(text, atoms[reach].end, end)
    rule = atoms[at].rule
    if told is None or rule is None or rule.until:
        return atoms
    unit, many = words.UNITS[(told["unit"] or told["one"]).lower()]
    count = many * (number(told["count"]) if told["count"] else 1)
    if 1 <= count <= MAX_COUNT:
        atoms[at] = told_at(text, replace(atoms[at], lasts=(unit, count)), told.start(), told.end())
    return atoms
