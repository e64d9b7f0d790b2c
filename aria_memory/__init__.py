"""Memory for assistants: episodic, semantic and procedural, in one SQLite file. README.md says what is missing."""

from .clock import Clock, ManualClock, SystemClock
from .errors import BadInput, MemoryFault, NotFound, StoreFault
from .memory import Memory
from .types import Episode, Fact, Item, Observed, Skill

__all__ = [
    "BadInput",
    "Clock",
    "Episode",
    "Fact",
    "Item",
    "ManualClock",
    "Memory",
    "MemoryFault",
    "NotFound",
    "Observed",
    "Skill",
    "StoreFault",
    "SystemClock",
]
