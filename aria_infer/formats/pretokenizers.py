"""How a byte-level BPE cuts a text into words before it merges, by the name a GGUF file gives it.

[pure] A GGUF file holds no pattern, only a name (`tokenizer.ggml.pre`); what the name stands for is agreed on by the
programs that write the files. Each rule here is a list of `pre_tokenizers` as in a tokenizer.json.

Source: the tokenizer.json files of the models named, and llama.cpp's and bitnet.cpp's tables for the names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

Step = dict[str, Any]  # one pre-tokenizer of a tokenizer.json

# Pieces of the patterns. A cut keeps everything: what no pattern takes is a word too.
_CONTRACTIONS = "'s|'t|'re|'ve|'m|'ll|'d"
_SPACES = r"\s+(?!\S)|\s+"  # the last space before a word is left to the word
_GPT2 = rf"{_CONTRACTIONS}| ?\p{{L}}+| ?\p{{N}}+| ?[^\s\p{{L}}\p{{N}}]+|{_SPACES}"
_LINES = r"\s*[\r\n]+"
_MARKS = r" ?[^\s\p{L}\p{N}]+[\r\n]*"
_CAPITALS = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"
_SMALL = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"


def _llama3(numbers: str) -> str:
    """Llama 3's pattern, which others took over with their own idea of a number."""
    return rf"(?i:{_CONTRACTIONS})|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|{numbers}|{_MARKS}|{_LINES}|{_SPACES}"


def _cased(numbers: str, ending: str) -> str:
    """Words cut where small letters turn to capitals (GPT-4o, Tekken). ending: what may follow a word's letters."""
    start = r"[^\r\n\p{L}\p{N}]?"
    words = rf"{start}{_CAPITALS}*{_SMALL}+{ending}|{start}{_CAPITALS}+{_SMALL}*{ending}"
    return rf"{words}|{numbers}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|{_LINES}|{_SPACES}"


def _split(pattern: str) -> Step:
    return {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False}


def _bytes(*, gpt2_words: bool) -> Step:
    """Bytes to printable characters; gpt2_words: after cutting by GPT-2's pattern, which is built into this step."""
    return {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": gpt2_words}


_PUNCTUATION: Step = {"type": "Punctuation", "behavior": "Contiguous"}
_ONE_DIGIT: Step = {"type": "Digits", "individual_digits": True}
_NFC: Step = {"type": "NFC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PreTokenizer:
    """One named rule. steps: in order, the last or an earlier one maps bytes to characters.

    normalizer: applied before, None for most. whole_words: a word that is a token is taken without merging.
    add_bos: whether a text starts with the beginning token where the file does not say.
    """

    steps: tuple[Step, ...]
    normalizer: Step | None = None
    whole_words: bool = False
    add_bos: bool = False


_BYTE_WORDS = (_bytes(gpt2_words=True),)


def _by_pattern(*patterns: str) -> tuple[Step, ...]:
    return (*map(_split, patterns), _bytes(gpt2_words=False))


_RULES: tuple[tuple[tuple[str, ...], PreTokenizer], ...] = (
    (("gpt-2", "phi-2", "jais", "gigachat", "trillion"), PreTokenizer(steps=_BYTE_WORDS)),
    (("mpt", "olmo"), PreTokenizer(steps=_BYTE_WORDS, normalizer=_NFC)),
    (
        ("llama-bpe", "llama3", "llama-v3", "pixtral", "lfm2", "midm-2.0"),
        PreTokenizer(steps=_by_pattern(_llama3(r"\p{N}{1,3}")), whole_words=True, add_bos=True),
    ),
    (("smaug-bpe", "dbrx", "chatglm-bpe"), PreTokenizer(steps=_by_pattern(_llama3(r"\p{N}{1,3}")))),
    (("qwen2", "deepseek-r1-qwen"), PreTokenizer(steps=_by_pattern(_llama3(r"\p{N}")), normalizer=_NFC)),
    (("stablelm2",), PreTokenizer(steps=_by_pattern(_llama3(r"\p{N}")))),
    (
        ("falcon",),
        PreTokenizer(
            steps=(
                _PUNCTUATION,
                _bytes(gpt2_words=True),
                {"type": "Digits", "individual_digits": False},
                _split("[0-9][0-9][0-9]"),
            )
        ),
    ),
    # llama.cpp maps falcon3 to Llama 3's rule; bitnet.cpp, whose tool wrote the ternary Falcon3 files, to this one.
    (("falcon3", "falcon_e"), PreTokenizer(steps=(_PUNCTUATION, *_by_pattern(_GPT2, "[0-9]")))),
    (
        ("starcoder", "refact", "smollm", "codeshell", "exaone", "minerva-7b"),
        PreTokenizer(steps=(_ONE_DIGIT, *_BYTE_WORDS)),
    ),
    (("command-r",), PreTokenizer(steps=(_ONE_DIGIT, *_BYTE_WORDS), normalizer=_NFC)),
    (("tekken",), PreTokenizer(steps=_by_pattern(_cased(r"\p{N}", "")), whole_words=True, add_bos=True)),
    (
        ("gpt-4o", "llama4", "kanana2"),
        PreTokenizer(steps=_by_pattern(_cased(r"\p{N}{1,3}", rf"(?i:{_CONTRACTIONS})?"))),
    ),
    (
        ("default",),
        PreTokenizer(steps=_by_pattern(r"[\p{P}$+<=>^~|]+", _GPT2, r"\p{N}+", "[0-9][0-9][0-9]")),
    ),
)

PRE_TOKENIZERS: Mapping[str, PreTokenizer] = MappingProxyType({name: rule for names, rule in _RULES for name in names})
