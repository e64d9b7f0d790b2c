"""The reader of safetensors files: what it reads, and that damage gives a clear error and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_memory.encoders import Encoder, EncoderUnavailable, minilm, static, tensors
from aria_memory.encoders.tensors import digest, read_bytes
from aria_memory.encoders.tokens import tokenizer

WHERE = Path("file.safetensors")
A, B = np.arange(6, dtype="<f4").reshape(2, 3), np.arange(4, dtype="<f2")
ENTRIES = {
    "__metadata__": {"format": "pt"},
    "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
    "b": {"dtype": "F16", "shape": [4], "data_offsets": [24, 32]},
    "unread": {"dtype": "I64", "shape": [9], "data_offsets": [0, 10**9]},
}
WANTED = {"a": (2, 3), "b": (4,)}


def built(entries: object) -> bytes:
    header = json.dumps(entries).encode()
    return len(header).to_bytes(8, "little") + header + A.tobytes() + B.tobytes()


def test_reads_what_was_written() -> None:
    read = tensors.tensors(built(ENTRIES), WANTED, WHERE)
    assert read["a"].tolist() == A.tolist() and read["a"].dtype == np.float32
    assert read["b"].tolist() == B.tolist() and read["b"].dtype == np.float16
    assert not read["a"].flags.writeable


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a safetensors file"),
        (b"\xff" * 40, "not a safetensors file"),
        ((1 << 30).to_bytes(8, "little") + b"{}", "not a safetensors file"),
        ((2).to_bytes(8, "little") + b"{", "not a safetensors file"),
        ((2).to_bytes(8, "little") + b"{x", "not JSON"),
        ((2).to_bytes(8, "little") + b"\xff\xfe", "not JSON"),
        ((100_000).to_bytes(8, "little") + b"[" * 100_000, "not JSON"),
        (built([]), "no tensor a"),
        (built({"a": 5}), "no tensor a"),
        (built(ENTRIES | {"a": ENTRIES["a"] | {"dtype": "I64"}}), "no tensor a"),
        (built(ENTRIES | {"a": ENTRIES["a"] | {"shape": [3, 2]}}), "shape"),
        (built(ENTRIES | {"a": ENTRIES["a"] | {"data_offsets": [0, 20]}}), "outside"),
        (built(ENTRIES | {"a": ENTRIES["a"] | {"data_offsets": [16, 40]}}), "outside"),
        (built(ENTRIES | {"a": ENTRIES["a"] | {"data_offsets": [-24, 0]}}), "outside"),
        (built(ENTRIES | {"a": ENTRIES["a"] | {"data_offsets": [0]}}), "no tensor a"),
        (built(ENTRIES)[:-1], "outside"),
    ],
)
def test_damage_is_told(data: bytes, says: str) -> None:
    with pytest.raises(EncoderUnavailable, match=says):
        tensors.tensors(data, WANTED, WHERE)


def test_a_header_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    length = len(built(ENTRIES)) - 8 - 32
    monkeypatch.setattr(tensors, "MAX_HEADER", length)
    assert set(tensors.tensors(built(ENTRIES), WANTED, WHERE)) == set(WANTED)
    monkeypatch.setattr(tensors, "MAX_HEADER", length - 1)
    with pytest.raises(EncoderUnavailable, match="not a safetensors file"):
        tensors.tensors(built(ENTRIES), WANTED, WHERE)


@pytest.mark.parametrize(("module", "encoder"), [(static, static.StaticEncoder), (minilm, minilm.MiniLMEncoder)])
def test_weights_that_are_not_finite_are_told(
    module: ModuleType, encoder: Callable[[Path], Encoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(data: bytes, wanted: dict[str, tuple[int, ...]], path: Path) -> dict[str, np.ndarray]:
        return {name: np.full(shape, np.nan, np.float32) for name, shape in wanted.items()}

    monkeypatch.setattr(module, "read_bytes", lambda path: b"")
    monkeypatch.setattr(module, "tensors", damaged)
    monkeypatch.setattr(module, "tokenizer", lambda *given, **options: None)
    with pytest.raises(EncoderUnavailable, match="not finite"):
        encoder(WHERE)


@given(st.data())
def test_no_damage_does_anything_else(data: st.DataObject) -> None:
    whole = bytearray(built(ENTRIES))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 33), min_size=1, max_size=4)):
        whole[place] = data.draw(st.integers(0, 255))
    try:
        read = tensors.tensors(bytes(whole), WANTED, WHERE)
    except EncoderUnavailable:
        return
    assert {name: tensor.shape for name, tensor in read.items()} == WANTED


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EncoderUnavailable, match="cannot be read"):
        read_bytes(tmp_path / "absent")
    (tmp_path / "some").write_bytes(b"12345")
    monkeypatch.setattr(tensors, "MAX_FILE", 5)
    assert read_bytes(tmp_path / "some") == b"12345"
    monkeypatch.setattr(tensors, "MAX_FILE", 4)
    with pytest.raises(EncoderUnavailable, match="larger than 4 bytes"):
        read_bytes(tmp_path / "some")


def test_digest_tells_contents_apart() -> None:
    assert digest(b"ab", b"c") == "ba7816bf8f01"  # of SHA-256("abc"), FIPS 180-2, appendix B.1
    assert digest(b"abd") != digest(b"abc")


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b'{"model": {"type": "BPE"}}'])
def test_a_damaged_tokenizer_is_told(data: bytes) -> None:
    pytest.importorskip("tokenizers")
    with pytest.raises(EncoderUnavailable, match=r"not a tokenizer\.json that can be used"):
        tokenizer(data, WHERE, special=False)
