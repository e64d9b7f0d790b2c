"""All forms of a word come to one stem, and words that only look alike do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_memory.prospective.stems import LONGEST, stem

SAME = [
    "passport passports PASSPORT passport's", "bake baking baked bakes", "plan planning planned plans", "plane planes",
    "party parties", "movie movies", "study studied studying studies", "travel travelling traveled travels",
    "cancel cancelled canceling", "colour color colours colored", "favourite favorite", "organise organize organized",
    "organisation organization", "theatre theater theatres", "centre center centres", "licence license licensed",
    "catalogue catalog", "install installing installed", "instalment installment", "renovate renovation renovating",
    "graduate graduation graduated", "inspect inspection inspecting", "renewal renew renewed", "race races racing",
    "house houses", "bus buses", "virus viruses", "lens lenses", "prize prizes", "size sizing", "potato potatoes",
    "knife knives", "leaf leaves", "write writing written wrote", "swim swimming swam", "café cafe cafés CAFÉ",
    "O'Brien O'Brien's", "mum mom mums", "tyre tire", "three 3", "stay staying stayed", "visit visiting visited",
    "invite inviting invited", "dance danced dancing", "move moving moved", "agree agreed agreeing", "quiz quizzes",
    "address addresses addressed", "sell selling", "box boxes", "boss bosses", "analyse analyze", "recipe recipes",
    "meeting meetings", "wolf wolves", "mouse mice", "TV TVs television", "try tries tried trying", "glass glasses",
]  # fmt: skip
APART = [
    "plane plan", "evening even", "wedding wed", "meeting meet", "training train", "booking book", "parking park",
    "star stare", "spine spin", "strip stripe", "rating rat", "hope hop", "Mary Marie", "speed spend", "taxi tax",
    "station state", "mission miss", "sing single", "car card", "project projection", "product production",
    "leaf leave",
]  # fmt: skip


@pytest.mark.parametrize("forms", SAME)
def test_forms_of_one_word(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize("pair", APART)
def test_other_words(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_a_short_form_is_its_own_word_where_that_is_asked_for() -> None:
    assert stem("television", short=False) != stem("TV", short=False)
    assert stem("colour", short=False) == stem("colors", short=False)


@given(st.text(min_size=1, max_size=2 * LONGEST))
def test_any_word_has_a_stem_no_longer_than_a_little(word: str) -> None:
    assert len(stem(word)) <= 18 * len(word) + 8  # some letters decompose to many; a noun may be longer than its verb
    assert stem(word) == stem(word)


def test_a_paste_is_no_word() -> None:
    assert stem("A" * (LONGEST + 1)) == "a" * (LONGEST + 1)
