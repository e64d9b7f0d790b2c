"""[pure] The parts of a model, by names no file format has a say in: "embedding", "0.attn_norm", "0.q" and so on.

A part is a matrix of ternary values with one multiplier (a linear) or an array of floats (all others).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..config import ModelConfig

EMBEDDING = "embedding"
HEAD = "head"
FINAL_NORM = "final_norm"
LINEARS = ("q", "k", "v", "o", "gate", "up", "down")
NORMS = ("attn_norm", "attn_sub_norm", "ffn_norm", "ffn_sub_norm")

# part of a layer -> tensor in it, as the hub names it (".weight" left out) where the sub-norms are BitNet's
HUB_NAMES: Mapping[str, str] = MappingProxyType({
    "attn_norm": "input_layernorm", "attn_sub_norm": "self_attn.attn_sub_norm",
    "ffn_norm": "post_attention_layernorm", "ffn_sub_norm": "mlp.ffn_sub_norm",
    "q": "self_attn.q_proj", "k": "self_attn.k_proj", "v": "self_attn.v_proj", "o": "self_attn.o_proj",
    "gate": "mlp.gate_proj", "up": "mlp.up_proj", "down": "mlp.down_proj",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part. shape: (n_out, n_in) of a linear, (vocab, hidden) of embedding and head, (n,) of a norm.

    layer: None outside the layers. short: the name without its layer.
    """

    name: str
    shape: tuple[int, ...]
    layer: int | None
    short: str

    @property
    def ternary(self) -> bool:
        """Whether it is a linear."""
        return self.short in LINEARS


def parts(config: ModelConfig) -> Iterator[Part]:
    """Every part of a model, in the manifest's order."""
    table = (config.vocab_size, config.hidden)
    yield Part(name=EMBEDDING, shape=table, layer=None, short=EMBEDDING)
    if not config.tied_head:
        yield Part(name=HEAD, shape=table, layer=None, short=HEAD)
    yield Part(name=FINAL_NORM, shape=(config.hidden,), layer=None, short=FINAL_NORM)
    for layer in range(config.n_layers):
        for short, size in norm_sizes(config).items():
            yield Part(name=f"{layer}.{short}", shape=(size,), layer=layer, short=short)
        for short in LINEARS:
            yield Part(name=f"{layer}.{short}", shape=linear_shape(config, short), layer=layer, short=short)


def linear_shape(config: ModelConfig, short: str) -> tuple[int, int]:
    """(n_out, n_in) of a layer's linear."""
    heads, kv_heads = config.n_heads * config.head_dim, config.n_kv_heads * config.head_dim
    hidden, wide = config.hidden, config.intermediate
    return {
        "q": (heads, hidden), "k": (kv_heads, hidden), "v": (kv_heads, hidden), "o": (hidden, heads),
        "gate": (wide, hidden), "up": (wide, hidden), "down": (hidden, wide),
    }[short]  # fmt: skip


def norm_sizes(config: ModelConfig) -> dict[str, int]:
    """Norms of a layer, in order, to their sizes."""
    sizes = {"attn_norm": config.hidden, "ffn_norm": config.hidden}
    if config.sub_norms != "none":
        sizes |= {"attn_sub_norm": config.n_heads * config.head_dim, "ffn_sub_norm": config.intermediate}
    return {short: sizes[short] for short in NORMS if short in sizes}
