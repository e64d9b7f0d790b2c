"""The static encoder over the installed weights, against the same done slowly in f64."""

import json
import unicodedata
from itertools import pairwise

import numpy as np
import pytest

from aria_memory.encoders import Encoder, EncoderUnavailable, open_encoder
from aria_memory.encoders.installed import folder
from aria_memory.encoders.static import StaticEncoder

pytest.importorskip("tokenizers", reason="the tokenizers library is not installed")
WHERE = folder("wordllama")
if WHERE is None:
    pytest.skip("wordllama is not installed (the extra memory-static)", allow_module_level=True)

TEXTS = [
    "Remind me to water the plants when we talk about the garden.",
    "The dentist moved the appointment to Thursday.",
    "naïve café – 北京 🙂 \x00\x07",
    "a" * 700,
    "x",
    " leading and trailing ",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    opened = open_encoder("auto")
    assert isinstance(opened, StaticEncoder)
    return opened


def greedy_ids(text: str, rules: dict[str, object]) -> list[int]:
    """Llama 2's tokenizer, slowly: of all neighbouring pairs the earliest-learned is joined, until none is left."""
    model = rules["model"]
    assert isinstance(model, dict)
    vocabulary = model["vocab"]
    ranks = {
        tuple(pair.split(" ")) if isinstance(pair, str) else tuple(pair): i for i, pair in enumerate(model["merges"])
    }
    parts: list[str] = []
    for character in ("▁" + text.replace(" ", "▁")) if text else "":
        known = character in vocabulary
        parts += [character] if known else [f"<0x{byte:02X}>" for byte in character.encode()]
    while len(parts) > 1:
        rank, place = min((ranks.get(pair, 1 << 30), i) for i, pair in enumerate(pairwise(parts)))
        if rank == 1 << 30:
            break
        parts[place : place + 2] = [parts[place] + parts[place + 1]]
    return [vocabulary[part] for part in parts]


def test_agrees_with_the_mean_in_f64(encoder: Encoder) -> None:
    assert WHERE is not None
    data = (WHERE / "weights/l2_supercat_256.safetensors").read_bytes()
    table = np.frombuffer(data[-32_000 * 256 * 2 :], "<f2").reshape(32_000, 256).astype(np.float64)
    rules = json.loads((WHERE / "tokenizers/l2_supercat_tokenizer_config.json").read_bytes())
    for text, row in zip(TEXTS, encoder.encode(TEXTS), strict=True):
        mean = table[greedy_ids(text, rules)].mean(axis=0)
        assert float(row @ mean) / np.linalg.norm(mean) >= 0.9999999, text


def test_rows_are_of_unit_length_and_of_their_text_alone(encoder: Encoder) -> None:
    rows = encoder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), encoder.dimension) and rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    for text, row in zip(reversed(TEXTS), rows[::-1], strict=True):
        assert encoder.encode([text])[0].tobytes() == row.tobytes()
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_nothing_to_read_is_a_row_of_zeros(encoder: Encoder) -> None:
    assert not encoder.encode(["", "   ", "\n\t"]).any()


def test_alike_is_near(encoder: Encoder) -> None:
    near, same, far = encoder.encode(["my sister's wedding", "the wedding of my sister", "a bug in the compiler"])
    assert near @ same > 0.6 > 0.4 > near @ far


def test_hostile_texts_are_encoded(encoder: Encoder) -> None:
    rows = encoder.encode(
        ["\ud800", "\x00", "a b " * 250_000, "▁" * 1_000_000, "</s><s>", unicodedata.lookup("ZERO WIDTH JOINER")]
    )
    assert np.isfinite(rows).all() and rows.any(axis=1).all()


def test_id_names_the_weights(encoder: Encoder) -> None:
    assert encoder.id == "wordllama-l2-supercat-256/802fcfe3d21d/1"  # the same for every release since 0.2.2


def test_missing_files_are_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(EncoderUnavailable, match="l2_supercat_256"):
        StaticEncoder(tmp_path_factory.mktemp("wordllama"))
