"""Matching: focal and topical cues, context, feedback; deterministic; nothing hostile breaks it."""

import json
from collections.abc import Sequence

import numpy as np
import pytest

from aria_memory.errors import BadInput
from aria_memory.prospective.english_background import english_background
from aria_memory.prospective.matching import REST_MARGIN, CueModel, Matcher, Vectors, cue_from_dict

TOPICS = {"garden": 0, "tomatoes": 0, "slugs": 0, "roses": 0, "bank": 1, "loan": 1, "river": 2, "ducks": 2, "rain": 3}


def encoder(texts: Sequence[str]) -> Vectors:
    """Known words by topic, all others by a fixed pseudo-random direction: a stand-in for a real encoder."""
    rows = []
    for text in texts:
        row = np.full(64, 1e-3)
        for word in text.lower().replace(".", "").replace(",", "").split():
            topic = TOPICS.get(word)
            if topic is None:
                row[8:] += np.random.default_rng(list(word.encode("utf-8", "replace"))).normal(size=56) * 0.05
            else:
                row[topic] += 1
        rows.append(row / np.linalg.norm(row))
    return np.asarray(rows, dtype=np.float32)


BACKGROUND = english_background(400)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(encoder, BACKGROUND)


def p_of(matcher: Matcher, cue: str | CueModel, message: str, *recent: str) -> float:
    model = matcher.prepare(cue) if isinstance(cue, str) else cue
    return matcher.score(message, recent, {"x": model})["x"].p


def test_a_named_cue_is_focal_and_always_on(matcher: Matcher) -> None:
    score = matcher.score("About the garden, then", (), {"x": matcher.prepare("the garden")})["x"]
    assert score.focal and score.p == 0.0
    assert p_of(Matcher(encoder, ()), "the garden", "About the garden, then") == 0.0


def test_a_topic_is_recognised_without_its_words(matcher: Matcher) -> None:
    score = matcher.score("slugs ate my tomatoes", (), {"x": matcher.prepare("the garden")})["x"]
    assert not score.focal and score.p < 0.01
    assert p_of(matcher, "the garden", "the printer jams again") > 0.05


def test_each_cue_has_a_null_of_its_own(matcher: Matcher) -> None:
    assert matcher.prepare("the garden").null != matcher.prepare("the rain").null


@pytest.mark.parametrize(
    "message",
    ["I don't want to talk about the garden", "I used to dream of the garden", '"the garden, baby" goes the song'],
)
def test_naming_without_bringing_up_fires_nothing(matcher: Matcher, message: str) -> None:
    score = matcher.score(message, (), {"x": matcher.prepare("the garden")})["x"]
    assert score.p == 1.0 and "guard" in score.parts


def test_a_shared_word_alone_is_not_the_topic(matcher: Matcher) -> None:
    cue = {"x": matcher.prepare("bank loan")}
    river = matcher.score("ducks on the bank of the river", (), cue)["x"].similarity
    assert river < matcher.score("ducks on the loan of the river", (), {"x": matcher.prepare("river")})["x"].similarity
    assert river <= REST_MARGIN + matcher.score("ducks on the of the river", (), cue)["x"].similarity


def test_the_turn_before_raises_a_like_message_and_no_other(matcher: Matcher) -> None:
    cue = {"x": matcher.prepare("the garden")}
    alone = matcher.score("roses, perhaps on Sunday", (), cue)["x"]
    after = matcher.score("roses, perhaps on Sunday", ("slugs ate my tomatoes",), cue)["x"]
    assert after.parts["context"] > 0 == alone.parts["context"]  # type: ignore[operator]
    assert after.p <= alone.p
    assert matcher.score("ducks", ("slugs ate my tomatoes",), cue)["x"].parts["context"] < 0.1  # type: ignore[operator]


def test_a_missed_message_is_recognised_afterwards(matcher: Matcher) -> None:
    before = matcher.prepare("the garden")
    after = matcher.feedback(before, "the rain the rain", fired_rightly=True)
    assert p_of(matcher, before, "rain again") > 0.01 >= p_of(matcher, after, "rain rain")
    assert p_of(matcher, after, "slugs ate my tomatoes") < 0.05


def test_a_dismissed_message_and_its_like_score_less(matcher: Matcher) -> None:
    before = matcher.prepare("the garden")
    after = matcher.feedback(before, "roses and ducks", fired_rightly=False)
    low, high = (matcher.score("roses and ducks", (), {"x": cue})["x"].similarity for cue in (after, before))
    assert low < high
    assert p_of(matcher, after, "roses and ducks") >= p_of(matcher, before, "roses and ducks")


def test_the_background_is_scored_with_its_turns_and_damped_as_messages_are() -> None:
    apart = ["slugs", "ducks", "tomatoes", "ducks", "rain", "loan"]
    together = ["slugs", "tomatoes", "ducks", "ducks", "rain", "loan"]
    highest = [Matcher(encoder, talk).prepare("the garden").null.tail[-1] for talk in (apart, together)]
    assert highest[1] > highest[0] + 0.5
    plain, guard = ("we had some roses", "years ago we had some roses")
    highest = [Matcher(encoder, [text, "ducks", "rain"]).prepare("the garden").null.tail[-1] for text in (plain, guard)]
    assert highest[1] < 0.7 * highest[0]


def test_background_messages_that_name_the_cue_are_no_null_of_it() -> None:
    matcher = Matcher(encoder, ["the garden", "ducks", "rain"])
    assert matcher.prepare("the garden").null.count == 2
    assert matcher.prepare("the loan").null.count == 3


def test_a_message_negated_as_a_whole_is_less_like_the_cue(matcher: Matcher) -> None:
    cue = {"x": matcher.prepare("the garden")}
    plain, negated = (matcher.score(text, (), cue)["x"].similarity for text in ("the roses", "not the roses"))
    assert negated < 0.7 * plain


def test_feedback_is_bounded(matcher: Matcher) -> None:
    cue = matcher.prepare("the garden")
    for n in range(12):
        cue = matcher.feedback(matcher.feedback(cue, f"rain {n}", True), f"ducks {n}", False)
    assert len(cue.like) <= 9 and len(cue.unlike) <= 8
    assert np.array_equal(cue.like[0], matcher.prepare("the garden").like[0])


def test_the_same_calls_give_the_same_scores() -> None:
    def once() -> dict[str, object]:
        matcher = Matcher(encoder, BACKGROUND)
        cues = {name: matcher.prepare(name) for name in ("the garden", "bank loan")}
        return dict(matcher.score("slugs at the bank", ("roses",), cues))

    assert once() == once()


def test_a_cue_survives_json(matcher: Matcher) -> None:
    cue = matcher.feedback(matcher.prepare("the garden"), "ducks", fired_rightly=False)
    again = cue_from_dict(json.loads(json.dumps(cue.as_dict())))
    assert matcher.score("slugs", (), {"x": again}) == matcher.score("slugs", (), {"x": cue})


def test_without_an_encoder_words_alone_match() -> None:
    matcher = Matcher(None, BACKGROUND)
    cue = matcher.prepare("bank loan")
    assert p_of(matcher, cue, "the bank's loan") == 0.0
    assert p_of(matcher, cue, "on the bank of the river") == p_of(matcher, cue, "hello") == 1.0
    assert cue_from_dict(json.loads(json.dumps(cue.as_dict()))).stems == cue.stems
    matcher.feedback(cue, "hello", fired_rightly=True)


def test_without_a_background_no_topic_fires() -> None:
    matcher = Matcher(encoder, ())
    assert p_of(matcher, "the garden", "slugs ate my tomatoes") == 1.0


def test_no_cues_no_scores(matcher: Matcher) -> None:
    assert matcher.score("hello", (), {}) == {}


@pytest.mark.parametrize("cue", ["", "  ", "?!", "\0"])
def test_a_cue_without_a_word_is_refused(matcher: Matcher, cue: str) -> None:
    with pytest.raises(BadInput):
        matcher.prepare(cue)


def test_vectors_that_do_not_fit_are_refused(matcher: Matcher) -> None:
    with pytest.raises(BadInput):
        Matcher(encoder, ["a", "b"], np.zeros((1, 64), np.float32))
    with pytest.raises(BadInput):
        matcher.score("hello", (), {"x": Matcher(None, ()).prepare("garden")})
    with pytest.raises(BadInput):
        cue_from_dict({"cue": "garden", "like": [1.0], "unlike": [], "null": {"count": 0, "tail": [], "grid": []}})
    with pytest.raises(BadInput):
        cue_from_dict({"cue": 3})


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "x" * 1_000_000, "garden " * 150_000, '"' * 300_000])
def test_hostile_messages_are_scored(matcher: Matcher, text: str) -> None:
    assert 0 <= p_of(matcher, "the garden", text, text, text) <= 1
