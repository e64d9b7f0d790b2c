"""No chat template takes more than its share of time and memory, or reaches anything but the conversation."""

import pytest

from aria_infer.chat import ChatTemplate
from aria_infer.errors import ModelError


def render(source: str) -> str:
    return ChatTemplate(source).render([{"role": "user", "content": "Hi"}])


LONG = "{% set x = 'a' * 2000000 %}{% set y = 'a' * 2000000 %}"
DOUBLE = "{% set ns = namespace(x='ab') %}{% for i in range(100) %}"
GREEDY = {  # what would eat time or memory, and what stops it
    "a count": ("{{ range(10 ** 9) | list }}", "counts"),
    "nested loops": ("{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}", "steps"),
    "a recursive loop": ("{% for x in [0] recursive %}{{ loop(range(90000)) }}{% endfor %}", "recursion|steps"),
    "a deep macro": ("{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}", "recursion"),
    "a wide macro": (
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "steps",
    ),
    "a macro that loops over itself": (
        "{% macro say(m) %}{{ m }}{% for x in range(3) %}{{ say(m) }}{% endfor %}{% endmacro %}{{ say(1) }}",
        "recursion|steps",
    ),
    "a block of itself": ("{% block a %}{{ self.a() }}{% endblock %}", "recursion"),
    "a long text": ("{{ 'x' * 10 ** 9 }}", "characters"),
    "a long list": ("{{ 10 ** 9 * [0] }}", "characters"),
    "a power": ("{{ 9 ** (9 ** 9) }}", "bits"),
    "a product": (
        "{% set ns = namespace(x=2) %}{% for i in range(100) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
        "bits",
    ),
    "doubling by ~": (DOUBLE + "{% set ns.x = ns.x ~ ns.x %}{% endfor %}", "characters"),
    "doubling by +": (DOUBLE + "{% set ns.x = ns.x + ns.x %}{% endfor %}", "characters"),
    "doubling by capture": (
        DOUBLE + "{% set y %}{{ ns.x }}{{ ns.x }}{% endset %}{% set ns.x = y %}{% endfor %}",
        "characters",
    ),
    "doubling by lists": (DOUBLE + "{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x | tojson }}", "parts"),
    "doubling by objects": (DOUBLE + "{% set ns.x = {'a': ns.x, 'b': ns.x} %}{% endfor %}{{ ns.x }}", "parts"),
    "a replacement": (LONG + "{{ x | replace('a', y) }}", "characters"),
    "a replacement by name": (LONG + "{{ x | replace(new=y, old='a') }}", "characters"),
    "a replacement method": (LONG + "{{ x.replace('', y) }}", "characters"),
    "a join": (LONG + "{{ range(90000) | join(x) }}", "characters"),
    "a join by name": (LONG + "{{ range(90000) | join(d=x) }}", "characters"),
    "a join method": (LONG + "{{ x.join(['a'] * 9000) }}", "characters"),
    "an indent": ("{{ 'a' | indent(first=true, width=10 ** 9) }}", "indents"),
    "a JSON indent": ("{{ [1] | tojson(indent=10 ** 9) }}", "indents"),
    "a precision": ("{{ 1.5 | round(10 ** 9, 'ceil') }}", "rounds"),
    "a format": ("{{ '%1000000000d' % 1 }}", "formats"),
    "a format method": ("{{ '{:1000000000}'.format(1) }}", "formats"),
    "a format of many": ("{% set x = 'a' * 900000 %}{{ ('{0}' * 9000).format(x) }}", "characters"),
    "a format filter": ("{{ '%1000000000d' | format(1) }}", "formats"),
    "a format's width from elsewhere": ("{{ '%*d' % (10 ** 9, 1) }}", "formats"),
    "a format method's width from elsewhere": ("{{ '{:{}}'.format(1, 10 ** 9) }}", "formats"),
    "a format's digits": ("{{ '%.999f' % 1.5 }}", "formats .* 256"),
    "a format method's digits": ("{{ '{:.999f}'.format(1.5) }}", "formats .* 256"),
    "a format of many by %": ("{% set x = 'a' * 900000 %}{{ ('%(a)s' * 9000) % {'a': x} }}", "characters"),
    "a format of many widths": ("{{ ('%(a)256d' * 100000) % {'a': 1} }}", "characters"),
    "a format of escapes": (LONG + "{{ '%a' | format(x) }}", "characters"),
    "many formats": (LONG + "{% for i in range(90000) %}{% set z = '%.1s' % x %}{% endfor %}", "steps"),
    "many formats of lists": (
        "{% set x = ['a' * 20000] * 99 %}{% for i in range(90000) %}{% set z = '%.1s' % (x,) %}{% endfor %}",
        "steps",
    ),
    "a format by a test of divisors": ("{{ '%1000000000d' is divisibleby 7 }}", "whole number"),
    "a sum of lists": ("{{ ([[1]] * 20000) | sum(start=[]) }}", "not numbers"),
    "a sum of lists unasked": ("{{ ([[1]] * 20000) | sum }}", "unsupported operand"),
    "a sum of a text": ("{{ ('a' * 50000) | sum(start='') }}", "not numbers"),
    "groups": (
        "{% set x = 'a' * 900000 %}{% for i in range(90000) %}{% set z = [{'a': x}] | groupby('a') %}{% endfor %}",
        "steps",
    ),
    "zeros": ("{{ 'a'.zfill(10 ** 9) }}", "pads"),
    "a filter that pads": ("{{ 'a' | center(width=10 ** 9) }}", "pads"),
    "a format by a test": ("{{ '%1000000000d' is odd }}", "whole number"),
    "a date": ("{{ strftime_now('%1000000000d') }}", "date"),
    "padding": ("{{ 'a'.ljust(10 ** 9) }}", "pads"),
    "long comparisons": (LONG + "{% for i in range(90000) %}{% if x == y %}{% endif %}{% endfor %}", "steps"),
    "long searches": (LONG + "{% for i in range(90000) %}{% if 'b' in x %}{% endif %}{% endfor %}", "steps"),
    "long slices": (LONG + "{% for i in range(90000) %}{% set z = x[1:] %}{% endfor %}", "steps"),
    "long filters": (LONG + "{% for i in range(90000) %}{% set z = x | upper %}{% endfor %}", "steps"),
    "many long texts": (
        "{% macro f() %}{% for i in range(90000) %}{{ 'a' * 900000 ~ i }}{% endfor %}{% endmacro %}{{ f() }}",
        "steps",
    ),
    "much output": ("{% for i in range(90000) %}{{ 'a' * 100 }}{% endfor %}", "characters"),
}


@pytest.mark.parametrize("what", GREEDY)
def test_no_template_takes_more_than_its_share(what: str) -> None:
    source, message = GREEDY[what]
    with pytest.raises(ModelError, match=f"^the chat template fails: .*({message})"):
        render(source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ '{0[role]}'.format(messages[0]) }}",
        "{{ '{}'.format(namespace()) }}",
        "{{ '%s' % namespace() }}",
        "{{ '%s' | format(self) }}",
        "{{ (messages | groupby('role'))[0]._replace(grouper=1) }}",
        "{{ messages.append(1) }}",
        "{{ messages[0].update({'a': 1}) }}",
        "{{ lipsum() }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% set ns = namespace() %}{% set ns.x = ns %}{{ ns }}",
    ],
)
def test_nothing_beyond_the_conversation_is_in_reach(source: str) -> None:
    with pytest.raises(ModelError, match=r"^the chat template fails"):
        render(source)


def test_attributes_of_values_are_no_way_out() -> None:
    assert "function" not in render("{{ range.__globals__ }}{{ ['']|map(attribute='__class__')|list }}")
