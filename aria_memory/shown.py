"""[pure] Stored texts and times as people are shown them, so that nothing in a text can act on what shows it.

A text may hold what steers a terminal (escape sequences), turns the order of letters around (bidirectional overrides)
or cannot be seen at all; such characters are shown by their code points.
"""

import re
from collections.abc import Callable
from datetime import datetime, timezone, tzinfo
from zoneinfo import ZoneInfo

from .types import Fact

# C0 and C1 controls but tab and line feed; zero-width space, marks and overrides of direction, line and paragraph
# separators, word joiner and isolates, byte order mark, tag characters. Joiners stay: Persian and emoji need them.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f"
    "\ud800-\udfff]"
)


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
BIRTHDAY = "birthday"
_DAY = re.compile(r"(?:(\d{4})-)?(\d\d)-(\d\d)")


def visible(text: str, mark: Callable[[str], str] = "<{}>".format) -> str:
    """The text with each hidden character as its code point, "<U+202E>" by default."""
    return HIDDEN.sub(lambda found: mark(f"U+{ord(found[0]):04X}"), text)


def one_line(text: str, most: int) -> str:
    """The text on one line, with "..." for what is beyond `most` characters."""
    flat = " ".join(visible(text[: 4 * most]).split())
    return flat if len(flat) <= most and len(text) <= 4 * most else flat[: most - 3].rstrip() + "..."


def moment(at: float | None, zone: tzinfo = timezone.utc, absent: str = "-") -> str:
    """A time as "2026-11-30 09:00 GMT" in a zone; `absent` for None; the number where no calendar has it."""
    return absent if at is None else _told(at, zone, "%Y-%m-%d %H:%M %Z")


def written(at: float, zone: ZoneInfo) -> str:
    """A time as "30 Nov 2026, 09:00" in a zone; the number where no calendar has it."""
    return _told(at, zone, "%d %b %Y, %H:%M").removeprefix("0")


def day(at: float, zone: ZoneInfo) -> str:
    """A time as "2026-11-30" in a zone; the number where no calendar has it."""
    return _told(at, zone, "%Y-%m-%d")


def _told(at: float, zone: tzinfo, form: str) -> str:
    try:
        return datetime.fromtimestamp(at, timezone.utc).astimezone(zone).strftime(form)
    except (ValueError, OverflowError, OSError):
        return f"{at:g} s"


def object_words(fact: Fact) -> str:
    """Of whom or what a statement is, as people and models are shown it: a birthday "11-03" as "3 November".

    Whoever reads "11-03" may take it for March.
    """
    found = _DAY.fullmatch(fact.object) if fact.predicate == BIRTHDAY else None
    if found is None or not 1 <= int(found[2]) <= len(MONTHS):
        return fact.object
    return f"{int(found[3])} {MONTHS[int(found[2]) - 1]}{'' if found[1] is None else ' ' + found[1]}"


def fact_words(fact: Fact, name: str | None = None) -> str:
    """A statement in words, with `object_words`. name: of its subject, where that is a role ("user's sister")."""
    said = fact.text.removesuffix(fact.object) + object_words(fact)
    if name is None or fact.predicate == "name":
        return said
    return f"{fact.subject} {name}{said.removeprefix(fact.subject)}"


def amount(count: int, one: str, several: str | None = None) -> str:
    """ "1 turn", "1,234 turns"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"
