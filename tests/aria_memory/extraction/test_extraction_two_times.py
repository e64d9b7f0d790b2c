"""Two times in one request, and "if" that asks whether: what is drafted, and what only looks like it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from aria_memory import ManualClock, Memory
from aria_memory.extraction import extract

ZONE = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 10, 12, 0, tzinfo=ZONE).timestamp()  # a Wednesday


def drafts(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """Of each request what is to be done, when, how often and on which cue."""
    found = extract(text, now=NOW, zone=ZONE).intentions
    assert all(text[one.start : one.end] == text.strip(".?") for one in found)
    return [
        (one.content, "" if one.at is None else f"{datetime.fromtimestamp(one.at, ZONE):%a %H:%M}", one.every, one.cue)
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "content", "times"),
    [
        ("Remind me at 8 on Monday and 9 on Tuesday to mow", "mow", ("Mon 08:00", "Tue 09:00")),
        ("remind me at 8 on Monday and at 9 on Tuesday to call Bo", "call Bo", ("Mon 08:00", "Tue 09:00")),
        ("Remind me on Monday at 8 and Tuesday at 9 to call Bo", "call Bo", ("Mon 08:00", "Tue 09:00")),
        ("remind me on Monday at 8am and then on Tuesday at 9am to call Bo", "call Bo", ("Mon 08:00", "Tue 09:00")),
        ("Can you remind me to call Bo at 8 on Monday and 9 on Tuesday?", "call Bo", ("Mon 08:00", "Tue 09:00")),
        ("remind me about the bins at 7am on Friday and 6pm on Sunday", "the bins", ("Fri 07:00", "Sun 18:00")),
        ("remind me tonight at 8 and tomorrow at 9 to take my pill", "take my pill", ("Wed 20:00", "Thu 09:00")),
        ("remind me at 5 today and 6 tomorrow to feed the cat", "feed the cat", ("Wed 17:00", "Thu 18:00")),
        ("remind me at noon tomorrow and 6pm Friday to stretch", "stretch", ("Thu 12:00", "Fri 18:00")),
        ("remind me at 5 and tomorrow at 9 to take my pill", "take my pill", ("Wed 17:00", "Thu 09:00")),
        ("remind me at 5 and at 7 to take my pill", "take my pill", ("Wed 17:00", "Wed 19:00")),
        ("Remind me on Monday and Tuesday to call Bo.", "call Bo", ("Mon 09:00", "Tue 09:00")),
        ("don't let me forget to call Bo at 8 on Monday and 9 on Tuesday", "call Bo", ("Mon 08:00", "Tue 09:00")),
        ("nudge me at 8:30 on Monday and 9:15 on Tuesday to log in", "log in", ("Mon 08:30", "Tue 09:15")),
    ],
)  # fmt: skip
def test_two_times_are_two_requests(text: str, content: str, times: tuple[str, str]) -> None:
    assert drafts(text) == [(content, time, None, None) for time in times]


def test_two_series_are_two_requests() -> None:
    for every in ("every ", ""):
        assert drafts(f"remind me every Monday at 8 and {every}Tuesday at 9 to run") == [
            ("run", "Mon 08:00", "FREQ=WEEKLY;BYDAY=MO", None), ("run", "Tue 09:00", "FREQ=WEEKLY;BYDAY=TU", None)
        ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "remind me at 8 on Monday to buy milk and bread", "remind me at 8 and 9 on Monday to call Bo",
        "remind me to call Bo on Monday and Tuesday",
        "remind me every day at 8 and at 20 to drink", "remind me tomorrow at 9 about the talks on Monday and Tuesday",
        "She called at 8 on Monday and 9 on Tuesday", "Did you remind me at 8 on Monday and 9 on Tuesday?",
        "He said: remind me at 8 on Monday and 9 on Tuesday to eat",
        "don't remind me at 8 on Monday and 9 on Tuesday to eat",
    ],
)  # fmt: skip
def test_what_only_looks_like_two_times(text: str) -> None:
    assert len(drafts(text)) < 2


@pytest.mark.parametrize(
    ("text", "content", "time"),
    [
        ("ask me tonight if I called Bo", "ask me if I called Bo", "Wed 20:00"),
        ("Ask me at 5 if I took my pill.", "Ask me if I took my pill", "Wed 17:00"),
        ("ask me tomorrow if I've packed", "ask me if I've packed", "Thu 09:00"),
        ("Tonight, ask me if I called Bo", "ask me if I called Bo", "Wed 20:00"),
        ("Tomorrow at 9 ask me if I've paid the rent", "ask me if I've paid the rent", "Thu 09:00"),
        ("Can you ask me at 9pm if I locked the door?", "ask me if I locked the door", "Wed 21:00"),
        ("tell me tonight if the oven is still on", "tell me if the oven is still on", "Wed 20:00"),
        ("let me know tomorrow if it's going to rain", "let me know if it's going to rain", "Thu 09:00"),
        ("ask me tonight if I called Bo on Friday", "ask me if I called Bo on Friday", "Wed 20:00"),
        ("ask us on Sunday if we rang mum", "ask us if we rang mum", "Sun 09:00"),
    ],
)  # fmt: skip
def test_if_after_ask_me_asks_whether(text: str, content: str, time: str) -> None:
    assert drafts(text) == [(content, time, None, None)]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("ask me tonight if Bo comes up", "Bo"), ("ask me on Friday if we talk about the boiler", "the boiler"),
        ("tell me at 5 about the boiler if Bo comes up", "Bo"), ("wake me at 7 if it's raining", "it's raining"),
        ("remind me tonight to shut the window if it rains", "it rains"),
        ("if Bo comes up, ask me how he is", "Bo"),
    ],
)  # fmt: skip
def test_where_if_is_a_cue_it_stays_one(text: str, cue: str) -> None:
    assert [one[3] for one in drafts(text)] == [cue]


def test_without_a_time_before_it_nothing_is_asked_for() -> None:
    for text in ("ask me if I called Bo", "tell me if the shop is open on Sunday", "tell me if it will rain tomorrow"):
        assert drafts(text) == []


def test_what_is_to_be_asked_is_answered() -> None:
    clock = ManualClock(NOW)
    with Memory.open(":memory:", scope="ann", encoder=None, zone="Europe/London", clock=clock) as m:
        m.observe("user", "Ask me tonight if I called Bo.", "s")
        clock.advance(8 * 3_600)
        assert [one.content for one in m.due()] == ["Ask me if I called Bo"]
        assert [one.what for one in m.observe("user", "I called Bo.", "s").answered] == ["done"]
