"""Reading days: absolute, of the week, and relative to today."""

from dataclasses import replace
from re import Match

from . import english_date_words as english
from .civil_time import add_days, add_months, make_date, monday_of, nearest
from .date_periods import Reader, on_day, period, side_of
from .date_values import DAY_NUMBERS, MONTH_NUMBERS, Atom, Clock, Frame, number, ordinal, plain


def _iso(told: Match[str], frame: Frame) -> Atom | None:
    atom = on_day(make_date(int(told["year"]), int(told["month"]), int(told["day"])))
    hour, minute = (int(told.groupdict().get(name) or 0) for name in ("hour", "minute"))
    if atom is None or not told.groupdict().get("hour"):
        return atom
    return replace(atom, clock=Clock(hour, minute)) if hour < 24 and minute < 60 else None


def _slash(told: Match[str], frame: Frame) -> Atom | None:
    first, second = int(told["first"]), int(told["second"])
    month, day = (second, first) if first > 12 else (first, second)
    if not told["year"]:
        return on_day(nearest(frame.today, frame.past, month, day))
    year = int(told["year"])
    return on_day(make_date(year if year > 99 else 2000 + year, month, day))


def _day_month(told: Match[str], frame: Frame) -> Atom | None:
    month = MONTH_NUMBERS[told["month"].lower()]
    day = ordinal(told["day"])
    if told["year"] or told["side"]:
        year = int(told["year"]) if told["year"] else frame.today.year + side_of(told)
        return on_day(make_date(year, month, day))
    return on_day(nearest(frame.today, frame.past, month, day))


def _weekday(told: Match[str], frame: Frame) -> Atom | None:
    days = (DAY_NUMBERS[told["weekday"].lower()] - frame.today.weekday()) % 7
    day = add_days(frame.today, (days or 7) - (7 if frame.past else 0) - (7 if frame.past and not days else 0))
    return None if day is None else Atom(0, 0, day=day, weekday=day.weekday())


def _side_weekday(told: Match[str], frame: Frame) -> Atom | None:
    day, side = DAY_NUMBERS[told["weekday"].lower()], side_of(told)
    monday = monday_of(frame.today)
    if side > 0:
        return on_day(add_days(monday, 7 + day))
    if told.re.groupindex.get("week"):
        return on_day(add_days(monday, 7 * side + day))
    if side < 0:
        return on_day(add_days(frame.today, -((frame.today.weekday() - day) % 7 or 7)))
    return on_day(add_days(frame.today, (day - frame.today.weekday()) % 7))


def _weekday_the(told: Match[str], frame: Frame) -> Atom | None:
    return _monthly(frame, ordinal(told["day"] or told["worded"]), DAY_NUMBERS[told["weekday"].lower()])


def _day_only(told: Match[str], frame: Frame) -> Atom | None:
    atom = _monthly(frame, ordinal(told["day"] or told["number"]))
    return atom and replace(atom, numbered=True)


def _monthly(frame: Frame, month_day: int, weekday: int | None = None) -> Atom | None:
    """The nearest day of that number; with a weekday, the nearest that falls on it."""
    first = frame.today.replace(day=1)
    for months in range(0, -48, -1) if frame.past else range(48):
        month = add_months(first, months)
        day = month and make_date(month.year, month.month, month_day)
        if day and (day <= frame.today if frame.past else day >= frame.today) and weekday in (None, day.weekday()):
            return on_day(day)
    return None


def _from_weekday(told: Match[str], frame: Frame) -> Atom | None:
    days = (DAY_NUMBERS[told["weekday"].lower()] - frame.today.weekday()) % 7 or 7
    weeks = 2 if told["two"] else 1 if told["one"] else number(told["count"])
    return on_day(add_days(frame.today, days + 7 * weeks))


def _weekdays_ago(told: Match[str], frame: Frame) -> Atom | None:
    """ "Two Sundays ago"."""
    days = (frame.today.weekday() - DAY_NUMBERS[told["weekday"].lower()]) % 7 or 7
    return on_day(add_days(frame.today, -days - 7 * (number(told["count"]) - 1)))


def _week_last(told: Match[str], frame: Frame) -> Atom | None:
    """ "A week last Tuesday": the Tuesday before the last."""
    days = (frame.today.weekday() - DAY_NUMBERS[told["weekday"].lower()]) % 7 or 7
    return on_day(add_days(frame.today, -days - 7 * english.UNITS[told["unit"].lower()][1]))


def _a_weekday(told: Match[str], frame: Frame) -> Atom | None:
    """ "On a Friday" of "every fortnight on a Friday": alone it is no date."""
    atom = _weekday(told, frame)
    return atom and replace(atom, alone=False)


def _week_today(told: Match[str], frame: Frame) -> Atom | None:
    """ "A week today", "two weeks tomorrow"."""
    day = told["day"] or told["first"]
    fortnight = told["two"] or not (day or told["later"])
    weeks = 2 if fortnight else 1 if told["one"] else number(told["count"] or "1")
    return on_day(add_days(frame.today, 7 * weeks + (english.RELATIVE_DAYS[plain(day)] if day else 0)))


def _this_time(told: Match[str], frame: Frame) -> Atom | None:
    """ "This time tomorrow", "same time next month": at this hour of another day."""
    when, unit = plain(told["when"]), (told["unit"] or "").lower()
    if told["weekday"]:
        day = add_days(frame.today, (DAY_NUMBERS[told["weekday"].lower()] - frame.today.weekday()) % 7 or 7)
    elif unit in ("month", "year"):
        day = add_months(frame.today, side_of(told) * (12 if unit == "year" else 1))
    else:
        day = add_days(frame.today, 7 * side_of(told) if unit else english.RELATIVE_DAYS[when])
    return None if day is None else Atom(0, 0, day=day, clock=Clock(frame.now.hour, frame.now.minute))


def _weekday_week(told: Match[str], frame: Frame) -> Atom | None:
    """ "Friday week": the Friday after the next to come."""
    days = (DAY_NUMBERS[(told["weekday"] or told["on"]).lower()] - frame.today.weekday()) % 7 or 7
    return on_day(add_days(frame.today, days + (14 if told["fortnight"] else 7)))


def _weekday_beyond(told: Match[str], frame: Frame) -> Atom | None:
    """ "The Monday after next": "next Monday" is the next week's, and this the one after that."""
    if told["last"]:
        days = (frame.today.weekday() - DAY_NUMBERS[told["weekday"].lower()]) % 7 or 7
        return on_day(add_days(frame.today, -days - 7))
    return on_day(add_days(monday_of(frame.today), 14 + DAY_NUMBERS[told["weekday"].lower()]))


def _night_beyond(told: Match[str], frame: Frame) -> Atom | None:
    """ "The night before last"."""
    return Atom(0, 0, day=add_days(frame.today, -2), part=told["part"].lower())


def _weekend_gone(told: Match[str], frame: Frame) -> Atom | None:
    return on_day(period(frame, "weekend", -1), "weekend")


def _unit_beyond(told: Match[str], frame: Frame) -> Atom | None:
    unit = told["unit"].lower()
    return on_day(period(frame, unit, 2 if told["after"] else -2), unit)


def _close_of_day(told: Match[str], frame: Frame) -> Atom | None:
    return Atom(0, 0, part=english.END_OF_DAY)


def _relative_day(told: Match[str], frame: Frame) -> Atom | None:
    return on_day(add_days(frame.today, english.RELATIVE_DAYS[plain(told["day"])]))


def _tonight(told: Match[str], frame: Frame) -> Atom | None:
    day = add_days(frame.today, -1 if told["last"] else 0)
    return Atom(0, 0, day=day, part=english.LAST_NIGHT if told["last"] else english.TONIGHT)


DAYS: dict[str, Reader] = {
    "iso": _iso, "dotted": _iso, "dashed": _slash, "slash": _slash, "weekday_side": _side_weekday,
    "week_weekday": _side_weekday,
    "day_month": _day_month, "month_day": _day_month, "weekday_the": _weekday_the, "from_weekday": _from_weekday,
    "weekday_week": _weekday_week, "unit_beyond": _unit_beyond, "weekday_beyond": _weekday_beyond,
    "night_beyond": _night_beyond, "weekend_gone": _weekend_gone,
    "a_weekday": _a_weekday, "weekdays_ago": _weekdays_ago, "week_today": _week_today, "this_time": _this_time,
    "weekday_gone": _side_weekday,
    "week_last": _week_last,
    "close_of_day": _close_of_day, "relative_day": _relative_day, "tonight": _tonight, "side_weekday": _side_weekday,
    "weekday": _weekday, "day_only": _day_only,
}  # fmt: skip
