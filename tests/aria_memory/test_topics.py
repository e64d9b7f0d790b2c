"""Topics joined to the store: what names a cue fires, what only mentions it does not, and nothing fires twice."""

import random
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from aria_memory import (
    All,
    Any,
    At,
    BadInput,
    ManualClock,
    Memory,
    NotFound,
    SessionStart,
    State,
    Then,
    Topic,
    intentions,
    lessons,
    topics,
)
from aria_memory.encoders import CallableEncoder
from aria_memory.prospective.matching import CueModel, Matcher
from aria_memory.prospective.watch import Scored, Watch
from tests.aria_memory.samples import START, place

pytestmark = pytest.mark.usefixtures("each_store")

WORDS = {"mortgage": 0, "loan": 0, "lender": 0, "beach": 1, "holiday": 1, "flight": 1, "garden": 2, "roses": 2}


def toy(texts: Sequence[str]) -> np.ndarray:  # type: ignore[type-arg]
    """Three subjects; every other word has a direction of its own."""
    rows = np.full((len(texts), 32), 1e-3, np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.lower().replace(",", " ").replace(".", " ").split():
            if word in WORDS:
                row[WORDS[word]] += 1.0
            else:
                row[3:] += direction(word)
    return rows


@cache
def direction(word: str) -> np.ndarray:  # type: ignore[type-arg]
    return 0.05 * np.random.default_rng(list(word.encode())).normal(size=29)


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


class Counting:
    """Embeds as `toy`, some other way for another id, and notes what it embeds."""

    dimension = 32

    def __init__(self, id: str = "toy") -> None:
        self.id, self.texts = id, list[str]()

    def encode(self, texts: Sequence[str]) -> np.ndarray:  # type: ignore[type-arg]
        self.texts += texts
        rows = toy(texts) * (1.0 if self.id == "toy" else np.linspace(0.2, 2.0, 32))
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


ASKED = ("the lender called about my loan", "a kitchen, and the weather", "a beach")
TALK = [f"it’s the {word}, {i}" for i in range(12) for word in ("loan", "flight", "weather", "kitchen", "bus")]


def scored(path: Path, encoder: Counting) -> list[list[float]]:
    """p-values of ASKED, one for each topic, in a process that has just begun."""
    with Memory.open(place(path), scope="ann", encoder=encoder, clock=ManualClock(START)) as m:
        return [sorted(m.score_intentions(text).values()) for text in ASKED]


def told(path: Path, encoder: Counting, talk: Sequence[str] = TALK) -> list[str]:
    """Ids of the intentions."""
    with Memory.open(place(path), scope="ann", encoder=encoder, clock=ManualClock(START)) as m:
        for i, text in enumerate(talk):
            m.observe("ann", text, f"s{i % 3}")
        return [m.intend("x", Topic(cue)).id for cue in ("the mortgage", "holiday", "roses and garden", "rain")]


@pytest.mark.parametrize("own", [True, False])
def test_another_process_reads_what_was_embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: bool) -> None:
    monkeypatch.setattr(topics, "OWN_LEAST", 50 if own else 1_000)
    told(tmp_path / "a.db", Counting())
    first, later = Counting(), Counting()
    expected = scored(tmp_path / "a.db", first)
    assert scored(tmp_path / "a.db", later) == expected
    assert len(first.texts) > 60
    again = set(later.texts) - set(ASKED)
    assert again == ({text.replace("’", "'") for text in TALK} if own else set())  # what is read otherwise than kept
    assert len({p for each in expected for p in each}) > 3
    with Memory.open(place(tmp_path / "a.db"), scope="ann", encoder=None) as m:
        for table in ("cue_vector", "vector", "encoding"):
            m._scope.change(f"DELETE FROM {table} WHERE scope = :scope")
        m._database.change("DELETE FROM shipped_vector", {})
    assert scored(tmp_path / "a.db", Counting()) == expected


@pytest.mark.parametrize("own", [True, False])
def test_vectors_of_another_encoder_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: bool) -> None:
    monkeypatch.setattr(topics, "OWN_LEAST", 50 if own else 1_000)
    talk = [text.replace("’", "'") for text in TALK]
    for name in "ab":
        told(tmp_path / f"{name}.db", Counting("other"), talk)
    expected = scored(tmp_path / "b.db", Counting("other"))
    assert scored(tmp_path / "a.db", Counting()) != expected
    assert scored(tmp_path / "a.db", Counting("other")) == expected
    with Memory.open(place(tmp_path / "a.db"), scope="ann", encoder=None) as m:
        assert [row[0] for row in m._database.run("SELECT DISTINCT encoder FROM shipped_vector", {})] == ["other"]


def test_a_purge_takes_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "OWN_LEAST", 50)
    talk = [text.replace("’", "'") for text in TALK]
    names = told(tmp_path / "a.db", Counting(), [*talk, "the lender and the loan and the mortgage lender"])
    told(tmp_path / "b.db", Counting(), talk)
    assert scored(tmp_path / "a.db", Counting()) != scored(tmp_path / "b.db", Counting())
    with Memory.open(place(tmp_path / "a.db"), scope="ann", encoder=Counting()) as m:
        m.purge(episode_id=len(talk) + 1)
    assert scored(tmp_path / "a.db", Counting()) == scored(tmp_path / "b.db", Counting())
    with Memory.open(place(tmp_path / "a.db"), scope="ann", encoder=Counting()) as m:
        assert m.doctor()["vector"] == len(talk)
        m.purge(intention_id=names[0])
        kept = m._scope.run("SELECT cue FROM cue_vector WHERE scope = :scope")
        assert {row["cue"] for row in kept} == {"holiday", "roses and garden", "rain"}
        m.purge_all()
        assert m._scope.run("SELECT cue FROM cue_vector WHERE scope = :scope") == []


def opened(path: Path, alpha: float = 0.01) -> Memory:
    return Memory.open(
        path, scope="ann", encoder=CallableEncoder(toy, id="toy"), alpha=alpha, clock=ManualClock(START)
    )


def test_a_firing_says_what_went_into_it() -> None:
    with memory(CallableEncoder(toy, id="toy")) as m:
        m.intend("ask about the rate", Topic("mortgage"))
        m.check("a loan, I thought", "s")
        m.intend("ask about the flight", Topic("holiday"))
        (firing,) = m.check("a beach is what we need", "s")
        why = firing.why[0]
        assert why["similarity"] > 0.5 and why["rival"] > 0 and why["p"] <= why["alpha"] == 0.001
        assert "taught" not in why and "guard" not in why
        assert m.firings(firing.intention_id)[0].why == firing.why


def test_a_mistaken_firing_is_taken_back_and_its_like_fires_less(tmp_path: Path) -> None:
    """Also after the file is opened again, and in a memory that was open all the while."""
    said, like, other = "the loan and the garden", "the garden and the loan", "the lender called"
    with opened(tmp_path / "x.db") as m, opened(tmp_path / "x.db") as elsewhere:
        name = m.intend("ask about the rate", Topic("mortgage")).id
        before = [elsewhere.score_intentions(text)[name] for text in (like, other)]
        assert [f.intention_id for f in m.check(said, "s")] == [name]
        assert m.mistaken(name).state is State.PENDING
        for place in (m, elsewhere):
            after = [place.score_intentions(text)[name] for text in (like, other)]
            assert after[0] > 0.01 >= before[0]
            assert after[1] <= 0.01
        assert m.check(like, "s") == []
        (firing,) = m.check(other, "t")
        assert firing.intention_id == name
    with opened(tmp_path / "x.db") as m:
        m.mistaken(name)  # that one, too
        assert m.score_intentions(like)[name] > 0.01


def test_a_missed_message_and_its_like_fire_afterwards(tmp_path: Path) -> None:
    with opened(tmp_path / "x.db") as m:
        name = m.intend("ask about the rate", Topic("mortgage")).id
        assert m.check("roses again", "s") == []
        assert m.missed(name).state is State.PENDING  # the last message
    code = (
        "import sys; from tests.aria_memory.test_topics import opened; from pathlib import Path\n"
        "with opened(Path(sys.argv[1])) as m:\n"
        "    (one,) = m.check('the garden has roses', 's'); print(one.intention_id, one.why[0]['taught'] > 0.5)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x.db")], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [name, "True"]


def test_what_done_and_dismiss_teach_outlives_the_intention() -> None:
    with memory(CallableEncoder(toy, id="toy"), alpha=0.01) as m:
        first = m.intend("ask", Topic("mortgage"))
        assert len(m.check("the loan and the garden", "s")) == 1
        m.dismiss(first.id)
        second = m.intend("ask again", Topic("mortgage"))
        assert m.check("the garden and the loan", "s") == []
        assert len(m.check("my lender", "t")) == 1
        m.done(second.id)
        third = m.intend("and again", Topic("mortgage"))
        m.check("the mortgage", "t")  # its name: nothing to learn
        m.dismiss(third.id)
        assert [one["message"] for one in lessons.rows(m._scope)] == ["the loan and the garden", "my lender"]
        assert [one["fits"] for one in lessons.rows(m._scope)] == [0, 1]


def test_lessons_are_bounded_and_purged() -> None:
    with memory(CallableEncoder(toy, id="toy"), alpha=0.01) as m:
        name = m.intend("ask", Topic("mortgage")).id
        for i in range(12):
            m.missed(name, f"roses, number {i}")
        assert [row["message"][-2:].strip() for row in lessons.rows(m._scope)] == [str(i) for i in range(4, 12)]
        m.missed(name, "roses, number 5")  # again: it is the newest now, and there once
        assert [row["message"][-1] for row in lessons.rows(m._scope)][-2:] == ["1", "5"]
        seen = m.observe("ann", "roses, number 7", "s")
        m.purge(episode_id=seen.episode_id)
        assert "roses, number 7" not in [row["message"] for row in lessons.rows(m._scope)]
        other = m.intend("ask again", Topic("mortgage")).id
        m.purge(intention_id=name)
        assert len(lessons.rows(m._scope)) == 7  # another is still to be found by them
        m.purge(intention_id=other)
        assert lessons.rows(m._scope) == []


def test_a_scope_begun_anew_is_not_taken_for_what_it_was(tmp_path: Path) -> None:
    """Another process counts changes from the start again: what it comes to must not be a number that is known here."""
    where = place(tmp_path / "m.db")
    with Memory.open(where, scope="ann", encoder=None) as here, Memory.open(where, scope="ann", encoder=None) as there:
        here.intend("ask about the rate", Topic("the mortgage"))
        assert set(here.score_intentions("The roses are out.").values()) == {1.0}
        there.purge_all()
        there.intend("prune them", Topic("the roses"))
        (firing,) = here.check("The roses are out.", "s")
        assert firing.content == "prune them"


def test_what_is_moved_keeps_its_topic(tmp_path: Path) -> None:
    where = place(tmp_path / "m.db")
    with Memory.open(where, scope="ann", encoder=None) as here, Memory.open(where, scope="ann", encoder=None) as there:
        name = here.intend("ask about the rate", Any(At(here.now() + 60), Topic("the mortgage"))).id
        assert list(here.score_intentions("Hello.")) == [name]
        with pytest.raises(BadInput, match="keeps its topics"):
            there.move(name, At(here.now() + 3_600))
        there.move(name, Any(At(here.now() + 3_600), Topic("the mortgage")))
        assert [one.intention_id for one in here.check("The mortgage is due.", "s")] == [name]


def test_only_what_can_fire_is_looked_for() -> None:
    """Each cue that is looked for takes a part of the rate: what has fired, or sleeps, is to take none."""
    with memory() as m:
        first = m.intend("a", Topic("the garden")).id
        second = m.intend("b", Topic("the beach")).id
        third = m.intend("c", Topic("the flight"), depends_on=[first]).id
        m.snooze(second, START + 60)
        assert len(m.check("the garden", "s")) == 1
        fourth = m.intend("d", Topic("the roses")).id
        assert intentions.topical(m._scope, pending=True) == (fourth,)
        assert set(intentions.topical(m._scope, pending=False)) == {first, second, third}
        assert intentions.waking(m._scope, START + 59) == ()
        assert intentions.waking(m._scope, START + 60) == (second,)
        m.done(first)
        assert set(intentions.topical(m._scope, pending=True)) == {third, fourth}


def test_only_a_topic_learns_and_only_from_a_message() -> None:
    with memory() as m:
        name = m.intend("greet", SessionStart()).id
        topic = m.intend("ask", Topic("the garden")).id
        with pytest.raises(BadInput, match="which message"):
            m.missed(topic)
        with pytest.raises(BadInput, match="no topic"):
            m.missed(name, "hello")
        with pytest.raises(NotFound):
            m.missed("nobody", "hello")
        assert m.mistaken(topic).state is State.PENDING  # it has not fired: nothing to take back
        assert m.acknowledge(topic).state is State.PENDING


def test_lessons_and_firings_go_out_and_in_again(tmp_path: Path) -> None:
    with opened(tmp_path / "x.db") as old, opened(tmp_path / "y.db") as new:
        name = old.intend("ask", Topic("mortgage")).id
        old.missed(name, "a rose garden")
        assert len(old.check("the loan and the garden", "s")) == 1
        assert old.export(tmp_path / "out") == new.import_(tmp_path / "out") == 3
        assert new.firings(name)[0].why == old.firings(name)[0].why
        for place in (old, new):
            place.mistaken(name)
        rows = [[(row["cue"], row["message"], row["fits"]) for row in lessons.rows(m._scope)] for m in (old, new)]
        assert rows[0] == rows[1] == [("mortgage", "a rose garden", 1), ("mortgage", "the loan and the garden", 0)]
        (tmp_path / "bad").write_text(
            (tmp_path / "out").read_text(encoding="utf-8").replace('"fits":true', '"fits":1'), encoding="utf-8"
        )
        with Memory.open(":memory:", scope="x", encoder=None) as empty, pytest.raises(BadInput, match="line 4"):
            empty.import_(tmp_path / "bad")
        (tmp_path / "bad").write_text(
            (tmp_path / "out").read_text(encoding="utf-8").replace('"detail":', '"other":'), encoding="utf-8"
        )
        with Memory.open(":memory:", scope="x", encoder=None) as empty, pytest.raises(BadInput, match="line 3"):
            empty.import_(tmp_path / "bad")


def test_a_cue_is_prepared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked of it in whatever order, until something is learnt of it."""
    prepared: list[str] = []
    real = Matcher.prepare

    def prepare(self: Matcher, cue: str, *rest: object) -> CueModel:
        prepared.append(cue)
        return real(self, cue, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Matcher, "prepare", prepare)
    with memory(CallableEncoder(toy, id="toy")) as m:
        ids = [m.intend("say so", Topic(cue)).id for cue in ("mortgage", "holiday", "garden")]
        assert len(m.check("the mortgage", "s")) == 1
        for _ in range(2):
            m.score_intentions("hello")  # of what has fired too
            m.check("hello", "s")
        assert sorted(prepared) == ["garden", "holiday", "mortgage"]
        m.missed(ids[2], "roses")
        m.score_intentions("hello")
        m.check("hello", "s")
        assert prepared[3:] == ["garden"]
        m.dismiss(ids[1])
        m.check("hello", "s")
        assert m.missed(ids[1], "the beach").state is State.DISMISSED  # one that has ended learns too
        assert prepared[4:] == ["holiday"]


def test_threads_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one is in the middle of a check, another changes the topics and scores them."""
    real = Watch.score
    others: list[threading.Thread] = []

    def score(self: Watch, message: str, recent: Sequence[str] = ()) -> Scored:
        if not others:
            others.append(threading.Thread(target=another))
            others[0].start()
            others[0].join(timeout=0.3)  # it may not come in between, and then waits
        return real(self, message, recent)

    def another() -> None:
        for cue in ("guitar", "volcano", "penguin", "giraffe"):
            m.intend("else", Topic(cue))
        m.score_intentions("hello")

    monkeypatch.setattr(Watch, "score", score)
    with Memory.open(
        place(":memory:"), scope="ann", encoder=None, clock=ManualClock(START), chance=random.Random(1)
    ) as m:
        mine = m.intend("mine", Topic("umbrella")).id
        assert [firing.intention_id for firing in m.check("the umbrella", "s")] == [mine]
        others[0].join(timeout=60)
        assert len(m.score_intentions("hello")) == 5


def test_another_process_gives_an_id_again(tmp_path: Path) -> None:
    """Purged, and imported from an export that was edited: the topic that it had is not looked for any more."""
    with opened(tmp_path / "x.db") as m, opened(tmp_path / "x.db") as other:
        name = m.intend("ask", Topic("mortgage")).id
        m.check("hello", "s")
        other.export(tmp_path / "out")
        other.purge(intention_id=name)
        edited = (tmp_path / "out").read_text(encoding="utf-8").replace("mortgage", "umbrella")
        (tmp_path / "out").write_text(edited, encoding="utf-8")
        other.import_(tmp_path / "out")
        assert m.check("about the mortgage", "s") == []
        (firing,) = m.check("about the umbrella", "s")
        assert (firing.intention_id, firing.why[0]["detail"]) == (name, "umbrella")


def test_half_of_a_surrogate_pair_in_a_cue() -> None:
    """It went as it was to where vectors and lessons are kept, and no file can hold it: nothing fired any more."""
    with memory(CallableEncoder(toy, id="toy")) as m:
        name = m.intend("ask", Topic("boat \ud800 trip")).id
        (firing,) = m.check("the boat trip", "s")
        assert firing.why[0]["detail"] == "boat \ufffd trip"
        m.missed(name, "the loan")
        m.done(name)


def test_a_message_given_twice_is_no_context_of_itself() -> None:
    """Whatever had not fired by it the first time does not the second."""
    with memory(CallableEncoder(toy, id="toy"), alpha=1.0) as m:
        m.intend("ask", Topic("mortgage"), repeat=True)
        m.check("we had soup", "s", "m1")
        (first,) = m.check("the lender called", "s", "m2")
        m.intend("tell", Topic("loan"))
        (second,) = m.check("the lender called", "s", "m2")
        assert second.content == "tell"
        assert first.why[0]["context"] == second.why[0]["context"]
