"""Small tokenizers trained for the tests, and their vocabularies as a GGUF file's metadata has them."""

import io
import json
import random
from collections.abc import Sequence
from typing import Any

import tokenizers
from hypothesis import strategies as st
from tokenizers import Regex, decoders, models, pre_tokenizers, trainers

NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = range(1, 7)
CONTRACTIONS = "'s|'t|'re|'ve|'m|'ll|'d"

_LINES = """\
The quick brown fox jumps over the lazy dog, and the dog doesn't mind.
To be, or not to be, that is the question: whether 'tis nobler in the mind to suffer
    if (count[3] >= 1024) { return "x" + value_12.name; }  // a comment
def fibonacci(n: int) -> int:
\treturn n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
In 1984, 12 of 365 people paid $1,000,000.50; we've seen it, they'll say, I'M NOT SURE.
Caf\u00e9 cr\u00e8me, na\u00efve \u00fcber, \u0421\u043b\u043e\u0432\u043e \u0438, \u6f22\u5b57\u304b
aaaa abab abababab      b\u00b2 \u00bd  \U0001f600\U0001f680  the then there these
""".splitlines(keepends=True)


def corpus() -> list[str]:
    """The same few thousand words, drawn at random from a few lines, every time."""
    draw = random.Random(7)
    words = [word for line in _LINES for word in line.split(" ")]
    mixed = [" ".join(draw.choices(words, k=12)) for _ in range(300)]
    return [*(_LINES * 20), *mixed]


def texts(*special: str) -> st.SearchStrategy[str]:
    """Texts with much in them that a vocabulary knows, long runs, odd whitespace, any character, and `special`."""
    known = [word for line in _LINES for word in line.split()]
    odd = [" ", "  ", "\n", "\t", "\r\n", "\u00a0", "\u2581", "\u3000", "\u0301", "\u00b2", "'LL", "\x00", "<", "|"]
    parts = st.one_of(
        st.sampled_from(known),
        st.sampled_from([*odd, *special]),
        st.builds(
            lambda text, times: text * times, st.sampled_from([" ", "\n", "a", "ab", "1", "."]), st.integers(1, 40)
        ),
        st.text(max_size=6),
    )
    spaced = st.builds(lambda part, space: part + space, parts, st.sampled_from(["", "", " "]))
    return st.one_of(st.text(max_size=40), st.lists(spaced, max_size=12).map("".join))


def llama3_split(numbers: str) -> pre_tokenizers.PreTokenizer:
    """Llama 3's own pre-tokenizer, with its way to cut numbers or another."""
    pattern = (
        rf"(?i:{CONTRACTIONS})|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|{numbers}| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*"
        r"|\s*[\r\n]+|\s+(?!\S)|\s+"
    )
    cut = pre_tokenizers.Split(Regex(pattern), "isolated")
    return pre_tokenizers.Sequence([cut, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def byte_level(
    pre_tokenizer: pre_tokenizers.PreTokenizer,
    *,
    special: Sequence[str] = (),
    whole_words: bool = False,
    size: int = 700,
) -> tokenizers.Tokenizer:
    """Byte-level BPE trained on the corpus. special: the first ids."""
    made = tokenizers.Tokenizer(models.BPE(ignore_merges=whole_words))
    made.pre_tokenizer = pre_tokenizer
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=list(special),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator(corpus(), trainer)
    return made


def byte_level_metadata(made: tokenizers.Tokenizer, pre: str | None, n_tokens: int = 0) -> dict[str, Any]:
    """As llama.cpp's converter writes it: ids up to n_tokens that stand for nothing are padding."""

    ids = made.get_vocab(with_added_tokens=True)
    tokens = [f"[PAD{token}]" for token in range(max(n_tokens, max(ids.values()) + 1))]
    types = [UNUSED] * len(tokens)
    for text, token in ids.items():
        tokens[token], types[token] = text, NORMAL
    for token, info in made.get_added_tokens_decoder().items():
        types[token] = CONTROL if info.special else USER_DEFINED
    merges = json.loads(made.to_str())["model"]["merges"]
    metadata: dict[str, Any] = {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": types,
        "tokenizer.ggml.merges": [" ".join(pair) for pair in merges],
    }
    return metadata if pre is None else {**metadata, "tokenizer.ggml.pre": pre}


def sentencepiece_model(lines: Sequence[str], size: int = 700, **options: Any) -> Any:
    """A SentencePiece BPE model like Llama 2's: no normalisation, bytes for what it does not know."""
    import sentencepiece

    defaults = {
        "model_type": "bpe",
        "byte_fallback": True,
        "normalization_rule_name": "identity",
        "remove_extra_whitespaces": False,
        "allow_whitespace_only_pieces": True,
        "split_digits": True,
        "hard_vocab_limit": False,
        "character_coverage": 0.999,
        "minloglevel": 2,
        "num_threads": 1,
    }
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=written, vocab_size=size, **{**defaults, **options}
    )
    return sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())


def sentencepiece_metadata(model: Any, **keys: Any) -> dict[str, Any]:
    """As llama.cpp's converter writes it. keys: more of tokenizer.ggml."""
    ids = range(model.vocab_size())

    def kind(token: int) -> int:
        marks = (
            (model.is_unknown, UNKNOWN),
            (model.is_control, CONTROL),
            (model.is_unused, UNUSED),
            (model.is_byte, BYTE),
        )
        return next((kind for is_kind, kind in marks if is_kind(token)), NORMAL)

    return {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.tokens": [model.id_to_piece(token) for token in ids],
        "tokenizer.ggml.scores": [model.get_score(token) for token in ids],
        "tokenizer.ggml.token_type": [kind(token) for token in ids],
        "tokenizer.ggml.bos_token_id": model.bos_id(),
        "tokenizer.ggml.eos_token_id": model.eos_id(),
        "tokenizer.ggml.unknown_token_id": model.unk_id(),
        **{f"tokenizer.ggml.{key}": value for key, value in keys.items()},
    }
