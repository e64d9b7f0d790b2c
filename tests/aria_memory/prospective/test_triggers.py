"""Triggers as values and as JSON."""

import json
import re
from copy import deepcopy
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prospective_samples import TRIGGERS

import aria_memory.prospective
from aria_memory.errors import BadInput
from aria_memory.prospective.codec import from_json, intention_from_json, intention_to_json, to_json
from aria_memory.prospective.intention import Intention
from aria_memory.prospective.triggers import All, Any, At, Condition, Every, SessionStart, Then, Topic, Trigger


def test_moments_are_kept_as_seconds() -> None:
    away = timezone(timedelta(hours=2))
    for when in (
        1772355600,
        1772355600.0,
        "2026-03-01T09:00:00Z",
        "2026-03-01T11:00+02:00",
        datetime(2026, 3, 1, 11, tzinfo=away),
    ):
        assert At(when) == At(1772355600.0)
        assert type(At(when).when) is float
    assert At("2026-03-01 09:00:00.25Z").when == 1772355600.25


def test_starts_are_kept_as_wall_clock_times() -> None:
    london = {"rule": "rrule:freq=daily;byhour=9", "zone": "Europe/London"}
    for start in ("2026-07-01T09:00", "2026-07-01T08:00Z", datetime(2026, 7, 1, 9), 1782892800):
        every = Every(**london, start=start)  # type: ignore[arg-type]
        assert (every.start, every.rule) == (datetime(2026, 7, 1, 9), "FREQ=DAILY;BYHOUR=9")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Topic(""), lambda: Topic("  "), lambda: Topic("a" * 501), lambda: Topic(3), lambda: Topic("?!"),
        lambda: Topic("a", context=""),
        lambda: At("2026-03-01T09:00"), lambda: At(datetime(2026, 3, 1)), lambda: At(float("nan")),
        lambda: At(float("inf")),
        lambda: At(-1), lambda: At(True), lambda: At(1_772_355_600_000), lambda: At("tomorrow"),
        lambda: At("2026-02-30T09:00Z"),
        lambda: At(None), lambda: At("2026-03-01T09:00+99:99"), lambda: At(10**5000), lambda: At("\ud800"),
        lambda: At("٢٠٢٦-03-01T09:00Z"),
        lambda: All(), lambda: Any(), lambda: All("a"), lambda: All(*[SessionStart()] * 17),
        lambda: Then(SessionStart(), "x"),
        lambda: Then(SessionStart(), SessionStart(), 0), lambda: Then(SessionStart(), SessionStart(), float("nan")),
        lambda: Then(SessionStart(), SessionStart(), True), lambda: Any(Any(Any(Any(SessionStart())))),
        lambda: All(*[Any(*[SessionStart()] * 4)] * 4), lambda: Condition("a()"), lambda: Condition(None),
        lambda: Every("FREQ=DAILY", zone="UTC", start="x"),
        lambda: Every("FREQ=DAILY", zone="UTC", start="2026-01-01", count=0),
        lambda: Every("FREQ=DAILY", zone="UTC", start="2026-01-01", count=True),
        lambda: Every("FREQ=DAILY", zone="UTC", start="2026-01-01", count=2, until="2027-01-01"),
        lambda: Every("FREQ=DAILY", zone="UTC", start="2026-01-01", until="2025-01-01"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(make: "type[Trigger]") -> None:
    with pytest.raises(BadInput):
        make()


@given(TRIGGERS)
@settings(deadline=None)
def test_json_round_trip(trigger: Trigger) -> None:
    assert from_json(json.loads(json.dumps(to_json(trigger)))) == trigger


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["topic", "all", "every"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["version", "trigger", "kind", "parts", "cue", "when", "first", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@st.composite
def damaged(draw: st.DrawFn) -> object:
    """A good document with one place replaced by, or a member added of, anything."""
    trigger = draw(TRIGGERS)
    document = draw(st.sampled_from([to_json(trigger), intention_to_json(Intention("a", "b", trigger, 5.0))]))
    document = deepcopy(document)
    at: object = document
    while isinstance(at, (dict, list)) and at:
        key = draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        inner = at[key]  # type: ignore[call-overload]
        if not isinstance(inner, (dict, list)) or draw(st.integers(0, 3)) == 0:
            what = draw(st.integers(0, 2))
            if what == 0 and isinstance(at, dict):
                at[draw(st.text(max_size=5))] = draw(JSON)
            elif what == 1:
                del at[key]  # type: ignore[call-overload]
            else:
                at[key] = draw(JSON)  # type: ignore[call-overload]
            break
        at = inner
    return document


@given(st.one_of(JSON, damaged()))
@settings(max_examples=400, deadline=None)
def test_any_json_parses_or_is_bad_input(document: object) -> None:
    for read in (from_json, intention_from_json):
        try:
            found = read(document)
        except BadInput as error:
            assert len(str(error)) < 2000
        else:
            write = to_json if read is from_json else intention_to_json
            assert read(write(found)) == found  # type: ignore[arg-type, operator]


@pytest.mark.parametrize("value", [[], {}, ["UTC"], 5, None, True])
def test_values_of_another_type_are_refused(value: object) -> None:
    """Lists too, which no cache can look up."""
    every = {"kind": "every", "rule": "FREQ=DAILY", "zone": "UTC", "start": "1970-01-01T00:00:00"}
    for name in ("rule", "zone", "start"):
        if (name, value) != ("start", 5):  # seconds are a time
            with pytest.raises(BadInput):
                from_json({"version": 1, "trigger": {**every, name: value}})
    for kind, name in (("condition", "expression"), ("topic", "cue")):
        with pytest.raises(BadInput):
            from_json({"version": 1, "trigger": {"kind": kind, name: value}})


def test_versions_and_members_that_are_not_known_are_refused() -> None:
    good = to_json(Topic("a"))
    assert from_json(good) == Topic("a")
    for bad in ({**good, "version": 2}, {**good, "version": True}, {**good, "more": 1}, {"version": 1}, [], None,
                {"version": 1, "trigger": {"kind": "topic", "cue": "a", "note": "b"}},
                {"version": 1, "trigger": {"kind": "topic", "cue": "a", "context": None}}):  # fmt: skip
        with pytest.raises(BadInput):
            from_json(bad)


def test_deep_json_is_refused_without_recursion() -> None:
    deep: dict[str, object] = {"kind": "session_start"}
    for _ in range(50_000):
        deep = {"kind": "any", "parts": [deep]}
    with pytest.raises(BadInput, match="deep"):
        from_json({"version": 1, "trigger": deep})
    while deep:  # taken apart by hand: freeing so deep a nest at once would recurse
        deep = deep.pop("parts", [{}])[0]  # type: ignore[index, assignment]


def test_the_readme_s_example_is_what_the_code_writes() -> None:
    text = (Path(aria_memory.prospective.__file__).parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", text, re.S)
    document = json.loads(example)
    assert to_json(from_json(document)) == document
    assert from_json(document) == Any(
        All(At("2026-03-01T09:00Z"), Topic("quarterly budget", context="finance")),
        Every("FREQ=WEEKLY;BYDAY=MO", zone="Europe/London", start="2026-03-02T09:00", count=10),
        Then(SessionStart(), Condition("battery.level < 20"), within=3600),
    )
