"""[pure] Stored texts as HTML. All that comes from a memory passes through `stored` or `attribute`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from zoneinfo import ZoneInfo

from ..life import Life
from ..shown import HIDDEN, amount, moment, visible, written
from ..types import Episode

MAX_SHOWN = 4_000  # characters of one text on the page; the commands show all


@dataclass(frozen=True)
class Sheet:
    """What is on a page. turns: ids of those that are; anchors: of intentions, by their ids; said_at: of the user's
    turns that are, by when they were said, those that nothing else was said with.
    """

    life: Life
    zone: ZoneInfo
    turns: frozenset[int]
    anchors: Mapping[str, str]
    said_at: Mapping[float, Episode] = field(default_factory=dict)

    def when(self, at: float | None, absent: str = "—") -> str:
        """A time for people and, in full, for machines."""
        if at is None:
            return absent
        utc = moment(at).replace(" UTC", "Z").replace(" ", "T")
        return f'<time datetime="{attribute(utc)}">{escape(written(at, self.zone))}</time>'

    def turn(self, episode_id: int) -> str:
        """A link to a turn, or its name where it is not on the page."""
        if episode_id in self.turns:
            return f'<a href="#e{episode_id}">turn {episode_id}</a>'
        return f"turn {episode_id}, further back than this page"


def stored(text: str, most: int = MAX_SHOWN) -> str:
    """A stored text, escaped, apart from the direction of what surrounds it, its hidden characters shown."""
    pieces, at = [], 0
    for found in HIDDEN.finditer(text[:most]):
        pieces += [escape(text[at : found.start()]), f'<i class="hid">U+{ord(found[0]):04X}</i>']
        at = found.end()
    pieces.append(escape(text[at:most]))
    more = len(text) - most
    told = f" {amount(more, 'character')} more, not on this page" if most == MAX_SHOWN else ""
    cut = f'<span class="cut"> …{told}</span>' if more > 0 else ""
    return f"<bdi>{''.join(pieces)}</bdi>{cut}"


def attribute(text: str) -> str:
    """A stored text within an attribute's quotes, or an SVG's <title>."""
    return escape(visible(text), quote=True)


def pairs(rows: list[tuple[str, str]]) -> str:
    """Names and values; the values are HTML already."""
    return "<dl>" + "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in rows) + "</dl>"
