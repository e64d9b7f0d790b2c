"""Vectors of turns: kept in the file, followed by every process, gone when they must be."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory import BadInput, ManualClock, Memory
from aria_memory.encoders import Encoder
from aria_memory.encoders.base import Rows
from aria_memory.errors import Damaged
from aria_memory.vectors import AT_RECALL
from tests.aria_memory.samples import START

ROOT = Path(__file__).parents[2]
MEANINGS = {"dog": 0, "hound": 0, "car": 1, "automobile": 1, "tea": 2, "darjeeling": 2}


class Toy:
    """Words of one meaning share a direction; a text is the sum of its words."""

    dimension = 4

    def __init__(self, id: str = "toy/1", quick: bool = False) -> None:
        self.id, self.quick, self.seen = id, quick, 0

    def encode(self, texts: Sequence[str]) -> Rows:
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().strip("?.").split():
                row[MEANINGS.get(word, 3)] += 1
            row /= max(1e-9, float(np.linalg.norm(row)))
        self.seen += len(texts)
        return rows


def opened(path: Path | str, encoder: Encoder | None, scope: str = "ann") -> Memory:
    return Memory.open(path, scope=scope, encoder=encoder, clock=ManualClock(START))


def first(memory: Memory, query: str) -> str | None:
    found = memory.recall(query, kinds=["episode"])
    return found[0].text if found else None


@pytest.mark.parametrize("quick", [True, False])
def test_what_is_meant_is_found_without_its_words(quick: bool) -> None:
    encoder = Toy(quick=quick)
    with opened(":memory:", encoder) as m:
        m.observe("Ann", "dog", "s")
        m.observe("Ben", "automobile", "t")
        assert encoder.seen == (2 if quick else 0)
        assert first(m, "hound") == "Ann: dog"
        assert first(m, "car") == "Ben: automobile"
        assert m.recall("tea") == []  # nothing is near it
        assert m.doctor()["vector"] == 2


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("wrong", [np.full((1, 4), np.nan), np.full((1, 4), 1e5), np.ones((1, 5)), np.ones((2, 4))])
def test_vectors_that_spoil_the_rest_are_refused(quick: bool, wrong: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = Toy(quick=quick)
    with opened(":memory:", encoder) as m:
        m.observe("Ann", "dog", "s")
        m.consolidate()
        with monkeypatch.context() as patch:
            patch.setattr(encoder, "encode", lambda texts: wrong)
            with pytest.raises(BadInput, match="encoder toy/1"):
                m.observe("Ben", "automobile", "t")
                m.consolidate()
        assert first(m, "hound") == "Ann: dog"


@pytest.mark.parametrize("numbers", [b"", b"\0", b"\0" * 6, b"\xff\x7f" * 4, b"\0\x7c" * 4])
def test_a_damaged_vector_is_named(tmp_path: Path, numbers: bytes) -> None:
    with opened(tmp_path / "m.db", Toy(quick=True)) as m:
        m.observe("Ann", "dog", "s")
        m.observe("Ben", "automobile", "t")
        m._database.change("UPDATE vector SET numbers = :numbers WHERE episode = 2", {"numbers": numbers})
        with pytest.raises(Damaged, match="vector is damaged"):
            m.recall("hound")


def test_names_do_not_decide_what_is_near() -> None:
    with opened(":memory:", Toy(quick=True)) as m:
        m.observe("Tea", "automobile", "s")
        m.observe("Ben", "darjeeling", "t")
        assert first(m, "Tea car") == "Tea: automobile"


def test_vectors_stay_in_the_file(tmp_path: Path) -> None:
    with opened(tmp_path / "m.db", Toy()) as m:
        m.observe("Ann", "dog", "s")
        m.consolidate()
    again = Toy()
    with opened(tmp_path / "m.db", again) as m:
        assert first(m, "hound") == "Ann: dog"
        assert again.seen == 1  # the query alone


def test_another_encoder_embeds_again(tmp_path: Path) -> None:
    with opened(tmp_path / "m.db", Toy()) as old:
        old.observe("Ann", "dog", "s")
        old.consolidate()
        other = Toy("toy/2")
        with opened(tmp_path / "m.db", other) as m:
            assert m.doctor()["vector"] == 0
            assert first(m, "hound") == "Ann: dog"
            assert other.seen == 2
            old.observe("Ann", "car", "s")
            old.consolidate()  # not of the file's encoder any more: embeds nothing
            assert old.recall("automobile") == []
            assert first(old, "car") == "Ann: car"
            assert first(m, "automobile") == "Ann: car"
    with opened(tmp_path / "m.db", None) as m:
        assert m.recall("automobile") == []


def test_a_recall_embeds_so_many_and_consolidation_the_rest() -> None:
    encoder = Toy()
    with opened(":memory:", encoder) as m:
        for i in range(AT_RECALL + 5):
            m.observe("Ann", f"dog {i}", "s")
        m.observe("Ann", "the last darjeeling", "t")
        assert first(m, "hound") is not None
        assert m.doctor()["vector"] == AT_RECALL
        assert first(m, "last") == "Ann: the last darjeeling"  # by its words
        encoder.quick = True
        m.observe("Ann", "car", "t")  # those before it wait: it does too
        m.consolidate()
        assert m.doctor()["vector"] == AT_RECALL + 7


def test_an_import_is_embedded(tmp_path: Path) -> None:
    with opened(":memory:", Toy()) as m:
        m.observe("Ann", "dog", "s")
        m.export(tmp_path / "out.jsonl")
    with opened(":memory:", Toy("toy/2", quick=True)) as m:
        m.import_(tmp_path / "out.jsonl")
        assert m.doctor()["vector"] == 1
        assert first(m, "hound") == "Ann: dog"


def test_forgotten_and_of_another_scope_are_not_near(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with opened(path, Toy()) as ann, opened(path, Toy(), "ben") as ben:
        kept = ann.observe("Ann", "dog", "s")
        ben.observe("Ben", "dog", "s")
        assert first(ann, "hound") == "Ann: dog"
        assert first(ben, "hound") == "Ben: dog"
        ann.forget(kept.episode_id)
        assert ann.recall("hound") == []
        assert first(ben, "hound") == "Ben: dog"


def test_no_byte_of_a_purged_vector_is_left(tmp_path: Path) -> None:
    path = tmp_path / "m.db"

    class Marked(Toy):
        def encode(self, texts: Sequence[str]) -> Rows:
            rows = np.tile(np.array([0.5, 0.5, 0.5, 0.5], np.float32), (len(texts), 1))
            rows[["secret" in text for text in texts]] = (0.123, 0.456, 0.789, 0.3917)
            return rows

    mark = np.array([0.123, 0.456, 0.789, 0.3917], np.float16).tobytes()
    with opened(path, Marked(quick=True)) as m, opened(path, Marked(quick=True)) as other:
        kept = m.observe("Ann", "my secret", "s")
        m.observe("Ann", "nothing", "s")
        assert len(other.recall("secret")) == 2
        assert any(mark in file.read_bytes() for file in tmp_path.iterdir())
        m.purge(episode_id=kept.episode_id)
        assert m.doctor()["vector"] == 1
        for file in tmp_path.iterdir():
            assert mark not in file.read_bytes(), file.name
        assert [item.text for item in other.recall("secret")] == ["Ann: nothing"]  # the other process's index follows
        other.observe("Ann", "a new secret", "s")
        assert "Ann: a new secret" in [item.text for item in m.recall("secret")]


def test_another_process_s_turns_are_found(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    script = (
        "import sys; from tests.aria_memory.test_turn_vectors import Toy, opened\n"
        "with opened(sys.argv[1], Toy(quick=sys.argv[2] == 'quick')) as m:\n"
        "    m.observe('Ben', 'automobile ' + sys.argv[2], 's')\n"
    )
    with opened(path, Toy(quick=True)) as m:
        m.observe("Ann", "dog", "s")
        for n, how in enumerate(("quick", "slow", "quick")):
            assert len(m.recall("car", k=50)) == n
            subprocess.run([sys.executable, "-c", script, str(path), how], cwd=ROOT, check=True, timeout=60)
            assert f"Ben: automobile {how}" in [item.text for item in m.recall("car", k=50)]
        assert m.doctor()["vector"] == 4


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("observe"), st.sampled_from(sorted(MEANINGS)), st.sampled_from("st")),
            st.tuples(st.just("purge"), st.integers(0, 9), st.just("")),
            st.tuples(st.just("ask"), st.sampled_from(sorted(MEANINGS)), st.just("")),
            st.tuples(st.just("forget"), st.integers(0, 9), st.just("")),
        ),
        max_size=14,
    ),
    st.booleans(),
    st.sampled_from(sorted(MEANINGS)),
)
def test_whatever_came_and_went_the_answer_is_that_of_a_new_memory(
    steps: list[tuple[str, int | str, str]], quick: bool, query: str
) -> None:
    """An index that followed every change gives what one read from the file at once gives."""
    with opened(":memory:", Toy(quick=quick)) as m:
        ids: list[int] = []
        for name, value, session in steps:
            if name == "observe":
                ids.append(m.observe("Ann", str(value), session).episode_id)
            elif name == "ask":
                m.recall(str(value))
            elif ids:
                episode_id = ids[int(value) % len(ids)]
                if name == "purge":
                    ids.remove(episode_id)
                    m.purge(episode_id=episode_id)
                else:
                    m.forget(episode_id)
        followed = [(item.item_id, item.score) for item in m.recall(query, k=50, explain=True)]
        fresh = Memory(m._database, m._scope, ManualClock(START), m._chance, Toy(quick=quick))
        assert followed == [(item.item_id, item.score) for item in fresh.recall(query, k=50)]
        for item in m.recall(query, k=50, explain=True):
            assert item.score == sum(one.value * one.weight for one in item.components.values())
            assert item.parts == {name: one.value * one.weight for name, one in item.components.items()}
            assert all(0 <= one.value <= 1 for one in item.components.values())
        assert m.doctor()["problems"] == []
