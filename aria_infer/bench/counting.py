"""[pure] What one token costs: bytes read from memory and integer operations, counted from a model's sizes.

Bytes are those that must come from memory because no cache holds them until the next token: packed ternary codes,
norms, the token's row of the embedding, the head's table, and the keys and values of the context. Activations,
logits and RoPE tables stay in a core's caches and are not counted.
"""

from dataclasses import dataclass

from ..config import ModelConfig
from ..formats.parts import LINEARS, linear_shape
from ..kernel import Layout

_TILE = 16  # rows and columns of a matrix are padded to multiples of it (csrc/README.md)
_SLICE = 512  # columns that a unit of the base-3 layout does not cross
_FLOAT_BYTES = 4  # norms; and what the sums of a head's keys, or values, at a position are multiplied by
_SUM_BYTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Bytes a forward pass of any number of rows reads once (shared), and each sequence reads for itself."""

    codes: int
    norms: int
    head: int
    embedding_row: int
    kv_per_position: int

    def step(self, n_sequences: int, positions: float) -> float:
        """Bytes of one decode step of n sequences, each attending to this many positions (a mean may be a fraction)."""
        own = self.embedding_row + self.kv_per_position * positions
        return self.codes + self.norms + self.head + n_sequences * own


def traffic(config: ModelConfig, head: int, embedding_item: int, layout: Layout = "2bit") -> Traffic:
    """head: bytes the head reads for one row of logits. embedding_item: bytes of a stored embedding value.

    layout: of the ternary weights in memory.
    """
    kv_per_layer = 2 * config.n_kv_heads * (_up(config.head_dim) * _SUM_BYTES + _FLOAT_BYTES)
    return Traffic(
        codes=config.n_layers * sum(packed_bytes(*linear_shape(config, name), layout) for name in LINEARS),
        norms=(config.n_layers * _norm_width(config) + config.hidden) * _FLOAT_BYTES,
        head=head,
        embedding_row=config.hidden * embedding_item,
        kv_per_position=config.n_layers * kv_per_layer,
    )


def packed_bytes(n_out: int, n_in: int, layout: Layout = "2bit") -> int:
    """Bytes of one matrix in one of the kernel's layouts: 16 rows of 16 or up to 20 columns in 64 bytes."""
    whole, rest = divmod(_up(n_in), _SLICE)
    per_unit = 16 if layout == "2bit" else 20
    units = whole * -(-_SLICE // per_unit) + -(-rest // per_unit)
    return _up(n_out) // _TILE * units * 64


def ternary_weights(config: ModelConfig) -> int:
    """Weights of all linears, without padding. One row takes two operations of each: a multiply and an add."""
    sizes = (linear_shape(config, name) for name in LINEARS)
    return config.n_layers * sum(n_out * n_in for n_out, n_in in sizes)


def _norm_width(config: ModelConfig) -> int:
    sub_norms = 0 if config.sub_norms == "none" else config.n_heads * config.head_dim + config.intermediate
    return 2 * config.hidden + sub_norms


def _up(n: int) -> int:
    return -(-n // _TILE) * _TILE
