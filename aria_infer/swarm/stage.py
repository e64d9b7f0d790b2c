"""A serving node's side of `/aria/pipeline/1`: read a step, run it, push it on; then record what was run."""

import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import trio

from aria_infer.errors import InferError, SwarmError
from aria_infer.kernel import PROFILE, KVCache
from aria_infer.swarm import aria_pipeline_pb2 as pb
from aria_infer.swarm import wire
from aria_infer.swarm.session import SessionTerms, StageSession, StepFrame, spans_ready
from aria_infer.swarm.slice import Slice, input_hashes
from aria_infer.swarm.spans import Kept, SpanStore
from aria_p2p.errors import P2PError, RemoteClosed
from aria_p2p.ledger import ZERO_HASH, InferenceRecord, SignedRecord, activation_root, row_hash
from aria_p2p.node import Node
from aria_p2p.streams import Channel

MAX_SESSIONS = 64  # open at once; the next one is refused with a clear fault
MAX_KV_TOKENS = 65_536  # over all sessions, until pages are accounted for

Changed = Callable[[], Awaitable[None]]  # load changed: the directory record may be renewed
Commit = Callable[[bytes], Awaitable[None]]  # append one entry to the node's log and announce the new head


@dataclass(slots=True)
class _Session:
    terms: SessionTerms
    slice: Slice
    stage: int
    client_addrs: tuple[str, ...]
    machine: StageSession
    cache: KVCache
    kept: Kept
    started_ms: int
    last_answer: tuple[bytes, bytes] = (b"", b"")
    noted: int = 0  # positions handed to the recorder
    counter: int = 0
    previous: bytes = ZERO_HASH


class Stage:
    """Serves one slice. ``attach`` puts it on a node; ``commit`` stores the records it makes."""

    def __init__(
        self,
        node: Node,
        slice_: Slice,
        *,
        network: str,
        commit: Commit,
        changed: Changed,
        now: Callable[[], float] = time.time,  # wall clock, for records
    ) -> None:
        self.slice, self.spans = slice_, SpanStore()
        self._parts = {slice_.layers: slice_}
        self.n_sessions = self.kv_tokens = 0
        self._node, self._network, self._commit, self._changed, self._now = node, network, commit, changed, now

    def attach(self) -> None:
        """Serve inbound sessions from now on."""
        self._node.handle(wire.PIPELINE, self._serve)

    async def _serve(self, upstream: Channel) -> None:
        """One session, from Open to Close; a failure is told upstream, hop by hop, until the client has it."""
        try:
            async with self._admitted(upstream) as (session, addrs):
                await self._run_session(session, upstream, addrs)
        except wire.StageFault as fault:
            await _tell(upstream, fault.peer_id, fault.reason)
        except (InferError, P2PError) as error:
            await _tell(upstream, self._node.peer_id, str(error))
        await self._changed()

    @contextlib.asynccontextmanager
    async def _admitted(self, upstream: Channel) -> AsyncIterator[tuple[_Session, list[tuple[str, ...]]]]:
        frame = await upstream.receive(wire.STEP_TIMEOUT_S)
        kind, opened = wire.unpack(frame.header, "open", "probe")
        while kind == "probe":
            await upstream.send(wire.pack("probe"))
            frame = await upstream.receive(wire.STEP_TIMEOUT_S)
            kind, opened = wire.unpack(frame.header, "open", "probe")
        terms = SessionTerms.decode(opened.terms)
        self._check(terms, opened)
        part = self._part(*terms.stages[opened.stage][1:])
        kept = Kept(terms=terms, layers=part.layers, row_bytes=part.input_row_bytes)
        session = _Session(
            terms=terms,
            slice=part,
            stage=opened.stage,
            client_addrs=tuple(opened.client.addrs),
            cache=part.new_cache(),
            machine=StageSession(terms.max_positions),
            kept=kept,
            started_ms=int(self._now() * 1000),
        )
        self.spans.add(kept)
        self.n_sessions += 1
        self.kv_tokens += terms.max_positions
        try:
            yield session, [tuple(a.addrs) for a in opened.stages]
        finally:
            self.n_sessions -= 1
            self.kv_tokens -= terms.max_positions

    def _check(self, terms: SessionTerms, opened: pb.Open) -> None:
        """Raises: SwarmError saying why this session cannot be served here."""
        model = self.slice.model
        if terms.manifest != model.manifest:
            raise SwarmError(f"serves model {model.manifest[:16]}, not {terms.manifest[:16]}: look the model up again")
        if terms.profile != PROFILE:
            raise SwarmError(f"computes in profile {PROFILE}, not {terms.profile}")
        if opened.stage >= len(terms.stages) or len(opened.stages) != len(terms.stages):
            raise SwarmError("the route and the stage index do not fit together")
        peer_id, first, last = terms.stages[opened.stage]
        a, b = self.slice.layers
        if peer_id != self._node.peer_id or not a <= first < last <= b:
            raise SwarmError(f"serves layers {a}:{b}, was asked for {first}:{last}: look the route up again")
        if terms.max_positions > model.config.max_positions:
            raise SwarmError(
                f"a session of {terms.max_positions} positions exceeds the context {model.config.max_positions}"
            )
        if self.spans.get(terms.session) is not None:
            raise SwarmError("this session was opened before: choose a fresh nonce")
        if self.n_sessions >= MAX_SESSIONS or self.kv_tokens + terms.max_positions > MAX_KV_TOKENS:
            raise SwarmError(f"is full with {self.n_sessions} sessions: try again, or another route")

    def _part(self, first: int, last: int) -> Slice:
        """The slice of a route that uses only some of the layers held here."""
        if (first, last) not in self._parts:
            self._parts[first, last] = Slice(self.slice.model, (first, last), self.slice.pool)
        return self._parts[first, last]

    async def _run_session(self, session: _Session, upstream: Channel, addrs: list[tuple[str, ...]]) -> None:
        terms, last = session.terms, session.slice.is_last
        next_peer = terms.client if last else terms.stages[session.stage + 1][0]
        next_addrs = session.client_addrs if last else addrs[session.stage + 1]
        async with _downstream(self._node, next_peer, next_addrs) as downstream:
            if last:
                await downstream.send(wire.pack("return", session=terms.session))
            else:
                stages = [{"addrs": a} for a in addrs]
                await downstream.send(
                    wire.pack(
                        "open",
                        terms=terms.encode(),
                        stage=session.stage + 1,
                        stages=stages,
                        client={"addrs": session.client_addrs},
                    )
                )
            send_span, spans = trio.open_memory_channel[tuple[int, int]](MAX_SESSIONS)
            steps_scope = trio.CancelScope()
            async with trio.open_nursery() as watching:
                watching.start_soon(_watch, downstream, upstream, steps_scope)
                async with trio.open_nursery() as recording:
                    recording.start_soon(self._record, session, spans)
                    async with send_span:
                        with steps_scope:
                            await self._steps(session, upstream, downstream, send_span)
                        await self._close_spans(session, downstream, send_span)
                watching.cancel_scope.cancel()

    async def _steps(
        self, session: _Session, upstream: Channel, downstream: Channel, spans: trio.MemorySendChannel[tuple[int, int]]
    ) -> None:
        """Until Close, or the client went away, or a step could not be done; the last is told upstream."""
        try:
            while True:
                frame = await upstream.receive(wire.IDLE_TIMEOUT_S)
                kind, step = wire.unpack(frame.header, "step", "close")
                if kind == "close":
                    return
                await self._step(session, step, frame.body, downstream)
                for span in spans_ready(len(session.kept.output_hashes), session.noted):
                    await spans.send(span)
                    session.noted = span[1]
        except RemoteClosed:
            return
        except (InferError, P2PError) as error:
            await _tell(upstream, self._node.peer_id, str(error))

    async def _close_spans(
        self, session: _Session, downstream: Channel, spans: trio.MemorySendChannel[tuple[int, int]]
    ) -> None:
        """What was done is recorded, however the session ended."""
        if not session.slice.is_last:
            with contextlib.suppress(P2PError):
                await downstream.send(wire.pack("close"))
        for span in spans_ready(len(session.kept.output_hashes), session.noted, closing=True):
            await spans.send(span)

    async def _step(self, session: _Session, step: pb.Step, body: bytes, downstream: Channel) -> None:
        frame = StepFrame(step.position, step.count, step.attempt, step.sample)
        if len(body) != step.count * session.slice.input_row_bytes:
            raise SwarmError(f"a step of {step.count} rows came with {len(body)} bytes")
        if not session.machine.accept(frame, row_hash(body)):
            await downstream.send(*session.last_answer)
            return
        params = session.terms.sampling if step.sample else None
        output = await session.slice.run_step(session.cache, step.position, body, params)
        compute_us = [*step.compute_us, round(output.compute_s * 1e6)]
        end = step.position + step.count
        if session.slice.is_last:
            header = wire.pack(
                "token",
                position=end,
                attempt=step.attempt,
                sampled=output.token is not None,
                token=output.token or 0,
                compute_us=compute_us,
            )
            session.last_answer = (header, b"")
        else:
            header = wire.pack(
                "step",
                position=step.position,
                count=step.count,
                attempt=step.attempt,
                sample=step.sample,
                compute_us=compute_us,
            )
            session.last_answer = (header, output.rows)
        await downstream.send(*session.last_answer)
        # hashing follows the send: it costs the stage time, not the token
        kept = session.kept
        hashes, rows = session.slice.output_hashes(output)
        kept.inputs += body
        kept.input_hashes += input_hashes(body, kept.row_bytes)
        kept.output_hashes += hashes
        if session.slice.is_last:
            kept.row_hashes += rows

    async def _record(self, session: _Session, spans: trio.MemoryReceiveChannel[tuple[int, int]]) -> None:
        """Sign each span, ask the client for its half, append. Without that half it is logged and earns nothing."""
        async for span in spans:
            signed = SignedRecord.by_server(self._claim(session, span), self._node.identity)
            session.counter += 1
            session.previous = signed.record.digest()
            rows = b"".join(session.kept.row_hashes[slice(*span)])
            with contextlib.suppress(P2PError, SwarmError):
                signed = await self._countersigned(session, signed, rows)
            entry = signed.encode()
            session.kept.spans[signed.leaf()] = span
            await self._commit(entry)
        self.spans.trim()

    def _claim(self, session: _Session, span: tuple[int, int]) -> InferenceRecord:
        kept, terms = session.kept, session.terms
        now_ms = max(int(self._now() * 1000), session.started_ms)
        return InferenceRecord(
            network=self._network,
            profile=terms.profile,
            manifest=bytes.fromhex(terms.manifest),
            layers=kept.layers,
            session=terms.session,
            server=self._node.peer_id,
            client=terms.client,
            counter=session.counter,
            previous=session.previous,
            positions=span,
            input_root=activation_root(kept.input_hashes[slice(*span)]),
            output_root=activation_root(kept.output_hashes[slice(*span)]),
            work_units=(span[1] - span[0]) * (kept.layers[1] - kept.layers[0]),
            start_ms=session.started_ms,
            end_ms=now_ms,
            route_hash=terms.hash(),
        )

    async def _countersigned(self, session: _Session, signed: SignedRecord, rows: bytes) -> SignedRecord:
        async with self._node.open_channel(session.terms.client, wire.RECEIPT, session.client_addrs) as channel:
            await channel.send(wire.pack("countersign", record=signed.encode(), row_hashes=rows))
            frame = await channel.receive(wire.RECEIPT_TIMEOUT_S)
        _, answer = wire.unpack(frame.header, "countersigned")
        complete = SignedRecord.decode(answer.record)
        if complete.record != signed.record or not complete.has_client_half:
            raise SwarmError("the client returned another record than the one it was sent")
        complete.verify()
        return complete


@contextlib.asynccontextmanager
async def _downstream(node: Node, peer_id: str, addrs: tuple[str, ...]) -> AsyncIterator[Channel]:
    """A channel to the next in line; a failure to open it is that peer's."""
    opener = node.open_channel(peer_id, wire.PIPELINE, addrs)
    try:
        channel = await opener.__aenter__()
    except P2PError as error:
        raise wire.StageFault(peer_id, f"could not be reached by the stage before it ({error})") from error
    try:
        yield channel
    finally:
        with trio.CancelScope(shield=True):  # bounded: a channel closes within its own deadline
            await opener.__aexit__(None, None, None)


async def _watch(downstream: Channel, upstream: Channel, steps: trio.CancelScope) -> None:
    """Tell upstream, and stop working, when the next in line complains or goes away."""
    try:
        frame = await downstream.receive(float("inf"))
        wire.unpack(frame.header)
    except wire.StageFault as fault:
        await _tell(upstream, fault.peer_id, fault.reason)
    except (P2PError, SwarmError) as error:
        await _tell(upstream, downstream.peer_id, f"ended the session early ({error})")
    steps.cancel()


async def _tell(upstream: Channel, peer_id: str, reason: str) -> None:
    with contextlib.suppress(P2PError):
        await upstream.send(wire.pack("fault", peer_id=peer_id, reason=reason))
