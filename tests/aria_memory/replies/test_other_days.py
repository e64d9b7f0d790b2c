"""A series on other days, or by the clock of another zone; and a request that is asked for again in another zone."""

import random
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aria_memory import At, Every, ManualClock, Memory, State

LONDON, NEW_YORK = "Europe/London", "America/New_York"
PILL = "remind me every day at 9 to take my pill"


def at(local: str, zone: str = LONDON) -> float:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp()


def opened(clock: ManualClock, path: str, zone: str, seed: int = 1) -> Memory:
    return Memory.open(path, scope="ann", encoder=None, zone=zone, clock=clock, chance=random.Random(seed))


def series(m: Memory) -> list[tuple[str, str, str]]:
    return [
        (one.trigger.rule, f"{one.trigger.start:%H:%M}", one.trigger.zone)
        for one in m.intentions() if isinstance(one.trigger, Every)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule", "hour"),
    [
        ("make the pill reminder weekdays only", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "09:00"),
        ("make it weekdays only", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "09:00"),
        ("move the pill reminder to Saturdays at 10am from now on", "FREQ=WEEKLY;BYDAY=SA", "10:00"),
        ("Actually, change it to Mondays and Wednesdays", "FREQ=WEEKLY;BYDAY=MO,WE", "09:00"),
        ("make it every other day", "FREQ=DAILY", "09:00"), ("make it weekdays until June", "FREQ=DAILY", "09:00"),
        ("make the pill reminder Saturday evenings", "FREQ=DAILY", "09:00"),
        ("make the milk reminder weekdays only", "FREQ=DAILY", "09:00"),
    ],
)  # fmt: skip
def test_a_series_moves_to_other_days_of_the_week_or_stays(text: str, rule: str, hour: str) -> None:
    clock = ManualClock()
    clock.at = at("2027-05-03 08:00")
    with opened(clock, ":memory:", LONDON) as m:
        m.observe("user", PILL, "s")
        seen = m.observe("user", text, "t" if "pill" in text else "s")
        assert series(m) == [(rule, hour, LONDON)] and len(m.intentions()) == 1
        assert [one.what for one in seen.answered] == (["moved"] if (rule, hour) != ("FREQ=DAILY", "09:00") else [])
        assert m.next_due() == at("2027-05-08 10:00" if rule.endswith("SA") else "2027-05-03 09:00")


def test_what_has_an_end_or_several_hours_or_comes_once_keeps_its_days() -> None:
    clock = ManualClock()
    clock.at = at("2027-05-03 08:00")
    with opened(clock, ":memory:", LONDON) as m:
        m.intend("take a tablet", Every("FREQ=DAILY;BYHOUR=8,20", zone=LONDON, start=clock.at))
        m.intend("do stretches", Every("FREQ=DAILY", zone=LONDON, start=clock.at, count=9))
        m.intend("pay rent", Every("FREQ=MONTHLY;BYMONTHDAY=1", zone=LONDON, start=clock.at))
        m.intend("ring Bo", At(at("2027-05-03 17:00")))
        m.intend("feed the fish", Every("FREQ=DAILY", zone=LONDON, start=clock.at, until=clock.at + 2 * 86_400))
        before = [one.trigger for one in m.intentions()]
        for name in ("tablet", "stretches", "rent", "ring Bo"):
            assert m.observe("user", f"make the {name} reminder weekdays only", "s").answered == ()
        assert m.observe("user", "make the fish reminder Saturdays only", "s").answered == ()  # it ends before
        assert [one.trigger for one in m.intentions()] == before


def test_an_hour_alone_is_by_the_clock_of_where_the_user_is(tmp_path: Path) -> None:
    clock = ManualClock()
    clock.at = at("2027-05-03 08:00")
    with opened(clock, str(tmp_path / "m"), LONDON) as m:
        m.observe("user", PILL, "s")
    clock.at = at("2027-05-04 09:00")
    with opened(clock, str(tmp_path / "m"), NEW_YORK, 2) as m:
        m.due()
        clock.advance(60)
        assert [one.what for one in m.observe("user", "make that 10", "s").answered] == ["moved"]
        assert series(m) == [("FREQ=DAILY", "10:00", NEW_YORK)] and m.next_due() == at("2027-05-04 10:00", NEW_YORK)


@pytest.mark.parametrize("moved", [False, True])
def test_one_time_asked_for_again_in_another_zone_moves_there_and_is_not_doubled(tmp_path: Path, moved: bool) -> None:
    clock = ManualClock()
    clock.at = at("2027-05-03 08:00")
    ask = "remind me on Thursday at 10 to ring Bo"
    with opened(clock, str(tmp_path / "m"), LONDON) as m:
        (first,) = m.observe("user", ask, "s").intentions
        if moved:
            assert len(m.observe("user", "make it 11", "s").answered) == 1
        assert m.observe("user", "remind me on Thursday at 8 to ring Bo", "s").intentions != (first,)
    clock.advance(86_400)
    with opened(clock, str(tmp_path / "m"), NEW_YORK, 2) as m:
        seen = m.observe("user", ask, "s")
        assert (seen.intentions == (first,)) is not moved
        assert m.observe("user", ask, "s").intentions == seen.intentions
        times = [one.trigger.when for one in m.intentions() if isinstance(one.trigger, At)]
        assert times.count(at("2027-05-06 10:00", NEW_YORK)) == 1 and len(times) == 2 + moved
        assert [one.what for one in m.answers(first)] == ["moved"]
    clock.advance(3_600)
    with opened(clock, str(tmp_path / "m"), "Asia/Tokyo", 3) as m:  # and once more
        assert m.observe("user", ask, "s").intentions == seen.intentions
        assert all(one.state is State.PENDING for one in m.intentions()) and len(m.intentions()) == 2 + moved


def test_the_same_thing_at_another_hour_is_another_request(tmp_path: Path) -> None:
    clock = ManualClock()
    clock.at = at("2027-05-03 08:00")
    with opened(clock, str(tmp_path / "m"), LONDON) as m:
        m.observe("user", "remind me on Thursday at 10 to ring Bo", "s")
        m.observe("user", "remind me on Thursday at 3 to ring Bo", "s")
    with opened(clock, str(tmp_path / "m"), NEW_YORK, 2) as m:
        m.observe("user", "remind me on Thursday at 11 to ring Bo", "s")
        assert len(m.intentions()) == 3


def test_a_series_that_is_not_there_is_asked_for() -> None:
    clock = ManualClock()
    clock.at = at("2027-05-03 08:00")
    with opened(clock, ":memory:", LONDON) as m:
        m.observe("user", "remind me to ring Bo at 5", "s")
        assert len(m.observe("user", "set the milk reminder for weekdays at 9", "s").intentions) == 1
        assert len(m.observe("user", PILL, "s").intentions) == 1
        seen = m.observe("user", "set the pill reminder for weekdays at 10", "s")
        assert [(one.what, one.content) for one in seen.answered] == [("moved", "take my pill")]
        assert seen.intentions == ()
