"""The two ends of a session: what a stage accepts, and what the client sends next. [pure]

Positions are absolute; a step is (position, attempt) with a window of rows, and idempotent: sent twice, it is
answered with the same bytes.
"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from aria_infer.errors import PromptError, SwarmError
from aria_infer.sampling import SamplingParams

TERMS_VERSION = 1
SPAN_POSITIONS = 64  # positions of one record: the ledger's own limit
MAX_WINDOW = 256  # rows of one step: 256 x 4,096 float32 are 4 MiB, which a home line moves within the step's deadline
MAX_STAGES = 64  # a longer chain answers slower than one token a second over any real network
PREFILL_ROWS = 64  # rows per prefill step: several steps in flight keep all stages busy
WINDOW_STEPS = 4  # prefill steps in flight; bounds what any stage has queued
NO_TOKEN = 0xFFFFFFFF

_HEAD = struct.Struct(">B16s32s")
_TAIL = struct.Struct(">ddIQI")
_DOMAIN = b"aria/session-terms/v1\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTerms:
    """What client and stages agree on; its hash is in every record, so a sampled token can be replayed by anyone.

    session: 16 random bytes; stages: (peer id, first layer, last layer) in order, covering the model once.
    """

    session: bytes
    manifest: str
    profile: str
    client: str
    stages: tuple[tuple[str, int, int], ...]
    sampling: SamplingParams
    max_positions: int

    def __post_init__(self) -> None:
        if len(self.session) != 16 or len(self.manifest) != 64:
            raise SwarmError("session terms: the session has 16 bytes and the manifest 64 hex digits")
        if not 1 <= len(self.stages) <= MAX_STAGES:
            raise SwarmError(f"session terms: {len(self.stages)} stages, between 1 and {MAX_STAGES} are allowed")
        layer = 0
        for peer_id, first, last in self.stages:
            if first != layer or last <= first or not 0 < len(peer_id) < 256:
                raise SwarmError(f"session terms: stage {peer_id} runs {first}:{last} where {layer}: must follow")
            layer = last
        if not 0 < self.max_positions < NO_TOKEN:
            raise SwarmError(f"session terms: max_positions {self.max_positions} is not a length")

    def encode(self) -> bytes:
        """The bytes of README.md, "Session terms"."""
        out = bytearray(_HEAD.pack(TERMS_VERSION, self.session, bytes.fromhex(self.manifest)))
        for text in (self.profile, self.client):
            out += bytes([len(text)]) + text.encode("ascii")
        out.append(len(self.stages))
        for peer_id, first, last in self.stages:
            out += bytes([len(peer_id)]) + peer_id.encode("ascii") + struct.pack(">HH", first, last)
        s = self.sampling
        return bytes(out + _TAIL.pack(s.temperature, s.top_p, s.top_k, s.seed, self.max_positions))

    @classmethod
    def decode(cls, data: bytes) -> "SessionTerms":
        """Raises: SwarmError on anything but what ``encode`` makes."""
        try:
            version, session, manifest = _HEAD.unpack_from(data)
            if version != TERMS_VERSION:
                raise SwarmError(f"session terms of version {version}: this node speaks {TERMS_VERSION}")
            at = _HEAD.size
            profile, at = _text(data, at)
            client, at = _text(data, at)
            count, at = data[at], at + 1
            stages = []
            for _ in range(count):
                peer_id, at = _text(data, at)
                stages.append((peer_id, *struct.unpack_from(">HH", data, at)))
                at += 4
            temperature, top_p, top_k, seed, max_positions = _TAIL.unpack_from(data, at)
        except (struct.error, IndexError, UnicodeDecodeError) as e:
            raise SwarmError(f"session terms: malformed ({len(data)} bytes)") from e
        if len(data) != at + _TAIL.size:
            raise SwarmError(f"session terms: {len(data)} bytes where {at + _TAIL.size} belong")
        try:
            sampling = SamplingParams(temperature=temperature, top_p=top_p, top_k=top_k, seed=seed)
        except PromptError as e:
            raise SwarmError(f"session terms: {e}") from e
        return cls(session=session, manifest=manifest.hex(), profile=profile, client=client, stages=tuple(stages),
                   sampling=sampling, max_positions=max_positions)  # fmt: skip

    def hash(self) -> bytes:
        """32 bytes: the ``route_hash`` of every record of this session."""
        return hashlib.sha256(_DOMAIN + self.encode()).digest()


def _text(data: bytes, at: int) -> tuple[str, int]:
    end = at + 1 + data[at]
    if end > len(data):
        raise IndexError(end)
    return data[at + 1 : end].decode("ascii"), end


def head_row(residual_hash: bytes, token: int) -> bytes:
    """What the last stage outputs at a position, as hashed into its record: 32 + 4 bytes.

    The client knows the tokens and is told the residual hashes, so it checks that the record holds its own answer.
    """
    return residual_hash + struct.pack("<I", token)


@dataclass(frozen=True, slots=True)
class StepFrame:
    """Rows [position, position + count) of a session; ``sample`` asks for the token that follows."""

    position: int
    count: int
    attempt: int
    sample: bool


class StageSession:
    """What a stage accepts next."""

    def __init__(self, max_positions: int) -> None:
        self.max_positions = max_positions
        self.position = 0  # rows done so far
        self._last: tuple[int, int, bool, bytes] | None = None

    def accept(self, step: StepFrame, body_hash: bytes) -> bool:
        """True: run it; False: it repeats the last step, send that answer again.

        Raises: SwarmError when the step is out of order, too large, or differs from what it repeats.
        """
        if not 1 <= step.count <= MAX_WINDOW:
            raise SwarmError(f"a step of {step.count} rows: between 1 and {MAX_WINDOW} are allowed")
        key = (step.position, step.count, step.sample, body_hash)
        if self._last == key:
            return False
        if step.position != self.position:
            raise SwarmError(f"a step at position {step.position} where {self.position} is next")
        if step.position + step.count > self.max_positions:
            raise SwarmError(f"position {step.position + step.count} is past the session's {self.max_positions}")
        self._last = key
        self.position += step.count
        return True


def spans_ready(done: int, committed: int, closing: bool = False) -> list[tuple[int, int]]:
    """Position ranges ready for a record: whole spans after ``committed``, and the rest when closing."""
    out = []
    while done - committed >= SPAN_POSITIONS or (closing and committed < done):
        end = min(committed + SPAN_POSITIONS, done)
        out.append((committed, end))
        committed = end
    return out


class ClientSession:
    """Feeds a prompt in windows, then each answered token, until ``max_new_tokens`` or the end token.

    ``next_steps`` gives what may be sent now; ``answered`` takes what the last stage said.
    """

    def __init__(
        self, prompt: Sequence[int], max_new_tokens: int, *, vocab_size: int, context: int, eos: frozenset[int]
    ) -> None:
        if not prompt:
            raise PromptError("the prompt is empty: give at least one token")
        if bad := [t for t in prompt if not 0 <= t < vocab_size]:
            raise PromptError(f"token {bad[0]} is not in the vocabulary of {vocab_size}")
        if max_new_tokens < 1:
            raise PromptError(f"max_new_tokens is {max_new_tokens}: ask for at least one")
        if len(prompt) + max_new_tokens > context:
            raise PromptError(
                f"{len(prompt)} prompt tokens and {max_new_tokens} new ones do not fit the model's context of "
                f"{context}; ask for at most {max(0, context - len(prompt))}, or shorten the prompt"
            )
        self.tokens = list(prompt)  # prompt, then answers
        self.n_prompt = len(prompt)
        self.chosen: dict[int, int] = {}  # row position -> the token chosen after it
        self.done = False
        self._max_tokens = len(prompt) + max_new_tokens
        self._eos = eos
        self._sent = 0
        self._in_flight: list[int] = []  # ends of steps not answered yet
        self._answered = 0
        self.finish_reason = ""

    @property
    def answer(self) -> list[int]:
        return self.tokens[self.n_prompt :]

    def next_steps(self) -> list[tuple[StepFrame, list[int]]]:
        """Steps to send now, with their token ids."""
        out = []
        while not self.done and self._sent < len(self.tokens) and len(self._in_flight) < WINDOW_STEPS:
            count = min(PREFILL_ROWS, len(self.tokens) - self._sent)
            end = self._sent + count
            step = StepFrame(self._sent, count, 0, end == len(self.tokens))
            out.append((step, self.tokens[self._sent : end]))
            self._in_flight.append(end)
            self._sent = end
        return out

    def answered(self, position: int, token: int | None) -> int | None:
        """Take an answer for the step that ends at ``position``; returns a new token, or None (prefill, or a repeat).

        Raises: SwarmError if it answers nothing that was asked.
        """
        if position <= self._answered:
            return None  # a repeat
        if not self._in_flight or position != self._in_flight[0]:
            raise SwarmError(f"an answer for position {position} that was not asked for")
        self._answered = self._in_flight.pop(0)
        if position < len(self.tokens):
            return None
        if token is None:
            raise SwarmError(f"no token came for position {position}")
        self.chosen[position - 1] = token
        self.tokens.append(token)  # the end token is given out too, as Model.generate does
        if token in self._eos or len(self.tokens) == self._max_tokens:
            self.done, self.finish_reason = True, "eos" if token in self._eos else "length"
        return token
