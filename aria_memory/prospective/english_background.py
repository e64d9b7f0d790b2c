"""Ordinary English talk for a cold start: what cues are calibrated on until the user's own messages are many. Pure.

Made from templates of our own, of which the benchmark has none. Real talk varies more: the user's own messages, a
thousand or more, are better.
"""

import re
from collections.abc import Sequence

from .english_small_talk import SLOTS, TEMPLATES

COUNT = 3_000  # with them p can be as small as 0.00033, a third of the rate that is the default
_LOWER, _BARE, _SECOND, _THIRD = 0.2, 0.25, 0.3, 0.1  # shares: without capitals, without a full stop, more sentences
_SLOT = re.compile(r"\{(\w+)\}")


class _Draw:
    """A 64-bit linear congruential generator (Knuth's MMIX): the same in every Python."""

    def __init__(self) -> None:
        self._state = 1

    def unit(self) -> float:
        self._state = (6364136223846793005 * self._state + 1442695040888963407) % (1 << 64)
        return (self._state >> 11) / (1 << 53)

    def pick(self, items: Sequence[str]) -> str:
        return items[int(self.unit() * len(items))]


def english_background(count: int = COUNT) -> tuple[str, ...]:
    """`count` messages, the same each time."""
    draw = _Draw()
    slots = {name: words.split("|") for name, words in SLOTS.items()}
    templates = TEMPLATES.strip().splitlines()

    def message() -> str:
        more = 1 + (draw.unit() < _SECOND) + (draw.unit() < _THIRD)
        text = " ".join(draw.pick(templates) for _ in range(more))
        text = _SLOT.sub(lambda slot: draw.pick(slots[slot.group(1)]), text)
        text = text.lower() if draw.unit() < _LOWER else text
        return text.rstrip(".") if draw.unit() < _BARE else text

    return tuple(message() for _ in range(count))
