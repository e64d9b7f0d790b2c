"""A client put together: a node that serves nothing, the asking side of the pipeline, and verdicts on its answers."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import trio

from aria_infer.errors import SwarmError
from aria_infer.model import Model
from aria_infer.swarm.audit import AUDITORS
from aria_infer.swarm.client import Answer, SwarmClient
from aria_infer.swarm.directory import find_auditors
from aria_infer.swarm.groups import only_error
from aria_infer.swarm.plan import IncompleteModel, Route
from aria_infer.swarm.verdicts import Checked, Fraud, Verdicts, collect_frauds
from aria_p2p.config import NodeConfig
from aria_p2p.errors import P2PError
from aria_p2p.identity import Identity
from aria_p2p.ledger import Ledger, Log, open_ledger
from aria_p2p.node import Node, open_node

COMPLETE_PACE_S = 0.3  # between looks at the directory while the model is incomplete
VERDICT_TIMEOUT_S = 20.0  # for the audits of an answer: gossip, a fetch, one prefill, gossip


class AskingClient(SwarmClient):
    """A client that also follows the logs of others, and so learns what auditors found."""

    def __init__(self, node: Node, model: Model) -> None:
        super().__init__(node, model)
        self.verdicts = Verdicts()

    async def wait_complete(self, n_positions: int, timeout_s: float) -> Route:
        """Look at the directory until it shows a whole chain. Raises: IncompleteModel after the deadline."""
        deadline = trio.current_time() + timeout_s
        while True:
            try:
                return await self.find_route(n_positions)
            except IncompleteModel:
                if trio.current_time() > deadline:
                    raise
            await trio.sleep(COMPLETE_PACE_S)  # pacing of lookups

    async def n_auditors(self) -> int:
        """How many peers say they audit this model."""
        return len(await find_auditors(self._node, self._model.manifest))

    async def check(self, answer: Answer, m: int | None = None, timeout_s: float = VERDICT_TIMEOUT_S) -> list[Checked]:
        """Wait for the audits of an answer's records: m each, or what the deadline leaves.

        m: default two, or fewer where the directory shows fewer auditors besides the server itself.
        """
        if m is None:
            m = max(0, min(AUDITORS, await self.n_auditors() - 1))
        return await self.verdicts.of(answer.records, m, timeout_s)

    async def frauds(self, checked: Sequence[Checked], folder: Path) -> list[Fraud]:
        """The evidence against disputed records, fetched into ``folder`` and checked here."""
        return await collect_frauds(self._node, self._model, checked, folder)

    async def follow(self, ledger: Ledger) -> None:
        async for event in ledger.events():
            self.verdicts.offer(event)


@asynccontextmanager
async def open_client_on(node: Node, model: Model, folder: Path) -> AsyncIterator[AskingClient]:
    """A client on a node that is already open; its (empty) log lies in ``folder``."""
    with Log(folder / "log.sqlite", node.identity, node.config.network) as log:
        async with open_ledger(node, log) as ledger, trio.open_nursery() as nursery:
            client = AskingClient(node, model)
            client.attach()
            nursery.start_soon(client.follow, ledger)
            try:
                yield client
            finally:
                nursery.cancel_scope.cancel()


@asynccontextmanager
async def open_client(
    model: Model, *, bootstrap: tuple[str, ...], network: str, identity: Identity | None = None
) -> AsyncIterator[AskingClient]:
    """A client that knows bootstrap peers and nothing else. What the body raises comes out as it is, never in a group.

    Raises: SwarmError when no bootstrap peer answers, or for anything else the overlay complains of.
    """
    if not bootstrap:
        raise SwarmError("a client finds the swarm through a peer: name at least one bootstrap address")
    config = NodeConfig(identity=identity or Identity.generate(), bootstrap=bootstrap, network=network)
    with tempfile.TemporaryDirectory(prefix="aria-client-") as folder:
        try:
            async with open_node(config) as node, open_client_on(node, model, Path(folder)) as client:
                yield client
        except BaseException as raised:  # reraised below: only the wrapping goes
            error = only_error(raised)
            if isinstance(error, P2PError):
                raise SwarmError(str(error)) from error
            if error is raised:
                raise
            raise error from None
