"""The index finds the cues that looking at each would find."""

from hypothesis import given
from hypothesis import strategies as st

from aria_memory.prospective.cue_index import CueIndex
from aria_memory.prospective.lexical import joined, words_of

stems = st.text("abc", min_size=1, max_size=9)


@given(st.lists(st.lists(stems, min_size=1, max_size=3, unique=True).map(tuple), max_size=8), st.frozensets(stems))
def test_it_finds_what_looking_at_each_cue_finds(cues: list[tuple[str, ...]], words: frozenset[str]) -> None:
    slow = {}
    for at, cue in enumerate(cues):
        met = {stem for stem in cue if words_of((stem,), words, len(cue) > 1)}
        shared = words_of(cue, words, len(cue) > 1)
        for whole, *pair in joined(cue):
            if whole in words:
                met.update(pair)
                shared.add(whole)
        if shared:
            slow[at] = (len(met) == len(cue), shared)
    assert CueIndex(cues).touched(words) == slow


def test_a_slip_of_the_pen_meets_its_cue() -> None:
    index = CueIndex([("stethoscop",), ("dog",)])
    for slip in ("stethscop", "stethoscopp", "stehtoscop", "stethoscup"):
        assert index.touched(frozenset((slip,))) == {0: (True, {slip})}
    assert index.touched(frozenset(("dig", "x" * 10_000))) == {}


def test_a_short_word_is_met_with_a_slip_only_beside_another_of_its_cue() -> None:
    index = CueIndex([("school", "tour"), ("tour",)])
    assert index.touched(frozenset(("school", "tuor"))) == {0: (True, {"school", "tuor"})}


def test_words_side_by_side_meet_a_cue_of_one_word_and_one_word_a_cue_of_two() -> None:
    index = CueIndex([("websit",), ("car", "park"), ("dog",)])
    assert index.touched(frozenset(("web", "site")), [("website", ("web", "site"))]) == {0: (True, {"web", "site"})}
    assert index.touched(frozenset(("carpark",))) == {1: (True, {"carpark"})}
    assert index.touched(frozenset(("web", "dog")), [("webdog", ("web", "dog"))]) == {2: (True, {"dog"})}
