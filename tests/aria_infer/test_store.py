"""The model store: names, records, listing, finding, removing."""

import contextlib
import dataclasses
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_infer import folder_lock
from aria_infer.errors import InferError, StoreError
from aria_infer.model_record import (
    MAX_FILE_BYTES,
    MAX_RECORD_BYTES,
    ModelName,
    ModelRecord,
    StoredFile,
    is_legal_path,
    show_bytes,
)
from aria_infer.store import RECORD_NAME, Store
from aria_infer.store_cli import Speed, describe
from aria_infer.transfer import Progress

ROOT = Path(__file__).parent.parent.parent
COMMIT = "04c3b9ad9361b824064a1f25ea60a8be9599b127"
RECORD = ModelRecord(
    name=ModelName(owner="microsoft", name="bitnet-b1.58-2B-4T-gguf", file="ggml-model-i2_s.gguf"),
    revision=COMMIT,
    endpoint="https://huggingface.co",
    pulled="2026-01-31T23:59:59Z",
    files=(StoredFile(name="ggml-model-i2_s.gguf", size=3, sha256="ab" * 32),),
)
VECTOR = (
    b'{"endpoint":"https://huggingface.co","file":"ggml-model-i2_s.gguf","files":[{"name":"ggml-model-i2_s.gguf",'
    b'"sha256":"abababababababababababababababababababababababababababababababab","size":3}],'
    b'"pulled":"2026-01-31T23:59:59Z","repo":"microsoft/bitnet-b1.58-2B-4T-gguf",'
    b'"revision":"04c3b9ad9361b824064a1f25ea60a8be9599b127","version":1}\n'
)


def put(store: Store, text: str, **content: bytes) -> Path:
    """A model in a store; returns its folder."""
    name = ModelName.parse(text)
    content = content or {"w": b"w"}
    if name.file is not None:
        content = {name.file.rpartition("/")[2]: b"gguf"}
    folder = store.staging(name)
    folder.mkdir(parents=True)
    for file, data in content.items():
        (folder / file).write_bytes(data)
    files = tuple(StoredFile(name=file, size=len(data), sha256="00" * 32) for file, data in content.items())
    return store.place(dataclasses.replace(RECORD, name=name, files=files))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "models")


@pytest.mark.parametrize(
    "text",
    ["microsoft/bitnet-b1.58-2B-4T", "1bitLLM/bitnet_b1_58-large", "a/b", "a/b:x.gguf", "a/b:sub/x-i2_s.gguf", "_/_"],
)
def test_names_read_and_print_the_same(text: str) -> None:
    assert str(ModelName.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "/", "a/", "/b", "a/b/c", "../b", "a/..", "./b", "a/.b", ".incoming/b", "a/b.", "a/-b", "a/b--c",
        "a/b..c", "a/b.git", "a\\b/c", "a/b c", "a/b\n", "a/é", "a/b\0", "a/" + "b" * 95, "a/b:", "a/b:x", "a/b:.gguf",
        "a/b:../x.gguf", "a/b:/x.gguf", "a/b:x/../y.gguf", "a/b:x%2Fy.gguf", "a/b:c:x.gguf", "a/b:x\\y.gguf",
        "a/b:" + "x" * 200 + ".gguf", "C:/b", "a/b:x.gguf ",
    ],
)  # fmt: skip
def test_names_that_could_leave_the_store_are_refused(text: str) -> None:
    with pytest.raises(StoreError):
        ModelName.parse(text)


@given(st.text(alphabet="aB1-_.:/\\%~ \n\0é", max_size=30))
def test_a_name_that_is_taken_stays_inside_and_comes_back(text: str) -> None:
    try:
        name = ModelName.parse(text)
    except StoreError:
        return
    root = os.path.abspath("store")
    folder = os.path.normpath(Store(Path(root)).folder_of(name))
    assert str(name) == text
    assert os.path.dirname(os.path.dirname(os.path.dirname(folder))) == root


def test_variants_of_a_model_do_not_meet() -> None:
    texts = ["a/b", "a/b:safetensors.gguf", "a/b:x.gguf", "a/b:x/y.gguf", "a/b:x--y.gguf"]
    assert len({ModelName.parse(text).variant for text in texts}) == len(texts)


def test_paths_of_a_repository() -> None:
    assert all(map(is_legal_path, ["config.json", "a/b.c", "model-00001-of-00002.safetensors", "a b"]))
    assert not any(map(is_legal_path, ["", "/a", "a/", "a//b", "..", "a/../b", ".git", "a\\b", "a:b", "a.", "a ", 3]))


def test_the_record_is_written_as_specified() -> None:
    assert RECORD.encode() == VECTOR
    assert ModelRecord.decode(VECTOR) == RECORD
    assert VECTOR.decode().strip() in (ROOT / "aria_infer" / "README.md").read_text(encoding="utf-8").replace(
        "\n    ", ""
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'"version":1', b'"version":2', "version 2"),
        (b'"version":1', b'"version":1,"more":0', "more"),
        (b'"size":3', b'"size":-1', "size -1"),
        (b'"size":3', b'"size":true', "size True"),
        (b'"size":3', b'"size":%d' % (MAX_FILE_BYTES + 1), "size"),
        (b'"size":3', b'"size":3,"more":0', "more"),
        (b'"sha256":"ab', b'"sha256":"AB', "sha256"),
        (b'"name":"ggml', b'"name":"../ggml', "../ggml"),
        (b'"name":"ggml', b'"name":"other', "one file"),
        (b'"repo":"microsoft/', b'"repo":"../', "not a model's name"),
        (b'"repo":"microsoft/bitnet-b1.58-2B-4T-gguf"', b'"repo":3', "wrong type"),
        (b'"file":"ggml-model-i2_s.gguf"', b'"file":"x"', ".gguf"),
        (b'"revision":"04', b'"revision":"main', "revision"),
        (b'"pulled":"2026', b'"pulled":"today', "pulled"),
        (b'"endpoint":"https://huggingface.co"', b'"endpoint":null', "endpoint"),
        (b'"files":[{', b'"files":[0,{', "not an object"),
        (VECTOR, b"[]", "not an object"),
        (VECTOR, b"\xff", "not JSON"),
        (VECTOR, b"[" * 100_000, "not JSON"),
        (VECTOR, b" " * (MAX_RECORD_BYTES + 1), "longer"),
        (VECTOR[VECTOR.index(b'"files"') : VECTOR.index(b',"pulled"')], b'"files":[]', "0 files"),
    ],
)  # fmt: skip
def test_a_foreign_record_is_refused_by_name(old: bytes, new: bytes, words: str) -> None:
    assert VECTOR.count(old) == 1
    with pytest.raises(StoreError, match=words.replace(".", r"\.")):
        ModelRecord.decode(VECTOR.replace(old, new))


@given(st.binary(max_size=200))
def test_no_bytes_break_the_record_reader(data: bytes) -> None:
    for tried in (data, VECTOR[:100] + data + VECTOR[100:]):
        with contextlib.suppress(InferError):
            ModelRecord.decode(tried)


def test_a_model_is_listed_and_found(store: Store) -> None:
    folder = put(store, "a/b", config=b"12345", weights=b"123")
    (folder / "model.aria-pack").write_bytes(b"1" * 100)
    put(store, "a/c:sub/x.gguf")
    models, damaged = store.models()
    assert [(str(m.record.name), m.record.form, len(m.record.files)) for m in models] == [
        ("a/b", "safetensors", 2),
        ("a/c:sub/x.gguf", "gguf", 1),
    ]
    assert damaged == []
    assert models[0].disk_bytes == 108 + len((folder / RECORD_NAME).read_bytes())
    assert store.find("a/b") == folder == models[0].path
    assert store.find("a/c:sub/x.gguf").read_bytes() == b"gguf"
    assert store.find("a/c") == models[1].path == store.find("a/c:sub/x.gguf")


def test_what_is_not_there_is_told_with_what_is(store: Store) -> None:
    with pytest.raises(StoreError, match=r"a/b: no such folder.* nothing yet; get it with: aria pull a/b"):
        store.find("a/b")
    put(store, "a/c:x.gguf")
    put(store, "a/c:y.gguf")
    with pytest.raises(StoreError, match=r"a/c: several files .* a/c:x\.gguf, a/c:y\.gguf"):
        store.find("a/c")
    with pytest.raises(StoreError, match=r"holds a/c:x\.gguf, a/c:y\.gguf; .* aria pull a/c --file z\.gguf"):
        store.find("a/c:z.gguf")
    with pytest.raises(StoreError, match=r"not in the model store, which holds a/c:x\.gguf"):
        store.removable("a/d")


def test_a_damaged_model_is_told_with_the_remedy(store: Store) -> None:
    cut, gone, mute = (put(store, f"a/{name}", weights=b"123") for name in ("cut", "gone", "mute"))
    (cut / "weights").write_bytes(b"12")
    (gone / "weights").unlink()
    (mute / RECORD_NAME).unlink()
    put(store, "a/whole")
    moved = store.folder / "a" / "moved"
    moved.mkdir()
    os.rename(put(store, "a/before"), moved / "safetensors")
    models, damaged = store.models()
    assert [str(model.record.name) for model in models] == ["a/whole"]
    told = sorted(map(str, damaged))
    words = [
        "weights has 2 bytes, not 3",
        "weights: No such file",
        "record is that of a/before",
        f"{RECORD_NAME}: No such",
    ]
    assert len(told) == 4
    for error, word in zip(told, words, strict=True):
        assert word in error
        assert "aria pull a/" in error
    with pytest.raises(StoreError, match="a/cut in the model store is damaged"):
        store.find("a/cut")


def test_things_that_are_no_models_are_left_alone(store: Store) -> None:
    put(store, "a/b")
    for foreign in ("notes.txt", "a/readme", "a/b/.hidden", "x/y/z", ".incoming/a/b"):
        path = store.folder / foreign
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir() if foreign == "x/y/z" else path.touch()
    assert [str(model.record.name) for model in store.models()[0]] == ["a/b"]
    for one in store.removable("a/b"):
        store.remove(one)
    assert (store.folder / "a" / "b" / ".hidden").exists()
    assert (store.folder / "x" / "y" / "z").exists()


def test_a_model_goes_with_its_empty_folders(store: Store) -> None:
    put(store, "a/b")
    put(store, "a/b:x.gguf")
    (one,) = store.removable("a/b:x.gguf")
    store.remove(one)
    assert [str(model.record.name) for model in store.models()[0]] == ["a/b"]
    unfinished = store.staging(ModelName.parse("a/b:y.gguf"))
    unfinished.mkdir(parents=True)
    (unfinished / "y.gguf.part").write_bytes(b"12")
    assert [(str(o.name), o.disk_bytes, o.unfinished) for o in store.unfinished()] == [("a/b:y.gguf", 2, True)]
    for one in store.removable("a/b"):
        store.remove(one)
    assert list(store.folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("level", ["owner", "name", "variant"])
def test_removing_follows_no_link_out(store: Store, tmp_path: Path, level: str) -> None:
    elsewhere = Store(tmp_path / "elsewhere")
    folder = put(elsewhere, "a/b")
    targets = {"owner": "a", "name": "a/b", "variant": "a/b/safetensors"}
    link = store.folder / targets[level]
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere.folder / targets[level])
    (one,) = store.removable("a/b")
    with pytest.raises(StoreError, match="through a link"):
        store.remove(one)
    assert (folder / "w").read_bytes() == b"w"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_inside_a_model_goes_without_what_it_names(store: Store, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_bytes(b"1")
    folder = put(store, "a/b")
    (folder / "link").symlink_to(kept)
    (one,) = store.removable("a/b")
    store.remove(one)
    assert (kept / "file").exists()
    assert not folder.exists()


def test_a_model_is_replaced_whole(store: Store) -> None:
    put(store, "a/b", old=b"1", both=b"1")
    folder = put(store, "a/b", new=b"22", both=b"22")
    assert sorted(path.name for path in folder.iterdir()) == sorted(["new", "both", RECORD_NAME])
    assert [path.name for path in store.folder.iterdir() if path.name != "a"] in ([], [".incoming"])


def test_what_a_killed_process_threw_away_is_swept(store: Store) -> None:
    left = store.folder / ".incoming" / ".trash" / "0" / "deep"
    left.mkdir(parents=True)
    put(store, "a/b")
    assert not left.exists()


def test_a_lock_is_held_by_one_and_let_go_by_a_killed_process(store: Store) -> None:
    name = ModelName.parse("a/b")
    path = store.staging(name).with_name("safetensors.lock")
    code = (
        "import sys; from pathlib import Path; from aria_infer.folder_lock import hold\n"
        f"with hold(Path({str(path)!r})) as held: print(held, flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "True\n"
    with pytest.raises(StoreError, match="a/b is being pulled or removed by another process"):
        with store.lock(name):
            raise AssertionError("two hold it")
    other.kill()
    other.communicate()
    with store.lock(name):
        assert path.exists()
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file")
def test_a_lock_whose_file_goes_as_it_is_taken_is_taken_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real, calls = tmp_path / "lock", folder_lock._try_lock, 0

    def another_leaves(handle: int) -> bool:
        nonlocal calls
        calls += 1
        if calls == 1:
            path.unlink()
        return real(handle)

    monkeypatch.setattr(folder_lock, "_try_lock", another_leaves)
    with folder_lock.hold(path) as held:
        assert held
        assert path.exists()
    assert calls == 2


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (1_180_000_000, "1.18 GB"),
        (10**14, "100 TB"),
    ],
)
def test_sizes_for_people(n: int, text: str) -> None:
    assert show_bytes(n) == text


def test_speed_is_that_of_the_last_seconds() -> None:
    speed = Speed()
    assert speed.add(0.0, 5_000) is None
    assert speed.add(1.0, 6_000) == 1_000
    assert speed.add(10.0, 6_000) is None or speed.add(10.0, 6_000) == 0
    assert speed.add(20.0, 26_000) == 2_000
    assert speed.add(21.0, 0) is None


@pytest.mark.parametrize(
    ("speed", "text"),
    [
        (None, "w 250 kB of 1 MB (25 %)"),
        (5_000.0, "w 250 kB of 1 MB (25 %), 5 kB/s, 2 min 30 s left"),
        (100_000.0, "w 250 kB of 1 MB (25 %), 100 kB/s, 8 s left"),
    ],
)
def test_progress_in_a_line(speed: float | None, text: str) -> None:
    assert describe(Progress(path="w", done=250_000, total=1_000_000), speed) == text
    assert describe(Progress(path="w", done=250_000, total=1_000_000, checking=True), speed) == f"checking {text}"


def aria(folder: Path, *args: str, **more: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ARIA_MODELS": str(folder)}
    command = [sys.executable, "-m", "aria_infer", *args]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, **more)


def test_the_commands_of_an_empty_store(tmp_path: Path) -> None:
    done = aria(tmp_path / "none", "models")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no models" in done.stdout
    assert "aria pull" in done.stdout
    assert aria(tmp_path / "none", "models", "--json").stdout.count('"models": []') == 1
    done = aria(tmp_path / "none", "rm", "a/b", "--yes")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "aria: error: a/b: not in the model store, which holds nothing yet\n"
    done = aria(tmp_path / "none", "generate", "--model", "a/b", "--prompt", "x")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "aria pull a/b" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_store_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for args in (("models",), ("rm", "a/b", "--yes"), ("generate", "--model", "a/b", "--prompt", "x")):
        done = aria(tmp_path / "file", *args)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert f"{tmp_path / 'file'}: is not a folder; set ARIA_MODELS" in done.stderr


def test_rm_asks_and_takes_no_answer_for_a_no(tmp_path: Path) -> None:
    store = Store(tmp_path / "models")
    put(store, "a/b")
    done = aria(store.folder, "rm", "a/b", stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (1, "")
    assert "--yes" in done.stderr
    assert store.models()[0] != []
    done = aria(store.folder, "rm", "a/b", "--yes")
    assert done.returncode == 0
    assert done.stdout.startswith("removed a/b (")
    assert store.models() == ([], [])
