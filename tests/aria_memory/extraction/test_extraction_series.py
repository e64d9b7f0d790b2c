"""What bounds a series: the days it leaves out, its hours, its period; and short distances."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_memory import ManualClock, Memory
from aria_memory.extraction import extract, find_dates
from aria_memory.prospective.recurrence import Recurrence, occurrences
from aria_memory.prospective.rule import parse_rule

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 5, 3, 8, 0, tzinfo=ZONE).timestamp()  # a Monday
WEEK = "MO,TU,WE,TH,FR,SA,SU"


def draft(text: str) -> tuple[str, str, str | None]:
    """Of the one request what is to be done, when first, and how often."""
    (one,) = extract(text, now=NOW, zone=ZONE).intentions
    at = "" if one.at is None else f"{datetime.fromtimestamp(one.at, ZONE):%m-%d %H:%M}"
    if one.every is not None:
        parse_rule(one.every, ZONE)  # raises where the rule is none that recurs
    return one.content, at, one.every


def _without(*days: str) -> str:
    return "FREQ=WEEKLY;BYDAY=" + ",".join(day for day in WEEK.split(",") if day not in days)


@pytest.mark.parametrize(
    ("text", "first", "rule"),
    [
        ("every day except Sunday at 8", "05-04 08:00", _without("SU")),
        ("daily except weekends at 8", "05-04 08:00", _without("SA", "SU")),
        ("every day, except on Sundays, at 8", "05-04 08:00", _without("SU")),
        ("every day at 8 except on Sundays", "05-04 08:00", _without("SU")),
        ("every day at 8 but not on weekends", "05-04 08:00", _without("SA", "SU")),
        ("every day but Sunday at 8", "05-04 08:00", _without("SU")),
        ("every day apart from Saturday and Sunday at 8", "05-04 08:00", _without("SA", "SU")),
        ("every day except at the weekend", "05-04 09:00", _without("SA", "SU")),
        ("every weekday except Wednesday at 8", "05-04 08:00", _without("WE", "SA", "SU")),
        ("every morning except Mondays", "05-04 09:00", _without("MO")),
        ("every other day except Sundays at 8", "05-03 08:00", "FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("every month except August on the 1st", "06-01 09:00",
         "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYMONTHDAY=1"),
    ],
)  # fmt: skip
def test_what_a_series_leaves_out(text: str, first: str, rule: str) -> None:
    if not text.startswith("every other day"):  # of which the phase is not of interest
        assert draft(f"remind me {text} to stand up") == ("stand up", first, rule)
        assert draft(f"remind me to stand up {text}")[2] == rule
    else:
        assert draft(f"remind me {text} to stand up")[2] == rule


def test_an_exception_told_later() -> None:
    assert draft("remind me every day to stand up, except Sundays") == ("stand up", "05-04 09:00", _without("SU"))


def test_an_exception_that_no_rule_can_say_is_no_time_of_its_own() -> None:
    content, first, rule = draft("remind me every Monday except next Monday at 8 to run")
    assert (first[-5:], rule) == ("08:00", "FREQ=WEEKLY;BYDAY=MO")
    assert "except next Monday" in content
    assert draft("remind me every day except Christmas Day at 8 to run")[1:] == ("05-04 08:00", "FREQ=DAILY")


@pytest.mark.parametrize(
    ("text", "first", "rule"),
    [
        ("every hour from 9 to 5", "05-03 09:00", "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16,17"),
        ("every two hours between 9am and 6pm", "05-03 09:00", "FREQ=DAILY;BYHOUR=9,11,13,15,17"),
        ("hourly from 9am until noon", "05-03 09:00", "FREQ=DAILY;BYHOUR=9,10,11,12"),
        ("every hour from 9 to 5 on weekdays", "05-03 09:00",
         "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,10,11,12,13,14,15,16,17"),
        ("every 30 minutes from 9 to 10", "05-03 09:00", "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,30;BYSETPOS=1,2,3"),
        ("every hour from 10pm to 1am", "05-03 22:00", "FREQ=DAILY;BYHOUR=0,1,22,23"),
        ("every 2 hours until 6pm", "05-03 10:00", "FREQ=HOURLY;INTERVAL=2;UNTIL=20270503T180059"),
        ("every 2 hours until 6", "05-03 10:00", "FREQ=HOURLY;INTERVAL=2;UNTIL=20270503T180059"),
        ("every 30 minutes till noon", "05-03 08:30", "FREQ=MINUTELY;INTERVAL=30;UNTIL=20270503T120059"),
        ("every 15 minutes from 9 to 5", "05-03 09:00", "FREQ=MINUTELY;INTERVAL=15;UNTIL=20270503T170000"),
        ("every hour starting at 10am", "05-03 10:00", "FREQ=HOURLY"),
    ],
)  # fmt: skip
def test_hours_of_a_series(text: str, first: str, rule: str) -> None:
    assert draft(f"remind me {text} to drink water") == ("drink water", first, rule)
    assert draft(f"remind me to drink water {text}") == ("drink water", first, rule)


def test_hours_told_apart_from_their_series() -> None:
    rule = "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16,17"
    for text in ("every hour to drink water from 9 to 5", "from 9 to 5 every hour to drink water"):
        assert draft(f"remind me {text}") == ("drink water", "05-03 09:00", rule)


@given(st.integers(5, 11), st.integers(1, 10), st.sampled_from((20, 30, 60, 120, 180)))
def test_hours_come_at_each_step_and_at_no_other_time(first: int, last: int, step: int) -> None:
    often = f"{step} minutes" if step < 60 else f"{step // 60} hours"
    (span,) = find_dates(f"every {often} from {first}am to {last}pm", NOW, ZONE, past=False)
    rule, until, _ = parse_rule(span.recurrence, ZONE)
    start = datetime.fromtimestamp(span.at, ZONE).replace(tzinfo=None)
    midnight = datetime(2027, 5, 4)
    expected = [midnight + timedelta(minutes=at) for at in range(60 * first, 60 * (last + 12) + 1, step)]
    if until is not None:  # more times a day than a rule takes: of the next such hours alone
        return
    day = midnight.replace(tzinfo=ZONE).timestamp()
    found = occurrences(Recurrence(rule, ZONE.key, start), day - 1, day + 86_399)
    assert [datetime.fromtimestamp(at, ZONE).replace(tzinfo=None) for at in found] == expected


@pytest.mark.parametrize(
    ("text", "first", "rule"),
    [
        ("every Friday in June", "06-04 09:00", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20270630"),
        ("every Friday in June and July at 6", "06-04 18:00", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20270731"),
        ("in June every Friday at 6", "06-04 18:00", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20270630"),
        ("every day in December at 8", "12-01 08:00", "FREQ=DAILY;UNTIL=20271231"),
        ("every day at 8 next week", "05-10 08:00", "FREQ=DAILY;UNTIL=20270516"),
        ("every day this week at 8", "05-04 08:00", "FREQ=DAILY;UNTIL=20270509"),
        ("every day from Monday to Friday at 8", "05-04 08:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every day from the 10th to the 14th at 8", "05-10 08:00", "FREQ=DAILY;UNTIL=20270514"),
        ("every day starting Thursday at 8", "05-06 08:00", "FREQ=DAILY"),
        ("every Tuesday starting next week at 9", "05-11 09:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("every day for a week at 8", "05-04 08:00", "FREQ=DAILY;UNTIL=20270510"),
        ("every day at 8 for two weeks", "05-04 08:00", "FREQ=DAILY;UNTIL=20270517"),
        ("every day at 8 until the 20th", "05-04 08:00", "FREQ=DAILY;UNTIL=20270520"),
        ("every month", "06-03 09:00", "FREQ=MONTHLY"),
    ],
)  # fmt: skip
def test_period_of_a_series(text: str, first: str, rule: str) -> None:
    assert draft(f"remind me {text} to run") == ("run", first, rule)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("in 2h", 7_200), ("in 45 seconds", 45), ("in thirty seconds", 30), ("in 1.5 hours", 5_400), ("in 30m", 1_800),
        ("in 1h30", 5_400), ("in 1h 20m", 4_800), ("in 1 hr 20", 4_800), ("in 2½ hours", 9_000), ("in 90s", 90),
        ("in 2 1/2 hours", 9_000), ("in 20mins", 1_200), ("2h from now", 7_200), ("in 36h", 129_600),
    ],
)  # fmt: skip
def test_short_distances(text: str, seconds: int) -> None:
    (one,) = extract(f"remind me {text} to check the roast", now=NOW, zone=ZONE).intentions
    assert (one.content, one.at, one.at_session_start) == ("check the roast", NOW + seconds, False)


@pytest.mark.parametrize("text", ["in 80s style", "in 2h lessons", "in 5m deep water", "in 2.5% of cases"])
def test_what_only_looks_like_a_short_distance(text: str) -> None:
    assert find_dates(text, NOW, ZONE, past=False) == ()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("before Friday", "05-06 09:00"), ("sometime before Friday", "05-06 09:00"), ("before the 20th", "05-19 09:00"),
        ("before the weekend", "05-07 09:00"), ("before Christmas", "12-24 09:00"), ("by Friday", "05-07 09:00"),
        ("before the end of the week", "05-07 09:00"),
    ],
)  # fmt: skip
def test_before_a_day_is_not_on_it(text: str, at: str) -> None:
    assert draft(f"remind me {text} to book the hotel") == ("book the hotel", at, None)


def test_before_tomorrow_is_today_however_late() -> None:
    late = datetime(2027, 5, 3, 23, 40, tzinfo=ZONE).timestamp()
    (one,) = extract("remind me before tomorrow to book the hotel", now=late, zone=ZONE).intentions
    assert one.at == late + 600


def test_weekends_stay_free() -> None:
    clock = ManualClock(NOW)
    with Memory.open(":memory:", scope="ann", encoder=None, zone="Europe/London", clock=clock) as m:
        m.observe("user", "Remind me daily except weekends at 8 to stand up.", "s")
        days: list[str] = []
        for _ in range(8):
            clock.advance(86_400)
            fired = m.due()
            days += [f"{datetime.fromtimestamp(clock.now(), ZONE):%a}" for _ in fired]
            for one in fired:
                m.done(one.intention_id)
        assert days == ["Tue", "Wed", "Thu", "Fri", "Mon", "Tue"]
