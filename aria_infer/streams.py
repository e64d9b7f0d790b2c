"""The one door for what commands say: standard streams that may be closed, full, or of another encoding than the text.

A service, cron and pythonw start programs without some of their streams; Python has None in their place then.
"""

import contextlib
import os
import sys
from typing import TextIO


def open_missing() -> None:
    """Put the null device where a standard stream is closed; by its number too, which the next file would get."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            null = os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free: this one
            os.set_inheritable(null, True)
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(null, "r" if name == "stdin" else "w", encoding="utf-8"))


def write(text: str) -> None:
    """Put text on standard output at once. Raises: OSError where that cannot take it."""
    _put(sys.stdout, text)


def tell(text: str) -> None:
    """Put a line on standard error."""
    draw(text + "\n")


def draw(text: str) -> None:
    """Put text on standard error as it is, such as a line that is drawn over. What nobody can read stops no work."""
    try:
        _put(sys.stderr, text)
    except OSError:
        drop(sys.stderr)


def drop(stream: TextIO) -> None:
    """Send what is still buffered nowhere, or the interpreter's last flush complains again."""
    with contextlib.suppress(OSError):  # not a stream of the system's
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def _put(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except UnicodeEncodeError:  # a stream that is not UTF-8, or a file's name that is no text
        encoding = stream.encoding
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()
