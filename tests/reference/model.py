"""A whole model in arithmetic profile 2."""

import hashlib

import numpy as np
from numpy.typing import ArrayLike

from tests.reference import profile
from tests.reference.checkpoint import Checkpoint
from tests.reference.floats import F32


def residuals(checkpoint: Checkpoint, tokens: ArrayLike) -> list[F32]:
    """The residual (n, hidden) after each layer."""
    x = checkpoint.embedding[np.asarray(tokens, np.int64)]
    after = []
    for layer in checkpoint.layers:
        x = profile.layer(x, layer, checkpoint.shape)
        after.append(x)
    return after


def trace(checkpoint: Checkpoint, tokens: ArrayLike) -> list[str]:
    """SHA-256 of the residual's little-endian float32 bytes after each layer."""
    return [hashlib.sha256(np.ascontiguousarray(x, "<f4").tobytes()).hexdigest() for x in residuals(checkpoint, tokens)]


def logits(checkpoint: Checkpoint, tokens: ArrayLike) -> F32:
    """(n, vocab) float32."""
    last = residuals(checkpoint, tokens)[-1]
    return profile.head(last, checkpoint.final_norm, checkpoint.shape.norm_eps, checkpoint.head)
