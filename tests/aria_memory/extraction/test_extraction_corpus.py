"""The labelled sentences: F1 over exact matches, as reached and to be kept.

The held-out half was written before the rules and looked at once they were done. At that first look its F1 was .974
for intentions (37 of 38), .991 for facts (56 of 57), 1 for retractions (8 of 8) and .961 for dates (49 of 51); the
development half stood at 1 on all four. Two faults that it showed were then mended (a part of the day that belongs to
the noun before a date, "a bit of" in a list), so it is held out no more; with them mended it reads 1, 1, 1 and .980.

Twenty-five parts came later, each in wording of its own, frozen before it was run, its faults then mended before
the next was run (of the fifteenth, in halves: the first before the fourteenth). First looks, F1 of
intentions, facts, retractions, dates: .721 .832 .632 .855; .621 .800 1 .877; .941 .938 .667 .864; .875 .936 1 .981;
.596 .506 .824 .777; .364 .407 .75 .806; .923 .951 1 .966; .723 .759 .800 .924; .962 .936 1 .966; .980 .952 .889 .938;
of dates alone .927; .967 .916 .667 .960; .871 .902 1 .965; of dates alone .943 and .940; .984 .985 1 .969; .988 .813
1 .964; .857 .818 .800 .970; .974 .970 1 .979; .957 .939 .923 .962; .918 .935 1 .969; .941 .991 .875 .969; .958 .947
.875 .959; 1 .991 1 .940; .965 .941 .933 .946; 1 .984 .857 .984. That, and not what is kept below, is what to expect
of talk that nobody here has read.
"""

import pytest

from aria_memory.extraction import extract
from tests.aria_memory.extraction.corpus import (
    HALVES,
    KINDS,
    LATER,
    NOW,
    ZONE,
    Score,
    Sentence,
    found,
    load,
    score,
)


def _whole() -> list[Sentence]:
    return [sentence for part in (*HALVES, *LATER) for sentence in load(part)]


def test_size() -> None:
    sentences = _whole()
    dates_alone = [s for s in sentences if s.negative and s.labels["date"]]
    assert len(sentences) >= 300
    assert sum(s.negative for s in sentences) - len(dates_alone) >= 120
    assert not {s.text for s in load("development")} & {s.text for s in load("heldout")}


def test_f1_of_intentions_facts_and_retractions() -> None:
    totals = score(_whole())
    together = sum((totals[kind] for kind in ("intend", "fact", "retract")), Score())
    assert together.f1 >= 0.95, totals
    for kind in ("intend", "fact", "retract"):
        assert totals[kind].f1 >= 0.95, (kind, totals[kind])


def test_f1_of_dates() -> None:
    assert score(_whole())["date"].f1 >= 0.98


@pytest.mark.parametrize("sentence", [s for s in _whole() if s.negative], ids=lambda s: s.text[:40])
def test_negatives_yield_nothing(sentence: Sentence) -> None:
    got = found(sentence.text, sentence.now)
    assert not (got["intend"] or got["fact"] or got["retract"])


@pytest.mark.parametrize("sentence", [s for s in _whole() if not s.negative], ids=lambda s: s.text[:40])
def test_words_of_another_speaker_yield_nothing(sentence: Sentence) -> None:
    got = extract(sentence.text, now=NOW, zone=ZONE, speaker="assistant")
    assert not (got.intentions or got.facts or got.retractions)


def test_score_counts_what_is_false_and_what_is_missed() -> None:
    right = Sentence("I live in Leeds.")
    right.labels["fact"].add(("user", "lives_in", "york", "", "", ""))
    assert score([right])["fact"] == Score(hits=0, false=1, missed=1)
    assert set(score([right])) == set(KINDS)
