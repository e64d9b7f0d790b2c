"""Opening what should be a regular file and may be anything: a pipe or a device in its place would keep us waiting."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

# A pipe without a writer holds up who opens it, but not so; for regular files it changes nothing. Windows has none.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def open_regular(path: Path) -> BinaryIO:
    """A file, open to be read. What was opened is looked at, so nothing can take its place in between.

    Raises: OSError as open() would, and if it is not a regular file.
    """
    file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | _AT_ONCE))  # noqa: SIM115 - handed on
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(0, "not a regular file", str(path))
    return file
