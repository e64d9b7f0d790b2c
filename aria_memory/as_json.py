"""[pure] What a memory returns, as the values that JSON has."""

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import Any

from .prospective.codec import intention_to_json
from .prospective.intention import Intention


def as_json(value: Any) -> Any:
    """Values of `types` by their fields, an intention as its document (`prospective/README.md`), lists and mappings."""
    if isinstance(value, Intention):
        return intention_to_json(value)["intention"]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return as_json(asdict(value))
    if isinstance(value, Mapping):
        return {str(name): as_json(each) for name, each in value.items()}
    return [as_json(each) for each in value] if isinstance(value, list | tuple) else value
