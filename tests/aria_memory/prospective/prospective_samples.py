"""Strategies for triggers and intentions."""

from collections.abc import Sequence

from hypothesis import strategies as st

from aria_memory.prospective.due import due_time
from aria_memory.prospective.intention import Intention
from aria_memory.prospective.lexical import cue_stems
from aria_memory.prospective.times import MAX_TIME
from aria_memory.prospective.triggers import All, Any, At, Condition, Every, SessionStart, Then, Topic, Trigger

TEXTS = st.text(min_size=1, max_size=20).filter(str.strip)
EVERY = st.builds(
    lambda rule, zone, start, end: Every(rule, zone=zone, start=start, **end),
    st.sampled_from(
        [
            "FREQ=MINUTELY;INTERVAL=20",
            "FREQ=HOURLY",
            "FREQ=DAILY;BYHOUR=2;BYMINUTE=30",
            "FREQ=WEEKLY;BYDAY=MO,WE",
            "FREQ=MONTHLY;BYDAY=-1FR",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        ]
    ),
    st.sampled_from(["UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"]),
    st.integers(0, 10**9),
    st.one_of(
        st.just({}), st.builds(dict, count=st.integers(1, 9)), st.builds(dict, until=st.integers(2 * 10**9, 3 * 10**9))
    ),
)
LEAVES: st.SearchStrategy[Trigger] = st.one_of(
    st.builds(Topic, TEXTS.filter(cue_stems)),
    st.builds(At, st.floats(0, MAX_TIME)),
    EVERY,
    st.just(SessionStart()),
    st.sampled_from([Condition("a > 1"), Condition("b.c == 'x' and not a")]),
)


def compounds(parts: st.SearchStrategy[Trigger]) -> st.SearchStrategy[Trigger]:
    """Compound triggers of these parts."""
    several = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda each: All(*each)),
        several.map(lambda each: Any(*each)),
        st.builds(Then, parts, parts, st.none() | st.floats(1, 1e6)),
    )


TRIGGERS = st.one_of(LEAVES, compounds(LEAVES), compounds(st.one_of(LEAVES, compounds(LEAVES))))


def next_due(intentions: Sequence[Intention], now: float) -> float | None:
    """The earliest `due_time` of all, None if time alone changes nothing."""
    return min((at for each in intentions if (at := due_time(each, now)) is not None), default=None)
