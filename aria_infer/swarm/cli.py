"""`aria node`, `aria ask`, `aria verify`; `aria fetch` and `aria offers` are in fetch_cli.py. Flags are read there."""

import argparse
import json
import logging
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aria_infer import streams
from aria_infer.errors import SwarmError

if TYPE_CHECKING:
    from aria_infer.model import Model

DEFAULT_NETWORK = "aria-main"
DEFAULT_LISTEN = "/ip4/127.0.0.1/tcp/0"
EXIT_FRAUD = 3  # the file proves a fraud, or a false accusation: neither is an error of this program


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    """Register the swarm's commands."""
    from aria_infer.cli import add_model_arguments, add_sampling_arguments
    from aria_infer.swarm import fetch_cli

    node = commands.add_parser(
        "node",
        help="serve layers of a model",
        description="Serve layers of a model to a swarm, audit others, and give the weights to peers that ask.",
    )
    add_model_arguments(node)
    node.add_argument("--layers", type=layer_range, metavar="A:B", help="layers A to B-1 (default: all)")
    node.add_argument("--no-audit", action="store_true", help="do not re-run spans of others")
    node.add_argument("--no-ship", action="store_true", help="do not give the weights to peers that ask (aria fetch)")
    node.add_argument(
        "--listen", action="append", metavar="ADDR", help=f"multiaddr to listen on (default {DEFAULT_LISTEN})"
    )
    network_arguments(node)
    node.add_argument(
        "--data",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder for the log, evidence, and the identity by default",
    )
    node.add_argument(
        "--exit-with-stdin",
        action="store_true",
        help="leave when standard input ends (so that no process outlives its parent)",
    )
    node.add_argument(
        "--flip-weight", action="store_true", help="TEST ONLY: serve with one weight changed, to see it exposed"
    )
    node.set_defaults(run=lambda args: run_async(_node, args))

    ask = commands.add_parser(
        "ask", help="ask a swarm", description="Continue a text on a swarm found through the directory."
    )
    add_model_arguments(ask)
    ask.add_argument("--prompt", required=True, metavar="TEXT", help="the text to continue")
    add_sampling_arguments(ask)
    network_arguments(ask)
    ask.add_argument("--json", action="store_true", help="print one JSON object instead of the text")
    ask.set_defaults(run=lambda args: run_async(_ask, args))

    verify = commands.add_parser(
        "verify", help="check a proof offline", description="Check an answer's proof or a fraud's evidence, offline."
    )
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument("--model", metavar="PATH", help="needed for evidence: the span is run again")
    verify.add_argument("--threads", type=int, default=1, help=argparse.SUPPRESS)
    verify.add_argument("--isa", help=argparse.SUPPRESS)
    verify.set_defaults(run=_verify)
    fetch_cli.add_commands(commands)


def network_arguments(parser: argparse.ArgumentParser) -> None:
    """--bootstrap, --identity, --network."""
    parser.add_argument(
        "--bootstrap", action="append", default=[], metavar="ADDR", help="a peer to start from, .../p2p/<id>"
    )
    parser.add_argument("--identity", type=Path, metavar="FILE", help="identity file, made if it is not there")
    parser.add_argument(
        "--network", default=DEFAULT_NETWORK, metavar="NAME", help=f"networks do not mix (default {DEFAULT_NETWORK})"
    )


def layer_range(text: str) -> tuple[int, int]:
    """The layers of an argument A:B. Raises: ArgumentTypeError."""
    first, colon, last = text.partition(":")
    if not (colon and first.isdecimal() and last.isdecimal() and int(first) < int(last)):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a range such as 0:12")
    return int(first), int(last)


def run_async(command: Callable[[argparse.Namespace], Awaitable[int]], args: argparse.Namespace) -> int:
    """Run an async command; an error of the overlay, or a group of one, comes out as one line."""
    import trio

    from aria_infer.swarm.groups import only_error
    from aria_p2p.errors import P2PError

    logging.basicConfig(level=logging.CRITICAL)
    logging.getLogger("aria_infer").setLevel(logging.WARNING)
    try:
        return trio.run(command, args)
    except BaseException as raised:  # noqa: BLE001  # the edge of the program: groups are opened, nothing is swallowed
        error = only_error(raised)
        if isinstance(error, P2PError):
            raise SwarmError(str(error)) from error
        raise error from None


async def _node(args: argparse.Namespace) -> int:
    from aria_infer.cli import open_model
    from aria_infer.swarm.flip import flip_weight
    from aria_infer.swarm.server import ServeConfig, open_server
    from aria_p2p.config import NodeConfig
    from aria_p2p.identity import Identity
    from aria_p2p.node import open_node

    model = open_model(args)
    layers = args.layers or model.layers
    if layers[1] > model.n_layers:
        raise SwarmError(f"--layers {layers[0]}:{layers[1]}: the model has layers 0:{model.n_layers}")
    serving = model
    if args.flip_weight:
        serving = open_model(args)
        streams.tell(f"aria: TEST: {flip_weight(serving, layers[0])}")
    args.data.mkdir(parents=True, exist_ok=True)
    identity = Identity.load_or_create(args.identity or args.data / "identity")
    config = NodeConfig(
        identity=identity,
        listen=tuple(args.listen or [DEFAULT_LISTEN]),
        bootstrap=tuple(args.bootstrap),
        network=args.network,
    )
    serve = ServeConfig(layers=layers, folder=args.data, audit=not args.no_audit, ship=not args.no_ship)
    async with open_node(config) as node, open_server(node, serving, model, serve):
        ready = {
            "event": "ready",
            "peer_id": node.peer_id,
            "addrs": node.addrs,
            "layers": layers,
            "manifest": model.manifest,
        }
        streams.write(json.dumps(ready) + "\n")
        await _until_told(args.exit_with_stdin)
    return 0


async def _until_told(watch_stdin: bool) -> None:
    """Until a signal, or the end of standard input."""
    import trio

    async def stdin_ends() -> None:
        await trio.to_thread.run_sync(sys.stdin.buffer.read, abandon_on_cancel=True)  # type: ignore[call-arg, unused-ignore]
        nursery.cancel_scope.cancel()

    async def signalled() -> None:
        signals = [signal.SIGTERM] if sys.platform != "win32" else [signal.Signals["SIGBREAK"]]
        with trio.open_signal_receiver(*signals) as received:
            async for _ in received:
                break
        nursery.cancel_scope.cancel()

    async with trio.open_nursery() as nursery:
        nursery.start_soon(signalled)
        if watch_stdin:
            nursery.start_soon(stdin_ends)


async def _ask(args: argparse.Namespace) -> int:
    from aria_infer.cli import DEFAULT_NEW_TOKENS, open_model
    from aria_infer.errors import PromptError
    from aria_infer.sampling import SamplingParams
    from aria_infer.swarm.asking import open_client
    from aria_p2p.identity import Identity

    if not args.bootstrap:
        raise SwarmError("a swarm is found through a peer: give --bootstrap ADDR")
    model = open_model(args)
    if model.tokenizer is None:
        raise PromptError("this model has no tokenizer.json, so it cannot read --prompt")
    prompt = model.tokenizer.encode(args.prompt)
    n = min(DEFAULT_NEW_TOKENS, model.config.max_positions - len(prompt)) if args.n is None else args.n
    sampling = SamplingParams(temperature=args.temperature, top_p=args.top_p, top_k=args.top_k, seed=args.seed)
    identity = Identity.load_or_create(args.identity) if args.identity else Identity.generate()
    decoder = model.tokenizer.stream()
    made: list[int] = []
    async with open_client(model, bootstrap=tuple(args.bootstrap), network=args.network, identity=identity) as client:
        async with client.ask(prompt, n, sampling) as (answer, tokens):
            async for token in tokens:
                made.append(token)
                if not args.json:
                    streams.write(decoder.push(token))
        if not args.json:
            streams.write(decoder.finish() + "\n")
        checked = await client.check(answer)
        frauds = await client.frauds(checked, Path.cwd())
    m = sum(item.is_countersigned(1) for item in checked)
    streams.tell(f"aria: {len(checked)} records, {m} countersigned; {answer.route.explain()}")
    for fraud in frauds:
        streams.tell(f"aria: {fraud.verdict}; evidence: {fraud.path}")
    if args.json:
        told = {
            "tokens": made,
            "text": model.tokenizer.decode(made),
            "manifest": model.manifest,
            "records": len(checked),
            "countersigned": m,
            "frauds": [str(fraud.path) for fraud in frauds],
        }
        streams.write(json.dumps(told) + "\n")
    return EXIT_FRAUD if frauds else 0


def _verify(args: argparse.Namespace) -> int:
    from aria_infer.swarm.evidence import verify_file
    from aria_p2p.ledger import Verdict

    model = _model(args) if args.model else None
    verdict = verify_file(args.file, model)
    if isinstance(verdict, Verdict):
        streams.write(f"the evidence holds: {verdict}\n")
        return 0
    checked, total = verdict.n_countersigned(1), len(verdict.auditors)
    streams.write(f"the proof holds: {verdict.n_positions} positions of model {verdict.manifest.hex()[:16]}\n")
    streams.write(f"{checked} of {total} records were run again by at least one other peer\n")
    return 0


def _model(args: argparse.Namespace) -> "Model":
    from aria_infer.cli import open_model

    return open_model(args)
