"""What can go wrong, as a caller sees it. Every message names the value and the remedy."""


class MemoryFault(Exception):
    """Any error of this package."""


class BadInput(MemoryFault, ValueError):
    """A value that a caller gave cannot be used."""


class NotFound(MemoryFault, LookupError):
    """No such memory in this scope."""


class StoreFault(MemoryFault):
    """The file cannot be used: damaged, of a newer version, full, or locked for too long."""


class Damaged(StoreFault):
    """What is kept cannot be read any more."""


class Busy(MemoryFault):
    """More calls wait than are admitted."""


class StoreBusy(StoreFault):
    """Another process has held the file for too long; nothing is wrong with it."""
