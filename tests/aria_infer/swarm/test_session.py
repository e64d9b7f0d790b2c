"""Both ends of a session, without I/O: windows, repeats, limits, spans, and the terms' bytes."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aria_infer.errors import PromptError, SwarmError
from aria_infer.sampling import SamplingParams
from aria_infer.swarm.session import (
    MAX_WINDOW,
    SPAN_POSITIONS,
    WINDOW_STEPS,
    ClientSession,
    SessionTerms,
    StageSession,
    StepFrame,
    spans_ready,
)  # fmt: skip

TERMS = SessionTerms(
    session=bytes(range(16)), manifest="cd" * 32, profile="aria-1", client="C", stages=(("A", 0, 2), ("B", 2, 6)),
    sampling=SamplingParams(temperature=0.5, top_p=0.25, top_k=3, seed=7), max_positions=100,
)  # fmt: skip
TERMS_HEX = (
    "01000102030405060708090a0b0c0d0e0f" + "cd" * 32 + "06617269612d31" + "0143" + "02"
    "014100000002" + "014200020006"
    "3fe00000000000003fd0000000000000" + "00000003" + "0000000000000007" + "00000064"
)  # fmt: skip


def client(n_prompt: int, n: int, eos: frozenset[int] = frozenset()) -> ClientSession:
    return ClientSession(list(range(1, n_prompt + 1)), n, vocab_size=1024, context=1024, eos=eos)


def test_terms_vector() -> None:
    assert TERMS.encode().hex() == TERMS_HEX
    assert SessionTerms.decode(TERMS.encode()) == TERMS


@given(st.integers(0, len(TERMS_HEX) // 2 - 1))
def test_truncated_terms_are_refused(cut: int) -> None:
    with pytest.raises(SwarmError):
        SessionTerms.decode(TERMS.encode()[:cut])


@pytest.mark.parametrize("value", [5e-324, float("nan"), float("inf"), 1e9])
def test_terms_with_no_temperature_are_refused(value: float) -> None:
    temperature = len(TERMS.encode()) - 32  # and 24 more bytes follow it
    data = bytearray(TERMS.encode())
    struct.pack_into(">d", data, temperature, value)
    with pytest.raises(SwarmError, match="temperature"):
        SessionTerms.decode(bytes(data))


def test_terms_must_cover_the_layers_in_order() -> None:
    with pytest.raises(SwarmError, match="must follow"):
        SessionTerms(session=bytes(16), manifest="00" * 32, profile="p", client="C", stages=(("A", 0, 2), ("B", 3, 6)),
                     sampling=SamplingParams(), max_positions=1)  # fmt: skip


@given(st.integers(1, 400), st.integers(1, 30), st.data())
def test_client_and_stage_agree_whatever_is_repeated(n_prompt: int, n: int, data: st.DataObject) -> None:
    session, stage = client(n_prompt, n), StageSession(n_prompt + n)
    fed: list[int] = []
    got: list[int] = []
    pending: list[tuple[StepFrame, list[int]]] = []
    while not session.done:
        pending += session.next_steps()
        assert len(pending) <= WINDOW_STEPS
        step, ids = pending.pop(0)
        assert stage.accept(step, repr(ids).encode())
        assert not stage.accept(step, repr(ids).encode()), "a repeat is answered, not run"
        fed += ids
        end = step.position + step.count
        token = 500 + end if step.sample else None
        answer = session.answered(end, token)
        if answer is not None:
            got.append(answer)
        if data.draw(st.booleans()):
            assert session.answered(end, token) is None, "a repeated answer changes nothing"
    assert got == session.answer == [500 + n_prompt + i for i in range(n)]
    assert fed == session.tokens[:-1]
    assert session.finish_reason == "length"


def test_end_token_ends() -> None:
    session = client(3, 10, eos=frozenset({9}))
    session.next_steps()
    assert session.answered(3, 9) == 9
    assert session.done and session.finish_reason == "eos" and session.next_steps() == []


def test_unasked_answers_and_missing_tokens_are_refused() -> None:
    session = client(3, 10)
    session.next_steps()
    with pytest.raises(SwarmError, match="not asked for"):
        session.answered(7, 1)
    with pytest.raises(SwarmError, match="no token"):
        session.answered(3, None)


def test_stage_refuses_gaps_floods_and_overruns() -> None:
    stage = StageSession(300)
    with pytest.raises(SwarmError, match="where 0 is next"):
        stage.accept(StepFrame(1, 1, 0, False), b"")
    with pytest.raises(SwarmError, match=f"between 1 and {MAX_WINDOW}"):
        stage.accept(StepFrame(0, MAX_WINDOW + 1, 0, False), b"")
    assert stage.accept(StepFrame(0, 200, 0, False), b"x")
    with pytest.raises(SwarmError, match="where 200 is next"):
        stage.accept(StepFrame(0, 200, 1, False), b"y")
    with pytest.raises(SwarmError, match="past the session"):
        stage.accept(StepFrame(200, 101, 0, False), b"")


@pytest.mark.parametrize(
    ("prompt", "n", "message"),
    [
        ([], 1, "empty"),
        ([5000], 1, "not in the vocabulary"),
        ([1] * 1000, 30, "context of 1024"),
        ([1], 0, "at least one"),
    ],
)
def test_bad_prompts(prompt: list[int], n: int, message: str) -> None:
    with pytest.raises(PromptError, match=message):
        ClientSession(prompt, n, vocab_size=1024, context=1024, eos=frozenset())


@given(st.lists(st.integers(0, 200), max_size=8))
def test_spans_cover_every_position_once(advances: list[int]) -> None:
    done = noted = 0
    spans: list[tuple[int, int]] = []
    for advance in advances:
        done += advance
        for span in spans_ready(done, noted):
            spans.append(span)
            noted = span[1]
        assert done - noted < SPAN_POSITIONS
    spans += spans_ready(done, noted, closing=True)
    assert [p for span in spans for p in range(*span)] == list(range(done))
    assert all(first % SPAN_POSITIONS == 0 for first, _ in spans)
