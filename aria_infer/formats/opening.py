"""From a path to a checked checkpoint, whatever form it is in."""

from pathlib import Path

from ..errors import ModelError
from .folder import FolderSource
from .gguf_source import GgufSource
from .source import Source

MAX_LISTED = 8  # names in an error


def open_source(path: Path) -> Source:
    """A GGUF file, or a folder with config.json and safetensors, or one that holds a single GGUF file.

    Raises: ModelError naming what is wrong with it.
    """
    if path.is_dir():
        return _open_folder(path)
    if path.is_file():
        if path.suffix.lower() == ".gguf":
            return GgufSource.open(path)
        if path.name in ("config.json", "model.safetensors"):
            raise ModelError(f"{path}: is a file; name the folder it is in, {path.parent}")
        raise ModelError(f"{path}: is not a .gguf file; name one, or a folder with config.json and model.safetensors")
    what = "not a regular file" if path.exists() else "no such folder or file"
    raise ModelError(
        f"{path}: {what}; name a folder with config.json and model.safetensors, a .gguf file, or 'demo'"
    )


def _open_folder(folder: Path) -> Source:
    found = sorted(entry for entry in folder.iterdir() if entry.suffix.lower() == ".gguf")
    if not found or any((folder / name).exists() for name in ("model.safetensors", "model.safetensors.index.json")):
        return FolderSource(folder)
    if len(found) > 1:
        listed = ", ".join(ascii(entry.name)[1:-1] for entry in found[:MAX_LISTED])
        more = f" and {len(found) - MAX_LISTED} more" if len(found) > MAX_LISTED else ""
        raise ModelError(f"{folder}: holds several models: {listed}{more}; name the file you want")
    return GgufSource.open(found[0])
