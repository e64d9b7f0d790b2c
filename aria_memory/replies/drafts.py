"""What reading a reply yields. Values."""

from dataclasses import dataclass
from enum import Enum


class What(str, Enum):
    """What a reply makes of an intention."""

    DONE = "done"
    LATER = "snoozed"
    MOVED = "moved"
    DROPPED = "dismissed"
    SKIPPED = "skipped"
    NOTED = "seen"
    UNDONE = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer to a reminder, or change of a request. start, end: the place of its sentence, in characters.

    of: the stems of the words that name what it is about; none: it is about the last. hints: the longest of these words
    as they are written, to look for. owners: the stems of those of whom something is named ("Bo's mum"). verb: the stem
    of what was done, None if it is not told. particle: "out" of "the bins are out", "off" of "called off". time: the
    words that tell when; of what was done, the clause. at_once: it can only be about what was told, or asked for, just
    before. both: two were told, and it is about both. marked: "tick off the card", whatever was to be done with it.
    phrase: of what was done, the words after the verb; names: of these, those written like names; when: the stems of
    those at its end that tell a time. every: it is about all that its words, or its time, are of. of_reminder: it says
    that it is about a reminder. freely: it may be said of any talk ("never mind"). own: where nothing was told it asks
    for something of its own. hour: the words of the hour by which it is named ("the 9pm reminder"). Of what is dropped
    or skipped, time tells which times of it: those of a day, or `english_skips.NEXT`. first: it counts only as what is
    said first after the one reminder that was told. near: the stems of the words of its message, where it moves or ends
    a reminder and names none: "he sees to the bins, so stop reminding me".
    """

    what: What
    start: int = 0
    end: int = 0
    of: frozenset[str] = frozenset()
    hints: tuple[str, ...] = ()
    owners: frozenset[str] = frozenset()
    verb: str | None = None
    particle: str | None = None
    time: str = ""
    at_once: bool = False
    both: bool = False
    marked: bool = False
    phrase: str = ""
    when: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    every: bool = False
    of_reminder: bool = False
    freely: bool = False
    own: bool = False
    hour: str = ""
    first: bool = False
    near: frozenset[str] = frozenset()

    @property
    def some_time(self) -> bool:
        """Whether some time of it is not wanted, and not all of it is ended."""
        return self.what is What.SKIPPED or (self.what is What.DROPPED and self.time != "")
