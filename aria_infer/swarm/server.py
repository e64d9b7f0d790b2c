"""A serving node put together: its stage, its log, its audits, and its entry in the directory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import trio

from aria_infer import kernel
from aria_infer.errors import SwarmError
from aria_infer.model import Model
from aria_infer.swarm import wire
from aria_infer.swarm.audit import AUDITORS, Auditor, serve_audits
from aria_infer.swarm.shard import Shard
from aria_infer.swarm.shipper import Shipper
from aria_infer.swarm.slice import Slice
from aria_infer.swarm.stage import MAX_KV_TOKENS, Stage
from aria_p2p.ledger import EntrySeen, Ledger, Log, open_ledger
from aria_p2p.node import Node
from aria_p2p.streams import Channel

EVIDENCE_TOPIC = "evidence"
EVIDENCE_BYTES = 64  # record leaf, SHA-256 of the file
WITHDRAW_TIMEOUT_S = 1.0  # a clean exit leaves no ghost in the directory, but does not hang on it
WARM_UP_ROWS = 8  # single-token steps timed before the first advertisement


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeConfig:
    """What a node serves. layers: [first, last); audit: re-run spans of others (needs the whole model here).

    ship: give the model's weights to peers that ask for them.
    """

    layers: tuple[int, int]
    folder: Path  # log and evidence live here
    audit: bool = True
    n_auditors: int = AUDITORS
    ship: bool = True


class Server:
    """A serving node; ``shard()`` is what it says of itself now."""

    def __init__(self, node: Node, model: Model, config: ServeConfig, stage: Stage, ledger: Ledger) -> None:
        self.node, self.stage, self.ledger = node, stage, ledger
        self.shipper = None
        if config.ship:
            self.shipper = Shipper(node, model, config.layers, in_use=lambda: stage.n_sessions > 0)
        self._model, self._config = model, config

    def shard(self) -> Shard:
        a, b = self._config.layers
        return Shard(
            manifest=self._model.manifest,
            profile=kernel.PROFILE,
            layers=(a, b),
            embed=a == 0,
            head=b == self._model.n_layers,
            audits=(0, self._model.n_layers) if self._config.audit else (0, 0),
            service_us=max(1, round(self.stage.slice.row_s * 1e6)),
            queue_depth=self.stage.n_sessions,
            free_kv_tokens=max(0, MAX_KV_TOKENS - self.stage.kv_tokens),
            shipped_bytes=0 if self.shipper is None else self.shipper.shipped_bytes,
        )


@asynccontextmanager
async def open_server(node: Node, serving: Model, auditing: Model, config: ServeConfig) -> AsyncIterator[Server]:
    """Serve layers of ``serving`` on a node and audit with ``auditing`` (ordinarily the same model).

    Returns once the directory record was announced. Raises: KernelError if this CPU fails the profile's known answers,
    SwarmError if it is to audit a model it does not hold whole.
    """
    if config.audit and auditing.layers != (0, auditing.n_layers):
        a, b = auditing.layers
        raise SwarmError(f"audits take the whole model, here are layers {a}:{b} of {auditing.n_layers}; use --no-audit")
    kernel.known_answers(serving.pool)
    slice_ = Slice(serving, config.layers)
    _warm_up(slice_)
    config.folder.mkdir(parents=True, exist_ok=True)
    evidence = config.folder / "evidence"
    with Log(config.folder / "log.sqlite", node.identity, node.config.network) as log, kernel.Pool(1) as audit_pool:
        async with open_ledger(node, log) as ledger, trio.open_nursery() as nursery:

            async def commit(entry: bytes) -> None:
                await ledger.commit(entry)

            async def renew() -> None:
                await node.directory.update(server.shard().encode())

            accusations = await node.gossip.topic(EVIDENCE_TOPIC, lambda _, data: len(data) == EVIDENCE_BYTES)

            async def accuse(leaf: bytes, file_hash: bytes) -> None:
                await accusations.publish(leaf + file_hash)

            stage = Stage(node, slice_, network=node.config.network, commit=commit, changed=renew)
            server = Server(node, serving, config, stage, ledger)

            async def audits(channel: Channel) -> None:
                await serve_audits(channel, stage.spans, evidence)

            auditor = None
            if config.audit:
                auditor = Auditor(
                    node,
                    auditing,
                    audit_pool,
                    network=node.config.network,
                    folder=evidence,
                    publish=ledger.commit,
                    accuse=accuse,
                    n_auditors=config.n_auditors,
                )
                nursery.start_soon(auditor.run)
            nursery.start_soon(_watch_logs, ledger, auditor)
            node.handle(wire.AUDIT, audits)
            stage.attach()
            if server.shipper is not None:
                server.shipper.attach()
            await node.directory.provide(server.shard().keys(), server.shard().encode())
            try:
                yield server
            finally:
                with trio.CancelScope(shield=True, deadline=trio.current_time() + WITHDRAW_TIMEOUT_S):
                    await node.directory.withdraw()
                nursery.cancel_scope.cancel()


async def _watch_logs(ledger: Ledger, auditor: Auditor | None) -> None:
    async for event in ledger.events():
        if isinstance(event, EntrySeen) and auditor is not None:
            auditor.offer(event.committed)


def _warm_up(slice_: Slice) -> None:
    """Time single-token steps, so that the first directory record tells the truth."""
    cache = slice_.new_cache()
    body = bytes(slice_.input_row_bytes)
    for position in range(min(WARM_UP_ROWS, slice_.model.config.max_positions)):
        slice_.run(cache, position, body, None)
