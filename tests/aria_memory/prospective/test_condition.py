"""Conditions: what they mean, and what is refused, by name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aria_memory.errors import BadInput
from aria_memory.prospective.condition import Value, evaluate, names, parse

VALUES: dict[str, Value] = {
    "battery.level": 15, "charging": False, "place": "home", "load": 0.5, "nothing": None, "tags": ["a", "b"], "n": -3,
}  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("battery.level < 20 and not charging", True), ("battery.level < 10", False),
        ("10 < battery.level <= 15", True),
        ("10 < battery.level < 15", False), ("place == 'home'", True), ('place in ("work", "home")', True),
        ("place not in ['work', 'home']", False), ("'om' in place", True), ("'b' in tags", True),
        ("'c' not in tags", True),
        ("nothing == None", True), ("n == -3", True), ("charging == False", True),
        ("charging or place == 'home'", True),
        ("place", True), ("charging", False), ("missing", False), ("missing == 1", False), ("missing != 1", False),
        ("missing == None", False), ("not (missing > 1)", True), ("not missing", True), ("1 < 'a'", False),
        ("place < 3", False), ("'a' in load", False), ("3 in place", False), ("3 not in place", False), ("True", True),
        ("(1 < 2) == True", True), ("load >= 5e-1", True), (" load > 0 ", True), ("missing in (1, 2)", False),
    ],
)  # fmt: skip
def test_meaning(expression: str, holds: bool) -> None:
    assert evaluate(expression, VALUES) is holds


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        ("__import__('os').system('x')", "a call"), ("open('x')", "a call"), ("a[0]", "an index"),
        ("2 ** 9 > 1", "arithmetic"),
        ("1 << 99 > 1", "arithmetic"), ("a + 1 > 2", "arithmetic"), ("'a'.b == 1", "an attribute"),
        ("(a or b).c", "an attribute"),
        ("lambda: 1", "a lambda"), ("[x for x in y]", "a comprehension"), ("a if b else c", "a conditional"),
        ("f'{a}'", "an f-string"),
        ("(a := 1)", "an assignment"), ("a is None", "use =="), ("a is not None", "use !="), ("~a", "operator ~"),
        ("-a > 1", "minus"),
        ("-True == 1", "minus"), ("+1 > 0", "sign"), ("{1: 2}", "a dictionary"), ("{1}", "a set"), ("(1, 2)", "a list"),
        ("a == [1]", "a list"), ("a in (b, 1)", "a list"), ("a.__class__ == 1", "__class__"), ("__name__", "__name__"),
        ("é > 1", "the name"), ("1j == 1", "complex"), ("b'a' == a", "bytes"), ("... == a", "ellipsis"),
        ("a in (*b,)", "a list"),
        ("a = 1", "SyntaxError"), ("a > ", "SyntaxError"), ("a;b", "SyntaxError"), ("import os", "SyntaxError"),
        ("'\\x41' == a", "backslash"), ("a\n> 1", "line breaks"), ("a\x00", "control"), ("\ud800", "control"),
        ("", "expression of"),
        ("   ", "expression of"), ("a" * 501, "500"), ("9" * 400 + " > 1", "20 digits"), ("(" * 240 + "a" + ")" * 240,
        "SyntaxError|nest"),
        ("not " * 60 + "a", "nesting"), ("a or " * 99 + "a", "too many"), ("a == 1 and " * 40 + "a", "too many"),
    ],
)  # fmt: skip
def test_what_is_refused_is_named(expression: str, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        parse(expression)


def test_a_long_text_is_refused_without_being_read() -> None:
    for hostile in ("(" * 1_000_000, "9" * 1_000_000, "not " * 250_000):
        with pytest.raises(BadInput):
            parse(hostile)


def test_names_are_those_that_are_read() -> None:
    assert names("battery.level < 20 and not (charging or 'x' in tags)") == {"battery.level", "charging", "tags"}


TOKENS = ["a", "b.c", "1", "-2", "0.5", "'t'", "None", "True", "<", ">=", "==", "!=", "in", "not", "and", "or", "(",
          ")", ",", "[", "]", ".", "is", "~", "**", "lambda", ":", "if", "else", "f''"]  # fmt: skip
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5))


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(TOKENS), max_size=14).map(" ".join), st.text(max_size=40)), SCALARS, SCALARS)
def test_any_text_is_refused_or_has_a_truth(text: str, a: Value, b: Value) -> None:
    try:
        parse(text)
    except BadInput:
        return
    assert evaluate(text, {"a": a, "b.c": b}) in (True, False)
    assert evaluate(text, {}) in (True, False)
