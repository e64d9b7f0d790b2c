"""What lies in a file's place and is none, a named pipe, is told by name and holds nobody up."""

import os
import shutil
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

import aria_infer
from aria_infer.errors import InferError, ModelError
from aria_infer.model_record import ModelName
from aria_infer.regular_file import open_regular
from aria_infer.store import RECORD_NAME, Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
DEADLINE_S = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(Path(aria_infer.__file__).parent / "demo", tmp_path / "model"))


def in_time(call: Any, *args: Any, **kwargs: Any) -> Any:
    """What a call returns or raises; fails where it waits for ever."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(call(*args, **kwargs))
        except InferError as error:
            found.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(DEADLINE_S)
    assert found, "it waits for a writer"
    return found[0]


@pytest.mark.parametrize(
    "name",
    [
        "config.json",
        "generation_config.json",
        "tokenizer.json",
        "aria-manifest.txt",
        "model.safetensors",
        "model.safetensors.index.json",
    ],
)
def test_a_pipe_in_a_folder_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    error = in_time(aria_infer.load, folder)
    assert isinstance(error, ModelError)
    assert str(error).startswith(f"{folder / name}: cannot be read (not a regular file)")


def test_a_pipe_in_the_packs_place_is_no_pack(folder: Path) -> None:
    os.mkfifo(folder / "model.aria-pack")
    assert in_time(aria_infer.load, folder).manifest == aria_infer.load("demo").manifest
    assert (folder / "model.aria-pack").is_file()


def test_a_pipe_in_the_templates_place_is_named(folder: Path) -> None:
    os.mkfifo(folder / "chat_template.jinja")
    error = in_time(lambda: aria_infer.load(folder).chat_template)
    assert "chat_template.jinja: cannot be read (not a regular file)" in str(error)


def test_a_pipe_for_a_model_is_not_called_absent(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "m.gguf")
    assert str(in_time(aria_infer.load, tmp_path / "m.gguf")).startswith(f"{tmp_path / 'm.gguf'}: not a regular file")
    assert "m.gguf: cannot be read (not a regular file)" in str(in_time(aria_infer.load, tmp_path))


def test_a_pipe_in_a_records_place_is_a_damaged_model(tmp_path: Path) -> None:
    store = Store(tmp_path)
    folder = store.folder_of(ModelName.parse("a/b"))
    folder.mkdir(parents=True)
    os.mkfifo(folder / RECORD_NAME)
    models, damaged = in_time(store.models)
    assert models == []
    assert f"{RECORD_NAME}: not a regular file" in str(damaged[0])


def test_a_file_is_read_as_ever(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a\r\n\x1ab")
    with open_regular(tmp_path / "file") as file:
        assert file.read() == b"a\r\n\x1ab"
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "absent")
    with pytest.raises(IsADirectoryError):
        open_regular(tmp_path)
