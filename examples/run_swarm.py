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

import trio

import aria_infer
from aria_infer.kernel import Pool
from aria_infer.swarm import open_client, open_local_swarm, split_layers

NETWORK = "aria-demo"
DIRECTORY_TIMEOUT_S = 40.0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=4, help="node processes (default 4, at least 2: somebody must countersign)")
    parser.add_argument("--prompt", default="ROMEO:\nBut soft, what light", help="the text to continue")
    parser.add_argument("--model", default="demo", help="a checkpoint folder, or 'demo'")
    parser.add_argument("-n", type=int, default=48, help="new tokens (default 48)")
    parser.add_argument("--temperature", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cheat", type=int, metavar="PEER_INDEX", help="this node flips one weight")
    parser.add_argument("--evidence", type=Path, default=Path(), metavar="DIR", help="where evidence files go (default: here)")
    parser.add_argument("--json", action="store_true", help="last line: one JSON object")
    args = parser.parse_args()
    if args.nodes < 2:
        parser.error("--nodes must be at least 2")
    if args.cheat is not None and not 0 <= args.cheat < args.nodes:
        parser.error(f"--cheat must name a node, 0 to {args.nodes - 1}")
    return args


async def main(args: argparse.Namespace) -> int:
    model = aria_infer.load(args.model, pool=Pool(1))
    if model.tokenizer is None:
        raise aria_infer.PromptError("this model has no tokenizer.json")
    prompt = model.tokenizer.encode(args.prompt)
    sampling = aria_infer.SamplingParams(temperature=args.temperature, seed=args.seed)
    began = time.perf_counter()
    local = list(model.generate(prompt, args.n, temperature=args.temperature, seed=args.seed))
    local_tok_s = len(local) / (time.perf_counter() - began)

    slices = split_layers(model.n_layers, args.nodes)
    print(f"starting {args.nodes} nodes of {args.model} ({model.manifest[:16]}) ...", flush=True)
    async with open_local_swarm(args.model, slices, network=NETWORK, cheat=args.cheat) as nodes:
        async with open_client(model, bootstrap=nodes[0].addrs[:1], network=NETWORK) as client:
            route = await client.wait_complete(len(prompt) + args.n, DIRECTORY_TIMEOUT_S)
            print(f"the directory shows the model complete\n\n{args.prompt}", end="", flush=True)
            decoder = model.tokenizer.stream()
            async with client.ask(prompt, args.n, sampling, route) as (answer, tokens):
                async for token in tokens:
                    print(decoder.push(token), end="", flush=True)
            print(decoder.finish() + "\n")
            m = min(2, args.nodes - 1)
            checked = await client.check(answer, m)
            frauds = await client.frauds(checked, args.evidence)
            complaints = answer.refusals + client.verdicts.complaints

    names = {node.peer_id: node.index for node in nodes}
    timing, tokens_out = answer.timing, answer.session.answer
    matches = tokens_out == local
    print("stage  node  peer          layers  ms/token")
    hops = []
    for i, (hop, compute_s) in enumerate(zip(route.hops, timing.compute_s, strict=True)):
        ms = 1e3 * compute_s / max(timing.n_steps, 1)
        hops.append({"peer": hop.peer_id, "node": names[hop.peer_id], "layers": list(hop.layers), "ms_per_token": ms})
        print(f"{i:<6} {names[hop.peer_id]:<5} ..{hop.peer_id[-10:]}  {hop.layers[0]}:{hop.layers[1]:<5} {ms:.3f}")
    hop_ms = 1e3 * timing.hop_overhead_s()
    print(f"\n{timing.tok_s:.1f} tok/s here, {local_tok_s:.1f} tok/s in one process alone; first token after {timing.first_token_s:.3f} s")
    print(f"software overhead {hop_ms:.3f} ms per hop and token ({len(hops) + 1} legs)")
    print(f"predicted by the planner: {route.explain()}\n")

    print("record  layers  positions  auditors and verdicts")
    n_countersigned = 0
    for item in checked:
        r = item.record.record
        audits = ", ".join(f"node {names.get(a.audit.auditor, '?')}: {a.audit.verdict.name.lower()}" for a in item.audits) or "none"
        good = item.is_countersigned(m)
        n_countersigned += good
        span = f"{r.positions[0]}:{r.positions[1]}"
        print(f"node {names[r.server]:<2} {r.layers[0]}:{r.layers[1]:<5} {span:<10} {audits}{'' if good else '  NOT COUNTERSIGNED'}")
    print(f"{len(checked)} records, {n_countersigned} countersigned; tokens equal to one process: {'yes' if matches else 'NO'}")
    for text in complaints:
        print(f"refused: {text}")
    exposed = []
    for fraud in frauds:
        v = fraud.verdict
        exposed.append({"node": names[v.server], "peer": v.server, "layers": list(v.layers), "outcome": v.outcome.value,
                        "first_position": v.first_mismatch, "evidence": str(fraud.path)})  # fmt: skip
        print(f"\nEXPOSED: node {names[v.server]}: {v}\nevidence, checked offline just now: {fraud.path}")
        print(f"check it anywhere: aria verify {fraud.path} --model {args.model}")
    if args.json:
        report = {
            "text": model.tokenizer.decode(tokens_out), "tokens": tokens_out, "matches_local": matches, "route": hops,
            "tok_s": timing.tok_s, "first_token_s": timing.first_token_s, "local_tok_s": local_tok_s, "records": len(checked),
            "countersigned": n_countersigned, "frauds": exposed, "hop_overhead_ms": hop_ms,
        }  # fmt: skip
        print(json.dumps(report))
    n_spans = (len(prompt) + len(tokens_out) - 2) // 64 + 1
    complete = len(checked) == n_countersigned == len(hops) * n_spans
    return 0 if matches and complete and not frauds else 1


if __name__ == "__main__":
    try:
        sys.exit(trio.run(main, arguments()))
    except KeyboardInterrupt:
        sys.exit(130)
    except aria_infer.InferError as error:
        sys.exit(f"run_swarm: error: {error}")
