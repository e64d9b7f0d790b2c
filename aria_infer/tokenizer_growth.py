"""[pure] By how much the steps of a tokenizer.json can lengthen a text, one after the other.

A file of a kilobyte can hold forty steps that each double it; the library runs them all, and its process dies.
"""

import json
from collections.abc import Mapping
from math import ceil, prod
from typing import Any

MAX_GROWTH = 1_024  # public tokenizers stay below 200
_BYTES_OF_CHARACTER = 4  # what spells bytes as characters makes at most so many of one
_LONGEST_FOLDING = 64  # of a table of replacements: Unicode's own longest has 18 characters
_STEPS = ("normalizers", "pretokenizers", "processors", "decoders")


def growth(state: bytes) -> int:
    """At most so many characters come out for each that goes in. state: a step, or a sequence of them, as JSON."""
    return _growth(json.loads(state))


def _growth(step: Mapping[str, Any]) -> int:
    kind = step.get("type")
    if kind == "Sequence":
        return prod(_growth(inner) for key in _STEPS for inner in step.get(key, ()))
    if kind == "Replace":
        shortest = len(step["pattern"].get("String", ""))  # a regular expression may match nothing at all
        new = len(step["content"])
        return max(1, ceil(new / shortest)) if shortest else 1 + new
    if kind == "TemplateProcessing":
        return max(1, sum("Sequence" in piece for piece in step["single"]))
    if kind == "ByteLevel":
        return _BYTES_OF_CHARACTER
    return _LONGEST_FOLDING if kind == "Precompiled" else 1
