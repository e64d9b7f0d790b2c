"""Configs of the public families are read; whatever would compute something else is refused by name."""

import json
from pathlib import Path
from typing import Any

import pytest

from aria_infer.config import ModelConfig
from aria_infer.errors import ModelError
from aria_infer.formats.config_json import MAX_CONFIG_BYTES, parse_config, read_config

FIXTURES = Path(__file__).parent.parent / "fixtures"

# As on the hub.
BITNET_2B: dict[str, Any] = {
    "architectures": ["BitNetForCausalLM"], "auto_map": {"AutoConfig": "configuration_bitnet.BitNetConfig",
    "AutoModelForCausalLM": "modeling_bitnet.BitNetForCausalLM"}, "bos_token_id": 128000, "eos_token_id": 128001,
    "hidden_act": "relu2", "hidden_size": 2560, "initializer_range": 0.02, "intermediate_size": 6912,
    "max_position_embeddings": 4096, "model_type": "bitnet", "rms_norm_eps": 1e-05, "num_attention_heads": 20,
    "num_hidden_layers": 30, "num_key_value_heads": 5, "rope_theta": 500000.0, "tie_word_embeddings": True,
    "torch_dtype": "bfloat16", "use_cache": True, "vocab_size": 128256, "quantization_config": {"quant_method":
    "bitnet", "linear_class": "autobitlinear", "quantization_mode": "offline"},
}  # fmt: skip
LLAMA3_8B: dict[str, Any] = {
    "architectures": ["LlamaForCausalLM"], "attention_bias": False, "attention_dropout": 0.0, "bos_token_id":
    128000, "eos_token_id": 128009, "hidden_act": "silu", "hidden_size": 4096, "initializer_range": 0.02,
    "intermediate_size": 14336, "max_position_embeddings": 8192, "mlp_bias": False, "model_type": "llama",
    "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 8, "pretraining_tp": 1,
    "rms_norm_eps": 1e-05, "rope_scaling": None, "rope_theta": 500000.0, "tie_word_embeddings": False,
    "torch_dtype": "bfloat16", "transformers_version": "4.44.0.dev0", "use_cache": True, "vocab_size": 128256,
    "quantization_config": {"modules_to_not_convert": None, "quant_method": "bitnet"},
}  # fmt: skip
LARGE_07B: dict[str, Any] = {
    "architectures": ["BitnetForCausalLM"], "attention_bias": False, "attention_dropout": 0.0, "bos_token_id": 1,
    "eos_token_id": 2, "hidden_act": "silu", "hidden_size": 1536, "initializer_range": 0.02, "input_bits": 8,
    "intermediate_size": 4096, "max_position_embeddings": 2048, "model_type": "llama", "num_attention_heads": 16,
    "num_hidden_layers": 24, "num_key_value_heads": 16, "pad_token_id": 32000, "pretraining_tp": 1, "rms_norm_eps":
    1e-05, "rope_scaling": None, "rope_theta": 10000.0, "tie_word_embeddings": True, "torch_dtype": "float16",
    "transformers_version": "4.39.0", "use_cache": True, "vocab_size": 32002, "weight_bits": 1,
}  # fmt: skip
LLAMA3_ROPE = {
    "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192,
    "rope_type": "llama3",
}  # fmt: skip


def changed(base: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**base, **changes}


def test_2b_as_on_the_hub() -> None:
    assert parse_config(BITNET_2B) == ModelConfig(
        hidden=2560, intermediate=6912, n_layers=30, n_heads=20, n_kv_heads=5, head_dim=128, vocab_size=128256,
        max_positions=4096, activation="relu2", norm_eps=1e-5, rope_theta=500000.0, rope_scaling=None, tied_head=True,
        linear="packed-multiply", sub_norms="bitnet", eos_ids=(128001,),
    )  # fmt: skip


def test_llama_bitlinear_divides_and_has_no_sub_norms() -> None:
    config = parse_config(LLAMA3_8B)
    assert (config.linear, config.sub_norms, config.tied_head) == ("packed-divide", "none", False)


@pytest.mark.parametrize("model_type", ["llama", "bitnet"])
def test_1bit_large_is_made_ternary_at_load(model_type: str) -> None:
    config = parse_config(changed(LARGE_07B, model_type=model_type))
    assert (config.linear, config.sub_norms, config.head_dim) == ("latent", "bitnet-1bit", 96)


def test_online_autobitlinear_is_made_ternary_at_load() -> None:
    online = {"quant_method": "bitnet", "linear_class": "autobitlinear", "quantization_mode": "online"}
    assert parse_config(changed(BITNET_2B, quantization_config=online)).linear == "latent"


@pytest.mark.parametrize("where", ["rope_scaling", "rope_parameters"])
def test_llama3_rope_scaling_old_and_new_spelling(where: str) -> None:
    value = LLAMA3_ROPE if where == "rope_scaling" else {**LLAMA3_ROPE, "rope_theta": 7.0}
    config = parse_config(changed(LLAMA3_8B, **{where: value}))
    assert config.rope_scaling is not None
    assert (config.rope_scaling.factor, config.rope_scaling.original_max_positions) == (8.0, 8192)
    assert config.rope_theta == (500000.0 if where == "rope_scaling" else 7.0)


def test_head_dim_apart_from_hidden_over_heads() -> None:
    assert parse_config(changed(LLAMA3_8B, head_dim=256, num_attention_heads=12, num_key_value_heads=4)).head_dim == 256


def test_end_tokens_of_both_files(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps(BITNET_2B))
    (tmp_path / "generation_config.json").write_text(json.dumps({"eos_token_id": [128001, 128009]}))
    assert read_config(tmp_path).eos_ids == (128001, 128009)


def test_our_own_form() -> None:
    own = {"quant_method": "aria", "format": "base3", "version": 1}
    assert parse_config(changed(BITNET_2B, quantization_config=own)).linear == "base3"
    assert parse_config(changed(BITNET_2B, quantization_config=own)).digest() == parse_config(BITNET_2B).digest()


REFUSED = [
    (
        BITNET_2B,
        {"quantization_config": {"quant_method": "aria", "format": "base4", "version": 1}},
        ["format", "base4"],
    ),
    (BITNET_2B, {"quantization_config": {"quant_method": "aria", "format": "base3", "version": 2}}, ["version", "2"]),
    (
        BITNET_2B,
        {"quantization_config": {"quant_method": "aria", "format": "base3", "version": 1.0}},
        ["version", "1.0"],
    ),
    (BITNET_2B, {"quantization_config": {"quant_method": "aria", "format": "base3"}}, ["version", "None"]),
    (
        BITNET_2B,
        {"quantization_config": {"quant_method": "aria", "format": "base3", "version": 1, "x": False}},
        ["quantization_config.x"],
    ),
    (BITNET_2B, {"hidden_act": "gelu"}, ["hidden_act", "'gelu'", "'silu'", "'relu2'"]),
    (BITNET_2B, {"hidden_act": None}, ["hidden_act", "None"]),
    (BITNET_2B, {"attention_bias": True}, ["attention_bias", "True"]),
    (LLAMA3_8B, {"mlp_bias": True}, ["mlp_bias", "True"]),
    (BITNET_2B, {"model_type": "mistral"}, ["model_type", "'mistral'", "'bitnet'"]),
    (BITNET_2B, {"architectures": ["MistralForCausalLM"]}, ["architectures", "Mistral", "BitNetForCausalLM"]),
    (BITNET_2B, {"architectures": ["BitNetForCausalLM", "X"]}, ["architectures"]),
    (BITNET_2B, {"architectures": [["a"]]}, ["architectures"]),
    (LLAMA3_8B, {"quantization_config": None}, ["quantization_config", "ternary"]),
    (LLAMA3_8B, {"quantization_config": {"quant_method": "gptq"}}, ["quant_method", "'gptq'", "'bitnet'"]),
    (
        LLAMA3_8B,
        {"quantization_config": {"quant_method": "bitnet", "linear_class": "x"}},
        ["linear_class", "'x'", "bitlinear"],
    ),
    (
        LLAMA3_8B,
        {"quantization_config": {"quant_method": "bitnet", "quantization_mode": "online"}},
        ["quantization_mode", "'online'"],
    ),
    (LLAMA3_8B, {"quantization_config": {"quant_method": "bitnet", "use_rms_norm": True}}, ["use_rms_norm", "True"]),
    (
        LLAMA3_8B,
        {"quantization_config": {"quant_method": "bitnet", "modules_to_not_convert": ["q_proj"]}},
        ["modules_to_not_convert", "q_proj"],
    ),
    (LLAMA3_8B, {"quantization_config": {"quant_method": "bitnet", "bits": 3}}, ["quantization_config.bits", "3"]),
    (LLAMA3_8B, {"rope_scaling": {"type": "dynamic", "factor": 2.0}}, ["rope_type", "'dynamic'", "'llama3'"]),
    (LLAMA3_8B, {"rope_scaling": {**LLAMA3_ROPE, "beta": 1}}, ["rope_scaling.beta"]),
    (LLAMA3_8B, {"rope_scaling": {**LLAMA3_ROPE, "factor": 0.5}}, ["factor", "0.5"]),
    (LLAMA3_8B, {"rope_scaling": {**LLAMA3_ROPE, "high_freq_factor": 1.0}}, ["high_freq_factor"]),
    (LLAMA3_8B, {"rope_scaling": [1]}, ["rope_scaling", "[1]"]),
    (LLAMA3_8B, {"sliding_window": 4096}, ["sliding_window", "4096"]),
    (LLAMA3_8B, {"num_experts": 8}, ["num_experts", "8"]),
    (LLAMA3_8B, {"pretraining_tp": 2}, ["pretraining_tp", "2"]),
    (LLAMA3_8B, {"num_key_value_heads": 5}, ["32", "5", "num_key_value_heads"]),
    (LLAMA3_8B, {"num_attention_heads": 31}, ["4096", "31", "num_attention_heads"]),
    (LLAMA3_8B, {"num_attention_heads": 0}, ["num_attention_heads", "0"]),
    (LLAMA3_8B, {"head_dim": 127}, ["head_dim", "127"]),
    (LLAMA3_8B, {"hidden_size": 131104}, ["hidden_size", "131104", "131072"]),
    (LLAMA3_8B, {"num_hidden_layers": -1}, ["num_hidden_layers", "-1"]),
    (LLAMA3_8B, {"vocab_size": 1 << 40}, ["vocab_size", str(1 << 40)]),
    (LLAMA3_8B, {"intermediate_size": 14336.0}, ["intermediate_size", "14336.0"]),
    (LLAMA3_8B, {"intermediate_size": True}, ["intermediate_size", "True"]),
    (LLAMA3_8B, {"rms_norm_eps": float("nan")}, ["rms_norm_eps", "nan"]),
    (LLAMA3_8B, {"rms_norm_eps": 0}, ["rms_norm_eps", "0"]),
    (LLAMA3_8B, {"rope_theta": None}, ["rope_theta", "None"]),
    (LLAMA3_8B, {"tie_word_embeddings": "yes"}, ["tie_word_embeddings", "'yes'"]),
    (LLAMA3_8B, {"eos_token_id": 999999}, ["eos_token_id", "999999"]),
    (LLAMA3_8B, {"eos_token_id": list(range(65))}, ["eos_token_id", "65"]),
    (LARGE_07B, {"weight_bits": 2}, ["weight_bits", "2"]),
    (LARGE_07B, {"input_bits": None}, ["input_bits", "None"]),
]


@pytest.mark.parametrize(
    ("base", "changes", "named"), REFUSED, ids=lambda v: str(v)[:40] if isinstance(v, dict) else ""
)
def test_refusal_names_key_and_value(base: dict[str, Any], changes: dict[str, Any], named: list[str]) -> None:
    parse_config(base)
    with pytest.raises(ModelError) as caught:
        parse_config(changed(base, **changes))
    assert all(word in str(caught.value) for word in named), str(caught.value)


def test_digest_is_the_arithmetic() -> None:
    base = parse_config(BITNET_2B)
    assert parse_config(changed(BITNET_2B, eos_token_id=5, torch_dtype="float32")).digest() == base.digest()
    assert parse_config(changed(BITNET_2B, rope_theta=500001.0)).digest() != base.digest()


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b"{}", b" " * (MAX_CONFIG_BYTES + 1)],
    ids=lambda c: repr(c[:8]),
)
def test_a_file_that_is_no_config_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "config.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"config\.json"):
        read_config(tmp_path)


def test_absent_config_says_what_a_model_is(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="a model is a folder"):
        read_config(tmp_path)
