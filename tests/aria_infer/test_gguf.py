"""The GGUF reader: what the `gguf` package writes comes back; whatever lies is refused by one error that names it."""

import struct
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_infer.errors import ModelError
from aria_infer.formats import gguf as ours
from aria_infer.formats.gguf import MAX_ITEMS, MAX_STRING_BYTES, GgufFile

FIXTURES = Path(__file__).parent.parent / "fixtures"


def u32(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def u64(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}Q", *numbers)


def text(value: str | bytes) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return u64(len(data)) + data


def key(name: str, kind: int, value: bytes) -> bytes:
    return text(name) + u32(kind) + value


def info(name: str = "w", dims: tuple[int, ...] = (8,), kind: int = 0, offset: int = 0) -> bytes:
    return text(name) + u32(len(dims)) + u64(*dims) + u32(kind) + u64(offset)


def whole(
    *, keys: list[bytes] | None = None, infos: list[bytes] | None = None, data: int = 32, version: int = 3
) -> bytes:
    keys, infos = keys or [], [info()] if infos is None else infos
    head = b"GGUF" + u32(version) + u64(len(infos), len(keys)) + b"".join(keys) + b"".join(infos)
    return head + bytes(-len(head) % 32) + bytes(data)


def read(data: bytes) -> GgufFile:
    return GgufFile(data, "x.gguf")


def refused(data: bytes, *words: str) -> None:
    with pytest.raises(ModelError) as caught:
        read(data)
    message = str(caught.value)
    assert message.startswith("x.gguf: ")
    assert "\n" not in message
    assert len(message) < 400
    assert all(word in message for word in words), message


def test_what_the_package_writes_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.gguf"
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_uint8("u8", 255)
    writer.add_int8("i8", -128)
    writer.add_uint16("u16", 65535)
    writer.add_int16("i16", -32768)
    writer.add_uint32("u32", 2**32 - 1)
    writer.add_int32("i32", -(2**31))
    writer.add_uint64("u64", 2**64 - 1)
    writer.add_int64("i64", -(2**63))
    writer.add_float32("f32", 1e-5)
    writer.add_float64("f64", 1e-5)
    writer.add_bool("yes", True)
    writer.add_string("text", "Zoë")
    writer.add_array("words", ["a", "", "ü"])
    writer.add_array("numbers", [1, -2, 3])
    writer.add_array("floats", [0.5, -1.0])
    writer.add_array("truths", [True, False])
    tensors = {
        "one": np.arange(7, dtype=np.float32),
        "two": np.ones((3, 5), np.float16),
        "": np.ones((2, 1, 3), np.float32),
    }
    for name, array in tensors.items():
        writer.add_tensor(name, array)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    file = GgufFile.open(path)
    assert dict(file.metadata) == {
        "general.architecture": "llama", "u8": 255, "i8": -128, "u16": 65535, "i16": -32768, "u32": 2**32 - 1,
        "i32": -(2**31), "u64": 2**64 - 1, "i64": -(2**63), "f32": 1e-5, "f64": 1e-5, "yes": True, "text": "Zoë",
        "words": ["a", "", "ü"], "numbers": [1, -2, 3], "floats": [0.5, -1.0], "truths": [True, False],
    }  # fmt: skip
    assert file.metadata["yes"] is True
    assert set(file.tensors) == set(tensors)
    for name, array in tensors.items():
        assert file.tensors[name].shape == array.shape
        assert bytes(file.raw(name)) == array.tobytes()


@pytest.mark.parametrize("version", [2, 3])
def test_the_two_versions(version: int) -> None:
    assert list(read(whole(version=version)).tensors) == ["w"]


def test_alignment_is_the_files_own() -> None:
    infos = [info("a", (1,)), info("b", (1,), offset=8)]
    head = b"GGUF" + u32(3) + u64(2, 1) + key("general.alignment", 4, u32(8)) + b"".join(infos)
    file = read(head + bytes(-len(head) % 8) + bytes(12))
    assert file.tensors["b"].start == file.tensors["a"].start + 8


def test_text_that_is_not_utf8_is_escaped() -> None:
    assert read(whole(keys=[key("k", 8, text(b"a\xff"))])).metadata["k"] == "a\\xff"


ARRAY = 9
REFUSED: dict[str, tuple[bytes, list[str]]] = {
    "empty": (b"", ["cut short"]),
    "magic": (b"GGML" + whole()[4:], ["b'GGUF'", "no GGUF file"]),
    "version 1": (whole(version=1), ["version 1", "2 and 3"]),
    "big-endian": (b"GGUF" + struct.pack(">I", 3) + bytes(16), ["big-endian", "little-endian"]),
    "tensors": (b"GGUF" + u32(3) + u64(1 << 60, 0), [str(1 << 60), "65536"]),
    "keys": (b"GGUF" + u32(3) + u64(0, 1 << 60), [str(1 << 60), "65536"]),
    "key twice": (whole(keys=[key("a", 0, b"\1"), key("a", 0, b"\1")]), ["key 'a'", "twice"]),
    "key not UTF-8": (whole(keys=[text(b"\xff") + u32(0) + b"\1"]), ["name of a key", "\\xff"]),
    "key too long": (whole(keys=[key("k" * 70_000, 0, b"\1")]), ["name of a key", "70000", "65535"]),
    "value type": (whole(keys=[key("a", 13, b"")]), ["key 'a'", "type 13"]),
    "array type": (whole(keys=[key("a", ARRAY, u32(77) + u64(1))]), ["key 'a'", "type 77"]),
    "truth": (whole(keys=[key("a", 7, b"\2")]), ["key 'a'", "truth", "2"]),
    "arrays in arrays": (whole(keys=[key("a", ARRAY, u32(ARRAY) + u64(1))]), ["key 'a'", "array of arrays"]),
    "items": (whole(keys=[key("a", ARRAY, u32(0) + u64(1 << 62))]), ["key 'a'", str(1 << 62), str(MAX_ITEMS)]),
    "items beyond": (whole(keys=[key("a", ARRAY, u32(12) + u64(MAX_ITEMS))]), ["ends inside key 'a'"]),
    "strings beyond": (whole(keys=[key("a", ARRAY, u32(8) + u64(MAX_ITEMS))]), []),
    "text": (whole(keys=[key("a", 8, u64(1 << 63))]), ["key 'a'", str(1 << 63), str(MAX_STRING_BYTES)]),
    "text beyond": (whole(keys=[key("a", 8, u64(4096) + b"abc")]), ["ends inside key 'a'"]),
    "alignment 0": (whole(keys=[key("general.alignment", 4, u32(0))]), ["general.alignment", "0"]),
    "alignment 24": (whole(keys=[key("general.alignment", 4, u32(24))]), ["general.alignment", "24"]),
    "alignment text": (whole(keys=[key("general.alignment", 8, text("x"))]), ["general.alignment", "'x'"]),
    "alignment 2^31": (whole(keys=[key("general.alignment", 4, u32(1 << 31))]), ["general.alignment", str(1 << 31)]),
    "dims 0": (whole(infos=[info(dims=())]), ["tensor 'w'", "0 dimensions"]),
    "dims 5": (whole(infos=[info(dims=(1,) * 5)]), ["tensor 'w'", "5 dimensions"]),
    "dims 2^31": (whole(infos=[text("w") + u32(1 << 31)]), ["tensor 'w'", f"{1 << 31} dimensions"]),
    "size 0": (whole(infos=[info(dims=(8, 0))]), ["tensor 'w'", "[0, 8]"]),
    "size 2^60": (whole(infos=[info(dims=(1 << 60,))]), ["tensor 'w'", str(1 << 60)]),
    "overflow": (whole(infos=[info(dims=(1 << 40,) * 4)]), ["tensor 'w'", "cut short"]),
    "type": (whole(infos=[info(kind=12)]), ["tensor 'w'", "12 (Q4_K)", "TQ1_0"]),
    "type none": (whole(infos=[info(kind=1 << 31)]), ["tensor 'w'", str(1 << 31)]),
    "block": (whole(infos=[info(dims=(8, 32), kind=34)]), ["tensor 'w'", "TQ1_0", "rows of 8", "256"]),
    "flat block": (whole(infos=[info(dims=(64, 3), kind=36)]), ["tensor 'w'", "I2_S", "a size of 192", "128"]),
    "name": (whole(infos=[info("n" * 64)]), ["name of a tensor", "64", "63"]),
    "name not UTF-8": (whole(infos=[text(b"\xff") + u32(1) + u64(8) + u32(0) + u64(0)]), ["name of a tensor"]),
    "name twice": (whole(infos=[info(), info(offset=32)], data=64), ["tensor 'w'", "twice"]),
    "overlap": (whole(infos=[info("a"), info("b", offset=0)]), ["tensor 'b'", "overlaps"]),
    "hole": (whole(infos=[info("a"), info("b", offset=64)], data=96), ["tensor 'b'", "hole"]),
    "first hole": (whole(infos=[info(offset=32)], data=64), ["tensor 'w'", "hole"]),
    "offset": (whole(infos=[info(offset=4)], data=64), ["tensor 'w'", "hole"]),
    "offset 2^63": (whole(infos=[info(offset=1 << 63)]), ["tensor 'w'", "cut short"]),
    "cut": (whole(data=31), ["tensor 'w'", "cut short", "download it again"]),
    "tail": (whole(data=65), ["33 bytes after"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_lie_is_named(case: str) -> None:
    data, words = REFUSED[case]
    refused(data, *words)


def test_padding_after_the_last_tensor_may_be_there_or_not() -> None:
    infos = [info(dims=(7,))]
    assert read(whole(infos=infos, data=28)).tensors["w"].stop == read(whole(infos=infos)).tensors["w"].stop


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.gguf").write_bytes(b"")
    for name, word in (("empty.gguf", "is empty"), ("absent.gguf", "No such file"), (".", "Is a directory")):
        with pytest.raises(ModelError, match=word):
            GgufFile.open(tmp_path / name)


def test_every_cut_of_a_header_is_refused() -> None:
    data = whole(keys=[key("a", ARRAY, u32(8) + u64(2) + text("x") + text("y")), key("b", 12, bytes(8))])
    for n in range(len(data)):
        refused(data[:n], "cut short")


values = st.one_of(
    st.integers(0, 2**64 - 1), st.integers(-(2**63), -1), st.booleans(), st.text(max_size=20),
    st.floats(allow_nan=False, width=32), st.lists(st.text(max_size=5), min_size=1, max_size=4),
    st.lists(st.integers(-(2**31), 2**31 - 1), min_size=1, max_size=4),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(metadata=st.dictionaries(st.text(min_size=1, max_size=12), values, max_size=5), data=st.data())
def test_random_files_come_back_and_random_damage_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, metadata: dict[str, Any], data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "random.gguf"
    metadata.pop("general.alignment", None)
    metadata.pop("general.architecture", None)
    writer = gguf.GGUFWriter(path, "llama")
    for name, value in metadata.items():
        how: Any = {bool: writer.add_bool, str: writer.add_string, float: writer.add_float32, list: writer.add_array}
        how = how.get(type(value)) or (writer.add_uint64 if isinstance(value, int) and value >= 0 else writer.add_int64)
        how(name, value)
    writer.add_tensor("w", np.ones((2, 3), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    content = bytearray(path.read_bytes())
    found = read(bytes(content))
    for name, value in metadata.items():
        if value != "":  # which the package does not write
            got = found.metadata[name]
            assert (np.float32(got) if isinstance(value, float) else got) == value
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[at] = data.draw(st.integers(0, 255))
    else:
        del content[at : at + data.draw(st.integers(1, 64))]
    try:
        file = read(bytes(content))
    except ModelError:
        return
    for name in file.tensors:
        assert len(file.raw(name)) == file.tensors[name].stop - file.tensors[name].start


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=200))
def test_random_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ModelError):
        read(data)
    with pytest.raises(ModelError):
        read(b"GGUF" + u32(3) + u64(1, 1) + data)


def test_a_large_vocabulary_is_within_the_limits() -> None:
    assert ours.MAX_ITEMS >= 2_097_152 * 4  # tokens, scores, types and merges of MAX_VOCAB
