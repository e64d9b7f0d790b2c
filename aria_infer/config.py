"""[pure] The arithmetic of one model as a value: sizes, norms, positions, how its weights are stored."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from .errors import ModelError

MAX_FAN_IN = 131_072  # |int8 x ternary sum| must stay below 2^24
MAX_LAYERS = 1_024  # the deepest public model has 126
MAX_HEADS = 4_096
MAX_HEAD_DIM = 1_024
MAX_VOCAB = 2_097_152  # eight times the largest public vocabulary
MAX_POSITIONS = 1_048_576  # RoPE tables are as long as the context
MAX_EOS_IDS = 64  # public models list up to five
MAX_CANONICAL_BYTES = 4_096  # fourteen fields, under 600 bytes at the longest

Linear = Literal["packed-multiply", "packed-divide", "latent", "base3", "ggml"]
Norms = Literal["none", "bitnet", "bitnet-1bit"]

ACTIVATIONS = ("silu", "relu2")


@dataclass(frozen=True, slots=True, kw_only=True)
class RopeScaling:
    """Llama 3's change of the RoPE frequencies. Source: transformers, `rope_type: llama3`."""

    factor: float
    low_freq_factor: float
    high_freq_factor: float
    original_max_positions: int

    def __post_init__(self) -> None:
        in_range("rope_scaling.factor", self.factor, 1.0, 1e4)
        in_range("rope_scaling.low_freq_factor", self.low_freq_factor, 1e-3, 1e4)
        in_range("rope_scaling.high_freq_factor", self.high_freq_factor, 1e-3, 1e4)
        in_range("rope_scaling.original_max_position_embeddings", self.original_max_positions, 1, MAX_POSITIONS)
        if self.high_freq_factor <= self.low_freq_factor:
            raise ModelError(
                f"config.json: rope_scaling.high_freq_factor {self.high_freq_factor} must be above "
                f"low_freq_factor {self.low_freq_factor}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConfig:
    """The arithmetic of one model. One that exists can be computed by the kernel.

    linear: how ternary weights are stored. "packed-multiply" and "packed-divide" are four values a byte with a
        weight_scale that multiplies or divides; "latent" is full precision, made ternary at load; "base3" is five
        values a byte with a multiplier; "ggml" is what each tensor of a GGUF file says. No part of the arithmetic.
    sub_norms: which names the extra norms before the output and down projections carry, or "none".
    """

    hidden: int
    intermediate: int
    n_layers: int
    n_heads: int
    n_kv_heads: int
    head_dim: int
    vocab_size: int
    max_positions: int
    activation: str
    norm_eps: float
    rope_theta: float
    rope_scaling: RopeScaling | None
    tied_head: bool
    linear: Linear
    sub_norms: Norms
    eos_ids: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for key, value, most in (
            ("hidden_size", self.hidden, MAX_FAN_IN),
            ("intermediate_size", self.intermediate, MAX_FAN_IN),
            ("num_hidden_layers", self.n_layers, MAX_LAYERS),
            ("num_attention_heads", self.n_heads, MAX_HEADS),
            ("num_key_value_heads", self.n_kv_heads, MAX_HEADS),
            ("head_dim", self.head_dim, MAX_HEAD_DIM),
            ("vocab_size", self.vocab_size, MAX_VOCAB),
            ("max_position_embeddings", self.max_positions, MAX_POSITIONS),
        ):
            in_range(key, value, 1, most)
        in_range("num_attention_heads x head_dim", self.n_heads * self.head_dim, 1, MAX_FAN_IN)
        if self.n_heads % self.n_kv_heads:
            raise ModelError(
                f"config.json: num_attention_heads {self.n_heads} is not a multiple of "
                f"num_key_value_heads {self.n_kv_heads}"
            )
        if self.head_dim % 2:
            raise ModelError(f"config.json: head_dim {self.head_dim} is odd; rotary positions need an even one")
        if self.activation not in ACTIVATIONS:
            raise refusal("hidden_act", self.activation, ACTIVATIONS)
        in_range("rms_norm_eps", self.norm_eps, 1e-12, 1.0)
        in_range("rope_theta", self.rope_theta, 1.0, 1e12)
        for token in self.eos_ids:
            in_range("eos_token_id", token, 0, self.vocab_size - 1)

    def canonical(self) -> bytes:
        """The arithmetic as JSON: keys sorted, no spaces, ASCII, floats in shortest form.

        Left out: the end tokens, and how weights are stored and named (of sub_norms only whether there are any).
        """
        fields = asdict(self)
        del fields["eos_ids"]  # when to stop is the asker's choice, not the model's arithmetic
        del fields["linear"]
        fields["sub_norms"] = self.sub_norms != "none"
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()

    @classmethod
    def from_canonical(cls, data: bytes, eos_ids: tuple[int, ...] = ()) -> "ModelConfig":
        """The inverse of `canonical`, of a model stored at five values a byte.

        Raises: ModelError on anything but what `canonical` makes of a config that can be computed.
        """
        try:
            fields = json.loads(data[: MAX_CANONICAL_BYTES + 1])
        except (ValueError, RecursionError):
            raise ModelError(f"the canonical config is not JSON of at most {MAX_CANONICAL_BYTES} bytes") from None
        _check_types(fields, _CANONICAL_TYPES)
        scaling = fields.pop("rope_scaling")
        if scaling is not None:
            _check_types(scaling, _SCALING_TYPES)
            scaling = RopeScaling(**scaling)
        fields["sub_norms"] = "bitnet" if fields["sub_norms"] else "none"
        config = cls(**fields, rope_scaling=scaling, linear="base3", eos_ids=eos_ids)
        if config.canonical() != data:
            raise ModelError("the canonical config is spelled otherwise than its own rules say")
        return config

    def digest(self) -> bytes:
        """SHA-256 of `canonical()`, 32 bytes."""
        return hashlib.sha256(self.canonical()).digest()


_CANONICAL_TYPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("hidden", "intermediate", "n_layers", "n_heads", "n_kv_heads", "head_dim"), (int,)),
    **dict.fromkeys(("vocab_size", "max_positions"), (int,)), "activation": (str,), "sub_norms": (bool,),
    "norm_eps": (float,), "rope_theta": (float,), "tied_head": (bool,), "rope_scaling": (dict, type(None)),
}  # fmt: skip
_SCALING_TYPES: dict[str, tuple[type, ...]] = {
    "factor": (float,), "low_freq_factor": (float,), "high_freq_factor": (float,), "original_max_positions": (int,),
}  # fmt: skip


def _check_types(fields: Any, types: dict[str, tuple[type, ...]]) -> None:
    """Raises: ModelError unless these are the keys of an object, each of its type (true is no number here)."""
    if not isinstance(fields, dict) or set(fields) != set(types):
        raise ModelError(f"the canonical config has other keys than {', '.join(sorted(types))}")
    for key, kinds in types.items():
        if type(fields[key]) not in kinds:
            raise ModelError(f"the canonical config's {key} is {short(fields[key])}, of another type than it has")


def in_range(key: str, value: float, least: float, most: float) -> None:
    """Raises: ModelError naming key, value and range if the value lies outside."""
    if not least <= value <= most:
        raise ModelError(f"config.json: {key} is {value}, supported are {least} to {most}")


def refusal(key: str, value: Any, supported: Any, why: str = "") -> ModelError:
    """The error for a value we do not compute; supported: the values we do."""
    return ModelError(
        f"config.json: {key} {short(value)} is not supported{why}; supported: {', '.join(map(ascii, supported))}"
    )


def short(value: Any) -> str:
    """A foreign value, printable and cut to a line."""
    text = ascii(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
