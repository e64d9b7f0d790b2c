"""Text to ids and back, at once and as a stream that never shows half a character."""

import json
from pathlib import Path
from typing import Any

import pytest
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_infer.errors import ModelError, PromptError
from aria_infer.tokenizer import MAX_HELD_TOKENS, Tokenizer
from aria_infer.tokenizer_growth import growth

DEMO = Path(__file__).parent.parent.parent / "aria_infer" / "demo"
DATA = (DEMO / "tokenizer.json").read_bytes()
BYTE_LEVEL = Tokenizer(DATA, 1024)

# SentencePiece's way: words begin with U+2581, the text's first space is dropped, the rest are byte tokens.
PIECES = ["<unk>", "\u2581", "\u2581to", "\u2581be", "or", *(f"<0x{byte:02X}>" for byte in range(256))]
SENTENCE_PIECE_JSON = {
    "version": "1.0",
    "added_tokens": [],
    "decoder": {
        "type": "Sequence",
        "decoders": [
            {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "},
            {"type": "ByteFallback"},
            {"type": "Fuse"},
            {"type": "Strip", "content": " ", "start": 1, "stop": 0},
        ],
    },
    "model": {
        "type": "BPE",
        "vocab": {piece: i for i, piece in enumerate(PIECES)},
        "merges": [],
        "unk_token": "<unk>",
        "byte_fallback": True,
    },
}
SENTENCE_PIECE = Tokenizer(json.dumps(SENTENCE_PIECE_JSON).encode(), 300)


def streamed(tokenizer: Tokenizer, ids: list[int]) -> list[str]:
    decoder = tokenizer.stream()
    return [*(decoder.push(token) for token in ids), decoder.finish()]


@given(st.text())
def test_text_survives_the_round_trip(text: str) -> None:
    assert BYTE_LEVEL.decode(BYTE_LEVEL.encode(text)) == text


@given(st.text())
def test_a_stream_gives_the_same_text_and_no_broken_piece(text: str) -> None:
    pieces = streamed(BYTE_LEVEL, BYTE_LEVEL.encode(text))
    assert "".join(pieces) == text
    if "\ufffd" not in text:
        assert not any("\ufffd" in piece for piece in pieces)


@settings(max_examples=300)
@given(st.lists(st.integers(0, 1023), max_size=40))
def test_a_stream_of_any_byte_level_tokens_is_their_text(ids: list[int]) -> None:
    assert "".join(streamed(BYTE_LEVEL, ids)) == BYTE_LEVEL.decode(ids)


@given(st.text(alphabet="to be or\u00e9\u20ac\U0001f600", max_size=20))
def test_a_stream_keeps_word_spaces_and_byte_tokens_whole(text: str) -> None:
    byte = {value: 5 + value for value in range(256)}
    ids = [3, *(byte[value] for value in text.encode()), 2]
    pieces = streamed(SENTENCE_PIECE, ids)
    assert "".join(pieces) == SENTENCE_PIECE.decode(ids) == f"be{text} to"
    assert not any("\ufffd" in piece for piece in pieces)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 299), st.integers(5, 260)), max_size=60))
def test_a_stream_of_any_words_and_byte_tokens_is_their_text(ids: list[int]) -> None:
    assert "".join(streamed(SENTENCE_PIECE, ids)) == SENTENCE_PIECE.decode(ids)


def test_a_text_from_a_template_gets_no_special_tokens_but_its_own() -> None:
    first = {"SpecialToken": {"id": "<unk>", "type_id": 0}}
    rest = {"Sequence": {"id": "A", "type_id": 0}}
    template = {
        "type": "TemplateProcessing",
        "single": [first, rest],
        "pair": [first, rest, {"Sequence": {"id": "B", "type_id": 0}}],
        "special_tokens": {"<unk>": {"id": "<unk>", "ids": [0], "tokens": ["<unk>"]}},
    }
    adding = Tokenizer(json.dumps({**SENTENCE_PIECE_JSON, "post_processor": template}).encode(), 300)
    assert adding.encode("or") == [0, *adding.encode("or", add_special_tokens=False)]


def test_a_character_of_several_tokens_comes_in_one_piece() -> None:
    ids = BYTE_LEVEL.encode("\U0001f600")
    assert len(ids) > 1
    assert streamed(BYTE_LEVEL, ids) == [*[""] * (len(ids) - 1), "\U0001f600", ""]


def test_broken_bytes_are_shown_in_the_end_rather_than_held_for_ever() -> None:
    lead = BYTE_LEVEL.encode("\u00e9")[0]
    decoder = BYTE_LEVEL.stream()
    shown = "".join(decoder.push(lead) for _ in range(MAX_HELD_TOKENS + 2))
    assert set(shown) == {"\ufffd"}


def test_special_tokens_are_not_text() -> None:
    ids = [0, *BYTE_LEVEL.encode("Hark"), 0]
    assert BYTE_LEVEL.decode(ids) == "Hark"
    assert "".join(streamed(BYTE_LEVEL, ids)) == "Hark"


@pytest.mark.parametrize("bad", [-1, 1024, 1 << 40])
def test_a_foreign_id_is_named(bad: int) -> None:
    with pytest.raises(PromptError, match=rf"{bad}.*1024"):
        BYTE_LEVEL.decode([1, bad])


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(PromptError, match="character 2"):
        BYTE_LEVEL.encode("ab\ud800")
    with pytest.raises(PromptError, match=r"character 1 .* locale .* PYTHONUTF8=1"):
        BYTE_LEVEL.encode("a" + b"\xc3\xa9".decode("ascii", "surrogateescape"))


def test_a_tokenizer_larger_than_the_model_belongs_to_another() -> None:
    with pytest.raises(ModelError, match=r"1023.*1000"):
        Tokenizer(DATA, 1000)
    assert Tokenizer(DATA, 1024).encode("a") == Tokenizer(DATA, 2000).encode("a")


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b'{"version": "1.0"}'])
def test_a_file_that_is_no_tokenizer_is_refused(data: bytes) -> None:
    with pytest.raises(ModelError, match=r"^here: not a tokenizer\.json"):
        Tokenizer(data, 10, "here")


def test_a_tokenizer_at_which_the_library_panics_is_one_that_cannot_be_used() -> None:
    piece = {"SpecialToken": {"id": "<s>", "type_id": 0}}
    rule = {"type": "TemplateProcessing", "single": [piece], "pair": [piece], "special_tokens": {}}
    model = {"type": "BPE", "vocab": {"a": 0}, "merges": []}
    data = json.dumps({"version": "1.0", "added_tokens": [], "post_processor": rule, "model": model}).encode()
    with pytest.raises(ModelError, match=r"^here: the tokenizer fails at this text"):
        Tokenizer(data, 10, "here").encode("a")
    model["merges"] = [["a", "a"]]
    with pytest.raises(ModelError, match=r"^here: not a tokenizer\.json"):
        Tokenizer(json.dumps({"version": "1.0", "added_tokens": [], "model": model}).encode(), 10, "here")


def test_a_pattern_that_backtracks_is_not_taken_for_a_broken_file() -> None:
    cut = {"type": "Split", "pattern": {"Regex": "(a+)+b"}, "behavior": "Isolated", "invert": False}
    data = json.loads(DATA)
    data["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [cut, data["pre_tokenizer"]]}
    slow = Tokenizer(json.dumps(data).encode(), 1024, "here")
    assert slow.encode("aab") == BYTE_LEVEL.encode("aab")
    with pytest.raises(ModelError, match=r"^here: the tokenizer fails at this text \(.*retry-limit.* over\)$"):
        slow.encode("a" * 40)


DOUBLING: dict[str, Any] = {  # part -> key of its steps, a step that makes a text twice as long
    "normalizer": ("normalizers", {"type": "Replace", "pattern": {"String": ""}, "content": "a"}),
    "pre_tokenizer": (
        "pretokenizers",
        {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False},
    ),
    "decoder": ("decoders", {"type": "Replace", "pattern": {"String": "a"}, "content": "aa"}),
}


@pytest.mark.parametrize("part", DOUBLING)
def test_steps_that_double_a_text_again_and_again_are_refused(part: str) -> None:
    key, step = DOUBLING[part]
    nested = {"type": "Sequence", key: [step] * 10}
    data = {
        "version": "1.0",
        "added_tokens": [],
        part: {"type": "Sequence", key: [nested, nested, nested, nested]},
        "model": {"type": "BPE", "vocab": {"a": 0}, "merges": []},
    }
    with pytest.raises(ModelError, match=rf"^here: its {part} can make a text more than 1024 times as long"):
        Tokenizer(json.dumps(data).encode(), 10, "here")
    data[part] = {"type": "Sequence", key: [step, step]}
    assert Tokenizer(json.dumps(data).encode(), 10, "here").encode("a")


@pytest.mark.parametrize(
    ("step", "most"),
    [
        ({"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "}, 1),
        ({"type": "Replace", "pattern": {"String": "ab"}, "content": "abcde"}, 3),
        ({"type": "Replace", "pattern": {"String": "ab"}, "content": ""}, 1),
        ({"type": "Replace", "pattern": {"Regex": "x*"}, "content": "ab"}, 3),
        ({"type": "Precompiled", "precompiled_charsmap": ""}, 64),
        ({"type": "Lowercase"}, 1),
        ({"type": "Sequence", "normalizers": []}, 1),
    ],
)
def test_how_much_longer_a_step_makes_a_text(step: dict[str, Any], most: int) -> None:
    assert growth(json.dumps(step).encode()) == most


def test_a_saved_truncation_is_not_applied() -> None:
    inner = tokenizers.Tokenizer.from_str(DATA.decode())
    inner.enable_truncation(2)
    text = "To be, or not to be, that is the question"
    assert Tokenizer(inner.to_str().encode(), 1024).encode(text) == BYTE_LEVEL.encode(text)


def test_a_folder_without_one_has_none(tmp_path: Path) -> None:
    assert Tokenizer.from_folder(tmp_path, 10) is None
