"""Triggers and times in plain English, both ways."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_memory import All, Any, At, BadInput, Condition, Every, SessionStart, Then, Topic
from aria_memory.english_triggers import share, span_words, trigger_words, why_words
from aria_memory.plain_times import every_of, moment_ahead, moment_of
from aria_memory.prospective.triggers import Trigger
from aria_memory.shown import moment, one_line, visible, written

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 4, 15, 0, tzinfo=LONDON).timestamp()  # a Wednesday


def every(rule: str, **more: object) -> Every:
    return Every(rule, zone="Europe/London", start="2026-03-02T09:05:00", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        (At(NOW), "at 2026-03-04 15:00 GMT"),
        (Topic("tea"), "when the talk comes to “tea”"),
        (Topic("a\x1b[31m\nb"), "when the talk comes to “a<U+001B>[31m b”"),
        (Condition("battery.level < 20"), "when it becomes true that battery.level < 20"),
        (every("FREQ=DAILY"), "every day at 09:05 (Europe/London)"),
        (every("FREQ=DAILY;INTERVAL=3"), "every 3 days at 09:05 (Europe/London)"),
        (every("FREQ=WEEKLY"), "every Monday at 09:05 (Europe/London)"),
        (every("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"), "every weekday at 09:05 (Europe/London)"),
        (every("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR"), "every 2 weeks on Tuesday and Friday at 09:05 (Europe/London)"),
        (every("FREQ=MONTHLY"), "every month on the 2nd at 09:05 (Europe/London)"),
        (every("FREQ=MONTHLY;BYMONTHDAY=-1"), "every month on the last at 09:05 (Europe/London)"),
        (every("FREQ=MONTHLY;BYDAY=1MO,-1FR"),
         "every month on the last Friday and 1st Monday at 09:05 (Europe/London)"),
        (every("FREQ=YEARLY"), "every year on the 2nd of March at 09:05 (Europe/London)"),
        (every("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3;BYHOUR=8,18;BYMINUTE=0"),
         "every year on the 3rd of May at 08:00 and 18:00 (Europe/London)"),
        (every("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2"),
         "every month on the Monday, Tuesday, Wednesday, Thursday and Friday (of these the 2nd last) at 09:05 "
         "(Europe/London)"),
        (every("FREQ=HOURLY;INTERVAL=2", count=5), "every 2 hours (Europe/London), 5 times"),
        (every("FREQ=DAILY", until=NOW), "every day at 09:05 (Europe/London), until 2026-03-04 15:00 GMT"),
        (All(SessionStart(), Topic("x")), "(when the next session begins) and (when the talk comes to “x”)"),
        (Any(SessionStart(), At(NOW)), "(when the next session begins) or (at 2026-03-04 15:00 GMT)"),
        (Then(SessionStart(), Topic("x"), within=7200),
         "first (when the next session begins), then (when the talk comes to “x”), within 2 hours"),
    ],
)  # fmt: skip
def test_triggers_in_words(trigger: Trigger, words: str) -> None:
    assert trigger_words(trigger, LONDON) == words


def test_reasons_in_words() -> None:
    topic = {"kind": "topic", "detail": "tea", "p": 0.0004, "alpha": 0.001}
    assert why_words(topic, LONDON) == (
        "the message was about “tea”: of unrelated messages 1 in 2,500 come as close, the limit is 1 in 1,000"
    )
    assert why_words({**topic, "p": 0.0}, LONDON) == "the message named “tea”"
    assert why_words({"kind": "at", "due": NOW, "late": 0.2}, LONDON) == "its time came, 2026-03-04 15:00 GMT"
    assert why_words({"kind": "every", "due": NOW, "late": 90.0}, LONDON).endswith("; seen 2 minutes late")
    again = {"kind": "at", "due": NOW, "late": 2 * 86_400.0, "again": True}
    assert why_words(again, LONDON).endswith("; told again 2 days later")
    assert why_words({"kind": "snoozed", "due": NOW}, LONDON) == "it was snoozed until 2026-03-04 15:00 GMT"
    assert why_words({"kind": "session_start", "detail": "monday"}, LONDON) == "the session “monday” began"
    assert why_words({"kind": "condition", "detail": "a > 1"}, LONDON) == "it became true that a > 1"
    assert why_words({"kind": "rearmed", "detail": "no reaction"}, LONDON) == "rearmed: no reaction"
    assert (share(None), share(0), share(0.2), share(0.001)) == ("an unknown share", "none", "20%", "1 in 1,000")
    assert (span_words(5), span_words(60), span_words(90_000)) == ("5 s", "1 minute", "1 day")


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("tomorrow 9am", "2026-03-05T09:00"), ("tomorrow", "2026-03-05T09:00"), ("in 10 minutes", "2026-03-04T15:10"),
        ("next friday at 5pm", "2026-03-13T17:00"), ("2026-04-01T10:30", "2026-04-01T10:30"),
        ("2026-04-01T10:30:00Z", "2026-04-01T11:30"), ("today", "2026-03-04T16:00"), ("29 March", "2026-03-29T09:00"),
    ],
)  # fmt: skip
def test_times_to_come(text: str, local: str) -> None:
    assert moment_ahead(text, "at", NOW, LONDON) == datetime.fromisoformat(local).replace(tzinfo=LONDON).timestamp()


def test_times_that_have_been_begin_their_day() -> None:
    found = moment_of("yesterday", "since", NOW, LONDON, past=True)
    assert found == datetime(2026, 3, 3, tzinfo=LONDON).timestamp()


@pytest.mark.parametrize("text", ["", "soon", "xyzzy 9am", "yesterday", "tomorrow and friday", "every monday"])
def test_what_is_no_time_to_come_is_named(text: str) -> None:
    with pytest.raises(BadInput, match=f"^at is {text!r}"):
        moment_ahead(text, "at", NOW, LONDON)


@pytest.mark.parametrize(
    ("text", "rule", "start"),
    [
        ("weekday 9:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-05T09:00"),
        ("every tuesday at 8pm", "FREQ=WEEKLY;BYDAY=TU", "2026-03-10T20:00"),
        ("blue moon", None, None),
        ("FREQ=DAILY", "FREQ=DAILY", "2026-03-04T09:00"),
        ("freq=hourly;interval=2", "FREQ=HOURLY;INTERVAL=2", "2026-03-04T15:00"),
    ],
)  # fmt: skip
def test_recurring_times(text: str, rule: str | None, start: str | None) -> None:
    if rule is None:
        with pytest.raises(BadInput):
            every_of(text, "every", NOW, LONDON)
        return
    found = every_of(text, "every", NOW, LONDON)
    assert (found.rule, found.start.isoformat(timespec="minutes"), found.zone) == (rule, start, "Europe/London")


@given(st.text(max_size=300), st.integers(10, 80))
def test_a_text_on_one_line(text: str, most: int) -> None:
    line = one_line(text, most)
    assert len(line) <= most and "\n" not in line and line.isprintable() == visible(line).isprintable()


@given(st.floats(allow_nan=False, width=64))
def test_any_number_is_shown_as_a_time_or_as_itself(at: float) -> None:
    assert moment(at, LONDON) and written(at, LONDON)
