"""Nodes on loopback, in this process."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from aria_p2p.config import Limits, NodeConfig
from aria_p2p.identity import Identity
from aria_p2p.node import Node, open_node

QUICK = Limits(repair_interval_s=0.5, receive_timeout_s=10.0)


@pytest.fixture
def open_loopback() -> Callable[..., AbstractAsyncContextManager[Node]]:
    @asynccontextmanager
    async def open_one(*bootstrap: Node, **settings: object) -> AsyncIterator[Node]:
        addrs = tuple(node.addrs[0] for node in bootstrap)
        values = {
            "identity": Identity.generate(),
            "bootstrap": addrs,
            "limits": QUICK,
            "network": "aria-test",
            **settings,
        }
        async with open_node(NodeConfig(**values)) as node:  # type: ignore[arg-type]
            yield node

    return open_one
