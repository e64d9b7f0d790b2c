"""The wall time that the parts of a date tell: an hour without am or pm, the first time of a series."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from . import english_date_words as words
from .civil_time import MAX_YEAR, SEARCH_DAYS, Rule, add_days, add_months
from .date_values import Atom, Clock, Frame

WORKING_DAYS = 5  # of a week
EARLIEST_DAILY = 5  # "every day at 5" to "at 11" is before noon
EARLIEST_CLOSING = 12  # but what "closes at 6 every day" does so after noon
EARLIEST_WAKING = 1  # and to be woken at any hour but for a nap
LATEST_BARE_AFTERNOON = 7  # "tomorrow at 7" is an evening, "tomorrow at 8" a morning


def single_time(atom: Atom, frame: Frame) -> datetime | None:
    if atom.day is not None:
        return _on(atom.day, atom, frame)
    today = frame.today
    if atom.gone and atom.clock is not None:
        return _last_time(atom.clock, frame)
    for day in (today, today + timedelta(1)):
        local = _on(day, atom, frame)
        if local > frame.now:
            return local
    return None


def _last_time(clock: Clock, frame: Frame) -> datetime:
    """ "Since half three", "woke up at five": the last such time."""
    midnights = (datetime.combine(frame.today - timedelta(days), time()) for days in (0, 1))
    times = [night + timedelta(hours=hour, minutes=clock.minute) for night in midnights
             for hour in _hours(clock, None, None)]  # fmt: skip
    return max(local for local in times if local <= frame.now)


def first_time(rule: Rule, atom: Atom, frame: Frame) -> datetime | None:
    """The first day of a series after today, or today at an hour that is still to come.

    A series that tells no day begins one interval from now: "every month" is on this day of the next.
    """
    step = None if rule.weekdays or rule.month or rule.month_days or atom.begin else rule.frequency
    start = max(frame.today, atom.begin or frame.today)
    if step in ("WEEKLY", "MONTHLY", "YEARLY") or (step == "DAILY" and rule.interval > 1):
        days = {"DAILY": 1, "WEEKLY": 7}.get(rule.frequency)
        months = 12 * rule.interval if step == "YEARLY" else rule.interval
        begin = add_days(frame.today, days * rule.interval) if days else add_months(frame.today, months)
        return None if begin is None else _on(begin, atom, frame)
    timed = atom.clock is not None or atom.part is not None
    for later in range(SEARCH_DAYS):
        day = start + timedelta(later)
        if day.year > MAX_YEAR:
            return None
        if rule.falls_on(day):
            times = sorted(_on(day, replace(atom, clock=clock), frame) for clock in (atom.clock, *atom.clocks))
            left = [local for local in times if local > frame.now] if timed else times[: (day - frame.today).days]
            if left:
                return left[0]
    return None


def hours_told(atom: Atom, rule: Rule) -> Rule:
    """The rule with the hours of its days, where there are more than one."""
    if not atom.clocks or atom.clock is None or rule.hours:
        return rule
    early = EARLIEST_DAILY if _daily(rule) else None
    told = {_hours(clock, None, early)[0] % 24 for clock in (atom.clock, *atom.clocks)}
    return replace(rule, hours=tuple(sorted(told)))


def _on(day: date, atom: Atom, frame: Frame) -> datetime:
    """The wall time of an atom's hour on a day: midnight where it tells none."""
    midnight = datetime.combine(day, time())
    if atom.clock is None:
        return midnight + timedelta(hours=words.PART_HOURS[atom.part] if atom.part else 0)
    daily = EARLIEST_DAILY if atom.rule is not None and _daily(atom.rule) else None
    if atom.clock.bare and atom.rule and atom.part is None and frame.early == EARLIEST_CLOSING:
        return midnight + timedelta(hours=atom.clock.hour % 12 + 12, minutes=atom.clock.minute)
    early = daily if frame.early in (None, EARLIEST_CLOSING) else frame.early
    hours = _hours(atom.clock, atom.part, early)
    if frame.early not in (None, EARLIEST_CLOSING) and atom.part is None and EARLIEST_DAILY <= atom.clock.hour < 12:
        hours = hours[:1]  # "wake me at 8", said at ten: not this evening
    choices = [midnight + timedelta(hours=hour, minutes=atom.clock.minute) for hour in hours]
    if day == frame.today and not atom.rule:
        return next((local for local in sorted(choices) if local > frame.now), choices[0])
    return choices[0]


def _daily(rule: Rule) -> bool:
    """Whether a series comes every day or every working day: a bare hour is then one of the morning."""
    return rule.frequency == "DAILY" or (rule.frequency == "WEEKLY" and len(rule.weekdays) >= WORKING_DAYS)


def _hours(clock: Clock, part: str | None, earliest: int | None) -> tuple[int, ...]:
    """The hours that a clock may mean, the likeliest first; from `earliest` on those before noon."""
    early, late = clock.hour % 12, clock.hour % 12 + 12
    if not clock.bare:
        return (clock.hour,)
    if part is not None:
        small = part == words.LAST_NIGHT and clock.hour in words.NIGHT_HOURS
        return (late,) if part in words.LATE_PARTS and not small else (early,)
    if earliest is not None and earliest <= clock.hour < 12:
        return (early, late)
    return (late, early) if clock.hour <= LATEST_BARE_AFTERNOON or clock.hour == 12 else (early, late)
