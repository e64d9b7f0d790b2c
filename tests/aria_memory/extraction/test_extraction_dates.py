"""Dates: the forms, what is decided where they are ambiguous, daylight saving, and limits."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory.errors import BadInput
from aria_memory.extraction import english_date_words, english_dates, find_dates
from aria_memory.extraction.date_feasts import easter
from aria_memory.extraction.patterns import Scanner
from tests.aria_memory.extraction.corpus import HALVES, LATER, load

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2027, 3, 10, 10, 0, tzinfo=LONDON).timestamp()  # a Wednesday


def _one(text: str, now: float = NOW, zone: ZoneInfo = LONDON, *, past: bool = False) -> tuple[str, str, str]:
    (span,) = find_dates(text, now, zone, past=past)
    return datetime.fromtimestamp(span.at, zone).strftime("%Y-%m-%d %H:%M"), span.granularity, span.recurrence or ""


@pytest.mark.parametrize(
    ("text", "local", "granularity"),
    [
        ("3/12", "2027-03-12 00:00", "day"),  # month/day
        ("13/4", "2027-04-13 00:00", "day"),  # the first above 12 is a day
        ("2027-03-12T17:30", "2027-03-12 17:30", "minute"),
        ("12.03.2027", "2027-03-12 00:00", "day"),
        ("Monday, 12 April at 10:00", "2027-04-12 10:00", "minute"),
        ("Friday", "2027-03-12 00:00", "day"),
        ("this Friday", "2027-03-12 00:00", "day"),
        ("on Wed 17th March", "2027-03-17 00:00", "day"),
        ("a week today", "2027-03-17 00:00", "day"),
        ("the last Sunday in March", "2027-03-28 00:00", "day"),
        ("the first Monday in March", "2028-03-06 00:00", "day"),  # this year's is over
        ("in 2 hours and 30 minutes", "2027-03-10 12:30", "minute"),
        ("at half 5", "2027-03-10 17:30", "minute"),
        ("in 1066", "1066-01-01 00:00", "year"),
        ("before the 20th", "2027-03-20 00:00", "day"),
        ("since Monday", "2027-03-08 00:00", "day"),
        ("wake me at 8", "2027-03-11 08:00", "minute"),  # and not at 20:00
        ("next Friday", "2027-03-19 00:00", "day"),
        ("last Friday", "2027-03-05 00:00", "day"),
        ("Wednesday", "2027-03-17 00:00", "day"),  # today's weekday means the next week's
        ("Tuesday next week", "2027-03-16 00:00", "day"),
        ("the third Thursday of November", "2027-11-18 00:00", "day"),
        ("the first week of June", "2027-06-01 00:00", "week"),
        ("the end of next month", "2027-04-30 00:00", "day"),
        ("next year", "2028-01-01 00:00", "year"),
        ("in two years", "2029-03-10 00:00", "year"),
        ("in half an hour", "2027-03-10 10:30", "minute"),
        ("in five and a half hours", "2027-03-10 15:30", "minute"),
        ("at 5", "2027-03-10 17:00", "minute"),
        ("at 9", "2027-03-10 21:00", "minute"),  # nine in the morning is over
        ("tomorrow at 9", "2027-03-11 09:00", "minute"),
        ("tomorrow at 7", "2027-03-11 19:00", "minute"),
        ("at half four", "2027-03-10 16:30", "minute"),  # British: half past
        ("half an hour from now", "2027-03-10 10:30", "minute"),
        ("in like 20 minutes", "2027-03-10 10:20", "minute"),
        ("Friday week", "2027-03-19 00:00", "day"),
        ("the week after next", "2027-03-22 00:00", "week"),
        ("COB Thursday", "2027-03-11 19:00", "part"),
        ("first thing tomorrow", "2027-03-11 09:00", "part"),
        ("0815 on the 28th", "2027-03-28 08:15", "minute"),
        ("wake up tomorrow at 7", "2027-03-11 07:00", "minute"),
        ("5am", "2027-03-11 05:00", "minute"),
        ("at 2 at night", "2027-03-11 02:00", "minute"),
        ("at ten to 9", "2027-03-10 20:50", "minute"),
        ("noon", "2027-03-10 12:00", "minute"),
        ("midnight", "2027-03-11 00:00", "minute"),
        ("tonight at 8", "2027-03-10 20:00", "minute"),
        ("last night", "2027-03-09 21:00", "part"),
        ("on 29 February", "2028-02-29 00:00", "day"),
        ("three weeks ago on Saturday", "2027-02-20 00:00", "day"),
        ("on Saturday three weeks ago", "2027-02-20 00:00", "day"),
        ("the Monday after next", "2027-03-22 00:00", "day"),
        ("Friday after next at 6pm", "2027-03-26 18:00", "minute"),
        ("the morning of the 20th", "2027-03-20 09:00", "part"),
        ("at the end of last year", "2026-12-31 00:00", "day"),
        ("a fortnight on Saturday", "2027-03-27 00:00", "day"),
        ("in April next year", "2028-04-01 00:00", "month"),
        ("on 3 April next year", "2028-04-03 00:00", "day"),
        ("May 4th last year", "2026-05-04 00:00", "day"),
        ("tomorrow arvo", "2027-03-11 15:00", "part"),
        ("wensday afternoon", "2027-03-17 15:00", "part"),
        ("in Novemeber", "2027-11-01 00:00", "month"),
        ("nxt sunday", "2027-03-21 00:00", "day"),
        ("Table booked for 7.15.", "2027-03-10 19:15", "minute"),
        ("two Sundays ago", "2027-02-28 00:00", "day"),
        ("a year ago today", "2026-03-10 00:00", "day"),
        ("on Sat", "2027-03-13 00:00", "day"),
        ("Sat 20th", "2027-03-20 00:00", "day"),
        ("in three days time", "2027-03-13 00:00", "day"),
        ("Monday first thing", "2027-03-15 09:00", "part"),
        ("at 8ish", "2027-03-10 20:00", "minute"),
        ("at lunchtime", "2027-03-10 12:00", "part"),
        ("It's the 15th.", "2027-03-15 00:00", "day"),
        ("this spring", "2027-03-01 00:00", "month"),
        ("at Easter", "2027-03-28 00:00", "day"),
        ("at Easter next year", "2028-04-16 00:00", "day"),
        ("on Easter Monday 2028", "2028-04-17 00:00", "day"),
        ("on Good Friday at 7", "2027-03-26 19:00", "minute"),
        ("on Thanksgiving", "2027-11-25 00:00", "day"),
        ("since Easter", "2026-04-05 00:00", "day"),
        ("on Black Friday", "2027-11-26 00:00", "day"),
        ("on Father's Day", "2027-06-20 00:00", "day"),
        ("before Christmas Eve", "2027-12-24 00:00", "day"),
        ("a week before Christmas", "2027-12-18 00:00", "day"),
        ("two days after the 20th", "2027-03-22 00:00", "day"),
        ("the week before Easter", "2027-03-15 00:00", "week"),
        ("the weekend after 4 May", "2027-05-08 00:00", "weekend"),
        ("the night before the 4th of May", "2027-05-03 21:00", "part"),
        ("the Sunday after Easter", "2027-04-04 00:00", "day"),
        ("the Friday before Easter Monday", "2027-03-26 00:00", "day"),
    ],
)
def test_forms(text: str, local: str, granularity: str) -> None:
    assert _one(text) == (local, granularity, "")


@pytest.mark.parametrize(
    ("text", "local", "rule"),
    [
        ("every other Tuesday", "2027-03-16 00:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every month on the 15th at 8", "2027-03-15 08:00", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("every two weeks on Friday at 5pm", "2027-03-12 17:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("every Feb 29", "2028-02-29 00:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        ("the last Friday of each month", "2027-03-26 00:00", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("the last day of every month", "2027-03-31 00:00", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("every Wednesday at 9am", "2027-03-17 09:00", "FREQ=WEEKLY;BYDAY=WE"),
        ("every Wednesday at 11am", "2027-03-10 11:00", "FREQ=WEEKLY;BYDAY=WE"),
        ("on Tuesday evenings", "2027-03-16 19:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("Monday through Friday at 7", "2027-03-11 07:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every fortnight on a Friday", "2027-03-12 00:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("on weekends", "2027-03-13 00:00", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("every weekend", "2027-03-13 00:00", "FREQ=WEEKLY;BYDAY=SA"),
        ("every day at 7", "2027-03-11 07:00", "FREQ=DAILY"),
        ("every day at 7pm", "2027-03-10 19:00", "FREQ=DAILY"),
        ("every evening at 7", "2027-03-10 19:00", "FREQ=DAILY"),
        ("on weekdays at 6", "2027-03-11 06:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every Monday at 7", "2027-03-15 19:00", "FREQ=WEEKLY;BYDAY=MO"),
        ("every single day", "2027-03-11 00:00", "FREQ=DAILY"),
        ("every three days", "2027-03-13 00:00", "FREQ=DAILY;INTERVAL=3"),
        ("every last Friday", "2027-03-26 00:00", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("every 90 minutes", "2027-03-10 11:30", "FREQ=MINUTELY;INTERVAL=90"),
        ("on the 1st and 15th of every month", "2027-03-15 00:00", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("every month on the 1st and the 15th", "2027-03-15 00:00", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("the first and third Tuesday of the month", "2027-03-16 00:00", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("every Christmas", "2027-12-25 00:00", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"),
        ("at 8am and 8pm every day", "2027-03-10 20:00", "FREQ=DAILY;BYHOUR=8,20"),
        ("every day at 8am and 8pm", "2027-03-10 20:00", "FREQ=DAILY;BYHOUR=8,20"),
        ("on Mondays at 7am and 7pm", "2027-03-15 07:00", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=7,19"),
    ],
)
def test_recurrences(text: str, local: str, rule: str) -> None:
    assert (_one(text)[0], _one(text)[2]) == (local, rule)


@pytest.mark.parametrize(
    ("text", "local"),
    [("in May", "2026-05-01 00:00"), ("on Monday", "2027-03-08 00:00"), ("on 3 May", "2026-05-03 00:00")],
)
def test_the_past_where_it_is_meant(text: str, local: str) -> None:
    assert _one(text, past=True)[0] == local


def test_each_sentence_tells_by_its_own_verb_when_it_is() -> None:
    text = "We moved on Monday. The party is on Friday. There are six days left on Sunday. I paid on the 3rd."
    spans = find_dates(text, NOW, LONDON)
    days = [datetime.fromtimestamp(span.at, LONDON).date().isoformat() for span in spans]
    assert days == ["2027-03-08", "2027-03-12", "2027-03-14", "2027-03-03"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He put the rent up in January and now he wants more from 1 May.", ["2027-01-01", "2027-05-01"]),
        ("I have a report due Thursday and I haven't even started.", ["2027-03-11"]),
        ("They moved the interview to Thursday.", ["2027-03-11"]),
        ("We booked a table for Thursday.", ["2027-03-11"]),
        ("She told us that we have to hand it in by Monday.", ["2027-03-15"]),
        ("The amount was credited on the 1st.", ["2027-03-01"]),
        ("The boiler packed up on Sunday.", ["2027-03-07"]),
        ("I'm having my knee replaced in May.", ["2027-05-01"]),
        ("The boiler flooded the hall on Monday, the plumber can't come before Friday.", ["2027-03-08", "2027-03-12"]),
        ("The table booked on Sunday is for six.", ["2027-03-14"]),
        ("I want it finished on Sunday.", ["2027-03-14"]),
        ("The shed got broken into on Saturday night.", ["2027-03-06"]),
        ("Spoke to them on Monday and they still haven't sent it.", ["2027-03-08"]),
        ("The pipes froze on Feb 12.", ["2027-02-12"]),
        ("She's coming Friday.", ["2027-03-12"]),
        ("from 1985 to 1991", ["1985-01-01", "1991-01-01"]),
    ],
)
def test_each_clause_tells_by_its_own_verb_when_it_is(text: str, days: list[str]) -> None:
    found = find_dates(text, NOW, LONDON)
    assert [datetime.fromtimestamp(span.at, LONDON).date().isoformat() for span in found] == days


@pytest.mark.parametrize("text", ["from 2pm to 4pm on Friday", "on Friday from 2pm until 4pm"])
def test_two_hours_of_one_day(text: str) -> None:
    spans = find_dates(text, NOW, LONDON)
    assert [datetime.fromtimestamp(span.at, LONDON).strftime("%d %H") for span in spans] == ["12 14", "12 16"]


def test_a_time_in_the_gap_moves_forward_by_the_gap() -> None:
    assert _one("on 28 March 2027 at 1:30am")[0] == "2027-03-28 02:30"
    assert _one("2027-03-14 at 2:15am", zone=NEW_YORK)[0] == "2027-03-14 03:15"


def test_a_time_that_comes_twice_is_the_first() -> None:
    (span,) = find_dates("31 October 2027 at 1:30am", NOW, LONDON)
    assert span.at == datetime(2027, 10, 31, 0, 30, tzinfo=ZoneInfo("UTC")).timestamp()


def test_a_distance_is_one_in_seconds_over_a_change_of_clocks() -> None:
    before = datetime(2027, 3, 28, 0, 30, tzinfo=LONDON).timestamp()
    (span,) = find_dates("in two hours", before, LONDON)
    assert span.at == before + 7200


def test_the_span_holds_its_preposition_and_not_since() -> None:
    text = "since 2019, until April 2028, on Friday at 5pm"
    assert [text[s.start : s.end] for s in find_dates(text, NOW, LONDON)] == ["2019", "April 2028", "on Friday at 5pm"]


@pytest.mark.parametrize(
    "text",
    ["at 5 restaurants", "3/4 of it", "on April 31", "2027-02-30", "24/7", "May I?", "at 25:00", "in 99999 years",
     "the sun", "on the 5th floor", "13/13", "31/2/2027", "from 9 to 5",
     "on a Tuesday", "of 1500 people", "Easter eggs", "every Easter",
     "He sat on the wed side", "The odds were 7/2", "flat 14/6", "in the summer of 76",
     "on bank holiday Monday", "the day before the match", "a week before"],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert find_dates(text, NOW, LONDON) == ()


class _AnyWord:
    def __contains__(self, word: object) -> bool:
        return True


def test_the_words_with_which_a_date_may_begin_leave_out_none() -> None:
    """They spare trying the patterns everywhere; one that is not among them would silently find nothing."""
    patterns, fragments, words = english_dates.PATTERNS, english_dates.FRAGMENTS, english_date_words
    some = Scanner(patterns, fragments, words.FIRST_WORDS, words.LEADING, words.LATER_WORDS)
    every = Scanner(patterns, fragments, _AnyWord())
    for text in (one.text for part in (*HALVES, *LATER) for one in load(part)):
        found = [(name, match.span()) for name, match in some.scan(text, 0, len(text))]
        assert found == [(name, match.span()) for name, match in every.scan(text, 0, len(text))], text


def test_easter_of_years_that_are_known() -> None:
    known = {1818: (3, 22), 1943: (4, 25), 1954: (4, 18), 1981: (4, 19), 2000: (4, 23), 2038: (4, 25), 2100: (3, 28)}
    assert {year: (easter(year).month, easter(year).day) for year in known} == known


@pytest.mark.parametrize("now", [float("nan"), float("inf"), 1e18, -1e12])
def test_a_now_out_of_range_is_refused(now: float) -> None:
    with pytest.raises(BadInput, match="now is"):
        find_dates("tomorrow", now, LONDON)
