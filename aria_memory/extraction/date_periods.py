"""Reading distances from now, periods and their edges: weeks, weekends, months, seasons, years."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from re import Match

from . import english_date_words as english
from .civil_time import Rule, add_days, add_months, make_date, monday_of, nearest
from .date_values import DAY_NUMBERS, MAX_COUNT, MONTH_NUMBERS, SPAN_SECONDS, Atom, Frame, number, ordinal, plain

SATURDAY = 5
DAY_SECONDS = 86_400

Reader = Callable[[Match[str], Frame], Atom | None]


def on_day(day: date | None, granularity: str = "day") -> Atom | None:
    """The atom of a day, None where there is no such day."""
    return None if day is None else Atom(0, 0, day=day, granularity=granularity)


def shift(frame: Frame, unit_word: str, count: int, half: bool = False) -> Atom | None:
    """So many units from now: exact below a day, else a day (for months and years, as exact as they are)."""
    unit, many = english.UNITS[unit_word.lower()]
    count *= many
    if abs(count) > MAX_COUNT:
        return None
    if unit in SPAN_SECONDS:
        seconds = SPAN_SECONDS[unit] * (count + (0.5 if half else 0))
        return Atom(0, 0, moment=frame.now + timedelta(seconds=seconds), granularity="minute")
    if unit in ("day", "week"):
        size = 7 if unit == "week" else 1
        atom = on_day(add_days(frame.today, count * size + (size // 2 if half else 0)))
        return atom and replace(atom, weeks=unit == "week" and not half)
    months = (12 if unit == "year" else 1) * count + (6 if half and unit == "year" else 0)
    return on_day(add_months(frame.today, months), unit)


def _half(told: Match[str], frame: Frame) -> Atom | None:
    return shift(frame, "minute", english.HALVES[plain(told["what"] or told["within"])])


def _in_units(told: Match[str], frame: Frame) -> Atom | None:
    atom = shift(frame, told["unit"], number(told["count"]), bool(told["half"]))
    if atom is None or atom.moment is None or not told["more"]:
        return None if told["more"] else atom  # "in two days 30 minutes"
    return replace(atom, moment=atom.moment + timedelta(minutes=min(number(told["more"]), MAX_COUNT)))


def _in_short(told: Match[str], frame: Frame) -> Atom | None:
    """ "In 2h", "in 1h30", "in 1.5 hours", "in 45 seconds": exact to the second."""
    if told["count"]:
        seconds = 3600.0 * int(told["count"]) + 60 * int(told["more"])
    elif told["decimal"]:
        seconds = english.SHORT_UNITS[told["unit"].lower()] * _decimal(told["decimal"])
    elif told["seconds"]:
        seconds = float(number(told["seconds"]))
    elif (told["glued"] + told["short"]).lower() in english.DECADES and not told.string[: told.start()].endswith("me "):
        return None
    else:
        size = english.SHORT_UNITS[told["short"].lower()]
        if size == DAY_SECONDS:
            return shift(frame, "day", int(told["glued"]))
        seconds = float(size * int(told["glued"]))
    return Atom(0, 0, moment=frame.now + timedelta(seconds=seconds), granularity="minute") if seconds else None


def _in_minutes(told: Match[str], frame: Frame) -> Atom | None:
    """ "Back in 10"."""
    return shift(frame, "minute", number(told["count"]))


def _decimal(words: str) -> float:
    for fraction, digits in english.FRACTIONS.items():
        words = words.replace(fraction, digits)
    return float(words)


def _from_now(told: Match[str], frame: Frame) -> Atom | None:
    later = replace(frame, now=frame.now + timedelta(1)) if told["tomorrow"] else frame
    return shift(later, told["unit"], number(told["count"]))


def _half_units(told: Match[str], frame: Frame) -> Atom | None:
    return shift(frame, told["unit"], number(told["count"]), half=True)


def _ago(told: Match[str], frame: Frame) -> Atom | None:
    atom = shift(frame, told["unit"] or told["back"], -number(told["count"]))
    if atom is None or atom.day is None or not told["today"]:
        return atom
    return on_day(add_days(atom.day, english.RELATIVE_DAYS[plain(told["today"])]))


def side_of(told: Match[str]) -> int:
    """-1 for the last, 1 for the next, 0 for this one."""
    return english.SIDES[plain(told["side"])]


def period(frame: Frame, unit: str, step: int) -> date | None:
    """The first day of this week, weekend, month or year, or of one so many before or after it."""
    if unit in ("week", "weekend"):
        return add_days(monday_of(frame.today), 7 * step + (5 if unit == "weekend" else 0))
    if unit == "month":
        return add_months(frame.today.replace(day=1), step)
    return make_date(frame.today.year + step, 1, 1)


def _side_unit(told: Match[str], frame: Frame) -> Atom | None:
    unit = told["unit"].lower()
    return on_day(period(frame, unit, side_of(told)), unit)


def _the_weekend(told: Match[str], frame: Frame) -> Atom | None:
    return on_day(period(frame, "weekend", -1 if frame.past else 0), "weekend")


def _edge_of(told: Match[str], frame: Frame) -> Atom | None:
    unit, step = told["unit"].lower(), 1 if told["next"] else -1 if told["last"] else 0
    first = frame.today if unit == "day" else period(frame, unit, step)
    if first is None or not told["end"]:
        return on_day(first)
    if unit == "day":
        return Atom(0, 0, day=first, part=english.END_OF_DAY)
    return on_day(_last_day(first, unit, 4))  # a working week ends on Friday


def _nth_of_month(told: Match[str], frame: Frame) -> Atom | None:
    first, nth = period(frame, "month", 1 if told["next"] else 0), ordinal(told["nth"])
    if first is None or (nth < 0 and not told["day"]):
        return None
    if told["day"]:
        rule = Rule("MONTHLY", 1, ((nth, DAY_NUMBERS[told["day"].lower()]),))
        month = (first + timedelta(days) for days in range(31))
        return on_day(next((day for day in month if day.month == first.month and rule.falls_on(day)), None))
    return on_day(make_date(first.year, first.month, nth))


def _day_of(told: Match[str], frame: Frame) -> Atom | None:
    first = period(frame, told["unit"].lower(), 1 if told["next"] else 0)
    if first is None or told["edge"].lower() == "first":
        return on_day(first)
    return on_day(_last_day(first, told["unit"].lower(), 6))


def _last_day(first: date, unit: str, of_week: int) -> date | None:
    if unit == "week":
        return add_days(first, of_week)
    after = add_months(first, 12 if unit == "year" else 1)
    return after and add_days(after, -1)


def _edge_of_month(told: Match[str], frame: Frame) -> Atom | None:
    month, edge = MONTH_NUMBERS[told["month"].lower()], plain(told["edge"])
    this = frame.today.replace(day=1)
    first = make_date(int(told["year"]), month, 1) if told["year"] else nearest(this, frame.past, month, 1)
    if first is None:
        return None
    if edge in english.ENDS:
        return on_day(_last_day(first, "month", 0))
    return on_day(add_days(first, english.MIDDLE - 1 if edge == "middle" else 0))


def _week_of(told: Match[str], frame: Frame) -> Atom | None:
    month, nth = MONTH_NUMBERS[told["month"].lower()], ordinal(told["nth"])
    unit, year = told["unit"].lower(), frame.today.year
    years = [int(told["year"])] if told["year"] else [year, year - 1 if frame.past else year + 1]
    starts = [_nth_week(first, nth, unit) for one in years if (first := make_date(one, month, 1)) is not None]
    to_come = (day for day in starts if day and (told["year"] or (day <= frame.today) == frame.past))
    return on_day(next(to_come, None), unit)


def _nth_week(first: date, nth: int, unit: str) -> date | None:
    """The first day of the how manieth week of a month, counted from its 1st; of its weekends the Saturday."""
    begin = add_days(add_months(first, 1) or first, -7) if nth < 0 else add_days(first, 7 * (nth - 1))
    saturday = begin and add_days(begin, (SATURDAY - begin.weekday()) % 7)
    return saturday if unit == "weekend" else begin


def _nth_weekday_of(told: Match[str], frame: Frame) -> Atom | None:
    month, nth = MONTH_NUMBERS[told["month"].lower()], ordinal(told["nth"])
    rule = Rule("MONTHLY", 1, ((nth, DAY_NUMBERS[told["day"].lower()]),), month)
    year, step = frame.today.year, -1 if frame.past else 1
    firsts = [make_date(int(told["year"]) if told["year"] else year + more, month, 1) for more in (0, step)]
    found = [first + timedelta(days) for first in firsts if first for days in range(31)]
    fit = [day for day in found if rule.falls_on(day)]
    to_come = [day for day in fit if told["year"] or (day <= frame.today if frame.past else day >= frame.today)]
    return on_day(to_come[0] if to_come else None)


def _season(told: Match[str], frame: Frame) -> Atom | None:
    groups = told.groupdict()
    month = english.SEASONS[(groups.get("season") or groups["alone"]).lower()]
    if groups.get("year"):
        return on_day(make_date(int(groups["year"]), month, 1), "month")
    past = side_of(told) < 0 if groups.get("side") else frame.past
    if groups.get("side") and not side_of(told):  # "this spring", in March: the one that has begun
        begun = add_months(frame.today.replace(day=1), -2)
        return on_day(begun and nearest(begun, False, month, 1), "month")
    return on_day(nearest(frame.today, past, month, 1), "month")


def _month(told: Match[str], frame: Frame) -> Atom | None:
    """A month of its year, or the nearest of that name: this one too, unless the next or the last is told."""
    month, groups = MONTH_NUMBERS[told["month"].lower()], told.groupdict()
    if "year" in groups:
        year = int(groups["year"]) if groups["year"] else frame.today.year + side_of(told)
        return on_day(make_date(year, month, 1), "month")
    side = side_of(told) if groups.get("side") else 0
    past = side < 0 or (not groups.get("side") and (frame.past or told[0].lower().startswith(english.BACKWARD)))
    first = add_months(frame.today.replace(day=1), side)
    return on_day(first and nearest(first, past, month, 1), "month")


def _year(told: Match[str], frame: Frame) -> Atom | None:
    return on_day(make_date(int(told["year"] or told["late"]), 1, 1), "year")


PERIODS: dict[str, Reader] = {
    "week_of": _week_of, "nth_weekday_of": _nth_weekday_of, "edge_of_month": _edge_of_month, "day_of": _day_of,
    "nth_of_month": _nth_of_month, "edge_of": _edge_of, "half": _half, "in_short": _in_short,
    "in_units": _in_units, "in_minutes": _in_minutes, "from_now": _from_now,
    "half_units": _half_units, "ago": _ago, "side_unit": _side_unit, "the_weekend": _the_weekend,
    "side_season": _season, "season": _season, "side_month": _month, "month_year": _month, "month": _month,
    "year": _year,
}  # fmt: skip
