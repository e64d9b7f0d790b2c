"""Expressions over published state: `battery.level < 20 and not charging`. Parsed by whitelist, never executed. Pure.

    expression  comparisons (< <= > >= == != in, not in; chains too), and, or, not, parentheses
    operand     a name or dotted name (one key of the published mapping), a number, a string, True, False, None,
                a list or tuple of constants after `in`

A comparison with a name that is not published is false, and so is one of kinds that have no order (1 < "a"). So `not (x
> 1)` holds while x is missing. A name on its own holds when its value is true in Python's sense; missing, it does not.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from aria_memory.errors import BadInput
from aria_memory.prospective.times import shown

MAX_EXPRESSION_LENGTH = 500  # characters: a few comparisons; also what bounds Python's own parser
MAX_EXPRESSION_DEPTH = 16  # nested operators and parentheses: more nobody reads
MAX_NODES = 150  # of the syntax tree
MAX_DIGITS = 20  # of one number: all of a 64-bit integer

Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = Scalar | tuple[Scalar, ...] | list[Scalar]

_MISSING = object()
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
_DIGITS = re.compile(rf"[0-9_]{{{MAX_DIGITS + 1}}}", re.ASCII)
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], object]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
    ast.In: lambda a, b: operator.contains(b, a),
    ast.NotIn: lambda a, b: not operator.contains(b, a),
}  # fmt: skip
_REFUSED = {
    "Call": "a call", "Subscript": "an index", "Attribute": "an attribute of something that is no name",
    "BinOp": "arithmetic", "Lambda": "a lambda", "IfExp": "a conditional", "JoinedStr": "an f-string",
    "TemplateStr": "a template string", "ListComp": "a comprehension", "SetComp": "a comprehension",
    "DictComp": "a comprehension", "GeneratorExp": "a comprehension", "NamedExpr": "an assignment",
    "Starred": "unpacking", "List": "a list, but of constants after `in`,",
    "Tuple": "a list, but of constants after `in`,",
    "Dict": "a dictionary", "Set": "a set", "Await": "await", "Yield": "yield",
    "YieldFrom": "yield", "Is": "`is` (use ==)", "IsNot": "`is not` (use !=)", "Slice": "an index",
    "Invert": "the operator ~", "UAdd": "the sign +", "USub": "a minus sign before what is no number",
}  # fmt: skip


def parse(expression: str) -> ast.expr:
    """The checked syntax tree of an expression; BadInput names what is not allowed in it."""
    if not isinstance(expression, str) or not expression.strip() or len(expression) > MAX_EXPRESSION_LENGTH:
        raise BadInput(
            f"condition {shown(expression)}: give an expression of at most {MAX_EXPRESSION_LENGTH} characters"
        )
    return _parsed(expression)


@lru_cache(maxsize=1024)
def _parsed(expression: str) -> ast.expr:
    if not expression.isprintable() or "\\" in expression:  # a backslash could warn, and strings need no escapes here
        raise BadInput(f"condition {shown(expression)}: no backslashes, line breaks or control characters")
    if _DIGITS.search(expression):
        raise BadInput(f"condition {shown(expression)}: a number has at most {MAX_DIGITS} digits")
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:  # the last two: old parsers, deep nesting
        raise BadInput(f"condition {shown(expression)} is no expression: {type(error).__name__}") from error
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES:
        raise BadInput(f"condition {shown(expression)} has too many parts: at most {MAX_NODES}")
    _check(tree, expression, MAX_EXPRESSION_DEPTH)
    return tree


def evaluate(expression: str, values: Mapping[str, Value]) -> bool:
    """Whether the expression holds for these published values. Never raises for what the values are."""
    return _holds(parse(expression), values)


def names(expression: str) -> frozenset[str]:
    """The published names that an expression reads."""
    found: set[str] = set()
    rest = [parse(expression)]
    while rest:
        node = rest.pop()
        name = _dotted(node)
        if name is None:
            rest += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        else:
            found.add(name)
    return frozenset(found)


def _check(node: ast.AST, expression: str, depth: int) -> None:
    def refuse(what: str) -> BadInput:
        return BadInput(f"condition {shown(expression)}: {what} is not allowed")

    if depth == 0:
        raise refuse(f"nesting deeper than {MAX_EXPRESSION_DEPTH}")
    if isinstance(node, ast.BoolOp):
        for child in node.values:
            _check(child, expression, depth - 1)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        _check(node.operand, expression, depth - 1)
    elif isinstance(node, ast.UnaryOp):
        if not _constant(node):
            raise refuse(_REFUSED.get(type(node.op).__name__, "this operator"))
    elif isinstance(node, ast.Compare):
        for op, right in zip(node.ops, node.comparators, strict=True):
            if type(op) not in _COMPARE:
                raise refuse(_REFUSED.get(type(op).__name__, "this comparison"))
            if not (isinstance(op, (ast.In, ast.NotIn)) and _listing(right)):
                _check(right, expression, depth - 1)
        _check(node.left, expression, depth - 1)
    elif isinstance(node, (ast.Name, ast.Attribute)):
        name = _dotted(node)
        if name is None:
            raise refuse(_REFUSED["Attribute"])
        for part in name.split("."):
            if not _NAME.fullmatch(part):
                raise refuse(f"the name {shown(part)} (letters a to z, digits and _, a letter first)")
    elif not _constant(node):
        if isinstance(node, ast.Constant):
            raise refuse(f"a constant of type {type(node.value).__name__}")
        raise refuse(_REFUSED.get(type(node).__name__, type(node).__name__))


def _constant(node: ast.AST) -> bool:
    """A number, string, True, False or None; a number may have a minus sign."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        operand = node.operand
        return isinstance(operand, ast.Constant) and type(operand.value) in (int, float)
    return isinstance(node, ast.Constant) and type(node.value) in (str, int, float, bool, type(None))


def _listing(node: ast.AST) -> bool:
    return isinstance(node, (ast.List, ast.Tuple)) and all(map(_constant, node.elts))


def _dotted(node: ast.AST) -> str | None:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else None


def _value(node: ast.expr, values: Mapping[str, Value]) -> object:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.List, ast.Tuple)):
        return tuple(_value(child, values) for child in node.elts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        number = _value(node.operand, values)
        assert isinstance(number, (int, float))
        return -number
    name = _dotted(node)
    return _holds(node, values) if name is None else values.get(name, _MISSING)


def _holds(node: ast.expr, values: Mapping[str, Value]) -> bool:
    if isinstance(node, ast.BoolOp):
        quantifier = all if isinstance(node.op, ast.And) else any
        return quantifier(_holds(child, values) for child in node.values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return not _holds(node.operand, values)
    if isinstance(node, ast.Compare):
        chain = [node.left, *node.comparators]
        found = [_value(child, values) for child in chain]
        return not any(value is _MISSING for value in found) and all(
            _compare(op, a, b) for op, a, b in zip(node.ops, found[:-1], found[1:], strict=True)
        )
    value = _value(node, values)
    return value is not _MISSING and bool(value)


def _compare(op: ast.cmpop, left: object, right: object) -> bool:
    try:
        return bool(_COMPARE[type(op)](left, right))
    except TypeError:  # kinds without an order, or `in` something that holds nothing
        return False
