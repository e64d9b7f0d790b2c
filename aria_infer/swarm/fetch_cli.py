"""`aria fetch`, `aria offers`: a model from peers by its manifest, and what peers say they have of it."""

import argparse
import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aria_infer import streams
from aria_infer.errors import SwarmError
from aria_infer.model_record import show_bytes

if TYPE_CHECKING:
    from aria_infer.config import ModelConfig
    from aria_infer.swarm.plan import Offer
    from aria_p2p.types import PeerAddress

_FETCH = """\
Fetch a model from peers of a swarm by its manifest, the hash that names it, at 1.6 bits a ternary weight.

  aria fetch MANIFEST --bootstrap ADDR --to ./model        from whoever the directory shows
  aria fetch MANIFEST --from ADDR --to ./model             from this peer; repeat --from, and each is tried
  aria fetch MANIFEST --from ADDR --to ./part --layers 0:12
  aria node --model ./part --layers 0:12 --no-audit --data ./node   ... and serve those layers

ADDR is /ip4/HOST/tcp/PORT/p2p/ID, as `aria node` prints it; `aria info` shows the manifest of a model. Every part is
checked against the manifest: a peer that sends another byte is named and not asked again. A fetch that was cut goes on
where it stopped when the same command is run again. The folder is written when all is there; it is what
`aria convert` writes and runs as any model does.

The manifest covers weights, arithmetic and tokenizer. It does not cover the chat template, nor which tokens end an
answer: --unchecked takes those too, on the word of the peer that gives them.
"""
_OFFERS = """\
List the peers that serve layers of a model: which, how fast they say they are, and what fetching those layers takes.

  aria offers MANIFEST --bootstrap ADDR
"""


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    """Register fetch and offers."""
    from aria_infer.swarm.cli import layer_range, network_arguments, run_async

    raw = argparse.RawDescriptionHelpFormatter
    fetch = commands.add_parser("fetch", help="get a model from peers", description=_FETCH, formatter_class=raw)
    fetch.add_argument("manifest", metavar="MANIFEST", help="64 hex digits")
    fetch.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write; it must not exist")
    fetch.add_argument(
        "--from",
        dest="sources",
        action="append",
        default=[],
        metavar="ADDR",
        help="a peer that has it; repeat for more",
    )
    fetch.add_argument("--layers", type=layer_range, metavar="A:B", help="layers A to B-1 and what they need")
    fetch.add_argument("--unchecked", action="store_true", help="also files that the manifest does not cover")
    network_arguments(fetch)
    fetch.add_argument("--json", action="store_true", help="print one JSON object")
    fetch.set_defaults(run=lambda args: run_async(_fetch, args))

    offers = commands.add_parser("offers", help="list who serves a model", description=_OFFERS, formatter_class=raw)
    offers.add_argument("manifest", metavar="MANIFEST", help="64 hex digits")
    network_arguments(offers)
    offers.add_argument("--json", action="store_true", help="print one JSON object")
    offers.set_defaults(run=lambda args: run_async(_offers, args))


async def _fetch(args: argparse.Namespace) -> int:
    from aria_infer.store_cli import ProgressLine
    from aria_infer.swarm.fetching import fetch
    from aria_infer.swarm.offers import wait_shippers
    from aria_infer.swarm.shipment import Order
    from aria_p2p.node import open_node

    order = Order(manifest=args.manifest.lower(), layers=args.layers, unchecked=args.unchecked)
    line = ProgressLine()
    try:
        async with open_node(_config(args, (*args.sources, *args.bootstrap))) as node:
            peers = [_peer(address) for address in args.sources] or await wait_shippers(node, order)
            with closing(line):
                done = await fetch(node, order, peers, args.to, line.show)
    except KeyboardInterrupt:
        streams.tell("aria: stopped; what has come is kept, and the same command goes on from there")
        raise
    facts = {
        "folder": str(done.made.folder),
        "manifest": done.made.manifest,
        "layers": list(done.layers),
        "weights": done.made.weights,
        "bits_per_weight": 8 * done.made.weight_bytes / done.made.weights,
        "file_bytes": done.made.file_bytes,
        "received_bytes": done.received_bytes,
        "kept_bytes": done.kept_bytes,
        "peers": list(done.peers),
        "unchecked": list(done.unchecked),
        "left": list(done.left),
    }
    if args.json:
        streams.write(json.dumps(facts) + "\n")
        return 0
    a, b = done.layers
    streams.write(
        f"fetched layers {a}:{b} of {done.made.manifest[:16]} to {done.made.folder}: "
        f"{show_bytes(done.made.file_bytes)}, {facts['bits_per_weight']:.2f} bits a weight; "
        f"{show_bytes(done.received_bytes)} came over the network\n"
    )
    if done.left:
        left = ", ".join(done.left)
        streams.write(f"not taken, for the manifest does not cover it: {left} (--unchecked takes it)\n")
    if done.unchecked:
        streams.write(f"taken on the word of a peer: {', '.join(done.unchecked)}\n")
    streams.write(f'run it: aria generate --model {done.made.folder} --prompt "Once"\n')
    return 0


async def _offers(args: argparse.Namespace) -> int:
    from aria_infer.store_cli import in_columns
    from aria_infer.swarm.offers import wait_offers
    from aria_infer.swarm.shipment import Order
    from aria_p2p.node import open_node

    order = Order(manifest=args.manifest.lower())
    async with open_node(_config(args, tuple(args.bootstrap))) as node:
        offers, config = await wait_offers(node, order.manifest)
    rows = [_facts(offer, config) for offer in offers]
    if args.json:
        streams.write(json.dumps({"manifest": order.manifest, "offers": rows}) + "\n")
        return 0
    header = ("PEER", "LAYERS", "MS A TOKEN", "SESSIONS", "SHIPS", "BITS A WEIGHT")
    streams.write(in_columns([header, *map(_row, rows)]))
    return 0


def _facts(offer: "Offer", config: "ModelConfig | None") -> dict[str, Any]:
    from aria_infer.swarm.offers import bits_per_weight

    shard = offer.shard
    return {
        "peer_id": offer.peer_id,
        "addrs": list(offer.addrs),
        "layers": list(shard.layers),
        "ms_per_token": shard.service_us / 1e3 if shard.service_us else None,
        "sessions": shard.queue_depth,
        "shipped_bytes": shard.shipped_bytes,
        "bits_per_weight": bits_per_weight(shard.shipped_bytes, config, shard.layers),
    }


def _row(facts: dict[str, Any]) -> tuple[str, ...]:
    a, b = facts["layers"]
    speed, bits = facts["ms_per_token"], facts["bits_per_weight"]
    return (
        facts["peer_id"], f"{a}:{b}", "not measured" if speed is None else f"{speed:.2f}", str(facts["sessions"]),
        show_bytes(facts["shipped_bytes"]) if facts["shipped_bytes"] else "no", "" if bits is None else f"{bits:.2f}",
    )  # fmt: skip


def _config(args: argparse.Namespace, bootstrap: tuple[str, ...]) -> Any:
    from aria_p2p.config import NodeConfig
    from aria_p2p.identity import Identity

    if not bootstrap:
        raise SwarmError("a model is found through a peer: give --bootstrap ADDR, or --from ADDR of one that has it")
    identity = Identity.load_or_create(args.identity) if args.identity else Identity.generate()
    return NodeConfig(identity=identity, bootstrap=bootstrap, network=args.network)


def _peer(address: str) -> "PeerAddress":
    from aria_p2p.types import PeerAddress

    return PeerAddress(peer_id=address.rpartition("/p2p/")[2], addrs=(address,))
