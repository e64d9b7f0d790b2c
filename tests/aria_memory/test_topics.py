"""Topics joined to the store: what names a cue fires, what only mentions it does not, and nothing fires twice."""

from collections.abc import Sequence

import numpy as np
import pytest

from aria_memory import All, BadInput, ManualClock, Memory, SessionStart, State, Then, Topic, topics
from aria_memory.encoders import CallableEncoder
from tests.aria_memory.samples import START, place

pytestmark = pytest.mark.usefixtures("each_store")

WORDS = {"mortgage": 0, "loan": 0, "lender": 0, "beach": 1, "holiday": 1, "flight": 1, "garden": 2, "roses": 2}


def toy(texts: Sequence[str]) -> np.ndarray:  # type: ignore[type-arg]
    """Three subjects, and a place in a fourth dimension for everything else."""
    rows = np.full((len(texts), 4), 1e-3, np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.lower().replace(",", " ").replace(".", " ").split():
            row[WORDS.get(word, 3)] += 1.0 if word in WORDS else 0.05 + len(word) % 7 / 100
    return rows


def memory(encoder: object = None, alpha: float = 0.001) -> Memory:
    return Memory.open(place(":memory:"), scope="ann", encoder=encoder, alpha=alpha, clock=ManualClock(START))  # type: ignore[arg-type]


def test_a_named_cue_fires_once_and_words_about_it_do_not() -> None:
    with memory() as m:
        rate = m.intend("ask about the rate", Topic("the mortgage"))
        assert m.check("How was your weekend?", "s") == []
        assert m.check("Please don't mention the mortgage today.", "s") == []
        (firing,) = m.check("We should talk about our mortgage.", "s")
        assert (firing.intention_id, firing.p, firing.why[0]["kind"]) == (rate.id, 0.0, "topic")
        assert m.check("The mortgage again!", "s") == []  # it has fired, and waits for a word
        m.done(rate.id)
        assert m.check("That mortgage...", "s") == []
        assert m.score_intentions("mortgage") == {}


def test_a_topic_without_its_words() -> None:
    with memory(CallableEncoder(toy, id="toy")) as m:
        loan = m.intend("ask about the rate", Topic("mortgage"))
        trip = m.intend("tell about Crete", Topic("holiday"))
        before = m.score_intentions("the lender called about the loan")
        assert before[loan.id] <= 0.001 < before[trip.id]
        assert m.score_intentions("nothing of the kind happened here")[loan.id] > 0.001
        assert [f.intention_id for f in m.check("the lender called about the loan", "s")] == [loan.id]
        assert m.score_intentions("beach and flight").keys() == {loan.id, trip.id}  # scoring fires nothing
        assert [f.intention_id for f in m.check("a beach, and a flight", "s")] == [trip.id]


def test_topics_within_compounds_keep_their_order() -> None:
    with memory() as m:
        both = m.intend("one", All(Topic("the garden"), SessionStart()))
        turn = m.intend("two", Then(Topic("the beach"), Topic("the loan")))
        assert m.check("the loan first", "s") == []
        assert m.check("now the beach", "s") == []
        assert [f.intention_id for f in m.check("and the loan", "s")] == [turn.id]
        assert [f.intention_id for f in m.check("the garden in spring", "t")] == [both.id]


def test_the_rate_is_set_by_alpha() -> None:
    with pytest.raises(BadInput, match=r"alpha is 1.5"):
        memory(alpha=1.5)
    with memory(CallableEncoder(toy, id="toy"), alpha=1.0) as m:
        one = m.intend("anything", Topic("mortgage"))
        assert [f.intention_id for f in m.check("whatever you say", "s")] == [one.id]
    with memory(CallableEncoder(toy, id="toy"), alpha=0.0) as m:
        m.intend("only when named", Topic("mortgage"))
        assert m.check("the lender called about the loan", "s") == []
        assert len(m.check("the mortgage", "s")) == 1


def test_new_and_ended_intentions_are_seen_at_once() -> None:
    with memory() as m:
        first = m.intend("a", Topic("the garden"))
        m.check("hello", "s")
        second = m.intend("b", Topic("the beach"))
        assert set(m.score_intentions("the beach")) == {first.id, second.id}
        m.dismiss(first.id)
        assert set(m.score_intentions("the beach")) == {second.id}
        assert {one.id: one.state for one in m.intentions()}[first.id] is State.DISMISSED


def test_the_users_own_talk_becomes_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who talks of loans all day is not reminded by every loan."""
    monkeypatch.setattr(topics, "OWN_LEAST", 50)
    found = []
    for n in (49, 50):
        with memory(CallableEncoder(toy, id="toy")) as m:
            for i in range(n):
                m.observe("ann", f"the lender and the loan, day {i}", "old")
                m.observe("assistant", "a beach, a flight", "old")
            loan = m.intend("ask", Topic("mortgage"))
            trip = m.intend("tell", Topic("holiday"))
            found.append(
                [m.score_intentions(text)[name] for text, name in (("my loan", loan.id), ("a beach", trip.id))]
            )
    cold, warm = found
    assert cold[0] <= 0.001 < warm[0]
    assert warm[1] == pytest.approx(1 / 51)  # what the assistant said is no background
