"""Runs a chat template that came with a model, and trusts nothing in it. The door to jinja2.

A template is a program from outside. jinja2's sandbox keeps it from reaching Python; what is added here keeps it from
using up time and memory: every operation that could make something large is looked at before it is done, and every
loop turn, call and operation is paid for out of a budget of steps. What no chat template needs is not there at all.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import BuiltinMethodType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension, LoopControlExtension
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from ..errors import ModelError, PromptError
from .budget import LimitError, check_bits, check_chars
from .formatting import TextFormat, by_percent, format_filter
from .functions import (
    FUNCTIONS,
    RENDERING,
    RefusalError,
    Rendering,
    budget,
    call_method,
    check_growth,
    concatenated,
    counted,
    length,
    printed,
    settled,
    short,
    times,
    tojson,
    weighed,
    whole,
)

MAX_SOURCE_CHARS = 131_072  # the longest public templates have about 30,000

# Names a template may use. Each is charged for what it is given; those of the first line only look at its outside.
_FREE = ("length", "count", "first", "last", "default", "d")
_FILTERS = (
    *_FREE, "abs", "capitalize", "center", "dictsort", "e", "escape", "float", "groupby", "indent", "int", "items",
    "join", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "safe",
    "select", "selectattr", "sort", "string", "sum", "title", "trim", "unique", "upper", "wordcount",
)  # fmt: skip
_TESTS = (
    "boolean", "callable", "defined", "false", "float", "integer", "iterable", "mapping", "none", "number", "sameas",
    "sequence", "string", "true", "undefined", "in", "eq", "equalto", "==", "ne", "!=", "lt", "lessthan", "<", "le",
    "<=", "gt", "greaterthan", ">", "ge", ">=",
)  # fmt: skip
_FAILURES = (
    LimitError, jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip
_SCOPES = ("_loop_vars", "_block_vars")  # what compiled templates pass along with a call, for jinja2 itself
_PLAIN = "plain:"  # before the name of jinja2's own filter or test; not a name that a template can spell


class Program:
    """A compiled chat template."""

    def __init__(self, source: str) -> None:
        """Raises: ModelError if it is too long or not a template."""
        if len(source) > MAX_SOURCE_CHARS:
            raise ModelError(f"the chat template has {len(source)} characters, at most {MAX_SOURCE_CHARS}")
        try:
            self._template = _Environment().from_string(source)
        except jinja2.TemplateSyntaxError as error:
            raise ModelError(f"the chat template is not valid in line {error.lineno}: {short(error)}") from None
        except (*_FAILURES, SyntaxError, MemoryError) as error:
            raise ModelError(f"the chat template cannot be compiled: {short(error)}") from None

    def render(self, variables: Mapping[str, Any], now: datetime) -> str:
        """The text it makes of `variables`, which hold nothing but JSON's values. now: what strftime_now formats.

        Raises: PromptError if the template refuses them; ModelError if it fails, or passes a limit.
        """
        token = RENDERING.set(rendering := Rendering(now))
        spending = rendering.budget
        try:
            for value in variables.values():
                spending.own(value)
            pieces: list[str] = []
            n_chars = 0
            for piece in self._template.generate(**variables):
                spending.spend(1)
                n_chars += len(piece)
                check_chars(n_chars)
                pieces.append(piece)
            return "".join(pieces)
        except RefusalError as error:
            raise PromptError(f"the model's chat template refuses this conversation: {short(error)}") from None
        except _FAILURES as error:
            raise ModelError(f"the chat template fails: {short(error)}") from None
        finally:
            RENDERING.reset(token)


class _Prices(NodeTransformer):
    """Makes the compiled template pay where jinja2 has no hook of its own."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = _through("counted", node.iter)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _through("concatenated", nodes.Tuple(node.nodes, "load", lineno=node.lineno))

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        self.generic_visit(node)
        node.expr = _through("weighed", node.expr)
        for operand in node.ops:
            operand.expr = _through("weighed", operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        self.generic_visit(node)
        return _through("weighed", node) if isinstance(node.arg, nodes.Slice) else node

    def visit_literal(self, node: nodes.Expr) -> nodes.Node:
        self.generic_visit(node)
        return _through("weighed", node) if getattr(node, "ctx", "load") == "load" else node

    visit_List = visit_Tuple = visit_Dict = visit_literal


def _through(price: str, node: Any) -> nodes.Expr:
    if isinstance(node, nodes.Const):
        return node  # as large as it is in the template
    return nodes.Filter(node, _PLAIN + price, [], [], None, None, lineno=node.lineno)


class _Generation(Extension):
    """{% generation %} marks what the assistant said, for training; here it is only its content."""

    tags = {"generation"}  # noqa: RUF012 - jinja2's own way to declare it

    def parse(self, parser: Any) -> nodes.Node:
        line = next(parser.stream).lineno
        return nodes.Scope(parser.parse_statements(("name:endgeneration",), drop_needle=True), lineno=line)


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self) -> None:
        super().__init__(
            trim_blocks=True, lstrip_blocks=True, extensions=[LoopControlExtension, _Generation], finalize=printed
        )
        plain: dict[str, Callable[..., Any]] = {name: self.filters[name] for name in _FILTERS}
        plain |= {"tojson": tojson, "format": format_filter}
        self.filters = {name: _guarded_filter(name) for name in plain}
        plain |= {"counted": counted, "concatenated": concatenated, "weighed": weighed}
        self.filters |= {_PLAIN + name: function for name, function in plain.items()}
        tests: dict[str, Any] = self.tests
        self.tests = {name: _guarded_test(tests[name]) for name in _TESTS}
        self.tests |= {"odd": lambda value: whole(value) % 2 == 1, "even": lambda value: whole(value) % 2 == 0}
        self.tests |= {"divisibleby": lambda value, by: whole(value) % whole(by) == 0}
        self.globals.clear()
        self.globals.update(FUNCTIONS)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(_Prices().visit(source), *args, **kwargs)

    def concat(self, pieces: Iterable[str]) -> str:
        """Joins what a macro or a captured block wrote."""
        return concatenated(tuple(pieces))

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        spending = budget()
        spending.spend(1)
        if isinstance(obj, LoopContext):  # a recursive loop's own call
            return super().call(context, obj, *map(counted, args[:1]), *args[1:], **kwargs)
        if isinstance(obj, (Macro, BlockReference)) or isinstance(getattr(obj, "__self__", None), LoopContext):
            return super().call(context, obj, *args, **kwargs)
        given = {name: value for name, value in kwargs.items() if name not in _SCOPES}
        if isinstance(obj, BuiltinMethodType):
            return settled(call_method(obj, args, given))
        if isinstance(obj, TextFormat):
            return settled(obj.run(args, given))
        if not any(obj is function for function in FUNCTIONS.values()):
            name = getattr(obj, "__name__", type(obj).__name__)
            raise LimitError(f"it calls {short(name)}, which chat templates may not")
        spending.charge([*args, *given.values()])
        return super().call(context, obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> Any:
        """What stands for str.format where a template asks for it, None for another attribute."""
        is_format = (
            isinstance(value, BuiltinMethodType) and value.__name__ == "format" and isinstance(value.__self__, str)
        )
        return TextFormat(value.__self__) if is_format else None

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        spending = budget()
        spending.spend(1)
        both_whole = isinstance(left, int) and isinstance(right, int)
        if operator == "**" and both_whole:
            check_bits(left.bit_length() * max(right, 0))
        elif operator == "*" and not both_whole:
            check_chars(length(left) * times(right) + length(right) * times(left))
        if operator == "%" and isinstance(left, str):
            result: Any = by_percent(left, right)
        else:
            result = super().call_binop(context, operator, left, right)
        spending.charge(result)
        return result


def _guarded_filter(name: str) -> Callable[..., Any]:
    @jinja2.pass_context
    def run(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        spending = budget()
        spending.spend(1)
        if name not in _FREE:
            value = settled(value)
            spending.charge([*args, *kwargs.values()])
            check_growth(name, value, args, kwargs)
        result = context.environment.call_filter(_PLAIN + name, value, args, kwargs, context, context.eval_ctx)
        return result if name in _FREE else settled(result)

    return run


def _guarded_test(test: Callable[..., Any]) -> Callable[..., Any]:
    def run(value: Any, *args: Any) -> Any:
        if args:
            budget().charge([value, *args])
        return test(value, *args)

    return run
