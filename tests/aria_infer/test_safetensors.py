"""The reader: what is whole is read exactly, what is not is refused by name, and nothing else ever happens."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_infer.errors import ModelError
from aria_infer.formats.safetensors import Checkpoint, SafetensorsFile
from aria_infer.formats.source import to_float32

FIXTURES = Path(__file__).parent.parent / "fixtures"


def encode(header: Any, data: bytes = b"", pad: int = 0) -> bytes:
    text = (header if isinstance(header, bytes) else json.dumps(header).encode()) + b" " * pad
    return struct.pack("<Q", len(text)) + text + data


def entry(dtype: str, shape: list[Any], start: int, stop: int) -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, stop]}


def file_of(tensors: dict[str, np.ndarray], pad: int = 0) -> bytes:
    """float32 and uint8 arrays as a file."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, array in tensors.items():
        dtype = {"float32": "F32", "uint8": "U8", "float16": "F16", "uint16": "BF16"}[array.dtype.name]
        header[name] = entry(dtype, list(array.shape), len(data), len(data) + array.nbytes)
        data += array.tobytes()
    return encode(header, data, pad)


GOOD = file_of({"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.arange(5, dtype=np.uint8)})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.safetensors"


def test_reads_names_shapes_and_numbers(path: Path) -> None:
    path.write_bytes(GOOD)
    checkpoint = Checkpoint(path.parent)
    assert {name: (t.dtype, t.shape) for name, t in checkpoint.tensors.items()} == {
        "a": ("F32", (2, 3)),
        "b": ("U8", (5,)),
    }
    assert checkpoint.words("a").tolist() == [[0, 1, 2], [3, 4, 5]]
    assert bytes(checkpoint.raw("b")) == bytes(range(5))
    assert not checkpoint.words("b").flags.writeable


@pytest.mark.parametrize("pad", range(4))
def test_numbers_at_odd_addresses_are_read_too(path: Path, pad: int) -> None:
    path.write_bytes(file_of({"x": np.uint8([9]), "a": np.float32([1.5, -2.25])}, pad))
    words = Checkpoint(path.parent).words("a")
    assert words.flags.aligned
    assert words.tolist() == [1.5, -2.25]


def test_bfloat16_and_float16_widen_exactly(path: Path) -> None:
    path.write_bytes(file_of({"b": np.uint16([0x3FC0, 0xC010, 0x0001]), "h": np.float16([0.1, 65504])}))
    checkpoint = Checkpoint(path.parent)
    assert to_float32(checkpoint.words("b")).tolist() == [1.5, -2.25, 2.0**-133]
    assert to_float32(checkpoint.words("h")).tolist() == [float(np.float16(0.1)), 65504.0]


ONE = {"a": entry("U8", [4], 0, 4)}
REFUSED = {
    "empty": (b"", "too short"),
    "seven bytes": (GOOD[:7], "too short"),
    "huge header": (struct.pack("<Q", 1 << 60) + GOOD[8:], "header"),
    "cut in the header": (GOOD[:40], "ends inside its header"),
    "cut in the data": (GOOD[:-1], "cut short"),
    "bytes behind": (GOOD + b"x", "belong to nothing"),
    "not JSON": (encode(b"{nope"), "not JSON"),
    "not UTF-8": (encode(b"\xff\xfe"), "not JSON"),
    "too deep": (encode(b"[" * 200_000), "not JSON"),
    "not an object": (encode([1]), "not a JSON object"),
    "twice the same name": (encode(b'{"a":1,"a":2}'), "twice"),
    "entry no object": (encode({"a": 3}), "tensor 'a'"),
    "key missing": (encode({"a": {"dtype": "U8", "shape": [0]}}), "tensor 'a'"),
    "unknown dtype": (encode({"a": entry("F13", [4], 0, 4)}, b"1234"), "F13"),
    "dtype no string": (encode({"a": {**ONE["a"], "dtype": ["U8"]}}, b"1234"), "dtype"),
    "negative size": (encode({"a": entry("U8", [-4], 0, 4)}, b"1234"), "shape"),
    "size no integer": (encode({"a": entry("U8", [4.0], 0, 4)}, b"1234"), "shape"),
    "size true": (encode({"a": entry("U8", [True], 0, 1)}, b"1"), "shape"),
    "too many sizes": (encode({"a": entry("U8", [1] * 9, 0, 1)}, b"1"), "shape"),
    "offsets backwards": (encode({"a": entry("U8", [0], 4, 0)}, b"1234"), "order"),
    "offset negative": (encode({"a": entry("U8", [5], -1, 4)}, b"1234"), "order"),
    "offsets outside": (encode({"a": entry("U8", [1 << 40], 0, 1 << 40)}, b"1234"), "cut short"),
    "size unlike shape": (encode({"a": entry("F32", [4], 0, 4)}, b"1234"), "do not hold shape"),
    "overlap": (encode({"a": entry("U8", [4], 0, 4), "b": entry("U8", [4], 2, 6)}, b"123456"), "overlaps"),
    "hole": (encode({"a": entry("U8", [2], 0, 2), "b": entry("U8", [2], 4, 6)}, b"123456"), "hole"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_whole_is_refused_with_its_name(path: Path, name: str) -> None:
    data, words = REFUSED[name]
    path.write_bytes(data)
    with pytest.raises(ModelError) as caught:
        SafetensorsFile(path)
    assert str(path) in str(caught.value)
    assert words in str(caught.value)


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_any_damage_is_a_model_error_or_a_valid_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        kind = data.draw(st.sampled_from(["flip", "cut", "insert"]))
        if kind == "flip" and at < len(content):
            content[at] = data.draw(st.integers(0, 255))
        elif kind == "cut":
            del content[at : at + data.draw(st.integers(0, 40))]
        else:
            content[at:at] = data.draw(
                st.one_of(st.binary(max_size=12), st.sampled_from([b"9", b"-", b"[", b'"', b"}", b"e9"]))
            )
    path = tmp_path_factory.getbasetemp() / "fuzzed" / "model.safetensors"
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    try:
        checkpoint = Checkpoint(path.parent)
    except ModelError:
        return
    taken = sum(len(checkpoint.raw(name)) for name in checkpoint.tensors)
    assert taken == len(content) - 8 - int.from_bytes(content[:8], "little")  # every byte belongs to one tensor


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["dtype", "shape", "data_offsets"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(header=st.dictionaries(st.text(max_size=6), JSON, max_size=3), tail=st.binary(max_size=8))
def test_any_json_header_is_a_model_error_or_a_valid_read(
    tmp_path_factory: pytest.TempPathFactory, header: dict[str, Any], tail: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzzed.safetensors"
    path.unlink(missing_ok=True)
    path.write_bytes(encode(header, tail))
    try:
        SafetensorsFile(path)
    except ModelError as error:
        str(error).encode("utf-8")  # printable, whatever names the file held


def sharded(folder: Path, homes: Any, **files: bytes) -> Path:
    for name, content in files.items():
        (folder / f"{name}.safetensors").write_bytes(content)
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": homes}))
    return folder


ONLY_A, ONLY_B = file_of({"a": np.float32([1])}), file_of({"b": np.float32([2])})


def test_shards_read_as_one(tmp_path: Path) -> None:
    folder = sharded(tmp_path, {"a": "one.safetensors", "b": "two.safetensors"}, one=ONLY_A, two=ONLY_B)
    checkpoint = Checkpoint(folder)
    assert {name: checkpoint.words(name).tolist() for name in checkpoint.tensors} == {"a": [1.0], "b": [2.0]}


@pytest.mark.parametrize(
    ("homes", "words"),
    [
        ({"a": "../one.safetensors"}, "not a file of this folder"),
        ({"a": "/etc/one.safetensors"}, "not a file of this folder"),
        ({"a": "sub\\one.safetensors"}, "not a file of this folder"),
        ({"a": "C:one.safetensors"}, "not a file of this folder"),
        ({"a": ".safetensors"}, "not a file of this folder"),
        ({"a": 3}, "not a file of this folder"),
        ({"a": "one.bin"}, "not a file of this folder"),
        ({"a": "gone.safetensors"}, "cannot be read"),
        ({"a": "one.safetensors", "c": "one.safetensors"}, "lacks it"),
        ({"a": "one.safetensors", "b": "one.safetensors"}, "lacks it"),
        ({"b": "two.safetensors", "a": "two.safetensors"}, "lacks it"),
        ({}, "weight_map"),
        ([], "weight_map"),
    ],
)
def test_an_index_that_lies_is_refused(tmp_path: Path, homes: Any, words: str) -> None:
    with pytest.raises(ModelError, match=words):
        Checkpoint(sharded(tmp_path, homes, one=ONLY_A, two=ONLY_B))


def test_a_tensor_the_index_does_not_list_is_named(tmp_path: Path) -> None:
    both = file_of({"a": np.float32([1]), "hidden": np.float32([2])})
    with pytest.raises(ModelError, match="'hidden' is not listed"):
        Checkpoint(sharded(tmp_path, {"a": "one.safetensors"}, one=both))


def test_a_folder_without_tensors_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds neither"):
        Checkpoint(tmp_path)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_bytes_in_memory_are_read_alike_or_refused(data: st.DataObject) -> None:
    content = bytearray((FIXTURES / "falcon3-158-like" / "model.safetensors").read_bytes())
    whole = SafetensorsFile(Path("x"), bytes(content))
    assert whole.tensors == SafetensorsFile(FIXTURES / "falcon3-158-like" / "model.safetensors").tensors
    at = data.draw(st.integers(0, whole.data_start))
    if data.draw(st.booleans()):
        content[at] = data.draw(st.integers(0, 255))
    else:
        del content[at : at + data.draw(st.integers(1, 1 << 20))]
    try:
        file = SafetensorsFile(Path("x"), bytes(content))
    except ModelError as error:
        assert str(error).startswith("x: ")
        return
    for tensor in file.tensors.values():
        assert len(file.raw(tensor)) == tensor.stop - tensor.start
