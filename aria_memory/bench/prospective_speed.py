"""Measures `check` with many pending topics, the encoding of the message apart."""

import statistics
import time
from pathlib import Path

from ..encoders import Encoder
from ..memory import Memory
from ..prospective.english_background import english_background
from ..prospective.english_rivals import RIVALS
from ..prospective.triggers import Topic
from .prospective_life import KeptEncoder

PENDING = 1_000
CHECKS = 300


def measure_check(path: Path, encoder: Encoder | None, pending: int = PENDING) -> dict[str, float | int]:
    """Milliseconds a check with `pending` topics, no two alike: median and 95th percentile. Encoding is done before."""
    kept = None if encoder is None else KeptEncoder(encoder)
    talk = english_background()[:CHECKS]
    with Memory.open(path, scope="speed", encoder=kept, alpha=0.0) as memory:  # what fires is another measurement's
        for index in range(pending):
            memory.intend("x", Topic(f"{RIVALS[index % len(RIVALS)]} {RIVALS[index * 7 % len(RIVALS)]} {index}"))
        memory.check("the first one prepares all cues", "s")
        for text in talk:
            memory.check(text, "s")  # once without the watch: the vectors are there then
        taken = []
        for text in talk:
            begin = time.perf_counter()
            memory.check(text, "s")
            taken.append((time.perf_counter() - begin) * 1000)
    return {"median": statistics.median(taken), "p95": statistics.quantiles(taken, n=20)[-1], "pending": pending}
