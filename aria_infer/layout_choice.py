"""The layout in which this machine reads a model's weights fastest: measured at the first load, then remembered."""

import contextlib
import json
import math
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import platformdirs

from .kernel import Layout, Pool, Ternary
from .kernel.layout import faster_layout
from .machine import cpu_name

FILE_NAME = "layouts.json"
MAX_FILE_BYTES = 1 << 16  # some hundred choices; a longer file is not ours and is written anew
VERSION = 4  # of what is measured: raised when the kernel's speed at either layout changes


def choose_layout(pool: Pool, matrices: Sequence[Ternary], folder: Path | None = None) -> Layout:
    """The layout for these matrices (of layout "2bit"), asked of the file first and of the machine once.

    Only where an instruction set multiplies base 3 as it reads it is there anything to choose.
    folder: of the file; default the user's cache folder. One that cannot be read or written costs a new measurement.
    """
    if not pool.reads_base3 or not matrices:
        return "2bit"
    path = (folder or platformdirs.user_cache_path("aria", appauthor=False)) / FILE_NAME
    size = math.ceil(math.log2(sum(one.codes.nbytes for one in matrices)))
    question = f"{VERSION}, {cpu_name()}, {pool.isa}, {pool.n_threads} threads, 2^{size} bytes"
    known = _read(path)
    if question not in known:
        layout, _ = faster_layout(pool, matrices)
        known[question] = layout
        _write(path, known)
    return known[question]


def _read(path: Path) -> dict[str, Layout]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return {}
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {question: layout for question, layout in found.items() if layout in ("2bit", "base3")}


def _write(path: Path, known: dict[str, Layout]) -> None:
    """In one step, so that another process reads the old file or the new one."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(known, file, indent=1)
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
