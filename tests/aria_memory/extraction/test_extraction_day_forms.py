"""Dates as people of several countries type them: days, hours, ranges, and what is counted from what is told behind."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory.extraction import extract, find_dates

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 6, 16, 14, 20, tzinfo=ZONE).timestamp()  # a Wednesday
WORKING = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


def _local(at: float) -> str:
    return datetime.fromtimestamp(at, ZONE).strftime("%m-%d %H:%M")


def _dates(text: str) -> list[str]:
    """Each date as "SPAN = MM-DD HH:MM GRANULARITY", its rule behind it."""
    return [
        f"{text[one.start : one.end]} = {_local(one.at)} {one.granularity} {one.recurrence or ''}".rstrip()
        for one in find_dates(text, NOW, ZONE)
    ]


def _asked(text: str) -> list[str]:
    """Each request as "CONTENT = MM-DD HH:MM"."""
    return [f"{one.content} = {_local(one.at or 0)}" for one in extract(text, now=NOW, zone=ZONE).intentions]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("This day next week I'll be gone.", "This day next week = 06-23 00:00 day"),
        ("He's home this day week.", "this day week = 06-23 00:00 day"),
        ("See you Tuesday fortnight.", "Tuesday fortnight = 07-06 00:00 day"),
        ("The scan is week on Tuesday.", "week on Tuesday = 06-29 00:00 day"),
        ("It's the first Saturday of next month.", "the first Saturday of next month = 07-03 00:00 day"),
        ("It's on the last Friday of this month.", "on the last Friday of this month = 06-25 00:00 day"),
        ("I joined 1st of this month.", "1st of this month = 06-01 00:00 day"),
        ("We saw them the Sunday before last.", "the Sunday before last = 06-06 00:00 day"),
        ("I was up the night before last.", "the night before last = 06-14 21:00 part"),
        ("It broke the weekend just gone.", "the weekend just gone = 06-12 00:00 weekend"),
        ("I'm in Leeds week commencing 5th July.", "week commencing 5th July = 07-05 00:00 week"),
        ("I'm off w/c 28 June.", "w/c 28 June = 06-28 00:00 week"),
        ("Same time next week?", "Same time next week = 06-23 14:20 minute"),
        ("This time last month I was ill.", "This time last month = 05-16 14:20 minute"),
        ("I start from coming Monday.", "coming Monday = 06-21 00:00 day"),
        ("We came here six months back.", "six months back = 12-16 00:00 month"),
        ("It's on 25-06-2027.", "on 25-06-2027 = 06-25 00:00 day"),
        ("School starts Aug. 18.", "Aug. 18 = 08-18 00:00 day"),
        ("It snowed on Christmas morning.", "on Christmas morning = 12-25 09:00 part"),
        ("We're doing the kitchen in the new year.", "in the new year = 01-01 00:00 day"),
        ("No, it's November.", "November = 11-01 00:00 month"),
        ("The wedding's September.", "September = 09-01 00:00 month"),
        ("See you on the Sunday so.", "on the Sunday = 06-20 00:00 day"),
        ("I'll be in Rome for Christmas.", "Christmas = 12-25 00:00 day"),
        ("Dinner Sat?", "Sat = 06-19 00:00 day"),
        ("No, the 20th.", "the 20th = 06-20 00:00 day"),
        ("Tomorrow early morning is best.", "Tomorrow early morning = 06-17 09:00 part"),
        ("Rang them first thing yesterday.", "first thing yesterday = 06-15 09:00 part"),
        ("Back on the 5th of July, first thing.", "on the 5th of July, first thing = 07-05 09:00 part"),
    ],
)  # fmt: skip
def test_days(text: str, date: str) -> None:
    assert _dates(text) == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Bus goes at quarter to.", "at quarter to = 06-16 14:45 minute"),
        ("I'll ring at half past.", "at half past = 06-16 14:30 minute"),
        ("Collect me at twenty past, please.", "at twenty past = 06-16 15:20 minute"),
        ("I'll be there noonish.", "noonish = 06-17 12:00 minute"),
        ("He's off around 5:30ish.", "around 5:30ish = 06-16 17:30 minute"),
        ("I'll drop in about sixish.", "about sixish = 06-16 18:00 minute"),
        ("Say half seven-ish?", "half seven-ish = 06-16 19:30 minute"),
        ("Half ten is grand.", "Half ten = 06-16 22:30 minute"),
        ("Pick me up 6.30 tomorrow.", "6.30 tomorrow = 06-17 18:30 minute"),
        ("Let's do 3 tomorrow.", "3 tomorrow = 06-17 15:00 minute"),
        ("See you Monday, 8 sharp.", "Monday, 8 = 06-21 08:00 minute"),
        ("It ends at a quarter after six.", "at a quarter after six = 06-16 18:15 minute"),
        ("It ends at ten till six.", "at ten till six = 06-16 17:50 minute"),
        ("Meet me at quarter of nine.", "at quarter of nine = 06-16 20:45 minute"),
        ("It's ten to midnight.", "ten to midnight = 06-16 23:50 minute"),
        ("The train is at 6 o clock tomorrow morning.", "at 6 o clock tomorrow morning = 06-17 06:00 minute"),
        ("Back Monday arvo about 3.", "Monday arvo about 3 = 06-21 15:00 minute"),
        ("I'm up at five on Friday.", "at five on Friday = 06-18 05:00 minute"),
        ("Back in 10.", "in 10 = 06-16 14:30 minute"),
        ("See you tues @ 3.", "tues @ 3 = 06-22 15:00 minute"),
        ("I'll ring her after 5.", "5 = 06-16 17:00 minute"),
        ("I've been awake since four.", "four = 06-16 04:00 minute"),
        ("I'm not home until after ten tonight.", "ten tonight = 06-16 22:00 minute"),
        ("Every second Saturday at 10 Zosia has school.",
            "Every second Saturday at 10 = 06-19 10:00 minute FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"),
        ("We sing on alternate Tuesdays.", "on alternate Tuesdays = 06-22 00:00 day FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("It's shut on second and fourth Saturdays.",
            "on second and fourth Saturdays = 06-26 00:00 day FREQ=MONTHLY;BYDAY=2SA,4SA"),
    ],
)  # fmt: skip
def test_hours_and_series(text: str, date: str) -> None:
    assert _dates(text) == [date]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("He's here between 2 and 4 on Friday.", ["2 = 06-18 14:00 minute", "4 on Friday = 06-18 16:00 minute"]),
        ("It's on Friday between 8 and 12.", ["on Friday between 8 = 06-18 08:00 minute", "12 = 06-18 12:00 minute"]),
        ("On Friday from 6 to 8.", ["On Friday from 6 = 06-18 18:00 minute", "8 = 06-18 20:00 minute"]),
        ("Tomorrow morning between 6 and 8.",
            ["Tomorrow morning between 6 = 06-17 06:00 minute", "8 = 06-17 08:00 minute"]),
        ("The gas man said between 3 and 5.", ["3 = 06-16 15:00 minute", "5 = 06-16 17:00 minute"]),
        ("The party is 7-9pm on Friday.", ["7 = 06-18 19:00 minute", "9pm on Friday = 06-18 21:00 minute"]),
        ("The nap is 11-1pm on Friday.", ["11 = 06-18 11:00 minute", "1pm on Friday = 06-18 13:00 minute"]),
        ("We're away 3-10 August.", ["3 = 08-03 00:00 day", "10 August = 08-10 00:00 day"]),
        ("Camp runs June 21-25.", ["June 21 = 06-21 00:00 day", "25 = 06-25 00:00 day"]),
        ("Away from the 28th to the 2nd.", ["the 28th = 06-28 00:00 day", "the 2nd = 07-02 00:00 day"]),
        ("On the 3rd and 10th of April.", ["the 3rd = 04-03 00:00 day", "10th of April = 04-10 00:00 day"]),
        ("I'm away Monday to Friday.", ["Monday = 06-21 00:00 day", "Friday = 06-25 00:00 day"]),
        ("From Saturday to Tuesday.", ["Saturday = 06-19 00:00 day", "Tuesday = 06-22 00:00 day"]),
        ("I work Mon-Fri.", [f"Mon-Fri = 06-17 00:00 day {WORKING}"]),
        ("It opens Tuesday to Thursday.",
            ["Tuesday to Thursday = 06-17 00:00 day FREQ=WEEKLY;BYDAY=TU,WE,TH"]),
        ("I work from 9 to 5 on Mondays.", ["9 to 5 on Mondays = 06-21 09:00 minute FREQ=WEEKLY;BYDAY=MO"]),
        ("The gig's on Saturday, doors at 7.", ["on Saturday = 06-19 00:00 day", "at 7 = 06-19 19:00 minute"]),
        ("The day before the tour on the 9th.", ["The day before = 07-08 00:00 day", "on the 9th = 07-09 00:00 day"]),
        ("An hour before Bo's match on Saturday at 11.",
            ["An hour before = 06-19 10:00 minute", "on Saturday at 11 = 06-19 11:00 minute"]),
        ("My course runs from January to June.", ["January = 01-01 00:00 month", "June = 06-01 00:00 month"]),
        ("We close at 5 on weekdays and 1 on Saturdays.",
            [f"at 5 on weekdays = 06-16 17:00 minute {WORKING}",
             "1 on Saturdays = 06-19 13:00 minute FREQ=WEEKLY;BYDAY=SA"]),
        ("My shift is 6 to 2 tomorrow.", ["6 = 06-17 06:00 minute", "2 tomorrow = 06-17 14:00 minute"]),
        ("On Monday and Friday.", ["On Monday = 06-21 00:00 day", "Friday = 06-18 00:00 day"]),
        ("She lands on 20 December and stays till the 2nd.",
            ["on 20 December = 12-20 00:00 day", "the 2nd = 01-02 00:00 day"]),
        ("Wake me at 5 on Friday, my train is at 6.40.",
            ["at 5 on Friday = 06-18 05:00 minute", "at 6.40 = 06-18 06:40 minute"]),
        ("Every day at 8 and at 5.", ["Every day at 8 = 06-17 08:00 minute FREQ=DAILY", "at 5 = 06-16 17:00 minute"]),
        ("Lunch on Sunday is at 1.", ["on Sunday = 06-20 00:00 day", "at 1 = 06-20 13:00 minute"]),
        ("I'm off on Friday and the Monday after.",
            ["on Friday = 06-18 00:00 day", "the Monday after = 06-21 00:00 day"]),
    ],
)  # fmt: skip
def test_two_dates(text: str, dates: list[str]) -> None:
    assert _dates(text) == dates


@pytest.mark.parametrize(
    "text",
    ["Pick a number between 1 and 10.", "It fell from 10 to 5 points.", "We won 3-1.", "I need between 5 and 10 eggs.",
     "I want my ten minutes back.", "I haven't smoked in six months.",
     "I ran it in 40 minutes, and I read it in two days.",
     "It'll happen any day now.", "I saw her the other day.", "It's due at the end of term.", "Hi, it's April.",
     "10/10 would go again.", "Read chapters 3 to 5.",
     "I'm back the Monday after.", "An hour before dinner.", "He fell from 4th to 2nd in the league.",
     "I'm at half the price.", "It takes after one of them.", "the day before my exam"],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert _dates(text) == []


def test_a_request_within_a_range_is_told_when_it_begins() -> None:
    asked = ["ring Bo = 06-18 14:00"]
    assert _asked("remind me between 2 and 4 on Friday to ring Bo") == asked
    assert _asked("remind me to ring Bo on Friday between 2pm and 4pm") == asked
    assert _asked("remind me on Friday from 2 to 4pm to ring Bo") == asked


def test_a_request_for_either_of_two_days_is_for_the_first() -> None:
    assert _asked("remind me to ring Bo on the 3rd or the 4th") == ["ring Bo = 07-03 09:00"]


def test_a_request_counted_from_a_thing_leaves_the_thing_out() -> None:
    assert _asked("Remind me the day before the tour on the 9th to pack") == ["pack = 07-08 09:00"]
    assert _asked("Remind me an hour before the match on Saturday at 11 to pack") == ["pack = 06-19 10:00"]


def test_kisses_are_no_words() -> None:
    (name,) = extract("Hiya, it's Kerry xx", now=NOW, zone=ZONE).facts
    assert (name.predicate, name.object) == ("name", "Kerry")
