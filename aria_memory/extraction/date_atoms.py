"""The parts of a date, each read alone: a day, a time of day, a part of the day, a recurrence, an exact moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from re import Match

from . import english_dates as english
from .civil_time import Rule, add_days, add_months, make_date, monday_of, nearest


@dataclass(frozen=True)
class Frame:
    """What dates are relative to: the wall time now, and whether the past is meant where nothing says."""

    now: datetime
    past: bool

    @property
    def today(self) -> date:
        """The day of `now`."""
        return self.now.date()


@dataclass(frozen=True)
class Clock:
    """A time of day; 24 is the midnight that ends the day. `bare`: 1 to 12 with neither am nor pm said."""

    hour: int
    minute: int = 0
    bare: bool = False


@dataclass(frozen=True)
class Atom:
    """What one pattern told. Two that stand side by side and tell different things make one date."""

    start: int
    end: int
    day: date | None = None
    granularity: str = "day"
    moment: datetime | None = None
    clock: Clock | None = None
    part: str | None = None
    rule: Rule | None = None
    alone: bool = True  # whether it is a date when nothing stands beside it


MONTH_NUMBERS = {name: number for number, names in enumerate(english.MONTHS, 1) for name in names}
DAY_NUMBERS = {name: number for number, names in enumerate(english.WEEKDAYS) for name in names}
SPAN_SECONDS = {"minute": 60, "hour": 3600}
MAX_COUNT = 10_000  # "in 9999 minutes" is a week; more is no date that a person says


def number(word: str) -> int:
    """A number in digits or words. Raises KeyError for a word that is none."""
    word = " ".join(word.lower().split())
    if word.isdecimal():
        return int(word)
    if word in english.NUMBERS:
        return english.NUMBERS[word]
    tens, _, ones = word.replace("-", " ").partition(" ")
    return english.NUMBERS[tens] + english.NUMBERS[ones]


def ordinal(word: str) -> int:
    """An ordinal in digits ("21st") or words, -1 for the last."""
    digits = word[: -2 if not word[-1].isdecimal() else None]
    return int(digits) if digits.isdecimal() else english.ORDINALS[word.lower()]


def weekdays(words: str) -> tuple[tuple[int, int], ...]:
    """The weekdays that a list names, plural or not, "weekdays" and "weekends" too, Monday first."""
    found: set[int] = set()
    for word in words.lower().replace(",", " ").split():
        singular = word.removesuffix("s")
        if singular in ("weekday", "weekend"):
            found.update(range(5) if singular == "weekday" else (5, 6))
        elif singular in DAY_NUMBERS or word in DAY_NUMBERS:
            found.add(DAY_NUMBERS.get(word, DAY_NUMBERS.get(singular, 0)))
    return tuple((0, day) for day in sorted(found))


def _on(day: date | None, granularity: str = "day") -> Atom | None:
    return None if day is None else Atom(0, 0, day=day, granularity=granularity)


def _iso(told: Match[str], frame: Frame) -> Atom | None:
    atom = _on(make_date(int(told["year"]), int(told["month"]), int(told["day"])))
    if atom is None or not told.groupdict().get("hour"):
        return atom
    clock = _clock(told, frame)
    return clock and replace(clock, day=atom.day, clock=Clock(int(told["hour"]), int(told["minute"])))


def _slash(told: Match[str], frame: Frame) -> Atom | None:
    first, second = int(told["first"]), int(told["second"])
    month, day = (second, first) if first > 12 else (first, second)
    if not told["year"]:
        return _on(nearest(frame.today, frame.past, month, day))
    year = int(told["year"])
    return _on(make_date(year if year > 99 else 2000 + year, month, day))


def _day_month(told: Match[str], frame: Frame) -> Atom | None:
    month = MONTH_NUMBERS[told["month"].lower()]
    day = ordinal(told["day"])
    if told["year"]:
        return _on(make_date(int(told["year"]), month, day))
    return _on(nearest(frame.today, frame.past, month, day))


def _weekday(told: Match[str], frame: Frame) -> Atom | None:
    days = (DAY_NUMBERS[told["weekday"].lower()] - frame.today.weekday()) % 7
    return _on(add_days(frame.today, (days or 7) - (7 if frame.past else 0) - (7 if frame.past and not days else 0)))


def _side_weekday(told: Match[str], frame: Frame) -> Atom | None:
    day, side = DAY_NUMBERS[told["weekday"].lower()], told["side"].lower()
    if "next" in side:
        return _on(add_days(monday_of(frame.today), 7 + day))
    if "week" in told[0].lower():
        return _on(add_days(monday_of(frame.today), day - (7 if side == "last" else 0)))
    if side == "last" or "past" in side:
        return _on(add_days(frame.today, -((frame.today.weekday() - day) % 7 or 7)))
    return _on(add_days(frame.today, (day - frame.today.weekday()) % 7))


def _weekday_the(told: Match[str], frame: Frame) -> Atom | None:
    return _monthly(frame, int(told["day"]), DAY_NUMBERS[told["weekday"].lower()])


def _day_only(told: Match[str], frame: Frame) -> Atom | None:
    return _monthly(frame, ordinal(told["day"]))


def _monthly(frame: Frame, month_day: int, weekday: int | None = None) -> Atom | None:
    """The nearest day of that number; with a weekday, the nearest that falls on it."""
    first = frame.today.replace(day=1)
    for months in range(0, -48, -1) if frame.past else range(48):
        month = add_months(first, months)
        day = month and make_date(month.year, month.month, month_day)
        if day and (day <= frame.today if frame.past else day >= frame.today) and weekday in (None, day.weekday()):
            return _on(day)
    return None


def _from_weekday(told: Match[str], frame: Frame) -> Atom | None:
    days = (DAY_NUMBERS[told["weekday"].lower()] - frame.today.weekday()) % 7 or 7
    return _on(add_days(frame.today, days + 7 * number(told["count"])))


def _relative_day(told: Match[str], frame: Frame) -> Atom | None:
    return _on(add_days(frame.today, english.RELATIVE_DAYS[" ".join(told["day"].lower().split())]))


def _tonight(told: Match[str], frame: Frame) -> Atom | None:
    day = add_days(frame.today, -1 if told["last"] else 0)
    return day and Atom(0, 0, day=day, part="night" if told["last"] else "tonight")


def _shift(frame: Frame, unit_word: str, count: int, half: bool = False) -> Atom | None:
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
        return _on(add_days(frame.today, count * size + (size // 2 if half else 0)))
    months = (12 if unit == "year" else 1) * count + (6 if half and unit == "year" else 0)
    return _on(add_months(frame.today, months), unit)


def _half(told: Match[str], frame: Frame) -> Atom | None:
    minutes = {"half an hour": 30, "a quarter of an hour": 15, "half a day": 720}[" ".join(told["what"].lower().split())]
    return _shift(frame, "minute", minutes)


def _in_units(told: Match[str], frame: Frame) -> Atom | None:
    return _shift(frame, told["unit"], number(told["count"]), bool(told.groupdict().get("half")))


def _half_units(told: Match[str], frame: Frame) -> Atom | None:
    return _shift(frame, told["unit"], number(told["count"]), half=True)


def _ago(told: Match[str], frame: Frame) -> Atom | None:
    return _shift(frame, told["unit"], -number(told["count"]))


def _period(frame: Frame, unit: str, side: str) -> date | None:
    """The first day of this, the next or the last week, weekend, month or year."""
    step = 1 if side.startswith("next") else -1 if side == "last" else 0
    if unit in ("week", "weekend"):
        return add_days(monday_of(frame.today), 7 * step + (5 if unit == "weekend" else 0))
    if unit == "month":
        return add_months(frame.today.replace(day=1), step)
    return make_date(frame.today.year + step, 1, 1)


def _side_unit(told: Match[str], frame: Frame) -> Atom | None:
    side = "last" if "past" in told["side"].lower() else told["side"].lower()
    unit = told["unit"].lower()
    return _on(_period(frame, unit, side), unit)


def _the_weekend(told: Match[str], frame: Frame) -> Atom | None:
    return _on(_period(frame, "weekend", "last" if frame.past else "this"), "weekend")


def _edge_of(told: Match[str], frame: Frame) -> Atom | None:
    unit, which = told["unit"].lower(), "next" if told["which"].lower() == "next" else "this"
    first = frame.today if unit == "day" else _period(frame, unit, which)
    if first is None or told["edge"].lower() != "end":
        return _on(first)
    if unit == "day":
        return Atom(0, 0, day=first, part="evening")
    after = add_days(first, 5) if unit == "week" else add_months(first, 12 if unit == "year" else 1)
    return _on(after and add_days(after, -1))


def _week_of(told: Match[str], frame: Frame) -> Atom | None:
    month, nth = MONTH_NUMBERS[told["month"].lower()], ordinal(told["nth"])
    first = make_date(int(told["year"]), month, 1) if told["year"] else nearest(frame.today, frame.past, month, 1)
    if first is None:
        return None
    start = add_days(add_months(first, 1) or first, -7) if nth < 0 else add_days(first, 7 * (nth - 1))
    return _on(start, told["unit"].lower())


def _nth_weekday_of(told: Match[str], frame: Frame) -> Atom | None:
    month, nth = MONTH_NUMBERS[told["month"].lower()], ordinal(told["nth"])
    first = make_date(int(told["year"]), month, 1) if told["year"] else nearest(frame.today, frame.past, month, 1)
    rule = Rule("MONTHLY", 1, ((nth, DAY_NUMBERS[told["day"].lower()]),), month)
    days = (first + timedelta(days) for days in range(31)) if first else ()
    return _on(next((day for day in days if rule.falls_on(day)), None))


def _season(told: Match[str], frame: Frame) -> Atom | None:
    side = (told.groupdict().get("side") or "").lower()
    name = told.groupdict().get("season") or told["alone"]
    month = english.SEASONS[name.lower()]
    if told.groupdict().get("year"):
        return _on(make_date(int(told["year"]), month, 1), "month")
    return _on(nearest(frame.today, side == "last" or (not side and frame.past), month, 1), "month")


def _month(told: Match[str], frame: Frame) -> Atom | None:
    """A month with its year, or the nearest of that name, the one that runs included unless "next" or "last" is said."""
    month = MONTH_NUMBERS[told["month"].lower()]
    if told.groupdict().get("year"):
        return _on(make_date(int(told["year"]), month, 1), "month")
    side = (told.groupdict().get("side") or "").lower()
    past = side == "last" or (not side and (frame.past or told[0].lower().startswith("since")))
    first = frame.today.replace(day=1)
    if side in ("next", "last"):
        first = add_months(first, -1 if past else 1) or first
    return _on(nearest(first, past, month, 1), "month")


def _year(told: Match[str], frame: Frame) -> Atom | None:
    return _on(make_date(int(told["year"]), 1, 1), "year")


def _holiday(told: Match[str], frame: Frame) -> Atom | None:
    name = " ".join((told["holiday"] or told["alone"]).lower().split())
    past = frame.past or told[0].lower().startswith("last")
    return _on(nearest(frame.today, past, *english.HOLIDAYS[name]))


def _clock(told: Match[str], frame: Frame) -> Atom | None:
    groups = told.groupdict()
    hour, minute = number(groups["hour"]), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    bare = not half and 1 <= hour <= 12 and not groups["hour"].startswith("0")
    return Atom(0, 0, clock=Clock(hour, minute, bare), granularity="minute")


def _past_clock(told: Match[str], frame: Frame) -> Atom | None:
    word = told["minutes"].lower().removeprefix("a ")
    minutes = {"half": 30, "quarter": 15}.get(word) or number(word)
    atom = _clock(told, frame)
    if atom is None or atom.clock is None or minutes > 30:
        return None
    hour, minute = atom.clock.hour, minutes
    if told["side"].lower() == "to":
        hour, minute = (hour - 1) % 24 or (12 if atom.clock.bare else 0), 60 - minutes
    return replace(atom, clock=Clock(hour, minute, atom.clock.bare))


def _named_clock(told: Match[str], frame: Frame) -> Atom | None:
    return Atom(0, 0, clock=Clock(english.NAMED_CLOCKS[told["name"].lower()]), granularity="minute")


def _this_part(told: Match[str], frame: Frame) -> Atom | None:
    return Atom(0, 0, day=frame.today, part=told["part"].lower())


def _part(told: Match[str], frame: Frame) -> Atom | None:
    return Atom(0, 0, part=told["part"].lower(), alone=told[0].lower().startswith("in"))


def _every_days(told: Match[str], frame: Frame) -> Atom | None:
    word = (told["interval"] or "").lower()
    return _recurring(Rule("WEEKLY", {"other": 2, "second": 2, "third": 3}.get(word, 1), weekdays(told["days"])))


def _every_unit(told: Match[str], frame: Frame) -> Atom | None:
    unit = told["unit"].lower()
    count = 2 if told["single"] else number(told["count"] or "one")
    if not 1 <= count <= MAX_COUNT:
        return None
    if unit in english.PART_HOURS:
        return replace(_recurring(Rule("DAILY", count)), part=unit)
    if unit in ("weekday", "weekend"):
        return _recurring(Rule("WEEKLY", count, weekdays("weekdays" if unit == "weekday" else "saturday")))
    unit, many = english.UNITS[unit]
    moment = frame.now + timedelta(seconds=SPAN_SECONDS[unit] * count) if unit in SPAN_SECONDS else None
    names = {"minute": "MINUTELY", "hour": "HOURLY", "day": "DAILY", "week": "WEEKLY", "month": "MONTHLY"}
    return replace(_recurring(Rule(names.get(unit, "YEARLY"), count * many)), moment=moment)


def _adverb(told: Match[str], frame: Frame) -> Atom | None:
    frequency, interval = english.ADVERBS[told["adverb"].lower()]
    moment = frame.now + timedelta(hours=interval) if frequency == "HOURLY" else None
    return replace(_recurring(Rule(frequency, interval)), moment=moment)


def _plural_days(told: Match[str], frame: Frame) -> Atom | None:
    return _recurring(Rule("WEEKLY", 1, weekdays(told["days"])))


def _nth_of_months(told: Match[str], frame: Frame) -> Atom | None:
    nth, weekday = ordinal(told["nth"]), (told["day"] or "day").lower()
    by_day = ((nth, DAY_NUMBERS[weekday]),) if weekday in DAY_NUMBERS else ()
    if nth > (5 if by_day else 31):
        return None
    rule = Rule("MONTHLY", 1, by_day, month_day=0 if by_day else nth)
    if told["every"] or told["each"] or told[0].lower().endswith("each month"):
        return _recurring(rule)
    days = (add_days(frame.today, -days if frame.past else days) for days in range(63))
    return _on(next((day for day in days if day is not None and rule.falls_on(day)), None))


def _recurring(rule: Rule) -> Atom:
    return Atom(0, 0, rule=rule)


READERS: dict[str, Callable[[Match[str], Frame], Atom | None]] = {
    "iso": _iso, "dotted": _iso, "slash": _slash, "nth_of_months": _nth_of_months, "week_of": _week_of,
    "nth_weekday_of": _nth_weekday_of, "weekday_side": _side_weekday, "week_weekday": _side_weekday,
    "edge_of": _edge_of, "day_month": _day_month, "month_day": _day_month, "weekday_the": _weekday_the,
    "from_weekday": _from_weekday, "every_days": _every_days, "every_unit": _every_unit, "plural_days": _plural_days,
    "adverb": _adverb, "relative_day": _relative_day, "tonight": _tonight, "half": _half, "in_units": _in_units,
    "from_now": _in_units, "half_units": _half_units, "ago": _ago, "side_weekday": _side_weekday, "weekday": _weekday,
    "side_unit": _side_unit, "the_weekend": _the_weekend, "side_season": _season, "season": _season,
    "side_month": _month, "month_year": _month, "month": _month, "year": _year, "holiday": _holiday,
    "day_only": _day_only, "past_clock": _past_clock, "clock": _clock, "clock_24": _clock, "o_clock": _clock,
    "bare_clock": _clock, "named_clock": _named_clock, "this_part": _this_part, "the_part": _part, "part": _part,
}  # fmt: skip
