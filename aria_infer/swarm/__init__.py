"""The swarm: a model run over several peers, each step recorded, and re-run by others.

    shard, plan, session      [pure] directory payload, choice of a route, both ends of a session
    shipment                  [pure] what a peer offers of a model, what to ask next, whether a part is right
    wire                      the door to protobuf: envelopes of the four protocols
    slice                     a range of layers as a function of its input bytes
    stage, spans              a serving node's side; what it keeps for auditors
    client, receipts          the asking side; when a record is countersigned
    audit, evidence, verdicts re-running others' spans; proofs anyone checks offline; what became of an answer
    shipper                   giving a model's weights
    fetching, staging         getting them by the manifest, and where they gather
    offers                    what the directory shows of a model to who has not got it
    server, asking            a serving node and a client, put together
    local, flip               several processes on one machine; a deliberate fault, for demonstrations
    cli, fetch_cli            aria node, aria ask, aria verify; aria fetch, aria offers

Importing this package loads neither the kernel nor libp2p: names are resolved on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aria_infer.swarm.asking import AskingClient, open_client, open_client_on
    from aria_infer.swarm.client import Answer, SwarmClient
    from aria_infer.swarm.evidence import verify_file
    from aria_infer.swarm.fetching import Fetched, fetch
    from aria_infer.swarm.local import LocalNode, open_local_swarm, split_layers
    from aria_infer.swarm.offers import wait_shippers
    from aria_infer.swarm.plan import IncompleteModel, Route, choose_route
    from aria_infer.swarm.server import ServeConfig, Server, open_server
    from aria_infer.swarm.shard import Shard
    from aria_infer.swarm.shipment import Order
    from aria_infer.swarm.verdicts import Checked, Fraud, answer_proof

_HOMES = {
    "Answer": "client", "AskingClient": "asking", "Checked": "verdicts", "Fraud": "verdicts", "IncompleteModel": "plan",
    "LocalNode": "local", "Route": "plan", "ServeConfig": "server", "Server": "server", "Shard": "shard",
    "SwarmClient": "client", "choose_route": "plan", "open_client": "asking", "open_client_on": "asking",
    "open_local_swarm": "local", "open_server": "server", "split_layers": "local",
    "answer_proof": "verdicts", "verify_file": "evidence", "Fetched": "fetching", "fetch": "fetching",
    "Order": "shipment", "wait_shippers": "offers",
}  # fmt: skip

__all__ = [
    "Answer",
    "AskingClient",
    "Checked",
    "Fetched",
    "Fraud",
    "IncompleteModel",
    "LocalNode",
    "Order",
    "Route",
    "ServeConfig",
    "Server",
    "Shard",
    "SwarmClient",
    "answer_proof",
    "choose_route",
    "fetch",
    "open_client",
    "open_client_on",
    "open_local_swarm",
    "open_server",
    "split_layers",
    "verify_file",
    "wait_shippers",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
