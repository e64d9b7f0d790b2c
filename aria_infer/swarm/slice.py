"""A contiguous range of layers as one function of its inputs: what a stage runs, and an auditor runs again."""

import time
from dataclasses import dataclass

import numpy as np
import trio
from numpy.typing import NDArray

from aria_infer import kernel
from aria_infer.errors import SwarmError
from aria_infer.model import Model
from aria_infer.sampling import SamplingParams
from aria_infer.swarm.session import NO_TOKEN, head_row
from aria_p2p.ledger import row_hash

INLINE_S = (
    0.002  # a worker thread costs 0.1 to 0.3 ms a call: worth it once the event loop would stand still for longer
)


@dataclass(frozen=True, slots=True)
class Output:
    """rows: (n, hidden) float32 as bytes; token: chosen after the last row, or None; compute_s: kernel time alone."""

    rows: bytes
    token: int | None
    compute_s: float


class Slice:
    """Layers [first, last) of a model, with the embedding in front of layer 0 and the head behind the last layer."""

    def __init__(self, model: Model, layers: tuple[int, int], pool: kernel.Pool | None = None) -> None:
        first, last = layers
        if not 0 <= first < last <= model.n_layers:
            raise SwarmError(f"layers {first}:{last} are not in this model of {model.n_layers}")
        self.model, self.layers = model, layers
        self.is_first, self.is_last = first == 0, last == model.n_layers
        self.hidden = model.config.hidden
        self.row_s = 0.0  # measured seconds per row, 0 until the first call
        self.pool = pool or model.pool
        self._stack = model.stack(first, last)

    @property
    def input_row_bytes(self) -> int:
        """4 for token ids, hidden * 4 for activations."""
        return 4 if self.is_first else 4 * self.hidden

    def new_cache(self) -> kernel.KVCache:
        return self._stack.new_cache()

    def run(self, cache: kernel.KVCache, position: int, body: bytes, params: SamplingParams | None) -> Output:
        """Rows ``body`` at ``position``; with ``params`` (last slice only) also the token that follows them.

        Raises: SwarmError when the bytes are not whole rows, PromptError when they hold ids outside the vocabulary.
        """
        n, rest = divmod(len(body), self.input_row_bytes)
        if rest or not n:
            raise SwarmError(f"{len(body)} bytes are not rows of {self.input_row_bytes}")
        began = time.perf_counter()
        if self.is_first:
            x = self.model.embed(np.frombuffer(body, "<u4").tolist())
        else:
            x = np.frombuffer(body, "<f4").reshape(n, self.hidden).astype(np.float32)
        self._stack.forward(self.pool, [kernel.Step(cache=cache, position=position, x=x)])
        token = None
        if params is not None and self.is_last:
            token = self.model.next_tokens(x[-1:], [params], [position + n])[0]
        spent = time.perf_counter() - began
        self.row_s = spent / n if not self.row_s else 0.8 * self.row_s + 0.2 * spent / n
        return Output(x.astype("<f4", copy=False).tobytes(), token, spent)

    def head_row(self, row: bytes) -> NDArray[np.float32]:
        """Logits (vocab,) float32 of one residual row."""
        logits: NDArray[np.float32] = self.model.head(np.frombuffer(row, "<f4").reshape(1, -1).astype(np.float32))[0]
        return logits

    async def run_step(
        self, cache: kernel.KVCache, position: int, body: bytes, params: SamplingParams | None
    ) -> Output:
        """``run`` inline where it is short, in a worker thread where it would hold up the event loop."""
        n = max(1, len(body) // self.input_row_bytes)
        if self.row_s and n * self.row_s < INLINE_S:
            await trio.lowlevel.checkpoint()
            return self.run(cache, position, body, params)
        return await trio.to_thread.run_sync(self.run, cache, position, body, params)

    def output_hashes(self, output: Output) -> tuple[list[bytes], list[bytes]]:
        """Per position: what the record commits to, and the residual row's hash. They differ at the head only."""
        row_bytes = 4 * self.hidden
        rows = [row_hash(output.rows[i : i + row_bytes]) for i in range(0, len(output.rows), row_bytes)]
        return (
            head_hashes(rows, [NO_TOKEN] * (len(rows) - 1) + [NO_TOKEN if output.token is None else output.token])
            if self.is_last
            else rows
        ), rows


def head_hashes(rows: list[bytes], tokens: list[int]) -> list[bytes]:
    """Per position, the hash of (residual hash, token chosen after it)."""
    return [row_hash(head_row(row, token)) for row, token in zip(rows, tokens, strict=True)]


def input_hashes(body: bytes, row_bytes: int) -> list[bytes]:
    """Per position, the hash of the input row as it was on the wire."""
    return [row_hash(body[i : i + row_bytes]) for i in range(0, len(body), row_bytes)]
