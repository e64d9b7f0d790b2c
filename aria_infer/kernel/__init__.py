"""The door to the C kernel: thread pools, packed weights, layer stacks, KV caches and the single operations.

Everything here computes arithmetic profile 2 (csrc/README.md): the bits of a result depend on its inputs alone,
never on the instruction set, threads, batch or chunks. `door.py` loads the C module; the other files build on it.
"""

from ..errors import KernelError, NotFiniteError
from .door import F32, Pool, default_pool, isa_names, usable_cpus
from .kv_cache import PAGE_POSITIONS, KVCache
from .memory import is_big, on_large_pages
from .operations import (
    Embedding,
    RopeScaling,
    activation,
    attention,
    dot16,
    embed,
    exp,
    f16_to_f32,
    logits,
    quantise,
    rms_norm,
    rope,
    rope_tables,
    rope_turns,
)
from .screen import MAX_SCREEN_WIDTH, MAX_TOP, Candidates, Screen
from .stack import LayerWeights, Shape, Stack, Step
from .ternary import Layout, Ternary, pack_ternary, packed_bytes, ternary_matmul, to_base3, unpack_ternary

__all__ = [
    "F32",
    "MAX_SCREEN_WIDTH",
    "MAX_TOP",
    "PAGE_POSITIONS",
    "PROFILE",
    "Candidates",
    "Embedding",
    "KVCache",
    "KernelError",
    "LayerWeights",
    "Layout",
    "NotFiniteError",
    "Pool",
    "RopeScaling",
    "Screen",
    "Shape",
    "Stack",
    "Step",
    "Ternary",
    "activation",
    "attention",
    "default_pool",
    "dot16",
    "embed",
    "exp",
    "f16_to_f32",
    "is_big",
    "isa_names",
    "known_answers",
    "logits",
    "on_large_pages",
    "pack_ternary",
    "packed_bytes",
    "quantise",
    "rms_norm",
    "rope",
    "rope_tables",
    "rope_turns",
    "ternary_matmul",
    "to_base3",
    "unpack_ternary",
    "usable_cpus",
]

PROFILE = "aria-2"


def known_answers(pool: Pool) -> None:
    """Runs every operation on fixed inputs and compares the bits. Raises: KernelError naming those that differ."""
    from ..known_answers import check

    check(pool)
