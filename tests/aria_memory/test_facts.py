"""Facts in two times, against a model that keeps every statement and looks at all of them."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory import BadInput, ManualClock, NotFound, facts, lexicon
from aria_memory.recall import CANDIDATES
from aria_memory.shown import moment
from tests.aria_memory.samples import START
from tests.aria_memory.samples import plain as memory

pytestmark = pytest.mark.usefixtures("each_store")


def test_a_contradiction_supersedes_and_the_past_stays() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        york = m.facts.assert_("user", "lives_in", "York", valid_from=100.0)
        clock.advance(50)
        leeds = m.facts.assert_("user", "lives_in", "Leeds", valid_from=200.0)
        assert [fact.object for fact in m.facts.at(150.0)] == ["York"]
        assert [fact.object for fact in m.facts.at(250.0)] == ["Leeds"]
        assert [fact.object for fact in m.facts.at(250.0, believed=START + 10)] == ["York"]
        assert m.facts.at(50.0) == []
        old, new, before = m.facts.history("user", "lives_in")
        assert (old.fact_id, old.retracted, old.superseded_by) == (york.fact_id, START + 50, leeds.fact_id)
        assert (new, before.object, before.valid_from, before.valid_to) == (leeds, "York", 100.0, 200.0)


def test_a_spell_elsewhere_ends_nothing() -> None:
    with memory() as m:
        m.facts.assert_("user", "lives_in", "York")
        m.facts.assert_("user", "lives_in", "Leeds", valid_from=20.0, valid_to=50.0)
        assert [[f.object for f in m.facts.at(t)] for t in (10.0, 30.0, 60.0)] == [["York"], ["Leeds"], ["York"]]


def test_the_same_again_changes_nothing() -> None:
    with memory() as m:
        one = m.facts.assert_("user", "lives_in", "York")
        assert m.facts.assert_("user", "lives_in", "York") == one
        assert m.facts.assert_("user", "lives_in", "York", valid_from=5.0) == one
        assert len(m.facts.history("user")) == 1
        surer = m.facts.assert_("user", "likes", "tea", confidence=0.5, several=True)
        assert m.facts.assert_("user", "likes", "tea", confidence=0.9, several=True) != surer
        assert [(f.object, f.confidence) for f in m.facts.at(predicate="likes")] == [("tea", 0.9)]


def test_several_objects_live_side_by_side() -> None:
    with memory() as m:
        for thing in ("tea", "rain", "chess"):
            m.facts.assert_("user", "likes", thing, several=True)
        assert [fact.object for fact in m.facts.at(predicate="likes")] == ["tea", "rain", "chess"]


def test_what_is_over_says_so_when_recalled() -> None:
    with memory() as m:
        m.facts.assert_("user", "lives_in", "Leeds")
        m.facts.assert_("user", "lives_in", "York", valid_from=START)
        texts = {item.text for item in m.recall("where the user lives", kinds=["fact"])}
        assert texts == {"user lives in York", f"user lives in Leeds (until {moment(START)})"}


def test_a_score_is_the_share_of_the_query() -> None:
    with memory() as m:
        m.facts.assert_("user", "likes", "tea")
        m.facts.assert_("user", "works_at", "the Ada Byron library")
        for query in ("Ada Byron library", "library libraries", "the Byron libraries' library"):
            assert [item.score for item in m.recall(query, kinds=["fact"])] == [1.0], query
        (half,) = m.recall("Ada zebra zebras", kinds=["fact"])
        assert 0.0 < half.score < 0.5  # a word that is nowhere tells more than one that is


def test_retracted_is_remembered_as_believed() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        fact = m.facts.assert_("user", "works_at", "the mill")
        assert m.recall("mill")[0].kind == "fact"
        clock.advance(10)
        m.facts.retract(fact.fact_id)
        assert m.facts.at() == []
        assert m.recall("mill") == []
        assert [f.object for f in m.facts.at(believed=START + 5)] == ["the mill"]
        assert [item.text for item in m.recall("mill", as_of=START + 5)] == ["user works at the mill"]
        with pytest.raises(NotFound, match="retracted before"):
            m.facts.retract(fact.fact_id)
        with pytest.raises(NotFound, match="fact 7 "):
            m.facts.retract(7)


def test_a_clock_that_jumps_back_keeps_the_order_of_belief() -> None:
    clock = ManualClock(START)
    with memory(clock=clock) as m:
        m.facts.assert_("user", "lives_in", "York")
        clock.advance(-1000)
        m.facts.assert_("user", "lives_in", "Leeds")
        assert [fact.object for fact in m.facts.at()] == ["Leeds"]
        for fact in m.facts.history("user"):
            assert fact.retracted is None or fact.retracted >= fact.recorded


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"valid_from": 5.0, "valid_to": 5.0}, "valid_to 5.0 is not after"),
        ({"confidence": 0.0}, "confidence is 0"),
        ({"confidence": 1.5}, "confidence is 1.5"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, float], words: str) -> None:
    with memory() as m:
        with pytest.raises(BadInput, match=words):
            m.facts.assert_("user", "is", "here", **values)  # type: ignore[arg-type]
        assert m.facts.history("user") == []


@dataclass
class Belief:
    object: str
    begin: float
    end: float
    recorded: int
    retracted: float = float("inf")


TIMES = st.integers(0, 9)


@pytest.mark.files
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.none() | TIMES, st.none() | TIMES).filter(
            lambda t: t[1] is None or t[2] is None or t[1] < t[2]
        ),
        max_size=8,
    )
)
def test_against_a_plain_model(statements: list[tuple[str, int | None, int | None]]) -> None:
    """One object at a time: what was said last for a moment, as it was believed at each step."""
    clock = ManualClock(START)
    infinite = float("inf")
    with memory(clock=clock) as m:
        beliefs: list[Belief] = []
        for step, (thing, begin, end) in enumerate(statements):
            clock.at = START + step
            m.facts.assert_("user", "is", thing, valid_from=begin, valid_to=end)
            first, past = -infinite if begin is None else begin, infinite if end is None else end
            rivals = [b for b in beliefs if b.retracted == infinite and b.begin < past and first < b.end]
            if any(b.object == thing and b.begin <= first and past <= b.end for b in rivals):
                continue
            beliefs.append(Belief(thing, first, past, step))
            for b in rivals:
                b.retracted = step
                if b.begin < first:
                    beliefs.append(Belief(b.object, b.begin, first, step))
                if past < b.end:
                    beliefs.append(Belief(b.object, past, b.end, step))
        for step in range(len(statements)):
            for moment in (-1.0, *(i + 0.5 for i in range(10))):
                expected = sorted(
                    b.object for b in beliefs if b.begin <= moment < b.end and b.recorded <= step < b.retracted
                )
                found = sorted(f.object for f in m.facts.at(moment, believed=START + step))
                assert found == expected
                assert len(found) <= 1


@pytest.mark.parametrize("read", [lexicon.READ, 100])
def test_what_changes_often_is_still_recalled_as_it_is_now(read: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """More statements that are believed no longer than are looked at otherwise, all with the words of the query."""
    monkeypatch.setattr(lexicon, "READ", read)
    clock, changes = ManualClock(START), CANDIDATES + 20
    with memory(clock=clock) as m, m._scope.writing():
        for i in range(changes):
            clock.advance(1)
            m.facts.assert_("user", "mood", f"feeling {i}")
        (now,) = m.recall("the user's mood", kinds=["fact"])
        assert now.text == f"user mood feeling {changes - 1}"
        (then,) = m.recall("the user's mood", kinds=["fact"], as_of=START + changes - 50)
        assert then.text == f"user mood feeling {changes - 51}"


FEW = st.integers(0, 4)
ROWS = st.lists(
    st.tuples(st.booleans(), st.none() | FEW, st.none() | FEW, FEW, st.none() | FEW), min_size=8, max_size=30
)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, valid=FEW, believed=st.none() | FEW, most=st.integers(1, 12))
def test_the_latest_are_the_last_of_all_that_hold(
    rows: list[tuple[bool, float | None, float | None, float, float | None]],
    valid: float,
    believed: float | None,
    most: int,
) -> None:
    """Whatever there is, of two scopes: `at` looks at all of them, `latest` by the indexes."""
    with memory() as m:
        other = m._database.scoped("bea")
        with m._scope.writing():
            for own, begins, ends, recorded, retracted in rows:
                scope = m._scope if own else other
                key = scope.insert(
                    "INSERT INTO fact (scope, subject, predicate, object, valid_from, valid_to, recorded, confidence) "
                    "VALUES (:scope, 's', 'p', 'o', :begins, :ends, :recorded, 1.0)",
                    begins=begins, ends=ends, recorded=recorded,
                )  # fmt: skip
                if retracted is not None:
                    sql = "UPDATE fact SET retracted = :at WHERE scope = :scope AND id = :id"
                    scope.change(sql, at=retracted, id=key)
        held = [fact.fact_id for fact in facts.at(m._scope, valid, believed)]
        assert facts.latest(m._scope, valid, believed, most) == held[::-1][:most]


def test_the_latest_are_found_by_their_indexes(each_store: str) -> None:
    """However many were retracted, or have ended."""
    with memory() as m:
        with m._scope.writing():
            for n in range(700):
                for retracted, ends in ((None, None), (n, None), (None, n)):
                    m._scope.insert(
                        "INSERT INTO fact (scope, subject, predicate, object, valid_to, recorded, retracted, "
                        "confidence) VALUES (:scope, 's', 'p', 'o', :ends, 0.0, :retracted, 1.0)",
                        ends=ends, retracted=retracted,
                    )  # fmt: skip
        if each_store == "postgres":  # which does so by itself, now and then; a file is never analyzed
            m._database.run("ANALYZE", {})
        for believed, more in ((None, ()), (695.0, ("fact_retracted",))):
            explain = "EXPLAIN QUERY PLAN" if each_store == "sqlite" else "EXPLAIN"
            rows = m._scope.run(
                f"{explain} {facts.latest_statement(believed)}", valid=695.0, believed=believed, most=5
            )
            told = " ".join(str(row[-1]) for row in rows)
            assert set(re.findall(r"fact_\w*[a-z]{3}", told)) == {"fact_open", "fact_ending", *more}, told
