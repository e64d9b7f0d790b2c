"""A series of hours or minutes that is bound to a part of the day: "every hour from 9 to 5", "every 2 hours until 6pm".

HOURLY and MINUTELY rules count elapsed time and take no BY parts (`prospective.rule`), so that hours of every day are a
DAILY or WEEKLY rule with BYHOUR, BYMINUTE and BYSETPOS.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from re import Match

from . import english_date_series as english
from . import english_dates
from .civil_time import Rule
from .date_values import Atom, Clock, Frame, number
from .patterns import compiled

MAX_TIMES_A_DAY = 24  # BYHOUR times BYMINUTE, of a rule that `prospective.rule` takes
MINUTES = {"HOURLY": 60, "MINUTELY": 1}
DAY = 24 * 60  # minutes
LAST_MINUTE = timedelta(seconds=59)  # "until 6pm", said at 20 seconds past 8: the hours come at 20 seconds past
EARLIEST, LATEST = 5, 11  # "from 5" to "from 11" is before noon

_FRAGMENTS = english_dates.FRAGMENTS
_FIRST, _LAST = english.HOUR.replace("{name}", "first"), english.HOUR.replace("{name}", "last")
_FROM_TO = compiled(english.FROM_TO % (_FIRST, _LAST), _FRAGMENTS)
_UNTIL = compiled(english.UNTIL % _LAST, _FRAGMENTS)
_STARTING = compiled(english.STARTING % _FIRST, _FRAGMENTS)


def hourly(text: str, start: int, end: int, atoms: list[Atom], at: int, frame: Frame) -> list[Atom]:
    """The atoms of a sentence, the hours that bound the series at a place made a part of it."""
    rule = atoms[at].rule
    if rule is None or rule.frequency not in MINUTES:
        return atoms
    days = next((one for one in atoms if one.rule and one.rule.frequency in ("DAILY", "WEEKLY")), None)
    told = _FROM_TO.search(text, start, end)
    if told is not None:
        made = _every_day(atoms[at], told, rule, days, frame)
    else:
        told = _UNTIL.search(text, start, end) or _STARTING.search(text, start, end)
        made = None if told is None else _today(atoms[at], told, rule, frame)
    if told is None or made is None:
        return _on_days(text, atoms, at, rule, days)
    gone = [one for one in atoms if one.start < told.end() and told.start() < one.end]
    kept = [made if one is atoms[at] else one for one in atoms if one not in gone and one is not days]
    kept[kept.index(made)] = _told(text, made, told.span(), *([(days.start, days.end)] if days is not None else []))
    return kept


def with_hours(atom: Atom, hours: Sequence[int]) -> Atom:
    """The atom with these hours, where there are any: the first of them that is to come is its first time."""
    return replace(atom, clock=Clock(hours[0]), clocks=tuple(map(Clock, hours[1:]))) if hours else atom


def _told(text: str, atom: Atom, *places: tuple[int, int]) -> Atom:
    """The atom with the places that tell of it, those that it meets made one."""
    for start, end in sorted(places):
        if end <= atom.start and not text[end : atom.start].strip(" ,"):
            atom = replace(atom, start=start)
        elif start >= atom.end and not text[atom.end : start].strip(" ,"):
            atom = replace(atom, end=end)
        else:
            atom = replace(atom, apart=(*atom.apart, (start, end)))
    return atom


def _every_day(atom: Atom, told: Match[str], rule: Rule, days: Atom | None, frame: Frame) -> Atom | None:
    """ "Every hour from 9 to 5"; where a rule cannot say so many times of a day, those of the next such hours alone."""
    first = _minute(told, "first", None)
    last = None if first is None else _minute(told, "last", first)
    if first is None or last is None:
        return None
    step = MINUTES[rule.frequency] * rule.interval
    times = sorted({minute % DAY for minute in range(first, last + 1, step)})
    hours, minutes = (tuple(sorted({divmod(one, 60)[part] for one in times})) for part in (0, 1))
    if len(hours) * len(minutes) > MAX_TIMES_A_DAY:
        begin = datetime.combine(frame.today, time()) + timedelta(minutes=first)
        until = begin + timedelta(minutes=last - first)
        while begin <= frame.now:
            begin += timedelta(minutes=step)
        return None if begin > until else replace(atom, moment=begin, rule=replace(rule, until=until))
    places: tuple[int, ...] = ()
    if len(hours) * len(minutes) > len(times):
        whole = [60 * hour + minute for hour in hours for minute in minutes]
        places = tuple(whole.index(one) + 1 for one in times)
    base = days.rule if days is not None and days.rule is not None else Rule("DAILY")
    bound = replace(base, hours=hours, minutes=minutes if minutes != (0,) or places else (), places=places)
    clocks = tuple(Clock(*divmod(one, 60)) for one in times)
    return replace(atom, moment=None, rule=bound, clock=clocks[0], clocks=clocks[1:])


def _today(atom: Atom, told: Match[str], rule: Rule, frame: Frame) -> Atom | None:
    """ "Every 2 hours until 6pm": today; "every hour starting at 10": from then on."""
    name = "last" if "last" in told.re.groupindex else "first"
    minute = _minute(told, name, None)
    if minute is None:
        return None
    bare = not told[f"{name}_half"] and told[name].lower() not in english.NAMED_HOURS and not told[name].startswith("0")
    midnight = datetime.combine(frame.today, time())
    early = minute % (DAY // 2) if bare and minute < 13 * 60 else minute
    choices = [midnight + timedelta(minutes=early + more) for more in ((0, DAY // 2) if bare else (0,))]
    when = next((one for one in choices if one > frame.now), choices[0] + timedelta(1))
    if name == "first":
        return replace(atom, moment=when)
    return None if atom.moment is None or atom.moment > when else replace(
        atom, rule=replace(rule, until=when + LAST_MINUTE)
    )


def _minute(told: Match[str], name: str, after: int | None) -> int | None:
    """A time of day in minutes, a bare hour before noon from 5 to 11; of a last one the first that is later."""
    word, half = told[name].lower(), (told[f"{name}_half"] or "").lower()
    hour = english.NAMED_HOURS[word] if word in english.NAMED_HOURS else number(word)
    minute = int(told[f"{name}_minute"] or 0)
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif word not in english.NAMED_HOURS and 1 <= hour <= 12 and after is None:
        hour = hour if EARLIEST <= hour <= LATEST else hour % 12 + 12
    found = 60 * hour + minute
    if after is None:
        return found
    step = DAY if half or hour > 12 or word in english.NAMED_HOURS else DAY // 2
    while found <= after:
        found += step
    return found


def _on_days(text: str, atoms: list[Atom], at: int, rule: Rule, days: Atom | None) -> list[Atom]:
    """ "Every hour on weekdays": all the day, but on those days."""
    own = None if days is None else days.rule
    if days is None or own is None or not own.weekdays or own.interval != 1 or rule.frequency != "HOURLY":
        return atoms
    if 24 % rule.interval or days.clock:
        return atoms
    hours = tuple(range(0, 24, rule.interval))
    made = replace(with_hours(atoms[at], hours), moment=None, rule=replace(own, hours=hours))
    made = _told(text, made, (days.start, days.end))
    return [made if one is atoms[at] else one for one in atoms if one is not days]
