"""What the system says of a file, by which two loads tell, without reading it, that it is still the same."""

import os
import sys
import time

from .source import Stamp

COARSE_NS = 10_000_000  # the finest step of what whole-second systems and archives keep (exFAT)
SETTLED_NS = 2_000_000_000  # a change right after the last may bear the same time: a tick is 10 ms, of servers a second


def stamp(handle: int) -> Stamp | None:
    """The stamp of an open file; None where another file, or this one after a change, might bear the same.

    Size and modification time are the sender's to choose. The change time is this system's own, where it keeps one.
    """
    if sys.platform == "win32":  # what it calls so is when the file was made
        return None
    if os.fstatvfs(handle).f_flag & os.ST_RDONLY:  # an image: who made it has set every time in it
        return None
    stat = os.fstat(handle)
    changed = stat.st_ctime_ns
    if changed % COARSE_NS == 0:  # FAT, SFTP and their like show the modification time in its place
        return None
    if time.time_ns() - changed < SETTLED_NS:
        return None
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, changed
