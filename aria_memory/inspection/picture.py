"""[pure] Pictures as inline SVG: what came when, and which of several statements was believed when."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from ..life import Life
from ..shown import amount, object_words, one_line
from ..types import Fact
from .markup import attribute

LEFT, WIDTH, LANE = 96, 960, 46  # px: where plots begin, a picture's width, a lane's height
BINS = 108  # bars of a lane, eight px each
TICKS = 6
ROW = 26  # px: of one statement
MAX_VERSIONS = 24  # rows of one picture of beliefs, the latest
FAR = 0.8  # of all the time: a gap that leaves little room for what comes after it
LEAST_FAR_S = 90 * 86_400.0  # shorter ones are somebody's who was away
MOST_ALONE = 0.05  # of all events: so few before such a gap are not what a life is about
LEAST_SPAN_S = 3_600.0  # of the axis: one moment alone has none


@dataclass(frozen=True)
class Axis:
    """Times [first, last] on the plot's width."""

    first: float
    last: float

    def x(self, at: float) -> float:
        """Where a time is, within the plot."""
        share = (min(max(at, self.first), self.last) - self.first) / (self.last - self.first)
        return round(LEFT + share * (WIDTH - LEFT - 8), 1)

    def bin(self, at: float) -> int:
        """Which bar counts a time."""
        return min(BINS - 1, int(BINS * (min(max(at, self.first), self.last) - self.first) / (self.last - self.first)))


def axis(times: Sequence[float]) -> Axis:
    """The axis on which all these times are."""
    first, last = min(times), max(times)
    return Axis(min(first, last - LEAST_SPAN_S), last)  # nothing is shown after the last: it is yet to come


def timeline(life: Life, zone: ZoneInfo) -> str:
    """Talk, facts, intentions and firings over all the time there is."""
    talk = [(one.first, one.turns) for one in life.sessions]
    lanes = (
        ("talk", "turns of sessions that began", talk),
        ("facts", "facts recorded", [(at, 1) for at in life.times["recorded"]]),
        ("beliefs", "facts superseded or withdrawn", [(at, 1) for at in life.times["retracted"]]),
        ("intentions", "intentions filed", [(at, 1) for at in life.times["filed"]]),
        ("firings", "firings", [(at, 1) for at in life.times["fired"]]),
    )
    names = {"talk": "Talk", "facts": "Learned", "beliefs": "Revised", "intentions": "Intended", "firings": "Reminded"}
    every = [life.taken, *(at for _, _, events in lanes for at, _ in events)]
    begins = _begins(every)
    far = [at for at in every if at < begins]
    near = [(kind, what, [one for one in events if one[0] >= begins]) for kind, what, events in lanes]
    where = axis([at for at in every if at >= begins])
    height = LANE * len(lanes) + 30
    drawn = "".join(
        _lane(row, names[kind], kind, what, events, where, zone) for row, (kind, what, events) in enumerate(near)
    )
    told = "; ".join(_counted(sum(n for _, n in events), what) for _, what, events in lanes)
    picture = _picture(height, f"When things came: {told}.", drawn + _ticks(where, height - 24, zone), "whole")
    if not far:
        return picture
    days = " to ".join(dict.fromkeys((_day(min(far), zone), _day(max(far), zone))))
    return f'{picture}<p class="note">What came {days} is not in this picture: it is far from all else.</p>'


def _counted(n: int, what: str) -> str:
    """ "2 facts recorded", "1 fact recorded"."""
    things, blank, rest = what.partition(" ")
    return amount(n, things.removesuffix("s") + blank + rest, what)


def _begins(times: Sequence[float]) -> float:
    """The first time that is shown: after the longest gap, if that is nearly all there is with little before it."""
    ordered = sorted(times)
    gaps = [(after - before, after) for before, after in pairwise(ordered)]
    longest, after = max(gaps, default=(0.0, ordered[0]))
    early = sum(1 for at in ordered if at < after)
    alone = longest > FAR * (ordered[-1] - ordered[0]) and early <= MOST_ALONE * len(ordered)
    return after if alone and longest > LEAST_FAR_S else ordered[0]


def _lane(
    row: int, name: str, kind: str, what: str, events: Sequence[tuple[float, int]], where: Axis, zone: ZoneInfo
) -> str:
    """One lane of bars, each as high as the square root of its count: what is rare is still seen."""
    base = LANE * (row + 1) - 6
    counts = [0] * BINS
    for at, n in events:
        counts[where.bin(at)] += n
    most = max(counts)
    wide = (WIDTH - LEFT - 8) / BINS
    length = (where.last - where.first) / BINS
    bars = "".join(
        f'<rect class="{kind}" x="{LEFT + i * wide + 0.5:.1f}" width="{wide - 1:.1f}" rx="1" '
        f'y="{base - _high(n, most):.1f}" height="{_high(n, most):.1f}">'
        f"<title>{_counted(n, what)}, {_day(where.first + i * length, zone)}</title></rect>"
        for i, n in enumerate(counts)
        if n
    )
    total = sum(counts)
    return (
        f'<text x="0" y="{base - 14}" class="lane">{name}</text><text x="0" y="{base}" class="count">{total:,}</text>'
        f'<line class="base" x1="{LEFT}" x2="{WIDTH - 8}" y1="{base + 0.5}" y2="{base + 0.5}"/>{bars}'
    )


def _high(n: int, most: int) -> float:
    return max(3.0, (LANE - 14) * math.sqrt(n / most))


def beliefs(versions: Sequence[Fact], taken: float, zone: ZoneInfo) -> str:
    """Statements about one thing: a bar for as long as each was believed here, a line for when it is said to hold."""
    shown = versions[-MAX_VERSIONS:]
    ends = [at for one in shown for at in (one.valid_from, one.valid_to) if at is not None]
    where = axis([taken, *(one.recorded for one in shown), *ends])
    rows = []
    for row, one in enumerate(shown):
        begin, end = where.x(one.recorded), where.x(taken if one.retracted is None else one.retracted)
        middle = ROW * row + 16
        kind = "held" if one.retracted is None else "past"
        label = attribute(one_line(object_words(one), 14))
        until = "now" if one.retracted is None else _day(one.retracted, zone)
        rows.append(
            f'<text x="0" y="{middle + 4}" class="lane">{label}</text>'
            f'<rect class="{kind}" x="{begin}" y="{middle - 5}" width="{max(3.0, end - begin):.1f}" height="10" rx="3">'
            f"<title>{attribute(one_line(object_words(one), 80))}: believed {_day(one.recorded, zone)} to {until}"
            "</title>"
            f"</rect>{_validity(one, where, middle + 9)}"
        )
    height = ROW * len(shown) + 30
    told = f"{amount(len(shown), 'statement')}, each a bar for as long as it was believed, a line for when it holds."
    return _picture(height, told, "".join(rows) + _ticks(where, height - 24, zone))


def _validity(one: Fact, where: Axis, y: float) -> str:
    begin = LEFT if one.valid_from is None else where.x(one.valid_from)
    end = WIDTH - 8 if one.valid_to is None else where.x(one.valid_to)
    return f'<line class="holds" x1="{begin}" x2="{max(begin + 2, end)}" y1="{y}" y2="{y}"/>'


def meter(value: float) -> str:
    """A share of 1 as a bar of 120 px."""
    full = round(120 * min(max(value, 0.0), 1.0))
    return (
        f'<svg class="meter" viewBox="0 0 120 8" width="120" height="8" role="img" aria-label="{value:.2f} of 1">'
        f'<rect class="rail" width="120" height="8" rx="4"/><rect class="full" width="{full}" height="8" rx="4"/></svg>'
    )


def _ticks(where: Axis, y: float, zone: ZoneInfo) -> str:
    marks = []
    for i in range(TICKS):
        at = where.first + (where.last - where.first) * i / (TICKS - 1)
        x = where.x(at)
        anchor = "start" if i == 0 else "end" if i == TICKS - 1 else "middle"
        kind = "count date between" if 0 < i < TICKS - 1 else "count date"
        marks.append(
            f'<line class="tick" x1="{x}" x2="{x}" y1="{y}" y2="{y + 4}"/>'
            f'<text class="{kind}" x="{x}" y="{y + 17}" text-anchor="{anchor}">'
            f"{_day(at, zone, where.last - where.first)}</text>"
        )
    return f'<line class="base" x1="{LEFT}" x2="{WIDTH - 8}" y1="{y}" y2="{y}"/>{"".join(marks)}'


def _day(at: float, zone: ZoneInfo, span: float = 1e9) -> str:
    """A day; within two days the time too."""
    try:
        local = datetime.fromtimestamp(at, zone)
    except (ValueError, OverflowError, OSError):
        return f"{at:g} s"
    return f"{local:%d %b %H:%M}" if span < 2 * 86_400 else f"{local.day} {local:%b %Y}"


def _picture(height: float, told: str, inside: str, kind: str = "wide") -> str:
    """kind: "wide" scrolls sideways where there is no room, "whole" gets smaller."""
    scrolls = ' tabindex="0" role="region" aria-label="picture, scrolls sideways"' if kind == "wide" else ""
    return (
        f'<div class="{kind}"{scrolls}>'
        f'<svg class="picture" viewBox="0 0 {WIDTH} {height}" role="img"><title>{told}</title>{inside}</svg></div>'
    )
