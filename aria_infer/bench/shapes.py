"""[pure] The sizes of public ternary models, as the config.json of a checkpoint that loads like any other."""

from dataclasses import dataclass
from typing import Any

from ..errors import InferError

MAX_POSITIONS = 4096  # beyond the longest context measured; the models' own differ
DEMO = "demo"  # not random: the small trained model that comes along


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchShape:
    """One model's sizes. sub_norms: extra norms before the output and down projections, as in BitNet-b1.58-2B-4T."""

    model: str
    hidden: int
    intermediate: int
    n_layers: int
    n_heads: int
    n_kv_heads: int
    head_dim: int
    vocab_size: int
    tied_head: bool
    activation: str
    sub_norms: bool
    rope_theta: float

    def config(self) -> dict[str, Any]:
        """Its config.json, with linears stored four values a byte."""
        return {
            "architectures": ["BitNetForCausalLM" if self.sub_norms else "LlamaForCausalLM"],
            "model_type": "bitnet" if self.sub_norms else "llama",
            "hidden_act": self.activation,
            "hidden_size": self.hidden,
            "intermediate_size": self.intermediate,
            "num_hidden_layers": self.n_layers,
            "num_attention_heads": self.n_heads,
            "num_key_value_heads": self.n_kv_heads,
            "head_dim": self.head_dim,
            "vocab_size": self.vocab_size,
            "rms_norm_eps": 1e-5,
            "rope_theta": self.rope_theta,
            "max_position_embeddings": MAX_POSITIONS,
            "tie_word_embeddings": self.tied_head,
            "quantization_config": {
                "quant_method": "bitnet",
                "linear_class": "autobitlinear" if self.sub_norms else "bitlinear",
                "quantization_mode": "offline",
            },
        }


def _llama(model: str, sizes: tuple[int, int, int, int, int, int], vocab_size: int, rope_theta: float) -> BenchShape:
    """sizes: hidden, intermediate, layers, heads, key/value heads, head_dim. An untied head, SiLU, no sub-norms."""
    hidden, intermediate, n_layers, n_heads, n_kv_heads, head_dim = sizes
    return BenchShape(
        model=model, hidden=hidden, intermediate=intermediate, n_layers=n_layers, n_heads=n_heads,
        n_kv_heads=n_kv_heads, head_dim=head_dim, vocab_size=vocab_size, tied_head=False, activation="silu",
        sub_norms=False, rope_theta=rope_theta,
    )  # fmt: skip


SHAPES = {
    "0.7b": BenchShape(
        model="1bitLLM/bitnet_b1_58-large", hidden=1536, intermediate=4096, n_layers=24, n_heads=16, n_kv_heads=16,
        head_dim=96, vocab_size=32002, tied_head=True, activation="silu", sub_norms=True, rope_theta=10000.0,
    ),
    "2b4t": BenchShape(
        model="microsoft/BitNet-b1.58-2B-4T", hidden=2560, intermediate=6912, n_layers=30, n_heads=20, n_kv_heads=5,
        head_dim=128, vocab_size=128256, tied_head=True, activation="relu2", sub_norms=True, rope_theta=500000.0,
    ),
    "falcon3-1b": _llama("tiiuae/Falcon3-1B-Instruct-1.58bit", (2048, 8192, 18, 8, 4, 256), 131072, 1000042.0),
    "falcon3-3b": _llama("tiiuae/Falcon3-3B-Instruct-1.58bit", (3072, 9216, 22, 12, 4, 256), 131072, 1000042.0),
    "falcon3-7b": _llama("tiiuae/Falcon3-7B-Instruct-1.58bit", (3072, 23040, 28, 12, 4, 256), 131072, 1000042.0),
    "llama3-8b": _llama("HF1BitLLM/Llama3-8B-1.58-100B-tokens", (4096, 14336, 32, 32, 8, 128), 128256, 500000.0),
}  # fmt: skip
NAMES = (*SHAPES, DEMO)


def find_shape(name: str) -> BenchShape:
    """The shape of that name. Raises: InferError listing them."""
    if name not in SHAPES:
        raise InferError(f"shape is {name[:60]!r}; choose one of: {', '.join(NAMES)}")
    return SHAPES[name]
