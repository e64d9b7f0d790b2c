"""The parts of a date and the words that they are read from."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from . import english_date_words as english
from .civil_time import Rule

_WORKING_DAY = re.compile(english.WORKING_DAY)


@dataclass(frozen=True)
class Frame:
    """What dates are relative to: the wall time now, whether the past is meant where nothing says, and from which hour
    on one without am or pm is before noon (None: by `date_times.LATEST_BARE_AFTERNOON`)."""

    now: datetime
    past: bool
    early: int | None = None

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
    clocks: tuple[Clock, ...] = ()  # further ones, of a series: "at 8am and 8pm"
    weekday: int | None = None  # 0 is Monday, where the day is told by it alone
    distance: tuple[str, int] | None = None  # what is counted from a day: "week", -7
    gone: bool = False  # whether an hour without a day is past: "woke up at five"
    back: bool = False  # whether the distance is from what was told before
    numbered: bool = False  # whether the day is told by its number in a month alone
    ahead: bool = False  # whether the distance is from what is told after it: "the day before the tour on the 9th"
    weeks: bool = False  # whether the day is told by a number of weeks: another of that week may stand beside it
    alone: bool = True  # whether it is a date when nothing stands beside it
    begin: date | None = None  # before which a series does not begin
    lasts: tuple[str, int] | None = None  # how long a series goes on from its first time: "week", 2
    zone: str | None = None  # in which the hour is told, where it is not the speaker's: a name of `date_zones`
    apart: tuple[tuple[int, int], ...] = ()  # further places in the text that tell of a series


MONTH_NUMBERS = {name: number for number, names in enumerate(english.MONTHS, 1) for name in names}
MONTH_NUMBERS |= english.MISSPELT_MONTHS
DAY_NUMBERS = {name: number for number, names in enumerate(english.WEEKDAYS) for name in names}
DAY_NUMBERS |= english.MISSPELT_DAYS
SPAN_SECONDS = {"minute": 60, "hour": 3600}
FREQUENCIES = {
    "minute": "MINUTELY", "hour": "HOURLY", "day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY",
}  # fmt: skip
MAX_COUNT = 10_000  # "in 9999 minutes" is a week; more is no date that a person says


def plain(words: str) -> str:
    """Lower case, single blanks: as the data spells it."""
    return " ".join(words.lower().split())


def number(word: str) -> int:
    """A number in digits or words. Raises KeyError for a word that is none."""
    word = plain(word)
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
    """The weekdays that a list names, Monday first, in the form of `Rule.weekdays`."""
    found: set[int] = set()
    for word in _WORKING_DAY.sub(english.WORKING_DAY_IS, words.lower()).replace(",", " ").replace("/", " ").split():
        known = word if word in english.DAY_SETS else word.removesuffix("s")
        found.update(english.DAY_SETS.get(known, ()))
    return tuple((0, day) for day in sorted(found))
