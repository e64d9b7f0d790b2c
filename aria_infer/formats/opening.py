"""From a path to a checked checkpoint, whatever form it is in."""

from pathlib import Path

from ..errors import ModelError
from .folder import FolderSource
from .source import Source


def open_source(path: Path) -> Source:
    """A folder with config.json and safetensors. Raises: ModelError naming what is wrong with it."""
    if path.is_dir():
        return FolderSource(path)
    raise ModelError(f"{path}: no such folder; name a folder with config.json and model.safetensors, or 'demo'")
