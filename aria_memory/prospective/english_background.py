"""Ordinary English talk for a cold start: what cues are calibrated on until the user's own messages are many. Pure.

It is the small talk of the prospective benchmark's TRAIN half: some two hundred templates. Real talk varies more, and
p-values against it come out too small: the user's own messages, a thousand or more, are better.
"""

from ..bench.prospective_language import Draw, half
from ..bench.prospective_plans import Writer

COUNT = 2_000  # the fewest with which p can be as small as 0.0005
_SEED = 1


def english_background(count: int = COUNT) -> tuple[str, ...]:
    """`count` messages, the same each time."""
    writer = Writer(Draw(_SEED), half("train"))
    return tuple(writer.filler() for _ in range(count))
