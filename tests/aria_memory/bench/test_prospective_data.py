"""The prospective benchmark's data: frozen, its halves disjoint, its truth consistent."""

import re
from collections import Counter
from functools import cache

import pytest

from aria_memory.bench.prospective_data import (
    INTENTIONS,
    MESSAGES,
    VERSION,
    Intention,
    Stream,
    canonical,
    digest,
    generate,
)
from aria_memory.bench.prospective_frozen import TEST_SHA256
from aria_memory.bench.prospective_frozen import VERSION as FROZEN_VERSION
from aria_memory.bench.prospective_language import HALVES, Draw, Half, half
from aria_memory.errors import BadInput


@cache
def stream(split: str) -> Stream:
    return generate(split)


def templates(words: Half) -> set[str]:
    lines = [*words.filler, *words.actions]
    lines += [line for block in words.carriers.values() for line in block]
    lines += [line for topic in words.topics for line in topic.messages]
    lines += [line for homonym in words.homonyms for line in (*homonym.true, *homonym.other)]
    return {line.lower().rstrip(".") for line in lines}


def vocabulary(words: Half) -> set[str]:
    values = [value for slot in words.slots.values() for value in slot]
    values += [*words.first_names, *words.last_names, *words.states, *words.matters, *words.things]
    values += [cue for topic in words.topics for cue in topic.cues] + [homonym.cue for homonym in words.homonyms]
    return {value.lower() for value in values}


def content_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9']+", text.lower())) - {"a", "an", "the", "of", "to", "i", "{", "}"}


def test_the_test_stream_is_the_frozen_one() -> None:
    assert VERSION == FROZEN_VERSION
    assert digest(stream("test")) == TEST_SHA256


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    small = {"intentions": 40, "messages": 1_000, "history": 50}
    assert canonical(generate("train", 7, **small)) == canonical(generate("train", 7, **small))
    assert canonical(generate("train", 7, **small)) != canonical(generate("train", 8, **small))


def test_sizes() -> None:
    for split in HALVES:
        assert len(stream(split).messages) == MESSAGES
        assert len(stream(split).intentions) == INTENTIONS


def test_halves_share_no_template_and_no_word_of_a_slot() -> None:
    train, test = half("train"), half("test")
    assert not templates(train) & templates(test)
    assert not vocabulary(train) & vocabulary(test)


def test_no_template_of_one_half_is_a_rewording_of_one_of_the_other() -> None:
    train = [content_words(line) for line in templates(half("train"))]
    for line in templates(half("test")):
        words = content_words(line)
        if len(words) >= 4:
            close = max(len(words & other) / len(words | other) for other in train)
            assert close < 0.7, line


@pytest.mark.parametrize("split", HALVES)
def test_no_line_is_there_twice_and_every_slot_is_known(split: str) -> None:
    words = half(split)
    known = {*words.slots, "cue", "who", "matter"}
    for line in templates(words):
        assert set(re.findall(r"\{(.*?)\}", line)) <= known, line
    for block in (words.filler, *(topic.messages for topic in words.topics)):
        assert len(set(block)) == len(block)


@pytest.mark.parametrize("split", HALVES)
def test_topical_messages_use_no_word_of_their_cues(split: str) -> None:
    plain = {"the", "my", "our", "for", "into", "after", "trip", "work", "next"}
    for topic in half(split).topics:
        cues = {word for cue in topic.cues for word in content_words(cue) if len(word) > 2} - plain
        for message in topic.messages:
            for word in content_words(message):
                assert not any(word[:5] == cue[:5] for cue in cues), (topic.cues[0], message)


@pytest.mark.parametrize("split", HALVES)
def test_every_kind_comes_with_its_truth(split: str) -> None:
    intentions = {i.id: i for i in stream(split).intentions}
    fired, near, lured = Counter[str](), Counter[str](), Counter[str]()
    for message in stream(split).messages:
        fired.update(intentions[i].kind for i in message.fires)
        near.update(kind for _, kind in message.near)
        lured.update(intentions[i].kind for i in message.lures)
    assert set(fired) == set(lured) == {"focal", "topical", "condition", "compound", "dependent"}
    assert set(near) == {"homonym", "other_topic", "negated", "past", "quoted", "compound", "dependent", "no_edge"}
    assert min(near.values()) >= 20
    assert all(i.due for i in intentions.values() if i.kind in ("time", "recurring"))


@pytest.mark.parametrize("split", HALVES)
def test_truth_keeps_to_an_intentions_life(split: str) -> None:
    intentions: dict[str, Intention] = {i.id: i for i in stream(split).intentions}
    times = [m.at for m in stream(split).messages]
    assert times == sorted(times)
    for message in stream(split).messages:
        for ident in (*message.fires, *(ident for ident, _ in message.near)):
            assert intentions[ident].created <= message.index <= intentions[ident].done
        for ident in message.lures:
            assert intentions[ident].done < message.index
        if message.filler:
            assert not (message.fires or message.near or message.lures)
    for intention in intentions.values():
        assert all(times[intention.created] <= due <= times[intention.done] for due in intention.due)
        if intention.depends_on:
            on = intentions[intention.depends_on]
            true = [m.index for m in stream(split).messages if intention.id in m.fires]
            assert true and min(true) > on.done


@pytest.mark.parametrize("split", HALVES)
def test_episodes_are_neighbours_on_one_topic(split: str) -> None:
    seen: dict[int, int] = {}
    lengths = Counter[int]()
    for message in stream(split).messages:
        if message.episode is not None:
            assert seen.get(message.episode, message.index - 1) == message.index - 1
            seen[message.episode] = message.index
            lengths[message.episode] += 1
    assert max(lengths.values()) == 5


@pytest.mark.parametrize(
    ("split", "sizes"),
    [("tset", {}), ("train", {"intentions": 3}), ("train", {"intentions": 5_000}), ("train", {"messages": 100})],
)
def test_sizes_that_do_not_fit_are_refused(split: str, sizes: dict[str, int]) -> None:
    with pytest.raises(BadInput):
        generate(split, **sizes)


def test_the_generator_of_numbers_is_splitmix64() -> None:
    draw = Draw(1234567)  # first outputs published for this seed: 6457827717110365317, 3203168211198807973
    assert draw.unit() == (6457827717110365317 >> 11) / (1 << 53)
    assert draw.unit() == (3203168211198807973 >> 11) / (1 << 53)
