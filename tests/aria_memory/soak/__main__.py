"""The long forms of the tests of trust. See README.md."""

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from aria_memory.prospective import english_background
from tests.aria_memory.lives.generator import many
from tests.aria_memory.soak.canary import wander
from tests.aria_memory.soak.crowd import crowd, examine, killable
from tests.aria_memory.soak.flips import flip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.aria_memory.soak", description=__doc__)
    parser.add_argument("what", choices=("crowd", "kill", "canary", "flips", "lives"))
    parser.add_argument("--rounds", type=int, default=10, help="files in turn; each is new")
    parser.add_argument("--steps", type=int, default=500, help="calls of each process, or of a file")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    english_background.english_background = lambda: ["we had soup", "rain on Monday"]
    for round_ in range(asked.rounds):
        seed, begin = asked.seed + 1000 * round_, time.monotonic()
        folder = Path(tempfile.mkdtemp(prefix="aria-memory-soak-"))
        if asked.what == "crowd":
            told = examine(folder / "m.db", crowd(folder / "m.db", range(seed, seed + 8), asked.steps))
        elif asked.what == "kill" and killable():
            said = []
            for n in range(1, max(2, asked.steps // 50)):
                said += crowd(folder / "m.db", range(seed + 4 * n, seed + 4 * n + 4), 10_000, kill_within=0.4)
                told = examine(folder / "m.db", said, in_flight=4 * n)
        elif asked.what == "canary":
            told = wander(folder, asked.steps, seed)
        elif asked.what == "lives":
            told = many(folder, asked.steps, seed)
        else:
            told = flip(folder, asked.steps, seed)
        print(f"seed {seed}: {time.monotonic() - begin:.0f} s, {dict(told)}", flush=True)
        shutil.rmtree(folder)  # kept if anything was wrong
    return 0


if __name__ == "__main__":
    sys.exit(main())
