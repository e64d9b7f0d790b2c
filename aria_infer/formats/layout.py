"""[pure] Which tensors a model calls for: names, shapes, dtypes; and whether a checkpoint has exactly those."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..config import ModelConfig
from ..errors import ModelError
from .safetensors import Tensor

FLOATS = ("BF16", "F16", "F32")
EMBEDDING = "model.embed_tokens.weight"
FINAL_NORM = "model.norm.weight"
HEAD = "lm_head.weight"
LINEARS = ("q", "k", "v", "o", "gate", "up", "down")
_SUB_NORMS = {
    "none": (None, None),
    "bitnet": ("self_attn.attn_sub_norm", "mlp.ffn_sub_norm"),
    "bitnet-1bit": ("self_attn.inner_attn_ln", "mlp.ffn_layernorm"),
}
_IGNORED_ENDINGS = (".rotary_emb.inv_freq",)  # a buffer old exporters saved; computed here


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One tensor a model calls for."""

    shape: tuple[int, ...]
    dtypes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerNames:
    """Where the parts of one layer lie. linears: short name ("q" ... "down") -> tensor prefix without ".weight"."""

    attn_norm: str
    ffn_norm: str
    attn_sub_norm: str | None
    ffn_sub_norm: str | None
    linears: Mapping[str, str]


def layer_names(config: ModelConfig, layer: int) -> LayerNames:
    """Tensor names of one layer."""
    at = f"model.layers.{layer}"
    attn_sub_norm, ffn_sub_norm = _SUB_NORMS[config.sub_norms]
    return LayerNames(
        attn_norm=f"{at}.input_layernorm.weight",
        ffn_norm=f"{at}.post_attention_layernorm.weight",
        attn_sub_norm=attn_sub_norm and f"{at}.{attn_sub_norm}.weight",
        ffn_sub_norm=ffn_sub_norm and f"{at}.{ffn_sub_norm}.weight",
        linears={name: f"{at}.{'self_attn' if name in 'qkvo' else 'mlp'}.{name}_proj" for name in LINEARS},
    )


def linear_shape(config: ModelConfig, name: str) -> tuple[int, int]:
    """(n_out, n_in) of a layer's linear by its short name."""
    heads, kv_heads = config.n_heads * config.head_dim, config.n_kv_heads * config.head_dim
    hidden, wide = config.hidden, config.intermediate
    return {
        "q": (heads, hidden), "k": (kv_heads, hidden), "v": (kv_heads, hidden), "o": (hidden, heads),
        "gate": (wide, hidden), "up": (wide, hidden), "down": (hidden, wide),
    }[name]  # fmt: skip


def expected(config: ModelConfig) -> Iterator[tuple[str, Expected]]:
    """Every tensor the model calls for, each name once."""
    yield EMBEDDING, Expected(shape=(config.vocab_size, config.hidden), dtypes=FLOATS)
    if not config.tied_head:
        yield HEAD, Expected(shape=(config.vocab_size, config.hidden), dtypes=FLOATS)
    yield FINAL_NORM, Expected(shape=(config.hidden,), dtypes=FLOATS)
    for layer in range(config.n_layers):
        names = layer_names(config, layer)
        for norm, size in (
            (names.attn_norm, config.hidden),
            (names.ffn_norm, config.hidden),
            (names.attn_sub_norm, config.n_heads * config.head_dim),
            (names.ffn_sub_norm, config.intermediate),
        ):
            if norm is not None:
                yield norm, Expected(shape=(size,), dtypes=FLOATS)
        for short, prefix in names.linears.items():
            n_out, n_in = linear_shape(config, short)
            if config.linear == "latent":
                yield f"{prefix}.weight", Expected(shape=(n_out, n_in), dtypes=FLOATS)
            else:
                if n_out % 4:
                    raise ModelError(
                        f"{prefix}: {n_out} output rows do not pack four to a byte; the config's sizes are wrong"
                    )
                yield f"{prefix}.weight", Expected(shape=(n_out // 4, n_in), dtypes=("U8",))
                yield f"{prefix}.weight_scale", Expected(shape=(1,), dtypes=FLOATS)


def check(config: ModelConfig, tensors: Mapping[str, Tensor], where: str) -> tuple[str, ...]:
    """Compare what a checkpoint has with what the config calls for. Returns the names in use.

    A tied head's lm_head.weight is let through unused; its equality with the embedding is the caller's to check.
    Raises: ModelError naming the first tensor that is missing, wrong or not called for.
    """
    wanted = dict(expected(config))
    for name, want in wanted.items():
        tensor = tensors.get(name)
        if tensor is None:
            raise ModelError(
                f"{where}: tensor {name} is missing; is this the whole checkpoint its config.json describes?"
            )
        scalar = want.shape == (1,) and tensor.shape == ()  # some exporters save the scale without its one dimension
        if tensor.shape != want.shape and not scalar:
            raise ModelError(
                f"{where}: tensor {name} has shape {list(tensor.shape)}, config.json calls for {list(want.shape)}"
            )
        if tensor.dtype not in want.dtypes:
            raise ModelError(f"{where}: tensor {name} is {tensor.dtype}, supported here: {', '.join(want.dtypes)}")
    for name in tensors:
        if name not in wanted and name != HEAD and not name.endswith(_IGNORED_ENDINGS):
            raise ModelError(f"{where}: tensor {ascii(name)[:120]} is not part of the model its config.json describes")
    return tuple(wanted)
