"""What a checkpoint's config.json asks for, as one legal value, or a refusal that names the key.

Anything that would change the arithmetic and that we do not compute is refused: a model that runs is the model its makers meant.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from .errors import ModelError

MAX_FAN_IN = 131_072  # profile aria-1: |int8 x ternary sum| must stay below 2^24
MAX_LAYERS = 1_024  # the deepest public model has 126
MAX_HEADS = 4_096
MAX_HEAD_DIM = 1_024
MAX_VOCAB = 2_097_152  # eight times the largest public vocabulary
MAX_POSITIONS = 1_048_576  # RoPE tables are as long as the context
MAX_CONFIG_BYTES = 1_048_576
MAX_EOS_IDS = 64

Linear = Literal["packed-multiply", "packed-divide", "latent"]
Norms = Literal["none", "bitnet", "bitnet-1bit"]

# Keys that say nothing about the arithmetic of inference.
_DESCRIPTIVE = frozenset(
    """_name_or_path architectures attention_dropout auto_map bos_token_id dtype eos_token_id initializer_range model_type
    pad_token_id pretraining_tp return_dict tokenizer_class torch_dtype transformers_version use_cache _attn_implementation
    _attn_implementation_autoset is_llama_config unsloth_version cls_token_id sep_token_id unk_token_id id2label label2id
    output_attentions output_hidden_states problem_type chunk_size_feed_forward""".split()
)
_READ = frozenset(
    """attention_bias head_dim hidden_act hidden_size input_bits intermediate_size max_position_embeddings mlp_bias
    num_attention_heads num_hidden_layers num_key_value_heads quantization_config rms_norm_eps rope_parameters rope_scaling
    rope_theta sliding_window tie_word_embeddings use_rms_norm use_sliding_window vocab_size weight_bits rope_interleaved""".split()
)
_ACTIVATIONS = ("silu", "relu2")
# architecture -> (model_type values its checkpoints carry, sub-norm names)
_ARCHITECTURES: dict[str, tuple[tuple[str, ...], Norms]] = {
    "BitNetForCausalLM": (("bitnet",), "bitnet"),
    "BitnetForCausalLM": (("llama", "bitnet"), "bitnet-1bit"),
    "LlamaForCausalLM": (("llama",), "none"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RopeScaling:
    """Llama 3's change of the RoPE frequencies. Source: transformers, `rope_type: llama3`."""

    factor: float
    low_freq_factor: float
    high_freq_factor: float
    original_max_positions: int

    def __post_init__(self) -> None:
        _in_range("rope_scaling.factor", self.factor, 1.0, 1e4)
        _in_range("rope_scaling.low_freq_factor", self.low_freq_factor, 1e-3, 1e4)
        _in_range("rope_scaling.high_freq_factor", self.high_freq_factor, 1e-3, 1e4)
        _in_range("rope_scaling.original_max_position_embeddings", self.original_max_positions, 1, MAX_POSITIONS)
        if self.high_freq_factor <= self.low_freq_factor:
            raise ModelError(
                f"config.json: rope_scaling.high_freq_factor {self.high_freq_factor} must be above "
                f"low_freq_factor {self.low_freq_factor}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConfig:
    """The arithmetic of one model. One that exists can be computed by the kernel.

    linear: how ternary weights are stored. "packed-multiply" and "packed-divide" are four values a byte with a weight_scale
        that multiplies or divides; "latent" is full precision, made ternary at load.
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
            _in_range(key, value, 1, most)
        _in_range("num_attention_heads x head_dim", self.n_heads * self.head_dim, 1, MAX_FAN_IN)
        if self.n_heads % self.n_kv_heads:
            raise ModelError(
                f"config.json: num_attention_heads {self.n_heads} is not a multiple of num_key_value_heads {self.n_kv_heads}"
            )
        if self.head_dim % 2:
            raise ModelError(f"config.json: head_dim {self.head_dim} is odd; rotary positions need an even one")
        if self.activation not in _ACTIVATIONS:
            raise _refusal("hidden_act", self.activation, _ACTIVATIONS)
        _in_range("rms_norm_eps", self.norm_eps, 1e-12, 1.0)
        _in_range("rope_theta", self.rope_theta, 1.0, 1e12)
        for token in self.eos_ids:
            _in_range("eos_token_id", token, 0, self.vocab_size - 1)

    def canonical(self) -> bytes:
        """The arithmetic as canonical JSON: sorted keys, no spaces, ASCII, floats in Python's shortest form. Not the end tokens."""
        fields = asdict(self)
        del fields["eos_ids"]  # when to stop is the asker's choice, not the model's arithmetic
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()

    def digest(self) -> bytes:
        """SHA-256 of `canonical()`, 32 bytes."""
        return hashlib.sha256(self.canonical()).digest()


def read_config(folder: Path) -> ModelConfig:
    """Parse a checkpoint folder's config.json, and the end tokens of generation_config.json if there is one.

    Raises: ModelError naming the file, key and value.
    """
    path = folder / "config.json"
    config = _read_json(path)
    extra_eos: Any = None
    if (folder / "generation_config.json").is_file():
        extra_eos = _read_json(folder / "generation_config.json").get("eos_token_id")
    try:
        return parse_config(config, extra_eos)
    except ModelError as error:
        raise ModelError(f"{path}: {str(error).removeprefix('config.json: ')}") from None


def parse_config(config: Mapping[str, Any], extra_eos: Any = None) -> ModelConfig:
    """Turn a parsed config.json into a ModelConfig. `extra_eos`: further end tokens, an id or a list of them.

    Raises: ModelError naming key and value.
    """
    _refuse_unknown(config)
    architecture, sub_norms = _architecture(config)
    hidden = _int(config, "hidden_size")
    n_heads = _int(config, "num_attention_heads")
    _in_range("num_attention_heads", n_heads, 1, MAX_HEADS)
    if config.get("head_dim") is None and hidden % n_heads:
        raise ModelError(f"config.json: hidden_size {hidden} is not a multiple of num_attention_heads {n_heads}")
    vocab_size = _int(config, "vocab_size")
    theta, scaling = _rope(config)
    return ModelConfig(
        hidden=hidden,
        intermediate=_int(config, "intermediate_size"),
        n_layers=_int(config, "num_hidden_layers"),
        n_heads=n_heads,
        n_kv_heads=_int(config, "num_key_value_heads", n_heads),
        head_dim=_int(config, "head_dim", hidden // n_heads),
        vocab_size=vocab_size,
        max_positions=_int(config, "max_position_embeddings"),
        activation=_text(config, "hidden_act"),
        norm_eps=_float(config, "rms_norm_eps"),
        rope_theta=theta,
        rope_scaling=scaling,
        tied_head=_bool(config, "tie_word_embeddings"),
        linear=_linear(config, architecture),
        sub_norms=sub_norms,
        eos_ids=_eos(config.get("eos_token_id"), extra_eos, vocab_size),
    )


def _refuse_unknown(config: Mapping[str, Any]) -> None:
    for key, value in config.items():
        if key not in _DESCRIPTIVE and key not in _READ and value is not None and value is not False:
            raise ModelError(f"config.json: unknown key {key!r} = {_short(value)}; it may change what the model computes")
    for key in ("attention_bias", "mlp_bias", "use_rms_norm", "use_sliding_window", "rope_interleaved"):
        if config.get(key) not in (None, False):
            raise _refusal(key, config[key], (False,))
    if config.get("sliding_window") is not None and config.get("use_sliding_window") is not False:
        raise _refusal("sliding_window", config["sliding_window"], (None,))
    if config.get("pretraining_tp") not in (None, 0, 1):
        raise _refusal("pretraining_tp", config["pretraining_tp"], (1,))


def _architecture(config: Mapping[str, Any]) -> tuple[str, Norms]:
    named = config.get("architectures")
    model_type = config.get("model_type")
    if not isinstance(named, list) or len(named) != 1 or named[0] not in _ARCHITECTURES:
        raise _refusal("architectures", named, [[name] for name in _ARCHITECTURES])
    architecture: str = named[0]
    types, sub_norms = _ARCHITECTURES[architecture]
    if model_type not in types:
        raise _refusal("model_type", model_type, types, f" for architecture {architecture}")
    return architecture, sub_norms


def _linear(config: Mapping[str, Any], architecture: str) -> Linear:
    quantization = config.get("quantization_config")
    if architecture == "BitnetForCausalLM" and quantization is None:
        for key, supported in (("weight_bits", 1), ("input_bits", 8)):
            if config.get(key) != supported:
                raise _refusal(key, config.get(key), (supported,))
        return "latent"
    if not isinstance(quantization, dict):
        raise ModelError(
            f"config.json: quantization_config is {_short(quantization)}; only ternary (BitNet b1.58) checkpoints are supported, "
            "with quantization_config.quant_method 'bitnet'"
        )
    if quantization.get("quant_method") != "bitnet":
        raise _refusal("quantization_config.quant_method", quantization.get("quant_method"), ("bitnet",))
    if quantization.get("use_rms_norm") not in (None, False):
        raise _refusal("quantization_config.use_rms_norm", quantization["use_rms_norm"], (False,))
    kept = quantization.get("modules_to_not_convert")
    if kept not in (None, [], ["lm_head"]):
        raise _refusal("quantization_config.modules_to_not_convert", kept, (None, [], ["lm_head"]))
    known = {"quant_method", "linear_class", "quantization_mode", "use_rms_norm", "rms_norm_eps", "modules_to_not_convert"}
    for key, value in quantization.items():
        if key not in known and value is not None and value is not False:
            raise ModelError(f"config.json: unknown key quantization_config.{key} = {_short(value)}")
    linear_class = quantization.get("linear_class", "bitlinear")
    mode = quantization.get("quantization_mode", "offline")
    if linear_class not in ("bitlinear", "autobitlinear"):
        raise _refusal("quantization_config.linear_class", linear_class, ("bitlinear", "autobitlinear"))
    if mode not in ("offline", "online") or (mode == "online" and linear_class == "bitlinear"):
        raise _refusal("quantization_config.quantization_mode", mode, ("offline", "online (with autobitlinear)"))
    if mode == "online":
        return "latent"
    return "packed-multiply" if linear_class == "autobitlinear" else "packed-divide"


def _rope(config: Mapping[str, Any]) -> tuple[float, RopeScaling | None]:
    """Frequency base and scaling, from rope_theta and rope_scaling, or from the newer rope_parameters."""
    parameters = config.get("rope_parameters")
    key = "rope_scaling" if parameters is None else "rope_parameters"
    scaling = config.get(key)
    if scaling is None:
        return _float(config, "rope_theta"), None
    if not isinstance(scaling, dict):
        raise ModelError(f"config.json: {key} is {_short(scaling)}, expected an object")
    theta = _float(scaling if "rope_theta" in scaling else config, "rope_theta")
    kind = scaling.get("rope_type", scaling.get("type", "default"))
    known = {"rope_type", "type", "rope_theta"}
    if kind == "llama3":
        known |= {"factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings"}
    elif kind != "default":
        raise _refusal(f"{key}.rope_type", kind, ("default", "llama3"))
    for name, value in scaling.items():
        if name not in known and value is not None:
            raise ModelError(f"config.json: unknown key {key}.{name} = {_short(value)} for rope_type {kind}")
    if kind == "default":
        return theta, None
    return theta, RopeScaling(
        factor=_float(scaling, "factor"),
        low_freq_factor=_float(scaling, "low_freq_factor"),
        high_freq_factor=_float(scaling, "high_freq_factor"),
        original_max_positions=_int(scaling, "original_max_position_embeddings"),
    )


def _eos(first: Any, second: Any, vocab_size: int) -> tuple[int, ...]:
    ids: set[int] = set()
    for named in (first, second):
        for token in named if isinstance(named, list) else [] if named is None else [named]:
            if type(token) is not int or not 0 <= token < vocab_size:
                raise ModelError(f"config.json: eos_token_id {_short(token)} is not a token id below vocab_size {vocab_size}")
            ids.add(token)
    if len(ids) > MAX_EOS_IDS:
        raise ModelError(f"config.json: eos_token_id lists {len(ids)} tokens, at most {MAX_EOS_IDS}")
    return tuple(sorted(ids))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_CONFIG_BYTES + 1)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); a model is a folder with config.json in it") from None
    if len(data) > MAX_CONFIG_BYTES:
        raise ModelError(f"{path}: longer than {MAX_CONFIG_BYTES} bytes")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path}: not JSON ({error})") from None
    if not isinstance(value, dict):
        raise ModelError(f"{path}: holds {type(value).__name__}, expected an object")
    return value


def _int(config: Mapping[str, Any], key: str, default: int | None = None) -> int:
    value = config.get(key)
    if value is None and default is not None:
        return default
    if type(value) is not int:
        raise ModelError(f"config.json: {key} is {_short(value)}, expected a whole number")
    return value


def _float(config: Mapping[str, Any], key: str) -> float:
    value = config.get(key)
    if type(value) is int and abs(value) < 1 << 53:
        value = float(value)
    if type(value) is not float or not math.isfinite(value):
        raise ModelError(f"config.json: {key} is {_short(value)}, expected a finite number")
    return value


def _bool(config: Mapping[str, Any], key: str) -> bool:
    value = config.get(key, False)  # absent means false in every family
    if type(value) is not bool:
        raise ModelError(f"config.json: {key} is {_short(value)}, expected true or false")
    return value


def _text(config: Mapping[str, Any], key: str) -> str:
    value = config.get(key)
    if type(value) is not str:
        raise ModelError(f"config.json: {key} is {_short(value)}, expected a string")
    return value


def _in_range(key: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise ModelError(f"config.json: {key} is {value}, supported are {least} to {most}")


def _refusal(key: str, value: Any, supported: Any, why: str = "") -> ModelError:
    return ModelError(
        f"config.json: {key} {_short(value)} is not supported{why}; supported: {', '.join(ascii(item) for item in supported)}"
    )


def _short(value: Any) -> str:
    text = ascii(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
