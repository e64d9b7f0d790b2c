"""Several who share a role: what is said of one takes nobody else's place, and stays purgeable, sourced and pinned."""

from datetime import datetime
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from aria_memory import ManualClock, Memory
from tests.aria_memory.samples import place

pytestmark = pytest.mark.usefixtures("each_store")

ZONE = "Europe/London"
NOW = datetime(2027, 3, 10, 10, 0, tzinfo=ZoneInfo(ZONE)).timestamp()
ANN, BEA = "My sister Ann lives in Leeds.", "My sister Bea lives in York."
BOTH = {("user's sister Ann", "lives_in", "Leeds"), ("user's sister Bea", "lives_in", "York")}
DAY = 86_400.0


def _open(path: Path | str = ":memory:", clock: ManualClock | None = None) -> Memory:
    return Memory.open(place(path), scope="ann", encoder=None, zone=ZONE, clock=clock or ManualClock(NOW))


def _of(memory: Memory, *roles: str) -> set[tuple[str, str, str]]:
    """Facts whose subject begins with one of these roles."""
    subjects = tuple(f"user's {role}" for role in roles)
    held = memory.facts.at()
    return {(fact.subject, fact.predicate, fact.object) for fact in held if fact.subject.startswith(subjects)}


def _told(*texts: str) -> Memory:
    memory = _open()
    for text in texts:
        memory.observe("user", text, "s")
    return memory


@pytest.mark.parametrize("texts", [(ANN, BEA), (BEA, ANN), (f"{ANN} {BEA}",), (ANN, "Is it late?", BEA)])
def test_two_sisters_are_two(texts: tuple[str, ...]) -> None:
    with _told(*texts) as memory:
        assert _of(memory, "sister") == BOTH


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("My son Max is 4", "My son Ben is 7"), {("user's son Max", "age", "4"), ("user's son Ben", "age", "7")}),
        (("My friend Lou works at BT", "My friend Kim works at Sky"),
         {("user's friend Lou", "works_at", "BT"), ("user's friend Kim", "works_at", "Sky")}),
        (("My dog Rex is 4.", "My dog Fido is 7."),
         {("user's dog", "name", "Rex"), ("user's dog", "name", "Fido"), ("user's dog Rex", "age", "4"),
          ("user's dog Fido", "age", "7")}),
        (("We have two dogs, Rex and Fido",), {("user's dog", "name", "Rex"), ("user's dog", "name", "Fido")}),
        ((ANN, "My sister Bea came over. She lives in York."), BOTH),
        ((ANN, "My sister lives in York, her name is Bea."), BOTH),
    ],
)  # fmt: skip
def test_so_are_others_who_share_a_role(texts: tuple[str, ...], expected: set[tuple[str, str, str]]) -> None:
    with _told(*texts) as memory:
        assert _of(memory, "son", "friend", "dog", "sister") == expected


@pytest.mark.parametrize("texts", list(permutations((ANN, BEA, "My sister Cat lives in Hull."))))
def test_a_third_is_one_more(texts: tuple[str, ...]) -> None:
    with _told(*texts) as memory:
        assert _of(memory, "sister") == BOTH | {("user's sister Cat", "lives_in", "Hull")}


def test_as_long_as_there_is_one_name_the_role_is_she() -> None:
    with _told(ANN, "My sister Ann is a nurse.", "My sister lives in Hull now.") as memory:
        assert _of(memory, "sister") == {("user's sister", "lives_in", "Hull"), ("user's sister", "works_as", "nurse")}


def test_each_of_them_moves_alone_and_can_be_corrected() -> None:
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        for text in (ANN, BEA, "My sister Bea lives in Hull now.", "Actually, my sister Ann lives in Bath."):
            memory.observe("user", text, "s")
            clock.advance(DAY)
        assert _of(memory, "sister") == {
            ("user's sister Ann", "lives_in", "Bath"), ("user's sister Bea", "lives_in", "Hull")
        }  # fmt: skip


def test_whoever_is_not_named_is_she_of_whom_the_same_is_known_and_nobody_else() -> None:
    works = "My friend Lou works at BT.", "My friend Kim works at Sky."
    with _told(ANN, BEA, *works) as memory:
        before = _of(memory, "sister", "friend")
        memory.observe("user", "My sister lives in York.", "s")
        assert _of(memory, "sister", "friend") == before
        memory.observe("user", "My friend no longer works at Sky.", "s")
        assert _of(memory, "friend") == {("user's friend Lou", "works_at", "BT")}
        memory.observe("user", "My sister lives in Hull.", "s")
        assert _of(memory, "sister") == BOTH | {("user's sister", "lives_in", "Hull")}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((ANN, BEA, "Ann moved to Hull.", "Ann is 40."),
         {("user's sister Ann", "lives_in", "Hull"), ("user's sister Ann", "age", "40"),
          ("user's sister Bea", "lives_in", "York")}),
        (("We have two dogs, Rex and Fido.", "Rex is 5."),
         {("user's dog", "name", "Rex"), ("user's dog", "name", "Fido"), ("user's dog Rex", "age", "5")}),
        ((ANN, BEA, "My friend Ann is 40.", "Ann moved to Hull."), BOTH | {("user's friend", "age", "40")}),  # which?
        (("Ann is 40.", ANN, BEA, "Ann moved to Hull."), BOTH),  # who had facts of her own goes on with them
        ((ANN, "Ann moved to Hull."), {("user's sister", "lives_in", "Hull")}),
        ((ANN, "Ann moved to Hull.", BEA),
         {("user's sister Ann", "lives_in", "Hull"), ("user's sister Bea", "lives_in", "York")}),
        (("My boss Kim is 50.", "Kim moved to Hull."),
         {("user's boss", "age", "50"), ("user's boss", "lives_in", "Hull")}),
        (("My friend Lou works at BT.", "Actually Lou works at Sky, not BT."), {("user's friend", "works_at", "Sky")}),
        (("My friend Ken works at Tesco.", "Ken quit Tesco."), set()),
        (("My friend Lou is 40.", "My sister Lou is 30.", "Lou moved to Hull."),  # which?
         {("user's friend", "age", "40"), ("user's sister", "age", "30")}),
        (("My boyfriend Lou is 40.", "Lou and I broke up.", "Lou moved to Hull."),
         {("user's boyfriend", "age", "40")}),
    ],
)  # fmt: skip
def test_a_name_alone_is_whom_it_is_known_of(texts: tuple[str, ...], expected: set[tuple[str, str, str]]) -> None:
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        for text in texts:
            memory.observe("user", text, "s")
            clock.advance(DAY)
        assert _of(memory, "sister", "friend", "dog", "boss", "boyfriend") == expected


def test_of_whom_it_is_not_known_it_is_nobodys() -> None:
    with _told("My friend Lou works at BT.", "My friend Kim works at BT.") as memory:
        before = _of(memory, "friend")
        assert memory.observe("user", "My friend no longer works at BT.", "s").ended == ()
        assert _of(memory, "friend") == before


def test_a_name_that_a_model_read_tells_nobody_apart() -> None:
    with _open() as memory:
        memory.facts.assert_("user", "relation.sister", "Anna", confidence=0.5, several=True)
        memory.observe("user", ANN, "s")
        memory.observe("user", "Anna moved to Hull.", "s")
        assert _of(memory, "sister") == {("user's sister", "lives_in", "Leeds")}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((ANN, "Actually, my sister is called Hanna."), {("user's sister", "lives_in", "Leeds")}),
        (("My boss Ann lives in Leeds.", "My boss Bea lives in York."), {("user's boss", "lives_in", "York")}),
        ((ANN, "My sister Ann Lee is 40."), {("user's sister", "lives_in", "Leeds"), ("user's sister", "age", "40")}),
        (("My dog is called Rex.", "Actually, my dog is called Max."), {("user's dog", "name", "Max")}),
        (("My dog is called Rex.", "No, it's Max."), {("user's dog", "name", "Max")}),
    ],
)
def test_another_name_for_the_same_one_is_no_second(
    texts: tuple[str, ...], expected: set[tuple[str, str, str]]
) -> None:
    with _told(*texts) as memory:
        assert _of(memory, "sister", "boss", "dog") == expected


def test_what_is_told_apart_keeps_its_source_its_past_and_its_pin() -> None:
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        told = memory.observe("user", ANN, "s").facts[-1]
        memory.pin(fact_id=told)
        source = memory.source(fact_id=told)
        clock.advance(DAY)
        memory.observe("user", BEA, "s")
        (fact,) = [one for one in memory.facts.at() if one.subject == "user's sister Ann"]
        assert memory.source(fact_id=fact.fact_id) == source
        assert (fact.valid_from, fact.confidence, fact.episode_id) == (None, 0.9, 1)
        assert memory.facts.history("user's sister")[0].superseded_by == fact.fact_id
        assert [one.subject for one in memory.facts.at(believed=NOW) if one.object == "Leeds"] == ["user's sister"]
        assert [item.item_id for item in memory.context(300, "x").items if item.pinned] == [fact.fact_id]


def test_what_a_caller_said_of_the_role_stays_there() -> None:
    with _open() as memory:
        memory.observe("user", ANN, "s")
        memory.facts.assert_("user's sister", "likes", "tea", several=True)
        memory.observe("user", BEA, "s")
        assert _of(memory, "sister") == BOTH | {("user's sister", "likes", "tea")}


@pytest.mark.files
@pytest.mark.parametrize("which", ["user's sister", "user's sister Ann"])
def test_it_is_purged_under_both_names(tmp_path: Path, which: str) -> None:
    with _open(tmp_path / "m.db") as memory:
        seen = memory.observe("user", "My sister Ann likes zucchini.", "s")
        memory.observe("user", BEA, "s")
        fact = next(one for one in memory.facts.everything() if one.subject == which and one.object == "zucchini")
        memory.purge(fact_id=fact.fact_id)
        assert not [one for one in memory.facts.everything() if one.object == "zucchini"]
        memory.purge(episode_id=seen.episode_id)
    assert b"zucchini" not in (tmp_path / "m.db").read_bytes()


def test_who_has_a_role_is_recalled_and_shown_by_name_too() -> None:
    with _told("My brother Karim is a pilot. He lives in Montreal.", "It rained in Leeds.") as memory:
        memory.observe("user", "Karim moved to Toronto.", "s")
        for query in ("where does Karim live?", "where does my brother live?"):
            first = memory.recall(query, k=1, kinds=["fact"])[0]
            assert first.text == "user's brother Karim lives in Toronto"
        assert "user's brother Karim lives in Toronto" in memory.context(200, "Karim").text
        assert memory.recall("what is my brother called?", k=1, kinds=["fact"])[0].text == "user relation.brother Karim"


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_who_is_the_wife_is_no_more_the_girlfriend(order: tuple[int, ...]) -> None:
    said = ("My girlfriend is Adjoa.", "Adjoa is my fiancée now.", "My wife Adjoa is here.")
    clock = ManualClock(NOW)
    with _open(clock=clock) as memory:
        for which in order:
            memory.observe("user", said[which], "s", at=NOW + which * DAY)
        clock.at = NOW + 3 * DAY

        def roles(at: float) -> list[str]:
            return sorted(one.predicate for one in memory.facts.at(at) if one.object == "Adjoa")

        assert "relation.girlfriend" in roles(NOW + 0.5 * DAY)
        assert "relation.girlfriend" not in roles(NOW + 1.5 * DAY) and "relation.fiance" in roles(NOW + 1.5 * DAY)
        assert roles(NOW + 2.5 * DAY) == ["relation.wife"]
