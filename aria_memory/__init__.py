"""Memory for assistants, in one SQLite file. README.md says what is missing."""

from .clock import Clock, ManualClock, SystemClock
from .errors import BadInput, Damaged, MemoryFault, NotFound, StoreFault
from .memory import Memory
from .prospective.intention import Intention, State
from .prospective.triggers import All, Any, At, Condition, Every, SessionStart, Then, Topic
from .types import Answer, Answered, Enriched, Episode, Fact, Firing, Item, Observed, Skill, Source
from .working import Context, Remembered

__all__ = [
    "All",
    "Answer",
    "Answered",
    "Any",
    "At",
    "BadInput",
    "Clock",
    "Condition",
    "Context",
    "Damaged",
    "Enriched",
    "Episode",
    "Every",
    "Fact",
    "Firing",
    "Intention",
    "Item",
    "ManualClock",
    "Memory",
    "MemoryFault",
    "NotFound",
    "Observed",
    "Remembered",
    "SessionStart",
    "Skill",
    "Source",
    "State",
    "StoreFault",
    "SystemClock",
    "Then",
    "Topic",
]
