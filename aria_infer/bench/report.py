"""[pure] The result of one measurement: as one JSON object, and as a table to read."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A speed, measured n times. Units are named where it stands."""

    median: float
    least: float
    most: float
    n: int

    @staticmethod
    def of(values: Sequence[float]) -> "Rate":
        """values: at least one."""
        return Rate(median=statistics.median(values), least=min(values), most=max(values), n=len(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the machine allows.

    bytes_s: threads -> bytes a second read from memory. ops_s: int8 operations a second of one core, two a product.
    """

    bytes_s: Mapping[int, float]
    ops_s: float

    def best(self, other: "Limits") -> "Limits":
        """The better of each: what disturbs the measurement of a limit only ever lowers it."""
        most = {n: max(rate, other.bytes_s.get(n, 0.0)) for n, rate in self.bytes_s.items()}
        return Limits(bytes_s=most, ops_s=max(self.ops_s, other.ops_s))


@dataclass(slots=True, kw_only=True)
class Report:
    """All that was measured; a part that was left out is empty or None. Filled in as the measurement goes on.

    decode, decode_bytes: by context. batch, batch_bytes: by sequences. prefill: tokens a second, by length.
    linears: operations a second, by length. bytes: that a measured step read, on average. head_bytes: what the head
    reads for a token, by how its logits lie ("flat", "peaked", and "table", all of it).
    """

    shape: str
    model: str
    cpu: str
    n_threads: int
    isa: str
    layout: str
    profile: str
    ternary_weights: int
    head_weights: int
    limits: Limits | None = None
    decode: dict[int, Rate] = field(default_factory=dict)
    decode_bytes: dict[int, float] = field(default_factory=dict)
    batch: dict[int, Rate] = field(default_factory=dict)
    batch_bytes: dict[int, float] = field(default_factory=dict)
    head_bytes: dict[str, int] = field(default_factory=dict)
    prefill: dict[int, Rate] = field(default_factory=dict)
    linears: dict[int, Rate] = field(default_factory=dict)
    load_s: float | None = None
    first_load_s: float | None = None
    rss_bytes: int | None = None
    joules_per_token: float | None = None
    energy_source: str | None = None
    notes: list[str] = field(default_factory=list)
    against: Mapping[str, Any] | None = None

    def read_bytes_s(self) -> float | None:
        """Read bandwidth with the threads of this run."""
        return None if self.limits is None else self.limits.bytes_s[self.n_threads]

    def peak_ops_s(self) -> float | None:
        """The int8 peak of the cores of this run, as that of one times their number."""
        return None if self.limits is None else self.limits.ops_s * self.n_threads

    def decode_limit(self, n_sequences: int, step_bytes: float) -> float | None:
        """Tokens a second that memory and arithmetic allow: the lower of the two. step_bytes: for all sequences.

        Arithmetic is one product of 8 bits for each ternary weight and each weight of the head.
        """
        bandwidth, peak = self.read_bytes_s(), self.peak_ops_s()
        if bandwidth is None or peak is None:
            return None
        return min(n_sequences * bandwidth / step_bytes, peak / (2 * (self.ternary_weights + self.head_weights)))

    def prefill_limit(self) -> float | None:
        """Tokens a second that the linear layers alone allow at the int8 peak."""
        peak = self.peak_ops_s()
        return None if peak is None else peak / (2 * self.ternary_weights)


def as_json(report: Report) -> dict[str, Any]:
    """Units are in the names; a share is 1 where the limit is reached. Keys of `by` objects are strings of numbers.

    decode_bytes_per_token and decode_bandwidth_share are those of the smallest context measured; the objects ending in
    _by_context hold all.
    """
    bandwidth, peak, limit = report.read_bytes_s(), report.peak_ops_s(), report.prefill_limit()
    bytes_by = report.decode_bytes
    share_by = {c: _share(report.decode[c].median * n_bytes, bandwidth) for c, n_bytes in bytes_by.items()}
    first = min(report.decode, default=None)
    read_by = {} if report.limits is None else report.limits.bytes_s
    return {
        "shape": report.shape,
        "model": report.model,
        "cpu": report.cpu,
        "n_threads": report.n_threads,
        "isa": report.isa,
        "layout": report.layout,
        "profile": report.profile,
        "read_gb_s": _scaled(bandwidth, 1e9),
        "read_gb_s_by_threads": {str(n): _scaled(rate, 1e9) for n, rate in read_by.items()},
        "int8_gop_s": None if report.limits is None else _scaled(report.limits.ops_s, 1e9),
        "decode_tok_s": _medians(report.decode),
        "decode_tok_s_range": _ranges(report.decode),
        "decode_bytes_per_token": None if first is None else round(bytes_by[first]),
        "decode_bytes_per_token_by_context": {str(c): round(n) for c, n in bytes_by.items()},
        "decode_bandwidth_share": None if first is None else share_by[first],
        "decode_bandwidth_share_by_context": {str(c): share for c, share in share_by.items()},
        "prefill_tok_s": _medians(report.prefill),
        "prefill_tok_s_range": _ranges(report.prefill),
        "prefill_peak_share": {str(n): _share(rate.median, peak) for n, rate in report.linears.items()},
        "prefill_whole_peak_share": {str(n): _share(rate.median, limit) for n, rate in report.prefill.items()},
        "batch_tok_s": _medians(report.batch),
        "batch_tok_s_range": _ranges(report.batch),
        "batch_limit_share": {str(n): _share(report.batch[n].median, batch_limit(report, n)) for n in report.batch},
        "head_bytes": dict(report.head_bytes),
        "load_s": _rounded(report.load_s),
        "first_load_s": _rounded(report.first_load_s),
        "rss_mb": _scaled(report.rss_bytes, 1e6),
        "mj_per_token": None if report.joules_per_token is None else _rounded(1e3 * report.joules_per_token),
        "energy_source": report.energy_source,
        "ternary_weights": report.ternary_weights,
        "head_weights": report.head_weights,
        "notes": list(report.notes),
        "against": report.against,
    }


def batch_limit(report: Report, n_sequences: int) -> float | None:
    """Tokens a second a batch is allowed, by the lower of its two limits."""
    return report.decode_limit(n_sequences, report.batch_bytes[n_sequences])


def table(report: Report) -> str:
    """The same for a reader, ended by a newline."""
    lines = [f"{report.model} ({report.shape}), random weights" if report.shape != "demo" else report.model]
    lines.append(
        f"{report.cpu}, {report.n_threads} thread{'s' * (report.n_threads > 1)}, {report.isa}, {report.layout}"
    )
    lines += _paragraph(_limit_lines(report))
    rows = [
        *(("decode", f"context {c}", rate, _unit_share(rate, report.decode_limit(1, report.decode_bytes[c])),
           f"{report.decode_bytes[c] / 1e6:.0f} MB a token") for c, rate in report.decode.items()),
        *(("prefill", f"{n} tokens", rate, _unit_share(rate, report.prefill_limit()), _linear_words(report, n))
          for n, rate in report.prefill.items()),
        *(("batch", f"{n} sequence{'s' * (n > 1)}", rate, _unit_share(rate, batch_limit(report, n)), "")
          for n, rate in report.batch.items()),
    ]  # fmt: skip
    if rows:
        lines += ["", f"{'':9}{'':15}{'tok/s':>9}   {'min-max':<17}{'of limit':>8}"]
        for name, what, rate, share, more in rows:
            span = f"{rate.least:.1f}-{rate.most:.1f}"
            lines.append(f"{name:9}{what:15}{rate.median:9.1f}   {span:<17}{share:>8}   {more}".rstrip())
    lines += _paragraph(_fact_lines(report))
    lines += _paragraph(_against_lines(report.against))
    lines += _paragraph(f"note: {note}" for note in report.notes)
    return "\n".join(lines) + "\n"


def _paragraph(lines: Iterable[str]) -> list[str]:
    """After an empty line; nothing if there are none."""
    found = list(lines)
    return ["", *found] if found else []


def _limit_lines(report: Report) -> Iterable[str]:
    if report.limits is None:
        return
    by_threads = ", ".join(f"{rate / 1e9:.1f} GB/s with {n}" for n, rate in report.limits.bytes_s.items())
    yield f"limits: memory read {by_threads}; int8 products {report.limits.ops_s / 1e9:.0f} GOP/s a core"


def _fact_lines(report: Report) -> Iterable[str]:
    if report.head_bytes:
        mb = {name: n_bytes / 1e6 for name, n_bytes in report.head_bytes.items()}
        yield (
            f"the head reads       {mb['peaked']:.1f} MB where one token stands out, {mb['flat']:.1f} where none does, "
            f"of {mb['table']:.1f}"
        )
    if report.load_s is not None:
        first = "" if report.first_load_s is None else f" (packing at the first load: {report.first_load_s:.1f} s)"
        yield f"load to first token  {report.load_s:.2f} s{first}"
    if report.rss_bytes is not None:
        yield f"peak memory          {report.rss_bytes / 1e6:.0f} MB"
    if report.joules_per_token is not None:
        yield f"energy a token       {1e3 * report.joules_per_token:.0f} mJ ({report.energy_source})"


def _against_lines(against: Mapping[str, Any] | None) -> Iterable[str]:
    if against is None:
        return
    yield f"against {against['model_type']}, {against['n_threads']} thread(s), {against['rounds']} rounds in turn"
    for kind in ("tg", "pp"):
        for n, row in against[kind].items():
            yield (
                f"{kind}{n:<7} ours {row['ours_tok_s']:8.1f}   peer {row['peer_tok_s']:8.1f}   "
                f"ratio {row['ratio']:.2f} ({row['ratio_least']:.2f}-{row['ratio_most']:.2f})"
            )


def _linear_words(report: Report, n: int) -> str:
    peak = report.peak_ops_s()
    return f"linear layers at {report.linears[n].median / peak:.0%} of peak" if peak and n in report.linears else ""


def _unit_share(rate: Rate, limit: float | None) -> str:
    return "" if limit is None else f"{rate.median / limit:.0%}"


def _medians(rates: Mapping[int, Rate]) -> dict[str, float]:
    return {str(key): _significant(rate.median) for key, rate in rates.items()}


def _ranges(rates: Mapping[int, Rate]) -> dict[str, list[float]]:
    return {str(key): [_significant(rate.least), _significant(rate.most)] for key, rate in rates.items()}


def _share(value: float, limit: float | None) -> float | None:
    return None if limit is None else round(value / limit, 4)


def _scaled(value: float | None, unit: float) -> float | None:
    return None if value is None else _significant(value / unit)


def _rounded(value: float | None) -> float | None:
    return None if value is None else _significant(value)


def _significant(value: float) -> float:
    return float(f"{value:.5g}")
