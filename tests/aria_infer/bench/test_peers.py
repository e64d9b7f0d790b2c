"""A foreign benchmark: its JSON is not believed, its process is ended."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_infer import load
from aria_infer.bench.against import compare, run_peer
from aria_infer.bench.peers import PeerRun, compare_rounds, parse
from aria_infer.errors import InferError

GOOD: list[dict[str, Any]] = [
    {"n_prompt": 128, "n_gen": 0, "avg_ts": 117.5, "n_threads": 2, "model_type": "bitnet 700M"},
    {"n_prompt": 0, "n_gen": 64, "avg_ts": 53.25, "n_threads": 2, "model_type": "bitnet 700M"},
]


def changed(**values: Any) -> str:
    return json.dumps([{**GOOD[0], **values}])


def test_llama_bench_json_is_read() -> None:
    run = parse(json.dumps(GOOD, indent=2))
    assert run == PeerRun(model_type="bitnet 700M", n_threads=2, tg={64: 53.25}, pp={128: 117.5})


def test_other_lines_and_mixed_tests_are_passed_over() -> None:
    mixed = [*GOOD, {"n_prompt": 8, "n_gen": 8, "avg_ts": 1.0}]
    assert parse("warning: asserts [on]\n" + json.dumps(mixed) + "\n[bye]") == parse(json.dumps(GOOD))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no JSON list"),
        ("| model | t/s |", "no JSON list"),
        ("[{", "cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ("[]", "not a list of objects"),
        ("[1, 2]", "not a list of objects"),
        (json.dumps([GOOD[0]] * 17), "17 tests"),
        (changed(n_prompt=-1), "n_prompt -1"),
        (changed(n_prompt=10**9), "n_prompt 1000000000"),
        (changed(n_prompt="128"), "n_prompt '128'"),
        (changed(n_gen=True), "n_gen True"),
        (changed(avg_ts=0), "avg_ts 0"),
        (changed(avg_ts="fast"), "avg_ts 'fast'"),
        (changed(avg_ts=True), "avg_ts True"),
        (changed(avg_ts=float("nan")), "avg_ts nan"),
        (changed(avg_ts=float("inf")), "avg_ts inf"),
        (changed(n_gen=5), "no test of a prompt alone"),
    ],
)
def test_garbage_is_refused_with_its_reason(text: str, words: str) -> None:
    with pytest.raises(InferError, match="peer") as caught:
        parse(text)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 700


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_any_values_parse_or_are_refused(value: Any) -> None:
    for text in (
        json.dumps(value),
        json.dumps([{"n_prompt": value, "n_gen": 0, "avg_ts": 1.0}]),
        changed(avg_ts=value),
    ):
        try:
            parse(text)
        except InferError:
            continue


def test_odd_names_and_threads_are_harmless() -> None:
    run = parse(changed(model_type="\x1b[31m" + "x" * 500, n_threads=-3))
    assert run.n_threads is None
    assert run.model_type.isprintable()
    assert len(run.model_type) <= 80


def test_ratios_are_taken_round_by_round() -> None:
    ours = [PeerRun(model_type="aria", n_threads=1, tg={64: v}, pp={}) for v in (100.0, 50.0, 90.0)]
    theirs = [PeerRun(model_type="p", n_threads=1, tg={64: v}, pp={128: 1.0}) for v in (50.0, 25.0, 60.0)]
    result = compare_rounds(ours, theirs, "cmd")
    assert result["tg"] == {
        "64": {"ours_tok_s": 90.0, "peer_tok_s": 50.0, "ratio": 2.0, "ratio_least": 1.5, "ratio_most": 2.0}
    }
    assert (result["pp"], result["rounds"]) == ({}, 3)


def script(tmp_path: Path, body: str) -> str:
    path = tmp_path / "peer.py"
    path.write_text(body)
    return f'"{Path(sys.executable).as_posix()}" "{path.as_posix()}"'


def test_a_peer_is_run_in_turn_with_a_real_model(tmp_path: Path) -> None:
    tests = [{**GOOD[0], "n_prompt": 16}, {**GOOD[1], "n_gen": 4}, {**GOOD[1], "n_gen": 4000}]
    seen: list[str] = []
    command = script(tmp_path, f"print({json.dumps(json.dumps(tests))})")
    result = compare(load("demo"), command, 2, seen.append)
    assert (set(result["pp"]), set(result["tg"])) == ({"16"}, {"4"})
    assert result["tg"]["4"]["ratio"] > 0
    assert [text.split(": ")[-1] for text in seen] == ["the peer", "warming up", "ours", "the peer", "ours"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("import sys; sys.exit('no such model')", "status 1: 'no such model'"),
        ("import sys; sys.exit(3)", "status 3: it said nothing"),
        ("import threading; threading.Event().wait()", "longer than 0.2 s"),
        ("print('x' * 5_000_000)", "more than"),
    ],
)
def test_a_peer_that_fails_is_one_clear_error(tmp_path: Path, body: str, words: str) -> None:
    with pytest.raises(InferError) as caught:
        run_peer(script(tmp_path, body), deadline_s=0.2 if "wait" in body else 60.0)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("command", "words"), [("", "empty"), ("'", "quotation"), ("/nowhere/llama-bench", "cannot be run")]
)
def test_a_command_line_that_cannot_be_run_is_named(command: str, words: str) -> None:
    with pytest.raises(InferError) as caught:
        run_peer(command)
    assert words in str(caught.value)
