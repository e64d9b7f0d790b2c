"""`python -m aria_memory.bench NAME`: runs one of the benchmarks."""

import argparse
import sys

from ..errors import MemoryFault
from . import retrieval, speed

COMMANDS = {"retrieval": retrieval, "speed": speed}  # each has add_arguments(parser) and main(args) -> exit status


def main(argv: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="aria-memory bench")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, module in COMMANDS.items():
        module.add_arguments(commands.add_parser(name, help=(module.__doc__ or "").split(": ", 1)[-1].splitlines()[0]))
    args = parser.parse_args(argv)
    try:
        return int(COMMANDS[args.command].main(args))
    except MemoryFault as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
