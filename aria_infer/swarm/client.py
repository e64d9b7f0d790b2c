"""The asking side: find a route in the directory, run a session over it, stream tokens, countersign what holds."""

import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import trio

from aria_infer.errors import SwarmError
from aria_infer.kernel import PROFILE
from aria_infer.model import Model
from aria_infer.sampling import SamplingParams
from aria_infer.swarm import wire
from aria_infer.swarm.directory import find_offers
from aria_infer.swarm.plan import NO_COSTS, Costs, Offer, Route, choose_route
from aria_infer.swarm.receipts import Receipts
from aria_infer.swarm.session import ClientSession, SessionTerms
from aria_p2p.errors import P2PError
from aria_p2p.ledger import SignedRecord
from aria_p2p.node import Node
from aria_p2p.streams import Channel

OPEN_TIMEOUT_S = 20.0  # the whole chain: a dial and two handshakes per stage
PROBE_TIMEOUT_S = 2.0  # one peer's probes, all peers at once
PROBES = 3  # the first opens the way; the best one counts
MAX_MEASURED = 1024  # peers whose distance is remembered
FAULT_GRACE_S = 2.0  # a fault travels back hop by hop; a broken stream is known at once

Receive = Callable[[], Awaitable[Any]]


@dataclass(slots=True)
class Timing:
    """Measured at the client, decode steps only. compute_s: per stage, summed over ``n_steps``."""

    first_token_s: float = 0.0
    decode_s: float = 0.0
    n_steps: int = 0
    compute_s: list[float] = field(default_factory=list)
    legs_s: list[float] = field(default_factory=list)  # per step: wall time minus compute of all stages

    @property
    def tok_s(self) -> float:
        return self.n_steps / self.decode_s if self.decode_s else 0.0

    def stage_ms(self) -> list[float]:
        """Milliseconds of compute per decoded token, per stage."""
        return [1e3 * seconds / max(self.n_steps, 1) for seconds in self.compute_s]

    def hop_overhead_s(self) -> float:
        """Median over steps of (step time - compute) / legs: what software and loopback cost per hop and token."""
        if not self.legs_s:
            return 0.0
        return sorted(self.legs_s)[len(self.legs_s) // 2] / (len(self.compute_s) + 1)


@dataclass(slots=True)
class Answer:
    """One finished or running session: iterate ``SwarmClient.ask`` to fill it."""

    terms: SessionTerms
    route: Route
    session: ClientSession
    timing: Timing = field(default_factory=Timing)
    records: list[SignedRecord] = field(default_factory=list)  # countersigned; filled when the session closed
    n_records: int = 0  # how many there should be: one per stage and span
    refusals: list[str] = field(default_factory=list)  # why others were not


class SwarmClient:
    """Asks a swarm. One per node: it owns the node's pipeline and receipt protocols."""

    def __init__(self, node: Node, model: Model) -> None:
        """model: for tokenizer, manifest and sizes; its layers are not run."""
        self._node, self._model = node, model
        self._returns: dict[bytes, trio.MemorySendChannel[Channel]] = {}
        self._receipts: dict[bytes, Receipts] = {}
        self._one_way_s: dict[str, float] = {}

    def attach(self) -> None:
        self._node.handle(wire.PIPELINE, self._serve_return)
        self._node.handle(wire.RECEIPT, self._serve_receipt)

    async def _measure(self, offers: Sequence[Offer]) -> None:
        """Time the way to peers not timed yet; one that does not answer keeps the planner's pessimistic default."""

        async def probe(offer: Offer) -> None:
            with suppress(P2PError, SwarmError), trio.move_on_after(PROBE_TIMEOUT_S):
                async with self._node.open_channel(offer.peer_id, wire.PIPELINE, offer.addrs) as channel:
                    times = []
                    for _ in range(PROBES):
                        began = time.perf_counter()
                        await channel.send(wire.pack("probe"))
                        wire.unpack((await channel.receive(PROBE_TIMEOUT_S)).header, "probe")
                        times.append(time.perf_counter() - began)
                self._one_way_s[offer.peer_id] = min(times) / 2

        async with trio.open_nursery() as nursery:
            for offer in offers:
                if offer.peer_id not in self._one_way_s and len(self._one_way_s) < MAX_MEASURED:
                    nursery.start_soon(probe, offer)

    async def find_route(self, n_positions: int, costs: Costs = NO_COSTS) -> Route:
        """Raises: IncompleteModel naming the layers that nobody serves."""
        offers = await find_offers(self._node, self._model.manifest, self._model.n_layers)
        await self._measure(offers)
        costs = replace(
            costs, one_way_s={**self._one_way_s, **costs.one_way_s}, row_bytes=4 * self._model.config.hidden
        )
        return choose_route(
            offers,
            manifest=self._model.manifest,
            profile=PROFILE,
            n_layers=self._model.n_layers,
            n_positions=n_positions,
            costs=costs,
        )

    @asynccontextmanager
    async def ask(
        self, prompt: Sequence[int], max_new_tokens: int, sampling: SamplingParams, route: Route | None = None
    ) -> AsyncIterator[tuple[Answer, AsyncIterator[int]]]:
        """Open a session; yields (answer, tokens as they come). On exit it is closed and its records countersigned.

        Raises: PromptError, IncompleteModel, SwarmError naming the peer that failed and what to do.
        """
        config = self._model.config
        session = ClientSession(
            prompt,
            max_new_tokens,
            vocab_size=config.vocab_size,
            context=config.max_positions,
            eos=frozenset(config.eos_ids),
        )
        route = route or await self.find_route(len(prompt) + max_new_tokens)
        terms = SessionTerms(
            session=secrets.token_bytes(16),
            manifest=self._model.manifest,
            profile=PROFILE,
            client=self._node.peer_id,
            stages=tuple((hop.peer_id, *hop.layers) for hop in route.hops),
            sampling=sampling,
            max_positions=len(prompt) + max_new_tokens,
        )
        answer = Answer(terms=terms, route=route, session=session)
        receipts = self._receipts[terms.session] = Receipts(terms, session)
        send_return, returned = trio.open_memory_channel[Channel](1)
        self._returns[terms.session] = send_return
        try:
            async with self._open_first(route) as first:
                stages = [{"addrs": hop.addrs} for hop in route.hops]
                await first.send(
                    wire.pack("open", terms=terms.encode(), stage=0, stages=stages, client={"addrs": self._node.addrs})
                )
                with _named_faults():
                    yield answer, self._tokens(answer, first, returned)
                    await first.send(wire.pack("close"))
                    answer.records = await receipts.complete(wire.RECEIPT_TIMEOUT_S)
                    answer.refusals, answer.n_records = receipts.refusals, len(receipts.wanted())
        finally:
            self._returns.pop(terms.session, None)
            receipts.end()
            self._receipts.pop(terms.session, None)

    @asynccontextmanager
    async def _open_first(self, route: Route) -> AsyncIterator[Channel]:
        hop = route.hops[0]
        opener = self._node.open_channel(hop.peer_id, wire.PIPELINE, hop.addrs)
        try:
            channel = await opener.__aenter__()
        except P2PError as error:
            raise SwarmError(
                f"the first stage cannot be reached ({error}): ask again, the directory may be stale"
            ) from error
        try:
            yield channel
        finally:
            with trio.CancelScope(shield=True):  # bounded: a channel closes within its own deadline
                await opener.__aexit__(None, None, None)

    async def _tokens(
        self, answer: Answer, first: Channel, returned: trio.MemoryReceiveChannel[Channel]
    ) -> AsyncIterator[int]:
        """Tokens in order: send what the session allows, wait for the last stage or for a fault from the first."""
        began = time.perf_counter()
        inbox = _Inbox(first)
        back = await inbox.first_of(returned.receive, OPEN_TIMEOUT_S, "the route did not come up")
        session, timing = answer.session, answer.timing
        await self._send_steps(session, first)
        sent = time.perf_counter()
        while not session.done:
            what = f"no answer after position {len(session.tokens) - 1}"
            frame = await inbox.first_of(lambda: back.receive(float("inf")), wire.STEP_TIMEOUT_S, what)
            now = time.perf_counter()
            _, told = wire.unpack(frame.header, "token")
            token = session.answered(told.position, told.token if told.sampled else None)
            if told.sampled and told.position == session.n_prompt:
                timing.first_token_s = now - began
                timing.compute_s = [0.0] * len(answer.route.hops)
            elif told.sampled:
                compute = [us / 1e6 for us in told.compute_us]
                timing.compute_s = [a + b for a, b in zip(timing.compute_s, compute, strict=True)]
                timing.legs_s.append(now - sent - sum(compute))
                timing.decode_s += now - sent
                timing.n_steps += 1
            await self._send_steps(session, first)
            sent = time.perf_counter()
            if token is not None:
                yield token

    async def _send_steps(self, session: ClientSession, first: Channel) -> None:
        for step, ids in session.next_steps():
            header = wire.pack(
                "step", position=step.position, count=step.count, attempt=step.attempt, sample=step.sample
            )
            await first.send(header, b"".join(i.to_bytes(4, "little") for i in ids))

    async def _serve_return(self, channel: Channel) -> None:
        """The last stage opened its stream to us: hold it until the session ends."""
        frame = await channel.receive(OPEN_TIMEOUT_S)
        _, opened = wire.unpack(frame.header, "return")
        receipts, waiting = self._receipts.get(opened.session), self._returns.get(opened.session)
        if receipts is None or waiting is None or receipts.terms.stages[-1][0] != channel.peer_id:
            raise SwarmError("a return stream for a session that is not ours")
        with suppress(trio.WouldBlock):
            waiting.send_nowait(channel)
            await receipts.ended.wait()

    async def _serve_receipt(self, channel: Channel) -> None:
        """Countersign a stage's record once its neighbours' records and our own tokens agree with it."""
        frame = await channel.receive(wire.RECEIPT_TIMEOUT_S)
        _, asked = wire.unpack(frame.header, "countersign")
        signed = SignedRecord.decode(asked.record)
        receipts = self._receipts.get(signed.record.session)
        if receipts is None:
            raise SwarmError("a record of a session that is not open here")
        receipts.offer(channel.peer_id, signed, asked.row_hashes)
        with trio.move_on_after(wire.RECEIPT_TIMEOUT_S):
            await receipts.agreed(signed)
            complete = signed.countersigned(self._node.identity)
            receipts.countersigned(complete)
            await channel.send(wire.pack("countersigned", record=complete.encode()))


class _Inbox:
    """The first stage's channel carries only faults; every wait for an answer watches it too."""

    def __init__(self, first: Channel) -> None:
        self._first = first

    async def first_of(self, receive: Receive, timeout_s: float, what: str) -> Any:
        """The result of ``receive``. Raises: StageFault from upstream, SwarmError after the deadline."""
        result: list[Any] = []
        failure: list[Exception] = []
        async with trio.open_nursery() as nursery:
            nursery.cancel_scope.deadline = trio.current_time() + timeout_s

            async def take(source: Receive, into_result: bool) -> None:
                try:
                    got = await source()
                    if not into_result:
                        wire.unpack(got.header)
                    result.append(got)
                except (P2PError, SwarmError) as error:
                    failure.append(error)
                    if into_result:
                        # the fault that explains a broken return stream arrives through the first stage a moment later
                        with trio.move_on_after(FAULT_GRACE_S):
                            await trio.sleep_forever()
                nursery.cancel_scope.cancel()

            nursery.start_soon(take, receive, True)
            nursery.start_soon(take, lambda: self._first.receive(float("inf")), False)
        if result:
            return result[0]
        for error in failure:
            if isinstance(error, wire.StageFault):
                raise error
        if failure:
            raise failure[0]
        raise SwarmError(f"{what} within {timeout_s:g} s: a stage of the route hangs; ask again over another route")


@contextmanager
def _named_faults() -> Iterator[None]:
    """A stage's fault as the user should read it."""
    try:
        yield
    except wire.StageFault as fault:
        raise SwarmError(
            f"stage {fault.peer_id} failed: {fault.reason}; "
            "ask again (if it stays down, start another node for its layers)"
        ) from fault
    except P2PError as error:
        raise SwarmError(f"the session broke off: {error}; ask again") from error
