"""Matching: focal and topical cues, context, feedback; deterministic; nothing hostile breaks it."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pytest

from aria_memory.errors import BadInput
from aria_memory.prospective.calibration import OUT
from aria_memory.prospective.english_background import english_background
from aria_memory.prospective.english_rivals import RIVALS
from aria_memory.prospective.matching import _KEPT_CHARS, DISMISSED, EXAMPLES, REST_MARGIN, CueModel, Matcher, Vectors
from aria_memory.prospective.watch import Score, Watch

TOPICS = {"garden": 0, "tomatoes": 0, "slugs": 0, "roses": 0, "bank": 1, "loan": 1, "river": 2, "ducks": 2, "rain": 3}


def encoder(texts: Sequence[str]) -> Vectors:
    """Known words by topic, all others by a fixed pseudo-random direction: a stand-in for a real encoder."""
    rows = []
    for text in texts:
        row = np.full(64, 1e-3)
        for word in text.lower().replace(".", "").replace(",", "").split():
            topic = TOPICS.get(word)
            if topic is None:
                row[8:] += direction(word)
            else:
                row[topic] += 1
        rows.append(row / np.linalg.norm(row))
    return np.asarray(rows, dtype=np.float32)


@lru_cache(maxsize=10_000)
def direction(word: str) -> Vectors:
    return np.random.default_rng(list(word.encode("utf-8", "replace"))).normal(size=56).astype(np.float32) * 0.05


BACKGROUND = english_background(400)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(encoder, BACKGROUND)


def score(matcher: Matcher, cue: str | CueModel, message: str, *recent: str) -> Score:
    model = matcher.prepare(cue) if isinstance(cue, str) else cue
    return Watch(matcher, [model]).score(message, recent)[0]


def p_of(matcher: Matcher, cue: str | CueModel, message: str, *recent: str) -> float:
    return score(matcher, cue, message, *recent).p


def test_a_named_cue_is_focal_and_always_on(matcher: Matcher) -> None:
    found = score(matcher, "the garden", "About the garden, then")
    assert found.focal and found.p == 0.0
    assert p_of(Matcher(encoder, ()), "the garden", "About the garden, then") == 0.0


def test_a_topic_is_recognised_without_its_words(matcher: Matcher) -> None:
    found = score(matcher, "the garden", "slugs ate my tomatoes")
    assert not found.focal and found.p < 0.01
    assert p_of(matcher, "the garden", "the printer jams again") > 0.05


def test_a_persons_name_has_no_topic() -> None:
    """What is as like it as can be does not fire; the name does."""
    everything = Matcher(lambda texts: np.ones((len(texts), 2), np.float32) / np.float32(2**0.5), BACKGROUND)
    matcher = Matcher(encoder, BACKGROUND)
    assert p_of(matcher, "Rain Garden", "rain garden rain") == 0.0
    assert p_of(matcher, "Rain Garden", "slugs ate my tomatoes") == 1.0
    assert p_of(matcher, "rain garden", "slugs ate my tomatoes") < 0.05
    assert p_of(everything, "Ada Byron", "what a day") == p_of(everything, "the garden", "what a day") == 1.0


def test_what_is_kept_of_long_texts_is_bounded() -> None:
    """Read, a text takes a hundred times as much as it has characters."""
    matcher = Matcher(None, ())
    for i in range(40):
        matcher.turn(f"{i} " + "word " * 4_000)
        matcher.turn(f"short {i}")
        assert sum(map(len, matcher._kept)) == matcher._kept_chars <= _KEPT_CHARS
    assert matcher.turn("short 39")[0] is matcher.turn("short 39")[0]


def test_what_was_taught_as_an_occasion_is_no_background() -> None:
    """Eight of them, in the user's own talk: nothing could be rarer than they, and the cue fired at no alpha."""
    taught = [f"slugs and roses {i}" for i in range(EXAMPLES)]
    matcher = Matcher(encoder, [*BACKGROUND, *taught])
    said = "tomatoes, roses, slugs"
    assert p_of(matcher, "allotment", said) > 0.5
    assert p_of(matcher, matcher.prepare("allotment", taught), said) == 1 / (matcher.messages + 1)
    assert p_of(matcher, matcher.prepare("allotment", taught), "the loan, the bank") > 0.05


def test_all_cues_share_one_rate(matcher: Matcher) -> None:
    """A p among several cues is no smaller than alone, and that of a cue beside them is as if it were one of them."""
    cues = [matcher.prepare(cue) for cue in ("the garden", "bank loan", "the river")]
    said = "slugs and some roses"
    alone = [p_of(matcher, cue, said) for cue in cues]
    together = [Watch(matcher, cues).score(said)[at].p for at in range(3)]
    assert all(many >= one for many, one in zip(together, alone, strict=True))
    beside = Watch(matcher, cues[:2], cues[2:]).score(said)
    assert beside[2].p == together[2]
    assert beside[0].p <= together[0]


@pytest.mark.parametrize(
    "message",
    ["I don't want to talk about the garden", "I used to dream of the garden", '"the garden, baby" goes the song'],
)
def test_naming_without_bringing_up_fires_nothing(matcher: Matcher, message: str) -> None:
    found = score(matcher, "the garden", message)
    assert found.p == 1.0 and found.guard and found.parts()["guard"] == found.guard


def test_a_shared_word_alone_is_not_the_topic(matcher: Matcher) -> None:
    river = score(matcher, "bank loan", "ducks on the bank of the river").similarity
    assert river < score(matcher, "river", "ducks on the loan of the river").similarity
    rest = score(matcher, "bank loan", "ducks on the of the river").similarity
    assert river == pytest.approx(REST_MARGIN + rest)


def test_the_turns_before_raise_a_like_message_and_no_other(matcher: Matcher) -> None:
    said, before = "roses, perhaps on Sunday", "slugs ate my tomatoes"
    alone, after = (score(matcher, "the garden", said, *turns) for turns in ((), (before,)))
    later = score(matcher, "the garden", said, before, "a word on nothing")
    both = score(matcher, "the garden", said, before, "tomatoes and roses")
    assert both.context > after.context > 0 == alone.context
    assert both.context > later.context > 0
    assert after.p <= alone.p
    assert score(matcher, "the garden", "ducks", before).context < 0.1


def test_an_everyday_subject_takes_a_message_away() -> None:
    """A subject as like the message as the cue is lowers its score, unless it is the cue's own."""

    def pulled(texts: Sequence[str]) -> Vectors:
        rows = encoder(texts)
        rows[[text == RIVALS[0] for text in texts]] = encoder(["ducks"])[0]
        return rows

    matchers = [Matcher(pulled, BACKGROUND), Matcher(encoder, BACKGROUND)]
    lost, kept = (score(matcher, "the garden", "roses and ducks").rival for matcher in matchers)
    assert lost > kept + 0.1
    lost, kept = (score(matcher, "river", "roses and ducks").rival for matcher in matchers)
    assert lost == pytest.approx(kept)


def test_the_background_is_scored_with_its_turns_and_damped_as_messages_are() -> None:
    apart = ["slugs", "ducks", "loan", "tomatoes", "ducks", "rain", "loan"]
    together = ["slugs", "tomatoes", "ducks", "ducks", "loan", "rain", "loan"]
    means = [Matcher(encoder, talk).prepare("the garden").null.mean for talk in (apart, together)]
    assert means[1] > means[0] + 0.05
    plain, guard = ("we had some roses", "years ago we had some roses")
    means = [Matcher(encoder, [text, "ducks", "rain"]).prepare("the garden").null.mean for text in (plain, guard)]
    assert means[1] < means[0] - 0.05


def test_background_messages_that_name_the_cue_are_no_null_of_it() -> None:
    matcher = Matcher(encoder, ["the garden", "ducks", "rain"])
    assert (matcher.prepare("the garden").null.scores == OUT).tolist() == [True, False, False]
    assert not (matcher.prepare("the loan").null.scores == OUT).any()


def test_a_message_negated_as_a_whole_is_less_like_the_cue(matcher: Matcher) -> None:
    plain, negated = (score(matcher, "the garden", text).similarity for text in ("the roses", "not the roses"))
    assert negated < 0.7 * plain


def test_a_missed_message_is_recognised_afterwards(matcher: Matcher) -> None:
    before, after = matcher.prepare("the garden"), matcher.prepare("the garden", right=["the rain the rain"])
    assert p_of(matcher, before, "rain again") > 0.01 >= p_of(matcher, after, "rain rain")
    assert p_of(matcher, after, "slugs ate my tomatoes") < 0.05
    assert score(matcher, after, "rain rain").taught > 0.5


def test_a_wrong_message_and_its_like_score_less(matcher: Matcher) -> None:
    before, after = matcher.prepare("the garden"), matcher.prepare("the garden", wrong=["roses and ducks"])
    low, high = (score(matcher, cue, "roses and ducks") for cue in (after, before))
    assert (low.similarity, low.taught) == (pytest.approx(high.similarity + low.taught), pytest.approx(-DISMISSED))
    assert low.p >= high.p


def test_feedback_is_bounded(matcher: Matcher) -> None:
    said = [f"rain {n}" for n in range(12)]
    cue = matcher.prepare("the garden", said, said)
    assert len(cue.like) == 1 + EXAMPLES and len(cue.unlike) == EXAMPLES
    assert np.array_equal(cue.like, matcher.prepare("the garden", said[-EXAMPLES:], said).like)


def test_the_same_calls_give_the_same_scores() -> None:
    def once() -> list[Score]:
        matcher = Matcher(encoder, BACKGROUND)
        cues = [matcher.prepare(cue) for cue in ("the garden", "bank loan")]
        scored = Watch(matcher, cues).score("slugs at the bank", ("roses",))
        return [scored[0], scored[1]]

    assert once() == once()


def test_without_an_encoder_words_alone_match() -> None:
    matcher = Matcher(None, BACKGROUND)
    cue = matcher.prepare("bank loan", ["hello"], ["hello"])
    assert p_of(matcher, cue, "the bank's loan") == 0.0
    assert p_of(matcher, cue, "on the bank of the river") == p_of(matcher, cue, "hello") == 1.0


def test_without_a_background_no_topic_fires() -> None:
    matcher = Matcher(encoder, ())
    assert p_of(matcher, "the garden", "slugs ate my tomatoes") == 1.0


def test_no_cues_no_scores(matcher: Matcher) -> None:
    assert Watch(matcher, []).score("hello").p.tolist() == []


@pytest.mark.parametrize("cue", ["", "  ", "?!", "\0"])
def test_a_cue_without_a_word_is_refused(matcher: Matcher, cue: str) -> None:
    with pytest.raises(BadInput):
        matcher.prepare(cue)


def test_vectors_that_do_not_fit_are_refused() -> None:
    with pytest.raises(BadInput):
        Matcher(encoder, ["a", "b"], np.zeros((1, 64), np.float32))


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "x" * 1_000_000, "garden " * 150_000, '"' * 300_000])
def test_hostile_messages_are_scored(matcher: Matcher, text: str) -> None:
    assert 0 <= p_of(matcher, "the garden", text, text, text) <= 1
