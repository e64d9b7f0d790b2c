"""Stored weights to ternary values; the pack cache: shared, verified, rebuilt whenever in doubt."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_infer.errors import ModelError
from aria_infer.formats import packing
from aria_infer.formats.opening import open_source
from aria_infer.formats.pack_record import BESIDE_NAME, PackRecord, Places, pack_places, read_record, write_record
from aria_infer.formats.packing import Pack, open_pack
from aria_infer.formats.parts import LINEARS
from aria_infer.formats.safetensors import Checkpoint
from aria_infer.formats.ternary import BLOCK_VALUES, ternarise, unpack_quarters
from aria_infer.kernel import unpack_ternary

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES / "llama3-158-like", tmp_path / "model"))


def places(*paths: Path) -> Places:
    """Packs at these paths, the record beside the last; without any nothing can be kept."""
    return Places(packs=paths, record=paths[-1].with_suffix(".json") if paths else Path(os.devnull) / "no.json")


def opened(folder: Path, *paths: Path) -> Pack:
    source = open_source(folder)
    return open_pack(source, range(source.config.n_layers), places(*paths))


def values_of(pack: Pack) -> dict[tuple[int, str], tuple[bytes, float]]:
    return {key: (t.codes.tobytes(), t.scale) for key, t in pack.linears.items()}


def test_quarters_unpack_row_by_row() -> None:
    values = np.random.default_rng(1).integers(-1, 2, (12, 5), dtype=np.int8)
    packed = np.zeros((3, 5), np.uint8)
    for row in range(12):
        packed[row % 3] |= ((values[row] + 1) << (2 * (row // 3))).astype(np.uint8)
    assert unpack_quarters(packed, "w").tolist() == values.tolist()


@pytest.mark.parametrize("shift", [0, 2, 4, 6])
def test_a_code_of_three_is_refused(shift: int) -> None:
    packed = np.full((2, 3), 0b01_01_01_01, np.uint8)
    packed[1, 2] |= 3 << shift
    with pytest.raises(ModelError, match=r"w\.weight.*code 3"):
        unpack_quarters(packed, "w.weight")


BF16 = st.integers(0, 0xFFFF).filter(lambda bits: bits & 0x7F80 != 0x7F80)
F16 = st.integers(0, 0xFFFF).filter(lambda bits: bits & 0x7C00 != 0x7C00)
F32 = st.integers(0, 0xFFFFFFFF).filter(lambda bits: bits & 0x7F800000 != 0x7F800000)
LATENT = st.one_of(
    st.lists(BF16, min_size=1, max_size=60).map(lambda bits: np.array([bits], np.uint16)),
    st.lists(F16, min_size=1, max_size=60).map(lambda bits: np.array([bits], np.uint16).view(np.float16)),
    st.lists(F32, min_size=1, max_size=60).map(lambda bits: np.array([bits], np.uint32).view(np.float32)),
)


@settings(max_examples=150, deadline=None)
@given(words=LATENT)
def test_latent_weights_follow_the_rule_exactly(words: np.ndarray) -> None:
    floats = words[0].tolist()
    if words.dtype == np.uint16:  # bfloat16
        floats = (words.astype(np.uint32) << 16).view(np.float32)[0].tolist()
    total = float(sum(abs(Fraction(w)) for w in floats))  # exact, then rounded once
    mean = np.float32(max(total / len(floats), 1e-5))
    values, multiplier = ternarise(words, "w")
    assert multiplier == float(mean)
    inverse = np.float32(1) / mean
    with np.errstate(over="ignore", under="ignore"):
        assert values[0].tolist() == [int(np.clip(np.rint(np.float32(w) * inverse), -1, 1)) for w in floats]


def test_latent_mean_does_not_depend_on_order_or_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = np.random.default_rng(2).standard_normal((64, 48)).astype(np.float32) ** 5
    whole = ternarise(weights, "w")
    monkeypatch.setattr("aria_infer.formats.ternary.BLOCK_VALUES", 7)
    assert weights.size < BLOCK_VALUES
    values, multiplier = ternarise(weights[::-1].copy(), "w")
    assert multiplier == whole[1]
    assert values[::-1].tolist() == whole[0].tolist()


def test_a_half_rounds_to_even() -> None:
    values, multiplier = ternarise(np.float32([[0.5, -0.5, 1.5, -1.5]]), "w")
    assert (multiplier, values.tolist()) == (1.0, [[0, 0, 1, -1]])


@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_latent_infinities_are_refused(bad: float, dtype: type) -> None:
    with pytest.raises(ModelError, match="w holds infinities"):
        ternarise(np.array([[1, bad]], dtype), "w")


def test_pack_holds_the_checkpoint_mapped_aligned_and_read_only(folder: Path) -> None:
    pack = opened(folder, folder / BESIDE_NAME)
    assert pack.path == folder / BESIDE_NAME
    checkpoint = Checkpoint(folder)
    assert set(pack.linears) == {(layer, short) for layer in range(3) for short in LINEARS}
    for (layer, short), ternary in pack.linears.items():
        prefix = f"model.layers.{layer}.{'self_attn' if short in 'qkvo' else 'mlp'}.{short}_proj"
        stored = checkpoint.words(f"{prefix}.weight")
        values = unpack_ternary(ternary.codes, ternary.n_out, ternary.n_in)
        rows = ternary.n_out // 4
        for quarter in range(4):
            assert np.array_equal(
                values[quarter * rows : (quarter + 1) * rows], (stored >> 2 * quarter & 3).astype(int) - 1
            )
        scale = (checkpoint.words(f"{prefix}.weight_scale").astype(np.uint32) << 16).view(np.float32)
        assert ternary.scale == float(np.float32(1) / scale[0])  # bitlinear divides
        assert not ternary.codes.flags.writeable
        assert ternary.codes.ctypes.data % 64 == 0


def test_vector_of_the_readme(tmp_path: Path) -> None:
    opened(ROOT / "aria_infer" / "demo", tmp_path / "x.aria-pack")
    content = (tmp_path / "x.aria-pack").read_bytes()
    entry = json.loads(content[int.from_bytes(content[8:16], "little") :])["arrays"]["0.q"]
    assert hashlib.sha256(content[entry["start"] :][: entry["bytes"]]).hexdigest() == entry["sha256"]
    text = (ROOT / "aria_infer" / "README.md").read_text(encoding="utf-8")
    assert f"`sha256` `{entry['sha256']}`, `multiplier` `{entry['multiplier']}`" in text


def test_autobitlinear_multiplies() -> None:
    folder = FIXTURES / "bitnet-2b-4t-like"
    pack = opened(folder)
    words = Checkpoint(folder).words("model.layers.0.mlp.up_proj.weight_scale")
    assert pack.linears[0, "up"].scale == float((words.astype(np.uint32) << 16).view(np.float32)[0])


def test_a_second_open_uses_the_file_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(folder, folder / BESIDE_NAME)
    before = (folder / BESIDE_NAME).stat()
    monkeypatch.setattr(packing, "pack_ternary", None)  # packing anew would fail
    second = opened(folder, folder / BESIDE_NAME)
    assert second.manifest == first.manifest
    assert (folder / BESIDE_NAME).stat() == before


def test_only_the_layers_asked_for_are_handed_over(folder: Path) -> None:
    source = open_source(folder)
    opened(folder, folder / BESIDE_NAME)
    pack = open_pack(source, range(1, 2), places(folder / BESIDE_NAME))
    assert {layer for layer, _ in pack.linears} == {1}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_pack_is_rebuilt(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = FIXTURES / "falcon3-158-like"
    path = tmp_path_factory.getbasetemp() / "damaged.aria-pack"
    path.unlink(missing_ok=True)
    good = values_of(opened(folder, path))
    content = bytearray(path.read_bytes())
    header = int.from_bytes(content[8:16], "little")
    at = data.draw(st.one_of(st.integers(0, 55), st.integers(64, header - 1), st.integers(header, len(content) - 1)))
    how = data.draw(st.sampled_from(["flip", "cut", "insert"]))
    if how == "flip":
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    elif how == "cut":
        del content[at:]
    else:
        content[at:at] = b"\0"
    path.unlink()
    path.write_bytes(content)
    again = opened(folder, path)
    assert again.path == path
    assert values_of(again) == good


@pytest.mark.parametrize(
    "swap",
    [
        lambda header: header["arrays"]["0.q"].update(start=0),
        lambda header: header["arrays"]["0.q"].update(start="64"),
        lambda header: header["arrays"]["0.q"].update(start=1 << 70),
        lambda header: header["arrays"]["0.q"].update(bytes=64),
        lambda header: header["arrays"]["0.q"].update(multiplier=None),
        lambda header: header["arrays"]["0.q"].update(multiplier="nan"),
        lambda header: header["arrays"].pop("2.down"),
        lambda header: header.update(arrays=[]),
        lambda header: header.update(profile="aria-0"),
        lambda header: header["source"].update(config="0" * 64),
    ],
)
def test_a_header_on_record_that_lies_is_rebuilt(folder: Path, swap: object) -> None:
    path = folder / BESIDE_NAME
    good = opened(folder, path)
    content = path.read_bytes()
    start = int.from_bytes(content[8:16], "little")
    header = json.loads(content[start:])
    assert callable(swap)
    swap(header)
    text = json.dumps(header).encode()
    digest = hashlib.sha256(text)
    path.unlink()
    path.write_bytes(content[:16] + len(text).to_bytes(8, "little") + digest.digest() + content[56:start] + text)
    record = read_record(places(path).record)
    assert record is not None
    write_record(places(path).record, PackRecord(header=digest.hexdigest(), files=record.files))
    assert values_of(opened(folder, path)) == values_of(good)


def test_a_changed_checkpoint_is_packed_anew(folder: Path) -> None:
    before = opened(folder, folder / BESIDE_NAME)
    weights = folder / "model.safetensors"
    content = bytearray(weights.read_bytes())
    tensor = Checkpoint(folder).tensors["model.layers.0.mlp.up_proj.weight"]
    content[tensor.start] = 0b00_00_00_00 if content[tensor.start] else 0b01_01_01_01
    weights.unlink()
    weights.write_bytes(content)  # same size, another time
    after = opened(folder, folder / BESIDE_NAME)
    assert after.manifest != before.manifest
    assert not np.array_equal(after.linears[0, "up"].codes, before.linears[0, "up"].codes)


def test_a_touched_checkpoint_keeps_its_manifest(folder: Path) -> None:
    before = opened(folder, folder / BESIDE_NAME)
    os.utime(folder / "model.safetensors", ns=(1, 1))
    assert opened(folder, folder / BESIDE_NAME).manifest == before.manifest


def test_where_one_place_cannot_be_written_the_next_is(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    blocked, free = tmp_path / "file" / "x.aria-pack", tmp_path / "new" / "folder" / "y.aria-pack"
    assert opened(folder, blocked, free).path == free
    in_memory = opened(folder, blocked)
    assert in_memory.path is None
    assert values_of(in_memory) == values_of(opened(folder, free))


def test_a_failed_write_leaves_nothing_behind(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packing.os, "fsync", full)
    assert opened(folder, tmp_path / "packs" / "x.aria-pack").path is None
    assert list((tmp_path / "packs").iterdir()) == []


def test_what_a_killed_packer_left_is_swept_after_a_day(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.aria-pack"
    old, young, other = (
        tmp_path / name for name in (f".{path.name}.1.tmp", f".{path.name}.2.tmp", ".y.aria-pack.1.tmp")
    )
    for left in (old, young, other):
        left.write_bytes(b"half a pack")
    for left in (old, other):
        os.utime(left, (1, 1))
    opened(folder, path)
    assert [left.exists() for left in (old, young, other, path)] == [False, True, True, True]


def test_paths_prefer_the_model_folder_then_the_users_cache(folder: Path, tmp_path: Path) -> None:
    found = pack_places(folder, None)
    beside, shared = found.packs
    assert beside == folder / BESIDE_NAME
    assert shared.suffix == ".aria-pack"
    assert folder not in shared.parents
    assert found.record == shared.with_suffix(".json")
    assert pack_places(folder, None, beside=False).packs == (shared,)
    alone = pack_places(folder, tmp_path)
    assert [path.parent for path in alone.packs] == [tmp_path]
    assert alone.record.parent == tmp_path


def test_processes_that_pack_at_once_do_not_clash(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from aria_infer.model import load; sys.stdin.readline();"
        "m = load(Path(sys.argv[1]), cache_dir=Path(sys.argv[2]));"
        "print(m.manifest, m.pack_path.name, m.trace([1, 2])[-1])"
    )
    packers = [
        subprocess.Popen(
            [sys.executable, "-c", code, folder, tmp_path / "packs"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    for packer in packers:  # all are started before any may go
        assert packer.stdin is not None
        packer.stdin.write("go\n")
        packer.stdin.flush()
    answers = {packer.communicate(timeout=120)[0] for packer in packers}
    assert all(packer.returncode == 0 for packer in packers)
    assert len(answers) == 1
    assert sorted(path.suffix for path in (tmp_path / "packs").iterdir()) == [".aria-pack", ".json"]
