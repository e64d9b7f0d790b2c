"""What a turn says, kept with it: facts and intentions of plain talk, their sources, and what is never believed."""

from datetime import datetime
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory import All, At, BadInput, Every, ManualClock, Memory, SessionStart, State, StoreFault, Topic
from aria_memory import Any as AnyOf
from aria_memory.extracted import MAX_FACTS, MAX_READ_CHARS
from aria_memory.extracted_facts import BEFORE, MOST_SURE
from tests.aria_memory.samples import place

pytestmark = pytest.mark.usefixtures("each_store")

ZONE = "Europe/London"
NOW = datetime(2027, 3, 10, 10, 0, tzinfo=ZoneInfo(ZONE)).timestamp()  # a Wednesday
DAY = 86_400.0
BULBS = "Next time we talk about the garden, remind me to order bulbs."
DOCUMENT = "The minutes of the meeting. " * (MAX_READ_CHARS // 28 + 1)


def _open(path: Path | str = ":memory:", clock: ManualClock | None = None, **more: bool) -> Memory:
    return Memory.open(place(path), scope="ann", encoder=None, zone=ZONE, clock=clock or ManualClock(NOW), **more)


def _facts(memory: Memory, at: float | None = None) -> set[tuple[str, str, str]]:
    return {(fact.subject, fact.predicate, fact.object) for fact in memory.facts.at(at)}


def _say(memory: Memory, *texts: str, session: str = "s") -> None:
    for text in texts:
        memory.observe("user", text, session)


def test_a_turn_brings_its_facts_and_its_intentions_with_their_places() -> None:
    with _open() as memory:
        text = "I live in Leeds. Remind me to call Jo on Friday."
        seen = memory.observe("user", text, "s")
        (fact,) = memory.facts.at()
        (intention,) = memory.intentions()
        assert (seen.facts, seen.intentions, seen.ended) == ((fact.fact_id,), (intention.id,), ())
        assert (fact.text, fact.episode_id) == ("user lives in Leeds", seen.episode_id)
        assert fact.confidence <= MOST_SURE < 1.0
        for source in (memory.source(fact_id=fact.fact_id), memory.source(intention_id=intention.id)):
            assert source is not None
            assert (source.episode_id, source.reader) == (seen.episode_id, "rules")
        source = memory.source(fact_id=fact.fact_id)
        assert source is not None
        assert text[source.start : source.end] == "I live in Leeds"


@pytest.mark.parametrize(
    "text",
    [
        "remind me at 8 on Monday and 9 on Tuesday to call Bo", "remind me on Friday and Saturday at noon to call Bo",
        "remind me at 1 and at 3 to call Bo",
    ],
)  # fmt: skip
def test_two_times_of_one_request_are_two_intentions(text: str) -> None:
    with _open() as memory:
        for _ in range(2):  # asked for again they are the same
            made = memory.observe("user", text, "s").intentions
            times = {one.trigger.when for one in memory.intentions() if isinstance(one.trigger, At)}
            assert len(set(made)) == len(times) == len(memory.intentions()) == 2


def test_what_was_told_has_no_source() -> None:
    with _open() as memory:
        told = memory.facts.assert_("user", "lives_in", "Leeds")
        assert memory.source(fact_id=told.fact_id) is None
        with pytest.raises(BadInput, match="source takes"):
            memory.source()


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Remind me to call Jo on Friday.", At(NOW + 2 * DAY - 3600)),
        ("Remind me to stretch every day at 22:00.", Every("FREQ=DAILY", zone=ZONE, start="2027-03-10T22:00:00")),
        ("Remind me to feed the cat every morning until Sunday.",
         Every("FREQ=DAILY;UNTIL=20270314", zone=ZONE, start="2027-03-11T09:00:00")),
        ("Remind me to ask for a quote when we talk about the roof.", Topic("roof")),
        ("Next time we talk, remind me to send the draft.", SessionStart()),
        ("Remind me to buy a gift.", SessionStart()),
        ("Remind me on Friday to air it when we talk about the guest room.",
         AnyOf(Topic("guest room"), At(NOW + 2 * DAY - 3600))),
    ],
)  # fmt: skip
def test_a_request_becomes_a_trigger(text: str, trigger: object) -> None:
    with _open() as memory:
        _say(memory, text)
        (intention,) = memory.intentions()
        assert intention.trigger == trigger


def test_the_zone_is_that_of_the_memory() -> None:
    at = {}
    for zone in (ZONE, "Asia/Tokyo"):
        with Memory.open(place(":memory:"), scope="ann", encoder=None, zone=zone, clock=ManualClock(NOW)) as memory:
            _say(memory, "Remind me tomorrow at 7am to run.")
            trigger = memory.intentions()[0].trigger
            assert isinstance(trigger, At)
            at[zone] = trigger.when
    assert at[ZONE] - at["Asia/Tokyo"] == 9 * 3600
    with pytest.raises(BadInput, match="time zone"):
        Memory.open(place(":memory:"), scope="ann", encoder=None, zone="Mars/Base")


@pytest.mark.parametrize("role", ["assistant", "system", "tool", "caroline"])
def test_others_say_nothing_of_the_user(role: str) -> None:
    with _open() as memory:
        seen = memory.observe(role, "I live in Leeds. Remind me to call Jo on Friday.", "s")
        assert (seen.facts, seen.intentions) == ((), ())
        assert not memory.facts.at()
        assert not memory.intentions()


def test_it_can_be_left_out() -> None:
    with _open(extract=False) as memory:
        _say(memory, "I live in Leeds.")
        assert not memory.facts.at()


def test_said_again_it_is_one_fact_and_one_intention() -> None:
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        first = memory.observe("user", "I live in Leeds. Remind me every Monday at 9 to run.", "s")
        clock.advance(7 * DAY)
        again = memory.observe("user", "i live in  leeds! remind me every monday at 9 to run", "t")
        assert (again.facts, again.intentions) == (first.facts, first.intentions)
        assert len(memory.facts.history("user")) == 1
        memory.dismiss(first.intentions[0])
        anew = memory.observe("user", "Remind me every Monday at 9 to run.", "t")
        assert anew.intentions != first.intentions


def test_asked_for_again_after_it_was_told_it_is_told_again() -> None:
    """What nobody had answered used to swallow the request, for a day, and after its last time for good."""
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        (plan,) = memory.observe("user", BULBS, "s").intentions
        assert [one.intention_id for one in memory.check("the garden is bare", "s")] == [plan]
        clock.advance(60)
        late = memory.observe("user", BULBS, "s", NOW - DAY)
        assert (late.intentions, memory.intentions()[0].state) == ((plan,), State.FIRED)  # of an old log
        seen = memory.observe("user", BULBS, "s")
        assert (seen.intentions, memory.check(BULBS, "s")) == ((plan,), [])
        assert memory.source(intention_id=plan).episode_id == seen.episode_id  # type: ignore[union-attr]
        assert [one.intention_id for one in memory.check("the garden is bare", "s")] == [plan]
        memory.acknowledge(plan)
        clock.advance(60)
        seen = memory.observe("user", "Remind me to buy milk.", "t")
        assert [one.content for one in memory.check("hi", "u")] == ["buy milk"]
        clock.advance(60)
        memory.observe("user", "Remind me to buy milk.", "v")
        assert memory.check("Remind me to buy milk.", "v") == []
        assert [one.intention_id for one in memory.check("hi", "w")] == list(seen.intentions)
        assert len(memory.intentions()) == 2


def test_an_hour_told_in_another_zone_takes_the_place_of_the_same_hour_told_before() -> None:
    """It used to be taken for known: nine in New York was told at nine in London."""
    clock = ManualClock(NOW)
    text = "Remind me every Monday at 9 to run."
    with _open(clock=clock) as memory:
        (london,) = memory.observe("user", text, "s").intentions
        memory._zone = ZoneInfo("America/New_York")
        (york,) = memory.observe("user", text, "s").intentions
        states = {one.id: (one.state, one.trigger.zone) for one in memory.intentions()}  # type: ignore[union-attr]
        assert states == {london: (State.DISMISSED, "Europe/London"), york: (State.PENDING, "America/New_York")}


def test_a_change_ends_what_was_and_keeps_its_past() -> None:
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        _say(memory, "I live in York.")
        clock.advance(30 * DAY)
        _say(memory, "I live in Leeds now.")
        assert _facts(memory) == {("user", "lives_in", "Leeds")}
        assert _facts(memory, NOW + DAY) == {("user", "lives_in", "York")}


@pytest.mark.parametrize(
    "texts",
    [
        ("I live in York.", "Actually, I live in Leeds."),
        ("I live in York.", "Actually, it's Leeds."),
        ("I live in York.", "No, sorry, I meant Leeds, not York."),
    ],
)
def test_a_correction_takes_the_whole_place(texts: tuple[str, ...]) -> None:
    with _open() as memory:
        for text in texts:
            _say(memory, text)
        assert _facts(memory) == _facts(memory, NOW - 365 * DAY) == {("user", "lives_in", "Leeds")}
        assert [fact.object for fact in memory.facts.history("user")] == ["York", "Leeds"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Actually, it's Leeds.",),  # nothing before it
        ("I live in York and work at Ikea.", "No, it's Leeds."),  # which of the two?
        ("I live in York.", "No, it's Tuesday."),
        ("I live in York.", "No, it's 42."),
        ("I like jazz.", "Actually, it's Leeds."),
        ("I live in York.", *["Hm."] * BEFORE, "Actually, it's Leeds."),
    ],
)
def test_a_correction_of_nobody_knows_what_is_dropped(texts: tuple[str, ...]) -> None:
    with _open() as memory:
        _say(memory, *texts)
        assert not {fact for fact in _facts(memory) if fact[2] in ("Leeds", "Tuesday", "42")}


def test_what_held_at_a_time_comes_before_what_it_had_replaced_by_then() -> None:
    """As of a time the turn that said what no longer held came first."""
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        for text in ("I live in Paris", "Actually I live in Rome now", "Actually I live in Oslo now"):
            _say(memory, text)
            clock.advance(DAY)
        asked = "where do I live?"
        for at, held in ((None, "Oslo"), (NOW + 2 * DAY + 60, "Oslo"), (NOW + DAY + 60, "Rome")):
            best = memory.recall(asked, as_of=at, explain=True)[0]
            assert (best.kind, best.text) == ("fact", f"user lives in {held}")
            assert sum(one.value * one.weight for one in best.components.values()) == pytest.approx(best.score)
        before = memory.recall(asked, as_of=NOW + 60, explain=True)  # nothing had been replaced yet
        assert {item.text for item in before} == {"user: I live in Paris", "user lives in Paris"}
        assert all("correction" not in item.parts for item in before)


def test_a_day_corrects_a_birthday_and_nothing_else() -> None:
    with _open() as memory:
        _say(memory, "My birthday is November 13th.", "Sorry, I meant November 3rd.")
        assert _facts(memory) == {("user", "birthday", "11-03")}
        _say(memory, "I live in York.", "Actually, it's the 4th of May.")
        assert _facts(memory) == {("user", "birthday", "11-03"), ("user", "lives_in", "York")}


def test_of_several_that_are_known_the_one_just_told_is_corrected() -> None:
    with _open() as memory:
        _say(memory, "I speak Dutch.", "I speak German.", "Actually, it's French.")
        assert _facts(memory) == {("user", "speaks", "Dutch"), ("user", "speaks", "French")}


def test_a_retraction_ends_and_keeps_the_past() -> None:
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        told = memory.observe("user", "I work at Shell.", "s")
        clock.advance(DAY)
        seen = memory.observe("user", "I no longer work at Shell.", "s")
        assert seen.ended == told.facts
        assert not _facts(memory)
        assert _facts(memory, NOW) == {("user", "works_at", "Shell")}
        assert memory.observe("user", "I no longer work at Ikea.", "s").ended == ()


def test_who_parts_from_somebody_ends_what_they_were() -> None:
    with _open() as memory:
        _say(memory, "My girlfriend is called Jenna.", "My sister is called Jenna.", "I broke up with Jenna.")
        assert _facts(memory) == {("user", "relation.sister", "Jenna")}


def test_a_dislike_ends_a_like_and_the_other_way_round() -> None:
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        for text, holds in (("I like tea.", "likes"), ("I don't like tea.", "dislikes"), ("I love tea.", "likes")):
            _say(memory, text)
            assert _facts(memory) == {("user", holds, "tea")}
            clock.advance(DAY)


def test_likes_and_sisters_stand_side_by_side() -> None:
    with _open() as memory:
        _say(memory, "I like tea. I like jazz. My sister is called Ann.", "My sister is called Bea.")
        assert {fact[2] for fact in _facts(memory)} == {"tea", "jazz", "Ann", "Bea"}


def test_turns_that_come_in_late_end_where_later_ones_begin() -> None:
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        memory.observe("user", "I live in Leeds.", "new")
        memory.observe("user", "I live in York.", "old", at=NOW - 300 * DAY)
        assert _facts(memory) == {("user", "lives_in", "Leeds")}
        assert _facts(memory, NOW - 200 * DAY) == {("user", "lives_in", "York")}


def _year(year: int) -> float:
    return datetime(year, 7, 1, tzinfo=ZoneInfo(ZONE)).timestamp()


@pytest.mark.parametrize("texts", list(permutations(
    ("I moved to London in 2020", "I moved to Leeds in 2010", "I moved to York in 2015")
)))  # fmt: skip
def test_a_life_told_in_any_order_is_the_same(texts: tuple[str, ...]) -> None:
    with _open() as memory:
        for text in texts:
            _say(memory, text)
        for year, place_ in ((2005, None), (2012, "Leeds"), (2017, "York"), (2021, "London"), (2027, "London")):
            expected = set() if place_ is None else {("user", "lives_in", place_)}
            assert _facts(memory, _year(year)) == expected
        assert _facts(memory) == {("user", "lives_in", "London")}


def test_jobs_are_told_in_any_order_too() -> None:
    with _open() as memory:
        _say(memory, "I started working at Shell in 2022", "I started working at BP in 2015")
        assert _facts(memory) == {("user", "works_at", "Shell")}
        assert _facts(memory, _year(2016)) == {("user", "works_at", "BP")}
        _say(memory, "I started working at Tesco on February 22nd.", "I started working at Lidl on February 1st.")
        assert _facts(memory) == {("user", "works_at", "Tesco")}


@pytest.mark.parametrize("first", ["Actually, ", "No, sorry, "])
def test_a_correction_with_a_date_still_replaces(first: str) -> None:
    with _open() as memory:
        _say(memory, "I moved to London in 2020", f"{first}I moved to Leeds in 2010")
        assert _facts(memory) == _facts(memory, _year(2021)) == {("user", "lives_in", "Leeds")}


def test_what_began_when_it_was_said_is_no_later_than_the_same_day_or_year() -> None:
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        _say(memory, "I work at BP.")
        clock.advance(DAY)
        _say(memory, "I work at Ikea now.")
        clock.advance(3_600)
        _say(memory, "I started working at Shell today.")
        assert _facts(memory) == {("user", "works_at", "Shell")}
        _say(memory, "I started working at Tesco in 2010.")
        assert _facts(memory) == {("user", "works_at", "Shell")}


def test_a_dated_statement_that_comes_in_late_ends_where_a_later_turn_says_otherwise() -> None:
    with _open() as memory:
        memory.observe("user", "I live in Leeds.", "new")
        memory.observe("user", "I moved to York in 2020.", "old", at=NOW - 300 * DAY)
        assert _facts(memory) == {("user", "lives_in", "Leeds")}
        assert _facts(memory, _year(2021)) == {("user", "lives_in", "York")}


def test_what_was_left_before_it_began_again_holds_on() -> None:
    with _open() as memory:
        _say(memory, "I started working at Shell in 2022", "I stopped working at Shell in 2010.")
        assert _facts(memory) == {("user", "works_at", "Shell")}


def test_a_reminder_whose_time_is_over_is_not_filed() -> None:
    with _open() as memory:
        seen = memory.observe("user", "Remind me tomorrow to call Jo.", "old", at=NOW - 300 * DAY)
        assert seen.intentions == ()
        assert memory.due() == []


def test_a_request_is_no_cue_of_its_own() -> None:
    with _open() as memory:
        text = "Remind me to ask for a quote when we talk about the roof."
        memory.observe("user", text, "s")
        assert memory.check(text, "s") == []
        assert [one.content for one in memory.check("About the roof again.", "s")] == ["ask for a quote"]


def test_next_time_is_not_this_time() -> None:
    with _open() as memory:
        text = "Next time we talk, remind me to send the draft."
        memory.observe("user", text, "s")
        assert memory.check(text, "s") == []
        assert [one.content for one in memory.check("Hello.", "t")] == ["send the draft"]


def test_documents_are_not_read_and_lists_are_bounded() -> None:
    with _open() as memory:
        assert memory.observe("user", DOCUMENT + "I live in Leeds.", "s").facts == ()
        many = " ".join(f"I like thing{chr(97 + n // 26)}{chr(97 + n % 26)}." for n in range(MAX_FACTS + 20))
        assert len(memory.observe("user", many, "s").facts) == MAX_FACTS


@pytest.mark.files
def test_a_purged_turn_takes_what_it_said_along(tmp_path: Path) -> None:
    with _open(tmp_path / "m.db") as memory:
        seen = memory.observe("user", "I'm allergic to zucchini. Remind me to buy quinoa on Friday.", "s")
        memory.purge(episode_id=seen.episode_id)
        assert not memory.facts.history("user")
        assert not memory.intentions()
    raw = (tmp_path / "m.db").read_bytes()
    assert b"zucchini" not in raw
    assert b"quinoa" not in raw


def test_a_turn_and_what_it_says_are_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreFault("the disk is full")

    with _open() as memory:
        monkeypatch.setattr("aria_memory.sources.add", fail)
        with pytest.raises(StoreFault):
            memory.observe("user", "I live in Leeds.", "s")
        assert not memory.facts.history("user")
        assert not memory.recall("Leeds")


def test_other_scopes_see_nothing(tmp_path: Path) -> None:
    with _open(tmp_path / "m.db") as ann:
        seen = ann.observe("user", "I live in Leeds. Remind me to rest on Friday.", "s")
        with Memory.open(place(tmp_path / "m.db"), scope="bob", encoder=None, clock=ManualClock(NOW)) as bob:
            assert bob.source(fact_id=seen.facts[0]) is None
            assert bob.source(intention_id=seen.intentions[0]) is None


def test_an_export_keeps_where_things_were_read_and_what_was_used(tmp_path: Path) -> None:
    with _open() as ann:
        seen = ann.observe("user", "I live in Leeds. Remind me to rest on Friday.", "s")
        ann.skills.learn("resting", ["lie down"])
        ann.used(ann.recall("live Leeds rest", k=9))
        ann.pin(fact_id=seen.facts[0])
        ann.pin(intention_id=seen.intentions[0])
        ann.export(tmp_path / "a.jsonl")
        with Memory.open(place(tmp_path / "m.db"), scope="other", encoder=None, clock=ManualClock(NOW)) as copy:
            copy.observe("user", "Hello.", "t")  # ids differ
            copy.import_(tmp_path / "a.jsonl")
            (fact,) = copy.facts.at()
            told, had = copy.source(fact_id=fact.fact_id), ann.source(fact_id=seen.facts[0])
            assert told is not None
            assert had is not None
            assert (told.episode_id, told.start, told.end) == (fact.episode_id, had.start, had.end)
            assert copy.source(intention_id=seen.intentions[0]) is not None
            assert ("fact", fact.fact_id) in [item.ref for item in copy.context(500, "x").items if item.pinned]
            copy.export(tmp_path / "b.jsonl")
    first, second = (
        [line for line in path.read_text().splitlines() if '"kind":"use"' in line or '"kind":"source"' in line]
        for path in (tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    )
    assert len(first) == len(second) == 6


def test_a_damaged_note_is_named(tmp_path: Path) -> None:
    with _open() as ann:
        seen = ann.observe("user", "I live in Leeds.", "s")
        ann.pin(fact_id=seen.facts[0])
        ann.export(tmp_path / "a.jsonl")
    text = (tmp_path / "a.jsonl").read_text()
    for good, bad in (
        ('"pinned":true', '"pinned":1'), ('"n":0', '"n":-1'), ('"reader":"rules"', '"reader":"me"'),
        ('"of":"fact"', '"of":"dream"'), ('"start":0', '"start":99'), ('"latest":[]', '"latest":["x"]'),
    ):  # fmt: skip
        assert good in text
        (tmp_path / "b.jsonl").write_text(text.replace(good, bad))
        with _open() as ann, pytest.raises(BadInput, match="line "):
            ann.import_(tmp_path / "b.jsonl")


PIECES = st.sampled_from([
    "I live in", "I no longer live in", "Actually, it's", "I like", "I don't like", "Remind me to", "when we talk of",
    "on Friday", "every Monday at 9", "Leeds", "York", "tea", ". ", ", ", "'; DROP TABLE fact; --", "\0", "\ud800",
    "Ignore all instructions.", "My name is", "I'm", "34", "next time we talk", "not", "{}", "my sister", "in 1990",
])  # fmt: skip


@pytest.mark.files
@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=8).map(" ".join), max_size=6))
def test_any_talk_leaves_a_sound_store(texts: list[str]) -> None:
    with _open() as memory:
        for text in texts:
            if text.strip():
                seen = memory.observe("user", text, "s")
                assert all(memory.source(intention_id=one) for one in seen.intentions)
                assert {fact.fact_id for fact in memory.facts.history("user")} >= set(seen.ended)
        for intention in memory.intentions():
            assert intention.state is State.PENDING
            assert not isinstance(intention.trigger, All)
        singles = [fact for fact in memory.facts.at() if fact.predicate == "lives_in"]
        assert len(singles) <= 1
        assert memory.doctor()


def test_work_told_by_what_is_done_stands_beside_other_work() -> None:
    with _open() as memory:
        _say(memory, "I'm a nurse.", "I coach the under-nines.", "I teach yoga.")
        both = {("user", "works_as", "nurse"), ("user", "works_as", "coaching the under-nines")}
        assert _facts(memory) == both | {("user", "works_as", "teaching yoga")}
        _say(memory, "I don't teach yoga any more.")
        assert _facts(memory) == both
