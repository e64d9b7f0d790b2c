"""Patterns are compiled when they are first used: here each is, so that a broken one is seen before anybody talks."""

import importlib
import pkgutil
import re
import sys
from subprocess import run

import aria_memory.extraction
from aria_memory.extraction.patterns import Pattern, compiled


def test_each_pattern_compiles() -> None:
    names = [one.name for one in pkgutil.iter_modules(aria_memory.extraction.__path__, "aria_memory.extraction.")]
    found = [
        value for name in names for value in vars(importlib.import_module(name)).values() if isinstance(value, Pattern)
    ]
    assert len(found) > 300
    assert all(isinstance(one.made, re.Pattern) for one in found)


def test_a_pattern_reads_as_re_does() -> None:
    pattern = compiled("(?P<what>bo|{MORE}) x", {"MORE": "al|cy"})
    assert pattern.search("see Cy  x")["what"] == "Cy"  # type: ignore[index]
    assert pattern.match("see cy x") is None
    assert pattern.sub("-", "al x, al  x") == "-, -"
    assert [one["what"] for one in pattern.finditer("al x bo x")] == ["al", "bo"]


def test_nothing_is_compiled_by_an_import() -> None:
    code = (
        "import aria_memory.extraction.timed_loosely as t;"
        "from aria_memory.extraction.patterns import Pattern;"
        "print([n for n, v in vars(t).items() if isinstance(v, Pattern) and 'made' in vars(v)])"
    )
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout == "[]\n"
