"""Which layout of ternary weights this machine reads faster: measured on a model's own."""

from collections.abc import Sequence

from .door import Pool
from .measure import linear_seconds
from .memory import on_large_pages
from .ternary import Layout, Ternary

SAMPLE_BYTES = 1 << 28  # more than most last-level caches hold, converted in a fraction of a second
PASSES = 5
GAIN = 1.02  # below it the layout that batches and prompts unpack more cheaply is taken


def faster_layout(pool: Pool, matrices: Sequence[Ternary]) -> tuple[Layout, dict[Layout, float]]:
    """The layout in which one token passes through these matrices sooner, and each layout's seconds, the best of some.

    matrices: of layout "2bit"; the first SAMPLE_BYTES of them are measured. Raises: KernelError.
    """
    sample: list[Ternary] = []
    for matrix in matrices:
        if sum(one.codes.nbytes for one in sample) < SAMPLE_BYTES:
            sample.append(matrix)
    layouts: tuple[Layout, ...] = ("2bit", "base3")
    ways = {layout: list(on_large_pages(pool, dict(enumerate(sample)), layout).values()) for layout in layouts}
    seconds = {layout: min(linear_seconds(pool, way, 1) for _ in range(PASSES)) for layout, way in ways.items()}
    return ("base3" if seconds["2bit"] > GAIN * seconds["base3"] else "2bit"), seconds
