"""What can go wrong, one root for the package."""


class InferError(Exception):
    """Anything this package raises on purpose. The message says what was wrong, with which value, and what to do."""


class ModelError(InferError):
    """A checkpoint, its configuration or its tokenizer cannot be used."""


class PromptError(InferError):
    """A request does not fit the model: too long, empty, or with token ids it does not have."""


class KernelError(InferError):
    """The kernel was called with something it cannot compute, or it is not what this CPU can run."""


class NotFiniteError(KernelError):
    """What the kernel was to compare holds, or leads to, an infinity or NaN."""


class SwarmError(InferError):
    """A run over several peers could not go on."""


class StoreError(InferError):
    """The local model store does not hold what was asked for, or cannot take it."""


class HubError(InferError):
    """A model hub does not hand a model out, or hands out something else than it announced."""
