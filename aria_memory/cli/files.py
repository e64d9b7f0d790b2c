"""export, import, doctor, inspect, bench, mcp."""

import argparse
import webbrowser
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from ..errors import BadInput, StoreFault
from ..life import MAX_TURNS
from ..shown import amount
from .progress import working
from .shared import AddCommand, answer, open_memory, opening, passphrase, zone_of

EXIT_PROBLEMS = 4
DEFAULT_TURNS = 5_000  # on the page: some 3 MB


def add_commands(command: AddCommand) -> None:
    """Add this group's commands."""
    export = command("export", "write all of a scope to a file of JSON lines", "  aria-memory export ann.jsonl")
    export.add_argument("file")
    export.add_argument("--encrypt", action="store_true", help="with a passphrase")
    export.add_argument("--leave-out-damaged", action="store_true", help="export what can be read, tell what cannot")
    export.set_defaults(run=_export)
    import_ = command("import", "add what export wrote, all or nothing", "  aria-memory import ann.jsonl --scope ann")
    import_.add_argument("file")
    import_.add_argument("--encrypted", action="store_true", help="it was written with --encrypt")
    import_.set_defaults(run=_import)
    doctor = command("doctor", "what is in the file, and whether it is sound", "  aria-memory doctor --json")
    doctor.set_defaults(run=_doctor)
    inspect = command(
        "inspect",
        "write the whole memory as one page to read, offline",
        "  aria-memory inspect life.html\n  aria-memory inspect life.html --open --turns 20000",
    )
    inspect.add_argument("file", help="the page, .html; one of that name is replaced")
    inspect.add_argument(
        "--turns", type=int, default=DEFAULT_TURNS, metavar="N", help=f"the latest N turns (default: {DEFAULT_TURNS})"
    )
    inspect.add_argument("--open", action="store_true", help="show it in the browser")
    inspect.set_defaults(run=_inspect)
    bench = command(
        "bench",
        "measure the memory; ends with one JSON object",
        "  aria-memory bench retrieval --locomo locomo10.json --json\n  aria-memory bench prospective --json\n"
        "  aria-memory bench speed --json",
    )
    bench.set_defaults(run=lambda args: run_bench(["--help"]))
    mcp = command(
        "mcp",
        "serve the memory to an assistant over standard input and output (Model Context Protocol)",
        '  {"mcpServers": {"memory": {"command": "aria-memory", "args": ["mcp", "--scope", "ann"]}}}',
    )
    mcp.set_defaults(run=_mcp)


def run_bench(argv: list[str]) -> int:
    """Run a benchmark; the flags are its own."""
    status: int = import_module("..bench.__main__", __package__).main(argv)
    return status


def _export(args: argparse.Namespace) -> int:
    key = passphrase(twice=True) if args.encrypt else None
    with open_memory(args) as memory, working("exporting") as far:
        left_out: dict[str, int] | None = {} if args.leave_out_damaged else None
        lines = memory.export(args.file, key, far, left_out)
    told = {"file": args.file, "memories": lines, **({} if left_out is None else {"left_out": left_out})}
    lost = "".join(f"\nleft out as damaged: {n} of kind {kind}" for kind, n in (left_out or {}).items())
    return answer(args, told, f"{args.file}: {amount(lines, 'memory', 'memories')}{lost}")


def _import(args: argparse.Namespace) -> int:
    key = passphrase(twice=False) if args.encrypted else None
    with open_memory(args) as memory, working("importing") as far:
        count = memory.import_(args.file, key, far)
    return answer(args, {"file": args.file, "memories": count}, f"{amount(count, 'memory', 'memories')} added")


def _doctor(args: argparse.Namespace) -> int:
    with open_memory(args) as memory, working("examining"):
        report = memory.doctor()
    lines = [f"{name:<12} {value}" for name, value in report.items() if name != "problems"]
    lines += [f"PROBLEM: {one}" for one in report["problems"]] or ["no problems found"]
    return answer(args, report, "\n".join(lines)) or (EXIT_PROBLEMS if report["problems"] else 0)


def _inspect(args: argparse.Namespace) -> int:
    from ..inspection import page

    zone, path = zone_of(args), Path(args.file)
    if not 0 <= args.turns <= MAX_TURNS:
        raise BadInput(f"--turns is {args.turns}; choose 0 to {MAX_TURNS}")
    with open_memory(args) as memory, working("reading"):
        life = memory.life(args.turns)
    try:
        with suppress(FileExistsError):
            path.touch(0o600, exist_ok=False)  # its owner's alone, as the memory is
        path.write_text(page(life, zone), encoding="utf-8", newline="\n", errors="replace")
    except OSError as error:
        raise StoreFault(f"{path}: cannot be written ({error.strerror})") from error
    if args.open:
        webbrowser.open(path.resolve().as_uri())
    size = path.stat().st_size
    done = {"file": args.file, "bytes": size, "turns": len(life.turns)}
    return answer(args, done, f"{path}: {size / 1e6:.1f} MB; it holds private talk: keep it as you keep the memory")


def _mcp(args: argparse.Namespace) -> int:
    try:
        from ..mcp_server import serve
    except ImportError as error:
        raise StoreFault(f"mcp needs an extra ({error}): pip install 'aria-protocol[memory-mcp]'") from error
    return serve(opening(args), zone_of(args))
