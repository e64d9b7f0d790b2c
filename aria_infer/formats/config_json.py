"""A checkpoint's config.json to a ModelConfig, or a refusal that names the key.

Anything that would change the arithmetic and that is not computed here is refused: a model that runs is the one its
makers meant.
"""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..config import MAX_EOS_IDS, MAX_HEADS, Linear, ModelConfig, Norms, RopeScaling, in_range, refusal, short
from ..errors import ModelError
from ..regular_file import open_regular

MAX_CONFIG_BYTES = 1_048_576  # public ones are under 10 kB
BASE3_VERSION = 1  # of the 1.6-bit form

# Keys that say nothing about the arithmetic of inference.
_DESCRIPTIVE = frozenset({
    "_attn_implementation", "_attn_implementation_autoset", "_name_or_path", "architectures", "attention_dropout",
    "auto_map", "bos_token_id", "chunk_size_feed_forward", "cls_token_id", "dtype", "eos_token_id", "id2label",
    "initializer_range", "is_llama_config", "label2id", "model_type", "output_attentions", "output_hidden_states",
    "pad_token_id", "pretraining_tp", "problem_type", "return_dict", "sep_token_id", "tokenizer_class",
    "torch_dtype", "transformers_version", "unk_token_id", "use_cache",
})  # fmt: skip
_READ = frozenset({
    "attention_bias", "head_dim", "hidden_act", "hidden_size", "input_bits", "intermediate_size",
    "max_position_embeddings", "mlp_bias", "num_attention_heads", "num_hidden_layers", "num_key_value_heads",
    "quantization_config", "rms_norm_eps", "rope_interleaved", "rope_parameters", "rope_scaling", "rope_theta",
    "sliding_window", "tie_word_embeddings", "use_rms_norm", "use_sliding_window", "vocab_size", "weight_bits",
})  # fmt: skip
# architecture -> (model_type values its checkpoints carry, sub-norm names)
_ARCHITECTURES: dict[str, tuple[tuple[str, ...], Norms]] = {
    "BitNetForCausalLM": (("bitnet",), "bitnet"),
    "BitnetForCausalLM": (("llama", "bitnet"), "bitnet-1bit"),
    "LlamaForCausalLM": (("llama",), "none"),
}


def read_config(folder: Path) -> ModelConfig:
    """Parse a checkpoint folder's config.json, and the end tokens of generation_config.json if there is one.

    Raises: ModelError naming the file, key and value.
    """
    path = folder / "config.json"
    config = _read_json(path)
    extra_eos: Any = None
    if (folder / "generation_config.json").exists():
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
    in_range("num_attention_heads", n_heads, 1, MAX_HEADS)
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
            raise ModelError(
                f"config.json: unknown key {key!r} = {short(value)}; it may change what the model computes"
            )
    for key in ("attention_bias", "mlp_bias", "use_rms_norm", "use_sliding_window", "rope_interleaved"):
        if config.get(key) not in (None, False):
            raise refusal(key, config[key], (False,))
    if config.get("sliding_window") is not None and config.get("use_sliding_window") is not False:
        raise refusal("sliding_window", config["sliding_window"], (None,))
    if config.get("pretraining_tp") not in (None, 0, 1):
        raise refusal("pretraining_tp", config["pretraining_tp"], (1,))


def _architecture(config: Mapping[str, Any]) -> tuple[str, Norms]:
    named = config.get("architectures")
    model_type = config.get("model_type")
    if not isinstance(named, list) or len(named) != 1 or str(named[0]) not in _ARCHITECTURES:
        raise refusal("architectures", named, [[name] for name in _ARCHITECTURES])
    architecture = str(named[0])
    types, sub_norms = _ARCHITECTURES[architecture]
    if model_type not in types:
        raise refusal("model_type", model_type, types, f" for architecture {architecture}")
    return architecture, sub_norms


def _linear(config: Mapping[str, Any], architecture: str) -> Linear:
    quantization = config.get("quantization_config")
    if architecture == "BitnetForCausalLM" and quantization is None:
        for key, supported in (("weight_bits", 1), ("input_bits", 8)):
            if config.get(key) != supported:
                raise refusal(key, config.get(key), (supported,))
        return "latent"
    if not isinstance(quantization, dict):
        raise ModelError(
            f"config.json: quantization_config is {short(quantization)}; only ternary (BitNet b1.58) checkpoints are "
            "supported, with quantization_config.quant_method 'bitnet' or 'aria'"
        )
    method = quantization.get("quant_method")
    if method not in ("bitnet", "aria"):
        raise refusal("quantization_config.quant_method", method, ("bitnet", "aria"))
    return _base3(quantization) if method == "aria" else _bitnet(quantization)


def _base3(quantization: Mapping[str, Any]) -> Linear:
    """Our own 1.6-bit form (README.md)."""
    for key, supported in (("format", "base3"), ("version", BASE3_VERSION)):
        if type(quantization.get(key)) is not type(supported) or quantization[key] != supported:
            raise refusal(f"quantization_config.{key}", quantization.get(key), (supported,))
    for key in set(quantization) - {"quant_method", "format", "version"}:
        raise ModelError(f"config.json: unknown key quantization_config.{key} = {short(quantization[key])}")
    return "base3"


def _bitnet(quantization: Mapping[str, Any]) -> Linear:
    if quantization.get("use_rms_norm") not in (None, False):
        raise refusal("quantization_config.use_rms_norm", quantization["use_rms_norm"], (False,))
    kept = quantization.get("modules_to_not_convert")
    if kept not in (None, [], ["lm_head"]):
        raise refusal("quantization_config.modules_to_not_convert", kept, (None, [], ["lm_head"]))
    known = {
        "quant_method",
        "linear_class",
        "quantization_mode",
        "use_rms_norm",
        "rms_norm_eps",
        "modules_to_not_convert",
    }
    for key, value in quantization.items():
        if key not in known and value is not None and value is not False:
            raise ModelError(f"config.json: unknown key quantization_config.{key} = {short(value)}")
    linear_class = quantization.get("linear_class", "bitlinear")
    mode = quantization.get("quantization_mode", "offline")
    if linear_class not in ("bitlinear", "autobitlinear"):
        raise refusal("quantization_config.linear_class", linear_class, ("bitlinear", "autobitlinear"))
    if mode not in ("offline", "online") or (mode == "online" and linear_class == "bitlinear"):
        raise refusal("quantization_config.quantization_mode", mode, ("offline", "online (with autobitlinear)"))
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
        raise ModelError(f"config.json: {key} is {short(scaling)}, expected an object")
    theta = _float(scaling if "rope_theta" in scaling else config, "rope_theta")
    kind = scaling.get("rope_type", scaling.get("type", "default"))
    known = {"rope_type", "type", "rope_theta"}
    if kind == "llama3":
        known |= {"factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings"}
    elif kind != "default":
        raise refusal(f"{key}.rope_type", kind, ("default", "llama3"))
    for name, value in scaling.items():
        if name not in known and value is not None:
            raise ModelError(f"config.json: unknown key {key}.{name} = {short(value)} for rope_type {kind}")
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
                raise ModelError(
                    f"config.json: eos_token_id {short(token)} is not a token id below vocab_size {vocab_size}"
                )
            ids.add(token)
    if len(ids) > MAX_EOS_IDS:
        raise ModelError(f"config.json: eos_token_id lists {len(ids)} tokens, at most {MAX_EOS_IDS}")
    return tuple(sorted(ids))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        with open_regular(path) as file:
            data = file.read(MAX_CONFIG_BYTES + 1)
    except OSError as error:
        raise ModelError(
            f"{path}: cannot be read ({error.strerror}); a model is a folder with config.json in it"
        ) from None
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
        raise ModelError(f"config.json: {key} is {short(value)}, expected a whole number")
    return value


def _float(config: Mapping[str, Any], key: str) -> float:
    value = config.get(key)
    if type(value) is int and abs(value) < 1 << 53:
        value = float(value)
    if type(value) is not float or not math.isfinite(value):
        raise ModelError(f"config.json: {key} is {short(value)}, expected a finite number")
    return value


def _bool(config: Mapping[str, Any], key: str) -> bool:
    value = config.get(key, False)  # absent means false in every family
    if type(value) is not bool:
        raise ModelError(f"config.json: {key} is {short(value)}, expected true or false")
    return value


def _text(config: Mapping[str, Any], key: str) -> str:
    value = config.get(key)
    if type(value) is not str:
        raise ModelError(f"config.json: {key} is {short(value)}, expected a string")
    return value
