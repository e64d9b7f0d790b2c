"""Memory of this machine and of this process, as the system tells."""

import platform
import re
import sys
from pathlib import Path

_STATUS, _MEMINFO, _CLEAR = Path("/proc/self/status"), Path("/proc/meminfo"), Path("/proc/self/clear_refs")


def free_memory() -> int | None:
    """Bytes that can be had without swapping; None where the system does not say."""
    return _proc_bytes(_MEMINFO, "MemAvailable")


def peak_resident() -> int | None:
    """Most bytes of memory this process has had since it began or `reset_peak` returned True. Mapped files count."""
    peak = _proc_bytes(_STATUS, "VmHWM")
    if peak is not None:
        return peak
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def reset_peak() -> bool:
    """Start `peak_resident` anew. False where the system cannot."""
    try:
        _CLEAR.write_text("5")
    except OSError:
        return False
    return True


def last_cache() -> int | None:
    """Bytes of the largest cache of one CPU, None where the system does not say."""
    sizes = []
    for path in Path("/sys/devices/system/cpu/cpu0/cache").glob("index*/size"):
        found = re.fullmatch(r"(\d{1,9})([KMG])\s*", _read(path))
        if found:
            sizes.append(int(found[1]) << {"K": 10, "M": 20, "G": 30}[found[2]])
    return max(sizes, default=None)


def cpu_name() -> str:
    """What the CPU calls itself, or the architecture."""
    found = re.search(r"^model name\s*:\s*(.{1,100})", _read(Path("/proc/cpuinfo")), re.MULTILINE)
    if found:
        return found[1].strip()
    return platform.processor() or platform.machine()


def _proc_bytes(path: Path, name: str) -> int | None:
    found = re.search(rf"^{name}:\s*(\d+) kB", _read(path), re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="ignore")
    except OSError:
        return ""
