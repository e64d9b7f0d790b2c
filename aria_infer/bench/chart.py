"""[pure] The result as one SVG: a bar for each speed, against the bar that this machine's limits allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from .report import Rate, Report, batch_limit

WIDTH, MARGIN = 760, 24
LABEL, BAR_LEFT, BAR_RIGHT, SPEED, SHARE, ROW, BAR = 118, 130, 560, 636, 732, 26, 16  # pixels
_STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #24292f; }
.title { font-size: 17px; font-weight: 600; }
.small { font-size: 12px; fill: #57606a; }
.back { fill: #ffffff; }
.limit { fill: #d0d7de; }
.achieved { fill: #0969da; }
.range { stroke: #24292f; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .small { fill: #9198a1; }
  .back { fill: #0d1117; }
  .limit { fill: #3d444d; }
  .achieved { fill: #4493f8; }
  .range { stroke: #e6edf3; }
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    label: str
    rate: Rate
    limit: float | None


def svg(report: Report) -> str:
    """A whole SVG document; colours follow the reader's light or dark scheme."""
    panels = [(title, bars) for title, bars in _panels(report) if bars]
    body, y = _heading(report)
    for title, bars in panels:
        y += 30
        body.append(_text(MARGIN, y, title))
        body += [_text(SPEED, y, "tokens/s", "small", "end"), _text(SHARE, y, "of the limit", "small", "end")]
        y += 10
        for bar in bars:
            body += _row(bar, y, max(max(b.rate.most, b.limit or 0.0) for b in bars))
            y += ROW
    if not panels:
        y += 30
        body.append(_text(MARGIN, y, "No speeds were measured."))
    height = y + MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
    back = f'<rect class="back" width="{WIDTH}" height="{height}"/>'
    return "\n".join([head, f"<style>\n{_STYLE}</style>", back, *body, "</svg>"]) + "\n"


def _panels(report: Report) -> Sequence[tuple[str, list[_Bar]]]:
    limit = report.prefill_limit()
    decode = [
        _Bar(label=f"context {c}", rate=rate, limit=report.decode_limit(1, report.decode_bytes[c]))
        for c, rate in report.decode.items()
    ]
    prefill = [_Bar(label=f"{n} tokens", rate=rate, limit=limit) for n, rate in report.prefill.items()]
    batch = [
        _Bar(label=f"{n} sequence{'s' * (n > 1)}", rate=rate, limit=batch_limit(report, n))
        for n, rate in report.batch.items()
    ]
    return (
        ("Decode, one sequence", decode),
        ("Prefill", prefill),
        ("Decode, several sequences together", batch),
    )


def _heading(report: Report) -> tuple[list[str], int]:
    threads = f"{report.n_threads} thread{'s' * (report.n_threads > 1)}"
    lines = [
        _text(MARGIN, 36, f"{report.model}, {threads}", "title"),
        _text(MARGIN, 58, f"{report.cpu}, {report.isa}", "small"),
    ]
    if report.limits is None:
        return lines, 66
    limits = (
        f"memory {(report.read_bytes_s() or 0) / 1e9:.1f} GB/s, "
        f"int8 {(report.peak_ops_s() or 0) / 1e9:.0f} GOP/s with {threads}"
    )
    lines.append(_text(MARGIN, 76, f"Grey: what this machine allows ({limits}). Line: slowest to fastest.", "small"))
    return lines, 84


def _row(bar: _Bar, y: int, longest: float) -> list[str]:
    def x(value: float) -> float:
        return BAR_LEFT + (BAR_RIGHT - BAR_LEFT) * value / longest

    middle = y + ROW / 2
    top = middle - BAR / 2
    parts = [_text(LABEL, middle + 4.5, bar.label, anchor="end")]
    if bar.limit is not None:
        parts.append(_rect("limit", BAR_LEFT, top, x(bar.limit) - BAR_LEFT, BAR))
    parts.append(_rect("achieved", BAR_LEFT, top + 3, x(bar.rate.median) - BAR_LEFT, BAR - 6))
    parts.append(_line(x(bar.rate.least), x(bar.rate.most), middle))
    parts.append(_text(SPEED, middle + 4.5, f"{bar.rate.median:.1f}", anchor="end"))
    if bar.limit is not None:
        parts.append(_text(SHARE, middle + 4.5, f"{bar.rate.median / bar.limit:.0%}", anchor="end"))
    return parts


def _line(x1: float, x2: float, y: float) -> str:
    return f'<line class="range" x1="{x1:.1f}" x2="{x2:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" rx="2"/>'


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    attributes = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x:.1f}" y="{y:.1f}"{attributes}>{escape(_printable(text))}</text>'


def _printable(text: str) -> str:
    """XML has no place for control characters."""
    return "".join(c if c.isprintable() else " " for c in text)
