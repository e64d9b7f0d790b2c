"""Where an installed package keeps its files, told without importing it."""

from importlib.util import find_spec
from pathlib import Path


def folder(package: str) -> Path | None:
    """The folder of a top-level package, or None where it is not installed. Runs none of the package's code."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))
