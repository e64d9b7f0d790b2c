"""The index finds the cues that looking at each would find."""

from hypothesis import given
from hypothesis import strategies as st

from aria_memory.prospective.cue_index import CueIndex
from aria_memory.prospective.lexical import words_of

stems = st.text("abc", min_size=1, max_size=9)


@given(st.lists(st.lists(stems, min_size=1, max_size=3, unique=True).map(tuple), max_size=8), st.frozensets(stems))
def test_it_finds_what_looking_at_each_cue_finds(cues: list[tuple[str, ...]], words: frozenset[str]) -> None:
    slow = {}
    for at, cue in enumerate(cues):
        if shared := words_of(cue, words):
            slow[at] = (all(words_of((stem,), words) for stem in cue), shared)
    assert CueIndex(cues).touched(words) == slow


def test_a_slip_of_the_pen_meets_its_cue() -> None:
    index = CueIndex([("stethoscop",), ("dog",)])
    for slip in ("stethscop", "stethoscopp", "stehtoscop", "stethoscup"):
        assert index.touched(frozenset((slip,))) == {0: (True, {slip})}
    assert index.touched(frozenset(("dig", "x" * 10_000))) == {}
