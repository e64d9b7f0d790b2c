"""A swarm in memory: real stages, logs, audits and client over the in-memory network."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aria_infer
from aria_infer.swarm import AskingClient, ServeConfig, Server, open_client_on, open_server
from aria_p2p.node import Node
from aria_p2p.testing import MemoryNetwork


@dataclass(frozen=True)
class MemorySwarm:
    network: MemoryNetwork
    servers: list[Server]
    client: AskingClient
    client_node: Node


@asynccontextmanager
async def memory_swarm(
    model: aria_infer.Model,
    slices: Sequence[tuple[int, int]],
    folder: Path,
    serving: dict[int, aria_infer.Model] | None = None,
) -> AsyncIterator[MemorySwarm]:
    """serving: node index -> the model it serves with, where that is not ``model``."""
    network = MemoryNetwork()
    async with AsyncExitStack() as stack:
        servers = []
        for index, layers in enumerate(slices):
            node = await stack.enter_async_context(network.open_node())
            config = ServeConfig(layers=layers, folder=folder / f"node-{index}")
            served = (serving or {}).get(index, model)
            servers.append(await stack.enter_async_context(open_server(node, served, model, config)))
        node = await stack.enter_async_context(network.open_node())
        (folder / "client").mkdir()
        client = await stack.enter_async_context(open_client_on(node, model, folder / "client"))
        yield MemorySwarm(network, servers, client, node)
