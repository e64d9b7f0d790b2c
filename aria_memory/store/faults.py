"""[pure] What SQLite says when it cannot go on, in words that name the file and the remedy."""

from ..errors import BadInput, Damaged, MemoryFault, StoreBusy, StoreFault

_DAMAGE = ("malformed", "could not decode", "no such table", "no such column", "vtable", "corrupt")
_REMEDIES = (  # words of SQLite's -> what to tell; the first that fits
    (("full",), "the disk is full; nothing was changed: make room and try again"),
    (("closed database",), "this memory was closed; open it again"),
    (("readonly",), "it is read-only for this user; nothing was changed: make the file and its folder writable"),
    (("unable to open",), "it cannot be opened; give a file, in a folder that exists and that this user may write to"),
    (
        ("not a database", "file is encrypted"),
        "not a readable memory file, or one under another key ({words}); give its key, or restore it from an export",
    ),
    (
        _DAMAGE,
        "not a readable memory file: it is damaged ({words}); restore it from an export",
    ),
    (
        ("disk i/o",),
        "the system refused to read or write it ({words}); nothing was changed: check the disk, its room and limits",
    ),
)


def fault(error: Exception, path: str, busy: float) -> MemoryFault:
    """The error to raise for one of SQLite's. busy: seconds that were waited for other processes."""
    words = str(error)
    low = words.lower()
    if "binding parameter" in low or "too big" in low:
        return BadInput(f"a value cannot be kept ({words}); give texts and numbers")
    if "locked" in low or "busy" in low:
        return StoreBusy(f"{path}: another process has held it for {busy:.0f} s; end that process, or try again")
    for signs, remedy in _REMEDIES:
        if any(sign in low for sign in signs):
            return (Damaged if signs is _DAMAGE else StoreFault)(f"{path}: {remedy.format(words=words)}")
    return StoreFault(f"{path}: {words}")
