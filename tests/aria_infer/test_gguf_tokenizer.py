"""The tokenizer inside a GGUF file encodes and decodes as the one the file was made from."""

import hashlib
import itertools
import json
import tracemalloc
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import AddedToken, Regex, normalizers, pre_tokenizers

from aria_infer.errors import ModelError
from aria_infer.formats.gguf_tokenizer import NO_ID, special_tokens, tokenizer_json
from aria_infer.tokenizer import Tokenizer
from tests.aria_infer.vocabularies import (
    CONTRACTIONS,
    CONTROL,
    UNUSED,
    USER_DEFINED,
    byte_level,
    byte_level_metadata,
    corpus,
    llama3_split,
    sentencepiece_metadata,
    sentencepiece_model,
    texts,
)

ROOT = Path(__file__).parent.parent.parent
SHAKESPEARE: dict[str, Any] = json.loads(
    (ROOT / "tests" / "fixtures" / "shakespeare-mini" / "gguf-tokenizer.json").read_text()
)
BOS, EOS, TURN = "<|begin_of_text|>", "<|end_of_text|>", "<|turn|>"
GPT2 = rf"{CONTRACTIONS}| ?\p{{L}}+| ?\p{{N}}+| ?[^\s\p{{L}}\p{{N}}]+|\s+(?!\S)|\s+"
BYTES = pre_tokenizers.ByteLevel(add_prefix_space=False)
MAPPED = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)


def isolated(pattern: str) -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.Split(Regex(pattern), "isolated")


def sequence(*steps: pre_tokenizers.PreTokenizer) -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.Sequence(list(steps))


# The models' own pre-tokenizers, put together by the library's own classes.
ORIGINALS = {
    "gpt-2": BYTES,
    "llama-bpe": llama3_split(r"\p{N}{1,3}"),
    "smaug-bpe": llama3_split(r"\p{N}{1,3}"),
    "qwen2": llama3_split(r"\p{N}"),
    "starcoder": sequence(pre_tokenizers.Digits(individual_digits=True), BYTES),
    "falcon": sequence(pre_tokenizers.Punctuation("contiguous"), BYTES, pre_tokenizers.Digits(), isolated("[0-9]{3}")),
    "falcon3": sequence(pre_tokenizers.Punctuation("contiguous"), isolated(GPT2), isolated("[0-9]"), MAPPED),
    "default": sequence(
        isolated(r"[\p{P}\$\+<=>\^~\|]+"), isolated(GPT2), isolated(r"\p{N}+"), isolated("[0-9]{3}"), MAPPED
    ),
}


@cache
def original(pre: str) -> tokenizers.Tokenizer:
    made = byte_level(ORIGINALS[pre], special=[BOS, EOS, TURN], whole_words=pre == "llama-bpe")
    if pre == "qwen2":
        made.normalizer = normalizers.NFC()
    made.add_tokens([AddedToken("\n\n\n", normalized=False), AddedToken("[INST]", normalized=False)])
    return made


@cache
def rebuilt(pre: str) -> tokenizers.Tokenizer:
    data = tokenizer_json(byte_level_metadata(original(pre), pre, n_tokens=800) | bos(False))
    assert data is not None
    return tokenizers.Tokenizer.from_str(data.decode())


def bos(added: bool) -> dict[str, Any]:
    return {
        "tokenizer.ggml.bos_token_id": 0,
        "tokenizer.ggml.eos_token_id": 1,
        "tokenizer.ggml.add_bos_token": added,
    }


@pytest.mark.parametrize("pre", ORIGINALS)
@settings(max_examples=150, deadline=None)
@given(text=texts(BOS, TURN, "[INST]", "\n\n\n", "[PAD750]"))
def test_byte_level_texts_have_the_ids_of_the_original(pre: str, text: str) -> None:
    ids = original(pre).encode(text).ids
    assert rebuilt(pre).encode(text).ids == ids
    for skip in (True, False):
        assert rebuilt(pre).decode(ids, skip_special_tokens=skip) == original(pre).decode(ids, skip_special_tokens=skip)


@settings(deadline=None)
@given(st.lists(st.integers(0, 799), max_size=30))
def test_any_byte_level_ids_have_the_text_of_the_original(ids: list[int]) -> None:
    assert rebuilt("gpt-2").decode(ids) == original("gpt-2").decode(ids)


@settings(max_examples=300, deadline=None)
@given(texts("<|end|>"))
def test_a_file_of_bitnet_cpp_has_the_tokenizer_it_was_made_from(text: str) -> None:
    data = tokenizer_json(SHAKESPEARE)
    assert data is not None
    ours = Tokenizer(data, 1024)
    theirs = Tokenizer((ROOT / "aria_infer" / "demo" / "tokenizer.json").read_bytes(), 1024)
    ids = theirs.encode(text)
    assert ours.encode(text) == ids
    assert ours.decode(ids) == theirs.decode(ids)


def test_the_bytes_are_fixed_for_they_are_part_of_a_models_name() -> None:
    data = tokenizer_json(dict(reversed(SHAKESPEARE.items())))
    assert data == tokenizer_json(SHAKESPEARE)
    assert hashlib.sha256(data or b"").hexdigest() == "ac8cf2ad33655d2b5a01e40981b719483653033c9684416ecb8088c3afd0f058"


def test_special_tokens_are_added_as_the_file_says() -> None:
    metadata = byte_level_metadata(original("gpt-2"), "gpt-2")
    plain = original("gpt-2").encode("To be").ids

    def ids(**flags: bool) -> list[int]:
        given = {f"tokenizer.ggml.{name}": value for name, value in flags.items()}
        return Tokenizer(tokenizer_json(metadata | bos(False) | given) or b"", 800).encode("To be")

    assert ids() == plain
    assert ids(add_bos_token=True) == [0, *plain]
    assert ids(add_eos_token=True) == [*plain, 1]
    both = tokenizer_json(metadata | bos(True) | {"tokenizer.ggml.add_eos_token": True})
    assert Tokenizer(both or b"", 800).encode("To be") == [0, *plain, 1]
    assert Tokenizer(both or b"", 800).encode("To be", add_special_tokens=False) == plain


def test_where_the_file_does_not_say_llama_3_texts_begin_with_bos_and_others_do_not() -> None:
    for pre, first in (("llama-bpe", [0]), ("gpt-2", [])):
        metadata = byte_level_metadata(original(pre), pre) | bos(False)
        del metadata["tokenizer.ggml.add_bos_token"]
        encoded = Tokenizer(tokenizer_json(metadata) or b"", 800).encode("To be")
        assert encoded == [*first, *original(pre).encode("To be").ids]


def test_a_file_without_a_rule_that_has_llama_3s_tokens_is_cut_as_llama_3_cuts() -> None:
    made = byte_level(ORIGINALS["llama-bpe"], special=[BOS, "<|start_header_id|>"], whole_words=True)
    assert tokenizer_json(byte_level_metadata(made, None) | bos(True)) == tokenizer_json(
        byte_level_metadata(made, "llama-bpe") | bos(True)
    )
    other = byte_level(ORIGINALS["default"], special=[BOS])
    assert tokenizer_json(byte_level_metadata(other, None)) == tokenizer_json(byte_level_metadata(other, "default"))


def test_special_tokens_by_the_names_of_tokenizer_config() -> None:
    named = special_tokens(byte_level_metadata(original("gpt-2"), "gpt-2") | bos(True))
    assert named == {"bos_token": BOS, "eos_token": EOS}
    assert special_tokens({}) == {}
    assert (
        special_tokens(byte_level_metadata(original("gpt-2"), "gpt-2") | {"tokenizer.ggml.bos_token_id": NO_ID}) == {}
    )


PERIODIC = ["ab" * n + "a" * m + " " * m + "aba" * n for n in range(1, 9) for m in range(1, 12)] * 3
MODELS: dict[str, tuple[list[str], dict[str, Any], dict[str, Any]]] = {
    "like Llama 2's": (corpus(), {}, {}),
    "with pieces across words": (corpus(), {"split_by_whitespace": False, "split_by_number": False}, {}),
    "of runs": (PERIODIC, {"split_by_whitespace": False, "size": 400, "max_sentencepiece_length": 24}, {}),
    "without bytes": (corpus(), {"byte_fallback": False}, {}),
    "without a space before": (corpus(), {"add_dummy_prefix": False}, {"add_space_prefix": False}),
    "of single spaces": (corpus(), {"remove_extra_whitespaces": True}, {"remove_extra_whitespaces": True}),
}


@cache
def sentencepiece(name: str) -> tuple[Any, tokenizers.Tokenizer]:
    pytest.importorskip("sentencepiece")
    lines, options, keys = MODELS[name]
    model = sentencepiece_model(lines, **options)
    data = tokenizer_json(sentencepiece_metadata(model, **keys))
    assert data is not None
    return model, tokenizers.Tokenizer.from_str(data.decode())


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=150, deadline=None)
@given(text=texts())
def test_sentencepiece_texts_have_the_ids_of_the_original(name: str, text: str) -> None:
    model, ours = sentencepiece(name)
    ids = model.encode(text)
    assert ours.encode(text, add_special_tokens=False).ids == ids
    # The library has a sign for an unknown character, and drops every space in front where it keeps single ones.
    if 0 not in ids and not (name == "of single spaces" and "\u2581" in text):
        assert ours.decode(ids) == model.decode(ids)


def test_sentencepiece_texts_begin_with_bos() -> None:
    _, ours = sentencepiece("like Llama 2's")
    assert ours.encode("To be").ids == [1, *ours.encode("To be", add_special_tokens=False).ids]


def test_control_tokens_in_a_text_are_themselves_and_words_after_them_begin_anew() -> None:
    model, ours = sentencepiece("like Llama 2's")
    encoded = ours.encode("<s>To be</s>or not", add_special_tokens=False).ids
    assert encoded == [1, *model.encode("To be"), 2, *model.encode("or not")]
    assert ours.decode(encoded) == "To be or not"


def test_a_symbol_the_trainer_was_told_to_keep_is_kept() -> None:
    pytest.importorskip("sentencepiece")
    model = sentencepiece_model(corpus(), user_defined_symbols=["<sep>", "[X]"])
    metadata = sentencepiece_metadata(model)
    assert USER_DEFINED not in metadata["tokenizer.ggml.token_type"]  # the converter cannot tell
    ours = tokenizers.Tokenizer.from_str((tokenizer_json(metadata) or b"").decode())
    for text in ("the<sep>", "to be <sep><sep>[X]", "<sep"):
        assert ours.encode(text, add_special_tokens=False).ids == model.encode(text)


def test_padding_and_added_tokens_of_a_sentencepiece_vocabulary() -> None:
    model, _ = sentencepiece("like Llama 2's")
    metadata = sentencepiece_metadata(model)
    n_tokens = model.vocab_size()
    for text, kind in (("<|im_end|>", CONTROL), ("<tool>", USER_DEFINED), ("[PAD1]", UNUSED), ("", UNUSED)):
        metadata["tokenizer.ggml.tokens"].append(text)
        metadata["tokenizer.ggml.scores"].append(-1000.0)
        metadata["tokenizer.ggml.token_type"].append(kind)
    ours = Tokenizer(tokenizer_json(metadata) or b"", n_tokens + 4)
    ids = ours.encode("the<|im_end|><tool>", add_special_tokens=False)
    assert ids == [*model.encode("the"), n_tokens, n_tokens + 1]
    assert ours.decode([*ids, n_tokens + 2, n_tokens + 3]) == "the<tool>"
    assert n_tokens + 2 not in ours.encode("[PAD1]")


def test_vocabularies_without_scores_that_differ_merge_in_the_order_of_ids() -> None:
    model, theirs = sentencepiece("like Llama 2's")
    metadata = sentencepiece_metadata(model)
    metadata["tokenizer.ggml.scores"] = [-1000.0] * model.vocab_size()  # as converters write that had no scores
    ours = tokenizers.Tokenizer.from_str((tokenizer_json(metadata) or b"").decode())
    for text in corpus()[:40]:
        assert ours.encode(text).ids == theirs.encode(text).ids


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_stream_of_any_sentencepiece_ids_is_their_text(data: st.DataObject) -> None:
    model, inner = sentencepiece("like Llama 2's")
    ours = Tokenizer(inner.to_str().encode(), model.vocab_size())
    some = st.one_of(st.integers(0, model.vocab_size() - 1), st.integers(0, 258), st.sampled_from([1, 2, 3 + 0x20]))
    chosen = st.one_of(st.lists(some, max_size=60), texts().map(model.encode))
    ids = data.draw(chosen)
    decoder = ours.stream()
    assert "".join([*map(decoder.push, ids), decoder.finish()]) == ours.decode(ids)


def test_a_long_run_of_byte_tokens_does_not_wait_for_its_end() -> None:
    model, inner = sentencepiece("like Llama 2's")
    ours = Tokenizer(inner.to_str().encode(), model.vocab_size())
    text = "\u1200\u1201 \u1202\u1203" * 40  # Ethiopic, which the model does not know
    ids = [3 + byte for byte in text.encode()]
    decoder = ours.stream()
    pieces = [decoder.push(token) for token in ids]
    assert any(pieces)
    assert "\ufffd" not in "".join(pieces)
    assert "".join([*pieces, decoder.finish()]) == ours.decode(ids) == text


def small(**changes: Any) -> dict[str, Any]:
    """A byte-level vocabulary with something changed."""
    metadata = {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "gpt-2",
        "tokenizer.ggml.tokens": ["a", "b", "ab", "<s>"],
        "tokenizer.ggml.token_type": [1, 1, 1, 3],
        "tokenizer.ggml.merges": ["a b"],
    }
    return metadata | {f"tokenizer.ggml.{key}": value for key, value in changes.items()}


def small_pieces(**changes: Any) -> dict[str, Any]:
    """A SentencePiece vocabulary with something changed."""
    metadata = {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": ["<unk>", "<s>", "a", "b", "ab", "<0x0A>"],
        "tokenizer.ggml.scores": [0.0, 0.0, -2.0, -3.0, -1.0, 0.0],
        "tokenizer.ggml.token_type": [2, 3, 1, 1, 1, 6],
        "tokenizer.ggml.bos_token_id": 1,
    }
    return metadata | {f"tokenizer.ggml.{key}": value for key, value in changes.items()}


def pieces_by_rank(pieces: Sequence[str]) -> dict[str, Any]:
    """A SentencePiece vocabulary of these, the best first."""
    n = len(pieces)
    return small_pieces(
        tokens=["<unk>", "<s>", *pieces], scores=[0.0, 0.0, *(-1.0 - i for i in range(n))], token_type=[2, 3, *[1] * n]
    )


def test_a_vocabulary_as_large_as_the_largest_real_ones_is_read() -> None:
    """Gemma's: 262,144 pieces, made of one another in some 600,000 ways of 5 million characters; runs of 31."""
    syllables = [a + b for a in "klmnp" for b in "aeiou"]
    runs = [sign * n for sign in "\u2581\n\t=" for n in range(1, 32)]
    words = ["".join(word) for n in range(1, 5) for word in itertools.product(syllables, repeat=n)]
    data = tokenizer_json(pieces_by_rank((runs + words)[:262_142]))
    merges = json.loads(data or b"")["model"]["merges"]
    assert len(merges) > 600_000
    assert sum(len(left) + len(right) for left, right in merges) > 5_000_000


def test_a_vocabulary_of_runs_is_refused_before_its_ways_fill_the_memory() -> None:
    metadata = pieces_by_rank(["a" * n for n in range(1, 1025)])  # 358 million characters of merges
    tracemalloc.start()
    try:
        with pytest.raises(ModelError, match=r"^tokenizer\.ggml\.tokens .* too many ways: .* 16777216 characters"):
            tokenizer_json(metadata)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 16 << 20


@pytest.mark.parametrize("metadata", [{}, {"tokenizer.ggml.model": "none"}, {"tokenizer.ggml.model": "no_vocab"}])
def test_a_file_without_one_has_none(metadata: dict[str, Any]) -> None:
    assert tokenizer_json(metadata) is None


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        (small(model="bert"), r"model is 'bert'; supported: 'gpt2' .*, 'llama'"),
        (small(model=7), r"model is 7"),
        (small(pre="mystery"), r"pre is 'mystery', .* known: gpt-2, "),
        (small(pre=3), r"pre is 3"),
        (small(tokens=None), r"tokens is not there"),
        (small(tokens=[]), r"tokens is empty"),
        (small(tokens="abc"), r"tokens is 'abc', expected an array"),
        (small(tokens=["a", "b", "ab", 4]), r"tokens entry 3 is 4"),
        (small(tokens=["a", "b", "ab", "a"]), r"tokens has 'a' twice, as 0 and 3"),
        (small(tokens=["a", "b", "ab", "\ud800"]), r"tokens has half a surrogate pair"),
        (small(tokens=["a", "b", "ab", "x" * 1025]), r"tokens passes 1024 characters"),
        (small(token_type=[1, 1, 1]), r"token_type has 3 entries for 4 tokens"),
        (small(token_type=[1, 1, 1, 9]), r"token_type entry 3 is 9"),
        (small(token_type=[1, 1, 1, True]), r"token_type entry 3 is True"),
        (small(token_type=[1, 1, 1, 3.0]), r"token_type entry 3 is 3\.0"),
        (small(merges=None), r"merges is not there"),
        (small(merges=["a b", "ab"]), r"merges entry 1 is 'ab', expected two tokens"),
        (small(merges=[""]), r"merges entry 0 is ''"),
        (small(merges=["a "]), r"merges entry 0 is 'a '"),
        (small(merges=["b a"]), r"merges entry 0 needs 'ba', which is not a token"),
        (small(add_bos_token=True), r"add_bos_token is true, but tokenizer\.ggml\.bos_token_id is not there"),
        (small(add_bos_token=1), r"add_bos_token is 1, expected true or false"),
        (small(add_bos_token=True, bos_token_id=4), r"bos_token_id is 4, expected a token id below 4"),
        (small(add_bos_token=True, bos_token_id="a"), r"bos_token_id is 'a'"),
        (small_pieces(scores=None), r"scores is not there"),
        (small_pieces(scores=[0.0]), r"scores has 1 entries for 6 tokens"),
        (small_pieces(scores=[0.0, 0.0, float("nan"), -3.0, -1.0, 0.0]), r"scores entry 2 is nan"),
        (small_pieces(scores=[0.0, 0.0, "x", -3.0, -1.0, 0.0]), r"scores entry 2 is 'x'"),
        (small_pieces(tokens=["<unk>", "<s>", "a", "b", "ab", "<0x0g>"]), r"tokens entry 5 is '<0x0g>', not a byte"),
        (small_pieces(token_type=[1, 3, 1, 1, 1, 6]), r"token_type marks no unknown token"),
        (small_pieces(bos_token_id=-7), r"bos_token_id is -7"),
        (small_pieces(bos_token_id=None), r"add_bos_token is true, but"),
        (small_pieces(add_space_prefix="no"), r"add_space_prefix is 'no'"),
        (small_pieces(precompiled_charsmap=[1, 2]), r"precompiled_charsmap is there"),
    ],
)
def test_bad_metadata_is_refused_by_key(metadata: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=rf"^tokenizer\.ggml\.{message}"):
        tokenizer_json(metadata)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([small(), small_pieces()]),
    st.sampled_from(["model", "pre", "tokens", "scores", "token_type", "merges", "bos_token_id", "add_bos_token"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=6),
        max_leaves=8,
    ),
)
def test_whatever_a_key_holds_it_is_a_tokenizer_or_refused(metadata: dict[str, Any], key: str, value: Any) -> None:
    try:
        data = tokenizer_json(metadata | {f"tokenizer.ggml.{key}": value})
    except ModelError as error:
        assert "tokenizer.ggml." in str(error)
    else:
        assert data is None or Tokenizer(data, 1 << 20)
