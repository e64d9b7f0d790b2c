"""A memory file with bytes changed: whatever is read of it, only errors of this package come, or no harm was done."""

import contextlib
import random
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

from aria_memory import At, ManualClock, Memory, MemoryFault, SessionStart, Topic
from aria_memory.inspection import page

START = 1_700_000_000.0


def opened(path: Path) -> Memory:
    return Memory.open(path, scope="ann", encoder=None, clock=ManualClock(START))


def whole(path: Path) -> bytes:
    """A file with everything in it."""
    with opened(path) as m:
        for i in range(60):
            role = "user" if i % 2 else "assistant"
            m.observe(role, f"turn {i} about the garden, the weather and {i * 37 % 11}", f"s{i // 25}")
            m.facts.assert_("user", "mood", f"mood {i}", episode_id=i + 1)
        m.skills.learn("make tea", ["boil", "pour"])
        m.intend("water it", Topic("the garden"))
        m.intend("call", At(START + 50))
        m.intend("greet", SessionStart())
        m.check("good morning", "s1")
        m.recall("garden")
    return path.read_bytes()


def tried(path: Path) -> list[str]:
    """All that a damaged file says when everything in it is read. Any other error than this package's goes through."""
    said = []
    try:
        with opened(path) as m:
            try:
                _read_everything(m)
            except MemoryFault as error:
                said.append(str(error))
            said += m.doctor()["problems"]
            for more in (lambda: m.export(path.with_suffix(".out")), lambda: page(m.life(), ZoneInfo("UTC"))):
                with contextlib.suppress(MemoryFault):
                    more()
    except MemoryFault as error:
        said.append(str(error))
    return said


def damage(path: Path, data: bytes) -> None:
    """A file of these bytes, with no log beside it."""
    path.write_bytes(data)
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)


def flip(folder: Path, steps: int, seed: int) -> Counter[str]:
    """So many damaged files. Returns how many were said to be damaged, and how many were read without a word."""
    rng, counts, good = random.Random(seed), Counter[str](), whole(folder / "good.db")
    for _ in range(steps):
        torn = bytearray(good)
        for _ in range(rng.choice((1, 1, 2, 5, 40, 400))):
            torn[rng.randrange(len(torn))] ^= rng.randrange(1, 256)
        damage(folder / "m.db", bytes(torn))
        said = tried(folder / "m.db")
        assert all(said)
        counts["said" if said else "read"] += 1
    return counts


def _read_everything(m: Memory) -> None:
    m.recall("garden weather")
    m.context(500, "the garden")
    m.facts.at()
    m.facts.history("user")
    m.skills.suggest("tea")
    m.check("the garden", "s9")
    m.due()
    for one in m.intentions():
        m.firings(one.id)
    m.observe("user", "one more", "s0")
