"""Clocks that jump, walls that show another time: what was to come comes once."""

import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory import At, BadInput, Every, ManualClock, SessionStart
from tests.aria_memory.samples import START, plain

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("zone", "first", "hour", "minute"),
    [
        ("Europe/London", datetime(2025, 3, 28), 1, 30), ("Europe/London", datetime(2025, 10, 24), 1, 30),  # gap; twice
        ("America/New_York", datetime(2025, 3, 7), 2, 30), ("America/New_York", datetime(2025, 10, 31), 1, 30),
        ("Australia/Lord_Howe", datetime(2025, 4, 4), 1, 45), ("Australia/Lord_Howe", datetime(2025, 10, 3), 2, 15),
        ("Africa/Cairo", datetime(2025, 4, 23), 0, 30), ("Europe/Dublin", datetime(2025, 3, 28), 1, 30),
        ("Africa/Casablanca", datetime(2025, 2, 21), 2, 30), ("Pacific/Chatham", datetime(2025, 9, 26), 2, 50),
        ("Asia/Kathmandu", datetime(2025, 1, 1), 0, 0), ("America/St_Johns", datetime(2025, 3, 7), 2, 30),
        ("Pacific/Apia", datetime(2011, 12, 28), 9, 0),  # had no 30 December: its two mornings are one instant
    ],
)  # fmt: skip
def test_a_daily_time_comes_once_a_day_when_the_clocks_change(
    zone: str, first: datetime, hour: int, minute: int
) -> None:
    """Against PEP 495 for each day: a time that is missing moves on by the gap, one that comes twice is the first."""
    where = ZoneInfo(zone)
    wall = [first.replace(hour=hour, minute=minute) + timedelta(days=i) for i in range(6)]
    expected = sorted({day.replace(tzinfo=where, fold=0).astimezone(timezone.utc).timestamp() for day in wall})
    begin = expected[0] - 3 * 3600
    clock = ManualClock(begin)
    with plain(clock=clock) as m:
        plan = m.intend("take the pills", Every("FREQ=DAILY", zone=zone, start=wall[0].isoformat()), policy="all")
        fired = []
        while clock.at < expected[-1] + 60:
            clock.at = min(m.next_due() or 1e12, clock.at + 7 * 3600)
            fired += [firing.why[0]["due"] for firing in m.due()]
        assert fired == expected
        assert m.due() == []
        assert [firing.why[0]["due"] for firing in m.firings(plan.id)] == expected


@settings(max_examples=40, deadline=None)
@given(moves=st.lists(st.integers(-4 * 86_400, 5 * 86_400), min_size=1, max_size=25))
def test_however_the_clock_jumps_no_time_comes_twice(moves: list[int]) -> None:
    clock = ManualClock(START)
    with plain(clock=clock) as m:
        plan = m.intend("water", Every("FREQ=HOURLY;INTERVAL=6", zone="UTC", start=START + 60), policy="all")
        once = m.intend("call", At(START + 3 * 86_400))
        furthest = START
        for i, move in enumerate(moves):
            clock.at = max(0.0, clock.at + move)
            furthest = max(furthest, clock.at)
            m.check("hello", "s") if i % 3 else m.due()
            m.done(plan.id)
            m.facts.assert_("user", "at", str(i))
        due = [firing.why[0]["due"] for firing in m.firings(plan.id)]
        assert len(due) == len(set(due))
        assert all(time <= furthest for time in due)
        if furthest >= START + 3 * 86_400:
            assert m.firings(once.id)
        for moment in (START - 1, *(fact.recorded for fact in m.facts.history("user"))):
            assert len(m.facts.at(believed=moment)) <= 1
        assert [fact.object for fact in m.facts.at()] == [str(len(moves) - 1)]
        assert m.doctor()["problems"] == []


def test_belief_keeps_its_order_when_the_clock_is_set_back() -> None:
    """York from 0 to 1000, Leeds from 1000; at 500 by a clock set back, Bath: York and Bath both held at 700."""
    clock = ManualClock(START)
    with plain(clock=clock) as m:
        m.facts.assert_("user", "lives_in", "York")
        clock.at = START + 1000
        leeds = m.facts.assert_("user", "lives_in", "Leeds")
        clock.at = START + 500
        m.facts.assert_("user", "lives_in", "Bath")
        assert [fact.object for fact in m.facts.at(believed=START + 700)] == ["York"]
        assert [fact.object for fact in m.facts.at(believed=START + 1000)] == ["Bath"]
        assert [fact.object for fact in m.facts.at()] == ["Bath"]
        assert m.facts.history("user")[1].fact_id == leeds.fact_id
        m.facts.retract(m.facts.at()[0].fact_id)
        m.facts.assert_("user", "lives_in", "Hull")
        assert len(m.facts.at(believed=START + 1000)) == 1


def test_one_object_takes_the_place_of_several() -> None:
    """"She likes tea", said of one who likes tea and chess, and not as one of several: chess used to stay."""
    with plain() as m:
        tea = m.facts.assert_("user", "drinks", "tea", several=True)
        m.facts.assert_("user", "drinks", "gin", several=True)
        assert m.facts.assert_("user", "drinks", "tea") == tea
        assert [fact.object for fact in m.facts.at()] == ["tea"]
        assert m.facts.history("user")[1].superseded_by == tea.fact_id


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe", "../etc/passwd", "", "Europe/London\0"])
def test_a_zone_that_is_not_known(zone: str, tmp_path: Path) -> None:
    with plain() as m:
        with pytest.raises(BadInput, match="give an IANA name such as Europe/London"):
            m.intend("x", Every("FREQ=DAILY", zone=zone, start=START))
        m.intend("x", Every("FREQ=DAILY", zone="Europe/London", start=START))
        m.export(tmp_path / "x")
        text = (tmp_path / "x").read_text().replace("Europe/London", "Europe/Atlantis")
        (tmp_path / "x").write_text(text)
        with plain(scope="b") as other:
            with pytest.raises(BadInput, match="line 2: time zone 'Europe/Atlantis' is not known here"):
                other.import_(tmp_path / "x")


def test_a_system_without_zones_names_the_package(tmp_path: Path) -> None:
    """As on Windows without tzdata. What needs no zone goes on."""
    script = (
        "import sys, zoneinfo; zoneinfo.reset_tzpath(to=[]); sys.modules['tzdata'] = None\n"
        "from aria_memory import At, BadInput, Every, Memory\n"
        "with Memory.open(':memory:', scope='a', encoder=None) as m:\n"
        "    m.intend('call', At(5.0)); print(len(m.due()))\n"
        "    try: m.intend('x', Every('FREQ=DAILY', zone='Europe/London', start=0))\n"
        "    except BadInput as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1\n")
    assert "pip install tzdata" in done.stdout


def test_a_clock_far_off_is_named() -> None:
    for at in (-5.0, 1e12, float("nan")):
        with plain(clock=ManualClock(at)) as m:
            with pytest.raises(BadInput):
                m.intend("x", SessionStart())
