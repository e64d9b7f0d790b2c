"""[pure] A GGUF file's metadata to a ModelConfig, or a refusal that names the key.

As for config.json: whatever would change the arithmetic and is not computed here is refused.
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..config import MAX_HEADS, ModelConfig, Norms, RopeScaling, in_range, short
from ..errors import ModelError
from .gguf_tokenizer import NO_IDS


class Architecture(NamedTuple):
    """interleaved: q and k rows lie in the order of interleaved rotary pairs. own_head: it may have one."""

    activation: str
    sub_norms: Norms
    interleaved: bool
    own_head: bool


# Source: llama.cpp, models/bitnet.cpp and models/llama.cpp; bitnet.cpp's fork, build_bitnet_158 and llama_rope_type.
ARCHITECTURES: Mapping[str, Architecture] = {
    "bitnet": Architecture("silu", "bitnet", False, False),
    "bitnet-b1.58": Architecture("relu2", "bitnet", False, False),
    "bitnet-25": Architecture("relu2", "bitnet", False, False),
    "llama": Architecture("silu", "none", True, True),
}
DEFAULT_ROPE_THETA = 10000.0  # llama.cpp's, where the key is absent
EOS_KEYS = tuple(f"tokenizer.ggml.{name}_token_id" for name in ("eos", "eot", "eom"))
ROPE_TOLERANCE = 1e-4  # the factors were computed in binary32 by the converter; neighbours differ by far more

# Keys under the architecture's name that are read or say nothing about the arithmetic here.
_READ = frozenset({
    "context_length", "embedding_length", "block_count", "feed_forward_length", "attention.head_count",
    "attention.head_count_kv", "attention.key_length", "attention.value_length", "rope.dimension_count",
    "attention.layer_norm_rms_epsilon", "rope.freq_base", "vocab_size", "rope.scaling.original_context_length",
})  # fmt: skip
_DESCRIPTIVE = frozenset({"tensor_data_layout", "rope.scaling.finetuned"})
# What config.json calls what is read here, in the errors of ModelConfig.
_THEIR_NAMES: Mapping[str, str] = {
    "hidden_size": "embedding_length",
    "intermediate_size": "feed_forward_length",
    "num_hidden_layers": "block_count",
    "num_attention_heads": "attention.head_count",
    "num_key_value_heads": "attention.head_count_kv",
    "head_dim": "attention.key_length",
    "max_position_embeddings": "context_length",
    "rms_norm_eps": "attention.layer_norm_rms_epsilon",
}
# Keys that are let through with the one value that changes nothing.
_NEUTRAL: Mapping[str, tuple[Any, ...]] = {
    "rope.scaling.type": ("none", "linear"),  # linear: by the factor below
    "rope.scaling.factor": (1.0, 0.0),  # 0: not set, in llama.cpp
    "rope.scale_linear": (1.0, 0.0),
    "expert_count": (0,),
    "expert_used_count": (0,),
    "attention.causal": (True,),
    "use_parallel_residual": (False,),
}


def architecture_of(metadata: Mapping[str, Any]) -> tuple[str, Architecture]:
    """The architecture's name and what it means. Raises: ModelError if it is none of ours."""
    name = metadata.get("general.architecture")
    if not isinstance(name, str) or name not in ARCHITECTURES:
        raise ModelError(f"general.architecture {short(name)} is not supported; supported: {', '.join(ARCHITECTURES)}")
    return name, ARCHITECTURES[name]


def parse_metadata(
    metadata: Mapping[str, Any], vocab_size: int, tied_head: bool, rope_factors: NDArray[np.float32] | None
) -> ModelConfig:
    """metadata: as `GgufFile` gives it. vocab_size: rows of the embedding. rope_factors: of rope_freqs.weight, if any.

    Raises: ModelError naming key and value.
    """
    name, architecture = architecture_of(metadata)
    keys = _Keys(metadata, name)
    keys.refuse_unknown()
    hidden = keys.whole("embedding_length")
    n_heads = keys.whole("attention.head_count")
    in_range(keys.name("attention.head_count"), n_heads, 1, MAX_HEADS)
    head_dim = _head_dim(keys, hidden, n_heads)
    if keys.whole("vocab_size", vocab_size) != vocab_size:
        raise ModelError(
            f"{keys.name('vocab_size')} is {keys.whole('vocab_size')}, the embedding has {vocab_size} rows"
        )
    theta = keys.number("rope.freq_base", DEFAULT_ROPE_THETA)
    in_range(keys.name("rope.freq_base"), theta, 1.0, 1e12)  # before frequencies are made of it
    try:
        return ModelConfig(
            hidden=hidden,
            intermediate=keys.whole("feed_forward_length"),
            n_layers=keys.whole("block_count"),
            n_heads=n_heads,
            n_kv_heads=keys.whole("attention.head_count_kv", n_heads),
            head_dim=head_dim,
            vocab_size=vocab_size,
            max_positions=keys.whole("context_length"),
            activation=architecture.activation,
            norm_eps=keys.number("attention.layer_norm_rms_epsilon"),
            rope_theta=theta,
            rope_scaling=_rope_scaling(keys, rope_factors, head_dim, theta),
            tied_head=tied_head,
            linear="ggml",
            sub_norms=architecture.sub_norms,
            eos_ids=_eos(metadata, vocab_size),
        )
    except ModelError as error:
        raise ModelError(keys.renamed(str(error))) from None


class _Keys:
    """The metadata under the architecture's name."""

    def __init__(self, metadata: Mapping[str, Any], architecture: str) -> None:
        self._metadata, self._prefix = metadata, f"{architecture}."

    def name(self, key: str) -> str:
        return self._prefix + key

    def renamed(self, text: str) -> str:
        """An error about config.json, in the words of this file."""
        return re.sub("|".join(_THEIR_NAMES), lambda found: self.name(_THEIR_NAMES[found[0]]), text)

    def get(self, key: str) -> Any:
        return self._metadata.get(self._prefix + key)

    def whole(self, key: str, default: int | None = None) -> int:
        value = self.get(key)
        if value is None and default is not None:
            return default
        if type(value) is not int:
            raise ModelError(f"{self.name(key)} is {short(value)}, expected a whole number")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        value = self.get(key)
        if value is None and default is not None:
            return default
        if type(value) is not float or not math.isfinite(value):
            raise ModelError(f"{self.name(key)} is {short(value)}, expected a finite number")
        return value

    def refuse_unknown(self) -> None:
        if self._metadata.get("general.type", "model") != "model":
            raise ModelError(f"general.type is {short(self._metadata['general.type'])}, expected 'model'")
        for full, value in self._metadata.items():
            key = full.removeprefix(self._prefix)
            if key == full or key in _READ or key in _DESCRIPTIVE or value is False:
                continue
            if key not in _NEUTRAL:
                raise ModelError(f"unknown key {full} = {short(value)}; it may change what the model computes")
            if value not in _NEUTRAL[key]:
                supported = ", ".join(map(ascii, _NEUTRAL[key]))
                raise ModelError(f"{full} {short(value)} is not supported; supported: {supported}")


def _head_dim(keys: _Keys, hidden: int, n_heads: int) -> int:
    if keys.get("attention.key_length") is None and hidden % n_heads:
        raise ModelError(f"{keys.name('embedding_length')} {hidden} is not a multiple of head_count {n_heads}")
    head_dim = keys.whole("attention.key_length", hidden // n_heads)
    for key in ("attention.value_length", "rope.dimension_count"):
        if keys.whole(key, head_dim) != head_dim:
            raise ModelError(f"{keys.name(key)} {keys.get(key)} is not supported; supported: the head's {head_dim}")
    return head_dim


def _rope_scaling(keys: _Keys, factors: NDArray[np.float32] | None, head_dim: int, theta: float) -> RopeScaling | None:
    """Llama 3's scaling from the factors by which a converter wrote that each frequency is divided.

    The file does not say what they were made from, so the one public recipe is tried: its low and high factors are 1
    and 4 in every model, its factor is the largest of the list.
    """
    if factors is None or (factors == 1).all():
        return None
    original = keys.whole("rope.scaling.original_context_length", 8192)
    largest = float(np.max(factors, initial=0))
    if 2 * len(factors) == head_dim and math.isfinite(largest) and 1 < largest <= 1e4:
        found = RopeScaling(factor=largest, low_freq_factor=1.0, high_freq_factor=4.0, original_max_positions=original)
        if np.allclose(factors, llama3_factors(found, head_dim, theta), rtol=ROPE_TOLERANCE, atol=0):
            return found
    raise ModelError(
        "tensor rope_freqs.weight holds factors that are not Llama 3's (low 1, high 4, original context "
        f"{original}); no other scaling of rotary positions is computed"
    )


def llama3_factors(scaling: RopeScaling, head_dim: int, theta: float) -> Sequence[float]:
    """By how much Llama 3's scaling divides each of the head_dim / 2 frequencies."""
    factors = []
    for i in range(0, head_dim, 2):
        turns = scaling.original_max_positions * theta ** (-i / head_dim) / (2 * math.pi)
        smooth = (turns - scaling.low_freq_factor) / (scaling.high_freq_factor - scaling.low_freq_factor)
        smooth = min(max(smooth, 0.0), 1.0)
        factors.append(1 / ((1 - smooth) / scaling.factor + smooth))
    return factors


def _eos(metadata: Mapping[str, Any], vocab_size: int) -> tuple[int, ...]:
    ids: set[int] = set()
    for key in EOS_KEYS:
        token = metadata.get(key)
        if token in NO_IDS:
            continue
        if type(token) is not int or not 0 <= token < vocab_size:
            raise ModelError(f"{key} {short(token)} is not a token id below the vocabulary of {vocab_size}")
        ids.add(token)
    return tuple(sorted(ids))
