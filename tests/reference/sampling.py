"""Sampling in arithmetic profile 2, in plain Python integers and floats."""

import numpy as np

from tests.reference.floats import F32, exp

MASK32 = 0xFFFFFFFF
MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
WEYL = (0x9E3779B9, 0xBB67AE85)


def philox4x32(counter: tuple[int, int, int, int], key: tuple[int, int], rounds: int = 10) -> tuple[int, int, int, int]:
    """Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(rounds):
        first, second = MULTIPLIERS[0] * c0, MULTIPLIERS[1] * c2
        c0, c1, c2, c3 = (second >> 32) ^ c1 ^ k0, second & MASK32, (first >> 32) ^ c3 ^ k1, first & MASK32
        k0, k1 = (k0 + WEYL[0]) & MASK32, (k1 + WEYL[1]) & MASK32
    return c0, c1, c2, c3


def uniform(seed: int, position: int) -> float:
    """53 bits in [0, 1): the top of the 64-bit number whose low word is the first and high word the second."""
    x0, x1, _, _ = philox4x32((position & MASK32, position >> 32, 0, 0), (seed & MASK32, seed >> 32))
    return ((x1 << 32 | x0) >> 11) * 2.0**-53


def sample(logits: F32, *, temperature: float, top_p: float, top_k: int, seed: int, position: int) -> int:
    """One token id. logits: (vocab,) float32; top_k = 0 keeps all."""
    order = sorted(range(len(logits)), key=lambda i: (-float(logits[i]), i))
    if temperature == 0:
        return order[0]
    if top_k > 0:
        order = order[:top_k]
    ordered = np.asarray([logits[i] for i in order], np.float32)
    terms = exp((ordered - ordered[0]) * (np.float32(1) / np.float32(temperature)))
    sums: list[float] = []
    for term in terms:
        sums.append((sums[-1] if sums else 0.0) + float(term))
    kept = next((i + 1 for i, total in enumerate(sums) if total >= top_p * sums[-1]), len(sums))
    threshold = uniform(seed, position) * sums[kept - 1]
    return next((order[i] for i in range(kept) if sums[i] > threshold), order[kept - 1])
