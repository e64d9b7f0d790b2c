"""All targets by name; a target's module is imported when it is asked for."""

import importlib

from tests.fuzz.target import Target

GROUPS = {
    "formats": (
        "safetensors",
        "index",
        "config",
        "folder",
        "pack",
        "tokenizer",
        "template",
        "beside",
        "model_record",
        "gguf",
    ),
    "overlay": ("frames", "headers", "record", "message", "peer_id", "addresses"),
    "ledger": ("entry", "note", "checkpoint", "log_ask", "log_reply", "proof", "equivocation"),
    "swarm": ("envelope", "shard", "terms", "evidence", "steps", "rows"),
    "weights": ("cargo", "pieces", "partial"),
}
NAMES = tuple(name for names in GROUPS.values() for name in names)
DEADLINE_S = 2.0  # processor time of one input: the slowest honest ones take tens of milliseconds
_SELF_TEST = "self-test-"  # targets that are no parsers: test_fuzz.py


def find(name: str) -> Target:
    """The target of that name. Raises: KeyError."""
    group = next((group for group, names in GROUPS.items() if name in names), None)
    if name.startswith(_SELF_TEST):
        group = "selftest"
    if group is None:
        raise KeyError(name)
    targets: tuple[Target, ...] = importlib.import_module(f"tests.fuzz.{group}").TARGETS
    return next(target for target in targets if target.name == name)
