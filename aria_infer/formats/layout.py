"""[pure] Which tensors of a folder as on the hub a model calls for: names, shapes, dtypes; and whether it has them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..config import ModelConfig
from ..errors import ModelError
from .base3 import row_bytes
from .parts import EMBEDDING, FINAL_NORM, HEAD, HUB_NAMES, Part, parts
from .safetensors import Tensor

FLOATS = ("BF16", "F16", "F32")
EMBEDDING_TENSOR = "model.embed_tokens.weight"
HEAD_TENSOR = "lm_head.weight"
_OUTSIDE = {EMBEDDING: EMBEDDING_TENSOR, HEAD: HEAD_TENSOR, FINAL_NORM: "model.norm.weight"}
_OLDER_NAMES = {"attn_sub_norm": "self_attn.inner_attn_ln", "ffn_sub_norm": "mlp.ffn_layernorm"}  # 1bitLLM's
_IGNORED_ENDINGS = (".rotary_emb.inv_freq",)  # a buffer old exporters saved; computed here


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One tensor a model calls for."""

    shape: tuple[int, ...]
    dtypes: tuple[str, ...]


def tensor_name(config: ModelConfig, part: Part) -> str:
    """The tensor that holds a part, with ".weight"."""
    if part.layer is None:
        return _OUTSIDE[part.short]
    older = _OLDER_NAMES if config.sub_norms == "bitnet-1bit" else {}
    return f"model.layers.{part.layer}.{older.get(part.short) or HUB_NAMES[part.short]}.weight"


def scale_name(config: ModelConfig, weight: str) -> str | None:
    """The tensor that holds the scale of a linear, from the name of its weight; None where there is none."""
    if config.linear == "latent":
        return None
    return weight.removesuffix("weight") + ("multiplier" if config.linear == "base3" else "weight_scale")


def expected(config: ModelConfig, absent: Collection[str] = ()) -> Iterator[tuple[str, Expected]]:
    """Every tensor the model calls for, each name once. absent: parts that need not be there."""
    for part in parts(config):
        if part.name in absent:
            continue
        name = tensor_name(config, part)
        if not part.ternary or config.linear == "latent":
            yield name, Expected(shape=part.shape, dtypes=FLOATS)
            continue
        n_out, n_in = part.shape
        if config.linear == "base3":
            yield name, Expected(shape=(n_out, row_bytes(n_in)), dtypes=("U8",))
        elif n_out % 4:
            raise ModelError(f"{name}: {n_out} output rows do not pack four to a byte; the config's sizes are wrong")
        else:
            yield name, Expected(shape=(n_out // 4, n_in), dtypes=("U8",))
        scale = scale_name(config, name)
        assert scale is not None
        yield scale, Expected(shape=(1,), dtypes=("F32",) if config.linear == "base3" else FLOATS)


def check(
    config: ModelConfig, tensors: Mapping[str, Tensor], where: str, absent: Collection[str] = ()
) -> tuple[str, ...]:
    """Compare what a checkpoint has with what the config calls for. Returns the names in use.

    absent: parts that are not there, nor may be.

    A tied head's lm_head.weight is let through unused; its equality with the embedding is the caller's to check.
    Raises: ModelError naming the first tensor that is missing, wrong or not called for.
    """
    wanted = dict(expected(config, absent))
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
        if name not in wanted and name != HEAD_TENSOR and not name.endswith(_IGNORED_ENDINGS):
            raise ModelError(f"{where}: tensor {ascii(name)[:120]} is not part of the model its config.json describes")
    return tuple(wanted)
