"""ARIA's inference: ternary (BitNet b1.58) checkpoints run bit-exactly on CPUs, alone or split over peers.

    errors       one root, InferError
    config       [pure] ModelConfig: the arithmetic of one model
    formats/     readers of safetensors folders and GGUF files, the 1.6-bit form, the pack cache
    manifest     the one hash that names a model, whatever files it came in
    kernel       the only door to the C module
    tokenizer    the only door to the `tokenizers` library
    chat/        chat templates: messages to a prompt
    sampling     [pure] greedy and counter-based sampling that replays anywhere
    model        load() and Model: logits, generate, trace
    store        pulled models, found by the hub's names
    hub          the only door to `huggingface_hub`; pull: from there into the store
    swarm/       the pipeline over the overlay, and audits
    cli          the `aria` command

Importing this package loads neither the kernel nor the overlay; the names below do on first use.

    >>> import aria_infer
    >>> model = aria_infer.load("demo")
    >>> model.tokenizer.decode(list(model.generate(model.tokenizer.encode("ROMEO:"), 24)))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .chat import ChatTemplate as ChatTemplate
    from .config import ModelConfig as ModelConfig
    from .errors import InferError as InferError
    from .errors import KernelError as KernelError
    from .errors import ModelError as ModelError
    from .errors import PromptError as PromptError
    from .errors import SwarmError as SwarmError
    from .model import Model as Model
    from .model import load as load
    from .sampling import SamplingParams as SamplingParams
    from .sampling import sample as sample
    from .tokenizer import Tokenizer as Tokenizer

__version__ = "0.1.0"

_HOMES = {
    "ChatTemplate": "chat",
    "InferError": "errors",
    "KernelError": "errors",
    "Model": "model",
    "ModelConfig": "config",
    "ModelError": "errors",
    "PromptError": "errors",
    "SamplingParams": "sampling",
    "SwarmError": "errors",
    "Tokenizer": "tokenizer",
    "load": "model",
    "sample": "sampling",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
