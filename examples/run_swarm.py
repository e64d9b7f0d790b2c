"""The main job: real node processes on this machine answer a prompt, and countersign what they re-ran.

    python examples/run_swarm.py                 four nodes, each with its slice of the demo model
    python examples/run_swarm.py --cheat 1       node 1 flips one weight; the run exposes it and exits 1

Exit status 0 only if the tokens equal those of one process and every record is countersigned.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import trio

import aria_infer
from aria_infer.kernel import Pool
from aria_infer.swarm import (
    Answer,
    Checked,
    Fraud,
    LocalNode,
    answer_proof,
    open_client,
    open_local_swarm,
    split_layers,
)

NETWORK = "aria-demo"
DIRECTORY_TIMEOUT_S = 40.0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=4, help="processes (default 4, at least 2)")
    parser.add_argument("--prompt", default="ROMEO:\nBut soft, what light", help="the text to continue")
    parser.add_argument("--model", default="demo", help="a checkpoint folder, or 'demo'")
    parser.add_argument("-n", type=int, default=48, help="new tokens (default 48)")
    parser.add_argument("--temperature", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cheat", type=int, metavar="PEER_INDEX", help="this node flips one weight")
    parser.add_argument("--evidence", type=Path, default=Path(), metavar="DIR", help="for evidence (default: here)")
    parser.add_argument("--proof", type=Path, metavar="FILE", help="write the answer's proof, for `aria verify FILE`")
    parser.add_argument("--json", action="store_true", help="last line: one JSON object")
    args = parser.parse_args()
    if not 2 <= args.nodes <= 64:
        parser.error(f"--nodes is {args.nodes}: from 2 to 64 can run here")
    if args.cheat is not None and not 0 <= args.cheat < args.nodes:
        parser.error(f"--cheat is {args.cheat}: name a node, 0 to {args.nodes - 1}")
    return args


async def main(args: argparse.Namespace) -> int:
    model = aria_infer.load(args.model, pool=Pool(1))
    if model.tokenizer is None:
        raise aria_infer.PromptError("this model has no tokenizer.json, so it cannot read --prompt")
    prompt = model.tokenizer.encode(args.prompt)
    sampling = aria_infer.SamplingParams(temperature=args.temperature, seed=args.seed)
    began = time.perf_counter()
    local = list(model.generate(prompt, args.n, temperature=args.temperature, seed=args.seed))
    local_tok_s = len(local) / (time.perf_counter() - began)

    print(f"starting {args.nodes} nodes of {args.model} ({model.manifest[:16]}) ...", flush=True)
    m = min(2, args.nodes - 1)  # distinct auditors that each record can have
    slices = split_layers(model.n_layers, args.nodes)
    async with open_local_swarm(args.model, slices, network=NETWORK, cheat=args.cheat) as nodes:
        async with open_client(model, bootstrap=nodes[0].addrs[:1], network=NETWORK) as client:
            route = await client.wait_complete(len(prompt) + args.n, DIRECTORY_TIMEOUT_S)
            print(f"the directory shows the model complete\n\n{args.prompt}", end="", flush=True)
            decoder = model.tokenizer.stream()
            async with client.ask(prompt, args.n, sampling, route) as (answer, tokens):
                async for token in tokens:
                    print(decoder.push(token), end="", flush=True)
            print(decoder.finish() + "\n")
            checked = await client.check(answer, m)
            frauds = await client.frauds(checked, args.evidence)

    report: dict[str, Any] = {
        "text": model.tokenizer.decode(answer.session.answer),
        "tokens": answer.session.answer,
        "matches_local": answer.session.answer == local,
        "route": show_route(answer, nodes),
        "tok_s": answer.timing.tok_s,
        "first_token_s": answer.timing.first_token_s,
        "local_tok_s": local_tok_s,
        "hop_overhead_ms": 1e3 * answer.timing.hop_overhead_s(),
    }
    print(f"\n{report['tok_s']:.1f} tok/s; one process alone {local_tok_s:.1f} tok/s", end="")
    print(f"; first token after {report['first_token_s']:.3f} s")
    n_legs = len(answer.route.hops) + 1
    print(f"software overhead {report['hop_overhead_ms']:.3f} ms per hop and token, over {n_legs} legs")
    print(f"{route.explain()}\n")
    report["records"], report["countersigned"] = show_ledger(answer, checked, nodes, m)
    print(f"tokens equal to one process: {'yes' if report['matches_local'] else 'NO'}")
    if args.proof and not frauds:
        args.proof.write_bytes(answer_proof(answer.session.tokens, checked))
        print(f"proof of the answer, {args.proof.stat().st_size} bytes; check it: aria verify {args.proof}")
    for text in answer.refusals + client.verdicts.complaints:
        print(f"refused: {text}")
    report["frauds"] = show_frauds(frauds, nodes, args.model)
    if args.json:
        print(json.dumps(report))
    whole = report["countersigned"] == report["records"] == answer.n_records
    return 0 if report["matches_local"] and whole and not frauds else 1


def show_route(answer: Answer, nodes: tuple[LocalNode, ...]) -> list[dict[str, Any]]:
    names = {node.peer_id: node.index for node in nodes}
    print("stage  node  peer          layers  ms/token")
    rows = []
    for i, (hop, ms) in enumerate(zip(answer.route.hops, answer.timing.stage_ms(), strict=True)):
        node, (a, b) = names[hop.peer_id], hop.layers
        rows.append({"node": node, "peer": hop.peer_id, "layers": [a, b], "ms_per_token": ms})
        print(f"{i:<6} {node:<5} ..{hop.peer_id[-10:]}  {f'{a}:{b}':<7} {ms:.3f}")
    return rows


def show_ledger(answer: Answer, checked: list[Checked], nodes: tuple[LocalNode, ...], m: int) -> tuple[int, int]:
    """Returns (records, countersigned)."""
    names = {node.peer_id: node.index for node in nodes}
    print("record of  layers  positions  auditors and verdicts")
    for item in checked:
        record = item.record.record
        (a, b), (first, last) = record.layers, record.positions
        found = [f"node {names.get(x.audit.auditor, '?')} {x.audit.verdict.name.lower()}" for x in item.audits]
        mark = "" if item.is_countersigned(m) else "  NOT COUNTERSIGNED"
        span = f"{first}:{last}"
        print(f"node {names[record.server]:<5} {f'{a}:{b}':<7} {span:<10} {', '.join(found) or 'none'}{mark}")
    good = sum(item.is_countersigned(m) for item in checked)
    print(f"{len(checked)} of {answer.n_records} records signed by both sides, {good} countersigned by {m} auditors")
    return len(checked), good


def show_frauds(frauds: list[Fraud], nodes: tuple[LocalNode, ...], model: str) -> list[dict[str, Any]]:
    names = {node.peer_id: node.index for node in nodes}
    rows = []
    for fraud in frauds:
        verdict, path = fraud.verdict, str(fraud.path)
        node = names[verdict.server]
        rows.append(
            {"node": node, "peer": verdict.server, "layers": list(verdict.layers), "outcome": verdict.outcome.value}
            | {"first_position": verdict.first_mismatch, "evidence": path}
        )
        print(f"\nEXPOSED node {node}: {verdict}")
        print(f"evidence, checked offline just now: {path}\ncheck it anywhere: aria verify {path} --model {model}")
    return rows


if __name__ == "__main__":
    try:
        sys.exit(trio.run(main, arguments()))
    except KeyboardInterrupt:
        sys.exit(130)
    except aria_infer.InferError as error:
        sys.exit(f"run_swarm: error: {error}")
