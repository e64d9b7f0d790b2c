"""The tokenizer inside a GGUF file, as the bytes of a tokenizer.json.

[pure] Two kinds are read: `gpt2`, byte-level BPE with merges, and `llama`, SentencePiece BPE, whose merges are found
again from the scores of its pieces. The same metadata gives the same bytes, which are hashed into the model's name.

Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, "Tokenizer"; a tokenizer.json is laid out as the
`tokenizers` library does, version "1.0".
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import ModelError
from .pretokenizers import PRE_TOKENIZERS, PreTokenizer, Step

MAX_TOKENS = 1_048_576  # the largest public vocabulary has 262,144
MAX_TOKEN_CHARS = 1_024  # the longest public ones are runs of 128 spaces
MAX_CHARS = 8_388_608  # of all tokens together; Llama 3's have under a million
MAX_MERGES = 2_097_152  # Gemma's pieces, the most, can be made in 600,000 ways
MAX_MERGE_CHARS = 16_777_216  # of all that scores give: a long run has as many ways as characters. Gemma's: 5 million
NO_ID = 0xFFFFFFFF  # -1 in 32 bits: how some writers say that there is no such token
NO_IDS = (None, -1, NO_ID)  # no key, and no token

_NORMAL, _UNKNOWN, _CONTROL, _USER_DEFINED, _UNUSED, _BYTE = range(1, 7)
_ADDED = (_UNKNOWN, _CONTROL, _USER_DEFINED)  # looked for in the text before anything else
_PREFIX = "tokenizer.ggml."
_SPECIAL = {"bos": "bos", "eos": "eos", "unk": "unknown", "pad": "padding"}
_SPACE = "\u2581"  # SentencePiece's visible space
_BYTE_TOKEN = re.compile("<0x[0-9A-F]{2}>")
# Published BitNet-b1.58-2B-4T files name no rule; these two tokens are Llama 3's, whose tokenizer that model has.
_LLAMA3_MARKS = ("<|begin_of_text|>", "<|start_header_id|>")


def tokenizer_json(metadata: Mapping[str, Any]) -> bytes | None:
    """The tokenizer of a GGUF file's metadata (plain Python values), None if it has none.

    Raises: ModelError naming the key that does not hold what it should, or a kind or rule that is not supported.
    """
    kind = metadata.get(_PREFIX + "model")
    if kind is None or kind in ("none", "no_vocab"):
        return None
    if kind not in ("gpt2", "llama"):
        raise _bad("model", f"is {ascii(kind)[:60]}; supported: 'gpt2' (byte-level BPE), 'llama' (SentencePiece BPE)")
    vocabulary = _vocabulary(metadata)
    parts = _byte_level(metadata, vocabulary) if kind == "gpt2" else _sentencepiece(metadata, vocabulary)
    return json.dumps(
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": _added_tokens(vocabulary),
            "normalizer": parts.normalizer,
            "pre_tokenizer": parts.pre_tokenizer,
            "post_processor": _template(metadata, vocabulary, parts.add_bos),
            "decoder": parts.decoder,
            "model": parts.model,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def special_tokens(metadata: Mapping[str, Any]) -> dict[str, str]:
    """Texts of the special tokens that the metadata names, as tokenizer_config.json calls them: "bos_token", ...

    Raises: ModelError if an id is not one of the vocabulary's.
    """
    tokens = _list(metadata, "tokens", str, MAX_TOKENS) if _PREFIX + "tokens" in metadata else []
    ids = {name: _id(metadata, f"{key}_token_id", len(tokens)) for name, key in _SPECIAL.items()}
    return {f"{name}_token": tokens[token] for name, token in ids.items() if token is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulary:
    """Texts and types by id, as many of each; no text twice."""

    tokens: list[str]
    types: list[int]

    def ids(self, *types: int) -> Iterator[int]:
        return (token for token, kind in enumerate(self.types) if kind in types)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the two kinds do not have in common, as in a tokenizer.json. add_bos: where the file does not say."""

    model: dict[str, Any]
    normalizer: Step | None
    pre_tokenizer: Step | None
    decoder: Step
    add_bos: bool


def _byte_level(metadata: Mapping[str, Any], vocabulary: _Vocabulary) -> _Parts:
    rule = _rule(metadata, vocabulary)
    merges = [_merge(index, text) for index, text in enumerate(_list(metadata, "merges", str, MAX_MERGES))]
    named = {text for left, right in merges for text in (left, right, left + right)}
    ids = {
        text: token
        for token, (text, kind) in enumerate(zip(vocabulary.tokens, vocabulary.types, strict=True))
        if kind != _UNUSED or text in named  # padding has an id and no text, unless merging goes through it
    }
    for index, (left, right) in enumerate(merges):
        for text in (left, right, left + right):
            if text not in ids:
                raise _bad("merges", f"entry {index} needs {_show(text)}, which is not a token")
    steps = [dict(step) for step in rule.steps]
    return _Parts(
        model=_bpe(ids, merges, ignore_merges=rule.whole_words),
        normalizer=rule.normalizer,
        pre_tokenizer=steps[0] if len(steps) == 1 else {"type": "Sequence", "pretokenizers": steps},
        decoder={"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        add_bos=rule.add_bos,
    )


def _rule(metadata: Mapping[str, Any], vocabulary: _Vocabulary) -> PreTokenizer:
    name = metadata.get(_PREFIX + "pre")
    if name is None:
        name = "llama-bpe" if set(_LLAMA3_MARKS) <= set(vocabulary.tokens) else "default"
    if not isinstance(name, str) or name not in PRE_TOKENIZERS:
        raise _bad("pre", f"is {_show(name)}, a way to cut words that is not known; known: {', '.join(PRE_TOKENIZERS)}")
    return PRE_TOKENIZERS[name]


def _merge(index: int, text: str) -> tuple[str, str]:
    left, space, right = text[1:].partition(" ")  # a piece has at least one character, even if that is the space
    if not space or not right:
        raise _bad("merges", f"entry {index} is {_show(text)}, expected two tokens with a space between")
    return text[0] + left, right


def _sentencepiece(metadata: Mapping[str, Any], vocabulary: _Vocabulary) -> _Parts:
    if metadata.get(_PREFIX + "precompiled_charsmap"):
        raise _bad("precompiled_charsmap", "is there: text that is normalised by a table is not supported")
    scores = _list(metadata, "scores", (float, int), MAX_TOKENS)
    if len(scores) != len(vocabulary.tokens):
        raise _bad("scores", f"has {len(scores)} entries for {len(vocabulary.tokens)} tokens")
    for token, score in enumerate(scores):
        if not math.isfinite(score):
            raise _bad("scores", f"entry {token} is {score}, expected a finite number")
    n_bytes = 0
    for token in vocabulary.ids(_BYTE):
        n_bytes += 1
        if not _BYTE_TOKEN.fullmatch(vocabulary.tokens[token]):
            raise _bad("tokens", f"entry {token} is {_show(vocabulary.tokens[token])}, not a byte like <0x0A>")
    unknown = next(vocabulary.ids(_UNKNOWN), _id(metadata, "unknown_token_id", len(vocabulary.tokens)))
    if unknown is None and n_bytes < 256:
        raise _bad("token_type", "marks no unknown token and not every byte: some texts could not be encoded")
    merges = _merges_by_score(vocabulary, scores)
    ids = {text: token for token, text in enumerate(vocabulary.tokens) if vocabulary.types[token] != _UNUSED}
    single = _flag(metadata, "remove_extra_whitespaces", False)
    normalizers: list[Step] = [_replace({"Regex": r"\A +"}, ""), _replace({"Regex": " {2,}"}, " ")] if single else []
    normalizers.append(_replace({"String": " "}, _SPACE))
    decoders: list[Step] = [
        _replace({"String": _SPACE}, " "),
        {"type": "ByteFallback"},
        {"type": "Fuse"},
    ]
    if single:
        normalizers.append(_replace({"Regex": rf"{_SPACE}+\z"}, ""))
    if _flag(metadata, "add_space_prefix", True):
        normalizers.append({"type": "Prepend", "prepend": _SPACE})
        decoders.append({"type": "Strip", "content": " ", "start": 1, "stop": 0})
    return _Parts(
        model=_bpe(
            ids,
            merges,
            unk_token=None if unknown is None else vocabulary.tokens[unknown],
            fuse_unk=True,
            byte_fallback=n_bytes > 0,
        ),
        normalizer={"type": "Sequence", "normalizers": normalizers},
        pre_tokenizer=None,
        decoder={"type": "Sequence", "decoders": decoders},
        add_bos=True,
    )


def _replace(pattern: dict[str, str], content: str) -> Step:
    return {"type": "Replace", "pattern": pattern, "content": content}


def _merges_by_score(vocabulary: _Vocabulary, scores: Sequence[float]) -> list[tuple[str, str]]:
    """Every way to make a piece of two others, the piece with the highest score first.

    SentencePiece merges the two neighbours whose piece scores highest, and of equals the leftmost. A list of merges
    cannot say leftmost; where two ways to make one piece overlap (in runs of one character) the left part has grown
    further, so ways with the longer left part go first.
    """
    pieces = {text: text for text in (vocabulary.tokens[token] for token in vocabulary.ids(_NORMAL))}
    ranked = sorted(vocabulary.ids(_NORMAL), key=lambda token: (-scores[token], token))
    merges: list[tuple[str, str]] = []
    n_chars = 0
    for token in ranked:
        text, before = vocabulary.tokens[token], len(merges)
        for cut in range(len(text) - 1, 0, -1):
            left, right = text[:cut], text[cut:]
            if left in pieces and right in pieces:
                merges.append((pieces[left], pieces[right]))  # not two copies more
        if len(merges) == before and len(text) > 1 and scores[token] == 0 and not {" ", _SPACE} & set(text):
            vocabulary.types[token] = _USER_DEFINED  # nothing makes it: a symbol its trainer was told to keep whole
        n_chars += len(text) * (len(merges) - before)
        if len(merges) > MAX_MERGES or n_chars > MAX_MERGE_CHARS:
            raise _bad(
                "tokens",
                f"can be made of one another in too many ways: more than {MAX_MERGES}, or {MAX_MERGE_CHARS} characters "
                "in all",
            )
    return merges


def _bpe(ids: dict[str, int], merges: Sequence[tuple[str, str]], **options: Any) -> dict[str, Any]:
    plain = {
        "dropout": None,
        "unk_token": None,
        "continuing_subword_prefix": None,
        "end_of_word_suffix": None,
        "fuse_unk": False,
        "byte_fallback": False,
        "ignore_merges": False,
    }
    return {"type": "BPE", **plain, **options, "vocab": ids, "merges": merges}


def _added_tokens(vocabulary: _Vocabulary) -> list[dict[str, Any]]:
    return [
        {
            "id": token,
            "content": vocabulary.tokens[token],
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": vocabulary.types[token] != _USER_DEFINED,
        }
        for token in vocabulary.ids(*_ADDED)
    ]


def _template(metadata: Mapping[str, Any], vocabulary: _Vocabulary, add_bos: bool) -> Step | None:
    """The post-processor that puts the beginning token before a text and the end token after it, where asked for."""
    special: dict[str, Any] = {}

    def named(flag: str, key: str, default: bool) -> list[dict[str, Any]]:
        if not _flag(metadata, flag, default):
            return []
        token = _id(metadata, key, len(vocabulary.tokens))
        if token is None:
            raise _bad(flag, f"is true, but {_PREFIX}{key} is not there")
        text = vocabulary.tokens[token]
        special[text] = {"id": text, "ids": [token], "tokens": [text]}
        return [{"SpecialToken": {"id": text, "type_id": 0}}]

    first = named("add_bos_token", "bos_token_id", add_bos)
    last = named("add_eos_token", "eos_token_id", False)
    if not special:
        return None
    return {
        "type": "TemplateProcessing",
        "single": [*first, {"Sequence": {"id": "A", "type_id": 0}}, *last],
        "pair": [*first, {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}, *last],
        "special_tokens": special,
    }


def _vocabulary(metadata: Mapping[str, Any]) -> _Vocabulary:
    tokens = _list(metadata, "tokens", str, MAX_TOKENS)
    if not tokens:
        raise _bad("tokens", "is empty")
    types = [_NORMAL] * len(tokens)
    if metadata.get(_PREFIX + "token_type") is not None:
        types = [kind or _NORMAL for kind in _list(metadata, "token_type", int, MAX_TOKENS)]
    if len(types) != len(tokens):
        raise _bad("token_type", f"has {len(types)} entries for {len(tokens)} tokens")
    seen: dict[str, int] = {}
    n_chars = 0
    for token, (text, kind) in enumerate(zip(tokens, types, strict=True)):
        if not _NORMAL <= kind <= _BYTE:
            raise _bad("token_type", f"entry {token} is {kind}, expected 0 to {_BYTE}")
        n_chars += len(text)
        if len(text) > MAX_TOKEN_CHARS or n_chars > MAX_CHARS:
            raise _bad("tokens", f"passes {MAX_TOKEN_CHARS} characters, or {MAX_CHARS} in all, at entry {token}")
        if not text:
            types[token] = _UNUSED  # an id without a text
        elif seen.setdefault(text, token) != token:
            raise _bad("tokens", f"has {_show(text)} twice, as {seen[text]} and {token}")
    try:
        "".join(tokens).encode()
    except UnicodeEncodeError:
        raise _bad("tokens", "has half a surrogate pair in it, which is not text") from None
    return _Vocabulary(tokens=tokens, types=types)


def _list(metadata: Mapping[str, Any], key: str, kind: type | tuple[type, ...], most: int) -> list[Any]:
    value = metadata.get(_PREFIX + key)
    if not isinstance(value, list):
        raise _bad(key, "is not there" if value is None else f"is {_show(value)}, expected an array")
    if len(value) > most:
        raise _bad(key, f"has {len(value)} entries, at most {most}")
    for index, entry in enumerate(value):
        if not isinstance(entry, kind) or isinstance(entry, bool):
            raise _bad(key, f"entry {index} is {_show(entry)}, of the wrong type")
    return value


def _id(metadata: Mapping[str, Any], key: str, n_tokens: int) -> int | None:
    value = metadata.get(_PREFIX + key)
    if value in NO_IDS:
        return None
    if type(value) is not int or not 0 <= value < n_tokens:
        raise _bad(key, f"is {_show(value)}, expected a token id below {n_tokens}")
    return value


def _flag(metadata: Mapping[str, Any], key: str, default: bool) -> bool:
    value = metadata.get(_PREFIX + key, default)
    if type(value) is not bool:
        raise _bad(key, f"is {_show(value)}, expected true or false")
    return value


def _bad(key: str, what: str) -> ModelError:
    return ModelError(f"{_PREFIX}{key} {what}")


def _show(value: Any) -> str:
    text = ascii(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
