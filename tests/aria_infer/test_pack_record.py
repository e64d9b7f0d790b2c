"""Whose packs count: those this user made, of the bytes that are there, whatever a sender gave with the model."""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from aria_infer.formats import pack_record, packing, stamps
from aria_infer.formats.gguf import GgufFile
from aria_infer.formats.opening import open_source
from aria_infer.formats.pack_record import BESIDE_NAME, Places, read_record
from aria_infer.formats.packing import Pack, open_pack
from aria_infer.formats.safetensors import SafetensorsFile
from aria_infer.manifest import manifest_hash
from aria_infer.model import load

FIXTURES = Path(__file__).parent.parent / "fixtures"
FAMILY = "llama3-158-like"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES / FAMILY, tmp_path / "model"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder."""
    monkeypatch.setattr(pack_record.platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that has just been written counts as one of long ago."""
    monkeypatch.setattr(stamps, "SETTLED_NS", -(10**18))


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were hashed, in turn."""
    found: list[str] = []
    for kind in (SafetensorsFile, GgufFile):
        real = kind.sha256

        def counted(self: Any, real: Any = real) -> str:
            found.append(Path(getattr(self, "where", None) or self.path).name)
            return str(real(self))

        monkeypatch.setattr(kind, "sha256", counted)
    return found


def opened(folder: Path, places: Places) -> Pack:
    source = open_source(folder)
    return open_pack(source, range(source.config.n_layers), places)


def places(folder: Path, home: Path) -> Places:
    return Places(packs=(folder / BESIDE_NAME,), record=home / "record.json")


def header_of(content: bytes) -> Any:
    return json.loads(content[int.from_bytes(content[8:16], "little") :])


def with_header(content: bytes, header: Any) -> bytes:
    """A pack with another header, its length and hash true."""
    text, start = json.dumps(header).encode(), int.from_bytes(content[8:16], "little")
    return content[:16] + len(text).to_bytes(8, "little") + hashlib.sha256(text).digest() + content[56:start] + text


def changed(content: bytes) -> bytes:
    """Other ternary weights and other embeddings, the same header and size."""
    start = 8 + int.from_bytes(content[:8], "little")
    entry = json.loads(content[8:start])["model.layers.0.mlp.up_proj.weight"]["data_offsets"][0]
    table = json.loads(content[8:start])["model.embed_tokens.weight"]["data_offsets"][0]
    new = bytearray(content)
    new[start + entry] ^= 0b01_01_01_01 if new[start + entry] == 0 else new[start + entry]
    new[start + table] ^= 1
    return bytes(new)


@pytest.mark.parametrize("in_place", [True, False])
@pytest.mark.parametrize("long_ago", [True, False])
def test_other_weights_of_the_same_size_and_time_are_another_model(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool, long_ago: bool
) -> None:
    if long_ago:
        monkeypatch.setattr(stamps, "SETTLED_NS", -(10**18))
    weights = folder / "model.safetensors"
    os.utime(weights, (0, 0))
    first = load(folder)
    assert first.pack_path == folder / BESIDE_NAME
    old = weights.read_bytes()
    new = changed(old)
    time.sleep(0.02)  # more than a tick, by which the system tells two changes apart
    if not in_place:
        weights.unlink()
    del first
    weights.write_bytes(new)
    os.utime(weights, (0, 0))
    second = load(folder)
    assert second.manifest == manifest_hash(open_source(folder))
    truth = load(Path(shutil.copytree(folder, folder.parent / "other", ignore=shutil.ignore_patterns("*pack"))))
    assert (second.manifest, second.trace([1, 2, 3])) == (truth.manifest, truth.trace([1, 2, 3]))
    weights.write_bytes(old)
    assert load(folder).manifest != second.manifest


def test_a_pack_of_another_hand_is_not_believed(folder: Path, home: Path) -> None:
    """Two arrays in each other's place, a multiplier that is not the weights', all hashes true."""
    path = folder / BESIDE_NAME
    truth = load(folder)
    wanted = (truth.manifest, truth.trace([1, 2, 3]))
    genuine = path.read_bytes()
    swapped, scaled = header_of(genuine), header_of(genuine)
    swapped["arrays"]["0.q"], swapped["arrays"]["0.o"] = swapped["arrays"]["0.o"], swapped["arrays"]["0.q"]
    scaled["arrays"]["1.up"]["multiplier"] = (3.0).hex()
    for header in (swapped, scaled):
        path.unlink()
        path.write_bytes(with_header(genuine, header))
        model = load(folder)
        assert (model.manifest, model.trace([1, 2, 3])) == wanted
        assert path.read_bytes() == genuine
    for record in home.rglob("*.json"):  # as on a machine that sees the folder for the first time
        record.unlink()
        path.unlink()
        path.write_bytes(with_header(genuine, swapped))
        model = load(folder)
        assert (model.manifest, model.trace([1, 2, 3])) == wanted


def test_what_has_not_changed_is_not_read(
    folder: Path, tmp_path: Path, settled: None, read_whole: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = places(folder, tmp_path)
    opened(folder, at)
    assert read_whole == ["model.safetensors"]
    monkeypatch.setattr(packing, "pack_ternary", None)  # packing anew would fail
    assert opened(folder, at).path == folder / BESIDE_NAME
    assert read_whole == ["model.safetensors"]
    os.utime(folder / "model.safetensors", ns=(1, 1))
    for _ in range(2):  # read once more, then known by its new stamp
        assert opened(folder, at).path == folder / BESIDE_NAME
        assert len(read_whole) == 2


def test_a_file_just_written_is_read_until_it_has_settled(
    folder: Path, tmp_path: Path, read_whole: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = places(folder, tmp_path)
    (folder / "model.safetensors").touch()
    opened(folder, at)
    record = read_record(at.record)
    assert record is not None
    assert record.files["model.safetensors"].stamp is None
    monkeypatch.setattr(stamps, "SETTLED_NS", -(10**18))
    for _ in range(3):
        opened(folder, at)
    assert len(read_whole) == 2


def test_a_gguf_file_is_known_by_its_bytes(home: Path, tmp_path: Path, settled: None, read_whole: list[str]) -> None:
    path = Path(shutil.copy(FIXTURES / "gguf-bitnet-silu" / "model-TQ1_0.gguf", tmp_path / "a.gguf"))
    manifests = {load(path).manifest for _ in range(2)}
    assert read_whole == ["a.gguf"]
    os.utime(path, (0, 0))
    assert {load(path).manifest} == manifests
    assert len(read_whole) == 2


def stat_of(**change: int) -> Any:
    there = {"st_dev": 1, "st_ino": 2, "st_size": 3, "st_mtime_ns": 4, "st_ctime_ns": 1_700_000_000_123_456_789}
    return SimpleNamespace(**{**there, **change})


@pytest.fixture
def handle(tmp_path: Path) -> Iterator[int]:
    with (tmp_path / "file").open("wb") as file:
        yield file.fileno()


@pytest.mark.parametrize(
    ("change", "relied_on"),
    [
        ({}, True),
        ({"st_ctime_ns": 0}, False),  # an image's
        ({"st_ctime_ns": 1_700_000_000_990_000_000}, False),  # exFAT's
        ({"st_ctime_ns": 1_700_000_000_990_000_001}, True),
        ({"st_ctime_ns": time.time_ns() + 3_600 * 10**9 + 1}, False),  # a server's whose clock is ahead
    ],
)
def test_what_is_told_of_a_file(
    handle: int, monkeypatch: pytest.MonkeyPatch, change: dict[str, int], relied_on: bool
) -> None:
    there = stat_of(**change)
    monkeypatch.setattr(stamps.os, "fstat", lambda _: there)
    assert stamps.stamp(handle) == ((1, 2, 3, 4, there.st_ctime_ns) if relied_on else None)


def test_a_file_just_written_or_on_a_read_only_system_has_no_stamp(
    handle: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stamps.stamp(handle) is None
    monkeypatch.setattr(stamps, "SETTLED_NS", -(10**18))
    assert stamps.stamp(handle) is not None
    monkeypatch.setattr(stamps.os, "fstatvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))
    assert stamps.stamp(handle) is None
    monkeypatch.setattr(stamps.sys, "platform", "win32")
    monkeypatch.delattr(stamps.os, "fstatvfs")
    assert stamps.stamp(handle) is None


@pytest.mark.parametrize(
    "text",
    [
        b"", b"\xff", b"[]", b"{}", b'{"files": []}', b'{"files": {}, "header": 3}', b"[" * 100_000,
        b'{"files": {"model.safetensors": 5}, "header": ""}',
        b'{"files": {"model.safetensors": {"sha256": 1, "stamp": [1, 2]}}, "header": ""}',
        b'{"files": {"model.safetensors": {"sha256": 1, "stamp": ["x", 1, 1, 1, 1]}}, "header": ""}',
        b'{"files": {"model.safetensors": {"sha256": 1, "stamp": [Infinity, 1, 1, 1, 1]}}, "header": ""}',
    ],
)  # fmt: skip
def test_a_damaged_record_is_none(folder: Path, tmp_path: Path, text: bytes) -> None:
    at = places(folder, tmp_path)
    wanted = opened(folder, at).content
    good = at.record.read_bytes()
    at.record.write_bytes(text)
    assert opened(folder, at).content == wanted
    assert at.record.read_bytes() == good


def test_a_record_too_long_is_none(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(b'{"header": "", "files": {}}' + b" " * pack_record.MAX_RECORD_BYTES)
    assert read_record(path) is None


def test_users_of_one_folder_make_the_same_pack(folder: Path, tmp_path: Path) -> None:
    """So the one's stays good for the other, whoever wrote last."""
    one, other = places(folder, tmp_path / "one"), places(folder, tmp_path / "other")
    opened(folder, one)
    first = (folder / BESIDE_NAME).read_bytes()
    opened(folder, other)
    assert (folder / BESIDE_NAME).read_bytes() == first
    before = (folder / BESIDE_NAME).stat()
    opened(folder, one)
    assert (folder / BESIDE_NAME).stat() == before


def test_without_a_place_for_a_record_no_pack_is_written(
    folder: Path, tmp_path: Path, read_whole: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    pack = opened(folder, places(folder, tmp_path / "file"))
    assert pack.path is None
    assert not (folder / BESIDE_NAME).exists()
    assert read_whole == []
    at = places(folder, tmp_path / "home")
    mapped = opened(folder, at)
    assert np.array_equal(pack.linears[0, "up"].codes, mapped.linears[0, "up"].codes)
    monkeypatch.setattr(pack_record.os, "access", lambda *_: False)  # a record that can be read but not replaced
    assert opened(folder, at).path == folder / BESIDE_NAME
    (folder / BESIDE_NAME).unlink()
    assert opened(folder, at).path is None
    assert not (folder / BESIDE_NAME).exists()


def test_a_pack_of_an_older_version_gives_way(folder: Path, tmp_path: Path) -> None:
    at = places(folder, tmp_path)
    opened(folder, at)
    good = (folder / BESIDE_NAME).read_bytes()
    at.record.unlink()
    (folder / BESIDE_NAME).write_bytes(b"ARIAPCK3" + good[8:])
    assert opened(folder, at).path == folder / BESIDE_NAME
    assert (folder / BESIDE_NAME).read_bytes() == good
