"""The result as JSON, table and picture."""

import json
import xml.etree.ElementTree as ET

import pytest

from aria_infer.bench.chart import svg
from aria_infer.bench.report import Limits, Rate, Report, as_json, batch_limit, table
from tests.aria_infer.bench.samples import report

SURFACE = (
    "read_gb_s", "int8_gop_s", "decode_tok_s", "decode_bytes_per_token", "decode_bandwidth_share", "prefill_tok_s",
    "prefill_peak_share", "batch_tok_s", "load_s", "rss_mb", "mj_per_token", "energy_source", "isa", "layout",
    "profile",
)  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


def empty() -> Report:
    full = report()
    return Report(
        shape=full.shape, model=full.model, cpu=full.cpu, n_threads=2, isa=full.isa, layout=full.layout,
        profile=full.profile, ternary_weights=full.ternary_weights, head_weights=full.head_weights,
    )  # fmt: skip


def test_the_json_has_every_key_and_its_figures_agree() -> None:
    answer = json.loads(json.dumps(as_json(report()), allow_nan=False))
    assert set(SURFACE) <= set(answer)
    assert (answer["read_gb_s"], answer["read_gb_s_by_threads"]) == (30.0, {"1": 20.0, "2": 30.0})
    assert answer["int8_gop_s"] == 334.0
    assert set(answer["decode_tok_s"]) == {"0", "512", "2048"}
    assert set(answer["prefill_tok_s"]) == set(answer["prefill_peak_share"]) == {"128", "512", "2048"}
    assert set(answer["batch_tok_s"]) == {"1", "2", "4", "8", "16", "32"}
    assert answer["decode_tok_s"]["0"] == 90.0
    share = answer["decode_bytes_per_token"] * answer["decode_tok_s"]["0"] / (answer["read_gb_s"] * 1e9)
    assert answer["decode_bandwidth_share"] == pytest.approx(share, abs=1e-4)
    assert answer["prefill_peak_share"]["512"] == pytest.approx(500 / (2 * 334), abs=1e-4)
    whole = 2 * 679_477_248 * answer["prefill_tok_s"]["512"] / (2 * 334e9)
    assert answer["prefill_whole_peak_share"]["512"] == pytest.approx(whole, abs=1e-4)
    assert answer["mj_per_token"] == 150.0
    assert answer["rss_mb"] == 512.0


def test_what_was_not_measured_is_null_or_empty() -> None:
    answer = as_json(empty())
    assert set(SURFACE) <= set(answer)
    assert [answer[key] for key in ("read_gb_s", "decode_bytes_per_token", "load_s", "energy_source")] == [None] * 4
    assert answer["decode_tok_s"] == answer["batch_tok_s"] == {}
    assert "0.7b" in table(empty())


def test_speeds_without_limits_have_no_shares() -> None:
    full = report()
    full.limits = None
    answer = as_json(full)
    assert answer["decode_bandwidth_share"] is None
    assert answer["prefill_peak_share"] == {"128": None, "512": None, "2048": None}
    assert "%" not in table(full)
    ET.fromstring(svg(full))


def test_a_batch_is_held_to_the_lower_of_its_two_limits() -> None:
    full = report()
    by_arithmetic = 2 * 334e9 / (2 * (679_477_248 + 49_155_072))  # a product for each weight, the head included
    assert batch_limit(full, 32) == pytest.approx(by_arithmetic)
    by_memory = batch_limit(full, 1)
    assert by_memory == pytest.approx(30e9 / full.batch_bytes[1])
    assert by_memory < by_arithmetic


def test_of_two_limits_the_better_counts() -> None:
    first, second = Limits(bytes_s={1: 5.0, 2: 9.0}, ops_s=3.0), Limits(bytes_s={1: 6.0, 2: 8.0}, ops_s=2.0)
    assert first.best(second) == Limits(bytes_s={1: 6.0, 2: 9.0}, ops_s=3.0)


def test_a_rate_is_the_median_and_both_ends() -> None:
    assert Rate.of([3.0, 1.0, 2.0]) == Rate(median=2.0, least=1.0, most=3.0, n=3)


def test_the_table_shows_every_series() -> None:
    text = table(report())
    for words in ("context 2048", "512 tokens", "32 sequences", "GB/s with 2", "334 GOP/s", "150 mJ", "estimate: 7 W"):
        assert words in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_picture_is_xml_with_a_bar_for_each_speed_and_limit() -> None:
    root = ET.fromstring(svg(report()))
    kinds = [rect.get("class") for rect in root.iter(f"{SVG}rect")]
    assert (kinds.count("achieved"), kinds.count("limit")) == (12, 12)
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert "A <CPU> & more, avx2" in texts
    width = float(root.get("width", 0))
    for rect in root.iter(f"{SVG}rect"):
        assert 0 <= float(rect.get("x", 0)) <= float(rect.get("x", 0)) + float(rect.get("width", 0)) <= width


def test_a_bar_is_as_long_as_its_speed() -> None:
    root = ET.fromstring(svg(report()))
    achieved = [float(r.get("width", 0)) for r in root.iter(f"{SVG}rect") if r.get("class") == "achieved"]
    assert achieved[0] / achieved[1] == pytest.approx(90 / 60, rel=0.01)


def test_a_picture_of_nothing_says_so() -> None:
    assert "No speeds" in svg(empty())
    ET.fromstring(svg(empty()))


def test_control_characters_of_a_cpu_name_do_not_break_the_picture() -> None:
    full = report()
    full.cpu = "CPU\x00\x1b[31m"
    ET.fromstring(svg(full))


def test_a_comparison_is_shown() -> None:
    full = report()
    row = {"ours_tok_s": 90.0, "peer_tok_s": 45.0, "ratio": 2.0, "ratio_least": 1.9, "ratio_most": 2.1}
    full.against = {"model_type": "peer", "n_threads": 2, "rounds": 3, "tg": {"128": row}, "pp": {}}
    assert "ratio 2.00 (1.90-2.10)" in table(full)
